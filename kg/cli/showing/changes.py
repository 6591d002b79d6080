"""What a command says after it changed the notebook."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.showing.doubts import remark_doubts
from kg.cli.showing.people import counted
from kg.cli.terminal import on_one_line
from kg.domain.wording import said_in
from kg.notebook.finding.find import label
from kg.notebook.spoken import Told
from kg.store import history
from kg.store.models import Concept, Revision, Source, Speaker
from kg.store.names import NAMED

PLURALS = {"evidence": ("piece of evidence", "pieces of evidence")}
SHOWN = (
    "speaker",
    "concept",
    "source",
    "evidence",
    "claim",
    "position",
    "link",
    "prediction",
    "forecast",
    "resolution",
    "view",
)
"""The tables that people have a word for; the others only join these."""


def show_addition(
    app: App,
    session: Session,
    card: Callable[[], Any],
    lines: Iterable[str],
    told: Sequence[Told] = (),
) -> None:
    """Show what was added, and which speakers, concepts and sources it had to add first.

    `told` is what words came to: beside the result where they were not understood, and for scripts.
    """

    def text() -> Iterable[str]:
        yield from map(on_one_line, [*lines, *understood(told)])
        if new := named_anew(session, app.language(session)):
            yield on_one_line(f"New: {', '.join(new)}")

    app.show(card, text)
    remark_told(app, told)
    remark_doubts(app, session)


def understood(told: Iterable[Told]) -> list[str]:
    """What words came to, where they were understood."""
    return [one.sentence for one in told if one.understood]


def remark_told(app: App, told: Iterable[Told]) -> None:
    """Say beside the result what was not understood; for scripts, also what was."""
    for one in told:
        if app.for_scripts or not one.understood:
            app.remark(on_one_line(one.sentence))


def named_anew(session: Session, language: str) -> list[str]:
    """The speakers, concepts and sources that the change under way has added so far."""
    entries = session.execute(
        select(Revision.table_name, Revision.first_id, Revision.last_id)
        .where(
            Revision.batch_id == history.batch_of(session),
            Revision.action == "add",
            Revision.table_name.in_(NAMED),
        )
        .order_by(Revision.id)
    ).all()
    return [
        f"{table} {_label(session, table, row_id, language)}"
        for table, first, last in entries
        for row_id in range(first, last + 1)
    ]


def _label(session: Session, table: str, row_id: int, language: str) -> str:
    row = session.get_one(NAMED[table], row_id)
    assert isinstance(row, Speaker | Concept | Source)
    return label(row, language)


def show_edit(
    app: App,
    session: Session,
    card: Callable[[], Any],
    text: Callable[[], Iterable[str]],
    told: Sequence[Told] = (),
) -> None:
    """Show a thing as it is now, and what words came to."""
    app.show(card, lambda: [*text(), *map(on_one_line, understood(told))])
    remark_told(app, told)
    remark_doubts(app, session)
    if history.batch_of(session) is None:
        app.remark("It was so already; nothing was changed.")


def show_removal(
    app: App, session: Session, what: str, number: int, words: Mapping[str, str] | str
) -> None:
    """Say what is gone, what went with it, and how to bring it back."""
    name = words if isinstance(words, str) else said_in(words, app.language(session))
    gone = _removed(session)
    gone[what] -= 1
    along = [
        counted(gone[table], *PLURALS.get(table, (table,))) for table in SHOWN if gone[table] > 0
    ]
    app.say(on_one_line(f"Removed {what} {number}: {name}" + listed(along, before=", with ")))
    app.hint("kg undo brings it back.")


def _removed(session: Session) -> Counter[str]:
    return Counter(
        session.scalars(
            select(Revision.table_name).where(
                Revision.batch_id == history.batch_of(session), Revision.action == "remove"
            )
        )
    )


def listed(parts: list[str], before: str = "") -> str:
    """Parts as one phrase: a, b and c; with `before` before it unless there are none."""
    if not parts:
        return ""
    *most, last = parts
    return before + (f"{', '.join(most)} and {last}" if most else last)
