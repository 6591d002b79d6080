"""What an import would add, in words: a few of each sort, each on one line of the terminal."""

from collections.abc import Callable, Iterator
from typing import Any

from kg.cli.terminal import columns, width
from kg.domain.wording import brief, said_in
from kg.notebook.records.plans import Plan, word_of

FEW = 3
"""How many new rows of each sort are told."""

Row = dict[str, Any]
_TEXTS = ("names", "title", "statement", "name")
_PLURALS = {"evidence": "pieces of evidence", "moved": "ids that lead on"}


def new_rows(planned: Plan, language: str = "en") -> Iterator[str]:
    """The first new rows of each sort, in words, and how many more of the sort there are."""
    known = {
        (table, row["id"]): said_in(text, language)
        for table, rows in planned.adds.items()
        for row in rows
        if "id" in row and isinstance(text := _text(row), dict)
    }
    for row in planned.adds.get("reading", ()):
        # A prediction that says nothing itself says what its claim says.
        if claim := known.get(("claim", row["claim_id"])):
            known.setdefault(("prediction", row["prediction_id"]), claim)
    for table, rows in planned.adds.items():
        told = [row for row in rows if "uid" in row]
        for row in told[:FEW]:
            said = _said(table, row, lambda *key: known.get(key, ""), language)
            yield clipped(f"new {word_of(table)} {said}")
        if (more := len(told) - FEW) > 0:
            many = _PLURALS.get(table, f"{table}s") if more > 1 else word_of(table)
            yield f"and {more:,} more new {many}"


def clipped(line: str) -> str:
    """A line cut to the width of the terminal, with a mark where it is."""
    line, room = brief(line, 1_000), columns()
    if width(line) <= room:
        return line
    while width(line) > room - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _text(row: Row) -> Any:
    return next((row[name] for name in _TEXTS if row.get(name)), None)


def _said(table: str, row: Row, known: Callable[[str, Any], str], language: str) -> str:
    """What a new row says, as far as what it is about is new, too; else by its id."""
    text = _text(row)
    if text is not None:
        return said_in(text, language) if isinstance(text, dict) else str(text)
    if table == "prediction":
        due = f", due {row['due']}" if row.get("due") else ""
        return f"{known(table, row['id']) or row['uid']}{due}"
    who = known("speaker", row.get("speaker_id"))
    about = known("claim", row.get("claim_id")) or known("prediction", row.get("prediction_id"))
    if table == "position":
        said = f"{who} {row['stance']}".strip()
        return f"{said}: {about}" if about else f"{said} {row['uid']}"
    if table == "link" and (start := known("claim", row["from_id"])):
        return f"{start} — {row['kind']} — {known('claim', row['to_id']) or row['uid']}"
    if table == "forecast":
        middle, words = row.get("middle"), row.get("words")
        likely = f"{100 * middle:g} %" if middle is not None else f"«{words}»"
        return f"{who} {likely}: {about or row['uid']}".strip()
    if table == "resolution":
        return f"{row['outcome']} on {row['decided']}: {about or row['uid']}"
    return str(row["uid"])
