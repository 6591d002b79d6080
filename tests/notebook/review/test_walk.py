"""A walk through what is due, without a notebook or a terminal: kg.notebook.review.walk."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Outcome
from kg.notebook.review.walk import Deed, Exhibit, Tally, Typed, Walk

RIGHT = Outcome.RIGHT


def test_it_goes_on_to_the_end_and_back_to_the_beginning():
    walk = Walk([5, 8, 2])
    assert (walk.current, walk.number, walk.total) == (5, 1, 3)
    assert not walk.back()
    assert walk.forward()
    assert walk.forward()
    assert not walk.forward()
    assert (walk.current, walk.number) == (2, 3)
    assert walk.back()
    assert walk.current == 8


def test_what_was_typed_belongs_to_the_prediction_at_hand_alone():
    walk = Walk([5, 8])
    walk.typed.note = "seen"
    assert not walk.back()
    assert walk.typed.note == "seen"
    walk.forward()
    assert not walk.typed
    walk.back()
    assert not walk.typed


def test_evidence_a_note_and_a_day_each_count_as_typed():
    assert not Typed()
    assert Typed(note="seen")
    assert Typed(on=PartialDate("2026"))
    assert Typed(exhibits=[Exhibit("a page")])


def test_what_is_offered_becomes_the_next_whether_it_was_to_come_was_passed_or_is_new():
    for wanted, order in ((9, [5, 8, 9, 2]), (2, [5, 8, 2]), (5, [8, 5, 2])):
        walk = Walk([5, 8, 2])
        walk.forward()
        walk.look_at(wanted)
        assert walk.current == wanted
        while walk.back():
            pass
        met = [walk.current]
        while walk.forward():
            met.append(walk.current)
        assert met == order


def test_looking_at_what_is_at_hand_stays_there():
    walk = Walk([5, 8])
    walk.look_at(5)
    assert (walk.current, walk.number, walk.total) == (5, 1, 2)


def test_nothing_is_offered_twice_nor_what_is_at_hand_or_done():
    walk = Walk([5, 8, 2])
    walk.add(Deed(8, 1, outcome=RIGHT))
    assert walk.offer([5, 8, 9, 2]) == 9
    assert walk.offer([5, 8, 9, 2]) == 2
    assert walk.offer([5, 8, 9, 2]) is None


def test_taking_back_leads_to_the_last_deed_with_what_was_typed_for_it():
    walk = Walk([5, 8, 2])
    walk.typed.note = "seen"
    walk.add(Deed(5, 1, outcome=RIGHT, typed=walk.typed))
    assert not walk.typed
    walk.forward()
    walk.add(Deed(8, 2, until=PartialDate("2027")))
    walk.forward()
    taken = walk.take_back()
    assert taken is not None
    assert (taken.change, walk.current) == (2, 8)
    assert not walk.typed
    assert walk.last_deed(8) is None
    taken = walk.take_back()
    assert taken is not None
    assert (taken.change, walk.current, walk.typed) == (1, 5, Typed(note="seen"))
    assert walk.take_back() is None


def test_each_prediction_is_counted_once_by_what_was_done_with_it_last():
    walk = Walk(range(1, 9))
    walk.add(Deed(1, 1, outcome=RIGHT))
    walk.add(Deed(1, 2, outcome=Outcome.WRONG))
    walk.add(Deed(2, 3, until=PartialDate("2027")))
    walk.add(Deed(3, 4, until=PartialDate("2027")))
    walk.add(Deed(3, 5, outcome=RIGHT))
    walk.note_elsewhere(4, gone=True)
    walk.note_elsewhere(5, gone=True)
    walk.note_elsewhere(5, gone=False)
    walk.note_elsewhere(6, gone=True)
    walk.add(Deed(6, 6, outcome=Outcome.VOID))
    assert walk.tally() == Tally(
        decided=Counter({Outcome.WRONG: 1, RIGHT: 1, Outcome.VOID: 1}),
        snoozed=1,
        elsewhere=1,
        left=3,
    )


@given(
    st.lists(st.integers(1, 9), min_size=1, unique=True),
    st.lists(st.sampled_from(["forward", "back", "decide", "snooze", "undo", "look"]), max_size=30),
    st.integers(1, 12),
)
def test_wherever_one_goes_the_tally_adds_up_to_the_whole(queue, steps, other):
    walk = Walk(queue)
    for number, step in enumerate(steps, 1):
        match step:
            case "forward":
                walk.forward()
            case "back":
                walk.back()
            case "decide":
                walk.add(Deed(walk.current, number, outcome=RIGHT))
            case "snooze":
                walk.add(Deed(walk.current, number, until=PartialDate("2027")))
            case "undo":
                walk.take_back()
            case "look":
                walk.look_at(other)
        assert 1 <= walk.number <= walk.total
        tally = walk.tally()
        done = tally.decided.total() + tally.snoozed
        assert done == len({deed.prediction for deed in walk.deeds})
        assert done + tally.elsewhere + tally.left == walk.total
        assert min(tally.left, tally.elsewhere) >= 0
