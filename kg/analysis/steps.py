"""Steps of an argument: what a claim rests on, and what rests on it.

A claim rests on what supports it, and on what it depends on. Links have no dates: as of a day they
count with their claims.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.analysis.things import Thing, things
from kg.domain.vocabulary import LinkKind
from kg.notebook import asof, states
from kg.notebook.finding import find
from kg.store.bulk import slices
from kg.store.models import Claim, Link, Speaker


class Step(NamedTuple):
    """A claim on the way: `level` links from the first, and next to which claim on that way.

    `again` says that it stood before with all that follows from it, which is not told twice.
    """

    level: int
    claim: Thing
    next_to: Thing
    link: str
    kind: LinkKind
    by: Thing | None
    state: str | None
    again: bool


@dataclass(frozen=True)
class Argument:
    """A claim and the steps from it, each before those that follow from it.

    `cut` is how many links are left out for being too deep.
    """

    claim: Thing
    state: str | None
    as_of: date | None
    steps: list[Step]
    cut: int

    @property
    def once(self) -> list[Step]:
        """Each claim once, as it comes first, without the one from which the steps lead."""
        found: dict[int, Step] = {}
        for one in self.steps:
            if one.claim.id != self.claim.id:
                found.setdefault(one.claim.id, one)
        return list(found.values())


class Edge(NamedTuple):
    """A link, seen from where one comes: to which claim it leads."""

    to: int
    uid: str
    kind: LinkKind
    speaker: int | None


def rests_on(
    session: Session,
    key: find.Key | Claim,
    *,
    today: date,
    depth: int | None = None,
    as_of: date | None = None,
) -> Argument:
    """What a claim rests on, by at most `depth` links; with `as_of` as it stood on that day."""
    return _walk(session, find.claim(session, key), False, today, depth, as_of)


def resting_on(
    session: Session,
    key: find.Key | Claim,
    *,
    today: date,
    depth: int | None = None,
    as_of: date | None = None,
) -> Argument:
    """What rests on a claim: when it falls, this is in question."""
    return _walk(session, find.claim(session, key), True, today, depth, as_of)


def _walk(
    session: Session,
    start: Claim,
    upwards: bool,
    today: date,
    depth: int | None,
    as_of: date | None,
) -> Argument:
    edges = _edges(session, start.id, upwards, depth, as_of)
    ids = {start.id, *edges, *(edge.to for some in edges.values() for edge in some)}
    claims = things(session, Claim, ids)
    by = things(session, Speaker, (edge.speaker for some in edges.values() for edge in some))
    state_of = states.claim_states(session, ids, today, as_of)
    steps, cut = steps_from(start.id, edges, claims, by, state_of, depth)
    return Argument(claims[start.id], state_of.get(start.id), as_of, steps, cut)


def steps_from(
    start: int,
    edges: dict[int, list[Edge]],
    claims: dict[int, Thing],
    by: dict[int, Thing],
    state_of: dict[int, str],
    depth: int | None = None,
    most: int | None = None,
) -> tuple[list[Step], int]:
    """The steps from a claim, and how many links are left out for being too deep.

    With `most` only so many of the first steps are told, and none that stood before.
    """
    steps: list[Step] = []
    cut: set[str] = set()
    mentioned: set[int] = set()
    told: set[int] = set()
    # A stack, for an argument may have more steps than Python lets functions call themselves.
    waiting: list[tuple[int, int, Edge | None, int]] = [(0, start, None, start)]
    while waiting and (most is None or len(steps) < most):
        level, claim, edge, before = waiting.pop()
        deep = depth is not None and level >= depth
        again = claim in told or (deep and claim in mentioned)
        mentioned.add(claim)
        if edge is not None and not (again and most is not None):
            drawn = None if edge.speaker is None else by[edge.speaker]
            steps.append(
                Step(
                    level,
                    claims[claim],
                    claims[before],
                    edge.uid,
                    edge.kind,
                    drawn,
                    state_of.get(claim),
                    again,
                )
            )
        if again:
            continue
        if deep:
            cut.update(edge.uid for edge in edges.get(claim, ()))
            continue
        told.add(claim)
        waiting += [(level + 1, edge.to, edge, claim) for edge in reversed(edges.get(claim, []))]
    return steps, len(cut - {one.link for one in steps})


def _edges(
    session: Session, start: int, upwards: bool, depth: int | None, as_of: date | None
) -> dict[int, list[Edge]]:
    """The links that lead on from each claim within reach, read level by level."""
    found: defaultdict[int, list[tuple[int, Edge]]] = defaultdict(list)
    reached, edge = {start}, {start}
    level = 0
    # One level more than is shown, to tell how much is left out.
    while edge and (depth is None or level <= depth):
        level += 1
        rows = list(_links(session, edge, upwards))
        unheard = asof.unheard(session, {step.to for _, _, step in rows}, as_of)
        ends = set()
        for here, number, step in rows:
            if step.to not in unheard:
                found[here].append((number, step))
                ends.add(step.to)
        edge = ends - reached
        reached |= edge
    return {here: [step for _, step in sorted(some)] for here, some in found.items()}


def _links(
    session: Session, claims: Collection[int], upwards: bool
) -> Iterator[tuple[int, int, Edge]]:
    """The links on from these claims: where from, the number of the link, and where to."""
    # What supports points to what rests on it; what depends points to what it rests on.
    ends = {LinkKind.SUPPORTS: (Link.to_id, Link.from_id)}
    ends[LinkKind.DEPENDS_ON] = (Link.from_id, Link.to_id)
    for kind, (resting, under) in ends.items():
        here, there = (under, resting) if upwards else (resting, under)
        for some in slices(claims):
            rows = session.execute(
                select(here, Link.id, there, Link.uid, Link.speaker_id).where(
                    here.in_(some), Link.kind == kind
                )
            )
            for start, number, end, uid, speaker in rows:
                yield start, number, Edge(end, uid, kind, speaker)


@dataclass(frozen=True)
class Conclusion:
    """Whether a claim came out for its reasons: which of these held, failed, or still wait.

    `says` is one of `CONCLUSIONS`. What was never checked, or came to no clear end, is in none.
    """

    says: str
    held: list[Thing]
    failed: list[Thing]
    waiting: list[Thing]
    steps: int


CONCLUSIONS = {
    "right for its reasons": "Right for the stated reasons",
    "right although a reason failed": "Right although a stated reason failed",
    "wrong although its reasons held": "Wrong although the stated reasons held",
    "wrong as its reasons were": "Wrong as its reasons were",
    "not yet known": "Whether it is right for its reasons is not yet known",
}
"""What can be said of a claim and its reasons, and how to begin the sentence."""

HELD, FAILED, WAITING = {"right"}, {"wrong"}, {"open", "overdue"}
"""The states of reasons that held, that failed, and that may do either yet."""


def concluded(found: Argument) -> Conclusion | None:
    """What the outcomes of a claim and its steps say together; None of a claim without steps."""
    steps = found.once
    if not steps:
        return None
    held, failed, waiting = (
        [one.claim for one in steps if one.state in words] for words in (HELD, FAILED, WAITING)
    )
    told = says(found.state, len(held), len(failed), len(waiting))
    return Conclusion(told, held, failed, waiting, len(steps))


def says(state: str | None, held: int, failed: int, waiting: int) -> str:
    """Which of the `CONCLUSIONS` is to be said of a claim, by how many of its reasons did what."""
    if state not in {"right", "wrong"}:
        return "not yet known"
    right = state == "right"
    if failed:
        return "right although a reason failed" if right else "wrong as its reasons were"
    if held and not waiting:
        return "right for its reasons" if right else "wrong although its reasons held"
    return "not yet known"


def sentence(told: Conclusion) -> str:
    """A conclusion in words, with the reasons that failed by their numbers."""
    opening = CONCLUSIONS[told.says]
    failed = ", ".join(str(one.id) for one in told.failed)
    if told.failed and told.says != "not yet known":
        return f"{opening}: {failed}."
    counts = Counter(right=len(told.held), wrong=len(told.failed), open=len(told.waiting))
    counts["neither right nor wrong"] = told.steps - counts.total()
    parts = [f"{number} {word}" for word, number in counts.items() if number]
    steps = "1 step" if told.steps == 1 else f"{told.steps} steps"
    return f"{opening}: of {steps}, {', '.join(parts)}."


def card(found: Argument) -> dict[str, Any]:
    """What a claim rests on, as JSON holds it."""
    told = concluded(found)
    return {
        "claim": found.claim.uid,
        "state": found.state,
        "as_of": found.as_of and found.as_of.isoformat(),
        "conclusion": told and told.says,
        "held": _uids(told.held if told else ()),
        "failed": _uids(told.failed if told else ()),
        "waiting": _uids(told.waiting if told else ()),
        "steps": [step_card(one) for one in found.steps],
        "cut": found.cut,
    }


def _uids(claims: Sequence[Thing]) -> list[str]:
    return [one.uid for one in claims]


def step_card(step: Step) -> dict[str, Any]:
    """One step, as JSON holds it."""
    return {
        "level": step.level,
        "id": step.claim.id,
        "claim": step.claim.uid,
        "next_to": step.next_to.uid,
        "kind": step.kind.value,
        "by": step.by and step.by.uid,
        "link": step.link,
        "state": step.state,
        "again": step.again,
    }
