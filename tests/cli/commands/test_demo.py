"""`kg demo`."""

import re

import pytest

from kg.cli.commands.demo import _as_called


def test_demo_makes_a_notebook_and_its_map_and_says_what_to_type_next(kg, home, rows):
    before = rows()
    answer = kg("demo")
    folder = home / "kg-demo"
    said = re.sub(r"\d+ claims", "203 claims", answer.output)
    assert said == (
        f"Notebook  {folder}/notebook.db\n"
        f"Map       {folder}/map.html, 203 claims\n"
        "\n"
        "Open the map in a browser. To ask the notebook, type for instance:\n"
        "\n"
        f"  export KG_DATABASE={folder}/notebook.db\n"
        "  kg status\n"
        "  kg due --within 1000\n"
        "  kg claim list --speaker 颜水成 --outcome wrong\n"
        "  kg claim show c134\n"
        "  kg --help\n"
    )
    assert answer.stderr == ""
    assert (folder / "map.html").read_text("utf-8").startswith("<!doctype html>")
    assert rows() == before
    for line in answer.output.splitlines():
        if line.startswith("  kg "):
            assert kg(*line.split()[1:], env={"KG_DATABASE": str(folder / "notebook.db")}).output


def test_a_second_demo_keeps_what_was_added(kg, home):
    kg("demo", "--into", "here")
    place = str(home / "here" / "notebook.db")
    kg("--database", place, "add", "A claim of my own")
    answer = kg("demo", "--into", "here")
    assert answer.output.startswith(
        f"There is a notebook at {place} already; it stays, as it was.\nNotebook  {place}\n"
    )
    assert kg("--database", place, "claim", "list", "--text", "of my own").output


def test_demo_speaks_the_language_that_is_asked_for(kg, home):
    kg("demo", "--language", "zh")
    assert '<html lang="zh">' in (home / "kg-demo" / "map.html").read_text("utf-8")
    place = str(home / "kg-demo" / "notebook.db")
    assert "颜水成" in kg("--database", place, "claim", "list").output


def test_a_folder_that_cannot_be_made_is_one_sentence(kg, home):
    (home / "file").write_text("x", "utf-8")
    assert kg("demo", "--into", "file", exit_code=1).stderr.startswith("Error: ")


@pytest.mark.parametrize(
    ("typed", "found", "shown"),
    [
        ("/usr/bin/kg", "/usr/bin/kg", "kg"),
        (".venv/bin/kg", None, ".venv/bin/kg"),
        (".venv/bin/kg", "/usr/bin/kg", ".venv/bin/kg"),
        ("my folder/kg", None, "'my folder/kg'"),
        ("/usr/lib/python3/kg/__main__.py", None, "kg"),
    ],
)
def test_the_program_is_named_as_it_can_be_called(monkeypatch, typed, found, shown):
    monkeypatch.setattr("sys.argv", [typed])
    monkeypatch.setattr("shutil.which", lambda name: found)
    assert _as_called() == shown
