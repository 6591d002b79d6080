"""What is disputed, and how much: one definition and one order for all of a map."""

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from kg.domain.vocabulary import LinkKind, Stance

Claim = TypeVar("Claim", bound=Hashable)
Speaker = TypeVar("Speaker", bound=Hashable)

HOLDS = frozenset({Stance.ASSERTS, Stance.AGREES})

DENIED_BY: Mapping[str, frozenset[Stance]] = {
    LinkKind.OPPOSES: HOLDS,
    LinkKind.RESTATES: frozenset({Stance.DISAGREES}),
}
"""Stances on a linked claim from which follows that the claim itself is denied."""


class Dispute(NamedTuple):
    """How many hold a claim, how many deny it, and of how many others it follows that they do.

    >>> max(Dispute(1, 1, 4), Dispute(2, 2, 0), Dispute(3, 0, 3), key=lambda one: one.order)
    Dispute(holding=2, denying=2, inferred=0)
    """

    holding: int
    denying: int
    inferred: int

    @property
    def recorded(self) -> bool:
        """Whether somebody holds it and somebody denies it."""
        return min(self.holding, self.denying) > 0

    def __bool__(self) -> bool:
        """Whether it is disputed: on record, or by what follows from linked claims."""
        return self.recorded or min(self.holding, self.inferred) > 0

    @property
    def order(self) -> tuple[int, int, int, int]:
        """The greater, the more disputed: on record first, then by what is inferred.

        Of either, that is first on which most stand against most others: by those on the smaller
        side, then by all who take one.
        """
        return *_sides(self.holding, self.denying), *_sides(self.holding, self.inferred)


def _sides(one: int, other: int) -> tuple[int, int]:
    fewer = min(one, other)
    return fewer, one + other if fewer else 0


def dispute(
    claim: Claim,
    stances: Mapping[Claim, Mapping[Speaker, str]],
    linked: Iterable[tuple[str, Claim]] = (),
) -> Dispute:
    """How a claim stands by the last stances of speakers.

    `linked` has the kinds of its links, each with the claim at the other end. Who holds a claim
    that opposes it, or denies one that restates it, denies it by inference, if silent on it.
    """
    own = stances.get(claim, {})
    inferred = {
        speaker
        for kind, other in linked
        for speaker, stance in stances.get(other, {}).items()
        if stance in DENIED_BY.get(kind, ()) and speaker not in own
    }
    said = list(own.values())
    holding = sum(stance in HOLDS for stance in said)
    return Dispute(holding, said.count(Stance.DISAGREES), len(inferred))
