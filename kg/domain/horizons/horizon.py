"""The time in which something is to come true, and how it is told to people."""

from dataclasses import dataclass
from datetime import date

from kg.domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Horizon:
    """From `opens` to `due`, as a prediction has them, with the words that were read.

    The bounds are as precise as what was said: by the end of 2027 is due 2027, whose last day is
    the end of December. None where there is no bound: what comes sooner or later has no `due`, and
    what was due before it was said has no `opens`. `vague` when the words did not set the bounds
    but a rule of ours.
    """

    opens: PartialDate | None
    due: PartialDate | None
    vague: bool
    words: str

    @property
    def earliest(self) -> date | None:
        """The first day of the window."""
        return self.opens.first if self.opens else None

    @property
    def latest(self) -> date | None:
        """The last day of the window."""
        return self.due.last if self.due else None


def said_in_words(horizon: Horizon) -> str:
    """A horizon as people read it.

    >>> opens, due = PartialDate("2026-09-14"), PartialDate("2034-09-14")
    >>> said_in_words(Horizon(opens, due, True, "takes years"))
    'between 2026-09-14 and 2034-09-14 (vague)'
    >>> said_in_words(Horizon(None, PartialDate("2020"), False, "by 2020"))
    'by the end of 2020'
    """
    vague = " (vague)" if horizon.vague else ""
    opens, due = horizon.opens, horizon.due
    if opens is None or due is None:
        if due is None:
            return f"from {opens} on, without an end{vague}"
        return f"by {_end(due)}{vague}"
    if opens == due:
        return f"{'on' if due.precision == 'day' else 'in'} {due}{vague}"
    return f"between {opens} and {_end(due)}{vague}"


def _end(due: PartialDate) -> str:
    return str(due) if due.precision == "day" else f"the end of {due}"
