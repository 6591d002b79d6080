"""Kills kg at random moments, and looks what became of the notebook.

    python tests/stress/killing.py --kills 1000 --seed 7

A worker runs commands and says which of them have ended. It is killed in the middle of one. Then
every command that had ended must have left its mark, no import may be half there, every copy must
be whole, and the doctor must find nothing. Upgrades and restores are killed by themselves: after
them the notebook is as before or as after, and doing it again does it.
"""

import argparse
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from kg.cli import main
from kg.store import checkup
from kg.store import database as databases
from kg.store.models import SCHEMA
from tests.conftest import surroundings

OLD = sorted((Path(__file__).parents[1] / "migrations" / "old").glob("*.sql"))
PORTION = 40
"""Claims in each file that is imported."""

LATEST = 0.8
"""Seconds after which a worker is killed at the latest."""


def kg(*words: object, curator: str = "") -> int:
    """Runs one command in this process; gives the code it ends with."""
    os.environ["KG_CURATOR"] = curator or "nobody"
    said = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(said), redirect_stderr(said):
        try:
            main([str(word) for word in words], prog_name="kg")
        except SystemExit as ended:
            return int(ended.code or 0)
    return 0


class Toll:
    """Kills at random moments in a folder of its own, and counts what became of the notebook."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.place = folder / "notebook.db"
        self.copies = folder / "copies"
        self.marks: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.turn = 0
        self.copies.mkdir(parents=True)
        os.environ.update(surroundings(folder))
        assert kg("init") == 0
        assert kg("add", "Prices fall", "--speaker", "Ada", "--by", "2020") == 0

    def kill(self) -> None:
        """One kill of whatever is at work, and a look at what it left."""
        self.turn += 1
        kind = self.chance.choices(("daily work", "an upgrade", "a restore"), (8, 1, 1))[0]
        {"daily work": self._work, "an upgrade": self._upgrade, "a restore": self._restore}[kind]()
        self.counts[f"kills in {kind}"] += 1

    def _work(self) -> None:
        prefix, seed = f"m{self.turn}", self.chance.random()
        ended = self._killed(lambda say: self._commands(prefix, seed, say))
        self.marks |= ended
        self.counts["commands that had ended"] += len(ended)
        self._look(prefix)

    def _commands(self, prefix: str, seed: float, say: Callable[[str], None]) -> None:
        chance = random.Random(seed)
        number = 0
        while True:
            number += 1
            mark = f"{prefix}-{number}"
            words = self._command(chance, mark)
            if kg(*words, curator=mark) == 0 and words[0] != "backup":
                say(mark)

    def _command(self, chance: random.Random, mark: str) -> list[str]:
        kinds = ("add", "resolve", "forecast", "import", "undo", "backup")
        match chance.choices(kinds, (6, 3, 2, 1, 1, 1))[0]:
            case "add":
                return ["add", f"Prices fall in {mark}", "--speaker", "央行", "--by", "2020"]
            case "resolve":
                outcome = chance.choice(("right", "wrong", "unclear"))
                return ["resolve", str(self._undecided()), outcome, "--note", mark]
            case "forecast":
                return ["forecast", "1", "Ada", f"{chance.randrange(101)}%", "--note", mark]
            case "import":
                return ["import", str(self._portion(mark))]
            case "undo":
                return ["undo"]
            case _:
                return ["backup", "--into", str(self.copies), "--keep", "3"]

    def _undecided(self) -> int:
        with closing(sqlite3.connect(self.place)) as connection:
            (found,) = connection.execute(
                "SELECT max(id) FROM prediction WHERE id NOT IN "
                "(SELECT prediction_id FROM resolution WHERE prediction_id IS NOT NULL)"
            ).fetchone()
            return int(found or 0)

    def _portion(self, mark: str) -> Path:
        path = self.folder / f"{mark}.jsonl"
        lines: list[dict[str, object]] = [{"kg": 1}]
        for number in range(PORTION):
            claim = {"id": f"{mark}-{number}", "kind": "opinion", "statement": {"en": mark}}
            lines.append({"claim": claim})
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
        return path

    def _look(self, prefix: str) -> None:
        with closing(sqlite3.connect(self.place)) as connection:
            made = {mark for (mark,) in connection.execute("SELECT curator FROM batch")}
            lost = self.marks - made
            assert not lost, f"{sorted(lost)} had ended, and are gone"
            # What was at work when it was killed may have come to be; it just could not say so.
            self.marks = made - {"nobody"}
            halves = connection.execute(
                "SELECT substr(uid, 1, instr(uid, '-') + instr(substr(uid, instr(uid, '-') + 1), "
                "'-') - 1) AS mark, count(*) AS many FROM claim WHERE uid LIKE :those "
                f"GROUP BY mark HAVING many <> {PORTION}",
                {"those": f"{prefix}-%-%"},
            ).fetchall()
            assert not halves, f"half an import: {halves}"
        look_over(self.place)
        for copy in self.copies.glob("[!.]*"):
            if copy.suffix == ".db":
                look_over(copy, (checkup.Part.FILE,))

    def _upgrade(self) -> None:
        place = self.folder / f"old-{self.turn}.db"
        with closing(sqlite3.connect(place)) as connection:
            connection.executescript(self.chance.choice(OLD).read_text("utf-8"))
        before = _claims(place)
        self._killed(lambda _: _ignored(kg("--database", place, "db", "upgrade")))
        assert _claims(place) == before
        assert kg("--database", place, "db", "upgrade") == 0
        with closing(sqlite3.connect(place)) as connection:
            (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert schema == SCHEMA
        assert _claims(place) == before
        look_over(place)
        for one in self.folder.glob(f"old-{self.turn}*"):
            one.unlink()

    def _restore(self) -> None:
        place, copy = self.folder / "restored.db", self.folder / "restored-copy.db"
        shutil.copy(self.place, place)
        for words in (["backup", copy], ["add", "Wages rise"]):
            assert kg("--database", place, *words) == 0
        states = (_claims(place), _claims(copy))
        self._killed(lambda _: _ignored(kg("--database", place, "restore", copy)))
        assert _claims(place) in states
        look_over(place)
        assert kg("--database", place, "restore", copy) == 0
        assert _claims(place) == states[1]
        for one in self.folder.glob("restored*"):
            one.unlink()

    def _killed(self, work: Callable[[Callable[[str], None]], None]) -> set[str]:
        """Does work in a process that is killed at a random moment; gives what it said."""
        reading, writing = os.pipe()
        worker = os.fork()
        if worker == 0:
            os.close(reading)
            try:
                work(lambda mark: _ignored(os.write(writing, f"{mark}\n".encode())))
            finally:
                os._exit(0)
        os.close(writing)
        time.sleep(self.chance.uniform(0, LATEST))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        with os.fdopen(reading, "rb") as said:
            return {*said.read().decode().split()}


def _ignored(_: object) -> None:
    """What was given back is not asked for."""


def _claims(place: Path) -> list[str]:
    with closing(sqlite3.connect(place)) as connection:
        found = connection.execute("SELECT uid, statement FROM claim ORDER BY id").fetchall()
        return [f"{uid} {statement}" for uid, statement in found]


def look_over(place: Path, parts: Iterable[checkup.Part] = tuple(checkup.Part)) -> None:
    """Fail when the doctor finds anything."""
    database = databases.open(place)
    try:
        for part in parts:
            found = [*checkup.faults(database, part)]
            assert not found, f"{place}: {part}: {found}"
    finally:
        database.close()


def run(folder: Path, kills: int, seed: int, tell: Callable[[str], None]) -> Counter[str]:
    """So many kills in a folder; raises AssertionError at the first that left something amiss."""
    toll = Toll(folder, seed)
    for number in range(1, kills + 1):
        toll.kill()
        if number % 100 == 0:
            tell(f"{number:,} kills")
    with closing(sqlite3.connect(toll.place)) as connection:
        (toll.counts["claims in the end"],) = connection.execute(
            "SELECT count(*) FROM claim"
        ).fetchone()
    return toll.counts


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Kill kg at random moments, and look.")
    options.add_argument("--kills", type=int, default=1_000)
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(Path(folder), chosen.kills, chosen.seed, print)
    for what, number in sorted(counts.items()):
        print(f"{number:>6,} {what}")
    print("Nothing was lost, and nothing was half done.")
