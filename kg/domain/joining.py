"""What one row comes to when another is merged into it; nothing that was said is lost."""

from collections.abc import Iterable, Mapping
from typing import Any

from kg.domain.keys import key
from kg.domain.wording import Wording, guess_language

Row = dict[str, Any]

GENERAL = {"concept": "concept"}
"""The kind that says nothing yet: another takes its place."""

_WORDED = {"zh": "又作：{}"}
_ELSEWHERE = {"zh": "另见：{}"}
_QUOTED = {"zh": "原话：{}"}


def joined(table: str, kept: Mapping[str, Any], other: Mapping[str, Any]) -> Row:
    """The columns of `kept` that change when `other`, a row of the same table, is merged into it.

    What is missing is filled, lists are put together, and what cannot stand beside what `kept` has
    goes into the note. Joining the same row again changes nothing. Pointers are left alone.

    >>> a, b = {"names": {"en": "Yan"}, "aliases": []}, {"names": {"zh": "颜水成", "en": "S. Yan"}}
    >>> joined("speaker", a, b)
    {'names': {'en': 'Yan', 'zh': '颜水成'}, 'aliases': ['S. Yan']}
    """
    row = _joined_words(kept, other)
    notes = [(code, text) for code, text in (other.get("note") or {}).items()]
    for column, leads in (("statement", _WORDED), ("url", _ELSEWHERE)):
        notes += _beside(kept.get(column), other.get(column), leads)
    row["note"] = joined_note(kept.get("note"), notes)
    row["tags"] = list(dict.fromkeys([*(kept.get("tags") or ()), *(other.get("tags") or ())]))
    row["url"] = kept.get("url") or other.get("url")
    if kept.get("kind") == GENERAL.get(table):
        row["kind"] = other.get("kind", kept.get("kind"))
    return {column: value for column, value in row.items() if value != kept.get(column, value)}


def _joined_words(kept: Mapping[str, Any], other: Mapping[str, Any]) -> Row:
    row: Row = {}
    for column in ("names", "statement"):
        if column in kept:
            row[column] = {**other.get(column, {}), **kept[column]}
            # In the order in which they were: the kept one's languages first.
            row[column] = {code: row[column][code] for code in (*kept[column], *row[column])}
    if "names" in row:
        known = set(map(key, row["names"].values()))
        also = [*kept["aliases"], *other.get("names", {}).values(), *other.get("aliases", ())]
        row["aliases"] = list(kept["aliases"])
        known.update(map(key, kept["aliases"]))
        for name in also:
            if key(name) not in known:
                known.add(key(name))
                row["aliases"].append(name)
    return row


def _beside(kept: Any, other: Any, leads: Mapping[str, str]) -> list[tuple[str, str]]:
    """What `other` has in place of what `kept` has, as lines for the note."""
    if not kept or not other:
        return []
    pairs = [(None, other)] if isinstance(other, str) else list(other.items())
    lines = []
    for code, text in pairs:
        beside = kept if code is None else kept.get(code)
        if beside is not None and not _same(beside, text, exact=code is None):
            language = code or guess_language(text)
            lines.append((language, leads.get(language, "Also: {}").format(text)))
    return lines


def quoted(beside: str | None, quote: str) -> list[tuple[str, str]]:
    """A quote as a line for the note, unless it stands beside it already.

    >>> quoted(None, "It takes years"), quoted("It takes years", "It takes years")
    ([('en', 'Quote: It takes years')], [])
    """
    if beside == quote:
        return []
    language = guess_language(quote)
    return [(language, _QUOTED.get(language, "Quote: {}").format(quote))]


def _same(one: str, another: str, *, exact: bool) -> bool:
    return one == another if exact else key(one) == key(another)


def joined_note(note: Wording | None, more: Iterable[tuple[str, str]]) -> Wording | None:
    """A note with further paragraphs, each in its language, that it does not have yet."""
    texts = dict(note or {})
    for code, text in more:
        if code not in texts:
            texts[code] = text
        elif f"\n\n{text}\n\n" not in f"\n\n{texts[code]}\n\n":
            texts[code] = f"{texts[code]}\n\n{text}"
    return texts or None
