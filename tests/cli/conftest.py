"""A command line with a new notebook, some of it filled, and a look at the rows behind it."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, overload

import pytest

from tests.conftest import REPOSITORY, Answer, Command, on_server


def without_chance(output: str) -> str:
    """An output without the chance in its ids, and without the day on which it was made."""
    output = re.sub(r"(?m)^(  id .*)-\w{6}$", r"\1-…", output)
    return re.sub(r"(written down) \d{4}-\d\d-\d\d", r"\1 …", output)


@pytest.fixture
def kg(kg: Command, begin: "Begin", request: pytest.FixtureRequest) -> Command:
    """The command line, with a new notebook; ids are shown without their chance."""

    def run(*words: object, **expected: Any) -> Answer:
        answer = kg(*words, **expected)
        return replace(answer, output=without_chance(answer.output))

    if "table" not in request.fixturenames:
        begin("new", lambda: run("init"))
    return run


Begin = Callable[[str, Callable[[], object]], None]


@pytest.fixture
def begin(
    home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Begin]:
    """Lets the test begin with a copy of the notebook of a name, which is made but once."""
    if not on_server(request.config):
        yield lambda name, make: _begin_with_file(home / "notebook.db", name, make)
        return
    from tests.rig import postgres

    server = request.getfixturevalue("postgres")

    def make_at(url: str, make: Callable[[], object]) -> None:
        monkeypatch.setenv("KG_DATABASE", url)
        make()

    with ExitStack() as copies:

        def begin(name: str, make: Callable[[], object]) -> None:
            postgres.keep(server, f"cli {name}", lambda url: make_at(url, make))
            url = copies.enter_context(postgres.database(server, f"cli {name}"))
            monkeypatch.setenv("KG_DATABASE", url)

        yield begin


_begun: dict[str, bytes] = {}
"""Notebooks by name, as their files: made once and copied, which is quicker than made anew."""


def _begin_with_file(path: Path, name: str, make: Callable[[], object]) -> None:
    if name in _begun:
        path.write_bytes(_begun[name])
    else:
        make()
        _begun[name] = path.read_bytes()


@pytest.fixture
def table(kg: Command, begin: Begin) -> Command:
    """The command line, with a notebook of two claims, a disagreement, a link and a prediction."""
    begin("table", lambda: lay(kg))
    return kg


def lay(kg: Command) -> None:
    """Make the notebook of `table`, in place of one that may be there."""
    if "://" not in (place := os.environ["KG_DATABASE"]):
        Path(place).unlink(missing_ok=True)
    kg("init")
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
    """Everything that the notebook's file or database holds, as text."""

    def dump() -> list[str]:
        if "://" in (place := os.environ["KG_DATABASE"]):
            return _rows_at(place)
        with sqlite3.connect(home / "notebook.db") as connection:
            return list(connection.iterdump())

    return dump


def _rows_at(url: str) -> list[str]:
    from sqlalchemy import create_engine, select

    from kg.store.models import Base

    engine = create_engine(url)
    with engine.connect() as connection:
        found = [
            f"{table.name}: {row}"
            for table in Base.metadata.sorted_tables
            for row in sorted(map(str, connection.execute(select(table))))
        ]
    engine.dispose()
    return found


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
