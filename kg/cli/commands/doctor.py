"""`kg doctor`."""

import shlex
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import click

from kg.cli.app import App
from kg.cli.options import as_json, pass_app
from kg.cli.showing.people import counted
from kg.store.checkup import MADE_ANEW, Part, faults, mend, sees_index
from kg.store.database import Database

MOST = 5
"""So many faults of a part are told; the others are counted."""

QUOTES = "quotes"


class Finding(NamedTuple):
    """What was found in a part of the notebook: how much is wrong, and what first."""

    part: str
    number: int
    first: list[str]
    mended: bool = False

    @property
    def damaged(self) -> bool:
        """Whether something of the notebook itself is wrong, still."""
        return self.number > 0 and not self.mended and self.part != QUOTES


@click.command(short_help="Look for what is damaged, and mend what can be.")
@click.option("--fix", is_flag=True, help="Make names and search anew where they are not sound.")
@as_json
@pass_app
def doctor(app: App, fix: bool) -> int:
    """Look through the whole notebook for what is damaged.

    That is the file itself; values that cannot be read; references to what is not there; what must
    hold between things, such as that no concept is broader than itself; the names by which things
    are found; the words that search knows; whether all is as the history tells; and whether quotes
    stand in the texts of their sources. Ends with 1 when something is damaged and was not mended; a
    quote that stands elsewhere is told, but is no damage.

    \b
    Examples:
      kg doctor
      kg doctor --fix
    """
    with app.opened() as notebook:
        found = list(_examined(notebook, fix=fix))
        unseen = not sees_index(notebook) and Part.SEARCH in {one.part for one in found}
        kg = "kg" if app.place is None else f"kg --database {shlex.quote(notebook.place)}"
    app.show(lambda: list(map(_card, found)), lambda: _told(found, kg))
    if unseen:
        app.remark(
            "SQLite's index of words was not looked at, for the notebook cannot be changed now."
        )
    return 1 if any(one.damaged for one in found) else 0


def _examined(notebook: Database, *, fix: bool) -> Iterator[Finding]:
    for part in Part:
        wrong = faults(notebook, part)
        first = list(islice(wrong, MOST))
        number = len(first) + sum(1 for _ in wrong)
        mended = bool(fix and number and part in MADE_ANEW)
        if mended:
            mend(notebook, [part])
        yield Finding(part, number, first, mended)
        if part in {Part.FILE, Part.VALUES} and number:
            # What stands on damaged pages, or cannot be read, says nothing of the rest.
            return
    yield _quotes(notebook)


def _quotes(notebook: Database) -> Finding:
    # Only now: it reads the texts of all sources.
    from sqlalchemy import select

    from kg.domain.rechecking import State
    from kg.notebook.listening import verifying
    from kg.store.models import Position

    with notebook.read() as session:
        report = verifying.check(session, session.scalars(select(Position.id)).all())
        wrong = [one for one in report.checks if one.finding.state is not State.EXACT]
        first = [f"position {one.row['id']}: {one.finding.state}." for one in wrong[:MOST]]
        return Finding(QUOTES, len(wrong), first)


def _card(found: Finding) -> dict[str, Any]:
    return {
        "part": found.part,
        "sound": not found.number,
        "number": found.number,
        "faults": found.first,
        "mended": found.mended,
    }


def _told(found: list[Finding], kg: str) -> Iterator[str]:
    wide = max(len(one.part) for one in found)
    for one in found:
        yield f"{one.part:<{wide}}  {_state(one)}"
        for sentence in one.first:
            yield f"  {sentence}"
        if one.number > len(one.first):
            yield f"  and {one.number - len(one.first):,} more."
    for one in found:
        if one.number and not one.mended:
            yield f"{one.part.capitalize()}: {_REMEDIES[one.part].format(kg=kg)}"


def _state(found: Finding) -> str:
    if not found.number:
        return "sound"
    if found.part == QUOTES:
        return f"{counted(found.number, 'quote')} not exact"
    return counted(found.number, "fault") + (", made anew" if found.mended else "")


_REMEDIES = {
    Part.FILE: (
        "kg copy to a new file saves what can be read, and kg doctor there says whether that is "
        "all; else restore a backup with {kg} restore FILE."
    ),
    Part.VALUES: "restore a backup with {kg} restore FILE.",
    Part.REFERENCES: (
        "restore a backup with {kg} restore FILE, or write out what is left: {kg} export."
    ),
    Part.RULES: "edit what is named, such as with {kg} concept edit or {kg} withdraw.",
    Part.NAMES: "{kg} doctor --fix makes them anew.",
    Part.SEARCH: "{kg} doctor --fix makes it anew.",
    Part.HISTORY: "something other than kg changed the notebook; what it says now counts.",
    QUOTES: "{kg} verify shows each, and what to do.",
}
