from datetime import date

import pytest
from sqlalchemy import func, select, text

from kg.domain import records
from kg.errors import Conflict, KgError, NotFound
from kg.notebook import claims, concepts, links, positions, predictions, sources, speakers
from kg.notebook.records.apply import apply, plan
from kg.notebook.records.plans import Document
from kg.store.models import Batch, Claim, Revision
from kg.store.undo import undo
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    words_of_rows,
)
from tests.store.test_history import one_of_each

TODAY = date(2026, 11, 23)


class Notebook:
    """A notebook and the short words of these tests: each call is one change."""

    def __init__(self, database):
        self.database = database
        self.states: list[dict] = [{}]

    def change(self, work, *details, **more):
        """Make a change; gives its number."""
        with self.database.transaction(f"{work.__module__}.{work.__name__}") as session:
            work(session, *details, **more)
        self.states.append(self.contents())
        with self.database.read() as session:
            return session.scalar(select(func.max(Batch.id)))

    def take_in(self, **lists):
        """Import records, given as plain data."""
        import msgspec

        notebook = msgspec.convert(lists, records.Notebook)

        def import_(session):
            apply(session, plan(session, [Document(notebook)]))

        return self.change(import_)

    def undo(self, number=None):
        return self.change(undo, number)

    def refusal(self, number=None):
        """What is said when a change cannot be undone, which then leaves everything as it was."""
        before = self.contents()
        with pytest.raises(KgError) as refused:
            self.undo(number)
        assert self.contents() == before
        return str(refused.value)

    def contents(self):
        with self.database.read() as session:
            assert indexed_names(session) == names_of_rows(session)
            assert indexed_words(session) == words_of_rows(session)
            return contents(session)


def refusal(number, later, did="rests on it"):
    return (
        f"Change {number} cannot be undone, because change {later} {did}. "
        f"Undo that first: kg undo {later}."
    )


@pytest.fixture
def book(notebook):
    return Notebook(notebook)


@pytest.fixture
def stored(database):
    return Notebook(database)


def test_undoing_an_addition_and_that_in_turn(stored):
    stored.change(
        claims.add,
        "It takes years",
        today=TODAY,
        speaker="Ann",
        about=["o1"],
        source="Talk",
        turn=3,
        quote="years",
    )
    assert stored.contents() != {}
    stored.undo()
    assert stored.contents() == {}
    stored.undo(2)
    assert stored.contents() == stored.states[1]
    stored.undo(3)
    assert stored.contents() == {}


def test_undoing_an_edit(stored):
    stored.change(claims.add, "It takes years", today=TODAY, speaker="Ann", about=["o1"])
    stored.change(
        claims.edit,
        1,
        statement={"en": "It takes months", "zh": "数月"},
        kind="fact",
        tags=["pace"],
        note="a note",
        about=["o3"],
        not_about=["o1"],
        new=True,
    )
    stored.undo()
    assert stored.contents() == stored.states[1]
    stored.undo(3)
    assert stored.contents() == stored.states[2]


def test_undoing_the_removal_of_a_claim_with_all_that_hangs_on_it(stored):
    def add(session):
        session.add_all(one_of_each())

    stored.change(add)
    check = {"outcome": "right", "decided": "2026", "evidence": ["e1"]}
    stored.take_in(claims=[{"id": "c1", "resolutions": [check]}])
    stored.change(claims.remove, 1)
    gone = stored.contents()
    assert set(gone) == {
        *("speaker", "concept", "source", "passage", "turn", "claim", "evidence", "moved"),
        "view",
    }
    stored.undo()
    assert stored.contents() == stored.states[2]
    stored.undo(4)
    assert stored.contents() == gone


def test_undoing_an_import_of_many_rows(stored):
    stored.change(speakers.add, "Ann", uid="ann")
    number = stored.take_in(
        speakers=[
            {"id": "ann", "note": "new"},
            *({"id": f"s{n}", "names": f"S {n}"} for n in range(500)),
        ],
        claims=[
            {
                "id": f"c{n}",
                "kind": "fact",
                "statement": f"Claim {n}",
                "positions": [{"speaker": "ann", "stance": "asserts"}],
            }
            for n in range(500)
        ],
    )
    assert number == 2
    with stored.database.read() as session:
        entries = session.scalar(
            select(func.count()).select_from(Revision).where(Revision.batch_id == 2)
        )
        assert entries == 4, "an import writes one entry for each run of rows"
    stored.undo(2)
    assert stored.contents() == stored.states[1]
    stored.undo(3)
    assert stored.contents() == stored.states[2]


def test_undoing_without_a_number_goes_further_back_each_time(book):
    for name in ("Ann", "Bob", "Cid"):
        book.change(speakers.add, name)
    for number in (2, 1, 0):
        book.undo()
        assert book.contents() == book.states[number]
    assert book.refusal() == "There is nothing to undo."
    book.change(speakers.add, "Dan")
    book.undo()
    assert book.contents() == {}


def test_a_change_can_be_undone_once(book):
    book.change(speakers.add, "Ann")
    book.undo(1)
    assert book.refusal(1) == "Change 1 is undone already. Undo its undo to bring it back."
    book.undo(2)
    assert book.refusal(2) == "Change 2 is undone already. Undo its undo to bring it back."
    book.undo(1)
    assert book.contents() == {}
    assert book.refusal(99) == "There is no change 99 in the history. See kg history."


def test_an_older_change_that_nothing_rests_on_can_be_undone(book):
    book.change(speakers.add, "Ann")
    book.change(speakers.add, "Bob")
    book.change(speakers.edit, "Bob", note="a note")
    book.undo(1)
    assert [row["names"] for row in book.contents()["speaker"]] == [{"en": "Bob"}]


def test_two_changes_of_one_row_in_different_columns_do_not_rest_on_each_other(book):
    book.change(speakers.add, "Ann")
    book.change(speakers.edit, "Ann", note="a note")
    book.change(speakers.edit, "Ann", url="https://a.org")
    book.undo(2)
    (row,) = book.contents()["speaker"]
    assert (row["note"], row["url"]) == (None, "https://a.org")


def add_a_claim(book):
    book.change(claims.add, "It takes years", today=TODAY)


class TestRefusals:
    """Each names the change that stands in the way; undoing that first is the way out."""

    def test_a_row_that_was_changed_since_stays(self, book):
        book.change(speakers.add, "Ann")
        book.change(speakers.edit, "Ann", note="a note")
        assert book.refusal(1) == refusal(1, 2)
        book.undo(2)
        book.undo(1)
        assert book.contents() == {}

    def test_a_row_that_was_removed_since_cannot_be_taken_away(self, book):
        book.change(speakers.add, "Ann")
        book.change(speakers.remove, "Ann")
        assert book.refusal(1) == refusal(1, 2)

    def test_a_row_to_which_another_points_stays(self, book):
        book.change(speakers.add, "Ann")
        book.change(claims.add, "It takes years", today=TODAY, speaker="Ann")
        book.change(claims.add, "It takes months", today=TODAY, speaker="Ann")
        assert book.refusal(1) == refusal(1, 2)
        book.undo(2)
        assert book.refusal(1) == refusal(1, 3)

    def test_a_value_that_was_changed_since_stays(self, book):
        book.change(speakers.add, "Ann")
        for note in ("one", "two", "three"):
            book.change(speakers.edit, "Ann", note=note)
        assert book.refusal(2) == refusal(2, 4)
        book.undo(4)
        assert book.refusal(2) == refusal(2, 3)

    def test_a_value_that_came_and_went_was_changed(self, book):
        book.change(speakers.add, "Ann")
        for note in ("one", "two", "one"):
            book.change(speakers.edit, "Ann", note=note)
        assert book.refusal(2) == refusal(2, 4)

    def test_a_row_that_is_gone_cannot_be_set_back(self, book):
        book.change(speakers.add, "Ann")
        book.change(speakers.edit, "Ann", note="one")
        book.change(speakers.remove, "Ann")
        assert book.refusal(2) == refusal(2, 3)

    def test_an_undo_of_something_older_is_a_change_too(self, book):
        book.change(speakers.add, "Ann")
        book.change(speakers.edit, "Ann", note="one")
        book.undo(2)
        book.change(speakers.edit, "Ann", note="two")
        assert book.refusal(3) == refusal(3, 4)
        book.undo(4)
        book.undo(3)
        assert book.contents() == book.states[2]

    def test_what_was_brought_back_cannot_rest_on_what_is_gone(self, book):
        book.change(sources.add, "Talk")
        book.change(claims.add, "It takes years", today=TODAY, speaker="Ann", source="Talk")
        book.undo(2)
        book.undo(1)
        assert book.refusal(3) == refusal(3, 4, "removed what it needs")
        book.undo(4)
        book.undo(3)
        assert book.contents() == book.states[2]

    def test_a_pointer_cannot_be_set_back_to_what_is_gone(self, book):
        book.change(concepts.add, "System")
        book.change(concepts.add, "o1", broader="System")
        book.change(concepts.edit, "o1", broader=None)
        book.change(concepts.remove, "System")
        assert book.refusal(3) == refusal(3, 4, "removed what it needs")

    def test_a_row_cannot_come_back_when_another_has_its_id(self, book):
        book.take_in(speakers=[{"id": "ann", "names": "Ann"}])
        book.undo()
        book.take_in(speakers=[{"id": "ann", "names": "Anna"}])
        assert book.refusal(2) == refusal(2, 3, "put another speaker in its place")
        book.undo(3)
        book.undo(2)
        assert book.contents() == book.states[1]

    def test_a_pair_cannot_come_back_when_it_is_there_again(self, book):
        book.change(claims.add, "It takes years", today=TODAY, about=["o1"])
        book.change(claims.edit, 1, not_about=["o1"])
        book.change(claims.edit, 1, about=["o1"])
        assert book.refusal(2) == refusal(2, 3, "put another about in its place")

    def test_concepts_do_not_come_to_run_in_a_circle(self, book):
        for name in ("o1", "System", "Thing"):
            book.change(concepts.add, name)
        book.change(concepts.edit, "o1", broader="System")
        book.change(concepts.edit, "o1", broader=None)
        book.change(concepts.edit, "System", broader="Thing")
        book.change(concepts.edit, "Thing", broader="o1")
        assert book.refusal(5) == refusal(5, 7, "put it below what it was above")

    def test_a_prediction_keeps_a_claim(self, book):
        for words in ("It takes years", "It takes months"):
            book.change(claims.add, words, today=TODAY)
        book.change(predictions.predict, [1])
        book.change(predictions.edit, 1, reads=[2])
        book.change(predictions.edit, 1, not_reads=[1])
        assert book.refusal(4) == refusal(4, 5)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"opens": "2026-01"}, {"due": "2026-02"}),
            ({"due": "2027"}, {"opens": "2026-06"}),
        ],
    )
    def test_the_ends_of_a_window_rest_on_each_other(self, book, first, second):
        add_a_claim(book)
        book.change(predictions.predict, [1], opens="2025", due="2026-03")
        book.change(predictions.edit, 1, **first)
        book.change(predictions.edit, 1, **second)
        assert book.refusal(3) == refusal(3, 4)
        book.undo(4)
        book.undo(3)

    def test_the_ends_of_a_range_rest_on_each_other(self, book):
        add_a_claim(book)
        book.change(predictions.predict, [1])
        book.change(predictions.forecast, 1, "Ann", 0.5, low=0.4, high=0.6, today=TODAY, uid="f1")

        def spread(low, middle, high):
            probability = {"low": low, "middle": middle, "high": high}
            forecast = {"id": "f1", "speaker": "Ann", "basis": "stated", "probability": probability}
            uid = book.contents()["prediction"][0]["uid"]
            return book.take_in(predictions=[{"id": uid, "forecasts": [forecast]}])

        spread(0.1, 0.5, 0.6)
        spread(0.1, 0.2, 0.6)
        assert book.refusal(4) == refusal(4, 5)

    def test_a_quote_rests_on_its_source(self, book):
        book.change(claims.add, "It takes years", today=TODAY, speaker="Ann")
        book.change(sources.add, "Talk")
        book.change(positions.edit, 1, source="Talk")
        book.change(positions.edit, 1, turn=3)
        assert book.refusal(3) == refusal(3, 4)


def test_what_was_changed_behind_the_back_of_the_history_is_not_overwritten(book):
    book.change(speakers.add, "Ann")
    book.change(speakers.edit, "Ann", url="https://a.org")
    with book.database.writing.begin() as connection:
        connection.execute(text("UPDATE speaker SET url = 'https://b.org'"))
    assert book.refusal(2) == (
        "Change 2 cannot be undone, because a later change rests on it. See kg history."
    )


def test_a_change_that_added_and_removed_the_same_row_is_undone_once(book):
    def come_and_go(session):
        row = speakers.add(session, "Ann")
        speakers.remove(session, row)

    book.change(come_and_go)
    book.undo()
    assert book.refusal() == "There is nothing to undo."
    assert book.contents() == {}


def test_a_change_that_changed_what_it_added_and_removed_what_it_changed(book):
    book.change(speakers.add, "Ann")

    def juggle(session):
        bob = speakers.add(session, "Bob")
        speakers.edit(session, bob, note="new")
        speakers.edit(session, "Ann", note="one")
        speakers.edit(session, "Ann", url="https://a.org", note="two")
        speakers.remove(session, "Ann")

    book.change(juggle)
    book.undo()
    assert book.contents() == book.states[1]
    book.undo(3)
    assert book.contents() == book.states[2]


def test_a_change_that_points_an_old_row_at_a_new_one_can_be_undone(book):
    book.change(claims.add, "It takes years", today=TODAY, speaker="Ann", uid="c1")
    (position,) = book.contents()["position"]
    book.take_in(
        sources=[{"id": "talk", "title": "Talk", "turns": [{"number": 3}]}],
        claims=[
            {
                "id": "c1",
                "positions": [
                    {
                        "id": position["uid"],
                        "speaker": "Ann",
                        "stance": "asserts",
                        "source": "talk",
                        "turn": 3,
                    }
                ],
            }
        ],
    )
    book.undo()
    assert book.contents() == book.states[1]
    book.undo(3)
    assert book.contents() == book.states[2]


def test_an_undo_is_a_change_of_its_own(book):
    book.change(speakers.add, "Ann")

    def add_and_undo(session):
        speakers.add(session, "Bob")
        undo(session)

    with pytest.raises(Conflict) as refused:
        book.change(add_and_undo)
    assert str(refused.value) == "An undo is a change of its own. Finish the one at hand first."
    assert book.contents() == book.states[1]


def test_after_an_undo_the_session_knows_what_is_so(notebook):
    with notebook.transaction("add") as session:
        claims.add(session, "It takes years", today=TODAY)
    with notebook.transaction("edit") as session:
        claims.edit(session, 1, note="a note")
    with notebook.transaction("undo") as session:
        row = session.get_one(Claim, 1)
        assert row.note == {"en": "a note"}
        batch = undo(session)
        assert batch.id == 2
        assert row.note is None


def test_a_link_and_its_claims_come_back_in_any_order(book):
    for words in ("It takes years", "It takes months"):
        book.change(claims.add, words, today=TODAY)
    book.change(links.draw, 1, "opposes", 2)
    book.change(claims.remove, 2)
    book.change(claims.remove, 1)
    assert book.contents() == {}
    assert book.refusal(4) == refusal(4, 5, "removed what it needs")
    book.undo(5)
    book.undo(4)
    assert book.contents() == book.states[3]


def test_nothing_can_be_undone_in_an_empty_notebook(book):
    with pytest.raises(NotFound) as refused:
        book.undo()
    assert str(refused.value) == "There is nothing to undo."


def test_undo_brings_no_twin_of_a_link_or_position_beside_it(book):
    for uid in ("c1", "c2"):
        book.change(claims.add, uid, today=TODAY, uid=uid, speaker="Ann")
    book.change(links.draw, "c1", "opposes", "c2")
    book.change(links.edit, 1, kind="supports")
    book.change(links.draw, "c1", "opposes", "c2")
    book.change(positions.take, "c1", "Ann", "agrees", today=TODAY)
    book.change(positions.remove, 3)
    book.change(positions.take, "c1", "Ann", "agrees", today=TODAY)
    assert book.refusal(4) == refusal(4, 5, "made another link that says the same")
    assert book.refusal(7) == refusal(7, 8, "made another position that says the same")
    book.undo(8)
    book.undo(7)
    assert book.contents() == book.states[6]
