"""Short forms of `make stress`, in processes of their own: they fork, and this one has threads."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def said(program: str, *words: object) -> list[str]:
    ran = subprocess.run(
        [sys.executable, HERE / program, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.splitlines()


def test_no_change_is_lost_or_half_made_when_kg_is_killed():
    *counts, last = said("killing.py", "--kills", 30, "--seed", 11)
    told = {what: int(number) for number, what in (line.split(None, 1) for line in counts)}
    assert last == "Nothing was lost, and nothing was half done."
    assert sum(number for what, number in told.items() if what.startswith("kills")) == 30
    assert told["commands that had ended"] > 0


def test_eight_processes_adding_deciding_and_importing_lose_nothing():
    assert said("crowding.py", "--processes", 8, "--rounds", 5) == [
        "288 claims, 88 positions, 8 resolutions, 10 speakers",
        "Nothing was lost, and nobody was told that the notebook is locked.",
    ]
