"""`kg claim edit` as text, through editors that are real programs."""

import json
import re

from tests.cli.asking.editors import change, opened


def without_chance(text: str) -> str:
    return re.sub(r"(?m)-[2-9a-z]{6}(?=$|  #)", "-…", text)


def test_a_claim_is_opened_with_all_that_hangs_on_it(table, editor):
    table("resolve", 1, "wrong", "--on", "2025-01-20")
    editor.steps({})
    assert table("claim", "edit", 1).stderr == "Nothing was changed.\n"
    (text,) = editor.seen
    head, _, records = text.partition("kg: 1\n")
    assert "# Claim 1: change the text, save it and close the editor." in head
    assert without_chance(records) == (
        "\n"
        "claims:\n"
        "- id: catching-up-takes-years-…  # 1: Catching up takes years\n"
        "  kind: prediction\n"
        "  weight: main\n"
        "  statement:\n"
        "    en: Catching up takes years\n"
        "    zh: 追赶需要数年\n"
        "  about:\n"
        "  - o1\n"
        "  positions:\n"
        "  - id: catching-up-takes-ye-颜水成-…\n"
        "    speaker: 颜水成\n"
        "    stance: asserts\n"
        "    said: 2024-09-14\n"
        "    source: Round table\n"
        "    quote: 以年为单位\n"
        "  - id: catching-up-takes-ye-汪华-…\n"
        "    speaker: 汪华\n"
        "    stance: disagrees\n"
        "    said: 2024-09-14\n"
        "    quote: 没那么久\n"
        "\n"
        "links:\n"
        "- id: 2-opposes-1-…\n"
        "  from: catching-up-takes-months-…  # 2: Catching up takes months\n"
        "  kind: opposes\n"
        "  to: catching-up-takes-years-…  # 1: Catching up takes years\n"
        "  note:\n"
        "    en: years or months\n"
        "\n"
        "predictions:\n"
        "- id: catching-up-takes-years-…\n"
        "  claims:\n"
        "  - catching-up-takes-years-…  # 1: Catching up takes years\n"
        "  due: 2026-09\n"
        "  forecasts:\n"
        "  - id: 颜水成-…\n"
        "    speaker: 颜水成\n"
        "    made: 2024-09-14\n"
        "    probability: 0.8\n"
        "    basis: stated\n"
        "  resolutions:\n"
        "  - id: wrong-2025-01-20-…\n"
        "    outcome: wrong\n"
        "    decided: 2025-01-20\n"
    )


def test_lines_of_the_notebook_that_look_like_our_marks_stay(table, editor):
    table("claim", "edit", 1, "--note", "first\n#>> kept line\n#>>> and this\nlast")
    editor.steps({})
    assert table("claim", "edit", 1).stderr == "Nothing was changed.\n"
    editor.steps(
        change(("kind: prediction", "kind: nothing")), change(("kind: nothing", "kind: fact"))
    )
    assert table("claim", "edit", 1, "--json").json[0]["kind"] == "fact"
    assert "#>>>> " in editor.seen[1]
    note = table("claim", "show", 1, "--json").json["note"]
    assert note == {"en": "first\n#>> kept line\n#>>> and this\nlast"}


def test_what_is_changed_there_is_changed_as_one_change(table, editor, drafts):
    editor.steps(
        change(
            ("zh: 追赶需要数年", "zh: 追赶需要很多年"),
            ("stance: disagrees", "stance: partly"),
            ("due: 2026-09", "due: 2027"),
            ("  - o1\n", "  - o1\n  - 推理模型\n  tags: [core]\n"),
            ("note:\n    en: years or months", "note: not both"),
            ("probability: 0.8", "probability: 0.7"),
        )
    )
    assert table("claim", "edit", 1).output == (
        "Added concept 2 (推理模型)\n"
        "Changed claim 1: statement, tags, about\n"
        "Changed position 3 (汪华 partly): stance\n"
        "Changed link 1 (2 opposes 1): note\n"
        "Changed prediction 1: due\n"
        "Changed forecast 1 (颜水成): low, middle, high\n"
        "kg undo takes it back.\n"
    )
    card = table("claim", "show", 1, "--json").json
    assert card["statement"] == {"en": "Catching up takes years", "zh": "追赶需要很多年"}
    assert card["tags"] == ["core"]
    assert [one["stance"] for one in card["positions"]] == ["asserts", "partly"]
    assert drafts() == []
    assert table("history", "--json").json[0]["command"] == "kg claim edit 1"
    table("undo")
    assert table("claim", "show", 1, "--json").json["statement"]["zh"] == "追赶需要数年"


def test_what_is_taken_out_is_removed_and_undo_brings_it_back(table, editor, rows):
    before = table("claim", "show", 1, "--json").json
    editor.steps(
        {"cut": True}
        | change(
            ("    zh: 追赶需要数年\n", ""),
            ("    quote: 以年为单位\n", ""),
            (
                "    speaker: 汪华\n    stance: disagrees\n    said: 2024-09-14\n    quote: 没那么久\n",
                "",
            ),
        )
    )
    # A position goes with the line that has its id.
    step = json.loads((editor.folder / "steps.json").read_text("utf-8"))
    uid = before["positions"][1]["uid"]
    step[0]["change"].append([f"  - id: {uid}\n", ""])
    step[0]["change"].append(["  forecasts:\n", "  note: looked at again\n  forecasts:\n"])
    editor.steps(*step)
    assert table("claim", "edit", 1).output == (
        "Removed position 3 (汪华 disagrees)\n"
        "Changed claim 1: statement\n"
        "Changed position 1 (颜水成 asserts): quote\n"
        "Changed prediction 1: note\n"
        "kg undo takes it back.\n"
    )
    after = table("claim", "show", 1, "--json").json
    assert after["statement"] == {"en": "Catching up takes years"}
    assert [one["quote"] for one in after["positions"]] == [None]
    table("undo")
    assert table("claim", "show", 1, "--json").json == before


def test_links_and_predictions_that_are_taken_out_are_removed(table, editor):
    text = opened(table, editor, 1)
    editor.steps({"write": text[: text.index("\nlinks:")]})
    assert table("claim", "edit", 1).output == (
        "Removed prediction 1, due 2026-09\nRemoved link 1 (2 opposes 1)\nkg undo takes it back.\n"
    )


def test_a_prediction_that_reads_another_claim_too_only_reads_this_one_no_longer(table, editor):
    table("prediction", "edit", 1, "--reads", 2)
    table("resolve", 1, "wrong", "--on", "2025-01-20")
    text = opened(table, editor, 1)
    editor.steps({"write": text[: text.index("\npredictions:")]})
    assert table("claim", "edit", 1).output == (
        "Prediction 1 now reads only claim 2\nkg undo takes it back.\n"
    )
    card = table("prediction", "show", 1, "--json").json
    assert (len(card["forecasts"]), len(card["resolutions"])) == (1, 1)


def test_new_positions_links_and_readings_are_added(table, editor):
    editor.steps(
        change(
            (
                "\nlinks:\n",
                "  - speaker: Ada\n    stance: agrees\n    said: 2025-01\n"
                "  - speaker: 汪华\n    stance: asks\n\nlinks:\n"
                "- {from: '1', kind: supports, to: '2'}\n",
            ),
            ("\npredictions:\n", "\npredictions:\n- id: again\n  claims: ['1']\n  due: 2030\n"),
        )
    )
    assert table("claim", "edit", 1).output == (
        "Added speaker 3 (Ada)\n"
        "Added position 4 (Ada agrees)\n"
        "Added position 5 (汪华 asks)\n"
        "Added link 2 (1 supports 2)\n"
        "Added prediction 2\n"
        "kg undo takes it back.\n"
    )


def test_a_near_name_can_be_told_to_be_new(table, editor):
    table("speaker", "add", "Yan Shuicheng")
    editor.steps(
        change(("speaker: 汪华", "speaker: Yan Shuichen")),
        change(("kg: 1", "kg: 1\nspeakers:\n- {id: shuichen, names: Yan Shuichen}")),
    )
    assert "Added speaker 4 (Yan Shuichen)\n" in table("claim", "edit", 1).output
    assert "Did you mean Yan Shuicheng? If it is a new one, write under speakers:" in (
        editor.seen[1].replace("\n#>> ", " ")
    )


def test_a_resolution_stays_but_can_be_withdrawn_with_another_after_it(table, editor):
    table("resolve", 1, "wrong", "--on", "2025-01-20")
    editor.steps(
        change(("outcome: wrong", "outcome: right")),
        change(
            ("outcome: right", "outcome: wrong"),
            (
                "decided: 2025-01-20\n",
                "decided: 2025-01-20\n    withdrawn: 2026-01-01\n"
                "  - {outcome: right, decided: 2025-02-01}\n",
            ),
        ),
    )
    assert table("claim", "edit", 1).output == (
        "Added resolution 2 (right)\n"
        "Changed resolution 1 (wrong): withdrawn\n"
        "kg undo takes it back.\n"
    )
    assert "#>> A resolution stays what it was. Write outcome: wrong." in editor.seen[1]


def test_a_resolution_cannot_be_taken_out(table, editor, rows):
    table("resolve", 1, "wrong", "--on", "2025-01-20")
    text = opened(table, editor, 1)
    before = rows()
    editor.steps({"write": text[: text.index("  resolutions:")]}, {})
    table("claim", "edit", 1, exit_code=1)
    assert "is gone. Put it back; to correct it, withdraw it" in editor.seen[1].replace(
        "\n#>> ", " "
    )
    assert rows() == before


def test_a_change_elsewhere_meanwhile_does_no_harm(table, editor):
    editor.steps(
        change(("stance: disagrees", "stance: partly")) | {"run": ["add", "Something else"]}
    )
    assert "Changed position 3" in table("claim", "edit", 1).output


def test_text_that_is_not_utf8_comes_back_as_it_was(table, editor):
    editor.steps(
        change(("追赶需要数年", "\udcff")),
        change(("\udcff", "追赶需要很多年")),
    )
    table("claim", "edit", 1)
    assert editor.seen[1].startswith("#>> The text is not UTF-8. Save it as UTF-8.\n")
    assert table("claim", "show", 1, "--json").json["statement"]["zh"] == "追赶需要很多年"


def test_hostile_text_comes_through_whole(kg, editor):
    statement = "- id: x # a: b\n  #! bin \u202e\n'\"&*{}[]"
    said = ("--note", "one\n# two\n  three", "--tag", "no", "--speaker", "12.5")
    kg("add", *said, "--", statement)
    editor.steps({})
    assert kg("claim", "edit", 1).stderr == "Nothing was changed.\n"
    editor.steps(change(("weight: main", "weight: detail")))
    assert kg("claim", "edit", 1).output == ("Changed claim 1: weight\nkg undo takes it back.\n")
    card = kg("claim", "show", 1, "--json").json
    assert card["statement"] == {"en": statement}


def test_without_a_terminal_nothing_is_opened(table):
    assert table("claim", "edit", 1, exit_code=2).stderr.endswith(
        "Error: There is nothing to change: say what, as an option. On a terminal the claim is "
        "opened as text.\n"
    )
    assert table("claim", "list", "--edit", exit_code=2).stderr.endswith(
        "Error: To edit claims as text takes a terminal.\n"
    )
