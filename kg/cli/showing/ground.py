"""Claims in the light of camps, for people: what is shared, what divides, what is typical."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy.orm import Session

from kg.analysis.among import Light
from kg.analysis.found_camps import Camps, Verdict
from kg.analysis.ground import By, Ground
from kg.analysis.things import Thing, things
from kg.cli.showing import camps
from kg.cli.showing.people import counted, section
from kg.cli.terminal import block, bold, dim, table
from kg.domain.agreeing.typical import Typical
from kg.store.models import Claim

SHOWN = 5
"""So many claims of each sort are shown unless more are asked for."""

NAMED = 8
"""So many claims that would move with a crux are named."""


Told = Callable[[int], str]


def lines(session: Session, found: Ground, language: str, limit: int | None) -> Iterator[str]:
    """The claims with most of each sort."""
    if not len(found.camps.stands):
        return
    shown = limit or SHOWN
    numbers = found.camps.stands.claims
    parts = [
        (title, some[:shown], told, otherwise) for title, some, told, otherwise in _parts(found)
    ]
    claims = things(session, Claim, {int(numbers[at]) for _, some, *_ in parts for at in some})
    yield bold(_opening(found.camps))
    if found.camps.verdict is Verdict.NOTHING:
        yield from block(camps.missing(found.camps), 2)
    for title, some, told, otherwise in parts:
        yield from section(title)
        if not some:
            yield dim(f"  {otherwise}")
        for at in some:
            yield from _claim(claims[int(numbers[at])], told(at), language)
    yield ""
    yield from map(dim, block(f"{BY_THESE if found.camps.found else ''}{ALL_FIGURES}", 0))


BY_THESE = (
    "Camps are made of these very stances: what is typical of them would be less so of others. "
)
ALL_FIGURES = "All figures: kg ground --by number"


def _parts(found: Ground) -> Iterator[tuple[str, list[int], Told, str]]:
    """Titles, claims, what is told of each of these, and what to say where there are none."""

    def spread(at: int) -> str:
        return sides(found, at)

    def bridging(at: int) -> str:
        return f"{found.bridge[0][at]:+.2f}; {spread(at)}"

    yield "Common ground", found.listed(By.COMMON), spread, missing(found, By.COMMON)
    if found.typical is not None:
        yield "What divides the camps", found.listed(By.DIVIDING), spread, MISSING[By.DIVIDING]
        for camp in range(len(found.camps.parts)):
            own = found.typical.of(camp).tolist()
            side = partial(_typical, found, found.typical, camp)
            yield f"Typical of camp {camp + 1}", own, side, MISSING[By.TYPICAL]
    yield "What bridges", found.listed(By.BRIDGING), bridging, MISSING[By.BRIDGING]
    number = found.camps.stands.claims
    yield (
        "Cruxes",
        found.listed(By.CRUX),
        lambda at: crux(found, int(number[at])),
        missing(found, By.CRUX),
    )


def _typical(found: Ground, typical: Typical, camp: int, at: int) -> str:
    side = "for" if typical.side[at, camp] > 0 else "against"
    return f"{side} it; {sides(found, at)}"


MISSING = {
    By.COMMON: "no claim is held by every camp",
    By.DIVIDING: "no claim parts them far",
    By.TYPICAL: "nothing that chance could not give",
    By.BRIDGING: "no claim that five or more spoke of is held so",
}


def missing(found: Ground, by: By) -> str:
    """Why a list is empty."""
    if by is By.CRUX:
        return no_crux(found)
    if by is By.COMMON and not found.camps.found:
        return "no claim is held by two or more, and by most who speak of it"
    return MISSING[by]


def no_crux(found: Ground) -> str:
    """Why no claim is a crux."""
    if not found.disputes:
        return "no claim is in dispute"
    if found.settled == found.disputes:
        return "all that is in dispute is decided"
    if not found.linked:
        return "no links, so no answer would move another claim"
    return "no open claim would move another one that is in dispute"


TITLES = {By.COMMON: "common ground", By.DIVIDING: "divides the camps", By.BRIDGING: "bridges"}


def of_claim(found: Light | None) -> Iterator[tuple[str, str | None]]:
    """What a card says of a claim in the light of camps."""
    if found is None:
        return
    if found.ground is None:
        yield "ground", "not looked for, since many speak: add --camps"
        return
    marks = found.ground.marks(found.at)
    told = ", ".join(title for mark, title in TITLES.items() if mark in marks)
    yield "ground", f"{told}: {sides(found.ground, found.at)}" if told else None
    if By.CRUX in marks:
        claim = int(found.ground.camps.stands.claims[found.at])
        yield "crux", crux(found.ground, claim)


def table_of(
    session: Session, found: Ground, order: Sequence[int], language: str, by: By
) -> Iterator[str]:
    """Claims with the figures that a list goes by, one a line; by number with all of them."""
    if not order:
        return
    numbers = found.camps.stands.claims
    claims = things(session, Claim, [int(numbers[at]) for at in order])
    names = ["stances", *(name for name in FIGURES[by] if name != "gap" or found.camps.found)]
    rows = []
    for at in order:
        claim = claims[int(numbers[at])]
        against, partly, held = found.camps.stands.by_claim[at].tolist()
        figures = (FIGURES_OF[name].told(found, at) for name in names[1:])
        rows.append([str(claim.id), f"{held}/{partly}/{against}", *figures, claim.said(language)])
    yield from table([["", *names, ""], *rows])
    yield ""
    yield from map(dim, block(" ".join(_legends(found, names[1:])), 0))


def _legends(found: Ground, names: Sequence[str]) -> Iterator[str]:
    yield "Stances: for, partly, against."
    for name in names:
        if name == "common" and not found.camps.found:
            yield "Common: the share that holds it."
        elif legend := FIGURES_OF[name].legend:
            yield legend


class _Figure(NamedTuple):
    """A column of figures: what stands in it for a claim, and what it is."""

    told: Callable[[Ground, int], str]
    legend: str = ""


def _common(found: Ground, at: int) -> str:
    return f"{found.common[at]:.2f}"


def _gap(found: Ground, at: int) -> str:
    return "–" if found.divide is None else f"{found.divide[at]:.2f}"


def _bridge(found: Ground, at: int) -> str:
    return f"{found.bridge[0][at]:+.2f}" if found.heard[at] else "–"


def _crux(found: Ground, at: int) -> str:
    one = found.crux.get(int(found.camps.stands.claims[at]))
    return "–" if one is None else f"{100 * one.share:.0f} %"


def _typical_of(found: Ground, at: int) -> str:
    return ", ".join(found.typical_of(at))


FIGURES_OF = {
    "common": _Figure(_common, "Common: the shares that hold it in each camp, multiplied."),
    "gap": _Figure(_gap, "Gap: how far two camps are apart."),
    "bridge": _Figure(_bridge, "Bridge: how far it is held by whichever side."),
    "crux": _Figure(_crux, "Crux: how much of the disagreement would move with its answer."),
    "typical of": _Figure(_typical_of),
}

FIGURES = {
    By.COMMON: ("common", "gap"),
    By.DIVIDING: ("common", "gap"),
    By.TYPICAL: ("gap", "typical of"),
    By.BRIDGING: ("common", "bridge"),
    By.CRUX: ("crux",),
    By.NUMBER: ("common", "gap", "bridge", "crux"),
}
"""What bears on each list; figures of others, such as what bridges, may take long."""


def _opening(camps: Camps) -> str:
    as_of = f", as of {camps.as_of}" if camps.as_of else ""
    number = counted(len(camps.stands.claims), "claim")
    if camps.found:
        return f"{number} in the light of {len(camps.parts)} camps{as_of}"
    return f"{number}; no camps, so all speakers are taken as one{as_of}"


def _claim(claim: Thing, told: str, language: str) -> Iterator[str]:
    margin = 4 + len(str(claim.id))
    yield from block(claim.said(language), margin, f"  {claim.id}")
    for line in block(told, margin):
        yield dim(line)


def crux(found: Ground, claim: int) -> str:
    """How much would move with the answer to a crux, and on which claims that is."""
    one = found.crux[claim]
    noun = "claim" if len(one.claims) == 1 else "claims"
    named = ", ".join(map(str, one.claims[:NAMED]))
    if (more := len(one.claims) - NAMED) > 0:
        named += f" and {more:,} more"
    return (
        f"{100 * one.share:.0f} % of the disagreement would move with its answer: "
        f"{one.disagreements:,} of {counted(one.total, 'disagreement')}, on {noun} {named}"
    )


def sides(found: Ground, at: int) -> str:
    """How many of each camp that says something of a claim are for it."""
    several = len(found.counts[at]) > 1
    told = []
    for camp, (against, partly, held) in enumerate(found.counts[at].tolist()):
        if several and not held + partly + against:
            continue
        said = f"{held:,} of {held + partly + against:,} for it"
        said += f", {partly:,} partly" if partly else ""
        told.append(f"camp {camp + 1}: {said}" if several else said)
    return "; ".join(told)
