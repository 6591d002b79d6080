import math
from datetime import date

import pytest

from kg.notebook import claims, positions, predictions, speakers
from kg.notebook.finding import find
from kg.notebook.showing.cards import prediction_cards
from kg.store.models import Forecast, Prediction
from tests.notebook.asking import TODAY, refusal


@pytest.fixture(autouse=True)
def two_claims(session):
    for uid, words in (("c1", "It takes years"), ("c2", "It takes months")):
        claims.add(session, words, today=TODAY, uid=uid)


def test_a_prediction_is_a_checkable_reading_of_claims(session):
    row = predictions.predict(
        session,
        ["c2", 1, "c2"],
        statement={"en": "By 2026 nobody catches up", "zh": "到 2026 年无人追上"},
        criteria="A public benchmark shows it",
        horizon="以年为\n单位",
        opens="2024-09-14",
        due="2026-9",
        tags=["pace"],
        note="vague",
        uid="p1",
    )
    assert prediction_cards(session, [row.id], TODAY) == [
        {
            "id": 1,
            "uid": "p1",
            "claims": ["c2", "c1"],
            "statement": {"en": "By 2026 nobody catches up", "zh": "到 2026 年无人追上"},
            "criteria": {"en": "A public benchmark shows it"},
            "horizon": "以年为 单位",
            "opens": "2024-09-14",
            "due": "2026-09",
            "tags": ["pace"],
            "note": {"en": "vague"},
            "snoozed": None,
            "vague": True,
            "state": "overdue",
            "forecasts": [],
            "resolutions": [],
        }
    ]


def test_a_prediction_without_words_of_its_own_is_named_after_its_claim(session):
    row = predictions.predict(session, [1])
    assert row.uid.startswith("it-takes-years-")
    assert row.statement is None


@pytest.mark.parametrize(
    ("read", "details", "message"),
    [
        ([], {}, "A prediction is a reading of a claim. Name at least one claim."),
        ([3], {}, "There is no claim '3'. See kg claim list."),
        (
            [1],
            {"due": "2024", "opens": "2025"},
            "It would be due 2024, before it opens 2025. Correct one.",
        ),
        (
            [1],
            {"due": "2024-09-13", "opens": "2024-09-14"},
            "It would be due 2024-09-13, before it opens 2024-09-14. Correct one.",
        ),
        ([1], {"due": "2024-13"}, None),
        ([1], {"statement": " "}, "The statement is empty. Write at least one word."),
        (
            [1],
            {"criteria": "x" * 10_001},
            "The criteria has 10,001 characters; 10,000 are allowed. Shorten it.",
        ),
        (
            [1],
            {"horizon": "x" * 1001},
            "The horizon has 1,001 characters; 1,000 are allowed. Shorten it.",
        ),
    ],
)
def test_what_cannot_be_a_prediction_is_refused(session, read, details, message):
    said = refusal(predictions.predict, session, read, **details)
    assert message is None or said == message
    assert session.query(Prediction).count() == 0


@pytest.mark.parametrize(
    ("opens", "due"),
    [
        ("2024-09-14", "2024"),
        ("2024-09-14", "2024-09"),
        ("2024", "2024-01-01"),
        ("2024-09", "2024-09"),
    ],
)
def test_a_window_may_close_within_what_is_known_of_its_opening(session, opens, due):
    row = predictions.predict(session, [1], opens=opens, due=due)
    assert (str(row.opens), str(row.due)) == (opens, due)


def test_what_is_given_is_changed_and_the_rest_kept(session):
    row = predictions.predict(
        session,
        [1],
        statement="years",
        criteria="c",
        opens="2024",
        due="2026",
        tags=["a"],
        note="n",
    )
    predictions.edit(session, 1, statement={"zh": "数年"}, criteria="标准", due="2027-01")
    assert row.statement == {"en": "years", "zh": "数年"}
    assert row.criteria == {"en": "c", "zh": "标准"}
    assert (str(row.opens), str(row.due), row.tags, row.note) == (
        "2024",
        "2027-01",
        ["a"],
        {"en": "n"},
    )
    predictions.edit(
        session,
        1,
        statement=None,
        criteria=None,
        opens=None,
        due=None,
        note=None,
        horizon=None,
        tags=[],
    )
    assert [row.statement, row.criteria, row.opens, row.due, row.note, row.horizon] == [None] * 6
    predictions.edit(session, 1, statement="again", horizon="soon")
    assert (row.statement, row.horizon, row.tags) == ({"en": "again"}, "soon", [])


def test_it_reads_other_claims_but_never_none(session):
    row = predictions.predict(session, [1])
    predictions.edit(session, 1, reads=["c2", 1, "c2"])
    assert [one.claim_id for one in row.readings] == [1, 2]
    predictions.edit(session, 1, not_reads=[1])
    assert [one.claim_id for one in row.readings] == [2]
    predictions.edit(session, 1, reads=[1], not_reads=[2])
    assert [one.claim_id for one in row.readings] == [1]


def test_an_edit_is_refused_with_its_reason(session):
    row = predictions.predict(session, [1], opens="2025", due="2026")
    assert refusal(predictions.edit, session, 1, due="2024") == (
        "It would be due 2024, before it opens 2025. Correct one."
    )
    assert refusal(predictions.edit, session, 1, opens="2027") == (
        "It would be due 2026, before it opens 2027. Correct one."
    )
    assert (str(row.opens), str(row.due)) == ("2025", "2026")
    assert refusal(predictions.edit, session, 7, due="2024") == (
        "There is no prediction 7. See kg prediction list."
    )
    assert refusal(predictions.edit, session, 1, not_reads=["c1"]) == (
        "A prediction must read at least one claim. Remove it instead."
    )


def test_a_prediction_goes_with_its_forecasts_and_verdicts(session):
    predictions.predict(session, [1])
    predictions.forecast(session, 1, "Ann", 0.5, today=TODAY)
    predictions.remove(session, 1)
    assert session.query(Forecast).count() == 0
    assert find.claim(session, 1).readings == []


class TestForecasts:
    @pytest.fixture(autouse=True)
    def prediction(self, session, two_claims):
        return predictions.predict(session, [1], due="2027", uid="p1")

    def card(self, session):
        (card,) = prediction_cards(session, [1], TODAY)
        return card["forecasts"][-1]

    @pytest.mark.parametrize(
        ("details", "kept"),
        [
            ({"probability": 0.6}, (0.6, 0.6, 0.6, None, "stated")),
            ({"probability": 0}, (0.0, 0.0, 0.0, None, "stated")),
            ({"probability": 0.6, "low": 0.5}, (0.5, 0.6, 0.6, None, "stated")),
            ({"probability": 0.6, "low": 0.5, "high": 0.9}, (0.5, 0.6, 0.9, None, "stated")),
            (
                {"probability": 0.6, "words": "very\nlikely"},
                (0.6, 0.6, 0.6, "very likely", "stated"),
            ),
            ({"words": "大概率"}, (None, None, None, "大概率", "verbal")),
            (
                {"probability": 0.6, "words": "likely", "basis": "verbal"},
                (0.6, 0.6, 0.6, "likely", "verbal"),
            ),
            ({"probability": 1, "basis": "implied"}, (1.0, 1.0, 1.0, None, "implied")),
        ],
    )
    def test_a_forecast_is_a_number_a_range_or_words(self, session, details, kept):
        row = predictions.forecast(session, "p1", "Ann", today=TODAY, uid="f1", note="n", **details)
        low, middle, high, words, basis = kept
        assert self.card(session) == {
            "id": 1,
            "uid": "f1",
            "speaker": row.speaker.uid,
            "made": "2026-11-23",
            "low": low,
            "middle": middle,
            "high": high,
            "words": words,
            "basis": basis,
            "scale": None,
            "note": {"en": "n"},
        }

    @pytest.mark.parametrize(
        ("details", "message"),
        [
            ({}, "A forecast needs a probability or words. Write 0.6, or give --words."),
            ({"words": ""}, "A forecast needs a probability or words. Write 0.6, or give --words."),
            ({"low": 0.5}, "A range needs its middle. Give the probability too."),
            (
                {"high": 0.5, "words": "likely"},
                "A range needs its middle. Give the probability too.",
            ),
            (
                {"probability": 1.7},
                "The probability 1.7 is not between 0 and 1. Write 1.7 % as 0.017.",
            ),
            (
                {"probability": math.nan},
                "The probability nan is not between 0 and 1. Write 60 % as 0.6.",
            ),
            (
                {"probability": 0.5, "low": -1},
                "The lower end -1 is not between 0 and 1. "
                "It is never less than 0: write 0.6 or 60%.",
            ),
            (
                {"probability": 0.5, "high": 90},
                "The upper end 90 is not between 0 and 1. Write 90 % as 0.9.",
            ),
            (
                {"probability": 0.5, "low": 0.6},
                "0.6, 0.5, 0.5 do not rise. Order them low, middle, high.",
            ),
            (
                {"probability": 0.5, "basis": "guess"},
                "'guess' is none of the words allowed here. Write stated, verbal, implied.",
            ),
        ],
    )
    def test_what_cannot_be_a_forecast_is_refused(self, session, details, message):
        assert refusal(predictions.forecast, session, 1, "Ann", today=TODAY, **details) == message

    def test_nobody_new_is_added_for_a_forecast_that_is_refused(self, session):
        refusal(predictions.forecast, session, 1, "Zoe", 1.7, today=TODAY)
        assert speakers.listed(session) == []

    @pytest.mark.parametrize(
        ("made", "speaker", "kept"),
        [("2024-9", "Ann", "2024-09"), (None, "Ann", "2023"), (None, "Bob", "2026-11-23")],
    )
    def test_it_was_made_when_one_says_else_when_its_maker_first_spoke_of_it(
        self, session, made, speaker, kept
    ):
        for said in ("2024", "2023", "2024-02"):
            positions.take(session, 1, "Ann", "agrees", today=TODAY, said=said)
        predictions.forecast(session, 1, speaker, 0.5, today=TODAY, made=made)
        assert self.card(session)["made"] == kept

    def test_another_one_is_of_today_unless_one_says_when(self, session):
        positions.take(session, 1, "Ann", "agrees", today=TODAY, said="2023")
        for made in (None, None, "2024"):
            predictions.forecast(session, 1, "Ann", 0.5, today=TODAY, made=made)
        kept = [str(one.made) for one in session.get(Prediction, 1).forecasts]
        assert kept == ["2023", "2026-11-23", "2024"]

    def test_none_is_made_on_a_day_to_come_though_its_maker_spoke_then(self, session):
        positions.take(session, 1, "Ann", "agrees", today=TODAY, said="2023")
        early = date(2022, 1, 1)
        assert refusal(predictions.forecast, session, 1, "Ann", 0.5, today=early) == (
            "2023 is still to come. Give the day on which it was made."
        )

    def test_what_is_given_is_changed_and_the_rest_kept(self, session):
        predictions.forecast(
            session, 1, "Ann", 0.5, low=0.4, high=0.6, words="maybe", note="n", today=TODAY
        )
        predictions.edit_forecast(session, 1, today=TODAY, made="2025", basis="implied")
        card = self.card(session)
        assert (card["low"], card["middle"], card["high"]) == (0.4, 0.5, 0.6)
        assert (card["made"], card["basis"], card["words"], card["note"]) == (
            *("2025", "implied", "maybe", {"en": "n"}),
        )
        predictions.edit_forecast(session, 1, today=TODAY, probability=0.7, words=None, note=None)
        card = self.card(session)
        assert (card["low"], card["middle"], card["high"]) == (0.7, 0.7, 0.7)
        assert [card["words"], card["note"]] == [None, None]
        assert refusal(predictions.edit_forecast, session, 1, today=TODAY, probability=None) == (
            "A forecast needs a probability or words. Write 0.6, or give --words."
        )
        assert refusal(predictions.edit_forecast, session, 1, today=TODAY, probability=2) == (
            "The probability 2 is not between 0 and 1. Write 2 % as 0.02."
        )
        assert refusal(predictions.edit_forecast, session, 1, today=TODAY, made="2026-11-24") == (
            "2026-11-24 is still to come. Give the day on which it was made."
        )
        predictions.edit_forecast(session, 1, today=TODAY, probability=None, words="likely")
        card = self.card(session)
        assert [card["low"], card["middle"], card["high"]] == [None, None, None]

    def test_a_forecast_can_be_removed(self, session):
        predictions.forecast(session, 1, "Ann", 0.5, today=TODAY, uid="f1")
        predictions.remove_forecast(session, "f1")
        assert refusal(predictions.remove_forecast, session, "f1") == (
            "There is no forecast f1. kg prediction show N shows the forecasts of prediction N."
        )
