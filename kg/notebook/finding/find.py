"""From what a person typed to the one thing that is meant: by number, id, name or alias."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.keys import key as as_key
from kg.domain.wording import brief, said_in, shown
from kg.errors import Ambiguous, NotFound, did_you_mean
from kg.notebook import moves
from kg.store import names
from kg.store.models import (
    Claim,
    Concept,
    Entity,
    Evidence,
    Forecast,
    Link,
    Position,
    Prediction,
    Resolution,
    Source,
    Speaker,
    View,
)

Key = str | int
"""A local number, a stable id, or for named things any name or alias in any language."""

COMPARED = 20_000
"""Among so many claims, those added last, is looked for what may be meant by words not found."""

Found = TypeVar("Found", bound=Entity)
Named = TypeVar("Named", Speaker, Concept, Source)
Addressed = TypeVar("Addressed", Source, Evidence)


def claim(session: Session, key: Key | Claim) -> Claim:
    """The claim meant by its number, its id, or the exact words of its statement."""
    if isinstance(key, Claim):
        return key
    return _by_id(session, Claim, key) or _claim_by_words(session, shown(str(key)))


def speaker(session: Session, key: Key | Speaker) -> Speaker:
    """The speaker meant by name, alias, id or number."""
    return key if isinstance(key, Speaker) else _named(session, Speaker, str(key))


def concept(session: Session, key: Key | Concept) -> Concept:
    """The concept meant by name, alias, id or number."""
    return key if isinstance(key, Concept) else _named(session, Concept, str(key))


def source(session: Session, key: Key | Source) -> Source:
    """The source meant by title, address, id or number."""
    if isinstance(key, Source):
        return key
    by_address = _by_address(session, Source, key)
    if len(by_address) > 1:
        raise _ambiguous(
            f"{len(by_address)} sources have the address {brief(str(key))}.", by_address
        )
    return by_address[0] if by_address else _named(session, Source, str(key))


def prediction(session: Session, key: Key | Prediction) -> Prediction:
    """The prediction meant by its number or id."""
    if isinstance(key, Prediction):
        return key
    row = _by_id(session, Prediction, key)
    if row is None:
        raise NotFound(f"There is no prediction {brief(str(key))}.", _readings_of(session, key))
    return row


def _readings_of(session: Session, key: Key) -> str:
    """What may be meant where a claim was named instead of its prediction."""
    claim = _by_id(session, Claim, key)
    if claim is None or not claim.readings:
        return "See kg prediction list."
    numbers = " and ".join(str(reading.prediction_id) for reading in claim.readings)
    return f"Claim {claim.id} is read by prediction {numbers}."


def position(session: Session, key: Key | Position) -> Position:
    """The position meant by its number or id."""
    return key if isinstance(key, Position) else _numbered(session, Position, key)


def link(session: Session, key: Key | Link) -> Link:
    """The link meant by its number or id."""
    return key if isinstance(key, Link) else _numbered(session, Link, key)


def forecast(session: Session, key: Key | Forecast) -> Forecast:
    """The forecast meant by its number or id."""
    return key if isinstance(key, Forecast) else _numbered(session, Forecast, key)


def resolution(session: Session, key: Key | Resolution) -> Resolution:
    """The resolution meant by its number or id."""
    return key if isinstance(key, Resolution) else _numbered(session, Resolution, key)


def view(session: Session, key: Key | View) -> View:
    """The view meant by its name, number or id; a name wins over a number."""
    if isinstance(key, View):
        return key
    wanted = as_key(str(key))
    named = [
        row for row in session.scalars(select(View).order_by(View.id)) if as_key(row.name) == wanted
    ]
    if len(named) > 1:
        raise _ambiguous(f"{len(named)} views are called {brief(str(key))}.", named)
    row = named[0] if named else _by_id(session, View, key)
    if row is None:
        from difflib import get_close_matches

        names = {as_key(name): name for name in session.scalars(select(View.name))}
        near = [names[one] for one in get_close_matches(wanted, names, n=3)]
        raise NotFound(
            f"There is no view {brief(str(key))!r}.",
            did_you_mean(near)
            or ("See kg view list." if names else "Add it: kg view add NAME QUERY"),
        )
    return row


def evidence(session: Session, key: Key | Evidence) -> Evidence:
    """The evidence meant by its number, id, address or title."""
    if isinstance(key, Evidence):
        return key
    if by_address := _by_address(session, Evidence, key):
        return by_address[0]
    if row := _by_id(session, Evidence, key):
        return row
    wanted = as_key(str(key))
    for row_id, title in session.execute(select(Evidence.id, Evidence.title)):
        if wanted and any(as_key(text) == wanted for text in title.values()):
            return session.get_one(Evidence, row_id)
    raise NotFound(
        f"There is no evidence {brief(str(key))!r}.",
        "Give a web address with its https://, or add it first: kg evidence add.",
    )


def _by_address(session: Session, model: type[Addressed], key: Key) -> Sequence[Addressed]:
    address = shown(str(key)).strip()
    if "://" not in address:
        return ()
    return session.scalars(select(model).where(model.url == address).order_by(model.id)).all()


def named_or_none(session: Session, model: type[Named], key: str) -> Named | None:
    """The one row that bears a name, id or number, or None; raises Ambiguous when several bear it.

    A name or an id wins over a number, so that a concept called 2050 is not the 2,050th.
    """
    table: str = model.__tablename__
    text: str = shown(key).strip()
    bearing = {*names.rows_called(session, table, text), *_by_uid(session, model, text)}
    rows: list[Named] = [session.get_one(model, row_id) for row_id in sorted(bearing)]
    if len(rows) > 1:
        exact = [row for row in rows if text == row.uid or text in names.of(session, table, row.id)]
        rows = exact if len(exact) == 1 else rows
    if len(rows) == 1:
        return rows[0]
    numbered = _by_number(session, model, text)
    if numbered is None and rows:
        raise _ambiguous(f"{len(rows)} {table}s are called {brief(key)}.", rows, key)
    return numbered


def _ambiguous(message: str, rows: Sequence[Entity], asked: str = "") -> Ambiguous:
    numbers = ", ".join(told_apart(row, asked) for row in rows)
    return Ambiguous(message, f"Say which by number: {numbers}.")


def told_apart(row: Entity, asked: str = "") -> str:
    """A row's number and id, and for a speaker or concept what tells it from its namesakes.

    That is its note, else how it is called beside the name that was `asked` for.
    """
    about = ""
    if isinstance(row, Speaker | Concept):
        also = [one for one in (*row.names.values(), *row.aliases) if as_key(one) != as_key(asked)]
        about = brief(said_in(row.note) or ", ".join(also), 60)
    return f"{row.id} ({row.uid}{f': {about}' * bool(about)})"


def near(session: Session, model: type[Named], key: str) -> list[str]:
    """How the rows with names like `key` are called, the nearest first, each name once."""
    found = [
        next(
            (
                name
                for name in names.of(session, model.__tablename__, row_id)
                if as_key(name) == near
            ),
            near,
        )
        for row_id, near in names.nearest(session, model.__tablename__, key)
    ]
    return list(dict.fromkeys(found))


def _named(session: Session, model: type[Named], key: str) -> Named:
    row = named_or_none(session, model, key)
    if row is None:
        nearest = near(session, model, key)
        raise NotFound(
            f"There is no {model.__tablename__} {brief(key)!r}.",
            did_you_mean(nearest) or f"See kg {model.__tablename__} list.",
        )
    return row


def _numbered(session: Session, model: type[Found], key: Key) -> Found:
    row = _by_id(session, model, key)
    if row is None:
        word = model.__tablename__
        raise NotFound(
            f"There is no {word} {brief(str(key))}.",
            f"kg prediction show N shows the {word}s of prediction N."
            if word in _OF_PREDICTIONS
            else f"See kg {word} list.",
        )
    return row


_OF_PREDICTIONS = {"forecast", "resolution"}


def _by_id(session: Session, model: type[Found], key: Key) -> Found | None:
    text = shown(str(key)).strip()
    numbered = _by_number(session, model, text)
    if numbered is not None:
        return numbered
    return next((session.get_one(model, one) for one in _by_uid(session, model, text)), None)


def _by_number(session: Session, model: type[Found], text: str) -> Found | None:
    # PostgreSQL knows no larger numbers.
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) < 2**31):
        return None
    row = session.get(model, int(text))
    if row is None and (uid := moves.uid_of_number(session, model.__tablename__, int(text))):
        return next((session.get_one(model, one) for one in _survivor(session, model, uid)), None)
    return row


def _by_uid(session: Session, model: type[Found], text: str) -> Sequence[int]:
    return _with_uid(session, model, text) or _survivor(session, model, text)


def _survivor(session: Session, model: type[Found], uid: str) -> Sequence[int]:
    """The number of the row into which the one with this id was merged, if it was."""
    to_uid = moves.survivors(session, model.__tablename__, [uid]).get(uid)
    return () if to_uid is None else _with_uid(session, model, to_uid)


def _with_uid(session: Session, model: type[Found], uid: str) -> Sequence[int]:
    return session.scalars(select(model.id).where(model.uid == uid)).all()


def claims_saying(session: Session, words: str) -> list[Claim]:
    """The claims that say just this in one of their languages, however it is written."""
    wanted = as_key(words)
    rows = [session.get_one(Claim, one) for one in names.rows_called(session, "claim", words)]
    # The index keeps only the beginnings of long ones.
    return [row for row in rows if wanted in map(as_key, row.statement.values()) and wanted]


def _claim_by_words(session: Session, words: str) -> Claim:
    if rows := claims_saying(session, words):
        if len(rows) > 1:
            raise _ambiguous(f"{len(rows)} claims say {brief(words)!r}.", rows)
        return rows[0]
    near = _near_statements(session, words)
    known = session.scalar(select(func.count()).select_from(Claim))
    raise NotFound(
        f"There is no claim {brief(words)!r}.",
        did_you_mean([f"{row_id} ({brief(text)})" for _, row_id, text in near])
        or (
            "See kg claim list."
            if known
            else "The notebook has no claims yet: add one with kg add."
        ),
    )


def _near_statements(session: Session, words: str) -> list[tuple[float, int, str]]:
    """The likest statements with their claims, among the claims that were added last."""
    # rapidfuzz is wanted only after a miss.
    from rapidfuzz import fuzz

    newest = select(Claim.id, Claim.statement).order_by(Claim.id.desc()).limit(COMPARED)
    near = [
        (-likeness, row_id, text)
        for row_id, statement in session.execute(newest)
        for text in statement.values()
        if (likeness := fuzz.ratio(words, text, score_cutoff=60)) > 0
    ]
    return sorted(near)[:3]


def label(row: Speaker | Concept | Source, language: str = "en") -> str:
    """What to call a named row in a sentence."""
    return said_in(row.title if isinstance(row, Source) else row.names, language)
