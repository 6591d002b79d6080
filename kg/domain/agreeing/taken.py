"""Stances that are taken, wherever they lie: what the arithmetic of camps asks of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes, Mask, Matrix, Stands

Result = TypeVar("Result")


class Taken(ABC):
    """Signs that speakers take on claims, in parts of which each has all that its speakers say.

    `speakers` and `claims` are their numbers, in order. All else is worked out part by part, where
    the part lies, and only sums and what belongs to speakers come back; so one arithmetic serves a
    table in memory and one that is spread over many machines.
    """

    speakers: "Indexes"
    claims: "Indexes"

    @abstractmethod
    def each(self, work: "Callable[[Stands, Indexes], Result]") -> list[Result]:
        """What comes of some work on each part.

        It is given the part, of all claims, and which of all speakers its speakers are. It may run
        elsewhere, so that it changes nothing here.
        """

    @abstractmethod
    def only(self, speakers: "Mask") -> "Taken":
        """What some of the speakers say, of the same claims."""

    @abstractmethod
    def at_hand(self, speakers: "Mask | None" = None) -> "Stands":
        """What all or some of the speakers say, brought here as one table."""

    def close(self) -> None:  # noqa: B027  # a table in memory has nothing to let go of
        """Let go of what is kept elsewhere."""

    def __len__(self) -> int:
        return int(self.by_claim.sum())

    @property
    def shape(self) -> tuple[int, int]:
        """How many speakers and claims there are."""
        return len(self.speakers), len(self.claims)

    @cached_property
    def by_claim(self) -> "Indexes":
        """How many speakers are against each claim, partly for it, and for it: three columns."""
        import numpy as np

        found = np.zeros((len(self.claims), 3), np.intp)
        for some in self.each(_by_claim):
            found += some
        return found

    @cached_property
    def by_speaker(self) -> "Indexes":
        """On how many claims each speaker takes a stand."""
        import numpy as np

        found = np.zeros(len(self.speakers), np.intp)
        for at, some in self.each(_by_speaker):
            found[at] = some
        return found

    @cached_property
    def means(self) -> "Matrix":
        """The mean sign of each claim, of those who take a stand on it; 0 where nobody does."""
        import numpy as np

        counts = self.by_claim
        total = np.maximum(counts.sum(axis=1), 1)
        found: Matrix = (counts[:, 2] - counts[:, 0]) / total
        return found


def _by_claim(part: "Stands", _: "Indexes") -> "Indexes":
    return part.by_claim


def _by_speaker(part: "Stands", at: "Indexes") -> "tuple[Indexes, Indexes]":
    return at, part.by_speaker
