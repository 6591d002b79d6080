"""The benchmarks run, at sizes too small to say anything, and print what they are for."""

import re
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY, surroundings

FOLDER = REPOSITORY / "benchmarks"
RATIO = r"= \d+\.\d\d × (.+) \(cpu \d+\.\d\d ×, median of 1\)"
MEASURED = {
    "startup": {
        ("kg --version", 'python -c "import click"'),
        ("kg --help", 'python -c "import click"'),
    },
    "daily": {
        (command, baseline)
        for command in ("kg add", "kg due")
        for baseline in ('python -c "import sqlalchemy.orm"', "sqlite-utils insert")
    },
    "bulk_import": {("kg import", "executemany")},
}


@pytest.mark.parametrize("name", MEASURED)
def test_a_benchmark_prints_each_ratio_to_its_baseline(tmp_path, name):
    ran = subprocess.run(
        [sys.executable, str(FOLDER / f"{name}.py"), "--quick"],
        cwd=REPOSITORY,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = re.findall(rf"^(.+?) {RATIO}$", ran.stdout, re.MULTILINE)
    assert set(found) == MEASURED[name]


def test_every_benchmark_is_run_here_and_by_make():
    scripts = {path.stem for path in FOLDER.glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert scripts == MEASURED.keys()
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    assert all(name in makefile for name in MEASURED)
