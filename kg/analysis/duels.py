"""Duels: of a few speakers each two who disagree, and how often each of them was right."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy.orm import Session

from kg.analysis.disputes import RECORDED, Case, Said
from kg.analysis.head_to_head import FEW, decided

PAIRS = 10
"""So many pairs are told, of all that disagree."""


@dataclass(frozen=True)
class Duel:
    """Two speakers, by number, and what their recorded disagreements that can be checked came to.

    `totals` has each of `kg.analysis.disputes.RECORDED`.
    """

    first: int
    second: int
    totals: dict[str, int]

    @property
    def decided(self) -> int:
        """How many are decided, one way or another."""
        return decided(self.totals)

    @property
    def too_few(self) -> bool:
        """Whether too few are decided to say who is right more often."""
        return self.decided < FEW


def duels(
    session: Session,
    speakers: Sequence[int],
    claims: Collection[int] | None = None,
    *,
    today: date,
    as_of: date | None = None,
) -> list[Duel]:
    """The duels among these speakers on these claims, those first of which most is decided.

    The notebook is asked equally often for however many speakers and claims, and no claim is
    weighed on which all of them are at one.
    """
    said = Said.by(session, speakers, claims, as_of)
    speaking: defaultdict[int, set[int]] = defaultdict(set)
    signs: defaultdict[int, set[int]] = defaultdict(set)
    taken = [
        *said.stances.items(),
        *((claim, said.numbers[one]) for one, claims in said.reads.items() for claim in claims),
    ]
    for claim, by in taken:
        speaking[claim].update(by)
        signs[claim].update(one.sign for some in by.values() for one in some)
    contested = {claim for claim, some in signs.items() if {-1, 1} <= some}
    case = Case(session, said, contested, as_of or today, as_of)
    counts: dict[tuple[int, int], Counter[str]] = {}
    place = {speaker: number for number, speaker in enumerate(speakers)}
    for claim in case.checks:
        for pair in combinations(sorted(speaking[claim], key=place.__getitem__), 2):
            if dispute := case.recorded(claim, *pair):
                counts.setdefault(pair, Counter())[dispute.result] += 1
    found = [
        Duel(*pair, {result: counted[result] for result in RECORDED})
        for pair, counted in counts.items()
    ]
    return sorted(
        found,
        key=lambda duel: (
            -duel.decided,
            -sum(duel.totals.values()),
            place[duel.first],
            place[duel.second],
        ),
    )
