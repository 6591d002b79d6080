"""Where ClaimReviews stand: in JSON-LD, alone or in lists, and in the scripts of web pages."""

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from kg.errors import KgError
from kg.formats.places import Place
from kg.formats.schema_org import bare, several

ENDINGS_OF_PAGES = (".html", ".htm", ".xhtml")


def recognises(place: Place) -> bool:
    """Whether it is JSON-LD or a page that has a ClaimReview in it."""
    if place.is_folder:
        return False
    if place.ending in ENDINGS_OF_PAGES:
        return b"ClaimReview" in place.bytes()
    if not place.holds_json(".jsonld"):
        return False
    return next(_reviews(place.data, place.shown), None) is not None


def reviews_in(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every ClaimReview of a file, with the path to it."""
    for where, data in _blocks(place):
        yield from _reviews(data, where)


def _blocks(place: Place) -> Iterator[tuple[str, Any]]:
    """The JSON of a file, or of each script of JSON-LD in a page, with where it stands."""
    if place.ending not in ENDINGS_OF_PAGES:
        yield place.shown, place.data
        return
    scripts = _Scripts()
    scripts.feed(place.text())
    scripts.close()
    for line, text in scripts.found:
        if "ClaimReview" not in text:
            continue
        try:
            yield f"{place.shown}:{line}", _unescaped(json.loads(_unwrapped(text), strict=False))
        except (ValueError, RecursionError) as error:
            said = "It is nested too deep" if isinstance(error, RecursionError) else str(error)
            raise KgError(
                f"{place.shown}:{line}: The page's JSON-LD is broken: {said}.", "Mend it."
            ) from None


class _Scripts(HTMLParser):
    """The scripts of JSON-LD in a page, with the lines on which they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").split(";")[0].strip().lower()
        if tag == "script" and kind == "application/ld+json":
            self._within = True
            self.found.append((self.getpos()[0], ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._within = False

    def handle_data(self, data: str) -> None:
        if self._within:
            line, text = self.found[-1]
            self.found[-1] = (line, text + data)


def _unwrapped(text: str) -> str:
    """The JSON of a script without what old pages put around it, and with quotes unescaped."""
    text = re.sub(r"^\s*(//|/\*)?\s*(<!\[CDATA\[|<!--)\s*(\*/)?", "", text)
    text = text.rstrip()
    # Step by step from the end: one pattern for all of it takes the cube of a page's blanks.
    for endings in (("*/",), ("]]>", "-->"), ("//", "/*")):
        text = next((text[: -len(one)] for one in endings if text.endswith(one)), text).rstrip()
    text = text.removesuffix(";").rstrip()
    return html.unescape(text) if "&quot;" in text and '"' not in text else text


_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
_AMPERSAND = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)


def _unescaped(data: Any, depth: int = 0) -> Any:
    """The JSON of a page without the entities that many write in it, as &amp; for &."""
    if isinstance(data, str):
        # In an address &section=4 is no entity, and only &amp; is meant.
        known = _AMPERSAND if data.startswith(("http:", "https:")) else _ENTITY
        return known.sub(lambda found: html.unescape(found[0]), data) if "&" in data else data
    if depth > 50:
        return data
    if isinstance(data, list):
        return [_unescaped(one, depth + 1) for one in data]
    if isinstance(data, dict):
        return {name: _unescaped(one, depth + 1) for name, one in data.items()}
    return data


def _reviews(data: Any, path: str, depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every ClaimReview in JSON-LD, with the path to it."""
    if depth > 50:
        return
    if isinstance(data, list):
        for number, one in enumerate(data):
            yield from _reviews(one, f"{path}[{number}]", depth + 1)
    elif isinstance(data, dict):
        if "ClaimReview" in map(bare, several(data.get("@type"))):
            yield path, _unprefixed(data, depth)
            return
        for name, one in data.items():
            if isinstance(one, dict | list):
                yield from _reviews(one, f"{path}.{name}", depth + 1)


def _unprefixed(data: Any, depth: int) -> Any:
    """JSON-LD with the names of its properties alone, as claimReviewed for schema:claimReviewed."""
    if depth > 50:
        return None
    if isinstance(data, list):
        return [_unprefixed(one, depth + 1) for one in data]
    if isinstance(data, dict):
        return {bare(name): _unprefixed(one, depth + 1) for name, one in data.items()}
    return data
