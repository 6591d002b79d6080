"""Camps of many speakers, the way of Polis: components, scaling, k-means, silhouette."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.domain.agreeing.clusters import kmeans, silhouette
from kg.domain.agreeing.components import components, scaled
from kg.domain.agreeing.stands import Stands

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Matrix

FEWEST_STANDS = 7
"""Who takes fewer stands is not placed, or fewer than there are claims; as in Polis."""

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


def crowd(
    stands: Stands, camps: int | None = None, seed: int = 1, fewest: int = FEWEST_STANDS
) -> Crowd:
    """The camps of a crowd; so many, or as many as have the best mean silhouette from 2 to 5.

    Polis: Small, Bjorkegren, Erkkilä, Shaw and Megill 2021. Unlike there, k-means runs on the
    places themselves and not on a hundred groups of them first.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    enough = stands.by_speaker >= min(fewest, len(stands.claims))
    placed = stands.only(enough)
    places, _, told = components(placed, seed)
    places = scaled(places, placed)
    differ = len(np.unique(places.round(9), axis=0))
    # Polis: two camps, and one more for every twelve speakers.
    most = min(MOST_CAMPS, 2 + len(places) // 12, differ, len(places) - 1)
    tried = [camps] if camps else range(2, most + 1)
    best: Indexes = np.zeros(len(places), np.intp)
    silhouettes: dict[int, float] = {}
    for number in tried:
        if number > min(differ, len(places)):
            continue
        group = kmeans(places, number, chance)
        found = silhouette(places, group, np.random.default_rng(seed))
        if not silhouettes or found > max(silhouettes.values()):
            best = group
        silhouettes[number] = found
    camp = np.full(len(stands.speakers), -1)
    camp[enough] = best
    everywhere = np.full((len(stands.speakers), 2), np.nan)
    everywhere[enough] = places
    return Crowd(camp, everywhere, silhouettes, told)
