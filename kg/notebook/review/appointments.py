"""The days on which predictions can be decided, as a calendar shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.domain.wording import said_in
from kg.notebook.review import revised
from kg.notebook.review.snoozing import asleep
from kg.notebook.showing import outlines
from kg.notebook.states import WAITING
from kg.store.bulk import slices
from kg.store.models import Batch, Position, Prediction, Property, Reading, Source


@dataclass(frozen=True, slots=True)
class Appointment:
    """The last day on which a prediction is due, and what is to be known on that day.

    `uid` is the same for ever and everywhere. `revision` is the number of the last change in the
    history that touched what is told here, and `revised` its moment: both stay as they are while
    nothing changes, and neither ever falls.
    """

    uid: str
    day: date
    summary: str
    description: str
    url: str | None
    revision: int
    revised: datetime


def appointments(
    session: Session,
    today: date,
    language: str = "en",
    *,
    within: int | None = None,
    among: Collection[int] | None = None,
    snoozed: bool = False,
    limit: int | None = None,
) -> list[Appointment]:
    """The appointments of the predictions that wait and have a due date, in order of their days.

    `within` is how many days ahead they may lie; with `among`, only these predictions; with
    `snoozed`, also those that are to be left alone.
    """
    wanted = None if among is None else set(among)
    columns = (
        Prediction.id,
        Prediction.uid,
        Prediction.criteria,
        Prediction.horizon,
        Prediction.due,
        Prediction.snoozed,
    )
    rows = [
        row
        for row in session.execute(select(*columns).where(Prediction.due.is_not(None), WAITING))
        if (wanted is None or row.id in wanted)
        and (within is None or (row.due.last - today).days <= within)
        and (snoozed or not asleep(row.snoozed, today))
    ]
    rows = sorted(rows, key=lambda row: (row.due.last, row.id))[:limit]
    ids = [row.id for row in rows]
    statements = outlines.prediction_statements(session, ids)
    who = outlines.predicting(session, ids, language)
    said = _said(session, ids)
    batches = revised.last_batches(session, ids)
    moments = _moments(session, batches.values())
    notebook = session.get_one(Property, "uid").value
    return [
        Appointment(
            uid=f"{row.uid}@{notebook}",
            day=row.due.last,
            summary=": ".join(
                part
                for part in (", ".join(who[row.id]), said_in(statements[row.id], language))
                if part
            ),
            description=_described(row, said.get(row.id, _Said()), language),
            url=said.get(row.id, _Said()).url,
            revision=batches.get(row.id, 0),
            revised=moments.get(batches.get(row.id, 0), datetime(1970, 1, 1, tzinfo=UTC)),
        )
        for row in rows
    ]


@dataclass(slots=True)
class _Said:
    """When and where what is predicted was first asserted."""

    on: PartialDate | None = None
    title: Any = None
    url: str | None = None


def _said(session: Session, ids: Collection[int]) -> dict[int, _Said]:
    found: dict[int, _Said] = {}
    statement = (
        select(Reading.prediction_id, Position.said, Source.title, Source.url)
        .join(Position, Position.claim_id == Reading.claim_id)
        .outerjoin(Source, Source.id == Position.source_id)
        .where(Position.stance == Stance.ASSERTS)
        .order_by(Reading.id, Position.id)
    )
    for some in slices(ids):
        for row_id, on, title, url in session.execute(
            statement.where(Reading.prediction_id.in_(some))
        ):
            known = found.setdefault(row_id, _Said())
            known.on = known.on or on
            known.title = known.title or title
            known.url = known.url or url
    return found


def _described(row: Any, said: _Said, language: str) -> str:
    facts = [
        ("Said", ", ".join(filter(None, (str(said.on or ""), said_in(said.title, language))))),
        ("Said as", f"«{row.horizon}»" if row.horizon else ""),
        ("Decided by", said_in(row.criteria, language)),
        ("Due", str(row.due)),
        ("Source", said.url or ""),
        ("Decide it", f"kg resolve {row.id} right|wrong|partly|unclear|void --evidence URL"),
    ]
    return "\n".join(f"{name}: {fact}" for name, fact in facts if fact)


def _moments(session: Session, batches: Collection[int]) -> dict[int, datetime]:
    return {
        number: made_at
        for some in slices(batches)
        for number, made_at in session.execute(
            select(Batch.id, Batch.made_at).where(Batch.id.in_(some))
        )
    }
