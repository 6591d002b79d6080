"""Named views of the map; browsers get views of their own, which `kg.store.views` makes anew."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("note", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("id", name="pk_view"),
        sa.UniqueConstraint("uid", name="uq_view_uid"),
        sqlite_autoincrement=True,
    )
