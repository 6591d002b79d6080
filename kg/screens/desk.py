"""The notebook as the view needs it: each question and each change a session of its own."""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from kg.domain.dates import PartialDate
from kg.domain.spoken_odds import likelihood
from kg.domain.spoken_times import bounds
from kg.domain.wording import commented, said_in
from kg.notebook import spoken
from kg.notebook.finding import candidates, find
from kg.notebook.listening import capturing, scripts
from kg.notebook.listening.capturing import Filled, Saved
from kg.notebook.listening.scripts import Mark, Script
from kg.screens.fields import Offer
from kg.screens.glyphs import quotation
from kg.screens.reader import Hint
from kg.store.again import repeatable
from kg.store.database import Database
from kg.store.models import Claim, Concept, Source, Speaker
from kg.store.undo import undo

if TYPE_CHECKING:
    from kg.domain.likelihood import Scale
    from kg.notebook.listening.suggesting import Suggestion

DEADLINES = ("deadline", "时限")
"""The names of cues that are a time in which something is to come."""

SHARE = 0.3
"""The share of sentences that are marked as worth a look, the best-ranked ones."""


@dataclass(frozen=True)
class Desk:
    """One source of one notebook, worked on under one command."""

    database: Database
    source_id: int
    command: str
    today: date
    language: str = "en"

    def script(self) -> Script:
        """What there is to read; raises Invalid when the source's text is not kept."""
        with self.database.read() as session:
            return scripts.script(session, session.get_one(Source, self.source_id), self.language)

    def marks(self) -> list[Mark]:
        """What is captured by now, whoever did it."""
        with self.database.read() as session:
            source = session.get(Source, self.source_id)
            return scripts.captured(session, source, self.language) if source else []

    def speakers_by_label(self) -> dict[str, str]:
        """Whom this source means by Speaker 1, as far as it was said in capturing."""
        with self.database.read() as session:
            source = session.get(Source, self.source_id)
            return scripts.speakers_by_label(session, source, self.language) if source else {}

    def hints(self, sentences: int) -> list[tuple[int, Hint]]:
        """The places in the text that are suggested, with what they look like, best first."""
        from kg.notebook.listening.suggesting import suggestions

        with self.database.read() as session:
            source = session.get_one(Source, self.source_id)
            found = suggestions(session, source)[: ceil(sentences * SHARE)]
            text = source.passage.text if source.passage else ""
            return [(one.begins, _hint(one, text)) for one in found]

    def speakers(self, typed: str) -> list[Offer]:
        """Speakers that may be meant."""
        with self.database.read() as session:
            found = candidates.named(session, Speaker, typed, self.language)
            return [Offer(one.key, one.shown) for one in found]

    def concepts(self, typed: str) -> list[Offer]:
        """Concepts that may be meant."""
        with self.database.read() as session:
            found = candidates.named(session, Concept, typed, self.language)
            return [Offer(one.key, one.shown) for one in found]

    def new_concepts(self, typed: str) -> list[str]:
        """The names in a list that mean no concept yet."""
        with self.database.read() as session:
            return [
                name
                for name in capturing.concept_names(typed)
                if not candidates.known(session, Concept, name)
            ]

    def claims(self, typed: str) -> list[Offer]:
        """Claims that may be meant."""
        with self.database.read() as session:
            found = candidates.claims(session, typed, self.language)
            return [Offer(one.key, one.shown, one.key) for one in found]

    def like(self, statement: str) -> list[Offer]:
        """Claims that say nearly the same."""
        from kg.notebook.finding.likeness import like

        with self.database.read() as session:
            return [
                Offer(str(one.claim_id), one.statement, f"≈ {one.claim_id}")
                for one in like(session, statement)
            ]

    def claim(self, claim_id: int) -> str | None:
        """What a claim states, or None when it is gone."""
        with self.database.read() as session:
            row = session.get(Claim, claim_id)
            return said_in(row.statement, self.language) if row else None

    def time(self, filled: Filled) -> str:
        """What the words of time in a form come to; '' where there are none."""
        if not filled.horizon.strip():
            return ""
        said = PartialDate.parse(filled.said) if filled.said.strip() else None
        found = capturing.spoken_window(replace(filled, due=""), said, self.today)
        return bounds(found.read) if found.read else "not understood as a time"

    def likelihood(self, filled: Filled) -> str:
        """What the words of likelihood in a form come to; '' where there are none."""
        if not filled.likelihood.strip():
            return ""
        number, words = likelihood(filled.likelihood)
        if number is not None or not words:
            return ""
        found = spoken.odds(words, self.scales())
        if found is None:
            return spoken.why_unread_briefly(words)
        return f"{spoken.in_per_cent(found)}, {found.scale or 'as stated'}"

    def scales(self) -> "tuple[Scale, ...]":
        """The scales by which words are read."""
        from kg.formats.scales import asked

        return asked()

    @repeatable
    def save(self, filled: Filled) -> Saved:
        """Write a form into the notebook, all of it or nothing."""
        what = filled.statement or self.claim(filled.claim or 0) or ""
        with self.database.transaction(commented(self.command, what)) as session:
            source = find.source(session, session.get_one(Source, self.source_id))
            scales = self.scales() if filled.likelihood.strip() else None
            return capturing.save(session, source, filled, today=self.today, scales=scales)

    @repeatable
    def undo(self, batch_id: int) -> None:
        """Take back a change that was made here."""
        with self.database.transaction(self.command) as session:
            undo(session, batch_id)


def _hint(suggestion: "Suggestion", text: str) -> Hint:
    words = {cue.name: quotation(text, cue.begins, cue.ends) for cue in suggestion.cues}
    horizon = next((words[name] for name in DEADLINES if name in words), "")
    return Hint(
        str(suggestion.what), ", ".join(dict.fromkeys(filter(None, words.values()))), horizon
    )
