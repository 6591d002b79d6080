"""Views for Datasette and other browsers: what they show, and that every notebook has them."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

from kg.store import views
from tests.conftest import REPOSITORY


def rows(path, query):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def test_datasette_shows_every_view_and_follows_its_links(kg, home):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")

    def asked(path):
        """What Datasette answers, asked as by a browser, with the notebook opened for reading."""
        program = [sys.executable, "-m", "datasette", "notebook.db", "--get", path]
        done = subprocess.run(program, cwd=home, capture_output=True, text=True, check=True)
        return done.stdout

    told = json.loads(asked("/notebook.json"))
    assert {one["name"] for one in told["views"]} >= set(views.VIEWS)
    found = json.loads(asked("/notebook/claims.json?_shape=array&_size=3&claim__contains=o1"))
    assert [list(one) for one in found] == [list(found[0])] * 3
    assert all("o1" in one["claim"] for one in found)
    query = (
        "select+speaker,count(*)+as+n+from+positions+where+stance='disagrees'+group+by+1+order+by+1"
    )
    counted = json.loads(asked(f"/notebook.json?sql={query}&_shape=array"))
    assert {one["speaker"]: one["n"] for one in counted} == dict(
        rows(
            home / "notebook.db",
            "SELECT speaker, count(*) FROM positions WHERE stance = 'disagrees' GROUP BY 1",
        )
    )
    assert "<title>notebook: claims" in asked("/notebook/claims")


def test_the_docs_name_every_view_and_column(kg, home):
    kg("init")
    page = (REPOSITORY / "docs" / "formats.md").read_text("utf-8")
    told = {
        name: re.findall("`(.+?)`", columns)
        for name, columns in re.findall(r"^\| `(\w+)` \| (`number`.+) \|$", page, re.MULTILINE)
    }
    path = home / "notebook.db"
    assert told == {
        name: [column[1] for column in rows(path, f"PRAGMA table_info({name})")]
        for name in views.VIEWS
    }


def test_views_say_in_words_what_the_tables_hold(kg, home):
    kg("init", "--language", "zh")
    kg(
        *("add", "Catching up takes years", "--zh", "追赶需要数年", "--speaker", "颜水成"),
        *("--about", "o1", "--said", "2024-09-14", "--quote", "以年为单位"),
        *("--source", "Round table", "--by", "2026-09"),
    )
    kg("add", "Catching up takes months", "--speaker", "汪华")
    kg("disagree", 1, "汪华", "--said", "2024-09-14")
    kg("link", "add", 2, "opposes", 1, "--note", "years or months")
    kg("forecast", 1, "颜水成", "80%", "--on", "2024-09-14")
    kg("resolve", 1, "wrong", "--on", "2025-01-20", "--evidence", "https://a.example/r1")
    path = home / "notebook.db"
    assert rows(path, "SELECT speaker, positions FROM speakers") == [("颜水成", 1), ("汪华", 2)]
    assert rows(path, "SELECT claim, about, supporters, opponents, checked FROM claims") == [
        ("追赶需要数年", "o1", 1, 1, None),
        ("Catching up takes months", None, 1, 0, None),
    ]
    assert rows(path, "SELECT speaker, stance, claim, said, quote, source FROM positions") == [
        ("颜水成", "asserts", "追赶需要数年", "2024-09-14", "以年为单位", "Round table"),
        ("汪华", "asserts", "Catching up takes months", "2026-11-23", None, None),
        ("汪华", "disagrees", "追赶需要数年", "2024-09-14", None, None),
    ]
    assert rows(path, "SELECT claim, link, other_claim, drawn_by, note FROM links") == [
        ("Catching up takes months", "opposes", "追赶需要数年", None, "years or months")
    ]
    assert rows(path, "SELECT prediction, due, outcome, decided FROM predictions") == [
        ("追赶需要数年", "2026-09", "wrong", "2025-01-20")
    ]
    assert rows(path, "SELECT speaker, prediction, probability, outcome FROM forecasts") == [
        ("颜水成", "追赶需要数年", 0.8, "wrong")
    ]
    assert rows(path, "SELECT judged, outcome, evidence FROM verdicts") == [
        ("追赶需要数年", "wrong", "https://a.example/r1")
    ]
    kg("withdraw", 1, "--reason", "too early")
    assert rows(path, "SELECT outcome, decided FROM predictions") == [(None, None)]


def test_the_round_table_has_a_row_for_each_thing(kg, home):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    path = home / "notebook.db"
    tables = {**{name: name.removesuffix("s") for name in views.VIEWS}, "verdicts": "resolution"}
    for name, table in tables.items():
        assert rows(path, f"SELECT count(*) FROM {name}") == rows(
            path, f"SELECT count(*) FROM {table}"
        )
        assert all(row[2] for row in rows(path, f"SELECT * FROM {name}")), name
