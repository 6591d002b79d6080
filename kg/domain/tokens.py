"""Tokens by which text is searched: words, and two characters each where nothing parts words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 64
"""Characters of a token: what is longer is known by its beginning."""

# Scripts that are written without blanks, or whose words grow at their ends as in Korean.
_JOINED = (
    "\u0e01-\u0e3e\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1100-\u11ff\u1780-\u17d3"
    "\u3005\u3007\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
)
# Python's \w leaves out the vowels of Indian scripts and the marks of Arabic.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
# C++ and C# are words of their own.
_TAIL = r"(?:(?:\+\+|\#)(?![\w+\#]))?"
_ASCII = re.compile(rf"[a-z0-9]+{_TAIL}")
_PIECE = re.compile(rf"([{_JOINED}]+)|(?:[^\W_{_JOINED}]|[{_MARKS}])+{_TAIL}")
# Accents of Latin, Greek and Cyrillic letters; those of kana tell one sound from another.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)


class Token(NamedTuple):
    """A token and the characters of the text that it was made from."""

    text: str
    begins: int
    ends: int


def fold(text: str) -> str:
    """`text` without case, width, accents and what nobody sees.

    >>> fold("ＧＰＴ Krüger Straße が")
    'gpt kruger strasse が'
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    if folded.isascii():
        return folded
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", bare))


def pieces(folded: str) -> Iterator[tuple[str, bool]]:
    """The words and the runs of joined characters in a folded text; true for a run."""
    for found in _PIECE.finditer(folded):
        yield found[0], found[1] is not None


def tokens(text: str) -> list[str]:
    """The tokens of a text in their order.

    A run of n characters gives its n - 1 pairs and then its last character alone, so that every
    word of two or more characters is a row of pairs, and every character begins a token.

    >>> tokens("追赶 o1模型 with C++, GPT-4o")
    ['追赶', '赶', 'o1', '模型', '型', 'with', 'c++', 'gpt', '4o']
    """
    folded = fold(text)
    if folded.isascii():
        words = _ASCII.findall(folded)
        return words if len(folded) <= LONGEST else [one[:LONGEST] for one in words]
    found = []
    for piece in _PIECE.finditer(folded):
        if piece[1] is None:
            found.append(piece[0][:LONGEST])
        else:
            found += pairs(piece[0])
    return found


def pairs(run: str) -> list[str]:
    """The tokens of a run of joined characters."""
    return [run[at : at + 2] for at in range(len(run))]


def located(text: str) -> list[Token]:
    """The tokens of a text with the places in it where each begins and ends."""
    folded, begins, ends = _folded_in_place(text)
    found = []
    for piece in _PIECE.finditer(folded):
        start, stop = piece.span()
        if piece[1] is None:
            found.append(Token(piece[0][:LONGEST], begins[start], ends[stop - 1]))
            continue
        for at in range(start, stop):
            last = min(at + 2, stop)
            found.append(Token(folded[at:last], begins[at], ends[last - 1]))
    return found


def _folded_in_place(text: str) -> tuple[str, list[int], list[int]]:
    """A folded text, and for each of its characters where its original begins and ends."""
    if text.isascii():
        return text.lower(), list(range(len(text))), list(range(1, len(text) + 1))
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    start = 0
    for stop in range(1, len(text) + 1):
        if stop < len(text) and _continues(text[stop]):
            continue
        folded = fold(text[start:stop])
        parts.append(folded)
        begins += [start] * len(folded)
        ends += [stop] * len(folded)
        start = stop
    return "".join(parts), begins, ends


def _continues(character: str) -> bool:
    """Whether a character changes the one before it, so that they are folded together."""
    return character > "\u02ff" and (
        unicodedata.combining(character) > 0 or character in "\uff9e\uff9f"
    )
