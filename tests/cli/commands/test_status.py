"""`kg status`."""

import pytest

from tests.cli.conftest import without_times


@pytest.mark.file
def test_status_tells_where_what_and_when(table, home):
    table("predict", 2, "--by", "2027-01")
    table("predict", 2, "--by", "2030")
    table("predict", 2)
    assert without_times(table("status").output) == (
        f"Notebook, {home}/notebook.db\n"
        "  claims      2 claims, 3 positions, 1 link\n"
        "  predictions 4 predictions, 1 forecast, 0 resolutions, 0 pieces of evidence\n"
        "  named       2 speakers, 1 concept, 1 source\n"
        "  due         1 overdue, 1 within 90 days, 1 later, 1 without a due date\n"
        "  last change 8, NOW: kg predict 2\n"
        "What waits for a verdict: kg due\n"
    )


def test_status_counts_views_where_there_are_some(table):
    table("view", "add", "Months", "text:months")
    assert "  views       1 view\n" in table("status").output


@pytest.mark.file
def test_status_for_scripts(table, home):
    card = table("status", "--json").json
    assert card["place"] == str(home / "notebook.db")
    assert card["counts"] == {
        "speaker": 2,
        "concept": 1,
        "source": 1,
        "evidence": 0,
        "claim": 2,
        "position": 3,
        "link": 1,
        "prediction": 1,
        "forecast": 1,
        "resolution": 0,
        "view": 0,
    }
    assert card["due"] == {"overdue": 1, "soon": 0, "later": 0, "open": 0, "snoozed": 0}
    assert card["last_change"]["id"] == 5


def test_status_of_an_empty_notebook_says_how_to_begin(kg):
    assert kg("status").output.endswith(
        "  last change none yet\n"
        'Next: kg add "…" --speaker NAME --about CONCEPT, or kg import FILE\n'
    )


def test_without_a_notebook_status_says_what_to_do(kg, home):
    assert kg("--database", "none.db", "status", exit_code=1).stderr == (
        f"Error: There is no notebook at {home}/none.db. "
        "Make one with kg init, try kg demo, or name another with --database.\n"
    )
    assert not (home / "none.db").exists()
