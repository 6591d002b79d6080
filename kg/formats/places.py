"""Where a reader finds what it reads: files and folders on disk, and zip archives of strangers."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kg.errors import KgError, NotFound
from kg.formats.reading import readable

LARGEST = 500_000_000
"""Bytes of a file that is read whole."""
LARGEST_UNPACKED = 4_000_000_000
"""Bytes that an archive may come to."""
MOST_FILES = 20_000
"""Files that a folder or an archive may have."""
STEEPEST = 400
"""How many times larger than packed an archive's file may be; text comes to about 20."""


class Place:
    """A file or folder to be read; a zip archive is a folder of its files.

    `shown` is what errors call it, and `mapping` what the user said of its columns.
    """

    def __init__(self, path: Path, mapping: dict[str, str] | None = None) -> None:
        self.path = path
        self.shown = str(path)
        self.name = path.name or str(path)
        self.mapping = mapping or {}

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, such as .csv."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def is_folder(self) -> bool:
        """Whether it holds files: a folder on disk or an archive."""
        return self.path.is_dir() or self.is_archive

    @cached_property
    def is_archive(self) -> bool:
        """Whether it is a zip archive, whatever its name."""
        if self.path.is_dir():
            return False
        return self.head(4) in {b"PK\x03\x04", b"PK\x05\x06"}

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Its bytes, from the beginning."""
        with readable(Path(self.shown)), self.path.open("rb") as file:
            yield file

    def head(self, size: int = 65_536) -> bytes:
        """Its first bytes."""
        with self.opened() as file:
            return file.read(size)

    @cached_property
    def size(self) -> int:
        """How many bytes it has."""
        return self.path.stat().st_size

    def bytes(self) -> bytes:
        """All of it; raises KgError when it is larger than is read whole."""
        with self.opened() as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise KgError(
                f"{self.shown} has more than {LARGEST // 1_000_000} MB.", "Take it in in parts."
            )
        return data

    def text(self) -> str:
        """Its UTF-8 text with lines that end in one line feed; raises KgError for another."""
        return decoded(self.bytes(), self.shown).replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def data(self) -> Any:
        """What it holds as JSON; raises KgError with the line where it breaks off."""
        text = decoded(self.bytes(), self.shown)
        try:
            return json.loads(text, parse_constant=_refuse_constant)
        except json.JSONDecodeError as error:
            early = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
            said = "It ends too early" if early else "It is no JSON"
            raise KgError(
                f"{self.shown}:{error.lineno}: {said}: {error.msg}.", "Fetch it again, or mend it."
            ) from None
        except RecursionError:
            raise KgError(f"{self.shown}: It is nested too deep.", "Mend it.") from None
        except ValueError as error:
            raise KgError(f"{self.shown}: It is no JSON: {error}.", "Mend it.") from None

    def holds_json(self, *endings: str) -> bool:
        """Whether it is a file of JSON: by its ending, .json or one of these, or by what it holds.

        Raises KgError for a file that ends so and is none.
        """
        if self.is_folder:
            return False
        if self.ending in {".json", *endings}:
            return True
        if self.head(256).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in {b"{", b"["}:
            return False
        try:
            return self.data is not None
        except KgError:
            return False

    @cached_property
    def files(self) -> dict[str, "Place"]:
        """The files of a folder or archive by their path in it, without hidden ones, in order."""
        return _unpacked(self) if self.is_archive else _found(self)

    def has(self, *names: str) -> bool:
        """Whether a folder has files of all these names."""
        return self.is_folder and all(self.file(name) is not None for name in names)

    def file(self, *names: str) -> "Place | None":
        """The file that bears one of these names, the one nearest to the top; or None."""
        fitting = [path for path in self.files if PurePosixPath(path).name.lower() in names]
        return self.files[min(fitting, key=lambda path: path.count("/"))] if fitting else None

    def parts(self, name: str) -> "list[Place]":
        """The folders in it that have a file of this name, each by itself; itself if it is one.

        Files may begin with what they belong to, as in 2024-05-01-cars-votes.csv.
        """
        found: dict[tuple[str, str], None] = {}
        for path in self.files:
            folder, _, file = path.rpartition("/")
            if file.lower() == name or file.lower().endswith(f"-{name}"):
                found[folder, file[: -len(name)]] = None
        if len(found) == 1 and not next(iter(found))[1]:
            return [self]
        return [_Part(self, folder, start) for folder, start in found]


class _Part(Place):
    """The files of one folder in a place whose names begin with `start`, without that."""

    def __init__(self, whole: Place, folder: str, start: str) -> None:
        super().__init__(whole.path, whole.mapping)
        self.name = start.strip("-_ ") or PurePosixPath(folder).name or whole.name
        self.shown = f"{whole.shown}/{folder}" if folder else whole.shown
        self.is_folder, self.is_archive = True, False
        begins = f"{folder}/{start}" if folder else start
        self.files = {
            path[len(begins) :]: file
            for path, file in whole.files.items()
            if path.startswith(begins) and "/" not in path[len(begins) :]
        }


class _Member(Place):
    """A file of an archive."""

    def __init__(self, archive: Place, info: zipfile.ZipInfo) -> None:
        super().__init__(Path(info.filename), archive.mapping)
        self.archive, self.info = archive.path, info
        self.shown = f"{archive.shown}/{info.filename}"
        self.is_folder, self.is_archive, self.size = False, False, info.file_size

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        with (
            _sound(Path(self.shown)),
            zipfile.ZipFile(self.archive) as packed,
            packed.open(self.info) as file,
        ):
            yield file


def _found(place: Place) -> dict[str, Place]:
    found: dict[str, Place] = {}
    with readable(place.path):
        for path in sorted(place.path.rglob("*")):
            inner = path.relative_to(place.path)
            if any(part.startswith(".") for part in inner.parts) or not path.is_file():
                continue
            found[inner.as_posix()] = Place(path, place.mapping)
            if len(found) > MOST_FILES:
                raise KgError(
                    f"{place.shown} has more than {MOST_FILES:,} files.", "Name a folder in it."
                )
    return found


def _unpacked(place: Place) -> dict[str, Place]:
    """The files of an archive; raises KgError when it is broken, or means harm."""
    with _sound(place.path), zipfile.ZipFile(place.path) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES:
        raise KgError(f"{place.shown} has more than {MOST_FILES:,} files.", "Unpack it first.")
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise KgError(
            f"{place.shown} would unpack to more than {LARGEST_UNPACKED // 1_000_000_000} GB.",
            "Unpack it first, if you trust it.",
        )
    found: dict[str, Place] = {}
    for info in infos:
        inner = PurePosixPath(info.filename)
        if inner.is_absolute() or ".." in inner.parts or "\\" in info.filename:
            raise KgError(
                f"{place.shown} has a path that climbs out of it: {info.filename!r}.",
                "Do not trust it.",
            )
        if info.file_size > 1_000_000 and info.file_size > STEEPEST * max(1, info.compress_size):
            raise KgError(
                f"{place.shown}/{info.filename} would unpack to {info.file_size:,} bytes from "
                f"{info.compress_size:,}.",
                "Unpack it first, if you trust it.",
            )
        if info.flag_bits & 1:
            raise KgError(f"{place.shown} is encrypted.", "Unpack it first.")
        if any(part.startswith((".", "__MACOSX")) for part in inner.parts):
            continue
        found[inner.as_posix()] = _Member(place, info)
    return dict(sorted(found.items()))


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Turns what a broken archive raises into a sentence."""
    import zlib

    try:
        with readable(path):
            yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise KgError(f"{path} is broken: {error}.", "Fetch it again.") from None


def decoded(data: bytes, shown: str) -> str:
    """The text of UTF-8, or of UTF-16 with its mark; raises KgError with the line of a mistake."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise KgError(f"{shown}: The text is not UTF-16.", "Save it as UTF-8.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KgError(f"{shown}:{line}: The text is not UTF-8.", "Save it as UTF-8.") from None


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def place_of(path: Path, mapping: dict[str, str] | None = None) -> Place:
    """What is at a path; raises NotFound when nothing is."""
    if not path.exists():
        raise NotFound(f"There is no file {path}.", "See that its name is right.")
    return Place(path, mapping)


def text_lines(place: Place) -> IO[str]:
    """A text of the place with lines that end as they are, for readers that go line by line."""
    return io.StringIO(decoded(place.bytes(), place.shown), newline="")
