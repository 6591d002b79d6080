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
2 conflicts: 1 held together, 1 taken back

Ann holds 1 (2024) and holds 2 (2024): that these conflict is inferred
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


def test_a_claim_on_the_way_is_not_told_as_if_it_were_held(kg):
    kg("add", "Taxes fall", "--speaker", "Ann", "--said", "2024-03")
    kg("claim", "add", "Spending falls")
    kg("add", "Spending rises", "--speaker", "Ann", "--said", "2025")
    kg("link", "add", 1, "depends-on", 2)
    kg("link", "add", 2, "opposes", 3)
    kg("link", "add", 3, "supports", 1)
    kg("link", "add", 1, "supports", 3)
    assert (
        kg("conflicts", "--limit", 1).output
        == """\
2 conflicts: 1 held together, 1 circular

Ann holds 1 (2024-03) and holds 3 (2025): that these conflict is inferred
  1  Taxes fall
  3  Spending rises
  by way of what need not have been said
  2  Spending falls
  because 1 depends on 2, 2 opposes 3

1 more conflict: --limit 2
"""
    )
    (first, _) = kg("conflicts", "--json").json
    assert (first["first_said"], first["last_said"]) == ("2024-03", "2025")


def test_who_holds_a_claim_that_cannot_hold_is_not_said_to_hold_two(kg):
    kg("add", "税 fall and rise", "--speaker", "Ann", "--said", "2024-03")
    kg("claim", "add", "Taxes rise")
    kg("link", "add", 1, "depends-on", 2)
    kg("link", "add", 2, "opposes", 1)
    assert (
        kg("conflicts", "--limit", 1).output
        == """\
2 conflicts: 1 held together, 1 impossible

Ann holds 1 (2024-03), which cannot hold: that is inferred
  1  税 fall and rise
  by way of what need not have been said
  2  Taxes rise
  because 1 depends on 2, 2 opposes 1

1 more conflict: --limit 2
"""
    )
