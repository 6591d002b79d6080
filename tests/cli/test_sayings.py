"""The cards for people: kg.cli.showing.sayings."""

from datetime import date

from sqlalchemy import event

from kg.cli.showing import sayings
from kg.notebook import claims, predictions, resolutions

TODAY = date(2026, 11, 23)


def test_the_history_is_asked_once_for_all_verdicts_on_a_card(session):
    claim = claims.add(session, "Prices fall", today=TODAY)
    for _ in range(5):
        row = predictions.predict(session, [claim], due="2026")
        resolutions.resolve(session, row, "right", today=TODAY)
    session.flush()
    asked = []

    def note(connection, cursor, statement, *more):
        asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    card = list(sayings.claim(session, claim, "en", TODAY))
    event.remove(session.get_bind(), "before_cursor_execute", note)
    # The day on which a test runs is no matter.
    assert [line.split("written down")[0].strip() for line in card if "written down" in line] == [
        f"resolution {number}: right, decided 2026-11-23," for number in range(1, 6)
    ]
    assert sum("FROM revision" in statement for statement in asked) == 1
