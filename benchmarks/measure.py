"""Measures programs and work against a baseline that is measured in the same run, turn by turn."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True)
class Run:
    """What one run took: seconds by the clock, seconds of the processor, and bytes at its peak."""

    wall: float
    cpu: float
    peak: int


def program(
    words: Sequence[str | Path], env: Mapping[str, str] | None = None, stdin: str = ""
) -> Callable[[], Run]:
    """Runs a program in a process of its own; fails when it does."""

    def run() -> Run:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
            given.write(stdin.encode())
            given.seek(0)
            started = time.perf_counter()
            process = subprocess.Popen(
                list(map(str, words)),
                stdin=given,
                stdout=said,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | dict(env or {}),
            )
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            # Popen is told that the end of its process was seen, so that it does not wait for it.
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            if process.returncode:
                sys.exit(f"{' '.join(map(str, words))}\n{said.read().decode()}")
        unit = 1 if sys.platform == "darwin" else 1024
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)

    return run


def reported(words: Sequence[str | Path]) -> Callable[[], Run]:
    """Runs a script of ours that prints what a part of its work took, as `report` does."""

    def run() -> Run:
        ran = subprocess.run(
            list(map(str, words)),
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            sys.exit(f"{' '.join(map(str, words))}\n{ran.stdout}{ran.stderr}")
        return Run(**json.loads(ran.stdout))

    return run


def report(work: Callable[[], object]) -> None:
    """Do some work and print what it took, for `reported`."""
    import resource

    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak}))


def compare(
    baselines: Mapping[str, Callable[[], Run]],
    subjects: Mapping[str, Callable[[], Run]],
    rounds: int,
) -> None:
    """Run all of them in turn, so many times, and print each subject's ratio to each baseline.

    Times are medians. One round before, which is not counted, warms the disk's cache.
    """
    everything = {**baselines, **subjects}
    taken: dict[str, list[Run]] = {name: [] for name in everything}
    for number in range(rounds + 1):
        for name, run in everything.items():
            found = run()
            if number:
                taken[name].append(found)
    longest = max(map(len, everything))
    for name, runs in taken.items():
        wall, cpu = _median(runs, "wall"), _median(runs, "cpu")
        peak = max(run.peak for run in runs) / 2**20
        print(
            f"{name:{longest}}  {wall * 1000:8,.0f} ms  {cpu * 1000:8,.0f} ms cpu  {peak:5,.0f} MB"
        )
    for subject in subjects:
        for baseline in baselines:
            wall = _median(taken[subject], "wall") / _median(taken[baseline], "wall")
            cpu = _median(taken[subject], "cpu") / _median(taken[baseline], "cpu")
            print(f"{subject} = {wall:.2f} × {baseline} (cpu {cpu:.2f} ×, median of {rounds})")


def _median(runs: Sequence[Run], name: str) -> float:
    return float(statistics.median(getattr(run, name) for run in runs))


def python(code: str) -> list[str]:
    """A fresh interpreter that runs some code."""
    return [sys.executable, "-c", code]


# What the installed `kg` does, without asking that it is installed here.
KG = python("from kg.cli import run; run()")


def arguments(description: str) -> argparse.Namespace:
    """The command line of a benchmark."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that it works")
    parser.add_argument("--rounds", type=int, help="how many times each is measured")
    return parser.parse_args()
