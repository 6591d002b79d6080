"""Letting a notebook be what it comes to with another: rows, history and what was heard."""

from sqlalchemy.orm import Session

from kg.notebook.records import apply
from kg.notebook.records.plans import Plan
from kg.notebook.sharing import heard
from kg.notebook.sharing.checking import check, check_moved
from kg.notebook.sharing.differing import Together, canonical_place
from kg.notebook.sharing.keeping import kept_in
from kg.notebook.sharing.settling import Settling
from kg.notebook.sharing.shapes import SHAPES, Key, Place, Row, Shape, fields_of, row_of
from kg.notebook.sharing.states import State
from kg.store import history
from kg.store.bulk import next_id
from kg.store.history import TABLES
from kg.store.types import plain


def bring(session: Session, mine: State, theirs: State, found: Together) -> Plan:
    """Change the notebook of `mine` to what was found, as one batch; gives what was changed."""
    plan = _Bringing(session, mine, theirs, found).plan()
    if not plan.nothing:
        apply.apply(session, plan)
    heard.write(session, found.heard, history.batch_of(session))
    return plan


class _Bringing:
    def __init__(self, session: Session, mine: State, theirs: State, found: Together) -> None:
        self.session = session
        self.mine, self.theirs, self.found = mine, theirs, found
        self.given: dict[Place, int] = {}
        self.next: dict[str, int] = {}
        self.wanted: dict[Place, Row] = {}
        """What rows are to be, whole, with numbers of this notebook."""
        self.result = Plan()

    def plan(self) -> Plan:
        """The rows to add, change and remove, with numbers of this notebook."""
        places = sorted(self.found.rows, key=canonical_place)
        self._hear_of_births()
        for shape in SHAPES.values():
            for place in places:
                if place[0] == shape.table:
                    self.wanted[place] = self._wanted(shape, place)
            for held in self.mine.surplus[shape.table]:
                self.result.removes.append((shape.table, held.row))
        for place in sorted(self.found.going, key=canonical_place):
            self.result.removes.append((place[0], self.mine.there[place[0]][place[1]].row))
        self._join_the_lost()
        self._settle()
        for place, row in self.wanted.items():
            self._check(place, row)
            self._plan_row(place, row)
        self._plan_moves()
        return self.result

    def _hear_of_births(self) -> None:
        """When rows came to be there that say the same as here, or will."""
        for table, key in self.found.told_apart:
            held = self.mine.there[table].get(key)
            if held is None or held.number is None or (table, key) in self.found.rows:
                continue
            place = (table, key)
            new = self.theirs.births(place) - self.mine.births(place)
            self.found.heard.bear(table, new, held.number)
            put = self.theirs.puts(place) - self.mine.puts(place)
            self.found.heard.bear(table, put, held.number, put=True)

    def _wanted(self, shape: Shape, place: Place) -> Row:
        table, key = place
        here = self.mine.there[table].get(key) or self.mine.gone[table].get(key)
        other = self.theirs.there[table].get(key) or self.theirs.gone[table].get(key)
        order = here.row if here else other.row if other else {}
        row = row_of(shape, self.found.rows[place], order, self._number)
        for column, value in zip(shape.key, key, strict=True):
            points = shape.points.get(column)
            row[column] = value if points is None else self._number(points, value)
        return {"id": self._number(table, key), **_ordered(table, row)}

    def _settle(self) -> None:
        """Let the rows keep the rules of a notebook; what is settled is said anew."""
        now = plain(history.made_at(self.session))
        settling = Settling(self.mine, self.theirs, self.wanted, self.found.going)
        self.found.settled = settling.run()
        for one in self.found.settled:
            self.found.heard.said[one.place] += [
                (one.name, one.before, ""),
                (one.name, one.after, now),
            ]

    def _check(self, place: Place, row: Row) -> None:
        """Look at what a row is to say, all of it joined and settled, beside what it says here."""
        table, key = place
        here = self.mine.there[table].get(key) or self.mine.gone[table].get(key)
        check(table, row, here.row if here else {})

    def _plan_row(self, place: Place, row: Row) -> None:
        table, key = place
        here = self.mine.there[table].get(key)
        new = self.theirs.births(place) - self.mine.births(place)
        self.found.heard.bear(table, new, row["id"])
        put = self.theirs.puts(place) - self.mine.puts(place)
        self.found.heard.bear(table, put, row["id"], put=True)
        if here is not None:
            self._change(table, here.row, row)
            return
        gone = self.mine.gone[table].get(key)
        adds = self.result.adds.setdefault(table, [])
        if gone is not None and gone.row:
            # It comes back as it went, and is changed then, so that its history is told in full.
            adds.append(gone.row)
            self._change(table, gone.row, row)
        else:
            adds.append(row)

    def _change(self, table: str, before: Row, row: Row) -> None:
        after = {column: value for column, value in row.items() if before[column] != value}
        if after:
            was = {column: before[column] for column in after}
            self.result.changes.append((table, before["id"], was, after))

    def _number(self, table: str, key: Key) -> int:
        """The number of a row here: its own, the one it had, or the next that is free."""
        held = self.mine.there[table].get(key) or self.mine.gone[table].get(key)
        if held is not None and held.number is not None:
            return held.number
        place = (table, key)
        if place not in self.given:
            if table not in self.next:
                self.next[table] = next_id(self.session, TABLES[table])
            self.given[place] = self.next[table]
            self.next[table] += 1
        return self.given[place]

    def _join_the_lost(self) -> None:
        """Put what is said anew of what was merged into something else into what stands for it."""
        for (table, key), said in self.found.lost:
            stands = self.mine.moves[table, key]
            held = self.mine.there[table].get(stands[1])
            row = self.wanted.get(stands, held.row if held else {})
            changed = kept_in(table, row, said)
            self.wanted[stands] = {**row, **changed}
            self._hear_of_joined(stands, changed)

    def _hear_of_joined(self, place: Place, changed: Row) -> None:
        """What was put together here is said anew, so that it counts elsewhere."""
        blank = dict.fromkeys(SHAPES[place[0]].columns)
        fields = fields_of(SHAPES[place[0]], {**blank, **changed}, lambda _, number: (number,))
        now = plain(history.made_at(self.session))
        self.found.heard.said[place] += [(name, value, now) for name, value in fields.items()]

    def _plan_moves(self) -> None:
        """Let ids lead where they lead in both together."""
        known = {key: held for key, held in self.mine.there["moved"].items()}
        number = next_id(self.session, TABLES["moved"])
        adds = self.result.adds.setdefault("moved", [])
        for (table, key), (_, stands) in sorted(
            self.mine.moves.items(), key=lambda one: canonical_place(one[0])
        ):
            held = known.pop((table, key[0]), None)
            if held is None:
                check_moved(table, key[0], stands[0])
                row = {"table_name": table, "uid": key[0], "to_uid": stands[0]}
                adds.append({"id": number, **row})
                number += 1
            elif (table, (held.row["to_uid"],)) != (table, stands) and self.mine.moves.get(
                (table, (held.row["to_uid"],))
            ) != (table, stands):
                check_moved(table, stands[0])
                self._change("moved", held.row, {**held.row, "to_uid": stands[0]})
        for held in known.values():
            self.result.removes.append(("moved", held.row))


def _ordered(table: str, row: Row) -> Row:
    """A row with its columns as the table has them: rows that are added together have the same."""
    return {column.name: row[column.name] for column in TABLES[table].c if column.name != "id"}
