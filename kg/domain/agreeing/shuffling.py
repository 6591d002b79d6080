"""How often stances that are shuffled among speakers would make camps as good as those found."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.domain.agreeing.crowd import crowd
from kg.domain.agreeing.pairs import FEWEST
from kg.domain.agreeing.stands import Stands

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Matrix

FEW = 12
"""Of so many speakers stances are shuffled; of more, halves of the claims tell chance apart."""

SHUFFLES = 199

OF_CROWD = 99
"""So many shuffles are made of a crowd, whose camps take longer to find."""

LEAST = 39
"""So many of these are made even when time is up."""

LEVEL = 0.05
"""Where shuffled stances divide as well more often than this, there are no camps."""

ENOUGH = 6
"""Shuffling says nothing where three speakers or more take a stance on fewer claims."""


def by_chance(
    stands: Stands, best: "Callable[[Matrix], float]", *, centred: bool = False, seed: int = 1
) -> float | None:
    """The share of shuffles of which the best camps are as good as of what was said.

    The stances on each claim are dealt anew to those who spoke of it, 199 times, so that nobody
    belongs with anybody but by chance; those exactly as good count half, and so does what was said
    (mid-p, Lancaster 1961), or few speakers could hardly ever have camps. `best` tells how good the
    best camps are of a table of ties: the sum over common claims of the products of signs,
    `centred` each less the claim's mean. None of more than 12 speakers, and where three or more
    speak of fewer than 6 claims, or of fewer than two do: who agrees stays so when the stances of
    two are shuffled.

    >>> rows = [(who, claim, 1 if who < 4 else -1) for who in range(8) for claim in range(8)]
    >>> by_chance(Stands.of(rows), best_division)
    0.0025
    """
    import numpy as np

    if not _telling(stands):
        return None
    each = stands.by_claim
    there = np.zeros(stands.shape, dtype=bool)
    there[stands.who, stands.what] = True
    signs = np.zeros(stands.shape)
    means = (each[:, 2] - each[:, 0]) / (each.sum(axis=1) + 1)
    signs[stands.who, stands.what] = stands.sign - (means[stands.what] if centred else 0)
    common = there.astype(float) @ there.T
    judged = common >= FEWEST
    np.fill_diagonal(judged, False)
    chance = np.random.default_rng(seed)
    # Who spoke of a claim comes first, in order; then who did not.
    spoke = np.argsort(~there, axis=0, kind="stable")
    dealt = np.take_along_axis(signs, spoke, axis=0)
    reached = best(signs @ signs.T * judged)

    def anew() -> float:
        keys = np.where(there, chance.random(there.shape), 2)
        table = np.zeros(there.shape)
        np.put_along_axis(table, np.argsort(keys, axis=0), dealt, axis=0)
        return best(table @ table.T * judged)

    return _as_good(reached, (anew() for _ in range(SHUFFLES)))


def crowd_by_chance(
    stands: Stands,
    apart: float,
    camps: int | None = None,
    *,
    seed: int = 1,
    ends: float | None = None,
    told: Callable[[float], None] = lambda _: None,
) -> float | None:
    """The share of shuffles that set those who are placed in a crowd as far `apart`.

    It is of so many `camps`, or as many as are best. The stances on each claim are dealt anew to
    those who spoke of it (Buja and Eyuboglu 1992), so that what they come to is what chance makes
    of who spoke of what (Tibshirani, Walther and Hastie 2001). When the clock `ends`, it is told by
    fewer shuffles, 39 at least; which share of them is made is `told`. None where `by_chance` has
    none.
    """
    import numpy as np

    if not _telling(stands):
        return None
    chance = np.random.default_rng(seed)

    def anew() -> Iterable[float]:
        for turn in range(OF_CROWD):
            if turn >= LEAST and ends is not None and time.monotonic() > ends:
                break
            told(turn / OF_CROWD)
            yield crowd(stands.dealt(chance), camps, seed).apart

    return _as_good(apart, anew())


def _telling(stands: Stands) -> bool:
    """Whether shuffles say anything: of few speakers, where most claims have more than two."""
    spoke = stands.by_claim.sum(axis=1)
    several, two = int((spoke > 2).sum()), int((spoke == 2).sum())
    return len(stands.speakers) <= FEW and several >= max(ENOUGH, two)


def _as_good(reached: float, shuffled: Iterable[float]) -> float:
    """The share that reaches as much, where what is reached is one of them (mid-p)."""
    # Of few speakers many shuffles are as good to the last digit.
    beside = [some - reached for some in shuffled]
    good = sum(1 if more > 1e-9 else 0.5 if more > -1e-9 else 0 for more in beside)
    return (good + 0.5) / (len(beside) + 1)


def best_division(ties: "Matrix") -> float:
    """How much of the ties the best division into two keeps, less what it breaks; of few speakers.

    >>> import numpy as np
    >>> best_division(np.array([[0, 2, -1], [2, 0, -3], [-1, -3, 0.0]]))
    6.0
    """
    sides = _sides(len(ties))
    return float(((sides @ ties) * sides).sum(axis=1).max()) / 2


def _sides(size: int) -> "Matrix":
    import numpy as np

    numbers = np.arange(1 << max(size - 1, 0))
    sides = 1 - 2 * (numbers[:, None] >> np.arange(size) & 1)
    return sides.astype(np.float64)
