"""What is disputed: recorded before inferred, by the sides that stand."""

from kg.domain.agreeing.disputes import Dispute, dispute


def test_a_claim_is_disputed_where_somebody_holds_it_and_somebody_else_denies_it():
    stances = {
        "both": {"a": "asserts", "b": "disagrees", "c": "partly", "d": "asks"},
        "denied": {"a": "disagrees", "b": "disagrees"},
        "held": {"a": "asserts", "b": "agrees"},
        "half": {"a": "partly", "b": "disagrees"},
    }
    found = {claim: dispute(claim, stances) for claim in [*stances, "silent"]}
    assert found == {
        "both": Dispute(1, 1, 0),
        "denied": Dispute(0, 2, 0),
        "held": Dispute(2, 0, 0),
        "half": Dispute(0, 1, 0),
        "silent": Dispute(0, 0, 0),
    }
    assert [claim for claim, one in found.items() if one] == ["both"]


def test_who_is_silent_denies_it_by_inference_through_what_opposes_or_restates_it():
    stances = {
        "here": {"a": "asserts", "b": "agrees", "asking": "asks"},
        "opposite": {"b": "asserts", "c": "asserts", "d": "disagrees", "asking": "agrees"},
        "again": {"c": "disagrees", "e": "disagrees", "f": "asserts"},
        "beside": {"g": "disagrees"},
    }
    linked = [("opposes", "opposite"), ("restates", "again"), ("supports", "beside")]
    found = dispute("here", stances, linked)
    assert found == Dispute(holding=2, denying=0, inferred=2)
    assert found
    assert not found.recorded


def test_what_nobody_holds_is_not_disputed_by_inference():
    stances = {"here": {"a": "disagrees"}, "opposite": {"c": "asserts"}}
    assert not dispute("here", stances, [("opposes", "opposite")])


def test_recorded_comes_before_inferred_and_most_against_most_others_before_few():
    order = [
        Dispute(2, 2, 0),
        Dispute(3, 1, 0),
        Dispute(1, 1, 3),
        Dispute(1, 1, 0),
        Dispute(3, 0, 3),
        Dispute(1, 0, 2),
        Dispute(9, 0, 0),
    ]
    assert sorted(set(order), key=lambda one: one.order, reverse=True) == order
