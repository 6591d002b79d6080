"""What engines have in common: which positions count, and how stances become signs."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from kg.analysis.agreement import SIGNS
from kg.domain.agreeing.stands import Taken

SIGN = "CASE stance " + " ".join(f"WHEN '{word}' THEN {sign}" for word, sign in SIGNS.items())
SIGN += " END"
"""What a stance says of its claim, in the SQL of both engines; nothing where it only asks."""


NEVER = -10_000_000
"""A day before all days, as days since 1970: when what has no date was said."""


class Engine(Protocol):
    """Gathers the last stance of each speaker on each claim, from wherever positions lie."""

    def take(self, claims: Collection[int] | None = None, as_of: date | None = None) -> Taken:
        """What everybody last said of these claims, or all of them, as of a day."""

    def close(self) -> None:
        """Let go of all that it holds."""
