"""Camps of many speakers, the way of Polis: components, scaling, k-means, silhouette."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.domain.agreeing.clusters import kmeans, silhouettes
from kg.domain.agreeing.components import components, scaled
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

MOST_CAMPS = 5
"""More camps than this are not tried, as in Polis."""


@dataclass(frozen=True)
class Crowd:
    """Camps of a crowd: for each speaker a place and a camp, -1 for who said too little.

    `silhouettes` is the mean silhouette for each number of camps that was tried; `told` the share
    of the variance that the two directions of the places tell.
    """

    camp: "Indexes"
    places: "Matrix"
    silhouettes: dict[int, float]
    told: float

    @property
    def camps(self) -> int:
        """How many there are."""
        return int(self.camp.max(initial=-1)) + 1

    @property
    def apart(self) -> float:
        """How far apart its camps are: the best mean silhouette, of the variance that is told."""
        return max(self.silhouettes.values(), default=0.0) * self.told


def crowd(stands: Taken, camps: int | None = None, seed: int = 1) -> Crowd:
    """The camps of a crowd; so many, or as many as have the best mean silhouette from 2 to 5.

    Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill 2021. Unlike there, k-means runs on the
    places themselves and not on a hundred groups of them first.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    enough = stands.by_speaker >= min(FEWEST_STANDS, len(stands.claims))
    placed = stands if enough.all() else stands.only(enough)
    places, _, told = components(placed, seed)
    places = scaled(places, placed)
    if placed is not stands:
        placed.close()
    differ = len(np.unique(places.round(9), axis=0))
    # Polis: two camps, and one more for every twelve speakers.
    most = min(MOST_CAMPS, 2 + len(places) // 12, len(places) - 1)
    numbers = [camps] if camps else range(2, most + 1)
    tried = {number: kmeans(places, number, chance) for number in numbers if number <= differ}
    figures = silhouettes(places, list(tried.values()), np.random.default_rng(seed))
    judged = dict(zip(tried, figures, strict=True))
    best = max(judged, key=lambda number: judged[number], default=None)
    camp = np.full(len(stands.speakers), -1)
    camp[enough] = 0 if best is None else tried[best]
    everywhere = np.full((len(stands.speakers), 2), np.nan)
    everywhere[enough] = places
    return Crowd(camp, everywhere, judged, told)


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
        places = scaled(places, placed)
        camp[enough] = kmeans(places, camps, np.random.default_rng(seed), ROUGH_STARTS)
    return camp
