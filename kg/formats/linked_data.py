"""A notebook as linked data: schema.org claims and reviews, SKOS concepts, PROV attributions.

What these have no word for (stances, links between claims, predictions, forecasts) is said in a
vocabulary of its own, whose names begin with tag:kg-notebook,2026:ns/.
"""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple
from urllib.parse import quote

from kg.formats.claim_review_rating import rating_of
from kg.formats.registry import Format, Pairs
from kg.formats.told import cited

BASE = "tag:kg-notebook,2026:"
PREFIXES = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ns": f"{BASE}ns/",
}
DATES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
"""The type of a date by its length, which is its precision."""


class Literal(NamedTuple):
    """A text in a language, or a value of a type; of neither, a plain text."""

    text: str
    language: str | None = None
    type: str | None = None


class Iri(NamedTuple):
    """A name of something: of another node, or of a word of a vocabulary when it has a prefix."""

    name: str


Value = Literal | Iri
Node = tuple[str, list[tuple[str, Value]]]
"""A subject, and what is said of it; its types come as rdf:type."""


def iri(sort: str, uid: str) -> str:
    """The name of a record anywhere.

    >>> iri("claim", "c1/追")
    'tag:kg-notebook,2026:claim/c1/%E8%BF%BD'
    """
    return f"{BASE}{sort}/{quote(uid, safe='/:.-_~')}"


def nodes(found: Pairs) -> Iterator[Node]:
    """What is said of each thing in the notebook, thing by thing."""
    claims: dict[str, dict[str, str]] = {}
    makers = {
        "speakers": _speaker,
        "concepts": _concept,
        "sources": _source,
        "evidence": _evidence,
        "links": _link,
    }
    for sort, record in found:
        if sort == "claims":
            claims[record["id"]] = record["statement"]
            yield from _claim(record)
        elif sort == "predictions":
            yield from _prediction(record, claims)
        elif sort in makers:
            yield from makers[sort](record)


def _type(*names: str) -> list[tuple[str, Value]]:
    return [("rdf:type", Iri(name)) for name in names]


def _words(name: str, words: dict[str, str] | None) -> list[tuple[str, Value]]:
    return [(name, Literal(text, language)) for language, text in (words or {}).items()]


def _text(name: str, text: str | None) -> list[tuple[str, Value]]:
    return [] if text is None else [(name, Literal(text))]


def _date(name: str, day: str | None) -> list[tuple[str, Value]]:
    return [] if day is None else [(name, Literal(day, type=DATES[len(day)]))]


def _number(name: str, number: float | None) -> list[tuple[str, Value]]:
    return [] if number is None else [(name, Literal(repr(float(number)), type="xsd:double"))]


def _to(name: str, sort: str, uid: str | None) -> list[tuple[str, Value]]:
    return [] if uid is None else [(name, Iri(iri(sort, uid)))]


def _url(url: str | None) -> list[tuple[str, Value]]:
    return [] if url is None else [("schema:url", Literal(url, type="xsd:anyURI"))]


def _speaker(record: dict[str, Any]) -> Iterator[Node]:
    person = record["kind"] == "person"
    yield (
        iri("speaker", record["id"]),
        [
            *_type("schema:Person" if person else "schema:Organization", "prov:Agent"),
            *_words("schema:name", record["names"]),
            *(("schema:alternateName", Literal(one)) for one in record.get("aliases", ())),
            *_url(record.get("url")),
            *_words("schema:description", record.get("note")),
        ],
    )


def _concept(record: dict[str, Any]) -> Iterator[Node]:
    yield (
        iri("concept", record["id"]),
        [
            *_type("skos:Concept"),
            *_words("skos:prefLabel", record["names"]),
            *(("skos:altLabel", Literal(one)) for one in record.get("aliases", ())),
            *_text("ns:kind", record.get("kind")),
            *_to("skos:broader", "concept", record.get("broader")),
            *_url(record.get("url")),
            *_words("skos:note", record.get("note")),
        ],
    )


def _source(record: dict[str, Any]) -> Iterator[Node]:
    yield (
        iri("source", record["id"]),
        [
            *_type("schema:CreativeWork", "prov:Entity"),
            *_words("schema:name", record["title"]),
            *_text("ns:kind", record.get("kind")),
            *_text("schema:publisher", record.get("publisher")),
            *_url(record.get("url")),
            *_date("schema:datePublished", record.get("published")),
            *_date("schema:dateCreated", record.get("recorded")),
            *_text("schema:inLanguage", record.get("language")),
            *_words("schema:description", record.get("note")),
        ],
    )


def _evidence(record: dict[str, Any]) -> Iterator[Node]:
    yield (
        iri("evidence", record["id"]),
        [
            *_type("schema:CreativeWork", "prov:Entity"),
            *_words("schema:name", record["title"]),
            *_url(record.get("url")),
            *_date("schema:datePublished", record.get("published")),
            *_text("schema:text", record.get("quote")),
            *_text("ns:grade", record.get("grade")),
            *_words("schema:description", record.get("note")),
        ],
    )


def _claim(record: dict[str, Any]) -> Iterator[Node]:
    me = iri("claim", record["id"])
    positions = record.get("positions", ())
    authors = dict.fromkeys(one["speaker"] for one in positions if one["stance"] == "asserts")
    yield (
        me,
        [
            *_type("schema:Claim", "prov:Entity"),
            *_words("schema:text", record["statement"]),
            *_text("ns:kind", record["kind"]),
            *(
                pair
                for one in record.get("about", ())
                for pair in _to("schema:about", "concept", one)
            ),
            *(("schema:keywords", Literal(tag)) for tag in record.get("tags", ())),
            *(pair for one in authors for pair in _to("schema:author", "speaker", one)),
            *_words("schema:description", record.get("note")),
        ],
    )
    for number, one in enumerate(positions):
        uid = one.get("id") or f"{record['id']}/{one['speaker']}/{number + 1}"
        yield (
            iri("position", uid),
            [
                *_type("ns:Position", "prov:Entity"),
                ("ns:ofClaim", Iri(me)),
                ("ns:stance", Literal(one["stance"])),
                *_to("prov:wasAttributedTo", "speaker", one["speaker"]),
                *_date("schema:datePublished", one.get("said")),
                *_to("prov:wasQuotedFrom", "source", one.get("source")),
                *_text("schema:text", one.get("quote")),
                *_words("schema:description", one.get("note")),
            ],
        )
    yield from _reviews(record, [me], record["statement"])


def _link(record: dict[str, Any]) -> Iterator[Node]:
    word = "".join(part.capitalize() for part in record["kind"].split())
    word = word[0].lower() + word[1:]
    start, end = iri("claim", record["from"]), iri("claim", record["to"])
    uid = record.get("id") or "/".join((record["from"], word, record["to"], record.get("by", "")))
    yield start, [(f"ns:{word}", Iri(end))]
    yield (
        iri("link", uid),
        [
            *_type("ns:Link"),
            ("ns:from", Iri(start)),
            ("ns:kind", Literal(record["kind"])),
            ("ns:to", Iri(end)),
            *_to("prov:wasAttributedTo", "speaker", record.get("by")),
            *_words("schema:description", record.get("note")),
        ],
    )


def _prediction(record: dict[str, Any], claims: dict[str, dict[str, str]]) -> Iterator[Node]:
    me = iri("prediction", record["id"])
    yield (
        me,
        [
            *_type("ns:Prediction", "prov:Entity"),
            *(pair for one in record["claims"] for pair in _to("ns:reads", "claim", one)),
            *_words("schema:text", record.get("statement")),
            *_words("ns:criteria", record.get("criteria")),
            *_text("ns:horizon", record.get("horizon")),
            *_date("ns:opens", record.get("opens")),
            *_date("ns:due", record.get("due")),
            *(("schema:keywords", Literal(tag)) for tag in record.get("tags", ())),
            *_words("schema:description", record.get("note")),
        ],
    )
    for number, one in enumerate(record.get("forecasts", ())):
        uid = one.get("id") or f"{record['id']}/{one['speaker']}/{number + 1}"
        given = one.get("probability")
        spread = given if isinstance(given, dict) else {"middle": given}
        yield (
            iri("forecast", uid),
            [
                *_type("ns:Forecast", "prov:Entity"),
                ("ns:ofPrediction", Iri(me)),
                *_to("prov:wasAttributedTo", "speaker", one["speaker"]),
                *_date("schema:datePublished", one.get("made")),
                *_number("ns:probability", spread.get("middle")),
                *_number("ns:lowest", spread.get("low")),
                *_number("ns:highest", spread.get("high")),
                *_text("schema:text", one.get("words")),
                *_text("ns:basis", one["basis"]),
            ],
        )
    statement = record.get("statement") or claims[record["claims"][0]]
    yield from _reviews(record, [iri("claim", one) for one in record["claims"]], statement)


def _reviews(
    record: dict[str, Any], claims: list[str], statement: dict[str, str]
) -> Iterator[Node]:
    for number, one in enumerate(record.get("resolutions", ())):
        me = iri("resolution", one.get("id") or f"{record['id']}/verdict/{number + 1}")
        words, value = rating_of(one)
        yield (
            me,
            [
                *_type("schema:ClaimReview", "prov:Entity"),
                *_words("schema:claimReviewed", statement),
                *(("schema:itemReviewed", Iri(claim)) for claim in claims),
                ("schema:reviewRating", Iri(f"{me}/rating")),
                *_date("schema:datePublished", one["decided"]),
                ("ns:outcome", Literal(one["outcome"])),
                *_date("ns:withdrawn", one.get("withdrawn")),
                *(
                    pair
                    for evidence in one.get("evidence", ())
                    for pair in _to("schema:citation", "evidence", cited(evidence))
                ),
                *_words("schema:description", one.get("note")),
            ],
        )
        scale = (
            [*_number("schema:worstRating", 1), *_number("schema:bestRating", 5)]
            if value is not None
            else []
        )
        yield (
            f"{me}/rating",
            [
                *_type("schema:Rating"),
                ("schema:alternateName", Literal(words)),
                *_number("schema:ratingValue", value),
                *scale,
            ],
        )


def write_json(found: Pairs, stream: IO[str]) -> None:
    """Write a notebook as JSON-LD: one graph, whose prefixes stand in its context."""
    stream.write('{"@context": ' + json.dumps(PREFIXES) + ',\n"@graph": [')
    comma = "\n"
    for subject, pairs in nodes(found):
        node: dict[str, Any] = {"@id": subject}
        for name, value in pairs:
            if name == "rdf:type":
                assert isinstance(value, Iri)
                node.setdefault("@type", []).append(value.name)
            else:
                node.setdefault(name, []).append(_json(value))
        stream.write(comma + json.dumps(node, ensure_ascii=False))
        comma = ",\n"
    stream.write("\n]}\n")


def _json(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.name}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, **({"@type": value.type} if value.type else {})}


def write_turtle(found: Pairs, stream: IO[str]) -> None:
    """Write a notebook as Turtle."""
    for prefix, name in PREFIXES.items():
        stream.write(f"@prefix {prefix}: <{name}> .\n")
    for subject, pairs in nodes(found):
        stream.write(f"\n<{subject}>")
        stream.write(" ;\n   ".join(_said(pairs)))
        stream.write(" .\n")


def _said(pairs: Iterable[tuple[str, Value]]) -> Iterator[str]:
    for name, value in pairs:
        yield f" {'a' if name == 'rdf:type' else name} {_turtle(value)}"


def _turtle(value: Value) -> str:
    if isinstance(value, Iri):
        prefix = value.name.partition(":")[0]
        return value.name if prefix in PREFIXES else f"<{value.name}>"
    text = value.text.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"' + (f"^^{value.type}" if value.type else "")


_CARRIES = (
    "claims and checks (schema.org), concepts (SKOS), who said what where (PROV); "
    "stances, links, predictions and forecasts in words of its own"
)
_LEAVES = (
    "turns and texts of sources, places of quotes, notes on forecasts, which side evidence speaks "
    "for, why verdicts were withdrawn, snoozes, views of the map"
)

JSON_LD = Format(
    "jsonld",
    "Linked data as JSON-LD",
    carries=_CARRIES,
    leaves=_LEAVES,
    endings=(".jsonld",),
    write=write_json,
)
TURTLE = Format(
    "turtle",
    "Linked data as Turtle",
    carries=_CARRIES,
    leaves=_LEAVES,
    endings=(".ttl",),
    write=write_turtle,
)
