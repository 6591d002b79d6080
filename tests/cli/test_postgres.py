"""The daily jobs on a notebook that lives on a PostgreSQL server."""

import pytest


@pytest.fixture
def served(kg, postgres_url):
    def run(*words, **expected):
        return kg("--database", postgres_url, *words, **expected)

    run("init", "--language", "zh")
    return run


def test_a_claim_goes_in_is_found_due_and_decided(served):
    served(
        *("add", "Catching up takes years", "--zh", "追赶需要数年", "--speaker", "颜水成"),
        *("--about", "o1", "--said", "2024-09-14", "--by", "2026-09", "--words", "大概率"),
    )
    served("disagree", 1, "汪华")
    assert served("claim", "list").output == "1  颜水成  追赶需要数年 [overdue]\n"
    assert served("due").output.startswith(
        "Overdue\n1  overdue by 54 days  2026-09  颜水成  追赶需要数年 [no-criteria]\n"
    )
    served("resolve", 1, "wrong", "--evidence", "https://example.org/r1")
    assert served("due").stderr == "Nothing is due within 90 days.\n"
    assert (
        served("claim", "list", "--outcome", "wrong", "--about", "o1", "--json").json[0]["id"] == 1
    )
    found = served("score", "--json", "--as-of", "2026-11-23").json
    assert [(one["of"], one["late"], one["unread"]) for one in found if one["by"] is None] == [
        ("verbal", 0, 0),
        ("implied", 1, 0),
    ]
    served("undo")
    assert served("status", "--json").json["due"]["overdue"] == 1


def test_what_is_to_come_back_to_is_found(served):
    served("add", "Prices fall", "--speaker", "Ada", "--said", "2024-09-14", "--by", "2026-09")
    served("predict", 1)
    assert [one["id"] for one in served("due", "--json").json] == [1, 2]
    served("snooze", 1, "--until", "2027-03")
    assert [one["id"] for one in served("due", "--json", "--exit-code").json] == [2]
    assert served("status", "--json").json["due"] == {
        "overdue": 0,
        "soon": 0,
        "later": 0,
        "open": 1,
        "snoozed": 1,
    }
    assert [(one["id"], one["code"]) for one in served("lint", "--json").json] == [
        (1, "no-criteria"),
        (1, "no-source"),
        (2, "no-criteria"),
        (2, "no-due"),
        (2, "no-source"),
    ]
    calendar = served("due", "--ics", "--snoozed").output
    assert "\nSUMMARY:Ada：Prices fall\nDTSTART;VALUE=DATE:20270331\n" in calendar
    assert "\nSEQUENCE:3\n" in calendar
    served("prediction", "edit", 1, "--criteria", "lower")
    assert "\nSEQUENCE:4\n" in served("due", "--ics", "--snoozed").output


def test_a_notebook_on_a_server_is_backed_up_by_its_keeper(served):
    assert served("backup", "copy.db", exit_code=1).stderr.endswith(
        "lives on a server. Back it up with pg_dump, or use kg export.\n"
    )
