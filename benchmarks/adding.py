"""Adding a claim to notebooks of 1,000, 100,000 and 1,000,000 claims: its cost must not grow.

A transaction as of `kg add`: it looks for claims that say nearly the same, finds speaker, concept
and source by name, adds claim and position with their quote, writes names, search index and
history, and waits for the disk. Half of the claims are in Chinese. The notebooks take turns; the
smallest is the baseline.
"""

import random
import statistics
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import measure
from filling import fill
from wording import Wording

TODAY = date(2026, 11, 23)


def main() -> None:
    """Fill the notebooks, measure, and print the ratios."""
    from kg.store import database

    chosen = measure.arguments(str(__doc__))
    sizes = (20, 200) if chosen.quick else (1_000, 100_000, 1_000_000)
    rounds = chosen.rounds or (3 if chosen.quick else 300)
    with tempfile.TemporaryDirectory(prefix="kg-adding-") as name:
        books = {}
        for size in sizes:
            place = Path(name) / f"{size}.db"
            with closing(database.create(place)) as book:
                fill(book, size)
            books[size] = database.open(place)
            print(f"A notebook of {size:,} claims, {place.stat().st_size / 2**20:,.0f} MB")
        taken: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
        wording, chance = Wording(2), random.Random(2)
        for number in range(rounds + rounds // 10 + 1):
            for size, book in books.items():
                words = wording.statement(chance.choice(("en", "zh")))
                found = add(book, words, chance.randrange(size // 10 + 1))
                # The first ones fill the caches.
                if number > rounds // 10:
                    taken[size].append(found)
        for book in books.values():
            book.close()
    for size, runs in taken.items():
        walls = sorted(wall for wall, _ in runs)
        print(
            f"{size:11,} claims  {_middle(runs, 0) * 1000:6.2f} ms  "
            f"{_middle(runs, 1) * 1000:6.2f} ms cpu  "
            f"95th percentile {walls[len(walls) * 95 // 100] * 1000:6.2f} ms"
        )
    least = taken[sizes[0]]
    for size in sizes[1:]:
        wall = _middle(taken[size], 0) / _middle(least, 0)
        cpu = _middle(taken[size], 1) / _middle(least, 1)
        print(
            f"{size:,} claims = {wall:.2f} × {sizes[0]:,} claims "
            f"(cpu {cpu:.2f} ×, median of {len(least)})"
        )


def add(book: object, words: str, number: int) -> tuple[float, float]:
    """Add a claim; gives seconds by the clock and of the processor."""
    from kg.notebook import claims
    from kg.notebook.likeness import like

    wall, cpu = time.perf_counter(), time.process_time()
    with book.transaction("kg add") as session:  # type: ignore[attr-defined]
        like(session, words)
        claims.add(
            session,
            words,
            today=TODAY,
            speaker=f"Speaker {number}",
            about=[f"Concept {number // 2}"],
            source="Source 3",
            said="2024-09-14",
            quote=words,
            new=True,
        )
    return time.perf_counter() - wall, time.process_time() - cpu


def _middle(runs: list[tuple[float, float]], which: int) -> float:
    return statistics.median(run[which] for run in runs)


if __name__ == "__main__":
    main()
