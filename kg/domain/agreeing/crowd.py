"""Camps of many speakers, the way of Polis: components, scaling, k-means, silhouette."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.domain.agreeing.clusters import kmeans, silhouettes
from kg.domain.agreeing.components import components, scaled
from kg.domain.agreeing.parts import refuse, sharing
from kg.domain.agreeing.stands import Stands, Taken

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix

FEWEST_STANDS = 7
"""Who takes fewer stands is not placed, or fewer than there are claims; as in Polis."""

FEWEST_OF_HALF = 3
"""The same of some of the claims only, by which camps are seen to be steady or not."""

ROUGH = 1e-2
ROUGH_STARTS = 3
"""How exact the directions of some of the claims are, and how often k-means begins there."""

AT_HAND = 5_000_000
"""Parts of more stands stay where they lie; all others are brought here, about so many at a time.

To ask for each by itself would be a pass over all stands for each.
"""

MOST_CAMPS = 5
"""More camps than this are not tried, as in Polis."""


@dataclass(frozen=True)
class Crowd:
    """Camps of a crowd: for each speaker a place and a camp, -1 for who is not placed.

    `part` has the part of each speaker, and `parts` that of each camp: places and camps of
    different parts have nothing in common by which they could be compared. All are `together` where
    there is one part, of all who say enough. `silhouettes` is the mean silhouette for each number
    of camps that was tried; `told` the share of the variance that the two directions of the places
    tell; of several parts there are neither. `apart` is how far apart the camps are: the best mean
    silhouette, of the variance that is told.
    """

    camp: "Indexes"
    places: "Matrix"
    part: "Indexes"
    parts: list[int]
    together: bool
    silhouettes: dict[int, float]
    told: float
    apart: float

    @property
    def camps(self) -> int:
        """How many there are."""
        return len(self.parts)


def crowd(stands: Taken, camps: int | None = None, seed: int = 1) -> Crowd:
    """The camps of a crowd; so many, or as many as have the best mean silhouette from 2 to 5.

    Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill 2021. Unlike there, k-means runs on the
    places themselves and not on a hundred groups of them first. Who shares no claim with others,
    nor through third ones, is placed apart from these, and who shares none at all is not placed.
    """
    import numpy as np

    size = len(stands.speakers)
    enough = stands.by_speaker >= min(FEWEST_STANDS, len(stands.claims))
    placed = stands if enough.all() else stands.only(enough)
    part, camp, places = np.full(size, -1), np.full(size, -1), np.full((size, 2), np.nan)
    try:
        part[enough] = own = sharing(placed)
        refuse(own, camps)
        cut = sorted(
            (at, who, _placed(some, len(stands.claims), camps, seed))
            for at, who, some in _cut(placed, own)
        )
    finally:
        if placed is not stands:
            placed.close()
    found: list[_Placed] = []
    parts: list[int] = []
    for at, who, one in cut:
        these = np.nonzero(enough)[0][who]
        camp[these], places[these] = one.camp + len(parts), one.places
        parts += [at] * (int(one.camp.max()) + 1)
        found.append(one)
    silhouettes, told = (found[0].silhouettes, found[0].told) if len(found) == 1 else ({}, 0.0)
    weights = np.bincount(part[part >= 0])
    apart = np.average([one.apart for one in found], weights=weights) if found else 0
    together = bool((part[enough] == 0).all())
    return Crowd(camp, places, part, parts, together, silhouettes, told, float(apart))


class _Placed(NamedTuple):
    """Speakers who hang together: a camp and a place of each, and what is known of them."""

    camp: "Indexes"
    places: "Matrix"
    silhouettes: dict[int, float]
    told: float

    @property
    def apart(self) -> float:
        return max(self.silhouettes.values(), default=0.0) * self.told


def _cut(stands: Taken, part: "Indexes") -> "Iterator[tuple[int, Indexes, Taken]]":
    """Each part of the speakers, who they are, and what they say: large ones where they lie."""
    import numpy as np

    if len(part) and not part.any():
        yield 0, np.arange(len(part)), stands
        return
    sizes = np.bincount(part + 1, stands.by_speaker)[1:]
    large = sizes > AT_HAND
    for at in np.nonzero(large)[0].tolist():
        with closing(stands.only(part == at)) as some:
            yield at, np.nonzero(part == at)[0], some
    turn = np.cumsum(np.where(large, 0, sizes)) // AT_HAND
    for one in np.unique(turn[~large]):
        here = np.append(~large & (turn == one), False)[part]
        for at, who, few in stands.at_hand(here).cut(part[here]):
            yield at, np.nonzero(here)[0][who], few


def _placed(stands: Taken, claims: int, camps: int | None, seed: int) -> _Placed:
    import numpy as np

    chance = np.random.default_rng(seed)
    places, _, told = components(stands, seed)
    places = scaled(places, stands.by_speaker, claims)
    differ = len(np.unique(places.round(9), axis=0))
    # Polis: two camps, and one more for every twelve speakers.
    most = min(MOST_CAMPS, 2 + len(places) // 12, len(places) - 1)
    numbers = [camps] if camps else range(2, most + 1)
    tried = {number: kmeans(places, number, chance) for number in numbers if number <= differ}
    figures = silhouettes(places, list(tried.values()), np.random.default_rng(seed))
    judged = dict(zip(tried, figures, strict=True))
    best = max(judged, key=lambda number: judged[number], default=None)
    camp = np.zeros(len(places), np.intp) if best is None else tried[best]
    return _Placed(camp, places, judged, told)


def halved(stands: Stands, camps: int, seed: int) -> "Indexes":
    """The camps of some of the claims, in so many: quick, to see whether they are steady.

    Who takes fewer than three stands on these is -1.
    """
    import numpy as np

    enough = stands.by_speaker >= FEWEST_OF_HALF
    placed = stands.only(enough)
    camp = np.full(len(stands.speakers), -1)
    if enough.sum() > camps:
        places, _, _ = components(placed, seed, ROUGH)
        places = scaled(places, placed.by_speaker, len(placed.claims))
        camp[enough] = kmeans(places, camps, np.random.default_rng(seed), ROUGH_STARTS)
    return camp


def halved_apart(half: Stands, camps: list[int], part: "Indexes", seed: int) -> "Indexes":
    """The camps of some of the claims, in so many of each part: see `halved`."""
    import numpy as np

    camp = np.full(len(part), -1)
    for at, who, some in half.cut(part):
        if len(who) > camps[at]:
            camp[who] = halved(some, camps[at], seed)
    return camp
