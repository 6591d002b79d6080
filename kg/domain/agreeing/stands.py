"""Who takes which side of what: a sparse table of speakers by claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indexes = NDArray[np.intp]
    Signs = NDArray[np.int8]
    Matrix = NDArray[np.float64]
    Mask = NDArray[np.bool_]

FOR, PARTLY, AGAINST = 1, 0, -1
"""The signs: for a claim, neither, and against it."""


@dataclass(frozen=True)
class Stands:
    """Signs that speakers take on claims, at most one for each two of them.

    `who` and `what` are indexes into `speakers` and `claims`, sorted by claim and then by speaker;
    `sign` is 1 for the claim, -1 against it and 0 partly.
    """

    speakers: "Indexes"
    claims: "Indexes"
    who: "Indexes"
    what: "Indexes"
    sign: "Signs"

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int]]) -> "Stands":
        """The stands of rows (speaker, claim, sign), of which each pair has one.

        >>> stands = Stands.of([(7, 1, 1), (9, 1, -1), (7, 2, 0)])
        >>> stands.speakers.tolist(), stands.claims.tolist(), len(stands)
        ([7, 9], [1, 2], 3)
        """
        import numpy as np

        table = np.array(sorted((claim, who, sign) for who, claim, sign in rows), dtype=np.intp)
        table = table.reshape(-1, 3)
        return cls.of_columns(table[:, 1], table[:, 0], table[:, 2].astype(np.int8))

    @classmethod
    def of_columns(cls, who: "Indexes", what: "Indexes", sign: "Signs") -> "Stands":
        """The stands of the numbers of speakers and claims, sorted by claim and speaker."""
        import numpy as np

        speakers, who_at = np.unique(who, return_inverse=True)
        claims, what_at = np.unique(what, return_inverse=True)
        return cls(speakers, claims, who_at.astype(np.intp), what_at.astype(np.intp), sign)

    def __len__(self) -> int:
        return len(self.sign)

    @property
    def shape(self) -> tuple[int, int]:
        """How many speakers and claims there are."""
        return len(self.speakers), len(self.claims)

    def table(self, values: "NDArray[Any]") -> Any:
        """A sparse matrix of speakers by claims that holds a value for each stand."""
        from scipy.sparse import csr_array

        return csr_array((values, (self.who, self.what)), shape=self.shape)

    def where(self, kept: "Mask") -> "Stands":
        """Some of the stands, of the same speakers and claims."""
        return Stands(self.speakers, self.claims, self.who[kept], self.what[kept], self.sign[kept])

    def only(self, speakers: "Mask", claims: "Mask | None" = None) -> "Stands":
        """The stands of some speakers on some claims, without all others."""
        import numpy as np

        claims = np.ones(len(self.claims), dtype=bool) if claims is None else claims
        kept = speakers[self.who] & claims[self.what]
        return Stands(
            self.speakers[speakers],
            self.claims[claims],
            (np.cumsum(speakers) - 1)[self.who[kept]],
            (np.cumsum(claims) - 1)[self.what[kept]],
            self.sign[kept],
        )

    @cached_property
    def by_claim(self) -> "Indexes":
        """How many speakers are against each claim, partly for it, and for it: three columns."""
        import numpy as np

        found = np.zeros((len(self.claims), 3), dtype=np.intp)
        np.add.at(found, (self.what, self.sign.astype(np.intp) + 1), 1)
        return found

    @cached_property
    def by_speaker(self) -> "Indexes":
        """On how many claims each speaker takes a stand."""
        import numpy as np

        return np.bincount(self.who, minlength=len(self.speakers))

    @cached_property
    def means(self) -> "Matrix":
        """The mean sign of each claim, of those who take a stand on it; 0 where nobody does."""
        import numpy as np

        counts = self.by_claim
        total = np.maximum(counts.sum(axis=1), 1)
        found: Matrix = (counts[:, 2] - counts[:, 0]) / total
        return found
