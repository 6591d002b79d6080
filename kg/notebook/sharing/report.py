"""What a merge of notebooks came to, as scripts read it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from kg.notebook.sharing.differing import Difference, Side, canonical_place, counted
from kg.notebook.sharing.merging import Merged
from kg.notebook.sharing.shapes import Place, as_list
from kg.notebook.sharing.telling import Telling, namesakes

Card = dict[str, Any]
By = Literal["history", "decision"]
"""What says which side counts."""


def report(session: Session, merged: Merged, telling: Telling) -> Card:
    """What is new, the same, and differs with which side counting; what went, stayed and is alike.

    It must be asked after the merge, for what is alike is looked for among what is here by then.
    """
    found, mine, theirs = merged.found, merged.mine.there, merged.theirs.there
    both = {(table, key) for table, held in theirs.items() for key in held if key in mine[table]}
    differing: list[tuple[Difference, Side | None, By | None]] = [
        *((one, "theirs", "history") for one in found.taken),
        *((one, "mine", "history") for one in found.kept),
        *((one, side, "decision") for one, side in found.decided),
        *((one, None, None) for one in found.open),
    ]
    apart = {one.place for one, _, _ in differing}
    return {
        "new": counted(place for place in found.rows if place[1] not in mine[place[0]]),
        "same": counted(both - apart - found.going),
        "differences": [_difference(*one) for one in differing],
        "removed": _things(found.going),
        "stayed": _things(found.staying),
        "noted": [telling.lost(*one) for one in found.lost],
        "dropped": [telling.lost(*one) for one in found.dropped],
        "settled": [telling.settled(one) for one in found.settled],
        "alike": [
            {"sort": one.table, "id": one.number, "new": one.new, "name": one.name}
            for one in namesakes(session, merged)
        ],
    }


def _difference(one: Difference, side: Side | None, by: By | None) -> Card:
    return {
        **_thing(one.place),
        "field": one.name,
        "mine": one.mine,
        "theirs": one.theirs,
        "mine_at": _moment(one.mine_at),
        "theirs_at": _moment(one.theirs_at),
        "counts": side,
        "by": by,
    }


def _things(places: Iterable[Place]) -> list[Card]:
    return [_thing(place) for place in sorted(places, key=canonical_place)]


def _thing(place: Place) -> Card:
    """A row by what it is known by in every notebook."""
    return {"sort": place[0], "key": _flat(as_list(place[1]))}


def _flat(key: Any) -> list[str]:
    return [text for one in key for text in _flat(one)] if isinstance(key, list) else [str(key)]


def _moment(at: str) -> str | None:
    if not at:
        return None
    return datetime.fromisoformat(at).replace(tzinfo=UTC).isoformat(timespec="seconds")
