"""What is scored: who held which prediction how likely, from when on, and what came of it."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from kg.analysis.verdicts import Scope, State, as_text, days, few, state, verdicts
from kg.domain.scoring import IMPLIED, Scored, Spread, closing, first_uttered
from kg.domain.selection import Selection
from kg.domain.spoken_times import vague
from kg.domain.vocabulary import Basis, Stance
from kg.notebook import asof
from kg.store.models import Forecast, Position, Prediction, Reading, Resolution


class Of(StrEnum):
    """What is scored; none of these is mixed with another.

    Three kinds of forecasts, by where their probabilities come from, and the claims that were
    checked themselves, of those who held them and of those who denied them.
    """

    STATED = "stated"
    VERBAL = "verbal"
    IMPLIED = "implied"
    HELD = "facts held"
    DENIED = "facts denied"

    @property
    def are_facts(self) -> bool:
        """Whether claims that were checked are meant, not forecasts."""
        return self in (Of.HELD, Of.DENIED)


# Looked up, which is quicker than asking the classes for each of many rows.
_SORTS = {str(of): of for of in Of}
_BASES = {of: Basis(of) for of in Of if not of.are_facts}
_STANCES = {str(stance): stance for stance in Stance}


@dataclass(slots=True, eq=False, kw_only=True)
class Question:
    """One speaker on one prediction, or on one claim that was checked (`target`).

    `said` are the forecasts in the order in which they were written down, `first` the one as first
    uttered; both are empty unless it is scored. `since` and `source` say when and where the speaker
    first spoke of it, as far as that is known; of a month or a year it is the last day.
    """

    speaker: int
    target: int
    of: Of
    state: State
    said: tuple[Scored, ...] = ()
    first: Scored | None = None
    since: date | None = None
    source: int | None = None
    halved: bool = False
    """It came true partly, nobody said how much, and it counts as half."""
    dependent: bool = False
    """The speaker is scored on another reading of the same claim, too."""
    vague_words: bool = False
    """When it is to come true was said in words whose bounds a rule of ours draws."""
    ahead: bool = False
    """It was decided on a day that is still to come."""

    @property
    def year(self) -> str | None:
        """The year in which the speaker first spoke of it."""
        return None if self.since is None else f"{self.since.year:04}"


class _Said(NamedTuple):
    """A forecast as it is in the notebook; one without a number has no spread."""

    made: str | None
    spread: Spread | None


def questions(
    session: Session,
    selection: Selection,
    today: date,
    *,
    as_of: date | None = None,
    table: Mapping[Stance, Spread] = IMPLIED,
) -> list[Question]:
    """All that can be scored among the predictions and claims that a selection means.

    Of the speakers that it names only these are asked about. With `as_of` everything is as it
    stood at the end of that day, by the rule of `kg.notebook.asof`. Every speaker who took a stance
    on a claim that a prediction reads, and gave no forecast, has the one that `table` implies.
    """
    scope = Scope.of(session, selection, as_of or today, as_of)
    with _uncollected():
        found = [*_forecasts(session, scope, table), *_facts(session, scope)]
        _mark_dependent(session, found)
        _mark_vague(session, found)
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Makes many things, all of which stay, without looking through them for waste meanwhile."""
    # For 50,000 forecasts the looking takes twice as long as the making.
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _forecasts(session: Session, scope: Scope, table: Mapping[Stance, Spread]) -> list[Question]:
    spoken, places = _spoken(session, scope, table)
    targets = {prediction for _, prediction, _ in spoken}
    due: dict[int, str | None] = dict(
        session.execute(
            select(Prediction.id, as_text(Prediction.due)).where(*few(Prediction.id, targets))
        ).all()
    )
    decided = verdicts(session, Resolution.prediction_id, scope, targets)
    found: list[Question] = []
    for (speaker, prediction, of), said in spoken.items():
        verdict = decided.get(prediction)
        question = Question(
            speaker=speaker,
            target=prediction,
            of=of,
            state=state(verdict, due[prediction], scope.today),
            since=min((days(one.made)[1] for one in said if one.made), default=None),
            source=places.get((speaker, prediction)),
            ahead=verdict is not None and verdict.ahead,
        )
        if verdict is not None and question.state is State.SCORED:
            by = due[prediction]
            end = closing(verdict.decided, days(by)[1] if by else None)
            question.said = tuple(
                Scored(
                    probability=one.spread,
                    outcome=verdict.outcome,
                    decided=end,
                    made=_made(one.made, end),
                    basis=_BASES[of],
                    question=(speaker, prediction, of),
                )
                for one in said
                if one.spread is not None
            )
            question.halved = verdict.halved
        found.append(question)
    _set_first([one for one in found if one.state is State.SCORED])
    return found


def _spoken(
    session: Session,
    scope: Scope,
    table: Mapping[Stance, Spread],
) -> tuple[dict[tuple[int, int, Of], list[_Said]], dict[tuple[int, int], int | None]]:
    """What each speaker held of each prediction, by basis, and where the speaker first spoke."""
    spoken: dict[tuple[int, int, Of], list[_Said]] = {}
    forecast: set[tuple[int, int]] = set()
    for prediction, speaker, basis, made, *ends in session.execute(
        select(
            Forecast.prediction_id,
            Forecast.speaker_id,
            type_coerce(Forecast.basis, String),
            as_text(Forecast.made),
            Forecast.low,
            Forecast.middle,
            Forecast.high,
        )
        .where(
            *few(Forecast.prediction_id, scope.predictions),
            *few(Forecast.speaker_id, scope.speakers),
            *asof.by(Forecast.made, scope.as_of),
        )
        .order_by(Forecast.id)
    ):
        if scope.means(prediction) and scope.asks(speaker):
            spread = None if None in ends else _spread(*ends)
            spoken.setdefault((speaker, prediction, _SORTS[basis]), []).append(_Said(made, spread))
            forecast.add((speaker, prediction))
    places: dict[tuple[int, int], int | None] = {}
    dated: dict[tuple[int, int], date] = {}
    for prediction, speaker, stance, day, source in session.execute(
        select(
            Reading.prediction_id,
            Position.speaker_id,
            type_coerce(Position.stance, String),
            as_text(Position.said),
            Position.source_id,
        )
        .join(Position, Position.claim_id == Reading.claim_id)
        .where(
            *few(Reading.prediction_id, scope.predictions),
            *few(Position.speaker_id, scope.speakers),
            *asof.by(Position.said, scope.as_of),
        )
        .order_by(Position.id)
    ):
        if not (scope.means(prediction) and scope.asks(speaker)):
            continue
        pair = speaker, prediction
        when = days(day)[1] if day else date.max
        if pair not in dated or when < dated[pair]:
            dated[pair], places[pair] = when, source
        if pair not in forecast and (spread := table.get(_STANCES[stance])) is not None:
            spoken.setdefault((*pair, Of.IMPLIED), []).append(_Said(day, spread))
    return spoken, places


def _facts(session: Session, scope: Scope) -> Iterator[Question]:
    """Claims that were checked themselves, by the first side that each speaker took on them.

    Who said neither yes nor no took no side. It does not matter whether it was said before.
    """
    checked = select(Resolution.claim_id).where(Resolution.claim_id.is_not(None))
    sides = {Stance.ASSERTS: Of.HELD, Stance.AGREES: Of.HELD, Stance.DISAGREES: Of.DENIED}
    taken: dict[tuple[int, int], tuple[date, Of, str | None, int | None]] = {}
    for claim, speaker, stance, day, source in session.execute(
        select(
            Position.claim_id,
            Position.speaker_id,
            type_coerce(Position.stance, String),
            as_text(Position.said),
            Position.source_id,
        )
        .where(
            Position.claim_id.in_(checked),
            Position.stance.in_(sides),
            *few(Position.claim_id, scope.claims),
            *few(Position.speaker_id, scope.speakers),
            *asof.by(Position.said, scope.as_of),
        )
        .order_by(Position.id)
    ):
        among = scope.claims is None or claim in scope.claims
        if among and scope.asks(speaker):
            when = days(day)[1] if day else date.max
            if (speaker, claim) not in taken or when < taken[speaker, claim][0]:
                taken[speaker, claim] = when, sides[_STANCES[stance]], day, source
    decided = verdicts(session, Resolution.claim_id, scope, {claim for _, claim in taken})
    for (speaker, claim), (_, of, day, source) in taken.items():
        if (verdict := decided.get(claim)) is None:
            continue
        question = Question(
            speaker=speaker,
            target=claim,
            of=of,
            state=verdict.state,
            since=days(day)[1] if day else None,
            source=source,
            ahead=verdict.ahead,
        )
        if verdict.state is State.SCORED:
            yes = Spread.of(1.0 if of is Of.HELD else 0.0)
            question.first = Scored(
                probability=yes, outcome=verdict.outcome, decided=verdict.decided
            )
            question.said = (question.first,)
            question.halved = verdict.halved
        yield question


def _set_first(decided: list[Question]) -> None:
    """Find what was first uttered on each question; those without it are late or unread."""
    firsts = {one.question: one for one in first_uttered(s for each in decided for s in each.said)}
    for each in decided:
        each.first = firsts.get((each.speaker, each.target, each.of))
        if each.first is None:
            each.state = State.LATE if each.said else State.UNREAD
            each.said = ()


def _mark_dependent(session: Session, found: list[Question]) -> None:
    """Mark where one claim has several readings on which one speaker is scored."""
    scored = [one for one in found if one.state is State.SCORED and not one.of.are_facts]
    claims: dict[int, list[int]] = {}
    for prediction, claim in session.execute(
        select(Reading.prediction_id, Reading.claim_id).where(
            *few(Reading.prediction_id, {one.target for one in scored})
        )
    ):
        claims.setdefault(prediction, []).append(claim)
    counts = Counter((one.speaker, one.of, claim) for one in scored for claim in claims[one.target])
    for one in scored:
        one.dependent = any(counts[one.speaker, one.of, claim] > 1 for claim in claims[one.target])


def _mark_vague(session: Session, found: list[Question]) -> None:
    """Mark predictions whose horizon as spoken is vague, as docs/horizons.md calls it."""
    forecasts = [one for one in found if not one.of.are_facts]
    read = select(Prediction.id, Prediction.horizon).where(
        Prediction.horizon.is_not(None), *few(Prediction.id, {one.target for one in forecasts})
    )
    spoken = {row_id: words for row_id, words in session.execute(read)}
    for one in forecasts:
        words = spoken.get(one.target)
        one.vague_words = words is not None and vague(words) is True


def _made(day: str | None, end: date) -> date | None:
    """The day from which on a forecast counts: the last it can bear, but not late if in doubt."""
    if day is None:
        return None
    first, last = days(day)
    return min(last, max(first, end))


@lru_cache(maxsize=10_000)
def _spread(low: float, middle: float, high: float) -> Spread:
    return Spread(low, middle, high)
