"""Which predictions nobody could decide as they stand, and what would mend each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.checkable import names_a_place, vague_words
from kg.domain.dates import PartialDate
from kg.domain.wording import Wording, brief
from kg.notebook import asof
from kg.notebook.showing import outlines
from kg.notebook.spoken import in_per_cent, odds
from kg.notebook.states import WAITING
from kg.store.bulk import slices
from kg.store.models import Citation, Forecast, Position, Prediction, Reading, Resolution

if TYPE_CHECKING:
    from kg.domain import likelihood


class Gravity(StrEnum):
    """Whether a finding keeps a prediction from being decided, or only may."""

    PROBLEM = "problem"
    HINT = "hint"


class Code(StrEnum):
    """What is found amiss with a prediction."""

    NO_STATEMENT = "no-statement"
    NO_CRITERIA = "no-criteria"
    NO_DUE = "no-due"
    DUE_BEFORE_OPENS = "due-before-opens"
    DUE_BEFORE_SAID = "due-before-said"
    VAGUE_CRITERIA = "vague-criteria"
    NO_SOURCE = "no-source"
    NO_PROBABILITY = "no-probability"
    NO_EVIDENCE = "no-evidence"
    ONLY_MEMORY = "only-memory"
    OUTSIDE_WINDOW = "outside-window"

    @property
    def gravity(self) -> Gravity:
        """How grave it is."""
        return Gravity.HINT if self in _HINTS else Gravity.PROBLEM


_HINTS = {
    Code.VAGUE_CRITERIA,
    Code.NO_SOURCE,
    Code.NO_PROBABILITY,
    Code.NO_EVIDENCE,
    Code.ONLY_MEMORY,
    Code.OUTSIDE_WINDOW,
}
PROBLEMS = tuple(one for one in Code if one.gravity is Gravity.PROBLEM)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something amiss with a prediction: a sentence that says what, and a command that mends it.

    `id` and `uid` are those of the prediction. Capitals in `mend`, such as DAY, are to be filled
    in.
    """

    id: int
    uid: str
    statement: Wording
    code: Code
    gravity: Gravity
    says: str
    mend: str


def findings(
    session: Session,
    among: Collection[int] | None = None,
    *,
    hints: bool = True,
    limit: int | None = None,
    scales: "Sequence[likelihood.Scale] | None" = None,
) -> list[Finding]:
    """What is amiss with the predictions that wait for a verdict, in order of their numbers.

    With `among`, only these predictions; without `hints`, only what keeps one from being decided.
    Whether words of likelihood can be read is asked of `scales`, else of those that come with kg.
    """
    waiting = select(Prediction.id).where(WAITING)
    ids: Iterable[int] = session.scalars(waiting)
    if among is not None:
        ids = (
            row_id
            for some in slices(among)
            for row_id in session.scalars(waiting.where(Prediction.id.in_(some)))
        )
    return list(islice(_findings(session, ids, hints, scales), limit))


_Odds = Callable[[str], "likelihood.Reading | None"]


def _findings(
    session: Session,
    ids: Iterable[int],
    hints: bool,
    scales: "Sequence[likelihood.Scale] | None",
) -> Iterator[Finding]:
    @cache
    def read(words: str) -> "likelihood.Reading | None":
        # The same few words stand in many forecasts.
        return odds(words, scales)

    for some in slices(ids):
        found = [
            (facts.row, one)
            for facts in _facts(session, some, hints)
            for one in [*_problems(facts), *(_hints(facts, read) if hints else ())]
        ]
        statements = outlines.prediction_statements(session, {row.id for row, _ in found})
        for row, (code, says, mend) in found:
            yield Finding(
                id=row.id,
                uid=row.uid,
                statement=statements[row.id],
                code=code,
                gravity=code.gravity,
                says=says,
                mend=mend,
            )


def cards(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON holds them."""
    return [{**asdict(one), "code": one.code.value, "gravity": one.gravity.value} for one in found]


def problems(
    session: Session, ids: Collection[int], as_of: date | None = None
) -> dict[int, list[Code]]:
    """What keeps each of these predictions from being decided; the sound ones are left out.

    With `as_of` it is judged by what was said by that day: see `kg.notebook.asof`.
    """
    return {
        facts.row.id: codes
        for some in slices(ids)
        for facts in _facts(session, some, hints=False, as_of=as_of)
        if (codes := [code for code, _, _ in _problems(facts)])
    }


class _Facts(NamedTuple):
    """What is to be known of a prediction to judge it."""

    row: Any
    claims: int
    said: PartialDate | None
    """When something was said first of a claim that it reads."""
    cites: bool
    """Whether a resolution, be it withdrawn, calls any evidence."""
    forecasts: list[tuple[int, str | None]]
    """Those without a number: their own numbers, and the words."""


def _facts(
    session: Session, some: list[int], hints: bool, as_of: date | None = None
) -> Iterator[_Facts]:
    read = session.execute(
        select(Reading.prediction_id, Reading.claim_id).where(Reading.prediction_id.in_(some))
    ).all()
    unheard = asof.unheard(session, {claim_id for _, claim_id in read}, as_of)
    claims = Counter(row_id for row_id, claim_id in read if claim_id not in unheard)
    # As texts the dates sort by the first day that they can mean.
    said = dict(
        session.execute(
            select(Reading.prediction_id, func.min(Position.said))
            .join(Position, Position.claim_id == Reading.claim_id)
            .where(Reading.prediction_id.in_(some), Position.said.is_not(None))
            .where(*asof.by(Position.said, as_of))
            .group_by(Reading.prediction_id)
        ).all()
    )
    cites: set[int | None] = set()
    forecasts: defaultdict[int, list[tuple[int, str | None]]] = defaultdict(list)
    if hints:
        cites.update(
            session.scalars(
                select(Resolution.prediction_id)
                .join(Citation, Citation.resolution_id == Resolution.id)
                .where(Resolution.prediction_id.in_(some))
            )
        )
        for prediction_id, number, words in session.execute(
            select(Forecast.prediction_id, Forecast.id, Forecast.words)
            .where(Forecast.prediction_id.in_(some), Forecast.middle.is_(None))
            .order_by(Forecast.id)
        ):
            forecasts[prediction_id].append((number, words))
    columns = (
        Prediction.id,
        Prediction.uid,
        Prediction.statement,
        Prediction.criteria,
        Prediction.horizon,
        Prediction.opens,
        Prediction.due,
        Prediction.note,
    )
    rows = session.execute(
        select(*columns).where(Prediction.id.in_(some)).order_by(Prediction.id)
    ).all()
    for row in rows:
        yield _Facts(row, claims[row.id], said.get(row.id), row.id in cites, forecasts[row.id])


_Found = tuple[Code, str, str]


def _problems(facts: _Facts) -> Iterator[_Found]:
    row = facts.row
    edit = f"kg prediction edit {row.id}"
    if row.statement is None and facts.claims > 1:
        yield (
            Code.NO_STATEMENT,
            f"It reads {facts.claims} claims, and no statement says what they predict together.",
            f"{edit} --statement TEXT",
        )
    if row.criteria is None:
        yield Code.NO_CRITERIA, "Nothing says what would decide it.", f"{edit} --criteria TEXT"
    if row.due is None:
        yield (
            Code.NO_DUE,
            f"Nothing but «{row.horizon}» says by when it can be decided."
            if row.horizon
            else "Nothing says by when it can be decided.",
            f"{edit} --by DAY",
        )
    elif row.opens is not None and row.due.last < row.opens.first:
        yield (
            Code.DUE_BEFORE_OPENS,
            f"It is due {row.due}, before it opens {row.opens}.",
            f"{edit} --opens DAY --by DAY",
        )
    if row.due is not None and facts.said is not None and row.due.last < facts.said.first:
        yield (
            Code.DUE_BEFORE_SAID,
            f"It was due {row.due}, before it was first said, {facts.said}.",
            f"{edit} --by DAY",
        )


def _hints(facts: _Facts, read: _Odds) -> Iterator[_Found]:
    row = facts.row
    edit = f"kg prediction edit {row.id}"
    criteria = [*(row.criteria or {}).values()]
    if vague := list(dict.fromkeys(word for one in criteria for word in vague_words(one))):
        words = ", ".join(f"«{word}»" for word in vague)
        yield (
            Code.VAGUE_CRITERIA,
            f"The criteria can be read in many ways: {words}.",
            f"{edit} --criteria TEXT",
        )
    texts = [*criteria, *(row.statement or {}).values(), *(row.note or {}).values()]
    if not facts.cites and not any(map(names_a_place, texts)):
        yield (
            Code.NO_SOURCE,
            "Neither the criteria nor the note say where it could be looked up."
            if criteria
            else "Nothing says where it could be looked up.",
            f"{edit} --note TEXT",
        )
    for number, spoken in facts.forecasts:
        yield _without_a_number(number, spoken, read(spoken) if spoken else None)


def _without_a_number(
    number: int, spoken: str | None, came_to: "likelihood.Reading | None"
) -> _Found:
    says = f"Forecast {number} has no number"
    mend = f"kg prediction edit-forecast {number} --probability 60%"
    if came_to is not None:
        says += f", though «{brief(spoken or '')}» can be read as {in_per_cent(came_to)}"
        mend = "kg scale reread"
    elif spoken:
        says += f", and {_why_unread(spoken)}"
    return Code.NO_PROBABILITY, f"{says}.", mend


def _why_unread(spoken: str) -> str:
    from kg.domain.likelihood import built_in, outcome, unclear

    if ends := outcome(spoken):
        return f"«{brief(ends)}» says how it ends, of the statement or of its opposite"
    if denial := unclear(spoken, built_in()):
        return f"«{brief(spoken)}» may be how likely it is, or how likely «{brief(denial)}» is"
    return f"«{brief(spoken)}» stands on no usual scale"
