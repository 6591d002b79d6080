"""`kg due`."""

import pytest


@pytest.fixture
def waiting(table):
    """Predictions that are overdue, due soon, later and never; two of them decided."""
    for due in ("2025", "2026-11", "2026", "2027-02-21", "2027-02-22", "2020", "2021"):
        table("predict", 2, "--by", due)
    table("predict", 2)
    table("resolve", 7, "right", "--on", "2025-01")
    table("resolve", 8, "wrong", "--on", "2025-01")
    table("withdraw", 2)
    return table


def test_the_most_urgent_come_first(waiting):
    assert waiting("due").output == (
        "8  overdue by 1,788 days  2021        汪华    Catching up takes months\n"
        "2  overdue by 327 days    2025        汪华    Catching up takes months\n"
        "1  overdue by 54 days     2026-09     颜水成  Catching up takes years\n"
        "3  due in 7 days          2026-11     汪华    Catching up takes months\n"
        "4  due in 38 days         2026        汪华    Catching up takes months\n"
        "5  due in 90 days         2027-02-21  汪华    Catching up takes months\n"
        "9  no due date                        汪华    Catching up takes months\n"
        "Decide one: kg resolve NUMBER right|wrong|partly|unclear|void --evidence URL\n"
    )


def test_soon_can_be_made_nearer_or_further(waiting):
    assert [one["id"] for one in waiting("due", "--within", 7, "--json").json] == [8, 2, 1, 3, 9]
    assert [one["id"] for one in waiting("due", "--within", 91, "--json").json][-2:] == [6, 9]


def test_a_day_is_due_until_it_is_over(kg):
    kg("add", "Prices fall", "--speaker", "Ada", "--by", "2026-11-23")
    assert kg("due").output.startswith("1  due today  2026-11-23  Ada  Prices fall\n")
    assert kg("due", env={"KG_TODAY": "2026-11-24"}).output.startswith("1  overdue by 1 day ")
    assert kg("due", env={"KG_TODAY": "2026-11-22"}).output.startswith("1  due in 1 day ")


def test_scripts_get_state_and_days(table):
    (card,) = table("due", "--json").json
    assert card.pop("uid").startswith("catching-up-takes-years-")
    assert card == {
        "id": 1,
        "statement": {"en": "Catching up takes years", "zh": "追赶需要数年"},
        "due": "2026-09",
        "state": "overdue",
        "days": -54,
    }


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--speaker", "颜水成"], [1]),
        (["--speaker", "汪华", "--stance", "asserts", "--limit", "1"], [8]),
        (["--due-from", "2026-12"], [4, 5]),
        (["--outcome", "overdue"], [8, 2, 1]),
    ],
)
def test_conditions_narrow_the_list(waiting, words, numbers):
    assert [one["id"] for one in waiting("due", *words, "--json").json] == numbers


def test_nothing_due_is_said_beside(kg):
    answer = kg("due", "--within", 30)
    assert answer.output == ""
    assert answer.stderr == "Nothing is due within 30 days.\n"


def test_a_day_too_far_ahead_is_no_error(table):
    assert table("due", "--within", 999999999).exit_code == 0
