"""A notebook as a folder of CSV files, a table for each sort of thing, for spreadsheets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.formats import csv_table
from kg.formats.registry import Format, Pairs
from kg.formats.told import SORTS, Record, cited

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
    """Write a file for each table that has rows; texts that a sheet would calculate are defused."""
    tables: dict[str, list[Record]] = {}
    for sort, record in found:
        own = {name: value for name, value in record.items() if name not in INNER}
        own.pop("text", None)
        tables.setdefault(sort, []).append(_flat(own))
        for inner, usual in INNER.items():
            for number, one in enumerate(record.get(inner, ()), 1):
                owner = "prediction" if sort == "predictions" else usual
                row = {owner: record["id"], "number": number, **_flat(one)}
                tables.setdefault(inner, []).append(row)
    order = [*SORTS, "views", *INNER]
    for name in sorted(tables, key=order.index):
        rows = tables[name]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        text = csv_table.written(columns, (_cells(row, columns) for row in rows))
        (folder / f"{name}.csv").write_bytes(text.encode())


def _cells(row: Record, columns: Sequence[str]) -> list[Any]:
    return [row.get(column, "") for column in columns]


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
    write_folder=write,
)
