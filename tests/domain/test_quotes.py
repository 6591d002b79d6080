import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.folding import folded
from kg.domain.quotes import CONTEXT, LONGEST_GAP, Anchor, choices, find, nearest, only, says


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
        ("以年……为单位", "以年...为单位", "以年……为单位"),
        ("years -- or months", "years — or months", "years -- or months"),
        (
            "so [it takes](https://e.org/x) years",
            "it takes years",
            "it takes](https://e.org/x) years",
        ),
        ("it ![a chart](c.png) takes", "it takes", "it ![a chart](c.png) takes"),
        ("R&amp;D takes years", "R&D takes", "R&amp;D takes"),
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
        ("inal years", "final years"),
        ("It takes" + "x" * (LONGEST_GAP + 1) + "years", "It takes … years"),
        ("years … It takes", "It takes … years"),
        ("It takes years", "…"),
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


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("it takes … years", "it takes, says he, many years"),
        ("it takes [...] years", "it takes, says he, many years"),
        ("it takes（……）he, … years", "it takes, says he, many years"),
        ("... says he, many", "says he, many"),
        ("many years……", "many years"),
    ],
)
def test_what_a_curator_left_out_may_be_anything(quote, found):
    text = "So it takes time: it takes, says he, many years, or more years."
    anchor = find(text, quote)
    assert anchor is not None
    assert text[anchor.start : anchor.end] == found
    assert says(found, quote)


def test_the_turn_decides_where_words_stand_several_times():
    text = "It takes years. Years? It takes **years**."
    assert find(text, "years", (23, 42)) == Anchor(34, 39, text[2:34], "**.")
    assert choices(text, "takes years") == [(3, 14)]
    assert [text[begins:ends] for begins, ends in choices(text, "TAKES YEARS")] == [
        "takes years",
        "takes **years",
    ]
    # Words that are not in the turn are found elsewhere.
    assert find(text, "Years?", (0, 15)) == Anchor(16, 22, text[:16], text[22:])


def test_only_one_place_is_told():
    assert only("years and years", "years") is None
    assert only("years and Years", "years") == Anchor(0, 5, "", " and Years")
    assert only("months", "years") is None


WORDS = st.lists(st.text(alphabet="abcé年月日3", min_size=1, max_size=6), min_size=3, max_size=12)
BETWEEN = st.sampled_from([" ", "\n", " **", "** ", "\u200b ", "\u00ad", "`", "\n\n", "_ "])
FULL_WIDTH = {ord(one): chr(ord(one) + 0xFEE0) for one in "abc3"}


@given(WORDS, st.data())
def test_what_is_found_says_the_same_in_any_dress(words, data):
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin + 1, len(words)))
    dressed = [word.translate(FULL_WIDTH) if data.draw(st.booleans()) else word for word in words]
    text = "".join(word + data.draw(BETWEEN) for word in dressed)
    quote = "".join(word + data.draw(BETWEEN) for word in words[begin:end])
    anchor = find(text, quote)
    assert anchor is not None
    assert folded(text[anchor.start : anchor.end]) == folded(quote)


@pytest.mark.parametrize(
    ("text", "quote", "near"),
    [
        ("I think it's gonna take years.", "it is going to take years", "it's gonna take years"),
        ("我认为，**以年**为单位。", "以月为单位", "以年**为单位"),
        ("Prices fall.", "it takes years", None),
        ("", "it takes years", None),
        ("it takes years", "……", None),
    ],
)
def test_what_a_text_has_in_place_of_a_wrong_quotation_is_told(text, quote, near):
    assert nearest(text, quote) == near


@given(st.text(max_size=200), st.text(max_size=50))
def test_the_nearest_words_are_always_words_of_the_text(text, quote):
    near = nearest(text, quote)
    assert near is None or near in " ".join(text.split())
