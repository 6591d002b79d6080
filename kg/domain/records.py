"""The records a notebook is written as: what YAML and JSON Lines hold and importers build.

A field that is left out leaves what the notebook has; ``null`` empties it.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from kg.domain.keys import ID
from kg.domain.vocabulary import (
    Basis,
    ClaimKind,
    Confidence,
    Entity,
    Grade,
    LinkKind,
    Outcome,
    Side,
    SpeakerKind,
    Stance,
    Weight,
)

FORM = 1
"""The version of this form, written as ``kg: 1`` on top of every file."""

# Python's $ stands before a last newline, too.
_END = r"$(?!\n)"

Id = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        pattern=ID,
        description="A stable id, unique among records of its type: letters of any script, "
        "digits and . : / - _",
    ),
]
InnerId = Annotated[
    str,
    Meta(
        min_length=1,
        # Where it is not given it is made of the ids of up to three other records.
        max_length=700,
        pattern=ID,
        description="A stable id, unique among records of its type; made from what surrounds it "
        "where it is left out",
    ),
]
Ref = Annotated[
    str,
    Meta(
        min_length=1, max_length=500, description="An id, or a name or alias if only one bears it"
    ),
]
Line = Annotated[str, Meta(min_length=1, max_length=1000)]
Passage = Annotated[str, Meta(min_length=1, max_length=100_000)]
Wording = (
    Annotated[str, Meta(min_length=1, max_length=100_000, description="The words")]
    | Annotated[
        dict[
            Annotated[str, Meta(pattern=rf"^[A-Za-z]{{2,3}}(-[A-Za-z0-9]{{1,8}})*{_END}")],
            Annotated[str, Meta(min_length=1, max_length=100_000)],
        ],
        Meta(
            min_length=1, description="The same words in several languages: language code to text"
        ),
    ]
)
Day = Annotated[
    str,
    Meta(
        pattern=rf"^\d{{4}}(-\d{{2}}(-\d{{2}})?)?{_END}",
        description="A day 2026-09-12, a month 2026-09 or a year 2026",
    ),
]
Url = Annotated[str, Meta(pattern=rf"^[Hh][Tt][Tt][Pp][Ss]?://\S+{_END}", max_length=2000)]
Share = Annotated[float, Meta(ge=0, le=1)]
Tags = list[Annotated[str, Meta(min_length=1, max_length=100)]]
TurnNumber = Annotated[int, Meta(ge=0, le=1_000_000)]
Label = Annotated[
    str,
    Meta(min_length=1, max_length=100, description="What the source calls the speaker"),
]
Place = Annotated[
    int,
    Meta(
        ge=0,
        le=50_000_000,
        description="Where in the text of the source the turn's words begin or end, in characters; "
        "only together with the text",
    ),
]
Seconds = Annotated[float, Meta(ge=0, le=10_000_000, description="Seconds from the start")]


class Record(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of a notebook; subclasses name its fields."""


class Speaker(Record):
    """A person or organisation that says things."""

    id: Id
    kind: SpeakerKind | UnsetType = UNSET
    names: Wording | UnsetType = UNSET
    aliases: list[Line] | UnsetType = UNSET
    url: Url | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Concept(Record):
    """What claims are about."""

    id: Id
    kind: Line | UnsetType = UNSET
    names: Wording | UnsetType = UNSET
    aliases: list[Line] | UnsetType = UNSET
    broader: Ref | None | UnsetType = UNSET
    url: Url | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Turn(Record):
    """One speaker's uninterrupted passage in a source."""

    number: TurnNumber
    section: Line | None | UnsetType = UNSET
    speaker: Ref | None | UnsetType = UNSET
    start: Seconds | None | UnsetType = UNSET
    label: Label | None | UnsetType = UNSET
    begins: Place | None | UnsetType = UNSET
    ends: Place | None | UnsetType = UNSET


class Source(Record):
    """A document or recording in which things were said."""

    id: Id
    kind: Line | UnsetType = UNSET
    title: Wording | UnsetType = UNSET
    publisher: Line | None | UnsetType = UNSET
    url: Url | None | UnsetType = UNSET
    published: Day | None | UnsetType = UNSET
    recorded: Day | None | UnsetType = UNSET
    language: Line | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET
    turns: list[Turn] | UnsetType = UNSET
    text: Annotated[str, Meta(min_length=1)] | None | UnsetType = UNSET


class Evidence(Record):
    """Something a verdict rests on."""

    id: Id
    title: Wording | UnsetType = UNSET
    url: Url | None | UnsetType = UNSET
    published: Day | None | UnsetType = UNSET
    quote: Passage | None | UnsetType = UNSET
    grade: Grade | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Citation(Record):
    """Evidence called by a resolution, with the side it speaks for."""

    evidence: Ref
    side: Side = Side.FOR


class Resolution(Record, kw_only=True):
    """How a prediction or a claim of fact turned out, as decided on one day."""

    id: InnerId | UnsetType = UNSET
    outcome: Outcome
    fraction: Share | None | UnsetType = UNSET
    decided: Day
    confidence: Confidence | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET
    evidence: list[Ref | Citation] | UnsetType = UNSET
    withdrawn: Day | None | UnsetType = UNSET
    withdrawn_because: Passage | None | UnsetType = UNSET


class Anchor(Record):
    """Where in the text of its source a quote stands; worked out from the text where it is kept."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    prefix: Annotated[str, Meta(max_length=1000)] = ""
    suffix: Annotated[str, Meta(max_length=1000)] = ""


class Position(Record, kw_only=True):
    """What one speaker says of one claim, when, where and in which words."""

    id: InnerId | UnsetType = UNSET
    speaker: Ref
    stance: Stance
    said: Day | None | UnsetType = UNSET
    source: Ref | None | UnsetType = UNSET
    turn: TurnNumber | None | UnsetType = UNSET
    quote: Passage | None | UnsetType = UNSET
    anchor: Anchor | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Claim(Record):
    """One proposition in the curator's words, with who says what of it."""

    id: Id
    kind: ClaimKind | UnsetType = UNSET
    weight: Weight | UnsetType = UNSET
    statement: Wording | UnsetType = UNSET
    about: list[Ref] | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET
    positions: list[Position] | UnsetType = UNSET
    resolutions: list[Resolution] | UnsetType = UNSET


class Link(Record, kw_only=True, rename={"from_": "from"}):
    """How one claim bears on another, drawn by a speaker or by the curator."""

    id: InnerId | UnsetType = UNSET
    from_: Ref
    kind: LinkKind
    to: Ref
    by: Ref | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Spread(Record):
    """A probability with its lower and upper end."""

    low: Share
    middle: Share
    high: Share


class Forecast(Record, kw_only=True):
    """A speaker's probability for a prediction on a date."""

    id: InnerId | UnsetType = UNSET
    speaker: Ref
    made: Day | None | UnsetType = UNSET
    probability: Share | Spread | None | UnsetType = UNSET
    words: Line | None | UnsetType = UNSET
    basis: Basis
    scale: Line | None | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Prediction(Record):
    """One checkable reading of one or more claims."""

    id: Id
    claims: list[Ref] | UnsetType = UNSET
    statement: Wording | None | UnsetType = UNSET
    criteria: Wording | None | UnsetType = UNSET
    horizon: Line | None | UnsetType = UNSET
    opens: Day | None | UnsetType = UNSET
    due: Day | None | UnsetType = UNSET
    snoozed: Day | None | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET
    forecasts: list[Forecast] | UnsetType = UNSET
    resolutions: list[Resolution] | UnsetType = UNSET


class View(Record):
    """A query under a name, which maps offer as a choice."""

    id: Id
    name: Line | UnsetType = UNSET
    query: Annotated[str, Meta(min_length=1, max_length=10_000)] | UnsetType = UNSET
    note: Wording | None | UnsetType = UNSET


class Merged(Record):
    """That what had an id was merged into something else, whose id stands for it since."""

    what: Entity
    id: InnerId
    into: InnerId


class Notebook(Record):
    """A whole file of records, or one of several files in a folder."""

    kg: Annotated[int, Meta(description="The version of this form")] = FORM
    speakers: list[Speaker] = []
    concepts: list[Concept] = []
    sources: list[Source] = []
    evidence: list[Evidence] = []
    claims: list[Claim] = []
    links: list[Link] = []
    predictions: list[Prediction] = []
    views: list[View] = []
    merged: list[Merged] = []
