"""How much of what a curator took from a transcript `kg suggest` shows, against plain orders.

The round table is read from ../shared. Recall is the share of the curated key phrases whose
sentence is among the best-ranked so many percent of all sentences of the transcript. The last row
is precision: the share of the sentences shown that hold a phrase.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.domain.cues import STANCES, VERSION, Kind, judgements, ranked
from kg.domain.quotes import find
from kg.domain.sentences import Span, sentences
from kg.formats import transcripts

FOLDER = Path(__file__).parent.parent.parent / "shared" / "roundtable"
SHARES = (0.1, 0.2, 0.3, 0.4)
SHUFFLES = 200


def measure(text: str, curated: dict[str, Any], shuffles: int) -> None:
    """Print recall at each share for one merged list, for a list of each kind, and for others."""
    spoken = transcripts.read_text(text, "transcript.md")
    spans: list[Span] = []
    part_of: list[int] = []
    for index, turn in enumerate(spoken.turns):
        here = sentences(spoken.text[turn.begins : turn.ends], "zh")
        spans += [Span(turn.begins + one.begins, turn.begins + one.ends) for one in here]
        part_of += [index] * len(here)
    found = judgements(spoken.text, spans, part_of, [turn.label or "" for turn in spoken.turns])
    claims = {claim["id"]: claim for claim in curated["claims"]}
    predicted = {one for prediction in curated["predictions"] for one in prediction["claims"]}
    wanted = {
        "predictions": _places(spoken.text, spans, (claims[one] for one in sorted(predicted))),
        "stances": _places(spoken.text, spans, curated["stances"]),
    }
    both = {place for places in wanted.values() for one in places for place in one}
    print(
        f"{len(spans)} sentences; {len(wanted['predictions'])} phrases of predictions and "
        f"{len(wanted['stances'])} of stances, in {len(both)} of them "
        f"({len(both) / len(spans):.0%}); cues {VERSION}"
    )
    longest = sorted(range(len(spans)), key=lambda place: spans[place].begins - spans[place].ends)
    merged = ranked(found)
    own = {
        "predictions": ranked(found, [Kind.PREDICTION]),
        "stances": ranked(found, STANCES),
    }
    print(f"{'':38}" + "".join(f"{share:>8.0%}" for share in SHARES))
    for name, places in wanted.items():
        orders = {
            "one merged list": merged,
            "a list of its own": own[name],
            "longest first": longest,
            "as they come": list(range(len(spans))),
        }
        for order, ranking in orders.items():
            _print(f"{name}, {order}", [_recall(ranking, places, s, len(spans)) for s in SHARES])
        by_chance = [_at_random(places, share, len(spans), shuffles) for share in SHARES]
        _print(f"{name}, at random", by_chance)
    shown = [merged[: int(share * len(spans))] for share in SHARES]
    _print("shown that hold a phrase, merged", [len(both & set(one)) / len(one) for one in shown])
    print(f"{len(merged) / len(spans):.0%} of the sentences are suggested at all")


def _places(text: str, spans: Sequence[Span], entries: Iterable[Any]) -> list[list[int]]:
    """For each entry, the sentences that its key phrase touches."""
    places = []
    for entry in entries:
        anchor = find(text, entry["key_phrase"])
        if anchor is None:
            print(f"A phrase is not in the text: {entry['id']}")
            continue
        places.append(
            [
                place
                for place, span in enumerate(spans)
                if span.begins < anchor.end and anchor.start < span.ends
            ]
        )
    return places


def _recall(
    ranking: Sequence[int], wanted: Sequence[Sequence[int]], share: float, sentences: int
) -> float:
    """The share of what is wanted that stands in one of the first so many sentences."""
    shown = set(ranking[: int(share * sentences)])
    return sum(not shown.isdisjoint(places) for places in wanted) / len(wanted)


def _at_random(
    wanted: Sequence[Sequence[int]], share: float, sentences: int, shuffles: int
) -> float:
    chance = random.Random(1)
    order = list(range(sentences))
    total = 0.0
    for _ in range(shuffles):
        chance.shuffle(order)
        total += _recall(order, wanted, share, sentences)
    return total / shuffles


def _print(name: str, figures: Sequence[float]) -> None:
    print(f"{name:38}" + "".join(f"{figure:>8.0%}" for figure in figures))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer shuffles, to see that it works")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the round table is")
    chosen = parser.parse_args()
    if (chosen.folder / "curated.json").is_file():
        measure(
            (chosen.folder / "transcript.md").read_text("utf-8"),
            json.loads((chosen.folder / "curated.json").read_text("utf-8")),
            shuffles=2 if chosen.quick else SHUFFLES,
        )
    else:
        print(f"The round table is not in {chosen.folder}, so nothing can be measured.")
