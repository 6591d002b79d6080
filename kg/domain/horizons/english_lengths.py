"""Lengths of time in English: within 18 months, takes years, a decade away."""

import re
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from kg.domain.dates import PartialDate
from kg.domain.horizons import numbers, rules
from kg.domain.horizons.days import Length, Unit
from kg.domain.horizons.english_context import alone, looks_back
from kg.domain.horizons.plain import english_pattern
from kg.domain.horizons.windows import Bound, Found, Frame, Span, of_length, plural, span

NEAR = 90
"""So many letters before a length are looked at."""

_UNITS = {
    "year": Unit.YEAR,
    "yr": Unit.YEAR,
    "month": Unit.MONTH,
    "mo": Unit.MONTH,
    "week": Unit.WEEK,
    "wk": Unit.WEEK,
    "day": Unit.DAY,
    "quarter": Unit.QUARTER,
    "decade": Unit.DECADE,
    "century": Unit.CENTURY,
    "centurie": Unit.CENTURY,
}
_NUMBER = numbers.ENGLISH
UNIT = r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|quarters?|decades?|century|centuries)"
_PLURAL = r"(?:years|months|weeks|days|quarters|decades|centuries)"
_AND = r",? ?(?:-|\bto|\bor(?: even| perhaps| maybe)?|\bif not|\band(?: even)?|\bmaybe) ?"
LENGTH = english_pattern(
    rf"(?<![\w.$€£¥+'-])(?<!\d,)(?:"
    rf"(?P<low>{_NUMBER})(?: ?(?P<plus>\+|-?plus|\bor more)| ?(?:-|~|\bto|(?P<or>\bor)|\band) ?"
    rf"(?P<high>{_NUMBER}))? ?(?P<unit>{UNIT}|fortnight)(?P<half> and a half)?"
    rf"(?:(?: or|,? maybe|,? perhaps)+ (?P<two>two|three)"
    rf"(?! (?:percent|per|more|other|times|{UNIT})))?"
    rf"(?:(?P<join>{_AND})(?P<other>{_NUMBER}) ?(?P<unit2>{UNIT}))?"
    rf"|(?P<some>{_PLURAL})(?:{_AND}(?P<more>{_PLURAL})|,? (?:and )?not {_PLURAL})?"
    rf"|(?P<alone>year|month|week|quarter|decade|century)(?P<half2> and a half)?"
    rf"(?: or (?P<two2>two|three))?"
    rf")(?![\w-])"
)

_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|circa|nearly|almost|close to|something like|~"
)
_LEAST = r"at (?:the very )?least|a minimum of|no less than|not less than|no fewer than|more than|"
_LEAST += r"longer than|upwards of|>|≥"
_MOST = r"at (?:the very )?most|no more than|not more than|no longer than|up to|under|less than|"
_MOST += r"fewer than|a maximum of|<|≤"
_NEUTRAL = (
    r"another|an additional|a further|just|only|merely|maybe|perhaps|probably|possibly|say,?|"
)
_NEUTRAL += r"from|likely|easily|between|some"
_BOUNDS = english_pattern(
    rf"(?:(?<![\w'-])(?:(?P<about>{_ABOUT})|(?P<least>{_LEAST})|(?P<most>{_MOST})|"
    rf"(?:{_NEUTRAL})) ?){{1,4}}\Z"
)
_THE_NEXT = r"(?:the|these)(?: very)? (?:next|coming)"
_HEAD = english_pattern(
    rf"(?<![\w'-])(?:(?P<within>(?:within|inside(?: of)?)(?: {_THE_NEXT})?|"
    rf"(?:(?:in|over|during|for|through|throughout|across|of)(?: the course of)? )?{_THE_NEXT}|"
    r"(?:over )?(?:next|coming))|"
    r"(?P<takes>(?:takes?|taking|needs?|requires?)(?: (?:us|them|it|me|you|one|him|her|people))?)|"
    r"(?P<be>be(?: still)?|is(?: still)?|are(?: still)?|still)|"
    r"(?P<measured>(?:measured|counted) in|on the order of)|(?P<matter>a matter of)|"
    r"(?P<the>(?:in|over|during|for) the)|"
    r"(?P<in>in|give (?:it|them|us)|after another)) \Z"
    r"|(?:\bnot|n't|\bnever)(?: [a-z']{1,15}){0,4} (?P<notfor>for) \Z"
    r"|'(?P<is>s|re) (?:still )?\Z"
)
_IDIOM = english_pattern(
    r"(?:(?:first|last)(?: time)?|times?|once|twice|most|least|best|worst|[a-z]{3,}est"
    r"(?: (?!will|can|could|be)[a-z]{1,15}){0,3}) \Z"
)
_NEGATED = english_pattern(
    r"(?:(?<![\w'-])[a-z]{2,7}n't|(?<![\w'-])(?:not|never|no longer|nor))(?: [a-z]{1,12}){0,2} ?\Z"
)
_PAST = english_pattern(
    r"(?<![\w'-])(?:last|past|previous|first|preceding|recent|early|every|each|per|since|after|took|"
    r"spent|light|man|person|gpu|dog|school|later|for the|for|these|those|the|my|our|his|her|their)"
    r"[ -]\Z"
)
_TAIL = english_pattern(
    r"(?P<so>,? or so|,? or thereabouts|,? give or take(?! [a-z\d])|-?ish)?"
    r"(?:(?P<more> or (?:more|longer)| at (?:the very )?least| minimum|"
    r",? at the (?:very )?earliest)|"
    r"(?P<most> or (?:less|fewer|sooner)| at (?:the very )?most| max(?:imum)?| tops|"
    r",? at the (?:latest|outside)))?"
    r"(?:(?P<away> away(?! of\b)| (?:off|out)(?! of\b| from (?!now|here|today))|"
    r" down the (?:road|line))|"
    r"(?P<now> (?:from|after) (?:now|today|here)| hence| into the future|'s? time)|"
    r"(?P<ahead> (?:ahead(?! of)|to come))|"
    r"(?P<before> (?:before|until|till)\b(?! (?:that|this|then|the)\b))|"
    r"(?P<work> of (?:hard |more |further )?(?:work|effort|research|development|engineering))|"
    r"(?P<dead> (?:ago|back|earlier|later|prior|old|older|younger|behind|late|long|running|"
    r"straight|apart|each|per|every|into|after|before|from|of|since|ahead|worth|at a time|"
    r"in (?:advance|a row|the past))(?!\w)|'))?"
    r"(?P<spread>,? (?:plus or minus|give or take)|,? ?(?:±|\+/-)| or (?:even )?(?=\d))?"
)


class Head(Enum):
    """What stands before a length."""

    NOTHING = auto()
    WITHIN = auto()
    IN = auto()
    TAKES = auto()
    IS = auto()
    NOT_FOR = auto()
    MEASURED = auto()
    MATTER = auto()
    IN_THE = auto()


_KINDS = {
    "within": Head.WITHIN,
    "takes": Head.TAKES,
    "be": Head.IS,
    "is": Head.IS,
    "measured": Head.MEASURED,
    "matter": Head.MATTER,
    "in": Head.IN,
    "notfor": Head.NOT_FOR,
    "the": Head.IN_THE,
}


class Context(NamedTuple):
    """What stands around a length, and where it begins with the words that say what of it."""

    head: Head
    lead: str
    bound: Bound
    tail: re.Match[str]
    begins: int
    before: str


def lengths(letters: str, said: PartialDate) -> Iterator[Found]:
    """The lengths of time in a text, with the windows that they open from the day `said`."""
    for match in LENGTH.finditer(letters):
        context = _context(letters, match)
        if context is None:
            continue
        if match["some"]:
            found, frame = _plural(letters, match, context)
        elif match["alone"]:
            found, frame = _singular(match, context)
        else:
            found, frame = _number(match), _frame(letters, context)
        if found is None or frame is None:
            continue
        bound = Bound.LEAST if context.head is Head.NOT_FOR else context.bound
        ends = context.tail.start("before") if context.tail["before"] else context.tail.end()
        # Beyond the years that dates can have.
        with suppress(OverflowError):
            yield Found(context.begins, ends, of_length(said, found, frame, bound))


def _context(letters: str, match: re.Match[str]) -> Context | None:
    """What stands around a length; None where it is said of something else than what is to come."""
    before = letters[max(0, match.start() - NEAR) : match.start()]
    bounds = _BOUNDS.search(before)
    before = before[: bounds.start()] if bounds else before
    begins = match.start() - (len(bounds[0]) if bounds else 0)
    tail = _TAIL.match(letters, match.end())
    assert tail
    if tail["dead"] or tail["spread"]:
        return None
    said = {
        name: Bound[name.upper()] for name in ("about", "least", "most") if bounds and bounds[name]
    }
    marks = set(said.values())
    marks |= {Bound.LEAST} if match["plus"] or tail["more"] else set()
    marks |= {Bound.MOST} if tail["most"] else set()
    marks |= {Bound.ABOUT} if tail["so"] else set()
    if len(marks) > 1:
        return None
    bound = next(iter(marks), Bound.EXACT)
    found = _HEAD.search(before)
    if found is None:
        past = _PAST.search(before) or (tail["away"] and _NEGATED.search(before))
        return None if past else Context(Head.NOTHING, "", bound, tail, begins, before)
    kind = _KINDS[str(found.lastgroup)]
    if kind is not Head.IS:
        begins -= len(before) - found.start()
    before = before[: found.start()]
    negated = _NEGATED.search(before)
    if negated and kind in (Head.TAKES, Head.IS, Head.MEASURED, Head.MATTER):
        # What does not take more than two years takes at most two.
        if kind is not Head.TAKES or bound is not Bound.LEAST:
            return None
        bound = Bound.MOST
        begins -= len(negated[0])
    return Context(kind, found[0], bound, tail, begins, before)


def _frame(letters: str, context: Context) -> Frame | None:
    """What is said of so many years."""
    head, _, bound, tail, begins, before = context
    if tail["ahead"] or (tail["work"] and head is not Head.TAKES):
        return None
    if tail["before"]:
        return Frame.TAKES if head in (Head.IS, Head.TAKES) else None
    match head:
        case Head.WITHIN:
            return None if bound is Bound.LEAST or tail["away"] else Frame.WITHIN
        case Head.IN:
            past = _IDIOM.search(before) or looks_back(letters, begins, tail.end())
            return None if past else Frame.IN
        case Head.TAKES:
            return None if tail["away"] else Frame.TAKES
        case Head.NOT_FOR if bound in (Bound.EXACT, Bound.LEAST):
            return Frame.TAKES
        case Head.MATTER:
            return Frame.IN
        case Head.IS | Head.NOTHING if tail["away"] or tail["now"]:
            return Frame.TAKES if tail["away"] else Frame.IN
        case Head.NOTHING | Head.IS if alone(letters, begins, tail.end()):
            return Frame.IN
    return None


def _plural(
    letters: str, match: re.Match[str], context: Context
) -> tuple[Span | None, Frame | None]:
    """A bare plural: years, months or years."""
    head, _, bound, tail, begins, _ = context
    unit = _UNITS[match["some"][:-1]]
    found: Span | None = plural(unit, rules.MEASURED if head is Head.MEASURED else rules.PLURAL)
    assert found
    if match["more"]:
        found = span(found.low, plural(_UNITS[match["more"][:-1]]).high, loose=True)
    if bound is not Bound.EXACT or tail["work"]:
        return None, None
    match head:
        case Head.WITHIN | Head.MATTER:
            return found, Frame.WITHIN
        case Head.IN_THE if tail["ahead"]:
            return found, Frame.WITHIN
        case Head.TAKES | Head.MEASURED:
            return found, Frame.TAKES
        case Head.IS | Head.NOTHING if tail["away"] or tail["now"]:
            return found, Frame.TAKES
        case Head.IS if tail["before"]:
            return found, Frame.TAKES
        case Head.NOTHING if alone(letters, begins, tail.end()):
            return found, Frame.TAKES
    return None, None


def _singular(match: re.Match[str], context: Context) -> tuple[Span | None, Frame | None]:
    """The next decade, the coming year or two."""
    if context.head is not Head.WITHIN or not re.search(
        "the(?: very)? (?:next|coming)", context.lead
    ):
        return None, None
    unit = _UNITS[match["alone"]]
    high = Fraction({"two": 2, "three": 3}.get(match["two2"] or "", 1))
    high += Fraction(1, 2) if match["half2"] else 0
    loose = match["two2"] is not None
    return span(Length.of(1, unit), Length.of(high, unit), loose=loose), Frame.WITHIN


def _number(match: re.Match[str]) -> Span | None:
    """Two years, two to three years, six months to a year, a year or two.

    Whoever says or leaves it open which of two it is, as whoever says a few leaves the number.
    """
    low = numbers.english(match["low"])
    high = numbers.english(match["high"]) if match["high"] else low
    if low is None or high is None:
        return None
    ends = [_length(low.low, match["unit"]), _length(high.high, match["unit"])]
    if match["half"]:
        ends = [_plus_half(end, match["unit"]) for end in ends]
    if match["two"]:
        ends[1] = _length(Fraction({"two": 2, "three": 3}[match["two"]]), match["unit"])
    left_open = match["or"] or match["two"] or re.search("or|if|may", match["join"] or "")
    loose = low.loose or high.loose or left_open is not None
    if match["other"]:
        other = numbers.english(match["other"])
        if other is None:
            return None
        ends[1] = _length(other.high, match["unit2"])
        loose = loose or other.loose
    several = match["high"] or match["two"] or match["other"]
    return span(*ends, loose=loose, single=not several)


def _length(number: Fraction, unit: str) -> Length:
    if unit == "fortnight":
        return Length.of(2 * number, Unit.WEEK)
    return Length.of(number, _UNITS[unit] if unit in _UNITS else _UNITS[unit[:-1]])


def _plus_half(length: Length, unit: str) -> Length:
    half = _length(Fraction(1, 2), unit)
    return Length(length.months + half.months, length.days + half.days)
