"""Two speakers head to head: who was right, counted by hand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.analysis import disputes, head_to_head
from kg.analysis.agreement import pairs
from kg.domain.vocabulary import Stance
from kg.errors import Invalid, NotFound
from kg.notebook.finding import find
from kg.store import database
from kg.store.models import Speaker
from tests.analysis.duel import FOUGHT, NONE, TODAY, reading
from tests.graph.notes import claim, link, numbers, take_in


def test_a_comparison_has_all_there_is_to_know(compared):
    found = compared(FOUGHT, predictions=[reading("p", "c", ("wrong", "2025-01-20"))])
    check = {"prediction": "p", "decided": "2025-01-20", "due": "2025-06", "forecast": None}
    assert found == {
        "first": "a",
        "second": "b",
        "as_of": None,
        "recorded": [
            {
                "result": "second",
                "decided": "2025-01-20",
                "due": None,
                "link": None,
                "came_round": None,
                "first": {
                    "claim": "c",
                    "position": "c/a",
                    "stance": "asserts",
                    "said": "2024-09-14",
                    "checks": [check | {"state": "wrong"}],
                },
                "second": {
                    "claim": "c",
                    "position": "c/b",
                    "stance": "disagrees",
                    "said": "2024-09-14",
                    "checks": [check | {"state": "right"}],
                },
            }
        ],
        "inferred": [],
        "totals": NONE | {"second": 1},
        "inferred_totals": dict.fromkeys(disputes.INFERRED, 0),
        "too_few": True,
        "agreements": 0,
        "partial": 0,
        "afterwards": 0,
        "unchecked": [],
    }


@pytest.mark.parametrize(
    ("stances", "outcome", "result"),
    [
        (("asserts", "disagrees"), "right", "first"),
        (("asserts", "disagrees"), "wrong", "second"),
        (("disagrees", "asserts"), "right", "second"),
        (("disagrees", "agrees"), "wrong", "first"),
        (("asserts", "disagrees"), "partly", "partly"),
        (("asserts", "disagrees"), "unclear", "unclear"),
        (("asserts", "disagrees"), "void", "unclear"),
    ],
)
def test_who_asserts_is_right_when_it_comes_true_and_who_denies_when_it_does_not(
    compared, stances, outcome, result
):
    found = compared(
        claim("c", ("a", stances[0]), ("b", stances[1])),
        predictions=[reading("p", "c", (outcome, "2025"))],
    )
    assert found["totals"] == NONE | {result: 1}


def test_a_claim_of_fact_is_decided_by_its_own_check(compared):
    fact = {**FOUGHT, "kind": "fact", "resolutions": [{"outcome": "right", "decided": "2025"}]}
    (found,) = compared(fact)["recorded"]
    assert (found["result"], found["decided"]) == ("first", "2025")
    assert found["first"]["checks"] == [
        {
            "prediction": None,
            "state": "right",
            "decided": "2025",
            "due": None,
            "forecast": None,
        }
    ]


@pytest.mark.parametrize(
    ("outcomes", "result", "decided", "due"),
    [
        (["right", "right", "wrong"], "mixed", None, None),
        (["right", "right", None], "first", "2025-01-01", "2027-03"),
        (["wrong", None, None], "second", "2025-01-01", "2027-02"),
        (["right", "unclear", "void"], "first", "2025-01-01", None),
        (["right", "partly", None], "mixed", None, "2027-03"),
        (["unclear", None, "void"], "open", None, "2027-02"),
        ([None, None, None], "open", None, "2027-01"),
        (["unclear", "void", "void"], "unclear", None, None),
    ],
)
def test_of_several_readings_those_that_are_decided_say_who_is_right(
    compared, outcomes, result, decided, due
):
    readings = [
        reading(
            f"p{number}",
            "c",
            *([(outcome, f"2025-0{number}-01")] if outcome else []),
            due=f"2027-0{number}",
        )
        for number, outcome in enumerate(outcomes, 1)
    ]
    (found,) = compared(FOUGHT, predictions=readings)["recorded"]
    assert (found["result"], found["decided"], found["due"]) == (result, decided, due)


def test_what_is_past_its_day_and_not_decided_is_overdue(compared):
    (found,) = compared(FOUGHT, predictions=[reading("p", "c")])["recorded"]
    assert found["first"]["checks"][0]["state"] == "overdue"
    assert found["result"] == "open"


def test_agreements_and_what_cannot_be_checked_are_counted(compared):
    found = compared(
        claim("agreed", ("a", "asserts"), ("b", "agrees")),
        claim("denied", ("a", "disagrees"), ("b", "disagrees")),
        claim("half", ("a", "asserts"), ("b", "partly")),
        claim("asked", ("a", "asserts"), ("b", "asks")),
        claim("opinion", ("a", "asserts"), ("b", "disagrees")),
        claim("alone", ("a", "asserts")),
        claim("others", ("c", "asserts"), ("d", "disagrees")),
    )
    assert (found["agreements"], found["partial"]) == (2, 1)
    assert (found["unchecked"], found["recorded"]) == (["opinion"], [])


def test_below_three_decided_ones_it_says_that_they_are_too_few(compared):
    claims = [claim(f"c{n}", ("a", "asserts"), ("b", "disagrees")) for n in range(4)]
    outcomes = ["right", "partly", "void"]
    readings = [reading(f"p{n}", f"c{n}", (one, "2025")) for n, one in enumerate(outcomes)]
    assert compared(*claims, predictions=readings)["too_few"] is True
    third = [reading("p3", "c3", ("wrong", "2025"))]
    assert compared(predictions=third)["too_few"] is False


def test_only_claims_that_are_meant_count(compared):
    one, other = (claim(key, ("a", "asserts"), ("b", "disagrees")) for key in ("c", "d"))
    found = compared(one, other, predictions=[reading("p", "c"), reading("q", "d")], among=["d"])
    assert [each["first"]["claim"] for each in found["recorded"]] == ["d"]


@pytest.mark.parametrize(
    ("mine", "theirs", "result"),
    [
        ("right", "wrong", "first"),
        ("wrong", "right", "second"),
        ("right", "right", "both"),
        ("wrong", "wrong", "neither"),
        ("right", "partly", "partly"),
        ("wrong", None, "open"),
        ("unclear", "void", "unclear"),
        ("wrong", "void", "unclear"),
        # Nothing tells of the other claim, but that its opposite came true.
        ("right", "void", "first"),
        ("void", "right", "second"),
    ],
)
def test_of_claims_that_oppose_each_other_each_is_judged_by_its_own(compared, mine, theirs, result):
    found = compared(
        claim("c", ("a", "asserts")),
        claim("d", ("b", "asserts")),
        links=[link("c", "opposes", "d")],
        predictions=[
            reading("p", "c", *([(mine, "2025")] if mine else [])),
            reading("q", "d", *([(theirs, "2025")] if theirs else [])),
        ],
    )
    (dispute,) = found["inferred"]
    assert (dispute["result"], dispute["link"]) == (result, "opposes")
    assert found["inferred_totals"] == dict.fromkeys(disputes.INFERRED, 0) | {result: 1}
    assert (found["recorded"], found["totals"]) == ([], NONE)


def test_claims_that_restate_each_other_make_opponents_of_who_holds_one_and_who_denies_one(
    compared,
):
    found = compared(
        claim("c", ("a", "asserts")),
        claim("d", ("b", "disagrees")),
        links=[link("d", "restates", "c")],
        predictions=[reading("p", "c", ("wrong", "2025")), reading("q", "d", ("wrong", "2025"))],
    )
    (dispute,) = found["inferred"]
    assert (dispute["result"], dispute["link"], dispute["decided"]) == (
        "second",
        "restates",
        "2025",
    )
    assert [dispute[side]["claim"] for side in ("first", "second")] == ["c", "d"]


def test_opposing_claims_that_neither_can_be_checked_are_passed_over(compared):
    found = compared(
        claim("c", ("a", "asserts")),
        claim("d", ("b", "asserts")),
        links=[link("c", "opposes", "d")],
    )
    assert found["inferred"] == []


def test_nobody_is_compared_with_themselves_or_with_a_stranger(session):
    take_in(session, claims=[FOUGHT])
    with pytest.raises(Invalid, match=r"^Both are A\. Name two speakers\.$"):
        head_to_head.compare(session, "a", "A", today=TODAY)
    with pytest.raises(NotFound, match=r"^There is no speaker 'zz'\."):
        head_to_head.compare(session, "a", "zz", today=TODAY)


keys = st.sampled_from(["c1", "c2", "c3"])
said = st.dictionaries(st.sampled_from("abc"), st.sampled_from(list(Stance)), max_size=3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(dict.fromkeys(("c1", "c2", "c3"), said)),
    st.lists(
        st.tuples(keys, st.sampled_from(["opposes", "restates"]), keys).filter(
            lambda found: found[0] != found[2]
        ),
        max_size=4,
        unique=True,
    ),
)
def test_it_counts_what_the_map_counts(words, taken, links):
    with words.transaction("a try") as session:
        take_in(
            session,
            claims=[claim("z", ("a", "asks"), ("b", "asks"))]
            + [claim(key, *found.items()) for key, found in taken.items()],
            links=[link(*one) for one in links],
            predictions=[reading(f"p-{key}", key) for key in taken],
        )
        found = head_to_head.compare(session, "a", "b", today=TODAY)
        number = numbers(session, Speaker)
        pair = pairs(session).get((number["a"], number["b"]))
        session.rollback()
    counts = (found.agreements, found.partial, len(found.recorded), len(found.inferred))
    assert counts == (
        (pair.agreements, pair.partial, pair.disagreements, pair.inferred_disagreements)
        if pair
        else (0, 0, 0, 0)
    )


@pytest.fixture
def words():
    opened = database.create(":memory:")
    yield opened
    opened.close()


def test_how_many_claims_there_are_changes_nothing_in_how_often_the_notebook_is_asked(
    session, asked
):
    claims = [claim(f"c{n}", ("a", "asserts"), ("b", "disagrees")) for n in range(60)]
    given = [("a", 0.9), ("b", 0.1)]
    predictions = [reading(f"p{n}", f"c{n}", forecasts=given) for n in range(60)]
    take_in(session, claims=claims, predictions=predictions)
    ids = [find.claim(session, f"c{n}").id for n in range(60)]
    few = asked(lambda: head_to_head.compare(session, "a", "b", ids[:2], today=TODAY))
    many = asked(lambda: head_to_head.compare(session, "a", "b", ids, today=TODAY))
    assert few == many
