"""The first schema: who claimed what, in which words, about what, and how it turned out."""

from typing import TypeVar

import sqlalchemy as sa
from alembic import op

Kind = TypeVar("Kind")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    speakers_concepts_and_sources()
    claims_and_what_is_said_of_them()
    predictions_and_how_they_turned_out()
    names_history_and_properties()


def speakers_concepts_and_sources() -> None:
    table(
        "speaker",
        uid(),
        one_of("kind", "speakerkind", "person", "organisation", "group"),
        needed("names", sa.JSON()),
        needed("aliases", sa.JSON()),
        sa.Column("url", sa.Text()),
        sa.Column("note", sa.JSON()),
    )
    table(
        "concept",
        uid(),
        needed("kind", sa.Text()),
        needed("names", sa.JSON()),
        needed("aliases", sa.JSON()),
        to("broader_id", "concept"),
        sa.Column("url", sa.Text()),
        sa.Column("note", sa.JSON()),
    )
    table(
        "source",
        uid(),
        needed("kind", sa.Text()),
        needed("title", sa.JSON()),
        sa.Column("publisher", sa.Text()),
        sa.Column("url", sa.Text(), index=True),
        sa.Column("published", sa.String(10)),
        sa.Column("recorded", sa.String(10)),
        sa.Column("language", sa.Text()),
        sa.Column("note", sa.JSON()),
    )
    table(
        "passage",
        to("source_id", "source", nullable=False, index=False),
        needed("text", sa.Text()),
        sa.UniqueConstraint("source_id", name="uq_passage_source_id"),
    )
    table(
        "turn",
        to("source_id", "source", nullable=False, index=False),
        needed("number", sa.Integer()),
        sa.Column("section", sa.Text()),
        to("speaker_id", "speaker"),
        sa.Column("start", sa.Double()),
        sa.UniqueConstraint("source_id", "number", name="uq_turn_source_id_number"),
    )


def claims_and_what_is_said_of_them() -> None:
    table(
        "claim",
        uid(),
        one_of("kind", "claimkind", "fact", "cause", "opinion", "prediction", "recommendation"),
        one_of("weight", "weight", "main", "detail"),
        needed("statement", sa.JSON()),
        needed("tags", sa.JSON()),
        sa.Column("note", sa.JSON()),
    )
    table(
        "about",
        to("claim_id", "claim", nullable=False, index=False),
        to("concept_id", "concept", nullable=False),
        sa.UniqueConstraint("claim_id", "concept_id", name="uq_about_claim_id_concept_id"),
    )
    table(
        "position",
        uid(),
        to("claim_id", "claim", nullable=False),
        to("speaker_id", "speaker", nullable=False),
        one_of("stance", "stance", "asserts", "agrees", "partly", "disagrees", "asks"),
        sa.Column("said", sa.String(10)),
        to("source_id", "source"),
        to("turn_id", "turn"),
        sa.Column("quote", sa.Text()),
        sa.Column("anchor", sa.JSON()),
        sa.Column("note", sa.JSON()),
    )
    table(
        "link",
        uid(),
        to("from_id", "claim", nullable=False),
        to("to_id", "claim", nullable=False),
        one_of(
            "kind",
            "linkkind",
            *("supports", "opposes", "qualifies", "depends on", "restates", "elaborates"),
        ),
        to("speaker_id", "speaker"),
        sa.Column("note", sa.JSON()),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_link_ends")),
    )


def predictions_and_how_they_turned_out() -> None:
    table(
        "prediction",
        uid(),
        sa.Column("statement", sa.JSON()),
        sa.Column("criteria", sa.JSON()),
        sa.Column("horizon", sa.Text()),
        sa.Column("opens", sa.String(10)),
        sa.Column("due", sa.String(10), index=True),
        needed("tags", sa.JSON()),
        sa.Column("note", sa.JSON()),
    )
    table(
        "reading",
        to("prediction_id", "prediction", nullable=False, index=False),
        to("claim_id", "claim", nullable=False),
        sa.UniqueConstraint("prediction_id", "claim_id", name="uq_reading_prediction_id_claim_id"),
    )
    table(
        "forecast",
        uid(),
        to("prediction_id", "prediction", nullable=False),
        to("speaker_id", "speaker", nullable=False),
        sa.Column("made", sa.String(10)),
        sa.Column("low", sa.Double()),
        sa.Column("middle", sa.Double()),
        sa.Column("high", sa.Double()),
        sa.Column("words", sa.Text()),
        one_of("basis", "basis", "stated", "verbal", "implied"),
        sa.Column("scale", sa.Text()),
        sa.Column("note", sa.JSON()),
        sa.CheckConstraint(
            "low >= 0 AND low <= middle AND middle <= high AND high <= 1",
            name=op.f("ck_forecast_spread"),
        ),
    )
    table(
        "resolution",
        uid(),
        to("prediction_id", "prediction"),
        to("claim_id", "claim"),
        one_of("outcome", "outcome", "right", "wrong", "partly", "unclear", "void"),
        sa.Column("fraction", sa.Double()),
        needed("decided", sa.String(10)),
        one_of("confidence", "confidence", "high", "medium", "low", nullable=True),
        sa.Column("note", sa.JSON()),
        sa.Column("withdrawn", sa.String(10)),
        sa.Column("withdrawn_because", sa.Text()),
        sa.CheckConstraint(
            "(prediction_id IS NULL) <> (claim_id IS NULL)", name=op.f("ck_resolution_one_target")
        ),
        sa.CheckConstraint("fraction >= 0 AND fraction <= 1", name=op.f("ck_resolution_fraction")),
    )
    table(
        "evidence",
        uid(),
        needed("title", sa.JSON()),
        sa.Column("url", sa.Text(), index=True),
        sa.Column("published", sa.String(10)),
        sa.Column("quote", sa.Text()),
        one_of("grade", "grade", "primary", "secondary", "memory", nullable=True),
        sa.Column("note", sa.JSON()),
    )
    table(
        "citation",
        to("resolution_id", "resolution", nullable=False, index=False),
        to("evidence_id", "evidence", nullable=False),
        one_of("side", "side", "for", "against"),
        sa.UniqueConstraint(
            "resolution_id", "evidence_id", name="uq_citation_resolution_id_evidence_id"
        ),
    )


def names_history_and_properties() -> None:
    op.create_table(
        "name",
        needed("kind", sa.String(20)),
        needed("key", sa.Text()),
        sa.Column("row_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("kind", "key", "row_id", name="pk_name"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_row", "name", ["kind", "row_id"])
    table(
        "batch",
        needed("made_at", sa.DateTime()),
        needed("command", sa.Text()),
        sa.Column("curator", sa.Text()),
        to("undoes_id", "batch"),
    )
    table(
        "revision",
        to("batch_id", "batch", nullable=False),
        needed("table_name", sa.String(40)),
        needed("action", sa.String(6)),
        needed("first_id", sa.Integer()),
        needed("last_id", sa.Integer()),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.CheckConstraint(
            "action IN ('add', 'change', 'remove')", name=op.f("ck_revision_action")
        ),
    )
    op.create_index("ix_revision_row", "revision", ["table_name", "first_id"])
    op.create_table(
        "property",
        needed("key", sa.String(40)),
        needed("value", sa.Text()),
        sa.PrimaryKeyConstraint("key", name="pk_property"),
    )


def table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """A table whose rows have numbers that are never used twice, with the indexes asked for."""
    columns = [one for one in parts if isinstance(one, sa.Column)]
    marked = [one for one in columns if one.index]
    for column in marked:
        column.index = None
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.UniqueConstraint("uid", name=f"uq_{name}_uid")
            for one in columns
            if one.name == "uid"
        ),
        *(points(name, one) for one in columns if one.info),
        sqlite_autoincrement=True,
    )
    for column in marked:
        op.create_index(f"ix_{name}_{column.name}", name, [column.name])


def points(name: str, column: sa.Column[int]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column.name],
        [f"{column.info['to']}.id"],
        name=f"fk_{name}_{column.name}",
        deferrable=True,
        initially="IMMEDIATE",
    )


def uid() -> sa.Column[str]:
    return needed("uid", sa.Text())


def needed(name: str, kind: sa.types.TypeEngine[Kind]) -> sa.Column[Kind]:
    return sa.Column(name, kind, nullable=False)


def to(name: str, other: str, *, nullable: bool = True, index: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable, index=index, info={"to": other})


def one_of(name: str, constraint: str, *words: str, nullable: bool = False) -> sa.Column[str]:
    kind = sa.Enum(*words, name=constraint, native_enum=False, create_constraint=True)
    return sa.Column(name, kind, nullable=nullable)
