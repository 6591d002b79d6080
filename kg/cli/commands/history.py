"""The history: `kg history` and `kg undo`."""

from collections.abc import Iterable, Iterator
from typing import Any

import click
from sqlalchemy.orm import Session

from kg import settings
from kg.cli.app import App
from kg.cli.options import as_csv, as_json, pass_app
from kg.cli.params import COUNT, Count, Word
from kg.cli.showing.changes import PLURALS, SHOWN, listed
from kg.cli.showing.people import counted, local_time
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
@click.option(
    "--by", "curators", multiple=True, metavar="CURATOR", help="Only changes that CURATOR made."
)
@as_json
@as_csv
@pass_app
def history(
    app: App, what: str | None, which: str | None, limit: int, curators: tuple[str, ...]
) -> None:
    """List the changes made to the notebook, the latest first.

    A line has the number, when it was made, what it did, and the command as it was typed; also who
    made it, where not all of them are yours. KG_CURATOR names you, else your account.

    With WHAT and WHICH, such as claim 12, tell what happened to that one thing, oldest first.

    \b
    Examples:
      kg history --limit 5
      kg history speaker 颜水成
      kg history claim 12 --by ada
    """
    if what and not which:
        raise click.UsageError(f"Say which {what}, such as: kg history {what} 12")
    with app.read() as session:
        if what and which:
            entries = _of(session, what, which, curators)
            entries = entries[-limit:] if limit else []
            app.show_list(
                "past",
                session,
                lambda: entries,
                lambda: _biography(entries),
            )
            _remark_on_none(app, session, entries, curators)
            return
        found = batches.listed(session, limit, curators)
        named = _tell_who(found)
        app.show_list(
            "change",
            session,
            lambda: found,
            lambda: table(
                (
                    str(one["id"]),
                    local_time(one["made_at"]),
                    *([one["curator"] or NOBODY] if named else []),
                    f"{summary(one)}: {one['command']}",
                )
                for one in found
            ),
        )
        _remark_on_none(app, session, found, curators)


NOBODY = "?"
"""In place of who made a change when nobody knows."""


def _tell_who(changes: Iterable[dict[str, Any]]) -> bool:
    """Whether somebody else than the one who asks made some of these changes."""
    return any(one["curator"] not in (None, settings.curator()) for one in changes)


def _remark_on_none(
    app: App, session: Session, found: list[dict[str, Any]], curators: tuple[str, ...]
) -> None:
    if curators and not found:
        known = ", ".join(batches.curators(session)) or "nobody"
        app.remark(f"There are no such changes by {listed([*curators])}. Some are by {known}.")
    else:
        app.remark_if_none(found, "changes", 'Make one: kg add "…"')


def _of(session: Session, what: str, which: str, curators: tuple[str, ...]) -> list[dict[str, Any]]:
    past = _past(session, what, which)
    wanted = {one.casefold() for one in curators}
    return [one for one in past if not wanted or (one["curator"] or "").casefold() in wanted]


def _past(session: Session, what: str, which: str) -> list[dict[str, Any]]:
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


def _biography(entries: list[dict[str, Any]]) -> Iterator[str]:
    named = _tell_who(entries)
    for entry in entries:
        head = f"{entry['batch']}  {local_time(entry['made_at'])}  {entry['action']}"
        if named:
            head += f" by {on_one_line(entry['curator'] or NOBODY)}"
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

    Undoing an undo brings back what it took. A change that later ones rest on is refused, and so is
    the last one without its number when somebody else made it.
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
