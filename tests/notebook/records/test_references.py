"""How records refer to each other, and to what the notebook holds already."""

import pytest
from sqlalchemy import func, select

from kg.notebook import claims, concepts, sources, speakers
from kg.notebook.finding import find
from kg.notebook.showing.cards import (
    claim_cards,
    link_cards,
    position_cards,
)
from kg.store.models import Concept, Position, Resolution, Turn
from tests.notebook.asking import TODAY, refusal
from tests.notebook.records.records import CLAIM, O1, OPPOSES, REPORT, TALK, YAN, in_list, position
from tests.notebook.taking_in import planned, take_in


class TestReferences:
    def test_a_record_may_refer_to_later_ones_and_to_other_files(self, session):
        take_in(
            session,
            {"links": [{"from": "c1", "kind": "opposes", "to": "c2"}]},
            {
                "claims": [
                    position(speaker="颜水成"),
                    {"id": "c2", "kind": "fact", "statement": "x"},
                ]
            },
            {"speakers": [YAN]},
        )
        assert link_cards(session, [1])[0]["to"] == "c2"
        assert position_cards(session, [1])[0]["speaker"] == "yan"

    def test_a_record_may_refer_to_the_notebook_by_id_name_or_alias(self, session):
        ann = speakers.add(session, {"en": "Ann", "zh": "安"}, aliases=["A. B."], uid="ann-1")
        o1 = concepts.add(session, "o1")
        talk = sources.add(session, "The talk")
        claims.add(session, "It takes years", today=TODAY, uid="old")
        for number, name in enumerate(("ann-1", "ANN", "安", "a b"), 1):
            take_in(
                session,
                in_list(
                    "claims",
                    CLAIM
                    | {
                        "id": f"c{number}",
                        "about": ["O1"],
                        "positions": [
                            {"speaker": name, "stance": "asks", "source": "the talk", "turn": 7}
                        ],
                    },
                ),
            )
        assert {row.speaker_id for row in session.scalars(select(Position))} == {ann.id}
        assert {row.source_id for row in session.scalars(select(Position))} == {talk.id}
        assert session.scalar(select(func.count()).select_from(Turn)) == 1
        assert find.concept(session, "o1") is o1
        take_in(session, {"links": [{"from": "old", "kind": "restates", "to": "c1", "by": "安"}]})
        assert link_cards(session, [1])[0]["by"] == "ann-1"

    def test_an_id_wins_over_a_name(self, session):
        take_in(
            session,
            {
                "concepts": [
                    {"id": "apple", "names": "Apple Inc."},
                    {"id": "fruit", "names": "apple"},
                ],
                "claims": [CLAIM | {"about": ["apple", "Apple"]}],
            },
        )
        assert claim_cards(session, [1], TODAY)[0]["about"] == ["apple", "fruit"]

    @pytest.mark.parametrize(
        ("lists", "message"),
        [
            (
                in_list("claims", CLAIM | {"about": ["o1", "OpenI o1"]}),
                "claims[0].about[1]: There is no concept 'OpenI o1'. Did you mean OpenAI o1?",
            ),
            (
                in_list("claims", position(speaker="Zoe")),
                "claims[0].positions[0].speaker: There is no speaker 'Zoe'. "
                "Give it a record of its own, or correct the reference.",
            ),
            (
                in_list("claims", position(speaker="Yan Shuichen")),
                "claims[0].positions[0].speaker: There is no speaker 'Yan Shuichen'. "
                "Did you mean Yan Shuicheng?",
            ),
            (
                in_list("claims", CLAIM, position(source="Ruond table") | {"id": "c2"}),
                "claims[1].positions[0].source: There is no source 'Ruond table'. "
                "Did you mean Round table?",
            ),
            (
                in_list("links", {"from": "c9", "kind": "opposes", "to": "c8"}),
                "links[0].from: There is no claim 'c9'. "
                "Give it a record of its own, or correct the reference.",
            ),
            (
                in_list("concepts", {"id": "a", "names": "A", "broader": "b"}),
                "concepts[0].broader: There is no concept 'b'. "
                "Give it a record of its own, or correct the reference.",
            ),
            (
                in_list(
                    "sources", {"id": "a", "title": "A", "turns": [{"number": 1, "speaker": "x"}]}
                ),
                "sources[0].turns[0].speaker: There is no speaker 'x'. "
                "Give it a record of its own, or correct the reference.",
            ),
            (
                {
                    "claims": [CLAIM],
                    "predictions": [
                        {
                            "id": "p",
                            "claims": ["c1"],
                            "resolutions": [
                                {"outcome": "right", "decided": "2026", "evidence": ["repotr"]}
                            ],
                        }
                    ],
                },
                "predictions[0].resolutions[0].evidence[0]: There is no evidence 'repotr'. "
                "Did you mean report?",
            ),
            (
                in_list("predictions", {"id": "p", "claims": ["It takes years"]}),
                "predictions[0].claims[0]: There is no claim 'It takes years'. "
                "Give it a record of its own, or correct the reference.",
            ),
        ],
    )
    def test_a_reference_to_nothing_is_refused_with_its_place(self, session, lists, message):
        take_in(
            session, {"speakers": [YAN], "concepts": [O1], "sources": [TALK], "evidence": [REPORT]}
        )
        assert refusal(planned, session, lists) == f"file at {message}"

    def test_a_name_that_several_bear_is_refused(self, session):
        speakers.add(session, "Ann")
        lists = {
            "speakers": [{"id": "ann", "names": "ANN"}],
            "claims": [position(speaker="Ann")],
        }
        assert refusal(planned, session, lists) == (
            "file at claims[0].positions[0].speaker: 'Ann' is the name of 2 speakers. Use an id."
        )

    def test_the_place_names_the_file(self, session):
        assert refusal(
            planned,
            session,
            {"claims": [CLAIM]},
            in_list("claims", position(speaker="X") | {"id": "c2"}),
        ) == (
            "file2 at claims[0].positions[0].speaker: There is no speaker 'X'. "
            "Give it a record of its own, or correct the reference."
        )


class TestIds:
    @pytest.mark.parametrize(
        ("lists", "message"),
        [
            (
                [in_list("claims", CLAIM, CLAIM)],
                "file at claims[1].id: There are two records 'c1'. Give one another id.",
            ),
            (
                [in_list("claims", CLAIM), in_list("claims", CLAIM)],
                "file2 at claims[0].id: There are two records 'c1'. Give one another id.",
            ),
            (
                [
                    in_list("claims", CLAIM, CLAIM | {"id": "c2"}),
                    {"links": [OPPOSES, OPPOSES]},
                ],
                "file2 at links[1].id: There are two records 'c1/opposes/c2'. "
                "Give them ids that differ.",
            ),
            (
                [
                    {
                        "speakers": [YAN],
                        "claims": [
                            CLAIM
                            | {
                                "positions": [
                                    {"speaker": "yan", "stance": "asserts"},
                                    {"id": "c1/yan", "speaker": "yan", "stance": "asks"},
                                ]
                            }
                        ],
                    }
                ],
                "file at claims[0].positions[1].id: There are two records 'c1/yan'. "
                "Give them ids that differ.",
            ),
        ],
    )
    def test_two_records_of_one_id_are_refused(self, session, lists, message):
        assert refusal(planned, session, *lists) == message

    def test_records_of_other_sorts_may_share_an_id(self, session):
        take_in(
            session,
            {
                "speakers": [{"id": "x", "names": "X"}],
                "concepts": [{"id": "x", "names": "X"}],
                "sources": [{"id": "x", "title": "X"}],
                "evidence": [{"id": "x", "title": "X"}],
                "claims": [
                    CLAIM
                    | {
                        "id": "x",
                        "about": ["x"],
                        "resolutions": [{"outcome": "right", "decided": "2026"}],
                    }
                ],
                "predictions": [
                    {
                        "id": "x",
                        "claims": ["x"],
                        "forecasts": [{"speaker": "x", "basis": "stated", "probability": 1}],
                        "resolutions": [{"outcome": "right", "decided": "2026"}],
                    }
                ],
            },
        )
        uids = session.scalars(select(Resolution.uid).order_by(Resolution.uid)).all()
        assert uids == ["x/check", "x/verdict"]

    def test_a_record_within_a_record_keeps_the_id_that_it_is_given(self, session):
        lists = {"speakers": [YAN], "claims": [position(id="p-1", said="2024")]}
        take_in(session, lists)
        take_in(session, {"claims": [position(id="p-1", said="2025")]})
        assert [(row.uid, str(row.said)) for row in session.scalars(select(Position))] == [
            ("p-1", "2025")
        ]

    def test_positions_are_told_apart_by_their_order_among_one_speakers(self, session):
        both = [{"speaker": "yan", "stance": "asserts"}, {"speaker": "yan", "stance": "asks"}]
        take_in(session, {"speakers": [YAN], "claims": [CLAIM | {"positions": both}]})
        both[1]["said"] = "2025"
        assert take_in(session, {"claims": [CLAIM | {"positions": both}]}) == [
            "claims: 1 same",
            "positions: 1 changed, 1 same",
        ]


class TestCircles:
    def test_concepts_of_one_file_may_not_run_in_a_circle(self, session):
        lists = in_list(
            "concepts",
            {"id": "a", "names": "A", "broader": "b"},
            {"id": "b", "names": "B", "broader": "c"},
            {"id": "c", "names": "C", "broader": "a"},
        )
        assert refusal(planned, session, lists) == (
            "file at concepts[0].broader: "
            "The broader concepts run in a circle: a → b → c → a. Take one out."
        )
        itself = in_list("concepts", {"id": "a", "names": "A", "broader": "a"})
        assert refusal(planned, session, itself) == (
            "file at concepts[0].broader: "
            "The broader concepts run in a circle: a → a. Take one out."
        )

    def test_nor_may_they_run_through_the_notebook(self, session):
        concepts.add(session, "A", uid="a")
        concepts.add(session, "B", broader="a", uid="b")
        concepts.add(session, "C", broader="b", uid="c")
        assert refusal(planned, session, {}, in_list("concepts", {"id": "a", "broader": "C"})) == (
            "file2 at concepts[0].broader: "
            "The broader concepts run in a circle: a → c → b → a. Take one out."
        )

    def test_a_circle_that_the_file_itself_opens_is_none(self, session):
        concepts.add(session, "A", uid="a")
        concepts.add(session, "B", broader="a", uid="b")
        take_in(
            session, in_list("concepts", {"id": "a", "broader": "b"}, {"id": "b", "broader": None})
        )
        assert [
            (row.uid, row.broader_id)
            for row in session.scalars(select(Concept).order_by(Concept.id))
        ] == [
            ("a", 2),
            ("b", None),
        ]
