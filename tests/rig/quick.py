"""Empty notebooks in memory, made faster than by laying out their tables."""

from functools import cache
from typing import Any

from kg.store import database as databases
from kg.store.database import Database
from tests.rig.closing import to_the_end


@cache
def _template() -> Database:
    return to_the_end(databases.create("sqlite://"))


def empty_notebook() -> Database:
    """A new notebook in memory: a copy of one that was made once."""
    made = Database(databases.url_of("sqlite://"))
    with _template().engine.connect() as template, made.engine.connect() as connection:
        original: Any = template.connection.dbapi_connection
        original.backup(connection.connection.dbapi_connection)
    return made
