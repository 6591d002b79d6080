"""Another notebook that is to be read beside one: a file, one on a server, or a text of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.engine import URL

from kg.errors import Invalid
from kg.formats import files
from kg.formats.places import place_of
from kg.formats.registry import recognised
from kg.notebook.records import apply
from kg.store import database
from kg.store.database import Database


class Other(NamedTuple):
    """A notebook that is open to be read."""

    notebook: Database
    timeless: bool
    """Whether it is a text, which has no history, and was read into a notebook in memory."""


@contextmanager
def opened(place: str, beside: URL, today: date) -> Iterator[Other]:
    """The notebook at a path or URL, which is not the one that it is to be read `beside`.

    Raises Invalid where it is that one, no notebook, or on the web.
    """
    if place.lower().startswith(("http://", "https://")):
        raise Invalid(
            "A notebook is not fetched from the web.", "Download it, and name the file here."
        )
    path = None if "://" in place else Path(place)
    timeless = path is not None and (path.is_dir() or _is_text(path))
    if path is not None and timeless:
        notebook = _read(path, today)
    elif _same(database.url_of(place), beside):
        raise Invalid("That is this notebook itself.", "Name another one.")
    else:
        notebook = database.open(place)
    try:
        yield Other(notebook, timeless)
    finally:
        notebook.close()


def _same(one: URL, other: URL) -> bool:
    paths = [database.path_of(url) for url in (one, other)]
    if paths[0] is not None and paths[1] is not None:
        return paths[0].resolve() == paths[1].resolve()
    return one.set(password=None) == other.set(password=None)


def _is_text(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return not stream.read(16).startswith(b"SQLite format 3")
    except OSError:
        # What is wrong with it is said where it is opened.
        return False


def _read(path: Path, today: date) -> Database:
    found = None if path.is_dir() else recognised(place_of(path))
    if not path.is_dir() and (found is None or found.name not in ("yaml", "jsonl")):
        raise Invalid(f"{path} is no notebook of kg.", f"Take it in with kg import {path}.")
    documents = files.read(path)
    notebook = database.create("sqlite://")
    try:
        with notebook.transaction("read") as session:
            apply.take_in(session, documents, today)
    except BaseException:
        notebook.close()
        raise
    return notebook
