"""What is said beside a result where something in it may be a slip."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.terminal import on_one_line
from kg.notebook import doubts
from kg.notebook.listening import verifying
from kg.store import history
from kg.store.models import Forecast, Position, Prediction, Revision


def remark_doubts(app: App, session: Session) -> None:
    """Say what may be a slip in what the change under way has added or changed so far."""
    language = app.language(session)
    for row_id, changed in _written(session, "position"):
        row = session.get_one(Position, row_id)
        if (changed is None or "anchor" in changed) and (text := verifying.doubt(row)):
            app.remark(text)
        if changed is None or changed & {"turn_id", "speaker_id"}:
            for text in doubts.of_position(row, language):
                app.remark(on_one_line(text))
    for row_id, changed in _written(session, "prediction"):
        if changed is None or "due" in changed:
            for text in doubts.of_prediction(session.get_one(Prediction, row_id)):
                app.remark(text)
    for row_id, changed in _written(session, "forecast"):
        if changed is None or "made" in changed:
            for text in doubts.of_forecast(session.get_one(Forecast, row_id)):
                app.remark(text)


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
