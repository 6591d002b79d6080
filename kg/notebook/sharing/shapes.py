"""Rows as two notebooks can compare them: stable ids for numbers, and fields that differ alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

from kg.store.history import TABLES
from kg.store.types import as_json
from kg.store.undo import TOGETHER

Row = dict[str, Any]
Key = tuple[Any, ...]
"""What a row is known by in every notebook: its stable id, or what it joins."""
Fields = dict[str, Any]
"""What a row says, field by field; what it does not say is left out."""
Place = tuple[str, Key]

WORDINGS = ("names", "title", "statement", "criteria", "note")
"""Columns with words in several languages, each of which is a field."""
LISTS = ("aliases", "tags")
"""Columns with a list, each entry of which is a field."""

KEYS: dict[str, tuple[str, ...]] = {
    "about": ("claim_id", "concept_id"),
    "reading": ("prediction_id", "claim_id"),
    "citation": ("resolution_id", "evidence_id"),
    "turn": ("source_id", "number"),
    "passage": ("source_id",),
    "moved": ("table_name", "uid"),
}
"""The columns by which rows are known that have no stable id."""

WITHIN: dict[str, tuple[str, ...]] = {
    "position": ("claim_id",),
    "link": ("from_id", "to_id"),
    "forecast": ("prediction_id",),
    "resolution": ("prediction_id", "claim_id"),
    "about": ("claim_id",),
    "reading": ("prediction_id", "claim_id"),
    "citation": ("resolution_id",),
    "turn": ("source_id",),
    "passage": ("source_id",),
}
"""The pointers to what a row is a part of, with which it goes and comes back."""


MORE_GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "turn": (("begins", "ends"),),
    "link": (("from_id", "to_id"),),
}
"""Columns that make sense only together, beside those that undo knows."""


@dataclass(frozen=True)
class Shape:
    """How the rows of one table are taken apart."""

    table: str
    key: tuple[str, ...]
    points: dict[str, str]
    """The columns that are numbers of rows of another table."""
    groups: tuple[tuple[str, ...], ...]
    """Columns that make sense only together, and are one field."""
    columns: tuple[str, ...]


def _shape(table: str) -> Shape:
    columns = TABLES[table].c
    key = KEYS.get(table, ("uid",))
    groups = tuple(tuple(sorted(one)) for one in TOGETHER.get(table, ()))
    groups += MORE_GROUPS.get(table, ())
    return Shape(
        table=table,
        key=key,
        points={
            column.name: pointer.column.table.name
            for column in columns
            for pointer in column.foreign_keys
        },
        groups=groups,
        columns=tuple(one.name for one in columns if one.name not in {"id", *key}),
    )


SHAPES = {table: _shape(table) for table in TABLES}
"""For each table with a history its shape, in an order in which rows can be put in."""

NamedKey = Callable[[str, int], Key | None]


def key_of(shape: Shape, row: Mapping[str, Any], named: NamedKey) -> Key | None:
    """What a row is known by; None where it points at what nobody knows any more."""
    found: list[Any] = []
    for column in shape.key:
        value = row[column]
        if column in shape.points:
            value = named(shape.points[column], value)
            if value is None:
                return None
        found.append(value)
    return tuple(found)


def fields_of(
    shape: Shape, row: Mapping[str, Any], named: NamedKey, lists: dict[Key, Any] | None = None
) -> Fields:
    """What a row says, field by field; with `lists`, what rows point at is in memory once."""
    lists = {} if lists is None else lists
    grouped = {column for group in shape.groups for column in group}
    fields: Fields = {}
    plain: Row = {}
    for column in shape.columns:
        value = row[column]
        if value is not None and column in shape.points:
            value = named(shape.points[column], value)
            value = None if value is None else lists.setdefault(value, as_list(value))
        plain[column] = value
        if column in grouped or value is None:
            continue
        if column in WORDINGS:
            fields.update((intern(f"{column}[{code}]"), text) for code, text in value.items())
        elif column in LISTS:
            fields.update((intern(f"{column}[{one}]"), True) for one in value)
        else:
            fields[column] = value
    for group in shape.groups:
        values = [plain[column] for column in group]
        if any(value is not None for value in values):
            fields[intern("+".join(group))] = values
    return fields


def row_of(shape: Shape, fields: Fields, before: Row, number: Callable[[str, Key], int]) -> Row:
    """The columns that say these fields; languages and entries keep the order of `before`."""
    row: Row = {}
    for column in shape.columns:
        prefix = f"{column}["
        if column in WORDINGS:
            words = {name[len(prefix) : -1]: fields[name] for name in _with(fields, prefix)}
            order = [code for code in before.get(column) or {} if code in words]
            row[column] = {code: words[code] for code in dict.fromkeys([*order, *words])} or None
        elif column in LISTS:
            told = [name[len(prefix) : -1] for name in _with(fields, prefix)]
            order = [one for one in before.get(column) or [] if one in told]
            row[column] = [*dict.fromkeys([*order, *told])]
        else:
            row[column] = fields.get(column)
    for group in shape.groups:
        values = fields.get("+".join(group)) or [None] * len(group)
        row.update(zip(group, values, strict=True))
    for column, table in shape.points.items():
        if row.get(column) is not None:
            row[column] = number(table, as_key(row[column]))
    return row


def _with(fields: Fields, prefix: str) -> list[str]:
    return sorted(name for name in fields if name.startswith(prefix) and fields[name] is not None)


def pointers(shape: Shape, key: Key, fields: Fields) -> dict[str, Place]:
    """What a row points at, by the column, as its key and fields tell."""
    values: Row = {column: fields.get(column) for column in shape.points}
    for group in shape.groups:
        values.update(zip(group, fields.get("+".join(group)) or [None] * len(group), strict=True))
    values.update(zip(shape.key, key, strict=True))
    return {
        column: (table, as_key(values[column]))
        for column, table in shape.points.items()
        if values.get(column) is not None
    }


def led_on(table: str, key: Key, moves: Mapping[Place, Place]) -> Key:
    """The key of a row that joins others, where these lead in the end."""
    shape = SHAPES[table]
    return tuple(
        _led_on(shape.points[column], value, moves) if column in shape.points else value
        for column, value in zip(shape.key, key, strict=True)
    )


def value_led_on(table: str, name: str, value: Any, moves: Mapping[Place, Place]) -> Any:
    """What a field says, where what it points at leads in the end."""
    points = SHAPES[table].points
    if value is None or not points.keys() & set(name.split("+")):
        return value
    if "+" not in name:
        return as_list(_led_on(points[name], as_key(value), moves))
    return [
        as_list(_led_on(points[column], as_key(one), moves))
        if one is not None and column in points
        else one
        for column, one in zip(name.split("+"), value, strict=True)
    ]


def _led_on(table: str, key: Key, moves: Mapping[Place, Place]) -> Key:
    return moves.get((table, key), (table, key))[1]


def void(table: str, fields: Fields) -> bool:
    """Whether a row says nothing any more: a link of what became one."""
    if table != "link":
        return False
    one, other = fields.get("from_id+to_id") or (None, None)
    return canonical(one) == canonical(other)


def canonical(value: Any) -> str:
    """A value as a text by which values are compared and ordered."""
    if isinstance(value, dict):
        value = dict(sorted(value.items()))
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    return as_json(value)


def as_list(key: Any) -> Any:
    """A key as JSON can hold it."""
    return [as_list(one) for one in key] if isinstance(key, tuple) else key


def as_key(value: Any) -> Any:
    """A key again, from what `as_list` made of it."""
    return tuple(as_key(one) for one in value) if isinstance(value, list | tuple) else value
