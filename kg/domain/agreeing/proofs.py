"""Proofs that no division into two camps has less against it: by all, eigenvalue, programme."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes

TIES = 20
"""So many divisions that are equally good are told."""

CHUNK = 1 << 13

STEPS = 60
"""So many steps towards a better dual are tried."""


def by_every_division(weights: "Indexes") -> tuple[list[tuple[int, ...]], int]:
    """The best of all divisions, all that are as good, and what stands against them.

    >>> import numpy as np
    >>> by_every_division(np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]))
    ([(1, 1, -1), (1, -1, 1), (1, -1, -1)], 1)
    """
    import numpy as np

    size = len(weights)
    places = np.arange(max(size - 1, 0))[::-1]
    best = -1
    found: list[tuple[int, ...]] = []
    for start in range(0, 1 << max(size - 1, 0), CHUNK):
        numbers = np.arange(start, min(start + CHUNK, 1 << max(size - 1, 0)))
        rest = 1 - 2 * (numbers[:, None] >> places & 1)
        sides = np.hstack([np.ones((len(numbers), min(size, 1)), np.intp), rest])
        # Doubles hold whole numbers exactly, and are multiplied quickest.
        values = ((sides @ weights.astype(float)) * sides).sum(axis=1).round().astype(np.intp)
        values += int(np.abs(weights).sum())
        if values.max() > best:
            best, found = int(values.max()), []
        found += [tuple(one) for one in sides[values == best].tolist()]
    return found, (2 * int(np.abs(weights).sum()) - best) // 4


def by_eigenvalue(weights: "Indexes", side: "Indexes") -> tuple[bool, bool]:
    """Whether a division is proved best, and whether it is proved to be the only one as good.

    With d = side * (weights @ side) any division x has x' W x <= sum(d) - n * min(0, least
    eigenvalue of diag(d) - W), the dual of the semidefinite relaxation (Goemans and Williamson
    1995; Bandeira 2018). As what stands against divisions is whole, less than 1 to gain is nothing.
    """
    import numpy as np

    size = len(weights)
    dual = np.diag((side * (weights @ side)).astype(float)) - weights
    # What rounding can do is taken off, so that the proof holds in spite of it.
    slack = 1e-9 * (1 + float(np.abs(weights).sum()))
    least = float(np.linalg.eigvalsh(dual)[0])
    missing = max(0.0, slack - least)
    if size * missing / 4 >= 1:
        return _nothing_to_gain(weights, int(side @ weights @ side)), False
    # Off the division itself, whose eigenvalue is 0, every other would need one of about 0, too.
    lifted = dual + np.outer(side, side) * float(np.abs(weights).sum() + 1)
    return True, float(np.linalg.eigvalsh(lifted)[0]) > slack


def _nothing_to_gain(weights: "Indexes", reached: int) -> bool:
    """Whether the best dual that a few steps find proves that no division has more than `reached`.

    For any u with the sum 0, x' W x <= n * greatest eigenvalue of W + diag(u). Where everybody is
    at odds with everybody many divisions are as good, and the dual of one of them proves nothing;
    that of u = 0 does. Steps go along the subgradient, as far as Polyak (1969) says.
    """
    import numpy as np

    size = len(weights)
    turned = np.zeros(size)
    slack = 1e-9 * (1 + float(np.abs(weights).sum()))
    for _ in range(STEPS):
        values, vectors = np.linalg.eigh(weights + np.diag(turned))
        most = size * (float(values[-1]) + slack)
        if most - reached < 4:
            return True
        slope = size * vectors[:, -1] ** 2 - 1
        slope -= slope.mean()
        steep = float(slope @ slope)
        if steep < slack:
            return False
        turned -= slope * (most - reached - 2) / steep
    return False


@dataclass(frozen=True)
class Programme:
    """What an integer programme found: the best divisions, and what stands against any at least.

    `all_best` says that there are no others as good. Without a proof there is at most one.
    """

    best: "list[Indexes]"
    bound: int
    all_best: bool = False

    @property
    def side(self) -> "Indexes | None":
        """The first of the best, if any was found."""
        return self.best[0] if self.best else None


def by_programme(weights: "Indexes", known: int, seconds: float) -> Programme:
    """The best division by an integer programme, which stops after so many seconds.

    Who is on which side, and which ties stand against that; of three ties that cannot all be kept
    one at least does (Aref, Mason and Wilson 2020). `known` is what stands against a division that
    is known.
    """
    import time

    ends = time.monotonic() + seconds
    model = _Model(weights)
    found = model.solve(seconds, at_most=known)
    bound = max(0, _up(found.mip_dual_bound))
    if found.x is None:
        return Programme([], bound)
    best = [model.side(found.x)]
    against = round(float(found.fun))
    if bound < against:
        return Programme(best, bound)
    # Others as good: each that is found is ruled out, until there are no more.
    while len(best) <= TIES and (left := ends - time.monotonic()) > 0:
        model.rule_out(best[-1])
        more = model.solve(left, at_most=against)
        if more.x is None:
            return Programme(best, bound, all_best=more.status == 2)
        best.append(model.side(more.x))
    return Programme(best, bound)


def _up(bound: float | None) -> int:
    """A bound as a whole number: what stands against divisions is one."""
    import math

    return 0 if bound is None or not math.isfinite(bound) else math.ceil(bound - 1e-6)


class _Model:
    """The programme: a variable for each speaker but the first, and one for each tie."""

    def __init__(self, weights: "Indexes") -> None:
        import numpy as np

        self.size = len(weights)
        self.one, self.other = np.nonzero(np.triu(weights))
        self.weight = weights[self.one, self.other]
        self.rows: list[tuple[dict[int, float], float]] = []
        for at, (i, j) in enumerate(zip(self.one.tolist(), self.other.tolist(), strict=True)):
            tie = self.size + at
            if self.weight[at] > 0:
                self.rows += [({tie: 1, i: -1, j: 1}, 0), ({tie: 1, i: 1, j: -1}, 0)]
            else:
                self.rows += [({tie: 1, i: -1, j: -1}, -1), ({tie: 1, i: 1, j: 1}, 1)]
        self._triangles(weights)

    def _triangles(self, weights: "Indexes") -> None:
        """Of three ties that cannot all be kept at least one is against every division."""
        import numpy as np

        number = np.full(weights.shape, -1)
        number[self.one, self.other] = np.arange(len(self.one)) + self.size
        signs = np.sign(weights)
        for i, j in zip(self.one.tolist(), self.other.tolist(), strict=True):
            third = np.arange(j + 1, self.size)
            bad = third[signs[i, j] * signs[i, third] * signs[j, third] < 0]
            for k in bad.tolist():
                ties = (number[i, j], number[i, k], number[j, k])
                self.rows.append((dict.fromkeys(map(int, ties), 1.0), 1))

    def rule_out(self, side: "Indexes") -> None:
        """Let a division be none of those that are looked for."""
        row = {at: 1.0 if side[at] > 0 else -1.0 for at in range(1, self.size)}
        self.rows.append((row, 1.0 - int((side[1:] < 0).sum())))

    def solve(self, seconds: float, at_most: int) -> Any:
        """What SciPy makes of it."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        data = [value for row, _ in self.rows for value in row.values()]
        columns = [column for row, _ in self.rows for column in row]
        starts = np.cumsum([0, *(len(row) for row, _ in self.rows)])
        many = self.size + len(self.one)
        table = csr_array((data, columns, starts), shape=(len(self.rows), many))
        costs = np.concatenate([np.zeros(self.size), np.abs(self.weight)])
        upper = np.ones(many)
        upper[0] = 0
        whole = np.zeros(many)
        whole[: self.size] = 1
        return milp(
            costs,
            integrality=whole,
            bounds=Bounds(0, upper),
            constraints=[
                LinearConstraint(table, lb=[least for _, least in self.rows]),
                LinearConstraint(costs[None, :], ub=at_most + 0.5),
            ],
            options={"time_limit": max(seconds, 0.01)},
        )

    def side(self, found: Any) -> "Indexes":
        """The division that a solution stands for: a speaker's variable is 1 on the other side."""
        import numpy as np

        return np.where(np.asarray(found)[: self.size] > 0.5, -1, 1)
