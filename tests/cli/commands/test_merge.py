"""`kg claim merge`, `kg speaker merge` and `kg concept merge`."""

import pytest


def test_claims_become_one_and_undo_brings_both_back(table, rows):
    before = table("export", "-").output
    assert table("claim", "merge", 1, 2).output == (
        "Claim 2, Catching up takes months, became claim 1.\n"
        "Claim 1: Catching up takes years\n"
        "It got 1 position.\n"
        "Link 1 went away, for it joined them: 2 opposes 1. Its note was: years or months\n"
        "The words of claim 2 are kept in the note.\n"
        "kg undo brings it all back.\n"
    )
    assert table("claim", "show", 2).output == (
        "Claim 1, prediction, overdue\n"
        "  en  Catching up takes years\n"
        "  zh  追赶需要数年\n"
        "  about       o1\n"
        "  note        Also: Catching up takes months\n"
        "  id          catching-up-takes-years-…\n"
        "\n"
        "Positions\n"
        "  1  颜水成 asserts, 2024-09-14\n"
        "     «以年为单位»\n"
        "     in Round table\n"
        "  2  汪华 asserts, 2024-09-14\n"
        "  3  汪华 disagrees, 2024-09-14\n"
        "     «没那么久»\n"
        "\n"
        "Predictions\n"
        "  1  overdue, due 2026-09\n"
        "     颜水成: 80 %, stated, 2024-09-14\n"
    )
    table("undo")
    assert table("export", "-").output == before


def test_a_dry_run_says_what_would_be_and_changes_nothing(table, rows):
    before = rows()
    answer = table("speaker", "merge", "颜水成", "汪华", "--dry-run")
    assert answer.output == (
        "Speaker 2, 汪华, became speaker 1.\nSpeaker 1: 颜水成\nIt got 2 positions.\n"
    )
    assert answer.stderr == "Nothing was changed: this was a dry run.\n"
    assert rows() == before


def test_scripts_get_the_card_of_what_is_kept(table):
    card = table("speaker", "merge", "汪华", "颜水成", "--json").json
    assert (card["id"], card["aliases"]) == (2, ["颜水成"])
    assert table("position", "list", "--speaker", "颜水成", "--json").json != []


def test_concepts_become_one(table):
    table("add", "Scaling goes on", "--about", "OpenAI o1", "--about", "o1", "--new")
    assert table("concept", "merge", "o1", "OpenAI o1").output == (
        "Concept 2, OpenAI o1, became concept 1.\nConcept 1: o1\nkg undo brings it all back.\n"
    )
    assert table("concept", "show", "openai o1").output.startswith("Concept 1, concept\n  o1\n")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["claim", "merge", 1, 1], "Claim 1 cannot be merged with itself. Name two that are two."),
        (["claim", "merge", 1, 2, 2], "Claim 2 is named twice. Name it once."),
        (
            ["claim", "merge", 1, 7],
            "There is no claim '7'. See kg claim list.",
        ),
        (
            ["speaker", "merge", "颜水成", "OpenAI"],
            "Speaker 1, 颜水成, is of the kind person; 3, OpenAI, is of the kind organisation. "
            "If they are one all the same, say --force.",
        ),
        (
            ["speaker", "merge", "汪华", "颜水"],
            "There is no speaker '颜水'. Did you mean 颜水成?",
        ),
    ],
)
def test_what_cannot_be_merged_is_refused(table, rows, words, error):
    table("speaker", "add", "OpenAI", "--kind", "organisation")
    before = rows()
    assert table(*words, exit_code=1).stderr == f"Error: {error}\n"
    assert rows() == before


def test_what_is_merged_already_is_told(table):
    table("speaker", "add", "OpenAI", "--kind", "organisation")
    table("speaker", "merge", "颜水成", "OpenAI", "--force")
    assert table("speaker", "merge", "颜水成", 3, exit_code=1).stderr == (
        "Error: 3 is speaker 1 already. There is nothing left to merge.\n"
    )
    assert table("speaker", "show", "OpenAI", "--json").json["id"] == 1


def test_merging_wants_two(table):
    assert "Missing argument 'OTHER...'" in table("claim", "merge", 1, exit_code=2).stderr
