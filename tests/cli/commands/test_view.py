"""`kg view`, and maps of views."""

import pytest

from tests.pages.unpacking import data_of


def views_of(page):
    """The names of the views that a page offers, with how many claims each shows."""
    views = data_of(page.read_text("utf-8"))["beside"].get("views", [])
    return {one["name"]: len(one["claims"]) for one in views}


def test_add_shows_the_view_as_it_is_kept(table):
    answer = table(
        *("view", "add", "汪华 on o1", "speaker:汪华", "due:..today", "-robot"),
        *("--about", "o1", "--note", "for the meeting"),
    )
    assert answer.output == (
        "View 1, 汪华 on o1\n"
        "  query       about:o1 speaker:汪华 due:..today -robot\n"
        "  shows       1 claim\n"
        "  note        for the meeting\n"
        "  id          汪华-on-o1-…\n"
    )


def test_list_shows_each_with_its_claims_and_takes_conditions(table):
    table("view", "add", "All of it", "about:o1")
    table("view", "add", "Months", "text:months")
    assert table("view", "list").output == (
        "1  All of it  2 claims  about:o1\n2  Months     1 claim   text:months\n"
    )
    assert table("view", "list", "text:years").output == "1  All of it  2 claims  about:o1\n"
    assert table("view", "list", "kind:fact").stderr == "No views meet these conditions.\n"


def test_an_empty_list_says_how_to_begin(table):
    assert table("view", "list").stderr == (
        "There are no views yet. Add one: kg view add NAME QUERY\n"
    )


def test_edit_remove_undo_and_history(table):
    table("view", "add", "Months", "text:months")
    assert "query       text:years" in table("view", "edit", "months", "text:years").output
    assert table("view", "edit", 1, "--name", "Months").stderr == (
        "It was so already; nothing was changed.\n"
    )
    assert (
        table("view", "remove", "Months").output
        == "Removed view 1: Months\nkg undo brings it back.\n"
    )
    table("undo")
    assert "text:years" in table("view", "show", 1).output
    assert "query: text:months → text:years" in table("history", "view", 1).output


def test_a_view_comes_not_back_beside_another_of_its_name(table):
    table("view", "add", "Months", "text:months")
    table("view", "remove", "Months")
    table("view", "add", "Months", "about:o1")
    answer = table("undo", 7, exit_code=1)
    assert "view" in answer.stderr
    assert table("view", "list").output == "2  Months  2 claims  about:o1\n"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["add", "Months"], 2, "The query is empty. Write at least one word."),
        (["add", "Months", "abuot:o1"], 2, "There is no field 'abuot'. Did you mean about?"),
        (["add", "Months", "about:o2"], 1, "There is no concept 'o2'."),
        (["edit", "1"], 2, "There is nothing to change: give a query, or say what, as an option."),
        (["show", "Mnths"], 1, "There is no view 'Mnths'. Add it: kg view add NAME QUERY"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(table, words, code, error):
    answer = table("view", *words, exit_code=code)
    assert f"Error: {error}" in answer.stderr


def test_a_map_offers_all_views_or_those_that_are_named(table, home):
    table("view", "add", "All of it", "about:o1")
    table("view", "add", "Months", "text:months")
    table("map")
    assert views_of(home / "map.html") == {"All of it": 2, "Months": 1}
    answer = table("map", "--view", "months", "-o", "one.html")
    assert answer.output == f"Wrote the map of 1 claim to {home}/one.html\n"
    assert "<title>Months</title>" in (home / "one.html").read_text("utf-8")
    assert views_of(home / "one.html") == {}
    table("map", "--view", "1", "--view", "months", "-o", "two.html")
    assert views_of(home / "two.html") == {"All of it": 2, "Months": 1}
    answer = table("map", "--view", "Mnths", exit_code=1)
    assert answer.stderr == "Error: There is no view 'Mnths'. Did you mean Months?\n"


def test_a_map_says_which_view_it_could_not_ask(table):
    table("speaker", "add", "Nobody Special")
    table("view", "add", "Special", "speaker:Nobody Special")
    table("speaker", "edit", "Nobody Special", "--en", "Somebody")
    answer = table("map")
    assert answer.stderr.startswith("The view 'Special' was left out: There is no speaker")


def test_views_travel_with_the_notebook_as_text(table, home):
    table("view", "add", "Months", "text:months", "--note", "why")
    table("export", "all.yaml")
    table("export", "all.jsonl")
    table("export", "part.yaml", "--about", "o1")
    assert "views:" not in (home / "part.yaml").read_text("utf-8")
    for name in ("all.yaml", "all.jsonl"):
        table("--database", f"{name}.db", "init")
        table("--database", f"{name}.db", "import", name)
        assert "text:months" in table("--database", f"{name}.db", "view", "show", "Months").output
    (home / "bad.yaml").write_text("views: [{id: v, name: V, query: 'abuot:o1'}]", "utf-8")
    answer = table("import", "bad.yaml", exit_code=1)
    assert answer.stderr.startswith(
        "Error: bad.yaml:1 (views[0].query): There is no field 'abuot'. Did you mean about?"
    )
