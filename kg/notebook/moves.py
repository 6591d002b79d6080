"""Where things went that were merged into others: their ids and numbers lead on."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.store.bulk import slices
from kg.store.models import Moved, Revision


def note(session: Session, table: str, uid: str, to_uid: str) -> None:
    """Write down that the row with `uid` was merged into the one with `to_uid`.

    Ids never lead in a circle: that of a row that is there leads nowhere.
    """
    known = {
        row.uid: row
        for row in session.scalars(
            select(Moved).where(Moved.table_name == table, Moved.uid.in_((uid, to_uid)))
        )
    }
    if to_uid in known:
        session.delete(known[to_uid])
    if uid in known:
        known[uid].to_uid = to_uid
    else:
        session.add(Moved(table_name=table, uid=uid, to_uid=to_uid))
    session.flush()


def survivors(session: Session, table: str, uids: Iterable[str]) -> dict[str, str]:
    """For each of these ids that were merged away, the id that stands for it in the end."""
    if session.scalar(select(Moved.id).where(Moved.table_name == table).limit(1)) is None:
        return {}
    trails = {uid: [uid] for uid in uids}
    edge = set(trails)
    while edge:
        steps = {
            uid: to_uid
            for some in slices({trails[start][-1] for start in edge})
            for uid, to_uid in session.execute(
                select(Moved.uid, Moved.to_uid).where(
                    Moved.table_name == table, Moved.uid.in_(some)
                )
            )
        }
        edge = {start for start in edge if steps.get(trails[start][-1], start) not in trails[start]}
        for start in edge:
            trails[start].append(steps[trails[start][-1]])
    return {start: trail[-1] for start, trail in trails.items() if len(trail) > 1}


def uid_of_number(session: Session, table: str, number: int) -> str | None:
    """The id that a row with this number had which was merged away, or None."""
    before = session.scalar(
        select(Revision.before)
        .where(
            Revision.table_name == table,
            Revision.action == "remove",
            Revision.first_id == number,
        )
        .order_by(Revision.id.desc())
        .limit(1)
    )
    return None if before is None else before["uid"]
