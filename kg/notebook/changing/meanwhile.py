"""What others changed since somebody looked: none of it is overwritten by who did not see it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kg.domain.wording import brief
from kg.errors import Conflict
from kg.store.history import TABLES
from kg.store.models import Batch, Citation, Forecast, Link, Position, Reading, Resolution, Revision

Rows = Mapping[str, Collection[int]]
"""Rows by table and number, of which a change is prepared."""

UP = ("claim_id", "from_id", "to_id", "prediction_id", "resolution_id")
"""The columns by which a row hangs on another."""

MOST = 3
"""So many changes of others are told in a sentence."""


class Overtaken(Conflict):
    """What a change was prepared on is no longer what it was."""


class Change(NamedTuple):
    """What somebody did to one row since."""

    table: str
    number: int
    action: str
    who: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def __str__(self) -> str:
        row = f"{self.table} {self.number}"
        by = f" by {self.who}" if self.who else ""
        if self.action == "add":
            return f"{row} was added{by}"
        if self.action == "remove":
            return f"{row} was removed{by}"
        fields = "; ".join(_fields(self.before, self.after))
        return f"{row} was changed{by}: {fields}"


def last_change(session: Session) -> int:
    """The number of the last change of the notebook, by which it is known what somebody saw."""
    return session.scalar(select(func.max(Batch.id))) or 0


def changes(session: Session, seen: int, rows: Rows) -> list[Change]:
    """What was done to these rows after the change of the number `seen`, oldest first.

    What was removed is found by what it hung on, too.
    """
    found: list[Change] = []
    for entry, who in session.execute(
        select(Revision, Batch.curator)
        .join(Batch, Batch.id == Revision.batch_id)
        .where(Revision.batch_id > seen)
        .order_by(Revision.id)
    ):
        before, after = entry.before or {}, entry.after or {}
        found += [
            Change(entry.table_name, number, entry.action, who, before, after)
            for number in _touched(entry, rows)
        ]
    return found


def _touched(entry: Revision, rows: Rows) -> Iterator[int]:
    mine = rows.get(entry.table_name, ())
    yield from (number for number in mine if entry.first_id <= number <= entry.last_id)
    if entry.action != "remove" or entry.first_id in mine or entry.table_name not in rows:
        return
    pointers = {column.parent.name: column.column.table.name for column in _pointers(entry)}
    before = entry.before or {}
    if any(before.get(column) in rows.get(pointers.get(column, ""), ()) for column in UP):
        yield entry.first_id


def _pointers(entry: Revision) -> Collection[Any]:
    return TABLES[entry.table_name].foreign_keys


def refuse(session: Session, seen: int, rows: Rows, remedy: str = "Look again.") -> None:
    """Raise Overtaken, which tells what others did, when these rows were changed after `seen`."""
    if found := changes(session, seen, rows):
        told = sentence(found)
        raise Overtaken(f"{told[0].upper()}{told[1:]} meanwhile.", remedy)


def sentence(found: Collection[Change]) -> str:
    """What others did, as a part of a sentence."""
    told = list(dict.fromkeys(map(str, found)))
    more = len(told) - MOST
    return ", ".join(told[:MOST]) + (f" and {more} more" if more > 0 else "")


def hanging_on(session: Session, claims: Collection[int]) -> dict[str, set[int]]:
    """These claims with all that hangs on them, by table and number."""
    about, links = TABLES["about"].c, Link
    rows: dict[str, set[int]] = {"claim": set(claims)}

    def numbers(statement: Any) -> set[int]:
        return set(session.scalars(statement))

    rows["about"] = numbers(select(about.id).where(about.claim_id.in_(claims)))
    rows["position"] = numbers(select(Position.id).where(Position.claim_id.in_(claims)))
    ends = or_(links.from_id.in_(claims), links.to_id.in_(claims))
    rows["link"] = numbers(select(links.id).where(ends))
    rows["reading"] = numbers(select(Reading.id).where(Reading.claim_id.in_(claims)))
    read = numbers(select(Reading.prediction_id).where(Reading.claim_id.in_(claims)))
    rows["prediction"] = read
    rows["forecast"] = numbers(select(Forecast.id).where(Forecast.prediction_id.in_(read)))
    judged = or_(Resolution.claim_id.in_(claims), Resolution.prediction_id.in_(read))
    rows["resolution"] = numbers(select(Resolution.id).where(judged))
    cited = Citation.resolution_id.in_(rows["resolution"])
    rows["citation"] = numbers(select(Citation.id).where(cited))
    return rows


def of_prediction(session: Session, prediction: int) -> dict[str, set[int]]:
    """A prediction, what it reads, and that it does: what one looks at to decide it."""
    readings = session.execute(
        select(Reading.id, Reading.claim_id).where(Reading.prediction_id == prediction)
    ).all()
    return {
        "prediction": {prediction},
        "reading": {number for number, _ in readings},
        "claim": {claim for _, claim in readings},
    }


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for column in before:
        old, new = before[column], after.get(column)
        if column != "anchor" and _worded(old, new):
            for code in dict.fromkeys([*(old or {}), *(new or {})]):
                was, now = (old or {}).get(code), (new or {}).get(code)
                if was != now:
                    yield f"{column} ({code}) {_from_to(was, now)}"
        else:
            yield f"{column.removesuffix('_id').replace('_', ' ')} {_from_to(old, new)}"


def _worded(*values: Any) -> bool:
    """Whether a column has words by language, before or after."""
    wordings = [one for one in values if one is not None]
    return bool(wordings) and all(isinstance(one, dict) for one in wordings)


def _from_to(old: Any, new: Any) -> str:
    return f"from {_told(old)} to {_told(new)}"


def _told(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return f"«{brief(str(value), 80)}»"
