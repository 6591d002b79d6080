"""Positions: what one speaker says of one claim, where, when and in which words."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kg.domain import quotes
from kg.domain.checks import word
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.domain.wording import Wording, brief, clean, said_in, wording
from kg.errors import Conflict, Invalid
from kg.notebook import find, ids, sources, speakers
from kg.notebook.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.store.models import Claim, Position, Source, Speaker


def take(
    session: Session,
    claim: find.Key | Claim,
    speaker: find.Key | Speaker,
    stance: Stance | str,
    *,
    today: date,
    said: PartialDate | str | None = None,
    source: find.Key | Source | None = None,
    section: str | None = None,
    turn: int | None = None,
    quote: str | None = None,
    note: str | Wording | None = None,
    new: bool = False,
    uid: str | None = None,
) -> Position:
    """Record that a speaker asserts, agrees with, disputes or asks about a claim.

    Without `said` it was said when the source was recorded or published, else `today`. A turn that
    is new gets the `section`. Raises Conflict when the source's text is kept and the quote is not
    in it.
    """
    about = find.claim(session, claim)
    what = word(Stance, stance)
    if turn is not None and source is None:
        raise Invalid("A turn needs a source.", "Name the source with --source.")
    if section and turn is None:
        raise Invalid("A section needs a turn.", "Give the turn's number with --turn.")
    who = speakers.find_or_add(session, speaker, new=new)
    where = None if source is None else sources.find_or_add(session, source, new=new)
    row = Position(
        uid=ids.own(
            session, Position, uid, f"{said_in(about.statement)[:20]} {said_in(who.names)}"
        ),
        claim=about,
        speaker=who,
        stance=what,
        said=_said(said, where, today),
        source=where,
        turn=sources.turn(session, where, turn, section=section, speaker=who)
        if where is not None and turn is not None
        else None,
        note=wording(note, "note") if note else None,
        **_quoted(where, quote),
    )
    session.add(row)
    session.flush()
    return row


def _said(said: PartialDate | str | None, source: Source | None, today: date) -> PartialDate:
    if said:
        return PartialDate.parse(said)
    dated = source and (source.recorded or source.published)
    return dated or PartialDate.parse(today)


def _quoted(source: Source | None, quote: str | None) -> dict[str, Any]:
    if not quote:
        return {"quote": None, "anchor": None}
    quote = clean(quote, "quote", longest=10_000)
    if source is None or source.passage is None:
        return {"quote": quote, "anchor": None}
    anchor = quotes.find(source.passage.text, quote)
    if anchor is None:
        raise Conflict(
            f"The text of {find.label(source)} does not have the words «{brief(quote)}».",
            "Copy them from it exactly.",
        )
    return {"quote": quote, "anchor": asdict(anchor)}


def edit(
    session: Session,
    key: find.Key | Position,
    *,
    stance: Stance | str | Keep = KEEP,
    said: PartialDate | str | None | Keep = KEEP,
    source: find.Key | Source | None | Keep = KEEP,
    turn: int | None | Keep = KEEP,
    quote: str | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> Position:
    """Change what is given of a position."""
    row = find.position(session, key)
    if not isinstance(source, Keep):
        set_changed(row, source=None if source is None else find.source(session, source), turn=None)
    if not isinstance(turn, Keep):
        if turn is not None and row.source is None:
            raise Invalid("A turn needs a source.", "Name the source with --source.")
        set_changed(
            row,
            turn=None
            if turn is None or row.source is None
            else sources.turn(session, row.source, turn, speaker=row.speaker),
        )
    if not isinstance(quote, Keep) or not isinstance(source, Keep):
        set_changed(row, **_quoted(row.source, row.quote if isinstance(quote, Keep) else quote))
    set_changed(
        row,
        stance=unless_kept(stance, lambda new: word(Stance, new)),
        said=unless_kept(said, lambda new: PartialDate.parse(new) if new else None),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def remove(session: Session, key: find.Key | Position) -> Position:
    """Remove a position."""
    row = find.position(session, key)
    session.delete(row)
    session.flush()
    return row
