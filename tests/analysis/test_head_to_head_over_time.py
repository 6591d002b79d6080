"""Two speakers head to head: what counts of what was said and decided one after the other."""

import pytest

from tests.analysis.duel import FOUGHT, NONE, reading
from tests.graph.notes import claim


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
