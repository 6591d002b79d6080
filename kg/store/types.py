"""Column types for the domain's values, and the plain form in which rows are kept and compared."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, String, Table, TypeDecorator
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.engine import Dialect

from kg.domain.dates import PartialDate
from kg.store.troubles import damaged

# Plain JSON on PostgreSQL too: JSONB would sort the languages of a wording by its own rule.
Json = JSON(none_as_null=True)


as_json = json.JSONEncoder(ensure_ascii=False).encode
"""How values are written into JSON columns: as they read, so that Chinese is found in them."""


def json_reader(place: str) -> Callable[[str | bytes], Any]:
    """What reads the JSON columns of the notebook at `place`; raises Damaged where that is none."""

    def read(text: str | bytes) -> Any:
        try:
            return json.loads(text)
        except ValueError:
            raise damaged(place, ": it holds what cannot be read") from None

    return read


class Day(TypeDecorator[PartialDate]):
    """A PartialDate as its text, so that its length is its precision."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate(value)


class Moment(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def one_of(words: type[StrEnum]) -> SqlEnum:
    """A column that holds one word of a closed set, as text with a check constraint."""
    return SqlEnum(
        words,
        native_enum=False,
        create_constraint=True,
        name=words.__name__.lower(),
        length=max(len(word) for word in words),
        values_callable=lambda found: [word.value for word in found],
    )


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON can hold it."""
    return {name: plain(value) for name, value in row.items()}


def typed_row(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A plain row as its table's columns take it; the reverse of `plain_row`."""
    return {
        name: datetime.fromisoformat(value)
        if value is not None and isinstance(table.c[name].type, Moment)
        else value
        for name, value in row.items()
    }
