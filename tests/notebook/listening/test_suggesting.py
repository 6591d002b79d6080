import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.cues import Kind
from kg.domain.sentences import Span, sentences
from kg.errors import Invalid
from kg.notebook import sources
from kg.notebook.listening.scripts import Mark
from kg.notebook.listening.suggesting import Suggestion, overlapping, suggestions
from kg.store.models import Turn
from tests.notebook.taking_in import take_in

TEXT = (
    "Ada: It rains. It will be there within two years, I bet.\nEve: I don't agree. 我也這麼想。\n"
)


def talk(session, text=TEXT, language=None):
    """A source with a turn for each line, whose label stands before the colon."""
    source = sources.add(session, {"en": "A talk"}, text=text, language=language)
    begins = 0
    for number, line in enumerate(text.splitlines(), start=1):
        label, words = line.split(": ")
        start = begins + len(label) + 2
        source.turns.append(Turn(number=number, label=label, begins=start, ends=start + len(words)))
        begins += len(line) + 1
    session.flush()
    return source


def told(found: list[Suggestion]):
    return [(one.turn and one.turn.number, one.what.value, one.cue, one.text) for one in found]


def test_suggestions_stand_in_their_turns_the_best_first(session):
    assert told(suggestions(session, talk(session))) == [
        (1, "prediction", "I bet", "It will be there within two years, I bet."),
        (2, "disagreement", "disagree", "I don't agree."),
        (2, "agreement", "我也", "我也這麼想。"),
    ]


def test_offsets_are_those_of_the_text(session):
    for one in suggestions(session, talk(session)):
        assert TEXT[one.begins : one.ends] == one.text
        for cue in one.cues:
            assert one.begins <= cue.begins <= cue.ends <= one.ends
    assert [
        TEXT[cue.begins : cue.ends]
        for one in suggestions(session, "A talk", Kind.PREDICTION)
        for cue in one.cues
    ] == ["I bet", "will be", "within two years"]


def test_of_one_kind_only_what_may_be_one_is_suggested(session):
    found = suggestions(session, talk(session), Kind.DISAGREEMENT)
    assert told(found) == [(2, "disagreement", "disagree", "I don't agree.")]


def test_a_text_without_turns_has_suggestions_too(session):
    source = sources.add(session, {"en": "Notes"}, text="It will be there soon.\n\nIt rains.")
    assert told(suggestions(session, source)) == [
        (None, "prediction", "will", "It will be there soon.")
    ]


def test_a_sentence_knows_the_claims_that_quote_it(session):
    take_in(
        session,
        {
            "speakers": [{"id": "ada", "names": {"en": "Ada"}}],
            "sources": [
                {"id": "talk", "title": {"en": "Talk"}, "text": "It may come. It will go."}
            ],
            "claims": [
                {
                    "id": "goes",
                    "kind": "prediction",
                    "statement": {"en": "It goes"},
                    "positions": [
                        {
                            "speaker": "ada",
                            "source": "talk",
                            "stance": "asserts",
                            "quote": "will go",
                        }
                    ],
                }
            ],
        },
    )
    assert {one.text: one.captured for one in suggestions(session, "talk")} == {
        "It will go.": (1,),
        "It may come.": (),
    }


def test_there_is_nothing_in_a_language_without_known_cues(session):
    assert suggestions(session, talk(session, language="fr")) == []
    assert suggestions(session, sources.add(session, {"en": "J"}, text="明日は会います。")) == []
    assert suggestions(session, talk(session, language="en-GB")) != []


def test_a_source_without_a_text_is_refused(session):
    source = sources.add(session, {"en": "A talk"})
    with pytest.raises(Invalid, match="The text of A talk is not kept"):
        suggestions(session, source)


@given(
    st.lists(st.sampled_from(["A b. ", "C. ", "d e f. "])).map("".join),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20))),
)
def test_claims_are_found_by_every_quote_that_overlaps_a_sentence(text, quoted):
    spans = sentences(text)
    quotes = [(begins, begins + length) for begins, length in quoted]
    marks = [Mark(begins, ends, None, n, "", "", "") for n, (begins, ends) in enumerate(quotes)]
    assert [set(claims) for claims in overlapping(spans, marks)] == [
        {n for n, (begins, ends) in enumerate(quotes) if begins < span.ends and span.begins < ends}
        for span in spans
    ]


def test_a_quote_whose_place_is_not_known_overlaps_nothing():
    assert overlapping([Span(0, 5)], [Mark(None, None, 1, 7, "", "", "")]) == [()]
