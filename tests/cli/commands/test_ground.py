"""`kg ground`."""

import pytest

SIGNS = {"Taxes": "+-", "Tolls": "+-", "Trams": "+-", "Ports": "-+", "Roads": "-+", "公園": "++"}


def told(kg, home, each):
    """Twice so many speakers: five claims divide one half from the other, one is held by all."""
    claims = [
        {
            "id": f"c{number}",
            "kind": "opinion",
            "statement": f"More {name}",
            "positions": [
                {"speaker": f"s{at}", "stance": "agrees" if sign == "+" else "disagrees"}
                for at, sign in enumerate("".join(sign * each for sign in signs))
            ],
        }
        for number, (name, signs) in enumerate(SIGNS.items())
    ]
    (home / "told.yaml").write_text(
        str(
            {"speakers": [{"id": f"s{n}", "names": {"en": f"S{n}"}} for n in range(2 * each)]}
            | {"claims": claims}
        ),
        "utf-8",
    )
    kg("import", "told.yaml")
    return kg


@pytest.fixture
def six(kg, home):
    """Three speakers against three."""
    return told(kg, home, 3)


@pytest.fixture
def twelve(kg, home):
    """Six speakers against six."""
    return told(kg, home, 6)


def test_claims_come_by_what_they_are(six):
    assert (
        six("ground", "--limit", 2).output
        == """\
6 claims in the light of 2 camps

Common ground
  6  More 公園
     camp 1: 3 of 3 for it; camp 2: 3 of 3 for it

What divides the camps
  1  More Taxes
     camp 1: 3 of 3 for it; camp 2: 0 of 3 for it
  2  More Tolls
     camp 1: 3 of 3 for it; camp 2: 0 of 3 for it

Typical of camp 1
  nothing that chance could not give

Typical of camp 2
  nothing that chance could not give

What bridges
  6  More 公園
     +0.55; camp 1: 3 of 3 for it; camp 2: 3 of 3 for it

Cruxes
  no links, so no answer would move another claim

Camps are made of these very stances: what is typical of them would be less so of others. All
figures: kg ground --by number
"""
    )


def test_one_list_has_what_it_is_of_with_the_figures_it_goes_by(six):
    assert (
        six("ground", "--by", "common").output
        == """\
   stances  common  gap
6  6/0/0    0.64    0.00  More 公園

Stances: for, partly, against. Common: the shares that hold it in each camp, multiplied. Gap: how
far two camps are apart.
"""
    )
    assert [one["id"] for one in six("ground", "--by", "dividing", "--json").json] == [
        1,
        2,
        3,
        4,
        5,
    ]
    assert [one["id"] for one in six("ground", "--by", "bridging", "--json").json] == [6]
    assert len(six("ground", "--by", "number", "--json").json) == 6


def test_what_is_typical_says_of_which_camp_and_on_which_side(twelve):
    assert (
        """\
Typical of camp 2
  1  More Taxes
     against it; camp 1: 6 of 6 for it; camp 2: 0 of 6 for it
"""
        in twelve("ground", "--limit", 1).output
    )
    (_, first, *_) = twelve("ground", "--by", "typical", "--limit", 1).output.splitlines()
    assert first == "1  6/0/6    0.75  1 for, 2 against  More Taxes"


def test_claims_by_number_have_all_figures(six):
    head, first, *_ = six("ground", "--by", "number").output.splitlines()
    assert head == "   stances  common  gap   bridge  crux"
    assert first == "1  3/0/3    0.16    0.60  +0.11   20 %  More Taxes"


@pytest.mark.parametrize(
    ("by", "head", "first"),
    [
        ("dividing", "   stances  common  gap", "1  3/0/3    0.16    0.60  More Taxes"),
        ("bridging", "   stances  common  bridge", "6  6/0/0    0.64    +0.55   More 公園"),
    ],
)
def test_other_lists_have_theirs(six, by, head, first):
    lines = six("ground", "--by", by).output.splitlines()
    assert lines[:2] == [head, first]


def test_a_crux_names_the_disagreements_that_would_move(six):
    six("link", "add", 1, "supports", 2)
    six("link", "add", 3, "supports", 2)
    six("claim", "check", 3, "right")
    assert (
        six("ground")
        .output.split("Cruxes\n")[1]
        .startswith(
            "  1  More Taxes\n"
            "     50 % of the disagreement would move with its answer: 18 of 36 disagreements, on claims 1, "
            "2\n\n"
        )
    )
    assert [one["id"] for one in six("ground", "--by", "crux", "--json").json] == [1]
    assert six("ground", "--by", "crux").output.splitlines()[:2] == [
        "   stances  crux",
        "1  3/0/3    50 %  More Taxes",
    ]


def test_disagreement_that_is_decided_is_said_to_be(six):
    for number in range(1, 6):
        six("claim", "check", number, "wrong")
    assert "Cruxes\n  all that is in dispute is decided\n" in six("ground").output
    assert six("ground", "--by", "crux").stderr == (
        "All that is in dispute is decided. All claims: kg ground --by number\n"
    )


@pytest.mark.parametrize("by", ["common", "dividing", "typical", "bridging", "crux", "number"])
def test_every_list_leaves_room_for_statements_on_a_small_terminal(six, by):
    head = six("ground", "--by", by).output.partition("\n")[0]
    assert len(head) <= 50


def test_of_nothing_there_is_a_sentence(kg):
    answer = kg("ground", "--json")
    assert answer.output == "[]\n"
    assert answer.stderr == "There are no stances yet. Add one: kg agree CLAIM SPEAKER\n"


def test_an_empty_list_says_what_is_missing(six, kg):
    assert six("ground", "公園", "--by", "crux").stderr == (
        "No claim is in dispute. All claims: kg ground --by number\n"
    )
    assert six("ground", "公園", "--by", "dividing").stderr == (
        "There are no camps here, so that nothing divides them. Why: kg camps\n"
    )


def test_of_one_speaker_it_says_that_others_are_missing(kg):
    kg("add", "More parks", "--speaker", "Ann")
    assert (
        kg("ground").output
        == """\
1 claim; no camps, so all speakers are taken as one
  Only one speaker takes a stance. Add what another says: kg agree CLAIM SPEAKER

Common ground
  no claim is held by two or more, and by most who speak of it

What bridges
  no claim that five or more spoke of is held so

Cruxes
  no claim is in dispute

All figures: kg ground --by number
"""
    )


def test_without_camps_no_list_has_a_gap_between_them(kg):
    kg("add", "More parks", "--speaker", "Ann")
    assert kg("ground", "--by", "common").stderr == (
        "No claim is held by two or more, and by most who speak of it. "
        "All claims: kg ground --by number\n"
    )
    kg("agree", 1, "Ben")
    assert (
        kg("ground", "--by", "common").output
        == """\
   stances  common
1  2/0/0    0.75    More parks

Stances: for, partly, against. Common: the share that holds it.
"""
    )
    assert kg("ground", "--by", "number").output.splitlines()[:2] == [
        "   stances  common  bridge  crux",
        "1  2/0/0    0.75    –       0 %   More parks",
    ]


def test_slips_are_refused(six):
    assert "'comon'" in six("ground", "--by", "comon", exit_code=2).stderr
