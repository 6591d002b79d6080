"""Finding words in 200,000 statements, half of them Chinese, by kg, by LIKE and by FTS5's trigrams.

Words of one, two and four characters and phrases of two English words are taken from the statements
at random, so that frequent ones are asked for as often as they are said. The three answer each
query in turn, with all that they find; then what they found is compared with a walk through all
statements. LIKE and the trigram index work on the same statements in the same file.
"""

import random
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import measure
from filling import fill

Engine = Callable[[Any, str], set[int]]


@dataclass
class Taken:
    """What one engine took and found for one sort of query."""

    seconds: list[float] = field(default_factory=list)
    found: int = 0
    right: int = 0
    wanted: int = 0


def main() -> None:
    """Fill the notebook, ask, and print times, recall, precision and ratios."""
    from kg.store import database

    chosen = measure.arguments(str(__doc__))
    claims, each = (400, 3) if chosen.quick else (200_000, chosen.rounds or 100)
    with (
        tempfile.TemporaryDirectory(prefix="kg-search-") as name,
        closing(database.create(Path(name) / "notebook.db")) as book,
    ):
        fill(book, claims)
        statements = prepare(book)
        print(f"{claims:,} statements, {each} queries of each sort")
        with book.read() as session:
            taken = ask(session, queries(list(statements.values()), each), statements)
    for sort, by_engine in taken.items():
        show(sort, by_engine)


def prepare(book: Any) -> dict[int, str]:
    """Give the statements, after writing them into a plain table and a trigram index beside."""
    from sqlalchemy import select, text

    from kg.store.models import Claim

    with book.writing.begin() as connection:
        rows = connection.execute(select(Claim.id, Claim.statement)).all()
        statements = {row_id: next(iter(words.values())) for row_id, words in rows}
        connection.execute(text("CREATE TABLE plain (id INTEGER PRIMARY KEY, words TEXT)"))
        connection.exec_driver_sql("INSERT INTO plain VALUES (?, ?)", list(statements.items()))
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE trigrams USING fts5(words, content='plain', "
                "content_rowid='id', tokenize='trigram')"
            )
        )
        connection.execute(text("INSERT INTO trigrams (trigrams) VALUES ('rebuild')"))
    return statements


def queries(statements: list[str], each: int) -> Iterator[tuple[str, str]]:
    """Sorts of queries with their words, in turn."""
    chance = random.Random(3)
    chinese = [one for one in statements if not one.isascii()]
    english = [one for one in statements if one.isascii()]
    for _ in range(each):
        for length in (1, 2, 4):
            run = chance.choice(re.findall(r"[^，。]{4,}", chance.choice(chinese)) or ["甲乙丙丁"])
            at = chance.randrange(len(run) - length + 1)
            yield f"{length} character{'s' * (length > 1)}", run[at : at + length]
        words = chance.choice(english).rstrip(".").lower().split()
        at = chance.randrange(len(words) - 1)
        yield "English phrase", " ".join(words[at : at + 2])


def by_kg(session: Any, words: str) -> set[int]:
    """What `kg search` would look for, scores included."""
    from kg.store import search

    return set(search.rows_with(session, words, kinds=["claim"], phrase=True).get("claim", ()))


def by_like(session: Any, words: str) -> set[int]:
    """What has the letters anywhere."""
    return _ids(session, "SELECT id FROM plain WHERE words LIKE ?", f"%{words}%")


def by_trigrams(session: Any, words: str) -> set[int]:
    """What has all three letters that follow each other."""
    return _ids(session, "SELECT rowid FROM trigrams WHERE trigrams MATCH ?", f'"{words}"')


def _ids(session: Any, statement: str, words: str) -> set[int]:
    return {row_id for (row_id,) in session.connection().exec_driver_sql(statement, (words,))}


ENGINES: dict[str, Engine] = {"kg search": by_kg, "LIKE": by_like, "FTS5 trigram": by_trigrams}


def ask(
    session: Any, asked: Iterator[tuple[str, str]], statements: dict[int, str]
) -> dict[str, dict[str, Taken]]:
    """Ask each engine each query, the first after the others, and compare with a full scan."""
    lowered = {row_id: statement.lower() for row_id, statement in statements.items()}
    taken: defaultdict[str, dict[str, Taken]] = defaultdict(
        lambda: {name: Taken() for name in ENGINES}
    )
    for engine in ENGINES.values():
        engine(session, "的")
    for sort, words in asked:
        whole = re.compile(rf"\b{re.escape(words)}\b" if words.isascii() else re.escape(words))
        wanted = {row_id for row_id, statement in lowered.items() if whole.search(statement)}
        for name, engine in ENGINES.items():
            started = time.perf_counter()
            found = engine(session, words)
            one = taken[sort][name]
            one.seconds.append(time.perf_counter() - started)
            one.found += len(found)
            one.right += len(found & wanted)
            one.wanted += len(wanted)
    return taken


def show(sort: str, by_engine: dict[str, Taken]) -> None:
    """Print what each engine took and found, and the ratios to kg's baselines."""
    found = next(iter(by_engine.values()))
    print(f"{sort}: {found.wanted / len(found.seconds):,.0f} statements found per query")
    for name, one in by_engine.items():
        spread = sorted(one.seconds)
        precision = one.right / one.found if one.found else 1.0
        print(
            f"  {name:12}  median {_middle(one) * 1000:8.2f} ms  "
            f"95th percentile {spread[len(spread) * 95 // 100] * 1000:8.2f} ms  "
            f"recall {one.right / (one.wanted or 1):.3f}  precision {precision:.3f}"
        )
    ours, *others = by_engine
    for name in others:
        ratio = _middle(by_engine[ours]) / _middle(by_engine[name])
        print(f"{sort}: {ours} = {ratio:.3f} × {name} (median of {len(found.seconds)})")


def _middle(one: Taken) -> float:
    return statistics.median(one.seconds)


if __name__ == "__main__":
    main()
