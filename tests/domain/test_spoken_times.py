"""Windows of time as they are given: kg.domain.spoken_times."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.dates import PartialDate
from kg.domain.spoken_times import Window, bounds, deadline, window
from kg.errors import Invalid

SAID = PartialDate("2024-09-14")
PIECES = (
    *("by", "the end of", "2027", "two", "years", "takes", "within", "soon", "/03", "-13", " "),
    *("年底", "前", "两", "年", "内", "到", "大概", "半年", "左右", "二零三零", "月", "迟早", "９"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join) | st.text(
    max_size=30
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(
    lambda day: PartialDate(day.isoformat())
)


@given(horizon=st.none() | TEXTS, opens=DAYS, due=DAYS, settled=st.booleans())
def test_days_that_are_given_are_kept_and_words_too(horizon, opens, due, settled):
    found = window(horizon=horizon, opens=opens, due=due, said=SAID, settled=settled)
    assert found.given == (opens, due)
    assert opens is None or found.opens == opens
    assert due is None or found.due == due
    assert found.horizon == (horizon or None)
    if settled or due:
        assert (found.opens, found.due) == (opens, due)
    elif found.opens and found.due:
        assert found.opens.first <= found.due.last


@given(TEXTS)
def test_a_last_day_in_words_is_certain_or_refused(words):
    try:
        found = window(due=words, said=SAID)
    except Invalid:
        return
    if words:
        assert found.due is not None
    if found.by is not None:
        assert (found.by.vague, found.by.words, found.horizon) == (False, words, words)


@given(TEXTS)
def test_a_last_day_is_named_by_all_of_its_words(words):
    found = deadline(words, SAID)
    if found is not None:
        assert words.strip() in found.words


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("２０２６－０３", "2026-03"),
        (" 2026-3 ", "2026-03"),
        ("２０２７年底", "2027"),
        ("EOY 2027", "2027"),
        ("30 September 2026", "2026-09-30"),
    ],
)
def test_days_and_words_are_told_apart_in_any_width_and_case(words, due):
    assert window(due=words, said=SAID).due == PartialDate(due)


def test_words_that_are_not_read_are_understood_only_beside_a_day():
    assert window(horizon="in due time", said=SAID) == Window(None, None, "in due time", SAID)
    assert not window(horizon="in due time", said=SAID).understood
    assert window(horizon="in due time", due="2027", said=SAID).understood
    assert window(said=SAID).understood


def test_bounds_say_what_there_is():
    for words, told in (
        ("by 2020", "due 2020"),
        ("at least five years", "opens 2029-09-14, no end"),
        ("soon", "opens 2024-09-14, due 2025-09-14, vague"),
    ):
        read = window(horizon=words, said=SAID).read
        assert read is not None
        assert bounds(read) == told
