"""What stands at a notebook's path before the database is asked."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import Damaged, NotebookError
from kg.settings import usual


def make_room(path: Path) -> None:
    """Make the folder of a new notebook.

    Raises NotebookError when that cannot be, or when something else is in the notebook's place.
    """
    if _sort_of(path) != "nothing":
        check_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise NotebookError(
            f"The folder {path.parent} cannot be made: {error.strerror}.",
            "Name another place with --database.",
        ) from None


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A file under another name in the folder of `path`, for its owner alone, gone in the end.

    What is to stand at `path` is written there first: half a notebook is none, whenever the machine
    stops.
    """
    handle, name = tempfile.mkstemp(".part", ".kg.", path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{name}{ending}").unlink(missing_ok=True)


def put(part: Path, path: Path) -> None:
    """Let a file that is written be at `path`; raises FileExistsError where something is.

    Raises NotebookError where the log of a file that is gone would be taken for its own.
    """
    settle(part)
    refuse_logs(path)
    try:
        # A link takes no place that something else has taken meanwhile.
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # Some file systems know no links.
        part.replace(path)
    settle(path.parent)


def refuse_logs(path: Path) -> None:
    """Raise NotebookError where the log of a notebook that is gone waits for another one."""
    for ending in ("-wal", "-journal"):
        log = Path(f"{path.absolute()}{ending}")
        # Whoever has made a notebook here meanwhile may have a log: so that is looked for first.
        if log.exists() and log.stat().st_size and not path.exists():
            raise NotebookError(
                f"{log} is left from a notebook that is gone, and what it holds would get into "
                "another one in its place.",
                "Put the notebook back, or move the log away.",
            )


def settle(path: Path) -> None:
    """See that what was written is on the disk."""
    with suppress(OSError):  # Not all systems let a folder be opened.
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_file(path: Path) -> None:
    """Raise NotebookError when there is no SQLite file at a path; an empty one will do."""
    match _sort_of(path):
        case "nothing" if not path.parent.exists() and path != usual():
            raise NotebookError(
                f"There is no notebook at {path}, for its folder is not there.",
                "Connect the disk that it is on, or make one with kg init.",
            )
        case "nothing":
            raise NotebookError(
                f"There is no notebook at {path}.",
                "Make one with kg init, try kg demo, or name another with --database.",
            )
        case "directory":
            raise NotebookError(
                f"{path} is a directory, not a notebook.",
                "Name the file, such as notebook.db in it.",
            )
        case "device":
            raise NotebookError(f"{path} is no file.", "Name one, such as notebook.db.")
    if not _is_database(path):
        raise Damaged(
            f"{path} is not a notebook: it is no SQLite database.",
            "Name another file with --database; kg import reads other formats.",
        )


def check_copy(path: Path) -> None:
    """Raise NotebookError when there is no SQLite file at the path of a copy."""
    if (sort := _sort_of(path)) == "nothing":
        raise NotebookError(f"There is no copy at {path}.", "Name one that kg backup made.")
    if sort != "file" or not _is_database(path) or not path.stat().st_size:
        raise NotebookError(
            f"{path} is no copy of a notebook.",
            "Name one that kg backup made; kg import reads other formats.",
        )


def _is_database(path: Path) -> bool:
    """Whether a file is one of SQLite's, or empty."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}.") from None
    return not start or start == b"SQLite format 3\x00"


def _sort_of(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "nothing"
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise NotebookError(f"{str(path)!r} cannot be a path.", "Name another file.") from None
    # Reading from a pipe or a terminal would wait for ever.
    return "directory" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "device"
