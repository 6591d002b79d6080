"""Event lists of the Discourse Network Analyzer: who agreed with what, in which document."""

from kg.errors import Invalid
from kg.formats import columns, days, foreign
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

NAMES = {
    "statement id": "statement_id",
    "id": "statement_id",
    "document": "document_title",
    "document title": "document_title",
    "document id": "document_id",
    "organisation": "organization",
    "selected text": "text",
    "start": "start_position",
    "stop": "stop_position",
}
"""Other names of columns, as versions of the program have them."""

AGREES = {"1", "true", "yes", "agreement", "agree"}
DISAGREES = {"0", "-1", "false", "no", "disagreement", "disagree"}

PLACED = {
    *("statement_id", "time", "person", "organization", "concept", "agreement", "text"),
    *("document_id", "document_title", "start_position", "stop_position"),
}


def recognises(place: Place) -> bool:
    """Whether it is a table with concepts and agreement."""
    head = {NAMES.get(name, name) for name in columns.header(place)}
    return {"concept", "agreement"} <= head and bool(head & {"person", "organization"})


def read(place: Place) -> Document:
    """Events as positions: what is called a concept there is what people agree with, a claim here.

    A person speaks, and the organisation stands in the note; without a person it speaks itself.
    """
    out = Foreign(place.shown)
    claims: dict[str, dict[str, object]] = {}
    positions: dict[str, list[dict[str, object]]] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(columns.rows(place, ("concept", "agreement"), names=NAMES), 1):
        concept = foreign.tidy(row["concept"])
        person = foreign.tidy_line(row.get("person"))
        organisation = foreign.tidy_line(row.get("organization"))
        if concept is None or (person is None and organisation is None):
            out.skip(row.line, f"It has no {'concept' if concept is None else 'speaker'}.")
            continue
        with out.at(row.line):
            claim = uid("dna", concept)
            claims.setdefault(claim, {"id": claim, "kind": "opinion", "statement": concept})
            lines.setdefault(claim, row.line)
            kind = "person" if person else "organisation"
            position: dict[str, object | None] = {
                "id": f"{claim}/{uid(row.get('statement_id') or number)}",
                "speaker": out.speaker("dna", person or organisation or "", row.line, kind=kind),
                "stance": _stance(row["agreement"]),
                "said": days.day(row.get("time")),
                "source": _source(out, row),
                "quote": foreign.tidy(row.get("text")),
                "note": out.note(
                    organization=organisation if person else None,
                    **{k: v for k, v in row.items() if k and k not in PLACED},
                ),
            }
            out.say(positions.setdefault(claim, []), position, row.line)
    for claim, record in claims.items():
        out.add("claims", record | {"positions": positions[claim]}, lines[claim])
    return out.document()


def _stance(cell: str) -> str:
    said = cell.strip().lower()
    if said in AGREES:
        return "agrees"
    if said in DISAGREES:
        return "disagrees"
    raise Invalid(f"{cell[:40]!r} is no agreement.", "It is 1 or 0, true or false.")


def _source(out: Foreign, row: columns.Row) -> str | None:
    title = foreign.tidy_line(row.get("document_title"), 2000)
    key = foreign.tidy_line(row.get("document_id")) or title
    if key is None:
        return None
    return out.once("sources", {"id": uid("dna", "document", key), "title": title or key}, row.line)


FORMAT = Format(
    "dna",
    "Event lists of the Discourse Network Analyzer",
    carries="concepts as claims, who agrees or disagrees, words, days, documents; organisations "
    "and other variables in notes",
    leaves="places within documents, colours, coders' settings",
    files="a table with the columns concept, agreement and person or organization",
    columns="concept, agreement, person, organization or organisation, ID or Statement ID, time, "
    "text or Selected text, Document ID, Document or Document title; others but Start and Stop go "
    "into the note",
    recognises=recognises,
    read=read,
)
