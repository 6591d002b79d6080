"""What must hold between the rows of a notebook, whichever way they came together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kg.domain.circles import circle
from kg.domain.dates import PartialDate
from kg.domain.keys import key

Row = Mapping[str, Any]


class Early(NamedTuple):
    """A verdict that was decided before what it judges was said."""

    resolution: int
    decided: PartialDate
    said: date


def circles(above: Mapping[int, int | None]) -> Iterator[list[int]]:
    """The concepts that stand above themselves, each circle once, from its lowest number on.

    `above` has for each concept its broader one.

    >>> [*circles({1: 2, 2: 1, 3: 3, 4: 1, 5: None})]
    [[1, 2], [3]]
    """
    met: set[int] = set()
    for start in sorted(above):
        if start not in met and (way := circle(start, above)):
            met.update(way)
            yield way


def early_verdicts(
    resolutions: Iterable[Row], readings: Iterable[Row], positions: Iterable[Row]
) -> Iterator[Early]:
    """The verdicts that count and are older than anything said of what they judge.

    Of each claim and prediction that is the latest that is not withdrawn.

    >>> verdict = {"id": 1, "claim_id": 7, "prediction_id": None, "withdrawn": None}
    >>> said = [{"claim_id": 7, "said": "2025-03"}, {"claim_id": 7, "said": None}]
    >>> [one.said.isoformat() for one in early_verdicts([verdict | {"decided": "2024"}], [], said)]
    ['2025-03-01']
    >>> [*early_verdicts([verdict | {"decided": "2025"}], [], said)]
    []
    >>> later = verdict | {"id": 2, "decided": "2025"}
    >>> [*early_verdicts([later, verdict | {"decided": "2024"}], [], said)]
    []
    """
    said: dict[int, date] = {}
    for row in positions:
        if row["said"] is not None:
            day = PartialDate(row["said"]).first
            said[row["claim_id"]] = min(said.get(row["claim_id"], day), day)
    read: defaultdict[int, list[int]] = defaultdict(list)
    for row in readings:
        read[row["prediction_id"]].append(row["claim_id"])
    latest: dict[tuple[bool, int], tuple[date, int, PartialDate]] = {}
    for row in resolutions:
        if row["withdrawn"] is None:
            of_claim = row["claim_id"] is not None
            target = of_claim, row["claim_id"] if of_claim else row["prediction_id"]
            decided = PartialDate(row["decided"])
            one = (decided.last, row["id"], decided)
            latest[target] = max(latest.get(target, one), one, key=lambda each: each[:2])
    for (of_claim, target_id), (_, number, decided) in latest.items():
        judged = [target_id] if of_claim else read[target_id]
        days = [said[one] for one in judged if one in said]
        if days and decided.last < min(days):
            yield Early(number, decided, min(days))


def namesakes(views: Iterable[Row]) -> Iterator[list[int]]:
    """The views of one name, however it is written.

    >>> [*namesakes([{"id": 1, "name": "Money"}, {"id": 3, "name": "money"}])]
    [[1, 3]]
    """
    called: defaultdict[str, list[int]] = defaultdict(list)
    for row in views:
        called[key(row["name"])].append(row["id"])
    yield from (some for some in called.values() if len(some) > 1)
