"""Stretches of the calendar in Chinese: 2027年, 明年上半年, 三季度, 年底, 本世纪中叶, 十五五."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.domain.horizons import holidays, numbers
from kg.domain.horizons import stretches as calendar
from kg.domain.horizons.days import Base, Period, Unit, years
from kg.domain.horizons.parts import part


class Core(NamedTuple):
    """A stretch in `letters[begins:ends]`; `shy` when it is read only with a word beside it.

    `ranged` when it goes from one stretch to another, which is not joined to a third, and `either`
    when that leaves open which of the two it is. `many_days` when it is named by its first day, and
    nobody knows which is its last: 春节.
    """

    begins: int
    ends: int
    base: Base
    shy: bool = False
    ranged: bool = False
    either: bool = False
    many_days: bool = False


_FIGURES = r"(?:1[89]|2[0-2])\d\d"
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "明年": 1, "来年": 1, "后年": 2, "大后年": 3}
_YEAR = (
    rf"(?:(?<!\d)(?P<year>{_FIGURES})年|(?P<written>[一二][零一二三四五六七八九]{{3}})年|"
    r"(?P<relative>大后年|今年|本年度?|明年|(?<![十百千几多以近])来年|(?<![以今之随然往])后年)"
)
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_PART = (
    r"(?:(?P<part>年?[底末](?![层座部线端])|岁末|年?初(?![步期级始])|(?:年中|中)(?=$|[前之以,，。左]))|"
    r"(?P<half>[上下前后])半年|第?(?P<quarter>[一二三四1-4])季度?(?!节)|q(?P<q>[1-4])|h(?P<h>[12])|"
    r"(?P<season>[春夏秋冬])[天季]?(?!节)|(?P<feast>春节|元旦|国庆节?|双十一|(?:五一|十一)(?=[前之以假期])|圣诞节?)|"
    rf"{_MONTH}(?:(?P<day>[0-3]?\d|[一二三]?十?[一二三四五六七八九十])[日号]|"
    r"(?P<third>[底末初]|[上中下]旬))?)"
)
_NAMES = {"底": "end", "末": "end", "初": "start", "中": "mid"}
_THIRDS = {"底": "end", "末": "end", "初": "early", "上旬": "early", "中旬": "mid", "下旬": "late"}
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_FEASTS = {
    "春节": holidays.spring_festival,
    "元旦": holidays.fixed(1, 1),
    "国庆": holidays.fixed(10, 1),
    "国庆节": holidays.fixed(10, 1),
    "五一": holidays.fixed(5, 1),
    "十一": holidays.fixed(10, 1),
    "双十一": holidays.fixed(11, 11),
    "圣诞": holidays.fixed(12, 25),
    "圣诞节": holidays.fixed(12, 25),
}
_UNITS = {
    "月": Unit.MONTH,
    "季度": Unit.QUARTER,
    "季": Unit.QUARTER,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "十年": Unit.DECADE,
}
_AGES = {
    "初": "early",
    "早": "early",
    "前": "early",
    "中": "mid",
    "末": "late",
    "后": "late",
    "上半叶": "first half",
    "前半叶": "first half",
    "下半叶": "second half",
    "后半叶": "second half",
}
_AGE = r"(?P<age>[上下前后]半叶|中叶|[初末中](?![国步])期?|[早前后]期)"


def _number(words: str) -> int:
    count = numbers.chinese(words)
    if count is None:
        raise OverflowError(words)
    return int(count.low)


def _years(match: re.Match[str]) -> calendar.Years:
    """The year that a match names."""
    groups = match.groupdict()
    if figures := groups["year"] or groups.get("short"):
        return calendar.number(calendar.named(figures))
    if written := groups["written"]:
        return calendar.number(
            int("".join(str("零一二三四五六七八九".index(one)) for one in written))
        )
    return calendar.ahead(_RELATIVE[groups["relative"]])


def _part_of(match: re.Match[str], of: calendar.Years | None) -> Base:
    """What a match names of a year, or else of the next that fits."""
    if match["part"]:
        return calendar.part_of_year(of, _NAMES[match["part"][-1]])
    if match["month"]:
        return _month_of(match, of)
    if match["half"]:
        yearly = calendar.half(1 if match["half"] in "上前" else 2)
    elif which := match["quarter"] or match["q"]:
        yearly = calendar.quarter(_number(which))
    elif match["h"]:
        yearly = calendar.half(int(match["h"]))
    elif match["season"]:
        yearly = calendar.season(_SEASONS[match["season"]])
    else:
        yearly = calendar.on(_FEASTS[match["feast"]])
    return calendar.within(of, yearly)


def _month_of(match: re.Match[str], of: calendar.Years | None) -> Base:
    month = _number(match["month"])
    if match["day"]:
        return calendar.within(of, calendar.on(holidays.fixed(month, _number(match["day"]))))
    base, third = calendar.within(of, calendar.month(month)), match["third"]
    if third is None:
        return base
    named = part(base, _THIRDS[third])
    if third.endswith("旬"):
        # Ten days each by their name, no more and no less.
        return lambda today: named(today)._replace(vague=False, until=None)
    return named


_HOLIDAYS = ("春节", "国庆", "国庆节", "五一", "十一")


def _core(match: re.Match[str], base: Base, *, shy: bool = False) -> Core:
    many_days = match.groupdict().get("feast") in _HOLIDAYS
    return Core(match.start(), match.end(), base, shy, many_days=many_days)


def _in_year(match: re.Match[str]) -> Core:
    return _core(match, _part_of(match, _years(match)))


def _coming(match: re.Match[str]) -> Core:
    """年底, 下半年, 三季度, 3月, 春节: the coming one."""
    if match["part"] and not match["part"].startswith(("年", "岁")):
        raise OverflowError(match[0])
    return _core(match, _part_of(match, None), shy=match["part"] not in ("年底", "年末"))


def _unit(match: re.Match[str]) -> Core:
    """本月底, 下个季度, 这个十年末."""
    base = calendar.this(_UNITS[match["unit"]], len(match["next"] or ""))
    return _core(match, part(base, _THIRDS[match["end"]]) if match["end"] else base)


def _end_of(match: re.Match[str]) -> Core:
    """月底, 季度末."""
    return _core(match, part(calendar.this(_UNITS[match["unit"]]), "end"))


def _age(base: Base, match: re.Match[str], names: dict[str, str]) -> Core:
    age = match["age"]
    name = names[age if age in names else age[0]] if age else None
    return _core(match, part(base, name) if name else base)


def _plan(match: re.Match[str]) -> Core:
    """The five years of a plan, of which the tenth began in 2001; its end is the last of them."""
    first = 2001 + 5 * (_number(match["which"]) - 10)
    ends = match["end"] is not None

    def found(_: object) -> Period:
        return years(first + 4 * ends, first + 4)._replace(vague=ends, firm=ends)

    return _core(match, found, shy=not (ends or match["about"]))


def _two_years(match: re.Match[str]) -> Core:
    """今明两年, 明后年."""
    first = 0 if match[0].startswith("今") else 1
    ends = (calendar.this(Unit.YEAR, first), calendar.this(Unit.YEAR, first + 1))
    return _core(match, calendar.from_to(*ends))


def _from_to(match: re.Match[str]) -> Core:
    """2026-2028年, 2026或2027年."""
    first, last = (calendar.whole(calendar.number(int(match[one]))) for one in ("first", "last"))
    core = _core(match, calendar.from_to(first, last))
    return core._replace(ranged=True, either="或" in match[0])


_JOIN = r"(?:-|~|到|至|或者?|和|与|,|/)"
_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Core]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"{_YEAR}|(?<![\d.])(?P<short>[2-6]\d)年){_PART}", _in_year),
        (rf"{_YEAR})(?!代|级)", lambda match: _core(match, calendar.whole(_years(match)))),
        (rf"(?<![\d./年个月一二三四五六七八九十两每历去前上第])(?:{_PART})", _coming),
        (
            r"(?<![\d一二两三四五六七八九十百千几数半零今明后去前本当多.])年内(?![容部])",
            lambda match: _core(match, calendar.this(Unit.YEAR)),
        ),
        (
            (
                r"(?:(?P<next>下{1,2})(?:一?个)?|本|这一?个?)"
                r"(?P<unit>月|季度?|周(?![一二三四五六日天])|星期(?![一二三四五六日天])|(?<=[本个])(?<!下个)十年)"
                r"(?P<end>[底末初]|[上中下]旬)?(?![节末])"
            ),
            _unit,
        ),
        (r"(?<![个\d一二三四五六七八九十本这下上当年])(?P<unit>月|季度?)(?P<end>[底末])", _end_of),
        (
            rf"(?<!\d)(?P<first>(?:1[89]|2[0-2])\d0)年代{_AGE}?",
            lambda match: _age(calendar.decade(int(match["first"])), match, _AGES),
        ),
        (
            rf"(?:本|这个|(?P<which>21|二十一))世纪{_AGE}?",
            lambda match: _age(
                calendar.century(21) if match["which"] else calendar.this(Unit.CENTURY),
                match,
                _AGES | {"末": "end"},
            ),
        ),
        (
            (
                r"\"?(?P<which>十[一二三四五六七八九])五\"?(?![年个天月人岁次家万亿名位条])"
                r"(?P<about>规划|计划)?(?:期间|时期)?(?P<end>末期?|收官|结束)?"
            ),
            _plan,
        ),
        (r"今明(?:两年|年)|明后(?:两年|年)", _two_years),
        (rf"(?<!\d)(?P<first>{_FIGURES}){_JOIN}(?P<last>{_FIGURES})年(?!代)", _from_to),
    )
)
_BETWEEN = re.compile(f"{_JOIN}?")


def stretches(letters: str) -> Iterator[Core]:
    """The stretches of the calendar in a text, the longest where they overlap, ranges joined."""
    found: list[Core] = []
    for pattern, make in _GRAMMAR:
        for match in pattern.finditer(letters):
            try:
                found.append(make(match))
            except OverflowError:
                continue
    found.sort(key=lambda core: (core.begins, -core.ends))
    apart: list[Core] = []
    for core in found:
        if not apart or core.begins >= apart[-1].ends:
            apart.append(core)
    waiting: Core | None = None
    for core in apart:
        if (
            waiting
            and not waiting.ranged
            and _BETWEEN.fullmatch(letters, waiting.ends, core.begins)
        ):
            base = calendar.from_to(waiting.base, core.base)
            either = "或" in letters[waiting.ends : core.begins]
            waiting = Core(waiting.begins, core.ends, base, ranged=True, either=either)
            continue
        if waiting:
            yield waiting
        waiting = core
    if waiting:
        yield waiting
