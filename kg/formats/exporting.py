"""From a notebook to what a format's writer takes: records, a graph, days or tables.

Whatever the writer, a selection limits it and a day ends it: see `kg.notebook.asof`.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.analysis.agreement import SIGNS
from kg.domain.selection import Selection
from kg.errors import Invalid
from kg.formats.registry import Format, Pairs, Remarks
from kg.formats.told import left_out
from kg.graph.named import graph_of
from kg.notebook import asof
from kg.notebook.finding.narrowing import prediction_ids
from kg.notebook.finding.selecting import claim_ids
from kg.notebook.records.gather import gather
from kg.store.bulk import slices
from kg.store.models import Position, Prediction

NAMED = 10_000
"""Of more claims it is not asked who speaks of just these."""


@dataclass(frozen=True)
class Wanted:
    """What of a notebook is written: the claims that are meant, as of a day, in which language.

    `graph` names the one that a format of graphs is given; `texts` are those of sources.
    """

    selection: Selection
    today: date
    language: str = "en"
    as_of: date | None = None
    graph: str = "claims"
    texts: bool = False

    @property
    def whole(self) -> bool:
        """Whether all that there is, is wanted."""
        return self.selection.everything and self.as_of is None


def check_graph(one: Format, graph: str | None) -> None:
    """Raise Invalid when a graph is named for a format that is none of graphs."""
    if graph is not None and not one.write_graph:
        raise Invalid(f"A graph is written as graphml or gexf, not as {one.name}.")


def pairs(session: Session, wanted: Wanted) -> int:
    """How many pairs of speakers a graph of speakers may have at most."""
    sided = select(func.count(Position.speaker_id.distinct())).where(
        Position.stance.in_(SIGNS), *asof.by(Position.said, wanted.as_of)
    )
    if not wanted.selection.everything:
        claims = claim_ids(session, wanted.selection, wanted.today, wanted.as_of)
        if len(claims) <= NAMED:
            sided = sided.where(Position.claim_id.in_(claims))
    number = session.scalar(sided) or 0
    return number * (number - 1) // 2


def write_text(session: Session, one: Format, wanted: Wanted, stream: IO[str]) -> list[str]:
    """Write what is wanted to a stream, in a format that is no folder; tells what is left out."""
    return _told(session, wanted, _write_text(session, one, wanted, stream))


def write_folder(session: Session, one: Format, wanted: Wanted, folder: Path) -> list[str]:
    """Write what is wanted into a folder, in a format that is one; tells what is left out."""
    if one.write_tables:
        one.write_tables(session, _claims(session, wanted), folder, wanted.as_of)
        left = None
    else:
        assert one.write_folder is not None, f"{one.name} is no format of folders"
        left = one.write_folder(_records(session, wanted), folder)
    return _told(session, wanted, left)


def _told(session: Session, wanted: Wanted, left: Remarks) -> list[str]:
    """What is told of what was written: what the format leaves out, and whether that is all."""
    nothing = _claims(session, wanted) == []
    matched = ["No claims meet these conditions: nothing of them is written."] if nothing else []
    return [*matched, *(left or [])]


def _write_text(session: Session, one: Format, wanted: Wanted, stream: IO[str]) -> Remarks:
    if one.write_graph:
        graph = graph_of(
            session,
            wanted.graph,
            wanted.selection,
            wanted.today,
            wanted.language,
            wanted.as_of,
        )
        one.write_graph(graph, stream)
    elif one.write_days:
        from kg.notebook.review.appointments import appointments

        asked = prediction_ids(session, wanted.selection, wanted.today, wanted.as_of)
        among = None if wanted.whole else asked
        days = list(
            appointments(session, wanted.today, wanted.language, among=among, as_of=wanted.as_of)
        )
        one.write_days(days, stream)
        written = {day.uid.rsplit("@", 1)[0] for day in days}
        there = sum(
            uid in written
            for some in slices(asked)
            for uid in session.scalars(select(Prediction.uid).where(Prediction.id.in_(some)))
        )
        why = "decided long ago or without a due date"
        return left_out("predictions", there, len(asked), why)
    else:
        assert one.write is not None, f"{one.name} is no format of texts"
        return one.write(_records(session, wanted), stream)
    return None


def _records(session: Session, wanted: Wanted) -> Pairs:
    return gather(session, _claims(session, wanted), texts=wanted.texts, as_of=wanted.as_of)


def _claims(session: Session, wanted: Wanted) -> list[int] | None:
    if wanted.whole:
        return None
    return claim_ids(session, wanted.selection, wanted.today, wanted.as_of)
