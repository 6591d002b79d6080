"""Adding many claims, one after the other, each with all that is known of it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from kg.domain.additions import Addition, Said
from kg.domain.checks import share
from kg.notebook import concepts, positions, recording, sources, speakers
from kg.notebook.spoken import Told
from kg.store.models import Claim, Concept, Source, Speaker

if TYPE_CHECKING:
    from kg.domain.likelihood import Scale

FORGET = 500
"""After so many claims the session forgets the rows that are written, to stay small."""


class Taking:
    """One run of additions; a name that was understood once is not looked up again.

    `told` is what words of time and likelihood came to, by the claims' numbers.
    """

    def __init__(
        self, session: Session, today: date, scales: "Sequence[Scale] | None" = None
    ) -> None:
        self.session, self.today, self.scales = session, today, scales
        self.known: dict[tuple[type[Any], str], int] = {}
        self.told: list[Told] = []
        self.taken = 0

    def add(self, one: Addition) -> Claim:
        """Add a claim with its positions, prediction and forecast; raises KgError as they do."""
        if self.taken and self.taken % FORGET == 0:
            self.session.flush()
            self.session.expunge_all()
        self.taken += 1
        claim, _, told = recording.record(
            self.session,
            one.statement,
            today=self.today,
            speaker=self.row(Speaker, one.speaker, one.new),
            kind=one.kind,
            due=one.by,
            criteria=one.criteria,
            horizon=one.horizon,
            opens=one.opens,
            probability=share(one.probability)
            if isinstance(one.probability, str)
            else one.probability,
            words=one.words,
            scales=self.scales,
            weight=one.weight,
            about=[
                self.row(Concept, each, one.new)
                for each in (one.about if isinstance(one.about, list) else [one.about])
            ],
            tags=one.tags,
            note=one.note,
            new=one.new,
            **self._place(one, one.new),
        )
        self.told += [Told(f"Claim {claim.id}: {each.sentence}", each.understood) for each in told]
        for each in one.positions:
            positions.take(
                self.session,
                claim,
                self.row(Speaker, each.speaker, one.new),
                each.stance,
                today=self.today,
                note=each.note,
                new=one.new,
                **self._place(each, one.new),
            )
        return claim

    def _place(self, one: Addition | Said, new: bool) -> dict[str, Any]:
        return {
            "said": one.said,
            "source": self.row(Source, one.source, new),
            "section": one.section,
            "turn": one.turn,
            "quote": one.quote,
        }

    def row(self, model: type[Any], given: str | int | None, new: bool) -> Any:
        """The row that bears a name or number, added when unknown, or None without one."""
        if given is None:
            return None
        name = str(given)
        known = self.known.get((model, name))
        if known is not None:
            return self.session.get_one(model, known)
        found: Any = _FIND[model](self.session, name, new=new)
        self.known[model, name] = found.id
        return found


_FIND: dict[type[Any], Any] = {
    Speaker: speakers.find_or_add,
    Concept: concepts.find_or_add,
    Source: sources.find_or_add,
}
