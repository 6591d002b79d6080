import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.formats.transcripts import whisperx


def said(found):
    return [(turn.label, turn.start, found.text[turn.begins : turn.ends]) for turn in found.turns]


def test_segments_of_one_speaker_are_one_turn():
    found = whisperx.read(
        json.dumps(
            {
                "language": "en",
                "segments": [
                    {
                        "speaker": "SPEAKER_00",
                        "start": 1.25,
                        "end": 2,
                        "text": " Hello",
                        "words": [],
                    },
                    {"speaker": "SPEAKER_00", "start": 2.5, "end": 3, "text": "there. "},
                    {"start": 4, "end": 5, "text": "Who?"},
                    {"speaker": "SPEAKER_01", "start": 3, "end": 6, "text": "Me."},
                ],
            }
        )
    )
    assert said(found) == [
        ("SPEAKER_00", 1.25, "Hello there."),
        (None, 4.0, "Who?"),
        ("SPEAKER_01", 3.0, "Me."),
    ]
    assert (found.shape, found.language) == ("whisperX JSON", "en")
    assert found.remarks == [
        "Times run backwards: 00:03 of turn 3 comes after a later time. "
        "They were taken as they are."
    ]


def test_segments_of_a_podcasts_feed_are_read_too():
    found = whisperx.read('{"segments": [{"speaker": "Ada", "startTime": 1, "body": "Hi."}]}')
    assert said(found) == [("Ada", 1.0, "Hi.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"segments": [\n}',
            "The JSON is broken, line 2: Expecting value. See that it is whole.",
        ),
        (
            "[]",
            "The JSON has no list of segments. "
            'It would be {"segments": [{"speaker": …, "start": …, "text": …}]}.',
        ),
        ('[{"start": 1}]', "segments[0] has no text. See that the file is whole."),
        ("[" * 100_000, "The JSON is nested too deeply. See that it is a transcript."),
        ('[{"text": " "}]', "The text is empty. Write at least one word."),
    ],
)
def test_what_is_broken_is_one_sentence(text, message):
    with pytest.raises(KgError) as error:
        whisperx.read(text)
    assert str(error.value) == message


def test_times_that_are_none_are_left_out():
    found = whisperx.read(
        '[{"text": "a", "speaker": "A1", "start": NaN}, {"text": "b", "start": -1}]'
    )
    assert said(found) == [("A1", None, "a"), (None, None, "b")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["speaker", "start", "text", "name", "segments"]), inner)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_whatever_is_in_the_json_it_is_read_or_refused(value):
    try:
        found = whisperx.read(json.dumps(value))
    except KgError:
        return
    assert all(0 <= turn.begins < turn.ends <= len(found.text) for turn in found.turns)
