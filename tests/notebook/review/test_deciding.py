"""Deciding what one looks at, beside others who do so: kg.notebook.review.deciding."""

from datetime import date

import pytest
from sqlalchemy import func, select

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Grade, Outcome, Side
from kg.errors import Conflict, Invalid
from kg.notebook import claims, evidence, links, predictions, resolutions
from kg.notebook.review import deciding
from kg.notebook.review.walk import Exhibit, Typed
from kg.store.models import Evidence
from tests.notebook.asking import TODAY, refusal

URL = "https://example.org/paper"


@pytest.fixture
def prediction(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2020")
    return predictions.predict(session, [claim], due="2026-10")


def test_what_was_typed_goes_with_the_verdict(session, prediction):
    known = evidence.add(session, "A table")
    typed = Typed(
        exhibits=[
            Exhibit("A paper", url=URL, quote="they fell", grade=Grade.PRIMARY),
            Exhibit("A table", known=known.id, side=Side.AGAINST),
        ],
        note="读过了",
        on=PartialDate("2026-10"),
    )
    verdict = deciding.decide(
        session, prediction.id, "partly", today=TODAY, seen=None, typed=typed, fraction=0.3
    )
    assert (verdict.outcome, verdict.fraction) == (Outcome.PARTLY, 0.3)
    assert (str(verdict.decided), verdict.note) == ("2026-10", {"zh": "读过了"})
    first, second = verdict.citations
    assert (first.side, second.side) == (Side.FOR, Side.AGAINST)
    paper = first.evidence
    assert (paper.title, paper.url) == ({"en": "A paper"}, URL)
    assert (paper.quote, paper.grade) == ("they fell", Grade.PRIMARY)
    assert second.evidence is known


def test_an_address_that_somebody_added_meanwhile_is_not_added_twice(session, prediction):
    known = evidence.add(session, "Theirs", url=URL)
    typed = Typed(exhibits=[Exhibit("Mine", url=URL)])
    verdict = deciding.decide(session, prediction, "right", today=TODAY, seen=None, typed=typed)
    assert verdict.citations[0].evidence is known
    assert session.scalar(select(func.count()).select_from(Evidence)) == 1


def test_a_verdict_that_was_seen_stays_and_counts_again_when_the_new_one_is_withdrawn(
    session, prediction
):
    first = deciding.decide(session, prediction, "right", today=TODAY, seen=None)
    second = deciding.decide(
        session, prediction, "wrong", today=TODAY, seen=first.id, reason="misread"
    )
    assert resolutions.standing(prediction) is second
    assert prediction.resolutions == [first, second]
    assert (first.withdrawn, second.note) == (None, {"en": "misread"})
    resolutions.withdraw(session, second, today=TODAY, because="it was well read")
    assert resolutions.standing(prediction) is first


def test_a_note_that_was_typed_is_reason_enough(session, prediction):
    first = deciding.decide(session, prediction, "right", today=TODAY, seen=None)
    second = deciding.decide(
        session, prediction, "wrong", today=TODAY, seen=first.id, typed=Typed(note="misread")
    )
    assert resolutions.standing(prediction) is second


def test_a_verdict_of_an_earlier_day_than_the_one_that_stands_is_refused(session, prediction):
    first = resolutions.resolve(session, prediction, "right", today=TODAY, on="2026-11-01")
    said = (
        "Prediction 1 was decided right on 2026-11-01, and of two verdicts the later day counts: "
        "one of 2026-10 would change nothing. "
        "If it is to count, withdraw the other first: kg withdraw 1 --reason TEXT"
    )
    typed = Typed(on=PartialDate("2026-10"), note="misread")
    asked = {"today": TODAY, "seen": first.id, "typed": typed}
    assert refusal(deciding.decide, session, prediction, "void", **asked) == said
    assert refusal(deciding.refuse_day, session, prediction, typed.on, TODAY) == said
    assert prediction.resolutions == [first]


def test_no_verdict_is_given_anew_without_a_reason(session, prediction):
    first = deciding.decide(session, prediction, "right", today=TODAY, seen=None)
    with pytest.raises(resolutions.ReasonWanted) as wanted:
        deciding.decide(session, prediction, "wrong", today=TODAY, seen=first.id)
    assert (wanted.value.seen, wanted.value.outcome) == (first.id, "right")
    assert str(wanted.value) == (
        "Prediction 1 was decided already: right, 2026-11-23. "
        "Say why it is decided anew: --reason TEXT"
    )
    assert prediction.resolutions == [first]


def test_a_verdict_that_was_not_seen_is_never_passed_over(session, prediction):
    theirs = resolutions.resolve(session, prediction, "wrong", today=TODAY)
    with pytest.raises(resolutions.DecidedMeanwhile) as refused:
        deciding.decide(session, prediction, "right", today=TODAY, seen=None, reason="no")
    assert str(refused.value) == (
        "Prediction 1 was decided meanwhile: wrong, on 2026-11-23. "
        "Decide it anew if that does not hold."
    )
    assert prediction.resolutions == [theirs]
    assert theirs.withdrawn is None


def test_a_verdict_that_was_seen_and_is_gone_is_told(session, prediction):
    theirs = resolutions.resolve(session, prediction, "wrong", today=TODAY)
    resolutions.withdraw(session, theirs, today=TODAY)
    assert (
        refusal(
            deciding.decide, session, prediction, "right", today=TODAY, seen=theirs.id, reason="no"
        )
        == "The verdict on prediction 1 was withdrawn meanwhile. It waits again."
    )
    assert resolutions.standing(prediction) is None


@pytest.mark.parametrize(
    ("on", "because"),
    [
        ("2026-11-24", "2026-11-24 is still to come. Give the day on which it was decided."),
        ("2026-11", "2026-11 is not over yet. Give the day on which it was decided."),
        (
            "2019-12",
            "It was said on 2020-01-01, after 2019-12. Give a day on which it could be decided.",
        ),
    ],
)
def test_days_on_which_nothing_could_be_decided_are_refused(session, prediction, on, because):
    assert refusal(deciding.refuse_day, session, 1, PartialDate(on), TODAY) == because


def test_other_days_will_do_from_the_verdict_that_stands_on(session, prediction):
    resolutions.resolve(session, prediction, "wrong", today=TODAY, on="2026-10")
    for on in ("2026-10", "2026-10-31", "2026-11-23"):
        deciding.refuse_day(session, prediction, PartialDate(on), TODAY)


def test_the_same_evidence_cannot_speak_for_and_against(session, prediction):
    typed = Typed(exhibits=[Exhibit("a", url=URL), Exhibit("b", url=URL, side=Side.AGAINST)])
    with pytest.raises(Invalid):
        deciding.decide(session, prediction, "right", today=TODAY, seen=None, typed=typed)


def test_what_opposes_it_is_found_from_both_ends_while_it_waits(session):
    def predicted(words):
        claim = claims.add(session, words, today=TODAY, speaker="Ada", said="2020")
        return claim, predictions.predict(session, [claim], due="2026")

    years, mine = predicted("It takes years")
    months, theirs = predicted("It takes months")
    never, third = predicted("It never happens")
    decided, fourth = predicted("It took a week")
    friend, _ = predicted("It takes a decade")
    links.draw(session, months, "opposes", years)
    links.draw(session, years, "opposes", never)
    links.draw(session, decided, "opposes", years)
    links.draw(session, friend, "supports", years)
    second = predictions.predict(session, [months], due="2027")
    predictions.predict(session, [years, months], due="2028")
    resolutions.resolve(session, fourth, "wrong", today=TODAY)
    assert deciding.opposed(session, mine.id) == [
        (months.id, theirs.id),
        (months.id, second.id),
        (never.id, third.id),
    ]
    assert deciding.opposed(session, theirs.id) == [(years.id, mine.id)]


def test_a_clock_set_back_decides_nothing(session, prediction):
    with pytest.raises(Conflict):
        deciding.decide(session, prediction, "right", today=date(2019, 1, 1), seen=None)
    assert prediction.resolutions == []
