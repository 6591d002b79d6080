"""ClaimReview of schema.org: fact checks as JSON-LD, alone, in lists or within web pages."""

from typing import Any

from kg.domain.keys import key
from kg.errors import Invalid, KgError
from kg.formats import days, foreign
from kg.formats.claim_review_finding import recognises, reviews_in
from kg.formats.claim_review_rating import judged
from kg.formats.claim_review_writing import write
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.formats.schema_org import bare, first, known_of, name_of, names_of, number_of, url_of, urls
from kg.notebook.records.plans import Document


def read(place: Place) -> Document:
    """Fact checks as records: what was reviewed is a claim of fact, the review its check.

    Who said it is a speaker who asserts it. A review without a date decides nothing and is kept in
    the note. Several reviews of one statement are checks of one claim.
    """
    checks = _Checks(place)
    for path, review in reviews_in(place):
        checks.take(review, path)
    return checks.document()


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
        statement = foreign.tidy(first(review.get("claimReviewed")))
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
        item = first(review.get("itemReviewed"))
        item = item if isinstance(item, dict) else {}
        self._position(claim, item, decided, notes, where)
        self._check(claim, review, decided, notes)

    def _day(self, value: Any, where: str) -> str | None:
        try:
            return days.day(first(value))
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
        kind = bare(first(item.get("@type")))
        # Older reviews have the person's words as a CreativeWork.
        names = names_of(item.get("author"))
        known = known_of(item.get("author"))
        said = self._day(item.get("datePublished"), f"{where}.itemReviewed.datePublished")
        source = url_of(item.get("firstAppearance")) or url_of(item.get("appearance"))
        source = source or (url_of(item.get("url")) if kind != "Claim" else None)
        also = [one for one in urls(item.get("appearance")) if one != source]
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
        url, *more = [*known.get("sameAs", ()), *known.get("url", ())] or [None]
        if url is not None and foreign.address(url) is None:
            url, more = None, [url, *more]
        note = self.out.note(
            job_title="; ".join(known.get("jobTitle", ())) or None,
            same_as="; ".join(dict.fromkeys(one for one in more if one and one != url)) or None,
        )
        about = {"url": foreign.address(url), "note": note}
        return self.out.speaker("claimreview", name, kind=kind, **about)

    def _check(
        self, claim: dict[str, Any], review: dict[str, Any], decided: str | None, notes: list[str]
    ) -> None:
        rating = first(review.get("reviewRating"))
        rating = rating if isinstance(rating, dict) else {"alternateName": rating}
        told = rating.get("alternateName") or rating.get("name")
        if not told and number_of(rating.get("ratingValue")) is None:
            # Some sites have the words where the number should be.
            told = rating.get("ratingValue")
        words = foreign.tidy_line(first(told))
        value, low, high = (
            number_of(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating")
        )
        outcome, fraction = judged(words, value, low, high)
        scale = None if value is None else f"{value:g} of {_shown(low)} to {_shown(high)}"
        by = name_of(review.get("author")) or name_of(review.get("publisher"))
        note = self.out.note(rating=words, rated=scale, by=by)
        url = url_of(review.get("url")) or url_of(review.get("@id"))
        title = foreign.tidy_line(first(review.get("headline") or review.get("name")), 2000)
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


def _shown(number: float | None) -> str:
    return "?" if number is None else f"{number:g}"


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
