"""Output for people: verdicts with their evidence, and their whole history."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from kg.cli.showing.people import numbered, percent, section
from kg.domain.wording import said_in
from kg.notebook import asof
from kg.notebook.resolutions import in_order, latest
from kg.store.models import Citation, Resolution


def history(
    rows: Iterable[Resolution],
    recorded: Mapping[int, datetime],
    language: str,
    as_of: date | None = None,
) -> Iterator[str]:
    """All verdicts, the latest first, those that count no longer marked as such."""
    told = list(each(rows, recorded, language, as_of))
    if told:
        yield from section("Resolutions")
        for number, lines in told:
            yield from numbered(number, lines)


def each(
    rows: Iterable[Resolution],
    recorded: Mapping[int, datetime],
    language: str,
    as_of: date | None = None,
) -> Iterator[tuple[int, list[str]]]:
    """The number of each verdict, the latest first, with its lines."""
    decided = asof.decided(rows, as_of)
    counts = latest(asof.stood(decided, as_of))
    for row in reversed(in_order(decided)):
        told = resolution_lines(row, language, recorded.get(row.id), as_of, counts=row is counts)
        yield row.id, list(told)


def resolution_lines(
    row: Resolution,
    language: str,
    recorded: datetime | None = None,
    as_of: date | None = None,
    *,
    counts: bool = True,
) -> Iterator[str]:
    """A verdict with its day, its evidence and what became of it."""
    withdrawn = row not in asof.stood([row], as_of)
    share = f" ({percent(row.fraction)})" if row.fraction is not None else ""
    sure = f", {row.confidence} confidence" if row.confidence else ""
    day = f", written down {recorded.astimezone():%Y-%m-%d}" if recorded else ""
    # The last line tells that it was withdrawn.
    mark = "" if counts or withdrawn else " – decided anew since"
    yield f"{row.outcome}{share}, decided {row.decided}{sure}{day}{mark}"
    if row.note:
        yield said_in(row.note, language)
    for citation in sorted(row.citations, key=lambda one: (one.side != "for", one.id)):
        yield _cited(citation, language)
    if withdrawn:
        reason = f": {row.withdrawn_because}" if row.withdrawn_because else ""
        yield f"withdrawn {row.withdrawn}{reason}"


def _cited(citation: Citation, language: str) -> str:
    found = citation.evidence
    title = said_in(found.title, language)
    facts = [
        found.grade or "",
        found.url if found.url != title else "",
        str(found.published or ""),
    ]
    more = ", ".join(fact for fact in facts if fact)
    quote = f" «{found.quote}»" if found.quote else ""
    return f"{citation.side}: {title}" + (f" ({more})" if more else "") + quote
