import pytest
from sqlalchemy import select

from kg.store import names
from kg.store.models import Concept, Name, Source, Speaker
from tests.store.contents import indexed_names, names_of_rows


def speaker(uid, *aliases, **called):
    return Speaker(uid=uid, kind="person", names=called, aliases=list(aliases))


def concept(uid, name):
    return Concept(uid=uid, kind="k", names={"en": name}, aliases=[])


@pytest.fixture
def session(database):
    with database.transaction("a test") as session:
        yield session
        session.rollback()


def test_a_row_is_found_by_every_name_however_it_is_written(session):
    session.add_all(
        [
            speaker("yan", "Shuicheng Yan", zh="颜水成", en="Yan Shuicheng"),
            concept("gpt", "GPT 3.5"),
            Source(uid="talk", kind="k", title={"zh": "圆桌", "en": "Round table"}),
        ]
    )
    session.flush()
    for name in ("颜水成", "yan shuicheng", " YAN_SHUICHENG ", "shuicheng yan", "ＹＡＮ Shuicheng"):
        assert names.rows_called(session, "speaker", name) == [1]
    assert names.rows_called(session, "concept", "gpt-3-5") == [1]
    assert names.rows_called(session, "source", "round TABLE") == [1]
    assert names.rows_called(session, "speaker", "gpt-3.5") == []
    assert names.rows_called(session, "concept", "颜水成") == []
    assert names.of(session, "speaker", 1) == ["颜水成", "Yan Shuicheng", "Shuicheng Yan"]
    assert names.of(session, "source", 1) == ["圆桌", "Round table"]
    assert names.of(session, "source", 9) == []


def test_two_rows_may_bear_one_name(session):
    session.add_all(
        [speaker("ann1", en="Ann"), speaker("ann2", "ANN", en="Anna"), concept("ann", "Ann")]
    )
    session.flush()
    assert names.rows_called(session, "speaker", "ann") == [1, 2]
    assert names.rows_called(session, "concept", "ann") == [1]


def test_the_index_follows_the_rows(session):
    row = speaker("ann", "A.", "a", en="Ann")
    session.add(row)
    session.flush()
    row.names, row.aliases = {"en": "Bob"}, ["B."]
    session.flush()
    assert (
        indexed_names(session)
        == names_of_rows(session)
        == {
            ("speaker", "bob", row.id),
            ("speaker", "b", row.id),
        }
    )
    row.url = "https://b.org"
    session.flush()
    session.delete(row)
    session.flush()
    assert indexed_names(session) == set()


def test_a_title_of_any_length_is_indexed(session):
    titles = ["颜" * 2000, "x" * 2000, "ﷺ" * 500, "🚀" * 2000]
    for number, title in enumerate(titles, 1):
        session.add(Source(uid=f"talk{number}", kind="k", title={"zh": title}))
        session.flush()
        assert names.rows_called(session, "source", title) == [number]
    assert max(len(one) for one in session.scalars(select(Name.key))) <= names.LONGEST


def test_the_nearest_names_come_first_each_row_once(session):
    session.add_all(
        [
            speaker("yan", "Yan Shuichen", en="Yan Shuicheng"),
            speaker("yang", en="Yang Shuicheng"),
            speaker("ann", en="Ann"),
        ]
    )
    session.flush()
    assert names.nearest(session, "speaker", "yan shuichang") == [
        (1, "yan-shuicheng"),
        (2, "yang-shuicheng"),
    ]
    assert names.nearest(session, "speaker", "yan shuichang", limit=1) == [(1, "yan-shuicheng")]
    assert names.nearest(session, "speaker", "Zoe") == []
    assert names.nearest(session, "concept", "Ann") == []


def test_names_that_differ_in_a_number_are_of_two_things(session):
    session.add_all([concept("gpt4", "GPT-4"), concept("o1", "OpenAI o1")])
    session.flush()
    assert names.nearest(session, "concept", "GPT-5") == []
    assert names.nearest(session, "concept", "GTP-4") == [(1, "gpt-4")]
    assert names.nearest(session, "concept", "OpenAI o3") == []


def test_signs_that_mean_something_to_a_database_mean_themselves(session):
    signs = ["100%", "a_b", "o'Brien", '"quoted"', "back\\slash", "%", "_"]
    session.add(concept("other", "100 x a b obrien quoted backslash"))
    session.flush()
    for number, name in enumerate(signs, 2):
        session.add(concept(f"c{number}", name))
        session.flush()
        assert names.rows_called(session, "concept", name) == [number]
