"""Times of the calendar in Chinese: 到2030年, 年底前, 2027年以后, 最晚明年, 要到2030年才."""

import re
from collections.abc import Iterator
from contextlib import suppress

from kg.domain.dates import PartialDate
from kg.domain.horizons import stretches as calendar
from kg.domain.horizons.chinese_context import AHEAD, alone, looks_ahead
from kg.domain.horizons.chinese_stretches import Core, stretches
from kg.domain.horizons.windows import Found, Side, is_over, of_period

_LEAD = re.compile(
    r"(?:(?P<from>最早要?到?|最快要?到?|要到|得到|要等到|等到|不早于|不会早于)|"
    r"(?P<by>最晚|最迟|至迟|不晚于|不迟于|赶在|截至|截止到?|(?<![直看见提谈遇感达想做收拿说])到了?|(?<!甚)至)|"
    r"(?P<around>大约|大概|差不多|约)|(?P<since>从|自)|(?P<dead>直到|去|早在|每|上|历|前)|"
    r"(?P<in>预计|估计|可能|应该|将|会|就|在|于|是)){1,4}\Z"
)
_TAIL = re.compile(
    r"(?P<around>左右|前后|上下)?"
    r"(?:(?P<over>(?:全部|就要|都)?(?:结束|过完|过去|终结|完结|落幕|走完|收官)(?=[之以]?[前后]))|"
    r"(?:开始|到来|来临)(?=之前|以前|前(?!后)))?"
    r"(?:(?P<before>之前|以前|前(?![夕景沿后])|前(?=景))|(?P<after>之后|以后|过后|后(?![期续台端面来]))|"
    r"(?P<from>起|开始|(?=才))|(?P<in>之内|以内|内(?![容部存地])|里(?![程面])|期间|之?间|全年)|"
    r"(?P<dead>以来|来(?!临)|前夕|[前]后来|的(?!时候|某)|[版款级届]|度|世界杯|奥运|冬奥|大会|峰会|财年|毕业|出生|[-~]?\d))?"
)


def times(letters: str, said: PartialDate) -> Iterator[Found]:
    """The times of the calendar in a text, with the windows that they name."""
    for core in stretches(letters):
        # Beyond the years that dates can have, or no such day or part.
        with suppress(OverflowError, ValueError):
            if found := _framed(letters, said, core):
                yield found


def _framed(letters: str, said: PartialDate, core: Core) -> Found | None:
    """A stretch with the words around it that say how something lies to it."""
    lead = _LEAD.search(letters, max(0, core.begins - 12), core.begins)
    tail = _TAIL.match(letters, core.ends)
    assert tail
    names = {name for name, words in lead.groupdict().items() if words} if lead else set()
    behind = {name for name, words in tail.groupdict().items() if words is not None}
    if "over" in behind and (core.many_days or not behind & {"before", "after"}):
        return None
    if "dead" in names | behind or ("since" in names and "from" not in behind):
        return None
    base = calendar.give_or_take(core.base) if "around" in names | behind else core.base
    if "over" in behind:
        base = calendar.to_its_end(base)
    side = _side(names, behind)
    begins = lead.start() if lead else core.begins
    framed = bool(names | behind) or AHEAD.match(letters, tail.end()) is not None
    window = of_period(said, base, side)
    if core.either and side is not Side.IN:
        # In one of two years is a time with an end; by one of them leaves that open.
        window = window._replace(vague=True)
    if side in (Side.FROM, Side.AFTER) and window.opens and window.opens.last < said.first:
        # From 2011 on is no time to come.
        return Found(begins, tail.end(), window) if alone(letters, begins, tail.end()) else None
    if side is Side.IN and not _is_said(letters, said, core, begins, tail.end(), framed):
        return None
    return Found(begins, tail.end(), window)


def _side(names: set[str], behind: set[str]) -> Side:
    """How something lies to a stretch: what stands behind it counts more."""
    if "before" in behind:
        return Side.BEFORE
    if "after" in behind:
        return Side.AFTER
    if "from" in names | behind:
        return Side.FROM
    return Side.BY if "by" in names else Side.IN


def _is_said(
    letters: str, said: PartialDate, core: Core, begins: int, ends: int, framed: bool
) -> bool:
    """Whether a stretch is said to be when something comes true, not only mentioned."""
    if alone(letters, begins, ends):
        return True
    if is_over(said, core.base) or (core.shy and not framed):
        return False
    begun = core.base(said.first).first.first <= said.first
    return not begun or looks_ahead(letters, ends) or "内" in letters[core.begins : ends]
