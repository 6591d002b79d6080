"""From what people write in Python to the domain's values: words of closed sets, and conditions."""

from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from kg.domain.dates import PartialDate
from kg.domain.selection import STATES, Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Invalid, did_you_mean

Word = TypeVar("Word", bound=StrEnum)


def selection(**conditions: Any) -> Selection:
    """A selection from conditions as people write them: texts for dates, one value for several.

    >>> selection(kinds="prediction", said_from=2024).kinds
    (<ClaimKind.PREDICTION: 'prediction'>,)
    """
    known = {field.name: field for field in fields(Selection)}
    given: dict[str, Any] = {}
    for name, value in conditions.items():
        if name not in known:
            near = did_you_mean(get_close_matches(name, known, n=1))
            raise Invalid(
                f"There is no condition {name!r}.", near or f"There are {', '.join(known)}."
            )
        if value is None:
            continue
        if name.endswith(("_from", "_to")):
            given[name] = PartialDate.parse(value)
        elif known[name].default == ():
            several = isinstance(value, Iterable) and not isinstance(value, str)
            given[name] = tuple(_condition(name, one) for one in (value if several else [value]))
        else:
            given[name] = value if name == "depth" else str(value)
    return Selection(**given)


def _condition(name: str, value: Any) -> str:
    if name == "outcomes" and value not in STATES:
        raise Invalid(f"{value!r} is no outcome.", f"Write {', '.join(STATES)}.")
    sort = {"kinds": ClaimKind, "stances": Stance}.get(name)
    return str(value) if sort is None else word(sort, value)


def word(sort: type[Word], value: Any) -> Word:
    """A word of a closed set; raises Invalid for any other."""
    try:
        return sort(value)
    except ValueError:
        raise Invalid(f"{value!r} is none of {', '.join(sort)}.", "Write one of these.") from None


def with_words(details: dict[str, Any], **sorts: type[StrEnum]) -> dict[str, Any]:
    """Details of which these, where they are given, are words of closed sets."""
    words = {
        name: word(sort, details[name])
        for name, sort in sorts.items()
        if details.get(name) is not None
    }
    return details | words
