from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import select

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Stance
from kg.store.history import TABLES
from kg.store.models import Base, Batch, Source
from kg.store.types import as_json, plain, plain_row, typed_row

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_values_are_written_as_json_holds_them():
    row = {
        "stance": Stance.AGREES,
        "said": PartialDate("2026-09"),
        "made_at": NOON,
        "quote": None,
        "turn": 3,
        "names": {"zh": "数年"},
    }
    assert plain_row(row) == {
        "stance": "agrees",
        "said": "2026-09",
        "made_at": "2026-11-23T12:00:00+00:00",
        "quote": None,
        "turn": 3,
        "names": {"zh": "数年"},
    }
    assert type(plain(Stance.AGREES)) is str
    assert as_json(plain_row(row)).startswith('{"stance": "agrees"')
    assert as_json({"zh": "数年"}) == '{"zh": "数年"}'


def test_plain_rows_become_typed_again():
    table = Base.metadata.tables["batch"]
    row = {"id": 1, "made_at": "2026-11-23T12:00:00+00:00", "command": "add"}
    assert typed_row(table, row) == {"id": 1, "made_at": NOON, "command": "add"}
    assert typed_row(TABLES["claim"], {"kind": "fact"}) == {"kind": "fact"}


def test_a_date_keeps_its_precision_in_the_database(database):
    days = [PartialDate(text) for text in ("2026", "2026-09", "2026-09-12")]
    with database.transaction("add") as session:
        for day in days:
            session.add(Source(uid=day.text, kind="k", title={"en": "x"}, recorded=day))
            session.flush()
    with database.read() as session:
        assert session.scalars(select(Source.recorded).order_by(Source.id)).all() == days
        assert set(session.scalars(select(Source.published))) == {None}


def test_a_moment_is_the_same_in_any_zone(database):
    there = NOON.astimezone(timezone(timedelta(hours=8)))
    with database.transaction("add") as session:
        session.add(Batch(made_at=there, command="add"))
    with database.read() as session:
        found = session.scalars(select(Batch.made_at)).one()
        assert found == NOON
        assert found.utcoffset() == timedelta(0)
