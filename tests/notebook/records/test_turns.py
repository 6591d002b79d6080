"""Turns and texts of sources, and quotes from them."""

from typing import ClassVar

import pytest
from sqlalchemy import func, select

from kg.notebook import positions
from kg.notebook.showing.cards import (
    position_cards,
)
from kg.store.models import Passage, Position, Turn
from tests.notebook.asking import TODAY, refusal
from tests.notebook.records.records import TALK, YAN, in_list, position
from tests.notebook.taking_in import planned, take_in


class TestTurnsAndTexts:
    def test_turns_are_new_changed_or_the_same(self, session):
        turns = [{"number": 0, "section": "one"}, {"number": 1, "speaker": "yan", "start": 2.5}]
        take_in(session, {"speakers": [YAN], "sources": [TALK | {"turns": turns}]})
        turns = [{"number": 0, "section": "two"}, {"number": 1, "start": 2.5}, {"number": 2}]
        assert take_in(session, in_list("sources", TALK | {"turns": turns})) == [
            "sources: 1 same",
            "turns: 1 new, 1 changed, 1 same",
        ]
        assert [
            (row.number, row.section, row.speaker_id, row.start)
            for row in session.scalars(select(Turn).order_by(Turn.number))
        ] == [(0, "two", None, None), (1, None, 1, 2.5), (2, None, None, None)]

    def test_a_turn_stands_once_in_a_source(self, session):
        lists = in_list("sources", TALK | {"turns": [{"number": 1}, {"number": 2}, {"number": 1}]})
        assert refusal(planned, session, lists) == (
            "file at sources[0].turns[2].number: There are two turns 1. Take one out."
        )

    def test_a_position_brings_its_turn_along(self, session):
        claim = position(source="talk", turn=5)
        take_in(session, {"speakers": [YAN], "sources": [TALK], "claims": [claim]})
        turn = session.scalars(select(Turn)).one()
        assert (turn.number, turn.speaker_id, turn.section) == (5, 1, None)
        assert position_cards(session, [1])[0]["turn"] == 5

    def test_a_known_position_has_its_turn_in_its_known_source(self, session):
        take_in(
            session,
            {"speakers": [YAN], "sources": [TALK], "claims": [position(source="talk", turn=5)]},
        )
        take_in(session, {"claims": [position(turn=5)]})
        take_in(session, {"claims": [position(turn=6)]})
        assert position_cards(session, [1])[0]["turn"] == 6
        assert session.scalar(select(func.count()).select_from(Turn)) == 2

    def test_a_turn_needs_a_source(self, session):
        lists = {"speakers": [YAN], "claims": [position(turn=5)]}
        assert refusal(planned, session, lists) == (
            "file at claims[0].positions[0].turn: A turn needs a source. Name the source."
        )

    def test_another_source_has_other_turns(self, session):
        take_in(
            session,
            {"speakers": [YAN], "sources": [TALK], "claims": [position(source="talk", turn=5)]},
        )
        take_in(
            session,
            {"sources": [{"id": "book", "title": "Book"}], "claims": [position(source="book")]},
        )
        card = position_cards(session, [1])[0]
        assert [card["source"], card["turn"]] == ["book", None]

    def test_a_text_is_kept_changed_and_forgotten(self, session):
        for text, kept in (
            ("  one\n", ["one"]),
            ("two", ["two"]),
            (None, []),
            ("Cafe\u0301", ["Café"]),
        ):
            take_in(session, in_list("sources", TALK | {"text": text}))
            assert session.scalars(select(Passage.text)).all() == kept
        take_in(session, in_list("sources", TALK))
        assert session.scalars(select(Passage.text)).all() == ["Café"]
        assert planned(session, in_list("sources", TALK | {"text": "Cafe\u0301\n"})).nothing
        assert refusal(planned, session, in_list("sources", TALK | {"text": "a\x00b"})) == (
            "file at sources[0].text: The text has a control character (U+0000) at place 2. "
            "Take it out."
        )

    def anchor(self, session):
        return session.scalars(select(Position.anchor).order_by(Position.id)).all()

    def test_a_quote_is_anchored_in_the_text(self, session):
        take_in(
            session,
            {
                "speakers": [YAN],
                "sources": [TALK | {"text": "So **it takes** years."}],
                "claims": [position(source="Round table", quote="it takes years")],
            },
        )
        found = {"start": 5, "end": 21, "prefix": "So **", "suffix": "."}
        assert self.anchor(session) == [found]
        # The same words, given without their source: still there.
        take_in(session, {"claims": [position(quote="it takes years")]})
        assert self.anchor(session) == [found]
        take_in(session, {"claims": [position(quote="years")]})
        assert self.anchor(session) == [
            {"start": 16, "end": 21, "prefix": "So **it takes** ", "suffix": "."}
        ]
        # What a file says of a text that is kept here counts less than the text.
        wrong = {"start": 0, "end": 1, "prefix": "", "suffix": ""}
        assert planned(session, {"claims": [position(quote="years", anchor=wrong)]}).nothing
        take_in(session, {"claims": [position(quote=None)]})
        assert self.anchor(session) == [None]

    def test_a_quote_that_the_text_does_not_have_is_refused(self, session):
        lists = {
            "speakers": [YAN],
            "sources": [TALK | {"text": "It takes years."}],
            "claims": [position(source="talk", quote="months")],
        }
        message = (
            "file at claims[0].positions[0].quote: The text of the source does not have the words "
            "«months». Copy them from it exactly."
        )
        assert refusal(planned, session, lists) == message
        take_in(session, lists | {"claims": [position(source="talk", quote="years")]})
        assert refusal(planned, session, {"claims": [position(quote="months")]}) == message
        # Unless the file says that this is known.
        lists["claims"] = [position(source="talk", quote="months", anchor=None)]
        take_in(session, lists)
        assert self.anchor(session) == [None]
        assert planned(session, lists).nothing

    def test_without_the_text_the_file_tells_where_a_quote_stands(self, session):
        place = {"start": 3, "end": 8, "prefix": "a", "suffix": "b"}
        lists = {
            "speakers": [YAN],
            "sources": [TALK],
            "claims": [position(source="talk", quote="years", anchor=place)],
        }
        take_in(session, lists)
        assert self.anchor(session) == [place]
        # Left out it stays, as long as the quote does.
        take_in(session, {"claims": [position(source="talk", quote="years")]})
        assert self.anchor(session) == [place]
        take_in(session, {"claims": [position(source="talk", quote="months")]})
        assert self.anchor(session) == [None]

    def test_other_quotes_are_anchored_in_a_first_text_and_stay_so_in_another(self, session):
        take_in(
            session,
            {
                "speakers": [YAN],
                "sources": [TALK],
                "claims": [position(source="talk", quote="years")],
            },
        )
        positions.take(session, 1, "yan", "agrees", today=TODAY, source="talk", quote="months")
        positions.take(session, 1, "yan", "agrees", today=TODAY, source="talk")
        take_in(session, in_list("sources", TALK | {"text": "years"}))
        found = {"start": 0, "end": 5, "prefix": "", "suffix": ""}
        assert self.anchor(session) == [found, None, None]
        take_in(session, in_list("sources", TALK | {"text": "in months"}))
        assert self.anchor(session) == [
            found,
            {"start": 3, "end": 9, "prefix": "in ", "suffix": ""},
            None,
        ]
        take_in(session, in_list("sources", TALK | {"text": None}))
        assert self.anchor(session)[0] == found

    def test_a_turn_tells_which_of_the_same_words_are_meant(self, session):
        turns = [{"number": 1, "begins": 0, "ends": 5}, {"number": 2, "begins": 6, "ends": 11}]
        lists = {
            "speakers": [YAN],
            "sources": [TALK | {"text": "years years", "turns": turns}],
            "claims": [position(source="talk", quote="years", turn=2)],
        }
        take_in(session, lists)
        assert [one["start"] for one in self.anchor(session)] == [6]
        assert planned(session, lists).nothing

    def test_the_anchor_of_a_file_counts_where_it_is_right(self, session):
        first = {"start": 0, "end": 5, "prefix": "", "suffix": " and years"}
        second = {"start": 10, "end": 15, "prefix": "years and ", "suffix": ""}
        lists = {
            "speakers": [YAN],
            "sources": [TALK | {"text": "years and years"}],
            "claims": [position(source="talk", quote="years")],
        }
        take_in(session, lists)
        assert self.anchor(session) == [first]
        take_in(session, {"claims": [position(quote="years", anchor=second)]})
        assert self.anchor(session) == [second]
        assert planned(session, lists).nothing

    def test_a_new_quote_comes_with_the_anchor_that_it_had(self, session):
        moved = {"start": 1, "end": 6, "prefix": "x", "suffix": ""}
        take_in(
            session,
            {
                "speakers": [YAN],
                "sources": [TALK | {"text": "in years"}],
                "claims": [position(source="talk", quote="years", anchor=moved)],
            },
        )
        assert self.anchor(session) == [moved]


class TestTurnsInTexts:
    TALK: ClassVar = {
        "id": "talk",
        "title": "Talk",
        "text": "Ada: Hello.",
        "turns": [{"number": 1, "label": "Ada", "begins": 5, "ends": 11}],
    }

    def places(self, session):
        return [
            (row.number, row.label, row.begins, row.ends)
            for row in session.scalars(select(Turn).order_by(Turn.number))
        ]

    def test_turns_come_in_with_labels_and_places(self, session):
        take_in(session, {"sources": [self.TALK]})
        assert self.places(session) == [(1, "Ada", 5, 11)]
        assert planned(session, {"sources": [self.TALK]}).nothing

    def test_another_text_takes_their_places(self, session):
        take_in(session, {"sources": [self.TALK]})
        take_in(session, {"sources": [{"id": "talk", "text": "Bob: Hello."}]})
        assert self.places(session) == [(1, "Ada", None, None)]

    @pytest.mark.parametrize(
        ("turn", "message"),
        [
            ({"begins": 5}, "A turn begins and ends. Give both."),
            (
                {"begins": 5, "ends": 12},
                "5 to 12 is no place in a text of 11 characters. Correct it.",
            ),
            (
                {"begins": 5, "ends": 5},
                "5 to 5 is no place in a text of 11 characters. Correct it.",
            ),
        ],
    )
    def test_a_place_outside_the_text_is_refused(self, session, turn, message):
        record = {**self.TALK, "turns": [{"number": 1, **turn}]}
        assert message in refusal(take_in, session, {"sources": [record]})

    def test_a_place_without_a_text_is_refused(self, session):
        record = {**self.TALK, "text": None}
        assert "The text of the source is not here." in refusal(
            take_in, session, {"sources": [record]}
        )
