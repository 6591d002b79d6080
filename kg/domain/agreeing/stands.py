"""Who takes which side of what, wherever that lies: what the arithmetic of camps asks of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indexes = NDArray[np.intp]
    Signs = NDArray[np.int8]
    Matrix = NDArray[np.float64]
    Mask = NDArray[np.bool_]

Result = TypeVar("Result")

FOR, PARTLY, AGAINST = 1, 0, -1
"""The signs: for a claim, neither, and against it."""

SIDES = (AGAINST, PARTLY, FOR)
"""In this order they are counted."""


SIGNS_OF = 4
"""A speaker's number and a sign are told in one number: so many times the first, and the second."""


def packing(highest: int) -> int:
    """By what a claim's number is multiplied before a speaker's is added, of which none is higher.

    What is packed is claim × this + speaker × `SIGNS_OF` + sign + 1.
    """
    return SIGNS_OF * (highest + 1)


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


@dataclass(frozen=True)
class Stands(Taken):
    """Signs that speakers take on claims, at most one for each two of them: a table in memory.

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
        speakers, who_at = _numbered(who)
        claims, what_at = _numbered(what)
        return cls(speakers, claims, who_at, what_at, sign)

    @classmethod
    def last_of(
        cls, who: "Indexes", what: "Indexes", sign: "Signs", said: "Indexes", number: "Indexes"
    ) -> "Stands":
        """The last of each speaker's stands on each claim, of the numbers of both.

        The last is the one `said` last, or of several then the one with the highest `number`.

        >>> import numpy as np
        >>> two = np.ones(2, np.intp)
        >>> Stands.last_of(two, two, np.array([1, -1]), np.array([9, 8]), np.arange(2)).sign
        array([1])
        """
        import numpy as np

        order = np.lexsort((number, said, who, what))
        who, what = who[order], what[order]
        last = np.ones(len(order), dtype=bool)
        last[:-1] = (who[1:] != who[:-1]) | (what[1:] != what[:-1])
        return cls.of_columns(who[last], what[last], sign[order[last]])

    @classmethod
    def joined(cls, claims: "Indexes", parts: "Sequence[Stands]") -> "Stands":
        """The stands of several parts, of different speakers on the same claims, as one table."""
        import numpy as np

        def all_of(columns: "list[NDArray[Any]]") -> "NDArray[Any]":
            return np.concatenate([np.zeros(0, np.int8), *columns])

        who = all_of([part.speakers[part.who] for part in parts]).astype(np.intp)
        what = all_of([part.what for part in parts]).astype(np.intp)
        sign = all_of([part.sign for part in parts]).astype(np.int8)
        order = np.lexsort((who, what))
        speakers = np.sort(all_of([part.speakers for part in parts])).astype(np.intp)
        at = np.searchsorted(speakers, who[order])
        return cls(speakers, claims, at, what[order], sign[order])

    @classmethod
    def of_packed(
        cls,
        packed: "Indexes",
        highest: int,
        last: "Callable[[Indexes], tuple[Indexes, Indexes, Signs]]",
    ) -> "Stands":
        """The stands that are packed into one number each: see `packing`.

        `last` is asked for the stands that count where a speaker spoke of a claim more than once:
        it is given these claims, and gives speakers, claims and signs of all stands on them.

        >>> import numpy as np
        >>> size = packing(9)
        >>> two = np.array([1 * size + 7 * SIGNS_OF + 2, 1 * size + 9 * SIGNS_OF + 0])
        >>> Stands.of_packed(two, 9, lambda _: (two, two, two)).sign
        array([ 1, -1], dtype=int8)
        """
        import numpy as np

        size = packing(highest)
        packed.sort()
        both = packed // SIGNS_OF
        again = np.unique(both[1:][both[1:] == both[:-1]] // (highest + 1))
        if len(again):
            who, what, sign = last(again)
            once = packed[~np.isin(packed // size, again)]
            more = what.astype(np.int64) * size + who.astype(np.int64) * SIGNS_OF + sign + 1
            packed = np.sort(np.concatenate([once, more]))
        sign = (packed % SIGNS_OF - 1).astype(np.int8)
        return cls.of_columns(packed % size // SIGNS_OF, packed // size, sign)

    def __len__(self) -> int:
        return len(self.sign)

    def each(self, work: "Callable[[Stands, Indexes], Result]") -> list[Result]:
        """What comes of some work on all of it: it is its only part."""
        import numpy as np

        return [work(self, np.arange(len(self.speakers)))]

    def at_hand(self, speakers: "Mask | None" = None) -> "Stands":
        """What all or some of the speakers say."""
        return self if speakers is None else self.only(speakers)

    def table(self, values: "NDArray[Any]") -> Any:
        """A sparse matrix of speakers by claims that holds a value for each stand."""
        import numpy as np
        from scipy.sparse import csc_array

        # They are sorted by claim, so that nothing needs to be sorted.
        sizes = np.bincount(self.what, minlength=len(self.claims))
        starts = np.zeros(len(sizes) + 1, self.who.dtype if len(self) < 2**31 else np.int64)
        np.cumsum(sizes, out=starts[1:])
        return csc_array((values, self.who, starts), shape=self.shape)

    @cached_property
    def there(self) -> Any:
        """A sparse matrix that holds 1 for each stand."""
        import numpy as np

        return self.table(np.ones(len(self)))

    @cached_property
    def signs(self) -> Any:
        """A sparse matrix of the signs."""
        return self.table(self.sign.astype(float))

    def beside(self, means: "Matrix") -> Any:
        """A sparse matrix of what each stand is beside its claim's mean.

        It is kept for when it is asked for the same means again, as rounds of arithmetic do.
        """
        known = self.__dict__.get("_beside")
        if known is None or known[0] is not means:
            known = (means, self.table(self.sign - means[self.what]))
            # As cached properties are kept, which need an attribute that can be set as little.
            self.__dict__["_beside"] = known
        return known[1]

    def where(self, kept: "Mask") -> "Stands":
        """Some of the stands, of the same speakers and claims."""
        return Stands(self.speakers, self.claims, self.who[kept], self.what[kept], self.sign[kept])

    def dealt(self, chance: "np.random.Generator") -> "Stands":
        """The stances on each claim dealt anew by chance to those who spoke of it."""
        import numpy as np

        order = np.lexsort((chance.random(len(self)), self.what))
        return Stands(self.speakers, self.claims, self.who, self.what, self.sign[order])

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

    def cut(self, part: "Indexes") -> "Iterator[tuple[int, Indexes, Stands]]":
        """Each part of the speakers, who they are, and their stands, on claims of theirs alone.

        -1 is no part. All are cut in one pass, however many they are.
        """
        import numpy as np

        sizes = np.bincount(part + 1)
        who = np.split(np.argsort(part, kind="stable"), np.cumsum(sizes)[:-1])
        of_stands = part[self.who]
        number = np.bincount(of_stands + 1, minlength=len(sizes))
        # Within a part they stay sorted by claim and speaker.
        lines = np.split(np.argsort(of_stands, kind="stable"), np.cumsum(number)[:-1])
        for at in np.nonzero(sizes[1:])[0].tolist():
            some, own = who[at + 1], lines[at + 1]
            claims, what = _numbered(self.what[own])
            place = _narrow(np.searchsorted(some, self.who[own]))
            found = Stands(self.speakers[some], self.claims[claims], place, what, self.sign[own])
            yield at, some, found

    @cached_property
    def by_claim(self) -> "Indexes":
        """How many speakers are against each claim, partly for it, and for it: three columns."""
        import numpy as np

        size = len(self.claims)
        sides = [np.bincount(self.what[self.sign == sign], minlength=size) for sign in SIDES]
        return np.column_stack(sides)

    @cached_property
    def by_speaker(self) -> "Indexes":
        """On how many claims each speaker takes a stand."""
        import numpy as np

        return np.bincount(self.who, minlength=len(self.speakers))


def _numbered(values: "Indexes") -> "tuple[Indexes, Indexes]":
    """The numbers that there are, in order, and the index of each value among them."""
    import numpy as np

    if len(values) and values.min() >= 0 and values.max() < 4 * len(values):
        # Numbers lie close together, so that nothing needs to be sorted.
        there = np.zeros(int(values.max()) + 1, dtype=bool)
        there[values] = True
        return np.nonzero(there)[0], _narrow(np.cumsum(there) - 1)[values]
    names, at = np.unique(values, return_inverse=True)
    return names, _narrow(at)


def _narrow(index: "NDArray[Any]") -> "NDArray[Any]":
    # What sparse tables have for indexes, so that they need not make others.
    return index.astype("int32")


def _by_claim(part: "Stands", _: "Indexes") -> "Indexes":
    return part.by_claim


def _by_speaker(part: "Stands", at: "Indexes") -> "tuple[Indexes, Indexes]":
    return at, part.by_speaker
