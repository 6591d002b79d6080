import pytest

from kg.notebook import claims, concepts, speakers
from kg.notebook.finding import find
from kg.notebook.showing.cards import concept_cards
from kg.store.models import Concept
from tests.notebook.asking import TODAY, refusal


def test_a_concept_has_names_a_kind_and_a_broader_one(session):
    concepts.add(session, "Reasoning models", uid="reasoning")
    concepts.add(
        session,
        {"en": "OpenAI o1", "zh": "草莓模型"},
        kind="system",
        aliases=["o1", "Strawberry"],
        broader="reasoning models",
        url="https://example.org/o1",
        note={"en": "of 2024"},
        uid="o1",
    )
    assert concept_cards(session) == [
        {
            "id": 1,
            "uid": "reasoning",
            "kind": "concept",
            "names": {"en": "Reasoning models"},
            "aliases": [],
            "broader": None,
            "url": None,
            "note": None,
        },
        {
            "id": 2,
            "uid": "o1",
            "kind": "system",
            "names": {"en": "OpenAI o1", "zh": "草莓模型"},
            "aliases": ["o1", "Strawberry"],
            "broader": "reasoning",
            "url": "https://example.org/o1",
            "note": {"en": "of 2024"},
        },
    ]


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"names": " "}, "The name is empty. Write at least one word."),
        ({"names": "o1", "kind": ""}, "The kind is empty. Write at least one word."),
        ({"names": "o1", "broader": "AGI"}, "There is no concept 'AGI'. See kg concept list."),
        (
            {"names": "o1", "aliases": ["x" * 501]},
            "The alias has 501 characters; 500 are allowed. Shorten it.",
        ),
        (
            {"names": "o1", "uid": "reasoning"},
            "'reasoning' is the id of concept 1 already. Give another.",
        ),
    ],
)
def test_what_cannot_be_a_concept_is_refused(session, details, message):
    concepts.add(session, "Reasoning", uid="reasoning")
    assert refusal(concepts.add, session, **details) == message


def test_a_concept_may_be_called_like_a_speaker(session):
    speaker = speakers.add(session, "OpenAI", uid="openai")
    concept = concepts.find_or_add(session, "OpenAI")
    assert find.speaker(session, "OpenAI") is speaker
    assert find.concept(session, "OpenAI") is concept


def test_a_name_that_is_nearly_a_known_one_is_taken_for_a_slip(session):
    concepts.add(session, "scaling laws")
    assert refusal(concepts.find_or_add, session, "scaling law") == (
        "There is no concept 'scaling law'. Did you mean scaling laws? "
        "If it is a new one, say --new."
    )
    assert concepts.find_or_add(session, "scaling law", new=True).id == 2
    assert concepts.find_or_add(session, "scaling law").id == 2


def test_what_is_given_is_changed_and_the_rest_kept(session):
    for name in ("o1", "System", "Thing"):
        concepts.add(session, name)
    concepts.edit(
        session, "o1", names={"zh": "草莓"}, kind="system", broader="System", aliases=["o"]
    )
    row = find.concept(session, "草莓")
    assert (row.names, row.kind, row.aliases) == ({"en": "o1", "zh": "草莓"}, "system", ["o"])
    assert row.broader is find.concept(session, "System")
    concepts.edit(session, "o1", note="a note", url="https://e.org")
    assert row.broader is find.concept(session, "System")
    concepts.edit(session, "o1", broader=None, note=None, url=None)
    assert [row.broader, row.note, row.url] == [None, None, None]


def test_concepts_never_run_in_a_circle(session):
    for name in ("o1", "System", "Thing"):
        concepts.add(session, name)
    concepts.edit(session, "o1", broader="System")
    concepts.edit(session, "System", broader="Thing")
    assert refusal(concepts.edit, session, "o1", broader="o1") == (
        "The broader concepts would run in a circle: o1 → o1. Choose another."
    )
    assert refusal(concepts.edit, session, "Thing", broader="o1") == (
        "The broader concepts would run in a circle: Thing → o1 → System → Thing. Choose another."
    )
    assert find.concept(session, "Thing").broader is None


def test_a_concept_that_is_used_stays(session):
    claims.add(session, "It takes years", today=TODAY, about=["o1"])
    assert refusal(concepts.remove, session, "o1") == (
        "1 claim is about o1. Take it off them first, with kg claim edit --not-about."
    )
    claims.add(session, "It takes months", today=TODAY, about=["o1"])
    assert refusal(concepts.remove, session, "o1") == (
        "2 claims are about o1. Take it off them first, with kg claim edit --not-about."
    )
    concepts.add(session, "System")
    concepts.add(session, "A", broader="System")
    assert refusal(concepts.remove, session, "System") == (
        "System is broader than 1 other. Change those first."
    )
    concepts.add(session, "B", broader="System")
    assert refusal(concepts.remove, session, "System") == (
        "System is broader than 2 others. Change those first."
    )
    assert concepts.remove(session, "B").names == {"en": "B"}
    assert find.named_or_none(session, Concept, "B") is None


def test_concepts_are_listed_with_how_many_claims_are_about_them(session):
    claims.add(session, "It takes years", today=TODAY, about=["o1", "pace"])
    claims.add(session, "It takes months", today=TODAY, about=["pace"])
    concepts.add(session, "Paper", kind="paper")
    found = [(row.names["en"], number) for row, number in concepts.listed(session)]
    assert found == [("pace", 2), ("o1", 1), ("Paper", 0)]
    assert [row.names["en"] for row, _ in concepts.listed(session, "paper")] == ["Paper"]
    assert concepts.listed(session, "person") == []
