"""Words that say how something ends: doomed, bound to fail, be delayed, 注定失败, 必胜, 不可能成功.

They may be said of what a statement says or of its opposite: that it is bound to fail is likely
where the statement says that it fails, and unlikely where it says that it succeeds. Only the
statement tells, so no number is made of them.
"""

from kg.domain.horizons.plain import english_pattern, language, plain
from kg.domain.likelihood.denials import Kind, denials

_FAIL = (
    r"(?:fail(?:s|ed|ing|ure)?|flop(?:s|ped|ping)?|collaps(?:e|es|ing)|los(?:e|es|ing)|"
    r"go(?:es)? (?:bust|bankrupt|under|nowhere)|falls? (?:apart|flat|through|short)|"
    r"fizzles?(?: out)?|come(?:s)? to nothing|dead on arrival|hopeless|"
    r"a (?:dead end|non-starter|lost cause))(?![\w-])"
)
_LATE = (
    r"(?:(?:be |get |is |are |gets? )?(?:delayed|postponed|cancell?ed|scrapped|shelved|abandoned|"
    r"dropped|stalled|blocked|rejected|overturned|reversed|pushed back|called off|held up)|"
    r"(?:be |is |run |runs |come )late|slips?|stalls?|backfires?|"
    r"be (?:too late|worse)|"
    r"(?<!may be )(?<!might be )(?<!could be )(?:wrong|false|untrue|mistaken)|"
    r"miss(?:es)? (?:the|its|their|that|this|every) [a-z]+|falls? behind|takes? longer|"
    r"(?:a )?(?:delays?|postponements?|cancellations?|slippage))(?![\w-])"
)
_WIN = r"(?:succeed(?:s|ing)?|success|win(?:s|ning)?|prevail|make it|pan out)(?![\w-])"
_BOUND = r"(?:bound|destined|fated|doomed|sure|certain|guaranteed|set)"
_NOT = (
    r"(?:(?:very |highly |most )?unlikely|(?:not|hardly|scarcely)(?: very)?(?: likely| going)|"
    r"impossible|(?:never|won't|cannot|can't|couldn't|not)(?: ever)?)"
)
_HAN_FAIL = (
    r"(?:失败|失利|落败|完蛋|没戏|泡汤|落空|破产|倒闭|崩盘|崩溃|垮台|垮掉|黄了|凉凉|告吹|夭折|流产|"
    r"没有?希望|没有?前途|没有?出路|死路一条|"
    r"推迟|延期|延后|延误|延迟|拖延|跳票|取消|搁置|放弃|叫停|受阻|错过|迟到|晚点|烂尾|胎死腹中)"
)
_HAN_WIN = r"(?:成功|成事|取胜|获胜|胜出|成气候|翻盘)"
_ENDS = english_pattern(
    rf"(?<![\w'-])(?:(?:{_BOUND}|(?:[a-z]+ )?(?:un)?likely|going) to |(?:will|won't|would) )?"
    rf"(?:{_FAIL}|{_LATE})|"
    rf"(?<![\w'-])doomed(?: to [a-z]+)?(?![\w-])|"
    rf"(?<![\w'-])(?:bound|destined|fated|doomed) to {_WIN}|"
    rf"(?<![\w'-]){_NOT}(?: to)?(?: be a)? {_WIN}|"
    rf"(?<![\w'-])no (?:chance|hope|prospect|way) (?:of|to) {_WIN}|"
    r"(?:命中)?(?:注定|必然|必定|必将|势必|一定|肯定|铁定|大概率|很可能|可能|不会|不可能)?"
    rf"(?:都|就|也)?(?:会|要|是)?{_HAN_FAIL}|"
    r"(?:注定|必定?|必将|稳|(?:一定|肯定|铁定)(?:会|要)?)(?:会|要|能|是)?"
    r"(?:败|输|死|亡|垮|胜|赢)(?:无疑|局|棋|仗)?|必成(?![为长])|注定(?:会|要|能)?成功|"
    r"(?:(?:几乎|绝|根本)?不(?:太|大)?可能|没有?可能|不会|不能|无法|没法|很难|极难|难以|未必|不一定)"
    rf"(?:会|能|再)?{_HAN_WIN}|(?:成功|赢|成)不了"
)


def ending(letters: str) -> tuple[int, int] | None:
    """Where plain letters have words that say how something ends; None where they have none."""
    found = _ENDS.search(letters)
    return found.span() if found else None


def _denied(letters: str) -> tuple[int, int] | None:
    """Where letters deny something that is more than that it comes true: won't be cheap."""
    found = (one for one in denials(letters) if one.kind is Kind.OWN)
    return next(((one.begins, one.ends) for one in found), None)


def outcome(text: str) -> str | None:
    """The words of a text that say how something ends, or what does not come true, or None.

    >>> outcome("I'd say it's bound to fail"), outcome("这条路注定失败"), outcome("大概率会成功")
    ('bound to fail', '注定失败', None)
    >>> outcome("it probably won't be cheap"), outcome("it probably won't happen")
    ("won't be cheap", None)
    """
    if language(text) is None:
        return None
    letters = plain(text)
    found = ending(letters.letters) or _denied(letters.letters)
    return letters.words(text, *found) if found else None
