import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.wording import (
    brief,
    clean,
    clean_line,
    guess_language,
    one_line,
    said_in,
    shown,
    wording,
)
from kg.errors import Invalid


def refusal(call, *details, **more):
    with pytest.raises(Invalid) as refused:
        call(*details, **more)
    return str(refused.value)


def test_a_text_is_kept_in_composed_form_without_space_around_it():
    assert clean("  Cafe\u0301\n", "note") == "Café"


def test_a_text_keeps_its_lines_tabs_emoji_and_rare_characters():
    text = "one\n\ttwo\r\n👩‍👩‍👧 𠮷 שלום مرحبا"
    assert clean(text, "note") == text


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\u3000", "\u200b\u200d", "\ufeff \u2060", "\u2028"]
)
def test_a_text_of_which_nothing_is_seen_is_empty(text):
    assert refusal(clean, text, "note") == "The note is empty. Write at least one word."


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a\x00b", "0000", 2),
        ("\x1b[31mred", "001B", 1),
        ("ab\x7f", "007F", 3),
        ("ab\x9bc", "009B", 3),
        ("a\ud800b", "D800", 2),
        ("a\x0bb", "000B", 2),
    ],
)
def test_control_characters_and_halves_of_characters_are_refused(text, code, place):
    assert refusal(clean, text, "quote") == (
        f"The quote has a control character (U+{code}) at place {place}. Take it out."
    )


def test_a_long_text_is_refused_and_the_longest_is_not():
    assert clean("x" * 100_000, "note") == "x" * 100_000
    assert refusal(clean, "x" * 100_001, "note") == (
        "The note has 100,001 characters; 100,000 are allowed. Shorten it."
    )
    assert refusal(clean, "x" * 11, "tag", 10) == (
        "The tag has 11 characters; 10 are allowed. Shorten it."
    )


def test_a_line_has_one_space_for_each_run_of_white_space():
    assert clean_line(" one\n two\u2028three\u3000four ", "name") == "one two three four"


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(text):
    try:
        cleaned = clean(text, "note")
    except Invalid:
        return
    assert clean(cleaned, "note") == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    line = clean_line(text, "note")
    assert clean_line(line, "note") == line
    assert len(line.splitlines()) == 1


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_shown_has_no_control_characters_and_can_be_encoded(text):
    assert len(shown(text)) == len(text)
    assert clean(shown(text) + "x", "note")
    shown(text).encode()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("It takes years", "It takes years"),
        (" two\n lines ", "two lines"),
        ("a\x1b[31mb\udcff", "a�[31mb�"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
        ("", ""),
    ],
)
def test_a_sentence_quotes_the_beginning_of_what_is_long(text, quoted):
    assert brief(text) == quoted


def test_what_can_be_read_is_shown_as_it_is():
    assert shown("naïve 颜水成\n👍") == "naïve 颜水成\n👍"
    assert shown("a\x00b\udcff") == "a�b�"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Catching up takes years", "en"),
        ("Déjà vu", "en"),
        ("o1 的表现", "zh"),
        ("𠮷", "zh"),
        ("ありがとう", "ja"),
        ("東京タワー", "ja"),
        ("안녕", "ko"),
        ("Привет", "ru"),
        ("مرحبا", "ar"),
        ("שלום", "he"),
        ("Γειά", "el"),
        ("नमस्ते", "hi"),
        ("สวัสดี", "th"),
        ("", "en"),
        ("42", "en"),
        ("👍", "en"),
    ],
)
def test_the_script_of_a_text_suggests_its_language(text, language):
    assert guess_language(text) == language


def test_words_are_kept_by_language():
    assert wording("追赶需要数年", "statement") == {"zh": "追赶需要数年"}
    assert wording("Jahre", "statement", language="de") == {"de": "Jahre"}
    assert wording({"en": " years ", "pt-BR": "anos"}, "note") == {"en": "years", "pt-BR": "anos"}
    assert one_line({"en": "two\nlines"}, "name") == {"en": "two lines"}


@pytest.mark.parametrize("code", ["e", "english", "en_GB", "", "en-", "zh\n", "e1", "<b>"])
def test_what_is_no_language_code_is_refused(code):
    assert refusal(wording, {code: "words"}, "note") == (
        f"{code!r} is not a language code. Write one such as en, zh or pt-BR."
    )


def test_words_in_no_language_are_empty():
    assert refusal(wording, {}, "statement") == "The statement is empty. Write at least one word."
    assert refusal(wording, {"en": "x", "zh": " "}, "statement") == (
        "The statement is empty. Write at least one word."
    )
    assert refusal(one_line, {"en": "x" * 21}, "name", 20) == (
        "The name has 21 characters; 20 are allowed. Shorten it."
    )


def test_words_are_said_in_the_language_asked_for_else_in_english_else_in_any():
    words = {"zh": "数年", "en": "years"}
    assert said_in(words, "zh") == "数年"
    assert said_in(words, "fr") == "years"
    assert said_in({"zh": "数年"}, "fr") == "数年"
    assert said_in(None) == said_in({}) == ""
