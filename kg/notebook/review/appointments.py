"""The days on which predictions can be decided, as a calendar shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.appointment_words import appointment_words
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.domain.wording import said_in
from kg.notebook import asof
from kg.notebook.review import revised
from kg.notebook.review.snoozing import asleep
from kg.notebook.showing import outlines
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
    as_of: date | None = None,
) -> list[Appointment]:
    """The appointments of the predictions that wait and have a due date, in order of their days.

    `within` is how many days ahead they may lie; with `among`, only these predictions; with
    `snoozed`, also those that are to be left alone. With `as_of` they are those that waited on that
    day, as they were; what changed in them since is told by their revisions alone.
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
        for row in session.execute(
            select(*columns).where(Prediction.due.is_not(None), asof.waiting(as_of))
        )
        if (wanted is None or row.id in wanted)
        and (within is None or (row.due.last - (as_of or today)).days <= within)
        and (snoozed or as_of is not None or not asleep(row.snoozed, today))
    ]
    rows = sorted(rows, key=lambda row: (row.due.last, row.id))[:limit]
    ids = [row.id for row in rows]
    statements = outlines.prediction_statements(session, ids, as_of)
    who = outlines.predicting(session, ids, language, as_of)
    said = _said(session, ids, as_of)
    batches = revised.last_batches(session, ids)
    moments = _moments(session, batches.values())
    notebook = session.get_one(Property, "uid").value
    return [
        Appointment(
            uid=f"{row.uid}@{notebook}",
            day=row.due.last,
            summary=_summed_up(who[row.id], said_in(statements[row.id], language), language),
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


def _said(session: Session, ids: Collection[int], as_of: date | None) -> dict[int, _Said]:
    found: dict[int, _Said] = {}
    statement = (
        select(Reading.prediction_id, Position.said, Source.title, Source.url)
        .join(Position, Position.claim_id == Reading.claim_id)
        .outerjoin(Source, Source.id == Position.source_id)
        .where(Position.stance == Stance.ASSERTS, *asof.by(Position.said, as_of))
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


def _summed_up(who: list[str], statement: str, language: str) -> str:
    words = appointment_words(language)
    return words.colon.join(filter(None, (words.comma.join(who), statement)))


def _described(row: Any, said: _Said, language: str) -> str:
    words = appointment_words(language)
    place = words.comma.join(filter(None, (str(said.on or ""), said_in(said.title, language))))
    facts = [
        (words.said, place),
        (words.said_as, words.quoted.format(row.horizon) if row.horizon else ""),
        (words.criteria, said_in(row.criteria, language)),
        (words.due, str(row.due)),
        (words.source, said.url or ""),
        (words.decide, f"kg resolve {row.id} right|wrong|partly|unclear|void --evidence URL"),
    ]
    return "\n".join(f"{name}{words.colon}{fact}" for name, fact in facts if fact)


def _moments(session: Session, batches: Collection[int]) -> dict[int, datetime]:
    """The moments of these changes; one made with the clock set back has that of those before."""
    latest = func.max(Batch.made_at).over(order_by=Batch.id).label("latest")
    until = select(Batch.id, latest).subquery()
    return {
        number: made_at
        for some in slices(batches)
        for number, made_at in session.execute(
            select(until.c.id, until.c.latest).where(until.c.id.in_(some))
        )
    }
