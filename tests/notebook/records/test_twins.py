from typing import Any

from kg.notebook import claims, links, positions, speakers
from kg.notebook.showing.cards import link_cards, position_cards
from tests.notebook.asking import TODAY
from tests.notebook.taking_in import planned, take_in


def lay(session):
    for uid, words in (("c1", "It takes years"), ("c2", "It takes months")):
        claims.add(session, words, today=TODAY, uid=uid)
    speakers.add(session, "Ann", uid="ann")


def test_a_link_without_an_id_that_doubles_one_drawn_by_hand_is_that_one(session):
    lay(session)
    links.draw(session, "c1", "opposes", "c2", uid="mine")
    links.draw(session, "c1", "opposes", "c2", by="ann", uid="hers")
    file = {
        "links": [
            {"from": "c1", "kind": "opposes", "to": "c2", "by": "ann", "note": "why"},
            {"from": "c1", "kind": "opposes", "to": "c2"},
            {"from": "c2", "kind": "opposes", "to": "c1"},
        ]
    }
    assert take_in(session, file) == ["links: 1 new, 1 changed, 1 same"]
    assert [(card["uid"], card["note"]) for card in link_cards(session, [1, 2, 3])] == [
        ("mine", None),
        ("hers", {"en": "why"}),
        ("c2/opposes/c1", None),
    ]
    assert planned(session, file).nothing


def test_a_position_without_an_id_that_doubles_one_taken_by_hand_is_that_one(session):
    lay(session)
    given: dict[str, Any] = {"today": TODAY, "said": "2024"}
    positions.take(session, "c1", "ann", "agrees", uid="mine", quote="years", **given)
    file = {
        "claims": [
            {
                "id": "c1",
                "positions": [
                    {"speaker": "ann", "stance": "asks", "said": "2024"},
                    {"speaker": "Ann", "stance": "agrees", "said": "2024", "quote": "years"},
                ],
            }
        ]
    }
    assert take_in(session, file) == ["claims: 1 same", "positions: 1 new, 1 same"]
    assert [card["uid"] for card in position_cards(session, [1, 2, 3])] == ["mine", "c1/ann"]
    assert planned(session, file).nothing


def test_records_without_ids_may_change_places(session):
    lay(session)
    said = [
        {"speaker": "ann", "stance": "agrees", "said": "2024"},
        {"speaker": "ann", "stance": "disagrees", "said": "2025"},
        {"speaker": "ann", "stance": "partly", "said": "2026"},
    ]
    take_in(session, {"claims": [{"id": "c1", "positions": said}]})
    for order in ([2, 0, 1], [1, 2], [2]):
        file = {"claims": [{"id": "c1", "positions": [said[one] for one in order]}]}
        assert planned(session, file).nothing
    # What is changed in its place is the row of that place.
    changed = [said[0], said[1] | {"stance": "asks"}, said[2]]
    take_in(session, {"claims": [{"id": "c1", "positions": changed}]})
    assert [(card["uid"], card["stance"]) for card in position_cards(session, [1, 2, 3])] == [
        ("c1/ann", "agrees"),
        ("c1/ann/2", "asks"),
        ("c1/ann/3", "partly"),
    ]
