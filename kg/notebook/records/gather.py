"""Gathering a notebook, or a part of it, as the records it is written as: `apply` in reverse."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.keys import derived_uid
from kg.notebook import asof
from kg.notebook.records.earlier import as_known
from kg.notebook.records.mergers import gathered
from kg.store.bulk import rows_by, slices
from kg.store.models import Base

Row = dict[str, Any]
Record = dict[str, Any]
"""A record as plain data, its fields in the order of `kg.domain.records`, without empty ones."""

SLICE = 5_000
HEAVY = 40_000
"""Rows that are read at once: claims with their positions."""


def gather(
    session: Session,
    claims: Collection[int] | None = None,
    *,
    texts: bool = False,
    as_of: date | None = None,
) -> Iterator[tuple[str, Record]]:
    """Every record with the word of its list; no list refers to a later one.

    With `claims`, only these and those read together with them, what is said of them and what they
    refer to; links that have both ends among them. The texts of sources belong to their publishers
    and come only with `texts`. With `as_of` these claims are told as they would have been on that
    day: see `kg.notebook.asof`.
    """
    yield from _Gathering(session, claims, texts, as_of).records()


def needed(
    session: Session, claims: Collection[int], as_of: date | None = None
) -> dict[str, list[int]]:
    """The numbers of the rows that are gathered with these claims, by the names of their tables."""
    found = _Gathering(session, claims, False, as_of)
    return {"claim": found.claims, **found.needed()}


class _Gathering:
    def __init__(
        self,
        session: Session,
        claims: Collection[int] | None,
        texts: bool,
        as_of: date | None,
    ) -> None:
        self.session = session
        self.texts = texts
        self.as_of = as_of
        self.claims = sorted(self._ids("claim") if claims is None else self._read_with(claims))
        self.whole = claims is None
        # Claims are many, and only those of a slice are known at a time.
        self.uids: dict[str, dict[int, str]] = {
            name: self._uids(name) for name in ("speaker", "concept", "source", "evidence")
        }
        self.turns: dict[int, int] = {}

    def _read_with(self, claims: Collection[int]) -> set[int]:
        """These claims and all that share a prediction with them: readings are not torn apart."""
        found, edge = set(claims), set(claims)
        while edge:
            shared = {row["prediction_id"] for row in self._rows("reading", "claim_id", edge)}
            read = {row["claim_id"] for row in self._rows("reading", "prediction_id", shared)}
            edge = read - found
            edge -= asof.unheard(self.session, edge, self.as_of)
            found |= edge
        return found

    def records(self) -> Iterator[tuple[str, Record]]:
        needed = self.needed()
        for word, table in (("speakers", "speaker"), ("concepts", "concept")):
            for row in self._rows(table, "id", needed[table]):
                yield word, self._named(row)
        for some in slices(needed["source"], SLICE):
            turns = self._group("turn", "source_id", some)
            texts = self._group("passage", "source_id", some if self.texts else [])
            for row in self._rows("source", "id", some):
                record = self._with_turns(row, turns[row["id"]], bool(texts[row["id"]]))
                for one in texts[row["id"]]:
                    record["text"] = one["text"]
                yield "sources", record
        for row in self._rows("evidence", "id", needed["evidence"]):
            yield "evidence", _tidy(row)
        for some in self._by_weight("position", "claim_id", self.claims):
            yield from self._claims(some)
        yield from self._links()
        for some in self._by_weight("forecast", "prediction_id", needed["prediction"]):
            yield from self._predictions(some)
        # Views are of the notebook, not of any of its claims.
        for row in self._rows("view", "id", self._ids("view") if self.whole else []):
            yield "views", _ordered(_tidy(row), "id", "name", "query", "note")
        if self.whole:
            for merged in gathered(self.session):
                yield "merged", merged

    def _by_weight(self, table: str, owner: str, ids: list[int]) -> Iterator[list[int]]:
        """These numbers in slices that have about as many rows in a table, however they share them.

        Few claims may have many positions, and no more than a slice of them is in memory.
        """
        column = Base.metadata.tables[table].c[owner]
        some: list[int] = []
        weight = 0
        for these in slices(ids, SLICE):
            owned = select(column, func.count()).where(column.in_(these)).group_by(column)
            weights = {key: number for key, number in self.session.execute(owned)}
            for key in these:
                some.append(key)
                weight += 1 + weights.get(key, 0)
                if weight >= HEAVY or len(some) >= SLICE:
                    yield some
                    some, weight = [], 0
        if some:
            yield some

    def needed(self) -> dict[str, list[int]]:
        """The numbers of the rows that the chosen claims rest on: all rows, when all are chosen."""
        tables = ("speaker", "concept", "source", "evidence", "prediction")
        if self.whole:
            return {name: self._ids(name) for name in tables}
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row in self._rows("about", "claim_id", self.claims):
            found["concept"].add(row["concept_id"])
        for row in self._rows("position", "claim_id", self.claims):
            found["speaker"].add(row["speaker_id"])
            found["source"].add(row["source_id"])
        for row in self._rows("reading", "claim_id", self.claims):
            found["prediction"].add(row["prediction_id"])
        for row in self._rows("link", "from_id", self.claims):
            if self._mine(row["to_id"]):
                found["speaker"].add(row["speaker_id"])
        for row in self._rows("turn", "source_id", found["source"] - {None}):
            found["speaker"].add(row["speaker_id"])
        for row in self._rows("forecast", "prediction_id", found["prediction"]):
            found["speaker"].add(row["speaker_id"])
        for target, ids in (("prediction_id", found["prediction"]), ("claim_id", self.claims)):
            resolutions = [row["id"] for row in self._rows("resolution", target, ids)]
            for row in self._rows("citation", "resolution_id", resolutions):
                found["evidence"].add(row["evidence_id"])
        self._add_broader(found["concept"])
        return {name: sorted(found[name] - {None}) for name in tables}

    def _add_broader(self, concepts: set[int]) -> None:
        edge = set(concepts)
        while edge:
            rows = self._rows("concept", "id", edge)
            edge = {row["broader_id"] for row in rows} - concepts - {None}
            concepts |= edge

    def _named(self, row: Row) -> Record:
        broader = row.pop("broader_id", None)
        record = _tidy(row)
        if broader is not None:
            record["broader"] = self.uids["concept"][broader]
        return _ordered(record, "id", "kind", "names", "aliases", "broader", "url", "note")

    def _with_turns(self, row: Row, turns: list[Row], with_text: bool) -> Record:
        self.turns.update((turn["id"], turn["number"]) for turn in turns)
        record = _tidy(row)
        if turns:
            record["turns"] = [
                _some(
                    number=turn["number"],
                    section=turn["section"],
                    speaker=self.uids["speaker"].get(turn["speaker_id"]),
                    start=turn["start"],
                    label=turn["label"],
                    # Places in a text that does not come along would mean nothing.
                    begins=turn["begins"] if with_text else None,
                    ends=turn["ends"] if with_text else None,
                )
                for turn in sorted(turns, key=lambda turn: turn["number"])
            ]
        return record

    def _claims(self, ids: list[int]) -> Iterator[tuple[str, Record]]:
        about = self._group("about", "claim_id", ids)
        positions = self._group("position", "claim_id", ids)
        resolutions = self._resolutions("claim_id", ids)
        for row in self._rows("claim", "id", ids):
            record = _tidy(row)
            record["about"] = [self.uids["concept"][one["concept_id"]] for one in about[row["id"]]]
            seen: Counter[str] = Counter()
            record["positions"] = [
                self._position(one, record["id"], seen) for one in positions[row["id"]]
            ]
            record["resolutions"] = [
                self._resolution(one, f"{record['id']}/check", seen)
                for one in resolutions[row["id"]]
            ]
            yield (
                "claims",
                _ordered(
                    record,
                    *("id", "kind", "weight", "statement", "about", "tags", "note"),
                    *("positions", "resolutions"),
                ),
            )

    def _position(self, row: Row, claim: str, seen: Counter[str]) -> Record:
        speaker = self.uids["speaker"][row["speaker_id"]]
        record = _some(
            id=_unless_derived(row["uid"], f"{claim}/{speaker}", seen),
            speaker=speaker,
            stance=row["stance"],
            said=row["said"],
            source=self.uids["source"].get(row["source_id"]),
            turn=self.turns.get(row["turn_id"]),
            quote=row["quote"],
            anchor=row["anchor"],
            note=row["note"],
        )
        if self.texts and row["quote"] is not None and row["source_id"] is not None:
            # Said even when empty: its reader need not wonder that the text lacks the quote.
            record["anchor"] = row["anchor"]
        return record

    def _links(self) -> Iterator[tuple[str, Record]]:
        seen: Counter[str] = Counter()
        for some in slices(self.claims, SLICE):
            rows = [row for row in self._rows("link", "from_id", some) if self._mine(row["to_id"])]
            uids = self._uids("claim", {*some, *(row["to_id"] for row in rows)})
            for row in rows:
                ends = uids[row["from_id"]], uids[row["to_id"]]
                by = self.uids["speaker"].get(row["speaker_id"])
                base = "/".join(filter(None, (ends[0], row["kind"].replace(" ", "-"), ends[1], by)))
                seen.clear()
                record = _some(id=_unless_derived(row["uid"], base, seen))
                record |= {"from": ends[0], "kind": row["kind"], "to": ends[1]}
                yield "links", record | _some(by=by, note=row["note"])

    def _predictions(self, ids: list[int]) -> Iterator[tuple[str, Record]]:
        readings = self._group("reading", "prediction_id", ids)
        forecasts = self._group("forecast", "prediction_id", ids)
        resolutions = self._resolutions("prediction_id", ids)
        uids = self._uids("claim", {one["claim_id"] for read in readings.values() for one in read})
        for row in self._rows("prediction", "id", ids):
            record = _tidy(row)
            uid = record["id"]
            record["claims"] = [
                uids[one["claim_id"]]
                for one in readings[row["id"]]
                if self.as_of is None or self._mine(one["claim_id"])
            ]
            seen: Counter[str] = Counter()
            record["forecasts"] = [self._forecast(one, uid, seen) for one in forecasts[row["id"]]]
            record["resolutions"] = [
                self._resolution(one, f"{uid}/verdict", seen) for one in resolutions[row["id"]]
            ]
            yield (
                "predictions",
                _ordered(
                    record,
                    *(
                        "id",
                        "claims",
                        "statement",
                        "criteria",
                        "horizon",
                        "opens",
                        "due",
                        "snoozed",
                        "tags",
                        "note",
                    ),
                    *("forecasts", "resolutions"),
                ),
            )

    def _forecast(self, row: Row, prediction: str, seen: Counter[str]) -> Record:
        speaker = self.uids["speaker"][row["speaker_id"]]
        low, middle, high = row["low"], row["middle"], row["high"]
        return _some(
            id=_unless_derived(row["uid"], f"{prediction}/{speaker}", seen),
            speaker=speaker,
            made=row["made"],
            probability=middle if low == high else {"low": low, "middle": middle, "high": high},
            words=row["words"],
            basis=row["basis"],
            scale=row["scale"],
            note=row["note"],
        )

    def _resolutions(self, target: str, ids: list[int]) -> dict[int, list[Row]]:
        rows = self._group("resolution", target, ids)
        citations = self._group(
            "citation", "resolution_id", [one["id"] for many in rows.values() for one in many]
        )
        for many in rows.values():
            for one in many:
                one["evidence"] = [self._citation(cited) for cited in citations[one["id"]]]
        return rows

    def _citation(self, row: Row) -> str | Record:
        uid = self.uids["evidence"][row["evidence_id"]]
        return uid if row["side"] == "for" else {"evidence": uid, "side": row["side"]}

    def _resolution(self, row: Row, base: str, seen: Counter[str]) -> Record:
        return _some(
            id=_unless_derived(row["uid"], base, seen),
            outcome=row["outcome"],
            fraction=row["fraction"],
            decided=row["decided"],
            confidence=row["confidence"],
            note=row["note"],
            evidence=row["evidence"],
            withdrawn=row["withdrawn"],
            withdrawn_because=row["withdrawn_because"],
        )

    def _ids(self, table: str) -> list[int]:
        column = Base.metadata.tables[table].c.id
        return list(self.session.scalars(select(column).order_by(column)))

    def _uids(self, table: str, ids: Collection[int] | None = None) -> dict[int, str]:
        columns = Base.metadata.tables[table].c
        every = select(columns.id, columns.uid)
        asked = [every] if ids is None else (every.where(columns.id.in_(n)) for n in slices(ids))
        return dict(row for one in asked for row in self.session.execute(one).all())

    def _mine(self, claim: int) -> bool:
        """Whether a claim is among those that are gathered."""
        if self.whole:
            return True
        at = bisect_left(self.claims, claim)
        return at < len(self.claims) and self.claims[at] == claim

    def _rows(self, table: str, column: str, values: Iterable[Any]) -> Iterator[Row]:
        found = rows_by(self.session, Base.metadata.tables[table], column, values)
        return found if self.as_of is None else as_known(table, found, self.as_of)

    def _group(self, table: str, column: str, values: Iterable[Any]) -> defaultdict[int, list[Row]]:
        groups: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self._rows(table, column, values):
            groups[row[column]].append(row)
        return groups


def _unless_derived(uid: str, base: str, seen: Counter[str]) -> str | None:
    """None for an id that a reader of the records would derive anyway."""
    trial = seen.copy()
    if derived_uid(base, trial) != uid:
        return uid
    seen.update({base: 1})
    return None


def _tidy(row: Row) -> Record:
    """A row as a record: its uid as id, and nothing that is empty."""
    return _some(
        id=row["uid"], **{key: value for key, value in row.items() if key not in {"id", "uid"}}
    )


def _some(**fields: Any) -> Record:
    return {key: value for key, value in fields.items() if value is not None and value != []}


def _ordered(record: Record, *fields: str) -> Record:
    return {field: record[field] for field in fields if record.get(field) not in (None, [])}
