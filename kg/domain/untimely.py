"""Verdicts outside of the window of a prediction: wrong before it ends, right before it opens."""

from typing import NamedTuple

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Outcome


class Untimely(NamedTuple):
    """The end of a window that a verdict does not wait for, `opens` or `due`, and its day."""

    end: str
    day: PartialDate

    def sentence(self, outcome: Outcome, decided: PartialDate) -> str:
        """What is remarked of such a verdict where nothing says why."""
        window = "is open until" if self.end == "due" else "does not open before"
        return (
            f"It is decided {outcome} on {decided}, though its window {window} {self.day}, "
            "and nothing says why."
        )


def untimely(
    outcome: Outcome, decided: PartialDate, opens: PartialDate | None, due: PartialDate | None
) -> Untimely | None:
    """Which end of its window a verdict does not wait for; None where it is in time.

    >>> decided, due = PartialDate("2025"), PartialDate("2027")
    >>> untimely(Outcome.WRONG, decided, None, due)
    Untimely(end='due', day=PartialDate(text='2027'))
    >>> untimely(Outcome.RIGHT, decided, None, due)
    """
    if outcome is Outcome.WRONG and due and decided.last < due.first:
        return Untimely("due", due)
    if outcome is Outcome.RIGHT and opens and decided.last < opens.first:
        return Untimely("opens", opens)
    return None
