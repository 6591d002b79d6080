"""The table of docs/formats.md, as the formats say it: python -m kg.formats.listing PATH."""

import re
import sys
from pathlib import Path

from kg.formats import registry

START, END = "<!-- table -->\n", "<!-- end -->"


def with_table(page: str) -> str:
    """A page whose table is that of the built-in formats."""
    return re.sub(f"{START}.*?{END}", lambda _: f"{START}\n{table()}\n{END}", page, flags=re.DOTALL)


def table() -> str:
    """The built-in formats: what each is, which way it goes, what it can and cannot carry."""
    rows = [
        "| format | what it is | in | out | carries | has no place for |",
        "|---|---|---|---|---|---|",
    ]
    for name, _ in registry.BUILT_IN:
        one = registry.named(name)
        looks = " ".join(f"`{ending}`" for ending in one.endings) or one.files
        title = f"{one.title}: {looks}" if looks else one.title
        ways = " | ".join("yes" if way else "" for way in (one.read, one.writes))
        carries = f"{one.carries}; nothing is lost" if one.lossless else one.carries
        rows.append(f"| `{one.name}` | {title} | {ways} | {carries} | {one.leaves} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_table(path.read_text("utf-8")), "utf-8")
