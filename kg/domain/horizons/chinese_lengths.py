"""Lengths of time in Chinese: 两年内, 三到五年, 半年左右, 需要十年, 以年为单位."""

import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import NamedTuple

from kg.domain.dates import PartialDate
from kg.domain.horizons import numbers, rules
from kg.domain.horizons.chinese_context import (
    AHEAD,
    alone,
    looks_ahead,
    looks_back,
    opens_a_sentence,
)
from kg.domain.horizons.days import Length, Unit
from kg.domain.horizons.windows import Bound, Found, Frame, Span, of_length, plural, span

_UNITS = {
    "年": Unit.YEAR,
    "月": Unit.MONTH,
    "季": Unit.QUARTER,
    "季度": Unit.QUARTER,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "礼拜": Unit.WEEK,
    "天": Unit.DAY,
    "世纪": Unit.CENTURY,
    "十年": Unit.DECADE,
}
# 一个月, 一个半月, 一年半, 大半年, 两年多. 三月 is March, and 2027年 a year.
_ONE = (
    r"(?:(?P<part{n}>[大小])?(?P<number{n}>{number})(?:(?P<ge{n}>个)(?P<and{n}>半)?)?"
    r"(?P<unit{n}>年|(?<=[个半数])月|季度?|周|星期|礼拜|天|世纪|(?<=个)十年)(?P<more{n}>半(?!导)|多)?)"
)


def _one(which: str) -> str:
    return _ONE.replace("{n}", which).replace("{number}", numbers.CHINESE)


_SEP = r"(?:-|~|到|至|,|或者?是?|或)"
_FROM_TO = ("-", "~", "到", "至")
LENGTH = re.compile(
    rf"(?<![\d.一二两三四五六七八九十百千几数第每上下-])(?:"
    rf"(?P<low>{numbers.CHINESE})(?P<join>{_SEP}){_one('3')}|"
    rf"{_one('1')}(?:(?P<join2>{_SEP})?{_one('2')})?)"
)
_SAYINGS = {
    "一年半载": (6, 12),
    "三年五载": (36, 60),
    "个把月": (1, 2),
}
"""Months that are not meant as they are counted."""

_SAYING = re.compile("|".join(_SAYINGS))
_MEASURED = re.compile(
    r"(?:以|按)(?P<unit>年|月|周|天|十年|世纪)(?:为单位|来?计(?![划算])|来?计算)"
)
_THIS_TIME = re.compile(r"到?明年(?:的?这个?时候|此时|今天|今日)")
_NEAR = 16
_BOUNDS = {
    "least": r"最快|最早",
    "over": r"至少|起码|最少|不少于|不低于|少说|超过|多于|大于",
    "most": r"最慢|最晚|最迟|不出|用不了|要不了|用不到|不用|无需|不需要?|不会超过",
    "under": r"最多|至多|顶多|不超过|不到|少于|不足",
    "about": r"大约|大概|差不多|约|将近|接近|估计|约莫",
}
_LEAD = re.compile(
    r"(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items())
    + r"|(?P<within>未来的?|今后的?|接下来的?|往后的?|将来的?|下一?个?(?=\Z))|"
    r"(?P<takes>需要?|还要|要花|要用|要|(?<![觉值获取显记懂])得|还有|还得|花(?!了))|"
    r"(?P<in>再过|再有|再等|(?<![经超通不])过(?!去)|再)|可能|也许|恐怕|应该|只|就|还|也|说){1,5}\Z"
)
_PAST = re.compile(
    r"(?:过去的?|最近|(?<![将附临靠])近|这|那|前|此|头|上一?个?|每|第|当|了|历时|长达|已经?|隔|同|整整|连续|有)\Z"
)
_TAIL = re.compile(
    r"(?P<about>左右|上下|前后|差不多|的样子|光景)?(?:的?时间)?(?:(?:(?P<within>之内|以内|内(?![容部存地外涵心])|里(?![面程]))|"
    r"(?P<after>之后|以后|后(?![期续台端面来])))(?P<near>左右|上下|差不多)?|(?P<least>以上|开外)|(?P<most>以下)|"
    r"(?P<dead>之前|以前|前|来(?![看说讲])|以来|间|级|制|期|计划|规划|行动|方案|经验|历史|代|版|款|龄|保|"
    r"一次|一度|一遇|级|的|磨|老|比一|了|初|末|底|[上下]半年|[春夏秋冬]|[一二三四]季|第|\d))?"
)


class _Lead(NamedTuple):
    """What stands before a length."""

    begins: int
    names: frozenset[str]


def lengths(letters: str, said: PartialDate) -> Iterator[Found]:
    """The lengths of time in a text, with the windows that they open from the day `said`."""
    for match in LENGTH.finditer(letters):
        found = _span(match, said)
        if found and (one := _framed(letters, said, match, found)):
            yield one
    for match in _SAYING.finditer(letters):
        low, high = _SAYINGS[match[0]]
        found = span(Length.of(low, Unit.MONTH), Length.of(high, Unit.MONTH), loose=True)
        if found and (one := _framed(letters, said, match, found)):
            yield one
    for match in _THIS_TIME.finditer(letters):
        year = Length.of(1, Unit.YEAR)
        with suppress(OverflowError):
            yield Found(*match.span(), of_length(said, Span(year, year), Frame.IN))
    for match in _MEASURED.finditer(letters):
        with suppress(OverflowError):
            measured = plural(_UNITS[match["unit"]], rules.MEASURED)
            yield Found(*match.span(), of_length(said, measured, Frame.TAKES))


def _framed(letters: str, said: PartialDate, match: re.Match[str], found: Span) -> Found | None:
    """A length with what stands around it; None where that is not what is to come."""
    lead = _lead(letters, match.start())
    tail = _TAIL.match(letters, match.end())
    assert tail
    if lead is None or tail["dead"]:
        return None
    names = lead.names | {name for name, words in tail.groupdict().items() if words}
    names |= {"about"} if "来" in match[0] or tail["near"] else set()
    bound = _bound(names)
    frame = _frame(letters, lead.begins, tail.end(), names)
    if bound is None or frame is None:
        return None
    with suppress(OverflowError):
        return Found(lead.begins, tail.end(), of_length(said, found, frame, bound))
    return None


def _lead(letters: str, at: int) -> _Lead | None:
    before = letters[max(0, at - _NEAR) : at]
    found = _LEAD.search(before)
    if found is None:
        return None if _PAST.search(before) else _Lead(at, frozenset())
    if _PAST.search(before[: found.start()]) and found["within"] is None:
        return None
    names = frozenset(name for name, words in found.groupdict().items() if words)
    return _Lead(at - len(found[0]), names)


def _bound(names: frozenset[str] | set[str]) -> Bound | None:
    bounds = set()
    for bound, words in (
        (Bound.LEAST, {"least", "over"}),
        (Bound.MOST, {"most", "under"}),
        (Bound.ABOUT, {"about"}),
    ):
        if names & words:
            bounds.add(bound)
    return None if len(bounds) > 1 else next(iter(bounds), Bound.EXACT)


def _frame(letters: str, begins: int, ends: int, names: set[str] | frozenset[str]) -> Frame | None:
    if "within" in names:
        return None if names & {"least", "over"} else Frame.WITHIN
    if "in" in names:
        return Frame.IN
    if "after" in names:
        past = looks_back(letters, begins, ends) and not alone(letters, begins, ends)
        return None if past else Frame.IN
    if "takes" in names:
        return Frame.TAKES
    if "most" in names or "least" in names:
        return Frame.IN
    if AHEAD.match(letters, ends):
        return Frame.TAKES if letters.startswith("才", ends) else Frame.IN
    if letters.startswith(",", ends) and opens_a_sentence(letters, begins):
        return Frame.IN if looks_ahead(letters, ends) else None
    return Frame.IN if alone(letters, begins, ends) else None


def _span(match: re.Match[str], said: PartialDate) -> Span | None:
    """两年, 三到五年, 半年到一年半, 十年八年; None where a year may be named."""
    if _may_be_a_year(match["low"] or match["number1"], match["unit3"] or match["unit1"], said):
        return None
    if match["low"]:
        low, high = _side(match, "3", match["low"]), _side(match, "3")
    else:
        low = _side(match, "1")
        high = _side(match, "2") if match["number2"] else low
    if low is None or high is None:
        return None
    ends = sorted((low, high), key=lambda one: one.low.rough_days)
    single = low.single and high.single and low == high
    loose = low.loose or high.loose
    if match["low"] or match["number2"]:
        # 两年或三年, 十年八年 leave open which of the two it is; 两到三年 does not.
        loose = loose or (match["join"] or match["join2"]) not in _FROM_TO
    return span(ends[0].low, ends[1].high, loose=loose, single=single)


def _may_be_a_year(number: str, unit: str, said: PartialDate) -> bool:
    """2027年 is a year, and 27年内 may be within it, or within 27 years."""
    if unit != "年" or not number.isdecimal():
        return False
    if len(number) == 4:
        return number[:2] in ("18", "19", "20", "21", "22")
    ahead = int(number) + 2000 - said.first.year
    return len(number) == 2 and not number.endswith("0") and -5 <= ahead <= 10


def _side(match: re.Match[str], which: str, number: str | None = None) -> Span | None:
    """One of the lengths that a match names."""
    words, unit = number or match[f"number{which}"], match[f"unit{which}"]
    count = numbers.chinese(words)
    if count is None or (unit.startswith("季") and not match[f"ge{which}"]):
        return None
    low, high = count.low, count.high
    single = low == high or count.loose
    # 两三年 is as open as a few years are, but has its ends in the words.
    loose = count.loose or low != high
    size = _UNITS[unit]
    if match[f"and{which}"] or match[f"more{which}"] == "半":
        low, high = low + Fraction(1, 2), high + Fraction(1, 2)
    if match[f"part{which}"]:
        if words != "半":
            return None
        low, high = (low, low * 2) if match[f"part{which}"] == "大" else (low * Fraction(2, 3), low)
        single = loose = True
    elif match[f"more{which}"] == "多":
        high += low if words == "半" else 1
        single = loose = True
    return span(Length.of(low, size), Length.of(high, size), loose=loose, single=single)
