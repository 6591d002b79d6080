"""What a database says is told as a sentence, and never what people wrote into it."""

import sqlite3
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import DBAPIError

from kg.errors import NotebookError
from kg.store.troubles import troubles_named


class PostgresError(Exception):
    """What psycopg raises: the server's words, with a detail that quotes the row."""

    def __init__(self, primary, detail=""):
        super().__init__(f"{primary}\n{detail}".strip())
        self.diag = SimpleNamespace(message_primary=primary)


BUSY = "The notebook notes is busy: another program has been changing it for too long. Try again."
FULL = "The notebook notes cannot be reached: too many are connected to the server. Try again."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (sqlite3.OperationalError("database is locked"), BUSY),
        (PostgresError("sorry, too many clients already"), FULL),
        (PostgresError('too many connections for role "ada"'), FULL),
        (PostgresError("remaining connection slots are reserved for roles with privileges"), FULL),
    ],
)  # fmt: skip
def test_a_trouble_is_one_sentence(error, told):
    with pytest.raises(NotebookError) as raised, troubles_named("notes"):
        raise DBAPIError("SELECT 1", None, error)
    assert str(raised.value) == told


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("too many SQL variables"),
        PostgresError("duplicate key value", "Key (uid)=(locked, too many clients) exists."),
    ],
)
def test_what_is_no_trouble_of_the_database_stays_what_it_is(error):
    with pytest.raises(DBAPIError), troubles_named("notes"):
        raise DBAPIError("SELECT 1", None, error)
