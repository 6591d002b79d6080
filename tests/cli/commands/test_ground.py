"""`kg ground`."""

import pytest

SIGNS = {"Taxes": "+++---", "Tolls": "+++---", "Trams": "+++---", "Ports": "---+++"} | {
    "Roads": "---+++",
    "公園": "++++++",
}


@pytest.fixture
def six(kg, home):
    """Six speakers: five claims divide three from three, and one is held by all."""
    claims = [
        {
            "id": f"c{number}",
            "kind": "opinion",
            "statement": f"More {name}",
            "positions": [
                {"speaker": f"s{at}", "stance": "agrees" if sign == "+" else "disagrees"}
                for at, sign in enumerate(signs)
            ],
        }
        for number, (name, signs) in enumerate(SIGNS.items())
    ]
    (home / "six.yaml").write_text(
        str(
            {"speakers": [{"id": f"s{n}", "names": {"en": f"S{n}"}} for n in range(6)]}
            | {"claims": claims}
        ),
        "utf-8",
    )
    kg("import", "six.yaml")
    return kg


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
  1  More Taxes
     camp 1: 3 of 3 for it; camp 2: 0 of 3 for it
  2  More Tolls
     camp 1: 3 of 3 for it; camp 2: 0 of 3 for it

Typical of camp 2
  1  More Taxes
     camp 1: 3 of 3 for it; camp 2: 0 of 3 for it
  2  More Tolls
     camp 1: 3 of 3 for it; camp 2: 0 of 3 for it

What bridges
  6  More 公園
     +0.55; camp 1: 3 of 3 for it; camp 2: 3 of 3 for it

Cruxes
  1  More Taxes
     20 % of the disagreement lies on it or rests on it
  2  More Tolls
     20 % of the disagreement lies on it or rests on it

Camps are made of these very stances: what is typical of them would be less so of others. All
figures: kg ground --by number
"""
    )


def test_one_list_has_all_figures(six):
    assert (
        six("ground", "--by", "common", "--limit", 1).output
        == """\
   for  partly  against  common  dividing  bridging  crux
6  6    0       0        0.64    0.00      +0.55     0 %   More 公園
"""
    )
    assert [one["id"] for one in six("ground", "--by", "crux", "--json").json] == [1, 2, 3, 4, 5]


def test_of_nothing_there_is_a_sentence(kg):
    answer = kg("ground", "--json")
    assert answer.output == "[]\n"
    assert answer.stderr == "There are no stances yet. Add one: kg agree CLAIM SPEAKER\n"


def test_an_empty_list_says_what_is_missing(six, kg):
    assert six("ground", "公園", "--by", "crux").stderr == "No open claim is in dispute.\n"
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
  no claim is held by every camp

What bridges
  no claim that five or more spoke of is held so

Cruxes
  no open claim is in dispute

Camps are made of these very stances: what is typical of them would be less so of others. All
figures: kg ground --by number
"""
    )


def test_slips_are_refused(six):
    assert "'comon'" in six("ground", "--by", "comon", exit_code=2).stderr
