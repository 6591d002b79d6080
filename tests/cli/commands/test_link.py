"""`kg link`."""

import pytest


def test_add_shows_the_link_with_what_the_claims_say(table):
    assert table("link", "add", 1, "depends-on", 2, "--by", "汪华").output == (
        "Link 2, drawn by 汪华\n"
        "  claim       1  Catching up takes years\n"
        "  depends on  2  Catching up takes months\n"
        "  id          1-depends-on-2-…\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            [1, "oposes", 2],
            2,
            "Invalid value for 'KIND': 'oposes' is not supports, opposes, qualifies, depends-on, "
            "restates or elaborates. Did you mean opposes?",
        ),
        ([1, "supports", 1], 1, "Claim 1 cannot be linked to itself. Name two claims."),
        ([2, "opposes", 1], 1, "That is link 1 already. Change it with kg link edit 1."),
        (
            [1, "supports", 2, "--by", "Nobody"],
            1,
            "There is no speaker 'Nobody'. See kg speaker list.",
        ),
    ],
)
def test_what_cannot_be_linked_is_one_sentence(table, rows, words, code, error):
    before = rows()
    assert table("link", "add", *words, exit_code=code).stderr == f"Error: {error}\n"
    assert rows() == before


def test_the_list_has_the_claims_and_what_they_say(table):
    table("link", "add", 1, "elaborates", 2, "--by", "颜水成")
    assert table("link", "list").output == (
        "1  2 opposes 1             Catching up takes months → Catching up takes years\n"
        "2  1 elaborates 2  颜水成  Catching up takes years → Catching up takes months\n"
    )
    assert [card["id"] for card in table("link", "list", "--is", "opposes", "--json").json] == [1]
    assert table("link", "list", "--kind", "fact").stderr == "No links meet these conditions.\n"


def test_edit_and_show_agree(table):
    edited = table("link", "edit", 1, "--kind", "qualifies", "--by", "汪华", "--note", "").output
    assert edited == (
        "Link 1, drawn by 汪华\n"
        "  claim       2  Catching up takes months\n"
        "  qualifies   1  Catching up takes years\n"
        "  id          2-opposes-1-…\n"
    )
    assert table("link", "show", 1).output == edited
    assert table("link", "edit", 1, "--by", "", "--json").json["by"] is None


def test_remove_says_what_is_gone(table):
    assert table("link", "remove", 1).output == (
        "Removed link 1: 2 opposes 1\nkg undo brings it back.\n"
    )
    assert table("link", "list").stderr == (
        "There are no links yet. Add one: kg link add CLAIM supports CLAIM\n"
    )


def test_a_kind_of_two_words_is_named_as_it_is_typed(table):
    answer = table("link", "add", 2, "depends", "on", 1, exit_code=2)
    assert "Did you mean depends-on?" in answer.stderr
