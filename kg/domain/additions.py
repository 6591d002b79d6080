"""A claim to add, with all that is known of it at once, by the names of the options of `kg add`."""

from typing import Annotated

from msgspec import Meta, Struct

from kg.domain.records import Day, Line, Passage, Ref, Share, Tags, TurnNumber, Wording
from kg.domain.vocabulary import ClaimKind, Stance, Weight

Named = Ref | Annotated[int, Meta(ge=1)]
"""A name, an id or a number, as the options take them."""


class Said(Struct, forbid_unknown_fields=True, kw_only=True):
    """What somebody else says of the claim."""

    speaker: Named
    stance: Stance
    said: Day | None = None
    source: Named | None = None
    turn: TurnNumber | None = None
    section: Line | None = None
    quote: Passage | None = None
    note: Wording | None = None


class Addition(Struct, forbid_unknown_fields=True, kw_only=True):
    """One claim; `by` is the day by which it can be checked, or words for one.

    A `probability` in a text may be in per cent. `new` allows what is nearly known.
    """

    statement: Wording
    speaker: Named | None = None
    kind: ClaimKind | None = None
    weight: Weight = Weight.MAIN
    about: Named | list[Named] = []
    tags: Tags = []
    note: Wording | None = None
    said: Day | None = None
    source: Named | None = None
    turn: TurnNumber | None = None
    section: Line | None = None
    quote: Passage | None = None
    by: Line | None = None
    opens: Day | None = None
    criteria: Wording | None = None
    horizon: Line | None = None
    probability: Share | Line | None = None
    words: Line | None = None
    new: bool = False
    positions: list[Said] = []
