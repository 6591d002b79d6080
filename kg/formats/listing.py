"""The tables of docs/formats.md, as the formats say it: python -m kg.formats.listing PATH."""

import re
import sys
from pathlib import Path

from kg.formats import registry
from kg.formats.claim_table import FIELDS
from kg.formats.table_cells import OUTCOMES, STANCES

END = "<!-- end -->"


def with_table(page: str) -> str:
    """A page whose tables are those of the built-in formats, each behind its mark."""
    for mark, made in (
        ("table", table),
        ("columns", columns),
        ("fields", fields),
        ("words", words),
    ):
        start = f"<!-- {mark} -->\n"
        page = re.sub(
            f"{start}.*?{END}",
            f"{start}\n{made()}\n{END}".replace("\\", r"\\"),
            page,
            flags=re.DOTALL,
        )
    return page


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


def columns() -> str:
    """Which columns the formats of tables read."""
    rows = ["| format | columns it reads |", "|---|---|"]
    named = (registry.named(name) for name, _ in registry.BUILT_IN)
    rows += [f"| `{one.name}` | {one.columns} |" for one in named if one.columns]
    return "\n".join(rows) + "\n"


def fields() -> str:
    """The fields that a column of a table of claims can be."""
    rows = ["| field | what it holds |", "|---|---|"]
    rows += [f"| `{name}` | {what} |" for name, what in FIELDS.items()]
    return "\n".join(rows) + "\n"


def words() -> str:
    """The words that stand for stances and outcomes in a table of claims."""
    rows = ["| field | means | also written |", "|---|---|---|"]
    for field, known in (("stance", STANCES), ("outcome", OUTCOMES)):
        for meant in dict.fromkeys(known.values()):
            also = ", ".join(word for word, one in known.items() if one == meant)
            rows.append(f"| `{field}` | {meant} | {also} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_table(path.read_text("utf-8")), "utf-8")
