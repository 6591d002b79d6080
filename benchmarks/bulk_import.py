"""`kg import` of 100,000 positions with their history against bare inserts of the same rows.

kg reads JSON Lines, checks them, finds out what they refer to, plans, inserts, writes the history
and indexes all words for search; the baseline, sqlite3's `executemany`, only inserts, into the same
tables with the same indexes but that for search. Each is measured in a process of its own, without
the time to load its libraries; memory is that of the process at its peak.
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import measure
import notebooks


def main() -> None:
    """Measure both and print the ratio."""
    chosen = measure.arguments(str(__doc__))
    claims = 20 if chosen.quick else 10_000
    with tempfile.TemporaryDirectory(prefix="kg-bulk-") as name:
        folder = Path(name)
        notebooks.write(folder / "notebook.jsonl", claims, positions=10)
        size = (folder / "notebook.jsonl").stat().st_size / 2**20
        print(f"{claims * 10:,} positions on {claims:,} claims, {size:,.0f} MB of JSON Lines")
        script = [sys.executable, __file__]
        # What kg makes of it is what the baseline inserts.
        measure.reported([*script, "import", folder])()
        (folder / "imported.db").rename(folder / "model.db")
        measure.compare(
            {"executemany": measure.reported([*script, "insert", folder])},
            {"kg import": measure.reported([*script, "import", folder])},
            rounds=chosen.rounds or (1 if chosen.quick else 5),
        )


def measure_import(folder: Path) -> None:
    """Take the lines into a new notebook, its history included."""
    from kg.formats import files
    from kg.notebook.records import apply
    from kg.store import database

    place = fresh(folder / "imported.db")

    def work() -> None:
        with closing(database.create(place)) as book, book.transaction("import") as session:
            apply.apply(session, apply.plan(session, files.read(folder / "notebook.jsonl")))

    measure.report(work)


def measure_insert(folder: Path) -> None:
    """Insert the rows of a notebook, without its history and search index, into the same tables."""
    with closing(sqlite3.connect(folder / "model.db")) as model:
        schema = [
            sql
            for (sql,) in model.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                "AND name NOT LIKE 'entry%' ORDER BY type = 'index'"
            )
        ]
        tables = [
            name
            for (name,) in model.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "alembic", "batch", "revision", "entry"))
        ]
        rows = {name: model.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    place = fresh(folder / "inserted.db")

    def work() -> None:
        with closing(sqlite3.connect(place)) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            for sql in schema:
                connection.execute(sql)
            for name, some in rows.items():
                if some:
                    marks = ", ".join("?" * len(some[0]))
                    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", some)

    measure.report(work)


def fresh(path: Path) -> Path:
    """The path of a database of which nothing is left."""
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return path


if __name__ == "__main__":
    if sys.argv[1:2] == ["import"]:
        measure_import(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["insert"]:
        measure_insert(Path(sys.argv[2]))
    else:
        main()
