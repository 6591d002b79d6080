"""Which cues a sentence has, and where."""

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from kg.domain.cues import chinese, english
from kg.domain.cues.cue import Cue, Sign

VERSION = "2026-12"
"""Names the tables of cues; it changes when they do."""

LANGUAGES = {"en": "English", "zh": "Chinese"}
"""The languages whose cues are known."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_ENGLISH = re.compile(r"[a-z]{2}|\bi\b")
_DRESS = re.compile(r"[*_`]+")
_FOLD = str.maketrans(
    {pair[0]: pair[1] for pair in (*chinese.FOLDED.split(), "’'", "‘'")}
    # The tables are written in small letters, too.
    | dict(zip(ascii_uppercase, ascii_lowercase, strict=True))
)


class Mark(NamedTuple):
    """A cue in a sentence: from its character `begins` up to the one before `ends`."""

    name: str
    sign: Sign
    weight: float
    begins: int
    ends: int


def marks(sentence: str) -> list[Mark]:
    """The cues of a sentence in their order; of those with one name, the heaviest.

    >>> [mark.name for mark in marks("I think it will take years")]
    ['I think', 'will', 'deadline']
    >>> [mark.name for mark in marks("我**也這麼覺得**")]
    ['我也']
    """
    plain, places = _undressed(sentence.translate(_FOLD))
    found: dict[str, Mark] = {}
    for language in _written_in(plain):
        for cue, pattern in _patterns(language):
            known = found.get(cue.name)
            if (known is None or known.weight < cue.weight) and (match := pattern.search(plain)):
                begins, ends = match.span()
                found[cue.name] = Mark(
                    cue.name, cue.sign, cue.weight, places[begins], places[ends - 1] + 1
                )
    return sorted(found.values(), key=lambda mark: (mark.begins, mark.ends))


def cues(language: str) -> tuple[Cue, ...]:
    """The table of a language, en or zh."""
    return {"en": english.CUES, "zh": chinese.CUES}[language]


def _written_in(text: str) -> list[str]:
    if _KANA.search(text):
        return []
    return (["zh"] if _HAN.search(text) else []) + (["en"] if _ENGLISH.search(text) else [])


@cache
def _patterns(language: str) -> list[tuple[Cue, re.Pattern[str]]]:
    return [(cue, re.compile(cue.pattern)) for cue in cues(language)]


def _undressed(text: str) -> tuple[str, range | list[int]]:
    """The text without Markdown's marks, and for each character its place in the original."""
    if not _DRESS.search(text):
        return text, range(len(text))
    places = [place for place, character in enumerate(text) if character not in "*_`"]
    return "".join(text[place] for place in places), places
