"""One speaker among the others, and one claim in the light of camps: what cards of them tell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.analysis import camps as finding
from kg.analysis import ground
from kg.analysis.agreement import SIGNS
from kg.analysis.found_camps import Camps
from kg.analysis.stands import stands
from kg.analysis.things import Thing, things
from kg.domain.agreeing.pairs import FEWEST, rate
from kg.domain.scoring.hits import Interval
from kg.notebook import asof
from kg.store.models import Position, Speaker

SPEAKERS = finding.FEW
STANCES = 5_000
"""Of more speakers or stances camps are looked for only where that is asked for."""

SECONDS = 1.0
"""For so long a proof is looked for; a card does not show it."""

NEAREST = 3
"""So many speakers are told at either end."""


@dataclass(frozen=True)
class Tie:
    """How far a speaker agrees with another on the claims of which both take a side."""

    other: Thing
    agreements: int
    partial: int
    disagreements: int

    @property
    def claims(self) -> int:
        """On how many claims both took a stance."""
        return self.agreements + self.partial + self.disagreements

    @property
    def rate(self) -> tuple[float, Interval]:
        """The share of these on which they agree, with its interval."""
        return rate(self.agreements, self.partial, self.claims)


@dataclass(frozen=True)
class Among:
    """Where a speaker stands among the others.

    `camps` is None where they were not looked for, and `camp` where the speaker is in none.
    """

    speaker: int
    camps: Camps | None
    camp: int | None
    closest: list[Tie]
    farthest: list[Tie]


@dataclass(frozen=True)
class Light:
    """A claim in the light of camps: which of the claims of `ground` it is.

    `ground` is None where camps were not looked for.
    """

    ground: ground.Ground | None
    at: int = -1


def camps(session: Session, as_of: date | None = None, *, always: bool = False) -> Camps | None:
    """The camps of the whole notebook, or None where they take long and are not to come always."""
    if not always and _many(session, as_of):
        return None
    return finding.camps(session, as_of=as_of, seconds=SECONDS)


def _many(session: Session, as_of: date | None) -> bool:
    taken = (Position.stance.in_(SIGNS), *asof.by(Position.said, as_of))
    # Not a count of all: that would itself take long where there are many.
    some = select(Position.speaker_id).where(*taken).limit(STANCES + 1).subquery()
    stances, speakers = session.execute(
        select(func.count(), func.count(some.c.speaker_id.distinct())).select_from(some)
    ).one()
    return stances > STANCES or speakers > SPEAKERS


def among(
    session: Session, speaker: int, as_of: date | None = None, *, always: bool = False
) -> Among | None:
    """Where a speaker stands; None for one who takes no side of anything."""
    taken = (Position.stance.in_(SIGNS), *asof.by(Position.said, as_of))
    claims = session.scalars(
        select(Position.claim_id).where(Position.speaker_id == speaker, *taken).distinct()
    ).all()
    if not claims:
        return None
    ties = list(_ties(session, speaker, claims, as_of))
    closest = [one for one in ties if one.rate[0] > 0.5]
    farthest = [one for one in ties if one.rate[0] < 0.5]
    closest.sort(key=lambda one: (-one.rate[1].low, one.other.id))
    farthest.sort(key=lambda one: (one.rate[1].high, one.other.id))
    found = camps(session, as_of, always=always)
    camp = None
    if found is not None and found.found:
        at = found.stands.speakers.tolist().index(speaker)
        camp = int(found.group[at]) if found.group[at] >= 0 else None
    return Among(speaker, found, camp, closest[:NEAREST], farthest[:NEAREST])


def _ties(
    session: Session, speaker: int, claims: Collection[int], as_of: date | None
) -> Iterator[Tie]:
    """What a speaker shares with each other one, where that is enough to judge."""
    import numpy as np

    table = stands(session, claims, as_of)
    me = int(np.searchsorted(table.speakers, speaker))
    mine = np.zeros(len(table.claims), np.int8)
    mine[table.what[table.who == me]] = table.sign[table.who == me]
    product = table.sign * mine[table.what]
    counts = np.zeros((len(table.speakers), 3), np.intp)
    np.add.at(counts, (table.who, product.astype(np.intp) + 1), 1)
    counts[me] = 0
    enough = np.flatnonzero(counts.sum(axis=1) >= FEWEST)
    others = things(session, Speaker, table.speakers[enough].tolist())
    for number, (against, partly, held) in zip(
        table.speakers[enough].tolist(), counts[enough].tolist(), strict=True
    ):
        yield Tie(others[number], held, partly, against)


def light(
    session: Session,
    claim: int,
    *,
    today: date,
    as_of: date | None = None,
    always: bool = False,
) -> Light | None:
    """Where a claim stands between the camps of the notebook; None where nobody takes a side."""
    sided = select(Position.id).where(
        Position.claim_id == claim, Position.stance.in_(SIGNS), *asof.by(Position.said, as_of)
    )
    if session.scalar(sided.limit(1)) is None:
        return None
    found = camps(session, as_of, always=always)
    if found is None:
        return Light(None)
    at = found.stands.claims.tolist().index(claim)
    return Light(ground.ground(session, found, today=today), at)


# As cards.


def card(found: Among | None) -> dict[str, Any]:
    """Where a speaker stands, as scripts read it."""
    return {
        "camp": None if found is None or found.camp is None else found.camp + 1,
        "camps": _number(found.camps if found else None),
        "closest": [_tie(one) for one in found.closest] if found else [],
        "farthest": [_tie(one) for one in found.farthest] if found else [],
    }


def light_card(session: Session, found: Light | None) -> dict[str, Any]:
    """A claim in the light of camps, as scripts read it."""
    told = found.ground if found else None
    return {
        "camps": _number(told.camps if told else None),
        "ground": ground.cards(session, told, [found.at])[0] if found and told else None,
    }


def _number(found: Camps | None) -> int | None:
    if found is None:
        return None
    return len(found.parts) if found.found else 0


def _tie(one: Tie) -> dict[str, Any]:
    share, (low, high) = one.rate
    return {
        "speaker": one.other.uid,
        "agreements": one.agreements,
        "partial": one.partial,
        "disagreements": one.disagreements,
        "claims": one.claims,
        "rate": round(share, ground.DIGITS),
        "rate_low": round(low, ground.DIGITS),
        "rate_high": round(high, ground.DIGITS),
    }
