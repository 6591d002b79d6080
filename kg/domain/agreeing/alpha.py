"""How far all speakers agree beyond chance: Krippendorff's alpha."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Indexes


def nominal_alpha(counts: "Indexes") -> float | None:
    """Krippendorff's alpha for nominal values (Krippendorff 2004, Content Analysis, chapter 11).

    `counts` has a row for each claim and a column for each value: how many speakers gave it. 1 is
    agreement in everything, 0 what chance would give, below 0 less than that. Claims with one
    stand say nothing and are left out. None where no two stands share a claim, or where all are of
    one value: then there is nothing in which they could have differed.

    >>> import numpy as np
    >>> nominal_alpha(np.array([[0, 0, 3], [3, 0, 0], [0, 0, 2]]))
    1.0
    >>> round(nominal_alpha(np.array([[2, 0, 2], [1, 0, 3], [3, 0, 1]])), 3)
    -0.019
    """
    import numpy as np

    paired = counts[counts.sum(axis=1) > 1].astype(float)
    if not len(paired):
        return None
    each = paired.sum(axis=1)
    total = each.sum()
    observed = float((((each**2) - (paired**2).sum(axis=1)) / (each - 1)).sum() / total)
    values = paired.sum(axis=0)
    expected = float((total**2 - (values**2).sum()) / (total * (total - 1)))
    if not expected:
        return None
    return float(np.float64(1) - observed / expected)
