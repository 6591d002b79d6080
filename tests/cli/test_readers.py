"""Who may only look: all that shows the notebook works, all that changes it is one sentence."""

import os
import re
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.cli.commands.test_doctor import INDEX_UNSEEN
from tests.docs.shown import Page

LOOKS: list[list[object]] = [
    ["status"],
    ["claim", "list"],
    ["claim", "list", "--as-of", "2025-01-01"],
    ["claim", "show", 1],
    ["claim", "show", 1, "--json"],
    ["position", "list"],
    ["link", "list"],
    ["prediction", "list"],
    ["prediction", "show", 1],
    ["speaker", "list"],
    ["speaker", "show", "颜水成"],
    ["concept", "list"],
    ["source", "list"],
    ["evidence", "list"],
    ["view", "list"],
    ["search", "追赶"],
    ["due"],
    ["due", "--ics"],
    ["lint"],
    ["score"],
    ["score", "--json"],
    ["compare", "颜水成", "汪华"],
    ["agreement"],
    ["camps"],
    ["ground"],
    ["conflicts"],
    ["changes"],
    ["steps", 1],
    ["impact", 1],
    ["strength", 1],
    ["verify"],
    ["doctor"],
    ["history"],
    ["history", "claim", 1],
    ["export", "-"],
]
WRITES: list[list[object]] = [
    ["add", "Prices fall"],
    ["agree", 1, "Ada"],
    ["claim", "edit", 1, "--tag", "speed"],
    ["speaker", "edit", "颜水成", "--url", "https://example.org/"],
    ["concept", "add", "o3"],
    ["source", "add", "A talk"],
    ["link", "remove", 1],
    ["predict", 1, "--by", "2027"],
    ["forecast", 1, "汪华", "10%"],
    ["snooze", 1, "--until", "2027"],
    ["resolve", 1, "wrong"],
    ["view", "add", "tempo", "about:o1"],
    ["claim", "remove", 2],
    ["undo"],
    ["claim", "merge", 1, 2],
]


@pytest.fixture(params=["file", "server"])
def kinds(request, table, home, monkeypatch):
    """The table for its owner and for a reader, where it is, and what a reader is told."""
    if request.param == "file":
        allowed = os.access
        refused = "cannot be changed: it is read-only. Change its permissions or copy it."

        def as_reader(*words, **expected):
            # The administrator, as whom tests may run, may change every file: so the question is
            # answered as it would be for others.
            with monkeypatch.context() as patched:
                patched.setattr(
                    "os.access", lambda path, mode, **_: mode != os.W_OK and allowed(path, mode)
                )
                return table(*words, **expected)

        place = home / "notebook.db"
        return table, as_reader, place, f"Error: The notebook {place} {refused}\n"
    people = request.getfixturevalue("people")
    reader = people("reader")
    refused = "may not be changed by this user. Ask its owner for the right to."
    return people("owner"), reader, reader.url, f"Error: The notebook {reader.place} {refused}\n"


class Person:
    """Runs kg on a notebook that lives on a server, as one of its users."""

    def __init__(self, kg, url):
        self.kg = kg
        self.url = url
        self.place = url.set(query={}).render_as_string()

    def __call__(self, *words, **expected):
        return self.kg(
            "--database", self.url.render_as_string(hide_password=False), *words, **expected
        )


@pytest.fixture
def people(table, home, postgres, postgres_url):
    """The table on a server, with the roles that the page on PostgreSQL makes, for each of them."""
    if "://" in os.environ["KG_DATABASE"]:
        pytest.fail("a notebook in a file is copied to a server here", pytrace=False)
    table("copy", home / "notebook.db", postgres_url)
    url = make_url(postgres_url)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    made = {"kg_reader", "kg_curator", "ada", "visitor"}
    page = "\n".join(re.findall(r"```sql\n(.*?)```", Page.at("docs/postgresql.md").text, re.DOTALL))
    for role in made:
        # Roles belong to the whole server, which may be used by others.
        page = re.sub(rf"\b{role}\b", f"{role}_{os.getpid()}", page)
    names = {
        "reader": f"visitor_{os.getpid()}",
        "curator": f"ada_{os.getpid()}",
        "owner": url.username,
    }
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(page)
        for who in ("reader", "curator"):
            connection.execute(f"ALTER ROLE {names[who]} PASSWORD 'secret'")
    yield lambda who: Person(
        table, url.set(username=names[who], password=(who == "owner" and url.password) or "secret")
    )
    with psycopg.connect(plain, autocommit=True) as connection:
        for role in sorted(made, reverse=True):
            connection.execute(f"DROP OWNED BY {role}_{os.getpid()}")
            connection.execute(f"DROP ROLE {role}_{os.getpid()}")


@pytest.mark.file
def test_who_may_only_look_sees_all_that_the_owner_sees(kinds, table, home):
    owner, reader, where, _ = kinds
    place = re.compile(r"(?m)^(Notebook, ).*$")
    for words in LOOKS:
        told, wanted = reader(*words), owner(*words)
        assert place.sub(r"\1…", told.output) == place.sub(r"\1…", wanted.output), words
        assert told.stderr.removeprefix(INDEX_UNSEEN) == wanted.stderr, words
    for at, who in enumerate((owner, reader)):
        for name in ("map.html", "notebook.yaml", "notebook.jsonl", "graph.graphml"):
            words = ["map", "-o"] if name == "map.html" else ["export"]
            who(*words, home / f"{at}-{name}")
    for name in ("notebook.yaml", "notebook.jsonl"):
        assert (home / f"1-{name}").read_text() == (home / f"0-{name}").read_text()
    if not isinstance(where, Path):
        where = where.render_as_string(hide_password=False)
    reader("copy", where, home / "own.db")
    (home / "notebook.db").unlink()
    (home / "own.db").rename(home / "notebook.db")
    assert table("export", "-").output == (home / "0-notebook.yaml").read_text()


@pytest.mark.file
def test_who_may_only_look_and_tries_to_change_something_is_told_so_in_a_sentence(kinds, home):
    owner, reader, _, refusal = kinds
    before = owner("export", "-").output, owner("history", "--json").output
    for words in WRITES:
        answer = reader(*words, exit_code=1)
        assert (answer.output, answer.stderr) == ("", refusal), words
    (home / "new.yaml").write_text("claims: [{id: c9, kind: fact, statement: {en: New}}]")
    assert reader("import", home / "new.yaml", exit_code=1).stderr == refusal
    assert (owner("export", "-").output, owner("history", "--json").output) == before


@pytest.mark.file
def test_a_curator_changes_all_but_the_history_and_the_schema(people):
    curator, owner = people("curator"), people("owner")
    for words in WRITES:
        curator(*words, env={"KG_CURATOR": "ada"})
    assert curator("undo", env={"KG_CURATOR": "ada"}).output.startswith("Took back change ")
    assert (
        curator("history", "--by", "ada", "--json").json
        == owner("history", "--by", "ada", "--json").json
    )
    plain = curator.url.set(drivername="postgresql").render_as_string(hide_password=False)
    for statement in (
        "UPDATE batch SET curator = 'somebody else'",
        "DELETE FROM revision",
        "UPDATE alembic_version SET version_num = '9'",
        "DROP TABLE claim",
    ):
        with (
            psycopg.connect(plain) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)


@pytest.mark.file
def test_who_has_no_rights_at_all_may_not_read(people):
    reader, owner = people("reader"), people("owner")
    plain = owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"REVOKE kg_reader_{os.getpid()} FROM {reader.url.username}")
    assert reader("status", exit_code=1).stderr == (
        f"Error: The notebook {reader.place} may not be read by this user. "
        "Ask its owner for the right to.\n"
    )
