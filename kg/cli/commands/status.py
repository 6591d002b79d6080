"""`kg status`."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from kg.cli.app import App
from kg.cli.clock import remark_ahead
from kg.cli.options import as_json, as_of, pass_app
from kg.cli.showing.changes import PLURALS, SHOWN
from kg.cli.showing.people import counted, fields, heading, local_time
from kg.notebook import batches
from kg.notebook.review import due
from kg.notebook.review.ahead import ahead
from kg.notebook.showing import counts

SOON = 90
"""Days ahead that count as soon."""


@click.command(short_help="Say where the notebook is, what is in it and what is due.")
@as_of
@as_json
@pass_app
def status(app: App, as_of: date | None) -> None:
    """Say where the notebook is, what is in it, what is due and what was changed last.

    With --as-of it is what was in it and due on that day, by what was said and decided by then.
    """
    with app.opened() as notebook, notebook.read() as session:
        waiting = due.counted(session, app.today, SOON, as_of)
        last = None if as_of else next(iter(batches.listed(session, 1)), None)
        found = counts.counted(session, as_of)
        card: dict[str, Any] = {
            "place": notebook.place,
            "language": app.language(session),
            "as_of": as_of and as_of.isoformat(),
            "counts": {table: found[table] for table in SHOWN},
            "due": waiting,
            "verdicts_ahead": 0 if as_of else ahead(session, app.today).verdicts,
            "last_change": last,
        }
        app.show(lambda: card, lambda: _text(card))
        if as_of:
            return
        remark_ahead(app, session)
        if waiting["overdue"] or waiting["soon"]:
            app.hint("What waits for a verdict: kg due")
        elif not card["counts"]["claim"]:
            app.hint('Next: kg add "…" --speaker NAME --about CONCEPT, or kg import FILE')


def _text(card: dict[str, Any]) -> Iterator[str]:
    yield heading("Notebook", card["place"], card["as_of"] and f"as of {card['as_of']}")
    counts = {
        table: counted(number, *PLURALS.get(table, (table,)))
        for table, number in card["counts"].items()
    }
    waiting = card["due"]
    yield from fields(
        [
            ("claims", _join(counts, "claim", "position", "link")),
            (
                "predictions",
                ", ".join(
                    counts[one] for one in ("prediction", "forecast", "resolution", "evidence")
                ),
            ),
            ("named", f"{counts['speaker']}, {counts['concept']}, {counts['source']}"),
            ("views", counts["view"] if card["counts"]["view"] else ""),
            (
                "due",
                "{overdue:,} overdue, {soon:,} within {SOON} days, {later:,} later, "
                "{open:,} without a due date".format(SOON=SOON, **waiting)
                + (f", {waiting['snoozed']:,} snoozed" if waiting["snoozed"] else ""),
            ),
            ("last change", None if card["as_of"] else _change(card["last_change"])),
        ]
    )


def _change(last: dict[str, Any] | None) -> str:
    if last is None:
        return "none yet"
    return f"{last['id']}, {local_time(last['made_at'])}: {last['command']}"


def _join(counts: dict[str, str], *tables: str) -> str:
    return ", ".join(counts[table] for table in tables)
