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
    assert served("due").output.startswith("1  overdue by 54 days  2026-09  颜水成  追赶需要数年\n")
    served("resolve", 1, "wrong", "--evidence", "https://example.org/r1")
    assert served("due").stderr == "Nothing is due within 90 days.\n"
    assert (
        served("claim", "list", "--outcome", "wrong", "--about", "o1", "--json").json[0]["id"] == 1
    )
    found = served("score", "--json", "--as-of", "2026-11-23").json
    assert [(one["of"], one["late"], one["unread"]) for one in found if one["by"] is None] == [
        ("verbal", 0, 1),
        ("implied", 1, 0),
    ]
    served("undo")
    assert served("status", "--json").json["due"]["overdue"] == 1


def test_a_notebook_on_a_server_is_backed_up_by_its_keeper(served):
    assert served("db", "backup", "copy.db", exit_code=1).stderr.endswith(
        "lives on a server. Back it up with pg_dump, or use kg export.\n"
    )
