"""`kg search`."""

import pytest

from kg.domain.fields import FIELDS
from tests.cli.test_terminal import on_a_terminal

SILENCE = "".join(f"第{number}天谁也没有说到别的。" for number in range(100))
TALK = f"""Evening talk

颜水成: 追赶「o1」模型要以年为单位。

汪华: {SILENCE}没那么久，几个月就够。{SILENCE}
"""


@pytest.fixture
def talk(table, home):
    """The two claims, with the text of the source in which they are made."""
    (home / "talk.txt").write_text(TALK, "utf-8")
    table("source", "edit", "Round table", "--text", "talk.txt")
    return table


def test_a_find_is_shown_with_who_and_when_and_the_match_marked(table):
    answer = table("search", "takes")
    assert answer.output == (
        "claim 2  汪华, 2024-09-14    Catching up «takes» months\n"
        "claim 1  颜水成, 2024-09-14  Catching up «takes» years\n"
        "Next: kg claim show 2\n"
    )
    assert answer.stderr == ""


def test_two_and_one_characters_of_chinese_are_found(table):
    assert table("search", "以年").output == (
        "position 1, claim 1  颜水成 asserts, 2024-09-14  «以年»为单位\nNext: kg claim show 1\n"
    )
    assert table("search", "年").output == (
        "claim 1              颜水成, 2024-09-14          追赶需要数«年»\n"
        "position 1, claim 1  颜水成 asserts, 2024-09-14  以«年»为单位\n"
        "Next: kg claim show 1\n"
    )


def test_full_width_letters_are_found(table):
    assert table("search", "ＹＥＡＲＳ").output == (
        "claim 1          颜水成, 2024-09-14  Catching up takes «years»\n"
        "link 1, claim 1  opposes             «years» or months\n"
        "Next: kg claim show 1\n"
    )


def test_what_is_called_so_comes_first(table):
    table("add", "颜水成 speaks of o1", "--speaker", "汪华", "--said", "2024-09")
    assert table("search", "颜水成").output == (
        "speaker 1                 «颜水成»\n"
        "claim 3    汪华, 2024-09  «颜水成» speaks of o1\n"
        "Next: kg speaker show 1\n"
    )
    assert table("search", "o1").output == (
        "concept 1                 «o1»\n"
        "claim 3    汪华, 2024-09  颜水成 speaks of «o1»\n"
        "Next: kg concept show 1\n"
    )


def test_what_is_found_in_a_note_is_shown_with_the_name_that_bears_it(table):
    table("concept", "edit", "o1", "--en", "OpenAI o1", "--note", "Strawberry before")
    table("evidence", "add", "A report", "--quote", "levels off", "--published", "2025-03")
    assert table("search", "strawberry").output == (
        "concept 1  OpenAI o1  «Strawberry» before\nNext: kg concept show 1\n"
    )
    assert table("search", "levels").output == (
        "evidence 1  A report, 2025-03  «levels» off\nNext: kg evidence show 1\n"
    )


def test_finds_that_belong_to_one_claim_stand_together(table):
    for number in range(4):
        table(
            "position", "add", 1, f"Guest {number}", "agrees", "--quote", "years, indeed", "--new"
        )
    assert table("search", "years").output == (
        "claim 1              颜水成, 2024-09-14          Catching up takes «years»\n"
        "position 7, claim 1  Guest 3 agrees, 2026-11-23  «years», indeed\n"
        "position 6, claim 1  Guest 2 agrees, 2026-11-23  «years», indeed\n"
        "                                                 and 3 more of claim 1\n"
        "Next: kg claim show 1\n"
    )
    found = table("search", "years", "--json").json["finds"]
    assert [(one["kind"], one["id"]) for one in found] == [
        ("claim", 1),
        *(("position", number) for number in (7, 6, 5, 4)),
        ("link", 1),
    ]


def test_a_limit_counts_groups_and_says_what_is_left(table):
    answer = table("search", "takes", "--limit", 1)
    assert answer.output == (
        "claim 2  汪华, 2024-09-14  Catching up «takes» months\nNext: kg claim show 2\n"
    )
    assert answer.stderr == "And 1 more: kg search … --limit 5\n"


def test_json_has_all_that_scripts_need(talk):
    answer = talk("search", "久 speaker:汪华", "--json")
    position, turn = answer.json["finds"]
    assert position == {
        "kind": "position",
        "id": 3,
        "claim_ids": [1],
        "text": "没那么久",
        "matches": [[3, 4]],
        "score": 0.9259,
        "who": "汪华",
        "how": "disagrees",
        "when": "2024-09-14",
        "source_id": None,
        "turn": None,
    }
    assert turn.pop("text") == f"{SILENCE}没那么久，几个月就够。{SILENCE}".rstrip()
    assert turn == {
        "kind": "turn",
        "id": 3,
        "claim_ids": [],
        "matches": [[len(SILENCE) + 3, len(SILENCE) + 4]],
        "score": turn["score"],
        "who": "汪华",
        "how": "Round table",
        "when": None,
        "source_id": 1,
        "turn": 2,
    }
    assert answer.json["more"] == 0
    assert answer.stderr == ""


def test_of_a_long_text_the_part_with_the_match_is_shown(talk):
    assert talk("search", "几个月").output == (
        "source 1, turn 2  汪华, Round table  "
        "…没有说到别的。没那么久，«几个月»就够。第0天谁也没有说到别的。第1天谁也没有说到别的。第2天谁也没有…\n"
        "Next: kg source read 1 --turn 2\n"
    )


def test_mixed_text_is_found_whatever_stands_between(talk):
    assert talk("search", "o1模型").output == (
        "source 1, turn 1  颜水成, Round table  追赶「«o1」模型»要以年为单位。\n"
        "Next: kg source read 1 --turn 1\n"
    )


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        (["years"], ["claim 1", "link 1"]),
        (["takes", "-years"], ["claim 2"]),
        (["takes -years"], ["claim 2"]),
        (["-years"], ["claim 2"]),
        (["-years", "-months"], []),
        (["takes", "-speaker:汪华"], []),
        (["takes", "-speaker:颜水成"], ["claim 2"]),
        (["takes", "stance:disagrees"], ["claim 1"]),
        (["-stance:disagrees"], ["claim 2"]),
        (["stance:disagrees"], ["claim 1"]),
        (["久", "speaker:汪华"], ["position 3", "turn 3"]),
        (["久", "speaker:颜水成"], []),
        (["久", "stance:disagrees"], ["position 3"]),
        (["单位", "in:turn"], ["turn 2"]),
        (["in:turn", "久", "-speaker:汪华"], []),
        (["in:position,speaker", "成"], ["speaker 1"]),
        (["near:1", "takes"], ["claim 2", "claim 1"]),
        (["near:1", "-years"], ["claim 2"]),
        (["due:..2026", "kind:prediction"], ["claim 1"]),
        (["said:2023"], []),
        (["--speaker", "汪华", "o1"], ["concept 1"]),
    ],
)
def test_words_and_fields_leave_and_leave_out(talk, words, finds):
    found = talk("search", *words, "--json").json["finds"]
    assert [f"{one['kind']} {one['id']}" for one in found] == finds


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["zzz"], "Nothing was found for zzz."),
        (["颜水城"], "Nothing was found for 颜水城. Did you mean 颜水成?"),
        (["takes", "颜水城"], "Nothing was found for takes, 颜水城. Did you mean 颜水成?"),
        (['"rond table"'], "Nothing was found for rond table. Did you mean Round table?"),
        (["takes", "outcome:void"], "Nothing was found for takes under these conditions."),
        (["outcome:void"], "No claims meet these conditions."),
        (["-takes"], "No claims meet these conditions."),
        (["zzz", "-takes"], "Nothing was found for zzz under these conditions."),
    ],
)
def test_when_nothing_is_found_it_is_said_and_names_that_are_near(table, words, sentence):
    answer = table("search", *words)
    assert (answer.output, answer.stderr) == ("", f"{sentence}\n")
    answer = table("search", *words, "--json")
    assert answer.json == {"finds": [], "more": 0}


def test_an_empty_notebook_says_so(kg):
    answer = kg("search", "通胀")
    assert (answer.output, answer.stderr) == (
        "",
        "There is nothing in the notebook yet. Put something in: kg add, or kg import FILE.\n",
    )


FIELDS_THERE_ARE = f"The fields are: {', '.join(FIELDS)}."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "There is nothing to look for. Write a word, such as: kg search 通胀"),
        ([""], "There is nothing to look for. Write a word, such as: kg search 通胀"),
        (["in:turn"], "There is nothing to look for. Write a word, such as: kg search 通胀"),
        (
            ["speker:颜水成"],
            f"There is no field 'speker'. Did you mean speaker? {FIELDS_THERE_ARE} "
            'What is looked for as it stands needs quotes: "speker:…".',
        ),
        (
            ["words:takes"],
            f"There is no field 'words'. {FIELDS_THERE_ARE} "
            'What is looked for as it stands needs quotes: "words:…".',
        ),
        (
            ["stance:agree"],
            "There is no stance 'agree'. Did you mean agrees? "
            "There are: asserts, agrees, partly, disagrees, asks.",
        ),
        (
            ['"takes', "years"],
            "The quotation mark at place 1 of '\"takes' is never closed. "
            'Close it with " or leave it out.',
        ),
        (
            ["“takes years"],
            "The quotation mark at place 1 of '“takes years' is never closed. "
            "Close it with ” or leave it out.",
        ),
    ],
)
def test_what_is_not_understood_is_told_in_a_sentence(table, words, sentence):
    answer = table("search", *words, exit_code=2)
    assert (answer.output, answer.stderr) == ("", f"Error: {sentence}\n")


def test_a_slip_in_an_option_is_told(table):
    assert table("search", "o1", "--speker", "x", exit_code=2).stderr == (
        "Error: There is no option --speker. Did you mean --speaker?\n"
    )


@pytest.mark.parametrize(
    "signs",
    ["*", '"*"', "。，！", "🚀", "《》", "-- -", "%", "_", "' '", "\\", "¶", "x' OR '1", "( )"],
)
def test_signs_alone_find_nothing(table, signs):
    answer = table("search", "--", signs)
    assert answer.output == ""
    assert answer.stderr.startswith(("Nothing was found", "No claims meet"))


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("or", ["link 1"]),
        ("OR", ["link 1"]),
        ("years OR months", ["link 1"]),
        ("takes AND years", []),
        ("takes NOT years", []),
        ("NEAR(takes years)", []),
        ("^takes", ["claim 2", "claim 1"]),
        ("(takes)", ["claim 2", "claim 1"]),
        ('takes"', ["claim 2", "claim 1"]),
        ("take*", ["claim 2", "claim 1"]),
        ("*takes", ["claim 2", "claim 1"]),
        ("takes; DROP TABLE claim --", []),
        ('"takes years"', ["claim 1"]),
        ("takes + years", ["claim 1"]),
    ],
)
def test_the_syntax_of_databases_is_plain_text(table, query, finds):
    found = table("search", query, "--json").json["finds"]
    assert [f"{one['kind']} {one['id']}" for one in found] == finds


def test_a_query_may_be_long(table):
    answer = table("search", "a" * 10_000)
    assert (answer.output, answer.stderr) == ("", f"Nothing was found for {'a' * 79}….\n")
    assert table("search", "takes " * 2_000).output == table("search", "takes").output
    strange = " ".join(f"w{number}" for number in range(2_000))
    assert table("search", strange).stderr.startswith("Nothing was found for w0, w1, w2, ")


def test_what_would_steer_a_terminal_is_shown_as_what_it_is(table):
    table(
        *("add", "Evil \u202egnp.exe is \u2066safe\u2069 and <b>bold</b>"),
        *("--speaker", "\u202eMallory", "--said", "2025", "--note", "[31m looks\n\nred"),
    )
    assert table("search", "gnp").output == (
        "claim 3  \\u202eMallory, 2025  "
        "Evil \\u202e«gnp».exe is \\u2066safe\\u2069 and <b>bold</b>\n"
        "Next: kg claim show 3\n"
    )
    assert table("search", "red").output == (
        "claim 3  \\u202eMallory, 2025  [31m looks «red»\nNext: kg claim show 3\n"
    )
    answer = table("search", "gnp", "--json")
    assert "\u202e" not in answer.output
    assert answer.json["finds"][0]["who"] == "\u202eMallory"
    assert table("search", "zz\u202ez").stderr == "Nothing was found for zz\\u202ez.\n"


def test_a_language_is_shown_where_the_words_are_in_both(table):
    table("claim", "edit", 1, "--zh", "追赶 o1 需要数年", "--en", "Catching up with o1 takes years")
    assert table("search", "o1", "in:claim").output == (
        "claim 1  颜水成, 2024-09-14  Catching up with «o1» takes years\nNext: kg claim show 1\n"
    )
    assert table("search", "o1", "in:claim", "--language", "zh").output == (
        "claim 1  颜水成, 2024-09-14  追赶 «o1» 需要数年\nNext: kg claim show 1\n"
    )


def test_a_terminal_shows_matches_in_colour(table, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "110")
    assert on_a_terminal("search", "takes") == (
        "\x1b[1mclaim 2\x1b[0m  汪华, 2024-09-14    Catching up \x1b[33m\x1b[1mtakes\x1b[0m months\n"
        "\x1b[1mclaim 1\x1b[0m  颜水成, 2024-09-14  Catching up \x1b[33m\x1b[1mtakes\x1b[0m years\n"
        "\x1b[2mNext: kg claim show 2\x1b[0m\n"
    )


def test_on_a_narrow_terminal_the_words_stand_below(talk, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert on_a_terminal("search", "久") == (
        "position 3, claim 1  汪华 disagrees, 2024-09-14\n"
        "    没那么«久»\n"
        "source 1, turn 2  汪华, Round table\n"
        "    …别的。没那么«久»，几个月就够。第0天谁也没有说到别的。…\n"
        "Next: kg claim show 1\n"
    )


def test_no_line_is_wider_than_the_terminal(talk, monkeypatch):
    from kg.cli.terminal import width

    talk("source", "edit", 1, "--en", "A very long title of a source, longer than any screen " * 3)
    for columns in (40, 61, 80, 113):
        monkeypatch.setenv("COLUMNS", str(columns))
        for word in ("年", "的", "takes", "source"):
            lines = on_a_terminal("search", word).splitlines()
            assert max(map(width, lines)) <= columns


def test_an_export_takes_a_field_in_full_width_for_no_file(table, home):
    before = sorted(home.iterdir())
    assert table("export", "ａｂｏｕｔ：o1").output == table("export", "about:o1").output != ""
    assert sorted(home.iterdir()) == before
