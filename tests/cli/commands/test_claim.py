"""`kg add` and `kg claim`."""

import pytest


def test_add_says_what_was_made_and_what_to_type_next(kg):
    answer = kg(
        *("add", "Catching up to o1 takes years", "--speaker", "颜水成", "--about", "o1"),
        *("--said", "2024-09-14", "--quote", "以年为单位", "--source", "Round table"),
        *("--turn", "3", "--section", "Opening", "--by", "2026-09"),
    )
    assert answer.output == (
        "Claim 1: Catching up to o1 takes years\n"
        "Prediction 1, due 2026-09\n"
        "New: concept o1, speaker 颜水成, source Round table\n"
        "Next: kg agree 1 SPEAKER, kg disagree 1 SPEAKER, kg resolve 1 right|wrong|…\n"
    )
    assert kg("claim", "show", 1).output == (
        "Claim 1, prediction, overdue\n"
        "  Catching up to o1 takes years\n"
        "  about       o1\n"
        "  id          catching-up-to-o1-takes-years-…\n"
        "\n"
        "Positions\n"
        "  1  颜水成 asserts, 2024-09-14\n"
        "     «以年为单位»\n"
        "     in Round table, section Opening, turn 3\n"
        "\n"
        "Predictions\n"
        "  1  overdue, due 2026-09\n"
    )


def test_add_without_a_date_is_a_claim_of_opinion(kg):
    assert kg("add", "今年通胀会回落").output == (
        "Claim 1: 今年通胀会回落\n"
        "Next: kg agree 1 SPEAKER, kg disagree 1 SPEAKER, kg predict 1 --by DAY\n"
    )
    assert kg("claim", "show", 1, "--json").json["kind"] == "opinion"


def test_add_takes_the_words_of_likelihood_as_the_speakers_forecast(kg):
    kg(
        *("add", "今年通胀会回落", "--en", "Inflation falls this year", "--speaker", "央行"),
        *("--by", "2026", "--words", "大概率", "--horizon", "今年", "--criteria", "CPI 低于 1%"),
        *("--said", "2026-01-10"),
    )
    assert kg("prediction", "show", 1).output == (
        "Prediction 1, due in 38 days\n"
        "  reads       1  Inflation falls this year\n"
        "  decided by  CPI 低于 1%\n"
        "  due         2026\n"
        "  said as     «今年»\n"
        "  id          inflation-falls-this-year-…\n"
        "\n"
        "Forecasts\n"
        "  1  央行: 80 % (65 % to 90 %) «大概率», verbal by kg Chinese (2026-11), 2026-01-10\n"
    )


def test_add_shows_the_card_for_scripts(kg):
    card = kg(
        "add",
        "Prices fall",
        "--zh",
        "物价下降",
        "--in",
        "fr",
        "Les prix baissent",
        "--kind",
        "FACT",
        "--weight",
        "detail",
        "--tag",
        "prices",
        "--note",
        "said twice",
        "--json",
    ).json
    assert card.pop("uid").startswith("prices-fall-")
    assert card == {
        "id": 1,
        "kind": "fact",
        "weight": "detail",
        "statement": {"en": "Prices fall", "zh": "物价下降", "fr": "Les prix baissent"},
        "tags": ["prices"],
        "note": {"en": "said twice"},
        "about": [],
        "positions": [],
        "links": [],
        "predictions": [],
        "resolutions": [],
        "outcome": None,
    }


def test_a_known_name_in_any_language_is_not_added_again(kg):
    kg("speaker", "add", "颜水成", "--en", "Yan Shuicheng", "--alias", "Shuicheng Yan")
    for name in ("颜水成", "yan shuicheng", "SHUICHENG  YAN", "1", "颜水成"):
        assert "New" not in kg("add", "Prices fall", "--speaker", name, "--new").output


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["", "--speaker", "Ada"], "The statement is empty. Write at least one word."),
        (["  \n "], "The statement is empty. Write at least one word."),
        (
            ["x", "--said", "2024-02-30"],
            "Invalid value for '--said': There is no date 2024-02-30. "
            "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.",
        ),
        (
            ["x", "--by", "sooon"],
            "Invalid value for '--by': 'sooon' is not a date. "
            "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.",
        ),
        (
            ["x", "--by", "soon"],
            "'soon' is no day but a vague time: opens 2026-11-23, due 2027-11-23, vague. "
            "Write the day that you hold them to, or the words as --horizon.",
        ),
        (
            ["x", "--speaker", "Ada", "--probability", "1.7"],
            "Invalid value for '--probability': The probability 1.7 is not between 0 and 1. "
            "Write 1.7 % as 0.017.",
        ),
        (["x", "--quote", "y"], "What was said is somebody's: name the --speaker."),
        (["x", "--said", "2024"], "What was said is somebody's: name the --speaker."),
        (["x", "--probability", "60%"], "A probability is somebody's: name the --speaker."),
        (
            ["x", "--kind", "opinon"],
            "Invalid value for '--kind': 'opinon' is not fact, cause, opinion, prediction or "
            "recommendation. Did you mean opinion?",
        ),
        (
            ["x", "--speaker", "Ada", "--turn", "3"],
            "A turn needs a source. Name the source with --source.",
        ),
        (["x", "--en", "y"], "The statement is given twice in en. Give it once."),
        (
            ["x", "--in", "klingon", "y"],
            "Invalid value for '--in': 'klingon' is not a language code. "
            "Write one such as en, zh or pt-BR.",
        ),
    ],
)
def test_what_cannot_be_added_is_one_sentence_and_changes_nothing(kg, rows, words, error):
    before = rows()
    answer = kg("add", *words, exit_code=2)
    assert answer.stderr.splitlines()[-1] == f"Error: {error}"
    assert answer.output == ""
    assert rows() == before


def test_a_name_that_is_nearly_known_is_asked_about(kg, rows):
    kg("add", "Prices fall", "--speaker", "Yan Shuicheng")
    before = rows()
    assert kg("add", "x", "--speaker", "Yan Shuichen", exit_code=1).stderr == (
        "Error: There is no speaker 'Yan Shuichen'. Did you mean Yan Shuicheng? "
        "If it is a new one, say --new.\n"
    )
    assert rows() == before
    assert (
        "New: speaker Yan Shuichen\n" in kg("add", "x", "--speaker", "Yan Shuichen", "--new").output
    )


def test_a_quote_that_is_not_in_the_kept_text_is_refused(kg, home, rows):
    (home / "talk.md").write_text("**颜水成**：以年\n为单位。", "utf-8")
    kg("source", "add", "Talk", "--text", "talk.md")
    before = rows()
    assert kg(
        "add", "x", "--speaker", "颜水成", "--source", "Talk", "--quote", "以月为单位", exit_code=1
    ).stderr == (
        "Error: The text of Talk does not have the words «以月为单位». Did you mean «以年 为单位»?\n"
    )
    assert rows() == before
    kg("add", "x", "--speaker", "颜水成", "--source", "Talk", "--quote", "以年为单位")
    assert "in the text characters 8–14" in kg("position", "show", 1).output


def test_the_list_has_number_who_and_statement(kg):
    kg("add", "今年通胀会回落", "--speaker", "央行")
    assert kg("claim", "list").output == "1  央行  今年通胀会回落\n"


def test_the_list_tells_what_a_claim_came_to(table):
    assert table("claim", "list").output == (
        "1  颜水成  Catching up takes years [overdue]\n2  汪华    Catching up takes months\n"
    )


def test_the_list_speaks_the_language_that_is_asked_for(table):
    assert table("claim", "list", "--language", "zh", "--limit", 1).output == (
        "1  颜水成  追赶需要数年 [overdue]\n"
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--speaker", "颜水成"], [1]),
        (["--speaker", "汪华"], [1, 2]),
        (["--speaker", "汪华", "--stance", "disagrees"], [1]),
        (["--speaker", "颜水成", "--speaker", "汪华"], [1, 2]),
        (["--about", "o1"], [1, 2]),
        (["--source", "round table"], [1]),
        (["--kind", "prediction"], [1]),
        (["--outcome", "overdue"], [1]),
        (["--outcome", "right"], []),
        (["--said-from", "2024-09-15"], []),
        (["--said-to", "2024"], [1, 2]),
        (["--due-to", "2026"], [1]),
        (["--due-from", "2027"], []),
        (["--text", "months"], [2]),
        (["--text", "数年"], [1]),
        (["--around", "2"], [1, 2]),
        (["--around", "2", "--depth", "0"], [2]),
        (["--limit", "1"], [1]),
    ],
)
def test_the_list_takes_conditions(table, words, numbers):
    assert [card["id"] for card in table("claim", "list", *words, "--json").json] == numbers


def test_an_empty_list_says_why_beside_it(kg):
    answer = kg("claim", "list")
    assert answer.output == ""
    assert answer.stderr == 'There are no claims yet. Add one: kg add "…" --speaker NAME\n'
    kg("add", "Prices fall")
    assert kg("claim", "list", "--kind", "fact").stderr == "No claims meet these conditions.\n"
    assert kg("claim", "list", "--kind", "fact", "--json").json == []


def test_unknown_names_in_conditions_are_asked_about(table):
    assert table("claim", "list", "--speaker", "颜水成们", exit_code=1).stderr == (
        "Error: There is no speaker '颜水成们'. Did you mean 颜水成?\n"
    )


def test_a_claim_is_shown_whole(table):
    table("evidence", "add", "R1 report", "--url", "https://example.org/r1", "--grade", "primary")
    table(
        *("resolve", 1, "wrong", "--on", "2025-01-20", "--evidence", 1, "--confidence", "high"),
        *("--note", "R1 came after four months"),
    )
    table("claim", "edit", 1, "--tag", "core", "--note", "Said twice")
    assert table("claim", "show", 1).output == (
        "Claim 1, prediction, wrong\n"
        "  en  Catching up takes years\n"
        "  zh  追赶需要数年\n"
        "  about       o1\n"
        "  tags        core\n"
        "  note        Said twice\n"
        "  id          catching-up-takes-years-…\n"
        "\n"
        "Positions\n"
        "  1  颜水成 asserts, 2024-09-14\n"
        "     «以年为单位»\n"
        "     in Round table\n"
        "  3  汪华 disagrees, 2024-09-14\n"
        "     «没那么久»\n"
        "\n"
        "Links\n"
        "  1  opposed by 2: Catching up takes months\n"
        "     years or months\n"
        "\n"
        "Predictions\n"
        "  1  wrong, due 2026-09\n"
        "     颜水成: 80 %, stated, 2024-09-14\n"
        "     resolution 1: wrong, decided 2025-01-20, high confidence, written down …\n"
        "     R1 came after four months\n"
        "     for: R1 report (primary, https://example.org/r1)\n"
    )


def test_a_claim_is_found_by_number_id_and_words(table):
    uid = table("claim", "show", 1, "--json").json["uid"]
    for key in ("1", uid, "Catching up takes YEARS", "追赶需要数年"):
        assert table("claim", "show", key, "--json").json["id"] == 1
    assert table("claim", "show", "Catching up takes yeasr", exit_code=1).stderr.startswith(
        "Error: There is no claim 'Catching up takes yeasr'. Did you mean 1 (Catching up takes years)"
    )


def test_edit_changes_what_is_given_and_shows_it(table):
    answer = table(
        *("claim", "edit", 2, "--zh", "追赶只需数月", "--kind", "prediction", "--weight", "detail"),
        *("--about", "GPT-4o", "--not-about", "o1", "--tag", "speed", "--note", "later softened"),
    )
    assert answer.output == (
        "Claim 2, prediction, a detail\n"
        "  en  Catching up takes months\n"
        "  zh  追赶只需数月\n"
        "  about       GPT-4o\n"
        "  tags        speed\n"
        "  note        later softened\n"
        "  id          catching-up-takes-months-…\n"
        "\n"
        "Positions\n"
        "  2  汪华 asserts, 2024-09-14\n"
        "\n"
        "Links\n"
        "  1  opposes 1: Catching up takes years\n"
        "     years or months\n"
    )
    table("claim", "edit", 2, "--not-tag", "speed", "--note", "")
    card = table("claim", "show", 2, "--json").json
    assert (card["tags"], card["note"]) == ([], None)


def test_edit_wants_something_to_change(table):
    assert table("claim", "edit", 1, exit_code=2).stderr == (
        "Usage: kg claim edit [OPTIONS] CLAIM\n"
        "Error: There is nothing to change: say what, as an option. "
        "On a terminal the claim is opened as text.\n"
    )


def test_edit_says_when_it_was_so_already(table, rows):
    before = rows()
    answer = table("claim", "edit", 1, "--kind", "prediction")
    assert answer.stderr == "It was so already; nothing was changed.\n"
    assert rows() == before


def test_a_tag_that_is_not_there_cannot_be_taken_off(table):
    assert table("claim", "edit", 1, "--not-tag", "x", exit_code=2).stderr == (
        "Error: 'x' is not there to be taken off. There is: nothing.\n"
    )


def test_remove_tells_what_went_with_it_and_undo_brings_it_back(table):
    before = table("claim", "show", 1, "--json").json
    assert table("claim", "remove", 1).output == (
        "Removed claim 1: Catching up takes years, with 2 positions, 1 link, 1 prediction and "
        "1 forecast\n"
        "kg undo brings it back.\n"
    )
    assert table("claim", "show", 1, exit_code=1).stderr.startswith("Error: There is no claim '1'.")
    table("undo")
    assert table("claim", "show", 1, "--json").json == before


def test_a_claim_of_fact_can_be_checked(kg):
    kg("add", "o1 is a single model", "--kind", "fact", "--said", "2024-09-14", "--speaker", "Ada")
    assert kg(
        "claim", "check", 1, "unclear", "--on", "2026-10", "--note", "never documented"
    ).output == (
        "Claim 1: o1 is a single model\n"
        "  unclear, decided 2026-10\n"
        "  never documented\n"
        "If that is wrong: kg undo now, or kg withdraw 1 later.\n"
    )
    assert kg("claim", "show", 1).output.endswith(
        "\nResolutions\n  1  unclear, decided 2026-10, written down …\n     never documented\n"
    )
    assert kg("claim", "list").output == "1  Ada  o1 is a single model [unclear]\n"


def test_hostile_text_stays_text(kg):
    kg("add", "Prices \u202efall", "--speaker", "Ada\u2066")
    assert kg("claim", "list").output == "1  Ada\\u2066  Prices \\u202efall\n"
    shown = kg("claim", "show", 1)
    assert "  Prices \\u202efall\n" in shown.output
    as_json = kg("claim", "show", 1, "--json")
    assert "\u202e" not in as_json.output
    assert as_json.json["statement"]["en"] == "Prices \u202efall"


def test_what_is_overdue_and_what_is_open_are_counted_apart(kg):
    kg("add", "It rains", "--speaker", "Ada", "--said", "2024")
    for due in ("2025", "2026-06", "2027", "2028"):
        kg("predict", 1, "--by", due)
    shown = kg("claim", "show", 1).output
    assert "  came to     2 overdue, due 2025; 2 open, due 2027\n" in shown
