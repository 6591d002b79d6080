import pytest
from sqlalchemy import select

from kg.notebook import claims, concepts, links, predictions, resolutions, speakers
from kg.notebook.showing.cards import claim_cards
from kg.store.models import (
    Claim,
    Concept,
    Evidence,
    Link,
    Position,
    Prediction,
    Resolution,
    Speaker,
)
from tests.notebook.asking import TODAY, refusal


def numbers(session, model):
    return session.scalars(select(model.id).order_by(model.id)).all()


def test_a_claim_has_a_statement_what_it_is_about_and_who_asserts_it(session):
    row = claims.add(
        session,
        {"en": "Catching up to o1 takes years", "zh": "追赶 o1 需要数年"},
        today=TODAY,
        kind="prediction",
        weight="detail",
        about=["o1", "pace", "O1"],
        tags=[" pace\nof work "],
        note="a note",
        speaker="颜水成",
        said="2024-9-14",
        source="https://example.org/talk",
        section="one",
        turn=3,
        quote="以年为单位",
        uid="c1",
    )
    (card,) = claim_cards(session, [row.id], TODAY)
    (position,) = card.pop("positions")
    about = card.pop("about")
    assert [uid.split("-")[0] for uid in about] == ["o1", "pace"]
    assert card == {
        "id": 1,
        "uid": "c1",
        "kind": "prediction",
        "weight": "detail",
        "statement": {"en": "Catching up to o1 takes years", "zh": "追赶 o1 需要数年"},
        "tags": ["pace of work"],
        "note": {"en": "a note"},
        "links": [],
        "predictions": [],
        "resolutions": [],
        "outcome": None,
    }
    assert position["speaker"] == session.get_one(Speaker, 1).uid
    assert session.get_one(Speaker, 1).names == {"zh": "颜水成"}
    assert {key: position[key] for key in ("stance", "said", "section", "turn", "quote")} == {
        "stance": "asserts",
        "said": "2024-09-14",
        "section": "one",
        "turn": 3,
        "quote": "以年为单位",
    }


def test_a_claim_alone_is_a_claim(session):
    row = claims.add(session, "今年通胀会回落", today=TODAY)
    assert (row.statement, row.kind, row.weight) == ({"zh": "今年通胀会回落"}, "opinion", "main")
    assert (row.tags, row.note, row.about, row.positions) == ([], None, [], [])


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"statement": ""}, "The statement is empty. Write at least one word."),
        ({"statement": "  \n"}, "The statement is empty. Write at least one word."),
        ({"statement": {"en": "x", "zh": ""}}, "The statement is empty. Write at least one word."),
        (
            {"statement": "x" * 10_001},
            "The statement has 10,001 characters; 10,000 are allowed. Shorten it.",
        ),
        (
            {"statement": "a\udc80"},
            "The statement has a control character (U+DC80) at place 2. Take it out.",
        ),
        ({"statement": "x", "kind": "prophecy"}, None),
        (
            {"statement": "x", "weight": "minor"},
            "'minor' is none of the words allowed here. Did you mean main?",
        ),
        (
            {"statement": "x", "tags": ["y" * 101]},
            "The tag has 101 characters; 100 are allowed. Shorten it.",
        ),
        ({"statement": "x", "uid": "c 1"}, None),
        ({"statement": "x", "uid": "c1"}, "'c1' is the id of claim 1 already. Give another."),
        (
            {"statement": "x", "said": "2024"},
            "Nobody is named who said it. Name the speaker with --speaker.",
        ),
        (
            {"statement": "x", "quote": "y"},
            "Nobody is named who said it. Name the speaker with --speaker.",
        ),
        (
            {"statement": "x", "turn": 0},
            "Nobody is named who said it. Name the speaker with --speaker.",
        ),
        (
            {"statement": "x", "speaker": "Ann", "said": "yesterday"},
            "'yesterday' is not a date. "
            "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026.",
        ),
        (
            {"statement": "x", "speaker": "Ann", "turn": 3},
            "A turn needs a source. Name the source with --source.",
        ),
        (
            {"statement": "x", "speaker": "Ann", "source": "Talk", "section": "one"},
            "A section needs a turn. Give the turn's number with --turn.",
        ),
    ],
)
def test_what_cannot_be_a_claim_is_refused(session, details, message):
    claims.add(session, "It takes years", today=TODAY, uid="c1")
    said = refusal(claims.add, session, today=TODAY, **details)
    assert message is None or said == message


def test_a_name_that_is_nearly_a_known_one_is_refused_unless_it_is_new(session):
    claims.add(
        session, "It takes years", today=TODAY, speaker="Yan Shuicheng", about=["scaling laws"]
    )
    assert refusal(claims.add, session, "x", today=TODAY, speaker="Yan Shuichen") == (
        "There is no speaker 'Yan Shuichen'. Did you mean Yan Shuicheng? "
        "If it is a new one, say --new."
    )
    assert refusal(claims.add, session, "y", today=TODAY, about=["scaling law"]) == (
        "There is no concept 'scaling law'. Did you mean scaling laws? "
        "If it is a new one, say --new."
    )
    claims.add(session, "x", today=TODAY, speaker="Yan Shuichen", about=["scaling law"], new=True)
    assert len(numbers(session, Speaker)) == len(numbers(session, Concept)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "'; DROP TABLE claim; --",
        "<script>alert(1)</script>",
        "100% _certain_ \\ \"so\" 'it' goes",
        "שלום עולם 🚀 𠮷",
        "a\u202eb",
        "line one\nline two\ttab",
        "x" * 10_000,
        "颜" * 10_000,
        "42",
        "null",
    ],
)
def test_a_statement_may_say_anything(session, statement):
    row = claims.add(session, {"en": statement}, today=TODAY)
    session.expire(row)
    assert row.statement == {"en": statement}


def test_what_is_given_is_changed_and_the_rest_kept(session):
    claims.add(
        session, {"en": "years", "zh": "数年"}, today=TODAY, about=["o1", "pace"], tags=["a"]
    )
    claims.edit(session, 1, statement="多年", about=["lab", "o1"], not_about=["pace"])
    row = session.get_one(Claim, 1)
    assert row.statement == {"en": "years", "zh": "多年"}
    assert [one.concept.names["en"] for one in row.about] == ["o1", "lab"]
    assert (row.kind, row.weight, row.tags, row.note) == ("opinion", "main", ["a"], None)
    claims.edit(session, 1, kind="fact", weight="detail", tags=["b", "c"], note={"en": "n"})
    assert (row.kind, row.weight, row.tags, row.note) == ("fact", "detail", ["b", "c"], {"en": "n"})
    claims.edit(session, 1, tags=[], note=None)
    assert [row.tags, row.note] == [[], None]
    assert refusal(claims.edit, session, 1, kind="guess").startswith("'guess' is none of the words")
    assert refusal(claims.edit, session, 1, not_about=["AGI"]) == (
        "There is no concept 'AGI'. See kg concept list."
    )
    assert refusal(claims.edit, session, 2, kind="fact") == (
        "There is no claim '2'. See kg claim list."
    )
    assert refusal(claims.edit, session, 1, statement={"en": ""}) == (
        "The statement is empty. Write at least one word."
    )


def test_an_edit_that_is_refused_leaves_the_claim_as_it_was(notebook):
    with notebook.transaction("add") as session:
        claims.add(session, "It takes years", today=TODAY)

    def edit():
        with notebook.transaction("edit") as session:
            claims.edit(session, 1, statement="months", about=["o1"], not_about=["AGI"])

    assert refusal(edit) == "There is no concept 'AGI'. See kg concept list."
    with notebook.read() as session:
        assert session.get_one(Claim, 1).statement == {"en": "It takes years"}
        assert numbers(session, Concept) == []


def test_a_claim_goes_with_what_is_said_of_it(session):
    for words in ("It takes years", "It takes months", "Never"):
        claims.add(session, words, today=TODAY, speaker="Ann", about=["o1"])
    links.draw(session, 1, "opposes", 2)
    links.draw(session, 3, "supports", 1)
    links.draw(session, 2, "supports", 3)
    predictions.predict(session, [1])
    predictions.predict(session, [1, 2])
    predictions.forecast(session, 1, "Ann", 0.5, today=TODAY)
    resolutions.resolve(session, 1, "right", today=TODAY, evidence=["https://e.org"])
    resolutions.resolve(session, 2, "wrong", today=TODAY)
    resolutions.resolve(session, session.get_one(Claim, 3), "right", today=TODAY)
    removed = claims.remove(session, "It takes years")
    assert removed.statement == {"en": "It takes years"}
    assert numbers(session, Claim) == [2, 3]
    assert numbers(session, Position) == [2, 3]
    assert numbers(session, Link) == [3]
    assert numbers(session, Prediction) == [2]
    assert numbers(session, Resolution) == [2, 3]
    assert [row.claim_id for row in session.get_one(Prediction, 2).readings] == [2]
    # What others may rest on stays.
    assert [len(numbers(session, model)) for model in (Speaker, Concept, Evidence)] == [1, 1, 1]
    claims.remove(session, 3)
    assert numbers(session, Resolution) == [2]


def test_the_readings_of_a_claim_are_its_predictions(session):
    for words in ("It takes years", "It takes months"):
        claims.add(session, words, today=TODAY)
    assert claims.readings_of(session.get_one(Claim, 1)) == []
    for read in ([1], [2], [2, 1]):
        predictions.predict(session, read)
    session.expire_all()
    assert [row.id for row in claims.readings_of(session.get_one(Claim, 1))] == [1, 3]


def test_rows_stand_for_themselves_where_a_name_may_stand(session):
    ann, o1 = speakers.add(session, "Ann"), concepts.add(session, "o1")
    row = claims.add(session, "It takes years", today=TODAY, speaker=ann, about=[o1])
    assert row.positions[0].speaker is ann
    assert claims.edit(session, row, not_about=[o1]).about == []


def test_a_note_is_changed_language_by_language(session):
    row = claims.add(session, "It takes years", today=TODAY, note={"en": "one", "zh": "一"})
    notes = []
    for note in ("two", None, {"zh": "三"}):
        claims.edit(session, 1, note=note)
        notes.append(row.note)
    assert notes == [{"en": "two", "zh": "一"}, None, {"zh": "三"}]
