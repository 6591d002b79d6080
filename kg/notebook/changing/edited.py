"""An edited document made whole: what it left out is emptied, and what is new gets its id."""

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import records
from kg.domain.keys import key, new_uid
from kg.domain.vocabulary import Weight
from kg.errors import KgError, RecordError, did_you_mean
from kg.notebook.finding import find
from kg.notebook.records.gather import Record
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

MODELS: dict[type[Struct], type[Entity]] = {
    records.Speaker: Speaker,
    records.Concept: Concept,
    records.Source: Source,
    records.Evidence: Evidence,
    records.Claim: Claim,
    records.Link: Link,
    records.Prediction: Prediction,
    records.Position: Position,
    records.Forecast: Forecast,
    records.Resolution: Resolution,
}
WITHIN = {"positions": Position, "forecasts": Forecast, "resolutions": Resolution}
FIXED = ("outcome", "fraction", "decided")
"""What stands in a resolution for ever."""

_EMPTY: dict[str, Any] = {"about": [], "tags": [], "evidence": [], "weight": Weight.MAIN}
_KEPT = {"kind", "statement", "claims"}
"""Of claims and predictions the fields that cannot be empty, if they are there at all."""


class Edited:
    """An edited document beside the records from which it was made."""

    def __init__(
        self, session: Session, before: dict[str, list[Record]], notebook: records.Notebook
    ) -> None:
        self.session, self.notebook = session, notebook
        self.claims = {one["id"] for one in before["claims"]}
        self.before: dict[type[Entity], dict[str, Record]] = {
            model: {one["id"]: one for one in before[word]}
            for word, model in (("claims", Claim), ("links", Link), ("predictions", Prediction))
        }
        for field, model in WITHIN.items():
            self.before[model] = {
                inner["id"]: inner
                for word in ("claims", "predictions")
                for one in before[word]
                for inner in one.get(field, ())
            }

    def each(self, *, within: bool = True) -> Iterator[tuple[str, Any]]:
        """Claims, links and predictions, and what stands within them, each with its path."""
        for word in ("claims", "links", "predictions"):
            for at, one in enumerate(getattr(self.notebook, word)):
                yield f"{word}[{at}]", one
                for field in WITHIN if within else ():
                    inner = getattr(one, field, UNSET)
                    for place, each in enumerate(() if inner is UNSET else inner):
                        yield f"{word}[{at}].{field}[{place}]", each

    def old(self, one: Struct) -> Record | None:
        """What a record was before, or None when it is new."""
        return self.before[MODELS[type(one)]].get(one.id)  # type: ignore[attr-defined]


def complete(edited: Edited) -> None:
    """Make an edited document say all that it means; raises RecordError where it cannot be."""
    _refuse_known(edited)
    names = _Names(edited)
    for path, one in edited.each():
        names.settle(path, one)
        old = edited.old(one)
        if old is None:
            _begin(edited, path, one)
        else:
            _empty_missing(path, one, old)
        if isinstance(one, records.Forecast) and not one.words and one.probability in (None, UNSET):
            raise RecordError(
                "A forecast needs a probability or words.", path, "Write one of them."
            )
    _refuse_lost_claims(edited)
    _refuse_strangers(edited)


def _refuse_known(edited: Edited) -> None:
    """Speakers and the like may be added here; what is known of them is changed elsewhere."""
    for word in ("speakers", "concepts", "sources", "evidence"):
        for at, one in enumerate(getattr(edited.notebook, word)):
            if _is_known(edited, one):
                noun = MODELS[type(one)].__tablename__
                raise RecordError(
                    f"{one.id!r} is in the notebook already.",
                    f"{word}[{at}].id",
                    f"Take it out here, and change it with kg {noun} edit.",
                )


def _is_known(edited: Edited, one: Any) -> bool:
    model = MODELS[type(one)]
    wanted = select(model.id).where(model.uid == one.id)
    return edited.session.scalar(wanted) is not None


def _begin(edited: Edited, path: str, one: Any) -> None:
    """Give something new an id of its own, and see that the one it has is nobody else's."""
    if one.id is UNSET:
        one.id = new_uid(_words_of(one))
    elif _is_known(edited, one):
        noun = MODELS[type(one)].__tablename__
        raise RecordError(
            f"{one.id!r} is a {noun} that was not opened here.", f"{path}.id", "Take the id out."
        )


def _words_of(one: Any) -> str:
    if isinstance(one, records.Link):
        return f"{one.kind} {one.to}"
    return str(getattr(one, "speaker", getattr(one, "outcome", "")))


def _empty_missing(path: str, one: Any, old: Record) -> None:
    """What was there and is left out is to be empty; lists of records are looked at elsewhere."""
    for field in old:
        name = "from_" if field == "from" else field
        if field in WITHIN or field == "id" or getattr(one, name) is not UNSET:
            continue
        needed = _KEPT - {"statement"} if isinstance(one, records.Prediction) else _KEPT
        if field in needed and not isinstance(one, records.Position):
            noun = MODELS[type(one)].__tablename__
            raise RecordError(
                f"A {noun} needs its {field}.", path, f"Write {field}: again, changed or not."
            )
        setattr(one, name, _EMPTY.get(field))
    if isinstance(one, records.Resolution):
        _refuse_other_verdict(path, one, old)


def _refuse_other_verdict(path: str, one: records.Resolution, old: Record) -> None:
    for field in FIXED:
        value = getattr(one, field)
        if (None if value is UNSET else value) != old.get(field):
            raise RecordError(
                "A resolution stays what it was.",
                f"{path}.{field}",
                f"Write {field}: {old.get(field) or 'null'}. To correct it, withdraw it by "
                "withdrawn: DAY, and add another one.",
            )


def _refuse_lost_claims(edited: Edited) -> None:
    there = {one.id for one in edited.notebook.claims}
    if lost := [uid for uid in edited.claims if uid not in there]:
        raise RecordError(
            f"The claim {min(lost)!r} is gone.",
            "claims",
            "Put it back with its id; kg claim remove takes a claim away.",
        )


def _refuse_strangers(edited: Edited) -> None:
    """Links and predictions belong to the claims at hand; and of links there are no twins."""
    mine = {one.id for one in edited.notebook.claims}
    seen: set[tuple[Any, ...]] = set()
    for at, one in enumerate(edited.notebook.links):
        twin = (one.from_, one.kind, one.to, one.by or None)
        if twin in seen:
            raise RecordError("This link stands here twice.", f"links[{at}]", "Take one out.")
        seen.add(twin)
        if not mine & {one.from_, one.to}:
            raise RecordError(
                "This link joins none of the claims here.", f"links[{at}]", "Take it out."
            )
    for at, reading in enumerate(edited.notebook.predictions):
        if not mine & set(reading.claims or ()):
            raise RecordError(
                "This prediction reads none of the claims here.",
                f"predictions[{at}]",
                "Name one under claims:, or take the prediction out.",
            )


class _Names:
    """From names, numbers and ids in a document to ids; names that are new are added to it."""

    def __init__(self, edited: Edited) -> None:
        self.session, self.notebook = edited.session, edited.notebook
        self.found: dict[tuple[type[Any], str], str] = {}
        for one in edited.notebook.claims:
            self.found[Claim, one.id] = one.id
        declared: tuple[tuple[type[Any], list[Any]], ...] = (
            (Speaker, self.notebook.speakers),
            (Concept, self.notebook.concepts),
            (Source, self.notebook.sources),
        )
        for model, some in declared:
            for one in some:
                called = getattr(one, "names", getattr(one, "title", UNSET))
                spoken = [] if called is UNSET else [called]
                for name in [one.id, *spoken, *(getattr(one, "aliases", UNSET) or ())]:
                    for text in name.values() if isinstance(name, dict) else [name]:
                        self.found[model, key(text)] = one.id

    def settle(self, path: str, one: Any) -> None:
        """Put ids in place of what is meant by a record's fields."""
        for field, model in _MEANT.get(type(one), ()):
            value = getattr(one, field)
            shown = f"{path}.{field.rstrip('_')}"
            if isinstance(value, str):
                setattr(one, field, self.uid(model, value, shown))
            elif isinstance(value, list):
                for at, each in enumerate(value):
                    value[at] = self.uid(model, each, f"{shown}[{at}]")

    def uid(self, model: type[Any], name: str, path: str) -> str:
        """The id of what is meant."""
        known = self.found.get((model, key(name))) or self.found.get((model, name))
        if known is None:
            known = self.found[model, key(name)] = self._look_up(model, name, path)
        return known

    def _look_up(self, model: type[Any], name: str, path: str) -> str:
        try:
            if model is Claim:
                return find.claim(self.session, name).uid
            if model is Source and "://" in name:
                address = select(Source.uid).where(Source.url == name).limit(1)
                return self.session.scalar(address) or self._new(model, name, {"url": name})
            row = find.named_or_none(self.session, model, name)
        except KgError as error:
            raise RecordError(error.message, path, error.remedy) from None
        if row is not None:
            uid: str = row.uid
            return uid
        noun = model.__tablename__
        near = find.near(self.session, model, name)
        if near or name.strip().isdecimal():
            meant = did_you_mean(near) or f"See kg {noun} list."
            raise RecordError(
                f"There is no {noun} {name!r}.",
                path,
                f"{meant} If it is a new one, write under {noun}s: with an id and its name.",
            )
        return self._new(model, name, {})

    def _new(self, model: type[Any], name: str, more: dict[str, Any]) -> str:
        uid = new_uid(name.rpartition("://")[2])
        if model is Speaker:
            self.notebook.speakers.append(records.Speaker(uid, names=name))
        elif model is Concept:
            self.notebook.concepts.append(records.Concept(uid, names=name))
        else:
            self.notebook.sources.append(records.Source(uid, title=name, **more))
        return uid


_MEANT: dict[type[Struct], tuple[tuple[str, type[Any]], ...]] = {
    records.Claim: (("about", Concept),),
    records.Position: (("speaker", Speaker), ("source", Source)),
    records.Link: (("from_", Claim), ("to", Claim), ("by", Speaker)),
    records.Prediction: (("claims", Claim),),
    records.Forecast: (("speaker", Speaker),),
}


def called(row: Any) -> str:
    """A row in a sentence: its word, its number and what it says in short."""
    return f"{row.__tablename__} {row.id}" + (f" ({short})" if (short := _short(row)) else "")


def _short(row: Any) -> str:
    match row:
        case Speaker() | Concept() | Source():
            return find.label(row)
        case Position():
            return f"{find.label(row.speaker)} {row.stance}"
        case Link():
            return f"{row.from_id} {row.kind} {row.to_id}"
        case Forecast():
            return find.label(row.speaker)
        case Resolution():
            return str(row.outcome)
    return ""
