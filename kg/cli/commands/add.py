"""`kg add`: a claim from the command line, from questions on a terminal, or many from a stream."""

import sys
import tempfile
from collections.abc import Iterable
from typing import IO, Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.asking.questions import somebody_answers
from kg.cli.options import (
    all_words,
    as_json,
    by_day,
    note,
    pass_app,
    saying,
    scales,
    spoken_likelihood,
    spoken_time,
    typed,
    wordings,
)
from kg.cli.params import DAY, LANGUAGE, PROBABILITY, Word
from kg.cli.showing import changes
from kg.cli.showing.added import show_added
from kg.cli.showing.people import counted
from kg.cli.terminal import on_one_line
from kg.domain.vocabulary import ClaimKind, Weight
from kg.domain.wording import Wording
from kg.notebook import doubts, recording
from kg.notebook.finding import duplicates
from kg.notebook.showing import cards
from kg.store import history
from kg.store.models import Revision

SPOOL = 8_000_000
"""Bytes of a stream that are held in memory; a longer one goes through a file."""

REMARKS = 20
"""Of how many near-duplicates a stream tells."""


@click.command(short_help="Add a claim, with who makes it, where and in which words.")
@click.argument("statement", required=False)
@click.option("--speaker", metavar="SPEAKER", help="Who says so; a new name becomes a new speaker.")
@click.option(
    "--about",
    multiple=True,
    metavar="CONCEPT",
    help="What it is about; a new name becomes a new concept. May be repeated.",
)
@saying
@by_day
@click.option("--opens", type=DAY, help="The first day on which it could come true.")
@click.option("--criteria", metavar="TEXT", help="What would decide the prediction.")
@spoken_time
@click.option(
    "--probability", type=PROBABILITY, help="How likely the speaker holds it: 0.6 or 60%."
)
@spoken_likelihood
@click.option(
    "--kind",
    type=Word(ClaimKind),
    help="What sort of proposition it is; else opinion, or prediction with --by or --horizon.",
)
@click.option(
    "--weight",
    type=Word(Weight),
    default=Weight.MAIN.value,
    show_default=True,
    help="Whether it deserves a place of its own on the map.",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A word to find it by.")
@note
@wordings("statement")
@click.option("--language", type=LANGUAGE, help="The language of STATEMENT; else its script tells.")
@click.option(
    "--stdin", "from_stdin", is_flag=True, help="Add the claims on standard input, one a line."
)
@as_json
@pass_app
def add(
    app: App,
    statement: str | None,
    from_stdin: bool,
    language: str | None,
    others: Wording,
    speaker: str | None,
    probability: float | None,
    words: str | None,
    scale: str | None,
    **given: Any,
) -> None:
    """Add a claim, in your words, with who makes it, where and in which words of theirs.

    Speakers, concepts and sources are meant by any of their names; unknown ones are added.

    --horizon and --words are read as they were spoken, and what they came to is shown: the time
    counts from the day it was said, the likelihood is on a scale of words. --by, --opens and
    --probability count before them. What is not understood is left open, and you are told.

    Without anything, on a terminal, it asks: Enter skips a question, Esc goes back to the one
    before, Tab completes, Ctrl-C leaves with nothing written.

    With --stdin each line is a JSON object with the keys statement (a text, or one for each
    language), speaker, kind, weight, about, tags, note, said, source, turn, section, quote, by,
    opens, criteria, horizon, probability, words and new (true or false), which mean what the
    options mean, and positions: a list of objects with speaker, stance, said, source, turn,
    section, quote and note. All lines are one change; a mistake in one, and nothing is changed.

    \b
    Examples:
      kg add
      kg add "Catching up to o1 takes years" --speaker 颜水成 --about o1 \\
          --said 2024-09-14 --quote "以年为单位" --by 2026-09
      kg add "今年通胀会回落" --en "Inflation falls this year" --speaker 央行 \\
          --by 2026 --words 大概率
      kg add "Robots take years" --speaker Ada --said 2024-09 --horizon "takes years"
      kg add --stdin < claims.jsonl
    """
    if from_stdin:
        _refuse_more("from_stdin", "scale")
        app.engaged = True
        _add_stream(app, sys.stdin.buffer, scale)
        return
    if statement is None:
        _ask(app)
        return
    if speaker is None and any(given[name] for name in ("said", "source", "turn", "quote")):
        raise click.UsageError("What was said is somebody's: name the --speaker.")
    if speaker is None and (probability is not None or words):
        raise click.UsageError("A probability is somebody's: name the --speaker.")
    with app.transaction() as session:
        added = recording.record(
            session,
            all_words(statement, language, others, "statement"),
            today=app.today,
            speaker=speaker,
            probability=probability,
            words=words,
            scales=scales(scale, words),
            **given,
        )
        show_added(app, session, added)


def _ask(app: App) -> None:
    """Ask on a terminal, where nothing else was given; raises UsageError elsewhere."""
    ctx = click.get_current_context()
    if typed(ctx):
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0], param_hint="'STATEMENT'")
    if app.as_json or not somebody_answers():
        raise click.UsageError(
            "There is nothing to add: give a STATEMENT, or --stdin for claims on standard input, "
            "one JSON object a line. On a terminal kg add alone asks."
        )
    from kg.cli.asking.form import add_by_asking

    add_by_asking(app)


def _refuse_more(*but: str) -> None:
    if more := typed(click.get_current_context(), *but):
        name = more[0].opts[-1] if isinstance(more[0], click.Option) else "a STATEMENT"
        raise click.UsageError(f"With --stdin each line says all of its claim: leave out {name}.")


def _add_stream(app: App, stream: IO[bytes], scale: str | None) -> None:
    """Add the claims of a stream as one change."""
    # Wanted only here.
    from kg.formats import additions
    from kg.formats.scales import asked
    from kg.notebook.taking import Taking

    with tempfile.SpooledTemporaryFile(SPOOL) as spool:
        # Read to its end before the notebook is locked: what writes it may take its time.
        for number, line in additions.lines(stream):
            additions.read(number, line)
            spool.write(b"%d %b\n" % (number, line))
        spool.seek(0)
        with app.transaction() as session:
            language = app.language(session)
            taking = Taking(session, app.today, asked(scale))
            ids: list[int] = []
            remarks: list[str] = []
            slips: list[str] = []
            for row in spool:
                at, _, line = row.partition(b" ")
                found = additions.read(int(at), line)
                with additions.within(int(at)):
                    claim = taking.add(found)
                ids.append(claim.id)
                remarks += duplicates.remarks(session, claim)
                slips += doubts.of_claim(claim, language, taking.scales)
            _show_stream(app, session, ids, changes.understood(taking.told))
            unclear = [one.sentence for one in taking.told if not one.understood]
            _remark_some(app, unclear, "of these")
            _remark_some(app, slips, "that may be slips")
            _remark_some(app, remarks, "that are much alike")


def _show_stream(app: App, session: Session, ids: list[int], read: list[str]) -> None:
    if not ids:
        app.show(list, lambda: ["Standard input holds no claims; nothing was added."])
        return
    which = f"claim {ids[0]}" if len(ids) == 1 else f"claims {ids[0]} to {ids[-1]}"
    app.show(
        lambda: cards.claim_cards(session, ids, app.today),
        lambda: [
            f"Added {changes.listed(_added(session))}: {which}.",
            *map(on_one_line, read[:REMARKS]),
            *([f"and {len(read) - REMARKS:,} more that were read"] if read[REMARKS:] else []),
        ],
    )
    app.hint("kg undo takes it all back.")


def _added(session: Session) -> list[str]:
    """How many rows of each sort the change at hand added."""
    rows: dict[str, int] = {}
    for table, first, last in session.execute(
        select(Revision.table_name, Revision.first_id, Revision.last_id).where(
            Revision.batch_id == history.batch_of(session), Revision.action == "add"
        )
    ):
        rows[table] = rows.get(table, 0) + last - first + 1
    order = sorted(changes.SHOWN, key=lambda table: table != "claim")
    return [counted(rows[table], table) for table in order if table in rows]


def _remark_some(app: App, remarks: Iterable[str], what: str) -> None:
    found = list(remarks)
    for sentence in found[:REMARKS]:
        app.remark(on_one_line(sentence))
    if len(found) > REMARKS:
        app.remark(f"and {len(found) - REMARKS:,} more {what}")
