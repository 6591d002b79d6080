import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.quotes import CONTEXT, Anchor, find


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("He said: takes years, he said.", "takes years", "takes years"),
        ("**o1** 的表现\n令人惊喜", "o1 的表现令人惊喜", "o1** 的表现\n令人惊喜"),
        ("it *takes* `years`, I think", "It takes years", "it *takes* `years"),
        ("line one\r\n  goes on", "line one goes on", "line one\r\n  goes on"),
        ("ＧＰＴ－４ 很强", "GPT-4很强", "ＧＰＴ－４ 很强"),
        ("他说：“以年为单位”。", '他说:"以年为单位"', "他说：“以年为单位”"),
        ("他说「以年为单位」。", "“以年为单位”", "「以年为单位」"),
        ("l’avenir", "l'avenir", "l’avenir"),
        ("the ﬁnal word", "the final word", "the ﬁnal word"),
        ("zero\u200bwidth", "zerowidth", "zero\u200bwidth"),
        ("a\\_b", "a_b", "a\\_b"),
        ("x" * 99_990 + "needle" + "y" * 10, "NEEDLE", "needle"),
    ],
)
def test_a_quote_is_found_in_spite_of_dress(text, quote, found):
    anchor = find(text, quote)
    assert anchor is not None
    assert text[anchor.start : anchor.end] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It takes years", "It takes months"),
        ("It takes years", ""),
        ("It takes years", "  "),
        ("It takes years", "**"),
        ("", "years"),
        ("", ""),
        ("years takes It", "It takes years"),
    ],
)
def test_what_a_text_does_not_say_is_not_found(text, quote):
    assert find(text, quote) is None


def test_exact_words_win_over_earlier_ones_that_only_resemble():
    assert find("Takes Years … takes years", "takes years") == Anchor(14, 25, "Takes Years … ", "")


def test_the_first_of_several_is_meant():
    assert find("years and years", "years") == Anchor(0, 5, "", " and years")


def test_the_context_has_32_characters_at_most():
    anchor = find("a" * 50 + "quote" + "b" * 50, "quote")
    assert anchor == Anchor(50, 55, "a" * CONTEXT, "b" * CONTEXT)


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_part_of_a_text_is_found_where_the_text_says_the_same(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = find(text, text[start:end])
    assert anchor is not None
    assert text[anchor.start : anchor.end] == text[start:end]
    assert anchor.start <= start
    assert text[: anchor.start].endswith(anchor.prefix)
    assert text[anchor.end :].startswith(anchor.suffix)


@given(
    st.lists(st.text(alphabet="aBé颜１ 。", min_size=1, max_size=8), min_size=1, max_size=8),
    st.data(),
)
def test_words_are_found_however_marks_and_lines_break_them(words, data):
    between = st.sampled_from([" ", "\n", "**", "  \n> ".replace("> ", ""), "`", "_"])
    text = "".join(word + data.draw(between) for word in words)
    quote = unicodedata.normalize("NFKC", "".join(words)).swapcase().swapcase()
    if not quote.strip():
        return
    anchor = find("before " + text + " after", quote)
    assert anchor is not None


def test_many_quotes_in_one_long_text_are_found_in_good_time():
    text = "第一句话说得很长。" * 11_000
    for number in range(50):
        assert find(text, f"第 一 句 话 {number}") is None
