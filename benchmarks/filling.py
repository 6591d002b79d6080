"""Notebooks of any size, filled past the planning of an import: a million claims take minutes."""

from collections.abc import Iterator
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from wording import Wording

if TYPE_CHECKING:
    from kg.store.database import Database

STEP = 20_000
LANGUAGES = ("en", "zh")


def fill(book: "Database", claims: int) -> None:
    """Put claims into an empty notebook, half of them in Chinese, each asserted by a speaker.

    There is a speaker for every ten of them and a concept for every twenty.
    """
    from kg.notebook.records import apply
    from kg.notebook.records.plans import Plan

    said = statements()
    for start in range(0, claims, STEP):
        adds: dict[str, list[dict[str, Any]]] = {}
        some = islice(said, min(STEP, claims - start))
        for number, (language, words) in enumerate(some, start):
            for table, row in _rows(number, language, words):
                adds.setdefault(table, []).append(row)
        with book.transaction("fill") as session:
            apply.apply(session, Plan(adds=adds))


def statements() -> Iterator[tuple[str, str]]:
    """The statements of the claims in order, each after its language."""
    wording = Wording()
    for number in count():
        language = LANGUAGES[number % 2]
        yield language, wording.statement(language)


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
