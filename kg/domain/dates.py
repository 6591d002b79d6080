"""Dates as far as they are known: a day, a month or a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from kg.domain.wording import brief
from kg.errors import Invalid

_SHAPE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date with its precision, written 2026-09-12, 2026-09 or 2026.

    >>> PartialDate.parse("2024-2").last
    datetime.date(2024, 2, 29)
    """

    text: str

    @classmethod
    def parse(cls, text: "str | date | PartialDate") -> Self:
        """Read a date; raises Invalid when it is not one."""
        return cls(canonical(str(text)))

    @property
    def precision(self) -> str:
        """What is known: day, month or year."""
        return {10: "day", 7: "month", 4: "year"}[len(self.text)]

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        year, month, day = _parts(self.text)
        return date(year, month or 1, day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        year, month, day = _parts(self.text)
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The one way to write a date, 2026-9-1 becoming 2026-09-01; raises Invalid if it is none."""
    match = _SHAPE.fullmatch(text.strip())
    if match:
        year, month, day = _parts(text)
        try:
            # Not `month or 1`: there is no month 0.
            date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise Invalid(f"There is no date {text.strip()}.", _HOW) from None
        return "-".join(
            [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
        )
    raise Invalid(f"{brief(text)!r} is not a date.", _HOW)


_HOW = "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _SHAPE.fullmatch(text.strip())
    assert match
    year, month, day = match.groups()
    return int(year), None if month is None else int(month), None if day is None else int(day)
