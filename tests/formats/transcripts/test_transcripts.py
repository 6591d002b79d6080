import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.formats import transcripts

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hi"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nAda: Hi"
JSON = '{"segments": [{"speaker": "Ada", "text": "Hi"}]}'
XML = '<akomaNtoso><speech by="#Ada"><p>Hi</p></speech></akomaNtoso>'


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (VTT, "WebVTT"),
        (SRT, "SRT"),
        (JSON, "whisperX JSON"),
        (XML, "Akoma Ntoso"),
        ("**Ada:** Hi", "text with bold labels"),
        ("[Ada] [00:06] Hi", "text with labels in brackets"),
    ],
)
@pytest.mark.parametrize("name", ["talk", "talk.txt", "talk.md"])
def test_the_content_tells_the_format_whatever_the_file_is_called(text, shape, name):
    found = transcripts.read(text.encode(), name)
    assert found.shape == shape
    assert [turn.label for turn in found.turns] == ["Ada"]


def test_the_format_can_be_said():
    assert transcripts.read(VTT.encode(), "talk.vtt", "text").shape == "text without speakers"
    with pytest.raises(KgError, match=r"^talk\.md: It is not SRT: "):
        transcripts.read(b"**Ada:** Hi", "talk.md", "srt")


@pytest.mark.parametrize(
    ("data", "remarks"),
    [
        ("**汪华：**你好".encode(), []),
        ("\ufeff**汪华：**你好\r\n".encode(), []),
        ("**汪华：**你好".encode("utf-16"), ["It was read as UTF-16-LE."]),
        ("\ufeff**汪华：**你好".encode("utf-16-be"), ["It was read as UTF-16-BE."]),
        (
            "**汪华：**你好，这是我们的讨论，大家好。".encode("gb18030"),
            ["It was read as GB 18030."],
        ),
    ],
)
def test_text_is_read_as_it_was_encoded(data, remarks):
    found = transcripts.read(data, "talk.txt")
    assert ([turn.label for turn in found.turns], found.remarks) == (["汪华"], remarks)
    assert "\r" not in found.text and "\ufeff" not in found.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"line\nline\xe9",
            "a.txt is not UTF-8 text: see byte 10, in line 2. Convert it, for instance with iconv.",
        ),
        (
            b"\xff\xfeA\x00\x00\xd8",
            "a.txt says that it is UTF-16 and is not: see byte 5. "
            "Convert it, for instance with iconv.",
        ),
        (b"\xef\xbb\xbf \n", "a.txt is empty. Name a file with text in it."),
        (b"a\x00b", "a.txt: The text has a control character (U+0000) at place 2. Take it out."),
    ],
)
def test_what_cannot_be_decoded_names_the_place(data, message):
    with pytest.raises(KgError) as error:
        transcripts.read(data, "a.txt")
    assert str(error.value) == message


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        found = transcripts.read(data, "any")
    except KgError:
        return
    assert all(0 <= turn.begins < turn.ends <= len(found.text) for turn in found.turns)
