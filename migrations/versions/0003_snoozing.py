"""What coming back needs: predictions that are left alone until a day."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("prediction", sa.Column("snoozed", sa.String(10)))
    # Of the few that are snoozed only, so that it costs the others nothing.
    snoozed = sa.text("snoozed IS NOT NULL")
    op.create_index(
        "ix_prediction_snoozed",
        "prediction",
        ["snoozed"],
        sqlite_where=snoozed,
        postgresql_where=snoozed,
    )
