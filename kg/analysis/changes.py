"""Changes of mind: where a stance, a probability or a deadline of one speaker moved.

What has no date cannot be put in order, and is left out. Two readings that are judged on one day
are two readings; only a later date makes a change of them. A deadline is that of the predictions
which read a claim, or one that restates it: from when the speaker made a forecast on one, else took
the claim's side. It moved when none of the earlier ones is among the later ones, and one of these
is new.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis import moments
from kg.analysis.agreement import SIGNS
from kg.analysis.moments import Moment
from kg.analysis.things import Thing, things, written
from kg.domain.dates import PartialDate
from kg.store.bulk import slices
from kg.store.models import Claim, Forecast, Position, Prediction, Speaker


@dataclass(frozen=True)
class Change:
    """A move from one moment to a later one; `what` is stance, probability or deadline."""

    what: str
    speaker: Thing
    claim: Thing
    prediction: Thing | None
    before: Moment
    after: Moment


Move = tuple[str, Moment, Moment]


def changes(
    session: Session,
    speaker: int | None = None,
    claims: Collection[int] | None = None,
    as_of: date | None = None,
) -> list[Change]:
    """The changes of mind of a speaker, or of everybody, on these claims, the oldest first.

    With `as_of`, those that had happened by that day.
    """
    near = None
    if speaker is not None or claims is not None:
        near = moments.near_by(session, speaker, claims)
    read = moments.read(session, near)
    taken = moments.taken(session, speaker, as_of, near)
    forecasts = moments.forecasts(session, speaker, as_of, read, near)
    same = moments.restated(session, near)
    moves = [*_stances(taken), *_chances(forecasts), *_deadlines(same, taken, forecasts, read)]
    if claims is not None:
        meant = set(claims)
        of: defaultdict[int, set[int]] = defaultdict(set)
        for claim, prediction, _ in read:
            of[prediction].add(claim)
        moves = [
            move
            for move in moves
            if any(
                one.claim in meant or not meant.isdisjoint(of.get(one.prediction or 0, ()))
                for one in move[1:]
            )
        ]
    moves.sort(key=lambda move: (move[2].said.last, move[2].claim, move[0], move[2].row))
    return _told(session, moves)


def _told(session: Session, moves: list[Move]) -> list[Change]:
    """The moves with what they point at and the words in which they were made."""
    said = [one for _, *both in moves for one in both]
    speakers = things(session, Speaker, (one.speaker for one in said))
    claims = things(session, Claim, (one.claim for one in said))
    predictions = things(session, Prediction, (one.prediction for one in said))
    quotes = _words(session, Position, Position.quote, (one for one in said if not one.prediction))
    words = _words(session, Forecast, Forecast.words, (one for one in said if one.prediction))
    horizons = dict(
        row
        for some in slices({one.prediction for one in said if one.prediction})
        for row in session.execute(
            select(Prediction.id, Prediction.horizon).where(Prediction.id.in_(some))
        )
    )

    # Where a forecast has no words, the speaker's of that day on the claim.
    beside: dict[tuple[int, int, PartialDate | None], str | None] = {}
    rows = (
        row
        for some in slices({one.claim for one in said if one.prediction})
        for row in session.execute(
            select(Position.speaker_id, Position.claim_id, Position.said, Position.quote)
            .where(
                Position.claim_id.in_(some),
                Position.quote.is_not(None),
                Position.stance.in_(SIGNS),
            )
            .order_by(Position.id)
        )
    )
    for speaker, claim, day, quote in rows:
        beside.setdefault((speaker, claim, day), quote)

    def quoted(what: str, one: Moment) -> Moment:
        if one.prediction is None:
            return one._replace(quote=quotes.get(one.row))
        # Of a deadline the words of the time, which are not those of the likelihood.
        spoken = horizons.get(one.prediction) if what == "deadline" else words.get(one.row)
        return one._replace(quote=spoken or beside.get((one.speaker, one.claim, one.said)))

    return [
        Change(
            what,
            speakers[after.speaker],
            claims[after.claim],
            None if after.prediction is None else predictions[after.prediction],
            quoted(what, before),
            quoted(what, after),
        )
        for what, before, after in moves
    ]


def _words(
    session: Session, sort: Any, words: Any, moments: Iterable[Moment]
) -> dict[int, str | None]:
    return {
        row_id: text
        for some in slices({one.row for one in moments})
        for row_id, text in session.execute(select(sort.id, words).where(sort.id.in_(some)))
    }


def _stances(taken: list[Moment]) -> Iterator[Move]:
    """From the claim's side to the other, or to holding it in part: not from asserts to agrees."""
    for many in _apart(taken, lambda one: (one.speaker, one.claim)):
        for before, after in pairwise(many):
            assert before.stance and after.stance
            if SIGNS[before.stance] != SIGNS[after.stance]:
                yield "stance", before, after


def _chances(forecasts: list[Moment]) -> Iterator[Move]:
    numbers = [one for one in forecasts if one.chance is not None]
    for many in _apart(numbers, lambda one: (one.speaker, one.prediction)):
        for before, after in pairwise(many):
            if before.chance != after.chance:
                yield "probability", before, after


def _deadlines(
    same: dict[int, int],
    taken: list[Moment],
    forecasts: list[Moment],
    read: list[tuple[int, int, PartialDate | None]],
) -> Iterator[Move]:
    due = {prediction: day for _, prediction, day in read if day is not None}
    readings: defaultdict[int, list[int]] = defaultdict(list)
    for claim, prediction, day in read:
        if day is not None:
            readings[claim].append(prediction)
    meant = [
        one._replace(due=due[one.prediction])
        for one in forecasts
        if one.prediction is not None and one.prediction in due
    ]
    # A later number for a deadline that was named before is no new one.
    again = {one.row for one in meant} - {one.row for one in _first(meant)}
    forecast = {(one.speaker, one.prediction) for one in meant}
    sided = [one for one in taken if one.stance and SIGNS[one.stance] > 0]
    for first in _first([one for one in sided if one.claim in readings]):
        meant.extend(
            first._replace(due=due[prediction])
            for prediction in readings[first.claim]
            if (first.speaker, prediction) not in forecast
        )
    for many in _apart(meant, lambda one: (one.speaker, same.get(one.claim, one.claim))):
        days = [list(some) for _, some in groupby(many, key=lambda one: one.said.last)]
        for earlier, later in pairwise(days):
            new = [one for one in later if one.prediction is None or one.row not in again]
            if new and {one.due for one in earlier}.isdisjoint(one.due for one in later):
                yield "deadline", _latest(earlier), _latest(new)


def _latest(moments: list[Moment]) -> Moment:
    """Of several deadlines the last: only then has all that was said had its time."""
    return max(moments, key=lambda one: one.due.last if one.due else date.min)


def _first(said: Iterable[Moment]) -> Iterable[Moment]:
    """The first time that each speaker spoke of each claim, or forecast each prediction."""
    found: dict[tuple[int, int, int | None], Moment] = {}
    for one in said:
        key = one.speaker, one.claim, one.prediction
        known = found.setdefault(key, one)
        if known is not one and one.order < known.order:
            found[key] = one
    return found.values()


def _apart(moments: Iterable[Moment], key: Callable[[Moment], object]) -> Iterator[list[Moment]]:
    """Where several moments have one key, these in the order in which things were said."""
    found: defaultdict[object, list[Moment]] = defaultdict(list)
    for one in moments:
        found[key(one)].append(one)
    for many in found.values():
        if len(many) > 1:
            yield sorted(many, key=lambda one: one.order)


def card(change: Change) -> dict[str, Any]:
    """A change, as JSON holds it."""
    return {
        "what": change.what,
        "speaker": change.speaker.uid,
        "claim": change.claim.uid,
        "prediction": change.prediction and change.prediction.uid,
        "before": _moment_card(change.what, change.before),
        "after": _moment_card(change.what, change.after),
    }


def _moment_card(what: str, one: Moment) -> dict[str, Any]:
    low, middle, high = one.chance if one.chance and what == "probability" else (None, None, None)
    return {
        "said": written(one.said),
        "stance": one.stance if what == "stance" else None,
        "low": low,
        "middle": middle,
        "high": high,
        "due": written(one.due),
        "quote": one.quote,
        "position": one.uid if one.prediction is None else None,
        "forecast": None if one.prediction is None else one.uid,
    }
