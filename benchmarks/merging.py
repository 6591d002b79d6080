"""`kg merge` of two copies that differ in little, against `kg copy`, which reads all rows as well.

As whole processes, with the memory at the peak: 5,000 and 20,000 claims with five positions each,
of which ten were edited in each copy since. Nothing is changed, so that each round finds the same.
"""

import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import measure

SIZES = (5_000, 20_000)
EDITED = 10
TODAY = date(2026, 11, 23)


def main() -> None:
    """Measure each size and print the ratios."""
    chosen = measure.arguments(str(__doc__))
    for claims in (40,) if chosen.quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="kg-merging-") as name:
            compare(Path(name), claims, chosen.rounds or (1 if chosen.quick else 3))


def compare(folder: Path, claims: int, rounds: int) -> None:
    """Print what one size takes."""
    mine, theirs = folder / "mine.db", folder / "theirs.db"
    # Apart, for a process begins with the peak of the one that starts it.
    measure.program([sys.executable, __file__, "make", mine, theirs, str(claims)])()
    copied = folder / "copied.db"

    def copying() -> measure.Run:
        copied.unlink(missing_ok=True)
        return measure.program([*measure.KG, "copy", mine, copied])()

    words: list[str | Path] = [*measure.KG, "--database", mine, "merge", theirs, "--dry-run"]
    print(f"{claims:,} claims, {EDITED} edited on each side")
    measure.compare(
        {"kg copy": copying}, {"kg merge": measure.program(words, says="Changed there")}, rounds
    )


def make(mine: Path, theirs: Path, claims: int) -> None:
    """Make a notebook and a copy of it, and edit other claims in each."""
    import filling

    from kg.notebook import claims as notebook
    from kg.store import copying, database

    with closing(database.create(mine)) as book:
        filling.fill(book, claims, positions=5)
        copying.copy(book, theirs)
    for place, first in ((mine, 1), (theirs, 1 + EDITED)):
        with closing(database.open(place)) as book, book.transaction("edit") as session:
            for number in range(first, first + EDITED):
                notebook.edit(session, number, tags=["looked at"])


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
