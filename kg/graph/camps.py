"""The graph of camps: who stands where to which claim, and what that makes of both."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kg.analysis import found_camps
from kg.analysis.camps import camps
from kg.analysis.found_camps import Camps, Verdict
from kg.analysis.ground import ground
from kg.analysis.strength import standings
from kg.analysis.things import things
from kg.domain.selection import Selection
from kg.domain.strength import NEUTRAL
from kg.domain.wording import Wording, said_in
from kg.notebook.finding import selecting
from kg.store.models import Claim

if TYPE_CHECKING:
    import networkx as nx

SECONDS = 2.0
"""For so long a proof is looked for; a graph does not show it."""

UNSURE = (Verdict.LOOSE, Verdict.UNSTEADY)
"""Verdicts of camps in which many speakers might as well be in another one."""


def camp_graph(
    session: Session,
    selection: Selection | None = None,
    *,
    today: date,
    language: str = "en",
    as_of: date | None = None,
) -> "nx.Graph[str]":
    """Speakers and the claims of which they take a side, as nodes; an edge for each stance.

    A speaker has the number of a camp, 0 without one, and the verdict on all camps; a claim its
    figures in the light of the camps, and how strong it is for the links of the whole notebook. An
    edge has the sign of the last stance: 1, 0 partly, -1. The graph itself has the method and how
    sure the camps are.
    With `as_of` it is what was known on that day.
    """
    import networkx as nx

    chosen = selection or Selection()
    ids = None if chosen.everything else selecting.claim_ids(session, chosen, today, as_of)
    found = camps(session, ids, as_of=as_of, seconds=SECONDS)
    taken = found.stands.at_hand()
    light = ground(session, found, today=today)
    strong = standings(session, today=today, as_of=as_of).of
    claims = things(session, Claim, taken.claims.tolist())
    graph: nx.Graph[str] = nx.Graph(**_whole(found))
    speakers = [found.people[number] for number in taken.speakers.tolist()]
    for one, camp in zip(speakers, found.group.tolist(), strict=True):
        graph.add_node(
            f"speaker:{one.uid}",
            type="speaker",
            uid=one.uid,
            number=one.id,
            camp=camp + 1 if found.found else 0,
            verdict=found.verdict.value,
            **_labels(one.words, language),
        )
    sides = taken.by_claim.tolist()
    for at, number in enumerate(taken.claims.tolist()):
        against, partly, held = sides[at]
        graph.add_node(
            f"claim:{claims[number].uid}",
            type="claim",
            uid=claims[number].uid,
            number=number,
            held=held,
            partly=partly,
            denied=against,
            common=float(light.common[at]),
            dividing=0.0 if light.divide is None else float(light.divide[at]),
            bridging=float(light.bridge[0][at]) if light.heard[at] else 0.0,
            crux=light.crux[number].share if number in light.crux else 0.0,
            marks=", ".join(light.marks(at)),
            typical=", ".join(light.typical_of(at)),
            strength=float(strong.get(number, NEUTRAL)),
            **_labels(claims[number].words, language),
        )
    uids = [claims[number].uid for number in taken.claims.tolist()]
    for who, what, sign in zip(
        taken.who.tolist(), taken.what.tolist(), taken.sign.tolist(), strict=True
    ):
        graph.add_edge(f"speaker:{speakers[who].uid}", f"claim:{uids[what]}", sign=sign)
    return graph


def _whole(found: Camps) -> dict[str, str | int | float | bool]:
    """What is known of all camps; what is not known is left out."""
    told = found_camps.card(found)
    names = (
        "method",
        "verdict",
        "placed",
        "steadiness",
        "by_chance",
        "index",
        "total",
        "bound",
        "certified",
        "unique",
    )
    known = {name: told[name] for name in (*names, "silhouette", "told") if told[name] is not None}
    return known | {"camps": len(told["camps"]), "loose": found.verdict in UNSURE}


def _labels(words: Wording | None, language: str) -> dict[str, str]:
    labels = {f"label_{code}": text for code, text in (words or {}).items()}
    return {"label": said_in(words, language), **labels}
