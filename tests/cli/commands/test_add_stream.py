"""`kg add --stdin`: many claims as one change."""

import json
from typing import Any

import pytest


def lines(*found: Any) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)


def test_claims_are_read_from_a_stream_as_one_change(kg):
    answer = kg(
        *("add", "--stdin"),
        stdin=lines(
            {
                "statement": {"en": "Catching up takes years", "zh": "追赶需要数年"},
                "speaker": "颜水成",
                "about": ["o1", "pace"],
                "said": "2024-09-14",
                "source": "Round table",
                "turn": 7,
                "section": "01",
                "quote": "以年为单位",
                "by": "2026-09",
                "criteria": "no peer by then",
                "horizon": "数年",
                "probability": 0.8,
                "words": "大概率",
                "weight": "detail",
                "tags": ["core"],
                "note": "said twice",
                "positions": [
                    {
                        "speaker": "汪华",
                        "stance": "disagrees",
                        "quote": "没那么久",
                        "said": "2024-09",
                    }
                ],
            },
        )
        + "\n  \n"
        + lines({"statement": "Prices fall", "about": "prices", "kind": "fact"}),
    )
    assert answer.output == (
        "Added 2 claims, 2 speakers, 3 concepts, 1 source, 2 positions, 1 prediction and "
        "1 forecast: claims 1 to 2.\n"
        "Claim 1: Read «数年», counted from 2024-09-14, as: opens 2024-09-14, due 2031-09-14, vague; "
        "due 2026-09 was given and counts.\n"
        "kg undo takes it all back.\n"
    )
    assert kg("claim", "show", 1).output == (
        "Claim 1, prediction, a detail, overdue\n"
        "  en  Catching up takes years\n"
        "  zh  追赶需要数年\n"
        "  about       o1, pace\n"
        "  tags        core\n"
        "  note        said twice\n"
        "  id          catching-up-takes-years-…\n"
        "\n"
        "Positions\n"
        "  1  颜水成 asserts, 2024-09-14\n"
        "     «以年为单位»\n"
        "     in Round table, section 01, turn 7\n"
        "  2  汪华 disagrees, 2024-09\n"
        "     «没那么久»\n"
        "\n"
        "Predictions\n"
        "  1  overdue, due 2026-09, said as «数年», vague\n"
        "     decided by: no peer by then\n"
        "     颜水成: 80 % «大概率», stated, 2024-09-14\n"
    )
    kg("undo")
    assert kg("claim", "list", "--json").json == []


def test_a_stream_gives_its_cards_to_scripts(kg):
    cards = kg(
        *("add", "--stdin", "--json"),
        stdin=lines({"statement": "Prices fall"}, {"statement": "Rates rise"}),
    ).json
    assert [(one["id"], one["statement"]["en"]) for one in cards] == [
        (1, "Prices fall"),
        (2, "Rates rise"),
    ]
    assert kg("add", "--stdin", "--json", stdin="\n").json == []


GOOD = '{"statement": "Prices fall"}\n'


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"statment": "x"}', "Line 3: There is no field 'statment' here. Did you mean statement?"),
        ("{}", "Line 3: The field 'statement' is missing. Add statement: and what it is."),
        (
            '{"statement": "x", "speaker": 7.5}',
            "Line 3, speaker: 7.5 reads as a number. Put it in quotes.",
        ),
        (
            '{"statement": "x", "source": 0, "speaker": "Ada"}',
            "Line 3, source: 0 is less than 1. Correct it.",
        ),
        (
            '{"statement": "x", "probability": "140%", "speaker": "Ada"}',
            "Line 3: 140 % is more than 100 %.",
        ),
        (
            '{"statement": "x", "probability": "likely", "speaker": "Ada"}',
            "Line 3: 'likely' is not a probability. Write 0.6 or 60%.",
        ),
        (
            '{"statement": "x", "kind": "opinon"}',
            "Line 3, kind: 'opinon' is none of the words allowed here. "
            "Write fact, cause, opinion, prediction or recommendation.",
        ),
        (
            '{"statement": "x", "probability": 60, "speaker": "Ada"}',
            "Line 3, probability: 60 is more than 1. Write 60 % as 0.6.",
        ),
        (
            '{"statement": "x", "positions": [{"speaker": "Ada"}]}',
            "Line 3, positions[0]: The field 'stance' is missing. Add stance: and what it is.",
        ),
        (
            '{"statement": "x", "said": "2024-02-30", "speaker": "Ada"}',
            "Line 3: There is no date 2024-02-30. "
            "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.",
        ),
        (
            '{"statement": "x", "quote": "y"}',
            'Line 3: Nobody is named who said it. Name the speaker with "speaker".',
        ),
        (
            '{"statement": "x", "words": "maybe"}',
            'Line 3: A probability is somebody\'s. Name the speaker with "speaker".',
        ),
        (
            '{"statement": "x"',
            "Line 3: The line ends before its record does. Write each record on one line.",
        ),
        (
            '"x"',
            'Line 3: It is no JSON object. Write a claim as {"statement": "…", "speaker": "…"}.',
        ),
        (
            '{"statement": "prices fall!"}',
            "Line 3: Claim 1 says so already: Prices fall. Say who stands where on it: "
            'kg agree 1 SPEAKER. If it is another claim all the same, say "new": true.',
        ),
    ],
)
def test_a_mistake_in_a_stream_names_line_and_key_and_adds_nothing(kg, rows, line, error):
    before = rows()
    code = 1 if "already" in error else 2
    answer = kg("add", "--stdin", stdin=f"{GOOD}\n{line}\n", exit_code=code)
    assert answer.stderr == f"Error: {error}\n"
    assert answer.output == ""
    assert rows() == before


def test_bytes_that_are_no_text_and_lines_without_end_are_refused(kg, rows, monkeypatch):
    before = rows()
    assert kg("add", "--stdin", stdin=b'{"statement": "\xff"}\n', exit_code=2).stderr == (
        "Error: Line 1: The text is not UTF-8. Save it as UTF-8.\n"
    )
    monkeypatch.setattr("kg.formats.additions.LONGEST_LINE", 1000)
    assert kg("add", "--stdin", stdin=GOOD + "x" * 2000, exit_code=2).stderr == (
        "Error: Line 2 is longer than 1,000 bytes. Write one claim a line.\n"
    )
    assert rows() == before


def test_a_name_that_is_nearly_known_is_refused_in_a_stream_unless_it_is_new(kg):
    kg("speaker", "add", "Yan Shuicheng")
    line = {"statement": "Prices fall", "speaker": "Yan Shuichen"}
    assert kg("add", "--stdin", stdin=lines(line), exit_code=1).stderr == (
        "Error: Line 1: There is no speaker 'Yan Shuichen'. Did you mean Yan Shuicheng? "
        'If it is a new one, say "new": true.\n'
    )
    kg("add", "--stdin", stdin=lines(line | {"new": True}))


def test_a_stream_goes_with_nothing_else(kg):
    for words, what in ((["x"], "a STATEMENT"), (["--speaker", "Ada"], "--speaker")):
        assert kg("add", "--stdin", *words, exit_code=2).stderr.endswith(
            f"Error: With --stdin each line says all of its claim: leave out {what}.\n"
        )


def test_keys_of_a_stream_mean_what_the_options_mean(kg):
    kg("source", "add", "Round table")
    kg("concept", "add", "o1")
    kg("speaker", "add", "Ada")
    kg(
        *("add", "--stdin"),
        stdin=lines(
            {
                "statement": "Prices fall",
                "speaker": 1,
                "source": 1,
                "about": 1,
                "probability": "60%",
                "positions": [{"speaker": 1, "stance": "partly", "source": "1"}],
            },
            {"statement": "Rates rise", "about": [1, "o3"]},
        ),
    )
    assert len(kg("speaker", "list", "--json").json) == 1
    assert len(kg("source", "list", "--json").json) == 1
    assert kg("claim", "show", 2).output.splitlines()[2] == "  about       o1, o3"
    assert "Ada: 60 %, stated" in kg("claim", "show", 1).output


def test_what_was_read_of_a_stream_names_its_claim(kg):
    answer = kg(
        *("add", "--stdin"),
        stdin=lines(
            {"statement": "Prices fall", "speaker": "Ada", "words": "who knows"},
            {"statement": "Rates rise", "speaker": "Ada", "said": "2026", "horizon": "two years"},
        ),
    )
    assert [line[:9] for line in answer.stderr.splitlines()] == ["Claim 1: "]
    assert answer.output.splitlines()[1].startswith("Claim 2: Read «two years»")


def test_an_empty_stream_adds_nothing(kg, rows):
    before = rows()
    assert kg("add", "--stdin", stdin="\n\n").output == (
        "Standard input holds no claims; nothing was added.\n"
    )
    assert rows() == before


def test_a_stream_of_many_is_forgotten_on_the_way(kg, monkeypatch):
    monkeypatch.setattr("kg.notebook.taking.FORGET", 2)
    found = [
        {"statement": f"Claim {n} of these", "speaker": "Ada", "about": "o1", "by": "2030"}
        for n in range(7)
    ]
    assert kg("add", "--stdin", stdin=lines(*found)).output == (
        "Added 7 claims, 1 speaker, 1 concept, 7 positions and 7 predictions: claims 1 to 7.\n"
        "kg undo takes it all back.\n"
    )


def test_a_refusal_in_a_stream_leaves_the_words_of_the_claim_as_they_are(kg):
    kg("add", "dup --note x")
    said = kg("add", "--stdin", stdin='{"statement": "dup --note x"}\n', exit_code=1).stderr
    assert said.startswith("Error: Line 1: Claim 1 says so already: dup --note x.")
    assert said.endswith('say "new": true.\n')
