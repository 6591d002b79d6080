"""A notebook as a folder of Parquet files, a table for each sort of thing, for engines of analysis.

Positions are a folder of files within it, so that many readers can share them.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Double,
    Enum,
    Integer,
    String,
    Table,
    and_,
    case,
    false,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.errors import KgError, NotFound
from kg.formats.registry import Format
from kg.notebook import asof
from kg.notebook.language import own_language
from kg.notebook.records.earlier import DATED, LATER
from kg.notebook.records.gather import needed
from kg.store.bulk import slices
from kg.store.models import Base, Link, Resolution
from kg.store.types import Day, Json

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

POSITIONS = "positions"

FILES = {
    POSITIONS: "position",
    "speakers": "speaker",
    "claims": "claim",
    "concepts": "concept",
    "about": "about",
    "links": "link",
    "predictions": "prediction",
    "readings": "reading",
    "forecasts": "forecast",
    "resolutions": "resolution",
    "sources": "source",
    "evidence": "evidence",
    "citations": "citation",
}
"""What each file holds: the names of files, and of the tables whose rows are in them."""

LEFT_OUT = {"position": {"turn_id", "anchor"}}
"""Columns that mean nothing without turns and texts."""

ENDS = "said_by"
"""The last day that `said` can mean: by it stances are put in order."""

LISTS = {"aliases", "tags"}
PORTION = 100_000
PER_FILE = 50
"""So many portions of positions are in one file."""


def write(
    session: Session, claims: Collection[int] | None, folder: Path, as_of: date | None = None
) -> None:
    """Write all rows, or those that these claims need, in portions, however many there are.

    With `as_of` what these claims need is as it would have been on that day.
    """
    arrow = _arrow()
    wanted = None if claims is None else _conditions(session, needed(session, claims, as_of), as_of)
    told = {"kg.language": own_language(session)}
    for name, table_name in FILES.items():
        table = Base.metadata.tables[table_name]
        schema = arrow.schema(_fields(table), metadata=told)
        rows = _portions(session, table, None if wanted is None else wanted[table_name], as_of)
        if wanted is not None and table is Link.__table__:
            # The other end is there, too.
            mine = {number for _, numbers in wanted["claim"] for number in numbers}
            rows = ([row for row in some if row.to_id in mine] for some in rows)
        if name != POSITIONS:
            _write_file(folder / f"{name}.parquet", schema, rows)
            continue
        (folder / name).mkdir()
        # An empty notebook has a file, too: it tells the columns.
        first: list[Any] | None = next(rows, [])
        for number in count():
            if first is None:
                break
            some = chain([first], islice(rows, PER_FILE - 1))
            _write_file(folder / name / f"part-{number:05}.parquet", schema, some)
            first = next(rows, None)


def _write_file(path: Path, schema: "pa.Schema", portions: "Iterator[list[Any]]") -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in portions:
            columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema]
            if ENDS in schema.names:
                at = schema.get_field_index("said")
                columns[at + 1 : at + 1] = [[_last(said) for said in columns[at]]] if rows else []
            arrays = [
                pa.array(map(_cell, column) if pa.types.is_map(field.type) else column, field.type)
                for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pa.table(arrays, schema=schema))


def _cell(words: dict[str, str] | None) -> list[tuple[str, str]] | None:
    return None if words is None else list(words.items())


@lru_cache(maxsize=4096)
def _last(said: str | None) -> Any:
    return None if said is None else PartialDate(said).last


def _columns(table: Table) -> list[Column[Any]]:
    return [one for one in table.c if one.name not in LEFT_OUT.get(table.name, ())]


def _fields(table: Table) -> "list[tuple[str, pa.DataType]]":
    import pyarrow as pa

    found = []
    for column in _columns(table):
        found.append((_named(column.name), _type(column)))
        if table.name == "position" and column.name == "said":
            found.append((ENDS, pa.date32()))
    return found


def _named(column: str) -> str:
    """What people call a column: numbers are what commands take, ids are the same everywhere."""
    return {"id": "number", "uid": "id"}.get(column, column.removesuffix("_id"))


def _type(column: Column[Any]) -> "pa.DataType":
    import pyarrow as pa

    if column.type is Json or isinstance(column.type, type(Json)):
        strings = pa.string()
        return pa.list_(strings) if column.name in LISTS else pa.map_(strings, strings)
    if isinstance(column.type, Integer):
        return pa.int64()
    return pa.float64() if isinstance(column.type, Double) else pa.string()


def _conditions(
    session: Session, ids: dict[str, list[int]], as_of: date | None
) -> dict[str, list[tuple[str, list[int]]]]:
    """Of which rows each table is written: any whose column has one of these numbers."""
    claims, predictions = ids["claim"], ids["prediction"]
    found = {name: [("id", numbers)] for name, numbers in ids.items()}
    for name in ("position", "about", "reading"):
        found[name] = [("claim_id", claims)]
    found["link"] = [("from_id", claims)]
    found["forecast"] = [("prediction_id", predictions)]
    found["resolution"] = [("claim_id", claims), ("prediction_id", predictions)]
    resolutions = [
        one
        for column, numbers in found["resolution"]
        for some in slices(numbers)
        for one in session.scalars(
            select(Resolution.id).where(
                Resolution.__table__.c[column].in_(some), *asof.by(Resolution.decided, as_of)
            )
        )
    ]
    found["citation"] = [("resolution_id", resolutions)]
    return found


def _portions(
    session: Session,
    table: Table,
    wanted: "list[tuple[str, list[int]]] | None",
    as_of: date | None,
) -> Iterator[list[Any]]:
    # Words and dates as text: to make values of them and texts again would take most of the time.
    plain = [
        _as_known(type_coerce(one, String) if isinstance(one.type, Enum | Day) else one, one, as_of)
        for one in _columns(table)
    ]
    every = select(*plain).execution_options(yield_per=PORTION)
    if as_of is not None and table.name in DATED:
        every = every.where(*asof.by(table.c[DATED[table.name]], as_of))
    if wanted is None:
        for some in session.execute(every.order_by(table.c.id)).partitions():
            yield list(some)
        return
    for column, numbers in wanted:
        for few in slices(numbers):
            statement = every.where(table.c[column].in_(few)).order_by(table.c.id)
            for some in session.execute(statement).partitions():
                yield list(some)


def _as_known(shown: Any, column: Column[Any], as_of: date | None) -> Any:
    """A column as it was on a day: empty where it tells of something later."""
    columns = LATER.get(column.table.name, {})
    if as_of is None or column.name not in columns:
        return shown
    told = columns[column.name]
    by_then = false() if told is None else and_(*asof.by(column.table.c[told], as_of))
    return case((by_then, shown), else_=None).label(column.name)


def _arrow() -> Any:
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise KgError(
            "Parquet needs pyarrow, which is not installed.",
            "Run pip install 'kg-notebook[parquet]'.",
        ) from None
    return pa


# Reading again, for engines.


def check(folder: Path) -> None:
    """Raise NotFound where there is no such folder, or where what is needed is missing in it."""
    if not folder.is_dir():
        raise NotFound(
            f"There is no folder {folder}.", "Write one with kg export --format parquet FOLDER."
        )
    there = {path.name for path in folder.iterdir()}
    for name in (POSITIONS, "speakers.parquet", "claims.parquet"):
        if name not in there:
            raise NotFound(
                f"{folder} has no {name} in it.",
                "Write the folder with kg export --format parquet, or see docs/engines.md.",
            )


def language(folder: Path) -> str:
    """The language of the notebook that was written."""
    with _file(folder, "claims") as file:
        told = file.schema_arrow.metadata or {}
    return bytes(told.get(b"kg.language", b"en")).decode()


def rows(folder: Path, name: str) -> Iterator[list[Row]]:
    """The plain rows of a file in portions, as the tables of a notebook have them; none without it.

    Raises KgError where the file cannot be read, or has other columns.
    """
    if not (folder / f"{name}.parquet").exists():
        return
    table = Base.metadata.tables[FILES[name]]
    wanted = {_named(one.name): one for one in _columns(table)}
    with _file(folder, name) as file:
        if missing := [one for one in wanted if one not in file.schema_arrow.names]:
            raise KgError(
                f"{folder / name}.parquet has no column {missing[0]}.",
                "See docs/engines.md for the columns.",
            )
        for batch in _batches(folder, name, file, list(wanted)):
            columns = [
                [None if one is None else dict(one) for one in values.to_pylist()]
                if str(values.type).startswith("map")
                else values.to_pylist()
                for values in (batch.column(one) for one in wanted)
            ]
            names = [column.name for column in wanted.values()]
            yield [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _file(folder: Path, name: str) -> Any:
    pa = _arrow()
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(folder / f"{name}.parquet")
    except (pa.ArrowException, OSError) as error:
        raise unreadable(folder, name, error) from None


def _batches(folder: Path, name: str, file: Any, columns: list[str]) -> Iterator[Any]:
    pa = _arrow()
    try:
        yield from file.iter_batches(PORTION, columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(folder, name, error) from None


def unreadable(folder: Path, name: str, why: object) -> KgError:
    """That a file of a folder cannot be read, and why in one line."""
    said = (str(why).splitlines() or ["it is damaged"])[0].rstrip(".")
    return KgError(f"{folder / name}.parquet cannot be read: {said}.", "Write the folder anew.")


FORMAT = Format(
    "parquet",
    "A folder of Parquet files: positions, speakers, claims and so on, for kg camps --from and "
    "for DuckDB, Spark or pandas",
    carries="everything but turns and texts of sources, in typed columns",
    leaves="turns and texts of sources, places of quotes, views, the history",
    endings=(".parquet",),
    files="a folder",
    write_tables=write,
)
