"""Reading a source: its turns with their words, and what of them is captured already."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kg.domain.keys import key
from kg.domain.wording import brief
from kg.errors import NotFound, did_you_mean
from kg.notebook.finding import find
from kg.store.models import Position, Source, Speaker, Turn


@dataclass(frozen=True, slots=True)
class Captured:
    """A quote that a position rests on: where it stands in the text of its source."""

    begins: int
    ends: int
    claim_id: int
    position_id: int


@dataclass
class Passage:
    """A turn as it is read: its words, which begin at `begins` in the text, and what of them is
    captured. `elsewhere` are claims said in this turn in words that are not marked in it.
    """

    turn: Turn
    text: str | None
    heading: str | None = None
    captured: list[Captured] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)

    @property
    def begins(self) -> int:
        """Where the words begin in the text of the source."""
        return self.turn.begins or 0


def passages(
    session: Session,
    source: Source,
    *,
    numbers: Collection[int] | None = None,
    speaker: Speaker | str | None = None,
    section: str | None = None,
) -> list[Passage]:
    """The turns of a source in order: those with these numbers, of this speaker, in this section.

    A speaker is meant as such or by a label. Raises NotFound when the source has no turns, or none
    that is asked for.
    """
    turns = session.scalars(
        select(Turn)
        .where(Turn.source_id == source.id)
        .options(joinedload(Turn.speaker))
        .order_by(Turn.number)
    ).all()
    if not turns:
        raise NotFound(
            f"{find.label(source)} has no turns to read.",
            f"Give its transcript: kg source edit {source.id} --text FILE.",
        )
    text = source.passage.text if source.passage else None
    found = [Passage(turn, _words(turn, text)) for turn in turns]
    if text is not None:
        _add_headings(found, text)
    chosen = [
        one
        for one in found
        if (numbers is None or one.turn.number in numbers)
        and (speaker is None or _speaks(one.turn, speaker))
        and (section is None or key(one.turn.section or "") == key(section))
    ]
    if not chosen and isinstance(speaker, str):
        raise NotFound(
            f"Nobody called {brief(speaker)!r} speaks in {find.label(source)}.",
            did_you_mean(get_close_matches(speaker, _voices(turns), n=2, cutoff=0.6))
            or f"See kg source read {source.id}.",
        )
    if not chosen:
        raise NotFound(
            f"{find.label(source)} has no such turn.",
            f"Its turns are {turns[0].number} to {turns[-1].number}{_sections(turns)}.",
        )
    _add_captured(session, source, chosen)
    return chosen


def _words(turn: Turn, text: str | None) -> str | None:
    return None if text is None or turn.begins is None else text[turn.begins : turn.ends]


def _sections(turns: Iterable[Turn]) -> str:
    named = list(dict.fromkeys(turn.section for turn in turns if turn.section))
    return f", in the sections {', '.join(named[:20])}" if named else ""


def _voices(turns: Iterable[Turn]) -> set[str]:
    """The labels and names of those who speak."""
    labels = {turn.label for turn in turns if turn.label}
    return labels.union(*(turn.speaker.names.values() for turn in turns if turn.speaker))


def _speaks(turn: Turn, speaker: Speaker | str) -> bool:
    if isinstance(speaker, str):
        return turn.label is not None and key(turn.label) == key(speaker)
    return turn.speaker_id == speaker.id


def _add_headings(found: list[Passage], text: str) -> None:
    """Give the first turn of each section the words of the heading above it, if there are any."""
    before, section = 0, None
    for one in found:
        if one.text is None:
            continue
        if one.turn.section != section and one.turn.section is not None:
            lines = text[before : one.begins].split("\n")
            # The last line is the beginning of the turn's own, with its label.
            words = [line.strip().strip("*#=- ").strip() for line in lines[:-1]]
            # A label may stand on a line of its own, perhaps with a time.
            label = key(one.turn.label) if one.turn.label else None
            named = [
                line
                for line in words
                if line
                and key(line) != key(one.turn.section)
                and not (label and key(line).startswith(label))
            ]
            one.heading = " ".join(line for line in named if not line.endswith((":", "："))) or None
            if one.heading and len(one.heading) > 200:
                one.heading = None
        section = one.turn.section
        before = one.turn.ends or before


def _add_captured(session: Session, source: Source, chosen: list[Passage]) -> None:
    rows = session.execute(
        select(Position.id, Position.claim_id, Position.turn_id, Position.anchor)
        .where(Position.source_id == source.id)
        .order_by(Position.id)
    ).all()
    by_turn: defaultdict[int | None, list[int]] = defaultdict(list)
    marked: list[tuple[int | None, Captured]] = []
    for position_id, claim_id, turn_id, anchor in rows:
        if anchor is not None:
            marked.append(
                (turn_id, Captured(anchor["start"], anchor["end"], claim_id, position_id))
            )
        by_turn[turn_id].append(claim_id)
    marked.sort(key=lambda pair: (pair[1].begins, pair[1].ends))
    for one in chosen:
        if one.text is not None:
            begins, ends = one.begins, one.begins + len(one.text)
            one.captured = [
                mark for _, mark in marked if begins <= mark.begins and mark.ends <= ends
            ]
        shown = {mark.claim_id for mark in one.captured}
        one.elsewhere = sorted(set(by_turn[one.turn.id]) - shown)
