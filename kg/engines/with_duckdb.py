"""Stances from a folder of Parquet by DuckDB, on one machine: read fast, and kept in memory."""

import tempfile
from collections.abc import Collection
from datetime import date
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.stands import SIGNS_OF, Stands, packing
from kg.engines.stances import NEVER, SIGN
from kg.errors import KgError
from kg.formats import parquet

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Signs


class DuckDb:
    """An engine that reads the positions of a folder."""

    def __init__(self, folder: Path) -> None:
        try:
            import duckdb
        except ModuleNotFoundError:
            raise KgError(
                "DuckDB is not installed.", "Run pip install 'kg-notebook[duckdb]'."
            ) from None
        self._failed: Any = duckdb.Error
        # What does not fit into memory goes there, not into the folder in which one happens to be.
        self._aside = tempfile.TemporaryDirectory(prefix="kg-duckdb-")
        self._connection = duckdb.connect(":memory:", config={"temp_directory": self._aside.name})
        # Of the folder's own name no letter is a pattern.
        self._files = f"{escape(str(folder / parquet.POSITIONS))}/**/*.parquet"
        self._folder = folder

    def take(self, claims: Collection[int] | None = None, as_of: date | None = None) -> Stands:
        """What everybody last said of these claims, or all of them, as of a day."""
        try:
            return self._taken(claims, as_of)
        except self._failed as error:
            why = str(error).splitlines()[0].rstrip(".")
            raise KgError(
                f"DuckDB cannot read the positions of {self._folder}: {why}.",
                "See docs/engines.md for the columns.",
            ) from None

    def close(self) -> None:
        """Close it, and remove what was put aside."""
        self._connection.close()
        self._aside.cleanup()

    def _taken(self, claims: Collection[int] | None, as_of: date | None) -> Stands:
        import numpy as np

        found = f"FROM read_parquet($files, union_by_name = true) WHERE {SIGN} IS NOT NULL"
        given: dict[str, Any] = {"files": self._files}
        if as_of is not None:
            found += f" AND {parquet.ENDS} <= $day"
            given["day"] = as_of
        if claims is not None:
            self._put("asked", claims)
            found += " AND claim IN (SELECT number FROM asked)"
        (highest,) = self._connection.execute(
            f"SELECT coalesce(max(speaker), 0) {found}", given
        ).fetchone() or (0,)
        size = packing(highest)
        number = f"claim::BIGINT * {size} + speaker::BIGINT * {SIGNS_OF} + {SIGN} + 1"
        packed = self._columns(f"SELECT {number} AS packed {found}", given)["packed"]

        def last(again: "Indexes") -> "tuple[Indexes, Indexes, Signs]":
            self._put("again", again.tolist())
            told = self._columns(
                f"SELECT speaker::BIGINT AS speaker, claim::BIGINT AS claim, "
                f"({SIGN})::TINYINT AS sign, number::BIGINT AS number, "
                f"coalesce(date_diff('day', DATE '1970-01-01', {parquet.ENDS}), {NEVER}) AS said "
                f"{found} AND claim IN (SELECT number FROM again)",
                given,
            )
            stands = Stands.last_of(
                *(told[name] for name in ("speaker", "claim", "sign", "said", "number"))
            )
            return stands.speakers[stands.who], stands.claims[stands.what], stands.sign

        return Stands.of_packed(np.asarray(packed, np.int64), highest, last)

    def _put(self, name: str, numbers: Collection[int]) -> None:
        import pyarrow as pa

        rows = pa.table({"number": pa.array(numbers, pa.int64())})
        self._connection.register(f"{name}_rows", rows)
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS FROM {name}_rows")
        self._connection.unregister(f"{name}_rows")

    def _columns(self, statement: str, given: dict[str, Any]) -> dict[str, Any]:
        return dict(self._connection.execute(statement, given).fetchnumpy())
