"""`kg camps` of 10,000 speakers on 2,000 claims against red-dwarf; certified divisions; Polis.

A million positions are in the notebook already. `kg camps` reads them, places and groups the
speakers, says how steady that is, and `kg ground --by common` has the common ground of the camps as
well; red-dwarf (PyPI, the published algorithm of Polis in Python) reads the same as a CSV of votes
and does the same but for the steadiness. All are whole programs. It needs not be installed: unless
it can be imported, or KG_REDDWARF names a folder that has it, it is put into a folder of its own:

    pip install --target FOLDER red-dwarf

Then come how time grows with positions, divisions of 3 to 50 speakers of whose ties 15 % are turned
round, each with its proof, and how far the groups that Polis published of two conversations, where
their files lie in ../shared/samples, agree with ours.
"""

import csv
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filling
import measure

if TYPE_CHECKING:
    from kg.domain.agreeing.stands import Stands
    from kg.store.database import Database

CLAIMS = 2_000
EACH = 100
"""So many positions of each speaker."""

SAMPLES = measure.REPOSITORY.parent / "shared" / "samples" / "polis"
CONVERSATIONS = ("vtaiwan.uberx", "scoop-hivemind.freshwater")


def main() -> None:
    """Measure all of it and print it."""
    chosen = measure.arguments(str(__doc__))
    rounds = chosen.rounds or (1 if chosen.quick else 5)
    sizes = (60,) if chosen.quick else (100, 1_000, 10_000, 100_000)
    compared = min(sizes[-1], 10_000)
    with tempfile.TemporaryDirectory(prefix="kg-camps-") as name:
        folder = Path(name)
        for speakers in sizes:
            crowd(folder, speakers, rounds if speakers == compared else 1, compared == speakers)
    divisions(quick=chosen.quick)
    for conversation in CONVERSATIONS:
        published(conversation)


def crowd(folder: Path, speakers: int, rounds: int, against: bool) -> None:
    """Measure both on a crowd of so many speakers, or `kg` alone."""
    from kg.store import database

    claims = min(CLAIMS, 20 * EACH if speakers > 100 else EACH)
    place, votes = folder / f"{speakers}.db", folder / f"{speakers}.csv"
    with closing(database.create(place)) as book:
        fill(book, votes if against else None, speakers, claims)
    print(f"{speakers:,} speakers, {claims:,} claims, {speakers * min(EACH, claims):,} positions")
    say: list[str | Path] = [*measure.KG, "--database", place]
    subjects = {
        "kg camps": measure.program([*say, "camps"], says="2 camps"),
        "kg ground": measure.program([*say, "ground", "--by", "common", "--limit", "5"]),
    }
    baselines = {}
    if against and (path := red_dwarf(folder, fetch=rounds > 1)) is not None:
        words: list[str | Path] = [sys.executable, __file__, votes]
        other = {"PYTHONPATH": f"{path}{os.pathsep}{measure.REPOSITORY}"}
        baselines["red-dwarf"] = measure.program(words, env=other, says="2 groups")
    measure.compare(baselines, subjects, rounds)
    place.unlink()


def red_dwarf(folder: Path, *, fetch: bool) -> Path | str | None:
    """Where red-dwarf can be imported from; put there first where it is nowhere and to `fetch`."""
    if named := os.environ.get("KG_REDDWARF"):
        return named
    if importlib.util.find_spec("reddwarf"):
        return ""
    if not fetch:
        return None
    target = folder / "red-dwarf"
    installed = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", target, "red-dwarf"],
        capture_output=True,
        check=False,
    )
    if installed.returncode:
        print("red-dwarf cannot be installed here: pip install --target FOLDER red-dwarf,")
        print("and KG_REDDWARF=FOLDER, compares with it.")
        return None
    return target


def fill(book: "Database", votes: Path | None, speakers: int, claims: int) -> None:
    """Positions of two camps who are of one mind on every third claim; the same as votes, too."""
    from kg.notebook.records import apply
    from kg.notebook.records.plans import Plan

    with book.transaction("fill") as session:
        apply.apply(session, Plan(adds=filling.crowd(speakers, claims)))
    with book.transaction("fill") as session:
        _put(session.connection().connection.driver_connection, speakers, claims)
    if votes is None:
        return
    with votes.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("participant_id", "statement_id", "vote"))
        table.writerows(positions(speakers, claims))


def _put(connection: Any, speakers: int, claims: int) -> None:
    """Positions straight into their table, and its indexes anew: ten million of them, too."""
    told = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'position' AND type = 'index'"
    indexes = [one for one in connection.execute(told).fetchall() if one[1]]
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.executemany(
        "INSERT INTO position (uid, speaker_id, claim_id, stance) VALUES (?, ?, ?, ?)",
        (
            (f"po{number}", who + 1, claim + 1, "agrees" if sign > 0 else "disagrees")
            for number, (who, claim, sign) in enumerate(positions(speakers, claims))
        ),
    )
    for _, sql in indexes:
        connection.execute(sql)


def positions(speakers: int, claims: int) -> Iterator[tuple[int, int, int]]:
    """Who votes how on what, the same each time; a fifth of all votes is turned round."""
    import numpy as np

    chance = np.random.default_rng(1)
    sides = chance.choice([-1, 1], claims)
    for who in range(speakers):
        some = chance.choice(claims, min(EACH, claims), replace=False)
        own = np.where((some % 3 == 0) | (who % 2 == 0), sides[some], -sides[some])
        signs = np.where(chance.random(len(some)) < 0.2, -own, own)
        for claim, sign in zip(some.tolist(), signs.tolist(), strict=True):
            yield who, claim, sign


def divisions(*, quick: bool) -> None:
    """Print how long certified divisions take, the slowest of several of each size."""
    import numpy as np

    from kg.domain.agreeing.division import divide

    for size in (3, 10) if quick else (3, 5, 10, 16, 17, 20, 25, 30, 40, 50):
        taken, certified, proofs = [], 0, set()
        tries = 2 if quick else 20
        for seed in range(tries):
            chance = np.random.default_rng(seed)
            side = chance.choice([-1, 1], size)
            turned = np.triu(np.where(chance.random((size, size)) < 0.15, -1, 1), 1)
            weights = np.outer(side, side) * (turned + turned.T)
            started = time.perf_counter()
            found = divide(weights)
            taken.append(time.perf_counter() - started)
            certified += found.certified
            proofs.add(str(found.proof))
        print(
            f"divide {size:2} speakers  {measure.ms(max(taken))} at most, certified {certified} "
            f"of {tries} by {', '.join(sorted(proofs))}"
        )


def published(name: str) -> None:
    """Print how far our groups of a conversation agree with those that Polis published."""
    import numpy as np

    from kg.domain.agreeing.clusters import rand_index
    from kg.domain.agreeing.crowd import crowd

    path = SAMPLES / name / "participants-votes.csv"
    if not path.exists():
        print(f"{name}: {path} is not there")
        return
    stands, group = conversation(path)
    found = crowd(stands)
    told = np.array([group[int(one)] for one in stands.speakers])
    both = (told != "") & (found.camp >= 0)
    print(
        f"{name}: adjusted Rand index {rand_index(found.camp[both], told[both]):.3f} of "
        f"{both.sum():,} speakers, {found.camps} camps (7 stances at least, means for what nobody "
        "said, 2 components, scaled by sparsity, k-means, best silhouette of 2 to 5, seed 1)"
    )


def conversation(path: Path) -> "tuple[Stands, dict[int, str]]":
    """The votes of a conversation, and the published group of each participant."""
    from kg.domain.agreeing.stands import Stands

    with path.open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    stands = Stands.of(
        (int(one["participant"]), int(claim), int(vote))
        for one in people
        for claim, vote in one.items()
        # A pass says nothing, as in kg import.
        if claim.isdigit() and vote and int(vote)
    )
    return stands, {int(one["participant"]): one["group-id"] for one in people}


def with_red_dwarf(path: Path) -> None:
    """The same with red-dwarf, from a CSV of votes."""
    from reddwarf.implementations import polis

    with path.open(encoding="utf-8") as file:
        votes = [
            {name: int(value) for name, value in row.items()} | {"modified": 0}
            for row in csv.DictReader(file)
        ]
    found = polis.run_pipeline(votes=votes, random_state=1)
    labels = found.clusterer.labels_
    print(f"{len(set(labels))} groups", *sorted(found.group_aware_consensus["agree"].items())[:5])


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].endswith(".csv"):
        with_red_dwarf(Path(sys.argv[1]))
    else:
        main()
