"""Records as they were known on a day: without what was said, forecast or decided later."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from kg.domain.dates import PartialDate
from kg.notebook.asof import known

Record = dict[str, Any]

DATED = {"positions": "said", "forecasts": "made", "resolutions": "decided"}
"""The lists within records of which only what is known by then stays, by the field of its day."""


def as_known(
    read: Callable[[], Iterable[tuple[str, Record]]], day: date | None
) -> Iterator[tuple[str, Record]]:
    """The records that `read` gives as of a day; all of them when there is none.

    What has no date was not known by then, nor is evidence that no verdict rested on by then. A
    verdict that was withdrawn later stands again. They are read twice: evidence comes first.

    >>> claim = {"id": "c1", "positions": [{"speaker": "a", "said": "2024"}, {"speaker": "b"}]}
    >>> list(as_known(lambda: [("claims", claim)], date(2025, 1, 1)))
    [('claims', {'id': 'c1', 'positions': [{'speaker': 'a', 'said': '2024'}]})]
    """
    if day is None:
        yield from read()
        return
    cited = {one for _, record in read() for one in _cited(_earlier(record, day))}
    for word, record in read():
        if word != "evidence" or record["id"] in cited:
            yield word, _earlier(record, day)


def _cited(record: Record) -> Iterator[str]:
    for verdict in record.get("resolutions", ()):
        for one in verdict.get("evidence", ()):
            yield one if isinstance(one, str) else one["evidence"]


def _earlier(record: Record, day: date) -> Record:
    kept = {}
    for name, value in record.items():
        if name not in DATED:
            kept[name] = value
            continue
        there = [_unwithdrawn(one, day) for one in value if _counts(one, DATED[name], day)]
        if there:
            kept[name] = there
    return kept


def _counts(one: Record, field: str, day: date) -> bool:
    return known(PartialDate(one[field]) if one.get(field) else None, day)


def _unwithdrawn(one: Record, day: date) -> Record:
    if one.get("withdrawn") and not known(PartialDate(one["withdrawn"]), day):
        return {name: value for name, value in one.items() if not name.startswith("withdrawn")}
    return one
