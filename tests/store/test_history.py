from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, update

from kg.domain.dates import PartialDate
from kg.errors import Conflict
from kg.store import history
from kg.store.models import (
    About,
    Batch,
    Citation,
    Claim,
    Concept,
    Evidence,
    Forecast,
    Link,
    Moved,
    Passage,
    Position,
    Prediction,
    Reading,
    Resolution,
    Source,
    Speaker,
    Turn,
    View,
)
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    revisions,
    words_of_rows,
)


def one_of_each():
    """A row of every table that has a history, all that can be given given."""
    ann = Speaker(
        uid="ann",
        kind="person",
        names={"en": "Ann"},
        aliases=["A."],
        url="https://a.org",
        note={"en": "n"},
    )
    system = Concept(uid="system", kind="system", names={"en": "System"}, aliases=[])
    o1 = Concept(uid="o1", kind="system", names={"en": "o1"}, aliases=["草莓"], broader=system)
    talk = Source(
        uid="talk",
        kind="recording",
        title={"zh": "圆桌"},
        published=PartialDate("2024-09"),
        passage=Passage(text="以年为单位"),
    )
    turn = Turn(source=talk, number=3, section="one", speaker=ann, start=12.5)
    claim = Claim(
        uid="c1", kind="fact", weight="main", statement={"zh": "数年", "en": "years"}, tags=["t"]
    )
    other = Claim(uid="c2", kind="opinion", weight="detail", statement={"en": "other"}, tags=[])
    about = About(claim=claim, concept=o1)
    position = Position(
        uid="c1/ann",
        claim=claim,
        speaker=ann,
        stance="asserts",
        said=PartialDate("2024-09-14"),
        source=talk,
        turn=turn,
        quote="以年为单位",
        anchor={"start": 0, "end": 5, "prefix": "", "suffix": ""},
    )
    link = Link(uid="l1", from_claim=claim, to_claim=other, kind="depends on", speaker=ann)
    prediction = Prediction(
        uid="p1", statement={"en": "in years"}, due=PartialDate("2026"), tags=[]
    )
    reading = Reading(prediction=prediction, claim=claim)
    forecast = Forecast(
        uid="f1", prediction=prediction, speaker=ann, low=0.1, middle=0.2, high=0.3, basis="stated"
    )
    report = Evidence(uid="e1", title={"en": "A report"}, grade="primary")
    resolution = Resolution(
        uid="r1",
        prediction=prediction,
        outcome="partly",
        fraction=0.5,
        decided=PartialDate("2026-02"),
    )
    citation = Citation(resolution=resolution, evidence=report, side="against")
    return [
        *(ann, system, o1, talk, turn, claim, other, about, position, link, prediction, reading),
        *(forecast, report, resolution, citation),
        Moved(table_name="speaker", uid="anna", to_uid="ann"),
        View(uid="v1", name="On o1", query="about:o1"),
    ]


def test_every_row_that_is_added_is_in_the_history(database):
    with database.transaction("add everything", curator="ada") as session:
        session.add_all(one_of_each())
    with database.read() as session:
        assert set(contents(session)) == set(history.TABLES)
        # Numbers that follow each other are one entry.
        assert revisions(session, 1) == [
            (table, "add", (1, 2) if table in {"concept", "claim"} else (1, 1), None, None)
            for table in history.TABLES
        ]
        batch = session.scalars(select(Batch)).one()
        assert (batch.command, batch.curator, batch.undoes_id) == ("add everything", "ada", None)
        assert abs((datetime.now(UTC) - batch.made_at).total_seconds()) < 60


def test_every_row_that_is_removed_is_kept_whole_in_the_history(database):
    with database.transaction("add") as session:
        session.add_all(one_of_each())
    with database.read() as session:
        before = contents(session)
    with database.transaction("remove") as session:
        for model in (Link, Claim, Prediction, Evidence, Source, Speaker, Concept, Moved, View):
            for row in session.scalars(select(model).order_by(model.id.desc())):
                session.delete(row)
            session.flush()
    with database.read() as session:
        assert contents(session) == {}
        removed: dict[str, list] = {}
        for table, action, ids, whole, after in revisions(session, 2):
            assert (action, ids, after) == ("remove", (whole["id"], whole["id"]), None)
            removed.setdefault(table, []).append(whole)
        assert {
            name: sorted(rows, key=lambda row: row["id"]) for name, rows in removed.items()
        } == before
        assert indexed_names(session) == set()
        assert indexed_words(session) == {}


@pytest.mark.parametrize(
    ("model", "column", "value", "before", "after"),
    [
        (Speaker, "kind", "group", "person", "group"),
        (Speaker, "names", {"en": "Anna"}, {"en": "Ann"}, {"en": "Anna"}),
        (Speaker, "aliases", [], ["A."], []),
        (Speaker, "url", None, "https://a.org", None),
        (Speaker, "note", {"en": "new"}, {"en": "n"}, {"en": "new"}),
        (Source, "published", PartialDate("2025-01-02"), "2024-09", "2025-01-02"),
        (Source, "published", None, "2024-09", None),
        (Passage, "text", "other words", "以年为单位", "other words"),
        (Turn, "start", 0.0, 12.5, 0.0),
        (Position, "stance", "disagrees", "asserts", "disagrees"),
        (Position, "turn_id", None, 1, None),
        (Position, "anchor", None, {"start": 0, "end": 5, "prefix": "", "suffix": ""}, None),
        (Forecast, "middle", 0.15, 0.2, 0.15),
        (Resolution, "withdrawn", PartialDate("2026"), None, "2026"),
        (Citation, "side", "for", "against", "for"),
    ],
)
@pytest.mark.parametrize("loaded", [True, False])
def test_a_column_that_changes_is_in_the_history_with_its_old_value(
    notebook, model, column, value, before, after, loaded
):
    with notebook.transaction("add") as session:
        session.add_all(one_of_each())
    with notebook.transaction("change") as session:
        row = session.get(model, 1)
        if not loaded:
            session.expire_all()
        setattr(row, column, value)
    with notebook.read() as session:
        table = model.__tablename__
        assert revisions(session, 2) == [
            (table, "change", (1, 1), {column: before}, {column: after})
        ]
        assert indexed_names(session) == names_of_rows(session)
        assert indexed_words(session) == words_of_rows(session)


def test_a_row_that_points_elsewhere_is_in_the_history_with_its_columns(notebook):
    with notebook.transaction("add") as session:
        session.add_all(one_of_each())
    with notebook.transaction("change") as session:
        row = session.get_one(Concept, 2)
        assert row.uid == "o1"
        row.broader = None
        session.flush()
        row.broader = Concept(uid="model", kind="k", names={"en": "Model"}, aliases=[])
    with notebook.read() as session:
        assert revisions(session, 2) == [
            ("concept", "change", (2, 2), {"broader_id": 1}, {"broader_id": None}),
            ("concept", "add", (3, 3), None, None),
            ("concept", "change", (2, 2), {"broader_id": None}, {"broader_id": 3}),
        ]


def test_a_row_taken_off_the_list_that_it_belongs_to_is_in_the_history(notebook):
    with notebook.transaction("add") as session:
        session.add_all(one_of_each())
    with notebook.transaction("take off") as session:
        claim, resolution = session.get_one(Claim, 1), session.get_one(Resolution, 1)
        claim.about.clear()
        resolution.citations.clear()
        session.get_one(Source, 1).passage = None
    with notebook.read() as session:
        citation = {"id": 1, "resolution_id": 1, "evidence_id": 1, "side": "against"}
        assert sorted(revisions(session, 2)) == [
            ("about", "remove", (1, 1), {"id": 1, "claim_id": 1, "concept_id": 2}, None),
            ("citation", "remove", (1, 1), citation, None),
            ("passage", "remove", (1, 1), {"id": 1, "source_id": 1, "text": "以年为单位"}, None),
        ]


def test_a_change_to_the_same_is_none(database):
    with database.transaction("add") as session:
        session.add_all(one_of_each())
    with database.transaction("change") as session:
        row = session.get_one(Speaker, 1)
        row.kind, row.names, row.aliases = "person", {"en": "Ann"}, ["A."]
        session.get_one(Source, 1).published = "2024-09"
        row.note = {"en": "other"}
        row.note = {"en": "n"}
    with database.read() as session:
        assert session.scalars(select(Batch.id)).all() == [1]


def test_a_row_changed_and_removed_at_once_is_kept_as_it_was(notebook):
    with notebook.transaction("add") as session:
        session.add_all(one_of_each())
    with notebook.transaction("remove") as session:
        row = session.get_one(Citation, 1)
        session.expire_all()
        row.side = "for"
        session.delete(row)
    with notebook.read() as session:
        assert revisions(session, 2) == [
            (
                "citation",
                "remove",
                (1, 1),
                {"id": 1, "resolution_id": 1, "evidence_id": 1, "side": "against"},
                None,
            )
        ]


def test_runs_of_numbers_are_one_entry_each():
    assert history.added("claim", [5, 1, 2, 3, 9, 6]) == [
        {"table_name": "claim", "action": "add", "first_id": first, "last_id": last}
        for first, last in ((1, 3), (5, 6), (9, 9))
    ]
    assert history.added("claim", []) == []


@pytest.mark.parametrize(
    "statement",
    [
        update(Claim).values(kind="fact"),
        delete(Claim),
        insert(Speaker).values(uid="x", kind="person", names={}, aliases=[]),
    ],
    ids=["update", "delete", "insert"],
)
def test_a_statement_that_would_pass_by_the_history_is_refused(notebook, statement):
    with notebook.transaction("change") as session, pytest.raises(Conflict) as refused:
        session.execute(statement)
    table = statement.table.name
    assert str(refused.value) == (
        f"A statement that changes {table} rows would pass by the history. "
        "Change them by kg.notebook, or as objects of the session."
    )


def test_what_was_typed_is_kept_readable(database):
    with database.transaction("add \x00\udcff\x1b[31m 颜", curator="a\udcffda") as session:
        session.add_all(one_of_each())
    with database.read() as session:
        batch = session.scalars(select(Batch)).one()
        assert (batch.command, batch.curator) == ("add ���[31m 颜", "a�da")


def test_the_curator_is_who_the_environment_names(notebook, monkeypatch):
    monkeypatch.setenv("KG_CURATOR", "ada")
    with notebook.transaction("add") as session:
        session.add_all(one_of_each())
    with notebook.read() as session:
        assert session.scalars(select(Batch.curator)).all() == ["ada"]
