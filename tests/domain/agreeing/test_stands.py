"""Stances that lie in parts give what they give as one table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.agreeing.bridging import bridging
from kg.domain.agreeing.components import components
from kg.domain.agreeing.consensus import by_camp
from kg.domain.agreeing.crowd import crowd, halved
from kg.domain.agreeing.stands import Stands, Taken
from kg.domain.agreeing.steadiness import steadiness


class Split(Taken):
    """A table in parts, each with some of the speakers, drawn by chance."""

    def __init__(self, whole: Stands, parts: int):
        self.speakers, self.claims = whole.speakers, whole.claims
        self.whole = whole
        part = np.random.default_rng(3).integers(0, parts, len(whole.speakers))
        self.masks = [part == at for at in range(parts)]

    def each(self, work):
        return [work(self.whole.only(some), np.nonzero(some)[0]) for some in self.masks]

    def only(self, speakers):
        return Split(self.whole.only(speakers), len(self.masks))

    def at_hand(self, speakers=None):
        some = np.ones(len(self.speakers), dtype=bool) if speakers is None else speakers
        return Stands.joined(self.claims, [self.whole.only(one & some) for one in self.masks])


class Counted(Split):
    """A table in parts that counts how often some of it is asked for."""

    def __init__(self, whole: Stands, parts: int):
        super().__init__(whole, parts)
        self.kept = self.brought = 0

    def only(self, speakers):
        self.kept += 1
        return super().only(speakers)

    def at_hand(self, speakers=None):
        self.brought += 1
        return super().at_hand(speakers)


def islands(sizes, chance):
    """Rows of speakers of whom some share claims with each other alone, in two camps."""
    return [
        (who, 20 * island + at, (1 if who % 2 else -1) * int(chance.choice([1, 1, 1, -1])))
        for island, size in enumerate(sizes)
        for who in range(100 * island, 100 * island + size)
        for at in range(8)
    ]


def table(speakers, claims, chance):
    sides = chance.choice([-1, 1], claims)
    return Stands.of(
        (who + 5, at + 2, int(sides[at] * (1 if who % 3 else -1)))
        if chance.random() < 0.8
        else (who + 5, at + 2, int(chance.integers(-1, 2)))
        for who in range(speakers)
        for at in range(claims)
        if chance.random() < 0.6
    )


@pytest.mark.parametrize("size", [(80, 30), (30, 80), (9, 40), (300, 12)])
def test_parts_give_what_one_table_gives(size):
    speakers, claims = size
    whole = table(speakers, claims, np.random.default_rng(0))
    parts = Split(whole, 4)
    assert len(parts) == len(whole) and parts.shape == whole.shape
    assert parts.by_claim.tolist() == whole.by_claim.tolist()
    assert parts.by_speaker.tolist() == whole.by_speaker.tolist()
    for one, other in zip(components(parts), components(whole), strict=True):
        assert one == pytest.approx(other, abs=1e-9)
    one, other = crowd(parts), crowd(whole)
    assert one.camp.tolist() == other.camp.tolist()
    assert one.silhouettes == pytest.approx(other.silhouettes)
    camps = max(one.camps, 1)
    assert by_camp(parts, one.camp, camps).tolist() == by_camp(whole, one.camp, camps).tolist()
    mine, other_bridging = bridging(parts), bridging(whole)
    assert mine.claim == pytest.approx(other_bridging.claim, abs=1e-7)
    assert mine.speaker_factor == pytest.approx(other_bridging.speaker_factor, abs=1e-7)
    assert mine.loss == pytest.approx(other_bridging.loss)

    def group(half, turn):
        return halved(half, 2, turn)

    assert steadiness(parts, group) == pytest.approx(steadiness(whole, group))


def test_small_islands_of_a_crowd_are_brought_here_together():
    rows = islands([4 + at % 3 for at in range(30)], np.random.default_rng(1))
    whole = Counted(Stands.of(rows), 4)
    found = crowd(whole)
    assert (whole.kept, whole.brought) == (0, 1)
    for island in range(30):
        alone = crowd(Stands.of(row for row in rows if row[0] // 100 == island))
        own = found.camp[whole.speakers // 100 == island]
        assert (own - own.min()).tolist() == alone.camp.tolist()


def test_a_large_island_stays_where_it_is(monkeypatch):
    rows = islands([9, 4, 30, 5, 40], np.random.default_rng(2))
    expected = crowd(Stands.of(rows))
    monkeypatch.setattr("kg.domain.agreeing.crowd.AT_HAND", 100)
    whole = Counted(Stands.of(rows), 4)
    found = crowd(whole)
    assert (whole.kept, whole.brought) == (2, 2)
    assert (found.camp.tolist(), found.parts) == (expected.camp.tolist(), expected.parts)
    assert found.places == pytest.approx(expected.places)
    assert found.apart == pytest.approx(expected.apart)


@given(
    st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=40),
    st.lists(st.integers(-1, 3), min_size=9, max_size=9),
)
def test_a_table_is_cut_into_parts_as_each_alone_would_be_taken(pairs, drawn):
    whole = Stands.of((who, what, who * what % 3 - 1) for who, what in pairs)
    part = np.array(drawn, np.intp)[: len(whole.speakers)]
    found = {at: (who, some) for at, who, some in whole.cut(part)}
    assert list(found) == sorted(set(part.tolist()) - {-1})
    for at, (who, some) in found.items():
        expected = whole.only(part == at)
        expected = whole.only(part == at, expected.by_claim.sum(axis=1) > 0)
        assert who.tolist() == np.nonzero(part == at)[0].tolist()
        for name in ("speakers", "claims", "who", "what", "sign"):
            assert getattr(some, name).tolist() == getattr(expected, name).tolist()


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(-1, 1)), max_size=40),
    st.integers(1, 5),
)
def test_what_lies_in_parts_is_brought_here_as_it_was(rows, parts):
    whole = Stands.of({(who, what): (who, what, sign) for who, what, sign in rows}.values())
    found = Split(whole, parts).at_hand()
    for name in ("speakers", "claims", "who", "what", "sign"):
        assert getattr(found, name).tolist() == getattr(whole, name).tolist()


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(-1, 1), st.integers(0, 3)),
        max_size=40,
    )
)
def test_the_last_stand_counts_and_of_one_day_the_one_written_down_last(rows):
    last = {}
    for who, what, sign, _ in sorted(rows, key=lambda row: row[3]):
        last[who, what] = (who, what, sign)
    who, what, signs, said = np.array(rows, np.intp).reshape(-1, 4).T
    found = Stands.last_of(who, what, signs.astype(np.int8), said, np.arange(len(rows)))
    expected = Stands.of(last.values())
    for name in ("speakers", "claims", "who", "what", "sign"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()
