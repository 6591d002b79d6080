"""From what a person typed to the domain's values: days, probabilities and words of closed sets."""

import difflib
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click

from kg import settings
from kg.domain.checks import share
from kg.domain.dates import PartialDate
from kg.errors import Invalid, did_you_mean

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:
    # Not yet generic in the oldest click that will do.
    ParamType = click.ParamType


class Day(ParamType):
    """A day, month or year; where `clearable`, an empty text stands for none."""

    name = "day"

    def __init__(self, *, clearable: bool = False) -> None:
        self.clearable = clearable

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate | str:
        """The date that was typed."""
        if isinstance(value, PartialDate):
            return value
        if value == "" and self.clearable:
            return ""
        try:
            return PartialDate.parse(value)
        except Invalid as error:
            self.fail(str(error), param, ctx)


class Deadline(Day):
    """A day, month or year, or words that name one by themselves, such as: end of 2027."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate | str:
        """The date that was typed, or the words as they are: they count from a day to be known."""
        if isinstance(value, str) and value.strip():
            # Loaded only where there is a last day.
            from kg.domain.spoken_times import deadline

            try:
                return PartialDate.parse(value)
            except Invalid:
                found = deadline(value, PartialDate.parse(settings.today()))
                if found is not None:
                    return value.strip()
        return super().convert(value, param, ctx)


class Probability(ParamType):
    """A number from 0 to 1, or a percentage; `name` says of what, such as probability."""

    def __init__(self, name: str = "probability") -> None:
        self.name = name

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The probability that was typed, as a number."""
        try:
            return share(str(value), self.name)
        except Invalid as error:
            self.fail(str(error), param, ctx)


class Count(ParamType):
    """A whole number that is not less than `least`."""

    name = "n"

    def __init__(self, least: int = 0) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        text = str(value).strip()
        if not (text.isdecimal() and len(text) < 10 and int(text) >= self.least):
            self.fail(f"{value!r} is not a whole number from {self.least} up.", param, ctx)
        return int(text)


class Word(click.Choice[str]):
    """One word of a closed set, in any case, with a blank, hyphen or underscore between parts."""

    def __init__(self, words: type[StrEnum] | Sequence[str]) -> None:
        super().__init__([str(word) for word in words], case_sensitive=False)
        self.words = {str(word): word for word in words}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word that was typed."""
        text = re.sub(r"[\s_-]+", " ", str(value).strip().casefold())
        if text in self.words:
            return self.words[text]
        known = list(self.words)
        # Written as one word of the line.
        close = difflib.get_close_matches(text, known, n=2) or [
            word for word in known if word.split()[0] == text
        ]
        near = did_you_mean([word.replace(" ", "-") for word in close]) or ""
        words = [word.replace(" ", "-") for word in known]
        listed = f"{', '.join(words[:-1])} or {words[-1]}"
        self.fail(f"{value!r} is not {listed}. {near}".strip(), param, ctx)


class Language(ParamType):
    """A language code."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code that was typed."""
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", str(value)):
            self.fail(
                f"{value!r} is not a language code. Write one such as en, zh or pt-BR.", param, ctx
            )
        return str(value)


COUNT = Count()
DAY = Day()
DAY_OR_NONE = Day(clearable=True)
DEADLINE = Deadline()
DEADLINE_OR_NONE = Deadline(clearable=True)
PROBABILITY = Probability()
LANGUAGE = Language()
