"""How steady camps are: whether two halves of the claims divide the speakers alike."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kg.domain.agreeing.clusters import rand_index
from kg.domain.agreeing.stands import Stands, Taken

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes

HALVINGS = 20

LEAST = 3
"""So many halvings are made even when time is up."""

CROWD = 1_500
"""Of more speakers so many are drawn by chance: that tells as much."""

CHANCE = 0.2
"""Below this steadiness camps are no better than what chance makes.

Where stances are taken by chance it is 0 on average, and from eight speakers on seldom above this;
three or four at a table can reach .5 by chance.
"""

LOOSE = 0.5
"""Below this they are loose: many speakers would be in another camp by other claims."""

FEWEST_CLAIMS = 6
"""With fewer claims of which two or more speak, halves say nothing."""


class Steadiness(NamedTuple):
    """How far halves of the claims agree, and how many halvings tell it; None where none can."""

    figure: float | None = None
    halvings: int = 0


def steadiness(
    taken: Taken,
    group: "Callable[[Stands, int], Indexes]",
    seed: int = 1,
    *,
    part: "Indexes | None" = None,
    ends: float | None = None,
    told: Callable[[float], None] = lambda _: None,
) -> Steadiness:
    """How far the camps by one half of the claims agree with those by the other half, on average.

    The claims are halved by chance twenty times; each half is grouped by `group`, which gives every
    speaker a number, -1 for those it cannot place; and the two are compared by the adjusted Rand
    index of those whom both place. 1 is steady, 0 what chance gives. Speakers of different `part`
    are not compared, and -1 has none. When the clock `ends`, it is told by fewer halvings, three at
    least; which share of them is made is `told`. There is no figure where too few claims are there
    to halve, or too few speakers.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    several = taken.by_claim.sum(axis=1) > 1
    size = len(taken.speakers)
    some = np.ones(size, dtype=bool)
    if size > CROWD:
        some[:] = False
        some[chance.choice(size, CROWD, replace=False)] = True
    stands = taken.at_hand(some)
    stands = stands.only(np.ones(len(stands.speakers), dtype=bool), several)
    apart = np.zeros(len(stands.speakers), np.intp) if part is None else part[some]
    claims = len(stands.claims)
    if claims < FEWEST_CLAIMS:
        return Steadiness()
    found: list[float] = []
    for turn in range(HALVINGS):
        if turn >= LEAST and ends is not None and time.monotonic() > ends:
            break
        first = np.zeros(claims, dtype=bool)
        first[chance.permutation(claims)[: claims // 2]] = True
        one, other = (group(stands.where(half[stands.what]), turn) for half in (first, ~first))
        told((turn + 1) / HALVINGS)
        if (index := _alike(one, other, apart)) is not None:
            found.append(index)
    return Steadiness(float(np.mean(found)), len(found)) if found else Steadiness()


def _alike(one: "Indexes", other: "Indexes", part: "Indexes") -> float | None:
    """The adjusted Rand index within parts, each weighed by how many both halves place."""
    import numpy as np

    placed = (one >= 0) & (other >= 0)
    found, weights = [], []
    for at in np.unique(part[part >= 0]):
        both = placed & (part == at)
        if both.sum() > 2:
            found.append(rand_index(one[both], other[both]))
            weights.append(int(both.sum()))
    return float(np.average(found, weights=weights)) if found else None
