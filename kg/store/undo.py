"""Taking a batch of the history back, as a batch of its own that can be taken back in turn."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, UniqueConstraint, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from kg.domain.circles import circle
from kg.errors import Conflict, KgError, NotFound
from kg.store import history, indexing, names
from kg.store.bulk import defer_constraints, rows_by, slices
from kg.store.history import TABLES
from kg.store.models import Batch, Revision
from kg.store.types import typed_row

Row = dict[str, Any]

TOGETHER: dict[str, tuple[frozenset[str], ...]] = {
    "position": (frozenset({"source_id", "turn_id", "quote", "anchor"}),),
    "prediction": (frozenset({"opens", "due"}),),
    "forecast": (frozenset({"low", "middle", "high", "words"}),),
    "resolution": (
        frozenset({"outcome", "fraction"}),
        frozenset({"withdrawn", "withdrawn_because"}),
    ),
}
"""Columns that make sense only together: a change of one rests on the others."""

_ALIKE = {
    "link": ("from_id", "to_id", "kind", "speaker_id"),
    "view": ("name",),
    "position": ("claim_id", "speaker_id", "stance", "said", "source_id", "quote"),
}
"""The columns in which no two rows should agree: they would say the same twice."""


def undo(session: Session, batch_id: int | None = None) -> Batch:
    """Take back a batch, by default the last change that stands; gives the batch that was undone.

    Naming an undo brings back what it took. Raises NotFound when there is no such batch, Conflict
    when it is undone already, later changes rest on it, or the last one is somebody else's.
    """
    gone = history.undone(session)
    if batch_id is None:
        batch_id = _last(session, gone)
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound(f"There is no change {batch_id} in the history.", "See kg history.")
    if batch_id in gone:
        raise Conflict(f"Change {batch_id} is undone already.", "Undo its undo to bring it back.")
    history.begin_undo(session, batch_id)
    _Undo(session, batch_id, gone).run()
    # What the session has read of these rows is no longer so.
    session.expire_all()
    return batch


def _last(session: Session, gone: set[int]) -> int:
    """The last change that stands, which may not be somebody else's: nobody may have seen that."""
    # An undo is passed over, so that undoing again goes further back.
    standing = select(func.max(Batch.id)).where(Batch.undoes_id.is_(None), Batch.id.not_in(gone))
    last = session.scalar(standing)
    if last is None:
        raise NotFound("There is nothing to undo.")
    who = history.curator_of(session)
    maker = session.scalar(select(Batch.curator).where(Batch.id == last))
    if who and maker and who.casefold() != maker.casefold():
        alike = [one for one in _curators(session) if one.casefold() == who.casefold()]
        own = session.scalar(standing.where(Batch.curator.in_(alike)))
        mine = f", kg undo {own} the last one of your own" if own else ""
        raise Conflict(
            f"The last change, {last}, is by {maker}.", f"kg undo {last} takes it back{mine}."
        )
    return last


def _curators(session: Session) -> list[str]:
    return [one for one in session.scalars(select(Batch.curator).distinct()) if one]


class _Undo:
    """One batch in reverse: rows to drop, rows to put back, columns to set back."""

    def __init__(self, session: Session, batch_id: int, gone: set[int]) -> None:
        self.session = session
        self.batch_id = batch_id
        self.gone = gone
        self.drop: defaultdict[str, set[int]] = defaultdict(set)
        self.put_back: defaultdict[str, dict[int, Row]] = defaultdict(dict)
        self.set_back: defaultdict[str, dict[int, tuple[Row, Row]]] = defaultdict(dict)
        self.texts: set[int] = set()

    def run(self) -> None:
        defer_constraints(self.session)
        for entry in self.session.scalars(
            select(Revision).where(Revision.batch_id == self.batch_id).order_by(Revision.id.desc())
        ):
            self._reverse(entry)
        for name in reversed(TABLES):
            self._drop_rows(name)
        for name in TABLES:
            self._put_rows_back(name)
            self._set_rows_back(name)
        for name in TABLES:
            self._refuse_if_pointed_at(name)
            self._refuse_if_pointing_at_nothing(name)
            self._refuse_twins(name)
            ids = {*self.drop[name], *self.put_back[name], *self.set_back[name]}
            names.refresh(self.session, name, ids)
            indexing.refresh(self.session, name, ids)
        indexing.refresh_texts(self.session, self.texts)
        self._refuse_circles()
        self._refuse_empty_predictions()

    def _reverse(self, entry: Revision) -> None:
        name, row_id = entry.table_name, entry.first_id
        if entry.action == "add":
            for row_id in range(entry.first_id, entry.last_id + 1):
                self.set_back[name].pop(row_id, None)
                # A row added and removed in one batch never was.
                if self.put_back[name].pop(row_id, None) is None:
                    self.drop[name].add(row_id)
        elif entry.action == "remove":
            self.put_back[name][row_id] = dict(entry.before or {})
        elif row_id in self.put_back[name]:
            self.put_back[name][row_id] |= entry.before or {}
        else:
            before, after = self.set_back[name].get(row_id, ({}, {}))
            self.set_back[name][row_id] = (
                before | (entry.before or {}),
                (entry.after or {}) | after,
            )

    def _drop_rows(self, name: str) -> None:
        ids = sorted(self.drop[name])
        if later := next(iter(self._later_changes(name, ids)), None):
            raise self._refusal(later[0])
        rows = list(rows_by(self.session, TABLES[name], "id", ids))
        self._heed_texts(name, rows)
        history.record(self.session, [history.removed(name, row) for row in rows])
        for some in slices(ids):
            self.session.execute(delete(TABLES[name]).where(TABLES[name].c.id.in_(some)))

    def _put_rows_back(self, name: str) -> None:
        if rows := self.put_back[name]:
            table = TABLES[name]
            self._heed_texts(name, rows.values())
            for constraint in table.constraints:
                if isinstance(constraint, UniqueConstraint):
                    self._refuse_if_taken(table, [column.name for column in constraint.columns])
            self.session.execute(insert(table), [typed_row(table, row) for row in rows.values()])
            history.record(self.session, history.added(name, rows))

    def _refuse_if_taken(self, table: Table, columns: list[str]) -> None:
        wanted = {tuple(row[one] for one in columns) for row in self.put_back[table.name].values()}
        for row in rows_by(self.session, table, columns[0], {one[0] for one in wanted}):
            if tuple(row[one] for one in columns) in wanted:
                raise self._refusal(
                    self._last_standing(table.name, row["id"]),
                    f"put another {table.name} in its place",
                )

    def _set_rows_back(self, name: str) -> None:
        table = TABLES[name]
        ids = sorted(self.set_back[name])
        for later, row_id, columns in self._later_changes(name, ids):
            if columns is None or columns & _with_company(name, self.set_back[name][row_id][1]):
                raise self._refusal(later)
        now = {row["id"]: row for row in rows_by(self.session, table, "id", ids)}
        self._heed_texts(name, now.values())
        for row_id, (before, after) in self.set_back[name].items():
            if row_id not in now or any(now[row_id][key] != value for key, value in after.items()):
                raise self._refusal(None)
            self.session.execute(
                update(table).where(table.c.id == row_id).values(typed_row(table, before))
            )
            history.record(self.session, [history.changed(name, row_id, after, before)])

    def _heed_texts(self, name: str, rows: Iterable[Row]) -> None:
        """Note which sources' texts are to be indexed anew because of these rows."""
        if name in {"passage", "turn"}:
            self.texts |= {row["source_id"] for row in rows}

    def _later_changes(
        self, name: str, ids: Sequence[int]
    ) -> Iterable[tuple[int, int, set[str] | None]]:
        """What later batches did to these rows, the last first: batch, row and columns changed.

        Columns are None where the row was removed. An undo of what came later still took that away
        and counts no more than it does; an undo of something older is a change like any other.
        """
        if not ids:
            return
        mine = set(ids)
        entries = self.session.execute(
            select(Revision.batch_id, Revision.first_id, Revision.action, Revision.after)
            .join(Batch, Batch.id == Revision.batch_id)
            .where(
                Revision.table_name == name,
                Revision.batch_id > self.batch_id,
                Revision.action != "add",
                Revision.first_id.between(ids[0], ids[-1]),
                self._stands(),
            )
            .order_by(Revision.id.desc())
        )
        for batch_id, row_id, action, after in entries:
            if batch_id not in self.gone and row_id in mine:
                yield batch_id, row_id, None if action == "remove" else set(after)

    def _stands(self) -> Any:
        return or_(Batch.undoes_id.is_(None), Batch.undoes_id < self.batch_id)

    def _refuse_if_pointed_at(self, name: str) -> None:
        """Refuse when rows of later batches point at rows now dropped."""
        for child in TABLES.values():
            for pointer in child.foreign_keys:
                if pointer.column.table.name != name:
                    continue
                for some in slices(self.drop[name]):
                    row_id = self.session.scalar(
                        select(child.c.id).where(pointer.parent.in_(some)).limit(1)
                    )
                    if row_id is not None:
                        raise self._refusal(self._last_standing(child.name, row_id))

    def _refuse_if_pointing_at_nothing(self, name: str) -> None:
        """Refuse when rows put back or set back point at rows that later batches removed."""
        changed = [*self.put_back[name].values(), *(row for row, _ in self.set_back[name].values())]
        for pointer in TABLES[name].foreign_keys:
            target = pointer.column.table
            column = pointer.parent.name
            wanted = {row[column] for row in changed if row.get(column) is not None}
            there = {row["id"] for row in rows_by(self.session, target, "id", wanted)}
            for row_id in sorted(wanted - there):
                raise self._refusal(self._remover(target.name, row_id), "removed what it needs")

    def _refuse_twins(self, name: str) -> None:
        """Refuse when rows put back or set back say what rows of later batches say."""
        columns = _ALIKE.get(name, ())
        ids = {*self.put_back[name], *self.set_back[name]}
        if not columns or not ids:
            return
        table = TABLES[name]
        back = {
            tuple(row[one] for one in columns): row["id"]
            for row in rows_by(self.session, table, "id", ids)
        }
        for row in rows_by(self.session, table, columns[0], {key[0] for key in back}):
            if row["id"] not in ids and tuple(row[one] for one in columns) in back:
                later = self._last_standing(name, row["id"])
                # Twins that stood side by side before may do so again: imports may bring them.
                if later is not None and later > self.batch_id:
                    raise self._refusal(later, f"made another {name} that says the same")

    def _refuse_circles(self) -> None:
        """Refuse when concepts set back or put back would be broader than themselves."""
        if not self.set_back["concept"] and not self.put_back["concept"]:
            return
        columns = TABLES["concept"].c
        above = dict(self.session.execute(select(columns.id, columns.broader_id)).all())
        for start in (*self.set_back["concept"], *self.put_back["concept"]):
            if way := circle(start, above):
                later = max(
                    (self._last_standing("concept", one) or 0 for one in way[1:]), default=0
                )
                raise self._refusal(later, "put it below what it was above")

    def _refuse_empty_predictions(self) -> None:
        """Refuse when a prediction would read no claim, later batches having removed the others."""
        predictions, readings = TABLES["prediction"].c, TABLES["reading"].c
        if self.drop["reading"] or self.put_back["prediction"]:
            empty = self.session.scalar(
                select(predictions.id)
                .where(predictions.id.not_in(select(readings.prediction_id)))
                .limit(1)
            )
            if empty is not None:
                raise self._refusal(self._remover_of_reading(empty))

    def _last_standing(self, name: str, row_id: int) -> int | None:
        """The last batch, still standing, that added or changed a row."""
        return self._last(
            Revision.table_name == name,
            Revision.action != "remove",
            Revision.first_id <= row_id,
            Revision.last_id >= row_id,
        )

    def _remover(self, name: str, row_id: int) -> int | None:
        return self._last(
            Revision.table_name == name, Revision.action == "remove", Revision.first_id == row_id
        )

    def _remover_of_reading(self, prediction_id: int) -> int | None:
        entries = self.session.execute(
            select(Revision.batch_id, Revision.before)
            .join(Batch, Batch.id == Revision.batch_id)
            .where(
                Revision.table_name == "reading",
                Revision.action == "remove",
                Revision.batch_id > self.batch_id,
                Batch.id != history.batch_of(self.session),
                self._stands(),
            )
            .order_by(Revision.id.desc())
        )
        return next(
            (
                batch_id
                for batch_id, before in entries
                if batch_id not in self.gone and before["prediction_id"] == prediction_id
            ),
            None,
        )

    def _last(self, *conditions: Any) -> int | None:
        # Not the undo at hand, whose entries are written already.
        return self.session.scalar(
            select(func.max(Revision.batch_id))
            .join(Batch, Batch.id == Revision.batch_id)
            .where(
                *conditions,
                Batch.id != history.batch_of(self.session),
                Batch.id != self.batch_id,
                Batch.id.not_in(self.gone),
            )
        )

    def _refusal(self, later: int | None, did: str = "rests on it") -> KgError:
        which = f"change {later}" if later else "a later change"
        return Conflict(
            f"Change {self.batch_id} cannot be undone, because {which} {did}.",
            f"Undo that first: kg undo {later}." if later else "See kg history.",
        )


def _with_company(name: str, columns: Iterable[str]) -> set[str]:
    """Columns, with those that make sense only together with them."""
    found = set(columns)
    for together in TOGETHER.get(name, ()):
        if found & together:
            found |= together
    return found
