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
