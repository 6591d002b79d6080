"""`kg concept`."""


def test_add_shows_it(table):
    assert table(
        *("concept", "add", "推理模型", "--en", "reasoning model", "--kind", "system"),
        *("--alias", "强推理模型", "--note", "a family"),
    ).output == (
        "Concept 2, system\n"
        "  en  reasoning model\n"
        "  zh  推理模型\n"
        "  also        强推理模型\n"
        "  note        a family\n"
        "  id          reasoning-model-…\n"
    )
    table("concept", "edit", "o1", "--broader", "强推理模型")
    assert "  narrower    o1 (1)\n" in table("concept", "show", "推理模型").output
    assert table("concept", "show", "o1").output == (
        "Concept 1, concept\n"
        "  o1\n"
        "  broader     reasoning model (2)\n"
        "  claims      2\n"
        "  id          o1-…\n"
        "Its claims: kg claim list --about 1\n"
    )


def test_claims_about_a_narrower_concept_are_about_the_broader_one(table):
    table("concept", "add", "reasoning")
    table("concept", "edit", "o1", "--broader", "reasoning")
    assert len(table("claim", "list", "--about", "reasoning", "--json").json) == 2


def test_a_circle_of_broader_concepts_is_refused(table, rows):
    table("concept", "add", "reasoning", "--broader", "o1")
    before = rows()
    assert table("concept", "edit", "o1", "--broader", "reasoning", exit_code=1).stderr == (
        "Error: The broader concepts would run in a circle: o1 → reasoning → o1. Choose another.\n"
    )
    assert table("concept", "edit", "o1", "--broader", "o1", exit_code=1).stderr.startswith(
        "Error: The broader concepts would run in a circle"
    )
    assert rows() == before


def test_the_list_has_those_with_most_claims_first(table):
    table("concept", "add", "GPT-4o", "--kind", "system")
    assert table("concept", "list").output == (
        "1  concept  2 claims  o1\n2  system   0 claims  GPT-4o\n"
    )
    assert [card["id"] for card in table("concept", "list", "--is", "system", "--json").json] == [2]
    assert [
        card["id"] for card in table("concept", "list", "--speaker", "汪华", "--json").json
    ] == [1]


def test_edit_changes_what_is_given(table):
    card = table(
        *("concept", "edit", "o1", "--name", "OpenAI o1", "--kind", "system", "--alias", "o1"),
        *("--url", "https://openai.com/o1", "--json"),
    ).json
    assert card["names"] == {"en": "OpenAI o1"}
    assert (card["kind"], card["aliases"], card["url"]) == (
        "system",
        ["o1"],
        "https://openai.com/o1",
    )
    assert table("concept", "edit", "o1", "--kind", "", exit_code=2).stderr == (
        "Error: The kind is empty. Write at least one word.\n"
    )


def test_a_concept_with_claims_stays(table):
    assert table("concept", "remove", "o1", exit_code=1).stderr == (
        "Error: 2 claims are about o1. Take it off them first, with kg claim edit --not-about.\n"
    )
    table("claim", "edit", 1, "--not-about", "o1")
    table("claim", "edit", 2, "--not-about", "o1")
    assert table("concept", "remove", "o1").output == (
        "Removed concept 1: o1\nkg undo brings it back.\n"
    )
