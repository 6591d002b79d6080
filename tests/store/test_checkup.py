"""Looking a notebook through: what was done to it behind the program's back is found."""

import sqlite3
import tracemalloc
from datetime import date

import pytest
from sqlalchemy import delete, text, update

from kg.domain.vocabulary import Outcome, Stance
from kg.errors import NotebookError
from kg.notebook import claims, positions, predictions, resolutions, views
from kg.notebook.finding import find
from kg.store import checkup
from kg.store import database as databases
from kg.store.checkup import Part
from kg.store.models import (
    About,
    Claim,
    Concept,
    Entry,
    Name,
    Passage,
    Reading,
    Resolution,
    Source,
    View,
)
from kg.store.undo import undo
from tests.store.contents import indexed_names, indexed_words, names_of_rows, words_of_rows

DAY = date(2026, 11, 23)


@pytest.fixture(params=["sqlite", "postgresql"])
def notebook(request, tmp_path):
    server = request.param == "postgresql"
    place = request.getfixturevalue("postgres_url") if server else tmp_path / "notebook.db"
    made = databases.create(place)
    with made.transaction("two claims") as session:
        claims.add(session, {"en": "Prices fall"}, speaker="Ada", about=["prices"], today=DAY)
        claims.add(session, {"zh": "今年通胀会回落"}, speaker="央行", about=["通胀"], today=DAY)
    yield made
    made.close()


def wrong(notebook):
    return {part.value: found for part in Part if (found := [*checkup.faults(notebook, part)])}


def behind_its_back(notebook, *statements):
    with notebook.writing.begin() as connection:
        for one in statements:
            connection.execute(one)


def test_a_notebook_that_only_kg_changed_is_sound(notebook):
    with notebook.transaction("change, remove and bring back") as session:
        claim = session.get_one(Claim, 1)
        claim.tags = ["money"]
        session.flush()
        session.delete(session.get_one(Claim, 2))
    with notebook.transaction("undo") as session:
        undo(session)
    with notebook.transaction("undo the undo") as session:
        undo(session, 3)
    assert wrong(notebook) == {}


def test_a_value_that_is_not_what_its_column_is_for_is_told(notebook):
    behind_its_back(
        notebook,
        text("UPDATE position SET said = '2026-13-01' WHERE id = 1"),
        text("UPDATE claim SET tags = '[1]' WHERE id = 2"),
        text("""UPDATE claim SET statement = '["Prices"]' WHERE id = 1"""),
    )
    assert [*checkup.faults(notebook, Part.VALUES)] == [
        "claim 1: statement cannot be read.",
        "claim 2: tags cannot be read.",
        "position 1: said cannot be read.",
    ]


def test_a_name_that_is_not_found_or_wrongly_found_is_told_and_made_anew(notebook):
    behind_its_back(
        notebook,
        delete(Name).where(Name.kind == "speaker", Name.row_id == 1),
        update(Name).where(Name.kind == "concept", Name.row_id == 1).values(key="money"),
    )
    assert wrong(notebook) == {
        "names": [
            "speaker 1 is not found by 'ada'.",
            "concept 1 is not found by 'prices'.",
            "concept 1 is found by 'money', which it is not called.",
        ]
    }
    checkup.mend(notebook, [Part.NAMES])
    assert wrong(notebook) == {}
    with notebook.read() as session:
        assert indexed_names(session) == names_of_rows(session)


def test_words_that_search_lacks_or_has_of_nothing_are_told_and_made_anew(notebook):
    behind_its_back(
        notebook,
        text('UPDATE claim SET statement = \'{"en": "Wages rise"}\' WHERE id = 1'),
        text("INSERT INTO entry (number, size, words) VALUES (777, 1, 'ghost')"),
    )
    found = wrong(notebook)
    assert found["search"][-2:] == [
        "claim 1 is not found by the words it has now.",
        "claim 777 is not found by the words it has now.",
    ]
    assert found["names"] == [
        "claim 1 is not found by 'wages-rise'.",
        "claim 1 is found by 'prices-fall', which it is not called.",
    ]
    checkup.mend(notebook, [Part.NAMES, Part.SEARCH])
    assert wrong(notebook) == {}
    with notebook.read() as session:
        assert indexed_words(session) == words_of_rows(session)


def test_an_index_of_words_that_differs_from_them_is_told(tmp_path):
    made = databases.create(tmp_path / "notebook.db")
    with made.transaction("a claim") as session:
        claims.add(session, {"en": "Prices fall"}, today=DAY)
    behind_its_back(made, delete(Entry))
    assert wrong(made) == {
        "search": [
            "The index of words has other words than it should.",
            "claim 1 is not found by the words it has now.",
        ]
    }
    made.close()


def test_the_text_of_a_source_is_looked_through_turn_by_turn(notebook):
    with notebook.transaction("a source") as session:
        source = Source(uid="s", kind="document", title={"en": "Talk"})
        source.passage = Passage(text="Prices fall.\n\nWages rise.")
        session.add(source)
    assert wrong(notebook) == {}
    behind_its_back(notebook, text("UPDATE passage SET text = 'Nothing.' WHERE id = 1"))
    assert set(wrong(notebook)["search"]) == {
        "The text of source 1 is not found by the words it has now."
    }


def test_of_texts_only_a_few_are_held_in_memory(tmp_path):
    """Each may be a whole book."""
    made = databases.create(tmp_path / "notebook.db")
    with made.transaction("sources") as session:
        for number in range(60):
            source = Source(uid=f"s{number}", kind="document", title={"en": f"Talk {number}"})
            source.passage = Passage(text="Prices fall.\n" * 500 + " " * 100_000)
            session.add(source)
    for part in (Part.VALUES, Part.SEARCH):
        tracemalloc.start()
        assert [*checkup.faults(made, part)] == []
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 3_000_000
    made.close()


def test_rows_that_came_or_went_without_a_change_are_told(notebook):
    behind_its_back(
        notebook,
        delete(About).where(About.id == 1),
        text("INSERT INTO about (id, claim_id, concept_id) VALUES (9, 1, 2)"),
    )
    assert wrong(notebook) == {
        "history": [
            "about 1 is gone, but no change removed it.",
            "about 9 is there, but no change added it.",
        ]
    }


def test_a_column_that_was_changed_again_without_a_change_is_told(notebook):
    with notebook.transaction("tag") as session:
        session.get_one(Claim, 1).tags = ["money"]
    behind_its_back(notebook, text("UPDATE claim SET tags = '[]' WHERE id = 1"))
    assert wrong(notebook)["history"] == ["claim 1 has another tags than the history says."]


def test_a_change_that_is_missing_from_the_history_leaves_a_gap(notebook):
    for tag in ("one", "two", "three"):
        with notebook.transaction(tag) as session:
            session.get_one(Claim, 1).tags = [tag]
    behind_its_back(notebook, text("DELETE FROM revision WHERE batch_id = 3"))
    assert wrong(notebook)["history"] == ["Change 4 does not follow the last one of claim 1."]


def test_references_to_nothing_are_told(tmp_path):
    made = databases.create(tmp_path / "notebook.db")
    with made.transaction("a prediction") as session:
        claim = claims.add(session, {"en": "Prices fall"}, speaker="Ada", today=DAY)
        predictions.predict(session, [claim.id])
    made.close()
    with sqlite3.connect(tmp_path / "notebook.db") as connection:
        connection.execute("UPDATE reading SET claim_id = 41")
    made = databases.open(tmp_path / "notebook.db")
    assert wrong(made) == {"references": ["reading 1 points at a claim that is not there."]}
    made.close()


def test_a_damaged_page_is_told_or_refused_in_one_sentence(tmp_path):
    path = tmp_path / "notebook.db"
    made = databases.create(path)
    with made.transaction("claims") as session:
        for number in range(300):
            claims.add(session, {"en": f"Prices fall by {number}"}, today=DAY)
    made.close()
    whole = path.read_bytes()
    said = set()
    for page in range(3, len(whole) // 4096, 7):
        path.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        said.add(first_word_on(path))
    assert said <= {
        "SQLite says",
        f"The notebook {path} is damaged.",
        f"The notebook {path} is damaged. "
        f"Restore a backup of it: kg --database {path} restore FILE.",
    }


def first_word_on(path):
    """What is said of a damaged file: the sentence that refuses it, or that something is found."""
    try:
        made = databases.open(path)
        try:
            return next(checkup.faults(made, Part.FILE)).split(":")[0]
        finally:
            made.close()
    except NotebookError as refused:
        return str(refused)


def test_what_must_hold_between_rows_is_looked_at(notebook):
    with notebook.transaction("more") as session:
        predictions.predict(session, ["1"], due="2027")
        resolutions.resolve(session, "1", Outcome.RIGHT, today=DAY)
        views.add(session, "Money", "text:prices", today=DAY)
        views.add(session, "Wages", "text:wages", today=DAY)
        positions.take(session, "2", "Ada", Stance.AGREES, said="2025", today=DAY)
        resolutions.resolve(session, find.claim(session, "2"), Outcome.RIGHT, today=DAY)
    assert wrong(notebook) == {}
    behind_its_back(
        notebook,
        update(Concept).where(Concept.id == 1).values(broader_id=2),
        update(Concept).where(Concept.id == 2).values(broader_id=1),
        delete(Reading),
        update(View).where(View.id == 2).values(name="money"),
        update(Resolution).where(Resolution.id == 2).values(decided="2024-05"),
    )
    assert [*checkup.faults(notebook, Part.RULES)] == [
        "concept 1 is broader than itself: 1 → 2 → 1.",
        "prediction 1 is a reading of no claim.",
        "resolution 2, decided 2024-05, is older than what it judges, said on 2025-01-01.",
        "views 1 and 2 have one name.",
    ]
