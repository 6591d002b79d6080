"""Tables in text, CSV and the like, row by row: which delimiter, which columns, on which line."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import IO

from kg.errors import KgError
from kg.formats.places import Place, decoded, text_lines

LARGEST_CELL = 10_000_000
DELIMITERS = (",", ";", "\t")
_EXCEL = re.compile(r"sep=([,;\t|])", re.IGNORECASE)


class Row(dict[str, str]):
    """A row by the names of its columns, and the line on which it begins."""

    line = 0


def header(place: Place) -> list[str]:
    """The first row of a file that may be a table, its cells in small letters; [] if it is none."""
    if place.is_folder:
        return []
    head = place.head(16_384)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace")
    lines = _Lines((line for line in text.splitlines() if not line.startswith("#")), None)
    if lines.delimiter() is None:
        return []
    try:
        cells = next(lines.reader())
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
    with _text(place) as text:
        delimiter = _Lines(text, comment).delimiter()
    # Some write tables with tabs without quoting: there, quotation marks are letters.
    letters = (
        delimiter == "\t" and not _fits(place, comment) and _fits(place, comment, letters=True)
    )
    with _text(place) as text:
        lines = _Lines(text, comment, letters=letters)
        yield from _rows(place, lines, needed, short, names or {})


@contextmanager
def _text(place: Place) -> Iterator[IO[str]]:
    """The text of a table with its lines as they end; raises KgError with the line of a mistake."""
    if place.head(2) in {b"\xff\xfe", b"\xfe\xff"}:
        yield text_lines(place)
        return
    with place.opened() as binary:
        text = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")
        try:
            yield text
        except UnicodeDecodeError:
            # Says on which line.
            decoded(place.bytes(), place.shown)
            raise
        finally:
            text.detach()


def _fits(place: Place, comment: str | None, *, letters: bool = False) -> bool:
    """Whether all rows have as many cells as the head, be quotation marks `letters` or not."""
    with _text(place) as text:
        lines = _Lines(text, comment, letters=letters)
        if lines.delimiter() is None:
            return False
        try:
            reader = lines.reader()
            width = len(next(reader))
            return all(len(cells) == width for cells in reader if any(cells))
        except csv.Error:
            return False


def cells(place: Place, needed: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The line of each row and its cells in these columns, two at least, for very long tables."""
    with _text(place) as text:
        found = _Reading(place, _Lines(text, None))
        pick = itemgetter(*map(found.begin(needed, {}).index, needed))
        width = len(found.columns)
        for line, row in found.rows():
            if len(row) != width:
                raise _misfit(place, row, found.columns, line)
            yield line, pick(row)


def _rows(
    place: Place,
    lines: "_Lines",
    needed: Sequence[str],
    short: bool,
    names: Mapping[str, str],
) -> Iterator[Row]:
    found = _Reading(place, lines)
    columns = found.begin(needed, names)
    for begins, cells in found.rows():
        row = _row(place, cells, columns, begins, short)
        if short and any(name not in row for name in needed):
            raise KgError(
                f"{place.shown}:{begins}: The row ends before {needed[-1]!r}.",
                "Mend that line, or save the table anew.",
            )
        yield row


class _Reading:
    """One reading of a table: first its head, then its rows."""

    def __init__(self, place: Place, lines: "_Lines") -> None:
        self.place = place
        self.lines = lines
        self.columns: list[str] = []

    def begin(self, needed: Sequence[str], names: Mapping[str, str]) -> list[str]:
        """The names of the columns; raises KgError where one that is needed is not there."""
        if self.lines.delimiter() is None:
            raise KgError(f"{self.place.shown} is empty.", "Name a file with a table in it.")
        with self._whole():
            self._cells = self.lines.reader()
            self.columns = _columns(self.place, next(self._cells), needed, names)
        return self.columns

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The cells of each row that has any, with the line on which it begins."""
        with self._whole():
            begins = self.lines.number + 1
            for cells in self._cells:
                if any(cells):
                    yield begins, cells
                begins = self.lines.number + 1

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Turns what the reader finds broken into a sentence."""
        usual = csv.field_size_limit(LARGEST_CELL)
        try:
            yield
        except csv.Error as error:
            said = str(error)
            if "unexpected end" in said:
                said = "It ends within a quoted cell"
            raise KgError(
                f"{self.place.shown}:{self.lines.number}: The table is broken: {said}.",
                "Mend that line.",
            ) from None
        finally:
            csv.field_size_limit(usual)


def _columns(
    place: Place, head: list[str], needed: Sequence[str], names: Mapping[str, str]
) -> list[str]:
    columns = [cell.strip().lower() for cell in head]
    columns = [names.get(column, column) for column in columns]
    twice = next((one for one in columns if one and columns.count(one) > 1), None)
    if twice is not None:
        first, other = [
            cell.strip() for cell, one in zip(head, columns, strict=True) if one == twice
        ][:2]
        raise KgError(
            f"{place.shown}:1: There are two columns {first!r}."
            if first == other
            else f"{place.shown}:1: The columns {first!r} and {other!r} mean the same.",
            "Rename one.",
        )
    missing = [one for one in needed if one not in columns]
    if missing:
        raise KgError(f"{place.shown}:1: There is no column {missing[0]!r}.", there_are(columns))
    return columns


def there_are(columns: Iterable[str]) -> str:
    """The sentence that says which columns there are.

    >>> there_are(["statement", ""]), there_are(["who", "what"]), there_are([])
    ("The only one is 'statement'.", 'There are who, what.', 'The head is empty.')
    """
    found = [column for column in columns if column]
    if len(found) < 2:
        return f"The only one is {found[0]!r}." if found else "The head is empty."
    return f"There are {', '.join(found)[:300]}."


def refuse_other_coding(place: Place) -> None:
    """Raise KgError, naming the line, for a table whose text is not UTF-8, as of old Excel."""
    head = place.head(16_384)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if head.count(0) > len(head) / 4:
        # A single one is read as a blank, as every control character is.
        raise KgError(f"{place.shown} is UTF-16 without its mark.", "Save it as UTF-8.")
    try:
        # The last character may be cut in two.
        codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        decoded(place.bytes(), place.shown)


def _row(place: Place, cells: list[str], columns: list[str], line: int, short: bool) -> Row:
    if len(cells) > len(columns) or (len(cells) < len(columns) and not short):
        raise _misfit(place, cells, columns, line)
    row = Row(zip(columns, cells, strict=False))
    row.line = line
    return row


def _misfit(place: Place, cells: Sequence[str], columns: Sequence[str], line: int) -> KgError:
    return KgError(
        f"{place.shown}:{line}: The row has {len(cells)} cells where the head has {len(columns)}.",
        "Mend that line, or save the table anew.",
    )


class _Lines:
    """The lines of a table, with the number of the last one read; comments are passed over.

    So is a first line such as sep=; by which Excel is told what parts the cells.
    """

    def __init__(
        self, stream: Iterable[str], comment: str | None, *, letters: bool = False
    ) -> None:
        self.stream = iter(stream)
        self.comment = comment
        self.number = 0
        self.letters = letters
        self._waiting: str | None = None
        self._quoted = False
        self._delimiter: str | None = None

    def delimiter(self) -> str | None:
        """What parts the cells, as the first line tells that is not blank; None if there is none.

        That line stays to be read.
        """
        told = None
        while self._waiting is None and (line := next(self.stream, None)) is not None:
            self.number += 1
            if self.number == 1 and (excel := _EXCEL.fullmatch(line.strip())):
                told = excel[1]
            elif line.strip() and not (self.comment and line.startswith(self.comment)):
                self._waiting = line
                self.number -= 1
                self._delimiter = told or delimiter_of(line)
        return self._delimiter

    def reader(self) -> Iterator[list[str]]:
        """The cells of one line after the other."""
        assert self._delimiter is not None
        if self.letters:
            return csv.reader(self, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(self, delimiter=self._delimiter, strict=True)

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
        self._quoted ^= not self.letters and line.count('"') % 2 == 1
        return line
