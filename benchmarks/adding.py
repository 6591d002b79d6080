"""Adding a claim to notebooks of 1,000, 100,000 and 1,000,000 claims: its cost must not grow.

First within a process, a transaction as of `kg add`: it refuses a statement that is there, finds
speaker, concept and source by name, adds claim and position with their quote, writes names, search
index and history, looks for claims that say nearly the same, and waits for the disk. Then `kg add`
as a whole process. Half of the claims are in Chinese; every fifth that is added rewords one that is
there. The notebooks take turns; the smallest is the baseline.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

import measure
from filling import LANGUAGES, fill, statements
from wording import Wording

if TYPE_CHECKING:
    from kg.store.database import Database

TODAY = date(2026, 11, 23)


def main() -> None:
    """Fill the notebooks, measure, and print the ratios."""
    from kg.store import database

    chosen = measure.arguments(str(__doc__))
    sizes = (20, 200) if chosen.quick else (1_000, 100_000, 1_000_000)
    with tempfile.TemporaryDirectory(prefix="kg-adding-") as name, ExitStack() as opened:
        places = {size: Path(name) / f"{size}.db" for size in sizes}
        for size, place in places.items():
            started = time.perf_counter()
            with closing(database.create(place)) as book:
                fill(book, size)
            seconds, room = time.perf_counter() - started, place.stat().st_size / 2**20
            print(f"A notebook of {size:,} claims, {room:,.0f} MB, filled in {seconds:,.0f} s")
        least = sizes[0]
        told: list[bool] = []
        books = {size: opened.enter_context(closing(database.open(places[size]))) for size in sizes}
        compare(
            {
                f"a claim more in {size:,}": _adding(book, least, told)
                for size, book in books.items()
            },
            rounds=chosen.rounds or (5 if chosen.quick else 500),
            warm=1 if chosen.quick else 50,
        )
        print(f"{sum(told)} of {len(told)} reworded claims were told to be much like another")
        compare(
            {f"kg add to {size:,}": _kg_add(place, least) for size, place in places.items()},
            rounds=chosen.rounds or (1 if chosen.quick else 30),
            warm=1 if chosen.quick else 3,
        )


def compare(runs: Mapping[str, Callable[[], measure.Run]], rounds: int, warm: int) -> None:
    """Measure what is done with each notebook against the first."""
    (first, baseline), *others = runs.items()
    measure.compare({first: baseline}, dict(others), rounds, warm)


def added(least: int, seed: int) -> Iterator[tuple[str, str, str, bool]]:
    """Statement, speaker, concept, and whether it rewords a claim that every notebook has."""
    from kg.domain.keys import key

    there = list(islice(statements(), least))
    taken = {key(statement) for _, statement in there}
    wording, chance = Wording(seed), random.Random(seed)
    for number in count(1):
        reworded = number % 5 == 0
        statement = ""
        # What says the same would be refused.
        while not statement or key(statement) in taken:
            if reworded:
                language, original = chance.choice(there)
                statement = wording.reworded(original, language)
            else:
                statement = wording.statement(chance.choice(LANGUAGES))
        taken.add(key(statement))
        speaker = chance.randrange(least // 10)
        yield statement, f"Speaker {speaker}", f"Concept {speaker // 2}", reworded


def _adding(book: "Database", least: int, told: list[bool]) -> Callable[[], measure.Run]:
    """Adds a claim within this process; notes of reworded ones whether that was told."""
    from kg.notebook import recording
    from kg.notebook.finding import duplicates

    given = added(least, seed=2)

    def work() -> None:
        statement, speaker, concept, reworded = next(given)
        with book.transaction("kg add") as session:
            claim, *_ = recording.record(
                session,
                statement,
                today=TODAY,
                speaker=speaker,
                about=[concept],
                source="Source 3",
                said="2024-09-14",
                quote=statement,
            )
            remarks = duplicates.remarks(session, claim)
        if reworded:
            told.append(bool(remarks))

    return measure.within(work)


def _kg_add(place: Path, least: int) -> Callable[[], measure.Run]:
    """Adds a claim as a process of its own."""
    env = {"KG_DATABASE": str(place), "KG_TODAY": str(TODAY), "HOME": str(place.parent)}
    given = added(least, seed=3)

    def words(_: int) -> list[str]:
        statement, speaker, concept, _ = next(given)
        more = ["--source", "Source 3", "--said", "2024-09-14", "--quote", statement]
        return [*measure.KG, "add", statement, "--speaker", speaker, "--about", concept, *more]

    return measure.programs(words, env)


if __name__ == "__main__":
    main()
