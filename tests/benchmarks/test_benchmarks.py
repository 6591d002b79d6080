"""The benchmarks run, at sizes too small to say anything, and print what they are for."""

import re
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY, surroundings

FOLDER = REPOSITORY / "benchmarks"
RATIO = r"= \d+\.\d\d × (.+) \(cpu \d+\.\d\d ×, median of [15]\)"
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
    "completion": {
        (typed, baseline)
        for typed in ("kg agree 1 Speaker 7<TAB>", "kg claim list stance:<TAB>")
        for baseline in ('python -c ""', 'python -c "import click"')
    },
    "scores": {("kg score", "pandas")},
    "due": {
        ("kg due", "pandas, due as of 2026-11-23"),
        ("kg due --as-of 2015-06-30", "pandas, due as of 2015-06-30"),
        (
            "kg claim list --as-of 2015-06-30 --limit 20",
            "pandas, claims as of 2015-06-30",
        ),
    },
    "bulk_import": {("kg import", "executemany")},
    "importing": {
        (subject, baseline)
        for subject in ("kg import", "kg export")
        for baseline in ("executemany", "sqlite-utils insert")
    },
    "merging": {("kg merge", "kg copy")},
    "adding": {
        ("a claim more in 200", "a claim more in 20"),
        ("kg add to 200", "kg add to 20"),
    },
    "engines": {(f"{name}, 10,000", "builtin, 10,000") for name in ("duckdb", "spark")},
    "layout": {
        (f"arrange, {graph}", f"spring_layout, {graph}")
        for graph in ("many concepts", "no concepts")
    },
}
ENGINES = ("kg", "LIKE", "FTS5 trigram")
ORDERS = [
    f"{wanted}, {order}"
    for wanted in ("predictions", "stances")
    for order in (
        "one merged list",
        "a list of its own",
        "longest first",
        "as they come",
        "at random",
    )
]


@pytest.mark.parametrize("name", MEASURED)
def test_a_benchmark_prints_each_ratio_to_its_baseline(tmp_path, name):
    found = re.findall(rf"^(.+?) {RATIO}$", run(tmp_path, name), re.MULTILINE)
    assert set(found) == MEASURED[name]


def test_camps_print_what_they_take_and_that_divisions_are_proved(tmp_path):
    # Where it is not installed, red-dwarf is not fetched for this.
    said = run(tmp_path, "camps")
    taken = r"[\d,.]+ ms +[\d,.]+ ms cpu"
    assert set(re.findall(rf"^(kg \w+) +{taken}", said, re.MULTILINE)) == {"kg camps", "kg ground"}
    proved = re.findall(r"^divide +(\d+) speakers .+ certified 2 of 2 by (.+)$", said, re.MULTILINE)
    assert proved == [("3", "every division"), ("10", "every division")]
    assert len(re.findall(r"^(?:vtaiwan|scoop).+: ", said, re.MULTILINE)) == 2


def test_searching_prints_what_each_engine_takes_and_finds(tmp_path):
    time, share = r" +([\d.]+) ms", r" +([\d.]+|–)"
    lines = re.findall(
        rf"^(.{{14}})  ({'|'.join(ENGINES)}) *{time}{time}{share}{share}(.*)$",
        run(tmp_path, "search"),
        re.MULTILINE,
    )
    assert [line[1] for line in lines] == [*ENGINES] * 4
    assert [line[0].strip() for line in lines[::3]] == [
        "1 character",
        "2 characters",
        "4 characters",
        "English phrase",
    ]
    # All that there is, and nothing else.
    assert {line[4:6] for line in lines if line[1] == "kg"} == {("1.000", "1.000")}
    assert [line[4] for line in lines[2::3]] == ["0.000", "0.000", "1.000", "1.000"]


def test_suggestions_are_measured_against_plain_orders(tmp_path, roundtable):
    said = suggest(tmp_path, "--folder", str(roundtable))
    found = re.findall(r"^(\w+, [\w ]+?)((?: +\d+%){4})$", said, re.MULTILINE)
    assert [name for name, _ in found] == ORDERS
    assert "  10%     20%     30%     40%\n" in said


def test_pages_are_measured_in_a_browser_against_those_of_pyvis(tmp_path):
    said = run(tmp_path, "map")
    assert re.findall(r"^(.+): [\d,]+ nodes, [\d,]+ edges$", said, re.MULTILINE) == [
        "round table",
        "60 nodes",
    ]
    measured = re.findall(r"^  ([a-z ]+?) +kg +[\d.]+ (s|ms|MB)", said, re.MULTILINE)
    each = ["built", "laid out", "file", "drawn", "answers", "whole", "moved", "zoomed", "heap"]
    assert [name for name, _ in measured] == each * 2
    ratios = re.findall(
        r"^  (\w+) .* pyvis +[\d.]+ (?:s|ms|MB) +=  *\d+\.\d\d ×", said, re.MULTILINE
    )
    # pyvis always writes its page; whether it settles in time depends on the machine.
    assert [name for name in ratios if name in {"built", "file"}] == ["built", "file"] * 2
    assert "  aim 0.90 MB: reached\n" in said


def test_growth_is_measured_command_by_command_and_against_pgbench(tmp_path):
    said = run(tmp_path, "growth", "--on", "sqlite", "--folder", str(tmp_path))
    commands = ["add", "show", "search", "due", "status", "status as of a day"]
    commands += ["score of one speaker", "score of all", "map of one speaker", "export"]
    assert re.findall(rf"^(.+) {RATIO}$", said, re.MULTILINE) == [
        (f"{command}, 200 claims", f"{command}, 100 claims") for command in commands
    ]
    slopes = r"^(.+) grows by the power of -?\d\.\d\d in cpu and -?\d\.\d\d in peak$"
    assert re.findall(slopes, said, re.MULTILINE) == commands
    said = run(tmp_path, "growth", "--on", "postgresql")
    shown = ["add", "show", "search", "due", "score of one speaker"]
    rates = (
        r"^(.+), 100 claims, (\d) clients?: [\d,.]+ a second = \d+\.\d+ × pgbench simple update$"
    )
    assert re.findall(rates, said, re.MULTILINE) == [
        (name, clients) for clients in "12" for name in shown
    ]


def test_writers_at_once_are_measured_against_bare_sqlite(tmp_path):
    said = run(tmp_path, "concurrency")
    ratios = r"^kg = 1/[\d.]+ × sqlite3 \((\d) writers?, median of 1\)$"
    assert re.findall(ratios, said, re.MULTILINE) == ["1", "4", "8"]


def test_without_the_round_table_nothing_is_measured(tmp_path):
    assert suggest(tmp_path, "--folder", str(tmp_path / "none")) == (
        f"The round table is not in {tmp_path / 'none'}, so nothing can be measured.\n"
    )


def suggest(home, *words):
    """What the benchmark of suggestions prints."""
    return run(home, "suggest", *words)


def run(home, name, *words):
    """What a benchmark prints."""
    ran = subprocess.run(
        [sys.executable, str(FOLDER / f"{name}.py"), "--quick", *words],
        cwd=REPOSITORY,
        env=surroundings(home) | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_every_benchmark_is_run_here_and_by_make():
    scripts = {path.stem for path in FOLDER.glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert scripts == MEASURED.keys() | {
        "camps",
        "concurrency",
        "growth",
        "map",
        "search",
        "suggest",
    }
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    (run_by_make,) = re.findall(r"^\t@for each in ([\w ]+); do", makefile, re.MULTILINE)
    assert scripts == set(run_by_make.split())
