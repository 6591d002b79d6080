"""Writes per second of 1, 4 and 8 processes on one SQLite notebook, against bare sqlite3.

A write is a position taken by the use case, in a transaction of its own that is on the disk when it
ends. The baseline inserts one row of as many bytes into a table with one index, by `sqlite3`, with
the same pragmas: write-ahead log, synchronous FULL, a busy timeout, BEGIN IMMEDIATE. Both are
measured in processes that have begun, and take turns.
"""

import multiprocessing
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import measure

TODAY = date(2026, 11, 23)
WRITERS = (1, 4, 8)
SECONDS = 5.0
SPEAKERS = ("Ada", "Bo", "Cyrus", "Dora", "Emil", "Fay", "Gus", "Hana")
PRAGMAS = ("foreign_keys = ON", "busy_timeout = 30000", "synchronous = FULL")

Write = Callable[[Path, int, float], int]


def main() -> None:
    """Measure each number of writers, and print the ratios."""
    chosen = measure.arguments(str(__doc__))
    seconds = 0.3 if chosen.quick else SECONDS
    rounds = chosen.rounds or (1 if chosen.quick else 3)
    with tempfile.TemporaryDirectory(prefix="kg-concurrency-") as name:
        book, bare = Path(name) / "notebook.db", Path(name) / "bare.db"
        make_notebook(book)
        make_bare(bare)
        for writers in WRITERS:
            rates: dict[str, list[float]] = {"sqlite3": [], "kg": []}
            for _ in range(rounds):
                rates["sqlite3"].append(rate(insert, bare, writers, seconds))
                rates["kg"].append(rate(take, book, writers, seconds))
            plain, ours = (statistics.median(rates[name]) for name in ("sqlite3", "kg"))
            some = "1 writer" if writers == 1 else f"{writers} writers"
            print(f"{some}: sqlite3 {plain:,.0f} a second, kg {ours:,.0f} a second")
            print(f"kg = 1/{plain / ours:.1f} × sqlite3 ({some}, median of {rounds})")
        count(book, bare)


def rate(write: Write, place: Path, writers: int, seconds: float) -> float:
    """Writes per second of so many processes together."""
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(writers) as pool:
        # All have loaded their modules before the first writes.
        pool.starmap(write, [(place, number, 0.05) for number in range(writers)], chunksize=1)
        started = time.perf_counter()
        done = pool.starmap(
            write, [(place, number, seconds) for number in range(writers)], chunksize=1
        )
        return sum(done) / (time.perf_counter() - started)


def make_notebook(place: Path) -> None:
    """A notebook with a claim and a speaker for each writer."""
    from kg.notebook import claims
    from kg.store import database

    with closing(database.create(place)) as book, book.transaction("begin") as session:
        for number, who in enumerate(SPEAKERS):
            claims.add(session, f"Prices fall in {number}", speaker=who, today=TODAY)


def take(place: Path, number: int, seconds: float) -> int:
    """Let a speaker take positions for so long; gives how many."""
    from kg.domain.vocabulary import Stance
    from kg.notebook import positions
    from kg.store import database

    done, end = 0, time.perf_counter() + seconds
    with closing(database.open(place)) as book:
        while time.perf_counter() < end:
            words = f"said {time.perf_counter_ns()} by {number}"
            with book.transaction("agree") as session:
                positions.take(
                    session, number + 1, number + 1, Stance.AGREES, quote=words, today=TODAY
                )
            done += 1
    return done


def make_bare(place: Path) -> None:
    """A database with one table and one index."""
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, claim INTEGER, words TEXT)")
        connection.execute("CREATE INDEX said_claim ON said (claim)")


def insert(place: Path, number: int, seconds: float) -> int:
    """Insert rows for so long, each in a transaction of its own; gives how many."""
    done, end = 0, time.perf_counter() + seconds
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        while time.perf_counter() < end:
            words = f"said {time.perf_counter_ns()} by {number}"
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO said (claim, words) VALUES (?, ?)", (number, words))
            connection.execute("COMMIT")
            done += 1
    return done


def count(book: Path, bare: Path) -> None:
    """Print how many rows came to be."""
    for place, table in ((bare, "said"), (book, "position")):
        with closing(sqlite3.connect(place)) as connection:
            (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            print(f"{place.stem}: {rows:,} rows of {table}")


if __name__ == "__main__":
    main()
