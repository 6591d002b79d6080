"""`kg score` over 50,000 decided forecasts of 2,000 speakers against pandas on a CSV of the same.

Both are whole programs and end with a table of all speakers: hits with their Wilson interval, Brier
score, log score and skill at the low end, in the middle and at the high end of each range. kg reads
a notebook, finds out which verdict counts, what was uttered first and what was only implied, and
takes all scores together apart; pandas reads rows in which all that is settled, and only computes.
"""

import csv
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure

if TYPE_CHECKING:
    from kg.store.database import Database

EACH = 25
"""Forecasts of each speaker, of which five speak of each prediction."""

AT_ONCE = 5
STEP = 2_000
OUTCOMES = {"right": 1.0, "wrong": 0.0, "partly": 0.5}


def main() -> None:
    """Measure both and print the ratio."""
    chosen = measure.arguments(str(__doc__))
    speakers = 20 if chosen.quick else 2_000
    with tempfile.TemporaryDirectory(prefix="kg-scores-") as name:
        folder = Path(name)
        rows = list(forecasts(speakers))
        write(folder / "forecasts.csv", rows)
        from kg.store import database

        with closing(database.create(folder / "notebook.db")) as book:
            fill(book, speakers, rows)
        print(f"{len(rows):,} decided forecasts of {speakers:,} speakers")
        pandas: list[str | Path] = [sys.executable, __file__, folder / "forecasts.csv"]
        last = f"Speaker {speakers - 1}"
        measure.compare(
            {"pandas": measure.program(pandas, says=last)},
            {
                "kg score": measure.program(
                    [*measure.KG, "--database", folder / "notebook.db", "score"], says=last
                )
            },
            rounds=chosen.rounds or (1 if chosen.quick else 5),
        )


def forecasts(speakers: int) -> Iterator[dict[str, Any]]:
    """The rows, the same each time: who forecast which prediction how likely, and what came."""
    chance = random.Random(1)
    for prediction in range(speakers * EACH // AT_ONCE):
        likely = chance.random()
        outcome = "partly" if chance.random() < 0.05 else _right(chance.random() < likely)
        for turn in range(AT_ONCE):
            middle = min(max(likely + chance.gauss(0, 0.15), 0.02), 0.98)
            yield {
                "speaker": (prediction * AT_ONCE + turn) % speakers,
                "prediction": prediction,
                "low": round(max(middle - 0.1, 0.0), 3),
                "middle": round(middle, 3),
                "high": round(min(middle + 0.1, 1.0), 3),
                "outcome": outcome,
            }


def _right(came: bool) -> str:
    return "right" if came else "wrong"


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """The rows as pandas reads them, with outcomes as numbers and names of speakers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(
            row | {"speaker": f"Speaker {row['speaker']}", "outcome": OUTCOMES[row["outcome"]]}
            for row in rows
        )


def fill(book: "Database", speakers: int, rows: list[dict[str, Any]]) -> None:
    """Put the rows into an empty notebook, past the planning of an import."""
    from kg.notebook.records import apply
    from kg.notebook.records.plans import Plan

    people = [
        {"id": n + 1, "uid": f"sp{n}", "kind": "person", "names": {"en": f"Speaker {n}"}}
        | {"aliases": [], "url": None, "note": None}
        for n in range(speakers)
    ]
    with book.transaction("fill") as session:
        apply.apply(session, Plan(adds={"speaker": people}))
    for start in range(0, len(rows), STEP * AT_ONCE):
        some = rows[start : start + STEP * AT_ONCE]
        adds: dict[str, list[dict[str, Any]]] = {}
        for number, row in enumerate(some, start):
            for table, made in _records(number, row):
                adds.setdefault(table, []).append(made)
        with book.transaction("fill") as session:
            apply.apply(session, Plan(adds=adds))


def _records(number: int, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    at, row_id = row["prediction"], row["prediction"] + 1
    if number % AT_ONCE == 0:
        yield (
            "claim",
            {"id": row_id, "uid": f"cl{at}", "kind": "prediction", "weight": "main"}
            | {"statement": {"en": f"Claim number {at}"}, "tags": [], "note": None},
        )
        yield (
            "prediction",
            {"id": row_id, "uid": f"pr{at}", "due": "2025-06-30", "tags": []}
            | dict.fromkeys(("statement", "criteria", "horizon", "opens", "note")),
        )
        yield "reading", {"id": row_id, "prediction_id": row_id, "claim_id": row_id}
        yield (
            "resolution",
            {"id": row_id, "uid": f"re{at}", "prediction_id": row_id, "claim_id": None}
            | {"outcome": row["outcome"], "fraction": 0.5 if row["outcome"] == "partly" else None}
            | {"decided": "2025-07-01", "confidence": None, "note": None}
            | {"withdrawn": None, "withdrawn_because": None},
        )
    yield (
        "forecast",
        {"id": number + 1, "uid": f"fo{number}", "prediction_id": row_id}
        | {"speaker_id": row["speaker"] + 1, "made": "2024-09-14"}
        | {end: row[end] for end in ("low", "middle", "high")}
        | {"words": None, "basis": "stated", "scale": None, "note": None},
    )


def with_pandas(path: Path) -> None:
    """The same figures for each speaker and for all, as one would write them down in pandas."""
    import numpy as np
    import pandas as pd
    from scipy.special import rel_entr

    rows = pd.read_csv(path)
    came = rows["outcome"]
    said = rows["middle"]
    rows["hit"] = np.where(said > 0.5, came, np.where(said < 0.5, 1 - came, 0.5))
    for end in ("low", "middle", "high"):
        rows[f"brier_{end}"] = (rows[end] - came) ** 2
        moved = rows[end].clip(0.01, 0.99)
        rows[f"log_{end}"] = (rel_entr(came, moved) + rel_entr(1 - came, 1 - moved)) / np.log(2)
    figures = [name for name in rows if name.startswith(("brier", "log"))]
    for groups in (rows.groupby("speaker", sort=False), rows.groupby(lambda _: "all")):
        found = groups[figures].mean()
        found["n"], found["hits"] = groups.size(), groups["hit"].sum()
        against = groups["outcome"].var(ddof=0)
        for end in ("low", "middle", "high"):
            found[f"skill_{end}"] = 1 - found[f"brier_{end}"] / against
        z, n, hits = 1.959964, found["n"], found["hits"]
        middle = hits + z * z / 2
        apart = z * np.sqrt(hits * (n - hits) / n + z * z / 4)
        found["from"], found["to"] = (middle - apart) / (n + z * z), (middle + apart) / (n + z * z)
        print(found.to_string())


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].endswith(".csv"):
        with_pandas(Path(sys.argv[1]))
    else:
        main()
