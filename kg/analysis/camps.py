"""Camps of speakers: who belongs together, by a method that fits how many there are."""

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kg.analysis.found_camps import Against, Camps, Compared, Method, Verdict
from kg.analysis.stands import stands
from kg.analysis.things import Thing, things
from kg.domain.agreeing import crowd, division, partition
from kg.domain.agreeing.pairs import FEWEST, Shared, centred, whole
from kg.domain.agreeing.parts import count, divided_only, numbered, refuse, tied
from kg.domain.agreeing.shuffling import FEW as FEW_SHUFFLED
from kg.domain.agreeing.shuffling import LEVEL, best_division, by_chance, crowd_by_chance
from kg.domain.agreeing.stands import Stands, Taken
from kg.domain.agreeing.steadiness import CHANCE, LOOSE, Steadiness, steadiness
from kg.domain.agreeing.triangles import triangles
from kg.errors import Invalid
from kg.store.models import Speaker

if TYPE_CHECKING:
    import numpy as np

    from kg.domain.agreeing.stands import Indexes, Mask, Matrix

Told = Callable[[float], None]
"""Is told how much is done, from 0 to 1."""

FEW = 50
"""More speakers than this are a crowd."""

HARDLY_TWO = (Verdict.LOOSE, Verdict.CHANCE, Verdict.UNDIVIDED, Verdict.ALONE)
"""Where two camps are no more than this, three or more may be steady."""

MOST = 200
"""More speakers than this are not divided or grouped: each two of them would be held together."""

PROOF = 0.6
"""Of the time that there is this share goes to proofs, and the rest to see how steady camps are."""

READ = 0.1
CROWDED = 0.3
"""Which share is done, about, when stances are read, and when a crowd is placed."""

DEALT = 0.8
"""Which share of what is left then is done when the stances of few are dealt anew."""

FEWEST_SPEAKERS = 6
"""Of fewer speakers three camps would be mostly of one each, and are not looked for."""

SEARCHES = 10
"""From so many beginnings a half of the claims is divided, to see whether camps are steady."""

SHUFFLED = 3
"""From so many beginnings shuffled stances are grouped."""


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
    told: Told = lambda _: None,
) -> Camps:
    """The camps of those who take a stance on these claims, or on any, as of a day.

    Up to 50 speakers are divided in two, or grouped where another `number` is asked for; more are a
    crowd. Where nothing is asked for and two camps are loose or none, three or more that are
    steadier count instead. A division or grouping, of at most 200, takes about so many `seconds` at
    most, and so do the shuffles of a crowd of few. What an engine has `taken` needs not be read
    from the notebook; which share of the work is done is `told`. Raises Invalid for a number that
    the method cannot give, and for too many speakers.
    """
    if taken is None:
        taken = stands(session, claims, as_of)
    asked, method = method, method or _fitting(taken, number)
    _refuse(taken, method, number)
    people = things(session, Speaker, taken.speakers.tolist())
    told(READ)
    if method is Method.DIVISION:
        begun = time.monotonic()
        found = _divided(taken.at_hand(), people, number, as_of, seconds, seed, told)
        if asked is None and number is None and found.verdict in HARDLY_TWO:
            left = seconds - (time.monotonic() - begun)
            several = _several(taken.at_hand(), people, as_of, left, seed)
            if several and (not found.found or _steadier(several, found)):
                return replace(several, triangles=found.triangles)
        return found
    if method is Method.GROUPING:
        return _grouped(taken.at_hand(), people, number, as_of, seconds, seed, told)
    return _crowded(taken, people, number, as_of, seconds, seed, told)


def _refuse(taken: Taken, method: Method, number: int | None) -> None:
    size = len(taken.speakers)
    if number is not None and number < 2:
        raise Invalid("There are at least two camps, or none.", "Ask for 2 or more.")
    if method is Method.DIVISION and number not in (None, 2):
        raise Invalid(
            f"A division has two camps, not {number}.", "Ask for --method grouping or crowd."
        )
    if number is not None and 1 < size < number:
        raise Invalid(f"{size} speakers cannot make {number} camps.", "Ask for fewer.")
    if number is not None and 2 < size == number:
        raise Invalid(
            f"{size} speakers make {number} camps only if everybody is alone.", "Ask for fewer."
        )
    if method is not Method.CROWD and size > MOST:
        raise Invalid(
            f"A {method} is for at most {MOST} speakers, and here are {size:,}.",
            "Ask for --method crowd, or for fewer claims by a query.",
        )


def _fitting(taken: Taken, number: int | None) -> Method:
    if len(taken.speakers) > FEW:
        return Method.CROWD
    return Method.DIVISION if number in (None, 2) else Method.GROUPING


def _divided(
    taken: Stands,
    people: dict[int, Thing],
    number: int | None,
    as_of: date | None,
    seconds: float,
    seed: int,
    told: Told,
) -> Camps:
    """Two camps of each part of the speakers that hangs together."""
    import numpy as np

    ends = time.monotonic() + seconds
    shared = whole(taken)
    weights = shared.balance
    side = np.zeros(len(weights), np.intp)
    part = tied(weights)
    refuse(part, number)
    divisions = []
    ties: list[list[Thing]] = []
    for at in range(count(part)):
        some = np.nonzero(part == at)[0]
        share = PROOF * seconds * len(some) / len(weights)
        found = division.divide(weights[np.ix_(some, some)], seconds=share, seed=seed)
        divisions.append(found)
        side[some] = found.side
        ties += [_moved(found.side, other, some, taken, people) for other in found.ties]
    group, parts = numbered(part, side)
    parted = (side[:, None] * side * weights < 0) & (part[:, None] == part)
    names = [people[one] for one in taken.speakers.tolist()]
    against = [
        Against(names[i], names[j], int(shared.agreements[i, j]), int(shared.disagreements[i, j]))
        for i, j in zip(*np.nonzero(np.triu(parted)), strict=True)
    ]
    against.sort(key=lambda one: (-abs(one.agreements - one.disagreements), one.first.id))
    steady, shuffled = Steadiness(), None
    if len(set(parts)) < len(parts):
        own = divided_only(part, side)
        steady = steadiness(
            taken, _halved_division, seed, part=own, ends=ends, told=_after(PROOF, told)
        )
        shuffled = by_chance(taken, best_division, seed=seed)
    compared = _compared(shared, names)
    verdict = _verdict(group, parts, steady.figure, shuffled, number, compared=compared.pairs > 0)
    if verdict is Verdict.ONE and (weights < 0).any():
        verdict = Verdict.UNDIVIDED
    placed = int((group >= 0).sum())
    if placed > 2 and (weights < 0).sum() == placed * (placed - 1):
        # Each is at odds with each, whichever of them are joined.
        verdict = Verdict.ALONE
    return Camps(
        Method.DIVISION,
        verdict,
        taken,
        group,
        people,
        as_of,
        parts,
        *steady,
        chance=shuffled,
        compared=compared,
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


def _compared(shared: Shared, names: list[Thing]) -> Compared:
    """Which pairs can be compared, and who agree on one claim more than they disagree."""
    import numpy as np

    judged = np.triu(shared.claims >= FEWEST, 1)
    more = shared.agreements - shared.disagreements
    even = judged & (more == 1)
    found = [
        Against(names[i], names[j], int(shared.agreements[i, j]), int(shared.disagreements[i, j]))
        for i, j in zip(*np.nonzero(even), strict=True)
    ]
    level = bool((judged & (more == 0)).any())
    return Compared(int(judged.sum()), len(names) * (len(names) - 1) // 2, found, level)


def _halved_division(half: Stands, turn: int) -> "Indexes":
    weights = whole(half, fewest=1).balance
    side = division.search(weights, _chance(turn), SEARCHES)
    # Who is not tied here is in no camp, and parts that nothing ties are told apart.
    return numbered(tied(weights), side)[0]


def _all_unique(known: list[bool | None]) -> bool | None:
    if False in known:
        return False
    return None if None in known else True


def _several(
    taken: Stands, people: dict[int, Thing], as_of: date | None, seconds: float, seed: int
) -> Camps | None:
    """Three camps or more, where there are any."""
    import numpy as np

    def sought(share: float) -> Camps | None:
        found = _grouped(taken, people, None, as_of, share, seed, lambda _: None)
        several = np.bincount(found.parts).max(initial=0) > 2
        return found if several and found.found and found.placed >= FEWEST_SPEAKERS else None

    # At first by few halvings and without a proof: they tell most of those who have none.
    return sought(max(seconds, 0)) if sought(0) else None


def _steadier(one: Camps, other: Camps) -> bool:
    return (one.steadiness or 0) > (other.steadiness or 0)


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
    told: Told,
) -> Camps:
    """Any number of camps of each part, by agreement beyond what most say of each claim."""
    import numpy as np

    ends = time.monotonic() + seconds
    table = centred(taken)
    shared = whole(taken)
    part = tied((shared.claims >= FEWEST).astype(np.intp))
    refuse(part, number)
    own = np.zeros(len(part), np.intp)
    found = []
    for at in range(count(part)):
        some: Mask = (part == at) & np.any(np.abs(table) > 1e-9, axis=1)
        # Where nobody is apart from anybody, asking for so many camps makes none.
        if some.sum() < (number or 2) or not (table[np.ix_(some, some)] < -1e-9).any():
            continue
        share = PROOF * seconds * int(some.sum()) / len(part)
        best = partition.partition(table[np.ix_(some, some)], number, seconds=share, seed=seed)
        found.append(best)
        own[some] = best.camp
        # Who is beside all others as often as not is in no camp.
        part[(part == at) & ~some] = -1
    group, parts = numbered(part, own)

    def halved(half: Stands, turn: int) -> "Indexes":
        off = centred(half, fewest=1)
        camp = partition.search(off, number, _chance(turn), SEARCHES)
        return np.where(np.any(np.abs(off) > 1e-9, axis=1), camp, -1)

    def best_grouping(ties: "Matrix") -> float:
        camp = partition.search(ties, number, _chance(seed), SHUFFLED)
        return partition.within(ties, camp)

    steady, shuffled = Steadiness(), None
    joined = int(np.bincount(group[group >= 0], minlength=1).max()) > 1
    if len(set(parts)) < len(parts) and joined:
        apart = divided_only(part, own)
        steady = steadiness(taken, halved, seed, part=apart, ends=ends, told=_after(PROOF, told))
        shuffled = by_chance(taken, best_grouping, centred=True, seed=seed)
    compared = _compared(shared, [people[one] for one in taken.speakers.tolist()])
    return Camps(
        Method.GROUPING,
        _verdict(group, parts, steady.figure, shuffled, number, compared=compared.pairs > 0),
        taken,
        group,
        people,
        as_of,
        parts,
        *steady,
        chance=shuffled,
        compared=compared,
        certified=all(one.certified for one in found) if found else None,
    )


def _crowded(
    taken: Taken,
    people: dict[int, Thing],
    number: int | None,
    as_of: date | None,
    seconds: float,
    seed: int,
    told: Told,
) -> Camps:
    """The camps of a crowd, the way of Polis, of each part that hangs together."""
    import numpy as np

    ends = time.monotonic() + seconds
    found = crowd.crowd(taken, number, seed)
    parts = found.parts
    divided = found.part if found.together else divided_only(found.part, found.camp)

    def halved(half: Stands, turn: int) -> "Indexes":
        if found.together:
            return crowd.halved(half, found.camps, turn)
        some = divided[np.searchsorted(taken.speakers, half.speakers)]
        return crowd.halved_apart(half, np.bincount(parts).tolist(), some, turn)

    steady, shuffled = Steadiness(), None
    if len(set(parts)) < len(parts):
        left = _after(CROWDED, told)
        placed = found.camp >= 0
        if placed.sum() <= FEW_SHUFFLED:
            few = taken.at_hand(placed)
            shuffled = crowd_by_chance(
                few, found.apart, number, seed=seed, ends=ends, told=_until(DEALT, left)
            )
            left = _after(DEALT, left)
        apart = None if found.together else divided
        steady = steadiness(taken, halved, seed, part=apart, told=left)
    return Camps(
        Method.CROWD,
        _verdict(found.camp, parts, steady.figure, shuffled, number, compared=False),
        taken,
        found.camp,
        people,
        as_of,
        parts,
        *steady,
        chance=shuffled,
        silhouettes=found.silhouettes,
        # Of no variance there is no share.
        told=found.told or None,
    )


def _verdict(
    group: "Indexes",
    parts: list[int],
    steady: float | None,
    shuffled: float | None,
    number: int | None,
    *,
    compared: bool,
) -> Verdict:
    import numpy as np

    placed = group[group >= 0]
    if not len(placed):
        # Each two agree as often as not.
        return Verdict.CHANCE if compared else Verdict.NOTHING
    if len(set(parts)) == len(parts):
        return Verdict.ONE if len(placed) > 1 else Verdict.NOTHING
    if int(np.bincount(placed).max()) < 2 and len(placed) > 2:
        return Verdict.ALONE
    if (steady is not None and steady < CHANCE) or (shuffled is not None and shuffled > LEVEL):
        # Who asks for so many sees them, as what they are.
        return Verdict.UNSTEADY if number else Verdict.CHANCE
    return Verdict.LOOSE if steady is None or steady < LOOSE else Verdict.CAMPS


def _after(done: float, told: Told) -> Told:
    """Told of what is left when so much is done."""
    told(done)
    return lambda share: told(done + (1 - done) * share)


def _chance(turn: int) -> "np.random.Generator":
    import numpy as np

    return np.random.default_rng(turn)


def _until(done: float, told: Told) -> Told:
    """Told of what is done before so much is."""
    return lambda share: told(done * share)
