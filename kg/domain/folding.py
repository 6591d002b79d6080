"""Texts as they are compared: without what only dresses the words, and the way back."""

import html
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

MOST = 1_000
"""At most so many places of the same words are told apart."""

FEW = 100
"""Fewer words than these are found sooner one by one."""

_CHUNK = 256
_MARKS = frozenset("*_`\\[]")
_QUOTATION = dict.fromkeys(map(ord, "“”„‟«»「」『』《》"), '"')
_QUOTATION |= dict.fromkeys(map(ord, "‘’‚‛‹›"), "'")
_FORMS = _QUOTATION | {ord("。"): ".", ord("、"): ",", ord("⋯"): "."}
_DOTS = r"[.…。．｡⋯‥]"
_DASHES = r"[-‐‑‒–—―−﹘﹣－]"
_UNSEEN = r"[\s*_`\\\u00ad\u200b-\u200f\u2060\ufeff]"
_ADDRESS = r"\((?:[^()\[\]\s]|\([^()\[\]\s]*+\))*+(?:\s++\"[^\"\[\]\n]*+\")?\s*+\)"
_TAGS = "a|b|br|cite|code|div|em|font|h[1-6]|i|img|li|mark|p|q|s|small|span|strong|sub|sup|u|ul|wbr"
_DRESS = re.compile(
    rf"(?P<dots>{_DOTS}(?:{_UNSEEN}*+{_DOTS})++)"
    rf"|(?P<dashes>{_DASHES}(?:{_UNSEEN}*+{_DASHES})++)"
    r"|(?P<entity>&(?:amp|lt|gt|quot|apos|nbsp|hellip|[mn]dash|[lr][sd]quo|#\d{1,7}|#x[\da-f]{1,6});)"
    rf"|!\[[^\[\]\n]*+\]{_ADDRESS}"  # an image, with what is told instead of it
    rf"|\]{_ADDRESS}"  # the end of a link, whose words stay
    rf"|</?(?:{_TAGS})(?:\s[^<>]*+)?+/?>"
    r"|^[ \t]*+(?:(?:>\s*+)++|\#{1,6}[ \t]|[-+][ \t])",
    re.IGNORECASE | re.MULTILINE,
)
"""What is compared as one thing: each match takes time in proportion to its length."""


class Place(NamedTuple):
    """A part of a text, from its first character to the one after its last."""

    begins: int
    ends: int


class _Letters(dict[int, str]):
    """What each character is compared as, worked out when first met; '' for one left out."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = "" if _unseen(character) else _compared(character)
        self[code] = found
        return found


def _compared(character: str) -> str:
    letters = unicodedata.normalize("NFKC", character).translate(_FORMS).casefold()
    found = "".join(one for one in letters if not _unseen(one))
    if re.fullmatch(f"{_DOTS}+", found):
        return "."
    return "-" if re.fullmatch(_DASHES, found) else found


def _unseen(character: str) -> bool:
    return (
        character.isspace()
        or character in _MARKS
        or unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
    )


_LETTERS = _Letters()


def folded(text: str) -> str:
    """A text as it is compared.

    >>> folded("**So**，it [takes](https://e.org/a)\\n“years” ……")
    'so,ittakes"years".'
    """
    if _DRESS.search(text) is None:
        return text.translate(_LETTERS)
    return "".join(letters for _, letters in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text, by their first characters, as they are compared."""
    at = 0
    for found in _DRESS.finditer(text):
        yield from _plain(text, at, found.start())
        yield found.start(), _stands_for(found)
        at = found.end()
    yield from _plain(text, at, len(text))


def _plain(text: str, begins: int, ends: int) -> Iterator[tuple[int, str]]:
    for start in range(begins, ends, _CHUNK):
        yield start, text[start : min(start + _CHUNK, ends)].translate(_LETTERS)


def _stands_for(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "dots":
            return "."
        case "dashes":
            return "-"
        case "entity":
            return html.unescape(found[0]).translate(_LETTERS)
    return ""


class Folded:
    """A text with its compared form, in which words are found, and where they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._raw, self._at = array("q"), array("q")
        letters, length = [], 0
        for start, piece in _pieces(text):
            self._raw.append(start)
            self._at.append(length)
            letters.append(piece)
            length += len(piece)
        self.plain = "".join(letters)
        self._known: dict[str, list[int]] = {}
        self._counts: dict[int, array[int]] = {}

    def place(self, begins: int, ends: int) -> Place | None:
        """Where a part of the compared form stands in the text; None if it cuts a character."""
        first, after = self._character(begins), self._character(ends - 1)
        whole = first[2] == begins and after[3] == ends
        return Place(first[0], after[1]) if whole else None

    def _character(self, index: int) -> tuple[int, int, int, int]:
        """The character that gives a letter: its place, and that of all that it gives."""
        # The last of the pieces that begin here: those before it give nothing.
        number = bisect_right(self._at, index) - 1
        at, start = self._at[number], self._raw[number]
        end = self._raw[number + 1] if number + 1 < len(self._raw) else len(self.text)
        if _DRESS.match(self.text, start):
            return (
                start,
                end,
                at,
                self._at[number + 1] if number + 1 < len(self._at) else len(self.plain),
            )
        given = self._given(number, start, end)
        place = bisect_right(given, index - at)
        before = given[place - 1] if place else 0
        return start + place, start + place + 1, at + before, at + given[place]

    def _given(self, number: int, start: int, end: int) -> "array[int]":
        """How many letters the characters of a piece give, each with those before it."""
        known = self._counts.get(number)
        if known is None:
            letters = map(_LETTERS.__getitem__, map(ord, self.text[start:end]))
            known = self._counts[number] = array("H", accumulate(map(len, letters)))
        return known

    def index(self, place: int) -> int:
        """How many letters of the compared form come from before this place of the text."""
        number = bisect_right(self._raw, place) - 1
        if number < 0:
            return 0
        start, at = self._raw[number], self._at[number]
        if place == start:
            return at
        if _DRESS.match(self.text, start):
            return self._at[number + 1] if number + 1 < len(self._at) else len(self.plain)
        return at + len(self.text[start:place].translate(_LETTERS))

    def all(self, wanted: str, begins: int = 0, ends: int | None = None) -> list[int]:
        """Where these letters stand in the compared form, from the first on; not overlapping.

        At most `MOST` of them.
        """
        if not wanted:
            return []
        if begins == 0 and ends is None and wanted in self._known:
            return self._known[wanted]
        found: list[int] = []
        ends = len(self.plain) if ends is None else ends
        at = self.plain.find(wanted, begins, ends)
        while at >= 0 and len(found) < MOST:
            found.append(at)
            at = self.plain.find(wanted, at + len(wanted), ends)
        return found

    def prepare(self, many: Iterable[str]) -> None:
        """Find many words in one walk through the text, so that `all` need not look for each."""
        by_step: dict[int, list[str]] = {}
        for one in {one for one in many if one} - self._known.keys():
            by_step.setdefault(_step(one), []).append(one)
        for step, words in by_step.items():
            if len(words) >= FEW:
                self._walk(step, words)

    def _walk(self, step: int, words: list[str]) -> None:
        """Look at every so many letters: of words about twice as long a piece begins there."""
        seen: dict[str, list[int]] = {
            one[shift : shift + step]: [] for one in words for shift in range(step)
        }
        for at in range(0, len(self.plain) - step + 1, step):
            places = seen.get(self.plain[at : at + step])
            # One more than fits tells that there may be others.
            if places is not None and len(places) <= MOST:
                places.append(at)
        for one in words:
            pieces = [(shift, seen[one[shift : shift + step]]) for shift in range(step)]
            if all(len(places) <= MOST for _, places in pieces):
                starts = {at - shift for shift, places in pieces for at in places if at >= shift}
                found = sorted(at for at in starts if self.plain.startswith(one, at))
                self._known[one] = _apart(found, len(one))


def _step(word: str) -> int:
    return next(step for step in (8, 4, 2, 1) if 2 * step - 1 <= len(word))


def _apart(places: list[int], length: int) -> list[int]:
    found: list[int] = []
    for at in places:
        if not found or at >= found[-1] + length:
            found.append(at)
    return found


@lru_cache(maxsize=2)
def fold(text: str) -> Folded:
    """A text to find many words in; remembered, because many quotes come from one text."""
    return Folded(text)
