"""Removing what was taken out of an edited document."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.errors import RecordError
from kg.notebook import links, positions, predictions
from kg.notebook.changing.edited import Edited, called
from kg.notebook.finding import find
from kg.store.models import Claim, Entity, Forecast, Link, Position, Prediction, Resolution


def remove_missing(edited: Edited) -> list[str]:
    """Remove what the records before had and the document has not; a line for each thing.

    A prediction that also reads other claims only reads these no longer. Raises RecordError when
    a resolution is missing: these are withdrawn, not removed.
    """
    session = edited.session
    there = {(type(one).__name__, one.id) for _, one in edited.each()}
    gone = {
        model: [uid for uid in before if (model.__name__, uid) not in there]
        for model, before in edited.before.items()
    }
    # What hung on a prediction went with it, or stays with it.
    kept = {
        one["id"]
        for uid in gone[Prediction]
        for field in ("forecasts", "resolutions")
        for one in edited.before[Prediction][uid].get(field, ())
    }
    lines = [_parted(edited, uid) for uid in gone[Prediction]]
    if lost := set(gone[Resolution]) - kept:
        raise RecordError(
            f"The resolution {min(lost)!r} is gone.",
            "",
            "Put it back; to correct it, withdraw it by withdrawn: DAY.",
        )
    for uid in gone[Position]:
        position = find.position(session, _number(session, Position, uid))
        lines.append(f"Removed {called(position)}")
        positions.remove(session, position)
    for uid in gone[Link]:
        link = find.link(session, _number(session, Link, uid))
        lines.append(f"Removed {called(link)}")
        links.remove(session, link)
    for uid in gone[Forecast]:
        if uid not in kept:
            forecast = find.forecast(session, _number(session, Forecast, uid))
            lines.append(f"Removed {called(forecast)}")
            predictions.remove_forecast(session, forecast)
    return lines


def _number(session: Session, model: type[Entity], uid: str) -> int:
    # Not by the key as it is: an id may look like a number.
    return session.scalars(select(model.id).where(model.uid == uid)).one()


def _parted(edited: Edited, uid: str) -> str:
    """Remove a prediction, or only its readings of the claims at hand."""
    session = edited.session
    row = session.scalars(select(Prediction).where(Prediction.uid == uid)).one()
    others = [one.claim for one in row.readings if one.claim.uid not in edited.claims]
    if others:
        mine: list[Claim] = [one.claim for one in row.readings if one.claim.uid in edited.claims]
        predictions.edit(session, row, not_reads=mine)
        numbers = ", ".join(str(one.id) for one in others)
        return f"Prediction {row.id} now reads only claim {numbers}"
    words = f"Removed prediction {row.id}" + (f", due {row.due}" if row.due else "")
    predictions.remove(session, row)
    return words
