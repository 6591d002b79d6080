"""What comes next when nothing is due: kg.notebook.review.coming."""

from datetime import date

from kg.domain.dates import PartialDate
from kg.notebook import claims, predictions, resolutions
from kg.notebook.review import coming, snoozing

TODAY = date(2026, 11, 23)


def test_what_comes_next_is_the_first_to_be_due_or_to_wake(session):
    claim = claims.add(session, "Prices fall", today=TODAY, speaker="Ada", said="2026-11")
    assert coming.first(session, TODAY) is None
    for due_ in ("2028", "2027-06", None, "2026-10"):
        predictions.predict(session, [claim], due=due_)
    resolutions.resolve(session, 4, "right", today=TODAY)
    assert coming.first(session, TODAY) == (2, PartialDate("2027-06"), False)
    assert coming.first(session, TODAY, among=[1]) == (1, PartialDate("2028"), False)
    snoozing.snooze(session, 3, "2027-03", today=TODAY)
    assert coming.first(session, TODAY) == (3, PartialDate("2027-03"), True)
    snoozing.snooze(session, 2, "2029", today=TODAY)
    assert coming.first(session, TODAY, among=[1, 2]) == (1, PartialDate("2028"), False)
