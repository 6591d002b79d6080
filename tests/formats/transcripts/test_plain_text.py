import random
from collections import Counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.transcripts import voices
from kg.errors import KgError
from kg.formats.transcripts import plain_text
from tests.conftest import REPOSITORY


def said(text):
    """Number, label, section, start and words of each turn."""
    found = plain_text.read(text)
    return [
        (turn.number, turn.label, turn.section, turn.start, found.text[turn.begins : turn.ends])
        for turn in found.turns
    ]


def spoken(text):
    """Label and words of each turn."""
    return [(label, words) for _, label, _, _, words in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "**Ada:** Hello.\n\n**Bob:** Hi.",
        "**Ada**: Hello.\n\n**Bob** : Hi.",
        "**Ada: Hello.**\n\n**Bob: Hi.",
        "**A****da:** Hello.\n\n__Bob:__ Hi.",
        "**\nAda: Hello.**\n\n**Bob:** Hi.",
        "**Ada:** Hello.\n**Bob:** Hi.",
        "Ada: Hello.\n\nBob: Hi.",
        "Ada：Hello.\nBob：Hi.",
        ">> Ada: Hello.\n>> Bob: Hi.",
        "**[Ada] [00:06]** Hello.\n**[Bob]** [00:09] Hi.",
        "### Ada:\n\nHello.\n\n### Bob:\n\nHi.",
        "### **Ada:**\n\nHello.\n\n### Bob：\n\nHi.",
        "[Ada] [00:06] Hello.\n[Bob] [00:09] Hi.",
        "[Ada]: Hello.\n\n[Bob]: Hi.",
        "[00:06] Ada: Hello.\n[00:09] Bob: Hi.",
        "00:00:06 Ada: Hello.\n00:00:09 Bob: Hi.",
        "Ada (00:06): Hello.\nBob (00:09): Hi.",
        "Ada  00:06\nHello.\n\nBob  00:09\nHi.",
        "**Ada:** \\[00:06\\] Hello.\n\n**Bob:** \\[00:01:02.50\\] Hi.",
    ],
)
def test_labels_are_found_in_every_shape(text):
    assert spoken(text) == [("Ada", "Hello."), ("Bob", "Hi.")]


def test_bold_marks_that_split_names_colons_and_words_are_no_part_of_what_is_said():
    assert spoken(
        "**张鹏：从去年到现在，** **o1** **终于发布了。**\n\n"
        "**颜水成** ：我用 o1。\n\n"
        "**汪****华：****强化学习**很难。\n\n"
        "**张鹏：** 「**o1」呢？**"
    ) == [
        ("张鹏", "从去年到现在，** **o1** **终于发布了。"),
        ("颜水成", "我用 o1。"),
        ("汪华", "**强化学习**很难。"),
        ("张鹏", "「**o1」呢？**"),
    ]


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("[Speaker 1] [00:06] Hello", 6.0),
        ("\\[01:02:03.5\\] Ada: Hello", 3723.5),
        ("Ada (75:00): Hello", 4500.0),
        ("**Ada:** [00:00:07,250] Hello", 7.25),
        ("发言人 1 00:06\nHello", 6.0),
    ],
)
def test_times_beside_labels_are_when_a_turn_starts(line, start):
    [(_, _, _, found, words)] = said(line)
    assert (found, words) == (start, "Hello")


def test_headings_are_sections_and_captions_are_in_turns():
    assert said(
        "# The talk\n\n## One\n\n**Ada:** Hello.\n\n![](x.png)Photo: someone\n\n"
        "**02**\n\n****The second****\n\n****part****\n\n**Bob:** Hi.\n\nSource: me"
    ) == [
        (1, "Ada", "One", None, "Hello.\n\n![](x.png)Photo: someone"),
        (2, "Bob", "02", None, "Hi.\n\nSource: me"),
    ]


def test_what_is_said_below_a_heading_without_a_label_is_nobodys():
    assert spoken("**Ada:** One.\n\n**Bob:** Two.\n\n## Later\n\nThree.\n\n**Ada:** Four.") == [
        ("Ada", "One."),
        ("Bob", "Two."),
        (None, "Three."),
        ("Ada", "Four."),
    ]


def test_prose_above_the_first_turn_is_turn_0_and_what_follows_the_last_is_a_turn():
    turns = "**Ada:** Hello.\n\n**Bob:** Hi.\n\n**Ada:** Bye."
    text = f"A talk\n======\n\nWe met.\n\n{turns}\n\n\nThe end."
    assert said(text) == [
        (0, None, None, None, "A talk\n======\n\nWe met."),
        (1, "Ada", None, None, "Hello."),
        (2, "Bob", None, None, "Hi."),
        (3, "Ada", None, None, "Bye."),
        (4, None, None, None, "The end."),
    ]
    assert plain_text.read(text).title == "A talk"


@pytest.mark.parametrize(
    ("text", "title", "language"),
    [
        ('---\ntitle: "A talk"\nlang: fr\n---\n\nBonjour.', "A talk", "fr"),
        ("# Le *premier* titre\n\nMots.", "Le premier titre", None),
        ("Mots.\n\nEt plus.", None, None),
        ("**Ada:** Allô.\n\n# Le titre\n\n**Ada:** Ah.", None, None),
    ],
)
def test_titles_come_from_front_matter_or_the_first_heading(text, title, language):
    found = plain_text.read(text)
    assert (found.title, found.language) == (title, language)


@pytest.mark.parametrize(
    "text",
    [
        "First paragraph: it has a colon.\n\nSecond.\n\nThird.",
        "See https://example.org: there.\n\nAt 12:30 we left.\n\nWords",
        "Dear Sir,\n\nMy points are as follows: one, two.\n\nYours",
        "注意：这里没有人说话。\n\n第二段。\n\n第三段。",
    ],
)
def test_a_text_without_speakers_has_its_paragraphs_as_turns(text):
    found = plain_text.read(text)
    assert spoken(text) == [(None, words) for words in text.split("\n\n")]
    assert found.remarks == [
        "No speakers were found in it: its paragraphs are its turns, and nobody's."
    ]


def test_words_that_only_look_like_labels_are_part_of_a_turn():
    assert spoken(
        "Ada: Hello.\n\nMy point is: this.\n\nBob: Hi.\n\nNote: it rains.\n\nAda: So.\n\nBob: Yes."
    ) == [
        ("Ada", "Hello.\n\nMy point is: this."),
        ("Bob", "Hi.\n\nNote: it rains."),
        ("Ada", "So."),
        ("Bob", "Yes."),
    ]


def test_times_that_run_backwards_are_taken_and_remarked():
    found = plain_text.read("[Ada] [00:06] One.\n[Bob] [00:09] Two.\n[Ada] [00:07] Three.")
    assert [turn.start for turn in found.turns] == [6.0, 9.0, 7.0]
    assert found.remarks == [
        "Times run backwards: 00:07 of turn 3, line 3 comes after a later time. "
        "They were taken as they are."
    ]


def test_a_name_of_ten_thousand_characters_is_none():
    found = plain_text.read(f"### Ada:\n\nHi.\n\n### {'B' * 10_000}:\n\nHo.\n\n### Ada:\n\nSo.")
    assert {turn.label for turn in found.turns} == {"Ada", None}
    assert found.remarks == ["Line 5: a name has at most 100 characters; this one has 10,000."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a\n" + "x" * 1_000_001,
            "Line 2 has 1,000,001 characters; 1,000,000 are allowed. Break it into lines.",
        ),
        ("x" + "\n" * 2_000_001 + "x", "The text has 2,000,001 lines; 2,000,000 are allowed. "
         "Take it in in parts."),
        ("a\x07b", "The text has a control character (U+0007) at place 2. Take it out."),
        ("\u200b", "The text is empty. Write at least one word."),
    ],
)  # fmt: skip
def test_what_is_no_text_for_reading_is_refused(text, message):
    with pytest.raises(KgError) as error:
        plain_text.read(text)
    assert str(error.value) == message


PIECES = st.sampled_from(
    [
        *("**", "****", "*", "__", "Ada", "汪华", "Speaker 1"),
        *(":", "：", " ", "\n", "\n\n", "\n\n\n"),
        *("# ", "### ", "[", "]", "[00:06]", "\\[01:02:03.4\\]", "00:07", "(", ")", "![](x)", "> "),
        *("---", "---\n", "===", "Hello there", "我觉得。", "\t", "\\", "|", "<br />", "\u202e"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_whatever_is_read_turns_are_in_order_within_the_text_and_apart(text):
    try:
        found = plain_text.read(text)
    except KgError:
        return
    at = 0
    for number, turn in enumerate(found.turns, start=found.turns[0].number if found.turns else 0):
        assert turn.number == number
        assert at <= turn.begins < turn.ends <= len(found.text)
        assert found.text[turn.begins : turn.ends].strip()
        assert turn.label is None or turn.label.strip() == turn.label != ""
        at = turn.ends


NAMES = st.sampled_from(["Ada Lovelace", "Bob", "汪华", "颜水成", "Speaker 1", "主持人"])
WORDS = st.sampled_from(["Hello there.", "我觉得 o1 很好。", "**Bold** words\n\nand more.", "Yes"])


@given(
    st.lists(st.tuples(NAMES, WORDS), min_size=2, max_size=12),
    st.sampled_from(
        ["**{}:** {}", "**{}：**{}", "### {}:\n\n{}", "[{}] [00:06] {}", "**{}** ：{}"]
    ),
)
def test_what_was_written_as_turns_is_read_as_turns(turns, shape):
    text = "\n\n".join(shape.format(name, words) for name, words in turns)
    recurring = max(Counter(name for name, _ in turns).values()) > 1
    # Without a name that comes twice, labels among many paragraphs may be an accident.
    if recurring or not any("\n\n" in words for _, words in turns):
        assert spoken(text) == turns


@pytest.mark.parametrize(
    "unit",
    ["a" + " " * 398 + "x\n", "[00:" * 100 + "\n", "** " * 133 + "\n", "# " + " " * 900 + "x\n"],
)
def test_lines_made_to_be_slow_are_read_once(unit):
    found = plain_text.read("x\n" + unit * (400_000 // len(unit)))
    assert len(found.turns) <= 2


class TestTheRoundTable:
    @pytest.fixture
    def text(self, roundtable):
        return (roundtable / "transcript.md").read_text()

    def test_its_turns_are_those_that_were_curated(self, text):
        found = plain_text.read(text)
        curated = yaml.safe_load((REPOSITORY / "data/roundtable/sources.yaml").read_text())
        names = {
            "zhang-peng-geekpark": "张鹏",
            "yan-shuicheng": "颜水成",
            "wang-hua": "汪华",
            "geekpark-editors": None,
        }
        assert [(turn.number, turn.label, turn.section) for turn in found.turns] == [
            # What stands above the first section is called 00 by the curators only.
            (one["number"], names[one["speaker"]], one.get("section") if one["number"] else None)
            for one in curated["sources"][0]["turns"]
        ]
        assert found.sections == [f"{number:02}" for number in range(1, 12)]
        assert found.title == "预训练的 Scaling Law 正在走入死胡同，o1 让更多创业公司重新复活"
        assert found.language == "zh"

    def test_every_quotation_stands_in_its_turn(self, text):
        from kg.domain import quotes

        found = {turn.number: turn for turn in plain_text.read(text).turns}
        checked = 0
        for path in sorted((REPOSITORY / "data/roundtable").glob("claims-*.yaml")):
            for claim in yaml.safe_load(path.read_text())["claims"]:
                for position in claim["positions"]:
                    if position.get("quote") and "turn" in position:
                        turn = found[position["turn"]]
                        words = text[turn.begins : turn.ends]
                        assert quotes.find(words, position["quote"]), (claim["id"], position)
                        checked += 1
        assert checked > 200


def test_a_podcast_has_turns_with_times(samples):
    found = plain_text.read((samples / "transcripts/practical-ai-1.md").read_text())
    assert [(voice.label, voice.turns) for voice in voices(found.turns)] == [
        ("Adam Stacoviak", 19),
        ("Daniel Whitenack", 16),
        ("Chris Benson", 13),
        ("Jerod Santo", 9),
    ]
    assert [turn.start for turn in found.turns if turn.start is not None] == [245.0, 969.0]
    assert found.text[found.turns[0].begins :].startswith("I think, Jerod, for me this show")


def test_a_transcript_cut_anywhere_is_still_read(roundtable):
    text = (roundtable / "transcript.md").read_text()
    chance = random.Random(1)
    for _ in range(30):
        found = plain_text.read(text[: chance.randrange(1000, len(text))])
        assert {turn.label for turn in found.turns} <= {None, "张鹏", "颜水成", "汪华"}


def test_the_sections_above_the_first_label_are_its_own():
    text = "# Talk\n\nBy us.\n\n## One\n\n## Two\n\n**Ada:** Yes.\n\n**Bob:** No.\n"
    assert [(turn.section, turn.label) for turn in plain_text.read(text).turns][-2:] == [
        ("Two", "Ada"),
        ("Two", "Bob"),
    ]
