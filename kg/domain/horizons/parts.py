"""Parts of stretches of the calendar: early 2027, the second half of the decade, 月底."""

from calendar import monthrange

from kg.domain.dates import PartialDate
from kg.domain.horizons import rules
from kg.domain.horizons.days import Base, Period, Unit, day, days, months, year, years

_TABLES = {
    Unit.YEAR: rules.YEAR_PARTS,
    Unit.MONTH: rules.MONTH_PARTS,
    Unit.QUARTER: rules.QUARTER_PARTS,
    Unit.HALF: rules.HALF_PARTS,
    Unit.DECADE: rules.DECADE_PARTS,
    Unit.CENTURY: rules.CENTURY_PARTS,
}
_INSTEAD = {"start": "early", "end": "late"}


def part(base: Base, name: str) -> Base:
    """A part of a stretch by its name: early, mid, late, start, end, first half or second half.

    The base that it gives raises OverflowError where a stretch has no such part.
    """
    return lambda today: part_of(base(today), name)


def part_of(whole: Period, name: str) -> Period:
    """A part of one stretch, as `part` has it."""
    if name in ("first half", "second half"):
        return _half(whole, second=name == "second half")
    first, firm = whole.first.first, name == "end"
    table = _TABLES.get(whole.unit)
    if table is None:
        if not firm:
            raise OverflowError(name)
        return whole._replace(firm=True)
    low, high = table[name if name in table else _INSTEAD[name]]
    match whole.unit:
        case Unit.DECADE | Unit.CENTURY:
            base = first.year - _first_number(whole.unit)
            found = years(base + low, base + high)
        case Unit.MONTH:
            last = monthrange(first.year, first.month)[1]
            found = days(first.replace(day=low), first.replace(day=min(high, last)))
        case _:
            found = months(first.year, first.month + low - 1, first.month + high - 1, whole.unit)
    until = _middle(whole, found) if name == "mid" else None
    last_day = whole.last if firm else found.last
    return Period(found.first, last_day, whole.unit, vague=True, firm=firm, until=until)


def _first_number(unit: Unit) -> int:
    # A decade begins with its year 0, a century with its year 1.
    return 1 if unit is Unit.CENTURY else 0


def _middle(whole: Period, found: Period) -> PartialDate:
    first = whole.first.first
    match whole.unit:
        case Unit.YEAR:
            return months(first.year, 1, rules.MIDDLES[Unit.YEAR], Unit.YEAR).last
        case Unit.DECADE | Unit.CENTURY:
            return year(first.year - _first_number(whole.unit) + rules.MIDDLES[whole.unit])
        case Unit.MONTH:
            return day(first.replace(day=rules.MIDDLES[Unit.MONTH]))
    return found.last


def _half(whole: Period, *, second: bool) -> Period:
    first = whole.first.first
    match whole.unit:
        case Unit.YEAR:
            return months(first.year, 7 if second else 1, 12 if second else 6, Unit.HALF)
        case Unit.DECADE:
            return years(first.year + 5 * second, first.year + 4 + 5 * second)
        case Unit.CENTURY:
            return years(first.year + 50 * second, first.year + 49 + 50 * second)
    raise OverflowError(whole.unit)
