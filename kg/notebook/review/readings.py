"""How a claim stands that is read in several ways, as one sentence."""

from collections import Counter
from collections.abc import Iterable

from kg.domain.vocabulary import Outcome


def standing_sentence(states: Iterable[str]) -> str:
    """What the readings of a claim came to, by their states.

    >>> standing_sentence(["right", "open", "right"])
    'right under 2 of 3 readings, 1 open'
    >>> standing_sentence(["overdue", "open"])
    'none of 2 readings decided'
    """
    found = Counter(states)
    whole = found.total()
    decided = [f"{one} under {found[one]}" for one in map(str, Outcome) if found[one]]
    if not decided:
        return f"none of {whole} readings decided"
    waiting = found["open"] + found["overdue"]
    first, *rest = decided
    parts = [f"{first} of {whole} readings", *rest, *([f"{waiting} open"] if waiting else [])]
    return ", ".join(parts)
