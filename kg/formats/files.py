"""From a path to the records in it, and from a notebook to a file, whichever the format."""

import os
import secrets
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from kg.errors import Invalid, KgError, NotFound
from kg.formats import json_lines, yaml_notebook
from kg.notebook.records.gather import gather
from kg.notebook.records.plans import Document

READERS: dict[str, Callable[[Path], Document]] = {
    **dict.fromkeys(yaml_notebook.SUFFIXES, yaml_notebook.read),
    **dict.fromkeys(json_lines.SUFFIXES, json_lines.read),
}
FORMATS = ("yaml", "jsonl")


def read(path: Path) -> list[Document]:
    """The records of a file, or of all files in a folder; raises KgError when there are none.

    Hidden files and folders, such as those of editors and version control, are passed over.
    """
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if _is_notebook(one, path))
        if not files:
            raise NotFound(
                f"The folder {path} has no notebook in it.", "It would be .yaml or .jsonl files."
            )
        return [READERS[one.suffix.lower()](one) for one in files]
    if not path.exists():
        raise NotFound(f"There is no file {path}.", "See that its name is right.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Invalid(
            f"{path} has an ending that is not known.", "A notebook ends in .yaml, .yml or .jsonl."
        )
    return [reader(path)]


def _is_notebook(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in READERS and path.is_file()


def format_of(path: Path) -> str:
    """The format that a file's ending asks for."""
    if path.suffix.lower() in yaml_notebook.SUFFIXES:
        return "yaml"
    if path.suffix.lower() in json_lines.SUFFIXES:
        return "jsonl"
    raise Invalid(f"{path} has an ending that is not known.", "Name the format with --format.")


def write(
    session: Session,
    stream: IO[str],
    format: str,
    claims: Collection[int] | None = None,
    *,
    texts: bool = False,
) -> None:
    """Write a notebook, or the part of it about these claims, to a stream."""
    found = gather(session, claims, texts=texts)
    if format == "jsonl":
        json_lines.write(found, stream)
    else:
        grouped = groupby(found, key=lambda pair: pair[0])
        yaml_notebook.write(((word, (one for _, one in some)) for word, some in grouped), stream)


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
