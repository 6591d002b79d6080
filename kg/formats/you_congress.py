"""Quotes of YouCongress: who is for or against a statement, in which words."""

from kg.errors import Invalid
from kg.formats import columns, days, foreign
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

VOTES = {"for": "agrees", "against": "disagrees", "abstain": "asks"}
NEEDED = ("statement_title", "author", "quote", "vote")
PLACED = {
    *NEEDED,
    *("statement_id", "statement_url", "opinion_id", "opinion_url", "author_url", "author_bio"),
    *("quote_date", "date", "quote_date_precision", "source_url"),
}


def recognises(place: Place) -> bool:
    """Whether it is a table with YouCongress's columns."""
    return set(NEEDED) <= set(columns.header(place))


def read(place: Place) -> Document:
    """Statements as claims, opinions as positions with their quotes."""
    out = Foreign(place.shown)
    claims: dict[str, dict[str, object]] = {}
    positions: dict[str, list[dict[str, object]]] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(columns.rows(place, NEEDED, comment="#"), 1):
        statement = foreign.tidy(row["statement_title"])
        author = foreign.tidy_line(row["author"])
        if statement is None or author is None:
            out.skip(row.line, f"It has no {'statement' if statement is None else 'author'}.")
            continue
        with out.at(row.line):
            claim = uid("youcongress", row.get("statement_id") or statement)
            url = foreign.address(row.get("statement_url"))
            record: dict[str, object] = {
                "id": claim,
                "kind": "opinion",
                "statement": statement,
                "note": url,
            }
            claims.setdefault(claim, record)
            lines.setdefault(claim, row.line)
            position = _position(out, row, author, number)
            position["id"] = f"{claim}/{position['id']}"
            out.say(positions.setdefault(claim, []), position, row.line)
    for claim, found in claims.items():
        out.add("claims", found | {"positions": positions[claim]}, lines[claim])
    return out.document()


def _position(out: Foreign, row: columns.Row, author: str, number: int) -> dict[str, object | None]:
    vote = row["vote"].strip().lower()
    stance = VOTES.get(vote, "asks" if not vote else None)
    if stance is None:
        raise Invalid(f"{row['vote'][:40]!r} is no vote.", "It is for, against or abstain.")
    if stance == "asks":
        out.read_as["abstentions as asks" if vote else "quotes without a vote as asks"] += 1
    known = {
        "url": foreign.address(row.get("author_url")),
        "note": foreign.tidy(row.get("author_bio")),
    }
    about = {name: value for name, value in known.items() if value is not None}
    return {
        "id": uid(row.get("opinion_id") or number),
        "speaker": out.speaker("youcongress", author, row.line, **about),
        "stance": stance,
        "said": _day(row),
        "quote": foreign.tidy(row["quote"]),
        "source": _source(out, row),
        "note": out.note(**{k: v for k, v in row.items() if k and k not in PLACED}),
    }


def _day(row: columns.Row) -> str | None:
    day = days.day(row.get("quote_date")) or days.day(row.get("date"))
    exact = {"year": 4, "month": 7}.get(row.get("quote_date_precision", "").strip().lower(), 10)
    return day and day[:exact]


def _source(out: Foreign, row: columns.Row) -> str | None:
    url = foreign.address(row.get("source_url"))
    if url is None:
        return None
    record = {"id": uid("youcongress", url), "title": url, "url": url, "kind": "web page"}
    return out.once("sources", record, row.line)


FORMAT = Format(
    "youcongress",
    "Quotes of YouCongress",
    carries="statements, authors, quotes, votes, days, addresses; other columns in notes",
    leaves="addresses of opinions",
    files="a CSV with the columns statement_title, author, quote and vote",
    columns="statement_title, author, quote, vote, statement_id, statement_url, opinion_id, "
    "author_url, author_bio, quote_date or date, quote_date_precision, source_url; others but "
    "opinion_url go into the note",
    recognises=recognises,
    read=read,
)
