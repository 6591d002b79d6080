"""`kg status`."""

from collections.abc import Iterator
from typing import Any

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.commands.history import local_time
from kg.cli.options import as_json, pass_app
from kg.cli.showing.changes import PLURALS, SHOWN
from kg.cli.showing.people import counted, fields, heading
from kg.notebook import batches
from kg.notebook.review import due
from kg.store.history import TABLES

SOON = 90
"""Days ahead that count as soon."""


@click.command(short_help="Say where the notebook is, what is in it and what is due.")
@as_json
@pass_app
def status(app: App) -> None:
    """Say where the notebook is, what is in it, what is due and what was changed last."""
    with app.opened() as notebook, notebook.read() as session:
        waiting = due.counted(session, app.today, SOON)
        card: dict[str, Any] = {
            "place": notebook.place,
            "language": app.language(session),
            "counts": {table: _rows(session, table) for table in SHOWN},
            "due": waiting,
            "last_change": next(iter(batches.listed(session, 1)), None),
        }
        app.show(lambda: card, lambda: _text(card))
        if waiting["overdue"] or waiting["soon"]:
            app.hint("What waits for a verdict: kg due")
        elif not card["counts"]["claim"]:
            app.hint('Next: kg add "…" --speaker NAME --about CONCEPT, or kg import FILE')


def _rows(session: Session, table: str) -> int:
    return session.scalar(select(func.count()).select_from(TABLES[table])) or 0


def _text(card: dict[str, Any]) -> Iterator[str]:
    yield heading("Notebook", card["place"])
    counts = {
        table: counted(number, *PLURALS.get(table, (table,)))
        for table, number in card["counts"].items()
    }
    waiting = card["due"]
    last = card["last_change"]
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
            (
                "last change",
                f"{last['id']}, {local_time(last['made_at'])}: {last['command']}"
                if last
                else "none yet",
            ),
        ]
    )


def _join(counts: dict[str, str], *tables: str) -> str:
    return ", ".join(counts[table] for table in tables)
