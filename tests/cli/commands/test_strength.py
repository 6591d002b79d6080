"""`kg strength`."""


def test_a_claim_is_shown_with_what_moves_it(kg):
    for statement in ("Taxes fall", "税 rise", "Wages fall"):
        kg("claim", "add", statement)
    kg("link", "add", 2, "opposes", 1)
    kg("link", "add", 3, "supports", 1)
    kg("claim", "check", 3, "right")
    assert (
        kg("strength", 1).output
        == """\
Claim 1, strength 0.75
  Taxes fall

What supports it
  3  Wages fall
     1.00

What opposes it
  2  税 rise
     0.50

Which verdicts would move it
  2  税 rise
     0.50 if right, 1.00 if wrong
"""
    )
    assert "It was decided, and no argument moves that." in kg("strength", 3).output
    assert kg("strength", 2).output.endswith(
        "What a verdict on it would move\n  1  Taxes fall\n     0.50 if right, 1.00 if wrong\n"
    )


def test_without_links_it_says_how_to_draw_one(kg):
    kg("claim", "add", "Taxes fall")
    answer = kg("strength", 1)
    assert answer.output == "Claim 1, strength 0.50\n  Taxes fall\n"
    assert answer.stderr == (
        "Nothing speaks for or against it. Say: kg link add OTHER supports CLAIM\n"
    )
    assert "9" in kg("strength", 9, exit_code=1).stderr


def test_a_circle_of_support_is_named_and_lifts_nobody(kg):
    for statement in ("The earth is flat", "Ships never vanish", "Maps have edges", "It is round"):
        kg("add", statement, "--speaker", "Ann")
    kg("link", "add", 1, "supports", 2)
    kg("link", "add", 1, "depends-on", 3)
    kg("link", "add", 2, "supports", 3)
    kg("link", "add", 1, "opposes", 4)
    assert (
        kg("strength", 1).output
        == """\
Claim 1, strength 0.50
  The earth is flat
  It rests on itself: 1→2→3→1. Support in a circle does not count, see kg conflicts

What supports it
  3  Maps have edges
     0.50, in the circle

Which verdicts would move it
  2  Ships never vanish
     1.00 if right, 0.50 if wrong
  3  Maps have edges
     1.00 if right, 0.50 if wrong

What a verdict on it would move
  2  Ships never vanish
     1.00 if right, 0.50 if wrong
  3  Maps have edges
     1.00 if right, 0.50 if wrong
  4  It is round
     0.00 if right, 0.50 if wrong
"""
    )
    told = kg("strength", 1, "--json").json
    assert len(told["circle"]) == 4
    assert [one["counted"] for one in told["supporters"]] == [False]
    assert kg("strength", 4).output.startswith("Claim 4, strength 0.25\n  It is round\n\nWhat op")


def test_where_no_verdict_would_move_anything_it_says_so(kg):
    for statement in ("Taxes fall", "Wages fall", "Prices fall"):
        kg("claim", "add", statement)
    kg("link", "add", 1, "supports", 2)
    kg("link", "add", 2, "supports", 3)
    kg("claim", "check", 2, "right")
    assert kg("strength", 3).output.endswith(
        "  2  Wages fall\n     1.00\n\n"
        "  No verdict on another claim would move it: "
        "what speaks for or against it is decided.\n"
    )
    kg("claim", "check", 3, "right")
    assert kg("strength", 1).output == (
        "Claim 1, strength 0.50\n  Taxes fall\n\n"
        "  No verdict on it would move anything: what it supports or opposes is decided.\n"
    )
