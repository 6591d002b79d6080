import pytest

from kg.notebook import claims, links, speakers
from kg.notebook.showing.cards import link_cards
from tests.notebook.asking import TODAY, refusal


@pytest.fixture(autouse=True)
def two_claims(session):
    for uid, words in (("c1", "It takes years"), ("c2", "It takes months")):
        claims.add(session, words, today=TODAY, uid=uid)
    speakers.add(session, "Ann", uid="ann")


def test_a_link_is_drawn_by_a_speaker_or_by_the_curator(session):
    links.draw(session, 1, "depends on", "It takes months", by="Ann", note="why", uid="l1")
    links.draw(session, "c1", "depends on", "c2", uid="l2")
    card = {
        "id": 1,
        "uid": "l1",
        "from": "c1",
        "to": "c2",
        "kind": "depends on",
        "by": "ann",
        "note": {"en": "why"},
    }
    assert link_cards(session, [2, 1]) == [
        card,
        card | {"id": 2, "uid": "l2", "by": None, "note": None},
    ]


def test_a_link_without_an_id_is_given_a_readable_one(session):
    assert links.draw(session, 1, "depends on", 2).uid.startswith("1-depends-on-2-")


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ((1, "opposes", 1), "Claim 1 cannot be linked to itself. Name two claims."),
        ((1, "opposes", "c1"), "Claim 1 cannot be linked to itself. Name two claims."),
        ((1, "oposes", 2), "'oposes' is none of the words allowed here. Did you mean opposes?"),
        ((1, "opposes", 3), "There is no claim '3'. See kg claim list."),
        (
            ("It takes year", "opposes", 2),
            "There is no claim 'It takes year'. "
            "Did you mean 1 (It takes years) or 2 (It takes months)?",
        ),
    ],
)
def test_what_cannot_be_a_link_is_refused(session, details, message):
    assert refusal(links.draw, session, *details) == message


def test_the_same_link_stands_once(session):
    links.draw(session, 1, "opposes", 2)
    links.draw(session, 2, "opposes", 1)
    links.draw(session, 1, "opposes", 2, by="Ann")
    links.draw(session, 1, "qualifies", 2)
    assert refusal(links.draw, session, 1, "opposes", 2) == (
        "That is link 1 already. Change it with kg link edit 1."
    )
    assert refusal(links.draw, session, 1, "opposes", 2, by="ann") == (
        "That is link 3 already. Change it with kg link edit 3."
    )
    assert refusal(links.edit, session, 4, kind="opposes") == (
        "That is link 1 already. Change it with kg link edit 1."
    )
    assert refusal(links.edit, session, 1, by="Ann") == (
        "That is link 3 already. Change it with kg link edit 3."
    )
    assert [(row.id, str(row.kind)) for row in links.listed(session)] == [
        (1, "opposes"),
        (2, "opposes"),
        (3, "opposes"),
        (4, "qualifies"),
    ]


def test_what_is_given_is_changed_and_the_rest_kept(session):
    row = links.draw(session, 1, "opposes", 2, by="Ann", note="n")
    links.edit(session, 1, kind="restates")
    assert (row.kind, row.speaker_id, row.note) == ("restates", 1, {"en": "n"})
    links.edit(session, 1, by=None, note=None)
    assert [row.speaker, row.note, row.kind] == [None, None, "restates"]
    links.edit(session, 1, by="Ann", kind="restates")
    assert row.speaker is not None
    assert refusal(links.edit, session, 9) == "There is no link 9. See kg link list."


def test_links_are_listed_by_kind_and_removed(session):
    links.draw(session, 1, "opposes", 2)
    links.draw(session, 1, "supports", 2)
    assert [row.id for row in links.listed(session, "supports")] == [2]
    links.remove(session, 2)
    assert links.listed(session, "supports") == []
    assert refusal(links.listed, session, "suports") == (
        "'suports' is none of the words allowed here. Did you mean supports?"
    )
