"""What the record library finds wrong with a file, in our words, and where in it."""

import re
from ast import literal_eval
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from msgspec import ValidationError, inspect

from kg.domain import records
from kg.errors import RecordError, did_you_mean


def _pattern(sort: Any) -> str:
    return str(get_args(sort)[1].pattern)


_PATTERNS = {
    _pattern(records.Day): ("is not a date", "Write 2026-09-12, 2026-09 or 2026."),
    _pattern(records.Url): ("is not a web address", "Begin it with https://."),
    _pattern(records.Id): ("cannot be an id", "Write letters, digits and . : / - _ only."),
}
_PERCENT = "Write 60 % as 0.6."
_CODE = "is not a language code", "Write one such as en, zh or pt-BR."

_SORTS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}


def explained(error: ValidationError, data: Any, root: type = records.Notebook) -> RecordError:
    """The same error in our words, with the path of what is wrong in `data`, read as `root`.

    >>> import msgspec
    >>> data = {"claims": [{"id": "c1", "knid": "fact"}]}
    >>> try:
    ...     msgspec.convert(data, records.Notebook)
    ... except msgspec.ValidationError as error:
    ...     print(found := explained(error, data), found.path)
    There is no field 'knid' here. Did you mean kind? claims[0]
    """
    message, _, place = str(error).partition(" - at ")
    of_key, _, path = place.rpartition(" in ")
    steps = [step or index for step, index in re.findall(r"\.(\w+)|\[([\d.]+)\]", path)]
    value = _value_at(data, steps)
    if steps and steps[-1] == "...":
        # The library does not say which of a mapping's values it is.
        steps[-1], value = _culprit(_value_at(data, steps[:-1]), message)
    found = _explained(message, value, list(_types_at(root, steps)), of_key=bool(of_key))
    return RecordError(found[0], _path(steps), found[1])


def _explained(
    message: str, value: Any, types: list[inspect.Type], *, of_key: bool
) -> tuple[str, str | None]:
    if match := re.fullmatch(r"Object contains unknown field `(.*)`", message, re.DOTALL):
        return _unknown(match[1], [one.encode_name for one in _fields(types)])
    if match := re.fullmatch(r"Object missing required field `(.*)`", message):
        return f"The field {match[1]!r} is missing.", f"Add {match[1]}: and what it is."
    if match := re.fullmatch(r"Invalid enum value (.*)", message, re.DOTALL):
        return f"{match[1]} is none of the words allowed here.", f"Write {_words(types)}."
    if match := re.match("Expected `str` matching regex (.*)", message):
        return _mismatched(literal_eval(match[1]), value, of_key=of_key)
    if match := re.fullmatch(r"Expected `(\w+)` of length (>=|<=) (\d+)", message):
        if match[2] == "<=":
            return f"It has more than {int(match[3]):,} characters.", "Shorten it."
        return "It is empty.", "Write at least one word, or leave the field out."
    if match := re.fullmatch(r"Expected `(?:int|float)` (>=|<=) (.+)", message):
        bound = float(match[2])
        if match[1] == "<=" and bound == 1:
            return f"{value:,.10g} is more than 1.", _PERCENT
        side = "more" if match[1] == "<=" else "less"
        return f"{value:,.10g} is {side} than {bound:,.0f}.", "Correct it."
    if match := re.fullmatch(r"Expected `(.+)`, got `(\w+)`", message):
        return _of_other_sort(match[1].split(" | "), match[2], value)
    return f"{message}.", None


def _unknown(field: str, known: list[str]) -> tuple[str, str | None]:
    near = did_you_mean(get_close_matches(field, known, n=1))
    return f"There is no field {field!r} here.", near or f"There are {_list(known, 'and')}."


def _mismatched(pattern: str, value: Any, *, of_key: bool) -> tuple[str, str]:
    if of_key:
        value = next((key for key in value if not re.search(pattern, key)), "")
    message, remedy = _CODE if of_key else _PATTERNS[pattern]
    return f"{value!r} {message}." if len(value) < 80 else f"It {message}.", remedy


def _of_other_sort(wanted: list[str], got: str, value: Any) -> tuple[str, str]:
    if got == "null":
        return "It is empty.", "Write something, or leave the field out."
    if "str" in wanted and got in {"int", "float", "bool"}:
        sort = "true or false" if got == "bool" else "a number"
        shown = "It" if got == "bool" else f"{value}"
        return f"{shown} reads as {sort}.", "Put it in quotes."
    if "float" in wanted and got == "str":
        remedy = _PERCENT if "%" in value else "Write one, without quotes."
        return f"{value!r} is no number.", remedy
    if "int" in wanted and got in {"float", "str"}:
        return f"{value!r} is no whole number.", "Write one, without quotes."
    sorts = _list([_SORTS.get(one, one) for one in wanted if one != "null"], "or")
    return f"Here belongs {sorts}, not {_SORTS.get(got, got)}.", "See docs/notebook.md."


def _value_at(data: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdigit():
            data = data[int(step)]
    return data


def _culprit(mapping: dict[str, Any], message: str) -> tuple[str, Any]:
    """Which value of a mapping of texts is at fault, when the first that can be is meant."""

    def fits(value: Any) -> bool:
        if match := re.search(r" of length <= (\d+)", message):
            return isinstance(value, str) and len(value) > int(match[1])
        return not value or not isinstance(value, str)

    return next(((key, value) for key, value in mapping.items() if fits(value)), ("", None))


def _path(steps: list[str]) -> str:
    """Steps as people write them: claims[3].kind."""
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps).lstrip(".")


def _types_at(root: type, steps: Iterable[str]) -> Iterator[inspect.Type]:
    """What may stand at a path: of a union all that it joins."""
    here: list[inspect.Type] = [inspect.type_info(root)]
    for step in steps:
        here = [below for one in here for below in _below(one, step)]
    return iter(here)


def _below(one: inspect.Type, step: str) -> Iterator[inspect.Type]:
    if isinstance(one, inspect.StructType):
        for field in one.fields:
            if field.encode_name == step:
                yield from _joined(field.type)
    elif isinstance(one, inspect.ListType):
        yield from _joined(one.item_type)


def _joined(one: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(one, inspect.UnionType):
        for part in one.types:
            yield from _joined(part)
    elif isinstance(one, inspect.Metadata):
        yield from _joined(one.type)
    else:
        yield one


def _fields(types: list[inspect.Type]) -> Iterator[inspect.Field]:
    for one in types:
        if isinstance(one, inspect.StructType):
            yield from one.fields


def _words(types: list[inspect.Type]) -> str:
    words = [
        str(word.value) for one in types if isinstance(one, inspect.EnumType) for word in one.cls
    ]
    return _list(words, "or")


def _list(words: list[str], joint: str) -> str:
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)
