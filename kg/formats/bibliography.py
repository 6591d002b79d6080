"""Sources and evidence as a bibliography: BibTeX, and the JSON of CSL that Zotero reads."""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from kg.domain.wording import said_in
from kg.formats.registry import Format, Pairs

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}


def _cited(found: Pairs) -> Iterator[tuple[str, dict[str, Any]]]:
    for sort, record in found:
        if sort in {"sources", "evidence"}:
            yield sort, record


def write_bibtex(found: Pairs, stream: IO[str]) -> None:
    """Write sources and evidence as entries @misc, for biber and LaTeX with Unicode."""
    taken: set[str] = set()
    for _, record in _cited(found):
        key = base = re.sub(r"[^A-Za-z0-9:._-]+", "-", record["id"]).strip("-") or "source"
        number = 1
        while key.lower() in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key.lower())
        day = record.get("published") or record.get("recorded")
        fields = {
            # Braces keep capitals as they are.
            "title": "{" + latex(said_in(record["title"])) + "}",
            "publisher": latex(record.get("publisher") or ""),
            "date": day or "",
            "year": (day or "")[:4],
            "url": (record.get("url") or "").replace("{", "%7B").replace("}", "%7D"),
            "langid": record.get("language") or "",
            "note": latex(said_in(record.get("note"))),
        }
        stream.write(f"@misc{{{key},\n")
        stream.writelines(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        stream.write("}\n\n")


def latex(text: str) -> str:
    """A text as LaTeX prints it, on one line.

    >>> latex("R&D {50 %}")
    'R\\\\&D \\\\{50 \\\\%\\\\}'
    """
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))


def write_csl(found: Pairs, stream: IO[str]) -> None:
    """Write sources and evidence as items of CSL JSON."""
    stream.write("[")
    comma = "\n"
    for sort, record in _cited(found):
        item: dict[str, Any] = {
            "id": record["id"],
            "type": _type(record),
            "title": said_in(record["title"]),
        }
        if day := record.get("published") or record.get("recorded"):
            item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
        for name, field in (("publisher", "publisher"), ("URL", "url"), ("language", "language")):
            if record.get(field):
                item[name] = record[field]
        if note := said_in(record.get("note")):
            item["note"] = note
        if sort == "evidence" and record.get("quote"):
            item["abstract"] = record["quote"]
        stream.write(comma + json.dumps(item, ensure_ascii=False))
        comma = ",\n"
    stream.write("\n]\n")


def _type(record: dict[str, Any]) -> str:
    kind = str(record.get("kind", "")).lower()
    for words, sort in (
        (("paper", "preprint"), "article"),
        (("article", "post"), "article-magazine"),
        (("book",), "book"),
        (("interview", "podcast", "conversation"), "interview"),
        (("talk", "speech", "panel"), "speech"),
        (("video", "film"), "motion_picture"),
        (("report",), "report"),
    ):
        if any(word in kind for word in words):
            return sort
    return "webpage" if record.get("url") else "document"


_LEAVES = (
    "claims and what is said of them, turns, texts, views of the map, "
    "all but one language of titles"
)

BIBTEX = Format(
    "bibtex",
    "Sources and evidence as BibTeX",
    carries="titles, publishers, dates, addresses, notes",
    leaves=_LEAVES,
    endings=(".bib",),
    write=write_bibtex,
)
CSL = Format(
    "csl",
    "Sources and evidence as CSL JSON, for Zotero and pandoc",
    carries="titles, publishers, dates, addresses, notes, quotes of evidence",
    leaves=_LEAVES,
    files="a JSON file, such as sources.json",
    parts=(".json",),
    write=write_csl,
)
