import pytest

from kg.notebook import claims, concepts, links, predictions, sources, speakers
from kg.notebook.showing.cards import speaker_cards
from tests.notebook.asking import TODAY, refusal


def test_a_speaker_has_names_in_several_languages(session):
    row = speakers.add(
        session,
        {"zh": "颜水成", "en": " Yan\nShuicheng "},
        aliases=["Shuicheng  Yan"],
        url="https://example.org/yan",
        note="A researcher",
        uid="yan",
    )
    assert speaker_cards(session, [row.id]) == [
        {
            "id": 1,
            "uid": "yan",
            "kind": "person",
            "names": {"zh": "颜水成", "en": "Yan Shuicheng"},
            "aliases": ["Shuicheng Yan"],
            "url": "https://example.org/yan",
            "note": {"en": "A researcher"},
        }
    ]


def test_two_speakers_share_a_name_only_when_that_is_meant(session):
    one = speakers.add(session, "Ann", aliases=["A. Lee"], uid="ann", note="a nurse")
    for name in ("ANN", "a lee"):
        assert refusal(speakers.add, session, {"fr": "Anne", "en": name}) == (
            f"{name} is a name of speaker 1 (ann: a nurse) already. "
            "Change that with kg speaker edit 1; if this is another, say --new."
        )
    other = speakers.add(session, "Ann", kind="group", new=True)
    assert one.id != other.id
    assert one.uid != other.uid


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"names": ""}, "The name is empty. Write at least one word."),
        ({"names": {}}, "The name is empty. Write at least one word."),
        ({"names": "\u200b"}, "The name is empty. Write at least one word."),
        ({"names": "a\x00b"}, "The name has a control character (U+0000) at place 2. Take it out."),
        ({"names": "x" * 501}, "The name has 501 characters; 500 are allowed. Shorten it."),
        (
            {"names": "Ann", "kind": "persn"},
            "'persn' is none of the words allowed here. Did you mean person?",
        ),
        ({"names": "Ann", "aliases": [" "]}, "The alias is empty. Write at least one word."),
        (
            {"names": "Ann", "url": "javascript:alert(1)"},
            "'javascript:alert(1)' is not a web address. "
            "Write the whole of it, such as https://example.org/page.",
        ),
        (
            {"names": "Ann", "uid": "an id"},
            "'an id' cannot be an id. "
            "Write up to 200 letters and digits, with . : / - _ between them.",
        ),
        ({"names": "Ann", "uid": "bob"}, "'bob' is the id of speaker 1 already. Give another."),
        (
            {"names": {"english": "Ann"}},
            "'english' is not a language code. Write one such as en, zh or pt-BR.",
        ),
    ],
)
def test_what_cannot_be_a_speaker_is_refused(session, details, message):
    speakers.add(session, "Bob", uid="bob")
    assert refusal(speakers.add, session, **details) == message
    assert len(speakers.listed(session)) == 1


@pytest.mark.parametrize(
    "name", ["o'Brien", "50% _x_", '"Q"', "שלום", "👩‍👩‍👧", "2050", "Ann\u202eB"]
)
def test_a_speaker_may_be_called_anything_and_is_found_by_it(session, name):
    row = speakers.add(session, name)
    assert speakers.find_or_add(session, name) is row
    assert len(speakers.listed(session)) == 1


def test_an_unknown_speaker_is_added_and_a_known_one_found(session):
    ann = speakers.find_or_add(session, "Ann")
    assert speakers.find_or_add(session, "ANN") is ann
    assert speakers.find_or_add(session, ann) is ann
    assert speakers.find_or_add(session, ann.uid) is ann
    assert speakers.find_or_add(session, "1") is ann
    assert speakers.find_or_add(session, 1) is ann


def test_a_name_that_is_nearly_a_known_one_is_taken_for_a_slip(session):
    speakers.add(session, {"zh": "颜水成", "en": "Yan Shuicheng"})
    assert refusal(speakers.find_or_add, session, "Yan Shuichen") == (
        "There is no speaker 'Yan Shuichen'. Did you mean Yan Shuicheng? "
        "If it is a new one, say --new."
    )
    assert refusal(speakers.find_or_add, session, "颜水城成") == (
        "There is no speaker '颜水城成'. Did you mean 颜水成? If it is a new one, say --new."
    )
    assert speakers.find_or_add(session, "Yan Shuichen", new=True).id == 2


@pytest.mark.parametrize("number", ["7", "2050", "20500", "１２"])
def test_a_number_of_no_row_is_a_name_only_when_it_is_said_to_be_new(session, number):
    assert refusal(speakers.find_or_add, session, number) == (
        f"There is no speaker {number}. See kg speaker list. If it is a new one, say --new."
    )
    row = speakers.find_or_add(session, number, new=True)
    assert row.names == {"en": number}
    assert speakers.find_or_add(session, number) is row


def test_what_is_given_is_changed_and_the_rest_kept(session):
    row = speakers.add(
        session, {"en": "Ann", "zh": "安"}, aliases=["A."], url="https://a.org", note="n"
    )
    speakers.edit(session, "Ann", names={"en": "Anna\n B."}, kind="group")
    (card,) = speaker_cards(session)
    assert card == {
        "id": 1,
        "uid": row.uid,
        "kind": "group",
        "names": {"en": "Anna B.", "zh": "安"},
        "aliases": ["A."],
        "url": "https://a.org",
        "note": {"en": "n"},
    }
    speakers.edit(session, 1, aliases=[], url=None, note=None)
    (card,) = speaker_cards(session)
    assert (card["aliases"], card["url"], card["note"]) == ([], None, None)
    assert refusal(speakers.edit, session, 1, kind="robot") == (
        "'robot' is none of the words allowed here. Write person, organisation, group."
    )
    assert refusal(speakers.edit, session, "Zoe", kind="group") == (
        "There is no speaker 'Zoe'. See kg speaker list."
    )


def test_a_speaker_who_says_nothing_can_be_removed(session):
    speakers.add(session, "Ann")
    assert speakers.remove(session, "Ann").names == {"en": "Ann"}
    assert speakers.listed(session) == []


def test_a_speaker_who_says_something_stays(session):
    claims.add(session, "It takes years", today=TODAY, speaker="Ann", source="Talk", turn=1)
    claims.add(session, "It takes months", today=TODAY, speaker="Ann")
    predictions.predict(session, [1])
    predictions.forecast(session, 1, "Ann", 0.5, today=TODAY)
    links.draw(session, 1, "opposes", 2, by="Ann")
    assert refusal(speakers.remove, session, "Ann") == (
        "Ann has 2 positions, 1 forecast, 1 link in the notebook. Remove those first."
    )


def test_the_turns_of_a_speaker_who_goes_are_nobodys(session):
    talk = sources.add(session, "Talk")
    turn = sources.turn(session, talk, 1, speaker=speakers.add(session, "Ann"))
    speakers.remove(session, "Ann")
    assert turn.speaker_id is None
    assert speakers.listed(session) == []


def test_speakers_are_listed_with_how_much_they_say(session):
    claims.add(session, "It takes years", today=TODAY, speaker="Ann")
    claims.add(session, "It takes months", today=TODAY, speaker="Bob")
    claims.add(session, "Never", today=TODAY, speaker="Bob")
    speakers.add(session, "Lab", kind="organisation")
    concepts.add(session, "Ann")
    sources.add(session, "Ann")
    found = [(row.names["en"], number) for row, number in speakers.listed(session)]
    assert found == [("Bob", 2), ("Ann", 1), ("Lab", 0)]
    assert [row.names["en"] for row, _ in speakers.listed(session, "organisation")] == ["Lab"]
    assert refusal(speakers.listed, session, "robots") == (
        "'robots' is none of the words allowed here. Write person, organisation, group."
    )
