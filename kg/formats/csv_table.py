"""Tables as CSV (RFC 4180), which no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a text begins that a spreadsheet would calculate (OWASP, CSV injection)."""


def written(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""A head and rows; a text that a spreadsheet would calculate gets an apostrophe in front.

    >>> written(["id", "statement"], [(1, "=1+1"), (2, "not so, but so")])
    'id,statement\r\n1,\'=1+1\r\n2,"not so, but so"\r\n'
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return file.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS) else cell
