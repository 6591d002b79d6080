"""What a chart of scores shows: calibration, hit rates, who won against whom, and time."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.duels import PAIRS, Duel, duels
from kg.analysis.questions import Of, Question, questions
from kg.analysis.scores import ALL, By, Group, Score, named, scored_by
from kg.analysis.verdicts import Scope, Verdict, as_text, days, verdicts
from kg.domain.scoring import (
    BandPoint,
    HitRate,
    Point,
    consistency_band,
    reliability_curve,
)
from kg.domain.selection import Selection
from kg.domain.wording import Wording
from kg.notebook.finding import selecting
from kg.notebook.showing.outlines import prediction_statements, told_apart
from kg.store.bulk import slices
from kg.store.models import Prediction, Resolution, Speaker

SPANS = 100
"""So many predictions have a line each; a picture of more could not be read."""

SPEAKERS = 12
SEED = 2021
"""One notebook has one picture."""

COMES_TO = ("right", "partly", "wrong", "unclear", "void", "overdue", "open")


@dataclass(frozen=True)
class Calibration:
    """The calibration diagram of one sort of forecasts; without a curve there are too few."""

    of: Of
    n: int
    curve: list[Point]
    band: list[BandPoint]


@dataclass(frozen=True)
class Span:
    """A prediction from when it was first said to when it is due and was decided.

    `came` is one of `COMES_TO`.
    """

    id: int
    statement: Wording
    who: list[Wording]
    said: date | None
    due: date | None
    decided: date | None
    came: str


@dataclass(frozen=True)
class Bar:
    """How often one speaker was on the right side, in one sort of forecasts."""

    of: Of
    name: Wording
    hits: HitRate


@dataclass(frozen=True)
class Picture:
    """All that a chart shows, as of a day.

    `spans` are the first of `predictions`, `duels` of `pairs`, each with the names of the two.
    """

    day: date
    calibrations: list[Calibration]
    spans: list[Span]
    predictions: int
    bars: list[Bar]
    speakers: int
    duels: list[tuple[Wording, Wording, Duel]]
    pairs: int


def picture(
    session: Session,
    selection: Selection,
    today: date,
    *,
    bases: Collection[Of] = (),
    as_of: date | None = None,
) -> Picture:
    """What there is to draw of the forecasts that a selection means."""
    asked = [
        one
        for one in questions(session, selection, today, as_of=as_of)
        if not one.of.are_facts and (not bases or one.of in bases)
    ]
    found = scored_by(session, asked, By.SPEAKER)
    names = named(session, found)
    ranked = _ranked(found)
    bars = _bars(found, ranked, names)
    kept = ranked[:SPEAKERS]
    among = None
    if not selection.everything:
        among = selecting.claim_ids(session, selection, today, as_of)
    fought = duels(session, kept, among, today=today, as_of=as_of)
    called = {group.key: name for group, (_, name) in names.items()}
    spans, predictions = _spans(session, asked, as_of or today, as_of)
    return Picture(
        day=as_of or today,
        calibrations=[_calibration(one) for one in found if one.group == ALL and one.hits],
        spans=spans,
        predictions=predictions,
        bars=[bar for (name, _), bar in bars.items() if name in kept],
        speakers=len({name for name, _ in bars}),
        duels=[(called[one.first], called[one.second], one) for one in fought[:PAIRS]],
        pairs=len(fought),
    )


def _calibration(score: Score) -> Calibration:
    firsts = [one.first for one in score.scored if one.first is not None]
    enough = score.parts is not None
    return Calibration(
        score.of,
        len(firsts),
        reliability_curve(firsts) if enough else [],
        consistency_band(firsts, seed=SEED) if enough else [],
    )


def _ranked(found: list[Score]) -> list[int]:
    """All speakers, those first who are scored most in all, then those who said most."""
    scored: Counter[int] = Counter()
    made: Counter[int] = Counter()
    for one in found:
        if isinstance(one.group.key, int):
            scored[one.group.key] += one.hits.n if one.hits else 0
            made[one.group.key] += one.made
    return sorted(made, key=lambda speaker: (-scored[speaker], -made[speaker], speaker))


def _bars(
    found: list[Score], ranked: list[int], names: dict[Group, tuple[str, Wording]]
) -> dict[tuple[int, Of], Bar]:
    """The bars of all speakers, in their order."""
    of_speaker = {(one.group.key, one.of): one for one in found}
    bars: dict[tuple[int, Of], Bar] = {}
    for speaker in ranked:
        for of in Of:
            score = of_speaker.get((speaker, of))
            if score is not None and score.hits is not None:
                bars[speaker, of] = Bar(of, names[score.group][1], score.hits)
    return bars


def _spans(
    session: Session, asked: list[Question], today: date, as_of: date | None
) -> tuple[list[Span], int]:
    """The predictions by when they are due, those without a date last; and how many there are."""
    speakers: dict[int, list[int]] = {}
    said: dict[int, date] = {}
    for one in asked:
        speakers.setdefault(one.target, []).append(one.speaker)
        if one.since is not None:
            said[one.target] = min(one.since, said.get(one.target, one.since))
    decided = verdicts(session, Resolution.prediction_id, Scope(None, None, None, today, as_of))
    due = {}
    for some in slices(speakers):
        for row_id, day in session.execute(
            select(Prediction.id, as_text(Prediction.due)).where(Prediction.id.in_(some))
        ):
            due[row_id] = days(day)[1] if day else None
    came = {one: _came(decided.get(one), due[one], today) for one in speakers}

    def place(one: int) -> tuple[date, int, date, int]:
        end = due[one] or date.max
        return end, COMES_TO.index(came[one]), said.get(one, date.max), one

    ranked = sorted(speakers, key=place)
    shown = ranked[:SPANS]
    says = told_apart(session, prediction_statements(session, shown, as_of))
    names: dict[int, Wording] = {
        row_id: name
        for some in slices({who for one in shown for who in speakers[one]})
        for row_id, name in session.execute(
            select(Speaker.id, Speaker.names).where(Speaker.id.in_(some))
        )
    }
    spans = [
        Span(
            id=one,
            statement=says.get(one, {}),
            who=[names[who] for who in dict.fromkeys(speakers[one])],
            said=said.get(one),
            due=due[one],
            decided=decided[one].decided if one in decided else None,
            came=came[one],
        )
        for one in shown
    ]
    return spans, len(ranked)


def _came(verdict: Verdict | None, due: date | None, today: date) -> str:
    return str(verdict.came) if verdict else "overdue" if due and due < today else "open"
