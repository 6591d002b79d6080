"""How far each two speakers agree, and all together: what `kg agreement` shows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from kg.analysis import agreement
from kg.analysis.stands import stands
from kg.analysis.things import Thing, things
from kg.domain.agreeing.alpha import nominal_alpha
from kg.domain.agreeing.pairs import FEWEST, Shared, lowest, rate, shared
from kg.domain.agreeing.stands import Stands, Taken
from kg.domain.scoring.hits import Interval
from kg.errors import Invalid
from kg.store.models import Claim, Speaker

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Mask, Matrix

MOST = 10_000
"""Pairs that are told unless more are asked for: of 10,000 speakers there are fifty million."""

DIGITS = 6

Key = tuple[int, int]


class Order(StrEnum):
    """Which pairs come first."""

    SHARED = "shared"
    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"


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
    fewest: int = FEWEST
    """With fewer claims in common they are not judged."""

    @property
    def claims(self) -> int:
        """On how many claims both took a stance."""
        return self.agreements + self.partial + self.disagreements

    @property
    def rate(self) -> tuple[float, Interval] | None:
        """The share of these on which they agree, with its interval; None where they are few."""
        if self.claims < self.fewest:
            return None
        return rate(self.agreements, self.partial, self.claims)


@dataclass(frozen=True)
class Agreement:
    """Each two speakers, in the order that was asked for, and all together.

    `speakers` and `claims` count who took a stance, and on what; `common` the claims on which two
    or more did. `pairs` is how many two have anything in common, of which `left_out` are not told.
    `close` are those who agree on all but one claim, of which there are `close_pairs`. `among` is
    how many speakers were named. Of one, all are told who share something with that speaker, and
    there is no `alpha`; of several, all is of these alone.
    """

    twos: list[Two]
    close: list[Two]
    speakers: int
    claims: int
    common: int
    pairs: int
    close_pairs: int
    counts: tuple[int, int, int]
    inferred: tuple[int, int]
    alpha: float | None
    among: int = 0
    fewest: int = FEWEST

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
    but_one: bool = False,
    taken: Taken | None = None,
    by: Order = Order.SHARED,
    fewest: int = FEWEST,
) -> Agreement:
    """How far speakers agree on these claims, or on all, as of a day; at most `limit` pairs.

    With the number of a speaker in `among` only the pairs of that one are meant, with several only
    these speakers, and with `but_one` only those who agree on everything but one claim. Who shares
    the `fewest` claims or more is judged, and who agrees on so many can be close. First come
    those with most claims in common; or, of those who share enough to be judged, those of whom it
    is surest that they agree, or that they do not. What an engine has `taken` needs not be read
    from the notebook.
    """
    import numpy as np

    if fewest < 1:
        raise Invalid("Two share at least one claim.", "Ask for 1 or more.")
    table = stands(session, claims, as_of) if taken is None else taken.at_hand()
    if len(among) > 1:
        table = table.only(np.isin(table.speakers, list(among)))
    follows = _follows(session, table, among)
    counted = _counted(table, among, MOST if limit is None else limit, but_one, follows, by, fewest)
    told = counted.best | counted.close
    who = things(session, Speaker, {one for pair in told for one in pair})
    only = _only(table, told, fewest)
    statements = things(session, Claim, set(only.values()))

    def twos(some: dict[Key, tuple[int, int, int]]) -> list[Two]:
        return [
            Two(
                who[one],
                who[other],
                *found,
                *follows.get((one, other), (0, 0)),
                statements.get(only.get((one, other), 0)),
                fewest,
            )
            for (one, other), found in some.items()
        ]

    a, p, d = counted.totals
    each = table.by_claim.sum(axis=1)
    return Agreement(
        twos(counted.best),
        twos(counted.close),
        speakers=len(table.speakers),
        claims=len(table.claims),
        common=int((each > 1).sum()),
        pairs=counted.pairs,
        close_pairs=counted.close_pairs,
        counts=(a, p, d),
        inferred=(sum(a for a, _ in follows.values()), sum(d for _, d in follows.values())),
        alpha=None if len(among) == 1 else nominal_alpha(table.by_claim),
        among=len(among),
        fewest=fewest,
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
    return {pair: some for pair, some in found.items() if len(among) != 1 or {*pair} & {*among}}


def _counted(
    taken: Stands,
    among: Collection[int],
    limit: int,
    but_one: bool,
    follows: Collection[Key],
    by: Order = Order.SHARED,
    fewest: int = FEWEST,
) -> "_Counted":
    """The pairs that come first, and those who agree on all but one claim."""
    import numpy as np

    size = len(taken.speakers)
    meant = np.isin(taken.speakers, list(among)) if among else np.ones(size, dtype=bool)
    inferred = np.zeros((0, 2), np.intp)
    if follows:
        inferred = np.searchsorted(taken.speakers, np.array(sorted(follows)))
    totals = np.zeros(3, np.intp)
    pairs = close_pairs = 0
    best, close = _Best(limit), _Best(limit)
    for some in shared(taken, once=True):
        rows = np.arange(some.start, some.start + len(some.claims))
        there = some.claims > 0
        mine = inferred[(inferred[:, :1] >= rows[0]).ravel() & (inferred[:, 0] <= rows[-1])]
        there[mine[:, 0] - some.start, mine[:, 1] - some.other] = True
        # Each two once: the others begin with the first of the some.
        there[:, : len(rows)] = np.triu(there[:, : len(rows)], 1)
        if len(among) == 1:
            there &= meant[rows][:, None] | meant[some.other :]
        apart = (some.disagreements == 1) & (some.agreements >= fewest) & (some.partial == 0)
        apart &= there
        close_pairs += int(apart.sum())
        close.take(some, apart, _figure(some, Order.SHARED))
        if but_one:
            there = apart
        elif by is not Order.SHARED:
            there = there & (some.claims >= fewest)
        tables = (some.agreements, some.partial, some.disagreements)
        totals += [int(table.sum(where=there)) for table in tables]
        pairs += int(there.sum())
        best.take(some, there, _figure(some, by))
    return _Counted(best.told(taken), close.told(taken), totals.tolist(), pairs, close_pairs)


@dataclass(frozen=True)
class _Counted:
    """Counts of pairs by the numbers of the two: agreements, partial, disagreements."""

    best: dict[Key, tuple[int, int, int]]
    close: dict[Key, tuple[int, int, int]]
    totals: list[int]
    pairs: int
    close_pairs: int


def _figure(some: Shared, by: Order) -> "Matrix":
    """By what pairs are ordered: the greatest first."""
    if by is Order.SHARED:
        return some.claims.astype(float)
    half = some.partial / 2
    if by is Order.AGREEMENT:
        return lowest(some.agreements + half, some.claims)
    return lowest(some.disagreements + half, some.claims)


class _Best:
    """At most so many pairs, those with the greatest figure; of as many the first."""

    def __init__(self, limit: int) -> None:
        import numpy as np

        self._limit = limit
        self._rows = np.zeros((0, 5), np.intp)
        self._figures = np.zeros(0)

    def take(self, some: Shared, there: "Mask", figure: "Matrix") -> None:
        """Keep the best of those of before and of these."""
        import numpy as np

        least = -np.inf
        if len(self._rows) >= self._limit:
            # Who comes later must have more than the last that is kept.
            least = self._figures[-1] if self._limit else np.inf
        flat = np.flatnonzero(there & (figure > least))
        figures = figure.ravel()[flat]
        if len(flat) > self._limit:
            least = np.partition(figures, -self._limit)[-self._limit]
            more = figures > least
            kept = more | (np.cumsum(figures == least) <= self._limit - more.sum()) & ~more
            flat, figures = flat[kept], figures[kept]
        one, other = np.divmod(flat, figure.shape[1])
        tables = (some.agreements, some.partial, some.disagreements)
        counts = [table.ravel()[flat] for table in tables]
        found = np.column_stack([one + some.start, other + some.other, *counts])
        rows = np.vstack([self._rows, found.astype(np.intp)])
        known = np.concatenate([self._figures, figures])
        order = np.lexsort((rows[:, 1], rows[:, 0], -known))[: self._limit]
        self._rows, self._figures = rows[order], known[order]

    def told(self, taken: Stands) -> dict[Key, tuple[int, int, int]]:
        """What two share, by their numbers."""
        names = taken.speakers[self._rows[:, :2]].tolist()
        return {
            (one, other): (a, p, d)
            for (one, other), (a, p, d) in zip(names, self._rows[:, 2:].tolist(), strict=True)
        }


def _only(taken: Stands, counted: dict[Key, tuple[int, int, int]], fewest: int) -> dict[Key, int]:
    """The claim on which alone each two disagree."""
    wanted = {
        pair
        for pair, (agreements, partial, disagreements) in counted.items()
        if disagreements == 1 and not partial and agreements >= fewest
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

    order = np.argsort(taken.who, kind="stable")
    ends = np.cumsum(taken.by_speaker)
    for who in speakers:
        at = int(np.searchsorted(taken.speakers, who))
        mine = order[ends[at] - taken.by_speaker[at] : ends[at]]
        yield (
            who,
            dict(
                zip(taken.claims[taken.what[mine]].tolist(), taken.sign[mine].tolist(), strict=True)
            ),
        )


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


def missing(found: Agreement, *, but_one: bool = False, by: Order = Order.SHARED) -> str:
    """What is missing where nobody can be compared with anybody, or is as close as asked for."""
    if not found.claims:
        return "There are no stances to compare. Add one: kg agree CLAIM SPEAKER"
    if found.speakers == 1:
        return "Only one speaker takes a stance. Add what another says: kg agree CLAIM SPEAKER"
    enough = f"{found.fewest} claim{'s' * (found.fewest > 1)}"
    if but_one and found.common:
        return (
            f"No two speakers agree on {enough} or more and disagree on one alone. "
            "How far they agree: kg agreement"
        )
    if by is not Order.SHARED and found.common:
        return f"No two speakers share {enough}. What they share: kg agreement"
    if found.among > 1:
        return "These speakers have no claim in common."
    return "No claim has stances of two speakers. Add what another says: kg agree CLAIM SPEAKER"
