"""What every command is given: kg.cli.app."""

import sqlite3

import pytest

from kg.cli.app import App
from tests.cli.conftest import run


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["add", "Prices fall", "--speaker", "Ada"], "kg add 'Prices fall' --speaker Ada"),
        (
            ["--database", "postgresql://ada:secret@example.org/notes", "undo"],
            "kg --database postgresql://ada:***@example.org/notes undo",
        ),
        (
            ["--database=postgresql+psycopg://:s3:c@ret@example.org/notes", "undo"],
            "kg --database=postgresql+psycopg://:***@example.org/notes undo",
        ),
        (
            ["source", "add", "x", "--url", "https://example.org/a:b"],
            "kg source add x --url https://example.org/a:b",
        ),
    ],
)
def test_the_history_keeps_the_command_without_passwords(typed, kept):
    assert App(typed).command == kept


def test_the_language_is_that_of_the_option_the_environment_or_the_notebook(kg):
    kg("add", "Prices fall", "--zh", "物价下降")
    assert "Prices fall" in kg("claim", "list").output
    assert "物价下降" in kg("claim", "list", env={"KG_LANGUAGE": "zh"}).output
    answer = kg("claim", "list", "--language", "en", env={"KG_LANGUAGE": "zh"})
    assert "Prices fall" in answer.output


def test_json_is_indented_and_keeps_letters_of_every_script(kg):
    assert kg("speaker", "add", "颜水成", "--json").output.startswith('{\n  "id": 1,\n')
    assert '"zh": "颜水成"' in kg("speaker", "show", 1, "--json").output


def test_hints_are_for_people_not_for_scripts(kg):
    assert "Next:" in kg("add", "Prices fall").output
    assert "Next:" not in kg("add", "Prices rise", "--json").output


@pytest.mark.file
def test_nothing_is_said_to_be_done_before_it_is(kg, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("sqlalchemy.engine.default.DefaultDialect.do_commit", fail)
    answer = kg("add", "Prices fall", exit_code=1)
    assert answer.output == ""
    assert answer.stderr.startswith("Error: The notebook ")


def test_without_today_the_day_is_asked_for(kg):
    assert kg("due", env={"KG_TODAY": "tomorrow"}, exit_code=2).stderr == (
        "Error: KG_TODAY is 'tomorrow', which is no day. Write it as 2026-11-23 or unset it.\n"
    )


def test_a_change_is_seen_by_the_next_process(kg):
    kg("add", "Prices fall", "--speaker", "Ada")
    assert run("claim", "list").stdout == "1  Ada  Prices fall\n"
