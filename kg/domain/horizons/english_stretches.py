"""Stretches of the calendar in English: 2027, late next year, Q3 2025, the 2030s, Christmas."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from kg.domain.horizons import holidays
from kg.domain.horizons import stretches as calendar
from kg.domain.horizons.days import Base, Period, Unit, years
from kg.domain.horizons.parts import part
from kg.domain.horizons.plain import english_pattern


class Core(NamedTuple):
    """A stretch in `letters[begins:ends]`; `alone` when it needs no word before it to be read.

    `year` is what names its year, which the stretch before it in a range may borrow; `ranged` when
    it is such a range, and `either` when that leaves open which of two it is; `whole` when only a
    part of it can be meant: the end of the year; `shy` when it is nothing by itself: may;
    `many_days` when it is named by its first day, and nobody knows its last: Chinese New Year.
    """

    begins: int
    ends: int
    base: Base
    alone: bool = False
    year: str = ""
    ranged: bool = False
    either: bool = False
    whole: bool = False
    shy: bool = False
    many_days: bool = False


_FIGURES = r"(?:1[89]|2[0-2])\d\d"
_YEAR = (
    rf"(?:(?:the |calendar )*(?:year )?(?P<year>{_FIGURES})"
    r"(?![$%]|[a-z]|-(?!ish\b)[a-z]|\d|[.,]\d)|"
    r"'(?P<short>[0-6]\d)|"
    r"(?P<relative>this year|next year|the year after next|the year)"
    r"(?!- ?\w|'(?!s (?:out|over)(?!\w)) ?\w))"
)
_ITS_YEAR = rf"(?:,? ?(?:of |in )?{_YEAR})?"
_MONTHS = "january february march april may june july august september october november december"
_NUMBER_OF = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
_SHORT_MONTHS = r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_MONTH = rf"(?P<month>{_MONTHS.replace(' ', '|')}|(?:{_SHORT_MONTHS})\b\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WHICH = r"(?:(?P<which>this|next) )?"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_QUARTERS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_FEASTS: dict[str, Callable[[int], date]] = {
    "christmas": holidays.fixed(12, 25),
    "thanksgiving": holidays.thanksgiving,
    "easter": holidays.easter,
    "new year": holidays.fixed(1, 1),
    "chinese new year": holidays.spring_festival,
    "lunar new year": holidays.spring_festival,
    "spring festival": holidays.spring_festival,
}
_UNIT = r"(?P<unit>week|month|quarter|decade|century)"
_SEASON = r"(?P<season>spring(?! festival)|summer|autumn|fall(?! in\b)|winter)"
_FEAST = r"(?P<feast>christmas|thanksgiving|easter|(?:chinese |lunar )?new year|spring festival)"


def _years(match: re.Match[str]) -> calendar.Years | None:
    """The year that a match names; None where it leaves that open."""
    if figures := match["year"] or match["short"]:
        return calendar.number(calendar.named(figures))
    if match["relative"]:
        return calendar.ahead({"next year": 1, "the year after next": 2}.get(match["relative"], 0))
    return None


def _core(match: re.Match[str], base: Base, *, alone: bool = False) -> Core:
    groups = match.groupdict()
    short = f"'{groups['short']}" if groups.get("short") else ""
    year = groups.get("year") or groups.get("relative") or short
    return Core(*match.span(), base, alone, year)


def _once_a_year(match: re.Match[str], yearly: calendar.Yearly) -> Core:
    """A month, season or feast: of a year, this, next, or the coming one."""
    of, which = _years(match), match["which"]
    if which == "next" and of is None:
        return _core(match, _next(yearly), alone=True)
    return _core(match, calendar.within(of, yearly), alone=bool(which or match["relative"]))


def _next(yearly: calendar.Yearly) -> Base:
    """Next March is that of the next year where this year's is over; else nobody knows."""

    def found(today: date) -> Period:
        if yearly(today.year).last.last >= today:
            raise OverflowError(today)
        return yearly(today.year + 1)

    return found


def _of_year(match: re.Match[str]) -> Core:
    of, relative = _years(match), match["relative"]
    assert of
    core = _core(match, calendar.whole(of), alone=relative is not None)
    return core._replace(whole=relative == "the year")


def _quarter(match: re.Match[str]) -> Core:
    yearly = calendar.quarter(int(match["q"] or _QUARTERS[match["nth"]]))
    return _core(match, calendar.within(_years(match), yearly), alone=bool(match["relative"]))


def _part_of_year(match: re.Match[str]) -> Core:
    """2025 Q3, H1 2026, 1Q26."""
    which = int(match["which"])
    yearly = (calendar.quarter if match["what"] == "q" else calendar.half)(which)
    return _core(match, calendar.within(_years(match), yearly))


def _day(match: re.Match[str]) -> Core:
    feast = holidays.fixed(_NUMBER_OF[match["month"][:3]], int(match["day"]))
    return _core(match, calendar.within(_years(match), calendar.on(feast)))


def _figures(match: re.Match[str]) -> Core | None:
    """2026-03-05, 2026-03, 2026/27."""
    of, month, day = int(match["year"]), int(match["m"]), match["d"]
    last = of - of % 100 + month
    if day:
        base = calendar.within(calendar.number(of), calendar.on(holidays.fixed(month, int(day))))
    elif 0 < month < 13 and match["sep"] == "-" and last != of + 1:
        base = calendar.within(calendar.number(of), calendar.month(month))
    elif last > of and (match["sep"] == "/" or month > 12):
        base = calendar.from_to(calendar.whole(calendar.number(of)), lambda _: years(last, last))
    else:
        return None
    return _core(match, base)


def _unit(match: re.Match[str]) -> Core:
    which = match["which"]
    base = calendar.this(Unit(match["unit"]), 1 if "next" in which else 0)
    return _core(match, base, alone=True)._replace(whole=which in ("the", "the next"))


# Not within GPT-2027 or $2027, but in mid-2027, 2026-2027 and March/April 2027.
_BEGINS = (
    r"(?:(?<![\w.$€£¥/'-])|(?<=\bmid-)|(?<=\bearly-)|(?<=\blate-)|(?<=\bend-)|(?<=\d[-/])|"
    r"(?<= [-/])|(?<=[a-z]/))"
)


def _part_and_unit(match: re.Match[str]) -> Core:
    """Mid-year, end of century."""
    unit, name = Unit(match["unit"]), match["part"].removesuffix(" of")
    if unit is Unit.YEAR:
        return _core(match, calendar.part_of_year(None, name))
    return _core(match, part(calendar.this(unit), name))


_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Core | None]], ...] = tuple(
    (english_pattern(rf"{_BEGINS}(?:{pattern})(?!\w|%)"), make)
    for pattern, make in (
        (
            rf"(?P<year>{_FIGURES})(?P<sep>[-/])(?P<m>\d\d?)(?:(?P=sep)(?P<d>\d\d?))?(?![/-])",
            _figures,
        ),
        (rf"{_MONTH} {_DAY}{_ITS_YEAR}", _day),
        (rf"{_DAY} (?:of )?{_MONTH}{_ITS_YEAR}", _day),
        (
            # This may and this march say what something does; on the march is no month either.
            rf"(?!this (?:may|march|mar)\b)(?<!the )(?<!an )(?<!a ){_WHICH}{_MONTH}{_ITS_YEAR}",
            lambda match: _once_a_year(
                match, calendar.month(_NUMBER_OF[match["month"][:3]])
            )._replace(shy=not (match["which"] or _years(match))),
        ),
        (
            rf"{_WHICH}{_SEASON}{_ITS_YEAR}",
            lambda match: _once_a_year(
                match, calendar.season(match["season"].replace("fall", "autumn"))
            ),
        ),
        (
            rf"(?<!the ){_WHICH}{_FEAST}(?:'s)?(?: day)?{_ITS_YEAR}",
            lambda match: _once_a_year(match, calendar.on(_FEASTS[match["feast"]]))._replace(
                many_days=_FEASTS[match["feast"]] is holidays.spring_festival
            ),
        ),
        (rf"(?:q(?P<q>[1-4])|(?P<nth>{'|'.join(_QUARTERS)}) quarter){_ITS_YEAR}", _quarter),
        (rf"(?P<what>h)(?P<which>[12]),? ?(?:of |in )?{_YEAR}", _part_of_year),
        (
            r"(?P<what>h)(?P<which>[12])(?P<year>)(?P<short>)(?P<relative>)(?=[,.;:!?)]|\Z)",
            _part_of_year,
        ),
        (rf"{_YEAR},?[ -]?(?P<what>q)(?P<which>[1-4])", _part_of_year),
        (rf"{_YEAR},?[ -]?(?P<what>h)(?P<which>[12])", _part_of_year),
        (
            r"(?P<which>[1-4])(?P<what>[qh])'? ?(?P<year>(?:20)?\d\d)(?P<short>)(?P<relative>)",
            _part_of_year,
        ),
        (
            rf"(?P<which>the next|the current|this|next|the) {_UNIT}",
            _unit,
        ),
        (
            r"(?:the )?(?P<year>(?:1[89]|2[0-2])\d0)(?:s|'s(?! (?:out|over)(?!\w)))",
            lambda match: _core(match, calendar.decade(int(match["year"]))),
        ),
        (
            r"the (?:21st|twenty[- ]first) century",
            lambda match: _core(match, calendar.century(21)),
        ),
        (
            rf"(?:year[- ]end|eoy|end of year|year's end){_ITS_YEAR}",
            lambda match: _core(match, calendar.part_of_year(_years(match), "end")),
        ),
        (rf"{_YEAR} year[- ]end", lambda match: _core(match, part(_of_year(match).base, "end"))),
        (
            r"this year or (?:the )?next(?: year)?",
            lambda match: _core(
                match,
                calendar.from_to(calendar.this(Unit.YEAR), calendar.this(Unit.YEAR, 1)),
                alone=True,
            ),
        ),
        (r"tomorrow(?!')", lambda match: _core(match, calendar.this(Unit.DAY, 1))),
        (_YEAR, _of_year),
    )
)
_PART = english_pattern(
    r"(?<![\w'-])(?:(?:the|its) )?(?:very )?(?P<part>early|mid|middle|late|later|beginning|start|"
    r"end|close|rest|remainder|first half|second half|back half|latter half)(?: part)?"
    r"(?:(?: of| in)? |-)(?:the )?\Z"
)
_PARTS = {
    "middle": "mid",
    "rest": "later",
    "remainder": "later",
    "beginning": "start",
    "close": "end",
    "back half": "second half",
    "latter half": "second half",
}
OVER = english_pattern(
    r"(?:(?:'s|'re| is| are| has| have)(?: all| well and truly| finally)? "
    r"(?:over|out(?! of)|through|done|finished|up|gone|past|ended|passed)|"
    r" (?:ends?|closes?|finishes|finish|concludes?|runs? out|is ending|expires?)|"
    r" (?:comes?|draws?) to (?:an end|a close|its end))(?![\w-])"
)
"""Words behind a stretch that say that it ends: before the summer is out, before 2030 ends."""
_PART_AND_UNIT = english_pattern(
    r"(?<![\w'-])(?P<part>mid|early|late|first half of|second half of|end of|start of)[- ]?"
    r"(?P<unit>year|decade|century)(?!\w)"
)
_JOIN = english_pattern(r",? ?(?:-|~|/|to|or|and|through|until)(?: in)? ?")


def stretches(letters: str) -> Iterator[Core]:
    """The stretches of the calendar in a text, longest first where they overlap, ranges joined."""
    found = [
        core
        for pattern, make in _GRAMMAR
        for match in pattern.finditer(letters)
        if (core := make(match))
    ]
    found += map(_part_and_unit, _PART_AND_UNIT.finditer(letters))
    found.sort(key=lambda core: (core.begins, -core.ends))
    apart: list[Core] = []
    for core in found:
        if not apart or core.begins >= apart[-1].ends:
            apart.append(core)
    waiting: Core | None = None
    for core in filter(None, (_with_part(letters, core) for core in apart)):
        if waiting is None:
            waiting = core
        elif joined := _joined(letters, waiting, core):
            waiting = joined
        else:
            yield waiting
            waiting = core
    if waiting:
        yield waiting


def _with_part(letters: str, core: Core) -> Core | None:
    """Late 2027 for 2027, where late stands before it."""
    found = _PART.search(letters, max(0, core.begins - 40), core.begins)
    if found is None:
        return None if core.whole and not OVER.match(letters, core.ends) else core
    name = _PARTS.get(found["part"], found["part"])
    base = core.base if name == "later" else part(core.base, name)
    return core._replace(begins=found.start(), base=base, alone=True, whole=False)


def _joined(letters: str, first: Core, last: Core) -> Core | None:
    """A range of two stretches that a dash or word joins; the first may borrow the other's year."""
    between = letters[first.ends : last.begins]
    if first.ranged or len(between) > 12 or not _JOIN.fullmatch(between):
        return None
    base = first.base
    if not first.year and last.year:
        whole = f"{letters[first.begins : first.ends]} {last.year}"
        borrowed = next(stretches(whole), None)
        if borrowed is None or borrowed.ends != len(whole):
            return None
        base = borrowed.base
    return Core(
        first.begins,
        last.ends,
        calendar.from_to(base, last.base),
        alone=first.alone and last.alone,
        ranged=True,
        either="or" in between,
        whole=last.whole,
    )
