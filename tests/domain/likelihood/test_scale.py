"""Scales are read from TOML, and what is wrong with one is told in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.likelihood import Band, Scale, built_in, names, read_scale, text_of
from kg.errors import Invalid, NotFound

HEAD = 'name = "Mine"\nversion = "1"\nlanguage = "en"\nsource = "me"\n'


def band(
    words: str = '["likely"]', low: str = "0.5", middle: str = "0.6", high: str = "0.7"
) -> str:
    return f"[[bands]]\nwords = {words}\nlow = {low}\nmiddle = {middle}\nhigh = {high}\n"


def test_a_scale_is_read():
    text = HEAD + band() + band('["sure"]', "0.9", "0.95", "1") + 'also = ["certain"]\n'
    assert read_scale(text) == Scale(
        "Mine",
        "1",
        "me",
        "en",
        (Band(("likely",), 0.5, 0.6, 0.7), Band(("sure",), 0.9, 0.95, 1.0, ("certain",))),
    )


def test_the_published_bands_are_as_published():
    """ICD 203 of 2 January 2015, D.6.e(2)(a); the guidance note for AR5, table 1."""
    icd, ipcc, chinese = built_in()
    assert [(round(100 * one.low), round(100 * one.high), *one.words[:2]) for one in icd.bands] == [
        (1, 5, "almost no chance", "remote"),
        (5, 20, "very unlikely", "highly improbable"),
        (20, 45, "unlikely", "improbable"),
        (45, 55, "roughly even chance", "roughly even odds"),
        (55, 80, "likely", "probable"),
        (80, 95, "very likely", "highly probable"),
        (95, 99, "almost certain", "almost certainly"),
    ]
    assert [(one.words[0], round(100 * one.low), round(100 * one.high)) for one in ipcc.bands] == [
        ("exceptionally unlikely", 0, 1),
        ("extremely unlikely", 0, 5),
        ("very unlikely", 0, 10),
        ("unlikely", 0, 33),
        ("about as likely as not", 33, 66),
        ("more likely than not", 50, 100),
        ("likely", 66, 100),
        ("very likely", 90, 100),
        ("extremely likely", 95, 100),
        ("virtually certain", 99, 100),
    ]
    assert icd.partition
    assert not ipcc.partition
    assert chinese.source == "editorial, kg 2026-11; there is no published scale"


def test_middles_of_published_bands_lie_half_way():
    for scale in built_in()[:2]:
        for one in scale.bands:
            assert one.middle == pytest.approx((one.low + one.high) / 2)


def test_the_built_in_scales_are_named_and_can_be_copied():
    assert [scale.title for scale in built_in()] == [
        read_scale(text_of(one)).title for one in names()
    ]
    with pytest.raises(NotFound) as refused:
        text_of("icd203")
    assert str(refused.value) == "There is no built-in scale 'icd203'. Did you mean icd-203?"
    with pytest.raises(NotFound) as refused:
        text_of("../secret")
    assert str(refused.value) == (
        "There is no built-in scale '../secret'. There are: icd-203, ipcc-ar5, chinese."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The scale has no name."),
        (
            "name",
            "The scale is no TOML: Expected '=' after a key",
        ),
        ("a = " + "[" * 5000, "The scale is no TOML: "),
        ("name = 3", "The name of the scale is no text."),
        ('name = " "', "The name of the scale"),
        ('name = "Mine"', "The scale Mine has no version."),
        (HEAD, "The scale Mine has no bands."),
        (HEAD + "bands = 3", "The scale Mine has no bands."),
        (HEAD + "bands = []", "The scale Mine has no bands."),
        (HEAD + "bands = [1]", "The scale Mine has no bands."),
        (
            HEAD + 'colour = "red"\n' + band(),
            "The scale Mine has the key 'colour', which means nothing here.",
        ),
        (
            HEAD.replace("en", "xx") + band(),
            "The scale Mine has the language 'xx', whose words are not read.",
        ),
        (
            HEAD + 'partition = "yes"\n' + band(),
            "The partition of the scale Mine is neither true nor false.",
        ),
        (HEAD + band("[]"), "Band 1 of the scale Mine has no words."),
        (HEAD + band('"likely"'), "The words of band 1 of the scale Mine are no list of texts."),
        (HEAD + band("[3]"), "The words of band 1 of the scale Mine are no list of texts."),
        (
            HEAD + band('["likely", " "]'),
            "Band 1 of the scale Mine has an empty word in its words.",
        ),
        (HEAD + band('["…"]'), "Band 1 of the scale Mine has an empty word in its words."),
        (
            HEAD + band(f'["{"x" * 101}"]'),
            "Band 1 of the scale Mine has a word of 101 letters; 100 are allowed.",
        ),
        (
            HEAD + band() + "mean = 0.6\n",
            "Band 1 of the scale Mine has the key 'mean', which means nothing here.",
        ),
        (HEAD + band(low="60"), "The low of band 1 of the scale Mine is 60, not between 0 and 1."),
        (
            HEAD + band(low="-0.1"),
            "The low of band 1 of the scale Mine is -0.1, not between 0 and 1.",
        ),
        (
            HEAD + band(low="nan"),
            "The low of band 1 of the scale Mine is nan, not between 0 and 1.",
        ),
        (
            HEAD + band(high="inf"),
            "The high of band 1 of the scale Mine is inf, not between 0 and 1.",
        ),
        (HEAD + band(high="true"), "The high of band 1 of the scale Mine is no number."),
        (HEAD + band(middle='"0.6"'), "The middle of band 1 of the scale Mine is no number."),
        (HEAD + band().replace("middle = 0.6\n", ""), "Band 1 of the scale Mine has no middle."),
        (
            HEAD + band(middle="0.8"),
            "Band 1 of the scale Mine goes from 0.5 by 0.8 to 0.7, which is no order.",
        ),
        (HEAD + band() + band(), "The scale Mine has the word 'likely' twice, in bands 1 and 2."),
        (
            HEAD + band('["likely", "LIKELY"]'),
            "The scale Mine has the word 'likely' twice, in band 1.",
        ),
        (
            HEAD + band() + band('["sure"]', "0.6", "0.8", "1"),
            "The scale Mine has bands that overlap: 1 (0.5–0.7) and 2 (0.6–1).",
        ),
        (
            HEAD + "partition = true\n" + band() + band('["sure"]', "0.6", "0.8", "1"),
            "The scale Mine is said to be a partition, but its bands 1 "
            "(0.5–0.7) and 2 (0.6–1) overlap or are out of order.",
        ),
        (
            HEAD + "partition = true\n" + band() + band('["sure"]', "0.8", "0.9", "1"),
            "The scale Mine is said to be a partition, but its bands 1 "
            "(0.5–0.7) and 2 (0.8–1) leave a gap.",
        ),
        (
            HEAD + "partition = true\n" + band() + band('["no"]', "0", "0.1", "0.5"),
            "The scale Mine is said to be a partition, but its bands 1 "
            "(0.5–0.7) and 2 (0–0.5) overlap or are out of order.",
        ),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(text, message):
    with pytest.raises(Invalid) as refused:
        read_scale(text)
    assert refused.value.message.startswith(message)
    assert refused.value.message.endswith(".")
    assert refused.value.remedy


def test_bands_may_overlap_where_the_scale_says_so_and_lie_apart_in_any_order():
    sure = band('["sure"]', "0.6", "0.8", "1")
    assert len(read_scale(HEAD + "partition = false\n" + band() + sure).bands) == 2
    assert len(read_scale(HEAD + band() + band('["no"]', "0", "0.1", "0.2")).bands) == 2


@given(st.text() | st.text().map((HEAD + band()).__add__))
def test_any_text_is_a_scale_or_refused(text):
    try:
        scale = read_scale(text)
    except Invalid:
        return
    assert scale.bands
