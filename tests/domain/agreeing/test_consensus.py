"""Common ground and what divides: equal to what Polis published, row by row."""

import csv

import numpy as np
import pytest

from kg.domain.agreeing.consensus import by_camp, consensus, divide
from kg.domain.agreeing.stands import Stands


def test_common_ground_equals_the_published_column_in_all_rows(samples):
    folder = samples / "polis" / "bg2050-volunteers"
    with (folder / "participants-votes.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    with (folder / "comments.csv").open(encoding="utf-8") as file:
        published = {
            int(one["comment-id"]): float(one["group-informed-consensus"])
            for one in csv.DictReader(file)
        }
    stands = Stands.of(
        (int(one["participant"]), int(claim), int(vote))
        for one in people
        for claim, vote in one.items()
        if claim.isdigit() and vote
    )
    group = {int(one["participant"]): int(one["group-id"] or -1) for one in people}
    camp = np.array([group[who] for who in stands.speakers.tolist()])
    found = consensus(by_camp(stands, camp, 2))
    told = dict(zip(stands.claims.tolist(), found.tolist(), strict=True))
    # A claim on which no placed speaker voted is a half for each camp.
    assert len(published) == 371
    assert {one: told.get(one, 0.25) for one in published} == pytest.approx(published, abs=1e-12)


def test_what_divides_is_the_widest_gap_between_camps_that_said_something():
    counts = np.array(
        [
            [[0, 0, 8], [8, 0, 0], [0, 0, 0]],
            [[0, 0, 8], [0, 8, 0], [0, 0, 0]],
            [[0, 0, 8], [0, 0, 0], [0, 0, 0]],
            [[0, 0, 0], [0, 0, 0], [0, 0, 0]],
        ]
    )
    assert divide(counts).tolist() == pytest.approx([0.8, 0.4, 0.0, 0.0])


def test_who_is_in_no_camp_is_not_counted():
    stands = Stands.of([(1, 7, 1), (2, 7, -1), (3, 7, 0), (4, 7, 1)])
    counts = by_camp(stands, np.array([0, 1, 1, -1]), 2)
    assert counts.tolist() == [[[0, 0, 1], [1, 1, 0]]]
