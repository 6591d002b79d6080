"""What is said beside a result where something in it may be a slip."""

from collections.abc import Iterator

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.options import scales
from kg.cli.terminal import on_one_line
from kg.notebook import doubts
from kg.notebook.listening import verifying
from kg.store import history
from kg.store.models import Forecast, Position, Prediction, Revision


def remark_doubts(app: App, session: Session) -> None:
    """Say what may be a slip in what the change under way has added or changed so far."""
    for text in (
        *_of_positions(session, app.language(session)),
        *_of_predictions(session),
        *_of_forecasts(session),
    ):
        app.remark(on_one_line(text))


def _of_positions(session: Session, language: str) -> Iterator[str]:
    for row_id, changed in _written(session, "position"):
        row = session.get_one(Position, row_id)
        if (changed is None or "anchor" in changed) and (text := verifying.doubt(row)):
            yield text
        if changed is None or changed & {"turn_id", "speaker_id"}:
            yield from doubts.of_position(row, language)


def _of_predictions(session: Session) -> Iterator[str]:
    for row_id, changed in _written(session, "prediction"):
        if changed is None or "due" in changed:
            yield from doubts.of_prediction(session.get_one(Prediction, row_id))


def _of_forecasts(session: Session) -> Iterator[str]:
    """By the scale that was named on the command line, or the usual ones."""
    named = click.get_current_context().params.get("scale")
    for row_id, changed in _written(session, "forecast"):
        row = session.get_one(Forecast, row_id)
        if changed is None or "made" in changed:
            yield from doubts.of_forecast(row)
        if changed is None or changed & {"words", "middle"}:
            yield from doubts.of_words(row, scales(named, row.words))


def _written(session: Session, table: str) -> Iterator[tuple[int, set[str] | None]]:
    """The rows of a table that were added, with None, or changed, with what was changed of them."""
    entries = session.execute(
        select(Revision.action, Revision.first_id, Revision.last_id, Revision.after)
        .where(
            Revision.batch_id == history.batch_of(session),
            Revision.table_name == table,
            Revision.action != "remove",
        )
        .order_by(Revision.id)
    ).all()
    for action, first, last, after in entries:
        changed = None if action == "add" or after is None else set(after)
        for row_id in range(first, last + 1):
            yield row_id, changed
