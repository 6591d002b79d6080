"""The benchmarks run, and print ratios against their baselines."""

import re
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

SCRIPTS = {
    "startup": ("import click", ["kg --version", "kg --help"]),
    "daily": ("import sqlalchemy.orm", ["kg add", "kg due"]),
    "bulk_import": ("executemany", ["kg import"]),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_benchmark_prints_each_ratio(name: str) -> None:
    baseline, measured = SCRIPTS[name]
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "benchmarks" / f"{name}.py"), "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    for one in measured:
        assert re.search(rf"{one} +\d+\.\d{{3}} s   \d+\.\d\d × {baseline}", done.stdout), (
            done.stdout
        )


def test_every_benchmark_is_tried_here() -> None:
    scripts = {path.stem for path in (REPOSITORY / "benchmarks").glob("*.py")}
    assert scripts - {"measure", "inventing"} == set(SCRIPTS)
