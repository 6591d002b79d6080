"""What of records is new to a notebook, and what it knows already."""

import pytest
from sqlalchemy import func, select

from kg.domain.dates import PartialDate
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
from kg.store.models import Batch, Forecast, Speaker, Turn
from tests.notebook.asking import TODAY, refusal
from tests.notebook.records.records import CLAIM, O1, TALK, WHOLE, YAN, in_list, position
from tests.notebook.taking_in import planned, take_in
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    revisions,
    words_of_rows,
)


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
