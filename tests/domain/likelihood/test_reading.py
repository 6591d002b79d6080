"""Likelihood is read from numbers and from the words of scales, and from nothing else."""

import csv
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.likelihood import built_in, outcome, read_scale, reading, text_of, unclear
from kg.domain.vocabulary import Basis

HERE = Path(__file__).parent
ICD, IPCC, CHINESE = (read_scale(text_of(name)) for name in ("icd-203", "ipcc-ar5", "chinese"))


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


PHRASES, UNREAD, OUTCOMES = table("phrases"), table("unread"), table("outcomes")


@pytest.mark.parametrize("row", PHRASES, ids=[row["phrase"] for row in PHRASES])
def test_what_was_said_is_read_as_it_was_meant(row):
    found = reading(row["phrase"], built_in())
    assert found is not None
    expected = [float(row[column]) for column in ("low", "middle", "high")]
    assert [found.low, found.middle, found.high] == pytest.approx(expected, abs=1e-6)
    assert (found.scale or "stated") == row["scale"]
    assert found.basis == (Basis.STATED if row["scale"] == "stated" else Basis.VERBAL)
    assert found.words in row["phrase"]


@pytest.mark.parametrize("row", UNREAD, ids=[row["phrase"] for row in UNREAD])
def test_what_says_nothing_of_likelihood_is_not_read(row):
    assert reading(row["phrase"], built_in()) is None


@pytest.mark.parametrize("row", OUTCOMES, ids=[row["phrase"] for row in OUTCOMES])
def test_of_words_that_say_how_it_ends_no_number_is_made(row):
    """They may be said of the statement or of its opposite: AI will fail is bound to fail."""
    assert reading(row["phrase"], built_in()) is None
    assert outcome(row["phrase"]) == row["words"]


@pytest.mark.parametrize("row", PHRASES, ids=[row["phrase"] for row in PHRASES])
def test_what_is_read_does_not_say_how_it_ends(row):
    assert outcome(row["phrase"]) is None


@pytest.mark.parametrize(
    ("phrase", "denial"),
    [
        ("70% chance, probably not", "not"),
        ("it won't happen, I'm 20% sure", "won't happen"),
        ("No, I'm 90% sure", "No"),
        ("大概不会，八成概率", "不会"),
        ("No, 70%", "No"),
        ("No, probably", "No"),
        ("不，七成", "不"),
        ("不是，七成把握", "不是"),
        ("不是，七成吧", None),
        ("No, 10%", None),
        ("It won't happen, almost certainly", None),
        ("never, 1% chance", None),
        ("it might", None),
    ],
)
def test_a_denial_is_told_where_a_likelihood_may_be_of_it_or_not(phrase, denial):
    assert unclear(phrase, built_in()) == denial
    assert denial is None or reading(phrase, built_in()) is None


def test_a_scale_of_ones_own_may_have_words_that_say_how_it_ends():
    text = text_of("icd-203").replace('"almost no chance"', '"almost no chance", "bound to fail"')
    found = reading("it is bound to fail", (read_scale(text),))
    assert found is not None
    assert (found.middle, found.words) == (0.03, "bound to fail")


def test_the_tables_are_as_long_as_they_should_be():
    chinese = [row for row in PHRASES if not row["phrase"].isascii()]
    assert min(len(chinese), len(PHRASES) - len(chinese)) > 80
    assert len(UNREAD) > 75


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I think it will very likely work.", "very likely"),
        ("It's **not** very likely", "not** very likely"),
        ("There's roughly a 70% chance of it", "roughly a 70%"),
        ("Will it? Probably not.", "Probably not"),
        ("我觉得大概率会成功", "大概率"),
        ("說不定會", "說不定"),
        ("有 七 成 把握", "七 成"),
        ("至少八成", "至少八成"),
        ("肯定不会！", "肯定不会"),
        ("I'm 70% sure it **won't** happen.", "70% sure it **won't** happen"),
        ("It isn't cheap now, but prices will very likely fall", "very likely"),
        ("它不会发生，大概率", "不会发生，大概率"),
    ],
)
def test_the_words_that_were_read_are_told_as_they_stand(text, words):
    found = reading(text, built_in())
    assert found is not None
    assert found.words == words


def test_of_two_scales_with_a_word_the_first_tells():
    for scales, low in (((ICD, IPCC), 0.55), ((IPCC, ICD), 0.66)):
        found = reading("likely", scales)
        assert found is not None
        assert found.low == low


def test_a_longer_word_of_a_later_scale_counts_more():
    found = reading("more likely than not", (ICD, IPCC))
    assert found is not None
    assert found.scale == IPCC.title
    assert reading("more likely than not", (ICD,)) is None


def test_numbers_need_no_scale_and_words_need_theirs():
    assert reading("a 70% chance", ()) is not None
    assert reading("likely", ()) is None
    assert reading("likely", (CHINESE,)) is None
    assert reading("大概率", (ICD, IPCC)) is None


@pytest.mark.parametrize("scale", built_in(), ids=lambda scale: scale.name)
def test_every_word_of_a_scale_is_read_by_it(scale):
    for band in scale.bands:
        for word in (*band.words, *band.also):
            found = reading(word, (scale,))
            assert found is not None, word
            expected = (band.low, band.middle, band.high)
            if word.endswith("不会"):
                # As all that is said, it denies: 应该不会.
                expected = tuple(1 - bound for bound in reversed(expected))
            assert (found.low, found.middle, found.high) == pytest.approx(expected), word


def test_what_curators_made_of_words_lies_in_the_band_of_the_words(roundtable):
    """They set the probabilities without a scale; the scale's author knew them."""
    predictions = json.loads((roundtable / "curated.json").read_text("utf-8"))["predictions"]
    found = [(one, reading(one["words"], built_in())) for one in predictions]
    understood = [(one, read) for one, read in found if read]
    assert len(understood) == 19
    assert [one["words"] for one, read in understood if not read.low <= one["p"] <= read.high] == []


PIECES = [
    *(row["phrase"] for row in PHRASES + UNREAD),
    *("not", "very", "likely", "%", "70", "in", "ten", "to", "against", "no", "chance", "1e308"),
    *("不", "可能", "会", "成", "七", "百分之", "很", "以上", "一定", "没", "-", "/", "0"),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=8).map(" ".join)


@given(texts, st.permutations(built_in()))
def test_any_text_is_read_the_same_each_time_or_not_at_all(text, scales):
    found = reading(text, scales)
    assert found == reading(text, scales)
    if found:
        assert 0 <= found.low <= found.middle <= found.high <= 1
        assert found.words
        assert found.words in text


@pytest.mark.parametrize(
    "piece", ["likely ", "可能", "7 in 10 ", "70% ", "七成", "not ", "五五开 "]
)
def test_long_texts_take_time_in_proportion(piece, monkeypatch):
    monkeypatch.setattr("kg.domain.horizons.plain.LONGEST", 10**9)

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            reading(text, built_in())
            best = min(best, time.process_time() - began)
        return best

    assert seconds(12_000) < 10 * seconds(3_000) + 0.05
