"""A claim to add, with all that is known of it at once, by the names of the options of `kg add`."""

from msgspec import Struct

from kg.domain.records import Day, Line, Passage, Ref, Share, Tags, TurnNumber, Wording
from kg.domain.vocabulary import ClaimKind, Stance, Weight


class Said(Struct, forbid_unknown_fields=True, kw_only=True):
    """What somebody else says of the claim."""

    speaker: Ref
    stance: Stance
    said: Day | None = None
    source: Ref | None = None
    turn: TurnNumber | None = None
    section: Line | None = None
    quote: Passage | None = None
    note: Wording | None = None


class Addition(Struct, forbid_unknown_fields=True, kw_only=True):
    """One claim; `by` is the day by which it can be checked, or words for one.

    `new` allows what is nearly known.
    """

    statement: Wording
    speaker: Ref | None = None
    kind: ClaimKind | None = None
    weight: Weight = Weight.MAIN
    about: Ref | list[Ref] = []
    tags: Tags = []
    note: Wording | None = None
    said: Day | None = None
    source: Ref | None = None
    turn: TurnNumber | None = None
    section: Line | None = None
    quote: Passage | None = None
    by: Line | None = None
    opens: Day | None = None
    criteria: Wording | None = None
    horizon: Line | None = None
    probability: Share | None = None
    words: Line | None = None
    new: bool = False
    positions: list[Said] = []
