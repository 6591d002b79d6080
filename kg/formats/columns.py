"""Tables in text, CSV and the like, row by row: which delimiter, which columns, on which line."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from kg.errors import KgError
from kg.formats.places import Place, decoded

LARGEST_CELL = 10_000_000
DELIMITERS = (",", ";", "\t")


class Row(dict[str, str]):
    """A row by the names of its columns, and the line on which it begins."""

    line = 0


def header(place: Place) -> list[str]:
    """The first row of a file that may be a table, its cells in small letters; [] if it is none."""
    if place.is_folder:
        return []
    head = place.head(16_384)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return []
    text = head.decode("utf-8-sig", "replace")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return []
    try:
        cells = next(csv.reader([lines[0]], delimiter=delimiter_of(lines[0])))
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def delimiter_of(line: str) -> str:
    """What parts the cells of a head: the one of comma, semicolon and tab that parts it most."""
    return max(DELIMITERS, key=line.count)


def rows(
    place: Place,
    needed: Sequence[str] = (),
    *,
    comment: str | None = None,
    short: bool = False,
    names: Mapping[str, str] | None = None,
) -> Iterator[Row]:
    """The rows of a table with a head, one after the other; no more than one is in memory.

    Columns are known by their names in small letters; `names` gives other names they may have.
    `needed` columns must be there. Lines that begin with `comment` are passed over. Rows may be
    `short` of their last cells. Raises KgError with the line of a mistake.
    """
    with place.opened() as binary:
        head = binary.read(4)
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        stream = io.StringIO(decoded(place.bytes(), place.shown), newline="")
        yield from _rows(place, stream, needed, comment, short, names or {})
        return
    with place.opened() as binary:
        text = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")
        try:
            yield from _rows(place, text, needed, comment, short, names or {})
        except UnicodeDecodeError:
            # Says on which line.
            decoded(place.bytes(), place.shown)
            raise
        finally:
            text.detach()


def _rows(
    place: Place,
    stream: io.TextIOBase,
    needed: Sequence[str],
    comment: str | None,
    short: bool,
    names: Mapping[str, str],
) -> Iterator[Row]:
    lines = _Lines(stream, comment)
    first = lines.first()
    if first is None:
        raise KgError(f"{place.shown} is empty.", "Name a file with a table in it.")
    usual = csv.field_size_limit(LARGEST_CELL)
    try:
        reader = csv.reader(lines, delimiter=delimiter_of(first), strict=True)
        columns = _columns(place, next(reader), needed, names)
        while True:
            begins = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            if not any(cells):
                continue
            row = _row(place, cells, columns, begins, short)
            if short and any(name not in row for name in needed):
                raise KgError(
                    f"{place.shown}:{begins}: The row ends before {needed[-1]!r}.",
                    "Mend that line, or save the table anew.",
                )
            yield row
    except csv.Error as error:
        said = str(error)
        if "unexpected end" in said:
            said = "It ends within a quoted cell"
        raise KgError(
            f"{place.shown}:{lines.number}: The table is broken: {said}.", "Mend that line."
        ) from None
    finally:
        csv.field_size_limit(usual)


def _columns(
    place: Place, head: list[str], needed: Sequence[str], names: Mapping[str, str]
) -> list[str]:
    columns = [cell.strip().lower() for cell in head]
    columns = [names.get(column, column) for column in columns]
    twice = [one for one in columns if one and columns.count(one) > 1]
    if twice:
        raise KgError(f"{place.shown}:1: There are two columns {twice[0]!r}.", "Rename one.")
    missing = [one for one in needed if one not in columns]
    if missing:
        raise KgError(
            f"{place.shown}:1: There is no column {missing[0]!r}.",
            f"There are {', '.join(column for column in columns if column)[:300]}.",
        )
    return columns


def _row(place: Place, cells: list[str], columns: list[str], line: int, short: bool) -> Row:
    if len(cells) > len(columns) or (len(cells) < len(columns) and not short):
        raise KgError(
            f"{place.shown}:{line}: The row has {len(cells)} cells where the head has "
            f"{len(columns)}.",
            "Mend that line, or save the table anew.",
        )
    row = Row(zip(columns, cells, strict=False))
    row.line = line
    return row


class _Lines:
    """The lines of a text, with the number of the last one read; comments are passed over."""

    def __init__(self, stream: io.TextIOBase, comment: str | None) -> None:
        self.stream = stream
        self.comment = comment
        self.number = 0
        self._waiting: str | None = None
        self._quoted = False

    def first(self) -> str | None:
        """The first line that is not blank, which stays to be read."""
        for line in self.stream:
            self.number += 1
            if line.strip() and not (self.comment and line.startswith(self.comment)):
                self._waiting = line
                self.number -= 1
                return line
        return None

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._waiting
        if line is None:
            line = next(self.stream)
            # Within a quoted cell there are no comments.
            while self.comment and not self._quoted and line.startswith(self.comment):
                self.number += 1
                line = next(self.stream)
        self._waiting = None
        self.number += 1
        self._quoted ^= line.count('"') % 2 == 1
        return line
