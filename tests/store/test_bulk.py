import pytest
from sqlalchemy.exc import IntegrityError

from kg.store.bulk import defer_constraints, insert_rows, next_id, rows_by, slices
from kg.store.history import TABLES
from kg.store.models import Claim, Speaker
from tests.store.contents import contents


def claim(number, **more):
    return {
        "id": number,
        "uid": f"c{number}",
        "kind": "fact",
        "weight": "main",
        "statement": {"zh": "数年", "en": 'it "takes" years'},
        "tags": [],
        "note": None,
        **more,
    }


def test_rows_go_in_and_come_out_as_they_are(database):
    rows = [claim(1), claim(2, note={"en": "a note"}, tags=["pace"]), claim(7, kind="cause")]
    with database.transaction("import") as session:
        insert_rows(session, TABLES["claim"], rows)
        insert_rows(session, TABLES["claim"], [])
    with database.read() as session:
        assert contents(session) == {"claim": rows}
        assert list(rows_by(session, TABLES["claim"], "uid", ["c7", "c1", "c9", "c1"])) == [
            rows[0],
            rows[2],
        ]
        assert list(rows_by(session, TABLES["claim"], "uid", [])) == []
        assert session.get_one(Claim, 2).note == {"en": "a note"}
        assert session.get_one(Claim, 1).note is None


def test_the_next_number_is_one_that_no_row_ever_had(database):
    table = TABLES["claim"]
    with database.transaction("import") as session:
        assert next_id(session, table) == 1
        insert_rows(session, table, [claim(2), claim(1)])
        assert next_id(session, table) == 3
    with database.transaction("remove") as session:
        session.delete(session.get_one(Claim, 2))
        session.flush()
        assert next_id(session, table) == 3
    with database.transaction("add") as session:
        session.add(Claim(uid="c", kind="fact", statement={"en": "x"}))
        session.flush()
        assert next_id(session, table) == 4
        assert session.get_one(Claim, 3).uid == "c"


def test_rows_may_come_before_those_they_point_at(database):
    about = {"id": 1, "claim_id": 1, "concept_id": 1}
    concept = {"id": 1, "uid": "o1", "kind": "k", "names": {"en": "o1"}, "aliases": []}
    concept |= {"broader_id": None, "url": None, "note": None}
    with database.transaction("import") as session:
        defer_constraints(session)
        insert_rows(session, TABLES["about"], [about])
        insert_rows(session, TABLES["concept"], [concept])
        insert_rows(session, TABLES["claim"], [claim(1)])
    with database.read() as session:
        assert contents(session) == {"about": [about], "concept": [concept], "claim": [claim(1)]}


def test_the_database_itself_refuses_what_no_row_may_be(database):
    def add(**wrong):
        with database.transaction("import") as session:
            insert_rows(session, TABLES["claim"], [claim(1, **wrong)])

    for wrong in ({"kind": "guess"}, {"weight": None}, {"statement": None}, {"uid": None}):
        with pytest.raises(IntegrityError):
            add(**wrong)


def test_values_are_asked_for_in_lists_of_which_a_statement_can_ask():
    assert list(slices([3, 1, 2, 3, 1], 2)) == [[1, 2], [3]]
    assert list(slices([])) == []
    assert [len(some) for some in slices(range(25_000))] == [10_000, 10_000, 5_000]


def test_more_rows_than_a_statement_can_name_are_read(notebook):
    with notebook.transaction("import") as session:
        insert_rows(session, TABLES["claim"], [claim(number) for number in range(1, 40_001)])
        found = rows_by(session, TABLES["claim"], "id", range(1, 50_000))
        assert sum(1 for _ in found) == 40_000
        assert session.query(Speaker).count() == 0
        session.rollback()


def test_a_row_that_comes_back_with_a_low_number_gives_no_number_out_again(database):
    table = TABLES["claim"]
    with database.transaction("import") as session:
        insert_rows(session, table, [claim(1), claim(2), claim(3)])
        session.delete(session.get_one(Claim, 1))
        session.flush()
        insert_rows(session, table, [claim(1)])
        assert next_id(session, table) == 4
    with database.transaction("add") as session:
        session.add(Claim(uid="c", kind="fact", statement={"en": "x"}))
        session.flush()
        assert session.get_one(Claim, 4).uid == "c"
