"""The database's own errors, as sentences for people."""

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from kg.errors import Crossed, Damaged, DiskFull, KgError, NotebookError


@contextmanager
def troubles_named(place: str, done: str = "read", *, opening: bool = False) -> Iterator[None]:
    """Turn the database's own errors about the file or server into sentences.

    `done` is what was done with the notebook: it was read or changed. What fails in `opening` it
    fails for `kg doctor` as well.
    """
    try:
        yield
    except DBAPIError as error:
        if named := _named(error, place, done, opening):
            raise named from error
        raise


_DAMAGES = (
    # What does not begin as a file of SQLite does was refused before SQLite was asked.
    ("file is not a database", ""),
    ("malformed", ""),
    ("could not decode to utf-8", ": it holds bytes that are no text"),
)
"""How a notebook is damaged, by the words of SQLite."""

_REACHING = (
    (
        "too many clients|too many connections|connection slots",
        "too many are connected to the server",
        "Try again.",
    ),
    (
        "is (starting up|shutting down)|recovery mode|not yet accepting",
        "the server is starting or stopping",
        "Try again in a moment.",
    ),
    (
        "authentication failed|no password supplied",
        "the server does not take this user with this password",
        "See that both are right: a password belongs into ~/.pgpass or PGPASSWORD.",
    ),
    (
        "role .* does not exist",
        "the server knows no such user",
        "See that the user in the URL is right.",
    ),
    (
        "database .* does not exist",
        "the server has no such database",
        "See that the name in the URL is right, or make it: createdb NAME.",
    ),
    ("pg_hba.conf", "the server lets nobody in that way", "Ask its keeper to, in pg_hba.conf."),
    (
        "permission denied for database|not currently accepting",
        "this database is closed to this user",
        "Ask its owner for the right to.",
    ),
    (
        "certificate|does not support ssl|ssl error",
        "its transport is not what the URL asks for",
        "See sslmode and sslrootcert in the URL, and the certificate of the server.",
    ),
    ("failed to resolve", "there is no such host", "See that the host in the URL is right."),
    (
        "connection refused|no such file or directory",
        "no server answers there",
        "See that the server runs, and that host and port in the URL are right.",
    ),
    (
        "timeout expired|timed out|no route to host|network is unreachable",
        "the server does not answer in time",
        "See that the network leads to it, and that host and port in the URL are right.",
    ),
    (
        "invalid connection option|invalid .* value|bad value|definition of service|unrecognized",
        "the URL says something that the server's driver does not know",
        "See what follows the question mark in it.",
    ),
    ("", "the server takes no connection", "See that the server runs and the URL is right."),
)
"""Why no connection was made, by the words of the driver or the server."""

_CONNECTING = re.compile(
    "^connection failed|^connection is bad|^connection timeout|^failed to resolve"
    "|^invalid connection option|^bad value for|too many clients|too many connections"
    "|connection slots"
)
"""What is said where no connection was made, so that the server was asked nothing yet."""

_FULL = ("disk is full", "no space left on device")

_TROUBLES = (
    (
        "readonly database",
        "cannot be changed: it is read-only",
        "Change its permissions or copy it.",
    ),
    ("unable to open", "cannot be opened", "See that its folder exists and may be written to."),
    ("lock timeout", "is busy: another program has been changing it for too long", "Try again."),
    ("locked", "is busy: another program has been changing it for too long", "Try again."),
    ("disk i/o error", "cannot be read or written: the disk failed", "Check the disk."),
    ("statement timeout", "took longer than the server allows", "Ask its keeper for more time."),
    ("permission denied", "may not be {done} by this user", "Ask its owner for the right to."),
    ("must be owner", "may be upgraded by its owner only", "Ask its owner to run kg db upgrade."),
    (
        "read-only transaction",
        "cannot be changed: it is read-only",
        "Ask its owner for the right to.",
    ),
)


_CROSSED = {"40001", "40P01"}
"""What PostgreSQL calls a serialization failure and a deadlock."""

_LOST = (
    "server closed the connection",
    "terminating connection",
    "the connection is lost",
    "the connection is closed",
    "could not receive data",
    "could not send data",
    "ssl connection has been closed",
)


def is_lost(error: DBAPIError) -> bool:
    """Whether the server, or what leads to it, ended the connection."""
    said = str(error.orig).lower()
    return error.connection_invalidated or any(words in said for words in _LOST)


def _said(error: DBAPIError) -> str:
    """What went wrong, in the database's words alone: PostgreSQL adds what people wrote."""
    diagnosis = getattr(error.orig, "diag", None)
    return str(getattr(diagnosis, "message_primary", None) or error.orig).lower()


def _lacks_room(error: DBAPIError) -> bool:
    """Whether SQLite could not make room for the index of its log, and calls that a failed disk."""
    return getattr(error.orig, "sqlite_errorname", None) == "SQLITE_IOERR_SHMSIZE"


def damaged(place: str, how: str = "", *, opening: bool = False) -> Damaged:
    """That the notebook at `place` is damaged, with how, and what helps."""
    # It need not be the notebook that commands mean: another may be merged or copied.
    kg = f"kg --database {shlex.quote(place)}"
    return Damaged(
        f"The notebook {place} is damaged{how}.",
        f"Restore a backup of it: {kg} restore FILE."
        if opening
        else f"See what is damaged, and what mends it: {kg} doctor.",
    )


def _named(error: DBAPIError, place: str, done: str, opening: bool) -> KgError | None:
    if getattr(error.orig, "sqlstate", None) in _CROSSED:
        return Crossed(
            f"The notebook {place} is busy: another change crossed this one; nothing was changed.",
            "Do it again.",
        )
    said = _said(error)
    if _CONNECTING.search(said):
        why, remedy = next((why, how) for words, why, how in _REACHING if re.search(words, said))
        return NotebookError(f"The notebook {place} cannot be reached: {why}.", remedy)
    for words, how in _DAMAGES:
        if words in said:
            return damaged(place, how, opening=opening)
    if any(words in said for words in _FULL) or _lacks_room(error):
        return DiskFull(
            f"The notebook {place} cannot grow: the disk is full; nothing was changed.",
            "Free some space.",
        )
    for words, what, remedy in _TROUBLES:
        if words in said:
            return NotebookError(f"The notebook {place} {what.format(done=done)}.", remedy)
    if is_lost(error):
        return NotebookError(
            f"The notebook {place} was lost: the server ended the connection.", "Do it again."
        )
    return None
