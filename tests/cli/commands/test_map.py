"""`kg map`."""

import pytest


def test_map_says_where_it_is(table, home):
    assert table("map").output == f"Wrote the map of 2 claims to {home}/map.html\n"
    page = (home / "map.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<title>Claims and who makes them</title>" in page
    assert "追赶需要数年" in page


def test_map_takes_conditions_a_title_and_a_language(table, home):
    answer = table(
        "map", "-o", "one.html", "--text", "months", "--title", "一图", "--language", "zh"
    )
    assert answer.output == f"Wrote the map of 1 claim to {home}/one.html\n"
    page = (home / "one.html").read_text("utf-8")
    assert '<html lang="zh">' in page
    assert "<title>一图</title>" in page
    assert "Catching up takes years" not in page


def test_map_opens_in_the_browser_when_asked(table, home, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    assert table("map", "--open").stderr == ""
    assert opened == [(home / "map.html").as_uri()]
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    assert table("map", "--open").stderr == (
        "No browser could be opened here: open the file yourself.\n"
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--kind", "fact"], "No claims meet these conditions; no map was written. Ask for less."),
        pytest.param(
            ["-o", "notebook.db"],
            "notebook.db is a database, perhaps a notebook. Name another file.",
            marks=pytest.mark.file,
        ),
        (["-o", "."], ". is a directory. Name a file in it."),
        (["--around", "9"], "There is no claim '9'. See kg claim list."),
    ],
)
def test_a_map_that_cannot_be_drawn_is_one_sentence(table, home, rows, words, error):
    before = rows()
    assert table("map", *words, exit_code=1).stderr == f"Error: {error}\n"
    assert rows() == before
    assert not (home / "map.html").exists()


def test_an_empty_notebook_has_no_map(kg):
    assert kg("map", exit_code=1).stderr == (
        "Error: There are no claims to draw yet. Add one with kg add, or try kg demo.\n"
    )
