from collections import Counter
from typing import Any

import pytest

from kg.notebook import (
    claims,
    concepts,
    links,
    positions,
    predictions,
    resolutions,
    sources,
    speakers,
)
from kg.notebook.changing import merging
from kg.notebook.finding import find
from kg.notebook.showing.cards import (
    claim_cards,
    concept_cards,
    link_cards,
    position_cards,
    prediction_cards,
    speaker_cards,
)
from kg.store import database as databases
from kg.store.models import Claim, Link, Moved, Position, Prediction, Resolution, Speaker, Turn
from kg.store.undo import undo
from tests.notebook.asking import TODAY, refusal
from tests.notebook.taking_in import planned, take_in
from tests.store.contents import contents, indexed_names, names_of_rows

FILE = {
    "speakers": [
        {"id": "ann", "names": {"en": "Ann"}},
        {"id": "an", "names": {"zh": "安"}, "aliases": ["A. Lee"]},
    ],
    "concepts": [
        {"id": "o1", "names": "o1", "broader": "ai"},
        {"id": "ai", "names": "AI"},
        {"id": "lag", "names": "lag", "note": "time"},
    ],
    "claims": [
        {
            "id": "c2",
            "kind": "fact",
            "statement": {"en": "It takes years", "zh": "需要数年"},
            "about": ["o1", "lag"],
            "tags": ["pace"],
            "positions": [
                {"speaker": "an", "stance": "asserts", "said": "2024", "quote": "数年"},
                {"speaker": "ann", "stance": "agrees", "said": "2024"},
                {"speaker": "an", "stance": "partly", "said": "2025"},
            ],
            "resolutions": [{"outcome": "right", "decided": "2025"}],
        },
        {
            "id": "c1",
            "kind": "fact",
            "statement": "Years",
            "about": ["o1"],
            "positions": [
                {"speaker": "ann", "stance": "asserts", "said": "2024"},
                {"speaker": "安", "stance": "agrees", "said": "2024"},
            ],
            "resolutions": [{"outcome": "right", "decided": "2025", "confidence": "high"}],
        },
        {"id": "c3", "kind": "fact", "statement": "Money helps"},
    ],
    "links": [
        {"from": "c1", "kind": "restates", "to": "c2", "by": "an"},
        {"from": "c1", "kind": "supports", "to": "c3"},
        {"from": "c2", "kind": "supports", "to": "c3", "note": "why"},
        {"id": "named", "from": "c3", "kind": "opposes", "to": "c2", "by": "安"},
    ],
    "predictions": [
        {
            "id": "r1",
            "claims": ["c1", "c2"],
            "forecasts": [
                {"speaker": "an", "probability": 0.5, "basis": "stated"},
                {"speaker": "ann", "probability": 0.5, "basis": "stated"},
            ],
        }
    ],
}
"""A file as it was written before anything was merged."""


@pytest.fixture
def talk(session):
    sources.add(session, "Talk", recorded="2024-09-14", uid="talk")


def add(session, uid, words, **more):
    return claims.add(session, words, today=TODAY, uid=uid, new=True, **more)


def moves(session):
    rows = session.query(Moved).order_by(Moved.id)
    return [(row.table_name, row.uid, row.to_uid) for row in rows]


class TestClaims:
    def test_all_that_hangs_on_one_hangs_on_the_other(self, session, talk):
        add(session, "c1", "It takes years", about=["o1"], tags=["pace"])
        add(session, "c2", {"en": "Years are needed", "zh": "需要数年"}, about=["o1", "lag"])
        positions.take(session, "c2", "Ann", "asserts", today=TODAY, uid="p1", source="talk")
        add(session, "c3", "Money helps")
        links.draw(session, "c3", "opposes", "c2", uid="l1")
        links.draw(session, "c2", "depends on", "c3", by="Ann", uid="l2")
        predictions.predict(session, ["c2", "c3"], due="2030", uid="r1")
        claims.edit(session, "c2", note="heard twice", tags=["lag"])
        result = merging.claims(session, "c1", ["c2"])
        assert result.others == [(2, "Years are needed")]
        assert result.moved == Counter(about=1, position=1, reading=1, link=2)
        assert result.told == ["The words of claim 2 are kept in the note."]
        (card,) = claim_cards(session, [1], TODAY)
        assert card["statement"] == {"en": "It takes years", "zh": "需要数年"}
        assert card["note"] == {"en": "heard twice\n\nAlso: Years are needed"}
        assert card["tags"] == ["pace", "lag"]
        assert card["about"] == [find.concept(session, key).uid for key in ("o1", "lag")]
        assert [one["uid"] for one in card["positions"]] == ["p1"]
        assert [(one["from"], one["to"]) for one in link_cards(session, [1, 2])] == [
            ("c3", "c1"),
            ("c1", "c3"),
        ]
        assert prediction_cards(session, [1], TODAY)[0]["claims"] == ["c1", "c3"]
        assert moves(session) == [("claim", "c2", "c1")]

    def test_its_id_number_and_words_lead_to_what_is_kept(self, session):
        row = add(session, "c1", "It takes years")
        add(session, "c2", {"zh": "需要数年"})
        merging.claims(session, 1, [2])
        for key in ("c2", 2, "需要数年"):
            assert find.claim(session, key) is row
        assert refusal(claims.add, session, "Other", today=TODAY, uid="c2") == (
            "'c2' was the id of what was merged into claim 'c1'. Give another."
        )

    def test_ids_are_followed_to_the_end_and_never_in_a_circle(self, session):
        for uid in ("c1", "c2", "c3"):
            add(session, uid, f"Claim {uid}")
        merging.claims(session, "c2", ["c3"])
        merging.claims(session, "c1", ["c2"])
        assert find.claim(session, "c3").uid == "c1"
        # An import may bring back what is gone; its id is its own again.
        claims.remove(session, "c1")
        take_in(session, {"claims": [{"id": "c3", "kind": "fact", "statement": "Third"}]})
        assert find.claim(session, "c3").statement == {"en": "Third"}
        add(session, "c4", "Fourth")
        merging.claims(session, "c4", ["c3"])
        assert find.claim(session, "c3").uid == "c4"
        assert moves(session) == [("claim", "c3", "c4"), ("claim", "c2", "c1")]

    def test_several_become_one_at_once(self, session):
        for uid, words in (("c1", "Years"), ("c2", "Some years"), ("c3", "years")):
            add(session, uid, words)
        merging.claims(session, "c1", ["c2", "c3"])
        assert [row.id for row in session.query(Claim)] == [1]
        assert claim_cards(session, [1], TODAY)[0]["note"] == {"en": "Also: Some years"}

    def test_a_position_that_is_there_twice_is_kept_once_and_whole(self, session, talk):
        for uid in ("c1", "c2"):
            add(session, uid, uid)
        given: dict[str, Any] = {"today": TODAY, "source": "talk"}
        positions.take(session, "c1", "Ann", "agrees", uid="p1", note="sure", **given)
        positions.take(session, "c2", "Ann", "agrees", uid="p2", quote="years", turn=3, **given)
        positions.take(session, "c2", "Ann", "agrees", uid="p3", quote="Decades", **given)
        positions.take(session, "c2", "Ann", "partly", uid="p4", quote="years", **given)
        positions.edit(session, "p2", note="loud")
        result = merging.claims(session, "c1", ["c2"])
        assert result.told[0] == "Position 2 fell together with position 1."
        rows = session.query(Position).order_by(Position.id)
        assert [(row.uid, row.quote, row.note) for row in rows] == [
            ("p1", "years", {"en": "sure\n\nloud"}),
            ("p3", "Decades", None),
            ("p4", "years", None),
        ]
        assert position_cards(session, [1])[0]["turn"] == 3
        assert find.position(session, "p2").uid == "p1"
        assert find.position(session, 2).uid == "p1"

    def test_links_fall_together_and_one_between_them_goes(self, session):
        for uid in ("c1", "c2", "c3"):
            add(session, uid, uid)
        links.draw(session, "c1", "supports", "c3", uid="l1")
        links.draw(session, "c2", "supports", "c3", uid="l2", note="why")
        links.draw(session, "c1", "restates", "c2", uid="l3", note="the same")
        result = merging.claims(session, "c1", ["c2"])
        assert result.told[:2] == [
            "Link 2 fell together with link 1.",
            "Link 3 went away, for it joined them: 1 restates 2. Its note was: the same",
        ]
        assert [(row.uid, row.note) for row in session.query(Link)] == [("l1", {"en": "why"})]

    def test_verdicts_and_readings_fall_together(self, session):
        one, other = add(session, "c1", "A", kind="fact"), add(session, "c2", "B", kind="fact")
        for row, url in ((one, "https://e.org/1"), (other, "https://e.org/2")):
            resolutions.resolve(session, row, "right", today=TODAY, on="2025", evidence=[url])
        resolutions.resolve(session, other, "wrong", today=TODAY, on="2026-10", note="a slip")
        for uid in ("c1", "c2"):
            predictions.predict(session, [uid], uid=f"r-{uid}")
        predictions.predict(session, ["c1", "c2"], uid="r3")
        merging.claims(session, "c1", ["c2"])
        assert [
            (row.outcome, [one.evidence.url for one in row.citations])
            for row in session.query(Resolution).order_by(Resolution.id)
        ] == [("right", ["https://e.org/1", "https://e.org/2"]), ("wrong", [])]
        read = [[one.claim_id for one in row.readings] for row in session.query(Prediction)]
        assert read == [[1], [1], [1]]

    @pytest.mark.parametrize(
        ("kept", "others", "message"),
        [
            ("c1", ["c1"], "Claim 1 cannot be merged with itself. Name two that are two."),
            ("c1", [1], "Claim 1 cannot be merged with itself. Name two that are two."),
            ("c1", ["First"], "First is claim 1 already. There is nothing left to merge."),
            ("c1", ["c2", 2], "Claim 2 is named twice. Name it once."),
            ("c1", [], "Claim 1 stands alone. Name another to merge."),
            ("c1", ["c9"], "There is no claim 'c9'. See kg claim list."),
        ],
    )
    def test_what_cannot_be_merged_is_refused(self, session, kept, others, message):
        add(session, "c1", "First")
        add(session, "c2", "A second one")
        assert refusal(merging.claims, session, kept, others) == message

    def test_a_note_that_would_be_too_long_is_refused(self, session):
        for uid in ("c1", "c2"):
            add(session, uid, uid, note=uid * 40_000)
        assert "The note has 160,0" in refusal(merging.claims, session, "c1", ["c2"])


class TestSpeakers:
    def test_all_that_one_says_the_other_says(self, session, talk):
        speakers.add(session, "Ann Lee", aliases=["A. Lee"], url="https://a.org", uid="ann")
        speakers.add(
            session, {"en": "Ann", "zh": "安"}, aliases=["a lee"], uid="an", note="n", new=True
        )
        add(session, "c1", "One", speaker="ann", source="talk", turn=1)
        add(session, "c2", "Two", speaker="an", source="talk", turn=2)
        links.draw(session, "c1", "supports", "c2", by="an")
        predictions.predict(session, ["c1"], uid="r1")
        for who in ("ann", "an"):
            predictions.forecast(session, "r1", who, 0.5, today=TODAY, made="2024")
        result = merging.speakers(session, "ann", ["an"])
        assert result.moved == Counter(turn=1, position=1, link=1)
        assert result.told == ["Forecast 2 fell together with forecast 1."]
        assert speaker_cards(session) == [
            {
                "id": 1,
                "uid": "ann",
                "kind": "person",
                "names": {"en": "Ann Lee", "zh": "安"},
                "aliases": ["A. Lee", "Ann"],
                "url": "https://a.org",
                "note": {"en": "n"},
            }
        ]
        assert [row.speaker_id for row in session.query(Turn)] == [1, 1]
        assert [card["speaker"] for card in position_cards(session, [1, 2])] == ["ann", "ann"]
        for key in ("安", "Ann", "an", 2):
            assert find.speaker(session, key).uid == "ann"

    def test_a_person_is_no_organisation_unless_one_says_so(self, session):
        speakers.add(session, "Ann", uid="ann")
        speakers.add(session, "OpenAI", kind="organisation")
        assert refusal(merging.speakers, session, "Ann", ["OpenAI"]) == (
            "Speaker 1, Ann, is of the kind person; 2, OpenAI, is of the kind organisation. "
            "If they are one all the same, say --force."
        )
        merging.speakers(session, "Ann", ["OpenAI"], force=True)
        assert [row.aliases for row in session.query(Speaker)] == [["OpenAI"]]


class TestConcepts:
    def tree(self, session, **above):
        for uid, broader in above.items():
            concepts.add(session, uid, uid=uid, broader=broader)

    def above(self, session):
        return {card["uid"]: card["broader"] for card in concept_cards(session)}

    def test_claims_names_and_what_is_below_go_along(self, session):
        self.tree(session, ai=None, o1="ai", strawberry=None, mini="strawberry")
        add(session, "c1", "One", about=["o1", "strawberry"])
        add(session, "c2", "Two", about=["strawberry"])
        result = merging.concepts(session, "o1", ["strawberry"])
        assert result.moved == Counter(about=1, concept=1)
        assert self.above(session) == {"ai": None, "o1": "ai", "mini": "o1"}
        assert [card["about"] for card in claim_cards(session, [1, 2], TODAY)] == [["o1"], ["o1"]]
        assert find.concept(session, "Strawberry").aliases == ["strawberry"]

    @pytest.mark.parametrize(
        ("kept", "other", "above"),
        [
            # What stood above takes its place in what stood above that.
            ("b", "a", {"top": None, "b": "top", "c": "b"}),
            ("a", "b", {"top": None, "a": "top", "c": "a"}),
            # Between them stands another: the lower one cannot be above it and below.
            ("a", "c", {"top": None, "a": "top", "b": "a"}),
            ("top", "c", {"top": None, "a": "top", "b": "a"}),
        ],
    )
    def test_broader_concepts_never_run_in_a_circle(self, session, kept, other, above):
        self.tree(session, top=None, a="top", b="a", c="b")
        merging.concepts(session, kept, [other])
        assert self.above(session) == above

    def test_one_that_would_stand_below_itself_is_refused(self, session):
        self.tree(session, top=None, a="top", b="a", c="b")
        assert refusal(merging.concepts, session, "c", ["a"]) == (
            "The broader concepts would run in a circle: c → b → c. Choose another."
        )


class TestUndo:
    @pytest.fixture
    def notebook(self, database):
        with database.transaction("fill") as session:
            self.fill(session)
        return database

    def fill(self, session):
        sources.add(session, "Talk", uid="talk", text="It takes years, says Ann.")
        speakers.add(session, "Ann", uid="ann")
        speakers.add(session, {"zh": "安"}, uid="an", url="https://a.org", note="n")
        given: dict[str, Any] = {"source": "talk", "turn": 1, "quote": "years", "said": "2024"}
        add(session, "c1", "Years", speaker="ann", about=["o1"], **given)
        add(session, "c2", "It takes years", speaker="an", about=["o1", "lag"], **given)
        add(session, "c3", "Money helps", speaker="an")
        concepts.edit(session, "lag", broader="o1")
        links.draw(session, "c1", "restates", "c2", by="an")
        links.draw(session, "c1", "supports", "c3")
        links.draw(session, "c2", "supports", "c3", note="why")
        predictions.predict(session, ["c1", "c2"], due="2030", uid="r1")
        predictions.forecast(session, "r1", "an", 0.5, today=TODAY)
        for row in (find.claim(session, "c3"),):
            resolutions.resolve(session, row, "right", today=TODAY, evidence=["https://e.org"])

    @pytest.mark.parametrize(
        ("merge", "kept", "others"),
        [
            (merging.claims, "c1", ["c2"]),
            (merging.claims, "c3", ["c1", "c2"]),
            (merging.speakers, "ann", ["an"]),
            (merging.speakers, "an", ["ann"]),
            (merging.concepts, "o1", ["lag"]),
            (merging.concepts, "lag", ["o1"]),
        ],
    )
    def test_undo_brings_all_back_and_redo_merges_again(self, notebook, merge, kept, others):
        def seen():
            with notebook.read() as session:
                assert indexed_names(session) == names_of_rows(session)
                return contents(session)

        before = seen()
        with notebook.transaction("merge") as session:
            merge(session, kept, others)
        after = seen()
        assert after != before
        with notebook.transaction("undo") as session:
            undo(session)
        assert seen() == before
        with notebook.transaction("redo") as session:
            undo(session, 3)
        assert seen() == after

    def test_a_merge_is_refused_as_a_whole(self):
        notebook = databases.create("sqlite://")
        with notebook.transaction("fill") as session:
            self.fill(session)
        with notebook.read() as session:
            before = contents(session)
        with pytest.raises(Exception, match="no claim"), notebook.transaction("merge") as session:
            merging.claims(session, "c1", ["c2", "c9"])
        with notebook.read() as session:
            assert contents(session) == before
        notebook.close()


class TestImportsOfOlderFiles:
    @pytest.mark.parametrize(
        "merges",
        [
            [(merging.claims, "c1", "c2")],
            [(merging.claims, "c2", "c1")],
            [(merging.speakers, "ann", "an")],
            [(merging.speakers, "an", "ann")],
            [(merging.concepts, "lag", "o1"), (merging.concepts, "ai", "lag")],
            [(merging.concepts, "o1", "ai")],
            [
                (merging.claims, "c3", "c2"),
                (merging.speakers, "ann", "an"),
                (merging.claims, "c1", "c3"),
                (merging.concepts, "o1", "lag"),
            ],
        ],
    )
    def test_a_file_from_before_a_merge_says_nothing_new(self, session, merges):
        take_in(session, FILE)
        for merge, kept, other in merges:
            merge(session, kept, [other])
        before = contents(session)
        plan = planned(session, FILE)
        assert plan.details() == []
        assert plan.nothing
        take_in(session, FILE)
        assert contents(session) == before

    def test_what_is_new_in_it_goes_to_what_is_kept(self, session):
        take_in(session, FILE)
        merging.claims(session, "c1", ["c2"])
        more = {
            "claims": [
                {
                    "id": "c2",
                    "statement": {"fr": "Des années"},
                    "about": ["ai"],
                    "positions": [{"id": "p9", "speaker": "ann", "stance": "asks", "said": "2026"}],
                }
            ],
            "links": [{"from": "c3", "kind": "qualifies", "to": "c2"}],
        }
        assert take_in(session, more) == [
            "claims: 1 changed",
            "positions: 1 new",
            "links: 1 new",
        ]
        (card,) = claim_cards(session, [find.claim(session, "c1").id], TODAY)
        assert card["statement"]["fr"] == "Des années"
        assert card["statement"]["en"] == "Years"
        assert set(card["about"]) == {"o1", "lag", "ai"}
        assert {one["stance"] for one in card["positions"]} >= {"asks"}
        assert planned(session, more).nothing
