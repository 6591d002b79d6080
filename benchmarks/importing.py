"""`kg import` of a Polis export against bare inserts of the same rows, and against sqlite-utils.

kg reads and checks the files, finds the last vote of each pair, plans, inserts with all indexes and
the history; `executemany` only inserts what came of it, into the same tables with the same indexes,
from rows that are in memory already; `sqlite-utils insert` copies votes.csv into one table without
an index. kg and sqlite-utils are measured as whole processes. Memory is that at the peak. Export is
that of JSON Lines.
"""

import csv
import random
import sys
import tempfile
from pathlib import Path

import measure

STATEMENTS = 500
SIZES = (50_000, 1_000_000)


def main() -> None:
    """Measure each size and print the ratios."""
    chosen = measure.arguments(str(__doc__))
    for votes in (200,) if chosen.quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="kg-importing-") as name:
            compare(
                Path(name), votes, chosen.rounds or (1 if chosen.quick or votes > 100_000 else 3)
            )


def compare(folder: Path, votes: int, rounds: int) -> None:
    """Print what one size takes."""
    talk = folder / "talk"
    write(talk, votes)
    print(
        f"{votes:,} votes of {votes // 100:,} participants on {min(STATEMENTS, votes)} statements"
    )
    book = {"KG_DATABASE": str(folder / "notebook.db")}
    fresh = measure.python(
        "import sys; from pathlib import Path; from kg.store import database\n"
        "for end in ('', '-wal', '-shm'): Path(sys.argv[1] + end).unlink(missing_ok=True)\n"
        "database.create(sys.argv[1]).close()"
    )
    taking = measure.program([*measure.KG, "import", talk], env=book, says="positions")

    def importing() -> measure.Run:
        measure.program([*fresh, folder / "notebook.db"])()
        return taking()

    importing()
    (folder / "notebook.db").rename(folder / "model.db")
    bulk: list[str | Path] = [sys.executable, Path(__file__).parent / "bulk_import.py"]
    utils = measure.python("from sqlite_utils.cli import cli; cli()")

    def inserting() -> measure.Run:
        (folder / "utils.db").unlink(missing_ok=True)
        words: list[str | Path] = [
            *utils,
            "insert",
            folder / "utils.db",
            "votes",
            talk / "votes.csv",
            "--csv",
        ]
        return measure.program(words)()

    baselines = {
        "executemany": measure.reported([*bulk, "insert", folder]),
        "sqlite-utils insert": inserting,
    }
    exporting = measure.program([*measure.KG, "export", folder / "out.jsonl"], env=book)
    measure.compare(baselines, {"kg import": importing, "kg export": exporting}, rounds, warm=0)


def write(folder: Path, votes: int) -> None:
    """An export of invented votes, a few of them cast again."""
    chance = random.Random(1)
    folder.mkdir()
    with (folder / "comments.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["timestamp", "comment-id", "author-id", "moderated", "comment-body"])
        for number in range(min(STATEMENTS, votes)):
            words = " ".join(chance.choices(["cars", "buses", "trains", "fares"], k=9))
            table.writerow([1726860000000 + number, number, number % 90, 1, f"{number}: {words}"])
    with (folder / "votes.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["timestamp", "comment-id", "voter-id", "vote"])
        for number in range(votes):
            voter, statement = number % (votes // 100), chance.randrange(min(STATEMENTS, votes))
            time = 1726860000000 + number * 1000
            table.writerow([time, statement, voter, chance.choice((1, 1, 0, -1))])


if __name__ == "__main__":
    main()
