"""Two speakers head to head by their forecasts, counted by hand."""

import pytest

from tests.analysis.duel import FOUGHT, NONE, forecast, reading
from tests.graph.notes import claim

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
