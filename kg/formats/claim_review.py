"""ClaimReview of schema.org: fact checks as JSON-LD, alone, in lists or within web pages."""

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from kg.domain.keys import key
from kg.domain.vocabulary import Outcome
from kg.errors import Invalid, KgError
from kg.formats import days, foreign
from kg.formats.claim_review_writing import write
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

ENDINGS_OF_PAGES = (".html", ".htm", ".xhtml")

WORDS = {
    word: outcome
    for outcome, words in {
        Outcome.RIGHT: "true correct accurate right 真 属实 正确",
        Outcome.WRONG: "false incorrect inaccurate wrong fake pants-on-fire not-true fabricated "
        "假 错误 不实 谣言",
        Outcome.PARTLY: "mostly-true half-true mostly-false partly-true partly-false mixture mixed "
        "partially-true partially-false misleading barely-true missing-context half-truth 部分属实",
        Outcome.UNCLEAR: "unproven unverified unclear unsupported",
        Outcome.VOID: "void satire labeled-satire",
    }.items()
    for word in words.split()
}
"""What a rating's words come to; those that are not here are decided by its number, or unclear."""


def recognises(place: Place) -> bool:
    """Whether it is JSON-LD or a page that has a ClaimReview in it."""
    if place.is_folder:
        return False
    if place.ending in ENDINGS_OF_PAGES:
        return b"ClaimReview" in place.bytes()
    if not place.holds_json(".jsonld"):
        return False
    return next(_reviews(place.data, place.shown), None) is not None


def read(place: Place) -> Document:
    """Fact checks as records: what was reviewed is a claim of fact, the review its check.

    Who said it is a speaker who asserts it. A review without a date decides nothing and is kept in
    the note. Several reviews of one statement are checks of one claim.
    """
    checks = _Checks(place)
    for where, data in _blocks(place):
        for path, review in _reviews(data, where):
            checks.take(review, path)
    return checks.document()


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
        if "ClaimReview" in map(_bare, _list(data.get("@type"))):
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
        return {_bare(name): _unprefixed(one, depth + 1) for name, one in data.items()}
    return data


def _bare(word: Any) -> str:
    """A type without the address of its vocabulary."""
    return str(word).rstrip("/").replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return next(iter(_list(value)), None)


def _name(value: Any) -> str | None:
    """The name of a person or organisation, given as text or as an object."""
    value = _first(value)
    if isinstance(value, dict):
        value = _first(value.get("name") or value.get("@id"))
    return foreign.tidy_line(value) if isinstance(value, str) else None


def _names(value: Any) -> dict[str, str]:
    """The names of all authors, and of what kind of speaker each is."""
    found = {}
    for one in _list(value):
        sort = _bare(_first(one.get("@type"))) if isinstance(one, dict) else ""
        if name := _name(one):
            found[name] = "organisation" if sort.endswith("Organization") else "person"
    return found


def _about(value: Any) -> dict[str, dict[str, list[str]]]:
    """What is said of each author beside the name: other addresses, and what they do."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in _list(value):
        if isinstance(one, dict) and (name := _name(one)):
            found[name] = {
                word: [text for text in map(foreign.tidy_line, _list(one.get(word))) if text]
                for word in ("sameAs", "url", "jobTitle")
            }
    return found


def _urls(value: Any) -> list[str]:
    return list(dict.fromkeys(url for one in _list(value) if (url := _url(one))))


def _url(value: Any) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id")
    return foreign.address(value)


class _Checks:
    """Claims and their checks, gathered by statement."""

    def __init__(self, place: Place) -> None:
        self.out = Foreign(place.shown)
        self.claims: dict[str, dict[str, Any]] = {}
        self.places: dict[str, str] = {}
        self.notes: dict[str, list[str]] = {}

    def document(self) -> Document:
        for statement, claim in self.claims.items():
            self._doubt_days(claim, self.notes[statement])
            claim["note"] = "\n\n".join(dict.fromkeys(self.notes[statement]))
            self.out.add("claims", claim, self.places[statement])
        if not self.claims:
            self.out.skip(None, "There is no ClaimReview in it.")
        return self.out.document()

    def _doubt_days(self, claim: dict[str, Any], notes: list[str]) -> None:
        """Keep in the note when it was said, where another review of it was earlier than that."""
        said = [one["said"] for one in claim["positions"] if "said" in one]
        decided = min((one["decided"] for one in claim["resolutions"]), default=None)
        if not said or decided is None or min(said)[: len(decided)] <= decided:
            return
        dropped = [one.pop("said", None) for one in claim["positions"]]
        notes += [self.out.note(said=one) or "" for one in dropped if one]

    def take(self, review: dict[str, Any], where: str) -> None:
        statement = foreign.tidy(_first(review.get("claimReviewed")))
        if statement is None:
            self.out.skip(where, "The review does not say what it reviews.")
            return
        same = key(statement)
        claim = self.claims.setdefault(
            same,
            {
                "id": uid("claimreview", statement),
                "kind": "fact",
                "statement": statement,
                "positions": [],
                "resolutions": [],
            },
        )
        self.places.setdefault(same, where)
        notes = self.notes.setdefault(same, [])
        decided = self._day(review.get("datePublished"), f"{where}.datePublished")
        item = _first(review.get("itemReviewed"))
        item = item if isinstance(item, dict) else {}
        self._position(claim, item, decided, notes, where)
        self._check(claim, review, decided, notes)

    def _day(self, value: Any, where: str) -> str | None:
        try:
            return days.day(_first(value))
        except Invalid as error:
            raise KgError(f"{where}: {error.message}", error.remedy) from None

    def _position(
        self,
        claim: dict[str, Any],
        item: dict[str, Any],
        decided: str | None,
        notes: list[str],
        where: str,
    ) -> None:
        kind = _bare(_first(item.get("@type")))
        # Older reviews have the person's words as a CreativeWork.
        names = _names(item.get("author"))
        known = _about(item.get("author"))
        said = self._day(item.get("datePublished"), f"{where}.itemReviewed.datePublished")
        source = _url(item.get("firstAppearance")) or _url(item.get("appearance"))
        source = source or (_url(item.get("url")) if kind != "Claim" else None)
        also = [one for one in _urls(item.get("appearance")) if one != source]
        notes += filter(None, [self.out.note(appearance=one) for one in also])
        if not names:
            kept = self.out.note(said=said, appearance=source)
            notes += [kept] if kept else []
            return
        if said and decided and said[: len(decided)] > decided:
            # It cannot have been judged before it was said.
            notes.append(self.out.note(said=said) or "")
            said = None
        about = {"stance": "asserts"} | ({"said": said} if said else {})
        if source:
            record = {"id": uid("claimreview", source), "title": source, "url": source}
            about["source"] = self.out.once("sources", record | {"kind": "web page"})
        for name, sort in names.items():
            position = {"speaker": self._speaker(name, sort, known.get(name, {})), **about}
            if position not in claim["positions"]:
                claim["positions"].append(position)

    def _speaker(self, name: str, kind: str, known: dict[str, list[str]]) -> str:
        """Whoever said it; what a review tells of them has its place when they are met first."""
        if self.out.has("speakers", uid("claimreview", key(name))):
            return self.out.speaker("claimreview", name, kind=kind)
        first, *more = [*known.get("sameAs", ()), *known.get("url", ())] or [None]
        if first is not None and foreign.address(first) is None:
            first, more = None, [first, *more]
        note = self.out.note(
            job_title="; ".join(known.get("jobTitle", ())) or None,
            same_as="; ".join(dict.fromkeys(one for one in more if one and one != first)) or None,
        )
        about = {"url": foreign.address(first), "note": note}
        return self.out.speaker("claimreview", name, kind=kind, **about)

    def _check(
        self, claim: dict[str, Any], review: dict[str, Any], decided: str | None, notes: list[str]
    ) -> None:
        rating = _first(review.get("reviewRating"))
        rating = rating if isinstance(rating, dict) else {"alternateName": rating}
        told = rating.get("alternateName") or rating.get("name")
        if not told and _number(rating.get("ratingValue")) is None:
            # Some sites have the words where the number should be.
            told = rating.get("ratingValue")
        words = foreign.tidy_line(_first(told))
        value, low, high = (
            _number(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating")
        )
        outcome, fraction = judged(words, value, low, high)
        scale = None if value is None else f"{value:g} of {_shown(low)} to {_shown(high)}"
        by = _name(review.get("author")) or _name(review.get("publisher"))
        note = self.out.note(rating=words, rated=scale, by=by)
        url = _url(review.get("url")) or _url(review.get("@id"))
        title = foreign.tidy_line(_first(review.get("headline") or review.get("name")), 2000)
        evidence = None
        if url or title or by:
            record = {
                "id": uid("claimreview", url or title or f"{by} {claim['statement']}"),
                "title": title or (f"{by}: {words or 'review'}" if by else url),
                "url": url,
                "published": decided,
                "grade": "secondary",
            }
            evidence = self.out.once("evidence", record)
        if decided is None:
            notes += [note] if note else []
            return
        resolution = {
            "id": f"{claim['id']}/check/{uid(url or by or words or decided)}",
            "outcome": outcome.value,
            "decided": decided,
            "note": note,
            "evidence": [evidence] if evidence else None,
            "fraction": fraction,
        }
        resolution = {name: one for name, one in resolution.items() if one is not None}
        if all(one["id"] != resolution["id"] for one in claim["resolutions"]):
            claim["resolutions"].append(resolution)


def _number(value: Any) -> float | None:
    try:
        number = float(str(_first(value)).strip().replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None


def _shown(number: float | None) -> str:
    return "?" if number is None else f"{number:g}"


def judged(
    words: str | None, value: float | None, low: float | None, high: float | None
) -> tuple[Outcome, float | None]:
    """What a rating comes to, and how much of it when that is partly.

    >>> judged("Mostly True", 4, 1, 5), judged("Three Pinocchios", None, None, None)
    ((<Outcome.PARTLY: 'partly'>, 0.75), (<Outcome.UNCLEAR: 'unclear'>, None))
    """
    known = WORDS.get(key(words or "").rstrip("-"))
    share = None
    if value is not None and low is not None and high is not None and low != high:
        share = round((value - low) / (high - low), 4)
        share = share if 0 <= share <= 1 else None
    if known is None and share is not None and value != -1.0:
        known = {0.0: Outcome.WRONG, 1.0: Outcome.RIGHT}.get(share, Outcome.PARTLY)
    if known is Outcome.PARTLY:
        return known, share
    return known or Outcome.UNCLEAR, None


FORMAT = Format(
    "claimreview",
    "Fact checks as schema.org's ClaimReview: JSON-LD, also within web pages",
    carries="what was claimed by whom, when and where; ratings, their dates and addresses; jobs "
    "and other addresses of who claimed it in notes",
    leaves="claims that were not checked, stances but the first assertion, quotes, predictions, "
    "evidence but the first address of each verdict, its title and grade, who checked it (so that "
    "a verdict without an address comes back without evidence), concepts, tags, the review's "
    "text, views of the map, all but one language",
    files="JSON-LD with a ClaimReview in it, such as checks.json, or a page such as check.html",
    parts=(".json",),
    recognises=recognises,
    read=read,
    write=write,
)
