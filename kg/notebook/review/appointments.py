"""The days on which predictions can be decided, as a calendar shows them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from kg.domain.appointment_words import AppointmentWords, appointment_words
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.domain.wording import said_in
from kg.notebook import asof
from kg.notebook.review import revised
from kg.notebook.showing import outlines
from kg.notebook.states import Verdict, standing_verdicts
from kg.store.bulk import slices
from kg.store.models import Batch, Claim, Position, Prediction, Property, Reading, Revision, Source

TAKEN_BACK = 366
"""For so many days after a prediction is decided, or is due no longer, its appointment is written
as taken back: long enough for calendars that are brought up to date once a year."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """The last day on which a prediction is due, and what is to be known on that day.

    One that is snoozed until later has that day. It is `taken_back` when there is nothing to decide
    on it any more: calendars that have it are to drop it. `uid` is the same for ever and
    everywhere. `revision` is the number of the last change in the history that touched what is
    told here, and `revised` its moment: both stay as they are while nothing changes, and neither
    ever falls.
    """

    uid: str
    day: date
    summary: str
    description: str
    url: str | None
    revision: int
    revised: datetime
    taken_back: bool = False


def appointments(
    session: Session,
    today: date,
    language: str = "en",
    *,
    within: int | None = None,
    among: Collection[int] | None = None,
    limit: int | None = None,
    as_of: date | None = None,
) -> list[Appointment]:
    """The appointments of the predictions that wait and have a due date, in order of their days.

    Behind them come those that are taken back: of what was decided in the last `TAKEN_BACK` days,
    lost its due date or was removed. `within` is how many days ahead they may lie; with `among`,
    only these predictions, and nothing that was removed; `limit` is of those that wait.
    With `as_of` they are those that waited on that day, as they were, and those decided in as many
    days before it; what changed in them since is told by their revisions alone.
    """
    wanted = None if among is None else set(among)
    # What is snoozed is so today alone.
    snoozed: Any = Prediction.snoozed if as_of is None else null().label("snoozed")
    columns = (
        Prediction.id,
        Prediction.uid,
        Prediction.criteria,
        Prediction.horizon,
        Prediction.due,
        snoozed,
    )
    lost = {} if as_of else _lost(session, today)
    counting = asof.predicted(Prediction.id, as_of)
    everything = session.execute(select(*columns).where(*counting)).all()
    kept = {row.id for row in everything}
    rows = [
        row
        for row in everything
        if (row.due is not None or row.id in lost) and (wanted is None or row.id in wanted)
    ]
    verdicts = standing_verdicts(session, "prediction_id", [row.id for row in rows], as_of)
    batches = revised.last_batches(session, [row.id for row in rows])
    moments = _moments(session, {*batches.values(), *(one.batch for one in lost.values())})
    notebook = session.get_one(Property, "uid").value
    since = (as_of or today) - timedelta(days=TAKEN_BACK)

    def meant(day: date) -> bool:
        return within is None or (day - (as_of or today)).days <= within

    waiting, back = [], []
    for row in rows:
        due = row.due or lost[row.id].due
        day = _day(due, row.snoozed)
        if not meant(day):
            continue
        if row.id not in verdicts and row.due is not None:
            waiting.append((day, row))
        elif _ended(verdicts.get(row.id), moments.get(batches.get(row.id, 0)), as_of) >= since:
            back.append((day, row))
    waiting = sorted(waiting, key=lambda one: (one[0], one[1].id))[:limit]
    back.sort(key=lambda one: (one[0], one[1].id))
    ids = [row.id for _, row in (*waiting, *back)]
    statements = outlines.prediction_statements(session, ids, as_of)
    who = outlines.predicting(session, ids, language, as_of)
    said = _said(session, ids, as_of)
    return [
        *(
            Appointment(
                uid=f"{row.uid}@{notebook}",
                day=day,
                summary=_summed_up(who[row.id], said_in(statements[row.id], language), language),
                description=_described(
                    row, said.get(row.id, _Said()), verdicts.get(row.id), language
                ),
                url=said.get(row.id, _Said()).url,
                revision=batches.get(row.id, 0),
                revised=moments.get(batches.get(row.id, 0), _NEVER),
                taken_back=taken_back,
            )
            for taken_back, some in ((False, waiting), (True, back))
            for day, row in some
        ),
        *(
            Appointment(
                uid=f"{one.uid}@{notebook}",
                day=one.due.last,
                summary=said_in(one.statement, language),
                description="",
                url=None,
                revision=one.batch,
                revised=moments.get(one.batch, _NEVER),
                taken_back=True,
            )
            for row_id, one in sorted(lost.items())
            if one.uid and row_id not in kept and wanted is None and meant(one.due.last)
        ),
    ]


def _ended(verdict: Verdict | None, moment: datetime | None, as_of: date | None) -> date:
    """When it ended that a prediction waits: as it was written down, or was decided by a day."""
    if as_of is not None and verdict is not None:
        return verdict.decided.last
    return (moment or _NEVER).date()


_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A due date that a prediction had before it was removed or lost it, by which change.

    One that was removed has its id, and its words or those of what it read.
    """

    due: PartialDate
    batch: int
    uid: str = ""
    statement: Any = None


def _lost(session: Session, today: date) -> dict[int, _Lost]:
    """The due dates that were taken away lately, by the number of the prediction."""
    since = datetime.combine(today - timedelta(days=TAKEN_BACK), datetime.min.time(), UTC)
    found: dict[int, _Lost] = {}
    for row_id, batch, action, before in session.execute(
        select(Revision.first_id, Revision.batch_id, Revision.action, Revision.before)
        .join(Batch, Batch.id == Revision.batch_id)
        .where(
            Revision.table_name == "prediction",
            Revision.action.in_(("change", "remove")),
            Batch.made_at >= since,
        )
        .order_by(Revision.id)
    ):
        if not before:
            continue
        known = found.get(row_id)
        given = before.get("due")
        due = PartialDate(given) if given else known.due if known else None
        if due is None:
            continue
        if action == "remove":
            found[row_id] = _Lost(due, batch, before["uid"], before.get("statement"))
        elif given:
            found[row_id] = _Lost(due, batch)
    bare = {row_id for row_id, one in found.items() if one.uid and not one.statement}
    for row_id, words in _words_read(session, bare).items():
        found[row_id] = replace(found[row_id], statement=words)
    return found


def _words_read(session: Session, removed: Collection[int]) -> dict[int, Any]:
    """The words of the first claim that each of these removed predictions read."""
    if not removed:
        return {}
    read: dict[int, int] = {}
    for before in _removed(session, "reading"):
        if before["prediction_id"] in removed:
            read.setdefault(before["prediction_id"], before["claim_id"])
    claims = set(read.values())
    words: dict[int, Any] = {
        before["id"]: before["statement"]
        for before in _removed(session, "claim")
        if before["id"] in claims
    }
    for some in slices(claims):
        words |= dict(
            session.execute(select(Claim.id, Claim.statement).where(Claim.id.in_(some))).all()
        )
    return {row_id: words[claim] for row_id, claim in read.items() if claim in words}


def _removed(session: Session, table: str) -> Iterator[dict[str, Any]]:
    """The rows that were removed from a table, as they were, in the order of their numbers."""
    for before in session.scalars(
        select(Revision.before)
        .where(Revision.table_name == table, Revision.action == "remove")
        .order_by(Revision.first_id, Revision.id)
    ):
        if before:
            yield before


def _day(due: PartialDate, snoozed: PartialDate | None) -> date:
    """The day of an appointment: the same on every day on which it is asked for."""
    return due.last if snoozed is None else max(due.last, snoozed.last)


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


def _described(row: Any, said: _Said, verdict: Verdict | None, language: str) -> str:
    words = appointment_words(language)
    place = words.comma.join(filter(None, (str(said.on or ""), said_in(said.title, language))))
    facts = [
        (words.said, place),
        (words.said_as, words.quoted.format(row.horizon) if row.horizon else ""),
        (words.criteria, said_in(row.criteria, language)),
        (words.due, str(row.due or "")),
        (words.snoozed, "" if verdict or row.snoozed is None else str(row.snoozed)),
        (words.source, said.url or ""),
        _to_do(row, verdict, words),
    ]
    return "\n".join(f"{name}{words.colon}{fact}" for name, fact in facts if fact)


def _to_do(row: Any, verdict: Verdict | None, words: AppointmentWords) -> tuple[str, str]:
    """What is left to do on the day, or how it turned out."""
    if verdict is not None:
        return words.decided, words.comma.join(
            (words.outcomes[verdict.outcome], str(verdict.decided))
        )
    if row.due is None:
        return words.decide, ""
    return words.decide, f"kg resolve {row.id} right|wrong|partly|unclear|void --evidence URL"


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
