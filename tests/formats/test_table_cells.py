"""Cells of tables of claims: Chinese words for stances and outcomes, times and odds as spoken."""

import pytest

from kg.domain.vocabulary import Outcome, Stance
from kg.formats import table_cells


@pytest.fixture
def taken(imported):
    return lambda text, *words, name="t.csv", **how: imported(text, name, *words, **how)


CHINESE = (
    "观点,谁,态度,时间,期限,概率,结果,判定日\n"
    "通胀会回落,林月,主张,2024-01-02,2024-06,大概率,错,2024-07-01\n"
    "通胀会回落,Mara,反对,2024-01-03,,,,\n"
    "通胀会回落,陈,部分赞成,2024-01-04,,,,\n"
    "通胀会回落,王,提问,2024-01-05,,,,\n"
    "通胀会回落,李,弃权,2024-01-05,,,,\n"
)
MAP = [
    word
    for one in (
        *("statement=观点", "speaker=谁", "stance=态度", "said=时间", "due=期限"),
        *("probability=概率", "outcome=结果", "decided=判定日"),
    )
    for word in ("--map", one)
]


def test_a_table_in_chinese_is_read_by_chinese_words(kg, taken):
    said = taken(CHINESE, *MAP)
    assert said.output == (
        "speakers: 5 new\nclaims: 1 new\npositions: 5 new\npredictions: 1 new\nforecasts: 1 new\n"
        "resolutions: 1 new\nread as: 弃权 as asks (1)\nkg undo takes it all back.\n"
    )
    assert [one["stance"] for one in kg("position", "list", "--json").json] == [
        *("asserts", "disagrees", "partly", "asks", "asks"),
    ]
    (prediction,) = kg("prediction", "list", "--json").json
    (one,) = prediction["forecasts"]
    assert (one["words"], one["basis"], one["middle"]) == ("大概率", "verbal", 0.8)
    assert one["low"] < one["middle"] < one["high"]
    assert [one["outcome"] for one in prediction["resolutions"]] == ["wrong"]
    assert "nothing is to be changed" in taken(CHINESE, *MAP).stderr


@pytest.mark.parametrize("cell", [*table_cells.STANCES, *Stance, " FOR "])
def test_every_word_for_a_stance_is_read_in_any_case(cell):
    assert table_cells.stance(cell.upper()) in set(Stance)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("对", "right"), ("错", "wrong"), ("部分", "partly"), ("不清", "unclear"), ("作废", "void")],
)
def test_outcomes_have_words_in_chinese(cell, meant):
    assert table_cells.outcome(cell) == Outcome(meant)


@pytest.mark.parametrize(
    ("due", "said", "opens", "read"),
    [
        ("2026年底", "", None, "2026"),
        ("2026年底", "2024-01-02", None, "2026"),
        ("by the end of 2027", "", None, "2027"),
        ("两年内", "2024-01-02", None, "2026-01-02"),
    ],
)
def test_times_in_words_are_read_and_kept_as_spoken(kg, taken, due, said, opens, read):
    taken(f"statement,speaker,said,due\nIt rains,Mara,{said},{due}\n")
    (one,) = kg("prediction", "list", "--json").json
    assert (one["horizon"], one["due"]) == (due, read)


def test_words_of_time_that_count_from_a_day_draw_no_window_without_one(kg, taken):
    assert taken("statement,speaker,due\nIt rains,Mara,两年内\n").output == (
        "speakers: 1 new\nclaims: 1 new\npositions: 1 new\npredictions: 1 new\nskipped: 1\n"
        "- t.csv:2: When '两年内' is, counts from a day: give said. It is kept.\n"
        "kg undo takes it all back.\n"
    )
    (one,) = kg("prediction", "list", "--json").json
    assert (one["horizon"], one["opens"], one["due"]) == ("两年内", None, None)


def test_what_is_no_time_is_refused(taken):
    assert taken("statement,due\nIt rains,whenever\n", exit_code=1).stderr == (
        "Error: t.csv:2: 'whenever' is not a date. "
        "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.\n"
    )


def test_likelihood_words_that_no_scale_has_are_kept_without_a_number(kg, taken):
    said = taken("statement,speaker,probability\nIt rains,Mara,blurble\nIt rains,Bo,70% surely\n")
    assert (
        "- t.csv:2: «blurble» is not on any scale; the forecast has no number, the words are kept."
        in said.output
    )
    (one,) = kg("prediction", "list", "--json").json
    assert [(f["words"], f["basis"], f["middle"]) for f in one["forecasts"]] == [
        ("blurble", "verbal", None),
        ("surely", "stated", 0.7),
    ]


@pytest.mark.parametrize("cell", ["n/a", "null", "-"])
def test_a_cell_that_says_there_is_nothing_is_no_likelihood(kg, taken, cell):
    taken(f"statement,speaker,probability\nIt rains,Mara,{cell}\n")
    assert kg("prediction", "list", "--json").json == []


def test_of_two_times_for_one_statement_the_later_row_counts_with_its_own_words_alone(kg, taken):
    rows = "It rains,Mara,2024-01-01,within two years\nIt rains,Bo,2024-01-01,2030-12-31\n"
    taken(f"statement,speaker,said,due\n{rows}")
    (one,) = kg("prediction", "list", "--json").json
    assert (one["horizon"], one["opens"], one["due"]) == (None, None, "2030-12-31")
