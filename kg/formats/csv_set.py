"""A notebook as a folder of CSV files, a table for each sort of thing, for spreadsheets."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from kg.formats import csv_table
from kg.formats.registry import Format, Pairs
from kg.formats.told import Record, cited

WORDED = ("names", "title", "statement", "criteria", "note")
"""The fields that come in several languages: each gets a column, such as statement_zh."""

INNER = {
    "positions": "claim",
    "forecasts": "prediction",
    "resolutions": "claim",
    "turns": "source",
}
"""The lists within records that are tables of their own, and what their rows belong to."""


def write(found: Pairs, folder: Path) -> None:
    """Write a file for each table that has rows; texts that a sheet would calculate are defused.

    Which columns a table has is known when all its rows are: until then they wait in a file.
    """
    with TemporaryDirectory(dir=folder, prefix=".kg-") as name, ExitStack() as opened:
        tables: dict[str, _Table] = {}

        def add(table: str, row: Record) -> None:
            if table not in tables:
                tables[table] = _Table(opened.enter_context(_waiting(Path(name) / table)))
            tables[table].add(row)

        for sort, record in found:
            own = {name: value for name, value in record.items() if name not in INNER}
            own.pop("text", None)
            add(sort, _flat(own))
            for inner, usual in INNER.items():
                owner = "prediction" if sort == "predictions" else usual
                for number, one in enumerate(record.get(inner, ()), 1):
                    add(inner, {owner: record["id"], "number": number, **_flat(one)})
        for table, rows in tables.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                csv_table.write(list(rows.columns), rows.cells(), file)


def _waiting(path: Path) -> IO[str]:
    return path.open("w+", encoding="utf-8", errors="surrogatepass", newline="\n")


class _Table:
    """The rows of a table, a line of JSON each, and their columns in the order of the first."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.columns: dict[str, None] = {}

    def add(self, row: Record) -> None:
        self.columns |= dict.fromkeys(row)
        self.file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def cells(self) -> Iterator[list[Any]]:
        """The cells of each row, in the order of the columns."""
        self.file.seek(0)
        for line in self.file:
            row = json.loads(line)
            yield [row.get(column, "") for column in self.columns]


def _flat(record: Record) -> Record:
    """A record as one row: a column for each language, for each end of a spread, and for lists."""
    row: Record = {}
    for name, value in record.items():
        if name in WORDED and isinstance(value, dict):
            row |= {f"{name}_{language}": text for language, text in value.items()}
        elif name == "probability":
            spread = value if isinstance(value, dict) else {"middle": value}
            row |= {f"probability_{end}": number for end, number in spread.items()}
        elif name == "anchor":
            row |= {f"anchor_{end}": place for end, place in (value or {}).items()}
        elif name == "evidence" and isinstance(value, list):
            row[name] = "; ".join(
                cited(one) + (" (against)" if isinstance(one, dict) else "") for one in value
            )
        elif isinstance(value, list):
            row[name] = "; ".join(map(str, value))
        else:
            row[name] = value
    return row


FORMAT = Format(
    "csv",
    "A folder of CSV files: speakers, claims, positions, predictions and so on",
    carries="everything but texts of sources, in columns a person can read",
    leaves="the history; lists are joined with ; in one cell",
    files="a folder",
    parts=(".csv",),
    write_folder=write,
)
