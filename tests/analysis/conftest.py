from collections.abc import Callable

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session


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
