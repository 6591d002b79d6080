"""A command line with a new notebook, some of it filled, and a look at the rows behind it."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, overload

import pytest

from tests.conftest import REPOSITORY, Answer, Command


def without_chance(output: str) -> str:
    """An output without the chance in its ids, and without the day on which it was made."""
    output = re.sub(r"(?m)^(  id .*)-\w{6}$", r"\1-…", output)
    return re.sub(r"(written down) \d{4}-\d\d-\d\d", r"\1 …", output)


@pytest.fixture
def kg(kg: Command, home: Path) -> Command:
    """The command line, with a new notebook; ids are shown without their chance."""

    def run(*words: object, **expected: Any) -> Answer:
        answer = kg(*words, **expected)
        return replace(answer, output=without_chance(answer.output))

    _begin(home, "empty", lambda: run("init"))
    return run


_begun: dict[str, bytes] = {}
"""Notebooks by name, as their files: made once and copied, which is quicker than made anew."""


def _begin(home: Path, name: str, make: Callable[[], object]) -> None:
    path = home / "notebook.db"
    if name in _begun:
        path.write_bytes(_begun[name])
    else:
        make()
        _begun[name] = path.read_bytes()


@pytest.fixture
def table(kg: Command, home: Path) -> Command:
    """The command line, with a notebook of two claims, a disagreement, a link and a prediction."""
    _begin(home, "table", lambda: _lay(kg))
    return kg


def _lay(kg: Command) -> None:
    kg(
        *("add", "Catching up takes years", "--zh", "追赶需要数年", "--speaker", "颜水成"),
        *("--about", "o1", "--said", "2024-09-14", "--quote", "以年为单位"),
        *("--source", "Round table", "--by", "2026-09"),
    )
    kg(
        *("add", "Catching up takes months", "--speaker", "汪华"),
        *("--about", "o1", "--said", "2024-09-14"),
    )
    kg("disagree", 1, "汪华", "--said", "2024-09-14", "--quote", "没那么久")
    kg("link", "add", 2, "opposes", 1, "--note", "years or months")
    kg("forecast", 1, "颜水成", "80%", "--on", "2024-09-14")


@pytest.fixture
def rows(home: Path) -> Callable[[], list[str]]:
    """Everything that the notebook's file holds, as SQL."""

    def dump() -> list[str]:
        with sqlite3.connect(home / "notebook.db") as connection:
            return list(connection.iterdump())

    return dump


def without_times(text: str) -> str:
    """`text` with NOW for each moment at which something was done."""
    return re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d\+00:00)?", "NOW", text)


@overload
def run(
    *words: str | bytes, encoding: str = "utf-8", **options: Any
) -> subprocess.CompletedProcess[str]: ...


@overload
def run(
    *words: str | bytes, encoding: None, **options: Any
) -> subprocess.CompletedProcess[bytes]: ...


def run(
    *words: str | bytes, encoding: str | None = "utf-8", **options: Any
) -> subprocess.CompletedProcess[Any]:
    """The program in a process of its own, in the environment that the fixture `home` has set."""
    settings: dict[str, Any] = {"capture_output": True, "encoding": encoding}
    settings |= options
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)} | settings.pop("env", {})
    command = [sys.executable, "-m", "kg", *words]
    return subprocess.run(command, env=environment, check=False, **settings)
