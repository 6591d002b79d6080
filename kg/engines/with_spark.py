"""Stances from Parquet or a PostgreSQL server by Apache Spark: they stay in parts where they are.

Each part has all that some speakers say, as columns in one row. Work goes to the parts, and what it
gives comes back, so that this machine holds what belongs to speakers and to claims, but no stances.
"""

import pickle
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.stands import Result, Stands, Taken
from kg.engines import blocks
from kg.engines.spark_session import Session, reason
from kg.engines.stances import NEVER, SIGN
from kg.errors import KgError
from kg.formats.parquet import ENDS

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Mask

EACH = 1_000_000
"""So many positions are meant to be in a part."""

FEW = 10_000_000
"""So many stances are brought here, where rounds of arithmetic need not wait for tasks to start."""

Tell = Callable[[int, int, int], None]
"""Is told which pass it is, and how many of how many tasks of it are done; of none at its end."""


class Spark:
    """An engine that reads positions from wherever Spark does."""

    def __init__(
        self,
        session: Session,
        positions: Callable[[Any], Any],
        tell: Tell | None = None,
        few: int = FEW,
    ) -> None:
        self.session = session
        self._positions = positions
        self._few = few
        self._watch = _Watch(session, tell)

    def take(self, claims: Collection[int] | None = None, as_of: date | None = None) -> Taken:
        """What everybody last said of these claims, or all of them, as of a day."""
        from pyspark.sql import functions as f

        spark = self.session.spark
        with self._watch.named():
            rows = self._positions(spark)
            rows = rows.where(f.expr(f"{SIGN} IS NOT NULL"))
            if as_of is not None:
                rows = rows.where(f.col(ENDS) <= f.lit(as_of))
            rows = rows.select(
                *(f.col(name).cast("long").alias(name) for name in ("speaker", "claim")),
                f.expr(f"CAST({SIGN} AS tinyint)").alias("sign"),
                f.coalesce(f.unix_date(ENDS), f.lit(NEVER)).alias("said"),
                f.col("number").cast("long").alias("number"),
            )
            if claims is not None:
                asked = spark.createDataFrame([(one,) for one in claims], "claim long")
                rows = rows.join(f.broadcast(asked), "claim", "left_semi")
            number = rows.count()
            parts = max(spark.sparkContext.defaultParallelism, -(-number // EACH))
            parted = rows.repartition(parts, "speaker").mapInArrow(blocks.made, blocks.COLUMNS)
        found = Spread(self._watch, parted)
        if number > self._few:
            return found
        here = found.at_hand()
        found.close()
        return here

    def close(self) -> None:
        """Stop Spark."""
        self._watch.close()
        self.session.close()


class Spread(Taken):
    """Stances in parts, each a block that Spark keeps in memory or on disk."""

    def __init__(self, watch: "_Watch", table: Any) -> None:
        import numpy as np
        from pyspark import StorageLevel

        self._watch = watch
        self._blocks = table.persist(StorageLevel.MEMORY_AND_DISK)
        with watch.named():
            told = self._blocks.select("speakers", "claims").collect()
        spoken = [np.frombuffer(row.claims, np.int64) for row in told]
        speakers = [np.frombuffer(row.speakers, np.int64) for row in told]
        nobody = np.zeros(0, np.int64)
        self.claims = np.unique(np.concatenate([nobody, *spoken]))
        self.speakers = np.sort(np.concatenate([nobody, *speakers]))
        self._shared = watch.session.spark.sparkContext.broadcast((self.speakers, self.claims))

    def each(self, work: "Callable[[Stands, Indexes], Result]") -> list[Result]:
        """What comes of some work on each part; it goes there, with what it needs."""
        shared = self._shared

        def run(batches: Iterable[Any]) -> Iterator[Any]:
            import pyarrow as pa

            for part, at in blocks.read(batches, *shared.value):
                yield pa.record_batch([[pickle.dumps(work(part, at), 5)]], ["result"])

        with self._watch.named():
            found = self._blocks.mapInArrow(run, "result binary").collect()
        # They come from where our own work ran.
        return [pickle.loads(row.result) for row in found]  # noqa: S301

    def only(self, speakers: "Mask") -> "Spread":
        """What some of the speakers say, of the same claims; kept beside all of them."""
        shared = self._shared

        def run(batches: Iterable[Any]) -> Iterator[Any]:
            for part, at in blocks.read(batches, *shared.value):
                some = part.only(speakers[at])
                if len(some):
                    yield blocks.written(some)

        with self._watch.named():
            kept = self._blocks.mapInArrow(run, blocks.COLUMNS)
        found = Spread(self._watch, kept)
        # Claims of which none of them spoke stay, as in a table.
        found.claims = self.claims
        found._shared = self._watch.session.spark.sparkContext.broadcast(
            (found.speakers, self.claims)
        )
        return found

    def at_hand(self, speakers: "Mask | None" = None) -> Stands:
        """What all or some of the speakers say, brought here as one table."""

        def some(part: Stands, at: "Indexes") -> Stands:
            return part if speakers is None else part.only(speakers[at])

        return Stands.joined(self.claims, self.each(some))

    def close(self) -> None:
        """Let Spark forget the parts."""
        self._blocks.unpersist()


class _Watch:
    """Names what goes wrong in Spark, and tells meanwhile how far it is."""

    def __init__(self, session: Session, tell: Tell | None) -> None:
        self.session = session
        self._tell = tell
        self._passes = 0
        self._over, self._running = Event(), Event()
        self._thread = Thread(target=self._look, daemon=True)
        if tell is not None:
            self._thread.start()

    @contextmanager
    def named(self) -> Iterator[None]:
        """One pass over the data; what Spark raises becomes a KgError."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        self._passes += 1
        self._running.set()
        try:
            with warnings.catch_warnings(action="ignore", category=FutureWarning):
                # That a newer pandas may do some things otherwise; it is asked for none of them.
                yield
        except (PySparkException, Py4JError) as error:
            why = reason(error, self.session.printed)
            raise KgError(
                f"Spark failed at {self.session.master}: {why}.",
                "See docs/engines.md for what it needs.",
            ) from None
        finally:
            self._running.clear()
            if self._tell is not None:
                self._tell(self._passes, 0, 0)

    def close(self) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        assert self._tell is not None
        from py4j.protocol import Py4JError

        tracker = self.session.spark.sparkContext.statusTracker()
        while not self._over.wait(0.3):
            try:
                stages = [tracker.getStageInfo(one) for one in tracker.getActiveStageIds()]
            except (Py4JError, OSError):
                # Spark is gone: what it was doing tells so.
                return
            done = sum(one.numCompletedTasks for one in stages if one)
            number = sum(one.numTasks for one in stages if one)
            if number and self._running.is_set():
                self._tell(self._passes, done, number)
