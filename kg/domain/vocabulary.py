"""The closed sets of words: kinds, stances, links, outcomes, bases, grades."""

from enum import StrEnum


class SpeakerKind(StrEnum):
    """What says things."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


class ClaimKind(StrEnum):
    """What sort of proposition a claim is."""

    FACT = "fact"
    CAUSE = "cause"
    OPINION = "opinion"
    PREDICTION = "prediction"
    RECOMMENDATION = "recommendation"


class Weight(StrEnum):
    """Whether a claim deserves a place of its own on a map or only supports one."""

    MAIN = "main"
    DETAIL = "detail"


class Stance(StrEnum):
    """What a speaker says of a claim; the author's own assertion is a stance too."""

    ASSERTS = "asserts"
    AGREES = "agrees"
    PARTLY = "partly"
    DISAGREES = "disagrees"
    ASKS = "asks"


class LinkKind(StrEnum):
    """How one claim bears on another, read from the first to the second."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    QUALIFIES = "qualifies"
    DEPENDS_ON = "depends on"
    RESTATES = "restates"
    ELABORATES = "elaborates"


class Outcome(StrEnum):
    """How a prediction, or a claim of fact, turned out. Right: what was predicted happened."""

    RIGHT = "right"
    WRONG = "wrong"
    PARTLY = "partly"
    UNCLEAR = "unclear"
    VOID = "void"


class Basis(StrEnum):
    """Where a probability comes from: stated as a number, read from words, implied by a stance."""

    STATED = "stated"
    VERBAL = "verbal"
    IMPLIED = "implied"


class Confidence(StrEnum):
    """How sure the curator is of a resolution."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Side(StrEnum):
    """Whether a piece of evidence speaks for the outcome given, or against it."""

    FOR = "for"
    AGAINST = "against"


class Grade(StrEnum):
    """How good a piece of evidence is.

    Primary: read at the source itself. Secondary: read in another's report of it.
    Memory: remembered, not read; it is kept but counts as no evidence.
    """

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Entity(StrEnum):
    """What has an id of its own."""

    SPEAKER = "speaker"
    CONCEPT = "concept"
    SOURCE = "source"
    EVIDENCE = "evidence"
    CLAIM = "claim"
    POSITION = "position"
    LINK = "link"
    PREDICTION = "prediction"
    FORECAST = "forecast"
    RESOLUTION = "resolution"
    VIEW = "view"
