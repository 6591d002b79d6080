"""Parts of the speakers that hang together: camps of different parts cannot be compared."""

from typing import TYPE_CHECKING, Any

from kg.domain.agreeing.clusters import by_size
from kg.domain.agreeing.stands import Stands, Taken
from kg.errors import Invalid

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Mask

ROUNDS = 8
"""So many steps of a chain are looked at before all chains are followed."""


def tied(ties: "Indexes") -> "Indexes":
    """The part of each speaker that hangs together by ties, from the largest; -1 without any tie.

    `ties` is a square table. Who has judged ties, but each of them even, stands alone in a part of
    their own.
    """
    import numpy as np
    from scipy.sparse import csr_array

    if not len(ties):
        return np.zeros(0, np.intp)
    return _kept(_joined(csr_array(ties != 0)), (ties != 0).any(axis=1))


def sharing(taken: Taken) -> "Indexes":
    """The part of each speaker that hangs together by claims of which two spoke, from the largest.

    -1 for who shares no claim with anybody.

    >>> sharing(Stands.of([(1, 1, 1), (2, 1, -1), (2, 2, 1), (3, 2, 1), (4, 3, 1)])).tolist()
    [0, 0, 0, -1]
    """
    import numpy as np
    from scipy.sparse import coo_array

    speakers, claims = taken.shape
    if not claims:
        return np.full(speakers, -1)
    # Of each part it is enough to know which claims its speakers join.
    told = taken.each(_claims_joined)
    ends = np.concatenate([np.stack([np.arange(claims), joined]) for _, _, joined in told], axis=1)
    table = coo_array((np.ones(ends.shape[1], np.int8), tuple(ends)), shape=(claims, claims))
    of_claims = _joined(table)
    first = np.zeros(speakers, np.intp)
    for at, some, _ in told:
        first[at] = some
    of_speakers = of_claims[first]
    sizes = np.bincount(of_speakers, minlength=claims)
    return _kept(of_speakers, sizes[of_speakers] > 1)


def numbered(part: "Indexes", side: "Indexes") -> "tuple[Indexes, list[int]]":
    """Camps numbered from 0 through all parts, the larger of a part first, and the part of each."""
    import numpy as np

    group = np.full(len(part), -1)
    parts: list[int] = []
    for at in range(count(part)):
        some = part == at
        own = by_size(side[some])
        group[some] = own + len(parts)
        parts += [at] * (int(own.max()) + 1)
    return group, parts


def divided_only(part: "Indexes", group: "Indexes") -> "Indexes":
    """The parts in which there are several groups; -1 for the others."""
    import numpy as np

    both = np.unique(np.stack([part, group]), axis=1)
    several = both[0, 1:][both[0, 1:] == both[0, :-1]]
    return np.where(np.isin(part, several), part, -1)


def refuse(part: "Indexes", camps: int | None) -> None:
    """Raise Invalid where so many camps are asked for, and there are several parts.

    Camps of different parts are never joined, nor compared, so that no number means anything.
    """
    parts = count(part)
    if camps is not None and parts > 1:
        raise Invalid(
            f"These speakers make {parts} parts that nothing compares, so that a number of camps "
            "means nothing.",
            "Leave --camps out to see the camps of each part, or name claims of one part by a "
            "query.",
        )


def count(part: "Indexes") -> int:
    """How many parts there are."""
    return int(part.max(initial=-1)) + 1


def _claims_joined(part: Stands, at: "Indexes") -> "tuple[Indexes, Indexes, Indexes]":
    """Speakers, a claim of each, and for each claim the first that speakers here join it with."""
    import numpy as np

    speakers, claims = part.shape
    claim = np.zeros(speakers, np.intp)
    claim[part.who] = part.what
    return at, claim, _first(_labels(part), claims)


def _labels(part: Stands) -> "Indexes":
    """Claims that speakers join, directly or not, have one label."""
    import numpy as np
    from scipy.sparse import csr_array

    speakers, claims = part.shape
    # Nearly always all hang together, which is soon seen from the claim most spoke of.
    there = part.by_claim.sum(axis=1) > 0
    reached = np.zeros(claims, dtype=bool)
    before, reached[part.by_claim.sum(axis=1).argmax()] = 1, True
    for _ in range(ROUNDS):
        _reach(part, reached)
        if before == (before := int(reached.sum())):
            break
    if reached[there].all():
        return np.where(there, 0, np.arange(claims) + 1)
    table = part.table(np.ones(len(part), np.int8))
    starts = np.concatenate([table.indptr, np.full(speakers, table.indptr[-1])])
    size = claims + speakers
    both = csr_array((table.data, table.indices + claims, starts), shape=(size, size))
    return _joined(both)[:claims]


def _reach(part: Stands, reached: "Mask") -> None:
    """Reach the claims of all who speak of one that is reached."""
    import numpy as np

    who = np.zeros(len(part.speakers), dtype=bool)
    who[part.who[reached[part.what]]] = True
    reached[part.what[who[part.who]]] = True


def _first(labels: "Indexes", size: int) -> "Indexes":
    """For each label the index at which it stands first."""
    import numpy as np

    _, first, at = np.unique(labels, return_index=True, return_inverse=True)
    found: Indexes = first[at].reshape(size)
    return found


def _joined(table: Any) -> "Indexes":
    from scipy.sparse.csgraph import connected_components

    found: Indexes = connected_components(table, directed=False)[1]
    return found


def _kept(part: "Indexes", kept: Any) -> "Indexes":
    import numpy as np

    found = np.full(len(part), -1)
    if kept.any():
        found[kept] = by_size(part[kept])
    return found
