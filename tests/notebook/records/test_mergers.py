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


def merge_record(into):
    return f"- {{what: claim, id: c0, into: {into}}}\n"


TWO_CLAIMS = (
    "kg: 1\nclaims:\n- {id: c1, kind: fact, statement: Prices fall}\n"
    "- {id: c2, kind: fact, statement: Wages rise}\n"
)


def test_an_id_that_leads_on_twice_in_one_file_leads_on_once(kg, home):
    (home / "a.yaml").write_text(TWO_CLAIMS + "merged:\n" + merge_record("c1") * 2)
    kg("init")
    assert kg("import", "a.yaml").output.startswith("claims: 2 new\nmerged: 1 new, 1 same\n")
    assert kg("claim", "show", "c0", "--json").json["uid"] == "c1"


def test_an_id_that_leads_two_ways_in_one_file_is_refused(kg, home):
    text = TWO_CLAIMS + "merged:\n" + merge_record("c1") + merge_record("c2")
    (home / "a.yaml").write_text(text)
    kg("init")
    assert kg("import", "a.yaml", exit_code=1).stderr == (
        "Error: a.yaml:7 (merged[1].into): 'c0' is merged into 'c1' by another record, here into "
        "'c2'. Take one of them out.\n"
    )


def test_an_id_that_leads_elsewhere_here_is_skipped_with_both_ends(kg, home):
    (home / "a.yaml").write_text(TWO_CLAIMS + "merged:\n" + merge_record("c1"))
    (home / "b.yaml").write_text("kg: 1\nmerged:\n" + merge_record("c2"))
    kg("init")
    kg("import", "a.yaml")
    assert kg("import", "b.yaml").output == (
        "skipped: 1\n- b.yaml:3 (merged[0]): 'c0' is merged into 'c2' there; here into 'c1'.\n"
    )
    assert kg("claim", "show", "c0", "--json").json["uid"] == "c1"


def test_a_dry_run_tells_of_ids_that_lead_on_by_their_own_word(kg, home):
    (home / "a.yaml").write_text(TWO_CLAIMS + "merged:\n" + merge_record("c1"))
    kg("init")
    assert kg("import", "a.yaml", "--dry-run").output == (
        "claims: 2 new\nmerged: 1 new\n\n"
        "new claim Prices fall\nnew claim Wages rise\nnew merged c0\n"
    )
