"""How good forecasts were, counted for each speaker, concept, source or year, and for all."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.questions import Of, Question, questions
from kg.analysis.verdicts import State, few
from kg.domain.scoring import (
    Corp,
    End,
    Ends,
    HitRate,
    Murphy,
    Sample,
    Scored,
    Showing,
    base_rate,
    brier,
    corp,
    hit_rate,
    log_score,
    log_skill,
    murphy,
    over_time,
    showing,
    skill,
    surprise,
)
from kg.domain.selection import Selection
from kg.domain.wording import Wording
from kg.store.bulk import slices
from kg.store.models import About, Concept, Reading, Source, Speaker


class By(StrEnum):
    """By what scores are told apart."""

    SPEAKER = "speaker"
    CONCEPT = "concept"
    SOURCE = "source"
    YEAR = "year"


class Group(NamedTuple):
    """Whose scores they are: those of a speaker, concept or source by number, or of a year.

    Without a number or year it is what has none; `by` is None for all together.
    """

    by: By | None
    key: int | str | None


ALL = Group(None, None)


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of what was first uttered, and beside them those by the days it stood."""

    base_rate: float
    brier: Ends[float]
    log: Ends[float]
    skill: Ends[float | None]
    log_skill: Ends[float | None]
    brier_over_time: float
    log_over_time: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the scores of what was first uttered, in the middle of each range."""

    murphy: Murphy
    brier: Corp
    log: Corp


@dataclass(frozen=True, slots=True)
class Score:
    """What one group did with one sort of questions: how many there are of each state, and figures.

    `vague_words` is how many of all were given a time in vague words, `verdicts_ahead` how many
    were decided on a day that is still to come, and `predictions` is how many different ones are
    among the scored; where several speakers spoke of one there are fewer. Figures and parts are
    None where there are too few, and for facts.
    """

    group: Group
    of: Of
    counts: Counter[State]
    predictions: int
    dependent: int
    halved: int
    vague_words: int
    verdicts_ahead: int
    hits: HitRate | None
    figures: Figures | None = None
    parts: Parts | None = None
    scored: tuple[Question, ...] = ()

    @property
    def made(self) -> int:
        """How many questions the group spoke to."""
        return sum(self.counts.values())


def scores(
    session: Session,
    selection: Selection,
    today: date,
    *,
    by: By = By.SPEAKER,
    bases: Collection[Of] = (),
    as_of: date | None = None,
) -> list[Score]:
    """The scores of each group, those with most scored first, and of all together as the last.

    They come sort by sort, as `Of` has them, or only those that `bases` names. A claim about two
    concepts counts for both.
    """
    asked = questions(session, selection, today, as_of=as_of)
    return scored_by(session, [one for one in asked if not bases or one.of in bases], by)


def scored_by(session: Session, asked: Iterable[Question], by: By) -> list[Score]:
    """The scores of questions, group by group."""
    sorts: dict[Of, list[Question]] = {}
    for question in asked:
        sorts.setdefault(question.of, []).append(question)
    found: list[Score] = []
    for of in Of:
        rows = sorts.get(of, [])
        groups: dict[int | str | None, list[Question]] = {}
        for key, question in _keyed(session, rows, by):
            groups.setdefault(key, []).append(question)
        ranked = [_score(Group(by, key), of, some) for key, some in groups.items()]
        ranked.sort(key=lambda one: (-one.counts[State.SCORED], -one.made, str(one.group.key)))
        found += ranked
        if rows:
            found.append(_score(ALL, of, rows))
    return found


def first(found: Iterable[Score], limit: int | None) -> list[Score]:
    """So many groups of each sort, and all together."""
    seen: Counter[Of] = Counter()
    kept = []
    for one in found:
        seen[one.of] += one.group != ALL
        if one.group == ALL or limit is None or seen[one.of] <= limit:
            kept.append(one)
    return kept


def _keyed(
    session: Session, rows: list[Question], by: By
) -> Iterator[tuple[int | str | None, Question]]:
    if by is By.CONCEPT:
        concepts = _concepts(
            session, {one.target for one in rows}, facts=bool(rows) and rows[0].of.are_facts
        )
        for one in rows:
            for concept in concepts.get(one.target) or (None,):
                yield concept, one
        return
    for one in rows:
        yield {By.SPEAKER: one.speaker, By.SOURCE: one.source, By.YEAR: one.year}[by], one


def _concepts(session: Session, targets: set[int], facts: bool) -> dict[int, set[int]]:
    """The concepts that claims are about; or, unless these are facts, predictions by their claims.

    Only those named at the claim, not broader ones.
    """
    statement = (
        select(About.claim_id, About.concept_id).where(*few(About.claim_id, targets))
        if facts
        else select(Reading.prediction_id, About.concept_id)
        .join(About, About.claim_id == Reading.claim_id)
        .where(*few(Reading.prediction_id, targets))
    )
    found: dict[int, set[int]] = {}
    for target, concept in session.execute(statement):
        found.setdefault(target, set()).add(concept)
    return found


def _score(group: Group, of: Of, rows: list[Question]) -> Score:
    scored = tuple(one for one in rows if one.state is State.SCORED)
    firsts = [one.first for one in scored if one.first is not None]
    what = showing(len(firsts))
    middle = Sample.of(firsts) if firsts else None
    enough = middle is not None and not of.are_facts
    return Score(
        group=group,
        of=of,
        counts=Counter(one.state for one in rows),
        predictions=len({one.target for one in scored}),
        dependent=sum(one.dependent for one in scored),
        halved=sum(one.halved for one in scored),
        vague_words=sum(one.vague_words for one in rows),
        verdicts_ahead=sum(one.ahead for one in rows),
        hits=hit_rate(middle) if middle else None,
        figures=(
            _figures(firsts, scored)
            if enough and what in (Showing.SCORES, Showing.DIAGRAM)
            else None
        ),
        parts=(
            Parts(murphy(middle), corp(middle), corp(middle, surprise))
            if middle and enough and what is Showing.DIAGRAM
            else None
        ),
        scored=scored,
    )


def _figures(firsts: list[Scored], scored: Iterable[Question]) -> Figures:
    samples = [Sample.of(firsts, end) for end in End]
    briers, logs = Ends(*map(brier, samples)), Ends(*map(log_score, samples))
    said = [one for each in scored for one in each.said]
    # Who never spoke twice of one thing has the same score both ways.
    again = len(said) > len(firsts)
    return Figures(
        base_rate=base_rate(samples[1]),
        brier=briers,
        log=logs,
        skill=Ends(*map(skill, samples)),
        log_skill=Ends(*map(log_skill, samples)),
        brier_over_time=over_time(said).weighted if again else briers.middle,
        log_over_time=over_time(said, surprise).weighted if again else logs.middle,
    )


# As cards.

DIGITS = 6
"""To how many digits cards give figures, so that they are alike on all machines."""

_MODELS: dict[By, Any] = {By.SPEAKER: Speaker, By.CONCEPT: Concept, By.SOURCE: Source}


def named(session: Session, found: Iterable[Score]) -> dict[Group, tuple[str, Wording]]:
    """The uid and the names of each group that has them."""
    names: dict[Group, tuple[str, Wording]] = {}
    groups = {one.group for one in found}
    for by, model in _MODELS.items():
        words = model.title if by is By.SOURCE else model.names
        numbers = {one.key for one in groups if one.by is by and isinstance(one.key, int)}
        for some in slices(numbers):
            for row_id, uid, name in session.execute(
                select(model.id, model.uid, words).where(model.id.in_(some))
            ):
                names[Group(by, row_id)] = uid, name
    return names


def cards(session: Session, found: Collection[Score]) -> list[dict[str, Any]]:
    """Scores as scripts read them."""
    names = named(session, found)
    return [_card(one, names.get(one.group)) for one in found]


def _card(score: Score, named: tuple[str, Wording] | None) -> dict[str, Any]:
    group, figures, parts, hits = score.group, score.figures, score.parts, score.hits
    return {
        "by": None if group.by is None else group.by.value,
        "id": group.key if isinstance(group.key, int) else None,
        "uid": named[0] if named else None,
        "names": named[1] if named else None,
        "year": group.key if isinstance(group.key, str) else None,
        "of": score.of.value,
        "made": score.made,
        **{state.value: score.counts[state] for state in State},
        "predictions": score.predictions,
        "dependent": score.dependent,
        "halved": score.halved,
        "vague_words": score.vague_words,
        "verdicts_ahead": score.verdicts_ahead,
        "hits": hits and _rounded(hits.hits),
        "rate": hits and _rounded(hits.rate),
        "rate_low": hits and _rounded(hits.interval.low),
        "rate_high": hits and _rounded(hits.interval.high),
        "base_rate": figures and _rounded(figures.base_rate),
        "brier": figures and _ends(figures.brier),
        "log": figures and _ends(figures.log),
        "skill": figures and _ends_if_any(figures.skill),
        "log_skill": figures and _ends_if_any(figures.log_skill),
        "brier_over_time": figures and _rounded(figures.brier_over_time),
        "log_over_time": figures and _rounded(figures.log_over_time),
        "murphy": parts and _fields(parts.murphy, "reliability", "resolution", "uncertainty"),
        "brier_parts": parts and _corp(parts.brier),
        "log_parts": parts and _corp(parts.log),
    }


def _corp(parts: Corp) -> dict[str, float]:
    return _fields(parts, "miscalibration", "discrimination", "uncertainty")


def _fields(parts: object, *names: str) -> dict[str, float]:
    return {name: _rounded(getattr(parts, name)) for name in names}


def _ends(ends: Ends[Any]) -> dict[str, float]:
    return {end.value: _rounded(getattr(ends, end.value)) for end in End}


def _ends_if_any(ends: Ends[float | None]) -> dict[str, float] | None:
    return None if ends.middle is None else _ends(ends)


def _rounded(figure: float) -> float:
    # Not -0.0, which nobody means.
    return round(float(figure), DIGITS) + 0.0
