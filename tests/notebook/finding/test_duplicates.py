from typing import Any

import pytest
from sqlalchemy import event

from kg.notebook import claims, concepts, links, positions, resolutions, speakers
from kg.notebook.finding import duplicates
from tests.notebook.asking import TODAY, refusal


@pytest.fixture(autouse=True)
def claim(session):
    words = {"en": "Catching up takes years.", "zh": "追赶需要数年"}
    return claims.add(session, words, today=TODAY, kind="fact", uid="c1")


@pytest.mark.parametrize(
    "statement",
    [
        "Catching up takes years.",
        "  catching UP takes years",
        "Ｃａｔｃｈｉｎｇ up, takes years!",
        "追赶需要数年。",
        {"fr": "Cela prend des années", "zh": "追赶需要数年"},
    ],
)
def test_the_same_statement_is_refused_however_it_is_written(session, statement):
    assert refusal(claims.add, session, statement, today=TODAY) == (
        "Claim 1 says so already: Catching up takes years. "
        "Say who stands where on it: kg agree 1 SPEAKER. "
        "If it is another claim all the same, say --new."
    )
    assert claims.add(session, statement, today=TODAY, new=True).id == 2


def test_a_long_statement_is_compared_to_its_end(session):
    start = "x" * 600
    claims.add(session, start + " one", today=TODAY)
    claims.add(session, start + " two", today=TODAY)
    assert refusal(claims.add, session, start + " TWO", today=TODAY).startswith("Claim 3 says so")


def test_a_claim_is_not_reworded_into_another(session, claim):
    claims.add(session, "Catching up takes months", today=TODAY)
    assert refusal(claims.edit, session, 2, statement={"zh": "追赶需要数年"}).startswith(
        "Claim 1 says so already"
    )
    claims.edit(session, 1, statement="catching up takes YEARS")
    twin = claims.edit(session, 2, statement="Catching up takes years", new=True)
    assert duplicates.same_statement(session, twin.statement, but=twin) is claim
    assert duplicates.same_statement(session, {"en": "something else"}) is None


def test_claims_that_say_nearly_the_same_are_told_of(session):
    claims.add(session, "Dogs are loyal", today=TODAY)
    row = claims.add(session, "Catching up takes years too", today=TODAY)
    assert duplicates.remarks(session, row) == [
        "Much like claim 1 (90 %): Catching up takes years. kg claim merge 1 3 makes them one."
    ]
    assert duplicates.remarks(session, claims.add(session, "Cats are not", today=TODAY)) == []


def test_the_same_position_is_refused(session):
    given: dict[str, Any] = {"today": TODAY, "said": "2024-09", "source": "Talk", "quote": "years"}
    positions.take(session, 1, "Ann", "agrees", **given)
    assert refusal(positions.take, session, 1, "ann", "agrees", **given) == (
        "That is position 1 already: Ann agrees, 2024-09. Change it with kg position edit 1."
    )
    for other in (
        {"said": "2024"},
        {"source": "Letter"},
        {"quote": "decades"},
        {"quote": None},
    ):
        positions.take(session, 1, "Ann", "agrees", **(given | other))
    positions.take(session, 1, "Ann", "asserts", **given)
    assert refusal(positions.edit, session, 6, stance="agrees") == (
        "That is position 1 already: Ann agrees, 2024-09. Change it with kg position edit 1."
    )


def test_a_position_is_moved_to_another_speaker_unless_it_is_there_already(session):
    for name in ("Ann", "Bob", "Cid"):
        speakers.add(session, name)
    row = positions.take(session, 1, "Ann", "agrees", today=TODAY)
    positions.take(session, 1, "Cid", "agrees", today=TODAY)
    positions.edit(session, 1, speaker="Bob")
    assert row.speaker.names == {"en": "Bob"}
    assert refusal(positions.edit, session, 1, speaker="Cid").startswith("That is position 2")
    assert refusal(positions.edit, session, 1, speaker="Zoe").startswith("There is no speaker")


def test_the_same_verdict_is_refused_unless_it_tells_more(session):
    given: dict[str, Any] = {"today": TODAY, "on": "2025-01", "evidence": ["https://e.org/1"]}
    row = claims.add(session, "Water is wet", today=TODAY, kind="fact")
    resolutions.resolve(session, row, "right", **given)
    for less in (given, given | {"evidence": []}):
        assert refusal(resolutions.resolve, session, row, "right", **less) == (
            "That is resolution 1 already: right, decided 2025-01. "
            "Add what is new to it, or withdraw it first: kg withdraw 1."
        )
    resolutions.resolve(session, row, "right", **given, note="measured")
    resolutions.resolve(session, row, "right", **(given | {"evidence": ["https://e.org/2"]}))
    resolutions.withdraw(session, 1, today=TODAY)
    assert len(row.resolutions) == 3


def test_a_name_that_others_bear_or_nearly_bear_is_told_of(session):
    speakers.add(session, "Yan Shuicheng", uid="yan", note="a scientist")
    row = speakers.add(session, "Yan Shuichen", aliases=["Y. {S}"], uid="other")
    assert duplicates.name_remarks(session, row) == [
        "Yan Shuichen is spelt much like a name of speaker 1 (yan: a scientist). "
        "If they are one: kg speaker merge 1 2."
    ]
    concepts.add(session, "o1", uid="o1")
    assert refusal(concepts.add, session, "Ｏ1") == (
        "Ｏ1 is a name of concept 1 (o1) already. "
        "Change that with kg concept edit 1; if this is another, say --new."
    )


def test_a_link_between_the_same_two_is_refused(session):
    claims.add(session, "It takes months", today=TODAY)
    links.draw(session, 1, "opposes", 2)
    assert refusal(links.draw, session, 1, "opposes", 2) == (
        "That is link 1 already. Change it with kg link edit 1."
    )


@pytest.mark.file
@pytest.mark.parametrize("last", ["speaker_id", "source_id"])
def test_a_position_is_sought_among_those_of_its_claim(session, claim, last):
    """Of a speaker or source there may be very many; SQLite likes the index made last."""
    connection = session.connection()
    connection.exec_driver_sql(f"DROP INDEX ix_position_{last}")
    connection.exec_driver_sql(f"CREATE INDEX ix_position_{last} ON position ({last})")
    asked = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _, __, sql, values, *___: asked.append((sql, values)),
    )
    positions.take(session, claim, "Ada", "asserts", today=TODAY, source="Talk", quote="It does.")
    plans = [
        connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).scalars(3).all()
        for sql, values in [*asked]
        if "FROM position" in sql and "stance = " in sql
    ]
    assert plans == [["SEARCH position USING INDEX ix_position_claim_id (claim_id=?)"]]
