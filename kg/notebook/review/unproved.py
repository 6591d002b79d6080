"""Verdicts that no evidence bears out, and which command adds some."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.untimely import untimely
from kg.domain.vocabulary import Grade
from kg.notebook import asof
from kg.notebook.review.linting import Code, Finding
from kg.notebook.showing import outlines
from kg.store.models import Citation, Evidence, Prediction, Resolution


def standing(session: Session, among: Collection[int] | None = None) -> dict[int, Any]:
    """The verdict that counts of each prediction that is decided; with `among`, of these only."""
    rows = session.execute(
        select(
            Resolution.prediction_id, Resolution.id, Resolution.outcome, Resolution.decided,
            Resolution.fraction, Resolution.note, Prediction.uid, Prediction.opens, Prediction.due,
        )
        .join(Prediction, Prediction.id == Resolution.prediction_id)
        .where(*asof.standing(None))
    )  # fmt: skip
    chosen = None if among is None else set(among)
    return {
        row.prediction_id: row
        for row in sorted(rows, key=lambda row: (row.decided.last, row.id))
        if chosen is None or row.prediction_id in chosen
    }


def findings(
    session: Session, among: Collection[int] | None = None, *, limit: int | None = None
) -> list[Finding]:
    """The predictions, in order, whose verdict rests on no evidence or on memory alone.

    Of those without any evidence it is told, too, when they are decided outside of their window
    and no note says why. The verdict that counts is meant. With `among`, only these predictions.
    """
    stand = standing(session, among)
    grades: defaultdict[int, set[Grade | None]] = defaultdict(set)
    cited = select(Citation.resolution_id, Evidence.grade).join(
        Evidence, Evidence.id == Citation.evidence_id
    )
    for row_id, grade in session.execute(cited):
        grades[row_id].add(grade)
    bare = (row for _, row in sorted(stand.items()) if grades[row.id] <= {Grade.MEMORY})
    some = list(islice(((row, *one) for row in bare for one in _hints(row, grades[row.id])), limit))
    statements = outlines.prediction_statements(session, {row.prediction_id for row, *_ in some})
    return [
        Finding(
            id=row.prediction_id,
            uid=row.uid,
            statement=statements[row.prediction_id],
            code=code,
            gravity=code.gravity,
            says=says,
            mend=f"kg resolve {row.prediction_id} {row.outcome}"
            + ("" if row.fraction is None else f" --fraction {row.fraction}")
            + f" --on {row.decided} {mend}",
        )
        for row, code, says, mend in some
    ]


def _hints(row: Any, grades: Collection[Grade | None]) -> Iterator[tuple[Code, str, str]]:
    """What a verdict without good evidence lacks, with what gives it when it is decided again."""
    decided = f"Decided {row.outcome} on {row.decided}"
    if grades:
        yield Code.ONLY_MEMORY, f"{decided}, from memory alone.", "--evidence URL"
        return
    yield Code.NO_EVIDENCE, f"{decided}, without evidence.", "--evidence URL"
    found = untimely(row.outcome, row.decided, row.opens, row.due)
    if found and not row.note:
        yield Code.OUTSIDE_WINDOW, found.sentence(row.outcome, row.decided), "--note TEXT"
