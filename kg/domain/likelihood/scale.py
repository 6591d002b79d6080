"""Scales of likelihood words: which word stands for which probabilities, and who says so."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.domain.horizons.plain import plain
from kg.domain.wording import brief
from kg.errors import Invalid, did_you_mean

LONGEST = 100
"""Letters of a word."""

_KEYS = {"name", "version", "source", "licence", "language", "partition", "bands"}
_BAND_KEYS = {"words", "also", "low", "middle", "high"}
_LANGUAGES = {"en", "zh"}


@dataclass(frozen=True, slots=True)
class Band:
    """Words that mean a probability from `low` to `high`, each in [0, 1].

    `words` stand in the scale's source; `also` are other forms of them and near synonyms.
    """

    words: tuple[str, ...]
    low: float
    middle: float
    high: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """A named and dated scale; its source says who set the bands, its licence who may use them.

    In a `partition` each band begins where the one before it ends. Bands overlap only where the
    text of a scale says `partition = false`; where it says nothing, they leave gaps at most.
    """

    name: str
    version: str
    source: str
    language: str
    bands: tuple[Band, ...]
    partition: bool = False
    licence: str | None = None

    @property
    def title(self) -> str:
        """What a forecast keeps of the scale by which its words were read."""
        return f"{self.name} ({self.version})"


def read_scale(text: str) -> Scale:
    """The scale that a TOML text describes; raises Invalid, saying what is wrong and where.

    >>> read_scale('name = "mine"')
    Traceback (most recent call last):
    kg.errors.Invalid: The scale mine has no version. Write version = "…".
    """
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(
            f"The scale is no TOML: {brief(str(error))}.", "Copy a built-in scale and change it."
        ) from None
    name = given.get("name")
    of = f"The scale {brief(name, 40)}" if isinstance(name, str) else "The scale"
    _known(given, _KEYS, of)
    texts = {key: _text(given, key, of) for key in ("name", "version", "source", "language")}
    if texts["language"] not in _LANGUAGES:
        raise Invalid(
            f"{of} has the language {brief(texts['language'])!r}, whose words are not read.",
            f"Write one of {', '.join(sorted(_LANGUAGES))}.",
        )
    licence = _text(given, "licence", of) if "licence" in given else None
    partition = given.get("partition")
    if not isinstance(partition, bool | None):
        raise Invalid(f"The partition of {_inside(of)} is neither true nor false.", "Write one.")
    listed = given.get("bands")
    if not (isinstance(listed, list) and listed and all(isinstance(one, dict) for one in listed)):
        raise Invalid(f"{of} has no bands.", "Write each as [[bands]] with words and numbers.")
    bands = tuple(
        _band(one, f"Band {number} of {_inside(of)}") for number, one in enumerate(listed, 1)
    )
    _each_word_once(bands, of)
    scale = Scale(**texts, bands=bands, partition=partition is True, licence=licence)
    if partition is None:
        _keep_apart(scale, of)
    if partition:
        _meet(scale, of)
    return scale


def _inside(of: str) -> str:
    return of[0].lower() + of[1:]


def _known(given: dict[str, Any], keys: set[str], of: str) -> None:
    for key in given:
        if key not in keys:
            # Wanted only after a mistake.
            from difflib import get_close_matches

            near = did_you_mean(get_close_matches(key, keys, n=1))
            raise Invalid(
                f"{of} has the key {brief(key, 40)!r}, which means nothing here.",
                near or f"There are: {', '.join(sorted(keys))}.",
            )


def _text(given: dict[str, Any], key: str, of: str) -> str:
    value = given.get(key)
    if value is None:
        raise Invalid(f"{of} has no {key}.", f'Write {key} = "…".')
    if not isinstance(value, str) or not value.strip():
        raise Invalid(f"The {key} of {_inside(of)} is no text.", f'Write {key} = "…".')
    return value.strip()


def _band(given: dict[str, Any], of: str) -> Band:
    _known(given, _BAND_KEYS, of)
    words, also = _words(given, "words", of), _words(given, "also", of)
    if not words:
        raise Invalid(f"{of} has no words.", 'Write words = ["…"].')
    low, middle, high = (_number(given, key, of) for key in ("low", "middle", "high"))
    if not low <= middle <= high:
        raise Invalid(
            f"{of} goes from {low:g} by {middle:g} to {high:g}, which is no order.",
            "Write low, middle and high from the smallest to the largest.",
        )
    return Band(words, low, middle, high, also)


def _words(given: dict[str, Any], key: str, of: str) -> tuple[str, ...]:
    value = given.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Invalid(f"The {key} of {_inside(of)} are no list of texts.", f'Write {key} = ["…"].')
    for one in value:
        if not any(map(str.isalnum, plain(one).letters)):
            raise Invalid(f"{of} has an empty word in its {key}.", "Write it or take it out.")
        if len(one) > LONGEST:
            raise Invalid(
                f"{of} has a word of {len(one):,} letters; {LONGEST} are allowed.", "Shorten it."
            )
    return tuple(one.strip() for one in value)


def _number(given: dict[str, Any], key: str, of: str) -> float:
    value = given.get(key)
    if value is None:
        raise Invalid(f"{of} has no {key}.", f"Write {key} = 0.5, or whatever it is.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Invalid(f"The {key} of {_inside(of)} is no number.", "Write 60 % as 0.6.")
    if not 0 <= value <= 1:
        raise Invalid(
            f"The {key} of {_inside(of)} is {value:g}, not between 0 and 1.", "Write 60 % as 0.6."
        )
    return float(value)


def spellings(band: Band) -> Iterator[str]:
    """The words of a band as they are looked for."""
    for word in (*band.words, *band.also):
        yield plain(word).letters.strip()


def _each_word_once(bands: tuple[Band, ...], of: str) -> None:
    seen: dict[str, int] = {}
    for number, band in enumerate(bands, 1):
        for word in spellings(band):
            if word in seen:
                where = f"bands {seen[word]} and {number}"
                twice = where if seen[word] != number else f"band {number}"
                raise Invalid(
                    f"{of} has the word {brief(word, 40)!r} twice, in {twice}.", "Take one out."
                )
            seen[word] = number


def _meet(scale: Scale, of: str) -> None:
    for (first, one), (second, other) in pairwise(enumerate(scale.bands, 1)):
        if one.high == other.low and one.low < one.high:
            continue
        how = "overlap or are out of order" if one.high > other.low else "leave a gap"
        raise Invalid(
            f"{of} is said to be a partition, but its bands {first} ({_range(one)}) and "
            f"{second} ({_range(other)}) {how}.",
            "Let each band begin where the one before it ends, or write partition = false.",
        )


def _keep_apart(scale: Scale, of: str) -> None:
    ordered = sorted(enumerate(scale.bands, 1), key=lambda one: (one[1].low, one[1].high))
    for (first, one), (second, other) in pairwise(ordered):
        if one.high > other.low:
            raise Invalid(
                f"{of} has bands that overlap: {first} ({_range(one)}) and {second} "
                f"({_range(other)}).",
                "Mend their ends, or write partition = false where they are meant to.",
            )


def _range(band: Band) -> str:
    return f"{band.low:g}–{band.high:g}"
