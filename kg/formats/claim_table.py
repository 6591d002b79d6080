"""Tables of claims in CSV or TSV: the user says which column is what, or their names do."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from kg.domain.checks import word
from kg.domain.keys import key
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Invalid, KgError, did_you_mean
from kg.formats import columns, days, foreign, table_cells
from kg.formats.columns import Row
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

FIELDS = {
    "id": "a stable id of the claim; else it is made of its statement",
    "statement": "what is claimed",
    "kind": "fact, cause, opinion, prediction or recommendation; else opinion",
    "speaker": "who says something of it",
    "stance": "asserts, agrees, partly, disagrees or asks; else asserts",
    "said": "the day on which it was said",
    "quote": "the speaker's own words",
    "source": "the title of where it was said",
    "url": "the address of that",
    "about": "concepts, with ; between them",
    "tags": "tags, with ; between them",
    "note": "a note on the claim",
    "due": "until when it can be decided: a day, or words such as 2026年底, which are kept",
    "probability": "how likely the speaker finds it, as 0.6, 60% or likely; it needs a speaker",
    "outcome": "right, wrong, partly, unclear or void; it needs decided",
    "decided": "the day on which that was decided",
}
"""The fields a column can be, and what they hold."""

PART = 5_000
"""Rows that are taken in together."""
PREVIEW = 5


def recognises(place: Place) -> bool:
    """Whether it is a table that has a column of statements, or whose columns the user named."""
    if place.is_folder or place.ending not in {".csv", ".tsv", ".txt"}:
        return False
    return bool(place.mapping) or "statement" in columns.header(place)


def read(place: Place) -> Document:
    """The rows of a table as claims with positions, part by part.

    Rows with one statement are one claim, of which each says something. A column that is no field
    is kept in the note: of the position, where there is a speaker.
    """
    parts = _parts(place, _named(place))
    return replace(next(parts), then=parts, mapped=bool(place.mapping))


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raise Invalid where a column is to be a field that there is none of, or two fields."""
    for field in mapping:
        if field not in FIELDS:
            near = did_you_mean(get_close_matches(field, FIELDS, n=2))
            raise Invalid(
                f"There is no field {field!r}.", near or f"There are {', '.join(FIELDS)}."
            )
    if len(set(map(str.lower, mapping.values()))) < len(mapping):
        raise Invalid("A column is mapped twice.", "Name another for one of the fields.")


def _named(place: Place) -> dict[str, str]:
    """For each field the column that the user says it is; raises KgError for one that is none."""
    check_mapping(place.mapping)
    columns.refuse_other_coding(place)
    head = columns.header(place)
    for field, column in place.mapping.items():
        if column.strip().lower() not in head:
            near = did_you_mean(get_close_matches(column.strip().lower(), head, n=2))
            raise KgError(
                f"{place.shown}:1: There is no column {column!r} for {field}.",
                near or columns.there_are(head),
            )
    return {field: column.strip().lower() for field, column in place.mapping.items()}


def _parts(place: Place, mapped: dict[str, str]) -> Iterator[Document]:
    names = {column: field for field, column in mapped.items()}
    # What another column is called must not be taken for a field that the user mapped.
    names |= {field: f"{field} (column)" for field in mapped if field not in names}
    table, number = _Table(place), 0
    for number, row in enumerate(columns.rows(place, ("statement",), names=names), 1):
        with table.out.at(row.line):
            table.take(row)
        if number % PART == 0:
            yield table.part(min(0.99, number * 200 / max(1, place.size)))
    if number == 0:
        table.out.skip(1, "There is no row below the head.")
    yield table.part(1.0)


class _Table:
    """The claims of some rows; what was met in earlier parts is known by its hash."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.seen: set[int] = set()
        self.shown = 0
        self._begin()

    def _begin(self) -> None:
        self.out = Foreign(self.place.shown)
        self.claims: dict[str, dict[str, Any]] = {}
        self.lines: dict[str, int] = {}
        self.predictions: dict[str, dict[str, Any]] = {}

    def part(self, done: float) -> Document:
        """What was taken since the last part."""
        for claim, record in self.claims.items():
            self.out.add("claims", record, self.lines[claim])
        for claim, record in self.predictions.items():
            self.out.add("predictions", record, self.lines[claim])
        document = self.out.document(carriers=("speakers", "concepts", "sources", "claims"))
        self._begin()
        return replace(document, done=done)

    def take(self, row: Row) -> None:
        statement = foreign.tidy(row["statement"])
        if statement is None:
            self.out.skip(row.line, "The statement is empty.")
            return
        given = foreign.tidy_line(row.get("id"))
        claim = uid(*given.split("/")) if given else uid("table", key(statement) or statement)
        record = self.claims.get(claim)
        if record is None:
            record = self.claims[claim] = self._claim(claim, statement, row)
            self.lines[claim] = row.line
        speaker = foreign.tidy_line(row.get("speaker"))
        if speaker is not None:
            self._position(record, self.out.speaker("table", speaker, row.line), row)
        self._prediction(claim, row)
        self._show(row, statement, speaker)

    def _claim(self, claim: str, statement: str, row: Row) -> dict[str, Any]:
        mark = hash(claim)
        if mark in self.seen:
            # An earlier part has what is said of the claim itself.
            return {"id": claim, "positions": []}
        self.seen.add(mark)
        dated = bool(row.get("due") or row.get("probability"))
        kind = (row.get("kind") or "").strip().lower()
        return {
            "id": claim,
            "kind": word(ClaimKind, kind).value if kind else "prediction" if dated else "opinion",
            "statement": statement,
            "about": [self.out.concept("table", one) for one in _several(row.get("about"))],
            "tags": [tag[:100] for tag in _several(row.get("tags"))],
            "note": self.out.note(row.get("note"), **({} if row.get("speaker") else _others(row))),
            "positions": [],
        }

    def _position(self, record: dict[str, Any], speaker: str, row: Row) -> None:
        stance = table_cells.stance(row.get("stance"))
        source = self._source(row)
        position: dict[str, Any] = {
            "speaker": speaker,
            "stance": stance.value,
            "said": days.day(row.get("said")),
            "source": source,
            "quote": foreign.tidy(row.get("quote")),
            "note": self.out.note(**_others(row)),
        }
        position = {name: value for name, value in position.items() if value is not None}
        told = "|".join(f"{name}={value}" for name, value in position.items())
        # Known by what it says, so that rows may be sorted otherwise next time.
        position["id"] = f"{record['id']}/{uid('p' + told)[-13:].strip('.-:')}"
        if all(one["id"] != position["id"] for one in record["positions"]):
            record["positions"].append(position)
            said = (row.get("stance") or "").strip().lower()
            if stance is Stance.ASKS and said not in {
                "asks",
                "ask",
                "question",
                "提问",
                "提問",
                "疑问",
                "疑問",
            }:
                self.out.read_as[f"{said} as asks"] += 1

    def _source(self, row: Row) -> str | None:
        title = foreign.tidy_line(row.get("source"), 2000)
        url = foreign.address(row.get("url"))
        if title is None and url is None:
            return None
        record = {"id": uid("table", url or title), "title": title or url, "url": url}
        return self.out.once("sources", record, row.line)

    def _prediction(self, claim: str, row: Row) -> None:
        until, odds = table_cells.until(row, self.out), table_cells.odds(row, self.out)
        outcome = table_cells.outcome(row.get("outcome"))
        if until is None and odds is None and outcome is None:
            return
        record = self.predictions.setdefault(claim, {"id": claim, "claims": [claim]})
        if until is not None:
            # What another row said of the same is no part of this.
            for name in ("opens", "due", "horizon"):
                record.pop(name, None)
            record |= until.fields()
        speaker = foreign.tidy_line(row.get("speaker"))
        if odds is not None:
            if speaker is None:
                raise Invalid("A probability is nobody's.", "Map a column to speaker.")
            forecast = {"speaker": self.out.speaker("table", speaker, row.line), **odds}
            if said := days.day(row.get("said")):
                forecast["made"] = said
            told = odds.get("words", odds.get("probability"))
            forecast["id"] = uid(*claim.split("/"), f"{speaker} {said or ''} {told}")
            found = record.setdefault("forecasts", [])
            if all(one["id"] != forecast["id"] for one in found):
                found.append(forecast)
        if outcome is not None:
            decided = days.day(row.get("decided"))
            if decided is None:
                raise Invalid("It has an outcome, and not when.", "Map a column to decided.")
            verdict = {"outcome": outcome.value, "decided": decided}
            if verdict not in record.setdefault("resolutions", []):
                record["resolutions"].append(verdict)

    def _show(self, row: Row, statement: str, speaker: str | None) -> None:
        """Let people see how the first rows are understood."""
        if self.shown >= PREVIEW:
            return
        self.shown += 1
        who = f"{speaker} {table_cells.stance(row.get('stance'))}: " if speaker else ""
        said = f" ({row['said'].strip()})" if row.get("said", "").strip() else ""
        line = foreign.tidy_line(statement, 80)
        self.out.preview.append(f"line {row.line}: {who}{line}{said}")


def _several(cell: str | None) -> list[str]:
    return [one for part in (cell or "").split(";") if (one := foreign.tidy_line(part))]


def _others(row: Row) -> dict[str, str]:
    """The columns that are no fields, by their names."""
    return {name: value for name, value in row.items() if name and name not in FIELDS}


FORMAT = Format(
    "table",
    "Tables of claims, CSV or TSV, whose columns --map names",
    carries="statements, who says what of them, sources, concepts, tags, probabilities, outcomes; "
    "other columns in notes",
    leaves="links",
    files="a table with a column statement, or --map statement=COLUMN",
    columns=f"{', '.join(FIELDS)}, or what --map names instead; others go into the note",
    recognises=recognises,
    read=read,
)
