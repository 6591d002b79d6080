import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain import folding
from kg.domain.folding import Folded, Place, folded


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("**It** _takes_ `years`", "ittakesyears"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphenzerowidth"),
        ("以年，为单位。（约）", "以年,为单位.(约)"),
        ("“a” 「b」 ‘c’", '"a""b"\'c\''),
        ("so … so …… so ... so . . . so。", "so.so.so.so.so."),
        ("so — so – so -- so —— so - so", "so-so-so-so-so-so"),
        ('[the words](https://e.org/a_(b) "title") stay', "thewordsstay"),
        ("before ![what it shows](https://e.org/f()?g=1) after", "beforeafter"),
        ("R&amp;D &#8212; &hellip; a&nbsp;b", "r&d-.ab"),
        ("a<br>b <b class='x'>c</b> d < e > f", "abcd<e>f"),
        ("> one\n> two\n\n## three\n- four", "onetwothreefour"),
        ("C# and a > b and 5 + 6", "c#anda>band5+6"),
        ("ﬁnal ㎏ Straße", "finalkgstrasse"),
        ("", ""),
    ],
)
def test_only_what_dresses_the_words_is_left_out(text, compared):
    assert folded(text) == compared


def test_words_lead_back_to_their_place():
    whole = Folded("So **it\ntakes** [years](https://e.org).")
    assert whole.plain == "soittakesyears."
    places = [whole.place(*span) for span in ((2, 9), (4, 14), (9, 15))]
    assert [place and whole.text[slice(*place)] for place in places] == [
        "it\ntakes",
        "takes** [years",
        "years](https://e.org).",
    ]
    assert whole.place(0, 2) == Place(0, 2)


def test_a_part_of_a_character_has_no_place():
    whole = Folded("ﬁnal")
    assert whole.plain == "final"
    assert whole.place(0, 5) == Place(0, 4)
    assert whole.place(1, 5) is None


def test_places_do_not_overlap_and_end_somewhere():
    assert Folded("aaaaa").all("aa") == [0, 2]
    assert len(Folded("a" * 3_000).all("a")) == folding.MOST


dressed = st.text(st.sampled_from("ab年—.…-*_` \n\u200b[]()!<>br&amp;；，“”ﬁé"), max_size=80)


@given(dressed)
def test_every_letter_has_a_place_that_gives_it(text):
    whole = Folded(text)
    assert whole.plain == folded(text)
    for at in range(len(whole.plain)):
        begins, ends, first, after = whole._character(at)
        assert first <= at < after
        assert 0 <= begins < ends <= len(text)
        assert whole.index(begins) <= at < whole.index(ends)


@given(dressed)
def test_no_place_is_before_an_earlier_one(text):
    whole = Folded(text)
    indices = [whole.index(place) for place in range(len(text) + 1)]
    assert indices == sorted(indices)
    assert indices[0] == 0
    assert indices[-1] == len(whole.plain)


@given(
    st.text("ab", max_size=400),
    st.lists(st.text("ab", min_size=1, max_size=20), min_size=1, max_size=20),
)
def test_many_words_are_found_as_each_alone(text, words):
    many, alone = Folded(text), Folded(text)
    few, folding.FEW = folding.FEW, 1
    try:
        many.prepare(words)
    finally:
        folding.FEW = few
    assert [many.all(word) for word in words] == [alone.all(word) for word in words]


@pytest.mark.parametrize(
    "piece", ["a", "](", "](a ", "![", "![a](", "](a(b)", '](a "', "<a ", "\n >", ". ", "- ", "&#"]
)
def test_hostile_texts_are_read_to_their_end(piece):
    # Were one of these read again and again, this would take hours.
    assert len(folded(piece * (2_000_000 // len(piece)))) <= 2_000_000
