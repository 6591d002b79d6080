"""Merging another notebook into this one: what differs is decided, nothing is dropped unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kg.errors import Invalid
from kg.notebook.records.plans import Plan
from kg.notebook.sharing import bringing, moving
from kg.notebook.sharing.differing import Decide, Prefer, Side, Together, counted, together
from kg.notebook.sharing.states import State
from kg.store import history
from kg.store.types import plain


@dataclass
class Merged:
    """What two notebooks came to together, and what was changed in this one."""

    mine: State
    theirs: State
    found: Together
    plan: Plan

    @property
    def nothing(self) -> bool:
        """Whether this notebook holds all that the other does already."""
        return self.plan.nothing and not self.found.open

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of which table are new, changed and removed here."""
        plan = self.plan
        return {
            "new": counted((table, ()) for table, rows in plan.adds.items() for _ in rows),
            "changed": counted({(table, (number,)) for table, number, _, _ in plan.changes}),
            "removed": counted((table, ()) for table, _ in plan.removes),
        }


def refuse_undated(prefer: Prefer | None, place: str, remedy: str, *, timeless: bool) -> None:
    """Raise Invalid where the newer is to count, and one side does not say when it was changed."""
    if timeless and prefer == "newer":
        raise Invalid(f"{place} is a text, which does not say when it was changed.", remedy)


def decider(prefer: Prefer | None, decided: Mapping[str, Side] | None = None) -> Decide:
    """What counts where neither side knows what the other says: as preferred, or as was decided.

    `decided` has sides by the marks of differences.
    """
    if prefer in ("mine", "theirs"):
        side: Side = "mine" if prefer == "mine" else "theirs"
        return lambda _: side
    return lambda one: (decided or {}).get(one.mark)


def compare(
    session: Session,
    other: Session,
    *,
    decide: Decide = lambda _: None,
    prefer: Prefer | None = None,
    timeless: bool = False,
    now: str = "",
) -> Merged:
    """What this notebook and another come to together; changes nothing.

    `timeless` says that the other was read from a text, which has no history: what it does not say
    is not gone there. Raises nothing where things are left open: they are in `found.open`.
    """
    moves = moving.together(session, other)
    mine = State(session, moves)
    theirs = State(other, moves, timeless=timeless, like=mine)
    return Merged(mine, theirs, together(mine, theirs, decide, prefer, now), Plan())


def merge(
    session: Session,
    other: Session,
    *,
    decide: Decide = lambda _: None,
    prefer: Prefer | None = None,
    timeless: bool = False,
) -> Merged:
    """Let this notebook hold what both hold, as one batch; what is left open stays as it is here.

    Doing so again changes nothing, and all who merge with `newer` come to the same contents, in
    whichever order but for what `docs/sharing.md` tells of three who make the same things one.
    """
    now = plain(history.made_at(session))
    result = compare(session, other, decide=decide, prefer=prefer, timeless=timeless, now=now)
    result.plan = bringing.bring(session, result.mine, result.theirs, result.found)
    return result
