"""Cards: what there is to know of claims, predictions, speakers and the rest, as JSON holds it.

Things point at each other by uid; wordings map languages to text; the keys are a stable contract.
With `as_of` a card is what it would have been on that day: see `kg.notebook.asof`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from kg.domain import fragments
from kg.domain.dates import PartialDate
from kg.domain.quotes import Anchor
from kg.domain.spoken_times import vague
from kg.notebook import asof, batches, states
from kg.store.bulk import rows_by, slices
from kg.store.models import (
    About,
    Base,
    Citation,
    Claim,
    Concept,
    Evidence,
    Forecast,
    Link,
    Position,
    Prediction,
    Reading,
    Resolution,
    Source,
    Speaker,
    Turn,
    View,
)

Card = dict[str, Any]


def claim_cards(
    session: Session, ids: Collection[int], today: date, as_of: date | None = None
) -> list[Card]:
    """The cards of these claims, in order, with positions, links, predictions and resolutions."""
    names = _Uids(session)
    about = _group(_rows(session, About, "claim_id", ids), "claim_id")
    positions = _group(_by(_rows(session, Position, "claim_id", ids), "said", as_of), "claim_id")
    turns = _by_id(session, Turn, (one["turn_id"] for many in positions.values() for one in many))
    urls = _urls(session, (one for many in positions.values() for one in many))
    links: dict[int, Card] = {
        row["id"]: row
        for column in ("from_id", "to_id")
        for row in _rows(session, Link, column, ids)
    }
    ends = {row[end] for row in links.values() for end in ("from_id", "to_id")}
    unheard = asof.unheard(session, ends, as_of)
    linked: defaultdict[int, list[Card]] = defaultdict(list)
    for link_id in sorted(links):
        row = links[link_id]
        if unheard.isdisjoint((row["from_id"], row["to_id"])):
            for end in {row["from_id"], row["to_id"]}:
                linked[end].append(row)
    readings = _group(_rows(session, Reading, "claim_id", ids), "claim_id")
    read = {one["prediction_id"] for many in readings.values() for one in many}
    predictions = {card["id"]: card for card in prediction_cards(session, read, today, as_of)}
    resolutions = _resolution_cards(session, "claim_id", ids, as_of)
    state_of = states.claim_states(session, ids, today, as_of)
    names.read(Claim, ends)
    names.read(Concept, (one["concept_id"] for many in about.values() for one in many))
    names.read(Source, (one["source_id"] for many in positions.values() for one in many))
    names.read(Speaker, (one["speaker_id"] for many in positions.values() for one in many))
    names.read(Speaker, (one["speaker_id"] for one in links.values()))
    return [
        {
            **row,
            "about": [names.of(Concept, one["concept_id"]) for one in about[row["id"]]],
            "positions": [_position_card(one, turns, urls, names) for one in positions[row["id"]]],
            "links": [_link_card(one, names) for one in linked[row["id"]]],
            "predictions": [predictions[one["prediction_id"]] for one in readings[row["id"]]],
            "resolutions": resolutions[row["id"]],
            "outcome": state_of.get(row["id"]),
        }
        for row in _rows(session, Claim, "id", ids)
    ]


def position_cards(session: Session, ids: Collection[int]) -> list[Card]:
    """The cards of these positions, each with the uid of its claim."""
    names = _Uids(session)
    rows = list(_rows(session, Position, "id", ids))
    turns = _by_id(session, Turn, (row["turn_id"] for row in rows))
    urls = _urls(session, rows)
    names.read(Claim, (row["claim_id"] for row in rows))
    names.read(Source, (row["source_id"] for row in rows))
    names.read(Speaker, (row["speaker_id"] for row in rows))
    return [
        {**_position_card(row, turns, urls, names), "claim": names.of(Claim, row["claim_id"])}
        for row in rows
    ]


def _urls(session: Session, rows: Iterable[Card]) -> dict[int, str | None]:
    """The addresses of the sources in which these positions quote someone."""
    wanted = {row["source_id"] for row in rows if row["quote"] is not None} - {None}
    return {
        row_id: url
        for some in slices(wanted)
        for row_id, url in session.execute(
            select(Source.id, Source.url).where(Source.id.in_(some))
        ).all()
    }


def _position_card(
    row: Card, turns: dict[int, Card], urls: dict[int, str | None], names: "_Uids"
) -> Card:
    """A position; `url` leads to the words of its quote on the page of its source."""
    anchor = Anchor(**row["anchor"]) if row["anchor"] else None
    turn = turns.get(row["turn_id"]) or {}
    return {
        "id": row["id"],
        "uid": row["uid"],
        "speaker": names.of(Speaker, row["speaker_id"]),
        "stance": row["stance"],
        "said": row["said"],
        "source": names.of(Source, row["source_id"]),
        "section": turn.get("section"),
        "turn": turn.get("number"),
        "quote": row["quote"],
        "anchor": row["anchor"],
        "url": fragments.link(urls.get(row["source_id"]), row["quote"], anchor),
        "note": row["note"],
    }


def link_cards(session: Session, ids: Collection[int]) -> list[Card]:
    """The cards of these links, in order."""
    names = _Uids(session)
    rows = list(_rows(session, Link, "id", ids))
    names.read(Claim, (row[end] for row in rows for end in ("from_id", "to_id")))
    names.read(Speaker, (row["speaker_id"] for row in rows))
    return [_link_card(row, names) for row in rows]


def _link_card(row: Card, names: "_Uids") -> Card:
    return {
        "id": row["id"],
        "uid": row["uid"],
        "from": names.of(Claim, row["from_id"]),
        "to": names.of(Claim, row["to_id"]),
        "kind": row["kind"],
        "by": names.of(Speaker, row["speaker_id"]),
        "note": row["note"],
    }


def prediction_cards(
    session: Session, ids: Collection[int], today: date, as_of: date | None = None
) -> list[Card]:
    """The cards of these predictions, in order, with forecasts and resolutions."""
    names = _Uids(session)
    read = list(_rows(session, Reading, "prediction_id", ids))
    unheard = asof.unheard(session, {one["claim_id"] for one in read}, as_of)
    readings = _group((one for one in read if one["claim_id"] not in unheard), "prediction_id")
    made = _by(_rows(session, Forecast, "prediction_id", ids), "made", as_of)
    forecasts = _group(made, "prediction_id")
    resolutions = _resolution_cards(session, "prediction_id", ids, as_of)
    state_of = states.prediction_states(session, ids, today, as_of)
    names.read(Claim, (one["claim_id"] for many in readings.values() for one in many))
    names.read(Speaker, (one["speaker_id"] for many in forecasts.values() for one in many))
    return [
        {
            "id": row["id"],
            "uid": row["uid"],
            "claims": [names.of(Claim, one["claim_id"]) for one in readings[row["id"]]],
            **_without(row, "id", "uid"),
            **({} if as_of is None else {"snoozed": None}),
            "vague": vague(row["horizon"]) if row["horizon"] else None,
            "state": state_of[row["id"]],
            "forecasts": [
                {
                    "id": one["id"],
                    "uid": one["uid"],
                    "speaker": names.of(Speaker, one["speaker_id"]),
                    **_without(one, "id", "uid", "prediction_id", "speaker_id"),
                }
                for one in forecasts[row["id"]]
            ],
            "resolutions": resolutions[row["id"]],
        }
        for row in _rows(session, Prediction, "id", ids)
    ]


def _resolution_cards(
    session: Session, target: str, ids: Collection[int], as_of: date | None
) -> defaultdict[int, list[Card]]:
    rows = list(_by(_rows(session, Resolution, target, ids), "decided", as_of))
    for row in rows:
        if row["withdrawn"] and not asof.known(PartialDate(row["withdrawn"]), as_of):
            row.update(withdrawn=None, withdrawn_because=None)
    recorded = batches.recorded(session, "resolution", [row["id"] for row in rows])
    citations = _group(
        _rows(session, Citation, "resolution_id", [row["id"] for row in rows]), "resolution_id"
    )
    evidence = _by_id(
        session, Evidence, (one["evidence_id"] for many in citations.values() for one in many)
    )
    return _group(
        (
            {
                **_without(row, "prediction_id", "claim_id"),
                "recorded": batches.moment(recorded.get(row["id"])),
                target: row[target],
                "evidence": [
                    {**_without(evidence[one["evidence_id"]], "id"), "side": one["side"]}
                    for one in citations[row["id"]]
                ],
            }
            for row in rows
        ),
        target,
        drop=True,
    )


def _by(rows: Iterator[Card], field: str, as_of: date | None) -> Iterator[Card]:
    """Those of these rows that count as of a day, by the date in a field."""
    for row in rows:
        if as_of is None or (row[field] and asof.known(PartialDate(row[field]), as_of)):
            yield row


def speaker_cards(session: Session, ids: Iterable[int] | None = None) -> list[Card]:
    """The cards of these speakers, or of all, in order."""
    return list(_rows(session, Speaker, "id", ids))


def concept_cards(session: Session, ids: Iterable[int] | None = None) -> list[Card]:
    """The cards of these concepts, or of all, in order."""
    names = _Uids(session)
    rows = list(_rows(session, Concept, "id", ids))
    names.read(Concept, (row["broader_id"] for row in rows))
    return [
        {
            key.removesuffix("_id"): names.of(Concept, value) if key == "broader_id" else value
            for key, value in row.items()
        }
        for row in rows
    ]


def source_cards(session: Session, ids: Iterable[int] | None = None) -> list[Card]:
    """The cards of these sources, or of all, in order, without their texts."""
    return list(_rows(session, Source, "id", ids))


def evidence_cards(session: Session, ids: Iterable[int] | None = None) -> list[Card]:
    """The cards of these pieces of evidence, or of all, in order."""
    return list(_rows(session, Evidence, "id", ids))


def view_cards(session: Session, ids: Iterable[int] | None = None) -> list[Card]:
    """The cards of these views, or of all, in order."""
    return list(_rows(session, View, "id", ids))


class _Uids:
    """The stable ids of rows, read many at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: defaultdict[type[Base], dict[int, str]] = defaultdict(dict)

    def read(self, model: Any, ids: Iterable[int | None]) -> None:
        known = self._known[model]
        wanted = sorted({one for one in ids if one is not None} - known.keys())
        for start in range(0, len(wanted), states.SLICE):
            some = wanted[start : start + states.SLICE]
            known.update(
                (row_id, uid)
                for row_id, uid in self._session.execute(
                    select(model.id, model.uid).where(model.id.in_(some))
                )
            )

    def of(self, model: Any, row_id: int | None) -> str | None:
        return None if row_id is None else self._known[model][row_id]


def _rows(
    session: Session, model: type[Base], column: str, values: Iterable[int] | None
) -> Iterator[Card]:
    table = model.__table__
    assert isinstance(table, Table)
    if values is None:
        values = session.scalars(select(table.c.id)).all()
    return rows_by(session, table, column, values)


def _by_id(session: Session, model: type[Base], ids: Iterable[int | None]) -> dict[int, Card]:
    wanted = {one for one in ids if one is not None}
    return {row["id"]: row for row in _rows(session, model, "id", wanted)}


def _group(rows: Iterable[Card], key: str, *, drop: bool = False) -> defaultdict[int, list[Card]]:
    groups: defaultdict[int, list[Card]] = defaultdict(list)
    for row in rows:
        groups[row.pop(key) if drop else row[key]].append(row)
    return groups


def _without(row: Card, *keys: str) -> Card:
    return {key: value for key, value in row.items() if key not in keys}
