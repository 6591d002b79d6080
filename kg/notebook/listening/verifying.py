"""Rechecking quotes against the texts of their sources, and re-anchoring those that moved."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from kg.domain import quotes
from kg.domain.folding import Place
from kg.domain.quotes import Anchor, Bounds
from kg.domain.rechecking import Finding, Quoted, State, verify, verify_all
from kg.domain.wording import brief
from kg.errors import Conflict
from kg.notebook.changing.edits import set_changed
from kg.notebook.finding import find
from kg.store.bulk import rows_by
from kg.store.models import Base, Claim, Passage, Position, Source, Turn

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """What became of the quote of one position; what was known of it stands in `row`."""

    row: Row
    finding: Finding

    @property
    def state(self) -> State:
        return self.finding.state


@dataclass
class Report:
    """What became of quotes, in the order of their positions, and what could not be checked."""

    checks: list[Check] = field(default_factory=list)
    unchecked: Counter[int | None] = field(default_factory=Counter)
    """By source, none for quotes without one: how many quotes have no text to be checked against"""

    @property
    def counts(self) -> dict[str, int]:
        """How many quotes are in each state."""
        found = Counter(one.state for one in self.checks)
        return {state.value: found[state] for state in State}

    @property
    def sound(self) -> bool:
        """Whether every quote that was checked stands where it is anchored."""
        return all(one.state is State.EXACT for one in self.checks)


def check(session: Session, ids: Iterable[int]) -> Report:
    """Recheck the quotes of these positions; changes nothing."""
    report = Report()
    by_source: dict[int | None, list[Row]] = {}
    for row in rows_by(session, Base.metadata.tables["position"], "id", ids):
        if row["quote"] is not None:
            by_source.setdefault(row["source_id"], []).append(row)
    for source_id, rows in by_source.items():
        text = session.scalar(select(Passage.text).where(Passage.source_id == source_id))
        if text is None:
            report.unchecked[source_id] += len(rows)
        else:
            report.checks += _checked(session, text, rows)
    report.checks.sort(key=lambda one: one.row["id"])
    return report


def _checked(session: Session, text: str, rows: list[Row]) -> Iterator[Check]:
    numbers = {row["turn_id"] for row in rows} - {None}
    turns = {
        row["id"]: (row["begins"], row["ends"])
        for row in rows_by(session, Base.metadata.tables["turn"], "id", numbers)
        if row["begins"] is not None and row["ends"] is not None
    }
    many = [
        Quoted(row["quote"], anchor_of(row["anchor"]), turns.get(row["turn_id"])) for row in rows
    ]
    yield from map(Check, rows, verify_all(text, many))


def anchor_of(kept: Row | None) -> Anchor | None:
    """An anchor as a position keeps it."""
    return None if kept is None else Anchor(**kept)


def bounds(turn: Turn | None) -> Bounds | None:
    """Where a turn begins and ends in its source's text, if that is known."""
    if turn is None or turn.begins is None or turn.ends is None:
        return None
    return turn.begins, turn.ends


def anchor_in_turn(row: Position) -> Row | None:
    """The anchor of a position whose turn was named: there, if its words are; else as it was."""
    within, passage = bounds(row.turn), row.source.passage if row.source else None
    if within is None or passage is None or row.quote is None:
        return row.anchor
    known = Anchor(**row.anchor) if row.anchor else None
    found = quotes.within_turn(passage.text, row.quote, known, within)
    return asdict(found) if found else None


def accept(session: Session, keys: Collection[find.Key | Position]) -> list[Position]:
    """Anchor quotes where they have moved to, after a person looked.

    Raises Conflict for a quote that is changed, missing or ambiguous, or without a text.
    """
    rows = [find.position(session, key) for key in keys]
    places = [_place(row) for row in rows]
    for row, place in zip(rows, places, strict=True):
        set_changed(row, anchor=asdict(place))
    session.flush()
    return rows


def _place(row: Position) -> Anchor:
    passage = row.source.passage if row.source else None
    if row.quote is None or passage is None:
        raise Conflict(
            f"Position {row.id} has no quote with a text to check it against.",
            "Give its source the text with kg source edit SOURCE --text FILE.",
        )
    finding = verify(passage.text, row.quote, anchor_of(row.anchor), bounds(row.turn))
    match finding.state:
        case State.CHANGED:
            problem = f"is now «{brief(finding.words or '')}»"
            remedy = f"Correct it with kg position edit {row.id} --quote TEXT."
        case State.AMBIGUOUS:
            problem = f"stands {finding.places:,} times, and nothing tells which is meant"
            remedy = f"Name its turn with kg position edit {row.id} --turn N."
        case State.MISSING:
            problem = "is not in the text of its source"
            remedy = f"Correct it with kg position edit {row.id} --quote TEXT."
        case _:
            assert finding.found
            return finding.found
    raise Conflict(f"The quote of position {row.id} {problem}.", remedy)


def doubt(row: Position) -> str | None:
    """What is to be said of an anchor that was chosen by order alone, or outside of its turn."""
    if not row.quote or not row.anchor or row.source is None or row.source.passage is None:
        return None
    passage = row.source.passage
    within = bounds(row.turn)
    found = quotes.choices(passage.text, row.quote, within)
    if not found or row.anchor["start"] != found[0].begins:
        return None
    outside = within is not None and not any(
        within[0] <= place.begins and place.ends <= within[1] for place in found
    )
    if outside and row.turn:
        there = _turn_around(row, found[0])
        if there is None:
            return (
                f"The words do not stand in turn {row.turn.number} but elsewhere. "
                f"Name another turn with kg position edit {row.id} --turn N."
            )
        return (
            f"The words do not stand in turn {row.turn.number} but in turn {there.number}: "
            f"kg position edit {row.id} --turn {there.number}"
        )
    if len(found) < 2:
        return None
    if within and row.turn:
        where = f"turn {row.turn.number} of {find.label(row.source)}"
        remedy = f"Quote more with kg position edit {row.id} --quote TEXT."
    else:
        where = find.label(row.source)
        remedy = f"Name the turn with kg position edit {row.id} --turn N."
    return f"The words stand {len(found):,} times in {where}; the first is meant. {remedy}"


def _turn_around(row: Position, place: Place) -> Turn | None:
    """The turn of a position's source that holds this place in its text, or None."""
    session = object_session(row)
    assert session is not None
    return session.scalars(
        select(Turn).where(
            Turn.source_id == row.source_id, Turn.begins <= place.begins, Turn.ends >= place.ends
        )
    ).first()


def cards(session: Session, report: Report) -> Row:
    """The report as JSON holds it; positions, claims and sources by their stable ids."""
    claims = _uids(session, Claim, (one.row["claim_id"] for one in report.checks))
    sources = _uids(
        session, Source, [*(one.row["source_id"] for one in report.checks), *report.unchecked]
    )
    return {
        "counts": report.counts | {"unchecked": report.unchecked.total()},
        "quotes": [
            {
                "position_id": one.row["id"],
                "uid": one.row["uid"],
                "claim": claims[one.row["claim_id"]],
                "source": sources[one.row["source_id"]],
                "state": one.state.value,
                "quote": one.row["quote"],
                "anchor": one.row["anchor"],
                "found": asdict(one.finding.found) if one.finding.found else None,
                "words": one.finding.words,
                "places": one.finding.places,
            }
            for one in report.checks
        ],
        "unchecked": [
            {"source": None if number is None else sources[number], "quotes": many}
            for number, many in report.unchecked.items()
        ],
    }


def _uids(
    session: Session, model: type[Claim | Source], ids: Iterable[int | None]
) -> dict[int, str]:
    table = Base.metadata.tables[model.__name__.lower()]
    wanted = {one for one in ids if one is not None}
    return {row["id"]: row["uid"] for row in rows_by(session, table, "id", wanted)}
