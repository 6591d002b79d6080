"""Deciding what one looks at: not what somebody else decided meanwhile, and anew with a reason."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import LinkKind, Outcome, Side
from kg.notebook import resolutions
from kg.notebook.changing import meanwhile
from kg.notebook.finding import find
from kg.notebook.review.walk import Exhibit, Typed
from kg.notebook.states import WAITING
from kg.store.models import Evidence, Link, Prediction, Reading, Resolution


def decide(
    session: Session,
    key: find.Key | Prediction,
    outcome: Outcome | str,
    *,
    today: date,
    seen: int | None,
    looked: int | None = None,
    typed: Typed | None = None,
    fraction: float | None = None,
    reason: str | None = None,
) -> Resolution:
    """Append a verdict on a prediction, with what was typed for it.

    `seen` is the number of the verdict that stood when the prediction was looked at. When another
    stands now, DecidedMeanwhile is raised. `looked` is the last change of the notebook at that
    time: when what is predicted was changed after it, Overtaken is raised, which tells how. The
    rest is as in `resolutions.resolve`: a verdict that is to count instead of one of another
    outcome wants a `reason`, which becomes its note where none was typed.
    """
    row = find.prediction(session, key)
    resolutions.refuse_unseen(row, seen)
    if looked is not None:
        rows = meanwhile.of_prediction(session, row.id)
        meanwhile.refuse(session, looked, rows, "Here it is as it is now: decide it again.")
    told = typed or Typed()
    sides = [(_brought(session, one), one.side) for one in told.exhibits]
    return resolutions.resolve(
        session,
        row,
        outcome,
        today=today,
        on=told.on,
        fraction=fraction,
        confidence=told.confidence,
        evidence=[one for one, side in sides if side is Side.FOR],
        against=[one for one, side in sides if side is Side.AGAINST],
        note=told.note or reason,
    )


def refuse_day(session: Session, key: find.Key | Prediction, on: PartialDate, today: date) -> None:
    """Raise Conflict when a verdict of that day on a prediction would not hold, or not count."""
    resolutions.check_decided(find.prediction(session, key), on, today)


def _brought(session: Session, one: Exhibit) -> Evidence:
    if one.known is not None:
        return find.evidence(session, one.known)
    # Somebody else may have added it meanwhile, and the same verdict may call it twice.
    if one.url and (row := evidence_at(session, one.url)) is not None:
        return row
    return resolutions.add_evidence(
        session, one.title, url=one.url, quote=one.quote, grade=one.grade
    )


def evidence_at(session: Session, url: str) -> Evidence | None:
    """The evidence at an address, if the notebook has it."""
    return session.scalars(
        select(Evidence).where(Evidence.url == url).order_by(Evidence.id).limit(1)
    ).first()


def opposed(session: Session, prediction: int) -> list[tuple[int, int]]:
    """Claims that oppose those which a prediction reads, each with a prediction that waits.

    As numbers of claim and prediction, in order; links count in both directions. What reads both
    sides is no prediction of either.
    """
    mine = set(session.scalars(select(Reading.claim_id).where(Reading.prediction_id == prediction)))
    ends = session.execute(
        select(Link.from_id, Link.to_id).where(
            Link.kind == LinkKind.OPPOSES, or_(Link.from_id.in_(mine), Link.to_id.in_(mine))
        )
    )
    theirs = {claim for pair in ends for claim in pair} - mine
    read_here = select(Reading.prediction_id).where(Reading.claim_id.in_(mine))
    rows = session.execute(
        select(Reading.claim_id, Prediction.id)
        .join(Prediction, Prediction.id == Reading.prediction_id)
        .where(Reading.claim_id.in_(theirs), Prediction.id.not_in(read_here), WAITING)
        .order_by(Reading.claim_id, Prediction.id)
    )
    return [(claim, number) for claim, number in rows]
