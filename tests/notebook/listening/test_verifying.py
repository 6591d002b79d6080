import pytest
from sqlalchemy import select

from kg.domain.rechecking import State
from kg.errors import Conflict, NotFound
from kg.notebook import claims, positions, sources
from kg.notebook.listening import verifying
from kg.store.models import Passage, Position, Turn
from tests.notebook.asking import TODAY, refusal
from tests.notebook.records.gathered import lists_of
from tests.notebook.taking_in import planned, take_in
from tests.rig.quick import empty_notebook

TEXT = "Ann: it takes years. Bo: it takes years, and more. Cy: it takes years."


@pytest.fixture
def talk(session):
    """A source whose turns are known, with a claim; gives a way to quote it."""
    source = sources.add(session, "Talk", text=TEXT)
    for number, begins, ends in ((1, 5, 20), (2, 25, 50), (3, 55, 70)):
        session.add(Turn(source=source, number=number, begins=begins, ends=ends))
    session.flush()
    claim = claims.add(session, "A claim", today=TODAY)

    def quoted(quote, **more):
        given = {"source": source, "quote": quote} | more
        return positions.take(session, claim, "Ann", "asserts", today=TODAY, new=True, **given)

    return quoted


def states(session):
    report = verifying.check(session, [row.id for row in session.query(Position)])
    return [str(one.state) for one in report.checks]


def replace(session, text):
    session.query(Passage).one().text = text
    session.flush()


def test_a_quote_is_anchored_in_its_turn(session, talk):
    rows = [talk("it takes years", turn=turn, said="2024") for turn in (2,)]
    assert [row.anchor["start"] for row in rows] == [25]
    assert verifying.doubt(rows[0]) is None
    assert states(session) == ["exact"]


def test_what_was_chosen_by_order_alone_is_said(session, talk):
    assert verifying.doubt(talk("it takes years")) == (
        "The words stand 3 times in Talk; the first is meant. "
        "Name the turn with kg position edit 1 --turn N."
    )
    assert verifying.doubt(talk("and more", turn=3)) == (
        "The words do not stand in turn 3 but in turn 2: kg position edit 2 --turn 2"
    )
    assert verifying.doubt(talk("e", turn=2)) == (
        "The words stand 3 times in turn 2 of Talk; the first is meant. "
        "Quote more with kg position edit 3 --quote TEXT."
    )
    assert verifying.doubt(talk("Bo")) is None
    assert verifying.doubt(talk("Bo", source="Paper")) is None
    assert verifying.doubt(talk(None)) is None


def test_a_turn_that_is_named_later_moves_the_anchor(session, talk):
    row = talk("it takes years")
    assert row.anchor["start"] == 5
    positions.edit(session, row, turn=3)
    assert row.anchor["start"] == 55
    # The words of another turn stay where they are.
    row = talk("and more")
    positions.edit(session, row, turn=3)
    assert row.anchor["start"] == TEXT.index("and more")


def test_quotes_are_rechecked_source_by_source(session, talk):
    talk("it takes years", turn=2)
    talk("years, and more")
    talk("any words", source="Paper")
    talk("any words", source=None)
    talk(None)
    assert states(session) == ["exact", "exact"]
    replace(session, f"# Talk\n\n{TEXT}")
    report = verifying.check(session, [1, 2, 3, 4, 5])
    assert [one.state for one in report.checks] == [State.MOVED, State.MOVED]
    assert not report.sound
    assert report.counts == {"exact": 0, "moved": 2, "changed": 0, "missing": 0, "ambiguous": 0}
    assert sorted(report.unchecked.items(), key=str) == [(2, 1), (None, 1)]
    assert verifying.check(session, []).sound


def test_what_moved_is_anchored_where_it_is(session, talk):
    row = talk("it takes years", turn=2)
    replace(session, f"# Talk\n\n{TEXT}")
    verifying.accept(session, [row])
    assert row.anchor["start"] == 33
    assert states(session) == ["exact"]


@pytest.mark.parametrize(
    ("quote", "text", "problem"),
    [
        (
            "it takes years, and",
            TEXT.replace("years, and", "decades, and"),
            "The quote of position 1 is now «it takes decades, and». "
            "Correct it with kg position edit 1 --quote TEXT.",
        ),
        (
            "and more",
            "Another text.",
            "The quote of position 1 is not in the text of its source. "
            "Correct it with kg position edit 1 --quote TEXT.",
        ),
        (
            "and more",
            f"{TEXT} {TEXT}!",
            "The quote of position 1 stands 2 times, and nothing tells which is meant. "
            "Name its turn with kg position edit 1 --turn N.",
        ),
    ],
)
def test_nothing_but_the_words_themselves_is_accepted(session, talk, quote, text, problem):
    row = talk(quote)
    replace(session, f"So: {text}")
    before = row.anchor
    assert refusal(verifying.accept, session, [row]) == problem
    assert row.anchor == before


def test_without_a_text_or_a_quote_there_is_nothing_to_accept(session, talk):
    for row in (talk(None), talk("any words", source="Paper")):
        with pytest.raises(Conflict, match="has no quote with a text to check it against"):
            verifying.accept(session, [row])
    with pytest.raises(NotFound):
        verifying.accept(session, [99])


def test_anchors_that_are_not_right_come_back_as_they_were(session, talk):
    talk("it takes years", turn=2)
    talk("and more")
    sources.edit(session, "Talk", text="So: it takes years.")
    kept = session.scalars(select(Position.anchor)).all()
    lists = lists_of(session)
    assert planned(session, lists).nothing
    with empty_notebook().transaction("import") as other:
        take_in(other, lists)
        assert other.scalars(select(Position.anchor)).all() == kept
