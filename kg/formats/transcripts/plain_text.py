"""Transcripts as Markdown or plain text, whose turns begin with the name of who speaks."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kg.domain import keys
from kg.domain.transcripts import (
    LAST_TURN,
    LONGEST_TEXT,
    Transcript,
    backwards,
    language_of,
    run_backwards,
)
from kg.domain.wording import clean
from kg.errors import Invalid
from kg.formats.transcripts import labels
from kg.formats.transcripts.cutting import Cutter, paragraphs
from kg.formats.transcripts.labels import STYLES
from kg.formats.transcripts.lines import Line, lines, plain

MOST_LINES = 2_000_000
SHAPES = {
    "heading": "text with headings as labels",
    "time": "text with labels and times",
    "bracket": "text with labels in brackets",
    "bold": "text with bold labels",
    "plain": "text with labels",
}
key = lru_cache(maxsize=1024)(keys.key)
PLAIN = "text without speakers"


def read(text: str) -> Transcript:
    """The transcript that a text is; one without speakers has its paragraphs as turns."""
    text = clean(text, "text", LONGEST_TEXT)
    if (number := text.count("\n")) > MOST_LINES:
        raise Invalid(
            f"The text has {number:,} lines; {MOST_LINES:,} are allowed.", "Take it in in parts."
        )
    first, title, language = _front_matter(text)
    remarks: list[str] = []
    found = list(lines(text, first, remarks))
    at, heading = _title(text, found)
    if heading:
        found[at] = found[at]._replace(kind="title")
    style, known = _style(found)
    found = [_settled(line, style, known) for line in found]
    if style:
        turns, shape = Cutter(text, found).turns(), SHAPES[style]
    else:
        turns, shape = paragraphs(text, found), PLAIN
        remarks.append("No speakers were found in it: its paragraphs are its turns, and nobody's.")
    if len(turns) > LAST_TURN:
        raise Invalid(
            f"The text has {len(turns):,} turns; {LAST_TURN:,} are allowed.", "Take it in in parts."
        )
    if late := backwards(turns):
        remarks.append(run_backwards(late, text.count("\n", 0, late[0].begins) + 1))
    language = language or language_of(text[first:])
    return Transcript(title or heading, language, text, turns, shape, remarks)


def _front_matter(text: str) -> tuple[int, str | None, str | None]:
    """Where the text begins below its front matter, and the title and language that this gives."""
    if not text.startswith("---\n"):
        return 0, None, None
    end = text.find("\n---", 3, 20_000)
    if end < 0:
        return 0, None, None
    given = {
        name.strip().lower(): value.strip().strip("\"'")
        for name, colon, value in (line.partition(":") for line in text[4:end].split("\n"))
        if colon
    }
    below = text.find("\n", end + 1)
    language = given.get("language") or given.get("lang") or ""
    return (
        below + 1 if below >= 0 else len(text),
        given.get("title") or None,
        language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language) else None,
    )


def _title(text: str, lines: Sequence[Line]) -> tuple[int, str | None]:
    """The first heading, if nothing is said above it, or a first line that is underlined."""
    last: int | None = None
    for at, line in enumerate(lines[:50]):
        words = text[line.begins : line.ends]
        if line.mark:
            break
        if line.kind == "section" and words.lstrip().startswith("#"):
            return at, line.section
        if line.kind == "rule" and words.startswith(("===", "---")) and last is not None:
            return last, plain(text[lines[last].begins : lines[last].ends])[:2000] or None
        last = at if line.kind == "prose" else None
    return 0, None


def _style(lines: Sequence[Line]) -> tuple[str | None, set[str]]:
    """The style of label that this text uses, if any, and the keys of its labels.

    The most frequent style counts. Labels in others are taken only where they name the same
    people: a caption such as «Source: …» looks like a label in plain text.
    """
    found = {
        style: [line.mark.label for line in lines if line.mark and line.mark.style == style]
        for style in STYLES
    }
    main = max(STYLES, key=lambda style: (len(found[style]), -STYLES.index(style)))
    spoken = Counter(map(key, found[main]))
    if not spoken or not _enough(main, spoken, lines):
        return None, set()
    recur = max(spoken.values()) > 1
    return main, {
        key(name)
        for name in found[main]
        if not recur or labels.likely(name, main, spoken[key(name)])
    }


def _enough(style: str, spoken: Counter[str], lines: Sequence[Line]) -> bool:
    """Whether labels recur, or so many lines have one that they are no accident."""
    if style in ("time", "bracket"):
        return True
    number = spoken.total()
    if number >= 2 and (max(spoken.values()) > 1 or style == "heading"):
        return True
    starts = sum(
        line.kind == "prose" and (at == 0 or lines[at - 1].kind != "prose")
        for at, line in enumerate(lines)
    )
    return number * 4 >= starts if number >= 2 else number * 2 >= starts


def _settled(line: Line, style: str | None, known: set[str]) -> Line:
    """A line without its mark, where that names nobody who speaks in this text."""
    if line.mark is None or (style and key(line.mark.label) in known):
        return line
    if line.mark.style == "heading":
        return line._replace(kind="section", section=line.mark.label, mark=None)
    return line._replace(mark=None)
