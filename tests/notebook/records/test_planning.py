from typing import ClassVar

import pytest
from sqlalchemy import func, select

from kg.domain.dates import PartialDate
from kg.notebook import claims, concepts, positions, sources, speakers
from kg.notebook.finding import find
from kg.notebook.showing.cards import (
    claim_cards,
    concept_cards,
    link_cards,
    position_cards,
    prediction_cards,
    source_cards,
    speaker_cards,
)
from kg.store.models import Batch, Concept, Forecast, Passage, Position, Resolution, Speaker, Turn
from tests.notebook.asking import TODAY, refusal
from tests.notebook.taking_in import planned, take_in
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    revisions,
    words_of_rows,
)

YAN = {"id": "yan", "names": {"zh": "颜水成", "en": "Yan Shuicheng"}, "aliases": ["Shuicheng"]}
O1 = {"id": "o1", "names": "OpenAI o1", "aliases": ["o1"], "kind": "system"}
TALK = {"id": "talk", "title": "Round table", "recorded": "2024-09-14"}
REPORT = {"id": "report", "title": "A report", "grade": "primary"}
OPPOSES = {"from": "c1", "kind": "opposes", "to": "c2"}
CLAIM = {"id": "c1", "kind": "prediction", "statement": {"en": "It takes years", "zh": "数年"}}

WHOLE: dict = {
    "speakers": [YAN],
    "concepts": [O1 | {"broader": "models"}, {"id": "models", "names": "Models"}],
    "sources": [TALK | {"turns": [{"number": 3, "section": "one", "speaker": "yan", "start": 4}]}],
    "evidence": [REPORT, {"id": "other", "title": "Another report"}],
    "claims": [
        CLAIM
        | {
            "about": ["o1", "Models"],
            "positions": [
                {
                    "speaker": "颜水成",
                    "stance": "asserts",
                    "said": "2024-09",
                    "source": "Round table",
                    "turn": 3,
                    "quote": "以年为单位",
                },
                {"speaker": "yan", "stance": "partly", "source": "talk", "turn": 4},
            ],
            "resolutions": [{"outcome": "partly", "fraction": 0.5, "decided": "2026"}],
        },
        {"id": "c2", "kind": "fact", "statement": "It takes months"},
    ],
    "links": [{"from": "c1", "kind": "depends on", "to": "c2", "by": "Shuicheng"}],
    "predictions": [
        {
            "id": "p1",
            "claims": ["c1", "c2"],
            "due": "2026",
            "forecasts": [
                {"speaker": "yan", "basis": "stated", "probability": 0.6},
                {
                    "speaker": "yan",
                    "basis": "verbal",
                    "words": "likely",
                    "probability": {"low": 0.5, "middle": 0.7, "high": 0.9},
                },
            ],
            "resolutions": [
                {
                    "outcome": "wrong",
                    "decided": "2026-02",
                    "evidence": ["report", {"evidence": "other", "side": "against"}],
                }
            ],
        }
    ],
}


def in_list(word, *some):
    return {word: list(some)}


def position(**details):
    return CLAIM | {"positions": [{"speaker": "yan", "stance": "asserts", **details}]}


class TestWhatIsNew:
    def test_every_sort_of_record_is_taken_in(self, database):
        with database.transaction("import") as session:
            assert take_in(session, WHOLE) == [
                "speakers: 1 new",
                "concepts: 2 new",
                "sources: 1 new",
                "turns: 1 new",
                "evidence: 2 new",
                "claims: 2 new",
                "positions: 2 new",
                "links: 1 new",
                "predictions: 1 new",
                "forecasts: 2 new",
                "resolutions: 2 new",
            ]
        with database.read() as session:
            assert indexed_names(session) == names_of_rows(session)
            assert indexed_words(session) == words_of_rows(session)
            (card, other) = claim_cards(session, [1, 2], TODAY)
            (prediction,) = prediction_cards(session, [1], TODAY)
            links = link_cards(session, [1])
        assert card["about"] == ["o1", "models"]
        assert [
            (one["uid"], one["speaker"], one["source"], one["turn"], one["section"])
            for one in card["positions"]
        ] == [("c1/yan", "yan", "talk", 3, "one"), ("c1/yan/2", "yan", "talk", 4, None)]
        assert [(one["uid"], one["fraction"]) for one in card["resolutions"]] == [("c1/check", 0.5)]
        assert (card["outcome"], other["outcome"]) == ("mixed", "wrong")
        assert [(one["uid"], one["by"]) for one in links] == [("c1/depends-on/c2/yan", "yan")]
        assert prediction["claims"] == ["c1", "c2"]
        assert [
            (one["uid"], one["low"], one["middle"], one["high"]) for one in prediction["forecasts"]
        ] == [("p1/yan", 0.6, 0.6, 0.6), ("p1/yan/2", 0.5, 0.7, 0.9)]
        (verdict,) = prediction["resolutions"]
        assert verdict["uid"] == "p1/verdict"
        assert [(one["uid"], one["side"]) for one in verdict["evidence"]] == [
            ("report", "for"),
            ("other", "against"),
        ]

    def test_a_plan_says_what_would_become_of_each_row(self, session):
        lists = {"speakers": [YAN], "claims": [position(quote="years"), CLAIM | {"id": "c2"}]}
        assert planned(session, lists).details() == [
            "new speaker yan",
            "new claim c1",
            "new claim c2",
            "new position c1/yan",
        ]
        take_in(session, lists, {"concepts": [O1], "sources": [TALK]})
        take_in(session, {"claims": [CLAIM | {"about": ["o1"]}]})
        changes = {
            "claims": [position(source="talk", quote="more") | {"about": [], "note": "n"}],
            "concepts": [{"id": "o1", "kind": "model"}],
        }
        assert planned(session, changes).details() == [
            "changed concept 1: kind",
            "changed claim 1: note",
            "changed position 1: quote, source",
            "about: claim 1, concept 1 would go",
        ]

    def test_taking_in_the_same_again_changes_nothing(self, database):
        with database.transaction("import") as session:
            take_in(session, WHOLE)
        with database.read() as session:
            before = contents(session)
        with database.transaction("import") as session:
            again = planned(session, WHOLE)
            assert again.nothing
            assert all(line.endswith(" same") for line in again.lines())
            take_in(session, WHOLE)
        with database.read() as session:
            assert contents(session) == before
            assert session.scalar(select(func.count()).select_from(Batch)) == 1

    def test_a_plan_alone_changes_nothing(self, database):
        with database.transaction("plan") as session:
            assert not planned(session, WHOLE).nothing
        with database.read() as session:
            assert contents(session) == {}
            assert session.scalar(select(func.count()).select_from(Batch)) == 0
        with database.transaction("import") as session:
            take_in(session, WHOLE)
            # No number was used up by planning.
            assert session.scalars(select(Speaker.id)).all() == [1]

    def test_what_is_left_out_is_as_usual(self, session):
        take_in(
            session,
            in_list("speakers", {"id": "a", "names": "A"}),
            in_list("concepts", {"id": "a", "names": "A"}),
            in_list("sources", {"id": "a", "title": "A"}),
            in_list("claims", {"id": "a", "kind": "fact", "statement": "A"}),
            in_list("predictions", {"id": "a", "claims": ["a"]}),
        )
        assert speaker_cards(session)[0]["kind"] == "person"
        assert concept_cards(session)[0]["kind"] == "concept"
        assert source_cards(session)[0]["kind"] == "document"
        (card,) = claim_cards(session, [1], TODAY)
        assert (card["weight"], card["tags"], card["positions"]) == ("main", [], [])

    def test_nothing_is_taken_in_from_nothing(self, session):
        assert take_in(session, {}) == take_in(session) == []
        assert session.scalar(select(func.count()).select_from(Batch)) == 0

    @pytest.mark.parametrize(
        ("lists", "message"),
        [
            (
                in_list("speakers", {"id": "a"}),
                "speakers[0]: 'a' is new here and needs a names. Write names: …",
            ),
            (
                in_list("concepts", {"id": "a"}),
                "concepts[0]: 'a' is new here and needs a names. Write names: …",
            ),
            (
                in_list("sources", {"id": "a"}),
                "sources[0]: 'a' is new here and needs a title. Write title: …",
            ),
            (
                in_list("evidence", {"id": "a"}),
                "evidence[0]: 'a' is new here and needs a title. Write title: …",
            ),
            (
                in_list("claims", {"id": "a", "kind": "fact"}),
                "claims[0]: 'a' is new here and needs a statement. Write statement: …",
            ),
            (
                in_list("claims", {"id": "a", "statement": "x"}),
                "claims[0]: 'a' is new here and needs a kind. Write kind: …",
            ),
            (
                in_list("predictions", {"id": "a"}),
                "predictions[0]: A prediction is a reading of a claim. Name its claims.",
            ),
        ],
    )
    def test_a_new_record_must_say_enough(self, session, lists, message):
        assert refusal(planned, session, lists) == f"file at {message}"


class TestWhatIsKnown:
    @pytest.fixture(autouse=True)
    def known(self, session):
        take_in(session, WHOLE)

    def test_a_sparse_record_leaves_the_rest(self, session):
        before = claim_cards(session, [1], TODAY)[0]
        lines = take_in(
            session,
            in_list("claims", {"id": "c1", "note": "a note"}),
            in_list("speakers", {"id": "yan", "url": "https://e.org"}),
            in_list("predictions", {"id": "p1", "horizon": "soon"}),
            in_list("sources", {"id": "talk", "turns": [{"number": 3, "start": 5}]}),
        )
        assert lines == [
            "speakers: 1 changed",
            "sources: 1 same",
            "turns: 1 changed",
            "claims: 1 changed",
            "predictions: 1 changed",
        ]
        after = claim_cards(session, [1], TODAY)[0]
        spoken = [one["predictions"][0] for one in (before, after)]
        assert [one.pop("horizon") for one in spoken] == [None, "soon"]
        assert [one.pop("vague") for one in spoken] == [None, True]
        assert after == before | {"note": {"en": "a note"}}
        turn = session.scalars(select(Turn).where(Turn.number == 3)).one()
        assert (turn.section, turn.start) == ("one", 5.0)

    def test_a_null_empties(self, session):
        take_in(
            session,
            {
                "concepts": [{"id": "o1", "broader": None}],
                "sources": [
                    {
                        "id": "talk",
                        "recorded": None,
                        "turns": [{"number": 3, "section": None, "speaker": None, "start": None}],
                    }
                ],
                "claims": [
                    {
                        "id": "c1",
                        "positions": [
                            {
                                "speaker": "yan",
                                "stance": "asserts",
                                "said": None,
                                "quote": None,
                                "turn": None,
                            },
                            {"speaker": "yan", "stance": "partly", "source": None},
                        ],
                    }
                ],
                "links": [
                    {"from": "c1", "kind": "depends on", "to": "c2", "by": "yan", "note": None}
                ],
                "predictions": [
                    {
                        "id": "p1",
                        "due": None,
                        "forecasts": [
                            {
                                "speaker": "yan",
                                "basis": "verbal",
                                "probability": None,
                                "words": "likely",
                            }
                        ],
                    }
                ],
            },
        )
        assert concept_cards(session)[0]["broader"] is None
        assert source_cards(session)[0]["recorded"] is None
        turn = session.scalars(select(Turn).where(Turn.number == 3)).one()
        assert [turn.section, turn.speaker_id, turn.start] == [None, None, None]
        first, second = position_cards(session, [1, 2])
        assert [first[key] for key in ("said", "quote", "turn", "section")] == [None] * 4
        assert first["source"] == "talk"
        # Without its source there is no turn.
        assert [second["source"], second["turn"]] == [None, None]
        forecast = session.get_one(Forecast, 1)
        assert [forecast.low, forecast.middle, forecast.high] == [None, None, None]

    def test_a_list_that_is_given_is_the_whole_list_of_what_belongs(self, session):
        lines = take_in(
            session,
            {
                "concepts": [{"id": "new", "names": "New"}],
                "claims": [{"id": "c1", "about": ["new", "o1"], "tags": ["x"]}],
                "predictions": [
                    {
                        "id": "p1",
                        "claims": ["c2"],
                        "resolutions": [
                            {"outcome": "wrong", "decided": "2026-02", "evidence": ["other"]}
                        ],
                    }
                ],
            },
        )
        assert lines == [
            "concepts: 1 new",
            "claims: 1 changed",
            "predictions: 1 changed",
            "resolutions: 1 changed",
        ]
        (card,) = claim_cards(session, [1], TODAY)
        assert (card["about"], card["predictions"]) == (["o1", "new"], [])
        (prediction,) = prediction_cards(session, [1], TODAY)
        assert prediction["claims"] == ["c2"]
        (verdict,) = prediction["resolutions"]
        assert [(one["uid"], one["side"]) for one in verdict["evidence"]] == [("other", "for")]
        # What has an id of its own is never removed by leaving it out.
        take_in(session, in_list("claims", {"id": "c1", "positions": [], "about": []}))
        (card,) = claim_cards(session, [1], TODAY)
        assert (card["about"], len(card["positions"])) == ([], 2)

    def test_changes_are_in_the_history_with_before_and_after(self, notebook):
        with notebook.transaction("import") as session:
            take_in(session, WHOLE)
        with notebook.transaction("import") as session:
            take_in(
                session,
                {
                    "speakers": [{"id": "yan", "names": {"en": "Yan"}, "kind": "group"}],
                    "claims": [{"id": "c1", "about": ["models"]}],
                },
            )
        with notebook.read() as session:
            found = revisions(session, 2)
            assert indexed_names(session) == names_of_rows(session)
            assert indexed_words(session) == words_of_rows(session)
        assert found == [
            ("about", "remove", (1, 1), {"id": 1, "claim_id": 1, "concept_id": 1}, None),
            (
                "speaker",
                "change",
                (1, 1),
                {"kind": "person", "names": {"zh": "颜水成", "en": "Yan Shuicheng"}},
                {"kind": "group", "names": {"en": "Yan"}},
            ),
        ]

    @pytest.fixture
    def session(self, notebook, request):
        """One that leaves `notebook` to the test that asks for it."""
        from tests.rig.quick import empty_notebook

        own = empty_notebook()
        with own.transaction("a test") as session:
            yield session
            session.rollback()
        own.close()


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


class TestWhatCannotBe:
    def base(self, **prediction):
        return {
            "speakers": [YAN],
            "evidence": [REPORT],
            "claims": [CLAIM],
            "predictions": [{"id": "p1", "claims": ["c1"], **prediction}],
        }

    @pytest.mark.parametrize(
        ("prediction", "message"),
        [
            (
                {"opens": "2026-09", "due": "2026-08-31"},
                "due: It would be due 2026-08-31, before it opens 2026-09. Correct one.",
            ),
            ({"due": "2026-02-30"}, None),
            (
                {
                    "forecasts": [
                        {
                            "speaker": "yan",
                            "basis": "stated",
                            "probability": {"low": 0.5, "middle": 0.4, "high": 0.6},
                        }
                    ]
                },
                "forecasts[0].probability: 0.5, 0.4, 0.6 do not rise. Order them.",
            ),
            (
                {"resolutions": [{"outcome": "right", "fraction": 0.5, "decided": "2026"}]},
                "resolutions[0].fraction: Only what came true partly has a fraction. Leave it out.",
            ),
            (
                {
                    "resolutions": [
                        {
                            "outcome": "right",
                            "decided": "2026",
                            "evidence": ["report", {"evidence": "report", "side": "against"}],
                        }
                    ]
                },
                "resolutions[0].evidence[1]: 'report' cannot speak for the outcome and against it. "
                "Name it once.",
            ),
            ({"claims": []}, "A prediction is a reading of a claim. Name its claims."),
        ],
    )
    def test_a_prediction_is_refused_with_its_reason(self, session, prediction, message):
        said = refusal(planned, session, self.base(**prediction))
        place = "file at predictions[0]"
        if message is None:
            assert said.startswith(f"{place}.due: There is no date 2026-02-30.")
        elif message.startswith("A prediction"):
            assert said == f"{place}: {message}"
        else:
            assert said == f"{place}.{message}"

    @pytest.mark.parametrize(
        ("opens", "due"),
        [("2026-09", "2026"), ("2026-09", "2026-09-01"), ("2026", "2026"), (None, "2026")],
    )
    def test_a_window_may_close_within_what_is_known_of_its_opening(self, session, opens, due):
        take_in(session, self.base(opens=opens, due=due))
        take_in(session, self.base())

    def test_a_change_is_judged_with_what_stays(self, session):
        verdict = {"outcome": "partly", "fraction": 0.5, "decided": "2026"}
        take_in(session, self.base(opens="2026", resolutions=[verdict]))
        assert refusal(planned, session, in_list("predictions", {"id": "p1", "due": "2025"})) == (
            "file at predictions[0].due: It would be due 2025, before it opens 2026. Correct one."
        )
        assert refusal(planned, session, in_list("predictions", {"id": "p1", "claims": []})) == (
            "file at predictions[0]: A prediction is a reading of a claim. Name its claims."
        )
        verdict = {"outcome": "wrong", "decided": "2026"}
        assert refusal(
            planned, session, in_list("predictions", {"id": "p1", "resolutions": [verdict]})
        ) == (
            "file at predictions[0].resolutions[0].fraction: "
            "Only what came true partly has a fraction. Write fraction: null."
        )
        verdict["fraction"] = None
        take_in(session, in_list("predictions", {"id": "p1", "resolutions": [verdict]}))
        row = session.scalars(select(Resolution)).one()
        assert [str(row.outcome), row.fraction] == ["wrong", None]

    def test_a_claim_is_not_linked_to_itself(self, session):
        lists = {"claims": [CLAIM], "links": [{"from": "c1", "kind": "opposes", "to": "c1"}]}
        assert refusal(planned, session, lists) == (
            "file at links[0].to: A claim cannot be linked to itself. Name two claims."
        )

    @pytest.mark.parametrize(
        ("claim", "message"),
        [
            ({"statement": "  "}, "statement: The statement is empty. Write at least one word."),
            (
                {"statement": {"en": "x", "zh": "\u200b"}},
                "statement: The statement is empty. Write at least one word.",
            ),
            (
                {"note": "a\x1bb"},
                "note: The note has a control character (U+001B) at place 2. Take it out.",
            ),
            (
                {"tags": ["ok", "a\ud800"]},
                "tags: The tags has a control character (U+D800) at place 2. Take it out.",
            ),
        ],
    )
    def test_a_text_that_cannot_be_is_refused_with_its_field(self, session, claim, message):
        said = refusal(planned, session, in_list("claims", CLAIM | claim))
        assert said == f"file at claims[0].{message}"

    def test_nothing_is_taken_in_of_a_file_with_one_mistake(self, notebook):
        def import_():
            with notebook.transaction("import") as session:
                take_in(session, WHOLE, in_list("claims", position(speaker="Zoe") | {"id": "c9"}))

        assert "There is no speaker 'Zoe'" in refusal(import_)
        with notebook.read() as session:
            assert contents(session) == {}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "颜" * 100_000,
        "👩‍👩‍👧" * 1000,
        "שלום\u202e עולם",
        "a'b\"c\\d%_e{f}$g",
        "line\nline\r\n\ttab",
        "=1+1",
        "<script>",
        "null",
        "2026",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_texts_of_any_sort_come_in_as_they_are(session, text):
    lists = {
        "speakers": [YAN],
        "claims": [
            CLAIM
            | {
                "statement": {"en": text},
                "note": text,
                "positions": [{"speaker": "yan", "stance": "asserts", "quote": text}],
            }
        ],
    }
    take_in(session, lists)
    (card,) = claim_cards(session, [1], TODAY)
    assert card["statement"] == {"en": text}
    assert list(card["note"].values()) == [text]
    assert card["positions"][0]["quote"] == text
    assert planned(session, lists).nothing


def test_dates_are_kept_with_their_precision(session):
    dates = ("2026", "2026-09", "2026-09-12")
    for number, text in enumerate(dates):
        take_in(session, in_list("sources", {"id": f"s{number}", "title": "x", "published": text}))
    assert [find.source(session, f"s{number}").published for number in range(3)] == [
        PartialDate(text) for text in dates
    ]


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
