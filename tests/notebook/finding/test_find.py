from itertools import product

import pytest

from kg.errors import Ambiguous, NotFound
from kg.notebook import claims, concepts, links, predictions, resolutions, speakers
from kg.notebook.finding import find
from tests.notebook.asking import TODAY, refusal

HOSTILE = [
    "a\x00b",
    "\udcff",
    "\ud800",
    "'; DROP TABLE claim; --",
    "%",
    "_",
    "\\",
    "\u202eabc",
    "9" * 15,
    "9" * 5000,
    "-1",
    "1.0",
    "²",
    "１",
    "x" * 100_000,
    "👩‍👩‍👧" * 50,
    "",
    " ",
]


class TestNamedThings:
    @pytest.fixture
    def yan(self, session):
        return speakers.add(
            session, {"zh": "颜水成", "en": "Yan Shuicheng"}, aliases=["YAN S."], uid="yan-1"
        )

    @pytest.mark.parametrize(
        "key",
        [
            *(
                "颜水成",
                "Yan Shuicheng",
                "yan  shuicheng",
                "YAN-SHUICHENG",
                "yan s",
                "Ｙan Shuicheng",
            ),
            *("yan-1", " yan-1 ", "1", 1, " 1\n"),
        ],
        ids=repr,
    )
    def test_a_row_is_meant_by_any_name_its_id_or_its_number(self, session, yan, key):
        assert find.speaker(session, key) is yan

    def test_a_row_means_itself(self, session, yan):
        assert find.speaker(session, yan) is yan

    def test_a_near_miss_is_answered_with_the_names_that_are_near(self, session, yan):
        speakers.add(session, "Yang Shuicheng")
        assert refusal(find.speaker, session, "Yan Shuichen") == (
            "There is no speaker 'Yan Shuichen'. Did you mean Yan Shuicheng or Yang Shuicheng?"
        )
        assert (
            refusal(find.speaker, session, "颜水")
            == "There is no speaker '颜水'. Did you mean 颜水成?"
        )
        assert (
            refusal(find.speaker, session, "Zoe")
            == "There is no speaker 'Zoe'. See kg speaker list."
        )

    def test_a_name_that_several_bear_must_be_told_apart(self, session):
        speakers.add(session, "Ann", uid="ann-1")
        speakers.add(session, "Anna", aliases=["ann"], uid="ann-2", new=True)
        with pytest.raises(Ambiguous) as refused:
            find.speaker(session, "ANN")
        assert str(refused.value) == (
            "2 speakers are called ANN. Say which by number: 1 (ann-1), 2 (ann-2: Anna)."
        )
        # As it is written it is the name of one of them.
        assert find.speaker(session, "Ann").id == 1
        assert find.speaker(session, "ann").id == 2
        assert find.speaker(session, "2").id == 2
        assert find.speaker(session, "ann-2").id == 2

    def test_a_number_that_is_a_name_is_the_name(self, session):
        for name in ("o1", "2", "2050"):
            concepts.add(session, name, uid=f"c-{name}")
        assert find.concept(session, "2").names == {"en": "2"}
        assert find.concept(session, 2).names == {"en": "2"}
        assert find.concept(session, "2050").id == 3
        assert find.concept(session, "1").names == {"en": "o1"}
        concepts.add(session, "1")
        assert find.concept(session, "1").id == 4
        assert find.concept(session, "c-o1").id == 1

    def test_two_rows_of_one_numeric_name_are_told_apart_by_number(self, session):
        for uid in ("a", "b"):
            concepts.add(session, "2050", uid=uid, new=True)
        assert refusal(find.concept, session, "2050") == (
            "2 concepts are called 2050. Say which by number: 1 (a), 2 (b)."
        )

    def test_an_id_that_is_anothers_name_means_neither(self, session):
        """Scripts mean ids and people mean names: neither must get the wrong row unawares."""
        concepts.add(session, "Apple Inc.", uid="apple")
        concepts.add(session, "apple", uid="fruit")
        assert refusal(find.concept, session, "apple") == (
            "2 concepts are called apple. Say which by number: 1 (apple: Apple Inc.), 2 (fruit)."
        )
        assert find.concept(session, "Apple").id == 2
        assert find.concept(session, "fruit").id == 2

    def test_whatever_is_typed_is_found_or_not_found(self, database):
        with database.transaction("a test") as session:
            speakers.add(session, "Ann")
            for key, look in product(HOSTILE, (find.speaker, find.concept, find.source)):
                with pytest.raises(NotFound):
                    look(session, key)
            session.rollback()


class TestClaims:
    @pytest.fixture(autouse=True)
    def two_claims(self, session):
        claims.add(
            session, {"en": "Catching up takes years", "zh": "追赶需要数年"}, today=TODAY, uid="c1"
        )
        claims.add(session, "It takes months", today=TODAY, uid="7")

    @pytest.mark.parametrize(
        "key",
        [
            "c1",
            "1",
            1,
            "Catching up takes years",
            "catching up takes YEARS.",
            "追赶需要数年",
            "追赶需要数年！",
        ],
        ids=repr,
    )
    def test_a_claim_is_meant_by_number_id_or_its_exact_words(self, session, key):
        assert find.claim(session, key).id == 1

    def test_a_number_is_a_number_before_it_is_an_id(self, session):
        for number in range(5):
            claims.add(session, f"Claim {number}", today=TODAY)
        assert find.claim(session, "7").id == 7
        assert find.claim(session, "Claim 4").id == 7

    def test_words_that_several_claims_say_must_be_told_apart(self, session):
        claims.add(session, {"zh": "It takes months"}, today=TODAY, uid="c3", new=True)
        assert refusal(find.claim, session, "it takes months") == (
            "2 claims say 'it takes months'. Say which by number: 2 (7), 3 (c3)."
        )

    def test_a_near_miss_is_answered_with_the_claims_that_are_near(self, session):
        assert refusal(find.claim, session, "Catching up take year") == (
            "There is no claim 'Catching up take year'. Did you mean 1 (Catching up takes years)?"
        )
        assert refusal(find.claim, session, "something else entirely, 42") == (
            "There is no claim 'something else entirely, 42'. See kg claim list."
        )

    def test_whatever_is_typed_is_found_or_not_found(self, session):
        for key in HOSTILE:
            with pytest.raises(NotFound):
                find.claim(session, key)


def test_in_an_empty_notebook_one_hears_how_to_begin(session):
    assert refusal(find.claim, session, "c1") == (
        "There is no claim 'c1'. The notebook has no claims yet: add one with kg add."
    )


class TestNumberedThings:
    @pytest.fixture(autouse=True)
    def one_of_each(self, session):
        for words in ("It takes years", "It takes months"):
            claims.add(session, words, today=TODAY, speaker="Ann")
        links.draw(session, 1, "opposes", 2, uid="l1")
        predictions.predict(session, [1], uid="p1")
        predictions.forecast(session, 1, "Ann", 0.5, today=TODAY, uid="f1")
        resolutions.resolve(
            session, 1, "right", today=TODAY, evidence=["https://e.org/a"], uid="r1"
        )

    @pytest.mark.parametrize(
        ("look", "uid"),
        [
            (find.link, "l1"),
            (find.prediction, "p1"),
            (find.forecast, "f1"),
            (find.resolution, "r1"),
            (find.evidence, "https://e.org/a"),
        ],
    )
    def test_a_row_is_meant_by_its_number_or_id(self, session, look, uid):
        row = look(session, 1)
        assert look(session, "1") is look(session, uid) is look(session, row) is row

    @pytest.mark.parametrize(
        ("look", "message"),
        [
            (find.position, "There is no position 9. See kg position list."),
            (find.link, "There is no link 9. See kg link list."),
            (find.prediction, "There is no prediction 9. See kg prediction list."),
            (
                find.forecast,
                "There is no forecast 9. kg prediction show N shows the forecasts of prediction N.",
            ),
            (
                find.resolution,
                "There is no resolution 9. "
                "kg prediction show N shows the resolutions of prediction N.",
            ),
            (
                find.evidence,
                "There is no evidence '9'. "
                "Give a web address with its https://, or add it first: kg evidence add.",
            ),
        ],
    )
    def test_what_is_not_there_is_not_found(self, session, look, message):
        assert refusal(look, session, "9") == message

    def test_a_claim_named_for_its_prediction_is_answered_with_that(self, session):
        claims.add(session, "It takes days", today=TODAY, uid="c3")
        predictions.predict(session, ["c3"])
        predictions.predict(session, ["c3", 1])
        assert refusal(find.prediction, session, "c3") == (
            "There is no prediction c3. Claim 3 is read by prediction 2 and 3."
        )

    def test_evidence_is_meant_by_its_title_too(self, session):
        row = resolutions.add_evidence(session, {"en": "A report", "zh": "报告"})
        assert find.evidence(session, "a REPORT") is find.evidence(session, "报告") is row

    def test_whatever_is_typed_is_found_or_not_found(self, session):
        looks = (find.position, find.link, find.prediction, find.forecast, find.evidence)
        for key, look in product(HOSTILE, looks):
            with pytest.raises(NotFound):
                look(session, key)


def test_things_are_called_in_the_language_asked_for(session):
    row = speakers.add(session, {"zh": "颜水成", "en": "Yan Shuicheng"})
    assert (find.label(row), find.label(row, "zh"), find.label(row, "fr")) == (
        "Yan Shuicheng",
        "颜水成",
        "Yan Shuicheng",
    )
