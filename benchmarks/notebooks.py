"""Notebooks of any size, written as JSON Lines for `kg import`."""

import json
import random
from pathlib import Path
from typing import Any

STANCES = ("asserts", "agrees", "disagrees", "partly")


def write(path: Path, claims: int, positions: int, due: int = 0) -> None:
    """Write claims with so many positions each, and a reading of every tenth, `due` of them by now.

    The same numbers give the same file.
    """
    chance = random.Random(1)
    speakers, concepts, sources = max(claims // 10, positions), max(claims // 20, 1), 20
    with path.open("w", encoding="utf-8") as file:

        def put(sort: str, record: dict[str, Any]) -> None:
            file.write(json.dumps({sort: record}, ensure_ascii=False) + "\n")

        for n in range(speakers):
            put("speaker", {"id": f"sp{n}", "names": {"en": f"Speaker {n}", "zh": f"发言人{n}"}})
        for n in range(concepts):
            put("concept", {"id": f"co{n}", "names": {"en": f"Concept {n}"}})
        for n in range(sources):
            put(
                "source", {"id": f"so{n}", "title": {"en": f"Source {n}"}, "recorded": "2024-09-14"}
            )
        for n in range(claims):
            put("claim", _claim(n, chance, positions, (speakers, concepts, sources)))
        for n in range(0, claims, 10):
            year = 2024 if n < due * 10 else 2090
            put("prediction", {"id": f"pr{n}", "claims": [f"cl{n}"], "due": f"{year}-09-14"})


def _claim(n: int, chance: random.Random, positions: int, most: tuple[int, ...]) -> dict[str, Any]:
    speakers, concepts, sources = most
    return {
        "id": f"cl{n}",
        "kind": "opinion",
        "statement": {
            "en": f"Claim number {n} about things that matter",
            "zh": f"第{n}个论断，关于重要的事",
        },
        "about": [f"co{chance.randrange(concepts)}"],
        "positions": [
            {
                "speaker": f"sp{speaker}",
                "stance": chance.choice(STANCES),
                "said": "2024-09-14",
                "source": f"so{chance.randrange(sources)}",
                "quote": f"the words of {speaker} on claim {n}",
            }
            for speaker in chance.sample(range(speakers), positions)
        ],
    }
