"""Checks written as ClaimReview of schema.org: what was claimed, by whom, and how it was rated."""

import json
from typing import IO, Any

from kg.domain.wording import said_in
from kg.formats.claim_review_rating import rating_of
from kg.formats.registry import Pairs
from kg.formats.told import left_out


def write(found: Pairs, stream: IO[str]) -> list[str]:
    """Write the checks of claims, those of their predictions included, as a list of ClaimReviews.

    A check that was withdrawn is left out. Gives how many claims have none.
    """
    kept: dict[str, dict[str, dict[str, Any]]] = {}
    reviews: list[dict[str, Any]] = []
    checked: set[str] = set()
    for word, record in found:
        kept.setdefault(word, {})[record.get("id", "")] = record
        claims = [record] if word == "claims" else []
        if word == "predictions":
            claims = [kept["claims"][one] for one in record["claims"]]
        for resolution in record.get("resolutions", ()) if claims else ():
            if not resolution.get("withdrawn"):
                reviews += [_review(claim, resolution, kept) for claim in claims]
                checked |= {claim["id"] for claim in claims}
    json.dump(reviews, stream, ensure_ascii=False, indent=2)
    stream.write("\n")
    return left_out("claims", len(checked), len(kept.get("claims", ())), "without a verdict")


def _review(
    claim: dict[str, Any], resolution: dict[str, Any], kept: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    words, value = rating_of(resolution)
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": words}
    if value is not None:
        rating |= {"ratingValue": value, "worstRating": 1, "bestRating": 5}
    item: dict[str, Any] = {"@type": "Claim"}
    for position in claim.get("positions", ()):
        if position["stance"] == "asserts":
            item |= _said(position, kept)
            break
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": said_in(claim["statement"]),
        "datePublished": resolution["decided"],
        "reviewRating": rating,
        "itemReviewed": item,
    }
    for cited in resolution.get("evidence", ()):
        key_ = cited if isinstance(cited, str) else cited["evidence"]
        if url := kept["evidence"][key_].get("url"):
            review["url"] = url
            break
    return review


def _said(position: dict[str, Any], kept: dict[str, dict[str, Any]]) -> dict[str, Any]:
    speaker = kept["speakers"][position["speaker"]]
    sort = "Person" if speaker["kind"] == "person" else "Organization"
    item: dict[str, Any] = {"author": {"@type": sort, "name": said_in(speaker["names"])}}
    if position.get("said"):
        item["datePublished"] = position["said"]
    source = kept.get("sources", {}).get(position.get("source", ""), {})
    if source.get("url"):
        item["appearance"] = {"@type": "CreativeWork", "url": source["url"]}
    return item
