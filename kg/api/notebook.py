"""The notebook from Python and Jupyter: open it, add to it, ask it, draw it."""

from pathlib import Path

from kg import settings
from kg.api.analysing import Analysing
from kg.api.changing import Changing
from kg.api.listing import Listing
from kg.api.showing import Showing
from kg.store import database


def open(place: str | Path | None = None) -> "Notebook":
    """The notebook at a path or database URL, else where KG_DATABASE says or where it usually is.

    Raises NotebookError when there is none.
    """
    return Notebook(database.open(place or settings.database()))


def create(place: str | Path, *, language: str = "en") -> "Notebook":
    """A new, empty notebook; ``:memory:`` makes one that lasts as long as the program.

    `language` is the one in which its maps and graphs speak. Raises NotebookError where a notebook
    is already.
    """
    return Notebook(database.create(place, language=language))


class Notebook(Changing, Listing, Analysing, Showing):
    """A notebook that is open. Each change is one batch of its history.

    What it gives are cards: dicts as ``--json`` prints them. Conditions for claims are those of
    `kg.domain.selection.Selection`; one value may stand for several:

    >>> import kg
    >>> notebook = kg.create(":memory:")
    >>> claim = notebook.add("Catching up to o1 takes years", speaker="颜水成", about=["o1"])
    >>> [card["statement"]["en"] for card in notebook.claims(speakers="颜水成")]
    ['Catching up to o1 takes years']
    """
