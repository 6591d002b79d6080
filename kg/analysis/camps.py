"""Camps of speakers: who belongs together, by a method that fits how many there are."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kg.analysis.found_camps import Against, Camps, Method, Verdict
from kg.analysis.stands import stands
from kg.analysis.things import Thing, things
from kg.domain.agreeing import crowd, division, partition
from kg.domain.agreeing.clusters import by_size
from kg.domain.agreeing.pairs import FEWEST, centred, whole
from kg.domain.agreeing.stands import Stands, Taken
from kg.domain.agreeing.steadiness import CHANCE, LOOSE, steadiness
from kg.domain.agreeing.triangles import triangles
from kg.errors import Invalid
from kg.store.models import Speaker

if TYPE_CHECKING:
    import numpy as np

    from kg.domain.agreeing.stands import Indexes, Mask

FEW = 50
"""More speakers than this are a crowd."""

SEARCHES = 10
"""From so many beginnings a half of the claims is divided, to see whether camps are steady."""


def camps(
    session: Session,
    claims: Collection[int] | None = None,
    *,
    method: Method | None = None,
    number: int | None = None,
    as_of: date | None = None,
    seconds: float = division.SECONDS,
    seed: int = 1,
    taken: Taken | None = None,
) -> Camps:
    """The camps of those who take a stance on these claims, or on any, as of a day.

    Up to 50 speakers are divided in two, or grouped where another `number` is asked for; more are a
    crowd. What an engine has `taken` needs not be read from the notebook. Raises Invalid for a
    number that the method cannot give.
    """
    if taken is None:
        taken = stands(session, claims, as_of)
    method = method or _fitting(taken, number)
    if number is not None and number < 2:
        raise Invalid("There are at least two camps, or none.", "Ask for 2 or more.")
    if method is Method.DIVISION and number not in (None, 2):
        raise Invalid(
            f"A division has two camps, not {number}.", "Ask for --method grouping or crowd."
        )
    if number is not None and 1 < len(taken.speakers) < number:
        raise Invalid(
            f"{len(taken.speakers)} speakers cannot make {number} camps.", "Ask for fewer."
        )
    people = things(session, Speaker, taken.speakers.tolist())
    if method is Method.DIVISION:
        return _divided(taken.at_hand(), people, as_of, seconds, seed)
    if method is Method.GROUPING:
        return _grouped(taken.at_hand(), people, number, as_of, seconds, seed)
    return _crowded(taken, people, number, as_of, seed)


def _fitting(taken: Taken, number: int | None) -> Method:
    if len(taken.speakers) > FEW:
        return Method.CROWD
    return Method.DIVISION if number in (None, 2) else Method.GROUPING


def _divided(
    taken: Stands,
    people: dict[int, Thing],
    as_of: date | None,
    seconds: float,
    seed: int,
) -> Camps:
    """Two camps of each part of the speakers that hangs together."""
    import numpy as np

    shared = whole(taken)
    weights = shared.balance
    side = np.zeros(len(weights), np.intp)
    part = _parts(weights)
    divisions = []
    ties: list[list[Thing]] = []
    for at in range(int(part.max(initial=-1)) + 1):
        some = np.nonzero(part == at)[0]
        share = seconds * len(some) / len(weights)
        found = division.divide(weights[np.ix_(some, some)], seconds=share, seed=seed)
        divisions.append(found)
        side[some] = found.side
        ties += [_moved(found.side, other, some, taken, people) for other in found.ties]
    group, parts = _numbered(part, side)
    parted = (side[:, None] * side * weights < 0) & (part[:, None] == part)
    names = [people[one] for one in taken.speakers.tolist()]
    against = [
        Against(names[i], names[j], int(shared.agreements[i, j]), int(shared.disagreements[i, j]))
        for i, j in zip(*np.nonzero(np.triu(parted)), strict=True)
    ]
    against.sort(key=lambda one: (-abs(one.agreements - one.disagreements), one.first.id))
    steady = steadiness(taken, _halved_division, seed) if group.max(initial=-1) > 0 else None
    verdict = _verdict(group, steady, compared=bool((shared.claims >= FEWEST).any()))
    if verdict is Verdict.ONE and (weights < 0).any():
        verdict = Verdict.UNDIVIDED
    return Camps(
        Method.DIVISION,
        verdict,
        taken,
        group,
        people,
        as_of,
        parts,
        steady,
        # Of nothing there are no figures.
        index=sum(one.against for one in divisions) if divisions else None,
        total=sum(one.total for one in divisions) if divisions else None,
        bound=sum(one.bound for one in divisions) if divisions else None,
        certified=all(one.certified for one in divisions) if divisions else None,
        unique=_all_unique([one.unique for one in divisions]) if divisions else None,
        ties=ties,
        against=against,
        triangles=triangles(weights) if divisions else None,
    )


def _halved_division(half: Stands, turn: int) -> "Indexes":
    weights = whole(half, fewest=1).balance
    side = division.search(weights, _chance(turn), SEARCHES)
    # Who is not tied here is in no camp, and parts that nothing ties are told apart.
    return _numbered(_parts(weights), side)[0]


def _all_unique(known: list[bool | None]) -> bool | None:
    if False in known:
        return False
    return None if None in known else True


def _parts(weights: "Indexes") -> "Indexes":
    """The part of each speaker that hangs together by ties, from the largest; -1 without any tie.

    Who has judged ties, but each of them even, stands alone in a part of their own.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if not len(weights):
        return np.zeros(0, np.intp)
    _, part = connected_components(csr_array(weights != 0), directed=False)
    tied = (weights != 0).any(axis=1)
    found = np.full(len(weights), -1)
    if tied.any():
        found[tied] = by_size(part[tied])
    return found


def _numbered(part: "Indexes", side: "Indexes") -> "tuple[Indexes, list[int]]":
    """Camps numbered from 0 through all parts, the larger of a part first, and the part of each."""
    import numpy as np

    group = np.full(len(part), -1)
    parts: list[int] = []
    for at in range(int(part.max(initial=-1)) + 1):
        some = part == at
        own = by_size(side[some])
        group[some] = own + len(parts)
        parts += [at] * (int(own.max()) + 1)
    return group, parts


def _moved(
    side: tuple[int, ...],
    other: tuple[int, ...],
    some: "Indexes",
    taken: Stands,
    people: dict[int, Thing],
) -> list[Thing]:
    """Who changes sides between two divisions, whichever of both ways moves fewer."""
    import numpy as np

    moved = np.array(side) != np.array(other)
    if 2 * moved.sum() > len(moved):
        moved = ~moved
    return [people[one] for one in taken.speakers[some[moved]].tolist()]


def _grouped(
    taken: Stands,
    people: dict[int, Thing],
    number: int | None,
    as_of: date | None,
    seconds: float,
    seed: int,
) -> Camps:
    """Any number of camps, by agreement beyond what most say of each claim."""
    import numpy as np

    table = centred(taken)
    tied: Mask = np.any(np.abs(table) > 1e-9, axis=1)
    group = np.full(len(tied), -1)
    found = None
    # Where nobody is apart from anybody, asking for so many camps makes none.
    apart = bool((table < -1e-9).any())
    if tied.sum() >= (number or 2) and (apart or number is None):
        found = partition.partition(table[np.ix_(tied, tied)], number, seconds=seconds, seed=seed)
        group[tied] = found.camp

    def halved(half: Stands, turn: int) -> "Indexes":
        own = centred(half, fewest=1)
        camp = partition.search(own, number, _chance(turn), SEARCHES)
        return np.where(np.any(np.abs(own) > 1e-9, axis=1), camp, -1)

    steady = steadiness(taken, halved, seed) if group.max(initial=-1) > 0 else None
    # Who agrees with all others beyond nothing has a group of one mind, and no ties at all.
    compared = bool((whole(taken).claims >= FEWEST).any())
    if compared and (not tied.any() or not apart):
        group[tied if tied.any() else slice(None)] = 0
    return Camps(
        Method.GROUPING,
        _verdict(group, steady, compared),
        taken,
        group,
        people,
        as_of,
        [0] * (int(group.max(initial=-1)) + 1),
        steady,
        certified=found.certified if found else None,
    )


def _crowded(
    taken: Taken,
    people: dict[int, Thing],
    number: int | None,
    as_of: date | None,
    seed: int,
) -> Camps:
    """The camps of a crowd, the way of Polis."""
    found = crowd.crowd(taken, number, seed)

    def halved(half: Stands, turn: int) -> "Indexes":
        return crowd.halved(half, found.camps, turn)

    steady = steadiness(taken, halved, seed) if found.camps > 1 else None
    return Camps(
        Method.CROWD,
        _verdict(found.camp, steady, compared=False),
        taken,
        found.camp,
        people,
        as_of,
        [0] * found.camps,
        steady,
        silhouettes=found.silhouettes,
        # Of no variance there is no share.
        told=found.told or None,
    )


def _verdict(group: "Indexes", steady: float | None, compared: bool) -> Verdict:
    if group.max(initial=-1) < 0:
        # Each two agree as often as not.
        return Verdict.CHANCE if compared else Verdict.NOTHING
    if group.max(initial=-1) < 1:
        return Verdict.ONE if (group >= 0).sum() > 1 else Verdict.NOTHING
    if steady is None:
        return Verdict.LOOSE
    if steady < CHANCE:
        return Verdict.CHANCE
    return Verdict.LOOSE if steady < LOOSE else Verdict.CAMPS


def _chance(turn: int) -> "np.random.Generator":
    import numpy as np

    return np.random.default_rng(turn)
