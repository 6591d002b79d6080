"""How far each two speakers agree, and all together: what `kg agreement` shows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from kg.analysis import agreement
from kg.analysis.stands import stands
from kg.analysis.things import Thing, things
from kg.domain.agreeing.alpha import nominal_alpha
from kg.domain.agreeing.pairs import FEWEST, rate, shared
from kg.domain.agreeing.stands import Stands
from kg.domain.scoring.hits import Interval
from kg.store.models import Claim, Speaker

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Mask

MOST = 10_000
"""Pairs that are told unless more are asked for: of 10,000 speakers there are fifty million."""

DIGITS = 6

Key = tuple[int, int]


@dataclass(frozen=True)
class Two:
    """What two speakers share: numbers of claims, and of links for what is inferred.

    `but` is the claim on which alone they disagree, where they agree on all others and these are
    enough to judge.
    """

    first: Thing
    second: Thing
    agreements: int
    partial: int
    disagreements: int
    inferred_agreements: int
    inferred_disagreements: int
    but: Thing | None

    @property
    def claims(self) -> int:
        """On how many claims both took a stance."""
        return self.agreements + self.partial + self.disagreements

    @property
    def rate(self) -> tuple[float, Interval] | None:
        """The share of these on which they agree, with its interval; None where they are few."""
        if self.claims < FEWEST:
            return None
        return rate(self.agreements, self.partial, self.claims)


@dataclass(frozen=True)
class Agreement:
    """Each two speakers, those with most claims in common first, and all together.

    `speakers` and `claims` count who took a stance, and on what; `common` the claims on which two
    or more did. `pairs` is how many two have anything in common, of which `left_out` are not told.
    """

    twos: list[Two]
    speakers: int
    claims: int
    common: int
    pairs: int
    counts: tuple[int, int, int]
    inferred: tuple[int, int]
    alpha: float | None

    @property
    def left_out(self) -> int:
        """How many pairs there are beside those that are told."""
        return self.pairs - len(self.twos)


def agree(
    session: Session,
    claims: Collection[int] | None = None,
    *,
    among: Collection[int] = (),
    as_of: date | None = None,
    limit: int | None = None,
) -> Agreement:
    """How far speakers agree on these claims, or on all, as of a day; at most `limit` pairs.

    With numbers of speakers in `among` only the pairs of which one is among them are meant.
    """
    taken = stands(session, claims, as_of)
    follows = _follows(session, taken, among)
    counted, totals, pairs = _counted(taken, among, MOST if limit is None else limit, follows)
    who = things(session, Speaker, {one for pair in counted for one in pair})
    only = _only(taken, counted)
    statements = things(session, Claim, only.values())
    twos = [
        Two(
            who[one],
            who[other],
            *found,
            *follows.get((one, other), (0, 0)),
            statements.get(only.get((one, other), 0)),
        )
        for (one, other), found in counted.items()
    ]
    each = taken.by_claim.sum(axis=1)
    return Agreement(
        twos,
        speakers=len(taken.speakers),
        claims=len(taken.claims),
        common=int((each > 1).sum()),
        pairs=pairs,
        counts=totals,
        inferred=(sum(a for a, _ in follows.values()), sum(d for _, d in follows.values())),
        alpha=nominal_alpha(taken.by_claim),
    )


def _follows(session: Session, taken: Stands, among: Collection[int]) -> dict[Key, tuple[int, int]]:
    """What is inferred of each two, by their numbers."""
    import numpy as np

    linked = agreement.linked(session)
    kept = np.isin(taken.claims, list(linked))[taken.what]
    signs: dict[int, dict[int, int]] = {}
    for claim, who, sign in zip(
        taken.claims[taken.what[kept]].tolist(),
        taken.speakers[taken.who[kept]].tolist(),
        taken.sign[kept].tolist(),
        strict=True,
    ):
        signs.setdefault(claim, {})[who] = sign
    found = agreement.inferred(session, signs)
    return {pair: some for pair, some in found.items() if not among or {*pair} & {*among}}


def _counted(
    taken: Stands, among: Collection[int], limit: int, follows: Collection[Key]
) -> tuple[dict[Key, tuple[int, int, int]], tuple[int, int, int], int]:
    """The pairs with most in common and their counts; the sums over all pairs; how many pairs."""
    import numpy as np

    size = len(taken.speakers)
    meant = np.isin(taken.speakers, list(among)) if among else np.ones(size, dtype=bool)
    inferred = np.zeros((0, 2), np.intp)
    if follows:
        inferred = np.searchsorted(taken.speakers, np.array(sorted(follows)))
    totals = np.zeros(3, np.intp)
    best = np.zeros((0, 6), np.intp)
    pairs = 0
    for some in shared(taken):
        rows = np.arange(some.start, some.start + len(some.claims))
        here = (rows[:, None] < np.arange(size)) & (meant[rows][:, None] | meant)
        there = some.claims > 0
        mine = inferred[(inferred[:, :1] >= rows[0]).ravel() & (inferred[:, 0] <= rows[-1])]
        there[mine[:, 0] - some.start, mine[:, 1]] = True
        meant_here = here & there
        tables = (some.agreements, some.partial, some.disagreements)
        totals += [int(table[meant_here].sum()) for table in tables]
        pairs += int(meant_here.sum())
        one, other = np.nonzero(_most(np.where(meant_here, some.claims, -1), best, limit))
        counts = np.column_stack([table[one, other] for table in tables])
        found = np.column_stack([-counts.sum(axis=1), one + some.start, other, counts])
        best = np.vstack([best, found])
        best = best[np.lexsort(best[:, 2::-1].T)][:limit]
    names = taken.speakers[best[:, 1:3]].tolist()
    told = {
        (one, other): (a, p, d)
        for (one, other), (a, p, d) in zip(names, best[:, 3:].tolist(), strict=True)
    }
    return told, (int(totals[0]), int(totals[1]), int(totals[2])), pairs


def _most(claims: "Indexes", best: "Indexes", limit: int) -> "Mask":
    """Which pairs can be among the best: those that share as many claims as the last of these."""
    import numpy as np

    least = -int(best[-1, 0]) if 0 < limit <= len(best) else 0
    if 0 < limit < claims.size:
        least = max(least, int(np.partition(claims, -limit, axis=None)[-limit]))
    return claims >= max(least, 0)


def _only(taken: Stands, counted: dict[Key, tuple[int, int, int]]) -> dict[Key, int]:
    """The claim on which alone each two disagree."""
    wanted = {
        pair
        for pair, (agreements, partial, disagreements) in counted.items()
        if disagreements == 1 and not partial and agreements >= FEWEST
    }
    signs = dict(_signs(taken, {one for pair in wanted for one in pair}))
    return {
        (one, other): next(
            claim
            for claim, sign in signs[one].items()
            if claim in signs[other] and signs[other][claim] != sign
        )
        for one, other in wanted
    }


def _signs(taken: Stands, speakers: Collection[int]) -> Iterator[tuple[int, dict[int, int]]]:
    import numpy as np

    for who in speakers:
        kept = taken.speakers[taken.who] == who
        claims = taken.claims[taken.what[np.nonzero(kept)[0]]]
        yield who, dict(zip(claims.tolist(), taken.sign[kept].tolist(), strict=True))


# As cards.


def cards(found: Agreement) -> list[dict[str, Any]]:
    """Each two as scripts read them, and all together as the last; nothing without any two."""
    if not found.pairs:
        return []
    return [*map(_card, found.twos), _together(found)]


def _card(two: Two) -> dict[str, Any]:
    known = two.rate
    return {
        "first": two.first.uid,
        "second": two.second.uid,
        "agreements": two.agreements,
        "partial": two.partial,
        "disagreements": two.disagreements,
        "claims": two.claims,
        "rate": known and _rounded(known[0]),
        "rate_low": known and _rounded(known[1].low),
        "rate_high": known and _rounded(known[1].high),
        "inferred_agreements": two.inferred_agreements,
        "inferred_disagreements": two.inferred_disagreements,
        "but": two.but and two.but.uid,
        "alpha": None,
    }


def _together(found: Agreement) -> dict[str, Any]:
    agreements, partial, disagreements = found.counts
    claims = sum(found.counts)
    known = rate(agreements, partial, claims)[0] if claims else None
    return {
        "first": None,
        "second": None,
        "agreements": agreements,
        "partial": partial,
        "disagreements": disagreements,
        "claims": claims,
        "rate": None if known is None else _rounded(known),
        "rate_low": None,
        "rate_high": None,
        "inferred_agreements": found.inferred[0],
        "inferred_disagreements": found.inferred[1],
        "but": None,
        "alpha": None if found.alpha is None else _rounded(found.alpha),
    }


def _rounded(figure: float) -> float:
    # Not -0.0, which nobody means.
    return round(float(figure), DIGITS) + 0.0


def missing(found: Agreement) -> str:
    """What is missing where nobody can be compared with anybody."""
    if not found.claims:
        return "There are no stances to compare. Add one: kg agree CLAIM SPEAKER"
    if found.speakers == 1:
        return "Only one speaker takes a stance. Add what another says: kg agree CLAIM SPEAKER"
    return "No claim has stances of two speakers. Add what another says: kg agree CLAIM SPEAKER"
