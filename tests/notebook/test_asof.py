"""As of a day: nothing counts before it could be known, and partial dates count from their end."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import String, func, select, type_coerce

from kg.analysis.agreement import stances
from kg.domain.dates import PartialDate
from kg.errors import Invalid
from kg.notebook import asof, claims, predictions, resolutions, states
from kg.notebook.finding import find
from kg.store import database
from kg.store.models import Position
from tests.graph.notes import claim, take_in

TODAY = date(2026, 11, 23)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "first_day"),
    [
        ("2024-09-14", "2024-09-14"),
        ("2024-09", "2024-09-30"),
        ("2024-02", "2024-02-29"),
        ("2024-12", "2024-12-31"),
        ("2024", "2024-12-31"),
    ],
)
def test_a_date_counts_from_the_last_day_that_it_can_mean(when, first_day):
    first = day(first_day)
    assert asof.known(PartialDate(when), first)
    assert not asof.known(PartialDate(when), date.fromordinal(first.toordinal() - 1))


def test_what_has_no_date_counts_as_of_no_day_and_everything_counts_without_one():
    assert not asof.known(None, TODAY)
    assert asof.known(None, None)
    assert asof.known(PartialDate("2999"), None)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (None, None),
        ("2025-03-04", "2025-03-04"),
        ("2025-02", "2025-02-28"),
        ("2025", "2025-12-31"),
        # What is left of this month and year is still to come.
        ("2026-11", "2026-11-23"),
        ("2026", "2026-11-23"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_a_month_or_year_is_meant_to_its_end_but_not_beyond_today(given, meant):
    assert asof.day_of(given, TODAY) == (meant and day(meant))


@pytest.mark.parametrize("given", ["2026-11-24", "2026-12", "2027"])
def test_a_day_to_come_is_refused(given):
    with pytest.raises(Invalid, match=f"^{given} is still to come. Give a day that is past.$"):
        asof.day_of(given, TODAY)


@pytest.fixture(scope="module")
def dated():
    """A notebook in which something was said at all kinds of dates."""
    opened = database.create(":memory:")
    with opened.transaction("positions") as session:
        years = ["0001", "2023", "2024"]
        months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
        days = [f"{month}-{number}" for month in months for number in ("01", "15", "28")]
        said = [("a", "agrees", text) for text in [*years, *months, *days]]
        take_in(session, claims=[claim("c", ("a", "asserts"), *said)])
    yield opened
    opened.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2022, 12, 1), date(2025, 2, 1)))
@example(date(2024, 2, 29))
@example(date(2024, 2, 28))
@example(date(2023, 12, 31))
@example(date(2023, 1, 1))
@example(date.min)
@example(date.max)
def test_the_condition_for_statements_is_the_same_rule(dated, day):
    with dated.read() as session:
        everything = session.execute(select(Position.id, Position.said)).all()
        found = session.scalars(select(Position.id).where(*asof.by(Position.said, day)))
        assert set(found) == {row_id for row_id, said in everything if asof.known(said, day)}
        assert len(everything) == 1 + 3 + 36 + 108


def steps(session, *conditions):
    """How many steps SQLite takes to count what meets conditions, of 148 positions."""
    taken = 0

    def step():
        nonlocal taken
        taken += 1

    connection = session.connection().connection.dbapi_connection
    statement = select(func.count()).select_from(Position).where(*conditions)
    connection.set_progress_handler(step, 1)
    session.scalar(statement)
    connection.set_progress_handler(None, 0)
    return taken


def test_what_was_said_later_costs_one_comparison(dated):
    """Of a day long past most was said later, and all of that is looked at."""
    with dated.read() as session:
        day = date(2020, 1, 1)
        plain = steps(session, type_coerce(Position.said, String) <= day.isoformat())
        assert plain > 148
        assert steps(session, *asof.by(Position.said, day)) < plain * 1.5


@pytest.fixture
def decided(session):
    """A claim of September 2024 that is decided wrong, which is withdrawn, and later right."""
    row = claims.add(session, "Prices fall", speaker="Ada", said="2024-09", today=TODAY)
    reading = predictions.predict(session, [row], due="2024-12")
    for what, on, withdrawn in (("wrong", "2025-01", "2025-06-15"), ("right", "2025-08-01", None)):
        verdict = resolutions.resolve(session, reading, what, today=TODAY, on=on)
        if withdrawn:
            resolutions.withdraw(session, verdict, today=day(withdrawn))
    return row


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2024-12-31", "open"),
        ("2025-01-01", "overdue"),
        # Decided in January: as of which day is known when January is over.
        ("2025-01-30", "overdue"),
        ("2025-01-31", "wrong"),
        # What was withdrawn later still counted then, and counts no more on the day itself.
        ("2025-06-14", "wrong"),
        ("2025-06-15", "overdue"),
        ("2025-07-31", "overdue"),
        ("2025-08-01", "right"),
    ],
)
def test_a_verdict_counts_from_when_it_was_decided_until_it_was_withdrawn(
    session, decided, on, state
):
    assert states.claim_states(session, [decided.id], TODAY, day(on)) == {decided.id: state}
    (reading,) = decided.readings
    number = reading.prediction_id
    assert states.prediction_states(session, [number], TODAY, day(on)) == {number: state}
    ((check,),) = states.checks(session, [decided.id], day(on)).values()
    assert states.state(check.verdict and check.verdict.outcome, check.due, day(on)) == state


def test_a_month_of_withdrawing_counts_from_its_end_too(session, decided):
    first = decided.readings[0].prediction.resolutions[0]
    first.withdrawn = PartialDate("2025-06")
    session.flush()
    found = [
        states.claim_states(session, [decided.id], TODAY, day(on))[decided.id]
        for on in ("2025-06-29", "2025-06-30")
    ]
    assert found == ["wrong", "overdue"]


def test_without_a_day_all_that_is_not_withdrawn_counts(session, decided):
    assert states.claim_states(session, [decided.id], TODAY) == {decided.id: "right"}


def test_the_check_of_a_claim_of_fact_counts_in_the_same_way(session):
    row = claims.add(session, "Prices fell", kind="fact", today=TODAY)
    resolutions.resolve(session, row, "right", today=TODAY, on="2025-03-05")
    found = [
        states.claim_states(session, [row.id], TODAY, day(on))
        for on in ("2025-03-04", "2025-03-05")
    ]
    assert found == [{}, {row.id: "right"}]
    assert states.checks(session, [row.id], day("2025-03-04")) == {}


@pytest.mark.parametrize(
    ("on", "signs"),
    [
        (None, {"a": -1, "b": 1, "c": 1}),
        ("2026-01-01", {"a": -1, "b": 1}),
        ("2025-12-30", {"a": -1}),
        ("2025-05-30", {"a": 1}),
        ("2025-05-31", {"a": -1}),
        ("2024-09-30", {"a": 1}),
        ("2024-09-29", {}),
    ],
)
def test_the_last_stance_by_a_day_counts(session, on, signs):
    take_in(
        session,
        claims=[
            claim(
                "c1",
                ("a", "asserts", "2024-09"),
                ("a", "disagrees", "2025-05"),
                ("b", "agrees", "2025"),
                ("c", "agrees"),
            )
        ],
    )
    (found,) = stances(session, None, on and day(on)).values() or [{}]
    assert {find.speaker(session, who).uid: sign for who, sign in found.items()} == signs


def test_a_claim_counts_as_soon_as_something_was_said_of_it_and_always_where_nothing_is(session):
    take_in(
        session,
        claims=[
            claim("early", ("a", "asserts", "2024-01-01"), ("b", "agrees", "2026")),
            claim("late", ("a", "asserts", "2025-01-01")),
            claim("undated", ("a", "asserts")),
            claim("nobody"),
        ],
    )
    number = {key: find.claim(session, key).id for key in ("early", "late", "undated", "nobody")}
    ids = list(number.values())
    assert asof.unheard(session, ids, day("2024-06-01")) == {number["late"], number["undated"]}
    assert asof.unheard(session, ids, None) == set()


@pytest.mark.parametrize(
    ("on", "said", "state"),
    [("2024-09-29", 0, "open"), ("2024-09-30", 1, "wrong"), ("2025-02-01", 1, "overdue")],
)
def test_the_rule_is_the_same_in_both_databases(database, on, said, state):
    verdict = {"outcome": "wrong", "decided": "2024-09", "withdrawn": "2025-02-01"}
    with database.transaction("a test") as session:
        take_in(
            session,
            claims=[claim("c", ("a", "asserts", "2024-09"), ("a", "agrees"))],
            predictions=[{"id": "p", "claims": ["c"], "due": "2024", "resolutions": [verdict]}],
        )
        number = find.claim(session, "c").id
        found = session.scalars(select(Position.id).where(*asof.by(Position.said, day(on)))).all()
        assert len(found) == said
        assert states.claim_states(session, [number], TODAY, day(on)) == {number: state}
