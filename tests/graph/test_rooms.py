"""Claims in the room of their topic: apart, and with air around them."""

import math
import random

import pytest

from kg.graph.layout import BARE, WORDED
from kg.graph.rooms import MANY, Guest, drawn_to, furnish

ROOM = [(0.0, 0.0), (900.0, 0.0), (1000.0, 800.0), (100.0, 800.0)]


def spots(plain, worded, leaning):
    """Where so many claims stand of which many lean to one side."""
    chance = random.Random(7)
    guests = [
        Guest(9.5 if number < worded else 1.0, WORDED if number < worded else BARE, (way, 0.2))
        for number in range(plain + worded)
        for way in [leaning if chance.random() < 0.7 else -leaning]
    ]
    _, found = furnish(ROOM, (190, 87), guests, 15, drawn_to(lambda _: ()))
    return found


def nearest(points):
    """How far each is from the one that is nearest to it, in order."""
    return sorted(
        min(math.dist(one, other) for other in points if other is not one) for one in points
    )


@pytest.mark.parametrize("leaning", [0.3, 0.9])
def test_many_claims_do_not_heap_at_a_border(leaning):
    far = nearest(spots(45, 6, leaning))
    pitch = math.sqrt(900 * 700 / (45 + 6 * 5))
    assert far[len(far) // 10] > 0.6 * pitch


def test_the_same_claims_always_stand_in_the_same_places():
    assert spots(MANY + 10, 3, 0.5) == spots(MANY + 10, 3, 0.5)
