"""Tables as CSV (RFC 4180), which no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, Any

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a text begins that a spreadsheet would calculate (OWASP, CSV injection)."""


def written(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""A head and rows; a text that a spreadsheet would calculate gets an apostrophe in front.

    >>> written(["id", "statement"], [(1, "=1+1"), (2, "not so, but so")])
    'id,statement\r\n1,\'=1+1\r\n2,"not so, but so"\r\n'
    """
    file = io.StringIO()
    write(columns, rows, file)
    return file.getvalue()


def write(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: IO[str]) -> None:
    """Write what `written` gives to a stream that leaves the ends of lines as they are."""
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: Any) -> Any:
    # One that begins so behind an apostrophe of its own gets another: taking one away undoes it.
    begins = isinstance(cell, str) and cell.lstrip("'").startswith(_STARTS)
    return f"'{cell}" if begins else cell
