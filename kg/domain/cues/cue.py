"""What a cue is."""

from enum import StrEnum
from typing import NamedTuple


class Sign(StrEnum):
    """What a cue speaks for, or against."""

    PREDICTION = "prediction"
    TIME = "time"
    """A time to come, for a prediction."""
    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"
    STANCE = "stance"
    """Agreement or disagreement: it answers somebody."""
    REPLY = "reply"
    """The same, by where it stands: at the beginning of a turn."""
    CLAIM = "claim"
    """Any of the three: somebody claims something of their own."""
    PAST = "past"
    """Against a prediction."""
    OTHER = "other"
    """Against all: a greeting, a question, what is done in the room."""


class Cue(NamedTuple):
    """A regular expression and what it says of a sentence that has it.

    Of the cues with one name only the heaviest counts, so `weight` is that of the best example.
    """

    name: str
    sign: Sign
    weight: float
    pattern: str
