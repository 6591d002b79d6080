"""What is there twice, or nearly: found before it is written down, and told after it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.domain.wording import Wording, brief, said_in
from kg.errors import Conflict
from kg.notebook.finding import find
from kg.store import names
from kg.store.models import Claim, Concept, Position, Source, Speaker


def same_statement(
    session: Session, words: Mapping[str, str], *, but: Claim | None = None
) -> Claim | None:
    """The first claim that says the same in any of these languages, or None.

    Case, width and punctuation make no difference, as in names. `but` is passed over.
    """
    for text in words.values():
        for row in find.claims_saying(session, text):
            if row is not but:
                return row
    return None


def refuse_same_statement(session: Session, words: Wording, *, but: Claim | None = None) -> None:
    """Raise Conflict, naming the claim, when there is one that says the same."""
    twin = same_statement(session, words, but=but)
    if twin is not None:
        raise Conflict(
            f"Claim {twin.id} says so already: {_ended(brief(said_in(twin.statement)))}",
            f"Say who stands where on it: kg agree {twin.id} SPEAKER. "
            "If it is another claim all the same, say --new.",
        )


def remarks(session: Session, claim: Claim, limit: int = 3) -> list[str]:
    """Sentences on the claims that say nearly the same as `claim`, the most like first.

    For doors to show beside the result, after a claim was added or reworded and flushed (with
    `App.remark`, one sentence a line):

        Much like claim 12 (92 %): It takes years. kg claim merge 12 13 makes them one.

    It takes as long in a large notebook as in a small one. Before anything is added,
    `kg.notebook.finding.likeness.like` tells the same of bare words; exact doubles are refused by
    `claims.add` itself, unless its `new` is true.
    """
    # Wanted only here.
    from kg.notebook.finding.likeness import like

    found: dict[int, tuple[float, str]] = {}
    for text in claim.statement.values():
        for one in like(session, text, limit + 1):
            if one.claim_id != claim.id and one.likeness > found.get(one.claim_id, (0.0, ""))[0]:
                found[one.claim_id] = (one.likeness, one.statement)
    nearest = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
    return [
        f"Much like claim {row_id} ({likeness:.0f} %): {_ended(brief(statement))} "
        f"kg claim merge {row_id} {claim.id} makes them one."
        for row_id, (likeness, statement) in nearest
    ]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(tuple(".?!…。？！")) else f"{sentence}."


def refuse_same_name(
    session: Session, model: type[Speaker] | type[Concept], called: Iterable[str]
) -> None:
    """Raise Conflict, naming the row, when a speaker or concept bears one of these names."""
    word = model.__tablename__
    for name in called:
        for row_id in names.rows_called(session, word, name):
            row = session.get_one(model, row_id)
            raise Conflict(
                f"{brief(name)} is a name of {word} {find.told_apart(row, name)} already.",
                f"Change that with kg {word} edit {row_id}; if this is another, say --new.",
            )


def name_remarks(session: Session, row: Speaker | Concept) -> list[str]:
    """Sentences on others who bear a name of this row, or one spelt much like it."""
    word = row.__tablename__
    called = dict.fromkeys([*row.names.values(), *row.aliases])
    found: dict[int, tuple[str, str]] = {}
    for name in called:
        for other in names.rows_called(session, word, name):
            found.setdefault(other, (name, "is also a name of"))
    for name in called:
        for other, _ in names.nearest(session, word, name, limit=4):
            found.setdefault(other, (name, "is spelt much like a name of"))
    found.pop(row.id, None)
    return [
        f"{brief(name)} {verb} {word} {find.told_apart(session.get_one(type(row), other), name)}. "
        f"If they are one: kg {word} merge {other} {row.id}."
        for other, (name, verb) in list(found.items())[:3]
    ]


def contrary_remarks(session: Session, row: Position) -> list[str]:
    """A sentence where the speaker of a position took the opposite side of its claim, too."""
    against = _OPPOSITE.get(row.stance)
    if against is None:
        return []
    other = session.scalars(
        select(Position)
        .where(
            Position.claim_id == row.claim_id,
            Position.speaker_id == row.speaker_id,
            Position.stance.in_(against),
        )
        .order_by(Position.id.desc())
    ).first()
    if other is None:
        return []
    day = f", {other.said}" if other.said else ""
    who = find.label(row.speaker)
    return [f"{who} {other.stance} by position {other.id}{day}: with both it is a change of mind."]


_FOR = (Stance.ASSERTS, Stance.AGREES)
_OPPOSITE: dict[Stance, tuple[Stance, ...]] = {
    Stance.ASSERTS: (Stance.DISAGREES,),
    Stance.AGREES: (Stance.DISAGREES,),
    Stance.DISAGREES: _FOR,
}


def same_position(
    session: Session,
    claim: Claim,
    speaker: Speaker,
    stance: Stance,
    said: PartialDate | None,
    source: Source | None,
    quote: str | None,
    *,
    but: Position | None = None,
) -> Position | None:
    """The first position that says all of this already, or None; `but` is passed over."""
    # Without statistics SQLite may take any index. A claim has few positions, while a speaker or a
    # source may have very many: the sums keep it from theirs.
    values: dict[Any, Any] = {
        Position.speaker_id + 0: speaker.id,
        Position.stance: stance,
        Position.said: said,
        Position.source_id + 0: None if source is None else source.id,
        Position.quote: quote,
    }
    with session.no_autoflush:
        return session.scalars(
            select(Position)
            .where(
                Position.claim_id == claim.id,
                *(
                    column.is_(None) if value is None else column == value
                    for column, value in values.items()
                ),
                true() if but is None else Position.id != but.id,
            )
            .order_by(Position.id)
        ).first()
