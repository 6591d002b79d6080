from sqlalchemy import select

from kg.notebook import (
    batches,
    claims,
    concepts,
    links,
    positions,
    predictions,
    resolutions,
    speakers,
)
from kg.notebook.showing import cards
from kg.store.models import Batch
from tests.notebook.asking import TODAY


def test_the_card_of_a_claim_holds_all_there_is_to_know_of_it(database):
    with database.transaction("add") as session:
        speakers.add(session, {"zh": "颜水成", "en": "Yan Shuicheng"}, uid="yan")
        speakers.add(session, "Ann", uid="ann")
        concepts.add(session, "o1", uid="o1")
        claims.add(
            session,
            {"en": "Catching up takes years", "zh": "追赶需要数年"},
            today=TODAY,
            kind="prediction",
            about=["o1"],
            tags=["pace"],
            speaker="yan",
            said="2024-09",
            source="Talk",
            section="one",
            turn=3,
            quote="以年为单位",
            uid="c1",
        )
        claims.add(session, "It takes months", today=TODAY, uid="c2")
        positions.take(session, 1, "ann", "partly", today=TODAY, uid="p-ann")
        positions.edit(session, 1, note="why")
        links.draw(session, 2, "opposes", 1, by="ann", note="they differ", uid="l1")
        links.draw(session, 1, "depends on", 2, uid="l2")
        predictions.predict(session, [1, 2], statement="in years", due="2026-10", uid="q1")
        predictions.predict(session, [1], uid="q2")
        predictions.forecast(
            session, 1, "ann", 0.2, low=0.1, words="unlikely", today=TODAY, uid="f1"
        )
        resolutions.add_evidence(session, "A report", grade="secondary", uid="e1")
        resolutions.resolve(session, 1, "right", today=TODAY, evidence=["e1"], note="n", uid="r1")
        made_at = session.scalars(select(Batch.made_at)).one()
    with database.read() as session:
        one, other = cards.claim_cards(session, [2, 1], TODAY)
    position = one["positions"][0]
    source, uid = position["source"], position["uid"]
    resolution = {
        "id": 1,
        "uid": "r1",
        "outcome": "right",
        "fraction": None,
        "decided": "2026-11-23",
        "confidence": None,
        "note": {"en": "n"},
        "withdrawn": None,
        "withdrawn_because": None,
        "recorded": batches.moment(made_at),
        "evidence": [
            {
                "uid": "e1",
                "title": {"en": "A report"},
                "url": None,
                "published": None,
                "quote": None,
                "grade": "secondary",
                "note": None,
                "side": "for",
            }
        ],
    }
    first = {
        "id": 1,
        "uid": "q1",
        "claims": ["c1", "c2"],
        "statement": {"en": "in years"},
        "criteria": None,
        "horizon": None,
        "opens": None,
        "due": "2026-10",
        "tags": [],
        "note": None,
        "snoozed": None,
        "vague": None,
        "state": "right",
        "forecasts": [
            {
                "id": 1,
                "uid": "f1",
                "speaker": "ann",
                "made": "2026-11-23",
                "low": 0.1,
                "middle": 0.2,
                "high": 0.2,
                "words": "unlikely",
                "basis": "stated",
                "scale": None,
                "note": None,
            }
        ],
        "resolutions": [resolution],
    }
    second = {
        **first,
        "id": 2,
        "uid": "q2",
        "claims": ["c1"],
        "statement": None,
        "due": None,
        "state": "open",
        "forecasts": [],
        "resolutions": [],
    }
    drawn = [
        {
            "id": 1,
            "uid": "l1",
            "from": "c2",
            "to": "c1",
            "kind": "opposes",
            "by": "ann",
            "note": {"en": "they differ"},
        },
        {
            "id": 2,
            "uid": "l2",
            "from": "c1",
            "to": "c2",
            "kind": "depends on",
            "by": None,
            "note": None,
        },
    ]
    silent = {
        "id": 2,
        "uid": "p-ann",
        "speaker": "ann",
        "stance": "partly",
        "said": "2026-11-23",
        "source": None,
        "section": None,
        "turn": None,
        "quote": None,
        "anchor": None,
        "url": None,
        "note": None,
    }
    assert one == {
        "id": 1,
        "uid": "c1",
        "kind": "prediction",
        "weight": "main",
        "statement": {"en": "Catching up takes years", "zh": "追赶需要数年"},
        "about": ["o1"],
        "tags": ["pace"],
        "note": None,
        "positions": [
            {
                "id": 1,
                "uid": uid,
                "speaker": "yan",
                "stance": "asserts",
                "said": "2024-09",
                "source": source,
                "section": "one",
                "turn": 3,
                "quote": "以年为单位",
                "anchor": None,
                "url": None,
                "note": {"en": "why"},
            },
            silent,
        ],
        "links": drawn,
        "predictions": [first, second],
        "resolutions": [],
        "outcome": "right",
    }
    assert other == {
        "id": 2,
        "uid": "c2",
        "kind": "opinion",
        "weight": "main",
        "statement": {"en": "It takes months"},
        "about": [],
        "tags": [],
        "note": None,
        "positions": [],
        "links": drawn,
        "predictions": [first],
        "resolutions": [],
        "outcome": "right",
    }


def test_cards_of_nothing_are_none(session):
    assert cards.claim_cards(session, [], TODAY) == []
    assert cards.claim_cards(session, [7], TODAY) == []
    assert cards.prediction_cards(session, [7], TODAY) == []
    assert cards.position_cards(session, []) == []
    assert cards.link_cards(session, [7]) == []
    for every in (
        cards.speaker_cards,
        cards.concept_cards,
        cards.source_cards,
        cards.evidence_cards,
    ):
        assert every(session) == every(session, [7]) == []


def test_cards_come_in_the_order_of_their_numbers_and_once_each(session):
    for name in ("Ann", "Bob", "Cid"):
        speakers.add(session, name)
    assert [card["id"] for card in cards.speaker_cards(session)] == [1, 2, 3]
    assert [card["id"] for card in cards.speaker_cards(session, [3, 1, 3])] == [1, 3]


def test_evidence_has_a_card_of_its_own(session):
    resolutions.add_evidence(session, "A report", url="https://e.org", published="2026", uid="e1")
    assert cards.evidence_cards(session, [1]) == [
        {
            "id": 1,
            "uid": "e1",
            "title": {"en": "A report"},
            "url": "https://e.org",
            "published": "2026",
            "quote": None,
            "grade": None,
            "note": None,
        }
    ]
