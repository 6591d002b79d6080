"""Finding a quotation in a text in spite of its dress, and anchoring it there."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.domain.folding import MOST, Folded, Place, fold, folded

CONTEXT = 32
"""Characters of context kept on each side of a quotation."""

MOST_PARTS = 10
LIKE = 70
"""Per cent of letters that words must share with a quotation to be offered in its place."""

LONGEST_GAP = 2_000
"""Letters that an ellipsis of the curator's may stand for."""

_ENDS = " *_.,;:!?。，、；：！？…”’」"
_LEFT_OUT = re.compile(r"[(\[（【]?(?:[…⋯]+|[.。]{3,})[)\]）】]?")
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quotation stands: W3C TextPositionSelector and the context of a TextQuoteSelector.

    `start` and `end` count characters (code points) of the source's text. The selector's «exact» is
    the quotation itself.
    """

    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of this part of a text."""
    return Anchor(start, end, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, quote: str, within: Bounds | None = None) -> Anchor | None:
    """Where `quote` first stands in `text`, or None.

    It is looked for between the two places of `within` first, such as those of a turn, then in the
    whole text. Exact words win; else both are compared as `folded` gives them; else the parts
    between the quotation's ellipses are looked for, in order and near each other.

    >>> find("**o1** 的表现\\n令人惊喜", "o1 的表现令人惊喜")
    Anchor(start=2, end=15, prefix='**', suffix='')
    """
    found = choices(text, quote, within)
    return anchor_at(text, *found[0]) if found else None


def only(text: str, quote: str, within: Bounds | None = None) -> Anchor | None:
    """Where `quote` stands in `text`, as `find` gives it, if that is told: one place and no other.

    >>> only("years and years", "years"), only("years and years", "years", (9, 15))
    (None, Anchor(start=10, end=15, prefix='years and ', suffix=''))
    """
    found = choices(text, quote, within)
    return anchor_at(text, *found[0]) if len(found) == 1 else None


def within_turn(text: str, quote: str, anchor: Anchor | None, turn: Bounds) -> Anchor | None:
    """The anchor of a quotation whose turn is named: there, if its words are; else as it was.

    >>> within_turn("years and years", "years", Anchor(0, 5), (9, 15))
    Anchor(start=10, end=15, prefix='years and ', suffix='')
    """
    if anchor and turn[0] <= anchor.start and anchor.end <= turn[1]:
        return anchor
    found = find(text, quote, turn)
    return found if found and turn[0] <= found.start and found.end <= turn[1] else anchor


def nearest(text: str, quote: str) -> str | None:
    """The words of a text that are most like a quotation which it does not have; None if none are.

    >>> nearest("I think it is gonna take years.", "it is going to take years")
    'it is gonna take years'
    """
    # rapidfuzz is wanted only after a miss.
    from rapidfuzz.fuzz import partial_ratio_alignment

    whole, letters = fold(text), folded(quote)
    found = partial_ratio_alignment(letters, whole.plain, score_cutoff=LIKE) if letters else None
    if found is None or found.dest_start >= found.dest_end:
        return None
    begins = whole.place(found.dest_start, found.dest_start + 1)
    ends = whole.place(found.dest_end - 1, found.dest_end)
    if begins is None or ends is None:
        return None
    first, last = begins.begins, ends.ends
    while first > 0 and text[first - 1].isascii() and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isascii() and text[last].isalnum():
        last += 1
    words = " ".join(text[first:last].split())
    return words.rstrip(_ENDS) if quote[-1:] not in _ENDS else words


def choices(text: str, quote: str, within: Bounds | None = None) -> list[Place]:
    """The places among which only their order decides which of them `find` takes."""
    for bounds in (within, None):
        if found := _exact(text, quote, bounds) or _dressed(text, quote, bounds):
            return found
    return []


def _exact(text: str, quote: str, bounds: Bounds | None) -> list[Place]:
    found: list[Place] = []
    begins, ends = bounds or (0, len(text))
    at = text.find(quote, begins, ends) if quote else -1
    while at >= 0 and len(found) < MOST:
        found.append(Place(at, at + len(quote)))
        at = text.find(quote, at + len(quote), ends)
    return found


def _dressed(text: str, quote: str, bounds: Bounds | None) -> list[Place]:
    whole = fold(text)
    inside = (0, None) if bounds is None else (whole.index(bounds[0]), whole.index(bounds[1]))
    found = (whole.place(*span) for span in spans(whole, quote, *inside))
    return [place for place in found if place]


def spans(
    whole: Folded,
    quote: str,
    begins: int = 0,
    ends: int | None = None,
    *,
    letters: str | None = None,
) -> list[Bounds]:
    """The places of a quotation among the letters of a text's compared form.

    `letters` are those of the quotation, where they are known.
    """
    letters = folded(quote) if letters is None else letters
    if found := whole.all(letters, begins, ends):
        return [(at, at + len(letters)) for at in found]
    return _stretches(whole, parts(quote), begins, ends)


@lru_cache(maxsize=1_000)
def parts(quote: str) -> tuple[str, ...]:
    """What stands between the ellipses of a quotation, as it is compared; none without them.

    >>> parts("以年……为单位"), parts("[...] it takes years"), parts("it takes years")
    (('以年', '为单位'), ('ittakesyears',), ())
    """
    pieces = _LEFT_OUT.split(quote)
    found = tuple(letters for piece in pieces if (letters := folded(piece)))
    return found if len(pieces) > 1 and len(found) <= MOST_PARTS else ()


def says(words: str, quote: str) -> bool:
    """Whether words out of a text are the quotation, from its first to its last.

    >>> says("it takes, at **least**, years", "it takes … years")
    True
    """
    letters = folded(words)
    if letters == folded(quote):
        return True
    at = 0
    for part in (pieces := parts(quote)):
        at = letters.find(part, at) + len(part)
        if at < len(part):
            return False
    return bool(pieces) and letters.startswith(pieces[0]) and letters.endswith(pieces[-1])


def _stretches(
    whole: Folded, pieces: tuple[str, ...], begins: int, ends: int | None
) -> list[Bounds]:
    """Where the pieces stand in order, each as near to the next as they come."""
    if not pieces:
        return []
    found: list[Bounds] = []
    last = len(whole.plain) if ends is None else ends
    for start in whole.all(pieces[0], begins, ends):
        at = start + len(pieces[0])
        for piece in pieces[1:]:
            next_at = whole.plain.find(piece, at, min(last, at + LONGEST_GAP + len(piece)))
            if next_at < 0:
                break
            at = next_at + len(piece)
        else:
            if found and found[-1][1] == at:
                found.pop()  # the same end, and a nearer beginning
            if not found or found[-1][1] <= start:
                found.append((start, at))
    return found
