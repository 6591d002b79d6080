"""Notebooks of people who argue, of any number of nodes, written as JSON Lines for `kg import`.

Claims fall into subjects, have dates, quotes and links; a part of them are predictions, of which
half were decided. Words are made up, as long and as often repeated as those of English are.
"""

import json
import random
from itertools import accumulate
from pathlib import Path
from typing import Any

KINDS = ("opinion",) * 5 + ("fact",) * 3 + ("cause",) * 2 + ("recommendation",)
STANCES = ("agrees",) * 4 + ("disagrees",) * 3 + ("partly",) * 2 + ("asks",)
LINKS = ("supports",) * 4 + ("elaborates",) * 2 + ("opposes",) * 2 + ("qualifies",)
OUTCOMES = ("right",) * 3 + ("wrong",) * 3 + ("partly", "unclear")
SYLLABLES = [*map("".join, zip("bcdfghjklmnprstvwxyz", "aeiou" * 4, strict=True))]


def write(path: Path, nodes: int) -> int:
    """Write a notebook whose map has so many nodes; gives the number of claims.

    Of 25 nodes one is a speaker, of eight one a concept, the others are claims. The same number
    gives the same file.
    """
    speakers, concepts = max(3, nodes // 25), max(2, nodes // 8)
    claims = nodes - speakers - concepts
    debate = _Debate(claims, min(speakers, claims), min(concepts, claims))
    with path.open("w", encoding="utf-8") as file:
        for sort, record in debate.records():
            file.write(json.dumps({sort: record}, ensure_ascii=False) + "\n")
    return claims


class _Debate:
    def __init__(self, claims: int, speakers: int, concepts: int) -> None:
        self.chance = random.Random(claims)
        self.claims, self.speakers, self.concepts = claims, speakers, concepts
        self.subjects = max(2, min(40, claims // 30))
        self.words = ["".join(self.chance.choices(SYLLABLES, k=n % 3 + 1)) for n in range(3000)]
        # Few speakers say most, few words are common: the n-th is 1/n as frequent as the first.
        self.rank = {
            size: list(accumulate(1 / (n + 1) for n in range(size)))
            for size in (speakers, len(self.words))
        }

    def records(self) -> Any:
        """Each record with its sort, those first that others point to."""
        for n in range(self.speakers):
            yield "speaker", {"id": f"s{n}", "kind": "person", "names": {"en": self._name(2)}}
        for n in range(self.concepts):
            # The first concepts are the subjects; each of the others is part of one.
            broader = {} if n < self.subjects else {"broader": f"k{n % self.subjects}"}
            yield "concept", {"id": f"k{n}", "names": {"en": self._name(2)}, **broader}
        for n in range(20):
            url = f"https://debates.example/{n}"
            yield "source", {"id": f"d{n}", "title": {"en": self._text(6)}, "url": url}
        foretold = [n for n in range(self.claims) if self.chance.random() < 0.15]
        predictions = set(foretold)
        for n in range(self.claims):
            kind = "prediction" if n in predictions else self.chance.choice(KINDS)
            yield "claim", self._claim(n, kind)
        for n in range(self.claims * 6 // 10):
            start = self.chance.randrange(self.subjects, max(self.claims, self.subjects + 1))
            end = start - self.subjects * self.chance.randrange(1, 9)
            if start < self.claims and end >= 0:
                kind = self.chance.choice(LINKS)
                yield "link", {"id": f"l{n}", "from": f"c{start}", "kind": kind, "to": f"c{end}"}
        for n in foretold:
            yield "prediction", self._prediction(n)

    def _claim(self, n: int, kind: str) -> dict[str, Any]:
        subject = n % self.subjects
        narrow = range(subject, self.concepts, self.subjects)
        about = {f"k{self.chance.choice(narrow)}", f"k{subject}"} if narrow else set()
        others = self.chance.choices((0, 1, 2, 3), (70, 18, 8, 4))[0]
        speakers = dict.fromkeys(self._frequent(self.speakers) for _ in range(1 + others))
        return {
            "id": f"c{n}",
            "kind": kind,
            "weight": "detail" if self.chance.random() < 0.25 else "main",
            "statement": {"en": self._text(self.chance.randrange(6, 13)).capitalize() + "."},
            "about": sorted(about),
            "positions": [
                {
                    "speaker": f"s{speaker}",
                    "stance": self.chance.choice(STANCES) if place else "asserts",
                    "said": f"{self.chance.randrange(2018, 2024)}-{n % 12 + 1:02}-{n % 28 + 1:02}",
                    "source": f"d{n % 20}",
                    **({"quote": self._text(8)} if self.chance.random() < 0.4 else {}),
                }
                for place, speaker in enumerate(speakers)
            ],
        }

    def _prediction(self, n: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"p{n}", "claims": [f"c{n}"], "due": f"20{24 + n % 8}-12-31"}
        if n % 2:
            outcome = self.chance.choice(OUTCOMES)
            verdict = {"outcome": outcome, "decided": f"2025-{n % 12 + 1:02}-01"}
            found["resolutions"] = [verdict | ({"fraction": 0.5} if outcome == "partly" else {})]
        return found

    def _name(self, words: int) -> str:
        return " ".join(self.chance.choice(self.words[500:]).capitalize() for _ in range(words))

    def _text(self, words: int) -> str:
        return " ".join(self.words[self._frequent(len(self.words))] for _ in range(words))

    def _frequent(self, size: int) -> int:
        return self.chance.choices(range(size), cum_weights=self.rank[size])[0]
