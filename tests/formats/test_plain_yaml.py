"""YAML as plain data: what is read as what, and what is refused in which words."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.formats import plain_yaml
from kg.formats.plain_yaml import Fault, load


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# nothing but a remark\n", None),
        ("---\n", None),
        ("kg: 1\n", {"kg": 1}),
        ("\ufeffkg: 1\n".removeprefix("\ufeff"), {"kg": 1}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: [1, -2, +3, 007]", {"a": [1, -2, 3, 7]}),
        ("a: [0.6, .5, 1., 1e-3, -2.5E+2]", {"a": [0.6, 0.5, 1.0, 0.001, -250.0]}),
        ("a: [~, null, Null, NULL]\nb:", {"a": [None] * 4, "b": None}),
        ("a: [true, True, TRUE, false, False, FALSE]", {"a": [True] * 3 + [False] * 3}),
        ("a: 'true'\nb: \"1\"\nc: !!str 2\nd: ! 3", {"a": "true", "b": "1", "c": "2", "d": "3"}),
        ("a: |\n  one\n   two\n  three\n", {"a": "one\n two\nthree\n"}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("{a: {b: [c, {d: e}]}}", {"a": {"b": ["c", {"d": "e"}]}}),
    ],
)
def test_plain_data_is_read_as_it_reads(text, data):
    assert load(text) == data


@pytest.mark.parametrize(
    "word",
    [
        *("yes", "no", "on", "off", "y"),  # true and false in YAML 1.1
        *("0o10", "0xff", "1_000", "12:30", ".inf", ".nan"),  # numbers in YAML 1.1 or 1.2
        *("2026-09-12", "<<", "="),
        *("1e999", "-1e999", "9" * 19),  # more than a computer's numbers hold
        *("1.2.3", "1e", "+", "."),
    ],
)
def test_what_only_looks_like_a_number_or_an_answer_is_text(word):
    assert load(f"a: {word} ") == {"a": word}


def test_the_language_code_of_norwegian_is_a_key():
    assert load("names: {no: Ja, on: off, 1: x, null: y}") == {
        "names": {"no": "Ja", "on": "off", "1": "x", "null": "y"}
    }


def test_what_stands_under_a_key_of_texts_stays_text_and_may_be_empty():
    text = "{due: 2026, made: 02026, said: 1e3, opens: null, turn: 2026, of: {due: [7]}}"
    assert load(text, {"due", "made", "said", "opens"}) == {
        "due": "2026",
        "made": "02026",
        "said": "1e3",
        "opens": None,
        "turn": 2026,
        "of": {"due": [7]},
    }


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a: 1\na: 2", 2, "The key 'a' stands in line 1 already. Take one of them out."),
        ("b:\n- a: 1\n  a: 2", 3, "The key 'a' stands in line 2 already. Take one of them out."),
        ("1: x\n'1': y", 2, "The key '1' stands in line 1 already. Take one of them out."),
        (
            "{[a]: b}",
            1,
            "A list or mapping stands where a key belongs. Write one word there.",
        ),
        (
            "k: v\n? {a: b}\n: c",
            2,
            "A list or mapping stands where a key belongs. Write one word there.",
        ),
        ("a: *b", 1, "*b would be a reference. Put a text that begins so in quotes."),
        ("a: &b c", 1, "&b would be a reference. Put a text that begins so in quotes."),
        ("a: &b\n  c: *b", 1, "&b would be a reference. Put a text that begins so in quotes."),
        ("a: *really* good", 1, "A text that begins so would be a reference. Put it in quotes."),
        (
            "a:\n  b: !!python/object/apply:os.system [true]",
            2,
            "!!python/object/apply:os.system would be a tag. Put a text that begins so in quotes.",
        ),
        ("a: !!int 7", 1, "!!int would be a tag. Put a text that begins so in quotes."),
        ("a: !important b", 1, "!important would be a tag. Put a text that begins so in quotes."),
        ("a: b\n---\nc: d", 2, "A second document begins. Put it into another file."),
        ("a:\n\t- b", 2, "It is indented with a tab. Indent with blanks."),
        ("\ta: b", 1, "It is indented with a tab. Indent with blanks."),
        ("a: x\nb: y\x07", 2, "There is a control character (U+0007). Take it out."),
        ("a: x\nb: \x00", 2, "There is a control character (U+0000). Take it out."),
        (
            "a: what: ever",
            1,
            (
                "A colon stands where none can. Line the key up with those above it, or put a "
                "text that has a colon in quotes."
            ),
        ),
        ("a: - b", 1, "A dash stands where none can. Begin a list on a new line."),
        ("a: @b", 1, "No text can begin with this character. Put the text in quotes."),
        ("a: `b`", 1, "No text can begin with this character. Put the text in quotes."),
        ("a: 1\nb: 'c\nd: e\n", 2, "A quotation mark is not closed. Close it."),
        ("a: [b\nc: d", 1, "A bracket is not closed. Close it, or put the text in quotes."),
        ("a: b\nc\n", 2, "A key has no colon after it. Write key: value."),
        ("- a\nb: c", 2, "It is indented unlike the lines above. Line it up with them."),
        ("a:\n  - b\n c: d", 3, "It is indented unlike the lines above. Line it up with them."),
        ("a: , b", 1, "Something is missing here. Put a text that begins so in quotes."),
        ("%x", 1, "It is no YAML: found unknown directive name. Mend it there."),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, line, sentence):
    with pytest.raises(Fault) as caught:
        load(text)
    fault = caught.value
    assert (fault.line, f"{fault.message} {fault.remedy}") == (line, sentence)


@pytest.mark.parametrize("start", ["[", "- ", "{a: "])
def test_no_nesting_exhausts_the_program(start):
    # Composing a hundred thousand brackets ends Python with a segmentation fault.
    with pytest.raises(Fault, match="It is nested more than 50 deep"):
        load(start * 100_000)


def test_a_billion_laughs_are_refused_at_the_first():
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(Fault, match="&a0 would be a reference"):
        load("\n".join(lines))


def fault_of(text):
    try:
        load(text)
    except Fault as fault:
        return fault
    return None


@given(st.text(alphabet="ab1:-?,[]{}#&*!|>'\"%@` \n\t~<=.\u2028\x85é追😀", max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    fault = fault_of(text)
    assert fault is None or (1 <= fault.line <= len(text) + 2 and fault.message.endswith("."))


@given(st.binary(max_size=60))
def test_any_characters_are_read_or_refused_in_a_sentence(data):
    fault = fault_of(data.decode("latin-1"))
    assert fault is None or (fault.line >= 1 and fault.message.endswith("."))


def test_the_line_of_a_path_is_found_as_far_as_it_leads():
    text = "kg: 1\nclaims:\n- id: a\n  statement:\n    en: x\n- id: b\n"
    assert plain_yaml.line_of(text, ["claims"]) == 2
    assert plain_yaml.line_of(text, ["claims", "0", "statement", "en"]) == 5
    assert plain_yaml.line_of(text, ["claims", "1"]) == 6
    assert plain_yaml.line_of(text, ["claims", "1", "nothing", "there"]) == 6
    assert plain_yaml.line_of(text, ["claims", "9"]) == 2
    assert plain_yaml.line_of("", ["claims"]) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "due: 2026\nnames: {no: x}\nturn: 7\nshare: .5",
            {"due": "2026", "names": {"no": "x"}, "turn": 7, "share": 0.5},
        ),
        ("a: b\na: c", None),
        ("a: &b c", None),
        ("a: 'b", None),
        ("a: \x07", None),
        ("[" * 200, None),
    ],
)
def test_the_library_without_its_c_part_reads_the_same(monkeypatch, text, found):
    monkeypatch.setattr(plain_yaml, "Loader", yaml.SafeLoader)
    if found is None:
        with pytest.raises(Fault):
            load(text)
    else:
        assert load(text, {"due"}) == found
