from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.dates import PartialDate, canonical
from kg.errors import Invalid

HOW = "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."

days = st.dates(min_value=date(1, 1, 1))
partial_dates = st.one_of(
    days.map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}"),
    days.map(lambda day: f"{day.year:04}-{day.month:02}"),
    days.map(lambda day: f"{day.year:04}"),
)


@pytest.mark.parametrize(
    ("typed", "written", "precision", "first", "last"),
    [
        ("2026-09-12", "2026-09-12", "day", date(2026, 9, 12), date(2026, 9, 12)),
        ("2026-09", "2026-09", "month", date(2026, 9, 1), date(2026, 9, 30)),
        ("2026", "2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-2", "2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-2", "1900-02", "month", date(1900, 2, 1), date(1900, 2, 28)),
        ("2026-9-1", "2026-09-01", "day", date(2026, 9, 1), date(2026, 9, 1)),
        ("  2026-09-12\n", "2026-09-12", "day", date(2026, 9, 12), date(2026, 9, 12)),
        ("２０２６-09", "2026-09", "month", date(2026, 9, 1), date(2026, 9, 30)),
        ("0001", "0001", "year", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12-31", "9999-12-31", "day", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_date_says_how_far_it_is_known(typed, written, precision, first, last):
    day = PartialDate.parse(typed)
    assert (day.text, day.precision, day.first, day.last) == (written, precision, first, last)


def test_a_date_is_read_from_a_date_and_from_itself():
    assert PartialDate.parse(date(2026, 9, 12)) == PartialDate("2026-09-12")
    assert PartialDate.parse(PartialDate("2026-09")) == PartialDate("2026-09")


@pytest.mark.parametrize("typed", ["2026-13", "2026-02-30", "2026-00", "2026-01-00", "0000"])
def test_a_day_that_never_was_is_refused(typed):
    with pytest.raises(Invalid) as refused:
        canonical(typed)
    assert str(refused.value) == f"There is no date {typed}. {HOW}"


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "26", "20260912", "2026/09/12", "12.9.2026", "next year", "2026年", "2026-09-"),
        *("2026-09-12T10:00", "2026-09-12 2026", "-2026", "2026-009", "None", "2026–09"),
    ],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(Invalid) as refused:
        PartialDate.parse(typed)
    assert str(refused.value) == f"{typed.strip()!r} is not a date. {HOW}"


@given(partial_dates)
def test_a_written_date_is_read_as_itself(text):
    day = PartialDate.parse(text)
    assert PartialDate.parse(str(day)) == day
    assert str(day) == text


@given(partial_dates)
def test_a_date_lies_between_its_first_and_last_day(text):
    day = PartialDate.parse(text)
    assert day.first <= day.last
    assert day.first.isoformat().startswith(text)
    assert day.last.isoformat().startswith(text)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text):
    try:
        day = PartialDate.parse(text)
    except Invalid:
        return
    assert canonical(day.text) == day.text


@given(partial_dates, partial_dates)
def test_dates_sort_as_text_as_their_first_days_do(one, other):
    """The store compares them as text."""
    if PartialDate.parse(one).first < PartialDate.parse(other).first:
        assert one < other or other.startswith(one) or one.startswith(other)
