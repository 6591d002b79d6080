"""Questions of forecasting sites: each becomes a claim, its prediction, forecasts and a verdict."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kg.domain.vocabulary import Outcome
from kg.formats import foreign
from kg.formats.foreign import Foreign


@dataclass
class Guess:
    """A speaker's probability on a day; `key` tells it from others of the same speaker."""

    speaker: str
    probability: float
    made: str | None
    key: str
    note: str | None = None


@dataclass
class Question:
    """What is asked, until when, what was guessed, and how it turned out."""

    uid: str
    title: str
    line: int | str | None = None
    url: str | None = None
    opens: str | None = None
    due: str | None = None
    criteria: str | None = None
    note: str | None = None
    tags: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    outcome: Outcome | None = None
    fraction: float | None = None
    decided: str | None = None


def add(out: Foreign, asked: Question) -> None:
    """Take in a question; one without a title is skipped.

    A verdict without a day is kept in the note, for a verdict has one. What would be due before it
    opens has no opening.
    """
    title = foreign.tidy(asked.title)
    if title is None:
        out.skip(asked.line, "The question is empty.")
        return
    tags = list(dict.fromkeys(filter(None, (foreign.tidy_line(tag, 100) for tag in asked.tags))))
    note = asked.note
    if asked.outcome is not None and asked.decided is None:
        note = out.note(note, outcome=asked.outcome.value)
        out.skip(
            asked.line,
            f"The outcome {asked.outcome.value} has no day on which it was decided, and a verdict "
            "has one; it stands in the note.",
        )
    claim = {"id": asked.uid, "kind": "prediction", "statement": title, "tags": tags}
    out.add("claims", claim | {"about": asked.about}, asked.line)
    opens, due = asked.opens, asked.due
    if opens and due and due < opens[: len(due)]:
        opens = None
    record: dict[str, Any] = {
        "id": asked.uid,
        "claims": [asked.uid],
        "criteria": foreign.tidy(asked.criteria),
        "opens": opens,
        "due": due,
        "note": "\n\n".join(filter(None, (asked.url, note))) or None,
        "forecasts": _forecasts(asked),
    }
    if asked.outcome is not None and asked.decided is not None:
        verdict: dict[str, Any] = {"outcome": asked.outcome.value, "decided": asked.decided}
        if asked.outcome is Outcome.PARTLY and asked.fraction is not None:
            verdict["fraction"] = asked.fraction
        record["resolutions"] = [verdict]
    out.add("predictions", record, asked.line)


def _forecasts(asked: Question) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    found = []
    for guess in asked.guesses:
        base = f"{asked.uid}/{foreign.uid(guess.key)}"
        seen[base] += 1
        record: dict[str, Any] = {
            "id": base if seen[base] == 1 else f"{base}/{seen[base]}",
            "speaker": guess.speaker,
            "probability": guess.probability,
            "basis": "stated",
        }
        record |= {"made": guess.made} if guess.made else {}
        found.append(record | ({"note": guess.note} if guess.note else {}))
    return found
