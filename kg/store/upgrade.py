"""Bringing an old notebook to this program's schema, after a backup."""

from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from kg.settings import shipped
from kg.store import database as databases
from kg.store import indexing, names, views
from kg.store.backup import backup_to, stamped
from kg.store.database import Database
from kg.store.models import SCHEMA
from kg.store.troubles import troubles_named


def upgrade(place: str | Path, migrations: Path | None = None) -> tuple[str, str, Path | None]:
    """Run the migrations that a notebook lacks; gives the schemas before and after and the backup.

    A notebook in a file is copied beside itself first; one on a server is backed up by its keeper.
    Raises NotebookError when there is no notebook, or one of a newer program.
    """
    database = databases.open(place, any_schema=True)
    try:
        with database.engine.connect() as connection:
            found = databases.schema_of(connection)
        assert found is not None
        if found == SCHEMA and migrations is None:
            return found, found, None
        if found > SCHEMA and migrations is None:
            databases.open(place)
        copy = _backup(database, found)
        with troubles_named(database.place, "changed"):
            migrate(database, migrations or shipped("migrations"))
        with database.engine.connect() as connection:
            return found, databases.schema_of(connection) or found, copy
    finally:
        database.close()


def _backup(database: Database, schema: str) -> Path | None:
    if database.path is None:
        return None
    copy = stamped(database, f"before-{schema}")
    backup_to(database, copy)
    return copy


def migrate(database: Database, migrations: Path) -> None:
    """Run the migrations in a folder that a database lacks, all or none."""
    # Alembic is wanted only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with database.transaction_for_upgrade() as connection:
        config.attributes["connection"] = connection
        views.drop(connection)
        command.upgrade(config, "head")
        _index(connection)
        views.make(connection)


def _index(connection: Connection) -> None:
    """Let all be found by its words in notebooks that were made before it was."""
    with Session(connection) as session:
        indexing.rebuild(session)
        names.rebuild(session)
        session.flush()
