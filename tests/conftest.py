"""What tests ask for by name: a notebook, the command line, a browser, a server, samples."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"
TODAY = "2026-11-23"
WIDTH = 100
RIG = {"KG_BROWSER", "KG_TEST_POSTGRES", "PYTHONHOME", "PYTHONPATH"}
"""What the rig needs from the environment. Other settings of Python's, such as unbuffered output,
would make programs that tests start behave as nobody else's do."""

# How long an example takes says more about the machine than about the code.
settings.register_profile(
    "kg",
    settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kg")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let tests be asked to keep their notebooks on a server."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="where notebooks are kept that tests ask for as `kg`, `home`, `notebook` or `session`",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server, leave out tests that have no notebook there, or have been on one already."""
    if not on_server(config):
        return
    kept = [item for item in items if _moves(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _moves(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return (
        bool(asked & {"home", "notebook"})
        # These ask for a server by themselves, or for one after a file.
        and not asked & {"postgres_url", "place", "database"}
        and item.get_closest_marker("file") is None
    )


def on_server(config: pytest.Config) -> bool:
    """Whether notebooks are kept on a server in this run."""
    return bool(config.getoption("--database") == "postgresql")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note which connections to databases a test makes."""
    from tests.rig.closing import made_meanwhile

    with made_meanwhile() as found:
        done = yield
    item.stash[_OPENED] = found
    return done


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fail a test that leaves one of them open: what it holds in memory would stay to the end."""
    from tests.rig.closing import left_open

    done = yield
    if left := left_open(item.stash.get(_OPENED, [])):
        pytest.fail(f"Left open: {', '.join(left)}", pytrace=False)
    item.stash[_OPENED] = []
    return done


_OPENED = pytest.StashKey[list[Any]]()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A home of the test's own: no notebook yet, no settings, a fixed day, width and time zone."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith(("KG_", "PYTHON"))]:
        if name not in RIG:
            monkeypatch.delenv(name)
    for name, value in surroundings(home).items():
        monkeypatch.setenv(name, value)
    if on_server(request.config):
        monkeypatch.setenv("KG_DATABASE", request.getfixturevalue("empty_url"))
    # In this process nothing is gained by waiting for the disk; programs that tests start do wait.
    monkeypatch.setattr("kg.store.engines.DURABLE", "OFF")
    monkeypatch.chdir(home)
    return home


def surroundings(home: Path) -> dict[str, str]:
    """The environment in which kg believes that `home` is all there is."""
    return {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "KG_DATABASE": str(home / "notebook.db"),
        "KG_CURATOR": "tester",
        "KG_TODAY": TODAY,
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TZ": "UTC",
    }


@dataclass(frozen=True)
class Answer:
    """What a command said; `output` is what it printed for people or scripts to read."""

    output: str
    stderr: str
    exit_code: int

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.output)


class Command(Protocol):
    """Runs `kg` with the words as typed, and fails unless it ends with `exit_code`."""

    def __call__(
        self,
        *words: object,
        exit_code: int = 0,
        stdin: str | bytes | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Answer: ...


@pytest.fixture
def kg(home: Path) -> Command:
    """The command line, run in this process: `kg("add", "…").output`."""
    from click.testing import CliRunner

    from kg.cli import main

    def run(
        *words: object,
        exit_code: int = 0,
        stdin: str | bytes | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Answer:
        result = CliRunner().invoke(
            main,
            [str(word) for word in words],
            input=stdin,
            env=env,
            prog_name="kg",
            catch_exceptions=False,
            terminal_width=WIDTH,
        )
        answer = Answer(result.stdout, result.stderr, result.exit_code)
        if answer.exit_code != exit_code:
            typed = " ".join(str(word) for word in words)
            pytest.fail(
                f"kg {typed}\nended with {answer.exit_code}, not {exit_code}, and said:\n"
                f"{result.output}",
                pytrace=False,
            )
        return answer

    return run


@pytest.fixture
def notebook(request: pytest.FixtureRequest) -> Iterator[Any]:
    """An empty notebook in memory, or on a server in a run that keeps notebooks there."""
    from kg.store import database
    from tests.rig.quick import empty_notebook

    if on_server(request.config):
        made = database.open(request.getfixturevalue("notebook_url"))
    else:
        made = empty_notebook()
    yield made
    made.close()


@pytest.fixture
def session(notebook: Any) -> Iterator[Any]:
    """A session on an empty notebook; what it changes is given up after the test."""
    with notebook.transaction("a test") as session:
        yield session
        session.rollback()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server, by the URL of its maintenance database."""
    from tests.rig.postgres import forget, server

    with server() as url:
        yield url
        forget(url)


@pytest.fixture
def empty_url(postgres: str) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database that others found empty, too, and left so."""
    from tests.rig.postgres import unused

    with unused(postgres) as url:
        yield url


@pytest.fixture
def notebook_url(postgres: str) -> Iterator[str]:
    """The SQLAlchemy URL of a new, empty notebook on a server."""
    from kg.store.database import create
    from tests.rig.postgres import database, keep

    keep(postgres, "new", lambda url: create(url).close())
    with database(postgres, "new") as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """The SQLAlchemy URL of an empty PostgreSQL database of the test's own."""
    from tests.rig.postgres import database

    with database(postgres) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, driven by Playwright.

    It ends with the file: while it is there its event loop runs, beside which none else may, as
    those of prompts and screens do in other files that the same process may have.
    """
    from playwright.sync_api import sync_playwright

    from tests.rig.browser import launch

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a file or HTML in the browser: `open_page(path, width=390, scheme="dark")`.

    Fails the test when a page asks for anything but itself, when its script fails, when it reports
    an error to the console or opens a dialog.
    """
    from tests.rig.pages import Reader

    reader = Reader(browser, tmp_path)
    yield reader.open
    reader.close()
    if reader.faults:
        pytest.fail("The page is at fault:\n" + "\n".join(reader.faults), pytrace=False)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Files that others wrote, kept beside the repository."""
    return beside("samples")


@pytest.fixture(scope="session")
def roundtable() -> Path:
    """The round table as it was published and curated, kept beside the repository."""
    return beside("roundtable")


def beside(name: str) -> Path:
    """A folder of ../shared; its absence skips the test, or fails it where CI is true."""
    folder = SHARED / name
    if not folder.is_dir():
        absent = f"../shared/{name} is not beside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(absent, pytrace=False)
        pytest.skip(absent)
    return folder
