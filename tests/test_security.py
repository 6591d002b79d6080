"""What docs/security.md promises, where no other test holds it."""

import ast
import json
import os
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import JSON, String

from kg.errors import KgError
from kg.formats import yaml_notebook
from kg.store.models import Base
from kg.store.types import Json
from tests.conftest import REPOSITORY

SENDING = {"exec_driver_sql", "executescript", "executemany", "execute", "copy", "text", "DDL"}
"""What sends its first argument to a database as it is, or makes a statement of it."""

FROM_THE_PROGRAM = {
    "kg/store/bulk.py": {"table.name", "quoted", "marks", "sequence", "statement"},
    "kg/store/checkup.py": {"check"},
    "kg/store/database.py": {"asked"},
    "kg/store/engines.py": {"pragma", "PATIENCE", "_QUEUE"},
    "kg/store/models.py": {"INDEX"},
    "kg/store/indexing.py": {"INDEX"},
    "kg/store/search.py": {"INDEX", "_VECTOR", "statement"},
    "kg/store/views.py": {"name", "query"},
}
"""The modules that put something into a statement, and what: names that the program itself has."""

HOSTILE = "\x1b]0;owned\x07\x1b[31m\u202eevil\u2066\x9b2J"


def statements(path: Path):
    """Each argument that is sent to a database and is no constant, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in SENDING:
            yield node.args[0], name


def put_in(argument: ast.expr):
    """What is put into a statement, as it is written in the source."""
    if isinstance(argument, ast.JoinedStr):
        for part in argument.values:
            if isinstance(part, ast.FormattedValue):
                yield ast.unparse(part.value)
    elif isinstance(argument, ast.BinOp):
        yield from put_in(argument.left)
        yield from put_in(argument.right)
    elif isinstance(argument, ast.IfExp):
        yield from put_in(argument.body)
        yield from put_in(argument.orelse)
    elif isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
        if argument.func.attr in {"format", "join", "replace"}:
            yield ast.unparse(argument)
    elif isinstance(argument, ast.Name):
        yield argument.id


def sends_sql(path: Path) -> bool:
    return bool(re.search(r"\bsqlalchemy\b|\bsqlite3\b|\bpsycopg\b", path.read_text("utf-8")))


def test_no_statement_is_built_from_text():
    built = {}
    for path in sorted([*(REPOSITORY / "kg").rglob("*.py")]):
        if not sends_sql(path):
            continue
        name = str(path.relative_to(REPOSITORY))
        # SQLAlchemy's own statements are objects, and are called by what made them.
        found = {
            one
            for argument, call in statements(path)
            for one in put_in(argument)
            if call != "execute" or not isinstance(argument, ast.Name)
        }
        if found - FROM_THE_PROGRAM.get(name, set()):
            built[name] = found - FROM_THE_PROGRAM.get(name, set())
    assert built == {}


def test_the_look_for_statements_finds_those_that_are_built(tmp_path):
    path = tmp_path / "bad.py"
    path.write_text(
        'session.execute(text(f"DELETE FROM claim WHERE id = {typed}"))\n'
        'connection.exec_driver_sql("SELECT " + column)\n'
        'connection.exec_driver_sql("SELECT {}".format(column))\n'
    )
    found = [one for argument, _ in statements(path) for one in put_in(argument)]
    assert sorted(found) == ["'SELECT {}'.format(column)", "column", "typed"]


@pytest.mark.file
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["status", "--json"],
        ["claim", "list"],
        ["add", "Prices fall"],
        ["db", "path"],
        ["init"],
        ["doctor"],
        ["backup"],
        ["history", "--json"],
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "postgresql://ada:hush-hush@127.0.0.1:1/notes",
        "postgresql://127.0.0.1:1/notes?user=ada&password=hush-hush",
        "postgresql://ada:hush-hush@127.0.0.1:no-port/notes",
        "mysql://ada:hush-hush@127.0.0.1/notes",
    ],
)
def test_a_password_is_shown_nowhere(home, kg, words, place):
    from click.testing import CliRunner

    from kg.cli import main

    ran = CliRunner().invoke(main, ["--database", place, *words], prog_name="kg")
    traced = repr(ran.exception) if ran.exception else ""
    assert "hush-hush" not in ran.output + traced
    merged = CliRunner().invoke(main, ["merge", place], prog_name="kg")
    assert "hush-hush" not in merged.output


@pytest.mark.file
def test_what_is_private_is_made_for_its_owner_alone(kg, home, monkeypatch):
    before = os.umask(0)
    try:
        monkeypatch.setenv("KG_DATABASE", str(home / "new" / "notebook.db"))
        kg("init")
        kg("add", "Prices fall", "--speaker", "Ada")
        kg("backup")
        kg("copy", "new/notebook.db", "copy.db")
        kg("restore", next((home / "new" / "backups").iterdir()))
        for path in [*(home / "new").rglob("*"), home / "copy.db", home / "new"]:
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    finally:
        os.umask(before)


SHOWING = [
    ["claim", "list"],
    ["claim", "show", "1"],
    ["position", "list"],
    ["position", "show", "1"],
    ["prediction", "list"],
    ["prediction", "show", "1"],
    ["link", "list"],
    ["speaker", "list"],
    ["speaker", "show", "1"],
    ["concept", "list"],
    ["concept", "show", "1"],
    ["source", "list"],
    ["source", "show", "1"],
    ["source", "read", "1"],
    ["evidence", "list"],
    ["evidence", "show", "1"],
    ["view", "list"],
    ["due"],
    ["lint"],
    ["search", "evil"],
    ["history"],
    ["history", "claim", "1"],
    ["status"],
    ["score"],
    ["changes"],
    ["agreement"],
    ["ground"],
    ["conflicts"],
    ["steps", "1"],
    ["impact", "1"],
    ["strength", "1"],
    ["suggest", "1"],
    ["merge", "other.db", "--dry-run"],
    ["import", "notes.yaml", "--dry-run"],
    ["claim", "show", HOSTILE],
    ["speaker", "show", HOSTILE],
    ["claim", "edit", "1", "--kind", HOSTILE],
    ["import", HOSTILE],
    ["merge", HOSTILE],
]
"""Commands that show what others wrote, or what was typed."""


@pytest.mark.file
def test_what_a_file_could_not_bring_in_no_notebook_brings_in(hostile):
    hostile("undo")
    said = hostile("merge", "other.db", exit_code=1)
    assert said.stderr.startswith("Error: The other notebook's claim c1 cannot be taken in: ")
    assert hostile("history", "--json").json[0]["undoes"] == 2


@pytest.mark.file
def test_an_address_that_runs_a_script_is_refused_from_a_notebook_too(kg, home):
    kg("init")
    kg("speaker", "add", "Ada", "--url", "https://example.org/ada")
    kg("copy", "notebook.db", "other.db")
    with closing(sqlite3.connect("other.db")) as connection, connection:
        connection.execute("UPDATE speaker SET url = 'javascript:alert(1)'")
    said = kg("merge", "other.db", "--prefer", "theirs", exit_code=1).stderr
    assert re.match(r"Error: The other notebook's speaker ada-\w+ cannot be taken in: ", said)
    assert kg("speaker", "show", 1, "--json").json["url"] == "https://example.org/ada"


@pytest.fixture
def hostile(kg, home):
    """A notebook with such a text wherever one has a place, and another one that differs."""
    text = "EVIL"
    (home / "notes.yaml").write_text(
        f"""
kg: 1
speakers: [{{id: s1, names: {{en: {text}, zh: {text}}}, aliases: [{text}], note: {text}}}]
concepts: [{{id: k1, kind: {text}, names: {text}, note: {text}}}]
sources:
- {{id: q1, kind: {text}, title: {text}, publisher: {text}, note: {text}, language: {text},
   text: {text}, turns: [{{number: 0, section: {text}, label: {text}, speaker: s1}}]}}
evidence: [{{id: e1, title: {text}, quote: {text}, note: {text}}}]
claims:
- {{id: c1, kind: prediction, statement: {text}, about: [k1], tags: [{text}], note: {text},
   positions: [{{speaker: s1, stance: asserts, said: 2020, source: q1, note: {text}}}]}}
- {{id: c2, kind: opinion, statement: {{zh: {text}}}}}
links: [{{from: c2, kind: opposes, to: c1, by: s1, note: {text}}}]
predictions:
- {{id: p1, claims: [c1], statement: {text}, criteria: {text}, horizon: {text}, due: 2021,
   tags: [{text}], note: {text},
   forecasts: [{{speaker: s1, words: {text}, basis: verbal, scale: {text}, note: {text}}}],
   resolutions: [{{outcome: right, decided: 2021, note: {text}, evidence: [e1]}}]}}
views: [{{id: v1, name: {text}, query: evil, note: {text}}}]
""",
        "utf-8",
    )
    kg("init")
    kg("import", "notes.yaml")
    kg("copy", os.environ["KG_DATABASE"], "other.db")
    kg("--database", "other.db", "claim", "edit", 1, "--note", "EVIL other")
    kg("--database", "other.db", "speaker", "add", "EVIL other")
    kg("claim", "edit", 1, "--note", "EVIL mine")
    for place in ("notebook.db", "other.db"):
        spoil(place)
    return kg


def spoil(place):
    """Put such a text into a notebook past all checks, as whoever sends a file may."""
    with closing(sqlite3.connect(place)) as connection, connection:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, String | JSON):
                    written = json.dumps(HOSTILE)[1:-1] if column.type is Json else HOSTILE
                    connection.execute(
                        f"UPDATE {table.name} SET {column.name} = "
                        f"replace({column.name}, 'EVIL', ?) WHERE {column.name} LIKE '%EVIL%'",
                        [written],
                    )


@pytest.mark.file
def test_no_command_lets_a_text_steer_the_terminal(hostile):
    from click.testing import CliRunner

    from kg.cli import main

    steered = {}
    shown = 0
    for words in SHOWING:
        ran = CliRunner().invoke(main, list(words), prog_name="kg")
        harm = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ran.output)
        if (
            harm
            or ran.exit_code not in (0, 1, 2)
            or not isinstance(ran.exception, SystemExit | None)
        ):
            steered[" ".join(words)] = (harm, ran.exit_code, ran.exception, ran.output)
        shown += "evil" in ran.output
    assert steered == {}
    assert shown > len(SHOWING) / 2


def test_a_text_adds_no_line_to_a_calendar(kg, home):
    kg("init")
    kg("add", "Prices fall\nEND:VEVENT\r\nBEGIN:VEVENT", "--speaker", "Ada", "--by", "2027")
    kg("due", "--within", "999", "--ics", "due.ics")
    lines = (home / "due.ics").read_bytes().decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1


def test_yaml_makes_no_objects(tmp_path):
    path = tmp_path / "notes.yaml"
    path.write_text("kg: 1\nclaims: !!python/object/apply:os.system [touch owned]\n", "utf-8")
    with pytest.raises(KgError):
        yaml_notebook.read(path)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.yaml"]


def test_every_test_that_the_page_on_security_names_is_there():
    page = (REPOSITORY / "docs" / "security.md").read_text("utf-8")
    rows = page.split("|---|---|---|\n")[1].split("\n\n")[0].splitlines()
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row.split("|")[3])
        assert named, row
        for path, name in named:
            source = ast.parse((REPOSITORY / path).read_text("utf-8"))
            assert name in {one.name for one in source.body if isinstance(one, ast.FunctionDef)}, (
                f"{path} has no {name}"
            )
