"""Links: how one claim bears on another."""

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from kg.domain.checks import word
from kg.domain.vocabulary import LinkKind
from kg.domain.wording import Wording, wording
from kg.errors import Conflict
from kg.notebook import ids
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import find
from kg.store.models import Claim, Link, Speaker


def draw(
    session: Session,
    from_claim: find.Key | Claim,
    kind: LinkKind | str,
    to_claim: find.Key | Claim,
    *,
    by: find.Key | Speaker | None = None,
    note: str | Wording | None = None,
    uid: str | None = None,
) -> Link:
    """Link a claim to another, as a speaker or (without `by`) the curator sees it.

    Raises Conflict when a claim is linked to itself or the same link stands already.
    """
    start, end = find.claim(session, from_claim), find.claim(session, to_claim)
    if start is end:
        raise Conflict(f"Claim {start.id} cannot be linked to itself.", "Name two claims.")
    who = None if by is None else find.speaker(session, by)
    what = word(LinkKind, kind)
    _refuse_twin(session, start.id, what, end.id, who)
    row = Link(
        uid=ids.own(session, Link, uid, f"{start.id} {what} {end.id}"),
        from_claim=start,
        to_claim=end,
        kind=what,
        speaker=who,
        note=wording(note, "note") if note else None,
    )
    session.add(row)
    session.flush()
    return row


def _refuse_twin(
    session: Session,
    start: int,
    kind: LinkKind,
    end: int,
    who: Speaker | None,
    *,
    but: int | None = None,
) -> None:
    twin = session.scalars(
        select(Link.id).where(
            Link.from_id == start,
            Link.to_id == end,
            Link.kind == kind,
            Link.speaker_id.is_(None) if who is None else Link.speaker_id == who.id,
            Link.id != but if but else true(),
        )
    ).first()
    if twin is not None:
        raise Conflict(f"That is link {twin} already.", f"Change it with kg link edit {twin}.")


def edit(
    session: Session,
    key: find.Key | Link,
    *,
    kind: LinkKind | str | Keep = KEEP,
    by: find.Key | Speaker | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> Link:
    """Change what is given of a link; raises Conflict when there is another such link."""
    row = find.link(session, key)
    what = row.kind if isinstance(kind, Keep) else word(LinkKind, kind)
    who = row.speaker
    if not isinstance(by, Keep):
        who = None if by is None else find.speaker(session, by)
    _refuse_twin(session, row.from_id, what, row.to_id, who, but=row.id)
    set_changed(
        row,
        kind=what,
        speaker=who,
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def remove(session: Session, key: find.Key | Link) -> Link:
    """Remove a link."""
    row = find.link(session, key)
    session.delete(row)
    session.flush()
    return row


def listed(session: Session, kind: LinkKind | str | None = None) -> list[Link]:
    """All links, or those of one kind, in the order in which they were drawn."""
    statement = select(Link).order_by(Link.id)
    if kind:
        statement = statement.where(Link.kind == word(LinkKind, kind))
    return list(session.scalars(statement))
