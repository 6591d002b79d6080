"""Finding words in 200,000 statements, half of them Chinese, by kg, by LIKE and by FTS5's trigrams.

Words of one, two and four characters are drawn from the vocabulary of the statements as often as it
is spoken, phrases of two words from the English statements. All find each query in turn, every one
as the first as often as the others, and give all that they find; kg gives scores, too. What they
found is compared with a walk through all statements. LIKE and the trigrams work on the same
statements in the same file.
"""

import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import measure
from filling import fill
from wording import Wording

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kg.store.database import Database

Engine = Callable[["Session", str], set[int]]

LINE = "{:14}  {:12}  {:>11}  {:>15}  {:>6}  {:>9}  {}"


@dataclass
class Taken:
    """What one engine took and found for one sort of query."""

    seconds: list[float] = field(default_factory=list)
    found: int = 0
    right: int = 0


def main() -> None:
    """Fill the notebook, ask, and print times, recall, precision and ratios."""
    from kg.store import database

    chosen = measure.arguments(str(__doc__))
    claims, each = (2_000, 3) if chosen.quick else (200_000, chosen.rounds or 150)
    with (
        tempfile.TemporaryDirectory(prefix="kg-search-") as name,
        closing(database.create(Path(name) / "notebook.db")) as book,
    ):
        fill(book, claims)
        statements = prepare(book)
        print(f"{claims:,} statements, half of them Chinese; {each} queries of each sort")
        heads = ("", "", "median", "95th percentile", "recall", "precision", "kg takes")
        print(LINE.format(*heads).rstrip())
        with book.read() as session:
            for engine in ENGINES.values():
                engine(session, "的")
            for sort, asked in queries(list(statements.values()), each).items():
                show(sort, *ask(session, asked, statements))


def prepare(book: "Database") -> dict[int, str]:
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


def queries(statements: list[str], each: int) -> dict[str, list[str]]:
    """So many queries of each sort."""
    chance, wording = random.Random(3), Wording(3)
    english = [one for one in statements if one.isascii()]

    def phrase() -> str:
        words = chance.choice(english).rstrip(".").lower().split()
        at = chance.randrange(len(words) - 1)
        return " ".join(words[at : at + 2])

    return {
        "1 character": [wording.word("zh", 1) for _ in range(each)],
        "2 characters": [wording.word("zh", 2) for _ in range(each)],
        "4 characters": [wording.word("zh", 4) for _ in range(each)],
        "English phrase": [phrase() for _ in range(each)],
    }


def by_kg(session: "Session", words: str) -> set[int]:
    """What `kg search` would look for, scores included."""
    from kg.store import search

    return set(search.rows_with(session, words, kinds=["claim"], phrase=True).get("claim", ()))


def by_like(session: "Session", words: str) -> set[int]:
    """What has the letters anywhere."""
    return _ids(session, "SELECT id FROM plain WHERE words LIKE ?", f"%{words}%")


def by_trigrams(session: "Session", words: str) -> set[int]:
    """What has its trigrams in a row; less than three letters have none."""
    return _ids(session, "SELECT rowid FROM trigrams WHERE trigrams MATCH ?", f'"{words}"')


def _ids(session: "Session", statement: str, words: str) -> set[int]:
    return {row_id for (row_id,) in session.connection().exec_driver_sql(statement, (words,))}


ENGINES: dict[str, Engine] = {"kg": by_kg, "LIKE": by_like, "FTS5 trigram": by_trigrams}


def ask(
    session: "Session", asked: list[str], statements: Mapping[int, str]
) -> tuple[int, dict[str, Taken]]:
    """Ask each engine each query; gives how much there was to find in all, and what each took."""
    taken = {name: Taken() for name in ENGINES}
    lowered = {row_id: statement.lower() for row_id, statement in statements.items()}
    wanted = 0
    for number, words in enumerate(asked):
        whole = re.compile(rf"\b{re.escape(words)}\b" if words.isascii() else re.escape(words))
        there = {row_id for row_id, statement in lowered.items() if whole.search(statement)}
        wanted += len(there)
        first = number % len(ENGINES)
        for name in [*ENGINES, *ENGINES][first : first + len(ENGINES)]:
            started = time.perf_counter()
            found = ENGINES[name](session, words)
            taken[name].seconds.append(time.perf_counter() - started)
            taken[name].found += len(found)
            taken[name].right += len(found & there)
    return wanted, taken


def show(sort: str, wanted: int, taken: Mapping[str, Taken]) -> None:
    """Print a line for each engine, with the ratio of kg's median to its own."""
    ours = statistics.median(taken["kg"].seconds)
    labels = [sort, f"  {wanted / len(taken['kg'].seconds):,.0f} found", ""]
    for label, (name, one) in zip(labels, taken.items(), strict=True):
        middle = statistics.median(one.seconds)
        last = measure.percentile(one.seconds, 95)
        recall = f"{one.right / wanted:.3f}" if wanted else "–"
        precision = f"{one.right / one.found:.3f}" if one.found else "–"
        # Nothing is found in no time.
        ratio = f"{ours / middle:.3f} × {name}" if one.found and name != "kg" else ""
        figures = (measure.ms(middle), measure.ms(last), recall, precision, ratio)
        print(LINE.format(label, name, *figures).rstrip())


if __name__ == "__main__":
    main()
