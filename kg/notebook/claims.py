"""Claims: propositions in the curator's words, with who says what of them."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kg.domain.checks import word
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import ClaimKind, Stance, Weight
from kg.domain.wording import Wording, clean_line, said_in, wording
from kg.errors import Invalid
from kg.notebook import concepts, ids, positions
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import duplicates, find
from kg.store.models import About, Claim, Concept, Link, Prediction, Source, Speaker


def add(
    session: Session,
    statement: str | Wording,
    *,
    today: date,
    kind: ClaimKind | str = ClaimKind.OPINION,
    weight: Weight | str = Weight.MAIN,
    about: Iterable[find.Key | Concept] = (),
    tags: Iterable[str] = (),
    note: str | Wording | None = None,
    speaker: find.Key | Speaker | None = None,
    said: PartialDate | str | None = None,
    source: find.Key | Source | None = None,
    section: str | None = None,
    turn: int | None = None,
    quote: str | None = None,
    new: bool = False,
    uid: str | None = None,
) -> Claim:
    """Add a claim, with its author's assertion as the first position when a speaker is given.

    Speakers, concepts and sources that are unknown are added; a name that is nearly a known one
    raises NotFound, and a statement that another claim has raises Conflict, unless `new` says that
    it is new.
    """
    if speaker is None and (said or source or quote or turn is not None or section):
        raise Invalid("Nobody is named who said it.", "Name the speaker with --speaker.")
    words = wording(statement, "statement", longest=10_000)
    if not new:
        duplicates.refuse_same_statement(session, words)
    row = Claim(
        uid=ids.own(session, Claim, uid, said_in(words)),
        kind=word(ClaimKind, kind),
        weight=word(Weight, weight),
        statement=words,
        tags=[clean_line(tag, "tag", 100) for tag in tags],
        note=wording(note, "note") if note else None,
    )
    session.add(row)
    _set_about(row, [concepts.find_or_add(session, key, new=new) for key in about])
    session.flush()
    if speaker is not None:
        positions.take(
            session,
            row,
            speaker,
            Stance.ASSERTS,
            today=today,
            said=said,
            source=source,
            section=section,
            turn=turn,
            quote=quote,
            new=new,
        )
    return row


def edit(
    session: Session,
    key: find.Key | Claim,
    *,
    statement: str | Wording | Keep = KEEP,
    kind: ClaimKind | str | Keep = KEEP,
    weight: Weight | str | Keep = KEEP,
    about: Iterable[find.Key | Concept] = (),
    not_about: Iterable[find.Key | Concept] = (),
    tags: Iterable[str] | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
    new: bool = False,
) -> Claim:
    """Change what is given of a claim; a statement is changed language by language.

    Raises Conflict when another claim says so already, unless `new` is true.
    """
    row = find.claim(session, key)
    words = row.statement
    if not isinstance(statement, Keep):
        given = wording(statement, "statement", longest=10_000)
        if not new:
            duplicates.refuse_same_statement(session, given, but=row)
        words = {**words, **given}
    set_changed(
        row,
        statement=words,
        kind=unless_kept(kind, lambda new: word(ClaimKind, new)),
        weight=unless_kept(weight, lambda new: word(Weight, new)),
        tags=unless_kept(tags, lambda new: [clean_line(tag, "tag", 100) for tag in new]),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    gone = {find.concept(session, one).id for one in not_about}
    kept = [one.concept for one in row.about if one.concept_id not in gone]
    added = [concepts.find_or_add(session, one, new=new) for one in about]
    _set_about(row, [*kept, *added])
    session.flush()
    return row


def _set_about(row: Claim, wanted: list[Concept]) -> None:
    ids = {concept.id for concept in wanted}
    for one in list(row.about):
        if one.concept_id not in ids:
            row.about.remove(one)
    known = {one.concept_id for one in row.about}
    for concept in wanted:
        if concept.id not in known:
            known.add(concept.id)
            row.about.append(About(concept=concept, concept_id=concept.id))


def remove(session: Session, key: find.Key | Claim) -> Claim:
    """Remove a claim with what is said of it, its links, and predictions that read only it."""
    row = find.claim(session, key)
    for link in session.scalars(
        select(Link).where(or_(Link.from_id == row.id, Link.to_id == row.id))
    ):
        session.delete(link)
    read = readings_of(row)
    for prediction in read:
        if len(prediction.readings) == 1:
            session.delete(prediction)
    session.flush()
    session.expire(row)
    session.delete(row)
    session.flush()
    # The other predictions read one claim less.
    for prediction in read:
        if prediction in session:
            session.expire(prediction)
    return row


def readings_of(row: Claim) -> list[Prediction]:
    """The predictions that read a claim, in the order in which they were written down."""
    return [reading.prediction for reading in row.readings]
