"""Measures programs and work against a baseline that is measured in the same run, turn by turn."""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
} | {"PYTHONPATH": str(REPOSITORY)}
"""That of programs that are measured: Python keeps what it compiled, as on anybody's machine."""
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in what the system counts peaks by."""


@dataclass(frozen=True)
class Run:
    """What one run took: seconds by the clock, seconds of the processor, and bytes at its peak.

    No peak is known of what runs in the process that measures, or needs less than that does.
    """

    wall: float
    cpu: float
    peak: int = 0


def program(
    words: Sequence[str | Path],
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    says: str = "",
) -> Callable[[], Run]:
    """Runs a program in a process of its own; fails when it does, or does not print `says`."""

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
                env=ENVIRONMENT | dict(env or {}),
            )
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            # Popen is told that the end of its process was seen, so that it does not wait for it.
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            printed = said.read().decode()
            if process.returncode or says not in printed:
                sys.exit(f"{' '.join(map(str, words))}\n{printed}")
        # A process begins with the peak of the one that starts it.
        known = used.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak = used.ru_maxrss * UNIT if known else 0
        return Run(wall, used.ru_utime + used.ru_stime, peak)

    return run


def programs(
    words: Callable[[int], Sequence[str | Path]], env: Mapping[str, str] | None = None
) -> Callable[[], Run]:
    """Runs a program as `program` does, with other words each time: for 1, 2 and so on."""
    numbers = count(1)

    def run() -> Run:
        return program(words(next(numbers)), env)()

    return run


def within(work: Callable[[], object]) -> Callable[[], Run]:
    """Does some work in this process."""

    def run() -> Run:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        return Run(time.perf_counter() - wall, time.process_time() - cpu)

    return run


def reported(words: Sequence[str | Path]) -> Callable[[], Run]:
    """Runs a script of ours that prints what a part of its work took, as `report` does."""

    def run() -> Run:
        ran = subprocess.run(
            list(map(str, words)),
            env=ENVIRONMENT,
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
    run = within(work)()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
    print(json.dumps({"wall": run.wall, "cpu": run.cpu, "peak": peak}))


def compare(
    baselines: Mapping[str, Callable[[], Run]],
    subjects: Mapping[str, Callable[[], Run]],
    rounds: int,
    warm: int = 1,
) -> dict[str, list[Run]]:
    """Run all of them in turn, so many times, and print each subject's ratio to each baseline.

    Times are medians; with twenty rounds and more the 95th percentile stands beside them. So many
    rounds as are to `warm` the disk's cache come before and are not counted.
    """
    everything = {**baselines, **subjects}
    taken: dict[str, list[Run]] = {name: [] for name in everything}
    for number in range(warm + rounds):
        for name, run in everything.items():
            found = run()
            if number >= warm:
                taken[name].append(found)
    longest = max(map(len, everything))
    for name, runs in taken.items():
        print(f"{name:{longest}}  {_shown(runs)}")
    for subject in subjects:
        for baseline in baselines:
            wall = median(taken[subject], "wall") / median(taken[baseline], "wall")
            cpu = median(taken[subject], "cpu") / median(taken[baseline], "cpu")
            print(f"{subject} = {wall:.2f} × {baseline} (cpu {cpu:.2f} ×, median of {rounds})")
    return taken


def _shown(runs: Sequence[Run]) -> str:
    figures = [f"{ms(median(runs, 'wall'))}  {ms(median(runs, 'cpu'))} cpu"]
    if len(runs) >= 20:
        figures.append(f"95th percentile {ms(percentile([run.wall for run in runs], 95))}")
    if peak := max(run.peak for run in runs):
        figures.append(f"{peak / 2**20:5,.0f} MB")
    return "  ".join(figures)


def ms(seconds: float) -> str:
    """Milliseconds, to a hundredth when they are few."""
    return f"{seconds * 1000:8,.{2 if seconds < 0.1 else 0}f} ms"


def percentile(values: Sequence[float], percent: int) -> float:
    """The least value that so many per cent of all do not exceed."""
    return sorted(values)[-(-len(values) * percent // 100) - 1]


def median(runs: Sequence[Run], name: str) -> float:
    """The median of a figure over several runs."""
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
