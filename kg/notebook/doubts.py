"""Doubts: what may be a slip in what was just written down, though nothing forbids it."""

from collections.abc import Iterator

from kg.notebook.finding import find
from kg.store.models import Claim, Position


def of_claim(claim: Claim, language: str = "en") -> Iterator[str]:
    """The doubts about a claim that was added with all that belongs to it."""
    for position in claim.positions:
        yield from of_position(position, language)


def of_position(row: Position, language: str = "en") -> Iterator[str]:
    """That the turn a position stands in is somebody else's: people do report others' words."""
    heard = row.turn.speaker if row.turn else None
    if row.turn and heard and heard is not row.speaker:
        yield (
            f"Turn {row.turn.number} is spoken by {find.label(heard, language)}, not "
            f"{find.label(row.speaker, language)}: "
            f"kg position edit {row.id} --turn N if that is a slip."
        )
