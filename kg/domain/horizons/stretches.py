"""Stretches of the calendar, told by a year or by the day on which they are spoken of."""

from collections.abc import Callable
from datetime import date, timedelta

from kg.domain.horizons import rules
from kg.domain.horizons.days import Base, Period, Unit, days, months, years
from kg.domain.horizons.parts import part_of

Years = Callable[[date], int]
"""A year that may depend on the day on which it is spoken of."""

Yearly = Callable[[int], Period]
"""What there is once in each year."""


def number(of: int) -> Years:
    """A year by its number."""
    return lambda _: of


def ahead(by: int) -> Years:
    """This year, next year and so on."""
    return lambda today: today.year + by


def whole(of: Years) -> Base:
    """All of a year."""
    return lambda today: years(of(today), of(today))


def within(of: Years | None, yearly: Yearly) -> Base:
    """What there is once in each year: that of a year, or else the next that is not over."""

    def found(today: date) -> Period:
        if of is not None:
            return yearly(of(today))
        # A winter that began in the last year may not be over.
        coming = map(yearly, range(max(1, today.year - 1), today.year + 2))
        return next(one for one in coming if (one.until or one.last).last >= today)

    return found


def part_of_year(of: Years | None, name: str) -> Base:
    """A part of a year, or else of the next in which it is not over."""
    return within(of, lambda there: part_of(years(there, there), name))


def quarter(which: int) -> Yearly:
    """A quarter, from 1 to 4."""
    return lambda of: months(of, 3 * which - 2, 3 * which, Unit.QUARTER)


def half(which: int) -> Yearly:
    """A half of a year, 1 or 2."""
    return lambda of: months(of, 6 * which - 5, 6 * which, Unit.HALF)


def month(which: int) -> Yearly:
    """A month, from 1 to 12."""
    return lambda of: months(of, which, which, Unit.MONTH)


def season(which: str) -> Yearly:
    """A season, by its English name."""
    return lambda of: months(of, *rules.SEASONS[which], Unit.QUARTER, vague=True)


def on(feast: Callable[[int], date]) -> Yearly:
    """A day that is worked out for each year, which raises ValueError where there is none."""
    return lambda of: days(feast(of), feast(of))


def this(unit: Unit, step: int = 0) -> Base:
    """The unit in which a day lies, or the one so many steps on."""

    def found(today: date) -> Period:
        match unit:
            case Unit.DAY:
                there = today + timedelta(days=step)
                return days(there, there)
            case Unit.WEEK:
                monday = today + timedelta(days=7 * step - today.weekday())
                return days(monday, monday + timedelta(days=6), Unit.WEEK)
            case Unit.MONTH:
                return months(today.year, today.month + step, today.month + step, unit)
            case Unit.QUARTER:
                first = (today.month - 1) // 3 * 3 + 3 * step
                return months(today.year, first + 1, first + 3, unit)
            case Unit.HALF:
                first = (today.month - 1) // 6 * 6 + 6 * step
                return months(today.year, first + 1, first + 6, unit)
            case Unit.YEAR:
                return years(today.year + step, today.year + step)
            case Unit.DECADE:
                first = today.year // 10 * 10 + 10 * step
                # The first ten years of our era are nine.
                return years(max(first, 1), first + 9, unit)
            case Unit.CENTURY:
                first = (today.year - 1) // 100 * 100 + 100 * step
                return years(first + 1, first + 100, unit)

    return found


def decade(first: int) -> Base:
    """The ten years from one on."""
    return lambda _: years(first, first + 9, Unit.DECADE)


def century(which: int) -> Base:
    """A century by its number, which ends with its year 00."""
    return lambda _: years(100 * which - 99, 100 * which, Unit.CENTURY)


def from_to(first: Base, last: Base) -> Base:
    """From the beginning of one stretch to the end of another.

    The base that it gives raises OverflowError where the second comes first.
    """

    def found(today: date) -> Period:
        begins, ends = first(today), last(today)
        if ends.last.last < begins.first.first or begins.first.first > ends.first.first:
            raise OverflowError(ends)
        vague, firm = begins.vague or ends.vague, ends.firm or not ends.vague
        return Period(begins.first, ends.last, ends.unit, vague, firm and vague)

    return found


def to_its_end(base: Base) -> Base:
    """A stretch of which only the end counts: before it is over is by its last day."""
    return lambda today: base(today)._replace(firm=True, until=None)


def give_or_take(base: Base) -> Base:
    """A stretch and one to either side of it; more of it for a year that is far away.

    The base that it gives raises OverflowError for stretches of which nobody says so.
    """

    def found(today: date) -> Period:
        there = base(today)
        first = there.first.first
        if there.vague:
            raise OverflowError(there)
        match there.unit:
            case Unit.YEAR if there.first == there.last:
                near = first.year - today.year <= rules.FAR_AHEAD
                give = rules.AROUND_NEAR if near else rules.AROUND_FAR
                return years(first.year - give, first.year + give, vague=True)
            case Unit.MONTH | Unit.QUARTER:
                give = 1 if there.unit is Unit.MONTH else 3
                last = there.last.first
                return Period(
                    months(first.year, first.month - give, first.month, there.unit).first,
                    months(last.year, last.month, last.month + give, there.unit).last,
                    there.unit,
                    vague=True,
                )
        raise OverflowError(there)

    return found


def named(text: str) -> int:
    """The year that two or four figures name, two being of this century."""
    return int(text) + (2000 if len(text) == 2 else 0)
