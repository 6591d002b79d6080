"""Two speakers head to head: who was right, counted by hand."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.analysis import disputes, head_to_head
from kg.analysis.agreement import pairs
from kg.domain.vocabulary import Stance
from kg.errors import Invalid, NotFound
from kg.notebook.finding import find
from kg.store import database
from kg.store.models import Claim, Speaker
from tests.graph.notes import claim, link, numbers, take_in

TODAY = date(2026, 11, 23)
NONE = dict.fromkeys(disputes.RECORDED, 0)


def reading(key, of, *verdicts, due="2025-06", forecasts=()):
    """A prediction with its verdicts: an outcome, when it was decided and when withdrawn.

    Forecasts are given as speaker, probability and, where it is known, when they were made.
    """
    fields = ("outcome", "decided", "withdrawn")
    numbers = ("speaker", "probability", "made")
    return {
        "id": key,
        "claims": of.split(),
        "due": due,
        "forecasts": [
            {"id": f"{key}/{at}", "basis": "stated", **dict(zip(numbers, one, strict=False))}
            for at, one in enumerate(forecasts)
        ],
        "resolutions": [dict(zip(fields, one, strict=False)) for one in verdicts],
    }


@pytest.fixture
def compared(session):
    """Takes in claims, links and predictions; gives the comparison of a and b as JSON holds it."""

    def compare(*claims, links=(), predictions=(), among=None, as_of=None):
        take_in(session, claims=list(claims), links=list(links), predictions=list(predictions))
        number = numbers(session, Claim)
        chosen = None if among is None else [number[key] for key in among]
        day = as_of and date.fromisoformat(as_of)
        found = head_to_head.compare(session, "a", "b", chosen, today=TODAY, as_of=day)
        return head_to_head.card(found)

    return compare


FOUGHT = claim("c", ("a", "asserts", "2024-09-14"), ("b", "disagrees", "2024-09-14"))


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


def test_the_latest_verdict_that_is_not_withdrawn_counts(compared):
    verdicts = [("wrong", "2025-01"), ("right", "2025-03"), ("wrong", "2025-09", "2026-01-01")]
    found = compared(FOUGHT, predictions=[reading("p", "c", *verdicts)])
    assert found["totals"] == NONE | {"first": 1}


@pytest.mark.parametrize(
    ("as_of", "result"),
    [
        ("2024-09-13", None),
        ("2024-09-14", "open"),
        ("2025-01-30", "open"),
        ("2025-01-31", "second"),
        ("2025-03-31", "first"),
        # Withdrawn later, it still counted then.
        ("2025-12-31", "second"),
        ("2026-01-01", "first"),
    ],
)
def test_as_of_a_day_only_what_was_said_and_decided_by_then_counts(compared, as_of, result):
    verdicts = [("wrong", "2025-01"), ("right", "2025-03"), ("wrong", "2025-09", "2026-01-01")]
    found = compared(FOUGHT, predictions=[reading("p", "c", *verdicts)], as_of=as_of)
    assert [one["result"] for one in found["recorded"]] == ([result] if result else [])
    assert found["as_of"] == as_of


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        # Said after the verdict: hindsight.
        ("2025-01-21", {"recorded": 1, "agreements": 0}),
        # It may have been before: the last that it can mean is not what counts here.
        ("2025", {"recorded": 1, "agreements": 1}),
        ("2025-01-20", {"recorded": 1, "agreements": 1}),
    ],
)
def test_whoever_comes_round_after_the_verdict_was_wrong_all_the_same(compared, change, counted):
    found = compared(
        claim("c", ("a", "asserts", "2024"), ("b", "disagrees", "2024"), ("b", "agrees", change)),
        predictions=[reading("p", "c", ("right", "2025-01-20"))],
    )
    assert {"recorded": len(found["recorded"]), "agreements": found["agreements"]} == counted


@pytest.mark.parametrize(
    ("outcome", "decided", "states"),
    [
        ("wrong", "2025-09-14", ["wrong", "right"]),
        ("right", "2025-09-14", ["right", "wrong"]),
        ("partly", None, ["partly", "partly"]),
        (None, None, ["overdue", "overdue"]),
    ],
)
def test_who_came_round_before_the_verdict_had_disagreed_and_nobody_wins(
    compared, outcome, decided, states
):
    found = compared(
        claim(
            "c",
            ("a", "asserts", "2024-09-14"),
            ("b", "disagrees", "2024-09-14"),
            ("a", "disagrees", "2025-03-01"),
        ),
        predictions=[reading("p", "c", *([(outcome, "2025-09-14")] if outcome else []))],
    )
    assert (found["totals"], found["too_few"]) == (NONE | {"came round": 1}, True)
    assert (found["agreements"], found["afterwards"]) == (1, 0)
    (dispute,) = found["recorded"]
    assert (dispute["result"], dispute["decided"]) == ("came round", decided)
    sides = [dispute[side] for side in ("first", "second")]
    assert [(side["stance"], side["said"]) for side in sides] == [
        ("asserts", "2024-09-14"),
        ("disagrees", "2024-09-14"),
    ]
    assert [side["checks"][0]["state"] for side in sides] == states
    turned = dispute["came_round"]
    assert turned.pop("position").startswith("c/a")
    assert turned == {
        "speaker": "a",
        "stance": "disagrees",
        "said": "2025-03-01",
        "forecast": None,
    }


@pytest.mark.parametrize(
    ("stances", "result"),
    [
        # In part is no longer opposite.
        ([("a", "asserts", "2024"), ("b", "disagrees", "2024"), ("b", "partly", "2025")], "round"),
        # Each took the other's side: they stood opposite to the end.
        (
            [
                *(("a", "asserts", "2023"), ("b", "disagrees", "2023")),
                *(("a", "disagrees", "2024"), ("b", "asserts", "2025")),
            ],
            "second",
        ),
        # Back again before the verdict.
        (
            [
                *(("a", "asserts", "2023"), ("b", "disagrees", "2023")),
                *(("b", "agrees", "2024"), ("b", "disagrees", "2025")),
            ],
            "first",
        ),
        # Never opposite at one time: a had turned before b spoke.
        ([("a", "asserts", "2023"), ("a", "disagrees", "2024"), ("b", "disagrees", "2025")], None),
        # Nobody knows which came first.
        ([("a", "asserts", "2024"), ("b", "disagrees", "2024-09"), ("b", "agrees", "2024")], None),
        ([("a", "asserts", None), ("b", "disagrees", None), ("b", "agrees", None)], None),
    ],
)
def test_who_stood_opposite_when_is_what_counts(compared, stances, result):
    found = compared(claim("c", *stances), predictions=[reading("p", "c", ("right", "2026"))])
    said = {"round": "came round"}.get(result, result)
    assert [one["result"] for one in found["recorded"]] == ([said] if said else [])


def test_as_of_a_day_before_one_came_round_they_disagree(compared):
    found = compared(
        claim("c", ("a", "asserts", "2024"), ("b", "disagrees", "2024"), ("b", "agrees", "2025")),
        predictions=[reading("p", "c", ("right", "2026"))],
        as_of="2024-12-31",
    )
    assert (found["totals"], found["agreements"]) == (NONE | {"open": 1}, 0)


def test_readings_under_which_they_stood_apart_to_the_end_count_before_those_where_one_turned(
    compared,
):
    found = compared(
        claim("c", ("a", "asserts", "2024"), ("b", "disagrees", "2024"), ("b", "agrees", "2025")),
        predictions=[
            reading("early", "c", ("right", "2024-12-31")),
            reading("late", "c", ("wrong", "2026")),
        ],
    )
    (dispute,) = found["recorded"]
    assert (dispute["result"], dispute["came_round"]) == ("first", None)
    assert [check["prediction"] for check in dispute["first"]["checks"]] == ["early"]


def test_who_denies_only_once_it_is_decided_is_not_held_to_it(compared):
    found = compared(
        claim("c", ("a", "asserts", "2024"), ("b", "disagrees", "2026")),
        predictions=[reading("p", "c", ("right", "2025-01-20"))],
    )
    assert (found["recorded"], found["afterwards"]) == ([], 1)


def test_an_unclear_verdict_makes_no_hindsight(compared):
    found = compared(
        claim("c", ("a", "asserts", "2024"), ("b", "disagrees", "2026")),
        predictions=[reading("p", "c", ("unclear", "2025-01-20"))],
    )
    assert found["totals"] == NONE | {"unclear": 1}


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


def forecast(made, middle, basis="stated"):
    """A number for a prediction, as JSON holds it."""
    return {"basis": basis, "made": made, "low": middle, "middle": middle, "high": middle}


ASKED = claim("c", ("z", "asserts", "2024"), ("a", "asks"), ("b", "asks"))
OPPOSITE = [("a", 0.8, "2024-09-14"), ("b", 0.2, "2024-09-15")]


def test_opposite_numbers_for_one_prediction_are_a_disagreement(compared):
    prediction = reading("p", "c", ("wrong", "2025-01-20"), forecasts=OPPOSITE)
    found = compared(ASKED, predictions=[prediction])
    check = {"prediction": "p", "decided": "2025-01-20", "due": "2025-06"}
    side = {"claim": "c", "position": None, "stance": None}
    assert found["recorded"] == [
        {
            "result": "second",
            "decided": "2025-01-20",
            "due": None,
            "link": None,
            "came_round": None,
            "first": {
                **side,
                "said": "2024-09-14",
                "checks": [check | {"state": "wrong", "forecast": forecast("2024-09-14", 0.8)}],
            },
            "second": {
                **side,
                "said": "2024-09-15",
                "checks": [check | {"state": "right", "forecast": forecast("2024-09-15", 0.2)}],
            },
        }
    ]
    assert found["totals"] == NONE | {"second": 1}
    assert (found["agreements"], found["partial"], found["afterwards"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("forecasts", "result"),
    [
        # Both on one side of 50 %, or one on none.
        ([("a", 0.9, "2024"), ("b", 0.6, "2024")], None),
        ([("a", 0.9, "2024"), ("b", 0.5, "2024")], None),
        ([("a", 0.51, "2024"), ("b", 0.49, "2024")], "first"),
        # The latest before the verdict counts.
        ([("a", 0.9, "2023"), ("a", 0.2, "2024"), ("b", 0.8, "2024-06")], "second"),
        ([("a", 0.9, "2023"), ("b", 0.2, "2023"), ("b", 0.8, "2024")], "came round"),
        ([("a", 0.9, "2023"), ("b", 0.2, "2023"), ("b", 0.8, "2025-02-01")], "first"),
        # Half and half is no side, so nobody comes round to it.
        ([("a", 0.6, "2023"), ("b", 0.4, "2023"), ("b", 0.5, "2024")], "first"),
        # Past the due date it is late, as it is for scores.
        ([("a", 0.9, "2023"), ("b", 0.2, "2025-01-10")], None),
        ([("a", 0.9, "2023"), ("b", 0.2, "2025-01")], "first"),
        # Without a date only where no other has one.
        ([("a", 0.9), ("b", 0.2)], "first"),
        ([("a", 0.9), ("a", 0.1, "2024"), ("b", 0.2, "2024")], None),
    ],
)
def test_of_numbers_the_latest_that_was_not_late_counts(compared, forecasts, result):
    prediction = reading("p", "c", ("right", "2025-01-20"), due="2025-01-05", forecasts=forecasts)
    found = compared(ASKED, predictions=[prediction])
    assert [one["result"] for one in found["recorded"]] == ([result] if result else [])


def test_who_came_round_by_a_number_is_told_with_it(compared):
    prediction = reading("p", "c", forecasts=[*OPPOSITE, ("b", 0.7, "2024-10-01")])
    (found,) = compared(ASKED, predictions=[prediction])["recorded"]
    assert found["came_round"] == {
        "speaker": "b",
        "position": None,
        "stance": None,
        "said": "2024-10-01",
        "forecast": forecast("2024-10-01", 0.7),
    }


def test_a_number_for_a_reading_goes_before_the_stance_on_its_claim(compared):
    found = compared(
        claim("c", ("a", "asserts", "2024"), ("b", "asserts", "2024")),
        predictions=[
            reading("p", "c", ("wrong", "2025-01-20"), forecasts=[("a", 0.3, "2024-02")]),
            reading("q", "c", ("right", "2025-01-20")),
        ],
    )
    (dispute,) = found["recorded"]
    assert (dispute["result"], dispute["first"]["stance"]) == ("first", "asserts")
    assert [check["prediction"] for check in dispute["first"]["checks"]] == ["p"]
    assert [dispute[side]["checks"][0]["forecast"] for side in ("first", "second")] == [
        forecast("2024-02", 0.3),
        None,
    ]
    assert found["agreements"] == 0


def test_stance_and_number_on_one_claim_are_one_disagreement(compared):
    found = compared(
        FOUGHT, predictions=[reading("p", "c", ("wrong", "2025-01-20"), forecasts=OPPOSITE)]
    )
    assert found["totals"] == NONE | {"second": 1}


def test_readings_with_a_number_and_readings_without_are_weighed_together(compared):
    found = compared(
        FOUGHT,
        predictions=[
            reading("p", "c", ("wrong", "2025-01-20"), forecasts=[("a", 0.3, "2024")]),
            reading("q", "c", ("wrong", "2025-01-20")),
            reading("r", "c", ("wrong", "2025-01-20"), forecasts=OPPOSITE),
        ],
    )
    (dispute,) = found["recorded"]
    # On p both hold that it does not come.
    assert [check["prediction"] for check in dispute["first"]["checks"]] == ["q", "r"]
    assert (dispute["result"], dispute["first"]["stance"]) == ("second", "asserts")


@pytest.mark.parametrize(
    ("forecasts", "result"),
    [
        ([("b", 0.9, "2024-06-01")], "came round"),
        ([("a", 0.8, "2024-05"), ("b", 0.9, "2024-06-01")], "came round"),
        ([("b", 0.5, "2024-06-01")], "first"),
        ([("b", 0.1, "2024-06-01")], "first"),
        # Whoever says both on one day, or nobody knows when, means the number.
        ([("b", 0.9, "2024-01-02")], None),
        ([("b", 0.9, "2024")], None),
    ],
)
def test_a_later_number_does_not_erase_the_stance_before_it(compared, forecasts, result):
    found = compared(
        claim("c", ("a", "asserts", "2024-01-01"), ("b", "disagrees", "2024-01-02")),
        predictions=[reading("p", "c", ("right", "2025-01-20"), forecasts=forecasts)],
    )
    assert [one["result"] for one in found["recorded"]] == ([result] if result else [])
    assert found["totals"] == NONE | ({result: 1} if result else {})


@pytest.mark.parametrize(
    ("numbers", "counts"),
    [((0.8, 0.7), (1, 0, 0)), ((0.8, 0.5), (0, 1, 0)), ((None, 0.7), (1, 0, 0))],
)
def test_opposite_stances_whose_numbers_agree_are_no_disagreement(compared, numbers, counts):
    given = [(who, one, "2024-09-14") for who, one in zip("ab", numbers, strict=True) if one]
    found = compared(FOUGHT, predictions=[reading("p", "c", forecasts=given)])
    assert found["recorded"] == []
    assert (found["agreements"], found["partial"], found["afterwards"]) == counts


def test_a_number_against_a_denial_and_a_partial_agreement_of_one_day_is_no_disagreement(compared):
    found = compared(
        claim(
            "c",
            ("a", "asserts", "2024-09-13"),
            ("b", "disagrees", "2024-09-14"),
            ("b", "partly", "2024-09-14"),
        ),
        predictions=[reading("p", "c", forecasts=[("a", 0.65, "2024-09-13")])],
    )
    assert found["recorded"] == []
    assert (found["agreements"], found["partial"]) == (0, 1)


def test_of_a_stance_and_a_number_of_one_day_the_stance_came_first_whenever_written_down(compared):
    found = compared(
        claim(
            "c",
            ("a", "asserts", "2024-09-01"),
            ("b", "disagrees", "2024-09-01"),
            ("b", "partly", "2024-09-14"),
        ),
        predictions=[reading("p", "c", forecasts=[("a", 0.3, "2024-09-14")])],
    )
    (dispute,) = found["recorded"]
    assert (dispute["came_round"]["speaker"], dispute["came_round"]["stance"]) == ("b", "partly")


def test_a_prediction_that_reads_two_claims_is_one_disagreement_by_numbers(compared):
    prediction = reading("p", "d c", forecasts=OPPOSITE)
    asked = [claim(key, ("z", "asserts", "2024")) for key in ("c", "d")]
    speakers = claim("z", ("a", "asks"), ("b", "asks"))
    found = compared(speakers, *asked, predictions=[prediction])
    assert [one["first"]["claim"] for one in found["recorded"]] == ["d"]


def test_a_number_and_the_stance_of_somebody_who_gave_none_are_no_disagreement(compared):
    found = compared(
        claim("c", ("b", "disagrees", "2024")),
        claim("z", ("a", "asks")),
        predictions=[reading("p", "c", forecasts=[("a", 0.8, "2024")])],
    )
    assert found["recorded"] == []


def test_numbers_of_later_days_do_not_count_as_of_a_day(compared):
    found = compared(ASKED, predictions=[reading("p", "c", forecasts=OPPOSITE)], as_of="2024-09-14")
    assert found["recorded"] == []


def test_what_a_stance_was_read_as_is_no_number(compared):
    implied = reading("p", "c", forecasts=OPPOSITE)
    for one in implied["forecasts"]:
        one["basis"] = "implied"
    assert compared(ASKED, predictions=[implied])["recorded"] == []


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
