"""The history: `kg history` and `kg undo`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.options import as_csv, as_json, pass_app
from kg.cli.params import COUNT, Count, Word
from kg.cli.showing.changes import PLURALS, SHOWN, listed
from kg.cli.showing.people import counted
from kg.cli.terminal import block, bold, on_one_line, table
from kg.errors import NotFound
from kg.notebook import batches
from kg.notebook.finding import find
from kg.store import history as record
from kg.store.undo import undo as take_back

FIND = {
    "claim": find.claim,
    "speaker": find.speaker,
    "concept": find.concept,
    "source": find.source,
    "position": find.position,
    "link": find.link,
    "prediction": find.prediction,
    "forecast": find.forecast,
    "resolution": find.resolution,
    "evidence": find.evidence,
    "view": find.view,
}
JOINED = {
    "about": "what claims are about",
    "reading": "what predictions read",
    "citation": "which evidence is called",
    "passage": "the text of a source",
    "turn": "the turns of a source",
}
"""Tables that people have no word for, and what a change of nothing else comes to."""


@click.command(short_help="List the changes made to the notebook.")
@click.argument("what", metavar="[WHAT]", type=Word(list(FIND)), required=False)
@click.argument("which", metavar="[WHICH]", required=False)
@click.option(
    "--limit",
    type=COUNT,
    default=20,
    show_default=True,
    metavar="N",
    help="Show at most this many of the latest changes.",
)
@as_json
@as_csv
@pass_app
def history(app: App, what: str | None, which: str | None, limit: int) -> None:
    """List the changes made to the notebook, the latest first.

    A line has the number, when it was made, what it did, and the command as it was typed.

    With WHAT and WHICH, such as claim 12, tell what happened to that one thing, oldest first.

    \b
    Examples:
      kg history --limit 5
      kg history speaker 颜水成
    """
    if what and not which:
        raise click.UsageError(f"Say which {what}, such as: kg history {what} 12")
    with app.read() as session:
        if what and which:
            entries = _of(session, what, which)
            entries = entries[-limit:] if limit else []
            app.show_list(
                "past",
                session,
                lambda: entries,
                lambda: _biography(entries),
            )
            return
        found = batches.listed(session, limit)
        app.show_list(
            "change",
            session,
            lambda: found,
            lambda: table(
                (str(one["id"]), local_time(one["made_at"]), f"{summary(one)}: {one['command']}")
                for one in found
            ),
        )
        app.remark_if_none(found, "changes", 'Make one: kg add "…"')


def _of(session: Session, what: str, which: str) -> list[dict[str, Any]]:
    try:
        row_id = FIND[what](session, which).id
    except NotFound:
        # What was removed still has its number in the history.
        if (
            which.isascii()
            and which.isdigit()
            and (past := batches.of_row(session, what, int(which)))
        ):
            return past
        raise
    return batches.of_row(session, what, row_id)


def summary(batch: dict[str, Any]) -> str:
    """What a change did, in a few words."""
    done: dict[str, list[str]] = {}
    for what in SHOWN:
        for count in batch["counts"]:
            if count["table"] == what:
                words = counted(count["rows"], *PLURALS.get(what, (what,)))
                done.setdefault(count["action"], []).append(words)
    parts = [f"{action} {listed(words)}" for action, words in done.items()]
    if not parts:
        joined = dict.fromkeys(JOINED[count["table"]] for count in batch["counts"])
        parts = [f"changed {what}" for what in joined]
    return ("undone, " if batch["undone"] else "") + "; ".join(parts)


def local_time(moment: str) -> str:
    """A moment of the history by the clock of this machine."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _biography(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        head = f"{entry['batch']}  {local_time(entry['made_at'])}  {entry['action']}"
        yield bold(head) + f"  {on_one_line(entry['command'])}"
        if entry["action"] == "changed":
            for column, before in (entry["before"] or {}).items():
                after = (entry["after"] or {}).get(column)
                yield from block(f"{column}: {_plain(before)} → {_plain(after)}", 4)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_plain(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "nothing"
    return "nothing" if value is None else str(value)


@click.command(short_help="Take back the last change, or any other.")
@click.argument("change", type=Count(1), required=False)
@as_json
@pass_app
def undo(app: App, change: int | None) -> None:
    """Take back the last change that stands, or CHANGE by its number in kg history.

    Undoing an undo brings back what it took. A change that later ones rest on is refused.
    """
    with app.transaction() as session:
        batch = take_back(session, change)
        session.flush()
        card = batches.card(session, batch)
        number = record.batch_of(session)
        app.show(
            lambda: card | {"undone": True, "undone_by": number},
            lambda: [
                f"Took back change {batch.id}: {on_one_line(batch.command)}",
                f"It had {summary(card | {'undone': False})}.",
            ],
        )
        app.hint(f"kg undo {number} brings it back.")
