"""Many processes change one notebook at the same time, and nothing of it may be lost.

python tests/stress/crowding.py --processes 8 --rounds 20
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.conftest import surroundings
from tests.stress.killing import kg, look_over

PORTION = 30
"""Claims in each file that is imported."""


def run(folder: Path, processes: int, rounds: int) -> dict[str, int]:
    """Let them add, agree, decide and import; raises AssertionError when a thing is amiss."""
    os.environ.update(surroundings(folder))
    assert kg("init") == 0
    for number in range(processes):
        assert kg("add", f"Prices fall in {number}", "--speaker", "Ada", "--by", "2020") == 0
        _write_portion(folder, number)
    codes = _together(processes, lambda number: _work(folder, number, rounds))
    assert codes == [0] * processes, f"commands ended with {codes}"
    counts = _counts(folder / "notebook.db")
    wanted = {
        "claim": processes * (1 + rounds + PORTION),
        "position": processes * (1 + 2 * rounds),
        "resolution": processes,
        "speaker": 2 + processes,
    }
    assert counts == wanted, f"{counts} are there, and not {wanted}"
    look_over(folder / "notebook.db")
    return counts


def _write_portion(folder: Path, number: int) -> None:
    lines: list[dict[str, object]] = [{"kg": 1}]
    for one in range(PORTION):
        claim = {"id": f"c-{number}-{one}", "kind": "fact", "statement": {"en": f"{number} {one}"}}
        lines.append({"claim": claim})
    (folder / f"{number}.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))


def _work(folder: Path, number: int, rounds: int) -> int:
    for turn in range(rounds):
        told = f"{number} {turn}"
        commands: list[list[object]] = [
            ["add", f"Wages rise in {told}", "--speaker", f"Speaker {number}", "--new"],
            ["agree", number + 1, "Bob", "--said", str(2000 + turn), "--note", told],
            ["import", folder / f"{number}.jsonl"],
        ]
        if turn == 0:
            commands.append(["resolve", number + 1, "right", "--note", told])
        for words in commands:
            if code := kg(*words):
                return code
    return 0


def _together(processes: int, work: Callable[[int], int]) -> list[int]:
    """Does work in so many processes at once; gives the codes with which they end."""
    workers = []
    for number in range(processes):
        worker = os.fork()
        if worker == 0:
            code = 70
            try:
                code = work(number)
            finally:
                os._exit(code)
        workers.append(worker)
    return [os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers]


def _counts(place: Path) -> dict[str, int]:
    with closing(sqlite3.connect(place)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("claim", "position", "resolution", "speaker")
        }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Let many processes change one notebook.")
    options.add_argument("--processes", type=int, default=8)
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        found = run(Path(made), chosen.processes, chosen.rounds)
    print(", ".join(f"{number:,} {table}s" for table, number in found.items()))
    print("Nothing was lost, and nobody was told that the notebook is locked.")
