"""Which part of a notebook is meant: what listings and maps are narrowed to."""

from dataclasses import dataclass, fields

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import ClaimKind, Stance

STATES = ("open", "overdue", "right", "wrong", "partly", "unclear", "void", "mixed")
"""What a claim can come to: mixed when its readings or checks differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Conditions that a claim meets all of; within one, any of its values will do.

    Speakers, concepts and sources are given by any name. `around` is a claim from which links and
    shared predictions are followed `depth` steps. `said` and `due` are inclusive.
    """

    speakers: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    stances: tuple[Stance, ...] = ()
    outcomes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    said_from: PartialDate | None = None
    said_to: PartialDate | None = None
    due_from: PartialDate | None = None
    due_to: PartialDate | None = None
    text: str | None = None
    around: str | None = None
    depth: int = 1

    @property
    def everything(self) -> bool:
        """Whether nothing is asked, so that the whole notebook is meant."""
        return all(
            getattr(self, field.name) in ((), None)
            for field in fields(self)
            if field.name != "depth"
        )
