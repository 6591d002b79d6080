"""Views: queries under a name, so that a map can show the same part of the notebook again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import query as queries
from kg.domain.keys import key as as_key
from kg.domain.selection import Selection
from kg.domain.wording import Wording, brief, clean_line, wording
from kg.errors import Conflict, Invalid, KgError
from kg.notebook import ids
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import find, selecting
from kg.store.models import View

LONGEST_NAME = 120


def add(
    session: Session,
    name: str,
    query: str,
    *,
    today: date,
    note: str | Wording | None = None,
    uid: str | None = None,
) -> View:
    """Keep a query under a name.

    Raises Invalid where the query is empty or not understood, NotFound where it names what the
    notebook does not know, Conflict where another view has that name.
    """
    called = clean_line(name, "name", LONGEST_NAME)
    _refuse_same_name(session, called)
    row = View(
        uid=ids.own(session, View, uid, called),
        name=called,
        query=_checked(session, query, today),
        note=wording(note, "note") if note else None,
    )
    session.add(row)
    session.flush()
    return row


def edit(
    session: Session,
    key: find.Key | View,
    *,
    today: date,
    name: str | Keep = KEEP,
    query: str | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> View:
    """Change what is given of a view; raises as `add` does."""
    row = find.view(session, key)
    called = row.name if isinstance(name, Keep) else clean_line(name, "name", LONGEST_NAME)
    _refuse_same_name(session, called, but=row.id)
    set_changed(
        row,
        name=called,
        query=row.query if isinstance(query, Keep) else _checked(session, query, today),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def remove(session: Session, key: find.Key | View) -> View:
    """Remove a view; the claims that it shows stay."""
    row = find.view(session, key)
    session.delete(row)
    session.flush()
    return row


def listed(session: Session) -> list[View]:
    """All views, in the order in which they were added."""
    return list(session.scalars(select(View).order_by(View.id)))


def showing(session: Session, selection: Selection, today: date) -> list[View]:
    """The views that show one of the claims that are meant, or all where all are meant."""
    if selection.everything:
        return listed(session)
    meant = set(selecting.claim_ids(session, selection, today))
    return [row for row, ids in shown(session, (), today)[0] if not meant.isdisjoint(ids)]


def _refuse_same_name(session: Session, name: str, but: int | None = None) -> None:
    for row_id, other in session.execute(select(View.id, View.name)):
        if row_id != but and as_key(other) == as_key(name):
            raise Conflict(
                f"There is a view {brief(other)!r} already.",
                f"Change it with kg view edit {row_id}, or give another name.",
            )


def _checked(session: Session, query: str, today: date) -> str:
    """A query that can be read and asked; which claims it shows may change from day to day."""
    text = queries.readable(query)
    selection = queries.parse(text, today)
    if selection.everything:
        raise Invalid("This query asks for nothing.", "Say which claims: about:o1 stance:disagrees")
    selecting.claim_ids(session, selection, today)
    return text


def selection_of(row: View, today: date) -> Selection:
    """What a view asks for, on a day."""
    return queries.parse(row.query, today)


class Chosen(NamedTuple):
    """Which claims a map shows, how it may be called, and the views that it offers as choices."""

    claims: list[int]
    title: str | None
    views: list["Shown"]
    refused: list[str]

    @property
    def told(self) -> dict[str, Any]:
        """The choices as a page reads them: which of its claims each shows, by their numbers."""
        drawn = set(self.claims)
        return {
            "views": [
                {"uid": row.uid, "name": row.name, "claims": [one for one in ids if one in drawn]}
                for row, ids in self.views
            ]
        }


def chosen(
    session: Session,
    claims: Sequence[int],
    keys: Sequence[find.Key | View],
    today: date,
    as_of: date | None = None,
) -> Chosen:
    """Of these claims those that the views of these names show, or all, with all views as choices.

    One view alone is no choice: the map bears its name.
    """
    views, refused = shown(session, keys, today, as_of)
    if not keys:
        return Chosen(list(claims), None, views, refused)
    within = {one for view in views for one in view.claims}
    kept = [one for one in claims if one in within]
    if len(views) == 1:
        return Chosen(kept, views[0].view.name, [], refused)
    return Chosen(kept, None, views, refused)


class Shown(NamedTuple):
    """A view with the numbers of the claims that it shows."""

    view: View
    claims: list[int]


def shown(
    session: Session, keys: Iterable[find.Key | View], today: date, as_of: date | None = None
) -> tuple[list[Shown], list[str]]:
    """These views with their claims, or all views when none are named.

    Among all, those that can no longer be asked, since what they name has another name now, are
    left out, and sentences say why; one that is named raises.
    """
    wanted = [find.view(session, key) for key in keys]
    found, refused = [], []
    for row in wanted or listed(session):
        try:
            ids_ = selecting.claim_ids(session, selection_of(row, today), today, as_of)
        except KgError as error:
            if wanted:
                raise
            refused.append(f"The view {brief(row.name)!r} was left out: {error.message}")
            continue
        found.append(Shown(row, list(ids_)))
    return found, refused
