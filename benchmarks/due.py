"""`kg due` over 1,000,000 predictions against pandas on a CSV of the same, today and as of a day.

Both are whole programs and end with a table of what waits for a verdict: what is overdue, due
within 90 days, or without a date and not spoken of for a year, with the days left, who said it and
what it says. kg reads a notebook, finds out which verdict counts and what was said by then, and
looks for what each prediction lacks; pandas reads rows in which a verdict and a day stand beside
each prediction. The third pair lists the first twenty claims as of a day.
"""

import csv
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure

if TYPE_CHECKING:
    from kg.store.database import Database

TODAY = date(2026, 11, 23)
AS_OF = date(2015, 6, 30)
WITHIN = 90
READINGS = 4
"""Predictions that read each claim."""

STEP = 40_000


def main() -> None:
    """Measure each pair and print its ratio."""
    chosen = measure.arguments(str(__doc__))
    number = 2_000 if chosen.quick else 1_000_000
    rounds = chosen.rounds or (1 if chosen.quick else 5)
    with tempfile.TemporaryDirectory(prefix="kg-due-") as name:
        folder = Path(name)
        book = folder / "notebook.db"
        # Apart, for a process begins with the peak of the one that starts it.
        measure.program([sys.executable, __file__, folder, str(number)])()
        size = book.stat().st_size / 2**20
        print(f"{number:,} predictions of {number // READINGS:,} claims, {size:,.0f} MB")
        day = AS_OF.isoformat()
        for words, wanted in (
            (["due"], ["due", TODAY.isoformat()]),
            (["due", "--as-of", day], ["due", day]),
            (["claim", "list", "--as-of", day, "--limit", "20"], ["claims", day]),
        ):
            kg: list[str | Path] = [*measure.KG, "--database", book, *words]
            pandas: list[str | Path] = [
                sys.executable,
                __file__,
                folder / "predictions.csv",
                *wanted,
            ]
            measure.compare(
                {f"pandas, {' as of '.join(wanted)}": measure.program(pandas, says="Claim ")},
                {
                    f"kg {' '.join(words)}": measure.program(
                        kg, {"KG_TODAY": TODAY.isoformat()}, says="Claim "
                    )
                },
                rounds=rounds,
            )


def predictions(number: int) -> Iterator[dict[str, Any]]:
    """The rows, the same each time: all readings of one claim were said on one day."""
    chance = random.Random(1)
    speaker, undated, start = 0, False, TODAY
    for at in range(number):
        if at % READINGS == 0:
            speaker = chance.randrange(2_000)
            undated = chance.random() < 0.01
            start = date(2000, 1, 1) + timedelta(chance.randrange(365 * 26))
            if undated:
                start = TODAY - timedelta(chance.randrange(500))
        due = start + timedelta(365 + chance.randrange(3_650))
        past = not undated and due + timedelta(10) <= TODAY and chance.random() > 0.002
        yield {
            "id": at + 1,
            "claim": at // READINGS + 1,
            "speaker": speaker,
            "statement": f"Claim {at // READINGS + 1}, of the things that matter to somebody",
            "criteria": "what the index of that month says" if at % 3 else "",
            "said": start.isoformat(),
            "due": "" if undated else due.isoformat(),
            "outcome": chance.choice(("right", "wrong")) if past else "",
            "decided": (due + timedelta(10)).isoformat() if past else "",
        }


def write(path: Path, number: int) -> None:
    """The rows as pandas reads them, with names of speakers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, next(predictions(1)))
        table.writeheader()
        for row in predictions(number):
            table.writerow(row | {"speaker": f"Speaker {row['speaker']}"})


def make(folder: Path, number: int) -> None:
    """Make the notebook and the CSV."""
    from kg.store import database

    write(folder / "predictions.csv", number)
    with closing(database.create(folder / "notebook.db")) as book:
        fill(book, number)


def fill(book: "Database", number: int) -> None:
    """Put the rows into an empty notebook, past the planning of an import."""
    from kg.notebook.records import apply
    from kg.notebook.records.plans import Plan

    people = [
        {"id": n + 1, "uid": f"sp{n}", "kind": "person", "names": {"en": f"Speaker {n}"}}
        | {"aliases": [], "url": None, "note": None}
        for n in range(2_000)
    ]
    adds: dict[str, list[dict[str, Any]]] = {"speaker": people}
    for row in predictions(number):
        for table, made in _records(row):
            adds.setdefault(table, []).append(made)
        if row["id"] % STEP == 0 or row["id"] == number:
            with book.transaction("fill") as session:
                apply.apply(session, Plan(adds=adds))
            adds = {}


def _records(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    at, claim = row["id"], row["claim"]
    if at % READINGS == 1:
        yield (
            "claim",
            {"id": claim, "uid": f"cl{claim}", "kind": "prediction", "weight": "main"}
            | {"statement": {"en": row["statement"]}, "tags": [], "note": None},
        )
        yield (
            "position",
            {"id": claim, "uid": f"po{claim}", "claim_id": claim, "stance": "asserts"}
            | {"speaker_id": row["speaker"] + 1, "said": row["said"]}
            | dict.fromkeys(("source_id", "turn_id", "quote", "anchor", "note")),
        )
    criteria = {"en": row["criteria"]} if row["criteria"] else None
    yield (
        "prediction",
        {"id": at, "uid": f"pr{at}", "due": row["due"] or None, "tags": [], "criteria": criteria}
        | dict.fromkeys(("statement", "horizon", "opens", "note", "snoozed")),
    )
    yield "reading", {"id": at, "prediction_id": at, "claim_id": claim}
    if row["outcome"]:
        yield (
            "resolution",
            {"id": at, "uid": f"re{at}", "prediction_id": at, "claim_id": None}
            | {"outcome": row["outcome"], "fraction": None, "decided": row["decided"]}
            | dict.fromkeys(("confidence", "note", "withdrawn", "withdrawn_because")),
        )


def with_pandas(path: Path, wanted: str, day: date) -> None:
    """The same table, as one would write it down in pandas."""
    import pandas as pd

    rows = pd.read_csv(path, parse_dates=["said", "due", "decided"])
    now = pd.Timestamp(day)
    heard = rows[rows["said"] <= now]
    if wanted == "claims":
        state = heard["outcome"].where(heard["decided"] <= now)
        open_ = heard["due"].lt(now).map({True: "overdue", False: "open"})
        found = heard.assign(state=state.fillna(open_)).groupby("claim", sort=True).first()
        print(found.head(20)[["speaker", "statement", "state"]].to_string())
        return
    waiting = heard[~(heard["decided"] <= now)]
    days = (waiting["due"] - now).dt.days
    unseen = waiting["due"].isna() & ((now - waiting["said"]).dt.days >= 365)
    found = waiting.assign(days=days)[(days <= WITHIN) | unseen].sort_values(["due", "id"])
    found["lacks"] = found["criteria"].isna().map({True: "no-criteria", False: ""})
    print(found[["id", "days", "due", "speaker", "statement", "lacks"]].to_string(index=False))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [path, wanted, day] if path.endswith(".csv"):
            with_pandas(Path(path), wanted, date.fromisoformat(day))
        case [folder, number] if Path(folder).is_dir():
            make(Path(folder), int(number))
        case _:
            main()
