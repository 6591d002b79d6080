import pytest

from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.notebook import claims, concepts, links, positions, predictions, resolutions
from kg.notebook.finding import selecting
from kg.store.bulk import insert_rows
from kg.store.history import TABLES
from kg.store.models import Claim
from tests.notebook.asking import TODAY, refusal

Day = PartialDate


def fill(session):
    """Six claims, of which the sixth is linked to nothing."""
    concepts.add(session, "AI")
    concepts.add(session, "model", broader="AI")
    concepts.add(session, "o1", broader="model", aliases=["草莓"])
    for words, details in (
        (
            {"en": "Catching up takes years", "zh": "追赶需要数年"},
            {"kind": "prediction", "about": ["o1"]},
        ),
        ("It takes months", {"kind": "fact", "about": ["model"], "tags": ["Pace", 'a "b"']}),
        ("ÉCOLE costs 100% of _it_", {"kind": "cause", "about": ["AI"], "tags": ["paces"]}),
        ("Ｆｕｌｌ width", {"tags": ["pace", "x"]}),
        ("So be it", {}),
        ("Alone", {}),
    ):
        claims.add(session, words, today=TODAY, **details)
    for claim, speaker, stance, said, source in (
        (1, "Ann", "asserts", "2024", "Talk"),
        (1, "Bob", "disagrees", "2024-09-14", "Talk"),
        (2, "Bob", "asserts", "2024-09", "Letter"),
        (3, "颜水成", "agrees", "2025-03-02", None),
        (4, "Ann", "disagrees", None, None),
    ):
        positions.take(
            session, claim, speaker, stance, today=TODAY, said=said, source=source, new=True
        )
    positions.edit(session, 5, said=None)
    positions.edit(session, 2, quote="I am no pessimist")
    for read, due in (([1], "2026"), ([1, 2], "2026-10"), ([3], "2027-02-28"), ([4], None)):
        predictions.predict(session, read, due=due)
    predictions.predict(session, [3])
    predictions.edit(session, 2, criteria="Level on public benchmarks")
    report = resolutions.add_evidence(session, "A report")
    resolutions.resolve(session, 3, "right", today=TODAY, evidence=[report.id])
    resolutions.resolve(session, 5, "wrong", today=TODAY)
    claim = session.get_one(Claim, 5)
    resolutions.resolve(session, claim, "partly", today=TODAY, evidence=[report.id])
    links.draw(session, 2, "supports", 3)
    links.draw(session, 4, "opposes", 3)
    links.draw(session, 4, "qualifies", 5)


SELECTIONS: list[tuple[dict, list[int]]] = [
    ({}, [1, 2, 3, 4, 5, 6]),
    ({"speakers": ("Ann",)}, [1, 4]),
    ({"speakers": ("颜水成", "bob")}, [1, 2, 3]),
    ({"speakers": ("Ann",), "stances": (Stance.DISAGREES,)}, [4]),
    ({"stances": (Stance.ASSERTS, Stance.AGREES)}, [1, 2, 3]),
    ({"sources": ("Talk",)}, [1]),
    ({"sources": ("talk", "Letter"), "speakers": ("Bob",)}, [1, 2]),
    ({"concepts": ("o1",)}, [1]),
    ({"concepts": ("草莓",)}, [1]),
    ({"concepts": ("model",)}, [1, 2]),
    ({"concepts": ("AI",)}, [1, 2, 3]),
    ({"concepts": ("o1", "model"), "kinds": (ClaimKind.FACT,)}, [2]),
    ({"kinds": (ClaimKind.FACT, ClaimKind.CAUSE)}, [2, 3]),
    ({"kinds": (ClaimKind.RECOMMENDATION,)}, []),
    ({"tags": ("pace",)}, [2, 4]),
    ({"tags": ("paces", "x")}, [3, 4]),
    ({"tags": ('a "b"',)}, [2]),
    ({"tags": ("pac",)}, []),
    ({"text": "takes"}, [1, 2]),
    ({"text": " TAKES years "}, [1]),
    ({"text": "需要"}, [1]),
    ({"text": "école"}, [3]),
    ({"text": "ÉCOLE"}, [3]),
    ({"text": "full"}, [4]),
    ({"text": "100%"}, [3]),
    ({"text": "_it_"}, [3]),
    ({"text": "1_0"}, []),
    ({"text": "zh"}, []),
    ({"text": '"'}, []),
    ({"text": "\udcff"}, []),
    ({"text": "it", "tags": ("pace",)}, [2]),
    # A date that is known to its year counts as long as it can be meant.
    ({"said_from": Day("2024-09")}, [1, 2, 3]),
    ({"said_from": Day("2024-09-15")}, [1, 2, 3]),
    ({"said_from": Day("2024-10")}, [1, 3]),
    ({"said_from": Day("2025")}, [3]),
    ({"said_to": Day("2023-12-31")}, []),
    ({"said_to": Day("2024-01-01")}, [1]),
    ({"said_to": Day("2024-09-01")}, [1, 2]),
    ({"said_to": Day("2024")}, [1, 2]),
    ({"said_from": Day("2024-09-15"), "said_to": Day("2024-09-15")}, [1, 2]),
    ({"said_from": Day("2024-09-14"), "said_to": Day("2024-09-14"), "speakers": ("Bob",)}, [1, 2]),
    ({"due_from": Day("2026-11")}, [1, 3]),
    ({"due_from": Day("2027-03")}, []),
    ({"due_to": Day("2026-10-31")}, [1, 2]),
    ({"due_to": Day("2026-09")}, [1]),
    ({"due_from": Day("2027"), "due_to": Day("2027")}, [3]),
    ({"outcomes": ("overdue",)}, [1, 2]),
    ({"outcomes": ("mixed",)}, [3]),
    ({"outcomes": ("open",)}, [4]),
    ({"outcomes": ("partly", "mixed")}, [3, 5]),
    ({"outcomes": ("void",)}, []),
    ({"outcomes": ("overdue",), "text": "months"}, [2]),
    ({"around": "1", "depth": 0}, [1]),
    ({"around": "1"}, [1, 2]),
    ({"around": "1", "depth": 2}, [1, 2, 3]),
    ({"around": "It takes months"}, [1, 2, 3]),
    ({"around": "5", "depth": 2}, [3, 4, 5]),
    ({"around": "5", "depth": 10**12}, [1, 2, 3, 4, 5]),
    ({"around": "6", "depth": 5}, [6]),
    ({"around": "5", "depth": 2, "kinds": (ClaimKind.OPINION,)}, [4, 5]),
    ({"around": "6", "text": "years"}, []),
    # Words stand in any language, in tags and notes, in quotes, and in predictions.
    ({"words": ("takes",)}, [1, 2]),
    ({"words": ("take", "YEARS")}, [1]),
    ({"words": ("追",)}, [1]),
    ({"words": ("需要", "takes")}, [1]),
    ({"words": ("full",)}, [4]),
    ({"words": ("paces",)}, [2, 3, 4]),
    ({"words": ("pessimist",)}, [1]),
    ({"words": ("benchmarks",)}, [1, 2]),
    ({"words": ("benchmarks", "pessimist")}, [1]),
    ({"words": ("takes", "&")}, [1, 2]),
    ({"words": ("&",)}, []),
    ({"words": ("tak",)}, []),
    ({"phrases": ("takes years",)}, [1]),
    ({"phrases": ("years takes",)}, []),
    ({"phrases": ("take",)}, []),
    ({"phrases": ("so be",), "words": ("it",)}, [5]),
    ({"words": ("pessimist",), "places": ("claim",)}, []),
    ({"words": ("pessimist",), "places": ("position",)}, [1]),
    ({"words": ("benchmarks",), "places": ("claim", "prediction")}, [1, 2]),
    ({"words": ("Bob",), "places": ("speaker",)}, [1, 2]),
    ({"words": ("草莓",), "places": ("concept",)}, [1]),
    ({"words": ("letter",), "places": ("source",)}, [2]),
    ({"words": ("report",), "places": ("evidence",)}, [3, 5]),
    ({"words": ("takes",), "speakers": ("Bob",), "stances": (Stance.ASSERTS,)}, [2]),
    ({"words": ("takes",), "outcomes": ("overdue",), "kinds": (ClaimKind.FACT,)}, [2]),
    ({"words": ("takes",), "around": "1", "depth": 0}, [1]),
    # What is excluded holds for no claim that is left.
    ({"without": (Selection(speakers=("Bob",)),)}, [3, 4, 5, 6]),
    ({"without": (Selection(stances=(Stance.DISAGREES,)),)}, [2, 3, 5, 6]),
    (
        {"speakers": ("Bob",), "without": (Selection(stances=(Stance.DISAGREES,)),)},
        [2],
    ),
    ({"without": (Selection(concepts=("model",)),)}, [3, 4, 5, 6]),
    ({"without": (Selection(sources=("Talk",)), Selection(sources=("Letter",)))}, [3, 4, 5, 6]),
    ({"without": (Selection(kinds=(ClaimKind.FACT, ClaimKind.OPINION)),)}, [1, 3]),
    ({"without": (Selection(said_to=Day("2024")),)}, [3, 4, 5, 6]),
    ({"without": (Selection(due_from=Day("2026-10")),)}, [4, 5, 6]),
    ({"without": (Selection(words=("takes",)),)}, [3, 4, 5, 6]),
    ({"words": ("takes",), "without": (Selection(words=("years",)),)}, [2]),
    ({"without": (Selection(phrases=("takes years",)),), "kinds": (ClaimKind.PREDICTION,)}, []),
    ({"without": (Selection(tags=("pace",)),)}, [1, 3, 5, 6]),
    ({"without": (Selection(outcomes=("overdue",)),)}, [3, 4, 5, 6]),
    ({"without": (Selection(text="it"),)}, [1, 4, 6]),
    ({"without": (Selection(around="1"),)}, [3, 4, 5, 6]),
    ({"without": (Selection(around="1"),), "depth": 2}, [4, 5, 6]),
    ({"without": (Selection(words=("Bob",)),), "places": ("speaker",)}, [3, 4, 5, 6]),
]


def test_a_selection_means_the_claims_that_meet_all_its_conditions(database):
    with database.transaction("fill") as session:
        fill(session)
    with database.read() as session:
        for conditions, expected in SELECTIONS:
            found = selecting.claim_ids(session, Selection(**conditions), TODAY)
            assert found == expected, conditions


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"speakers": ("Anne",)}, "There is no speaker 'Anne'. Did you mean Ann?"),
        ({"concepts": ("models",)}, "There is no concept 'models'. Did you mean model?"),
        ({"sources": ("Book",)}, "There is no source 'Book'. See kg source list."),
        ({"around": "7"}, "There is no claim '7'. See kg claim list."),
    ],
)
def test_a_name_that_nobody_bears_is_refused(session, conditions, message):
    fill(session)
    assert refusal(selecting.claim_ids, session, Selection(**conditions), TODAY) == message


def test_a_claim_with_very_many_neighbours_has_them_all(session):
    """SQLite takes at most 32,766 values in one statement."""
    number = 33_000
    blank: dict = {
        "kind": "fact",
        "weight": "main",
        "statement": {"en": "x"},
        "tags": [],
        "note": None,
    }
    ids = range(1, number + 1)
    insert_rows(session, TABLES["claim"], [{"id": one, "uid": f"c{one}", **blank} for one in ids])
    blank = {"kind": "supports", "speaker_id": None, "note": None}
    insert_rows(
        session,
        TABLES["link"],
        [
            {
                "id": one,
                "uid": f"l{one}",
                "from_id": one,
                "to_id": 1 if one < number else 2,
                **blank,
            }
            for one in ids
            if one > 1
        ],
    )
    assert len(selecting.claim_ids(session, Selection(around="1"), TODAY)) == number - 1
    assert len(selecting.claim_ids(session, Selection(around="1", depth=2), TODAY)) == number
    found = selecting.claim_ids(session, Selection(around="1", depth=3, outcomes=("open",)), TODAY)
    assert found == []
