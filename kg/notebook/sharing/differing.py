"""What two notebooks come to together: which rows are there, and what they say."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.notebook.sharing.heard import Heard
from kg.notebook.sharing.keeping import parted
from kg.notebook.sharing.presence import Presence
from kg.notebook.sharing.settling import Settled
from kg.notebook.sharing.shapes import (
    SHAPES,
    Fields,
    Place,
    canonical,
    void,
)
from kg.notebook.sharing.states import Held, State

Side = Literal["mine", "theirs"]
Prefer = Literal["mine", "theirs", "newer"]


@dataclass(frozen=True)
class Difference:
    """A field that says one thing here and another there; the times are empty where unknown."""

    place: Place
    name: str
    mine: Any
    theirs: Any
    mine_at: str
    theirs_at: str

    @property
    def mark(self) -> str:
        """By which it is known again when both are read anew."""
        return canonical([self.place[0], list(self.place[1]), self.name, self.mine, self.theirs])


Decide = Callable[[Difference], Side | None]
"""Which side counts; None leaves it open."""


@dataclass
class Together:
    """What two notebooks come to together, seen from mine."""

    going: set[Place]
    """Rows of mine that were removed there, where nothing that is new here rests on them."""
    staying: set[Place]
    """Rows that one side removed, and that are there all the same."""
    lost: list[tuple[Place, Fields]]
    """What one side says anew of rows that the other has merged into something else, which keeps
    it, field by field."""
    dropped: list[tuple[Place, Fields]] = field(default_factory=list)
    """What is said anew of such rows that has no place in what stands for them."""
    rows: dict[Place, Fields] = field(default_factory=dict)
    """What rows are to say that mine lacks, or in which it says something else."""
    taken: list[Difference] = field(default_factory=list)
    kept: list[Difference] = field(default_factory=list)
    """What differed, and what of it counts: where one side knew the other's, nobody is asked."""
    decided: list[tuple[Difference, Side]] = field(default_factory=list)
    open: list[Difference] = field(default_factory=list)
    told_apart: list[Place] = field(default_factory=list)
    """Rows of both of which more is known there than here."""
    heard: Heard = field(default_factory=Heard)
    settled: list[Settled] = field(default_factory=list)
    """What could not be as both together would have it."""


def together(
    mine: State, theirs: State, decide: Decide, prefer: Prefer | None, now: str
) -> Together:
    """What comes of two notebooks that were read with the same moves; `now` is when it is decided.

    Where a field differs, the side that knows what the other says counts, for it went on from
    there. Where neither knows the other's, `decide` says which counts. With `newer` the later one
    always does, so that all who merge come to the same, in whichever order.
    """
    return _Joining(mine, theirs, decide, prefer, now).run()


class _Joining:
    def __init__(
        self, mine: State, theirs: State, decide: Decide, prefer: Prefer | None, now: str
    ) -> None:
        self.mine, self.theirs = mine, theirs
        self.decide, self.prefer, self.now = decide, prefer, now
        self.presence = Presence(mine, theirs)
        self.coming = self.presence.coming
        self.result = Together(going=self.presence.going, staying=self.presence.staying, lost=[])

    def run(self) -> Together:
        self.presence.settle()
        self.result.told_apart = self._to_be_joined()
        for place in self.result.told_apart:
            self._join_fields(place)
        self._part_the_lost()
        self._hear_of_removals()
        return self.result

    def _part_the_lost(self) -> None:
        """Tell what can be kept of what is said anew of rows that were made one from the rest."""
        for (table, key), said in self.presence.lost:
            stands = self.mine.moves[table, key]
            for name, value in sorted(said.items()):
                self._hear((table, key), name, canonical(value), "")
            here = self.mine.there[table].get(stands[1])
            fields = self.result.rows.get(stands, here.fields if here else None)
            if fields is None or stands in self.result.going:
                self.result.dropped.append(((table, key), said))
                continue
            kept, left = parted(table, said, fields)
            if kept:
                self.result.lost.append(((table, key), kept))
            if left:
                self.result.dropped.append(((table, key), left))

    def _to_be_joined(self) -> list[Place]:
        """The rows of which something may have to be said or heard, the past of them read."""
        found: list[Place] = []
        for table in SHAPES:
            if table == "moved":
                continue
            mine, theirs = self.mine.there[table], self.theirs.there[table]
            places = [place for place in self.coming if place[0] == table]
            for key, held in mine.items():
                place = (table, key)
                if place in self.result.going:
                    continue
                other = theirs.get(key) or self.theirs.gone[table].get(key)
                if held.bent or (other is not None and self._may_differ(place, held, other)):
                    places.append(place)
            self.mine.prepare(table, [key for _, key in places])
            self.theirs.prepare(table, [key for _, key in places])
            found += sorted(places, key=lambda place: canonical(list(place[1])))
        return found

    def _may_differ(self, place: Place, held: Held, other: Held) -> bool:
        if held.fields != other.fields:
            return True
        if self.theirs.timeless:
            return False
        table = place[0]
        return (
            (table, other.number) in self.theirs.touched
            or place in self.theirs.heard.said
            or bool(self.theirs.births(place) - self.mine.births(place))
            or bool(self.theirs.puts(place) - self.mine.puts(place))
        )

    def _join_fields(self, place: Place) -> None:
        table, key = place
        here = self.mine.there[table].get(key) or self.mine.gone[table].get(key)
        other = self.theirs.there[table].get(key) or self.theirs.gone[table].get(key)
        if here is None:
            assert other is not None, "what comes is known to one of them"
            self.result.rows[place] = dict(other.fields)
            self._hear_of_row(place, other)
            return
        fields = dict(here.fields)
        if other is not None:
            names = {*fields, *other.fields, *self.theirs.past(place).values}
            for name in sorted(names):
                self._join_field(place, name, fields, other.fields)
        if void(table, fields):
            self.coming.discard(place)
            if key in self.mine.there[table]:
                self.result.going.add(place)
        elif place in self.coming or fields != here.fields or here.bent:
            self.result.rows[place] = fields

    def _join_field(self, place: Place, name: str, fields: Fields, others: Fields) -> None:
        mine, theirs = fields.get(name), others.get(name)
        past, elsewhere = self.mine.past(place), self.theirs.past(place)
        as_mine, as_theirs = canonical(mine), canonical(theirs)
        for value in sorted(elsewhere.values[name] - past.values[name] - {as_mine}):
            self._hear(place, name, value, "")
        mine_at, theirs_at = self.mine.stamp(place, name), self.theirs.stamp(place, name)
        if as_mine == as_theirs:
            if theirs_at > mine_at and not self.theirs.timeless:
                self._hear(place, name, as_theirs, theirs_at)
            return
        if self.theirs.timeless and theirs is None:
            return
        side = self._counts(Difference(place, name, mine, theirs, mine_at, theirs_at))
        if side == "theirs":
            fields[name] = theirs
            if theirs is None:
                del fields[name]
            self._hear(place, name, as_theirs, theirs_at)
        elif side == "mine" and as_theirs not in past.values[name]:
            self._hear(place, name, as_theirs, "")

    def _counts(self, one: Difference) -> Side | None:
        """Which side of a difference counts; it is noted as what it is."""
        past, elsewhere = self.mine.past(one.place), self.theirs.past(one.place)
        as_mine, as_theirs = canonical(one.mine), canonical(one.theirs)
        seen_here = as_theirs in past.values[one.name]
        seen_there = as_mine in elsewhere.values[one.name]
        side = _only_the_anchor(one)
        if side is None and self.prefer == "newer":
            side = "theirs" if (one.theirs_at, as_theirs) > (one.mine_at, as_mine) else "mine"
            if not seen_here and not seen_there:
                self.result.decided.append((one, side))
                return side
        elif side is None and seen_here != seen_there:
            side = "mine" if seen_here else "theirs"
        elif side is None and self.theirs.timeless and one.mine is None and not seen_here:
            # A text fills what is empty and always was.
            side = "theirs"
        elif side is None:
            side = self._said_last(one) if seen_here and seen_there else None
            if side is None:
                return self._ask(one)
        (self.result.taken if side == "theirs" else self.result.kept).append(one)
        return side

    def _said_last(self, one: Difference) -> Side | None:
        """Where both know what the other says, the side that decided so, or settled it, last."""
        sides: tuple[tuple[Side, State, Any, str], ...] = (
            ("mine", self.mine, one.mine, one.mine_at),
            ("theirs", self.theirs, one.theirs, one.theirs_at),
        )
        last, state, value, at = max(sides, key=lambda side: side[3])
        said = state.heard.said.get(one.place, ())
        decided = any(
            (name, time) == (one.name, at) and canonical(known) == canonical(value)
            for name, known, time in said
        )
        return last if decided and one.mine_at != one.theirs_at else None

    def _ask(self, one: Difference) -> Side | None:
        side = self.decide(one)
        if side is None:
            self.result.open.append(one)
            return None
        self.result.decided.append((one, side))
        # To decide is to say it anew.
        value = canonical(one.theirs if side == "theirs" else one.mine)
        self._hear(one.place, one.name, value, self.now)
        return side

    def _hear(self, place: Place, name: str, value: str, time: str) -> None:
        said = (name, json.loads(value), time)
        known = [*self.mine.heard.said.get(place, ()), *self.result.heard.said.get(place, ())]
        if said not in known:
            self.result.heard.said[place].append(said)

    def _hear_of_row(self, place: Place, other: Held) -> None:
        """What is known there of a row that is new here, beside what it says."""
        born = self.theirs.birth(place)
        past = self.theirs.past(place)
        for name in sorted({*past.stamps, *past.values}):
            if (time := past.stamps.get(name, born)) != born:
                self._hear(place, name, canonical(other.fields.get(name)), time)
            for value in sorted(past.values[name]):
                self._hear(place, name, value, "")

    def _hear_of_removals(self) -> None:
        """What was removed there, so that whoever is met later and has it still is told."""
        for place in sorted(self.theirs.removals, key=canonical_place):
            table, key = place
            new = self.theirs.removals[place] - self.mine.removals.get(place, set())
            held = self.theirs.gone[table].get(key)
            if not new and (held is None or not self._knows_more(place, held)):
                continue
            if held is None:
                # It is there again; what counts is that it was gone.
                held = self.theirs.there[table].get(key)
            if held is None:
                continue
            self.theirs.prepare(table, [key])
            stamps = self.theirs.stamps_of(place, held.fields)
            for time in sorted(new or {max(self.theirs.removals[place])}):
                self.result.heard.gone.append((place, time, held.fields, stamps))
            for name, values in sorted(self.theirs.past(place).values.items()):
                for value in sorted(values):
                    self._hear(place, name, value, "")

    def _knows_more(self, place: Place, held: Held) -> bool:
        """Whether a row that is gone on both sides said something there that is not known here."""
        mine = self.mine.gone[place[0]].get(place[1])
        if mine is None:
            return False
        past = self.mine.past(place)
        return any(
            canonical(value) != canonical(mine.fields.get(name))
            and canonical(value) not in past.values[name]
            for name, value in held.fields.items()
        )


def canonical_place(place: Place) -> str:
    """By which places are put in order."""
    return canonical([place[0], list(place[1])])


def _only_the_anchor(one: Difference) -> Side | None:
    """Where a quote stands is worked out from the text, which one side may not have."""
    if not one.name.startswith("anchor+") or not one.mine or not one.theirs:
        return None
    if list(map(canonical, one.mine[1:])) != list(map(canonical, one.theirs[1:])):
        return None
    return "theirs" if canonical(one.theirs[0]) > canonical(one.mine[0]) else "mine"


def counted(places: Iterable[Place]) -> dict[str, int]:
    """How many of these are rows of which table."""
    found: defaultdict[str, int] = defaultdict(int)
    for table, _ in places:
        found[table] += 1
    return {table: found[table] for table in SHAPES if found[table]}
