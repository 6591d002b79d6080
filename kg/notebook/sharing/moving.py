"""Where ids lead in two notebooks together, when claims, speakers and others were made one."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.notebook.sharing import heard
from kg.notebook.sharing.shapes import Place
from kg.store.models import Moved, Revision


def together(*sessions: Session) -> dict[Place, Place]:
    """For each row that was merged away in any of these notebooks what stands for it in all.

    Where one led another way elsewhere, the id that comes first counts, and so it does where two
    were merged into each other: both come to the same, whichever of them is asked. What was undone
    in one of them leads nowhere.
    """
    steps: dict[Place, set[Place]] = {}
    undone: set[tuple[str, str, str]] = set()
    for session in sessions:
        columns = (Moved.table_name, Moved.uid, Moved.to_uid)
        there = {(table, uid, to_uid) for table, uid, to_uid in session.execute(select(*columns))}
        for table, uid, to_uid in there:
            steps.setdefault((table, (uid,)), set()).add((table, (to_uid,)))
        silent = heard.merges(session) | heard.undoings(session)
        removed = session.execute(
            select(Revision.batch_id, Revision.before).where(
                Revision.table_name == "moved", Revision.action == "remove"
            )
        )
        undone |= {
            (row["table_name"], row["uid"], row["to_uid"])
            for batch, row in removed
            if batch not in silent
        } - there
    for table, uid, to_uid in undone:
        steps.get((table, (uid,)), set()).discard((table, (to_uid,)))
    return ends({one: others for one, others in steps.items() if others})


def ends(steps: dict[Place, set[Place]]) -> dict[Place, Place]:
    """Where each leads in the end.

    >>> c1, c2, c3 = (("claim", (uid,)) for uid in ("c1", "c2", "c3"))
    >>> ends({c2: {c1}, c3: {c2}, c1: {c2}}) == {c2: c1, c3: c1}
    True
    """
    found: dict[Place, Place] = {}
    for family in _families(steps):
        # All of them are one now; it stands for them what leads nowhere, else what comes first.
        last = [one for one in family if one not in steps]
        stands = min(last or family)
        found.update((one, stands) for one in family if one != stands)
    return found


def _families(steps: dict[Place, set[Place]]) -> Iterable[set[Place]]:
    beside: dict[Place, set[Place]] = {}
    for one, others in steps.items():
        for other in others:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    met: set[Place] = set()
    for start in beside:
        if start in met:
            continue
        family, edge = {start}, {start}
        while edge:
            edge = {other for one in edge for other in beside[one]} - family
            family |= edge
        met |= family
        yield family
