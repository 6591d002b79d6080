"""`kg source`."""

import pytest

from tests.conftest import REPOSITORY


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
        "  turns       2\n"
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
        "Error: 1 position stands in «Round table». Remove those first: "
        "kg position list --source 1 shows them.\n"
    )
    talk("undo")
    assert talk("source", "remove", "圆桌").output == (
        "Removed source 1: Round table\nkg undo brings it back.\n"
    )
    talk("undo")
    assert "kept here" in talk("source", "show", 1).output


TALK = """# The talk

**Ada Lovelace:** It will weave patterns.

**Speaker 1:** \\[01:05\\] When?

**Ada Lovelace:** In years.
"""


@pytest.fixture
def file(home):
    (home / "talk.md").write_text(TALK)
    return "talk.md"


class TestATranscript:
    def test_a_file_is_read_into_turns_and_speakers(self, kg, file):
        added = kg("source", "add", file, "--recorded", "1843")
        assert added.output == (
            "Source 1, document\n"
            "  The talk\n"
            "  recorded    1843\n"
            "  language    en\n"
            "  turns       3\n"
            "  text        114 characters, kept here\n"
            "  id          the-talk-…\n"
            "Text with bold labels: 3 turns, 2 speakers\n"
            "Ada Lovelace  2 turns  32 characters  new speaker Ada Lovelace\n"
            "Speaker 1     1 turn   5 characters   only a label\n"
            "New: speaker Ada Lovelace\n"
            'Who is it? kg source edit 1 --speaker "Speaker 1=NAME"\n'
            "Read it: kg source read 1\n"
        )
        assert kg("source", "read", 1).output == (
            "The talk\n"
            "\n"
            "1  Ada Lovelace\n"
            "   It will weave patterns.\n"
            "\n"
            "2  Speaker 1  01:05\n"
            "   When?\n"
            "\n"
            "3  Ada Lovelace\n"
            "   In years.\n"
        )
        kg("undo")
        assert kg("speaker", "list").output == ""

    def test_labels_are_given_to_speakers_at_once_or_later(self, kg, file):
        kg("speaker", "add", "Charles Babbage", "--alias", "Babbage")
        added = kg("source", "add", file, "--speaker", "speaker 1=Babbage", "--json").json
        assert [
            (one["label"], one["speaker"], one["new"]) for one in added["transcript"]["speakers"]
        ] == [
            ("Ada Lovelace", None, "Ada Lovelace"),
            ("Speaker 1", kg("speaker", "show", 1, "--json").json["uid"], None),
        ]
        edited = kg("source", "edit", 1, "--speaker", "Speaker 1=", "--speaker", "Ada Lovelace=1")
        assert edited.output.endswith(
            "Ada Lovelace  2 turns  32 characters  speaker 1, Charles Babbage\n"
            "Speaker 1     1 turn   5 characters   only a label\n"
        )
        assert [
            (turn["label"], turn["speaker"] is None)
            for turn in kg("source", "read", 1, "--json").json
        ] == [("Ada Lovelace", False), ("Speaker 1", True), ("Ada Lovelace", False)]

    def test_what_a_source_calls_somebody_becomes_an_alias(self, kg, home):
        kg("speaker", "add", "Audrey Tang")
        (home / "talk.md").write_text("**唐鳳：** Hello.\n\n**Speaker 1：** Hi.\n")
        kg(
            "source",
            "add",
            "talk.md",
            "--speaker",
            "唐鳳=Audrey Tang",
            "--speaker",
            "Speaker 1=Ada",
        )
        assert kg("speaker", "show", "唐鳳", "--json").json["names"] == {"en": "Audrey Tang"}
        assert kg("speaker", "show", "Ada", "--json").json["aliases"] == []

    def test_a_title_in_another_language_stands_beside_that_of_the_transcript(self, kg, file):
        card = kg("source", "add", file, "--zh", "谈话", "--json").json
        assert card["title"] == {"en": "The talk", "zh": "谈话"}
        card = kg("source", "add", file, "--en", "Mine", "--new", "--json").json
        assert card["title"] == {"en": "Mine"}

    def test_a_dry_run_writes_nothing_and_shows_who_may_be_known(self, kg, file, rows):
        kg("speaker", "add", "Ada Lovelance")
        before = rows()
        assert kg("source", "add", file, "--dry-run").output == (
            "The talk\n"
            "kind      document\n"
            "language  en\n"
            "Text with bold labels: 3 turns, 2 speakers\n"
            "Ada Lovelace  2 turns  32 characters  new speaker Ada Lovelace, or Ada Lovelance?\n"
            "Speaker 1     1 turn   5 characters   only a label\n"
            "Nothing was written.\n"
        )
        assert kg("source", "add", file, exit_code=1).stderr == (
            "Error: Some who speak may be known already: 'Ada Lovelace' is nearly Ada Lovelance. "
            'Say who it is: --speaker "Ada Lovelace=Ada Lovelance", or --new for new ones.\n'
        )
        assert rows() == before
        assert "New: speaker Ada Lovelace" in kg("source", "add", file, "--new").output

    @pytest.mark.parametrize(
        ("words", "error"),
        [
            (
                ["nowhere.md"],
                "There is no file nowhere.md. See that its name is right, or give a title as --title.",
            ),
            (
                ["a/b"],
                "There is no file a/b. See that its name is right, or give a title as --title.",
            ),
            (
                ["talk.md", "--speaker", "Ada Lovelase=Ada"],
                "Nobody is called 'Ada Lovelase' in the transcript. Did you mean Ada Lovelace?",
            ),
            (["./bin"], "./bin is a folder. Name a file in it."),
            (
                ["talk.md", "--speaker", "Bob=Ada"],
                "Nobody is called 'Bob' in the transcript. It has: Ada Lovelace, Speaker 1.",
            ),
            (
                ["talk.md", "--speaker", "Speaker 1=77"],
                "There is no speaker 77. See kg speaker list.",
            ),
            (
                ["talk.md", "--format", "webvtt"],
                "talk.md: It is not WebVTT: its first line does not begin with WEBVTT. "
                "See that it is whole.",
            ),
        ],
    )
    def test_what_does_not_fit_is_one_sentence(self, kg, home, file, rows, words, error):
        (home / "bin").mkdir()
        before = rows()
        assert kg("source", "add", *words, exit_code=1).stderr == f"Error: {error}\n"
        assert rows() == before

    @pytest.mark.parametrize(
        ("words", "error"),
        [
            (["A talk", "--title", "B"], "The title is given twice. Give it once."),
            ([], "The source has no title. Give a title, a file or an address."),
            (["A talk", "--speaker", "a=b"], "Labels are those of a transcript. Give it as --text FILE."),
            (["talk.md", "--speaker", "Ada"], "'Ada' maps no label. Did you mean \"Ada=NAME\"?"),
            (
                ["ftp://example.org/x"],
                "'ftp://example.org/x' is not a web address. "
                "Write the whole of it, such as https://example.org/page.",
            ),
        ],
    )  # fmt: skip
    def test_what_cannot_be_meant_is_one_sentence(self, kg, file, words, error):
        assert kg("source", "add", *words, exit_code=2).stderr == f"Error: {error}\n"

    def test_titles_come_from_options_files_and_input(self, kg, home, file):
        (home / "episode_12.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Bob>Hi\n")
        for words, title in (
            (["episode_12.en.vtt"], "episode 12"),
            ([file, "--title", "Mine"], "Mine"),
            (["Another", "--text", file], "Another"),
            (["--title", "a/b"], "a/b"),
        ):
            card = kg("source", "add", *words, "--new", "--json").json
            assert list(card["title"].values()) == [title]
        assert kg("source", "add", "-", "--new", stdin=TALK).output.startswith(
            "Source 5, document\n  The talk\n"
        )

    def test_a_text_without_turns_is_kept_when_that_is_asked_for(self, kg, file):
        card = kg("source", "add", file, "--title", "T", "--text-only", "--json").json
        assert "transcript" not in card
        assert kg("source", "read", 1, exit_code=1).stderr == (
            "Error: T has no turns to read. Give its transcript: kg source edit 1 --text FILE.\n"
        )

    def test_a_text_that_is_known_is_not_added_again(self, kg, file, rows):
        kg("source", "add", file)
        before = rows()
        for words in ([file], [file, "--title", "Other"], [file, "--dry-run"]):
            assert kg("source", "add", *words, exit_code=1).stderr == (
                "Error: Source 1 (The talk) has this very text. "
                "Name it by its number, 1. If this is another one, say --new.\n"
            )
        assert rows() == before

    def test_a_page_that_is_known_is_not_added_again(self, kg):
        kg("source", "add", "Talk", "--url", "https://example.org/talk")
        for words in (
            ["https://www.example.org/talk/#top"],
            ["Other", "--url", "http://example.org/talk"],
        ):
            assert kg("source", "add", *words, exit_code=1).stderr == (
                "Error: Source 1 (Talk) is at https://example.org/talk. "
                "Name it by its number, 1. If this is another one, say --new.\n"
            )


class TestTheRoundTable:
    @pytest.fixture
    def told_of(self, kg):
        kg("import", REPOSITORY / "data" / "roundtable")
        return kg

    def test_its_turns_get_their_places_in_its_text(self, told_of, roundtable):
        told = told_of("source", "edit", 1, "--text", roundtable / "transcript.md").output
        assert told.endswith(
            "Text with bold labels: 73 turns, 11 sections, 3 speakers\n"
            "张鹏    26 turns  2,202 characters  speaker 3, Zhang Peng\n"
            "汪华    25 turns  9,791 characters  speaker 2, Wang Hua\n"
            "颜水成  20 turns  7,815 characters  speaker 1, Yan Shuicheng\n"
        )
        turns = told_of("source", "read", 1, "--json").json
        assert [turn["number"] for turn in turns] == list(range(73))
        assert all(turn["begins"] < turn["ends"] for turn in turns)
        assert told_of("source", "read", 1, "--turn", 4).output == (
            "Pre-training’s scaling law is running into a dead end; o1 brings more start-ups back to "
            "life\n"
            "\n"
            "01 「o1」释放了明确的技术信号， 但更期待下一个里程碑\n"
            "\n"
            "4  Zhang Peng\n"
            "   预期之内，«但还不够惊喜»[21]。\n"
        ).replace("01 「o1」释放了明确的技术信号， 但更期待下一个里程碑", "01")

    def test_another_transcript_is_refused_whole(self, told_of, roundtable, home, rows):
        text = (roundtable / "transcript.md").read_text()
        (home / "other.md").write_text(text.replace("**汪华：**对，整个", "**颜水成：**对，整个"))
        before = rows()
        assert told_of("source", "edit", 1, "--text", "other.md", exit_code=1).stderr == (
            "Error: Turn 5 is Wang Hua's in the notebook and 颜水成's in the transcript, and so are "
            "the first to differ. --text-only keeps the text and leaves the turns as they are.\n"
        )
        assert rows() == before
        told_of("source", "edit", 1, "--text", "other.md", "--text-only")
        assert told_of("source", "read", 1, "--turn", 5).stderr == (
            "The text of these turns is not kept. Give it: kg source edit 1 --text FILE.\n"
        )
