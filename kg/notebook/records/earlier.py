"""Rows as they were known on a day: without what was said, forecast or decided later."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kg.domain.dates import PartialDate
from kg.notebook.asof import known

Row = dict[str, Any]

DATED = {"position": "said", "forecast": "made", "resolution": "decided"}
"""The tables of which only what is known by then counts, by the column of its day."""

LATER: dict[str, dict[str, str | None]] = {
    "resolution": {"withdrawn": "withdrawn", "withdrawn_because": "withdrawn"},
    "prediction": {"snoozed": None},
}
"""Columns of tables that are empty until the day in another; snoozes are of today alone."""


def as_known(table: str, rows: Iterable[Row], day: date) -> Iterator[Row]:
    """The plain rows of a table that count as of a day, as they were.

    What has no date does not count. A verdict that was withdrawn later stands again, and nothing
    was snoozed.

    >>> rows = [{"id": 1, "said": "2024"}, {"id": 2, "said": None}]
    >>> list(as_known("position", rows, date(2025, 1, 1)))
    [{'id': 1, 'said': '2024'}]
    """
    for row in rows:
        if table not in DATED or _known(row[DATED[table]], day):
            yield _earlier(table, row, day)


def _earlier(table: str, row: Row, day: date) -> Row:
    """A plain row without what is told in it of later days."""
    untold = {
        column: None
        for column, told in LATER.get(table, {}).items()
        if told is None or not _known(row[told], day)
    }
    return {**row, **untold} if untold else row


def _known(day: str | None, by: date) -> bool:
    return known(PartialDate(day) if day else None, by)
