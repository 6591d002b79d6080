"""Completing a speaker's name on a notebook of 100,000 claims against starting Python, and click.

The whole process is measured, as a shell starts it each time the tabulator is pressed.
"""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import measure
import notebooks


def main() -> None:
    """Make the notebook, measure, and print the ratios."""
    chosen = measure.arguments(str(__doc__))
    claims = 100 if chosen.quick else 100_000
    with tempfile.TemporaryDirectory(prefix="kg-completion-") as name:
        folder = Path(name)
        book = folder / "notebook.db"
        env = {"KG_DATABASE": str(book), "HOME": name}
        notebooks.write(folder / "notebook.jsonl", claims, positions=1, due=20)
        measure.program([*measure.KG, "init"], env)()
        measure.program([*measure.KG, "import", folder / "notebook.jsonl"], env)()
        print(f"A notebook of {claims:,} claims, {book.stat().st_size / 2**20:,.0f} MB")
        measure.compare(
            {
                'python -c ""': measure.program(measure.python("")),
                'python -c "import click"': measure.program(measure.python("import click")),
            },
            {
                "kg agree 1 Speaker 7<TAB>": asking(
                    env, "kg agree 1 'Speaker 7", "'Speaker 7", says="Speaker 7"
                ),
                "kg claim list stance:<TAB>": asking(
                    env, "kg claim list stance:", ":", says="agrees"
                ),
            },
            rounds=chosen.rounds or (1 if chosen.quick else 15),
        )


def asking(env: Mapping[str, str], line: str, word: str, says: str) -> Callable[[], measure.Run]:
    """What bash runs for a line and its last word; that nothing is found would be no failure."""
    asked = {"_KG_COMPLETE": "bash", "KG_LINE": line, "KG_WORD": word}
    return measure.program(measure.KG, {**env, **asked}, says=says)


if __name__ == "__main__":
    main()
