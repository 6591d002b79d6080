"""`kg conflicts`."""


def test_each_conflict_is_shown_with_its_claims_and_why(kg):
    kg("add", "税 rise", "--speaker", "Ann", "--said", "2024")
    kg("add", "Taxes fall", "--speaker", "Ann", "--said", "2024")
    kg("link", "add", 2, "opposes", 1)
    kg("disagree", 2, "Bob", "--said", "2024")
    kg("agree", 2, "Bob", "--said", "2025-02")
    assert (
        kg("conflicts").output
        == """\
Ann holds 1 and holds 2, inferred
  1  税 rise
  2  Taxes fall
  because 2 opposes 1

Bob denied 2 (2024) and then held it (2025-02)
  2  Taxes fall
"""
    )
    assert [one["speaker"] for one in kg("conflicts", "speaker:Bob", "--json").json] != []
    assert kg("conflicts", "--limit", 1, "--csv").output.count("\n") == 2


def test_where_nothing_conflicts_it_says_so(kg):
    answer = kg("conflicts", "--json")
    assert answer.output == "[]\n"
    assert answer.stderr == "Nothing conflicts here, as far as stances and links tell.\n"
