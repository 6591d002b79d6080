"""Notebooks of any size, filled past the planning of an import: a million claims take minutes."""

from collections.abc import Iterator
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any

from wording import Wording

if TYPE_CHECKING:
    from kg.store.database import Database

STEP = 20_000
LANGUAGES = ("en", "zh")
STANCES = ("agrees", "disagrees", "partly", "agrees")


DUE = 20
"""Predictions that wait for a verdict, in a notebook of any size."""


def fill(book: "Database", claims: int, positions: int = 1) -> None:
    """Put claims into an empty notebook, half of them in Chinese, each asserted by a speaker.

    There is a speaker for every ten of them and a concept for every twenty. With more `positions`
    than one, as many speakers take one of each claim, without quotes but the first, and every tenth
    claim is a prediction with a forecast: half of these are decided, the first `DUE` of the others
    wait for it, and the rest are due in many years.
    """
    from kg.notebook.records import apply
    from kg.notebook.records.plans import Plan

    said = statements()
    for start in range(0, claims, STEP):
        adds: dict[str, list[dict[str, Any]]] = {}
        some = islice(said, min(STEP, claims - start))
        for number, (language, words) in enumerate(some, start):
            rows = _rows(number, language, words)
            more = _more(number, claims, positions) if positions > 1 else ()
            for table, row in chain(rows, more):
                adds.setdefault(table, []).append(row)
        with book.transaction("fill") as session:
            apply.apply(session, Plan(adds=adds))


def statements() -> Iterator[tuple[str, str]]:
    """The statements of the claims in order, each after its language."""
    wording = Wording()
    for number in count():
        language = LANGUAGES[number % 2]
        yield language, wording.statement(language)


def crowd(speakers: int, claims: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of so many speakers and claims about nothing, by table, numbered from 1."""
    people = [
        {"id": n + 1, "uid": f"sp{n}", "kind": "person", "names": {"en": f"Speaker {n}"}}
        | {"aliases": [], "url": None, "note": None}
        for n in range(speakers)
    ]
    said = [
        {"id": n + 1, "uid": f"cl{n}", "kind": "opinion", "weight": "main"}
        | {"statement": {"en": f"Claim number {n}"}, "tags": [], "note": None}
        for n in range(claims)
    ]
    return {"speaker": people, "claim": said}


def _rows(number: int, language: str, words: str) -> Iterator[tuple[str, dict[str, Any]]]:
    row_id, speaker, concept = number + 1, number // 10 + 1, number // 20 + 1
    empty: dict[str, Any] = {"aliases": [], "url": None, "note": None}
    if number % 10 == 0:
        names = {"en": f"Speaker {number // 10}"}
        person = {"id": speaker, "uid": f"sp{speaker}", "kind": "person", "names": names}
        yield "speaker", person | empty
    if number % 20 == 0:
        names = {"en": f"Concept {number // 20}"}
        idea = {"id": concept, "uid": f"co{concept}", "kind": "concept", "names": names}
        yield "concept", idea | empty | {"broader_id": None}
    if number < 20:
        yield (
            "source",
            {"id": row_id, "uid": f"so{number}", "kind": "document"}
            | {"title": {"en": f"Source {number}"}}
            | dict.fromkeys(("publisher", "url", "published", "recorded", "language", "note")),
        )
    yield (
        "claim",
        {"id": row_id, "uid": f"cl{number}", "kind": "opinion", "weight": "main"}
        | {"statement": {language: words}, "tags": [], "note": None},
    )
    yield "about", {"id": row_id, "claim_id": row_id, "concept_id": concept}
    yield (
        "position",
        {"id": row_id, "uid": f"po{number}", "claim_id": row_id, "speaker_id": speaker}
        | {"stance": "asserts", "said": "2024-09-14", "source_id": number % 20 + 1}
        | {"turn_id": None, "quote": words, "anchor": None, "note": None},
    )


def _more(number: int, claims: int, positions: int) -> Iterator[tuple[str, dict[str, Any]]]:
    # Those who answer are already there, or come in the same step; each answers as often.
    first = number // STEP * STEP
    speakers = -(-min(STEP, claims - first) // 10)
    for at in range(1, positions):
        row_id = claims + number * (positions - 1) + at
        speaker = first // 10 + ((number - first) // 10 + at * (number % 10 + 1)) % speakers + 1
        yield (
            "position",
            {"id": row_id, "uid": f"po{row_id - 1}", "claim_id": number + 1, "speaker_id": speaker}
            | {"stance": STANCES[(number + at) % 4], "said": "2024-09-15", "source_id": None}
            | dict.fromkeys(("turn_id", "quote", "anchor", "note")),
        )
    if number % 10 == 0:
        yield from _prediction(number)


def _prediction(number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    row_id = number // 10 + 1
    decided = row_id % 2 == 0
    day = "2025-09-14" if decided or row_id < 2 * DUE else "2090-09-14"
    yield (
        "prediction",
        {"id": row_id, "uid": f"pr{row_id}", "due": day, "tags": []}
        | dict.fromkeys(("statement", "criteria", "horizon", "opens", "note", "snoozed")),
    )
    yield "reading", {"id": row_id, "prediction_id": row_id, "claim_id": number + 1}
    spread = dict.fromkeys(("low", "middle", "high"), (row_id % 9 + 1) / 10)
    yield (
        "forecast",
        {"id": row_id, "uid": f"fo{row_id}", "prediction_id": row_id, "basis": "stated"}
        | {"speaker_id": row_id, "made": "2024-09-14", "words": None, "scale": None, "note": None}
        | spread,
    )
    if decided:
        yield (
            "resolution",
            {"id": row_id // 2, "uid": f"re{row_id}", "prediction_id": row_id, "claim_id": None}
            | {"outcome": "right" if row_id % 3 else "wrong", "decided": "2025-10-01"}
            | dict.fromkeys(("fraction", "confidence", "note", "withdrawn", "withdrawn_because")),
        )
