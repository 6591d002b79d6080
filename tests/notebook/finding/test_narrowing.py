"""From claims to what hangs on them: kg.notebook.finding.narrowing."""

from datetime import date

import pytest

from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.notebook import claims, links, positions, predictions, resolutions
from kg.notebook.finding import narrowing

TODAY = date(2026, 11, 23)
EVERYTHING = Selection()


@pytest.fixture
def filled(session):
    """Three claims of Ada, Bob and nobody; Bob disputes Ada's, which is predicted twice."""
    first = claims.add(
        session,
        "Prices fall",
        today=TODAY,
        kind="prediction",
        speaker="Ada",
        source="Talk",
        about=["prices"],
        said="2024",
    )
    second = claims.add(session, "Wages rise", today=TODAY, speaker="Bob", about=["wages"])
    claims.add(session, "Nobody says this", today=TODAY)
    positions.take(session, first, "Bob", Stance.DISAGREES, today=TODAY, said="2025")
    links.draw(session, second, "opposes", first)
    decided = predictions.predict(session, [first], due="2025")
    predictions.predict(session, [first], due="2027")
    resolutions.resolve(
        session, decided, "right", today=TODAY, on="2025", evidence=["https://example.org/a"]
    )
    resolutions.add_evidence(session, "Nobody calls it")
    return session


@pytest.mark.parametrize(
    ("ids", "selection", "expected"),
    [
        (narrowing.position_ids, EVERYTHING, [1, 2, 3]),
        (narrowing.position_ids, Selection(speakers=("Bob",)), [2, 3]),
        (narrowing.position_ids, Selection(stances=(Stance.DISAGREES,)), [3]),
        (narrowing.position_ids, Selection(kinds=(ClaimKind.PREDICTION,)), [1, 3]),
        (narrowing.position_ids, Selection(said_to=PartialDate("2024")), [1]),
        (narrowing.speaker_ids, EVERYTHING, [1, 2]),
        (narrowing.speaker_ids, Selection(concepts=("wages",)), [2]),
        (narrowing.speaker_ids, Selection(kinds=(ClaimKind.PREDICTION,)), [1, 2]),
        (narrowing.source_ids, EVERYTHING, [1]),
        (narrowing.source_ids, Selection(speakers=("Bob",)), []),
        (narrowing.concept_ids, EVERYTHING, [1, 2]),
        (narrowing.concept_ids, Selection(speakers=("Ada",)), [1]),
        (narrowing.link_ids, EVERYTHING, [1]),
        (narrowing.link_ids, Selection(concepts=("wages",)), [1]),
        (narrowing.link_ids, Selection(text="Nobody"), []),
        (narrowing.prediction_ids, EVERYTHING, [1, 2]),
        (narrowing.prediction_ids, Selection(speakers=("Ada",)), [1, 2]),
        (narrowing.prediction_ids, Selection(outcomes=("right",)), [1]),
        (narrowing.prediction_ids, Selection(outcomes=("open",)), [2]),
        (narrowing.prediction_ids, Selection(due_from=PartialDate("2026")), [2]),
        (narrowing.prediction_ids, Selection(due_to=PartialDate("2026")), [1]),
        (narrowing.evidence_ids, EVERYTHING, [1, 2]),
        (narrowing.evidence_ids, Selection(speakers=("Ada",)), [1]),
        (narrowing.evidence_ids, Selection(concepts=("wages",)), []),
    ],
)
def test_what_hangs_on_the_claims_that_are_meant(filled, ids, selection, expected):
    assert ids(filled, selection, TODAY) == expected
