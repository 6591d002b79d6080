import pytest

from kg.domain.transcripts import (
    LONGEST_LABEL,
    Speech,
    Spoken,
    Voice,
    as_label,
    backwards,
    is_generic,
    joined,
    laid_out,
    language_of,
    voices,
)


@pytest.mark.parametrize(
    "label",
    [
        *("Speaker 1", "SPEAKER_00", "speaker b", "Unknown Speaker 2", "Host", "Co-host", "Q", "A"),
        *("Interviewer", "Moderator", "Unknown", "Audience Member", "12"),
        *("发言人 1", "发言人1", "讲者2", "主持人", "嘉宾 A", "问", "答", "受访者", "說話人 3"),
    ],
)
def test_a_part_in_the_talk_is_nobody(label):
    assert is_generic(label)


@pytest.mark.parametrize(
    "label", ["Ada", "Adam Speaker", "汪华", "问天", "TonyQ", "张鹏（主持人）", "Speaker Pelosi"]
)
def test_a_name_is_somebody(label):
    assert not is_generic(label)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("**颜水成** ", "颜水成"),
        ("**颜****水成", "颜水成"),
        ("**Adam** **Stacoviak", "Adam Stacoviak"),
        ("\u202eBob\u202c", "Bob"),
        ("Zoe\u0301", "Zoé"),
        ("A" * LONGEST_LABEL, "A" * LONGEST_LABEL),
        ("A" * (LONGEST_LABEL + 1), None),
        ("A" * 10_000, None),
        ("…", None),
        ("a\x07b", None),
        ("", None),
    ],
)
def test_a_label_is_what_can_be_seen_of_a_name(written, label):
    assert as_label(written) == label


def test_voices_are_counted_however_they_are_written():
    turns = [
        Spoken(1, "Ada", None, None, 0, 3),
        Spoken(2, "BOB", None, None, 5, 15),
        Spoken(3, None, None, None, 16, 20),
        Spoken(4, "Bob", None, None, 21, 22),
    ]
    assert voices(turns) == [Voice("BOB", 2, 11), Voice("Ada", 1, 3)]


def test_cues_of_one_speaker_are_one_speech_with_the_first_start():
    cues = [
        Speech("Ada", "Hello", 1.0),
        Speech("Ada", "there.", 2.0),
        Speech("Bob", "你好，", 3.0),
        Speech("Bob", "世界", 4.0),
    ]
    assert joined(cues) == [Speech("Ada", "Hello there.", 1.0), Speech("Bob", "你好，世界", 3.0)]


def test_where_nobody_is_named_a_speech_ends_with_a_sentence():
    cues = [Speech(None, "one two", 1.0), Speech(None, "three.", 2.0), Speech(None, "four", 3.0)]
    assert joined(cues, paragraph=10) == [
        Speech(None, "one two three.", 1.0),
        Speech(None, "four", 3.0),
    ]


def test_speeches_are_laid_out_with_their_labels_outside_their_turns():
    text, turns = laid_out(
        [
            Speech("Ada", "Hello."),
            Speech(None, "(applause)", spoken=False),
            Speech("Bob", "\u200b "),
            Speech(None, "Who?"),
        ]
    )
    assert text == "Ada: Hello.\n\n(applause)\n\nWho?"
    assert [(turn.number, text[turn.begins : turn.ends]) for turn in turns] == [
        (1, "Hello."),
        (2, "Who?"),
    ]


def test_times_that_run_backwards_are_found():
    turns = [Spoken(number, None, None, start, 0, 1) for number, start in enumerate((5, 3, 4, 6))]
    assert [turn.number for turn in backwards(turns)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我觉得 o1 是一个非常好的工作", "zh"),
        ("これは日本語です", "ja"),
        ("陳敦基 said that the law is what it is and that we were to wait for it", "en"),
        ("Le chat dort sur le canapé du salon", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_the_letters_that_prevail(text, language):
    assert language_of(text) == language
