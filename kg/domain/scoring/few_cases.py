"""How much of all this can be shown for so many cases."""

from enum import StrEnum

SCORES_FROM = 20
"""Resolved forecasts from which on scores are shown beside the hit rate.

Somebody perfectly calibrated who uses the seven words of ICD 203 equally often has, by chance
alone, a miscalibration (`corp`) of .084 on average with 5 resolved forecasts, of .058 with 10 and
.035 with 20. That is much beside scores that mostly lie between 0 and .25: they tell of luck then,
not of the speaker. Who speaks in finer numbers has more of it; docs/scores.md has the table.
"""

DIAGRAM_FROM = 50
"""Resolved forecasts from which on the calibration diagram and the parts of a score are shown.

There the same forecaster's miscalibration is .017 by chance, and the band of a diagram begins to
leave room outside it.
"""


class Showing(StrEnum):
    """What is shown; each includes what stands above it."""

    NOTHING = "nothing"
    HITS = "hit rate"
    SCORES = "scores"
    DIAGRAM = "diagram"


def showing(resolved: int) -> Showing:
    """What can be shown of so many resolved forecasts.

    >>> [showing(n).value for n in (0, 1, 19, 20, 49, 50)]
    ['nothing', 'hit rate', 'hit rate', 'scores', 'scores', 'diagram']
    """
    if resolved < 1:
        return Showing.NOTHING
    if resolved < SCORES_FROM:
        return Showing.HITS
    return Showing.SCORES if resolved < DIAGRAM_FROM else Showing.DIAGRAM
