"""Groups of places: k-means, how far apart they lie, and how far two groupings agree."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from kg.domain.agreeing.stands import Indexes, Matrix

STARTS = 10
ROUNDS = 100
SAMPLE = 2_000
"""Of more places the silhouette is taken of so many, drawn by chance."""


def kmeans(
    places: "Matrix", groups: int, chance: "np.random.Generator", starts: int = STARTS
) -> "Indexes":
    """The group of each place: the best of ten runs of k-means (Lloyd 1982; Arthur and
    Vassilvitskii 2007), numbered by size, the largest first.
    """
    import numpy as np

    best, found = np.inf, np.zeros(len(places), np.intp)
    for _ in range(starts):
        centres = _apart(places, groups, chance)
        distance = _squares(places, centres)
        near = distance.argmin(axis=1)
        for _ in range(ROUNDS):
            sizes = np.bincount(near, minlength=groups)
            for axis in range(places.shape[1]):
                sums = np.bincount(near, places[:, axis], minlength=groups)
                centres[:, axis] = np.where(sizes, sums / np.maximum(sizes, 1), centres[:, axis])
            distance = _squares(places, centres)
            before, near = near, distance.argmin(axis=1)
            if (before == near).all():
                break
        spread = float(distance.min(axis=1).sum())
        if spread < best * (1 - 1e-9):
            best, found = spread, near
    return by_size(found)


def by_size(group: "Indexes") -> "Indexes":
    """The same groups, numbered from 0 by how many they have; of two as large, as they come.

    >>> import numpy as np
    >>> by_size(np.array([5, 3, 3, 5, 3])).tolist()
    [1, 0, 0, 1, 0]
    """
    import numpy as np

    _, first, at, sizes = np.unique(
        group, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(sizes), np.intp)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    found: Indexes = rank[at]
    return found


def silhouettes(
    places: "Matrix", groupings: "list[Indexes]", chance: "np.random.Generator"
) -> list[float]:
    """How much nearer places lie to their own group than to the next, on average, in [-1, 1].

    Rousseeuw 1987; one figure for each grouping of the same places. A place that is alone in its
    group counts 0. Of more than 2,000 places it is taken of so many, drawn by chance.
    """
    import numpy as np

    if len(places) > SAMPLE:
        some = np.sort(chance.choice(len(places), SAMPLE, replace=False))
        places, groupings = places[some], [group[some] for group in groupings]
    distance = np.sqrt(np.maximum(_squares(places, places), 0))
    return [_silhouette(distance, group) for group in groupings]


def _silhouette(distance: "Matrix", group: "Indexes") -> float:
    import numpy as np

    names, group = np.unique(group, return_inverse=True)
    if len(names) < 2:
        return 0.0
    member = np.eye(len(names))[group]
    sizes = member.sum(axis=0)
    sums = distance @ member
    at = np.arange(len(group))
    own = sums[at, group] / np.maximum(sizes[group] - 1, 1)
    means = sums / sizes
    means[at, group] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(own, other)
    value = np.divide(other - own, widest, out=np.zeros(len(group)), where=widest > 0)
    return float(np.where(sizes[group] > 1, value, 0).mean())


def rand_index(one: "Indexes", other: "Indexes") -> float:
    """How far two groupings agree beyond chance: 1 wholly, 0 as chance would (Hubert, Arabie 1985).

    >>> import numpy as np
    >>> rand_index(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    >>> round(rand_index(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])), 3)
    -0.5
    """
    import numpy as np

    _, one = np.unique(one, return_inverse=True)
    _, other = np.unique(other, return_inverse=True)
    if not len(one):
        return 1.0
    both = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(both, (one, other), 1)

    def pairs(counts: "Matrix") -> float:
        return float((counts * (counts - 1)).sum() / 2)

    rows, columns = pairs(both.sum(axis=1)), pairs(both.sum(axis=0))
    chance = rows * columns / max(len(one) * (len(one) - 1) / 2, 1)
    most = (rows + columns) / 2
    return 1.0 if most == chance else (pairs(both) - chance) / (most - chance)


def _apart(places: "Matrix", groups: int, chance: "np.random.Generator") -> "Matrix":
    """Places to begin with, each likelier the further it is from those before: k-means++."""
    import numpy as np

    chosen = [int(chance.integers(len(places)))]
    for _ in range(groups - 1):
        distance = np.maximum(_squares(places, places[chosen]).min(axis=1), 0)
        total = float(distance.sum())
        likely = distance / total if total else None
        chosen.append(int(chance.choice(len(places), p=likely)))
    return places[chosen].astype(float)


def _squares(places: "Matrix", centres: "Matrix") -> "Matrix":
    """Squared distances, of places (n × 2) and centres (k × 2)."""
    import numpy as np

    found = np.zeros((len(places), len(centres)))
    off = np.empty_like(found)
    for axis in range(places.shape[1]):
        np.subtract.outer(places[:, axis], centres[:, axis], out=off)
        found += np.square(off, out=off)
    return found
