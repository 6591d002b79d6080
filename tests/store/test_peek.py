"""A quick look into a notebook's file: kg.store.peek."""

import pytest

from kg.store import peek
from kg.store.peek import Known


@pytest.fixture
def path(kg, home):
    """A notebook with two speakers, two claims and what hangs on them."""
    kg("init")
    kg("add", "Catching up takes years", "--speaker", "颜水成", "--about", "o1", "--tag", "pace")
    kg("speaker", "edit", "颜水成", "--en", "Yan Shuicheng", "--alias", "Shuicheng Yan")
    kg("add", "It takes 50% longer", "--speaker", "Wang Hua", "--by", "2026", "--tag", "pace")
    kg("link", "add", "2", "opposes", "1")
    return home / "notebook.db"


def test_names_are_found_by_their_beginning_in_any_script_and_case(path):
    also = "颜水成, Shuicheng Yan"
    assert peek.names("speaker", path, "yan") == [Known("Yan Shuicheng", also)]
    assert peek.names("speaker", path, "颜") == [Known("颜水成", "Yan Shuicheng, Shuicheng Yan")]
    assert peek.names("speaker", path, "ＷＡ") == [Known("Wang Hua", "speaker 2")]
    assert peek.names("concept", path, "") == [Known("o1", "concept 1")]
    assert peek.names("speaker", path, "zz") == []


def test_claims_are_found_by_number_and_by_words(path):
    first = Known("1", "Catching up takes years")
    second = Known("2", "It takes 50% longer")
    assert peek.claims(path, "", "en") == [second, first]
    assert peek.claims(path, "1", "en") == [first]
    assert peek.claims(path, "takes", "en") == [second, first]
    assert peek.claims(path, "5%", "en") == []
    assert peek.claims(path, "0% l", "en") == [second]
    assert peek.claims(path, "_", "en") == []


def test_predictions_say_what_they_read(path):
    assert peek.predictions(path, "longer", "en") == [Known("1", "It takes 50% longer")]


def test_positions_links_tags_and_changes_say_what_they_are(path):
    assert peek.positions(path, "2", "en") == [Known("2", "Wang Hua asserts: It takes 50% longer")]
    assert peek.links(path, "") == [Known("1", "claim 2 opposes claim 1")]
    assert peek.tags(path, "pa") == [Known("pace", "2 claims")]
    assert peek.changes(path, "4") == [Known("4", "kg link add 2 opposes 1")]


def test_where_there_is_no_notebook_nothing_is_found(tmp_path):
    (tmp_path / "text.db").write_text("no database")
    for name in ("text.db", "none.db"):
        assert peek.claims(tmp_path / name, "", "en") == []
        assert peek.names("speaker", tmp_path / name, "A") == []
    assert not (tmp_path / "none.db").exists()
