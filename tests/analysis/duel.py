"""Predictions and forecasts of two who are compared, told as their records."""

from datetime import date

from kg.analysis import disputes
from tests.graph.notes import claim

TODAY = date(2026, 11, 23)
NONE = dict.fromkeys(disputes.RECORDED, 0)


def reading(key, of, *verdicts, due="2025-06", forecasts=()):
    """A prediction with its verdicts: an outcome, when it was decided and when withdrawn.

    Forecasts are given as speaker, probability and, where it is known, when they were made.
    """
    fields = ("outcome", "decided", "withdrawn")
    numbers = ("speaker", "probability", "made")
    return {
        "id": key,
        "claims": of.split(),
        "due": due,
        "forecasts": [
            {"id": f"{key}/{at}", "basis": "stated", **dict(zip(numbers, one, strict=False))}
            for at, one in enumerate(forecasts)
        ],
        "resolutions": [dict(zip(fields, one, strict=False)) for one in verdicts],
    }


FOUGHT = claim("c", ("a", "asserts", "2024-09-14"), ("b", "disagrees", "2024-09-14"))


def forecast(made, middle, basis="stated"):
    """A number for a prediction, as JSON holds it."""
    return {"basis": basis, "made": made, "low": middle, "middle": middle, "high": middle}
