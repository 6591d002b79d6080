"""`kg camps` by its own way, by DuckDB and by Spark on one machine, as positions become many.

Each speaker takes 100 stances on 2,000 claims. The same positions are in a notebook, which the
builtin engine reads, and in a folder of Parquet, which the others read; both are made here. All are
whole programs, Spark with the start of its Java. KG_LARGEST goes beyond 10,000,000 positions: what
has more is read from Parquet alone.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filling
import measure

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLAIMS = 2_000
EACH = 100
TOGETHER = 10_000
"""So many speakers are made at once."""

SIZES = (100_000, 1_000_000, 10_000_000)


def main() -> None:
    """Measure all of it and print it."""
    chosen = measure.arguments(str(__doc__))
    largest = int(os.environ.get("KG_LARGEST", SIZES[-1]))
    sizes = (
        (10_000,) if chosen.quick else tuple(n for n in (*SIZES, 10 * SIZES[-1]) if n <= largest)
    )
    with tempfile.TemporaryDirectory(prefix="kg-engines-") as name:
        for positions in sizes:
            engines(Path(name), positions, chosen.rounds or 1)


def engines(folder: Path, positions: int, rounds: int) -> None:
    """Measure every engine on so many positions, or those that read Parquet."""
    speakers = positions // EACH
    print(f"{positions:,} positions, {speakers:,} speakers")
    parquet = folder / f"{positions}.parquet"
    write(parquet, speakers)
    say: list[str | Path] = [*measure.KG]
    camps: list[str | Path] = ["camps", "--from", parquet]
    subjects = {
        f"{name}, {positions:,}": measure.program([*say, *camps, "--engine", name], says="2 camps")
        for name in ("duckdb", "spark")
    }
    baselines = {}
    if positions <= SIZES[-1]:
        place = folder / f"{positions}.db"
        fill(place, speakers)
        baselines[f"builtin, {positions:,}"] = measure.program(
            [*say, "--database", place, "camps"], says="2 camps"
        )
    measure.compare(baselines, subjects, rounds)


def stances(speakers: int) -> "Iterator[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]":
    """Speakers, claims and signs: two camps of one mind on each third claim, a fifth by chance."""
    import numpy as np

    chance = np.random.default_rng(1)
    sides = chance.choice([-1, 1], CLAIMS)
    apart = np.arange(0, CLAIMS, CLAIMS // EACH)
    for start in range(0, speakers, TOGETHER):
        who = np.repeat(np.arange(start, min(start + TOGETHER, speakers)), EACH)
        claim = np.tile(apart, len(who) // EACH) + chance.integers(0, CLAIMS // EACH, len(who))
        own = np.where((claim % 3 == 0) | (who % 2 == 0), sides[claim], -sides[claim])
        yield who, claim, np.where(chance.random(len(who)) < 0.2, -own, own)


def write(folder: Path, speakers: int) -> None:
    """Write the folder of Parquet, with what is needed of it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (folder / "positions").mkdir(parents=True)
    words = pa.map_(pa.string(), pa.string())
    for name, number, what in (("speakers", speakers, "Speaker"), ("claims", CLAIMS, "Claim")):
        said = pa.array([[("en", f"{what} {n}")] for n in range(number)], words)
        nothing = pa.nulls(number, words)
        own = {"names": said, "url": pa.nulls(number, pa.string())}
        lists = {"aliases": pa.array([[]] * number, pa.list_(pa.string()))}
        if name == "claims":
            own = {"statement": said, "weight": pa.array(["main"] * number)}
            lists = {"tags": lists["aliases"]}
        pq.write_table(
            pa.table(
                {
                    "number": pa.array(range(1, number + 1)),
                    "id": pa.array([f"{what[:2].lower()}{n}" for n in range(number)]),
                    "kind": pa.array(["opinion" if name == "claims" else "person"] * number),
                }
                | own
                | lists
                | {"note": nothing}
            ),
            folder / f"{name}.parquet",
        )
    done = 0
    for part, (who, claim, sign) in enumerate(stances(speakers)):
        table = pa.table(
            {
                "number": pa.array(range(done + 1, done + len(who) + 1)),
                "claim": claim + 1,
                "speaker": who + 1,
                "stance": pa.array(["agrees" if one > 0 else "disagrees" for one in sign.tolist()]),
                "said_by": pa.nulls(len(who), pa.date32()),
            }
        )
        done += len(who)
        pq.write_table(table, folder / "positions" / f"part-{part:05}.parquet", compression="zstd")


def fill(place: Path, speakers: int) -> None:
    """Put the same into a notebook."""
    from kg.store import bulk, database
    from kg.store.models import Base

    tables = Base.metadata.tables
    empty = dict.fromkeys(("said", "source_id", "turn_id", "quote", "anchor", "note"))
    with closing(database.create(place)) as book, book.transaction("fill") as session:
        for table, crowd in filling.crowd(speakers, CLAIMS).items():
            bulk.insert_rows(session, tables[table], crowd)
        done = 0
        for who, claim, sign in stances(speakers):
            rows: list[dict[str, Any]] = []
            columns = zip(who.tolist(), claim.tolist(), sign.tolist(), strict=True)
            for number, (speaker, what, side) in enumerate(columns, done + 1):
                stance = "agrees" if side > 0 else "disagrees"
                row = {"id": number, "uid": f"po{number}", "claim_id": what + 1}
                rows.append(row | {"speaker_id": speaker + 1, "stance": stance} | empty)
            bulk.insert_rows(session, tables["position"], rows)
            done += len(rows)


if __name__ == "__main__":
    main()
