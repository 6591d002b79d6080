"""Which rows two notebooks have together: none goes on which somebody still builds."""

from collections import defaultdict
from collections.abc import Iterator

from kg.notebook.sharing.shapes import SHAPES, WITHIN, Fields, Key, Place, canonical, pointers, void
from kg.notebook.sharing.states import Held, State


class Presence:
    """Which rows come to mine, and which go from it.

    A removal takes away only what whoever removed it knew: what was changed since or elsewhere
    stays, and so does all that it rests on, and what went only together with that.
    """

    def __init__(self, mine: State, theirs: State) -> None:
        self.mine, self.theirs = mine, theirs
        self.moved = set(mine.moves)
        self.made_one: defaultdict[Place, set[Place]] = defaultdict(set)
        """By what stands for them all that was merged into it."""
        for place, stands in mine.moves.items():
            self.made_one[stands].add(place)
        self.coming: set[Place] = set()
        self.going: set[Place] = set()
        self.staying: set[Place] = set()
        self.lost: list[tuple[Place, Fields]] = []

    def settle(self) -> None:
        """Find out which rows come, go and stay."""
        for table in SHAPES:
            if table != "moved":
                self._look_at(table)
        self._close()

    def _look_at(self, table: str) -> None:
        """Which rows of a table come and go, before it is asked what rests on them."""
        mine, theirs = self.mine.there[table], self.theirs.there[table]
        for key in {**mine, **theirs}:
            place = (table, key)
            if place in self.moved:
                if key in mine:
                    self.going.add(place)
                self._heed_lost(place)
            elif self._void(place):
                if key in mine:
                    self.going.add(place)
            elif key not in mine:
                gone = self.mine.gone[table].get(key)
                if gone is None or self._outlives(self.theirs, self.mine, place):
                    self.coming.add(place)
            elif (
                key not in theirs
                and key in self.theirs.gone[table]
                and not self._outlives(self.mine, self.theirs, place)
            ):
                self.going.add(place)

    def _void(self, place: Place) -> bool:
        held = self._known(place)
        return held is not None and void(place[0], held.fields)

    def _outlives(self, there: State, gone: State, place: Place) -> bool:
        """Whether a row says or came to be what those who removed it elsewhere did not know."""
        if (there.births(place) | there.puts(place)) - gone.births(place) - gone.puts(place):
            return True
        table, key = place
        held, known = there.there[table][key], gone.gone[table][key]
        past = gone.past(place)
        return any(
            canonical(held.fields.get(name)) != canonical(known.fields.get(name))
            and canonical(held.fields.get(name)) not in past.values[name]
            for name in {*held.fields, *known.fields}
        )

    def _heed_lost(self, place: Place) -> None:
        """Note what a row says that whoever merged it into another did not know.

        All of it where nobody did: two merged a third into this one and into that which stands.
        """
        table, key = place
        for there, gone in ((self.mine, self.theirs), (self.theirs, self.mine)):
            held, known = there.there[table].get(key), gone.gone[table].get(key)
            if held is None or (known is None and gone.timeless):
                continue
            past = gone.past(place)
            fields = {} if known is None else known.fields
            said = {
                name: value
                for name, value in held.fields.items()
                if canonical(fields.get(name)) != canonical(value)
                and canonical(value) not in past.values[name]
            }
            if said:
                self.lost.append((place, said))

    def _present(self, place: Place) -> bool:
        here = place[1] in self.mine.there[place[0]] and place not in self.going
        return here or place in self.coming

    def _close(self) -> None:
        """Let what is there rest on what is there, and what was removed as one come back as one."""
        for place in list(self.coming):
            self._bring(place)
        if self.going:
            for table, rows in self.mine.there.items():
                for key, held in rows.items():
                    if (table, key) not in self.going:
                        self._bring_what_it_rests_on((table, key), held)
        for place, _ in self.lost:
            stands = self.mine.moves[place]
            if not self._present(stands):
                self._bring(stands)
        while again := [*self._removed_with_more(), *self._read_no_more()]:
            for place in again:
                self._bring(place)

    def _read_no_more(self) -> Iterator[Place]:
        """Readings without which a prediction would read no claim, the one that went last of each.

        Whoever removed one knew that another was left.
        """
        known = {
            ("reading", key)
            for state in (self.mine, self.theirs)
            for rows in (state.there["reading"], state.gone["reading"])
            for key in rows
        }
        read = {place[1][0] for place in known if self._present(place)}
        last: dict[Key, Place] = {}
        for place in sorted(known, key=lambda one: (self._last_removal(one), canonical(one[1]))):
            prediction, claim = place[1]
            if prediction not in read and self._known(("claim", claim)) is not None:
                last[prediction] = place
        yield from (
            place for prediction, place in last.items() if self._present(("prediction", prediction))
        )

    def _last_removal(self, place: Place) -> str:
        return max(self._removals(place), default="")

    def _removed_with_more(self) -> Iterator[Place]:
        """Rows that went only because what they are a part of went, which it does not after all."""
        gone = {
            (table, key)
            for state in (self.mine, self.theirs)
            for table, rows in state.gone.items()
            for key in rows
        }
        for place in gone | self.going:
            if place in self.moved or self._present(place) or self._void(place):
                continue
            last = self._last_removal(place)
            held = self._known(place)
            if not last or held is None:
                continue
            rests_on = pointers(SHAPES[place[0]], held.key, held.fields)
            wholes = [rests_on[one] for one in WITHIN.get(place[0], ()) if one in rests_on]
            if any(self._present(one) and self._went(one, last) for one in wholes):
                yield place

    def _went(self, place: Place, when: str) -> bool:
        """Whether a row, or what is one with it now, was removed at a moment."""
        return any(when in self._removals(one) for one in (place, *self.made_one.get(place, ())))

    def _removals(self, place: Place) -> set[str]:
        return self.mine.removals.get(place, set()) | self.theirs.removals.get(place, set())

    def _known(self, place: Place) -> Held | None:
        """A row as either side knows it, one that is there before one that is gone."""
        table, key = place
        for side in (self.mine.there, self.theirs.there, self.mine.gone, self.theirs.gone):
            if (held := side[table].get(key)) is not None:
                return held
        return None

    def _bring(self, place: Place) -> None:
        """Let a row be there, with all that it rests on."""
        held = self._known(place)
        if held is None or place in self.moved or void(place[0], held.fields):
            return
        if place in self.going:
            self.going.remove(place)
        elif place[1] not in self.mine.there[place[0]]:
            self.coming.add(place)
        if self._removals(place):
            self.staying.add(place)
        self._bring_what_it_rests_on(place, held)

    def _bring_what_it_rests_on(self, place: Place, held: Held) -> None:
        for other in pointers(SHAPES[place[0]], held.key, held.fields).values():
            if not self._present(other):
                self._bring(other)
