"""Which part of a notebook is meant: what listings and maps are narrowed to."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Conditions that a claim meets all of; within one, any of its values will do.

    Speakers, concepts and sources are given by any name. Each of `words` and `phrases` stands
    in one of the `places`, or of the usual ones when none are named; `text` stands in the
    statement, letter by letter. `around` is a claim from which links and shared predictions are
    followed `depth` steps. `said` and `due` are inclusive. Of `without` a claim meets none; for
    these, too, `places` and `depth` are those given here.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    stances: tuple[Stance, ...] = ()
    outcomes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    said_from: PartialDate | None = None
    said_to: PartialDate | None = None
    due_from: PartialDate | None = None
    due_to: PartialDate | None = None
    text: str | None = None
    around: str | None = None
    depth: int = 1
    without: tuple["Selection", ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is asked, so that the whole notebook is meant."""
        return all(
            getattr(self, field.name) in ((), None)
            for field in fields(self)
            if field.name not in _MANNER
        )

    def plus(self, other: Self) -> Self:
        """The conditions of both: values of one condition together, the narrower of two ranges.

        Raises Invalid when each asks for another one of what can be only one.

        >>> both = Selection(tags=("pace",)).plus(Selection(tags=("cost",), text="years"))
        >>> both.tags, both.text
        (('pace', 'cost'), 'years')
        """
        return replace(
            self, **{field.name: _both(field.name, self, other) for field in fields(self)}
        )


_MANNER = frozenset({"places", "depth"})
"""What says how other conditions are meant, and is none by itself."""


def _both(name: str, one: Selection, other: Selection) -> Any:
    first, second = getattr(one, name), getattr(other, name)
    if isinstance(first, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    usual = 1 if name == "depth" else None
    given = [value for value in (first, second) if value != usual]
    if not given:
        return usual
    if name.endswith("_from"):
        return max(given, key=lambda day: day.first)
    if name.endswith("_to"):
        return min(given, key=lambda day: day.last)
    return _only(name, given)


def _only(name: str, given: Iterable[Any]) -> Any:
    one, *more = dict.fromkeys(given)
    if more:
        what = {"around": "claim to be near to", "text": "text", "depth": "depth"}[name]
        raise Invalid(
            f"There can be one {what}, and two are given: {one} and {more[0]}.", "Leave one out."
        )
    return one
