"""What the answers to the questions of `kg add` mean: looked up, checked and completed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.cli.asking.questions import Choice
from kg.domain import quotes
from kg.domain.checks import web_address
from kg.domain.wording import brief, clean, clean_line, said_in
from kg.errors import Invalid, NotFound
from kg.notebook import positions
from kg.notebook.finding import find
from kg.store.models import Claim, Concept, Source, Speaker, Turn

Named = type[Speaker] | type[Concept] | type[Source]


class Answer(NamedTuple):
    """What was typed, what it means for the notebook, and how it is shown."""

    typed: str
    value: Any
    shown: str


NOTHING = Answer("", None, "")


def turn_number(session: Session, source: str, text: str) -> int:
    """The number of a turn; raises NotFound when the source's turns are known without it."""
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Invalid(f"{brief(text)!r} is not the number of a turn.", "Count them from 0 or 1.")
    number = int(text)
    row = known_source(session, source)
    if row is None or row.passage is None:
        return number
    mine = Turn.source_id == row.id
    last = session.scalar(select(func.max(Turn.number)).where(mine))
    known = session.scalar(select(Turn.id).where(mine, Turn.number == number))
    if last is not None and known is None:
        raise NotFound(f"{find.label(row)} has no turn {number}.", f"Its last is {last}.")
    return number


def quote(session: Session, source: str | None, text: str) -> str:
    """The words as spoken; raises Conflict when the source's text is kept without them."""
    text = clean(text, "quote", 10_000)
    row = known_source(session, source)
    if row is None or row.passage is None or quotes.find(row.passage.text, text):
        return text
    raise positions.not_in_text(row, text)


def known_source(session: Session, source: str | None) -> Source | None:
    """The source of an answer, unless it is new."""
    if not source:
        return None
    if "://" in source:
        return session.scalars(select(Source).where(Source.url == source)).first()
    return find.named_or_none(session, Source, source)


def named(session: Session, model: Named, text: str, language: str) -> Answer | None:
    """The row that bears a name, id or number, or None where it is new.

    Raises Ambiguous where several bear it, and Invalid or NotFound for what cannot be a name.
    """
    clean_line(text, "name", 500)
    row: Any
    if model is Source:
        row = known_source(session, text)
        if row is None and "://" in text:
            web_address(text)
    else:
        row = find.named_or_none(session, model, text)
    if row is None and text.isdecimal():
        raise NotFound(f"There is no {model.__tablename__} {text}.", "Write a name.")
    return None if row is None else Answer(text, row.uid, find.label(row, language))


def near(session: Session, model: Any, name: str) -> list[str]:
    """How those are called whose names are spelt much like `name`."""
    return find.near(session, model, name)


def claims_like(session: Session, statement: str, language: str) -> dict[str, str]:
    """Claims that say nearly the same, by number, with who says what of them."""
    # Wanted only here.
    from kg.notebook.finding.likeness import like

    found: dict[str, str] = {}
    for one in like(session, statement):
        row = session.get_one(Claim, one.claim_id)
        who = [f"{find.label(each.speaker, language)} {each.stance}" for each in row.positions[:3]]
        stances = f" ({', '.join(who)})" if who else ""
        found[str(row.id)] = brief(said_in(row.statement, language), 200) + stances
    return found


def one_of(allowed: Iterable[str], needed: str = "") -> Callable[[str], None]:
    """A check that an answer is one of a few; an empty one will do unless it is `needed`."""
    words = list(allowed)

    def check(text: str) -> None:
        if text.casefold() not in words and (text or needed):
            raise Invalid(needed or f"Answer {', '.join(words)}, or only Enter.")

    return check


def among(meanings: Mapping[str, str]) -> Callable[[str], Iterable[Choice]]:
    """Completion from a few words, each with what it means."""

    def choices(typed: str) -> Iterable[Choice]:
        start = typed.strip().casefold()
        return [Choice(one, one, about) for one, about in meanings.items() if one.startswith(start)]

    return choices
