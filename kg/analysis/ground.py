"""Claims in the light of camps: common ground, dividing, bridging and typical claims, cruxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from kg.analysis import cruxes
from kg.analysis.cruxes import Crux
from kg.analysis.found_camps import Camps
from kg.analysis.strength import DECIDED
from kg.analysis.things import Thing, things
from kg.domain.agreeing.bridging import FEWEST, bridging
from kg.domain.agreeing.consensus import by_camp, consensus, divide
from kg.domain.agreeing.typical import Typical, typical
from kg.notebook import states
from kg.store.models import Claim

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Mask, Matrix

DIGITS = 6

SIDED = 0.5
"""A claim with a factor as large as this is held by one side."""

COMMON = 0.5
"""Common ground is what has more than half of what it could have, of two speakers at least."""

FEW = 10
"""Where fewer of a camp speak of a claim, one who denies it keeps it from being common ground."""

APART = 0.25
"""A claim divides where two camps are further apart than this."""

FOREMOST = 10
"""So many cruxes are marked as such."""


class By(StrEnum):
    """In which order claims come."""

    COMMON = "common"
    DIVIDING = "dividing"
    TYPICAL = "typical"
    BRIDGING = "bridging"
    CRUX = "crux"
    NUMBER = "number"


@dataclass(frozen=True)
class Ground:
    """Claims by index, as the stands of the camps have them, with their figures.

    Where there are no camps all speakers are taken as one, and nothing divides. `crux` has the
    open claims only. `disputes` is how many pairs of speakers disagree about claims, of which
    `settled` about claims that are decided; `linked` says whether the answer to any claim is one to
    another.
    """

    camps: Camps
    counts: "Indexes"
    common: "Matrix"
    divide: "Matrix | None"
    crux: dict[int, Crux]
    disputes: int
    settled: int
    linked: bool

    @cached_property
    def typical(self) -> Typical | None:
        """Which claims are typical of which camp; None without camps."""
        return typical(self.counts) if self.camps.found else None

    @cached_property
    def bridge(self) -> "tuple[Matrix, Matrix]":
        """How far each claim is held by whichever side, and which side holds it more."""
        found = bridging(self.camps.stands)
        return found.claim, found.claim_factor

    @cached_property
    def heard(self) -> "Mask":
        """Whether so many took a stand on each claim that it can be said to bridge."""
        found: Mask = self.camps.stands.by_claim.sum(axis=1) >= FEWEST
        return found

    def bridges(self, at: int) -> bool:
        """Whether a claim is held beyond what its sides would lead to expect, and is of no side.

        Community Notes calls no note helpful whose factor is `SIDED` or more either way. What is
        denied as often as held bridges nothing, however even that is.
        """
        held, factor = self.bridge
        against, _, agreeing = self.camps.stands.by_claim[at].tolist()
        even = self.heard[at] and held[at] > 0 and abs(factor[at]) < SIDED
        return bool(even and agreeing > against and not self.divides(at))

    def shared(self, at: int) -> bool:
        """Whether a claim is common ground: every camp holds it, and not one speaker alone.

        Where few of a camp speak of it, nobody of them denies it.
        """
        if self.common[at] <= COMMON or self.camps.stands.by_claim[at].sum() < 2:
            return False
        return all(sum(camp) >= FEW or not camp[0] for camp in self.counts[at].tolist())

    def divides(self, at: int) -> bool:
        """Whether a claim divides the camps."""
        return self.divide is not None and bool(self.divide[at] > APART)

    def turns(self, at: int) -> bool:
        """Whether another claim in dispute would move with the answer to an open one.

        What several are of one mind about is not asked, though others rest on it, nor is what
        nobody holds.
        """
        claim = int(self.camps.stands.claims[at])
        against, partly, held = self.camps.stands.by_claim[at].tolist()
        asked = held == 1 or (held > 1 and bool(against or partly))
        return claim in self.crux and asked and self.crux[claim].turns(claim)

    @cached_property
    def foremost(self) -> list[int]:
        """The claims with whose answer most of the disagreement would move."""
        return self.ordered(By.CRUX)[:FOREMOST]

    def marks(self, at: int) -> list[By]:
        """What a claim is in the light of the camps."""
        whether = {
            By.COMMON: self.shared(at),
            By.DIVIDING: self.divides(at),
            By.BRIDGING: self.bridges(at),
            By.CRUX: at in self.foremost,
        }
        return [mark for mark, true in whether.items() if true]

    def typical_of(self, at: int) -> list[str]:
        """Of which camps a claim is typical, and on which side."""
        if self.typical is None:
            return []
        sides = {1: "for", -1: "against"}
        return [
            f"{camp + 1} {sides[int(self.typical.side[at, camp])]}"
            for camp in range(self.typical.typical.shape[1])
            if self.typical.typical[at, camp]
        ]

    def listed(self, by: By) -> list[int]:
        """The indexes of the claims that are what an order is by: of common ground only that."""
        is_so = {By.COMMON: self.shared, By.DIVIDING: self.divides, By.BRIDGING: self.bridges}
        return [at for at in self.ordered(by) if by not in is_so or is_so[by](at)]

    def ordered(self, by: By) -> list[int]:
        """The indexes of claims in an order; of cruxes and what is typical only what is so."""
        import numpy as np

        numbers = self.camps.stands.claims
        if by is By.CRUX:
            turning = [at for at in range(len(numbers)) if self.turns(at)]
            return sorted(turning, key=lambda at: -self.crux[int(numbers[at])].share)
        if by is By.TYPICAL:
            camps = range(0 if self.typical is None else len(self.camps.parts))
            own = [self.typical.of(camp).tolist() for camp in camps if self.typical is not None]
            return list(dict.fromkeys(at for some in own for at in some))
        if by is By.DIVIDING and self.divide is None:
            return []
        figure = numbers.astype(float)
        if by is By.COMMON:
            figure = -self.common
        elif by is By.DIVIDING and self.divide is not None:
            figure = -self.divide
        elif by is By.BRIDGING:
            figure = -np.where(self.heard, self.bridge[0], -np.inf)
        return [int(at) for at in np.lexsort((numbers, figure.round(9)))]


def ground(session: Session, camps: Camps, *, today: date) -> Ground:
    """The claims on which somebody takes a stand, in the light of the camps there are."""
    import numpy as np

    taken = camps.stands
    together = np.zeros(len(taken.speakers), np.intp)
    group = camps.group if camps.found else together
    counts = by_camp(taken, group, len(camps.parts) if camps.found else 1)
    numbers = taken.claims.tolist()
    disputes = dict(
        zip(numbers, (taken.by_claim[:, 0] * taken.by_claim[:, 2]).tolist(), strict=True)
    )
    onward = cruxes.answered(session, camps.as_of)
    reached = {*numbers, *onward, *(end for ends in onward.values() for end in ends)}
    state_of = states.claim_states(session, reached, today, camps.as_of)
    decided = {one for one, state in state_of.items() if state in DECIDED}
    waiting = (None, "open", "overdue")
    answerless = [one for one in numbers if state_of.get(one) in waiting]
    return Ground(
        camps,
        counts,
        consensus(counts),
        divide(counts) if camps.found else None,
        cruxes.moved(onward, disputes, answerless, decided),
        disputes=sum(disputes.values()),
        settled=sum(pairs for one, pairs in disputes.items() if one in decided),
        linked=bool(onward),
    )


# As cards.


def cards(session: Session, found: Ground, order: Sequence[int]) -> list[dict[str, Any]]:
    """Claims as scripts read them."""
    numbers = found.camps.stands.claims
    own = [int(numbers[at]) for at in order]
    moving = {other for one in own if one in found.crux for other in found.crux[one].claims}
    claims = things(session, Claim, {*own, *moving})
    return [_card(found, at, claims[int(numbers[at])], claims) for at in order]


def _card(found: Ground, at: int, claim: Thing, claims: dict[int, Thing]) -> dict[str, Any]:
    against, partly, held = found.camps.stands.by_claim[at].tolist()
    bridge, factor = found.bridge
    crux = found.crux.get(claim.id)
    return {
        "id": claim.id,
        "claim": claim.uid,
        "for": held,
        "partly": partly,
        "against": against,
        "common": _rounded(found.common[at]),
        "dividing": None if found.divide is None else _rounded(found.divide[at]),
        "bridging": _rounded(bridge[at]) if found.heard[at] else None,
        "factor": _rounded(factor[at]) if found.heard[at] else None,
        "crux": None if crux is None else _rounded(crux.share),
        "crux_claims": [] if crux is None else [claims[one].uid for one in crux.claims],
        "disagreements": None if crux is None else crux.disagreements,
        "disagreements_of": None if crux is None else crux.total,
        "camps": [] if found.typical is None else _camps(found, found.typical, at),
        "marks": [mark.value for mark in found.marks(at)],
    }


def _camps(found: Ground, typical: Typical, at: int) -> list[dict[str, Any]]:
    return [
        {
            "number": camp + 1,
            "for": held,
            "partly": partly,
            "against": against,
            "typical": (
                None
                if not typical.typical[at, camp]
                else "for"
                if typical.side[at, camp] > 0
                else "against"
            ),
            "more": _rounded(typical.more[at, camp]),
            "z": _rounded(typical.z[at, camp]),
            "p": _rounded(typical.p[at, camp]),
        }
        for camp, (against, partly, held) in enumerate(found.counts[at].tolist())
    ]


def _rounded(figure: Any) -> float:
    return round(float(figure), DIGITS) + 0.0
