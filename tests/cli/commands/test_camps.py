"""`kg camps`."""

import time

import pytest

from kg.analysis import camps as analysis

NAMES = ("Ann", "Bob", "蔡英文", "Dan", "Eve", "Fay")


@pytest.fixture
def six(kg, home):
    """Six speakers, three for and three against eight claims, but for one of them once."""
    claims = [
        {
            "id": f"c{number}",
            "kind": "opinion",
            "statement": f"Claim {number}",
            "positions": [
                {
                    "speaker": name,
                    "stance": "disagrees" if (at > 2) ^ (number == at == 5) else "agrees",
                }
                for at, name in enumerate(NAMES)
            ],
        }
        for number in range(8)
    ]
    (home / "six.yaml").write_text(
        str(
            {"speakers": [{"id": name, "names": {"en": name}} for name in NAMES], "claims": claims}
        ),
        "utf-8",
    )
    kg("import", "six.yaml")
    return kg


def test_camps_are_shown_with_their_members_and_their_proof(six):
    assert (
        six("camps").output
        == """\
2 camps
  6 speakers on 8 claims; all placed.
  steadiness  1.00: 1 is steady, 0 what chance gives
  chance      makes camps as good in less than 1 % of cases
  method      division in two, by agreements less disagreements of each two
  against it  0 of 110, the frustration index
  proof       proved: none has less, and no other has as little

Camp 1: 3 speakers
  Ann, Bob, 蔡英文

Camp 2: 3 speakers
  Dan, Eve, Fay
What they share and what divides them: kg ground
"""
    )


def test_a_crowd_and_a_grouping_say_how_they_were_made(six):
    crowd = six("camps", "--method", "crowd").output
    assert "\n  silhouette  2 camps 0." in crowd
    assert "Camp 2: 3 speakers\n  Dan, Eve, Fay\n" in crowd
    assert (
        "proof       proved: none has more agreement within"
        in six("camps", "--method", "grouping").output
    )


@pytest.mark.parametrize(
    ("first", "says"),
    [
        ([], "There are no stances to compare."),
        ([("add", "One", "--speaker", "Ann")], "Only one speaker takes a stance."),
        (
            [("add", "One", "--speaker", "Ann"), ("disagree", "1", "Bob")],
            "No two speakers take a stance on 3 claims in common",
        ),
    ],
)
def test_it_says_what_is_missing(kg, first, says):
    for words in first:
        kg(*words)
    lines = kg("camps").output.splitlines()
    assert lines[0] == "No camps here"
    assert lines[1].strip().startswith(says)


def test_slips_are_refused(six):
    assert "3 speakers" not in six("camps", "--camps", 7, exit_code=2).output
    assert "'clans'" in six("camps", "--method", "clans", exit_code=2).stderr
    assert "from 2 up" in six("camps", "--camps", 1, exit_code=2).stderr


def test_the_card_of_a_speaker_tells_the_camp_and_who_is_closest_and_farthest(six):
    assert six("speaker", "show", "蔡英文").output.endswith(
        """\
  camp        1 of 2, with Ann, Bob
  closest     Ann, 100 % of 8; Bob, 100 % of 8
  farthest    Dan, 0 % of 8; Eve, 0 % of 8; Fay, 12 % of 8
What they say: kg position list --speaker 3
"""
    )


def test_the_card_of_a_claim_tells_what_it_is_between_the_camps(six):
    assert "  crux " not in six("claim", "show", 1).output
    six("link", "add", 1, "supports", 2)
    assert six("claim", "show", 1).output.startswith(
        """\
Claim 1, opinion
  Claim 0
  ground      divides the camps: camp 1: 3 of 3 for it; camp 2: 0 of 3 for it
  crux        25 % of the disagreement would move with its answer: 18 of 71 disagreements, on claims
              1, 2
  id          c0
"""
    )


def test_where_many_speak_cards_look_for_camps_only_when_they_are_told_to(six, monkeypatch):
    monkeypatch.setattr("kg.analysis.among.SPEAKERS", 5)
    few = "not looked for, since many speak: add --camps\n"
    assert f"  camp        {few}" in six("speaker", "show", "Ann").output
    assert f"  ground      {few}" in six("claim", "show", 1).output
    assert "  camp        1 of 2, with Bob" in six("speaker", "show", "Ann", "--camps").output
    assert "divides the camps" in six("claim", "show", 1, "--camps").output


def test_who_says_too_little_for_a_crowd_is_told_how_much_is_enough(kg):
    for number in range(1, 9):
        kg("claim", "add", f"Claim {number}")
    for number in range(1, 7):
        kg("agree", number, "Ann")
        kg("disagree", number, "Bob")
    for number in (7, 8):
        kg("agree", number, "Cid")
    assert kg("camps", "--method", "crowd").output == (
        "No camps here\n"
        "  No two speakers take 7 stances or more, and who takes fewer is not placed. Add what they say: kg\n"
        "  agree CLAIM SPEAKER\n"
    )


def test_where_all_agree_it_says_who_can_be_compared_and_who_is_near_even(kg):
    for number in range(1, 8):
        kg("claim", "add", f"Claim {number}")
        kg("agree", number, "Ann")
        kg("agree" if number < 5 else "disagree", number, "Bob")
    kg("agree", 1, "Cid")
    assert kg("camps").output == (
        "No camps here\n"
        "  3 speakers on 7 claims; 2 placed (3 claims or more in common with another); 1 of 3 pairs can be\n"
        "  compared.\n"
        "  Each two who can be compared agree more than they disagree.\n"
        "  method      division in two, by agreements less disagreements of each two\n"
        "\n"
        "Not placed: 1 speaker, who share fewer than 3 claims with each other speaker, or are even with all\n"
        "  Cid\n"
        "\n"
        "Near even: one claim said the other way puts them at odds\n"
        "  Ann and Bob: 4 agreed, 3 disagreed\n"
    )


def test_that_chance_makes_camps_of_few_is_said(kg):
    for number in range(1, 13):
        kg("claim", "add", f"Claim {number}")
        for name in ("Ann", "Bob"):
            kg("agree", number, name)
        for name in ("Dan", "Eve"):
            kg("disagree", number, name)
    assert (
        "Only 4 speakers placed: of so few, stances taken by chance look like camps in up to"
        in (kg("camps").output)
    )


def test_lines_are_broken_between_names_and_never_within_one(kg, home):
    names = [f"Speaker {number} of Many Words" for number in range(1, 11)]
    positions = [{"speaker": f"s{at}", "stance": "agrees"} for at in range(10)]
    positions += [
        {"speaker": "xu", "stance": "disagrees"},
        {"speaker": "lee", "stance": "disagrees"},
    ]
    claims = [
        {"id": f"c{at}", "kind": "opinion", "statement": f"Claim {at}", "positions": positions}
        for at in range(8)
    ]
    speakers = [{"id": f"s{at}", "names": {"en": name}} for at, name in enumerate(names)]
    speakers += [{"id": "xu", "names": {"en": "Sp9 Xu"}}, {"id": "lee", "names": {"en": "Lee"}}]
    (home / "many.yaml").write_text(str({"speakers": speakers, "claims": claims}), "utf-8")
    kg("import", "many.yaml")
    lines = kg("camps").output.splitlines()
    at = lines.index("Camp 1: 10 speakers")
    listed = lines[at + 1 : lines.index("", at)]
    assert [line[:10] for line in listed] == ["  Speaker "] * len(listed)
    assert [line.count(" of Many Words") for line in listed] == [3, 3, 3, 1]


def test_members_of_a_crowd_are_told_apart_by_their_numbers(kg, home):
    names = [f"Participant {number} of one-conversation" for number in range(1, 61)]
    claims = [
        {
            "id": f"c{claim}",
            "kind": "opinion",
            "statement": f"Claim {claim}",
            "positions": [
                {"speaker": f"p{at}", "stance": "agrees" if at % 3 else "disagrees"}
                for at in range(60)
            ],
        }
        for claim in range(10)
    ]
    speakers = [{"id": f"p{at}", "names": {"en": name}} for at, name in enumerate(names)]
    (home / "crowd.yaml").write_text(str({"speakers": speakers, "claims": claims}), "utf-8")
    kg("import", "crowd.yaml")
    shown = kg("camps").output
    assert "Camp 1: 40 speakers\n  2 Participant 2 of one-co…, 3 Participant 3 of one-co…," in shown
    assert "  and 28 more: --json has all; the numbers are those of kg speaker show\n" in shown


@pytest.mark.parametrize("command", ["camps", "ground"])
def test_what_takes_long_shows_on_a_terminal_how_much_is_done(six, monkeypatch, command):
    quiet = six(command)
    assert "Looking" not in quiet.stderr
    monkeypatch.setattr("kg.cli.progress.seen", lambda: True)
    assert six(command).stderr == quiet.stderr
    monkeypatch.setattr("kg.cli.progress.LONG", 0)
    monkeypatch.setattr("kg.analysis.camps.camps", slowly(analysis.camps))
    shown = six(command)
    assert shown.stderr.startswith("Looking for camps")
    assert shown.output == quiet.output


def slowly(function):
    """The same, with time for a timer before it."""

    def slow(*args, **fields):
        time.sleep(0.2)
        return function(*args, **fields)

    return slow


def test_who_is_level_with_others_is_not_said_to_agree_more(kg):
    for number in range(1, 9):
        kg("claim", "add", f"Claim {number}")
        kg("agree", number, "Ann")
        kg("agree", number, "Bob")
        kg("agree" if number < 5 else "disagree", number, "Cid")
    assert kg("camps").output == (
        "No camps here\n"
        "  3 speakers on 8 claims; 2 placed (3 claims or more in common with another).\n"
        "  No two who can be compared disagree more than they agree.\n"
        "  method      division in two, by agreements less disagreements of each two\n"
        "\n"
        "Not placed: 1 speaker, who share fewer than 3 claims with each other speaker, or are even with all\n"
        "  Cid\n"
    )


def test_a_crowd_says_who_shares_no_claim_with_the_others(six):
    for number in range(8):
        six("add", f"Alone {number}", "--speaker", "Gus")
    shown = six("camps", "--method", "crowd").output
    assert (
        "  7 speakers on 16 claims; 6 placed (7 stances or more, and a claim in common with another).\n"
        in shown
    )
    assert (
        "Not placed: 1 speaker, who take fewer than 7 stances, or share no claim with others who take as many\n"
        "  Gus\n"
    ) in shown


@pytest.mark.parametrize(
    ("claims", "names", "lack"),
    [(5, "Ann Bob Cid Dan", "claims"), (8, "Ann Bob", "speakers")],
)
def test_it_says_of_what_there_is_too_little_to_tell_whether_camps_are_steady(
    kg, claims, names, lack
):
    for number in range(1, claims + 1):
        kg("claim", "add", f"Claim {number}")
        for at, name in enumerate(names.split()):
            kg("disagree" if at % 2 else "agree", number, name)
    says = f"There are too few {lack} to say whether they are steady: take them as a summary"
    assert says in kg("camps").output


def test_where_no_three_hang_together_it_does_not_say_that_all_speakers_are_too_few(kg):
    for number in range(1, 17):
        kg("claim", "add", f"Claim {number}")
        one, other = ("Ann", "Bob") if number <= 8 else ("Cid", "Dan")
        kg("agree", number, one)
        kg("disagree" if number <= 8 else "agree", number, other)
    says = "There are too few claims or speakers in common to say whether they are steady: take"
    assert says in kg("camps").output
