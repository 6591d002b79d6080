"""W3C Web Annotations, and Hypothesis's exports of them: passages of pages as quotes."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.formats import days, foreign
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document


def _annotations(data: Any) -> list[Any]:
    """The annotations in a list, an answer of Hypothesis, a page of a collection, or one alone."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict):
        first = data.get("first")
        for found in (data.get("rows"), data.get("annotations"), data.get("items"), first):
            if isinstance(found, list | dict):
                return _annotations(found)
        return [data]
    return []


def _is_one(data: Any) -> bool:
    if not isinstance(data, dict) or "target" not in data:
        return False
    return data.get("type") == "Annotation" or "uri" in data or "body" in data


def recognises(place: Place) -> bool:
    """Whether it is JSON that begins with an annotation."""
    if not place.holds_json(".jsonld"):
        return False
    found = _annotations(place.data)
    return bool(found) and _is_one(found[0])


def read(place: Place) -> Document:
    """Quotes as claims, asserted by the author of what is quoted, as far as one is named.

    Where none is, the site stands for whoever wrote it, as an organisation, and it is told how
    often: a quote is kept with its place only as what somebody says. What the reader wrote beside
    it and the reader's name stand in the note.
    """
    out = Foreign(place.shown)
    met: dict[str, Any] = {}
    for number, one in enumerate(_annotations(place.data)):
        where = f"{place.shown}[{number}]"
        if not isinstance(one, dict) or "target" not in one:
            raise KgError(f"{where}: It is no annotation.", "It has a target.")
        key = str(one.get("id") or one.get("@id") or where)
        first = met.setdefault(key, one)
        if first is not one and first == one:
            out.skip(where, "It is there already.")
            continue
        with out.at(where):
            _take(out, one, where)
    return out.document()


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _take(out: Foreign, one: dict[str, Any], where: str) -> None:
    """Each target that quotes something is a claim of its own."""
    targets = [t for t in _list(one["target"]) if isinstance(t, dict)]
    plain = next((t for t in _list(one["target"]) if isinstance(t, str)), None)
    quoting = [target for target in targets if _selected(target)[0] is not None]
    if not quoting:
        out.skip(where, "It quotes nothing.")
    for number, target in enumerate(quoting):
        _take_target(out, one, target, plain, where, number)


def _take_target(
    out: Foreign,
    one: dict[str, Any],
    target: dict[str, Any],
    plain: str | None,
    where: str,
    number: int,
) -> None:
    inner = inner_source = target.get("source")
    if isinstance(inner, dict):
        inner = inner.get("id") or inner.get("@id")
    url = foreign.address(inner or one.get("uri") or plain)
    quote, anchor = _selected(target)
    if url is None:
        out.skip(where, "It is of no page with an address.")
        return
    key = one.get("id") or one.get("@id") or f"{url} {quote}"
    document = one.get("document")
    document = document if isinstance(document, dict) else {}
    title = foreign.tidy_line(next(iter(_list(document.get("title"))), None), 2000)
    source = out.once(
        "sources",
        {"id": uid("annotation", url), "title": title or url, "url": url, "kind": "web page"},
        where,
    )
    author = _author(inner_source, target, document)
    if author is None:
        out.read_as["quotes of pages without an author as said by the website"] += 1
    host = urlsplit(url).hostname or url
    speaker = out.speaker(
        "annotation", author or host, where, kind="person" if author else "organisation"
    )
    claim = uid("annotation", key, *([number + 1] if number else []))
    position: dict[str, Any] = {
        "id": f"{claim}/quote",
        "speaker": speaker,
        "stance": "asserts",
        "source": source,
        "quote": quote,
    }
    if anchor:
        position["anchor"] = anchor
    record = {
        "id": claim,
        "kind": "opinion",
        "statement": quote,
        "tags": [tag for tag in map(_tag, _list(one.get("tags"))) if tag] + _tags(one),
        "note": out.note(
            *_comments(one),
            noted_by=_person(one.get("creator") or one.get("user")),
            noted=days.day(one.get("created")),
        ),
        "positions": [position],
    }
    out.add("claims", record, where)


def _selected(target: dict[str, Any]) -> tuple[str | None, dict[str, Any] | None]:
    """The words that are selected, and where they stand if that is said."""
    quote, anchor, place = None, None, None
    for one in _selectors(target.get("selector")):
        sort = str(one.get("type"))
        # Several say the same in other ways; the first is as good as any.
        if quote is None and sort == "TextQuoteSelector" and isinstance(one.get("exact"), str):
            quote = foreign.tidy(one["exact"])
            before, after = (str(one.get(side) or "") for side in ("prefix", "suffix"))
            anchor = {"prefix": before[-1000:], "suffix": after[:1000]}
        if sort == "TextPositionSelector":
            ends = one.get("start"), one.get("end")
            if all(isinstance(end, int) and 0 <= end < 2**53 for end in ends):
                place = {"start": ends[0], "end": ends[1]}
    return quote, place | anchor if quote and place and anchor else None


def _selectors(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All selectors: of a list, of a choice, and those that refine others, these first."""
    for one in _list(value):
        if isinstance(one, dict) and depth < 10:
            yield from _selectors(one.get("refinedBy"), depth + 1)
            yield one
            yield from _selectors(one.get("items"), depth + 1)


def _person(value: Any) -> str | None:
    value = next(iter(_list(value)), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("nickname") or value.get("id")
    if not isinstance(value, str):
        return None
    return foreign.tidy_line(value.removeprefix("acct:"))


def _author(source: Any, target: dict[str, Any], document: dict[str, Any]) -> str | None:
    """Who wrote what is quoted: as the target says it, or what is known of the page."""
    source = source if isinstance(source, dict) else {}
    found = [target.get("creator"), source.get("creator"), source.get("author")]
    found += [document.get("author"), document.get("creator")]
    for name in ("dc", "highwire", "eprints", "prism", "facebook", "twitter"):
        inner = document.get(name)
        if isinstance(inner, dict):
            found += [inner.get(word) for word in ("creator", "author", "creators_name")]
    # Pages name an account or their own address there, too, and those are nobody's names.
    names = filter(None, map(_person, found))
    return next((name for name in names if not name.startswith(("@", "http:", "https:"))), None)


def _comments(one: dict[str, Any]) -> list[str | None]:
    found = [one.get("text")]
    for body in _list(one.get("body")) + _list(one.get("bodyValue")):
        if isinstance(body, str):
            found.append(body)
        elif isinstance(body, dict) and body.get("purpose") != "tagging":
            found.append(body.get("value"))
    return [foreign.tidy(text) for text in found if isinstance(text, str)]


def _tags(one: dict[str, Any]) -> list[str]:
    bodies = [body for body in _list(one.get("body")) if isinstance(body, dict)]
    found = (_tag(body.get("value")) for body in bodies if body.get("purpose") == "tagging")
    return [tag for tag in found if tag]


def _tag(value: Any) -> str | None:
    return foreign.tidy_line(value, 100)


FORMAT = Format(
    "annotation",
    "W3C Web Annotations and Hypothesis's exports",
    carries="quotes with their places and pages, tags; comments and who wrote them in notes",
    leaves="authors of a page but the first, replies, groups, permissions, notes on whole pages",
    files="a JSON file of annotations",
    recognises=recognises,
    read=read,
)
