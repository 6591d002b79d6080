"""Which stance counts, of several that one speaker took on one claim: the last."""

from kg.domain.dates import PartialDate


def replaces(said: PartialDate | None, before: PartialDate | None) -> bool:
    """Whether a stance counts in the place of one that was written down before it.

    It does unless it was said on an earlier day; what has no date was said before all that has one.

    >>> june, year = PartialDate("2025-06"), PartialDate("2025")
    >>> replaces(year, june), replaces(june, june), replaces(june, year), replaces(None, june)
    (True, True, False, False)
    """
    return last_day(said) >= last_day(before)


def last_day(said: PartialDate | None) -> str:
    """By what the dates of stances are put in order; what has none comes first."""
    return "" if said is None else said.last.isoformat()
