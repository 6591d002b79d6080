"""The scales that come with kg, kept as TOML files beside this module."""

from functools import cache
from pathlib import Path

from kg.domain.likelihood.scale import Scale, read_scale
from kg.errors import NotFound, did_you_mean

_HERE = Path(__file__).parent
NAMES = ("icd-203", "ipcc-ar5", "chinese")
"""In the order in which they are asked: of two that have a word, the first tells."""


def names() -> tuple[str, ...]:
    """What the scales that come with kg are called."""
    return NAMES


def text_of(name: str) -> str:
    """The text of a scale that comes with kg, to be copied and edited."""
    if name not in NAMES:
        # Wanted only after a mistake.
        from difflib import get_close_matches

        near = did_you_mean(get_close_matches(name, NAMES, n=1))
        raise NotFound(
            f"There is no built-in scale {name!r}.", near or f"There are: {', '.join(NAMES)}."
        )
    return (_HERE / f"{name}.toml").read_text("utf-8")


@cache
def built_in() -> tuple[Scale, ...]:
    """The scales that come with kg.

    >>> [scale.title for scale in built_in()]
    ['ICD 203 (2015)', 'IPCC AR5 (2010)', 'kg Chinese (2026-11)']
    """
    return tuple(read_scale(text_of(name)) for name in NAMES)
