"""Claims in the light of camps, for people: what is shared, what divides, what is typical."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from kg.analysis.among import Light
from kg.analysis.found_camps import Camps, Verdict
from kg.analysis.ground import By, Ground
from kg.analysis.things import Thing, things
from kg.cli.showing import camps
from kg.cli.showing.people import counted, section
from kg.cli.terminal import block, bold, dim, table
from kg.store.models import Claim

SHOWN = 5
"""So many claims of each sort are shown unless more are asked for."""


def lines(session: Session, found: Ground, language: str, limit: int | None) -> Iterator[str]:
    """The claims with most of each sort."""
    if not len(found.camps.stands):
        return
    shown = limit or SHOWN
    numbers = found.camps.stands.claims
    common = [at for at in found.ordered(By.COMMON) if found.shared(at)][:shown]
    parts: list[tuple[str, list[int], str]] = [
        ("Common ground", common, "no claim is held by every camp"),
    ]
    if found.divide is not None:
        divides = [at for at in found.ordered(By.DIVIDING)[:shown] if found.divides(at)]
        parts.append(("What divides the camps", divides, "no claim parts them far"))
    for camp in range(len(found.camps.parts) if found.typical is not None else 0):
        assert found.typical is not None
        own = found.typical.of(camp)[:shown].tolist()
        parts.append((f"Typical of camp {camp + 1}", own, "nothing that chance could not give"))
    bridges = [at for at in found.ordered(By.BRIDGING)[:shown] if found.bridges(at)]
    parts.append(("What bridges", bridges, "no claim that five or more spoke of is held so"))
    cruxes = found.ordered(By.CRUX)[:shown]
    parts.append(("Cruxes", cruxes, "no open claim is in dispute"))
    claims = things(session, Claim, {int(numbers[at]) for _, some, _ in parts for at in some})
    yield bold(_opening(found.camps))
    if found.camps.verdict is Verdict.NOTHING:
        yield from block(camps.missing(found.camps), 2)
    for title, some, otherwise in parts:
        yield from section(title)
        if not some:
            yield dim(f"  {otherwise}")
        for at in some:
            yield from _claim(found, at, claims[int(numbers[at])], title, language)
    yield ""
    for line in block(
        "Camps are made of these very stances: what is typical of them would be less so of others. "
        "All figures: kg ground --by number",
        0,
    ):
        yield dim(line)


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
    # Where one claim alone is in dispute, it need not be said that all turns on it.
    if By.CRUX in marks and sum(share > 0 for share in found.ground.crux.values()) > 1:
        claim = int(found.ground.camps.stands.claims[found.at])
        yield "crux", crux(found.ground, claim)


def table_of(session: Session, found: Ground, order: Sequence[int], language: str) -> Iterator[str]:
    """Claims with all their figures, one a line."""
    if not order:
        return
    numbers = found.camps.stands.claims
    claims = things(session, Claim, [int(numbers[at]) for at in order])
    head = ("", "for", "partly", "against", "common", "dividing", "bridging", "crux", "")
    rows = []
    for at in order:
        claim = claims[int(numbers[at])]
        against, partly, held = found.camps.stands.by_claim[at].tolist()
        rows.append(
            (
                *map(str, (claim.id, held, partly, against)),
                f"{found.common[at]:.2f}",
                "–" if found.divide is None else f"{found.divide[at]:.2f}",
                f"{found.bridge[0][at]:+.2f}" if found.heard[at] else "–",
                "–" if claim.id not in found.crux else f"{100 * found.crux[claim.id]:.0f} %",
                claim.said(language),
            )
        )
    yield from table([head, *rows])


def _opening(camps: Camps) -> str:
    as_of = f", as of {camps.as_of}" if camps.as_of else ""
    number = counted(len(camps.stands.claims), "claim")
    if camps.found:
        return f"{number} in the light of {len(camps.parts)} camps{as_of}"
    return f"{number}; no camps, so all speakers are taken as one{as_of}"


def _claim(found: Ground, at: int, claim: Thing, title: str, language: str) -> Iterator[str]:
    lead = f"  {claim.id}"
    yield from block(claim.said(language), 4 + len(str(claim.id)), lead)
    margin = 4 + len(str(claim.id))
    if title == "Cruxes":
        told = crux(found, claim.id)
    elif title == "What bridges":
        told = f"{found.bridge[0][at]:+.2f}; {sides(found, at)}"
    else:
        told = sides(found, at)
    for line in block(told, margin):
        yield dim(line)


def crux(found: Ground, claim: int) -> str:
    """How much a crux moves."""
    return f"{100 * found.crux[claim]:.0f} % of the disagreement lies on it or rests on it"


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
