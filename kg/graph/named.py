"""The graphs by their names, each built from the claims that are meant."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kg.domain.selection import Selection
from kg.errors import Invalid

if TYPE_CHECKING:
    import networkx as nx

GRAPHS = ("claims", "speakers", "concepts", "camps")


def graph_of(
    session: Session,
    name: str,
    selection: Selection,
    today: date,
    language: str,
    as_of: date | None = None,
    fewest: int | None = None,
) -> "nx.Graph[str]":
    """The graph of that name over the claims that are meant, as of a day; raises Invalid for none.

    Of speakers, two have an edge who share the `fewest` claims or more; other graphs have no pairs.

    >>> graph_of(None, "cats", Selection(), date(2026, 1, 1), "en")
    Traceback (most recent call last):
    kg.errors.Invalid: There is no graph of 'cats'. Choose claims, speakers, concepts, camps.
    """
    from kg.graph.camps import camp_graph
    from kg.graph.claims import claim_graph
    from kg.graph.concepts import concept_graph
    from kg.graph.speakers import speaker_graph

    built: tuple[Callable[..., nx.Graph[str]], ...]
    built = (claim_graph, speaker_graph, concept_graph, camp_graph)
    builders = dict(zip(GRAPHS, built, strict=True))
    if name not in builders:
        raise Invalid(f"There is no graph of {name!r}.", f"Choose {', '.join(GRAPHS)}.")
    check_pairs(name, fewest)
    some = {} if fewest is None else {"fewest": fewest}
    return builders[name](session, selection, today=today, language=language, as_of=as_of, **some)


def check_pairs(name: str | None, fewest: int | None) -> None:
    """Raise Invalid where a number of shared claims is asked for and there are no pairs."""
    if fewest is None:
        return
    if name != "speakers":
        raise Invalid(
            "Only the graph of speakers has pairs.",
            "Choose that graph, or do not say how many claims two must share.",
        )
    if fewest < 1:
        raise Invalid("Two share at least one claim.", "Ask for 1 or more.")
