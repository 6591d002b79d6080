"""Suggestions: sentences of a source that look like predictions, agreements or disagreements."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import cues
from kg.domain.cues import Judgement, Kind
from kg.domain.sentences import Span
from kg.domain.wording import guess_language
from kg.notebook.finding import find
from kg.notebook.listening import scripts
from kg.notebook.listening.scripts import Mark, Script
from kg.store.models import Source, Turn

SAMPLE = 20_000
"""Characters of a text by which its language is guessed."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue that fired; `begins` to `ends` count characters of the source's text."""

    name: str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence to look at: `begins` to `ends` of the source's text, in `turn` where it has turns.

    `what` it looks like most and `may_be` all that it may be; `cue` names what speaks most for it
    and `cues` all that do; `captured` are the numbers of claims whose quote overlaps it.
    """

    turn: Turn | None
    begins: int
    ends: int
    text: str
    what: Kind
    may_be: tuple[Kind, ...]
    cue: str
    cues: tuple[Cue, ...]
    score: float
    captured: tuple[int, ...]


def suggestions(
    session: Session, source: find.Key | Source, kind: Kind | None = None
) -> list[Suggestion]:
    """What to look at in a source, best first; with `kind` only what may be one.

    There is nothing in a language whose cues are not known. Raises Invalid when the source's text
    is not kept.
    """
    row = find.source(session, source)
    script = scripts.script(session, row)
    if not known_language(row, script.text):
        return []
    voices = [part.label or part.speaker for part in script.parts]
    found = cues.judgements(script.text, script.sentences, script.part_of, voices)
    turns = {
        turn.number: turn for turn in session.scalars(select(Turn).where(Turn.source_id == row.id))
    }
    captured = overlapping(script.sentences, scripts.captured(session, row))
    best = cues.ranked(found) if kind is None else cues.ranked(found, [kind])
    return [
        _suggestion(script, place, found[place], turns, captured, kind)
        for place in best
        if kind is None or found[place].may_be(kind)
    ]


def language(source: Source, text: str) -> str:
    """The code of the language in which a source is, without its region."""
    code = source.language or guess_language(text[:SAMPLE])
    return code.partition("-")[0].lower()


def known_language(source: Source, text: str) -> bool:
    """Whether the cues of the language are known in which a source is."""
    return language(source, text) in cues.LANGUAGES


def _suggestion(
    script: Script,
    place: int,
    judged: Judgement,
    turns: dict[int, Turn],
    captured: Sequence[tuple[int, ...]],
    kind: Kind | None,
) -> Suggestion:
    begins, ends = script.sentences[place]
    number = script.parts[script.part_of[place]].number
    fired = judged.cues(kind or judged.kind)
    return Suggestion(
        turn=None if number is None else turns.get(number),
        begins=begins,
        ends=ends,
        text=script.text[begins:ends],
        what=kind or judged.kind,
        may_be=tuple(one for one in cues.KINDS if judged.may_be(one)),
        cue=fired[0].name if fired else "",
        cues=tuple(Cue(mark.name, begins + mark.begins, begins + mark.ends) for mark in fired),
        score=judged.score if kind is None else judged.scores[kind],
        captured=captured[place],
    )


def overlapping(sentences: Sequence[Span], marks: Sequence[Mark]) -> list[tuple[int, ...]]:
    """For each of the sentences, which are in order, the claims whose quotes overlap it."""
    starts = [span.begins for span in sentences]
    found: list[list[int]] = [[] for _ in sentences]
    for mark in marks:
        if mark.begins is None or mark.ends is None:
            continue
        place = max(0, bisect_right(starts, mark.begins) - 1)
        while place < len(found) and starts[place] < mark.ends:
            if mark.begins < sentences[place].ends and mark.claim_id not in found[place]:
                found[place].append(mark.claim_id)
            place += 1
    return [tuple(sorted(one)) for one in found]
