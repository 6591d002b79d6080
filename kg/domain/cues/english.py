"""Cues in English; capitals and the shape of apostrophes do not matter."""

from kg.domain.cues.cue import Cue, Sign

_SAID = (
    "(?:said|says|mentioned|noted|pointed out|put it|suggested|argued|brought up|told|was saying)"
)
_COUNT = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a few|a couple of|"
    r"several|some|many)"
)
_UNIT = (
    "(?:minutes|hours|days?|weeks?|months?|quarters?|years?|decades?|generations?|centur(?:y|ies))"
)
_VERB = (
    "(?:be|become|see|have|get|need|take|make|happen|change|continue|come|go|grow|stay|remain|turn|"
    "lead|find|lose|win|end|start|stop)"
)

CUES = (
    # What is to come: auxiliaries
    Cue(
        "will",
        Sign.PREDICTION,
        1.8,
        r"\b(?:will|'ll|won't|shall)\s+(?:\w+\s+){0,2}?(?:not\s+)?"
        f"{_VERB}"
        r"\b",
    ),
    Cue("will", Sign.PREDICTION, 1.4, r"\b(?:will|won't|shall)\b|\w'll\b"),
    Cue(
        "going to",
        Sign.PREDICTION,
        1.6,
        r"\b(?:is|are|'s|'re|am|'m|not|never|really|probably)\s*(?:going to|gonna)\b|"
        r"\b(?:going to|gonna) (?:be|have|get|see|need|change|happen|affect)\b",
    ),
    Cue(
        "bound to",
        Sign.PREDICTION,
        2.2,
        r"\b(?:bound to|destined to|doomed to|about to|set to|on (?:track|course) to|"
        r"poised to|likely to|unlikely to|expected to|supposed to become)\b",
    ),
    Cue(
        "might",
        Sign.PREDICTION,
        1.2,
        r"\b(?:might|may|could)\b(?! i\b)|\bwould (?:be|become|have|lead|mean|make|take|"
        r"not|n't)\b|\bshould be able to\b",
    ),
    Cue(
        "can't",
        Sign.PREDICTION,
        0.6,
        r"\b(?:can't|cannot|can not|never|no longer|impossible|unstoppable)\b",
    ),
    # What is to come: when
    Cue(
        "deadline",
        Sign.TIME,
        1.8,
        r"\b(?:by|before|until|in|around|after) (?:the (?:end of|year) )?(?:20[2-9]\d|"
        r"2[1-9]\d\d|next|then|mid-?20|late 20)\w*\b",
    ),
    Cue(
        "deadline",
        Sign.TIME,
        1.7,
        r"\b(?:in|within|over|for|after|inside of|less than|more than|"
        r"at least) (?:the next |the coming |about |around |maybe |like |another |"
        r"as little as )*"
        f"{_COUNT}"
        r"(?: (?:or|to) \w+)? (?:more )?"
        f"{_UNIT}"
        r"\b(?! ago)|"
        f"{_UNIT}"
        r" (?:from now|away|ahead|out|to come|down the (?:road|line))\b",
    ),
    Cue(
        "deadline",
        Sign.TIME,
        1.7,
        r"\b(?:next|coming|following) (?:\w+ )?"
        f"{_UNIT}"
        r"\b|\bthis decade\b|\btake(?:s)? (?:a while|long|years|months|decades|time)\b|"
        r"\byears? ahead\b|\bend of (?:the|this) (?:year|decade|century)\b",
    ),
    Cue(
        "future",
        Sign.TIME,
        1.4,
        r"\b(?:in|for|of) the (?:near |not too distant |long |foreseeable )?(?:future|"
        r"long (?:run|term)|short (?:run|term))\b|\bfuture\b|\bdown the (?:road|line)\b|"
        r"\bfrom now on\b|\bgoing forward\b|\bgoing ahead\b",
    ),
    Cue(
        "soon",
        Sign.TIME,
        1.5,
        r"\b(?:sooner or later|some ?day|one day|eventually|ultimately|in the end|"
        r"soon(?:er)?|before long|any ?more|over time|gradually|inevitabl[ey]|"
        r"tomorrow)\b",
    ),
    Cue(
        "next",
        Sign.PREDICTION,
        0.8,
        r"\b(?:next (?:generation|step|wave|phase|stage|big)|upcoming|emerging|new era|"
        r"trend|trajectory|direction|potential(?:ly)?)\b",
    ),
    # What is to come: how it is held
    Cue(
        "I bet",
        Sign.PREDICTION,
        2.2,
        r"\bi(?:'d| would|'ll| will)? (?:bet|wager|guess|expect|predict|forecast|"
        r"anticipate|imagine|hope)\b|\bmy (?:bet|guess|prediction|forecast|expectation|"
        r"hunch)\b",
    ),
    Cue(
        "expect",
        Sign.PREDICTION,
        1.6,
        r"\b(?:expect(?:s|ed|ation|ations)?|predict(?:s|ion|ions)?|forecast|foresee|"
        r"anticipate|envision|project(?:ed|ion) to|outlook|look(?:ing)? forward)\b",
    ),
    Cue(
        "likely",
        Sign.PREDICTION,
        1.4,
        r"\b(?:likely|unlikely|probab(?:ly|ility)|chances? (?:are|of|that)|odds|"
        r"possibl[ey]|perhaps|maybe|presumably|certain to|sure to|no doubt|doubt)\b",
    ),
    Cue(
        "if",
        Sign.PREDICTION,
        0.8,
        r"\b(?:if|once|unless|when(?:ever)?|as soon as|as long as|provided)\b",
    ),
    Cue(
        "change",
        Sign.PREDICTION,
        0.7,
        r"\b(?:becom(?:e|es|ing)|replac(?:e|es|ing)|disrupt|transform|evolv(?:e|es|ing)|"
        r"emerg(?:e|es|ing)|disappear|collapse|chang(?:e|es|ing)|grow(?:s|ing)?|"
        r"increase|decrease|accelerat|slow down|overtake|surpass|catch up|lower|"
        r"toward)\w*\b",
    ),
    # Agreement
    Cue(
        "agree",
        Sign.AGREEMENT,
        3.0,
        r"(?<!n't )(?<!not )(?<!dis)\b(?:agree(?:d|s)?|agreement|concur|second that|"
        r"on the same page|share (?:that|this|your|his|her) (?:view|opinion|sentiment|"
        r"concern))\b",
    ),
    Cue(
        "exactly",
        Sign.AGREEMENT,
        2.5,
        r"^\W*(?:yeah|yes|yep|right|sure|well|oh|and|no)?\W*(?:exactly|absolutely|"
        r"definitely|precisely|totally|certainly|indeed|of course|for sure|very true|"
        r"true|correct|same here|amen)\b",
    ),
    Cue(
        "that's right",
        Sign.AGREEMENT,
        2.5,
        r"\b(?:that(?:'s| is)|it(?:'s| is)|you(?:'re| are)|he(?:'s| is)|she(?:'s|"
        r" is)) (?:so |very |quite |exactly |absolutely |totally |all )?(?:right|true|"
        r"correct|fair|it exactly|a (?:good|great|fair|valid|excellent) (?:point|"
        r"question))\b|\b(?:good|great|fair|excellent|valid) point\b",
    ),
    Cue(
        "yes",
        Sign.AGREEMENT,
        1.6,
        r"^\W*(?:yeah|yes|yep|yup|right|sure|ok(?:ay)?|it (?:really )?(?:is|does))\b",
    ),
    Cue(
        "me too",
        Sign.AGREEMENT,
        2.2,
        r"\b(?:me too|so do i|so am i|i (?:also|too) (?:think|believe|feel|hope)|"
        r"i (?:do )?like (?:that|this)|likewise|we (?:also )?admit|"
        r"i (?:certainly )?do\b|echo)\b",
    ),
    Cue(
        "as X said",
        Sign.AGREEMENT,
        2.0,
        r"\b(?:as|like|just as|what) (?:[\w']+ ){1,4}?"
        f"{_SAID}"
        r"\b|\b(?:adding to|to add to|building on|to build on|following up on|"
        r"piggy-?back)\b|\bas [\w']+ (?:and [\w']+ )?(?:said|mentioned)\b",
    ),
    Cue(
        "indeed",
        Sign.AGREEMENT,
        1.2,
        r"\b(?:indeed|certainly|clearly|obviously|of course|in fact|consistent|(?:very|"
        r"quite) clearly|no question)\b",
    ),
    # Disagreement
    Cue(
        "disagree",
        Sign.DISAGREEMENT,
        3.0,
        r"\b(?:disagree(?:s|d|ment)?|oppose[ds]?|object to|push(?:ing)? back|"
        r"beg to differ|differ)\b|\b(?:not|\w{1,7}n't) (?:\w+ )?(?:agree|buy (?:that|it|this)|"
        r"believe|think so|accept)\b",
    ),
    Cue(
        "I don't think",
        Sign.DISAGREEMENT,
        2.5,
        r"\b(?:i|we) (?:do not|don't|didn't|wouldn't|would not|can't|"
        r"cannot) (?:\w+ )?(?:think|believe|feel|see|consider|say|call|want|"
        r"know that)\b|\bnot (?:so|too|really|entirely|completely|quite) (?:sure|"
        r"convinced|certain|true|right|simple)\b|\bi doubt\b",
    ),
    Cue(
        "on the contrary",
        Sign.DISAGREEMENT,
        2.4,
        r"\b(?:on the contrary|on the other hand|quite the opposite|the opposite|"
        r"conversely|in contrast|rather than|instead|another (?:view|angle|perspective|"
        r"way)|different (?:view|angle|opinion|perspective|take))\b",
    ),
    Cue(
        "but I",
        Sign.DISAGREEMENT,
        1.8,
        r"\b(?:but|however|though|although|yet),? (?:honestly |actually |personally |"
        r"really )?(?:i|we|for me|to me|in my)\b",
    ),
    Cue(
        "but",
        Sign.DISAGREEMENT,
        1.2,
        r"^\W*(?:but|however|yet|still|though|although|actually|well,? actually|no)\b|"
        r"\b(?:the problem|the point|the key|the question) is\b",
    ),
    Cue(
        "but",
        Sign.DISAGREEMENT,
        0.7,
        r"\b(?:but|however|although|though|even though|even if|despite|nevertheless|"
        r"whereas|unlike)\b",
    ),
    Cue(
        "not",
        Sign.DISAGREEMENT,
        1.3,
        r"\b(?:not|isn't|aren't|wasn't|doesn't|don't|didn't|won't|can't|cannot|"
        r"never) (?:\w+ ){0,2}?(?:necessarily|all|always|only|just|really|mean|a|the|"
        r"that|like|merely|simply|need)\b|\b(?:hardly|far from|nothing to do with|"
        r"no (?:need|evidence|reason|research))\b|\bit's not that\b",
    ),
    Cue(
        "misleading",
        Sign.DISAGREEMENT,
        1.8,
        r"\b(?:mislead\w*|misunderst\w*|overstat\w*|overestimat\w*|underestimat\w*|"
        r"exaggerat\w*|overhyped?|skeptical|sceptical|mistaken|myth|questionable|"
        r"unfair)\b",
    ),
    # Either: it answers somebody
    Cue(
        "quoting",
        Sign.STANCE,
        1.2,
        r"\b(?:you|he|she|they|everyone|others?|people|just|earlier) (?:\w+ )?"
        f"{_SAID}"
        r"\b|\byour (?:point|question|view|argument)\b|\b(?:just now|earlier|"
        r"a moment ago|mention(?:s|ed|ing)?|talk(?:ed|ing) about|brought up)\b",
    ),
    Cue(
        "that",
        Sign.STANCE,
        0.7,
        r"^\W*(?:that|this)\b|\bthat (?:point|question|view|idea|argument|"
        r"perspective)\b|\b(?:this|that) is\b",
    ),
    Cue(
        "therefore",
        Sign.STANCE,
        0.4,
        r"\b(?:therefore|so|in other words|which means|means that|actually|really|"
        r"in fact|basically|the fact is)\b",
    ),
    # Any: somebody claims something
    Cue(
        "I think",
        Sign.CLAIM,
        0.6,
        r"\b(?:i|we) (?:\w+ )?(?:think|believe|feel|consider|find|say|see|suspect|know|"
        r"argue|reckon)\b|\b(?:in|from) (?:my|our) (?:view|opinion|mind|perspective|"
        r"experience)\b|\bto me\b|\bfor me\b|\bpersonally\b",
    ),
    Cue(
        "should",
        Sign.CLAIM,
        0.3,
        r"\b(?:should|must|need to|needs to|ought to|have to|has to)\b",
    ),
    Cue(
        "important",
        Sign.CLAIM,
        0.3,
        r"\b(?:most|more|much|very|really|huge|important|key|crucial|essential|best|"
        r"better|biggest|every)\b",
    ),
    # The past
    Cue(
        "last year",
        Sign.PAST,
        1.2,
        r"\b(?:ago|last (?:year|month|week|decade|century)|yesterday|back then|back in|"
        r"used to|at the time|in the past|once was|previously|originally|when i was|"
        r"in (?:19\d\d|20[01]\d)|since (?:19|20)\d\d)\b",
    ),
    Cue(
        "was",
        Sign.PAST,
        0.7,
        r"\b(?:was|were|had|did|started|got|said|went|came|became|began|already|"
        r"has been|have been|been)\b",
    ),
    # What is done in the room
    Cue(
        "question",
        Sign.OTHER,
        0.9,
        r"\?[\"'”’)*_]*$|^\W*(?:what|why|how|who|where|which|can you|could you|do you|"
        r"would you|are you)\b.*\?",
    ),
    Cue("for example", Sign.OTHER, 0.8, r"\bfor (?:example|instance)\b|\be\.g\."),
    Cue(
        "courtesy",
        Sign.OTHER,
        2.0,
        r"\b(?:thank(?:s| you)|welcome|hello|hi|good (?:morning|evening|afternoon)|glad|"
        r"pleasure|nice to (?:meet|be)|laughter|please|sorry|introduce)\b",
    ),
    Cue(
        "hosting",
        Sign.OTHER,
        1.2,
        r"\b(?:let's|let me|we'll (?:now|talk|start|begin|hear|be right)|i(?:'ll|"
        r" will) (?:now|first|start|leave|stop|make|talk|explain|begin)|next(?:,| up)|"
        r"go to|click|email|subscribe|tune in|(?:this|today's) (?:show|episode|podcast|"
        r"meeting))\b",
    ),
)
"""Of the cues with one name, the heaviest that a sentence has counts."""
