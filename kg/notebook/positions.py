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
from kg.notebook import ids, past, sources, speakers
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import duplicates, find
from kg.notebook.listening import verifying
from kg.notebook.resolutions import refuse_early_verdicts
from kg.store.models import Claim, Position, Source, Speaker, Turn


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
    is new gets the `section`. Raises Conflict when that is still to come, when the source's text
    is kept and the quote is not in it, and when all of it is written down already.
    """
    about = find.claim(session, claim)
    what = word(Stance, stance)
    if turn is not None and source is None:
        raise Invalid("A turn needs a source.", "Name the source with --source.")
    if section and turn is None:
        raise Invalid("A section needs a turn.", "Give the turn's number with --turn.")
    who = speakers.find_or_add(session, speaker, new=new)
    where = None if source is None else sources.find_or_add(session, source, new=new)
    place = None
    if where is not None and turn is not None:
        place = sources.turn(session, where, turn, section=section, speaker=who)
    day, quoted = _said(said, where, today), _quoted(where, place, quote)
    _refuse_twin(session, about, who, what, day, where, quoted["quote"])
    row = Position(
        uid=ids.own(
            session, Position, uid, f"{said_in(about.statement)[:20]} {said_in(who.names)}"
        ),
        claim=about,
        speaker=who,
        stance=what,
        said=day,
        source=where,
        turn=place,
        note=wording(note, "note") if note else None,
        **quoted,
    )
    session.add(row)
    session.flush()
    return row


def _said(said: PartialDate | str | None, source: Source | None, today: date) -> PartialDate:
    if said:
        day = PartialDate.parse(said)
    else:
        dated = source and (source.recorded or source.published)
        day = dated or PartialDate.parse(today)
    past.refuse_still_to_come(day, today, "said")
    return day


def _quoted(source: Source | None, turn: Turn | None, quote: str | None) -> dict[str, Any]:
    if not quote:
        return {"quote": None, "anchor": None}
    quote = clean(quote, "quote", longest=10_000)
    if source is None or source.passage is None:
        return {"quote": quote, "anchor": None}
    anchor = quotes.find(source.passage.text, quote, verifying.bounds(turn))
    if anchor is None:
        raise not_in_text(source, quote)
    return {"quote": quote, "anchor": asdict(anchor)}


def not_in_text(source: Source, quote: str) -> Conflict:
    """That the text of a source lacks these words, with the words in it that are most like them."""
    assert source.passage is not None
    near = quotes.nearest(source.passage.text, quote)
    return Conflict(
        f"The text of {find.label(source)} does not have the words «{brief(quote)}».",
        f"Did you mean «{brief(near, 200)}»?" if near else "Copy them from it exactly.",
    )


def _refuse_twin(
    session: Session,
    claim: Claim,
    speaker: Speaker,
    stance: Stance,
    said: PartialDate | None,
    source: Source | None,
    quote: str | None,
    *,
    but: Position | None = None,
) -> None:
    twin = duplicates.same_position(session, claim, speaker, stance, said, source, quote, but=but)
    if twin is not None:
        day = f", {said}" if said else ""
        raise Conflict(
            f"That is position {twin.id} already: {find.label(speaker)} {stance}{day}.",
            f"Change it with kg position edit {twin.id}.",
        )


def edit(
    session: Session,
    key: find.Key | Position,
    *,
    speaker: find.Key | Speaker | Keep = KEEP,
    stance: Stance | str | Keep = KEEP,
    said: PartialDate | str | None | Keep = KEEP,
    source: find.Key | Source | None | Keep = KEEP,
    turn: int | None | Keep = KEEP,
    quote: str | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
    today: date | None = None,
) -> Position:
    """Change what is given of a position; raises Conflict when there is another such position.

    With `today`, it does as well when the day on which it was said is still to come.
    """
    row = find.position(session, key)
    day = unless_kept(said, lambda new: PartialDate.parse(new) if new else None)
    if today and isinstance(day, PartialDate):
        past.refuse_still_to_come(day, today, "said")
    if not isinstance(speaker, Keep):
        set_changed(row, speaker=find.speaker(session, speaker))
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
        words = row.quote if isinstance(quote, Keep) else quote
        set_changed(row, **_quoted(row.source, row.turn, words))
    elif not isinstance(turn, Keep):
        set_changed(row, anchor=verifying.anchor_in_turn(row))
    set_changed(
        row,
        stance=unless_kept(stance, lambda new: word(Stance, new)),
        said=day,
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    _refuse_twin(
        session, row.claim, row.speaker, row.stance, row.said, row.source, row.quote, but=row
    )
    if not isinstance(said, Keep):
        refuse_early_verdicts(row.claim)
    session.flush()
    return row


def remove(session: Session, key: find.Key | Position) -> Position:
    """Remove a position; raises Conflict when a verdict would come before what is said then."""
    row = find.position(session, key)
    claim = row.claim
    session.delete(row)
    session.flush()
    session.expire(claim)
    refuse_early_verdicts(claim)
    return row
