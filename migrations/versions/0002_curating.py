"""What curating needs: turns with the words in them, where merged things went, a search index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("turn", sa.Column("label", sa.Text()))
    op.add_column("turn", sa.Column("begins", sa.Integer()))
    op.add_column("turn", sa.Column("ends", sa.Integer()))
    op.create_table(
        "moved",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("to_uid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moved"),
        sa.UniqueConstraint("table_name", "uid", name="uq_moved_table_name_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "entry",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_entry"),
    )
    # The program fills it when the migrations are done: how text is cut is its affair.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE entry_index USING fts5(words, content='entry', "
            "content_rowid='number', columnsize=0, tokenize=\"ascii tokenchars '+#'\")"
        )
    else:
        op.execute(
            "CREATE INDEX entry_index ON entry USING gin "
            "(array_to_tsvector(string_to_array(words, ' ')))"
        )
