"""Output for people: what several readings of one claim came to, in one line."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from kg.domain.dates import PartialDate
from kg.notebook import states
from kg.notebook.states import Check


class Came(Protocol):
    """What one reading came to: its state, and when it was decided or is due."""

    @property
    def state(self) -> str:
        """Right, wrong, partly, unclear, void, open or overdue."""

    @property
    def decided(self) -> PartialDate | None:
        """When that was decided."""

    @property
    def due(self) -> PartialDate | None:
        """When it is due."""


class Reading:
    """One check of a claim, as `Came`."""

    def __init__(self, check: Check, today: date) -> None:
        self.state = states.state(check.verdict and check.verdict.outcome, check.due, today)
        self.decided = check.verdict and check.verdict.decided
        self.due = check.due


AS_IT_IS = (("right", "right"), ("wrong", "wrong"), ("partly", "partly"))


def of_claim(checks: Sequence[Check], today: date) -> str | None:
    """How often a claim came to what, where it is read in more than one way."""
    if len(checks) < 2:
        return None
    return under(AS_IT_IS, [Reading(one, today) for one in checks])


def under(words: Iterable[tuple[str, str]], results: Sequence[Came]) -> str:
    """How often it came to what, and since when; of a single reading just what it came to.

    `words` are what is said of each state that says how it turned out, in order.
    """
    parts = [
        _decided(word, some, len(results))
        for state, word in words
        if (some := [one for one in results if one.state == state])
    ]
    for state in ("overdue", "open"):
        if waiting := [one for one in results if one.state == state]:
            dues = [one.due for one in waiting if one.due]
            due = min(dues, key=lambda day: day.last, default=None)
            number = "" if len(results) == 1 else f"{len(waiting)} "
            parts.append(f"{number}{state}" + (f", due {due}" if due else ""))
    parts += [
        _decided(state, some, len(results))
        for state in ("unclear", "void")
        if (some := [one for one in results if one.state == state])
    ]
    return "; ".join(parts)


def _decided(word: str, some: Sequence[Came], of: int) -> str:
    # As many as that it came to only on the last of these days.
    day = max((one.decided for one in some if one.decided), key=lambda day: day.last)
    if of == 1:
        return f"{word}, decided {day}"
    return f"{word} under {len(some)} of {of} readings, since {day}"
