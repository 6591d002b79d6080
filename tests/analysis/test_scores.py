"""What is scored and what is not, and the figures that come of it."""

import csv
from datetime import date

import pytest

from kg.analysis.questions import Of
from kg.analysis.scores import ALL, By, cards, first, scores
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.vocabulary import Stance
from kg.notebook import claims, links, positions, predictions, resolutions

TODAY = date(2026, 11, 23)


class Book:
    """A notebook that is filled and scored in a few words."""

    def __init__(self, session):
        self.session = session
        self.said = 0

    def claim(self, speaker="Ada", said="2024", **more):
        self.said += 1
        words = f"Something comes, number {self.said}"
        return claims.add(self.session, words, speaker=speaker, said=said, today=TODAY, **more)

    def take(self, claim, speaker, stance, said="2024"):
        positions.take(self.session, claim.id, speaker, Stance(stance), said=said, today=TODAY)

    def predict(self, *read, due="2025", **more):
        return predictions.predict(self.session, [one.id for one in read], due=due, **more)

    def forecast(self, prediction, speaker, probability, made="2024", **more):
        predictions.forecast(
            self.session, prediction.id, speaker, probability, made=made, today=TODAY, **more
        )

    def resolve(self, what, outcome, on="2026-10", **more):
        target = what.id if what.__tablename__ == "prediction" else what
        return resolutions.resolve(self.session, target, outcome, on=on, today=TODAY, **more)

    def decided(self, probability, outcome, speaker="Ada", **more):
        """A prediction of its own, forecast and decided."""
        reading = self.predict(self.claim(speaker, **more))
        self.forecast(reading, speaker, probability)
        self.resolve(reading, outcome)
        return reading

    def scores(self, selection=None, **more):
        self.session.flush()
        return scores(self.session, selection or Selection(), TODAY, **more)

    def cards(self, **more):
        return cards(self.session, self.scores(**more))

    def all(self, of="stated", **more):
        """The card of all together, for one sort of questions."""
        (card,) = [one for one in self.cards(**more) if one["by"] is None and one["of"] == of]
        return card


@pytest.fixture
def book(session):
    return Book(session)


def of_speakers(found, *fields):
    return {
        (one["names"]["en"], one["of"]): tuple(one[field] for field in fields)
        for one in found
        if one["names"]
    }


def test_nothing_has_no_scores(book):
    book.claim()
    assert book.scores() == []


def test_each_question_is_in_one_state(book):
    for outcome in ("right", "wrong", "unclear", "void"):
        book.decided(0.8, outcome)
    for due in ("2025", "2027", None):
        book.forecast(book.predict(book.claim(), due=due), "Ada", 0.7)
    late = book.decided(0.9, "right")
    late.forecasts[0].made = PartialDate("2026-02")
    unread = book.predict(book.claim())
    book.forecast(unread, "Ada", None, words="maybe")
    unread.forecasts[0].basis = "stated"
    book.resolve(unread, "right")
    found = book.all()
    states = ("scored", "overdue", "open", "vague", "unclear", "void", "late", "unread")
    assert {state: found[state] for state in states} == {
        "scored": 2,
        **dict.fromkeys(states[1:], 1),
    }
    assert found["made"] == 9
    assert (found["hits"], found["rate"]) == (1.0, 0.5)


def test_a_forecast_of_a_month_that_ends_after_the_verdict_is_not_late_for_that(book):
    reading = book.predict(book.claim(said="2024-09-01"))
    book.forecast(reading, "Ada", 0.8, made="2024-09")
    book.resolve(reading, "right", on="2024-09-20")
    assert book.all()["scored"] == 1


def test_what_came_partly_counts_as_its_fraction_and_without_one_as_half(book):
    book.decided(0.9, "right")
    reading = book.predict(book.claim())
    book.forecast(reading, "Ada", 0.9)
    book.resolve(reading, "partly", fraction=0.25)
    book.decided(0.9, "partly")
    found = book.all()
    assert (found["hits"], found["halved"]) == (1.75, 1)


def test_the_latest_verdict_counts_unless_it_is_withdrawn(book):
    reading = book.decided(0.9, "wrong")
    later = book.resolve(reading, "right", on="2026-10", note="corrected")
    assert book.all()["hits"] == 1
    resolutions.withdraw(book.session, later.id, today=TODAY)
    assert book.all()["hits"] == 0


class TestStances:
    def test_who_asserts_and_gives_no_forecast_has_the_implied_one(self, book):
        reading = book.predict(book.claim("Ada"))
        book.resolve(reading, "right")
        assert of_speakers(book.cards(), "hits") == {("Ada", "implied"): (1.0,)}

    def test_who_disagrees_with_what_came_true_is_scored_for_that(self, book):
        claim = book.claim("Ada")
        book.take(claim, "Bo", "disagrees")
        book.take(claim, "Cy", "partly")
        book.take(claim, "Di", "asks")
        book.resolve(book.predict(claim), "right")
        found = of_speakers(book.cards(), "hits", "scored")
        assert found == {
            ("Ada", "implied"): (1.0, 1),
            ("Bo", "implied"): (0.0, 1),
            ("Cy", "implied"): (0.5, 1),
        }

    def test_who_gave_a_forecast_has_no_implied_one_beside_it(self, book):
        claim = book.claim("Ada")
        reading = book.predict(claim)
        book.forecast(reading, "Ada", 0.1)
        book.take(claim, "Bo", "agrees")
        book.resolve(reading, "right")
        assert of_speakers(book.cards(), "hits") == {
            ("Ada", "stated"): (0.0,),
            ("Bo", "implied"): (1.0,),
        }

    def test_words_without_a_number_are_no_reason_to_imply_one(self, book):
        reading = book.predict(book.claim("Ada"))
        book.forecast(reading, "Ada", None, words="大概率")
        book.resolve(reading, "right")
        assert of_speakers(book.cards(), "unread") == {("Ada", "verbal"): (1,)}

    def test_what_is_said_of_opposing_claims_does_not_count(self, book):
        claim, other = book.claim("Ada"), book.claim("Bo")
        links.draw(book.session, other.id, "opposes", claim.id, by=None)
        book.resolve(book.predict(claim), "right")
        assert of_speakers(book.cards(), "hits") == {("Ada", "implied"): (1.0,)}

    def test_the_first_stance_counts_and_the_later_one_by_its_days(self, book):
        for _ in range(20):
            claim = book.claim("Ada", said="2024-01-01")
            book.take(claim, "Ada", "disagrees", said="2024-12-31")
            book.resolve(book.predict(claim, due="2024-12-31"), "right", on="2025-06")
        found = book.all("implied")
        assert found["hits"] == 20
        assert found["brier"]["middle"] == pytest.approx(0.04)
        assert found["brier_over_time"] == pytest.approx((365 * 0.04 + 0.64) / 366, abs=1e-6)


class TestFacts:
    def test_those_who_held_and_those_who_denied_are_told_apart(self, book):
        claim = book.claim("Ada", kind="fact")
        book.take(claim, "Bo", "disagrees")
        book.take(claim, "Cy", "partly")
        book.take(claim, "Di", "agrees")
        book.resolve(claim, "right")
        assert of_speakers(book.cards(), "hits") == {
            ("Ada", "facts held"): (1.0,),
            ("Di", "facts held"): (1.0,),
            ("Bo", "facts denied"): (0.0,),
        }

    def test_no_score_of_probabilities_is_shown_for_them(self, book):
        for _ in range(50):
            book.resolve(book.claim("Ada", kind="fact"), "right")
        found = book.all("facts held")
        assert (found["rate"], found["brier"], found["brier_parts"]) == (1.0, None, None)


class TestSeveralReadings:
    def test_they_count_as_several_and_it_is_said(self, book):
        claim = book.claim("Ada")
        for due in ("2025-06", "2025-12"):
            reading = book.predict(claim, due=due)
            book.forecast(reading, "Ada", 0.8)
            book.resolve(reading, "right")
        book.decided(0.8, "right")
        found = book.all()
        assert (found["scored"], found["predictions"], found["dependent"]) == (3, 3, 2)

    def test_several_speakers_on_one_prediction_are_one_prediction(self, book):
        reading = book.decided(0.8, "right")
        book.forecast(reading, "Bo", 0.6)
        found = book.all()
        assert (found["scored"], found["predictions"], found["dependent"]) == (2, 1, 0)


class TestGroups:
    def test_by_concept_a_claim_about_two_counts_for_both(self, book):
        book.decided(0.8, "right", about=["o1", "chips"])
        book.decided(0.8, "wrong", about=["o1"])
        book.decided(0.8, "right")
        found = {
            one.group.by and (one.group.key is not None, one.made): one.hits.hits
            for one in book.scores(by=By.CONCEPT)
        }
        assert found == {(True, 2): 1, (True, 1): 1, (False, 1): 1, None: 2}

    def test_by_source_it_is_where_the_speaker_spoke_of_it(self, book):
        book.decided(0.8, "right", source="Talk")
        book.decided(0.8, "right")
        found = book.cards(by=By.SOURCE)
        assert [(one["by"], one["names"], one["made"]) for one in found] == [
            ("source", {"en": "Talk"}, 1),
            ("source", None, 1),
            (None, None, 2),
        ]

    def test_by_year_it_is_when_it_was_first_said(self, book):
        reading = book.decided(0.8, "right")
        book.forecast(reading, "Ada", 0.9, made="2025-02")
        found = book.cards(by=By.YEAR)
        assert [(one["year"], one["scored"]) for one in found] == [("2024", 1), (None, 1)]

    def test_those_with_most_scored_come_first_and_a_limit_keeps_all_together(self, book):
        book.decided(0.8, "right", "Bo")
        for _ in range(2):
            book.decided(0.8, "right", "Ada")
        found = book.scores()
        assert [one.counts.total() for one in found] == [2, 1, 3]
        assert [one.group == ALL for one in first(found, 1)] == [False, True]


class TestSelections:
    def test_of_the_speakers_named_only_these_are_scored(self, book):
        reading = book.decided(0.8, "right", "Ada")
        book.forecast(reading, "Bo", 0.6)
        assert book.all(selection=Selection(speakers=("Bo",)))["made"] == 1

    def test_a_forecaster_who_never_spoke_of_the_claim_is_found(self, book):
        reading = book.decided(0.8, "right", "Ada", about=["o1"])
        book.forecast(reading, "Bo", 0.6)
        found = book.cards(selection=Selection(speakers=("Bo",), concepts=("o1",)))
        assert of_speakers(found, "hits") == {("Bo", "stated"): (1.0,)}

    def test_bases_are_left_out_that_are_not_asked_for(self, book):
        book.decided(0.8, "right")
        book.resolve(book.predict(book.claim("Bo")), "right")
        assert {one.of for one in book.scores(bases=[Of.IMPLIED])} == {Of.IMPLIED}


class TestEarlierDays:
    """As everything stood on a day."""

    def scored(self, book, day):
        found = book.cards(as_of=date.fromisoformat(day))
        return [
            (one["of"], one["scored"], one["open"], one["overdue"], one["hits"])
            for one in found
            if one["by"] is None
        ]

    def test_only_what_was_said_and_decided_by_then_counts(self, book):
        reading = book.predict(book.claim(said="2024-03-05"), due="2025-06")
        book.forecast(reading, "Ada", 0.8, made="2024-09-14")
        book.resolve(reading, "right", on="2025-07-01")
        assert self.scored(book, "2024-03-04") == []
        # Until the forecast was made the stance stands for it.
        assert self.scored(book, "2024-03-05") == [("implied", 0, 1, 0, None)]
        assert self.scored(book, "2024-09-14") == [("stated", 0, 1, 0, None)]
        assert self.scored(book, "2025-06-30") == [("stated", 0, 1, 0, None)]
        assert self.scored(book, "2025-07-01") == [("stated", 1, 0, 0, 1.0)]

    def test_a_partial_date_counts_from_its_last_day(self, book):
        reading = book.predict(book.claim(said="2024-03"), due="2024-06")
        book.resolve(reading, "right", on="2025")
        assert self.scored(book, "2024-03-30") == []
        assert self.scored(book, "2024-03-31") == [("implied", 0, 1, 0, None)]
        assert self.scored(book, "2025-12-30") == [("implied", 0, 0, 1, None)]
        assert self.scored(book, "2025-12-31") == [("implied", 1, 0, 0, 1.0)]

    def test_what_was_withdrawn_later_still_counts_then(self, book):
        reading = book.decided(0.8, "wrong", said="2024-01-01")
        verdict = reading.resolutions[0]
        verdict.decided, verdict.withdrawn = PartialDate("2026-01-05"), PartialDate("2026-02-01")
        assert self.scored(book, "2026-01-31") == [("stated", 1, 0, 0, 0.0)]
        assert self.scored(book, "2026-02-01") == [("stated", 0, 0, 1, None)]

    def test_of_two_verdicts_the_one_that_counted_then_does(self, book):
        reading = book.decided(0.8, "wrong", said="2024-01-01")
        reading.resolutions[0].decided = PartialDate("2026-01-05")
        book.resolve(reading, "right", on="2026-02-01", note="corrected")
        assert self.scored(book, "2026-01-31") == [("stated", 1, 0, 0, 0.0)]
        assert self.scored(book, "2026-02-01") == [("stated", 1, 0, 0, 1.0)]

    def test_what_bears_no_date_cannot_be_known_to_be_older(self, book):
        claim = book.claim(said="2024-03-05")
        claim.positions[0].said = None
        book.predict(claim)
        assert self.scored(book, "2026-01-31") == []


class TestVagueWords:
    @pytest.mark.parametrize(
        ("words", "vague"),
        [
            (None, 0),
            ("within 18 months", 0),
            ("2027年底前", 0),
            ("in a few years", 1),
            ("以年为单位", 1),
            # What is not understood is not called vague.
            ("when pigs fly", 0),
        ],
    )
    @pytest.mark.parametrize("due", [None, "2030"])
    def test_they_are_counted_with_a_due_date_or_without(self, book, words, vague, due):
        reading = book.predict(book.claim(said="2024-09-14"), due=due)
        reading.horizon = words
        book.session.flush()
        assert book.all("implied")["vague_words"] == vague

    def test_each_speaker_is_counted_whether_it_is_decided_or_not(self, book):
        reading = book.predict(book.claim(said="2024-09-14"))
        reading.horizon = "in a few years"
        book.forecast(reading, "Bo", 0.7)
        book.resolve(reading, "right")
        book.predict(book.claim(said="2024-09-14")).horizon = "in a few years"
        book.session.flush()
        found = scores(book.session, Selection(), TODAY)
        told = [(one.of.value, one.made, one.vague_words) for one in found if one.group == ALL]
        assert told == [("stated", 1, 1), ("implied", 2, 2)]


class TestFigures:
    def test_scores_come_from_20_and_parts_from_50_on(self, book):
        shown = []
        for number in range(50):
            book.decided(0.8 if number % 4 else 0.3, "right" if number % 2 else "wrong")
            if number + 1 in (19, 20, 49, 50):
                found = book.all()
                names = ("hits", "brier", "log", "skill", "log_skill")
                names += ("brier_parts", "log_parts", "murphy")
                shown.append(sum(found[name] is not None for name in names))
        assert shown == [1, 5, 5, 8]

    def test_each_range_is_scored_at_its_ends(self, book):
        for _ in range(20):
            reading = book.predict(book.claim())
            book.forecast(reading, "Ada", 0.7, low=0.5, high=0.9)
            book.resolve(reading, "right")
        found = book.all()
        assert found["brier"] == {"low": 0.25, "middle": 0.09, "high": 0.01}
        # Everything came out alike, so that the base rate is perfect.
        assert (found["base_rate"], found["skill"], found["log_skill"]) == (1.0, None, None)

    def test_what_is_first_uttered_is_the_headline(self, book):
        for _ in range(20):
            reading = book.predict(book.claim(), due="2024-04-09")
            book.forecast(reading, "Ada", 0.9, made="2024-03-31")
            book.forecast(reading, "Ada", 0.5, made="2024-01-01")
            book.resolve(reading, "right")
        found = book.all()
        assert found["brier"]["middle"] == 0.25
        assert found["brier_over_time"] == pytest.approx((90 * 0.25 + 10 * 0.01) / 100)


def test_the_published_score_of_a_season_comes_out(kg, home, samples):
    """FiveThirtyEight on the NFL games of 2019: 267 forecasts, Brier score .219."""
    kg("init")
    with (samples / "forecasts" / "nfl_games.csv").open(encoding="utf-8") as file:
        season = [game for game in csv.DictReader(file) if game["season"] == "2019"]
    (home / "season.yaml").write_text(as_records(season), "utf-8")
    kg("import", home / "season.yaml")
    (site, every) = kg("score", "--json").json
    assert (site["names"], site["of"]) == ({"en": "FiveThirtyEight"}, "stated")
    assert (site["made"], site["scored"], site["predictions"]) == (267, 267, 267)
    assert round(site["brier"]["middle"], 3) == 0.219
    assert every["brier"] == site["brier"]
    assert "Brier       0.219 as first uttered" in kg("score").output


def as_records(games):
    claims_, predictions_ = [], []
    for number, game in enumerate(games):
        outcome = {"1": "right", "0": "wrong"}.get(game["prob1_outcome"].removesuffix(".0"))
        verdict = f"outcome: {outcome or 'partly'}" + ", fraction: 0.5" * (outcome is None)
        claims_.append(
            f"  - {{id: game-{number}, kind: prediction, "
            f"statement: {{en: '{game['team1']} beats {game['team2']} on {game['date']}'}}}}"
        )
        predictions_.append(
            f"  - id: win-{number}\n"
            f"    claims: [game-{number}]\n"
            f"    due: {game['date']}\n"
            f"    forecasts: [{{speaker: site, made: {game['date']}, basis: stated, "
            f"probability: {game['prob1']}}}]\n"
            f"    resolutions: [{{{verdict}, decided: {game['date']}}}]"
        )
    return "\n".join(
        [
            "speakers: [{id: site, kind: organisation, names: {en: FiveThirtyEight}}]",
            "claims:",
            *claims_,
            "predictions:",
            *predictions_,
            "",
        ]
    )
