"""`kg due`."""

import pytest


@pytest.fixture
def waiting(table):
    """Predictions that are overdue, due soon, later and never; two of them decided."""
    for due in ("2025", "2026-11", "2026", "2027-02-21", "2027-02-22", "2020", "2021"):
        table("predict", 2, "--by", due)
    table("predict", 2)
    table("prediction", "edit", 3, "--criteria", "the index of November")
    table("resolve", 7, "right", "--on", "2025-01")
    table("resolve", 8, "wrong", "--on", "2025-01")
    table("withdraw", 2, "--reason", "too early")
    return table


def test_the_most_urgent_come_first(waiting):
    assert waiting("due").output == (
        "Overdue\n"
        "8  overdue by 1,788 days  2021     汪华    Catching up takes months [no-criteria, due-before-said]\n"
        "2  overdue by 327 days    2025     汪华    Catching up takes months [no-criteria]\n"
        "1  overdue by 54 days     2026-09  颜水成  Catching up takes years [no-criteria]\n"
        "\n"
        "Due soon\n"
        "3  due in 7 days   2026-11     汪华  Catching up takes months (the index of November)\n"
        "4  due in 38 days  2026        汪华  Catching up takes months [no-criteria]\n"
        "5  due in 90 days  2027-02-21  汪华  Catching up takes months [no-criteria]\n"
        "\n"
        "With neither a due date nor criteria: never to be decided as they stand\n"
        "9  seen 2024-09-14    汪华  Catching up takes months [no-criteria]\n"
        "In brackets is what one lacks to be decided, and kg lint says what mends it.\n"
        "Decide one: kg resolve NUMBER right|wrong|partly|unclear|void --evidence URL\n"
        "Walk through them all: kg review\n"
        "Leave one for later: kg snooze NUMBER --until DAY\n"
    )


def test_what_has_criteria_but_no_due_date_stands_before_what_has_neither(waiting):
    waiting("predict", 2, "--criteria", "the index of some November")
    assert (
        "Without a due date, and nothing said or changed for a year\n"
        "10  seen 2024-09-14    汪华  Catching up takes months (the index of some November)\n"
        "\n"
        "With neither a due date nor criteria: never to be decided as they stand\n"
        "9  seen 2024-09-14    汪华  Catching up takes months [no-criteria]\n"
    ) in waiting("due").output


def test_soon_can_be_made_nearer_or_further(waiting):
    assert [one["id"] for one in waiting("due", "--within", 7, "--json").json] == [8, 2, 1, 3, 9]
    assert [one["id"] for one in waiting("due", "--within", 91, "--json").json][-2:] == [6, 9]


def test_a_day_is_due_until_it_is_over(kg):
    kg("add", "Prices fall", "--speaker", "Ada", "--by", "2026-11-23")
    assert "\n1  due today  2026-11-23  Ada  Prices fall [" in kg("due").output
    assert "\n1  overdue by 1 day " in kg("due", env={"KG_TODAY": "2026-11-24"}).output
    assert "\n1  due in 1 day " in kg("due", env={"KG_TODAY": "2026-11-22"}).output


def test_scripts_get_state_and_days(table):
    (card,) = table("due", "--json").json
    assert card.pop("uid").startswith("catching-up-takes-years-")
    assert card == {
        "id": 1,
        "statement": {"en": "Catching up takes years", "zh": "追赶需要数年"},
        "due": "2026-09",
        "state": "overdue",
        "days": -54,
        "snoozed": None,
        "seen": None,
        "problems": ["no-criteria"],
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


def test_nothing_due_of_what_a_query_finds_is_told_apart(waiting):
    answer = waiting("due", "outcome:right")
    assert (answer.output, answer.stderr) == (
        *("", "Nothing that the query finds is due within 90 days.\n"),
    )


def test_a_day_too_far_ahead_is_no_error(table):
    assert table("due", "--within", 999999999).exit_code == 0


def test_the_snoozed_are_shown_when_asked_for(waiting):
    waiting("snooze", 1, "--until", "2027")
    waiting("snooze", 9, "--until", "2026-12")
    assert [one["id"] for one in waiting("due", "--json").json] == [8, 2, 3, 4, 5]
    shown = waiting("due", "--snoozed").output
    assert "Catching up takes years [no-criteria, snoozed until 2027]\n" in shown
    # It was changed just now.
    assert "\n9  seen 2026-11-23 " in shown
    (first, last) = (waiting("due", "--snoozed", "--json").json[at] for at in (2, -1))
    assert (first["id"], first["snoozed"]) == (1, "2027")
    assert (last["id"], last["snoozed"]) == (9, "2026-12")
    later = waiting("due", "--json", env={"KG_TODAY": "2027-01-01"}).json
    assert later[-1]["id"] == 9


def test_status_counts_the_snoozed_apart(waiting):
    before = waiting("status", "--json").json["due"]
    waiting("snooze", 1, "--until", "2027")
    waiting("snooze", 6, "--until", "2027")
    assert waiting("status", "--json").json["due"] == before | {
        "overdue": before["overdue"] - 1,
        "later": before["later"] - 1,
        "snoozed": 2,
    }
    assert "1 without a due date, 2 snoozed\n" in waiting("status").output


def test_what_was_looked_at_lately_is_left_for_a_year(table):
    table("predict", 2)
    assert [one["id"] for one in table("due", "--json").json] == [1, 2]
    table("prediction", "edit", 2, "--criteria", "level on benchmarks")
    assert [one["id"] for one in table("due", "--json").json] == [1]
    (_, one) = table("due", "--json", env={"KG_TODAY": "2090-01-01"}).json
    assert one["seen"] > "2026"
    table("forecast", 2, "汪华", "60%", "--on", "2089-02", env={"KG_TODAY": "2089-03-01"})
    assert len(table("due", "--json", env={"KG_TODAY": "2090-01-01"}).json) == 1
    (_, one) = table("due", "--json", env={"KG_TODAY": "2090-02-28"}).json
    assert (one["state"], one["seen"]) == ("open", "2089-02-28")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--within", 0), 1),
        (("--speaker", "汪华", "due:2026-12.."), 1),
        (("--speaker", "汪华", "due:2026-12..", "--within", 30), 0),
        (("--speaker", "汪华", "due:2028.."), 0),
        (("--json",), 1),
        (("--ics",), 1),
        (("--ics", "--speaker", "汪华", "due:2027-02-22.."), 0),
    ],
)
def test_an_exit_code_tells_whether_something_presses(waiting, words, code):
    waiting("due", "--exit-code", *words, exit_code=code)


def test_what_is_open_ended_or_snoozed_does_not_press(table):
    table("snooze", 1, "--until", "2027")
    table("predict", 2)
    assert table("due", "--exit-code", "--snoozed").output.count("snoozed until 2027") == 1
    assert table("due", "--exit-code", "--snoozed", env={"KG_TODAY": "2028-01-01"}, exit_code=1)


def test_who_gave_a_forecast_is_named_before_who_said_the_claim(kg):
    kg("add", "Prices fall", "--speaker", "Ada", "--by", "2026-11-23")
    kg("forecast", 1, "Tom", "20%", "--new")
    assert "\n1  due today  2026-11-23  Tom, Ada  Prices fall [" in kg("due").output
