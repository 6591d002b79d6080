"""How Alembic reaches the notebook: by the connection that kg hands it, or by KG_DATABASE."""

from contextlib import closing

from alembic import context
from sqlalchemy.engine import Connection

from kg.settings import database
from kg.store import database as databases
from kg.store.models import Base, made_for_search


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite cannot alter most of a table in place: it is rebuilt.
        render_as_batch=True,
        compare_type=True,
        include_name=lambda name, *_: not made_for_search(name),
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with (
        closing(databases.open(database(), any_schema=True)) as opened,
        opened.transaction_for_upgrade() as connection,
    ):
        run(connection)
