import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.formats.transcripts import captions


def said(found):
    return [(turn.label, turn.start, found.text[turn.begins : turn.ends]) for turn in found.turns]


def test_consecutive_cues_of_one_voice_are_one_turn():
    found = captions.read_webvtt(
        "WEBVTT\nKind: captions\nLanguage: en-GB\n\nNOTE by hand\n\n"
        "1\n00:01.250 --> 00:02.000\n<v Ada Lovelace>Hello</v>\n\n"
        "00:02.000 --> 00:03.000\n<v.loud Ada Lovelace>there &amp; <b>all</b>\nof you\n\n"
        "01:00:04.000 --> 01:00:05.000\n<v Bob>Hi.</v> <v Ada Lovelace>So.</v>\n"
    )
    assert said(found) == [
        ("Ada Lovelace", 1.25, "Hello there & all of you"),
        ("Bob", 3604.0, "Hi."),
        ("Ada Lovelace", 3604.0, "So."),
    ]
    assert found.text == "Ada Lovelace: Hello there & all of you\n\nBob: Hi.\n\nAda Lovelace: So."
    assert (found.shape, found.language, found.remarks) == ("WebVTT", "en-GB", [])


def test_srt_names_who_speaks_before_the_words():
    found = captions.read_srt(
        "1\n00:00:01,000 --> 00:00:02,000\nAda: Hello\nthere.\n\n"
        "2\n00:00:02,500 --> 00:00:03,000\n- Bob: Hi.\n- Ada: So.\n\n"
        "3\n00:00:04,000 --> 00:00:05,000\nIt is: this.\n"
    )
    assert said(found) == [
        ("Ada", 1.0, "Hello there."),
        ("Bob", 2.5, "Hi."),
        ("Ada", 2.5, "So. It is: this."),
    ]


def test_srt_without_names_is_nobodys_and_says_so():
    found = captions.read_srt(
        "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:02,500 --> 00:00:03,000\nthere.\n"
    )
    assert said(found) == [(None, 1.0, "Hello there.")]
    assert found.remarks == ["No speakers were found in it: its turns are nobody's."]


def test_cues_that_cannot_be_read_are_left_out_and_told_of():
    found = captions.read_webvtt(
        "WEBVTT\n\n00:05.000 --> 00:06.000\n<v Ada>One\n\n00:0x --> 3\nTwo\n\n"
        "00:01.000 --> 00:02.000\n<v Bob>Three\n"
    )
    assert said(found) == [("Ada", 5.0, "One"), ("Bob", 1.0, "Three")]
    assert found.remarks == [
        "1 of 3 cues cannot be read and were left out; line 6 has '00:0x --> 3'.",
        "Times run backwards: 00:01 of turn 2 comes after a later time. "
        "They were taken as they are.",
    ]


def test_a_voice_of_ten_thousand_characters_is_nobody():
    found = captions.read_webvtt(f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {'A' * 10_000}>Hi\n")
    assert said(found) == [(None, 1.0, "Hi")]
    assert found.remarks[0] == "A name has at most 100 characters; one voice has 10,000."


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (
            captions.read_webvtt,
            "00:01.000 --> 00:02.000\nHi",
            "It is not WebVTT: its first line does not begin with WEBVTT. See that it is whole.",
        ),
        (
            captions.read_srt,
            "Hi",
            "It is not SRT: it does not begin with a number and a line of times. "
            "See that it is whole.",
        ),
        (
            captions.read_webvtt,
            "WEBVTT\n\n00:xx --> 00:02.000\nHi",
            "The WebVTT has no cue that can be read. See that it is whole.",
        ),
        (
            captions.read_webvtt,
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>a\x07b",
            "The text has a control character (U+0007) at place 7. Take it out.",
        ),
    ],
)
def test_what_is_broken_is_one_sentence(read, text, message):
    with pytest.raises(KgError) as error:
        read(text)
    assert str(error.value) == message


PIECES = st.sampled_from(
    [
        *("WEBVTT", "\n", "\n\n", "1", "00:01.000 --> 00:02.000", "00:00:01,000 --> 00:00:02,000"),
        *("-->", "<v Ada>", "<v", "</v>", "<", ">", "Ada: ", "Hi", "NOTE", "&amp;", "&#0;"),
        *("\\", "{"),
    ]
)


@given(
    st.lists(PIECES, max_size=40).map("".join),
    st.sampled_from([captions.read_webvtt, captions.read_srt]),
    st.sampled_from(["", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"]),
)
def test_whatever_is_read_turns_are_in_order_within_the_text_and_apart(text, read, start):
    try:
        found = read(start + text)
    except KgError:
        return
    at = 0
    for turn in found.turns:
        assert at <= turn.begins < turn.ends <= len(found.text)
        at = turn.ends
