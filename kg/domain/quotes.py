"""Finding a quotation in a text in spite of bold marks, line breaks and full-width forms."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

CONTEXT = 32
"""Characters of context kept on each side of a quotation."""

_MARKS = frozenset("*_`\\")
_FOLD = str.maketrans("“”„‟«»「」‘’‚‛‹›『』", '"' * 8 + "'" * 8)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quotation stands: W3C TextPositionSelector and the context of a TextQuoteSelector.

    `start` and `end` count characters (code points) of the source's text.
    """

    start: int
    end: int
    prefix: str
    suffix: str


def find(text: str, quote: str) -> Anchor | None:
    """Where `quote` first stands in `text`, or None.

    Exact words win; else both are compared without white space, invisible characters, Markdown's
    marks, case, letter width and the shape of quotation marks.

    >>> find("**o1** 的表现\\n令人惊喜", "o1 的表现令人惊喜")
    Anchor(start=2, end=15, prefix='**', suffix='')
    """
    start = text.find(quote) if quote else -1
    if start >= 0:
        return _anchor(text, start, start + len(quote))
    plain, places = _plain(text)
    wanted, _ = _plain(quote)
    at = plain.find(wanted) if wanted else -1
    if at < 0:
        return None
    return _anchor(text, places[at], places[at + len(wanted) - 1] + 1)


def _anchor(text: str, start: int, end: int) -> Anchor:
    return Anchor(start, end, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


@lru_cache(maxsize=4)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as it is compared, and for each of its characters the place in the original.

    Remembered, because many quotes are looked for in one long text.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace() or character in _MARKS or unicodedata.category(character) == "Cf":
            continue
        for letter in unicodedata.normalize("NFKC", character).translate(_FOLD).casefold():
            letters.append(letter)
            places.append(place)
    return "".join(letters), tuple(places)
