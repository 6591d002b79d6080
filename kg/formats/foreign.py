"""What readers of other tools' files share: ids that stay, clean texts, notes, places."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import msgspec

from kg.domain import records
from kg.domain.keys import key
from kg.domain.wording import clean
from kg.errors import Invalid, KgError
from kg.formats.wording import explained
from kg.notebook.records.plans import Document

Record = dict[str, Any]

_SORTS: dict[str, Any] = {
    "speakers": records.Speaker,
    "concepts": records.Concept,
    "sources": records.Source,
    "evidence": records.Evidence,
    "claims": records.Claim,
    "links": records.Link,
    "predictions": records.Prediction,
}
_UNFIT = re.compile(r"[^\w.:-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")


class Foreign:
    """Records made of another tool's file, each with the line that it comes from."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.notebook = records.Notebook()
        self.skipped: list[tuple[str, str]] = []
        self.kept: Counter[str] = Counter()
        self.read_as: Counter[str] = Counter()
        """What is taken for something of another name, such as passes as asks, and how often."""
        self.preview: list[str] = []
        self._places: dict[str, list[str]] = {sort: [] for sort in _SORTS}
        self._known: dict[tuple[str, str], Any] = {}

    def place(self, line: int | str | None) -> str:
        """How errors call a line of the file; a place that is named in full stays as it is."""
        if isinstance(line, str):
            return line
        return self.shown if line is None else f"{self.shown}:{line}"

    def add(self, sort: str, record: Record, line: int | str | None = None) -> str:
        """Take in a record, given as plain data without empty fields; gives its id.

        Raises KgError that names the line where it cannot be one, or where there are two.
        """
        record = {name: value for name, value in record.items() if value not in (None, [], "", {})}
        try:
            made = msgspec.convert(record, _SORTS[sort])
        except msgspec.ValidationError as error:
            found = explained(error, record, _SORTS[sort])
            where = self.place(line) + (f" ({found.path})" if found.path else "")
            raise KgError(f"{where}: {found.message}", found.remedy) from None
        uid = record.get("id", "")
        if uid and self._known.setdefault((sort, uid), made) is not made:
            raise KgError(f"{self.place(line)}: There are two {sort} {uid!r}.", "Take one out.")
        getattr(self.notebook, sort).append(made)
        self._places[sort].append(self.place(line))
        return str(uid)

    def once(self, sort: str, record: Record, line: int | str | None = None) -> str:
        """Take in a record unless there is one with its id; gives that id."""
        uid = str(record["id"])
        return uid if self.has(sort, uid) else self.add(sort, record, line)

    def has(self, sort: str, uid: str) -> bool:
        """Whether there is a record of this sort with this id."""
        return (sort, uid) in self._known

    def of(self, sort: str, uid: str) -> Any:
        """The record of this sort with this id."""
        return self._known[sort, uid]

    def speaker(
        self,
        start: str,
        name: str,
        line: int | str | None = None,
        *,
        kind: str = "person",
        **more: Any,
    ) -> str:
        """The id of the speaker of that name, who is taken in when first met."""
        called = tidy_line(name, 1000)
        if called is None:
            raise KgError(f"{self.place(line)}: The speaker has no name.", "Give one.")
        record = {"id": uid(start, key(called)), "names": called, "kind": kind, **more}
        return self.once("speakers", record, line)

    def concept(self, start: str, name: str, line: int | None = None) -> str:
        """The id of the concept of that name, which is taken in when first met."""
        called = tidy_line(name, 1000) or "unnamed"
        return self.once("concepts", {"id": uid(start, key(called)), "names": called}, line)

    def say(self, found: list[Record], position: Record, line: int) -> None:
        """Take in what is said of a claim, without empty fields; what is there twice is skipped.

        Raises KgError that names the line where two that differ have one id.
        """
        position = {name: value for name, value in position.items() if value is not None}
        same = next((one for one in found if one["id"] == position["id"]), None)
        if same is None:
            found.append(position)
        elif same == position:
            self.skip(line, "It is there already.")
        else:
            number = position["id"].rsplit("/", 1)[-1]
            raise KgError(
                f"{self.place(line)}: There are two rows {number!r} that differ.", "Correct one."
            )

    def note(self, *texts: str | None, **fields: Any) -> str | None:
        """A note of texts and, a line each, of fields that have no other place; these are counted.

        Names of fields have blanks for underscores.
        """
        lines = [text for text in map(tidy, texts) if text]
        kept = []
        for name, value in fields.items():
            text = tidy(value)
            if text is not None:
                self.kept[name.replace("_", " ")] += 1
                kept.append(f"{name.replace('_', ' ')}: {text}")
        return "\n\n".join([*lines, *(["\n".join(kept)] if kept else [])]) or None

    @contextmanager
    def at(self, line: int | str | None) -> Iterator[None]:
        """Let what is found wrong within be said with its place in the file."""
        try:
            yield
        except Invalid as error:
            raise KgError(f"{self.place(line)}: {error.message}", error.remedy) from None

    def skip(self, line: int | str | None, why: str) -> None:
        """Note that something is not taken in, and why."""
        self.skipped.append((self.place(line), why))

    def document(
        self, then: Iterable[Document] = (), carriers: Iterable[str] = (), *, by_name: bool = True
    ) -> Document:
        """All of it, with what says where a record stands; speakers and concepts go `by_name`."""
        return Document(
            self.notebook,
            self._where(),
            skipped=self.skipped,
            kept=self.kept,
            read_as=self.read_as,
            then=then,
            carriers=frozenset(carriers),
            foreign=by_name,
            preview=self.preview,
        )

    def _where(self) -> Callable[[str], str]:
        def where(steps: str) -> str:
            sort, _, rest = steps.partition("[")
            index, _, field = rest.partition("]")
            if sort not in self._places or not index.isdigit():
                return self.shown
            place, field = self._places[sort][int(index)], field.lstrip(".")
            return f"{place} ({field})" if field else place

        return where


def uid(*parts: Any) -> str:
    """A stable id made of ids or names in the file; what an id cannot have is told by a hash.

    >>> uid("polis", "3phdex2kjf", 12), uid("aif", "a b"), uid("aif", "a-b")
    ('polis/3phdex2kjf/12', 'aif/a-b.4e5f', 'aif/a-b')
    """
    return "/".join(_part(str(part)) for part in parts)


def _part(text: str) -> str:
    fit = _UNFIT.sub("-", text)
    short = fit[:60].strip("-.:") or "x"
    if not re.match(r"\w", short):
        short = f"x{short}"
    if short == text:
        return short
    size = 2 if len(text) < 60 else 6
    return f"{short}.{blake2b(text.encode(errors='replace'), digest_size=size).hexdigest()}"


def tidy(value: Any) -> str | None:
    """A value of a file as a text, without control characters; None when nothing can be seen."""
    text = _CONTROL.sub(" ", "" if value is None else str(value)).replace("\r\n", "\n")
    try:
        return clean(text.replace("\r", "\n"), "text", 10**9)
    except Invalid:
        return None


def tidy_line(value: Any, longest: int = 1000) -> str | None:
    """A value of a file on one line, cut where it is longer than a line may be."""
    text = tidy(value)
    if text is None:
        return None
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def address(value: Any) -> str | None:
    """A web address if it is one that a record can have, else None."""
    text = str(value or "").strip()
    fits = len(text.encode(errors="replace")) <= 2000 and re.fullmatch(
        r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*", text
    )
    return text if fits else None


def day_of_epoch(value: Any) -> str | None:
    """The day of a time counted since 1970, in milliseconds or in seconds; None for none.

    Raises Invalid for what is no such time. Seconds are taken for such up to the year 5138.
    """
    text = str("" if value is None else value).strip()
    if not text:
        return None
    try:
        seconds = float(text)
        if abs(seconds) >= 1e11:
            seconds /= 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise Invalid(f"{text[:40]!r} is no time.", "Write milliseconds since 1970.") from None


def share(value: Any, top: float = 1.0) -> float | None:
    """A probability given from 0 to `top`; None for none. Raises Invalid when it is none.

    >>> share("0.25"), share(25, 100), share("")
    (0.25, 0.25, None)
    """
    text = str("" if value is None else value).strip()
    if not text or text.lower() in {"null", "none", "nan"}:
        return None
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else top)
    except ValueError:
        raise Invalid(
            f"{text[:40]!r} is no probability.", f"Write a number from 0 to {top:g}."
        ) from None
    if not 0 <= number <= 1:
        raise Invalid(f"The probability {text[:40]} is not between 0 and {top:g}.", "Correct it.")
    return number
