"""`kg verify`."""

from collections.abc import Iterator

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.conditions import selecting
from kg.cli.options import pass_app, shown
from kg.cli.querying import Asking
from kg.cli.showing import sayings
from kg.cli.showing.changes import listed
from kg.cli.showing.people import counted, fields, heading
from kg.cli.terminal import on_one_line
from kg.domain.quotes import Anchor
from kg.domain.rechecking import State
from kg.domain.selection import Selection
from kg.notebook.finding import narrowing
from kg.notebook.finding.find import label
from kg.notebook.listening import verifying
from kg.notebook.listening.verifying import Check, Report
from kg.notebook.showing import cards
from kg.store.models import Source


@click.command(cls=Asking, short_help="Recheck quotes against the texts of their sources.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="POSITION",
    help="Anchor the quote of this position where it moved to; may be given several times.",
)
@click.option("--all", "everything", is_flag=True, help="List the quotes that are exact, too.")
@selecting
@shown
@pass_app
def verify(
    app: App, accepted: tuple[str, ...], everything: bool, selection: Selection
) -> int | None:
    """Recheck quotes against the texts of their sources, and change nothing.

    A quote is exact where it is anchored, moved when its words and their context stand elsewhere,
    changed when other words stand in its context, ambiguous when its words stand several times and
    nothing tells which are meant, else missing. Ends with 1 unless all that is checked is exact.

    \b
    Examples:
      kg verify
      kg verify --source "Round table" --json
      kg verify --accept 12 --accept 14
    """
    if accepted:
        if not selection.everything:
            raise click.UsageError("--accept names positions itself: leave out other conditions.")
        _accept(app, accepted)
        return None
    with app.read() as session:
        ids = narrowing.position_ids(session, selection, app.today)
        report = verifying.check(session, ids)
        language = app.language(session)
        app.show(
            lambda: verifying.cards(session, report),
            lambda: _told(session, report, language, everything=everything),
        )
        return 0 if report.sound else 1


def _accept(app: App, keys: tuple[str, ...]) -> None:
    with app.transaction() as session:
        rows = verifying.accept(session, keys)
        language = app.language(session)
        app.show(
            lambda: cards.position_cards(session, [row.id for row in rows]),
            lambda: (line for row in rows for line in [*sayings.position(row, language), ""]),
        )


def _told(session: Session, report: Report, language: str, *, everything: bool) -> Iterator[str]:
    sources: dict[int | None, str] = {None: "no source"}
    numbers = {one.row["source_id"] for one in report.checks} | set(report.unchecked)
    for number in numbers - {None}:
        sources[number] = label(session.get_one(Source, number), language)
    for one in report.checks:
        if everything or one.state is not State.EXACT:
            yield heading(f"Position {one.row['id']}", one.state)
            yield from fields(_facts(one, sources[one.row["source_id"]]))
            yield ""
    counts = [f"{number:,} {state}" for state, number in report.counts.items() if number]
    yield f"{counted(len(report.checks), 'quote')} checked" + (
        f": {', '.join(counts)}." if counts else "."
    )
    if report.unchecked:
        where = [f"{sources[number]} ({many:,})" for number, many in report.unchecked.most_common()]
        many = counted(report.unchecked.total(), "quote")
        yield f"Not checked, for want of a text: {many}, in {listed(where)}."


def _facts(one: Check, source: str) -> list[tuple[str, str | None]]:
    finding, anchor = one.finding, verifying.anchor_of(one.row["anchor"])
    facts: list[tuple[str, str | None]] = [
        ("source", source),
        ("quote", f"«{one.row['quote']}»"),
        ("anchored", _at(anchor) if anchor else "nowhere yet"),
    ]
    match finding.state:
        case State.MOVED | State.CHANGED if finding.found:
            facts += [
                ("now at" if finding.state is State.MOVED else "now", _at(finding.found)),
                ("reads", _read(finding.found, finding.words or "")),
            ]
        case State.AMBIGUOUS:
            facts.append(("places", f"{finding.places:,}"))
        case State.MISSING if finding.places:
            facts.append(("elsewhere", f"{finding.places:,} times, in another context"))
    if finding.state is State.MOVED:
        facts.append(("if right", f"kg verify --accept {one.row['id']}"))
    return facts


def _at(anchor: Anchor) -> str:
    return f"characters {anchor.start}–{anchor.end}"


def _read(anchor: Anchor, words: str) -> str:
    """Words between what stands around them."""
    return on_one_line(f"…{anchor.prefix}«{words}»{anchor.suffix}…")
