"""Ids that lead on since merges go out and come in with the notebook."""

import pytest


@pytest.fixture
def merged(kg, home):
    """A notebook in which a claim was merged into another one, exported; gives the text."""
    kg("init")
    kg("add", "Trains are late", "--speaker", "Ann")
    kg("add", "Buses are late", "--speaker", "Carla")
    kg("export", "before.yaml")
    kg("claim", "merge", 1, 2)
    kg("export", "after.yaml")
    return (home / "after.yaml").read_text("utf-8")


def uids(kg, home):
    text = (home / "before.yaml").read_text("utf-8")
    return [
        line.removeprefix("- id: ")
        for line in text.partition("claims:")[2].splitlines()
        if line.startswith("- id: ")
    ]


@pytest.mark.parametrize("name", ["after.yaml", "after.jsonl"])
def test_an_id_that_was_merged_away_leads_on_in_another_notebook(kg, home, merged, name):
    first, second = uids(kg, home)
    kg("export", name)
    kg("--database", "new.db", "init")
    assert "merged: 1 new" in kg("--database", "new.db", "import", name).output
    there = kg("--database", "new.db", "claim", "show", "1", "--json").json["uid"]
    (lost,) = {first, second} - {there}
    assert kg("--database", "new.db", "claim", "show", lost, "--json").json["uid"] == there
    kg("--database", "new.db", "export", "again.yaml")
    assert (home / "again.yaml").read_text("utf-8") == merged
    assert "merged: 1 same" in kg("--database", "new.db", "import", name).output
    kg("--database", "new.db", "undo")
    kg("--database", "new.db", "claim", "show", lost, exit_code=1)


def test_where_both_are_there_that_is_said_and_left_to_people(kg, home, merged):
    kg("--database", "new.db", "init")
    kg("--database", "new.db", "import", "before.yaml")
    said = kg("--database", "new.db", "import", "after.yaml").output
    assert "skipped: 1\n" in said
    assert "there; here both are." in said
    assert len(kg("--database", "new.db", "claim", "list", "--json").json) == 2


def test_an_id_that_leads_nowhere_is_named(kg, home):
    (home / "a.yaml").write_text("kg: 1\nmerged:\n- {what: claim, id: c1, into: c2}\n")
    kg("init")
    assert kg("import", "a.yaml", exit_code=1).stderr == (
        "Error: a.yaml:3 (merged[0].into): There is no claim 'c2'. Take the record out.\n"
    )


def test_a_part_of_a_notebook_tells_of_no_merges(kg, merged):
    assert "merged:" in merged
    assert "merged:" not in kg("export", "-", "buses").output
