"""A notebook of any size as JSON Lines, the same each time."""

import json
import random
from pathlib import Path

STANCES = ("asserts", "agrees", "partly", "disagrees")


def write(path: Path, *, claims: int, positions: int, predictions: int = 0) -> None:
    """Write a notebook with that many claims, positions on each, and predictions."""
    chance = random.Random(claims)
    speakers, concepts, sources = max(10, claims // 10), max(10, claims // 20), 20
    with path.open("w", encoding="utf-8") as file:

        def put(record: dict[str, object]) -> None:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")

        for number in range(speakers):
            names = {"en": f"Speaker {number}", "zh": f"发言人{number}"}
            put({"speaker": {"id": f"s{number}", "names": names}})
        for number in range(concepts):
            put({"concept": {"id": f"k{number}", "names": {"en": f"Concept {number}"}}})
        for number in range(sources):
            put({"source": {"id": f"d{number}", "title": {"en": f"Source {number}"}}})
        for number in range(claims):
            put(
                {
                    "claim": {
                        "id": f"c{number}",
                        "kind": "prediction" if number < predictions else "opinion",
                        "statement": {
                            "en": f"Claim number {number} says a thing that matters",
                            "zh": f"第{number}个论断",
                        },
                        "about": [f"k{chance.randrange(concepts)}"],
                        "positions": [
                            {
                                "speaker": f"s{who}",
                                "stance": STANCES[chance.randrange(4)] if at else "asserts",
                                "said": "2024-09-14",
                                "source": f"d{chance.randrange(sources)}",
                                "quote": f"what speaker {who} said of {number}",
                            }
                            for at, who in enumerate(chance.sample(range(speakers), positions))
                        ],
                    }
                }
            )
        for number in range(predictions):
            # One in fifty is due about now; the rest were decided or lie ahead.
            due = f"2026-{chance.randrange(1, 13):02}" if number % 50 == 0 else "2031"
            put({"prediction": {"id": f"p{number}", "claims": [f"c{number}"], "due": due}})
