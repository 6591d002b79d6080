"""Tables as CSV: kg.formats.csv_table."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.csv_table import written


def test_a_table_is_written_as_rfc_4180_says():
    rows = [[1, 'Quoted "so", there', None], [-2, "two\nlines", "颜水成"]]
    assert written(["id", "statement", "who"], rows) == (
        'id,statement,who\r\n1,"Quoted ""so"", there",\r\n-2,"two\nlines",颜水成\r\n'
    )


def test_a_table_of_nothing_has_its_head():
    assert written(["id", "note"], []) == "id,note\r\n"


FORMULAS = [
    *('=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1"),
    *("＝1", "＋1", "－1", "＠SUM(1)", "'=1", "''=1", "'\t1", "'＝1", "=", "-"),
]
HARMLESS = [
    '"',
    "a\nb,c",
    "a=1",
    " =1",
    "'quoted' words",
    "it's",
    "'",
    "−1",
    "–1",
    "1",
    "é",
    "颜水成",
]
"""What spreadsheets would calculate, with and without an apostrophe in front, and what they leave."""


@pytest.mark.parametrize("text", FORMULAS)
def test_no_spreadsheet_takes_a_text_for_a_formula(text):
    (_, (cell,)) = csv.reader(io.StringIO(written(["note"], [[text]]), newline=""))
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text):
    (_, (cell,)) = csv.reader(io.StringIO(written(["note"], [[text]]), newline=""))
    assert cell == text


def test_numbers_stay_numbers():
    assert written(["days"], [[-54]]) == "days\r\n-54\r\n"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2)))
def test_what_is_written_can_be_read_again(rows):
    head, *found = csv.reader(io.StringIO(written(["a", "b"], rows), newline=""))
    assert head == ["a", "b"]
    for read, given_ in zip(found, rows, strict=True):
        for cell, text in zip(read, given_, strict=True):
            assert cell in (text, f"'{text}")
