"""Arithmetic on dates as far as they are known: lengths of time and stretches of the calendar."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from kg.domain.dates import PartialDate


class Unit(StrEnum):
    """By what time is counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
LAST_YEAR = 9999


class Length(NamedTuple):
    """A length of time in months and days, since months have no length in days."""

    months: Fraction = Fraction()
    days: Fraction = Fraction()

    @classmethod
    def of(cls, number: Fraction | int, unit: Unit) -> "Length":
        """So many of a unit."""
        if unit in _DAYS:
            return cls(days=Fraction(number) * _DAYS[unit])
        return cls(months=Fraction(number) * _MONTHS[unit])

    def times(self, factor: Fraction) -> "Length":
        """So many times the length."""
        return Length(self.months * factor, self.days * factor)

    @property
    def rough_days(self) -> Fraction:
        """The length in days of an average month, to compare it with others."""
        return self.months * Fraction(487, 16) + self.days


class Period(NamedTuple):
    """A stretch of the calendar, from the first day of `first` to the last of `last`.

    `vague` when a rule of ours drew its bounds, but `firm` when not the last one: the end of a year
    is the end of December. `until` is where it lies as a deadline, when that is not its end: the
    middle of a year is the end of June.
    """

    first: PartialDate
    last: PartialDate
    unit: Unit
    vague: bool = False
    firm: bool = False
    until: PartialDate | None = None


Base = Callable[[date], Period]
"""A period that may depend on the day from which it is looked at."""


def year(number: int) -> PartialDate:
    """A year; raises OverflowError for one that no date can have."""
    if not 0 < number <= LAST_YEAR:
        raise OverflowError(number)
    return PartialDate(f"{number:04}")


def month(number: int) -> PartialDate:
    """A month, counted from January of the year 0."""
    return PartialDate(f"{year(number // 12)}-{number % 12 + 1:02}")


def day(one: date) -> PartialDate:
    """A day."""
    return PartialDate(one.isoformat())


def years(first: int, last: int, unit: Unit = Unit.YEAR, *, vague: bool = False) -> Period:
    """The years from one to another."""
    return Period(year(first), year(last), unit, vague)


def months(of: int, first: int, last: int, unit: Unit, *, vague: bool = False) -> Period:
    """The months `first` to `last` (from 1) of a year; a month 13 is the next year's January.

    >>> str(months(2026, 12, 14, Unit.QUARTER).last)
    '2027-02'
    """
    return Period(month(of * 12 + first - 1), month(of * 12 + last - 1), unit, vague)


def days(first: date, last: date, unit: Unit = Unit.DAY, *, vague: bool = False) -> Period:
    """The days from one to another."""
    return Period(day(first), day(last), unit, vague)


def shifted(said: PartialDate, length: Length, *, late: bool = False) -> PartialDate:
    """The date that is a length away from what is known of a date, reckoned from its last day.

    It is known as far as `said` is: two years from 2024-09 are 2026-09. Raises OverflowError.

    >>> str(shifted(PartialDate("2024-01-31"), Length.of(1, Unit.MONTH)))
    '2024-02-29'
    """
    start = said.last if late else said.first
    whole, rest = divmod(length.months, 1)
    more = int(length.days + rest * 30)
    count = start.year * 12 + start.month - 1 + int(whole)
    if not more and said.precision == "year" and whole % 12 == 0:
        return year(count // 12)
    there = month(count)
    if not more and said.precision != "day":
        return there
    first = there.first
    last = monthrange(first.year, first.month)[1]
    return day(first.replace(day=min(start.day, last)) + timedelta(days=more))


def before(one: PartialDate) -> PartialDate:
    """The year before a year, the month before a month, the day before a day."""
    return _neighbour(one, -1)


def after(one: PartialDate) -> PartialDate:
    """The year after a year, the month after a month, the day after a day."""
    return _neighbour(one, 1)


def _neighbour(one: PartialDate, step: int) -> PartialDate:
    first = one.first
    match one.precision:
        case "year":
            return year(first.year + step)
        case "month":
            return month(first.year * 12 + first.month - 1 + step)
    return day(first + timedelta(days=step))
