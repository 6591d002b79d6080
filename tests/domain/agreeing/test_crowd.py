"""Camps of a crowd against independent implementations, and against what Polis published."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.agreeing.clusters import by_size, kmeans, rand_index, silhouettes
from kg.domain.agreeing.components import components
from kg.domain.agreeing.crowd import crowd
from kg.domain.agreeing.stands import Stands

decomposition = pytest.importorskip("sklearn.decomposition")
metrics = pytest.importorskip("sklearn.metrics")
cluster = pytest.importorskip("sklearn.cluster")


def random(speakers, claims, density, seed=0):
    chance = np.random.default_rng(seed)
    return Stands.of(
        (who, claim, int(chance.integers(-1, 2)))
        for who in range(speakers)
        for claim in range(claims)
        if chance.random() < density
    )


@pytest.mark.parametrize("size", [(30, 12, 0.7), (200, 90, 0.3)])
def test_components_are_those_of_the_table_that_is_filled_with_means(size):
    stands = random(*size)
    places, directions, told = components(stands)
    table = np.full(stands.shape, np.nan)
    table[stands.who, stands.what] = stands.sign
    table = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    judge = decomposition.PCA(n_components=2, svd_solver="full").fit(table)
    assert told == pytest.approx(judge.explained_variance_ratio_.sum())
    for axis in range(2):
        turn = np.sign(directions[axis] @ judge.components_[axis])
        assert directions[axis] == pytest.approx(turn * judge.components_[axis], abs=1e-5)
        assert places[:, axis] == pytest.approx(turn * judge.transform(table)[:, axis], abs=1e-4)


def test_a_silhouette_is_what_another_program_finds():
    chance = np.random.default_rng(0)
    places, group = chance.normal(size=(80, 2)), chance.integers(0, 4, 80)
    judged = metrics.silhouette_score(places, group)
    (found,) = silhouettes(places, [group], chance)
    assert found == pytest.approx(judged)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_the_rand_index_is_what_another_program_finds(pairs):
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    assert rand_index(one, other) == pytest.approx(metrics.adjusted_rand_score(one, other))


def test_kmeans_leaves_no_more_spread_than_another_program():
    chance = np.random.default_rng(1)
    places = np.vstack([chance.normal(at, 1, size=(40, 2)) for at in (0, 3, 6)])
    group = kmeans(places, 3, chance)
    spread = sum(
        ((places[group == at] - places[group == at].mean(0)) ** 2).sum() for at in range(3)
    )
    judge = cluster.KMeans(3, n_init=10, random_state=0).fit(places)
    assert spread == pytest.approx(judge.inertia_, rel=1e-6)
    assert group.tolist() == by_size(group).tolist()


def test_two_camps_of_a_crowd_are_found_and_who_said_too_little_is_not_placed():
    chance = np.random.default_rng(2)
    sides = chance.choice([-1, 1], 40)
    rows = [
        (who, claim, int(sides[claim]) * (1 if who < 60 else -1))
        for who in range(100)
        for claim in range(40)
        if chance.random() < 0.5
    ]
    rows += [(100, claim, 1) for claim in range(3)]
    found = crowd(Stands.of(rows))
    assert found.camp.tolist() == [0] * 60 + [1] * 40 + [-1]
    assert found.silhouettes[2] == max(found.silhouettes.values())
    assert np.isnan(found.places[100]).all()


def test_a_crowd_of_one_mind_and_one_that_said_nothing_have_no_camps():
    same = Stands.of((who, claim, 1) for who in range(20) for claim in range(10))
    assert crowd(same).camps == 1
    assert crowd(Stands.of([])).camps == 0


PUBLISHED = {
    # What these settings give, without any of them being chosen for it.
    "vtaiwan.uberx": (1139, 0.78),
    "scoop-hivemind.freshwater": (97, 0.08),
    "bg2050-volunteers": (103, 0.19),
}
"""How many are in both, and how far two camps of them agree; a pass says nothing, as in imports."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_groups_are_compared_with_those_that_polis_published(samples, name):
    with (samples / "polis" / name / "participants-votes.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    stands = Stands.of(
        (int(one["participant"]), int(claim), int(vote))
        for one in people
        for claim, vote in one.items()
        if claim.isdigit() and vote and int(vote)
    )
    group = {int(one["participant"]): one["group-id"] for one in people}
    found = crowd(stands)
    published = np.array([group[int(one)] for one in stands.speakers])
    both = (published != "") & (found.camp >= 0)
    agreement = rand_index(found.camp[both], published[both])
    assert found.camps == 2
    assert (int(both.sum()), round(agreement, 2)) == PUBLISHED[name]
