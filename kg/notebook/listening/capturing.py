"""Capturing: one filled-in form becomes one claim, or one stance, with all that hangs on it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.orm import Session

from kg.domain import quotes
from kg.domain.checks import word
from kg.domain.dates import PartialDate
from kg.domain.sentences import Span
from kg.domain.spoken_odds import Likelihood, likelihood
from kg.domain.spoken_times import Window, window
from kg.domain.vocabulary import ClaimKind, Stance
from kg.domain.wording import brief, clean
from kg.errors import Invalid, KgError, NotFound, did_you_mean
from kg.notebook import claims, doubts, past, positions, predictions, spoken
from kg.notebook.changing.edits import set_changed
from kg.notebook.finding import find
from kg.notebook.spoken import Told
from kg.store.history import batch_of
from kg.store.models import Claim, Concept, Position, Prediction, Source, Speaker

if TYPE_CHECKING:
    from kg.domain.likelihood import Scale

SEPARATORS = re.compile(r"[,，、;；\n]")
"""What stands between the names of concepts."""


class Misfit(KgError):
    """Something typed cannot be saved; `field` says where it stands."""

    exit_code = 2

    def __init__(self, field: str, message: str, remedy: str | None = None) -> None:
        super().__init__(message, remedy)
        self.field = field


class MayBeKnown(Misfit):
    """A name is new but nearly a known one; whoever insists on it says so in Filled.sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it was filled in, every field as it was typed.

    It makes a new claim of `statement`, or with `claim` takes a stance on the claim of that number.
    `sought` are the words by which that claim is looked for, and `about_known` says that one is
    wanted, also while none is chosen. `begins` and `ends` are where `quote` stands in the source's
    text. `sure` names the fields of which the curator insists that what is new there is new.
    """

    begins: int
    ends: int
    quote: str = ""
    turn: int | None = None
    speaker: str = ""
    said: str = ""
    statement: str = ""
    about_known: bool = False
    sought: str = ""
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
    def span(self) -> Span:
        """Where its words stand in the source's text."""
        return Span(self.begins, self.ends)

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
    """What became of a form; `batch_id` is its number in the history.

    `told` is what its words of time and likelihood came to, and what in it may be a slip.
    """

    claim_id: int
    new: bool
    stance: str
    prediction_id: int | None
    due: PartialDate | None
    batch_id: int
    told: tuple[Told, ...] = ()


def save(
    session: Session,
    source: Source,
    filled: Filled,
    *,
    today: date,
    scales: "Sequence[Scale] | None" = None,
) -> Saved:
    """Write a form into the notebook; raises Misfit, naming the field, when it cannot be.

    Likelihood words are read by `scales`, else by those that come with kg.
    """
    likely = _likelihood(filled.likelihood)
    said = _day("said", filled.said)
    with at("said"):
        past.refuse_still_to_come(
            said or source.recorded or source.published or PartialDate.parse(today), today, "said"
        )
    when = spoken_window(filled, said or source.recorded or source.published, today)
    who = _speaker(session, filled)
    if filled.claim is None:
        claim = _new_claim(session, filled, today)
    else:
        with at("claim"):
            claim = find.claim(session, filled.claim)
    with at("quote"):
        position = positions.take(
            session,
            claim,
            who,
            word(Stance, filled.stance) if filled.claim is not None else Stance.ASSERTS,
            today=today,
            said=said,
            source=source,
            turn=filled.turn,
            quote=filled.quote or None,
            new=True,
        )
    _anchor(position, source, filled)
    reading = _reading(session, filled, claim, when, likely != (None, None))
    told = list(spoken.times_told(when, reading.id)) if reading and filled.checkable else []
    if told and not said and (doubt := spoken.undated(position)):
        told.append(doubt)
    slips = [*doubts.of_position(position)]
    if reading is not None:
        slips += doubts.of_prediction(reading)
    if reading is not None and likely != (None, None):
        with at("likelihood"):
            forecast = spoken.forecast(
                session,
                reading,
                position.speaker,
                likely.number,
                words=likely.words,
                scales=scales,
                made=position.said,
                today=today,
            )
        told += forecast.told
        slips += doubts.of_words(forecast.forecast, scales)
    session.flush()
    told += [Told(slip, understood=False) for slip in slips]
    return Saved(
        claim.id,
        filled.claim is None,
        str(position.stance),
        reading.id if reading else None,
        reading.due if reading else None,
        batch_of(session) or 0,
        tuple(told),
    )


def spoken_window(filled: Filled, said: PartialDate | None, today: date) -> Window:
    """When what is predicted in a form opens and is due, counted from `said`, else from today."""
    with at("due"):
        return window(
            horizon=filled.horizon.strip() or None,
            due=filled.due.strip() or None,
            said=said or PartialDate.parse(today),
        )


def _anchor(position: Position, source: Source, filled: Filled) -> None:
    """Have a quote stand where it was chosen, though the same words may stand elsewhere, too."""
    if source.passage is None or not position.quote:
        return
    here = (filled.begins, filled.ends)
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


def _likelihood(text: str) -> Likelihood:
    with at("likelihood"):
        return likelihood(text) if text.strip() else Likelihood(None, None)


def _speaker(session: Session, filled: Filled) -> Speaker | str:
    with at("speaker"):
        if not filled.speaker.strip():
            raise Invalid("Nobody is named who says so.", "Name the speaker.")
        return _known(session, Speaker, "speaker", filled.speaker, filled.sure) or filled.speaker


def _new_claim(session: Session, filled: Filled, today: date) -> Claim:
    with at("statement"):
        clean(filled.statement, "statement")
    with at("about"):
        about: list[Concept | str] = [
            _known(session, Concept, "about", name, filled.sure) or name
            for name in concept_names(filled.about)
        ]
    with at("statement"):
        return claims.add(
            session,
            " ".join(filled.statement.split()),
            today=today,
            kind=ClaimKind.PREDICTION if filled.checkable else word(ClaimKind, filled.kind),
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
    session: Session, filled: Filled, claim: Claim, when: Window, likely: bool
) -> Prediction | None:
    """The reading that a form makes, or the one that its likelihood is about."""
    if not filled.checkable and not likely:
        return None
    read = [one.prediction for one in claim.readings]
    if not filled.checkable and read:
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
            opens=when.opens,
            due=when.due,
            criteria=filled.criteria.strip() or None,
            horizon=when.horizon,
        )
