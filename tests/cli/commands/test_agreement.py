"""`kg agreement`."""

import pytest


@pytest.fixture
def four(kg):
    """Three who speak of four claims."""
    for number, statement in enumerate(("税", "Trams", "Parks", "Zoos"), 1):
        kg("claim", "add", f"More {statement}")
        kg("agree", number, "Ann", "--said", "2024")
        kg("disagree" if number == 1 else "agree", number, "蔡英文", "--said", "2024")
    kg("partly", 1, "Cid", "--said", "2025")
    return kg


def test_each_two_are_shown_and_those_who_agree_on_all_but_one(four):
    assert (
        four("agreement").output
        == """\
3 speakers on 4 claims of which two or more spoke
  Krippendorff's alpha 0.20: 1 is agreement in everything, 0 what chance would give.

                  1          2     3
1 Ann             ·  75 % of 4  of 1
2 蔡英文  75 % of 4          ·  of 1
3 Cid          of 1       of 1     ·

Each two
             agree  partly  disagree  of  agreement        inferred
Ann, 蔡英文  3      0       1         4   75 % (30 to 95)
Ann, Cid     0      1       0         1   too few
蔡英文, Cid  0      1       0         1   too few

All but one
  Ann and 蔡英文 agree on 3 and disagree on 1:
    More 税

Agreement: the share of claims, half a stance counting half; within which bounds it lies (95 %).
With fewer than 3 common claims two are not judged.
"""
    )


def test_a_query_and_a_day_narrow_it(four):
    assert [one["second"] is None for one in four("agreement", "--json").json] == [False] * 3 + [
        True
    ]
    assert len(four("agreement", "--as-of", "2024", "--json").json) == 2
    (ann, whole) = four("agreement", "speaker:Cid", "--limit", 1, "--json").json
    assert (ann["claims"], whole["claims"]) == (1, 2)
    assert four("agreement", "trams", "--json").json[0]["rate"] is None


@pytest.mark.parametrize("flags", [[], ["--json"], ["--csv"]])
def test_an_empty_notebook_is_said_to_be_one(kg, flags):
    answer = kg("agreement", *flags)
    assert answer.stderr == "There are no stances to compare. Add one: kg agree CLAIM SPEAKER\n"
    assert "%" not in answer.output


def test_a_day_to_come_and_a_speaker_unknown_are_refused(four):
    assert "still to come" in four("agreement", "--as-of", "2030", exit_code=2).stderr
    assert "Bella" in four("agreement", "speaker:Bella", exit_code=1).stderr


def test_those_who_agree_on_all_but_one_are_found_among_all_pairs(kg):
    """Nobody shares less than they do, and they come last of all pairs."""
    for number in range(1, 9):
        kg("claim", "add", f"Claim {number}")
        for at, speaker in enumerate(("Ada", "Ben", "Cem", "Dan", "Eve", "Fay", "Gus", "Hal")):
            kg("agree" if at % 2 else "disagree", number, speaker)
    for number in range(1, 5):
        kg("disagree" if number == 4 else "agree", number, "Yu")
        kg("agree", number, "Zoe")
    assert kg("agreement", "speaker:Yu", "--limit", 1, "--but-one").output == (
        "All but one\n  Ben and Yu agree on 3 and disagree on 4:\n    Claim 4\n"
        "4 more pairs: --but-one --limit 5\n"
    )
    (first, *_, whole) = kg("agreement", "speaker:Zoe", "--but-one", "--json").json
    assert (first["disagreements"], whole["claims"]) == (1, 4)
    assert "Yu and Zoe agree on 3 and disagree on 4:" in kg("agreement", "--limit", 9).output


def test_where_nobody_agrees_on_all_but_one_it_says_so(kg, four):
    answer = four("agreement", "trams", "--but-one")
    assert answer.output == ""
    assert answer.stderr == (
        "No two speakers agree on 3 claims or more and disagree on one alone. "
        "How far they agree: kg agreement\n"
    )
