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
agreement        of  stances
75 % (30 to 95)  4   3/0/1    1 Ann, 2 蔡英文
too few          1   0/1/0    1 Ann, 3 Cid
too few          1   0/1/0    2 蔡英文, 3 Cid

All but one
  1 Ann and 2 蔡英文 agree on 3 claims and disagree on one:
    1  More 税

Agreement: the share of claims, half a stance counting half; within which bounds it lies (95 %).
Stances: on how many claims two agree, in part, and disagree. With fewer than 3 common claims two
are not judged.
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
        "All but one\n  2 Ben and 9 Yu agree on 3 claims and disagree on one:\n    4  Claim 4\n"
        "4 more pairs: --but-one --limit 5\n"
    )
    (first, *_, whole) = kg("agreement", "speaker:Zoe", "--but-one", "--json").json
    assert (first["disagreements"], whole["claims"]) == (1, 4)
    assert (
        "9 Yu and 10 Zoe agree on 3 claims and disagree on one:"
        in kg("agreement", "--limit", 9).output
    )


def test_where_nobody_agrees_on_all_but_one_it_says_so(kg, four):
    answer = four("agreement", "trams", "--but-one")
    assert answer.output == ""
    assert answer.stderr == (
        "No two speakers agree on 3 claims or more and disagree on one alone. "
        "How far they agree: kg agreement\n"
    )


def test_of_speakers_who_are_named_only_these_are_held_against_each_other(four):
    answer = four("agreement", "speaker:Ann", "speaker:Cid").output
    assert (
        answer
        == """\
2 speakers on 1 claim of which two or more spoke
  Krippendorff's alpha 0.00: 1 is agreement in everything, 0 what chance would give.

Each two
agreement  of  stances
too few    1   0/1/0    1 Ann, 3 Cid

Agreement: the share of claims, half a stance counting half; within which bounds it lies (95 %).
Stances: on how many claims two agree, in part, and disagree. With fewer than 3 common claims two
are not judged.
"""
    )
    # Of one there is no square, which would leave most of it blank, and no figure of all.
    alone = four("agreement", "speaker:Ann").output
    assert "·" not in alone and "alpha" not in alone
    assert four("agreement", "speaker:Ann", "--json").json[-1]["alpha"] is None


@pytest.mark.parametrize(("by", "first"), [("agreement", "Zoe"), ("disagreement", "Ben")])
def test_those_most_of_one_mind_or_most_at_odds_come_first(kg, by, first):
    for number in range(1, 6):
        kg("claim", "add", f"Claim {number}")
        kg("agree", number, "Ada")
        kg("disagree", number, "Ben")
        if number < 5:
            kg("agree", number, "Zoe")
    kg("agree", 1, "Uma")
    answer = kg("agreement", "--by", by, "--limit", 1)
    assert f"  1 Ada, {2 if first == 'Ben' else 3} {first}\n" in answer.output
    words = {"agreement": "of one mind", "disagreement": "at odds"}[by]
    assert f"\nEach two, those most {words} first\n" in answer.output
    # Of six pairs those with Uma share too little to be judged.
    assert "2 more pairs: --limit 3\n" in answer.output


def test_who_share_too_little_to_be_judged_have_no_order(kg):
    kg("add", "Parks", "--speaker", "Ann")
    kg("agree", 1, "Bob")
    assert kg("agreement", "--by", "agreement").stderr == (
        "No two speakers share 3 claims. What they share: kg agreement\n"
    )


def test_it_fits_a_small_terminal(kg):
    for number in range(1, 5):
        kg("claim", "add", f"Claim {number}")
        for at in range(8):
            kg("agree", number, f"Somebody with a long name {at}")
    square = kg("agreement", env={"COLUMNS": "80"}).output.split("\n\n")[1]
    assert max(map(len, square.splitlines())) <= 80
    assert "100%" in square and "of 4" not in square


@pytest.mark.parametrize("command", ["agreement", "camps", "conflicts", "ground"])
def test_a_query_that_means_no_claim_says_so_and_how_to_mean_a_speaker(kg, command):
    kg("add", "More parks", "--speaker", "Ada Moreno")
    kg("agree", 1, "Bob")
    said = "No claim meets these conditions."
    assert kg(command, "zeppelin").stderr == f"{said}\n"
    meant = f'{said} A speaker is meant by speaker:"Ada Moreno".\n'
    assert kg(command, "Ada", "Moreno").stderr == meant
    assert kg(command, "Moreno").stderr == meant


def test_no_list_of_nothing_is_asked_for(four):
    for command in ("agreement", "ground"):
        assert (
            "'0' is not a whole number from 1 up."
            in four(command, "--limit", 0, exit_code=2).stderr
        )


def test_a_slip_in_one_name_of_a_speaker_is_told(kg):
    kg("add", "More parks", "--speaker", "Ada Moreno")
    assert "Did you mean" in kg("agreement", "speaker:Adda", exit_code=1).stderr


def test_with_how_many_claims_in_common_two_are_judged_can_be_said(four):
    def rates(*options):
        return [one["rate"] for one in four("agreement", *options, "--json").json[:-1]]

    assert rates() == [0.75, None, None]
    assert rates("--fewest", 1) == [0.75, 0.5, 0.5]
    assert rates("--fewest", 5) == [None, None, None]
    assert rates("--fewest", 1, "--by", "disagreement") == [0.5, 0.5, 0.75]
    assert four("agreement", "--fewest", 5, "--by", "agreement").stderr == (
        "No two speakers share 5 claims. What they share: kg agreement\n"
    )
    assert "With fewer than 4 common claims two" in four("agreement", "--fewest", 4).output
    assert four("agreement", "--fewest", 4, "--but-one").stderr.startswith(
        "No two speakers agree on 4 claims or more and disagree on one alone."
    )
    assert "from 1 up" in four("agreement", "--fewest", 0, exit_code=2).stderr
