"""Why a server cannot be reached is told: each cause by its own sentence, with what to do."""

import socket
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import make_url

from kg.errors import Invalid, NotebookError
from kg.store import database as databases
from kg.store import engines
from tests.rig import postgres as rig


def refusal(call, *details):
    with pytest.raises((NotebookError, Invalid)) as refused:
        call(*details)
    return str(refused.value)


@pytest.fixture
def server(empty_url):
    return make_url(empty_url)


def opening(url):
    return refusal(databases.open, url.render_as_string(hide_password=False))


def test_a_user_whom_the_server_does_not_know(server):
    url = server.set(username="nobody", password="secret")
    assert opening(url) == (
        f"The notebook postgresql+psycopg://nobody:***@/{server.database} cannot be reached: "
        "the server knows no such user. See that the user in the URL is right."
    )


def test_a_database_that_is_not_there(server):
    url = server.set(database="none")
    assert opening(url) == (
        f"The notebook {databases.place_of(url)} cannot be reached: "
        "the server has no such database. "
        "See that the name in the URL is right, or make it: createdb NAME."
    )


NOBODY_THERE = (
    "cannot be reached: no server answers there. "
    "See that the server runs, and that host and port in the URL are right."
)
UNKNOWN = (
    "cannot be reached: the URL says something that the server's driver does not know. "
    "See what follows the question mark in it."
)


@pytest.mark.parametrize(
    ("url", "place", "told"),
    [
        ("ada:secret@127.0.0.1:1/notes", "ada:***@127.0.0.1:1/notes", NOBODY_THERE),
        ("ada@/notes?host=/no-such-folder", "ada@/notes", NOBODY_THERE),
        ("ada:secret@nosuch.invalid/notes", "ada:***@nosuch.invalid/notes",
         "cannot be reached: there is no such host. See that the host in the URL is right."),
        ("ada@127.0.0.1:1/notes?flavour=secret", "ada@127.0.0.1:1/notes", UNKNOWN),
        ("ada@127.0.0.1:1/notes?sslmode=secret", "ada@127.0.0.1:1/notes", UNKNOWN),
        ("ada@127.0.0.1:1/notes?connect_timeout=secret", "ada@127.0.0.1:1/notes", UNKNOWN),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_url_is_told_without_what_may_be_a_password(url, place, told):
    said = refusal(databases.open, f"postgresql://{url}")
    assert said == f"The notebook postgresql+psycopg://{place} {told}"


@pytest.mark.parametrize("url", ["postgresql:/ada:secret@host/notes", "postgres:ada:secret@host"])
def test_a_url_that_lacks_a_slash_is_no_path_that_shows_its_password(url):
    assert refusal(databases.open, url) == (
        "The database URL cannot be read. Write it as postgresql://user@host/name."
    )


def test_a_server_that_says_nothing_is_not_waited_for_for_minutes(monkeypatch):
    monkeypatch.setattr(engines, "CONNECTING", 2)
    monkeypatch.delenv("PGCONNECT_TIMEOUT", raising=False)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        assert refusal(databases.open, f"postgresql://ada@127.0.0.1:{port}/notes") == (
            f"The notebook postgresql+psycopg://ada@127.0.0.1:{port}/notes cannot be reached: "
            "the server does not answer in time. "
            "See that the network leads to it, and that host and port in the URL are right."
        )


def test_what_the_url_says_of_waiting_counts(server):
    url = server.update_query_dict({"keepalives_idle": "77"})
    found = databases.Database(url)
    with closing(found), found.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        chosen = {name: driver.info.get_parameters()[name] for name in engines.NETWORK}
    assert chosen == {name: str(value) for name, value in engines.NETWORK.items()} | {
        "keepalives_idle": "77"
    }


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_every_script_gets_no_notebook(postgres, server, encoding):
    name = f"kg_test_{encoding.lower()}"
    url = server.set(database=name)
    with rig._connected(postgres) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'"
        )
    try:
        assert refusal(databases.create, url.render_as_string(hide_password=False)) == (
            f"The database {databases.place_of(url)} cannot hold every script: its encoding is "
            f"{encoding}. Make one that can: createdb --encoding UTF8 --template template0 NAME."
        )
    finally:
        with rig._connected(postgres) as connection:
            rig._drop(connection, name)


def test_texts_are_sent_as_utf_8_whatever_the_environment_says(server):
    code = """
import sys
from sqlalchemy import text
from kg.store import database
found = database.Database(database.url_of(sys.argv[1]))
with found.engine.connect() as connection:
    print(ascii(connection.scalar(text("SELECT :said"), {"said": "通胀"})))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, server.render_as_string(hide_password=False)],
        env={"PGCLIENTENCODING": "LATIN1", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "'\\u901a\\u80c0'\n", ran.stderr
