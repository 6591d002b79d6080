"""Lists as CSV, page by page and in colour: kg.cli.app and kg.cli.terminal."""

import csv
import io
import os
import stat

import pytest

from tests.cli.conftest import run
from tests.cli.test_terminal import on_a_terminal


def cells(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_list_as_csv_has_a_row_for_each_thing(table):
    (first, second) = cells(table("claim", "list", "--csv").output)
    assert first.pop("uid").startswith("catching-up-takes-years-")
    assert first == {
        "id": "1",
        "kind": "prediction",
        "weight": "main",
        "statement": "Catching up takes years",
        "asserted_by": "颜水成",
        "about": "o1",
        "tags": "",
        "note": "",
        "positions": "2",
        "links": "1",
        "predictions": "1",
        "outcome": "overdue",
    }
    assert second["statement"] == "Catching up takes months"
    assert cells(table("claim", "list", "--csv", "--language", "zh").output)[0]["statement"] == (
        "追赶需要数年"
    )


def test_names_stand_where_cards_have_ids(table):
    positions = cells(table("position", "list", "stance:disagrees", "--csv").output)
    assert [(one["speaker"], one["statement"], one["quote"]) for one in positions] == [
        ("汪华", "Catching up takes years", "没那么久")
    ]
    (link,) = cells(table("link", "list", "--csv").output)
    assert (link["from_statement"], link["kind"], link["to_statement"], link["by"]) == (
        "Catching up takes months",
        "opposes",
        "Catching up takes years",
        "",
    )
    assert link["note"] == "years or months"
    (prediction,) = cells(table("prediction", "list", "--csv").output)
    assert (prediction["statement"], prediction["state"]) == ("Catching up takes years", "overdue")
    assert prediction["forecasts"] == "1"
    (due,) = cells(table("due", "--csv").output)
    assert due["days"] == "-54"
    table("concept", "add", "model")
    table("concept", "edit", "o1", "--broader", "model", "--alias", "草莓")
    found = cells(table("concept", "list", "about:o1", "--csv").output)[0]
    assert (found["name"], found["other_names"], found["broader"]) == ("o1", "草莓", "model")


def test_the_history_is_a_list_too(table):
    last, *_, first = cells(table("history", "--csv").output)
    assert (first["command"], last["counts"]) == ("kg init", "added 1 forecast") or (
        last["counts"] == "added 1 forecast"
    )
    found = cells(table("history", "link", 1, "--csv").output)
    assert [one["action"] for one in found] == ["added"]


def test_nothing_found_is_a_head_without_rows(table):
    answer = table("evidence", "list", "--csv")
    assert answer.output == "id,uid,title,url,published,quote,grade,note\n"
    assert answer.stderr.startswith("There are no pieces of evidence yet.")
    assert "Decide one" not in table("due", "--csv").output


def test_lines_of_csv_end_as_rfc_4180_says_and_formulas_are_harmless(table):
    table("add", "--", "=1+1")
    ended = run("claim", "list", "statement", "--csv", encoding=None)
    assert ended.stdout.count(b"\r\n") == 1
    ended = run("claim", "list", "text:=1", "--csv", encoding=None)
    assert b",opinion,main,'=1+1,,,,,0,0,0,\r\n" in ended.stdout


@pytest.mark.parametrize("words", [["--json", "--csv"], ["--csv", "--json"]])
def test_json_and_csv_exclude_each_other(table, words):
    assert table("claim", "list", *words, exit_code=2).stderr.endswith(
        "Error: It can be shown with --json or with --csv, not with both.\n"
    )


# On a terminal.


@pytest.fixture
def screen(kg, monkeypatch, tmp_path):
    """A terminal of six lines, and a pager that says that it is one."""
    for number in range(1, 9):
        kg("add", f"Claim number {number}", "--speaker", "Ada")
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho a new page\ncat\necho the end\n")
    pager.chmod(pager.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("LINES", "6")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("KG_PAGER", str(pager))
    return pager


def test_what_fits_the_screen_is_shown_at_once(screen):
    assert on_a_terminal("claim", "list", "--limit", "2") == (
        "1  Ada  Claim number 1\n2  Ada  Claim number 2\n"
    )


def test_what_does_not_fit_is_shown_page_by_page_with_what_belongs_to_it(screen):
    seen = on_a_terminal("claim", "list")
    assert seen.startswith("a new page\n1  Ada  Claim number 1\n")
    assert seen.endswith(
        ("8  Ada  Claim number 8\n\nthe end\n", "8  Ada  Claim number 8\nthe end\n")
    )
    seen = on_a_terminal("claim", "list", "--json")
    assert seen.startswith("a new page\n[\n")


def test_long_lines_count_as_the_rows_that_they_fill(screen, kg):
    kg("add", "word " * 200, "--speaker", "Ada")
    assert "a new page" in on_a_terminal("claim", "show", "9")


@pytest.mark.parametrize(
    "environment",
    [{"KG_PAGER": ""}, {"KG_PAGER": "cat"}, {"KG_PAGER": "no-such-pager"}, {"TERM": "dumb"}],
)
def test_a_pager_can_be_refused(screen, monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert on_a_terminal("claim", "list").startswith("1  Ada  Claim number 1\n")


def test_a_pager_can_be_refused_for_once(screen):
    assert "a new page" not in on_a_terminal("--no-pager", "claim", "list")
    assert "a new page" not in on_a_terminal("claim", "list", "--no-pager")


def test_pager_stands_in_for_kg_pager(screen, monkeypatch):
    monkeypatch.delenv("KG_PAGER")
    monkeypatch.setenv("PAGER", str(screen))
    assert on_a_terminal("claim", "list").startswith("a new page\n")


def test_a_pager_that_is_left_early_is_no_error(screen, kg):
    for number in range(9, 40):
        kg("add", f"Claim {number} " + "word " * 1000)
    screen.write_text("#!/bin/sh\nexit 0\n")
    assert on_a_terminal("claim", "list") == ""


def test_a_file_or_another_program_gets_no_pages(screen):
    ended = run("claim", "list")
    assert ended.stdout.startswith("1  Ada  Claim number 1\n")
    assert ended.stdout.count("\n") == 8


def test_a_pager_gets_colour_where_the_terminal_has_it(screen, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("KG_PAGER", "less -R -X")
    seen = on_a_terminal("claim", "list", keys=b"q")
    assert "\x1b[1mAda\x1b[0m  Claim number 1" in seen
    assert "ESC" not in seen


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_a_list_has_colour_on_terminals_unless_refused(kg, monkeypatch, environment, coloured):
    kg("add", "Prices fall", "--speaker", "Ada")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[1mAda" in on_a_terminal("claim", "list")) is coloured
    assert "\x1b" not in run("claim", "list", env=dict(os.environ)).stdout
