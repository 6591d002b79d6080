"""`kg add` and `kg due` on a notebook of 100,000 claims against the libraries and tools around.

The baselines: `python -c "import sqlalchemy.orm"`, without which kg can do nothing, and
`sqlite-utils insert` of one row into a file of the same size.
"""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import measure
import notebooks


def main() -> None:
    """Make the notebook, measure, and print the ratios."""
    chosen = measure.arguments(str(__doc__))
    claims = 100 if chosen.quick else 100_000
    with tempfile.TemporaryDirectory(prefix="kg-daily-") as name:
        folder = Path(name)
        book, other = folder / "notebook.db", folder / "other.db"
        env = {"KG_DATABASE": str(book), "KG_TODAY": "2026-11-23", "HOME": name}
        notebooks.write(folder / "notebook.jsonl", claims, positions=1, due=20)
        measure.program([*measure.KG, "init"], env)()
        measure.program([*measure.KG, "import", folder / "notebook.jsonl"], env)()
        shutil.copy(book, other)
        with sqlite3.connect(other) as connection:
            connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        connection.close()
        print(f"A notebook of {claims:,} claims, {book.stat().st_size / 2**20:,.0f} MB")
        more = ["--speaker", "Speaker 7", "--about", "Concept 3", "--by", "2027"]
        measure.compare(
            {
                'python -c "import sqlalchemy.orm"': measure.program(
                    measure.python("import sqlalchemy.orm")
                ),
                "sqlite-utils insert": measure.program(
                    [*measure.python(SQLITE_UTILS), "insert", other, "note", "-"],
                    stdin='{"text": "Prices fall"}',
                ),
            },
            {
                # Twice the same would be refused.
                "kg add": measure.programs(
                    lambda n: [*measure.KG, "add", f"Prices fall for {n} months", *more], env
                ),
                "kg due": measure.program([*measure.KG, "due"], env),
            },
            rounds=chosen.rounds or (1 if chosen.quick else 15),
        )


# What the installed `sqlite-utils` does.
SQLITE_UTILS = "import sys; from sqlite_utils.cli import cli; sys.exit(cli())"

if __name__ == "__main__":
    main()
