"""What became of a change when the connection to the server was lost in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kg.errors import NotebookError
from kg.store import history
from kg.store.models import Batch
from kg.store.troubles import is_lost

PAUSES = (0.0, 0.2, 0.8, 2.0)
"""Seconds to wait before each look at a server that may be about to come back."""


@dataclass
class Course:
    """How far a change has come: whether the server was already told to keep all of it."""

    told: bool = False


@contextmanager
def fate_known(
    place: str, session: Session, look: Callable[[], Session], pauses: tuple[float, ...] = PAUSES
) -> Iterator[Course]:
    """Say of a change whose connection is lost whether the notebook has it.

    Where it has, all is well. `look` gives a session that begins when the lost one has ended.
    """
    course = Course()
    try:
        yield course
    except DBAPIError as error:
        if not is_lost(error):
            raise
        batch_id = history.batch_of(session)
        if course.told:
            came = None
            if batch_id is not None:
                came = _came(look, batch_id, history.made_at(session), pauses)
            if came:
                return
            if came is None:
                # What no batch has, such as a setting, is not in the history.
                where = "with kg history " if batch_id is not None else ""
                raise NotebookError(
                    f"The notebook {place} was lost: the server ended the connection before it "
                    "said that all was done.",
                    f"Look {where}whether the change is there, and do it again if not.",
                ) from error
        raise NotebookError(
            f"The notebook {place} was lost: the server ended the connection; nothing was changed.",
            "Do it again.",
        ) from error


def _came(
    look: Callable[[], Session], batch_id: int, made_at: object, pauses: tuple[float, ...]
) -> bool | None:
    """Whether the history has a change; None when the server cannot be asked."""
    for pause in pauses:
        time.sleep(pause)
        try:
            with look() as session:
                found = session.scalar(select(Batch.made_at).where(Batch.id == batch_id))
                return found is not None and found == made_at
        except DBAPIError:
            continue
    return None
