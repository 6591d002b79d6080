"""Merging: several claims, speakers or concepts that are one become one, with all they have."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.joining import joined, joined_note
from kg.domain.keys import key as as_key
from kg.domain.wording import brief, said_in, wording
from kg.errors import Conflict
from kg.notebook import moves
from kg.notebook.changing.edits import set_changed
from kg.notebook.concepts import refuse_cycle
from kg.notebook.finding import find
from kg.store.models import (
    About,
    Claim,
    Concept,
    Entity,
    Forecast,
    Link,
    Numbered,
    Position,
    Reading,
    Resolution,
    Speaker,
    Turn,
)

Kept = TypeVar("Kept", Claim, Speaker, Concept)


@dataclass
class Merged(Generic[Kept]):
    """What a merge came to: the row that is kept, and in words what became of the others."""

    kept: Kept
    others: list[tuple[int, str]] = field(default_factory=list)
    """The numbers and the words of those that are gone."""
    moved: Counter[str] = field(default_factory=Counter)
    """How many rows of which table are the kept one's now."""
    told: list[str] = field(default_factory=list)
    """Sentences on what fell together, went away or was put into the note."""


def claims(
    session: Session, kept: find.Key | Claim, others: Iterable[find.Key | Claim]
) -> Merged[Claim]:
    """Make claims one: the first stays, and gets all that hangs on the others.

    Languages that its statement lacks are filled; other words in the same language go into the
    note. A link between them goes away; positions, links and verdicts that are there twice fall
    together. Raises Conflict when one is named twice.
    """
    row = find.claim(session, kept)
    result = Merged(row)
    for other in _others(row, others, lambda key: find.claim(session, key)):
        _move_pairs(session, result, About, "concept_id", row, other)
        _move_pairs(session, result, Reading, "prediction_id", row, other)
        for position in list(other.positions):
            _move(session, result, position, {"claim": row})
        for link in _pointing(session, Link, "from_id", other):
            _move(session, result, link, {"from_claim": row})
        for link in _pointing(session, Link, "to_id", other):
            _move(session, result, link, {"to_claim": row})
        for resolution in list(other.resolutions):
            _move(session, result, resolution, {"claim": row})
        _join(session, result, row, other)
    return result


def speakers(
    session: Session,
    kept: find.Key | Speaker,
    others: Iterable[find.Key | Speaker],
    *,
    force: bool = False,
) -> Merged[Speaker]:
    """Make speakers one: the first stays, says what the others said, and bears their names too.

    Raises Conflict when they are not of one kind, such as a person and an organisation, unless
    `force` says that they are one all the same.
    """
    row = find.speaker(session, kept)
    result = Merged(row)
    for other in _others(row, others, lambda key: find.speaker(session, key)):
        if other.kind is not row.kind and not force:
            raise Conflict(
                f"Speaker {row.id}, {find.label(row)}, is of the kind {row.kind}; "
                f"{other.id}, {find.label(other)}, is of the kind {other.kind}.",
                "If they are one all the same, say --force.",
            )
        for model in (Turn, Position, Link, Forecast):
            for held in _pointing(session, model, "speaker_id", other):
                _move(session, result, held, {"speaker": row})
        _join(session, result, row, other)
    return result


def concepts(
    session: Session, kept: find.Key | Concept, others: Iterable[find.Key | Concept]
) -> Merged[Concept]:
    """Make concepts one: claims are about the first, which is called as the others were, too.

    It takes over what they are broader than, and their broader concept if it has none. Raises
    Conflict when a concept would be broader than itself.
    """
    row = find.concept(session, kept)
    result = Merged(row)
    for other in _others(row, others, lambda key: find.concept(session, key)):
        _move_pairs(session, result, About, "claim_id", row, other)
        below_it = [
            one for one in _pointing(session, Concept, "broader_id", other) if one is not row
        ]
        own = None if row.broader is other else row.broader
        above = own or other.broader
        set_changed(row, broader=None)
        for narrower in below_it:
            narrower.broader = row
            result.moved["concept"] += 1
        if own is not None:
            refuse_cycle(row, own)
        if above is not None and not _stands_below(above, row):
            set_changed(row, broader=above)
        session.flush()
        _join(session, result, row, other)
    return result


def _stands_below(concept: Concept, other: Concept) -> bool:
    """Whether a concept is `other`, or `other` is broader than it."""
    step: Concept | None = concept
    passed: set[Concept] = set()
    while step is not None and step not in passed and step is not other:
        passed.add(step)
        step = step.broader
    return step is other


def _others(row: Kept, keys: Iterable[Any], find_one: Any) -> list[Kept]:
    """The rows to be merged into `row`; raises Conflict when one is that row, or named twice."""
    word = row.__tablename__
    found: list[Kept] = []
    for key in keys:
        other = find_one(key)
        typed = str(key.id if isinstance(key, Entity) else key)
        if other is row:
            itself = isinstance(key, Entity) or typed in {str(row.id), row.uid}
            raise Conflict(
                f"{word.capitalize()} {row.id} cannot be merged with itself."
                if itself
                else f"{brief(typed)} is {word} {row.id} already.",
                "Name two that are two." if itself else "There is nothing left to merge.",
            )
        if other in found:
            raise Conflict(f"{word.capitalize()} {other.id} is named twice.", "Name it once.")
        found.append(other)
    if not found:
        raise Conflict(f"{word.capitalize()} {row.id} stands alone.", "Name another to merge.")
    return found


def _pointing(session: Session, model: type[Any], column: str, row: Entity) -> Sequence[Any]:
    """The rows of a table that point at a row."""
    return session.scalars(
        select(model).where(getattr(model, column) == row.id).order_by(model.id)
    ).all()


def _move_pairs(
    session: Session,
    result: Merged[Any],
    model: type[About] | type[Reading],
    beside: str,
    row: Claim | Concept,
    other: Claim | Concept,
) -> None:
    """Let what belonged to `other` belong to `row`; pairs that are there twice fall together."""
    side = row.__tablename__
    known = {getattr(one, beside) for one in _pointing(session, model, f"{side}_id", row)}
    for pair in _pointing(session, model, f"{side}_id", other):
        if getattr(pair, beside) in known:
            session.delete(pair)
        else:
            setattr(pair, side, row)
            result.moved[model.__tablename__] += 1
    session.flush()
    session.expire(row)
    session.expire(other)


def _move(session: Session, result: Merged[Any], held: Any, to: dict[str, Any]) -> None:
    """Let one row belong to the kept one, or fall together with its twin there."""
    word = held.__tablename__
    if isinstance(held, Link):
        ends = {to.get("from_claim", held.from_claim), to.get("to_claim", held.to_claim)}
        if len(ends) == 1:
            result.told.append(_gone(held))
            session.delete(held)
            session.flush()
            return
    set_changed(held, **to)
    session.flush()
    twin = None if isinstance(held, Turn) else _twin(session, held)
    if twin is None:
        result.moved[word] += 1
        return
    _fall_together(session, twin, held)
    result.told.append(f"{word.capitalize()} {held.id} fell together with {word} {twin.id}.")


def _gone(link: Link) -> str:
    note = f" Its note was: {brief(said_in(link.note))}" if link.note else ""
    return (
        f"Link {link.id} went away, for it joined them: "
        f"{link.from_id} {link.kind} {link.to_id}.{note}"
    )


_ALIKE: dict[type[Numbered], tuple[str, ...]] = {
    Position: ("claim_id", "speaker_id", "stance", "said", "source_id"),
    Link: ("from_id", "to_id", "kind", "speaker_id"),
    Forecast: (
        *("prediction_id", "speaker_id", "made", "low", "middle", "high", "words"),
        *("basis", "scale"),
    ),
    Resolution: ("claim_id", "outcome", "fraction", "decided", "withdrawn"),
}
"""The columns in which two rows must agree to say the same thing twice."""

_FILLED: dict[type[Numbered], tuple[str, ...]] = {
    Position: ("turn_id", "quote", "anchor"),
    Resolution: ("confidence", "withdrawn_because"),
}
"""The columns that only one of them may have: the fuller one tells."""


def _twin(session: Session, row: Any) -> Any:
    """The oldest other row that says the same as this one, or nothing that contradicts it."""
    model = type(row)
    same = select(model).where(
        model.id != row.id,
        *(
            getattr(model, column).is_(None)
            if getattr(row, column) is None
            else getattr(model, column) == getattr(row, column)
            for column in _ALIKE[model]
        ),
    )
    for other in session.scalars(same.order_by(model.id)):
        if all(
            None in (mine := (getattr(row, column), getattr(other, column)))
            or _as_compared(mine[0]) == _as_compared(mine[1])
            for column in _FILLED.get(model, ())
        ):
            return other
    return None


def _as_compared(value: Any) -> Any:
    return as_key(value) if isinstance(value, str) else value


def _fall_together(session: Session, twin: Any, row: Any) -> None:
    """Fill `twin` with what only `row` has, and remove `row`, whose id leads to `twin` now."""
    for column in _FILLED.get(type(row), ()):
        if getattr(twin, column) is None:
            set_changed(twin, **{column: getattr(row, column)})
    set_changed(twin, note=joined_note(twin.note, (row.note or {}).items()))
    if isinstance(row, Resolution):
        called = {one.evidence_id for one in twin.citations}
        for citation in list(row.citations):
            if citation.evidence_id not in called:
                citation.resolution = twin
    session.flush()
    session.expire(row)
    uid, to_uid = row.uid, twin.uid
    session.delete(row)
    session.flush()
    moves.note(session, row.__tablename__, uid, to_uid)


_PLAIN = {
    "claim": ("kind", "statement", "tags", "note"),
    "speaker": ("kind", "names", "aliases", "url", "note"),
    "concept": ("kind", "names", "aliases", "url", "note"),
}


def _join(session: Session, result: Merged[Any], row: Any, other: Any) -> None:
    """Give `row` the words of `other`, which is removed and whose id leads to `row` now."""
    word = row.__tablename__
    columns = _PLAIN[word]
    changed = joined(
        word,
        {column: getattr(row, column) for column in columns},
        {column: getattr(other, column) for column in columns},
    )
    if "note" in changed and changed["note"] is not None:
        wording(changed["note"], "note")
    set_changed(row, **changed)
    words = said_in(other.statement if isinstance(other, Claim) else other.names)
    result.others.append((other.id, words))
    if isinstance(row, Claim) and _worded_otherwise(row, other):
        result.told.append(f"The words of claim {other.id} are kept in the note.")
    session.flush()
    # Its lists have changed hands.
    session.expire(other)
    uid = other.uid
    session.delete(other)
    session.flush()
    session.expire(row)
    moves.note(session, word, uid, row.uid)


def _worded_otherwise(row: Claim, other: Claim) -> bool:
    return any(
        as_key(text) != as_key(row.statement.get(code, text))
        for code, text in other.statement.items()
    )
