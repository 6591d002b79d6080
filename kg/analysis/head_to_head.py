"""Head to head: what two speakers disagree about, and how often each turned out right."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.agreement import once
from kg.analysis.disputes import INFERRED, RECORDED, Case, Dispute, Result, Said, Side
from kg.analysis.sides import Taken, number_card
from kg.analysis.things import Thing, written
from kg.domain.vocabulary import LinkKind
from kg.errors import Invalid
from kg.notebook.finding import find
from kg.store.models import Link, Speaker

FEW = 3
"""With fewer decided disagreements nothing is said of who is right more often."""


@dataclass
class HeadToHead:
    """Two speakers, what they disagree about, and on how many claims they do not."""

    first: Thing
    second: Thing
    as_of: date | None
    recorded: list[Dispute] = field(default_factory=list)
    inferred: list[Dispute] = field(default_factory=list)
    agreements: int = 0
    partial: int = 0
    afterwards: int = 0
    """Claims on which they disagree only since it is decided."""
    unchecked: list[Thing] = field(default_factory=list)
    """Claims on which they disagree, with nothing to check."""

    @property
    def totals(self) -> dict[str, int]:
        """How many recorded disagreements came to what."""
        return _counted(self.recorded, RECORDED)

    @property
    def inferred_totals(self) -> dict[str, int]:
        """How many inferred disagreements came to what."""
        return _counted(self.inferred, INFERRED)

    @property
    def decided(self) -> int:
        """How many recorded disagreements are decided, one way or another."""
        return decided(self.totals)

    @property
    def too_few(self) -> bool:
        """Whether too few are decided to say who is right more often."""
        return self.decided < FEW


def decided(totals: Mapping[str, int]) -> int:
    """How many disagreements are decided, one way or another, of so many that came to what."""
    return sum(totals[one] for one in ("first", "second", "partly", "mixed"))


def _counted(disputes: Iterable[Dispute], results: Sequence[str]) -> dict[str, int]:
    counts = Counter(one.result for one in disputes)
    return {result: counts[result] for result in results}


def compare(
    session: Session,
    first: find.Key | Speaker,
    second: find.Key | Speaker,
    claims: Collection[int] | None = None,
    *,
    today: date,
    as_of: date | None = None,
) -> HeadToHead:
    """What two speakers disagree about on these claims, and who was right; Invalid if they are one.

    With `as_of`, what was said and decided by that day.
    """
    rows = [find.speaker(session, key) for key in (first, second)]
    one, other = (Thing(row.id, row.uid, row.names) for row in rows)
    if one.id == other.id:
        raise Invalid(f"Both are {one.said('en')}.", "Name two speakers.")
    found = HeadToHead(one, other, as_of)
    said = Said.by(session, (one.id, other.id), claims, as_of)
    shared = [claim for claim, by in sorted(said.stances.items()) if len(by) == 2]
    taken = said.stances.keys()
    links = [link for link in _links(session) if link[0] in taken and link[1] in taken]
    ends = (end for start, other_end, _ in links for end in (start, other_end))
    case = Case(session, said, {*shared, *said.numbered, *ends}, as_of or today, as_of)
    for claim in sorted({*shared, *said.numbered}):
        _weigh(found, case, claim)
    for start, end, kind in links:
        ways = (
            case.inferred(way, (one.id, other.id), kind) for way in ((start, end), (end, start))
        )
        # Two claims are one disagreement, whichever of them each spoke of.
        found.inferred.extend([dispute for dispute in ways if dispute][:1])
    return found


def _weigh(found: HeadToHead, case: Case, claim: int) -> None:
    """Put a claim on which both took a side where it belongs."""
    pair = found.first.id, found.second.id
    dispute = case.recorded(claim, *pair)
    if dispute:
        found.recorded.append(dispute)
        if dispute.turned is None:
            return
    # Of who took no stance nothing is said but how they disagree.
    mine, theirs = (case.said.of(claim, who) for who in pair)
    if not (mine and theirs):
        return
    one, other = mine[-1].sign, theirs[-1].sign
    if one * other < 0 and not dispute:
        # Opposite stances are no disagreement where the numbers behind them agree.
        one, other = case.numbered(claim, pair) or (one, other)
    if one * other > 0:
        found.agreements += 1
    elif one * other == 0:
        found.partial += 1
    elif dispute:
        return
    elif claim in case.checks:
        found.afterwards += 1
    else:
        found.unchecked.append(case.claims[claim])


def _links(session: Session) -> list[tuple[int, int, LinkKind]]:
    kinds = [LinkKind.OPPOSES, LinkKind.RESTATES]
    rows = session.execute(select(Link.from_id, Link.to_id, Link.kind).where(Link.kind.in_(kinds)))
    return sorted(once((start, end, kind) for start, end, kind in rows))


def card(found: HeadToHead) -> dict[str, Any]:
    """Two speakers, as JSON holds it."""
    return {
        "first": found.first.uid,
        "second": found.second.uid,
        "as_of": found.as_of and found.as_of.isoformat(),
        "recorded": [_dispute_card(found, one) for one in found.recorded],
        "inferred": [_dispute_card(found, one) for one in found.inferred],
        "totals": found.totals,
        "inferred_totals": found.inferred_totals,
        "too_few": found.too_few,
        "agreements": found.agreements,
        "partial": found.partial,
        "afterwards": found.afterwards,
        "unchecked": [one.uid for one in found.unchecked],
    }


def _dispute_card(found: HeadToHead, dispute: Dispute) -> dict[str, Any]:
    return {
        "result": dispute.result,
        "decided": written(dispute.decided),
        "due": written(dispute.due),
        "link": dispute.link and dispute.link.value,
        "came_round": dispute.turned and _turn_card(found, dispute.turned),
        "first": _side_card(dispute.first),
        "second": _side_card(dispute.second),
    }


def _turn_card(found: HeadToHead, turned: Taken) -> dict[str, Any]:
    speaker = found.first if turned.speaker == found.first.id else found.second
    return {"speaker": speaker.uid, **_taken_card(turned), "forecast": number_card(turned)}


def _taken_card(taken: Taken) -> dict[str, Any]:
    return {
        "position": taken.uid if taken.stance else None,
        "stance": taken.stance and taken.stance.value,
        "said": written(taken.said),
    }


def _side_card(side: Side) -> dict[str, Any]:
    return {
        "claim": side.claim.uid,
        **_taken_card(side.taken),
        "checks": [_check_card(one) for one in side.results],
    }


def _check_card(result: Result) -> dict[str, Any]:
    return {
        "prediction": result.prediction and result.prediction.uid,
        "state": result.state,
        "decided": written(result.decided),
        "due": written(result.due),
        "forecast": number_card(result.taken),
    }
