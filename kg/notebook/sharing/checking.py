"""What comes from somebody else's database is checked as what comes from a file is."""

import re
from typing import Any

from kg.domain import records
from kg.domain.keys import ID
from kg.domain.transcripts import LONGEST_TEXT
from kg.domain.wording import clean
from kg.errors import KgError
from kg.notebook.records.rows import COLUMNS
from kg.notebook.sharing.shapes import Row
from kg.store.history import TABLES

_RECORDS = {sort.__name__.lower(): sort for sort in COLUMNS}
_BOUND = {
    "kind": {"speaker", "claim", "link"},
    "weight": {"claim"},
    "stance": {"position"},
    "outcome": {"resolution"},
    "basis": {"forecast"},
    "confidence": {"resolution"},
    "grade": {"evidence"},
    "anchor": {"position"},
}
"""The columns whose words the database itself bounds, and what is worked out anyway."""


def check(table: str, row: Row, before: Row) -> None:
    """Raise KgError when a row says something new that no file could bring in.

    Such as an address that runs a script, or characters that steer a terminal.
    """
    uid = str(row.get("uid", row["id"]))
    if "uid" in row and not re.fullmatch(ID, uid):
        raise KgError(f"The other notebook has a {table} whose id is none.", "Ask its owner.")
    try:
        if table == "passage" and row["text"] != before.get("text"):
            clean(row["text"], "text", LONGEST_TEXT)
        for column, value in row.items():
            if value is not None and value != before.get(column):
                _check_column(table, column, value)
    except KgError as error:
        raise KgError(
            f"The other notebook's {table} {uid} cannot be taken in: {error.message}",
            "Have it mended there.",
        ) from None


def check_moved(table: str, *uids: str) -> None:
    """Raise KgError when an id that leads on, or that to which it leads, is none."""
    if table not in TABLES or not all(re.fullmatch(ID, uid) for uid in uids):
        raise KgError(
            "The other notebook has an id that leads on, and is none.", "Have it mended there."
        )


def _check_column(table: str, column: str, value: Any) -> None:
    sort: Any = _RECORDS.get(table, records.Record)
    convert = COLUMNS.get(sort, {}).get(column)
    if convert is not None and table not in _BOUND.get(column, ()):
        convert(value, column)
