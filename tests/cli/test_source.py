"""`kg source`."""

import pytest


@pytest.fixture
def talk(kg, home):
    (home / "talk.md").write_bytes(
        "\ufeff**主持人**：开始。\r\n\r\n**颜水成**：以年为单位。\r\n".encode()
    )
    kg(
        *(
            "source",
            "add",
            "Round table",
            "--zh",
            "圆桌",
            "--kind",
            "talk",
            "--publisher",
            "GeekPark",
        ),
        *(
            "--url",
            "https://example.org/talk",
            "--published",
            "2024-10",
            "--recorded",
            "2024-09-14",
        ),
        *("--language", "zh", "--text", "talk.md", "--note", "live"),
    )
    return kg


def test_show_counts_turns_and_tells_of_the_text(talk):
    talk(
        "add", "x", "--speaker", "颜水成", "--source", "圆桌", "--quote", "以年为单位", "--turn", 2
    )
    assert talk("source", "show", "https://example.org/talk").output == (
        "Source 1, talk\n"
        "  en  Round table\n"
        "  zh  圆桌\n"
        "  publisher   GeekPark\n"
        "  url         https://example.org/talk\n"
        "  published   2024-10\n"
        "  recorded    2024-09-14\n"
        "  language    zh\n"
        "  turns       1\n"
        "  text        27 characters, kept here\n"
        "  positions   1\n"
        "  note        live\n"
        "  id          round-table-…\n"
        "What was said in it: kg position list --source 1\n"
    )


def test_the_list_has_the_latest_first(talk):
    talk("source", "add", "Later", "--published", "2025")
    talk("source", "add", "Sometime")
    talk("add", "x", "--speaker", "Ada", "--source", "Later")
    assert talk("source", "list").output == (
        "2  2025        1 position   Later\n"
        "1  2024-09-14  0 positions  Round table\n"
        "3              0 positions  Sometime\n"
    )
    for words, numbers in (
        (["--is", "talk"], [1]),
        (["--speaker", "Ada"], [2]),
        (["--limit", "1"], [2]),
    ):
        listed = talk("source", "list", *words, "--json").json
        assert [card["id"] for card in listed] == numbers, words


def test_a_text_can_be_piped_in(kg):
    kg("source", "add", "Piped", "--text", "-", stdin="以年为单位")
    assert "  text        5 characters, kept here\n" in kg("source", "show", "Piped").output


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("nowhere.md", "There is no file nowhere.md. See that its name is right."),
        (".", ". is a directory. Name a file in it."),
        (
            "latin.md",
            "latin.md is not UTF-8 text: see byte 10, in line 2. Convert it, for instance with iconv.",
        ),
        ("empty.md", "empty.md is empty. Name a file with text in it."),
    ],
)
def test_a_text_that_cannot_be_read_is_one_sentence(kg, home, rows, file, error):
    (home / "latin.md").write_bytes(b"line\nline\xe9")
    (home / "empty.md").write_bytes(b"")
    before = rows()
    assert kg("source", "add", "Talk", "--text", file, exit_code=1).stderr == f"Error: {error}\n"
    assert rows() == before


def test_edit_changes_what_is_given(talk):
    card = talk(
        *(
            "source",
            "edit",
            1,
            "--title",
            "The round table",
            "--kind",
            "podcast",
            "--publisher",
            "",
        ),
        *("--recorded", "2024-09", "--language", "", "--json"),
    ).json
    assert card["title"] == {"en": "The round table", "zh": "圆桌"}
    assert (card["kind"], card["publisher"], card["recorded"]) == ("podcast", None, "2024-09")
    assert (card["language"], card["published"]) == (None, "2024-10")


def test_a_source_in_which_positions_stand_stays(talk):
    talk("add", "x", "--speaker", "Ada", "--source", "圆桌")
    assert talk("source", "remove", "圆桌", exit_code=1).stderr == (
        "Error: 1 position stands in Round table. Remove those first.\n"
    )
    talk("undo")
    assert talk("source", "remove", "圆桌").output == (
        "Removed source 1: Round table\nkg undo brings it back.\n"
    )
    talk("undo")
    assert "kept here" in talk("source", "show", 1).output
