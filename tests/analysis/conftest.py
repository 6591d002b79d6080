from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from kg.analysis import head_to_head
from kg.store.models import Claim
from tests.analysis.duel import TODAY
from tests.graph.notes import numbers, take_in


@pytest.fixture
def asked(session: Session) -> Callable[[Callable[[], object]], int]:
    """Does something and tells how many statements that took."""

    def count(do: Callable[[], object]) -> int:
        seen: list[str] = []
        engine = session.get_bind()

        def note(connection, cursor, statement, *rest):
            seen.append(statement)

        session.expire_all()
        event.listen(engine, "before_cursor_execute", note)
        try:
            do()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    return count


@pytest.fixture
def compared(session):
    """Takes in claims, links and predictions; gives the comparison of a and b as JSON holds it."""

    def compare(*claims, links=(), predictions=(), among=None, as_of=None):
        take_in(session, claims=list(claims), links=list(links), predictions=list(predictions))
        number = numbers(session, Claim)
        chosen = None if among is None else [number[key] for key in among]
        day = as_of and date.fromisoformat(as_of)
        found = head_to_head.compare(session, "a", "b", chosen, today=TODAY, as_of=day)
        return head_to_head.card(found)

    return compare
