import pytest
from sqlalchemy import func, select

from kg.domain.transcripts import Spoken, Transcript
from kg.errors import KgError
from kg.notebook import claims, positions, sources, speakers
from kg.notebook.listening import transcripts
from kg.store.models import Position, Speaker, Turn
from tests.notebook.asking import TODAY, refusal
from tests.notebook.taking_in import take_in


def transcript(*lines, text=None):
    """A transcript of lines such as ``Ada: Hello.``."""
    text = text or "\n".join(lines)
    turns, at = [], 0
    for number, line in enumerate(lines, start=1):
        label, _, words = line.partition(": ")
        begins = at + len(line) - len(words)
        turns.append(Spoken(number, label or None, None, None, begins, begins + len(words)))
        at += len(line) + 1
    return Transcript(None, "en", text, turns)


def turns(session):
    return [
        (row.number, row.label, row.speaker and row.speaker.names["en"], row.begins, row.ends)
        for row in session.scalars(select(Turn).order_by(Turn.number))
    ]


def number(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_a_transcript_becomes_text_turns_and_speakers(session):
    ada = speakers.add(session, "Ada Lovelace", aliases=["Ada"])
    source = sources.add(session, "Talk")
    parts = transcripts.take_in(
        session, source, transcript("Ada: Hello.", "Bob: Hi.", "Speaker 1: Yes.", "Bob: So.")
    )
    assert [(part.voice.label, part.speaker, part.new_name) for part in parts] == [
        ("Bob", None, "Bob"),
        ("Ada", ada, None),
        ("Speaker 1", None, None),
    ]
    assert turns(session) == [
        (1, "Ada", "Ada Lovelace", 5, 11),
        (2, "Bob", "Bob", 17, 20),
        (3, "Speaker 1", None, 32, 36),
        (4, "Bob", "Bob", 42, 45),
    ]


def test_two_labels_can_be_one_new_speaker(session):
    source = sources.add(session, "Talk")
    transcripts.take_in(
        session,
        source,
        transcript("Speaker 1: Hello.", "Speaker 2: Hi."),
        {"speaker 1": "Ada", "Speaker 2": "Ada"},
    )
    assert [name for _, _, name, _, _ in turns(session)] == ["Ada", "Ada"]


def test_a_name_that_two_bear_is_asked_about(session):
    speakers.add(session, "Ada", uid="one")
    speakers.add(session, "Ada", uid="two", new=True)
    source = sources.add(session, "Talk")
    with pytest.raises(
        KgError, match=r'^2 speakers are called Ada\. .* Then: --speaker "Ada=NUMBER"'
    ):
        transcripts.take_in(session, source, transcript("Ada: Hello."))
    transcripts.take_in(session, source, transcript("Ada: Hello."), {"Ada": "2"})
    assert session.scalars(select(Turn)).one().speaker_id == 2


def test_known_turns_keep_their_numbers_and_get_their_places(session):
    source = sources.add(session, "Talk")
    claims.add(session, "x", today=TODAY, speaker="Ada", source="Talk", turn=2, quote="Hi")
    transcripts.take_in(
        session, source, transcript("Bob: Hello.", "Speaker 2: Hi.", "Speaker 2: So.")
    )
    assert turns(session) == [
        (1, "Bob", "Bob", 5, 11),
        (2, "Speaker 2", "Ada", 23, 26),
        (3, "Speaker 2", "Ada", 38, 41),
    ]
    position = session.scalars(select(Position)).one()
    assert (position.turn.number, position.anchor["start"]) == (2, 23)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ["Bob: Hello.", "Eve: Hi.", "Bob: So."],
            "Turn 3 is Eve's in the notebook and Bob's in the transcript, and so are the first to "
            "differ. --text-only keeps the text and leaves the turns as they are.",
        ),
        (
            ["Speaker 1: Hello.", "Speaker 1: Hi.", "Eve: So."],
            "Turn 2 is Eve's in the notebook and Speaker 1's in the transcript, and so are the "
            "first to differ. --text-only keeps the text and leaves the turns as they are.",
        ),
        (
            ["Bob: Hello."],
            "Talk has 3 turns and the transcript 1: turn 2 is not in it. "
            "--text-only keeps the text and leaves the turns as they are.",
        ),
    ],
)
def test_turns_that_are_others_are_refused_and_nothing_changes(session, lines, message):
    source = sources.add(session, "Talk")
    bob, eve = speakers.add(session, "Bob"), speakers.add(session, "Eve")
    for at, speaker in enumerate((bob, eve, eve), start=1):
        sources.turn(session, source, at, speaker=speaker)
    before = turns(session)
    assert refusal(transcripts.take_in, session, source, transcript(*lines)) == message
    assert turns(session) == before
    assert source.passage is None


def test_another_text_leaves_turns_without_places(session):
    source = sources.add(session, "Talk")
    transcripts.take_in(session, source, transcript("Ada: Hello.", "Bob: Hi."))
    sources.edit(session, source, text="Something else")
    assert [(begins, ends) for *_, begins, ends in turns(session)] == [(None, None)] * 2


def test_labels_can_be_given_to_speakers_later(session):
    source = sources.add(session, "Talk")
    transcripts.take_in(session, source, transcript("Speaker 1: Hello.", "Speaker 2: Hi."))
    transcripts.relabel(session, source, {"Speaker 1": "Ada"})
    assert [name for _, _, name, _, _ in turns(session)] == ["Ada", None]
    assert refusal(transcripts.relabel, session, source, {"Speaker 3": "Ada"}) == (
        "Nobody is called 'Speaker 3' in the transcript. It has: Speaker 1, Speaker 2."
    )
    bare = sources.add(session, "Bare")
    assert refusal(transcripts.relabel, session, bare, {"Speaker 1": "Ada"}) == (
        "The turns of Bare have no labels. Give its transcript first: kg source edit 2 --text FILE."
    )


def test_names_that_are_nearly_known_are_asked_about(session):
    speakers.add(session, "Bryan Cantrill")
    source = sources.add(session, "Talk")
    talk = transcript("Bryan Cantril: Hello.")
    assert refusal(transcripts.take_in, session, source, talk) == (
        "Some who speak may be known already: 'Bryan Cantril' is nearly Bryan Cantrill. "
        'Say who it is: --speaker "Bryan Cantril=Bryan Cantrill", or --new for new ones.'
    )
    assert number(session, Turn) == 0
    transcripts.take_in(session, source, talk, new=True)
    assert number(session, Speaker) == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Ada", "'Ada' maps no label. Did you mean \"Ada=NAME\"?"),
        ("=Ada", "'=Ada' maps no label. Write \"LABEL=NAME\"."),
    ],
)
def test_a_mapping_is_a_label_and_a_name(given, message):
    assert refusal(transcripts.labels_mapped, [given]) == message


def test_mappings_are_read():
    assert transcripts.labels_mapped(["Speaker 1=Ada = B", "Speaker 2="]) == {
        "Speaker 1": "Ada = B",
        "Speaker 2": "",
    }
    assert refusal(transcripts.labels_mapped, ["a=b", "A=c"]) == "'A' is mapped twice. Map it once."


def test_a_speaker_stays_who_it_is_though_another_is_named_like_its_number(session):
    source = sources.add(session, "Talk")
    transcripts.take_in(session, source, transcript("Ada: Yes.", "Bob: No."))
    speakers.add(session, "1", new=True)
    transcripts.take_in(session, source, transcript("Ada: Yes.", "Bob: No."))
    assert [who for _, _, who, _, _ in turns(session)] == ["Ada", "Bob"]


def test_a_quote_is_anchored_in_its_turn_though_another_has_its_words(session):
    source = sources.add(session, "Talk")
    claim = claims.add(session, "It takes years", today=TODAY)
    row = positions.take(
        session, claim, "Bob", "asserts", today=TODAY, source=source, turn=2, quote="in years"
    )
    transcripts.take_in(session, source, transcript("Ada: Over in years?", "Bob: Yes, in years."))
    assert row.turn is not None and row.anchor is not None
    assert (row.turn.begins, row.turn.ends) == (25, 39)
    assert (row.anchor["start"], row.anchor["end"]) == (30, 38)


def test_a_quote_moves_into_another_turn_that_an_import_names(session):
    source = sources.add(session, "Talk")
    transcripts.take_in(session, source, transcript("Ada: Over in years?", "Bob: Yes, in years."))
    claim = claims.add(session, "It takes years", today=TODAY)
    row = positions.take(
        session, claim, "Bob", "asserts", today=TODAY, source=source, turn=1, quote="in years"
    )
    assert row.anchor is not None and row.anchor["start"] == 10
    told = {"id": row.uid, "speaker": row.speaker.uid, "stance": "asserts", "turn": 2}
    take_in(session, {"claims": [{"id": claim.uid, "positions": [told]}]})
    session.refresh(row)
    assert (row.anchor["start"], row.anchor["end"]) == (30, 38)
