"""The part of a text that shows what was found in it."""

from collections.abc import Callable, Iterator, Sequence

Places = Sequence[tuple[int, int]]
"""Beginnings and ends in a text, in order."""

Measure = Callable[[str], int]
"""How many cells a text fills."""

_AHEAD = 4
"""The part of a snippet's room, one in so many, that stands before what was found."""

_TO_BLANK = 12
"""So many characters at most are left out so that a snippet begins with a word."""


def snippet(
    text: str, matches: Places, room: int, cells: Measure = len, mark: int = 0
) -> Iterator[tuple[str, bool]]:
    """A text on one line, cut to `room` cells around its first match, in pieces.

    Each piece comes with whether it is a match, for which `mark` cells more are wanted.

    >>> "".join(f"«{one}»" if hit else one for one, hit in snippet("It takes years", [(9, 14)], 80))
    'It takes «years»'
    """
    apart = list(_apart(text, matches))
    first = apart[0][0] if apart else 0
    # What lies further away is not shown in any case.
    start, stop = max(0, first - 2 * room), min(len(text), first + 4 * room)
    before = _on_one_line(text[start:first])
    rest = [piece for piece in _pieces(text[:stop], apart, first) if piece[0]]
    size = sum(cells(piece) + mark * hit for piece, hit in rest)
    ahead = room // _AHEAD if stop < len(text) else max(room // _AHEAD, room - size)
    if start or cells(before) > ahead:
        before = f"…{_ending(before, ahead - 1, cells)}"
    if before:
        yield before, False
    left = room - cells(before)
    for number, (piece, hit) in enumerate(rest, 1):
        whole = number == len(rest) and stop == len(text)
        wanted = cells(piece) + mark * hit
        if wanted + (not whole) > left:
            if kept := _beginning(piece, left - 1 - mark * hit, cells).rstrip():
                yield kept, hit
            yield "…", False
            return
        yield piece, hit
        left -= wanted
    if stop < len(text):
        yield "…", False


def _pieces(text: str, apart: Places, at: int) -> Iterator[tuple[str, bool]]:
    """A text from `at` on, cut where matches begin and end."""
    for begins, ends in apart:
        yield _on_one_line(text[at:begins]), False
        yield _on_one_line(text[begins:ends]), True
        at = ends
    yield _on_one_line(text[at:]), False


def _apart(text: str, matches: Places) -> Iterator[tuple[int, int]]:
    """Matches, those that overlap or have only blanks between them as one."""
    last: tuple[int, int] | None = None
    for begins, ends in sorted(matches):
        if last is None:
            last = (begins, ends)
        elif begins <= last[1] or text[last[1] : begins].isspace():
            last = (last[0], max(last[1], ends))
        else:
            yield last
            last = (begins, ends)
    if last is not None:
        yield last


def _beginning(text: str, room: int, cells: Measure) -> str:
    for at, character in enumerate(text):
        room -= cells(character)
        if room < 0:
            return text[:at]
    return text


def _ending(text: str, room: int, cells: Measure) -> str:
    """The end of a text that fits, from the first word that begins in it, if that is soon."""
    at = len(text)
    while at and (room := room - cells(text[at - 1])) >= 0:
        at -= 1
    begins = text.find(" ", max(0, at - 1), at + _TO_BLANK) + 1
    return text[begins or at :]


def _on_one_line(text: str) -> str:
    lines = " ".join(text.split())
    before = " " if lines and text[0].isspace() else ""
    after = " " if lines and text[-1].isspace() else ""
    return f"{before}{lines}{after}" if lines else " " * bool(text)
