"""Capturing: one filled-in form becomes one claim, or one stance, with all that hangs on it."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from kg.domain import quotes
from kg.domain.checks import probability, word
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import ClaimKind, Stance
from kg.domain.wording import brief, clean
from kg.errors import Invalid, KgError, NotFound, did_you_mean
from kg.notebook import claims, find, positions, predictions
from kg.notebook.edits import set_changed
from kg.store.history import batch_of
from kg.store.models import Claim, Concept, Position, Prediction, Source, Speaker

SEPARATORS = re.compile(r"[,，、;；\n]")
"""What stands between the names of concepts."""


class Misfit(KgError):
    """Something typed cannot be saved; `field` says where it stands."""

    exit_code = 2

    def __init__(self, field: str, message: str, remedy: str | None = None) -> None:
        super().__init__(message, remedy)
        self.field = field


class MayBeKnown(Misfit):
    """A name is new but nearly a known one; whoever insists on it says so in Entry.sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A form as it was filled in, every field as it was typed.

    It makes a new claim of `statement`, or with `claim` takes a stance on the claim of that number.
    `begins` and `ends` are where `quote` stands in the source's text. `sure` names the fields of
    which the curator insists that what is new there is new.
    """

    begins: int
    ends: int
    quote: str = ""
    turn: int | None = None
    speaker: str = ""
    said: str = ""
    statement: str = ""
    claim: int | None = None
    stance: str = Stance.ASSERTS.value
    kind: str = ClaimKind.OPINION.value
    about: str = ""
    due: str = ""
    criteria: str = ""
    horizon: str = ""
    likelihood: str = ""
    sure: tuple[str, ...] = ()

    @property
    def checkable(self) -> bool:
        """Whether it asks for a prediction that can be checked."""
        return bool(
            self.due.strip()
            or self.criteria.strip()
            or self.horizon.strip()
            or (self.claim is None and self.kind == ClaimKind.PREDICTION)
        )


class Saved(NamedTuple):
    """What became of an entry; `batch_id` is its number in the history."""

    claim_id: int
    new: bool
    stance: str
    prediction_id: int | None
    due: PartialDate | None
    batch_id: int


def save(session: Session, source: Source, entry: Entry, *, today: date) -> Saved:
    """Write an entry into the notebook; raises Misfit, naming the field, when it cannot be."""
    likelihood = _likelihood(entry.likelihood)
    due = _day("due", entry.due)
    said = _day("said", entry.said)
    who = _speaker(session, entry)
    if entry.claim is None:
        claim = _new_claim(session, entry, today)
    else:
        with at("claim"):
            claim = find.claim(session, entry.claim)
    with at("quote"):
        position = positions.take(
            session,
            claim,
            who,
            word(Stance, entry.stance) if entry.claim is not None else Stance.ASSERTS,
            today=today,
            said=said,
            source=source,
            turn=entry.turn,
            quote=entry.quote or None,
            new=True,
        )
    _anchor(position, source, entry)
    reading = _reading(session, entry, claim, due, likelihood != (None, None))
    if reading is not None and likelihood != (None, None):
        with at("likelihood"):
            predictions.forecast(
                session,
                reading,
                position.speaker,
                likelihood[0],
                words=likelihood[1],
                made=position.said,
                today=today,
            )
    session.flush()
    return Saved(
        claim.id,
        entry.claim is None,
        str(position.stance),
        reading.id if reading else None,
        reading.due if reading else None,
        batch_of(session) or 0,
    )


def _anchor(position: Position, source: Source, entry: Entry) -> None:
    """Have a quote stand where it was chosen, though the same words may stand elsewhere, too."""
    if source.passage is None or not position.quote:
        return
    here = (entry.begins, entry.ends)
    anchor = quotes.find(source.passage.text, position.quote, here)
    if anchor is not None and here[0] <= anchor.start < anchor.end <= here[1]:
        set_changed(position, anchor=asdict(anchor))


@contextmanager
def at(field: str) -> Iterator[None]:
    """Say of what goes wrong within that it stands in this field."""
    try:
        yield
    except Misfit:
        raise
    except KgError as error:
        raise Misfit(field, error.message, error.remedy) from error


def _day(field: str, text: str) -> PartialDate | None:
    with at(field):
        return PartialDate.parse(unicodedata.normalize("NFKC", text)) if text.strip() else None


def _likelihood(text: str) -> tuple[float | None, str | None]:
    """A number, words, or both, as in «60%», «大概率» and «70% pretty sure»."""
    text = text.strip()
    match = re.match(r"(\d*\.?\d+)\s*(%?)(?![\w.])\s*", unicodedata.normalize("NFKC", text))
    if match is None:
        return None, text or None
    with at("likelihood"):
        number = probability(float(match[1]) / (100 if match[2] else 1))
    return number, unicodedata.normalize("NFKC", text)[match.end() :].lstrip(",;: ") or None


def _speaker(session: Session, entry: Entry) -> Speaker | str:
    with at("speaker"):
        if not entry.speaker.strip():
            raise Invalid("Nobody is named who says so.", "Name the speaker.")
        return _known(session, Speaker, "speaker", entry.speaker, entry.sure) or entry.speaker


def _new_claim(session: Session, entry: Entry, today: date) -> Claim:
    with at("statement"):
        clean(entry.statement, "statement")
    with at("about"):
        about: list[Concept | str] = [
            _known(session, Concept, "about", name, entry.sure) or name
            for name in concept_names(entry.about)
        ]
    with at("statement"):
        return claims.add(
            session,
            " ".join(entry.statement.split()),
            today=today,
            kind=ClaimKind.PREDICTION if entry.checkable else word(ClaimKind, entry.kind),
            about=about,
            new=True,
        )


def concept_names(typed: str) -> list[str]:
    """The names in a list as it is typed, each once.

    >>> concept_names("o1, 强化学习、o1，")
    ['o1', '强化学习']
    """
    return list(dict.fromkeys(name for one in SEPARATORS.split(typed) if (name := one.strip())))


def _known(
    session: Session,
    model: type[find.Named],
    field: str,
    name: str,
    sure: tuple[str, ...],
) -> find.Named | None:
    """The row that bears a name, or None where it is new; raises MayBeKnown when it may not be."""
    row = find.named_or_none(session, model, name)
    if row is not None:
        return row
    what = model.__tablename__
    if name.strip().isdecimal():
        raise NotFound(f"There is no {what} {name.strip()}.", "Write a name.")
    near = [] if field in sure else find.near(session, model, name)
    if near:
        raise MayBeKnown(
            field,
            f"There is no {what} {brief(name)!r}.",
            f"{did_you_mean(near)} If it is a new one, save again.",
        )
    return None


def _reading(
    session: Session, entry: Entry, claim: Claim, due: PartialDate | None, likely: bool
) -> Prediction | None:
    """The reading that an entry makes, or the one that its likelihood is about."""
    if not entry.checkable and not likely:
        return None
    read = [one.prediction for one in claim.readings]
    if not entry.checkable and read:
        if len(read) > 1:
            numbers = " and ".join(str(one.id) for one in read)
            raise Misfit(
                "likelihood",
                f"Claim {claim.id} is read by predictions {numbers}.",
                f"Say how likely one of them is with kg forecast {read[0].id}.",
            )
        return read[0]
    with at("criteria"):
        return predictions.predict(
            session,
            [claim],
            due=due,
            criteria=entry.criteria.strip() or None,
            horizon=entry.horizon.strip() or None,
        )
