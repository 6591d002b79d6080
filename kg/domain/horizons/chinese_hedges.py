"""Second thoughts on a time in Chinese: 两年内（也许三年）, 最晚2028年, 可能更久."""

import re
from collections.abc import Iterable, Iterator

from kg.domain.horizons import numbers
from kg.domain.horizons.chinese_context import FILLING
from kg.domain.horizons.chinese_lengths import LENGTH
from kg.domain.horizons.chinese_stretches import stretches
from kg.domain.horizons.hedges import Grammar, Kind, Thought

_DOUBT = (
    r"也许|或许|有?可能|说不定|没准儿?|搞不好|弄不好|恐怕|大概|估计|保守|乐观|悲观|保险|不排除|"
    r"要不|要么|不然|不行"
)
# These need no comma before them to be on the time that stands there.
_FURTHER = (
    r"甚至|最多|至多|顶多|最晚|最迟|至迟|最长|最慢|撑死|大不了|慢的?话|慢则|多则|长则|迟则|或者?是?"
)
_LINK = r"也|还|就|是|需?要|得|到|会|在|则|的话|说|再|拖|等|延|能|一点|看|了|而"
_LEAD = re.compile(
    rf"(?P<stop>[,;。!?:(\[…/.-]{{0,4}})"
    rf"(?P<words>(?:(?P<further>{_FURTHER})|(?P<doubt>{_DOUBT})|(?:{_LINK})){{0,6}})"
)
_ENOUGH = re.compile(r"封顶|顶天|打住|到头|也?(?:有可能|可能|说不定|没准儿?)|也许|或许")
_NOT_ENOUGH = re.compile(r"[也都](?:不一定|未必|不见得|不够)")
# 两年内,大概不会 denies what comes within two years; 也可能不会 leaves open that it ever comes.
_NEVER = re.compile(
    r"(?:永远|永不|根本不|压根不)[^,;。!?()]{0,8}|遥遥无期|猴年马月|"
    r"(?:(?<=也可能)|(?<=也有可能)|(?<=或)|(?<=或者)|(?<=要么))(?:就|是)*不会"
)
_LEFT_OUT = re.compile(r"(?:再|下)?下一?个|(?:再)?下一(?=[^\w]|\Z)|(?:再)?后一个")
_UNCLEAR = re.compile(r"[^,;。!?()\d]{0,3}(?:年|月|周|天|季度|世纪)")
_SPREAD = re.compile(r"[,;(]?(?:上下浮动|上下波动|误差|正负|前后差|加减|±|\+/-)[^,;。()]{1,10}\)?")
_NO_TIME = re.compile(
    r"(?:更|再)?(?:(?P<sooner>(?:(?<=更)|(?<=再))[快早短少](?:一?[点些])?|[快早短]一?[点些]|提前)|"
    r"(?P<later>(?:(?<=更)|(?<=再))[久长晚多慢迟](?:一?[点些])?|[久长晚迟慢]一?[点些]|推迟|延后|"
    r"延期|跳票|往后推|不止|以后|之后))"
)
_TAIL = r"(?:之内|以内|内|之后|以后|后|之前|以前|前后|前|左右|上下)?"
_TIMES = re.compile(r"[年月周季天底末初中快早久内前后期]|星期|礼拜|世纪|将来|未来")
_STOPS = re.compile(r"[^\w]|\Z|[吧呢啊的]")
_SPLIT = re.compile(
    rf"\((?:{_DOUBT}|{_FURTHER}|{_LINK}|或){{1,4}}(?P<time>{numbers.CHINESE})\)(?=个?[年月周天季])"
)
_COUNTED = re.compile(rf"(?:{numbers.CHINESE})(?=个?[年月周天季])")
_ITS_YEAR = re.compile(r"(?:1[89]|2[0-2])\d\d年|[今明后来]年|大后年")
_NEAR = 12


def thoughts(letters: str) -> Iterator[Thought]:
    """The second thoughts in a text, whatever they are on."""
    begun: dict[int, int] | None = None
    ends = -1
    places = sorted(
        (match.start(), number, match)
        for number, pattern in enumerate((_SPLIT, _SPREAD, _LEAD))
        for match in pattern.finditer(letters)
    )
    for begins, which, match in places:
        if begins < ends:
            continue
        if which == 0:
            ends = match.end()
            yield Thought(begins, ends, Kind.TIME, match["time"], length=True)
            continue
        if not _TIMES.search(letters, max(0, begins - _NEAR), begins):
            continue
        if which == 1:
            ends = match.end()
            yield Thought(begins, ends, Kind.UNKNOWN)
            continue
        if begun is None:
            begun = {core.begins: core.ends for core in stretches(letters)}
        if found := _thought(letters, match, begun):
            ends = found.ends
            yield found


def _thought(letters: str, match: re.Match[str], begun: dict[int, int]) -> Thought | None:
    if match["words"]:
        if not (match["further"] or (match["doubt"] and match["stop"])):
            return None
    elif not match["stop"]:
        return None
    begins, at = match.span()
    closing = "(" in match["stop"]
    if match["words"] and (told := _without_time(letters, begins, at, closing)):
        return told
    length = None if at in begun else LENGTH.match(letters, at)
    ends = length.end() if length else begun.get(at)
    if ends is None:
        number = re.compile(numbers.CHINESE).match(letters, at) if closing else None
        if number is None or not letters.startswith(")", number.end()):
            unclear = _UNCLEAR.match(letters, at) if match["words"] else None
            if unclear and _STOPS.match(letters, unclear.end()):
                return Thought(begins, _closed(letters, unclear.end(), closing), Kind.UNKNOWN)
            return None
        return Thought(begins, number.end() + 1, Kind.TIME, number[0], length=True)
    tail = re.compile(_TAIL).match(letters, ends)
    assert tail
    ends = tail.end()
    time = letters[at:ends]
    if too_few := _NOT_ENOUGH.match(letters, ends):
        return Thought(begins, too_few.end(), Kind.UNKNOWN)
    if not match["words"]:
        enough = _ENOUGH.match(letters, ends)
        if enough is None:
            return None
        ends = enough.end()
    if not _STOPS.match(letters, ends):
        return None
    ends = _closed(letters, ends, closing)
    return Thought(begins, ends, Kind.TIME, time, length=length is not None)


def _without_time(letters: str, begins: int, at: int, closing: bool) -> Thought | None:
    """A second thought that names no time, or leaves out which: 可能更久, 也许永远不会."""
    for pattern in (_NO_TIME, _NEVER, _LEFT_OUT):
        found = pattern.match(letters, at)
        if found and _STOPS.match(letters, found.end()):
            kind = Kind.SOONER if found.groupdict().get("sooner") else Kind.UNKNOWN
            return Thought(begins, _closed(letters, found.end(), closing), kind)
    return None


def _closed(letters: str, ends: int, closing: bool) -> int:
    return ends + (closing and letters.startswith((")", "]"), ends))


def near(between: str) -> bool:
    """Whether what stands between a time and a second thought lets one belong to the other."""
    return len(between) <= _NEAR and (
        FILLING.fullmatch(between) is not None or re.search(r"[,。;!?]", between) is None
    )


def instead(words: str, time: str) -> Iterable[str]:
    """The words for a time with another time in them: 两年内, 三年内.

    >>> list(instead("两年内", "三年")), next(iter(instead("2026年3月前", "4月")))
    (['三年内', '三年'], '2026年4月前')
    """
    if re.fullmatch(numbers.CHINESE, time):
        places = list(_COUNTED.finditer(words))
        return [words[: places[-1].start()] + time + words[places[-1].end() :]] if places else []
    if re.search("[内后前]$|左右$|上下$", time):
        return [time]
    cores = list(stretches(words))
    if LENGTH.fullmatch(time) and not next(stretches(time), None):
        made = [words[: one.start()] + time + words[one.end() :] for one in LENGTH.finditer(words)]
        return [*made, time]
    made = [words[: core.begins] + time + words[core.ends :] for core in cores]
    year = _ITS_YEAR.search(words)
    if year and not _ITS_YEAR.search(time):
        made = [words[: core.begins] + year[0] + time + words[core.ends :] for core in cores] + made
    return [*made, time]


HEDGES = Grammar(thoughts, near, instead)
