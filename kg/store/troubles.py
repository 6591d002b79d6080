"""The database's own errors, as sentences for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from kg.errors import KgError, NotebookError


@contextmanager
def troubles_named(place: str) -> Iterator[None]:
    """Turn the database's own errors about the file or server into sentences."""
    try:
        yield
    except DBAPIError as error:
        if named := _named(error, place):
            raise named from error
        raise


_LOST = (
    "was lost: the server ended the connection before it said that all was done",
    "Look with kg history whether the change is there, and do it again if not.",
)

_TROUBLES = (
    (
        "readonly database",
        "cannot be changed: it is read-only",
        "Change its permissions or copy it.",
    ),
    ("file is not a database", "is not a notebook: it is no SQLite database", "Name another file."),
    ("malformed", "is damaged", "Restore a backup of it: kg restore FILE."),
    ("disk is full", "cannot grow: the disk is full; nothing was changed", "Free some space."),
    ("unable to open", "cannot be opened", "See that its folder exists and may be written to."),
    ("lock timeout", "is busy: another program has been changing it for too long", "Try again."),
    ("locked", "is busy: another program has been changing it for too long", "Try again."),
    ("disk i/o error", "cannot be read or written: the disk failed", "Check the disk."),
    ("failed to resolve", "cannot be reached", "See that the URL is right."),
    ("server closed the connection", *_LOST),
    ("terminating connection", *_LOST),
    ("the connection is lost", *_LOST),
    ("connection failed", "cannot be reached", "See that the server runs and the URL is right."),
    ("permission denied", "may not be changed by this user", "Ask its owner for the right to."),
    (
        "read-only transaction",
        "cannot be changed: it is read-only",
        "Ask its owner for the right to.",
    ),
)


def _named(error: DBAPIError, place: str) -> KgError | None:
    said = str(error.orig).lower()
    for words, what, remedy in _TROUBLES:
        if words in said:
            return NotebookError(f"The notebook {place} {what}.", remedy)
    return None
