"""Probabilities for speakers who gave none: what a stance on a prediction is taken for."""

from collections.abc import Mapping

from kg.domain.scoring.forecasts import Spread
from kg.domain.vocabulary import Stance

IMPLIED: Mapping[Stance, Spread] = {
    Stance.ASSERTS: Spread(0.55, 0.8, 0.95),
    Stance.AGREES: Spread(0.55, 0.8, 0.95),
    Stance.PARTLY: Spread(0.2, 0.5, 0.8),
    Stance.DISAGREES: Spread(0.05, 0.2, 0.45),
}
"""What a stance on a prediction is taken for when the speaker gave no likelihood.

An editorial table, for which there is no published one; change it here or hand another to
`implied`. It is kept careful:

- Who says that something will come, and no more, is read as saying "likely" or "very likely": from
  55 to 95 % in ICD 203, and in the middle 80 %, where the two bands meet. Nobody is made to say
  "almost certain", for which a single mistake would cost the most. Who only agrees is read alike.
- Disagreeing is the mirror image: "unlikely" or "very unlikely".
- Partly takes no side: 50 %, which counts as half a hit and has a Brier score of 0.25 whatever
  comes. It may mean anything from "unlikely" to "likely".
- Asking says nothing and is not in the table.

Where all of somebody's forecasts are implied, they have three probabilities in all: their scores
say little more than the hit rate does. So they are kept apart from stated and verbal ones, by
their basis.
"""


def implied(stance: Stance, table: Mapping[Stance, Spread] = IMPLIED) -> Spread | None:
    """The probability that a stance implies, of basis implied; None where it implies none.

    >>> implied(Stance.DISAGREES)
    Spread(low=0.05, middle=0.2, high=0.45)
    """
    return table.get(stance)
