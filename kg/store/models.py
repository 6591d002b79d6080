"""The tables of a notebook, one class for each word of its vocabulary."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import (
    Basis,
    ClaimKind,
    Confidence,
    Grade,
    LinkKind,
    Outcome,
    Side,
    SpeakerKind,
    Stance,
    Weight,
)
from kg.domain.wording import Wording
from kg.store.types import Day, Json, Moment, one_of

SCHEMA = "0004"
"""The newest migration; a database at another one is older or newer than this program."""


class Base(DeclarativeBase):
    """What every table shares: named constraints and a local number that is never used twice."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Wording: Json,
        list[str]: Json,
        dict[str, Any]: Json,
        PartialDate: Day,
        datetime: Moment,
        str: Text,
        # SQLAlchemy 2.0 and 2.1 would choose differently.
        float: Double,
        SpeakerKind: one_of(SpeakerKind),
        ClaimKind: one_of(ClaimKind),
        Weight: one_of(Weight),
        Stance: one_of(Stance),
        LinkKind: one_of(LinkKind),
        Outcome: one_of(Outcome),
        Basis: one_of(Basis),
        Confidence: one_of(Confidence),
        Side: one_of(Side),
        Grade: one_of(Grade),
    }


class Numbered(Base):
    """A row with a short local number for typing."""

    __abstract__ = True
    # Without AUTOINCREMENT SQLite would give a removed row's number to the next one.
    __table_args__: Any = {"sqlite_autoincrement": True}

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class Entity(Numbered):
    """A row that keeps one id in every copy of the notebook."""

    __abstract__ = True

    uid: Mapped[str] = mapped_column(unique=True, sort_order=-1)


def _to(column: str, *, index: bool = True) -> Any:
    # Deferrable, so that undo may put rows back in any order within its transaction.
    return mapped_column(ForeignKey(column, deferrable=True, initially="IMMEDIATE"), index=index)


class Speaker(Entity):
    """A person or organisation that says things."""

    kind: Mapped[SpeakerKind]
    names: Mapped[Wording]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    url: Mapped[str | None]
    note: Mapped[Wording | None]


class Concept(Entity):
    """What claims are about."""

    kind: Mapped[str]
    names: Mapped[Wording]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    broader_id: Mapped[int | None] = _to("concept.id")
    url: Mapped[str | None]
    note: Mapped[Wording | None]

    broader: Mapped["Concept | None"] = relationship(remote_side="Concept.id")


class Source(Entity):
    """A document or recording in which things were said."""

    kind: Mapped[str]
    title: Mapped[Wording]
    publisher: Mapped[str | None]
    url: Mapped[str | None] = mapped_column(index=True)
    published: Mapped[PartialDate | None]
    recorded: Mapped[PartialDate | None]
    language: Mapped[str | None]
    note: Mapped[Wording | None]

    turns: Mapped[list["Turn"]] = relationship(
        back_populates="source", order_by="Turn.number", cascade="all, delete-orphan"
    )
    # A row of its own, so that listing sources does not read whole transcripts.
    passage: Mapped["Passage | None"] = relationship(
        back_populates="source", cascade="all, delete-orphan"
    )


class Passage(Numbered):
    """The text of a source, kept on this machine and not exported."""

    source_id: Mapped[int] = _to("source.id", index=False)
    text: Mapped[str]

    source: Mapped[Source] = relationship(back_populates="passage")

    __table_args__ = (UniqueConstraint("source_id"), Numbered.__table_args__)


class Turn(Numbered):
    """One speaker's uninterrupted passage in a source; `start` in seconds.

    `label` is what the source calls its speaker, such as Speaker 1. `begins` and `ends` count
    characters of the source's text, where it is kept: what is said, without the label.
    """

    source_id: Mapped[int] = _to("source.id", index=False)
    number: Mapped[int]
    section: Mapped[str | None]
    speaker_id: Mapped[int | None] = _to("speaker.id")
    start: Mapped[float | None]
    label: Mapped[str | None]
    begins: Mapped[int | None]
    ends: Mapped[int | None]

    source: Mapped[Source] = relationship(back_populates="turns")
    speaker: Mapped[Speaker | None] = relationship()

    __table_args__ = (UniqueConstraint("source_id", "number"), Numbered.__table_args__)


class Claim(Entity):
    """One proposition in the curator's words."""

    kind: Mapped[ClaimKind]
    weight: Mapped[Weight] = mapped_column(default=Weight.MAIN)
    statement: Mapped[Wording]
    tags: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[Wording | None]

    about: Mapped[list["About"]] = relationship(
        back_populates="claim", order_by="About.id", cascade="all, delete-orphan"
    )
    positions: Mapped[list["Position"]] = relationship(
        back_populates="claim", order_by="Position.id", cascade="all, delete-orphan"
    )
    readings: Mapped[list["Reading"]] = relationship(
        back_populates="claim", order_by="Reading.id", cascade="all, delete-orphan"
    )
    resolutions: Mapped[list["Resolution"]] = relationship(
        back_populates="claim", order_by="Resolution.id", cascade="all, delete-orphan"
    )


class About(Numbered):
    """That a claim is about a concept."""

    claim_id: Mapped[int] = _to("claim.id", index=False)
    concept_id: Mapped[int] = _to("concept.id")

    claim: Mapped[Claim] = relationship(back_populates="about")
    concept: Mapped[Concept] = relationship()

    __table_args__ = (UniqueConstraint("claim_id", "concept_id"), Numbered.__table_args__)


class Position(Entity):
    """What one speaker says of one claim, when, where and in which words."""

    claim_id: Mapped[int] = _to("claim.id")
    speaker_id: Mapped[int] = _to("speaker.id")
    stance: Mapped[Stance]
    said: Mapped[PartialDate | None]
    source_id: Mapped[int | None] = _to("source.id")
    turn_id: Mapped[int | None] = _to("turn.id")
    quote: Mapped[str | None]
    anchor: Mapped[dict[str, Any] | None]
    note: Mapped[Wording | None]

    claim: Mapped[Claim] = relationship(back_populates="positions")
    speaker: Mapped[Speaker] = relationship()
    source: Mapped[Source | None] = relationship()
    turn: Mapped[Turn | None] = relationship()


class Link(Entity):
    """How one claim bears on another; drawn by a speaker, or by the curator when that is empty."""

    from_id: Mapped[int] = _to("claim.id")
    to_id: Mapped[int] = _to("claim.id")
    kind: Mapped[LinkKind]
    speaker_id: Mapped[int | None] = _to("speaker.id")
    note: Mapped[Wording | None]

    from_claim: Mapped[Claim] = relationship(foreign_keys=[from_id])
    to_claim: Mapped[Claim] = relationship(foreign_keys=[to_id])
    speaker: Mapped[Speaker | None] = relationship()

    __table_args__ = (CheckConstraint("from_id <> to_id", name="ends"), Numbered.__table_args__)


class View(Entity):
    """A part of the notebook that is shown again and again: a query under a name."""

    name: Mapped[str]
    query: Mapped[str]
    note: Mapped[Wording | None]


class Prediction(Entity):
    """One checkable reading of one or more claims: criteria, window, the horizon as spoken.

    While it is `snoozed` it is left alone: until the last day that this date can mean is over.
    """

    statement: Mapped[Wording | None]
    criteria: Mapped[Wording | None]
    horizon: Mapped[str | None]
    opens: Mapped[PartialDate | None]
    due: Mapped[PartialDate | None] = mapped_column(index=True)
    tags: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[Wording | None]
    snoozed: Mapped[PartialDate | None]

    readings: Mapped[list["Reading"]] = relationship(
        back_populates="prediction", order_by="Reading.id", cascade="all, delete-orphan"
    )
    forecasts: Mapped[list["Forecast"]] = relationship(
        back_populates="prediction", order_by="Forecast.id", cascade="all, delete-orphan"
    )
    resolutions: Mapped[list["Resolution"]] = relationship(
        back_populates="prediction", order_by="Resolution.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        # Of the few that are snoozed only, so that it costs the others nothing.
        Index(
            "ix_prediction_snoozed",
            "snoozed",
            sqlite_where=text("snoozed IS NOT NULL"),
            postgresql_where=text("snoozed IS NOT NULL"),
        ),
        Numbered.__table_args__,
    )


class Reading(Numbered):
    """That a prediction is a reading of a claim."""

    prediction_id: Mapped[int] = _to("prediction.id", index=False)
    claim_id: Mapped[int] = _to("claim.id")

    prediction: Mapped[Prediction] = relationship(back_populates="readings")
    claim: Mapped[Claim] = relationship(back_populates="readings")

    __table_args__ = (UniqueConstraint("prediction_id", "claim_id"), Numbered.__table_args__)


class Forecast(Entity):
    """A speaker's probability for a prediction on a date, in [0, 1]."""

    prediction_id: Mapped[int] = _to("prediction.id")
    speaker_id: Mapped[int] = _to("speaker.id")
    made: Mapped[PartialDate | None]
    low: Mapped[float | None]
    middle: Mapped[float | None]
    high: Mapped[float | None]
    words: Mapped[str | None]
    basis: Mapped[Basis]
    scale: Mapped[str | None]
    note: Mapped[Wording | None]

    prediction: Mapped[Prediction] = relationship(back_populates="forecasts")
    speaker: Mapped[Speaker] = relationship()

    __table_args__ = (
        CheckConstraint(
            "low >= 0 AND low <= middle AND middle <= high AND high <= 1", name="spread"
        ),
        Numbered.__table_args__,
    )


class Resolution(Entity):
    """How a prediction, or a claim of fact, turned out; appended, never overwritten.

    The latest that is not withdrawn counts. `fraction` is how much of it came true, in [0, 1].
    """

    prediction_id: Mapped[int | None] = _to("prediction.id")
    claim_id: Mapped[int | None] = _to("claim.id")
    outcome: Mapped[Outcome]
    fraction: Mapped[float | None]
    decided: Mapped[PartialDate]
    confidence: Mapped[Confidence | None]
    note: Mapped[Wording | None]
    withdrawn: Mapped[PartialDate | None]
    withdrawn_because: Mapped[str | None]

    prediction: Mapped[Prediction | None] = relationship(back_populates="resolutions")
    claim: Mapped[Claim | None] = relationship(back_populates="resolutions")
    citations: Mapped[list["Citation"]] = relationship(
        back_populates="resolution", order_by="Citation.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("(prediction_id IS NULL) <> (claim_id IS NULL)", name="one_target"),
        CheckConstraint("fraction >= 0 AND fraction <= 1", name="fraction"),
        Numbered.__table_args__,
    )


class Evidence(Entity):
    """Something a verdict rests on."""

    title: Mapped[Wording]
    url: Mapped[str | None] = mapped_column(index=True)
    published: Mapped[PartialDate | None]
    quote: Mapped[str | None]
    grade: Mapped[Grade | None]
    note: Mapped[Wording | None]


class Citation(Numbered):
    """That a resolution calls a piece of evidence, for its outcome or against it."""

    resolution_id: Mapped[int] = _to("resolution.id", index=False)
    evidence_id: Mapped[int] = _to("evidence.id")
    side: Mapped[Side] = mapped_column(default=Side.FOR)

    resolution: Mapped[Resolution] = relationship(back_populates="citations")
    evidence: Mapped[Evidence] = relationship()

    __table_args__ = (UniqueConstraint("resolution_id", "evidence_id"), Numbered.__table_args__)


class Moved(Numbered):
    """That what had an id was merged into something else, whose id stands for it from then on."""

    table_name: Mapped[str] = mapped_column(String(40))
    uid: Mapped[str]
    to_uid: Mapped[str]

    __table_args__ = (UniqueConstraint("table_name", "uid"), Numbered.__table_args__)


class Name(Base):
    """The keys by which speakers, concepts, sources and claims are found; made from their rows."""

    __tablename__ = "name"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    __table_args__ = (Index("ix_name_row", "kind", "row_id"), {"sqlite_with_rowid": False})


class Entry(Base):
    """What is searched: the tokens of one row, or of a part of a source's text; made from them.

    `number` says which: see `kg.store.indexing`. `size` is how many tokens there are in `words`.
    """

    __tablename__ = "entry"

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    size: Mapped[int]
    words: Mapped[str]


INDEX = "entry_index"
"""The index of entries: in SQLite a table that keeps its own under names that begin so."""


def made_for_search(name: str | None) -> bool:
    """Whether this is the index of entries or a part of it, of which SQLAlchemy knows nothing."""
    return name is not None and (name == INDEX or name.startswith(f"{INDEX}_"))


# The tokens are cut by us: SQLite parts them at blanks and leaves them as they are. They are read
# in `entry`, and how many there are is known there.
event.listen(
    Entry.__table__,
    "after_create",
    DDL(  # type: ignore[no-untyped-call] # SQLAlchemy leaves its arguments without types
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='entry', content_rowid='number', "
        "columnsize=0, tokenize=\"ascii tokenchars '+#'\")"
    ).execute_if(dialect="sqlite"),
)
event.listen(
    Entry.__table__,
    "after_create",
    DDL(  # type: ignore[no-untyped-call] # the same
        f"CREATE INDEX {INDEX} ON entry USING gin (array_to_tsvector(string_to_array(words, ' ')))"
    ).execute_if(dialect="postgresql"),
)


class Batch(Numbered):
    """Changes made together, which are undone together."""

    made_at: Mapped[datetime]
    command: Mapped[str]
    curator: Mapped[str | None]
    undoes_id: Mapped[int | None] = _to("batch.id")

    revisions: Mapped[list["Revision"]] = relationship(order_by="Revision.id")


class Revision(Numbered):
    """One entry of the history: rows added, one row changed, or one row removed.

    An added row is not copied here: the row itself, or the later entry that changed or removed it,
    tells what it was. `before` and `after` hold the columns that changed, or the whole row removed.
    """

    batch_id: Mapped[int] = _to("batch.id")
    table_name: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(6))
    first_id: Mapped[int]
    last_id: Mapped[int]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]

    __table_args__ = (
        CheckConstraint("action IN ('add', 'change', 'remove')", name="action"),
        Index("ix_revision_row", "table_name", "first_id"),
        Numbered.__table_args__,
    )


class Property(Base):
    """What is true of the notebook as a whole."""

    __tablename__ = "property"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]
