"""The little that a listing shows: kg.notebook.showing.outlines."""

from datetime import date

from kg.notebook import claims, positions, predictions, speakers
from kg.notebook.showing import outlines

TODAY = date(2026, 11, 23)


def test_two_can_assert_one_claim_and_each_is_named_once(session):
    row = claims.add(session, "Prices fall", today=TODAY, speaker="Ada")
    positions.take(session, row, "Bob", "asserts", today=TODAY)
    positions.take(session, row, "Ada", "asserts", today=TODAY, said="2020")
    positions.take(session, row, "Carl", "agrees", today=TODAY)
    (outline,) = outlines.claims(session, [row.id], TODAY)
    assert outline == (row.id, ["Ada", "Bob"], "Prices fall", None)


def test_names_and_statements_are_in_the_language_that_is_asked_for(session):
    speakers.add(session, {"en": "Yan Shuicheng", "zh": "颜水成"})
    row = claims.add(session, {"en": "Years", "zh": "数年"}, today=TODAY, speaker="颜水成")
    assert outlines.claims(session, [row.id], TODAY, "zh")[0][1:3] == (["颜水成"], "数年")
    assert outlines.claims(session, [row.id], TODAY, "fr")[0][1:3] == (["Yan Shuicheng"], "Years")


def test_a_prediction_is_of_its_forecasters_and_then_of_who_asserts_its_claims(session):
    asserted = claims.add(session, "Prices fall", today=TODAY, speaker="Ada")
    question = claims.add(session, "Wages rise", today=TODAY)
    first = predictions.predict(session, [asserted, question])
    second = predictions.predict(session, [question])
    third = predictions.predict(session, [question])
    for row in (first, second):
        predictions.forecast(session, row, "Bob", 0.6, today=TODAY)
    assert outlines.predicting(session, [first.id, second.id, third.id]) == {
        first.id: ["Bob", "Ada"],
        second.id: ["Bob"],
    }
