"""A source's text as a terminal may show it: no marks, nothing that steers, known widths."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

from kg.domain.showing import HARMFUL, on_one_line, safe

_HIDDEN = re.compile(
    r"(?P<picture>!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\))"
    r"|(?P<link>(?<=\])\((?:https?:|/|#)(?:[^()\n]|\([^()\n]*\))*\))"
    r"|(?P<rule>={4,}|-{4,})"
    r"|(?<!\s)\*+|\*+(?!\s)"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|`+"
    r"|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"
)
WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
    "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_STEP = re.compile(rf"[\s*_`\\]*(?:[{WIDE}][*_`]*|[^\s*`{WIDE}]+)")
_LETTER = re.compile(r"[\s*_`\\]*[^\s*_`\\]")


def without_harm(text: str) -> str:
    """Typed or pasted text with a mark in place of each character that no notebook takes."""
    return HARMFUL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


def glyphs(text: str, begins: int, ends: int) -> Iterator[tuple[str, int]]:
    """What is shown of a part of a text, with the place in the text of each piece.

    Marks of Markdown are left out and white space is one blank.
    """
    place = begins
    blank = True
    for hidden in _HIDDEN.finditer(text, begins, ends):
        for shown, at in _plainly(text, place, hidden.start()):
            if not (shown == " " and blank):
                yield shown, at
            blank = shown == " "
        place = hidden.end()
    for shown, at in _plainly(text, place, ends):
        if not (shown == " " and blank):
            yield shown, at
        blank = shown == " "


def _plainly(text: str, begins: int, ends: int) -> Iterator[tuple[str, int]]:
    for place in range(begins, ends):
        character = text[place]
        if character.isspace() and character not in "\u2028\u2029\x1c\x1d\x1e\x1f\x85\x0b\x0c":
            yield " ", place
        elif HARMFUL.match(character):
            yield safe(character), place
        else:
            yield character, place


def shown(text: str, begins: int, ends: int) -> str:
    """A part of a text as it is shown, on one line.

    >>> shown("It **takes\\nyears**, ![](http://x.example) he said", 0, 49)
    'It takes years, he said'
    """
    return "".join(one for one, _ in glyphs(text, begins, ends)).strip()


def quotation(text: str, begins: int, ends: int) -> str:
    """A part of a text as it is quoted: as it is shown, but with what it really holds.

    With a link or a picture in it, it is quoted as it is written: no other words are there.
    """
    if any(hidden.lastgroup for hidden in _HIDDEN.finditer(text, begins, ends)):
        return text[begins:ends].strip()
    return "".join(
        one if len(one) == 1 else text[place] for one, place in glyphs(text, begins, ends)
    ).strip()


def steps(text: str, begins: int, ends: int, *, letter: bool = False) -> list[tuple[int, int]]:
    """Where the words, or characters, of a part begin and end, without blanks and marks."""
    found = []
    for step in (_LETTER if letter else _STEP).finditer(text, begins, ends):
        blank = re.match(r"[\s*_`\\]*", step[0])
        found.append((step.start() + (blank.end() if blank else 0), step.end()))
    return found


def cut(text: str, cells: int) -> str:
    """`text` on one line, and cut with … where it has more than so many cells."""
    line = on_one_line(text)
    if cell_len(line) <= cells:
        return line
    kept = ""
    used = 1
    for character in line:
        used += cell_len(character)
        if used > cells:
            break
        kept += character
    return kept + "…"
