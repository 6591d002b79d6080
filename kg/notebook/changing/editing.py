"""Editing claims as records: what hangs on them as a document, and an edited one taken back."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kg.domain.keys import derived_uid
from kg.errors import KgError, RecordError
from kg.notebook.changing import meanwhile
from kg.notebook.changing.edited import Edited, called, complete
from kg.notebook.changing.removing import remove_missing
from kg.notebook.finding import find
from kg.notebook.records import apply
from kg.notebook.records.gather import Record, gather
from kg.notebook.records.plans import Document, Plan
from kg.store import names
from kg.store.models import (
    Claim,
    Concept,
    Entity,
    Evidence,
    Forecast,
    Link,
    Position,
    Prediction,
    Resolution,
    Source,
    Speaker,
)

Text = dict[str, list[Record]]
"""Lists of records by their word, as a notebook is written: claims, links, predictions."""

NAMED: dict[str, type[Speaker] | type[Concept] | type[Source]] = {
    "speaker": Speaker,
    "by": Speaker,
    "source": Source,
    "about": Concept,
}
"""The fields that mean speakers, concepts and sources; these are meant by name."""

LONGEST_NAME = 200


def text_of(session: Session, ids: Collection[int]) -> Text:
    """These claims with their positions, and the links and predictions that touch them.

    All of them have ids; speakers, concepts and sources are called by name where that will do.
    """
    links = session.execute(
        select(Link.from_id, Link.to_id).where(or_(Link.from_id.in_(ids), Link.to_id.in_(ids)))
    )
    around = {*ids, *(end for pair in links for end in pair)}
    mine = set(session.scalars(select(Claim.uid).where(Claim.id.in_(ids))))
    found: Text = {"claims": [], "links": [], "predictions": []}
    call = _Calling(session)
    for word, record in gather(session, around):
        if word not in found or not mine & _touched(word, record):
            continue
        _give_ids(word, record)
        found[word].append(call.names_in(record))
    return found


def _touched(word: str, record: Record) -> set[str]:
    """The claims that a record is, joins or reads."""
    if word == "claims":
        return {record["id"]}
    return {record["from"], record["to"]} if word == "links" else set(record["claims"])


def _give_ids(word: str, record: Record) -> None:
    """Write out the ids that follow from what surrounds a record."""
    seen: Counter[str] = Counter()
    if word == "links" and "id" not in record:
        parts = [record["from"], record["kind"].replace(" ", "-"), record["to"], record.get("by")]
        _put_id(record, "/".join(filter(None, parts)), seen)
    for field in ("positions", "forecasts"):
        for one in record.get(field, ()):
            _put_id(one, f"{record['id']}/{one['speaker']}", seen)
    verdict = "verdict" if word == "predictions" else "check"
    for one in record.get("resolutions", ()):
        _put_id(one, f"{record['id']}/{verdict}", seen)


def _put_id(record: Record, base: str, seen: Counter[str]) -> None:
    if "id" not in record:
        rest = dict(record)
        record.clear()
        record.update({"id": derived_uid(base, seen), **rest})


class _Calling:
    """Names for ids, each looked up once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.called: dict[tuple[str, str], str] = {}

    def names_in(self, record: Record) -> Record:
        """A record with names in place of ids; where a quote stands is worked out anyway."""
        named: Record = {}
        for field, value in record.items():
            if field == "anchor":
                continue
            model = NAMED.get(field)
            if model is not None:
                many = isinstance(value, list)
                called = [self.name(model, uid) for uid in (value if many else [value])]
                named[field] = called if many else called[0]
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                named[field] = [self.names_in(one) for one in value]
            else:
                named[field] = value
        return named

    def name(self, model: type[Speaker] | type[Concept] | type[Source], uid: str) -> str:
        """The name of a row where it is its alone, else its id."""
        table = model.__tablename__
        if (table, uid) not in self.called:
            row: Any = self.session.scalars(select(model).where(model.uid == uid)).one()
            name = find.label(row)
            taken = self.session.scalar(select(model.id).where(model.uid == name))
            alone = names.rows_called(self.session, table, name) == [row.id]
            will_do = alone and taken in (None, row.id) and len(name) <= LONGEST_NAME
            self.called[table, uid] = name if will_do else uid
        return self.called[table, uid]


def take_back(
    session: Session, ids: Collection[int], before: Text, document: Document, *, seen: int = 0
) -> list[str]:
    """Make the claims what an edited document says, and tell what changed, a line for each thing.

    What `before` had and the document lacks is emptied or removed; `seen` is the last change when
    it was read. Raises Overtaken, which tells what others changed, when the claims are no longer
    what `before` says, and KgError that names the line of a mistake.
    """
    if text_of(session, ids) != before:
        found = meanwhile.changes(session, seen, meanwhile.hanging_on(session, ids))
        told = f" ({meanwhile.sentence(found)})" if found else ""
        raise meanwhile.Overtaken(
            f"The notebook was changed meanwhile{told}; your text was not taken over.",
            "Open it anew and bring your changes in.",
        )
    edited = Edited(session, before, document.notebook)
    try:
        complete(edited)
        removed = remove_missing(edited)
    except RecordError as error:
        place = document.where(error.path)
        raise KgError(f"{place}: {error.message}", error.remedy) from None
    session.flush()
    planned = apply.plan(session, [document])
    apply.apply(session, planned)
    return [*removed, *_lines(session, planned)]


_PAIRS = {
    "about": ("claim", "claim_id", "about"),
    "reading": ("prediction", "prediction_id", "claims"),
    "citation": ("resolution", "resolution_id", "evidence"),
}
"""Tables that only join: what they belong to, by which column, what they are called there."""

MODELS: dict[str, type[Entity]] = {
    model.__tablename__: model
    for model in (
        *(Speaker, Concept, Source, Evidence, Claim),
        *(Position, Link, Prediction, Forecast, Resolution),
    )
}


def _lines(session: Session, planned: Plan) -> Iterator[str]:
    added = {(table, row["id"]) for table in MODELS for row in planned.adds.get(table, ())}
    for table, row_id in sorted(added, key=lambda one: (list(MODELS).index(one[0]), one[1])):
        yield f"Added {called(session.get_one(MODELS[table], row_id))}"
    changed: dict[tuple[str, int], list[str]] = {}
    for table, row_id, fields in _changes(planned):
        if (table, row_id) not in added:
            changed.setdefault((table, row_id), []).extend(fields)
    for (table, row_id), fields in changed.items():
        row = session.get_one(MODELS[table], row_id)
        yield f"Changed {called(row)}: {', '.join(dict.fromkeys(fields))}"


def _changes(planned: Plan) -> Iterator[tuple[str, int, Iterable[str]]]:
    for table, row_id, _, after in planned.changes:
        if table in MODELS:
            yield table, row_id, [column.removesuffix("_id") for column in after]
    for table, rows in [
        *planned.adds.items(),
        *((table, [row]) for table, row in planned.removes),
    ]:
        if table in _PAIRS:
            owner, column, field = _PAIRS[table]
            yield from ((owner, row[column], [field]) for row in rows)
