"""The stable ids of new rows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.checks import stable_id
from kg.domain.keys import new_uid
from kg.errors import Conflict
from kg.notebook import moves
from kg.store.models import Entity


def own(session: Session, model: type[Entity], given: str | None, words: str) -> str:
    """The id given for a new row, or one made of `words` that no other has.

    Raises Invalid when the given one cannot be an id, Conflict when another row has it.
    """
    if given is None:
        made = new_uid(words)
        return made if _holder(session, model, made) is None else own(session, model, None, words)
    known = _holder(session, model, stable_id(given))
    if known is not None:
        raise Conflict(
            f"{given!r} is the id of {model.__tablename__} {known} already.", "Give another."
        )
    if to_uid := moves.survivors(session, model.__tablename__, [given]).get(given):
        raise Conflict(
            f"{given!r} was the id of what was merged into {model.__tablename__} {to_uid!r}.",
            "Give another.",
        )
    return given


def _holder(session: Session, model: type[Entity], uid: str) -> int | None:
    """The number of the row that has an id."""
    return session.scalar(select(model.id).where(model.uid == uid))
