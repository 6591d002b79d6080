import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain import folding
from kg.domain.quotes import CONTEXT, Anchor, anchor_at, find, says
from kg.domain.rechecking import Finding, Quoted, State, verify, verify_all
from tests.data.reading import positions, read

TEXT = (
    "Ann: We looked at the new model for a week. In my view it takes years to catch up.\n\n"
    "Bo: You say that it takes years to catch up, and I would say months at the most.\n"
)
QUOTE = "the new model for a week"


def anchored(quote, text=TEXT):
    anchor = find(text, quote)
    assert anchor is not None
    return anchor


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [
        (("", ""), State.EXACT, QUOTE),
        (("to catch up", "to get there"), State.EXACT, QUOTE),
        (("looked at", "looked"), State.MOVED, QUOTE),
        (("Ann: ", "Ann, that morning: "), State.MOVED, QUOTE),
        (("new model", "**new** model"), State.MOVED, "the **new** model for a week"),
        (("new model for", "newest model for"), State.CHANGED, "the newest model for a week"),
        ((QUOTE, "it"), State.CHANGED, "it"),
        (("week. In my view", "month. I think"), State.CHANGED, "the new model for a month"),
        (
            ("We looked at the new", "They had tried the old"),
            State.CHANGED,
            "the old model for a week",
        ),
        ((QUOTE, ""), State.MISSING, None),
        (("We looked at the new model for a week. ", ""), State.MISSING, None),
    ],
)
def test_what_became_of_a_quote(change, state, words):
    old, new = change
    finding = verify(TEXT.replace(old, new, 1), QUOTE, anchored(QUOTE))
    assert (finding.state, finding.words) == (state, words)


def test_the_same_words_elsewhere_are_not_taken_for_the_quote():
    first = anchored("it takes years to catch up")
    without = TEXT.replace("In my view it takes years to catch up.", "It will be quick.")
    finding = verify(
        without, "it takes years", Anchor(first.start, first.start + 14, "view ", " to")
    )
    assert finding == Finding(State.MISSING, places=1)


def test_context_tells_which_of_the_same_words_are_meant():
    second = anchor_at(TEXT, *(TEXT.rindex("it takes years") + n for n in (0, 14)))
    new = f"Bo, of Acme: {TEXT}"
    finding = verify(new, "it takes years", second)
    assert finding.state is State.MOVED
    assert finding.found == anchor_at(new, second.start + 13, second.end + 13)
    assert finding.places == 2


def test_a_look_alike_that_comes_to_stand_at_the_old_place_is_none():
    text = "He says years. And then: months. She says years, too."
    start = text.rindex("years")
    anchor = anchor_at(text, start, start + 5)
    new = "x" * (start - len("He says ")) + text
    assert new[anchor.start : anchor.end] == "years"
    finding = verify(new, "years", anchor)
    assert finding.state is State.MOVED
    assert finding.found == anchor_at(new, new.rindex("years"), new.rindex("years") + 5)


def test_words_without_a_context_of_their_own_are_ambiguous():
    text = "years, " * 20
    anchor = anchor_at(text, 42, 47)
    assert verify(text, "years", anchor).state is State.EXACT
    assert verify(f"So: {text}", "years", anchor) == Finding(State.AMBIGUOUS, places=20)


def test_the_turn_decides_where_the_context_does_not():
    text = "Ann: years and years to come. Bo: years and years to come."
    finding = verify(text, "years to come", None, (34, 58))
    assert (finding.state, finding.found) == (State.MOVED, anchor_at(text, 44, 57))
    assert verify(text, "years to come", None) == Finding(State.AMBIGUOUS, places=2)


def test_a_quote_without_an_anchor_is_found_where_it_stands_once():
    finding = verify(TEXT, "months at the most", None)
    assert (finding.state, finding.found) == (State.MOVED, anchored("months at the most"))
    assert verify(TEXT, "centuries", None) == Finding(State.MISSING)


def test_quotes_with_words_left_out_are_rechecked_part_by_part():
    quote = "We looked … for a week"
    anchor = anchored(quote)
    assert verify(TEXT, quote, anchor).state is State.EXACT
    moved = verify(f"# Talk\n\n{TEXT}", quote, anchor)
    assert (moved.state, moved.words) == (State.MOVED, "We looked at the new model for a week")
    changed = verify(TEXT.replace("a week", "a month"), quote, anchor)
    assert (changed.state, changed.words) == (
        State.CHANGED,
        "We looked at the new model for a month",
    )


def test_an_anchor_beyond_the_text_is_no_mistake():
    assert verify("short", "years", Anchor(1_000, 1_005, "in ", ".")) == Finding(State.MISSING)
    assert verify("", "years", Anchor(0, 5)) == Finding(State.MISSING)


def test_many_quotes_come_in_their_order():
    chance = random.Random(1)
    words = [f"{chance.choice('abcdef')}{chance.randrange(10**6)}" for _ in range(5_000)]
    text = " ".join(words)
    ends = [at for at, one in enumerate(text) if one == " "]
    anchors = []
    for number in chance.sample(range(len(ends) - 5), 2 * folding.FEW):
        start, end = ends[number] + 1, ends[number + chance.randrange(2, 5)]
        anchors.append(anchor_at(text, start, end))
    many = [Quoted(text[one.start : one.end], one) for one in anchors]
    assert [one.found for one in verify_all(text, many)] == anchors
    new = f"now {text}"
    assert [(one.state, one.found) for one in verify_all(new, many)] == [
        (State.MOVED, anchor_at(new, one.start + 4, one.end + 4)) for one in anchors
    ]


def test_hostile_texts_are_searched_to_their_end():
    text = "a" * 2_000_000
    assert verify(text, "a" * 5_000, Anchor(3, 5_003, "x", "y")).state is State.MISSING
    assert verify(text, "a", Anchor(3, 4, "x" * CONTEXT, "y")).state is State.MISSING


letters = st.text("abc 年月。\n", max_size=40)


@given(
    letters, st.text("abc年", min_size=1, max_size=12), letters, st.booleans(), letters, st.data()
)
def test_an_edit_elsewhere_never_leads_to_other_words(head, quote, tail, before, more, data):
    """The quote stands between marks of its own; around them the text is edited at random."""
    text = f"{head}<the first to say so>{quote}<and the last as well>{tail}"
    start = text.index(quote, len(head) + len("<the first to say so>"))
    anchor = anchor_at(text, start, start + len(quote))
    part = head if before else tail
    at = data.draw(st.integers(0, len(part)))
    until = data.draw(st.integers(at, len(part)))
    edited = part[:at] + more + quote + more + part[until:]
    left, right = (edited, tail) if before else (head, edited)
    new = f"{left}<the first to say so>{quote}<and the last as well>{right}"
    finding = verify(new, quote, anchor)
    meant = new.index(quote, len(left) + len("<the first to say so>"))
    assert finding.state in {State.EXACT, State.MOVED}
    assert finding.found is not None
    assert (finding.found.start, finding.found.end) == (meant, meant + len(quote))


def test_every_quote_of_the_round_table_holds_when_its_article_is_laid_out_anew(roundtable):
    text = (roundtable / "transcript.md").read_text("utf-8")
    many = [Quoted(one.quote, find(text, one.quote)) for _, one in positions(read())]
    assert {one.state for one in verify_all(text, many)} == {State.EXACT}
    plain = re.sub(r"!?\[([^\[\]\n]*)\]\([^\s]*\)|[*\\]", r"\1", text).replace("\n\n", "\n\n\n")
    anew = plain.translate({ord("，"): ",", ord("“"): '"', ord("”"): '"'})
    found = verify_all(anew, many)
    assert {one.state for one in found} <= {State.EXACT, State.MOVED}
    assert all(
        one.words and says(one.words, given.quote) for one, given in zip(found, many, strict=True)
    )
