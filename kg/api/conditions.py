"""From what people write in Python to the domain's values: words of closed sets, and conditions."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from kg import settings
from kg.domain.dates import PartialDate
from kg.domain.fields import PLACES, STATES
from kg.domain.query import parse
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Invalid, did_you_mean

Word = TypeVar("Word", bound=StrEnum)


def selection(query: str = "", **conditions: Any) -> Selection:
    """A selection from a query and from conditions as people write them; both must be met.

    Dates are texts, and one value will do for several; `without` is a dict of conditions, or
    several of them.

    >>> selection("about:o1", kinds="prediction", said_from=2024).kinds
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
            several = isinstance(value, Iterable) and not isinstance(value, str | Mapping)
            given[name] = tuple(_condition(name, one) for one in (value if several else [value]))
        else:
            given[name] = value if name == "depth" else str(value)
    chosen = Selection(**given)
    return chosen.plus(parse(query, settings.today())) if query else chosen


def _condition(name: str, value: Any) -> Any:
    if name == "without":
        return selection(**value)
    closed = {"outcomes": ("outcome", STATES), "places": ("place", PLACES)}
    if name in closed and value not in closed[name][1]:
        what, words = closed[name]
        raise Invalid(f"{value!r} is no {what}.", f"Write {', '.join(words)}.")
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
