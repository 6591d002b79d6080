"""From a path to the records in it, and from a notebook to a file, whichever the format."""

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from kg.errors import Invalid, KgError
from kg.formats import documents, registry
from kg.formats.places import place_of
from kg.notebook.records.plans import Document


def read(
    path: Path, format: str | None = None, mapping: dict[str, str] | None = None
) -> list[Document]:
    """The records of a file, or of all files in a folder; raises KgError when there are none.

    The format is recognised unless it is named. Hidden files and folders, such as those of editors
    and version control, are passed over. `mapping` says which column of a table is which field.
    """
    return documents.read(place_of(path, mapping), format)


def format_of(path: Path) -> str:
    """The format that a file's ending asks for."""
    try:
        return registry.for_ending(path.suffix).name
    except Invalid as error:
        said = (
            "an ending that does not say the format"
            if registry.has_files(path.suffix)
            else ("an ending that is not known")
        )
        raise Invalid(f"{path} has {said}.", error.remedy) from None


def refuse_notebook(path: Path) -> None:
    """Raise KgError when `path` is a database, which a slip must not overwrite."""
    try:
        with path.open("rb") as file:
            is_database = file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return
    if is_database:
        raise KgError(f"{path} is a database, perhaps a notebook.", "Name another file.")


@contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """A text file that appears under its name only when all of it is written.

    Until then, and for ever when writing fails, what stood there stays. A link to a file stays a
    link, and a file that is replaced leaves its permissions to the new one. Devices and pipes are
    written as it comes. Raises KgError when it cannot be written.
    """
    with _written(path, "", encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def written_bytes(path: Path) -> Iterator[IO[bytes]]:
    """A file of bytes that is written as `written_whole` writes texts."""
    with _written(path, "b") as stream:
        yield stream


@contextmanager
def _written(path: Path, sort: str, **how: str) -> Iterator[IO[Any]]:
    if path.is_dir():
        raise KgError(f"{path} is a directory.", "Name a file in it.")
    try:
        if path.exists() and not path.is_file():
            with path.open(f"w{sort}", **how) as stream:  # type: ignore[call-overload] # of either
                yield stream
            return
        target = Path(os.path.realpath(path))
        new = target.with_name(f".kg-{secrets.token_hex(6)}")
        try:
            # Made anew, so that its permissions are those that the user's mask leaves.
            with new.open(f"x{sort}", **how) as stream:  # type: ignore[call-overload] # the same
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                new.chmod(stat.S_IMODE(target.stat().st_mode))
            new.replace(target)
        finally:
            with suppress(OSError):
                new.unlink()
    except OSError as error:
        raise KgError(
            f"{path} cannot be written: {error.strerror}.", "Name another place."
        ) from None


@contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """A new folder that appears under its name only when all of it is written.

    A folder that stands there is replaced only when it is empty or was written so before, which a
    file in it tells: nobody's own files are lost. Raises KgError when it cannot be written.
    """
    mark = ".kg-export"
    if path.exists() and (
        not path.is_dir() or (any(path.iterdir()) and not (path / mark).exists())
    ):
        raise KgError(
            f"{path} is there already and was not written by kg.", "Name a folder that is new."
        )
    target = Path(os.path.realpath(path))
    new = target.with_name(f".kg-{secrets.token_hex(6)}")
    try:
        try:
            new.mkdir()
            (new / mark).write_text("Written by kg export, which replaces this folder.\n")
            yield new
            if target.exists():
                shutil.rmtree(target)
            new.replace(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise KgError(
            f"{path} cannot be written: {error.strerror}.", "Name another place."
        ) from None
