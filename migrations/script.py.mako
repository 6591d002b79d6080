"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None

# To rebuild a table in SQLite, hand op.batch_alter_table its
# table_kwargs={"sqlite_autoincrement": True}, so that no number is ever given twice.


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
