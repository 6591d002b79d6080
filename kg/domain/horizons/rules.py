"""What words of time are taken to mean where they give no date: our choices, each with its reason.

docs/horizons.md shows these tables; a test holds the two together.
"""

from fractions import Fraction
from typing import NamedTuple

from kg.domain.horizons.days import Length, Unit

ABOUT = (Fraction(2, 3), Fraction(4, 3))
"""About N is from two to four thirds of it: half a year or so is 4 to 8 months.

A third is wide enough for how people round (5, 10, 18), and gives whole months for whole years.
"""

AROUND_NEAR, AROUND_FAR, FAR_AHEAD = 1, 5, 10
"""Around a year is one year to either side, or five for a year more than ten years ahead."""

COUNTS = {"couple": (2, 3), "few": (3, 5), "several": (3, 7)}
"""How many words for small numbers mean. A few is fewer than several; neither reaches ten."""

TENS = (2, 5)
"""How many tens 几十 and 数十 mean: from fifty on people say half a hundred."""

PLURAL: dict[Unit, tuple[int, int | None]] = {
    Unit.DAY: (2, 14),
    Unit.WEEK: (2, 8),
    Unit.MONTH: (2, 12),
    Unit.QUARTER: (2, 4),
    Unit.YEAR: (2, 10),
    Unit.DECADE: (2, 5),
    Unit.CENTURY: (2, None),
}
"""How many a bare plural means: two, up to where people would count by the next unit."""

MEASURED: dict[Unit, tuple[int, int | None]] = {
    Unit.DAY: (1, 14),
    Unit.WEEK: (1, 8),
    Unit.MONTH: (1, 12),
    Unit.QUARTER: (1, 4),
    Unit.YEAR: (1, 10),
    Unit.DECADE: (1, 10),
    Unit.CENTURY: (1, None),
}
"""What is measured in years takes at least one of them, and not so many that decades would do."""


class Vague(NamedTuple):
    """How far ahead a word looks: from and up to so many months; None where nothing can be said."""

    opens: int
    due: int | None

    @property
    def low(self) -> Length:
        """The nearer end."""
        return Length.of(self.opens, Unit.MONTH)

    @property
    def high(self) -> Length | None:
        """The farther end."""
        return None if self.due is None else Length.of(self.due, Unit.MONTH)


IMMINENT = Vague(0, 3)
"""Any day now, 马上: who says so would be embarrassed after a quarter."""

SOON = Vague(0, 12)
"""Soon, 很快, the short term: accounts call what is due within a year short-term."""

NEAR = Vague(0, 36)
"""The near future, 不久的将来: later than soon, nearer than the medium term's end."""

MEDIUM = Vague(12, 60)
"""The medium term, 中期: between the short term and the long, which begins after five years."""

FORESEEABLE = Vague(0, 60)
"""The foreseeable future: as far as plans are made, which are made for five years."""

NOT_SOON = Vague(12, None)
"""Not any time soon, 还早: when soon is over."""

FAR = Vague(60, None)
"""A long way off, 遥遥无期: in the long term."""

OPEN = Vague(0, None)
"""Sooner or later, 迟早, in the long run: at any time, without an end."""

YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "start": (1, 2),
    "end": (11, 12),
}
"""Months of the parts of a year: thirds of it, and two months for its start and its end."""

MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""Days of the parts of a month, as 上旬, 中旬 and 下旬 divide it.

Its start is early, its end late.
"""

DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""Years of the parts of a decade; its start is early, its end late."""

CENTURY_PARTS = {
    "early": (1, 33),
    "mid": (45, 55),
    "late": (67, 100),
    "start": (1, 10),
    "end": (91, 100),
}
"""Years of the parts of a century, which ends with its year 00: thirds, but a narrow middle."""

QUARTER_PARTS = {"early": (1, 1), "mid": (2, 2), "late": (3, 3)}
"""Months of the parts of a quarter."""

HALF_PARTS = {"early": (1, 2), "mid": (3, 4), "late": (5, 6)}
"""Months of the parts of a half-year."""

MIDDLES = {Unit.MONTH: 15, Unit.YEAR: 6, Unit.DECADE: 5, Unit.CENTURY: 50}
"""By the middle: by the 15th, by the end of June, by the year 5 of a decade, 50 of a century."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
"""Months of the seasons as meteorologists of the northern hemisphere count them."""
