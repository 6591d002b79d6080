import pytest

from kg.notebook import claims, positions, sources
from kg.notebook.showing.cards import position_cards
from kg.store.models import Position, Turn
from tests.notebook.asking import TODAY, refusal

TEXT = "**以年为单位**，不是月。"


@pytest.fixture
def claim(session):
    return claims.add(session, "It takes years", today=TODAY, uid="c1")


@pytest.mark.parametrize("stance", ["asserts", "agrees", "partly", "disagrees", "asks"])
def test_a_speaker_takes_a_stance(session, claim, stance):
    row = positions.take(
        session, "It takes YEARS", "Ann", stance, today=TODAY, note="why", uid="p1"
    )
    assert position_cards(session, [row.id]) == [
        {
            "id": 1,
            "uid": "p1",
            "claim": "c1",
            "speaker": row.speaker.uid,
            "stance": stance,
            "said": "2026-11-23",
            "source": None,
            "section": None,
            "turn": None,
            "quote": None,
            "anchor": None,
            "url": None,
            "note": {"en": "why"},
        }
    ]


@pytest.mark.parametrize(
    ("said", "recorded", "published", "kept"),
    [
        ("2024", "2024-09", "2025", "2024"),
        (None, "2024-09", "2025", "2024-09"),
        (None, None, "2025", "2025"),
        (None, None, None, "2026-11-23"),
    ],
)
def test_it_was_said_when_one_says_else_when_its_source_was_made(
    session, claim, said, recorded, published, kept
):
    sources.add(session, "Talk", recorded=recorded, published=published)
    row = positions.take(session, 1, "Ann", "agrees", today=TODAY, said=said, source="Talk")
    assert str(row.said) == kept


def test_a_quote_is_anchored_in_the_text_of_its_source(session, claim):
    sources.add(session, "Talk", text=TEXT)
    row = positions.take(
        session, 1, "Ann", "agrees", today=TODAY, source="Talk", quote=" 以年为单位,不是月 "
    )
    assert row.quote == "以年为单位,不是月"
    assert row.anchor == {"start": 2, "end": 13, "prefix": "**", "suffix": "。"}


def test_a_quote_that_the_text_does_not_have_is_refused(session, claim):
    sources.add(session, "Talk", text=TEXT)
    assert (
        refusal(
            positions.take,
            session,
            1,
            "Ann",
            "agrees",
            today=TODAY,
            source="Talk",
            quote="以月为单位",
        )
        == "The text of Talk does not have the words «以月为单位». Did you mean «以年为单位»?"
    )


def test_a_quote_of_a_source_whose_text_is_not_kept_is_believed(session, claim):
    sources.add(session, "Talk")
    row = positions.take(session, 1, "Ann", "agrees", today=TODAY, source="Talk", quote="any words")
    assert (row.quote, row.anchor) == ("any words", None)


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"claim": 2}, "There is no claim '2'. See kg claim list."),
        (
            {"stance": "agree"},
            "'agree' is none of the words allowed here. Did you mean agrees or disagrees?",
        ),
        ({"speaker": ""}, "The name is empty. Write at least one word."),
        ({"said": "2024-13"}, None),
        ({"turn": 3}, "A turn needs a source. Name the source with --source."),
        (
            {"source": "Talk", "section": "one"},
            "A section needs a turn. Give the turn's number with --turn.",
        ),
        (
            {"source": "Talk", "turn": -3},
            "-3 cannot be the number of a turn. Count them from 0 or 1.",
        ),
        (
            {"quote": "x" * 10_001},
            "The quote has 10,001 characters; 10,000 are allowed. Shorten it.",
        ),
        ({"uid": "c/1 x"}, None),
    ],
)
def test_what_cannot_be_a_position_is_refused(session, claim, details, message):
    given = {"claim": 1, "speaker": "Ann", "stance": "agrees"} | details
    said = refusal(positions.take, session, today=TODAY, **given)
    assert message is None or said == message


def test_one_speaker_may_say_several_things_of_one_claim(session, claim):
    for day in ("2024", "2025"):
        positions.take(session, 1, "Ann", "agrees", today=TODAY, said=day)
    assert session.query(Position).count() == 2


def test_a_turn_is_shared_by_those_who_speak_in_it(session, claim):
    for speaker in ("Ann", "Bob"):
        positions.take(
            session, 1, speaker, "agrees", today=TODAY, source="Talk", turn=3, section="one"
        )
    (turn,) = session.query(Turn)
    assert (turn.number, turn.section, turn.speaker.names) == (3, "one", {"en": "Ann"})


def test_what_is_given_is_changed_and_the_rest_kept(session, claim):
    row = positions.take(
        session, 1, "Ann", "agrees", today=TODAY, source="Talk", turn=3, quote="words", note="n"
    )
    positions.edit(session, 1, stance="partly", said="2024-09")
    assert (row.stance, str(row.said), row.quote, row.note) == (
        "partly",
        "2024-09",
        "words",
        {"en": "n"},
    )
    assert row.turn is not None
    assert row.turn.number == 3
    positions.edit(session, 1, turn=4)
    assert row.turn.number == 4
    positions.edit(session, 1, quote="other words", note=None, said=None)
    assert [row.quote, row.note, row.said] == ["other words", None, None]
    positions.edit(session, 1, quote=None, turn=None)
    assert [row.quote, row.anchor, row.turn] == [None, None, None]


def test_another_source_has_other_turns_and_another_text(session, claim):
    sources.add(session, "Talk", text=TEXT)
    sources.add(session, "Notes", text="year upon year: 以年为单位")
    sources.add(session, "Letter", text="nothing of it")
    row = positions.take(
        session, 1, "Ann", "agrees", today=TODAY, source="Talk", turn=3, quote="以年为单位"
    )
    positions.edit(session, 1, source="Notes")
    assert row.turn is None
    assert row.anchor == {"start": 16, "end": 21, "prefix": "year upon year: ", "suffix": ""}
    assert refusal(positions.edit, session, 1, source="Letter") == (
        "The text of Letter does not have the words «以年为单位». Copy them from it exactly."
    )


def test_an_edit_is_refused_with_its_reason(session, claim):
    positions.take(session, 1, "Ann", "agrees", today=TODAY)
    assert refusal(positions.edit, session, 1, turn=3) == (
        "A turn needs a source. Name the source with --source."
    )
    assert refusal(positions.edit, session, 1, source="Talk") == (
        "There is no source 'Talk'. See kg source list."
    )
    assert refusal(positions.edit, session, 7, stance="asks") == (
        "There is no position 7. See kg position list."
    )


def test_a_position_can_be_removed(session, claim):
    positions.take(session, 1, "Ann", "agrees", today=TODAY, uid="p1")
    positions.remove(session, "p1")
    assert session.query(Position).count() == 0
