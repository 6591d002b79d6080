"""Feasts by which people set dates, with the days on which they fall."""

from collections.abc import Callable
from datetime import date, timedelta

# Months and days of the Spring Festival from 2000 on, as the lunardate and lunar_python packages
# reckon them alike. Other years are not read.
_SPRING = (
    "0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 "
    "0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 "
    "0211 0131 0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 "
    "0214 0202 0123 0211 0201 0219 0208 0128 0215 0204 0124 0212 0202"
)


def spring_festival(year: int) -> date:
    """The first day of the Chinese year; raises OverflowError for years outside 2000 to 2060."""
    days = _SPRING.split()
    if not 2000 <= year < 2000 + len(days):
        raise OverflowError(year)
    found = days[year - 2000]
    return date(year, int(found[:2]), int(found[2:]))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher (1876).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November, as in the United States.

    >>> thanksgiving(2024)
    datetime.date(2024, 11, 28)
    """
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def fixed(month: int, day: int) -> Callable[[int], date]:
    """A feast on the same day of each year."""
    return lambda year: date(year, month, day)
