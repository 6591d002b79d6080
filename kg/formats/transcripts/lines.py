"""The lines of a Markdown or plain text, each with what it may be."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.domain.transcripts import LONGEST_LABEL
from kg.errors import Invalid
from kg.formats.transcripts import labels
from kg.formats.transcripts.labels import HEAD, Mark

LONGEST_LINE = 1_000_000

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|(?:Part|Chapter) \w{1,5})"
_SECTION_NUMBER = re.compile(rf"\*{{2,4}}\s*({_NUMBER})\s*[.、．]?\s*\*{{2,4}}\s*$")
_RULE = re.compile(r"(?:[-*_=][ \t]*){3,}$")
_IMAGE = re.compile(r"(?:\[?!\[[^\]]*\]\([^)]*\)\]?(?:\([^)]*\))?\s*|<[^>]*>\s*)+$")


class Line(NamedTuple):
    """A line of the text, from `begins` to `ends`, with what it may be."""

    number: int
    begins: int
    ends: int
    kind: str
    """blank, section, heading (words of a section's heading), image, quote or prose"""
    section: str | None = None
    mark: Mark | None = None


def lines(text: str, first: int, remarks: list[str]) -> Iterator[Line]:
    """The lines of a text from the character `first`; what is strange of them goes to `remarks`."""
    number = text.count("\n", 0, first)
    begins = first
    bold = False
    while begins <= len(text):
        ends = text.find("\n", begins)
        ends = len(text) if ends < 0 else ends
        number += 1
        if ends - begins > LONGEST_LINE:
            raise Invalid(
                f"Line {number} has {ends - begins:,} characters; {LONGEST_LINE:,} are allowed.",
                "Break it into lines.",
            )
        line = _line(text[begins:ends], number, begins, bold)
        if (
            line.kind in ("prose", "section")
            and line.mark is None
            and ends - begins > LONGEST_LABEL
        ):
            remarks += _long_name(text[begins:ends], number)
        # Emphasis that opens on a line of its own belongs to the next one.
        bold = line.kind == "rule" and text[begins:ends].strip() in ("**", "****")
        yield line
        begins = ends + 1


def _line(line: str, number: int, begins: int, bold: bool) -> Line:
    def one(kind: str, section: str | None = None, mark: Mark | None = None) -> Line:
        return Line(number, begins, begins + len(line), kind, section, mark)

    bare = line.strip() if len(line) <= HEAD * 10 else line[: HEAD * 10]
    if not bare:
        return one("blank")
    if bare in ("**", "****") or (len(bare) < HEAD and _RULE.match(bare)):
        return one("rule")
    if found := _SECTION_NUMBER.match(bare[:HEAD]):
        return one("section", found[1])
    if 8 < len(bare) < HEAD and bare.startswith("****") and bare.endswith("****"):
        return one("heading", plain(bare))
    if mark := labels.mark(line, bold=bold):
        return one("prose", mark=mark)
    if headed := labels.heading(line):
        return one("section", plain(headed[1])[:200] or None)
    if bare.startswith(("![", "[![", "<", "**![")) and _IMAGE.match(bare):
        return one("image")
    return one("quote" if bare.startswith(">") else "prose")


def plain(words: str) -> str:
    """Words on one line without Markdown's marks."""
    return re.sub(r"\s+", " ", re.sub(r"\\(?=\W)|[*`]", "", words)).strip()


def _long_name(line: str, number: int) -> list[str]:
    name = line.strip().rstrip(":：* ")
    if not (name.startswith("#") and line.rstrip("* ").endswith((":", "："))):
        return []
    size = len(name.lstrip("#* "))
    return (
        [f"Line {number}: a name has at most {LONGEST_LABEL} characters; this one has {size:,}."]
        if size > LONGEST_LABEL
        else []
    )
