"""Engines give what the notebook's own way gives, to the last character."""

from datetime import date

import pytest

from kg.analysis import camps, found_camps, ground, pairing
from kg.analysis.stands import stands
from kg.domain.agreeing import bridging
from kg.engines import positions, with_spark
from kg.engines.with_duckdb import DuckDb
from kg.formats import parquet

COLUMNS = ("speakers", "claims", "who", "what", "sign")
TODAY = date(2026, 11, 23)
AGREEMENT = ("agreement", "--json", "--limit", "300")


@pytest.mark.parametrize("conversation", ["vtaiwan.uberx", "scoop-hivemind.freshwater"])
def test_a_conversation_of_polis_comes_to_the_same_by_every_engine(
    kg, home, samples, spark, conversation
):
    kg("init")
    kg("import", samples / "polis" / conversation)
    kg("export", "talk.parquet")
    for words in (("camps", "--json"), ("ground", "--csv"), AGREEMENT):
        expected = kg(*words).output
        assert len(expected) > 300
        for engine in ("duckdb", "spark"):
            assert kg(*words, "--engine", engine, "--from", "talk.parquet").output == expected


def test_spark_reads_a_server_as_well(kg, home, spark, by_host, fill):
    kg("--database", by_host, "init")
    from kg.store import database

    book = database.open(by_host)
    with book.transaction("fill") as session:
        fill(session, 5)
    book.close()
    for words in (("camps", "--json"), ("ground", "--csv"), AGREEMENT):
        for more in ((), ("--as-of", "2024-02")):
            found = kg("--database", by_host, *words, *more, "--engine", "spark").output
            assert found == kg("--database", by_host, *words, *more).output


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("day", [None, date(2024, 2, 28), date(2024, 2, 29), date(2024, 12, 31)])
def test_duckdb_takes_the_last_stances_as_the_notebook_does(session, tmp_path, fill, seed, day):
    fill(session, seed)
    parquet.write(session, None, tmp_path)
    engine = DuckDb(tmp_path)
    for claims in (None, [5, 9, 11, 1_000], []):
        found, expected = engine.take(claims, day), stands(session, claims, day)
        for name in COLUMNS:
            assert getattr(found, name).tolist() == getattr(expected, name).tolist()
    engine.close()


def test_work_that_is_spread_over_parts_comes_to_the_same(
    session, tmp_path, fill, running, monkeypatch
):
    fill(session, 7)
    parquet.write(session, None, tmp_path)
    # Of small parts, none of which is brought here; both ways end after so many rounds.
    monkeypatch.setattr(with_spark, "EACH", 700)
    monkeypatch.setattr(bridging, "ROUNDS", 6)
    monkeypatch.setattr(running, "close", lambda: None)
    passes = []
    engine = with_spark.Spark(
        running,
        positions.of_folder(tmp_path),
        lambda number, done, of: passes.append((number, done, of)),
        few=0,
    )
    for claims, day in ((None, None), (range(5, 31), date(2024, 2, 29))):
        taken, expected = engine.take(claims, day), stands(session, claims, day)
        assert isinstance(taken, with_spark.Spread)
        here = taken.at_hand()
        for name in COLUMNS:
            assert getattr(here, name).tolist() == getattr(expected, name).tolist()
        mine, other = (
            camps.camps(session, claims, as_of=day, method=found_camps.Method.CROWD, taken=one)
            for one in (taken, expected)
        )
        assert found_camps.card(mine) == found_camps.card(other)
        assert cards(session, mine) == cards(session, other)
        found = pairing.agree(session, claims, taken=taken)
        assert pairing.cards(found) == pairing.cards(pairing.agree(session, claims, as_of=day))
        taken.close()
    engine.close()
    assert passes[-1][1:] == (0, 0) and passes[-1][0] > 20


def cards(session, found):
    light = ground.ground(session, found, today=TODAY)
    return ground.cards(session, light, light.ordered(ground.By.NUMBER))


def test_of_nothing_nothing_comes(kg, home, spark):
    kg("init")
    kg("export", "none.parquet")
    expected = kg("camps").output
    assert expected.startswith("No camps here\n  There are no stances to compare.")
    for engine in ("duckdb", "spark"):
        assert kg("camps", "--engine", engine, "--from", "none.parquet").output == expected
    assert kg("ground", "--from", "none.parquet").stderr == kg("ground").stderr
