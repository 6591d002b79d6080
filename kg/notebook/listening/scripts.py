"""Sources as they are read: turns and sentences in order, and what is captured of them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.sentences import Span, sentences
from kg.domain.wording import said_in
from kg.errors import Invalid
from kg.notebook.finding import find
from kg.store import names
from kg.store.models import Claim, Position, Source, Speaker, Turn


@dataclass(frozen=True, slots=True)
class Part:
    """What one speaker says in one go: a turn of a source, or its whole text without turns.

    `begins` and `ends` count characters of the text; `speaker` is a name or id that is theirs
    alone, or empty where only the source's `label` is known. `start` is in seconds.
    """

    number: int | None
    begins: int
    ends: int
    section: str | None = None
    label: str | None = None
    speaker: str = ""
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """The text of a source as it is read: its parts in order, and the sentences in them.

    `part_of` has for each sentence the index of its part.
    """

    source_id: int
    uid: str
    title: str
    said: str
    language: str | None
    text: str
    parts: list[Part]
    sentences: list[Span] = field(repr=False)
    part_of: list[int] = field(repr=False)


class Mark(NamedTuple):
    """A claim captured from a source: `begins` to `ends`, or the whole of turn `number`."""

    begins: int | None
    ends: int | None
    number: int | None
    claim_id: int
    speaker: str
    stance: str
    statement: str


def script(session: Session, source: Source, language: str = "en") -> Script:
    """What there is to read in a source; raises Invalid when its text is not kept."""
    if source.passage is None or not source.passage.text.strip():
        raise Invalid(
            f"The text of {find.label(source, language)} is not kept in the notebook.",
            f"Add it: kg source edit {source.id} --text FILE.",
        )
    text = source.passage.text
    parts = _parts(session, source, len(text), language)
    found: list[Span] = []
    part_of: list[int] = []
    for index, part in enumerate(parts):
        here = sentences(text[part.begins : part.ends], source.language)
        found += [Span(part.begins + one.begins, part.begins + one.ends) for one in here]
        part_of += [index] * len(here)
    said = source.recorded or source.published
    return Script(
        source_id=source.id,
        uid=source.uid,
        title=said_in(source.title, language),
        said=str(said) if said else "",
        language=source.language,
        text=text,
        parts=parts,
        sentences=found,
        part_of=part_of,
    )


def _parts(session: Session, source: Source, length: int, language: str) -> list[Part]:
    turns = session.scalars(
        select(Turn)
        .where(Turn.source_id == source.id, Turn.begins.is_not(None), Turn.ends.is_not(None))
        .order_by(Turn.number)
    ).all()
    known = _speakers_by_label(session, source)
    keys = {
        one.id: speaker_key(session, one, language)
        for one in session.scalars(
            select(Speaker).where(
                Speaker.id.in_(
                    {turn.speaker_id for turn in turns if turn.speaker_id} | set(known.values())
                )
            )
        )
    }
    parts = []
    end = 0
    for turn in turns:
        begins, ends = turn.begins or 0, turn.ends or 0
        # A turn that does not fit the text any more is not there to be read.
        if not end <= begins < ends <= length:
            continue
        end = ends
        speaker = turn.speaker_id or known.get(turn.label or "")
        parts.append(
            Part(
                number=turn.number,
                begins=begins,
                ends=ends,
                section=turn.section,
                label=turn.label,
                speaker=keys.get(speaker, "") if speaker else "",
                start=turn.start,
            )
        )
    return parts or [Part(number=None, begins=0, ends=length)]


def speakers_by_label(session: Session, source: Source, language: str = "en") -> dict[str, str]:
    """Who was last said to speak where a source says Speaker 1, as they are to be typed."""
    last = _speakers_by_label(session, source)
    return {
        label: speaker_key(session, session.get_one(Speaker, speaker_id), language)
        for label, speaker_id in last.items()
    }


def _speakers_by_label(session: Session, source: Source) -> dict[str, int]:
    """Who was last said to speak where this source says Speaker 1."""
    rows = session.execute(
        select(Turn.label, Position.speaker_id)
        .join(Position, Position.turn_id == Turn.id)
        .where(Turn.source_id == source.id, Turn.speaker_id.is_(None), Turn.label.is_not(None))
        .order_by(Position.id)
    )
    return {label: speaker_id for label, speaker_id in rows if label}


def speaker_key(session: Session, speaker: Speaker, language: str = "en") -> str:
    """What to type for a speaker: the name, or the id where others have the same name."""
    name = said_in(speaker.names, language)
    return name if names.rows_called(session, "speaker", name) == [speaker.id] else speaker.uid


def captured(session: Session, source: Source, language: str = "en") -> list[Mark]:
    """What has been captured from a source, in the order of its text."""
    rows = session.execute(
        select(Position, Claim.statement, Speaker.names, Turn.number)
        .join(Claim, Claim.id == Position.claim_id)
        .join(Speaker, Speaker.id == Position.speaker_id)
        .outerjoin(Turn, Turn.id == Position.turn_id)
        .where(Position.source_id == source.id)
        .order_by(Position.id)
    )
    marks = []
    for position, statement, speaker, number in rows:
        anchor = position.anchor or {}
        begins, ends = anchor.get("start"), anchor.get("end")
        marks.append(
            Mark(
                begins if isinstance(ends, int) else None,
                ends if isinstance(begins, int) else None,
                number,
                position.claim_id,
                said_in(speaker, language),
                str(position.stance),
                said_in(statement, language),
            )
        )
    return sorted(marks, key=lambda one: (one.begins is None, one.begins or 0, one.claim_id))
