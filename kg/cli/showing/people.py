"""Output for people: pieces of cards, and the cards of speakers, concepts, sources, evidence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kg.cli.terminal import block, bold, columns, dim, on_one_line, painter, wrapped
from kg.domain.vocabulary import Stance
from kg.domain.wording import Wording, said_in
from kg.notebook import asof
from kg.notebook.evidence import cited
from kg.notebook.finding.find import label
from kg.store.models import (
    About,
    Concept,
    Evidence,
    Forecast,
    Passage,
    Position,
    Source,
    Speaker,
    Turn,
)

INDENT = 2
LABEL = 12

_PAINTS = {
    # Blue and yellow stay apart for eyes that do not tell red from green.
    "right": painter(fg="blue", bold=True),
    "wrong": painter(fg="red", bold=True),
    "overdue": painter(fg="yellow", bold=True),
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(2_000, "piece of evidence", "pieces of evidence")
    ('1 claim', '2,000 pieces of evidence')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share in per cent.

    >>> percent(0.07), percent(0.125)
    ('7 %', '12.5 %')
    """
    return f"{round(100 * share, 2):g} %"


def heading(title: str, *facts: str | None) -> str:
    """The first line of a card: what it is, and what is to be known first."""
    rest = ", ".join(paint_state(on_one_line(fact)) for fact in facts if fact)
    return bold(title) + (f", {rest}" if rest else "")


def as_of_day(day: date | None) -> str | None:
    """What a heading says of the day as of which a card is shown."""
    return f"as of {day}" if day else None


def paint_state(text: str) -> str:
    """A state, such as overdue by 3 days, in its colour where it has one."""
    paint = _PAINTS.get(text.split(" ", 1)[0])
    return paint(text) if paint else text


def section(title: str) -> Iterator[str]:
    """The line over a part of a card, with an empty one before it."""
    yield ""
    yield bold(title)


def numbered(number: int, lines: Iterable[str]) -> Iterator[str]:
    """Part of a card behind its number."""
    lead = f"  {number}  "
    for line in lines:
        for shown in block(line, len(lead), lead):
            yield shown
            lead = " " * len(lead)


def words(texts: Mapping[str, str], language: str) -> Iterator[str]:
    """The same words in all their languages, the chosen one first."""
    if len(texts) == 1:
        yield from block(next(iter(texts.values())), INDENT)
        return
    widest = max(map(len, texts)) + 2
    for code in sorted(texts, key=lambda code: (code != language, code != "en")):
        lead = " " * INDENT + dim(code.ljust(widest))
        lines = wrapped(on_one_line(texts[code]), columns() - INDENT - widest)
        yield lead + lines[0]
        for line in lines[1:]:
            yield " " * (INDENT + widest) + line


def fields(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Labelled values, one under the other; those without a value are left out."""
    for name, value in pairs:
        if value:
            lines = list(block(value, INDENT + LABEL))
            yield " " * INDENT + dim(name.ljust(LABEL)) + lines[0][INDENT + LABEL :]
            yield from lines[1:]


def note_fields(note: Wording | None, language: str, uid: str) -> Iterator[str]:
    """The note, in the chosen language, and the stable id that end most cards."""
    yield from fields([("note", said_in(note, language)), ("id", uid)])


def all_names(names: Wording, aliases: list[str], language: str) -> str:
    """The name in the chosen language, with the others behind it."""
    first = said_in(names, language)
    rest = [one for one in dict.fromkeys([*names.values(), *aliases]) if one != first]
    return first + (f" ({', '.join(rest)})" if rest else "")


def speaker(
    session: Session,
    row: Speaker,
    language: str,
    as_of: date | None = None,
    among: Iterable[tuple[str, str | None]] = (),
) -> Iterator[str]:
    """The card of a speaker; `among` is what is said of where they stand among the others."""
    yield heading(f"Speaker {row.id}", row.kind, as_of_day(as_of))
    yield from words(row.names, language)
    yield from fields([("also", ", ".join(row.aliases)), ("url", row.url)])
    yield from note_fields(row.note, language, row.uid)
    stances = dict(
        session.execute(
            select(Position.stance, func.count())
            .where(Position.speaker_id == row.id, *asof.by(Position.said, as_of))
            .group_by(Position.stance)
        ).all()
    )
    told = [f"{stance} {stances[stance]}" for stance in Stance if stance in stances]
    yield from fields([("stances", ", ".join(told))])
    made = asof.by(Forecast.made, as_of)
    forecasts = _number(session, Forecast.speaker_id, row.id, *made)
    yield from fields([("forecasts", str(forecasts or "")), *among])


def concept(session: Session, row: Concept, language: str) -> Iterator[str]:
    """The card of a concept."""
    yield heading(f"Concept {row.id}", row.kind)
    yield from words(row.names, language)
    narrower = session.scalars(
        select(Concept).where(Concept.broader_id == row.id).order_by(Concept.id)
    )
    yield from fields(
        [
            ("also", ", ".join(row.aliases)),
            (
                "broader",
                f"{label(row.broader, language)} ({row.broader.id})" if row.broader else None,
            ),
            ("narrower", ", ".join(f"{label(one, language)} ({one.id})" for one in narrower)),
            ("claims", str(_number(session, About.concept_id, row.id) or "")),
            ("url", row.url),
        ]
    )
    yield from note_fields(row.note, language, row.uid)


def source(session: Session, row: Source, language: str) -> Iterator[str]:
    """The card of a source."""
    yield heading(f"Source {row.id}", row.kind)
    yield from words(row.title, language)
    # Not through the row, which would read the whole text to tell how long it is.
    text = session.scalar(select(func.length(Passage.text)).where(Passage.source_id == row.id))
    yield from fields(
        [
            ("publisher", row.publisher),
            ("url", row.url),
            ("published", str(row.published or "")),
            ("recorded", str(row.recorded or "")),
            ("language", row.language),
            ("turns", str(_number(session, Turn.source_id, row.id) or "")),
            ("text", counted(text, "character") + ", kept here" if text else None),
            ("positions", str(_number(session, Position.source_id, row.id) or "")),
        ]
    )
    yield from note_fields(row.note, language, row.uid)


def evidence(session: Session, row: Evidence, language: str) -> Iterator[str]:
    """The card of a piece of evidence."""
    yield heading(f"Evidence {row.id}", row.grade)
    yield from words(row.title, language)
    yield from fields(
        [
            ("url", row.url if row.url not in row.title.values() else None),
            ("published", str(row.published or "")),
            ("quote", f"«{row.quote}»" if row.quote else None),
            ("called by", counted(cited(session, row), "resolution")),
        ]
    )
    yield from note_fields(row.note, language, row.uid)


def _number(
    session: Session,
    column: InstrumentedAttribute[Any],
    row_id: int,
    *conditions: ColumnElement[bool],
) -> int:
    """How many rows that meet the conditions point at this one."""
    return session.scalar(select(func.count()).where(column == row_id, *conditions)) or 0


def local_time(moment: str) -> str:
    """A moment of the history by the clock of this machine."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
