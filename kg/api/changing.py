"""What changes a notebook from Python: each call is one batch of its history."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from kg import settings
from kg.api.conditions import with_words, word
from kg.api.opened import Card, Opened, only
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import (
    Basis,
    ClaimKind,
    Confidence,
    LinkKind,
    Outcome,
    Stance,
    Weight,
)
from kg.domain.wording import said_in
from kg.errors import Invalid
from kg.notebook import claims, links, positions, resolutions, spoken
from kg.notebook.finding import find
from kg.notebook.language import language_of
from kg.notebook.review import snoozing
from kg.notebook.showing import cards
from kg.store.again import repeatable
from kg.store.undo import undo

if TYPE_CHECKING:
    from kg.notebook.records.plans import Document, Plan
    from kg.notebook.sharing.differing import Prefer


class Changing(Opened):
    """What changes a notebook."""

    @repeatable
    def add(self, statement: str | Mapping[str, str], **details: Any) -> Card:
        """Add a claim, as `kg.notebook.claims.add` does; gives its card.

        >>> import kg
        >>> words = {"en": "Prices will fall", "zh": "价格会下降"}
        >>> claim = kg.create(":memory:").add(words, speaker="Ada", said="2024-09")
        >>> [(one["stance"], one["said"]) for one in claim["positions"]]
        [('asserts', '2024-09')]
        """
        details = with_words(details, kind=ClaimKind, weight=Weight)
        for several in ("about", "tags"):
            # One name is one concept, not as many as it has letters.
            if isinstance(details.get(several), str):
                details[several] = [details[several]]
        shown = statement if isinstance(statement, str) else said_in(statement)
        words = statement if isinstance(statement, str) else dict(statement)
        today = settings.today()
        with self.transaction(f"add {shown}") as session:
            row = claims.add(session, words, today=today, **details)
            return only(cards.claim_cards(session, [row.id], today))

    @repeatable
    def take(
        self, claim: find.Key, speaker: find.Key, stance: Stance | str, **details: Any
    ) -> Card:
        """Record what a speaker says of a claim, as `kg.notebook.positions.take` does.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada")
        >>> notebook.take(claim["id"], "Charles", "disagrees", quote="Not at all.")["quote"]
        'Not at all.'
        """
        stance = word(Stance, stance)
        with self.transaction(f"{speaker} {stance} {claim}") as session:
            row = positions.take(session, claim, speaker, stance, today=settings.today(), **details)
            return only(cards.position_cards(session, [row.id]))

    @repeatable
    def link(
        self, from_claim: find.Key, kind: LinkKind | str, to_claim: find.Key, **details: Any
    ) -> Card:
        """Link a claim to another, as `kg.notebook.links.draw` does.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> one, other = notebook.add("Prices will fall"), notebook.add("Prices will rise")
        >>> notebook.link(one["id"], "opposes", other["id"], by=None)["kind"]
        'opposes'
        """
        kind = word(LinkKind, kind)
        with self.transaction(f"{from_claim} {kind} {to_claim}") as session:
            row = links.draw(session, from_claim, kind, to_claim, **details)
            return only(cards.link_cards(session, [row.id]))

    @repeatable
    def predict(self, *read: find.Key, **details: Any) -> Card:
        """Add a checkable reading of claims; its horizon is read where no `due` is given.

        `kg.notebook.spoken.predict` says how, `kg.notebook.predictions.predict` what else there is.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada")
        >>> notebook.predict(claim["id"], criteria="The index is lower", due="2025-12")["due"]
        '2025-12'
        >>> card = notebook.predict(claim["id"], horizon="within two years", said="2024-09-12")
        >>> card["horizon"], card["due"]
        ('within two years', '2026-09-12')
        """
        with self.transaction(f"predict {' '.join(map(str, read))}") as session:
            row = spoken.predict(session, read, today=settings.today(), **details).prediction
            return self._prediction(session, row.id)

    @repeatable
    def forecast(
        self,
        prediction: find.Key,
        speaker: find.Key,
        probability: float | None = None,
        *,
        scale: str | Path | None = None,
        **details: Any,
    ) -> Card:
        """Record how likely a speaker holds a prediction to be; gives the prediction's card.

        Words without a number are read by `scale`, a name or a file, else by the usual ones.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2024-09-14")
        >>> reading = notebook.predict(claim["id"], due="2025")
        >>> (read,) = notebook.forecast(reading["id"], "Ada", words="very likely")["forecasts"]
        >>> read["low"], read["high"], read["scale"]
        (0.8, 0.95, 'ICD 203 (2015)')
        """
        details = with_words(details, basis=Basis)
        words = details.get("words")
        if scale is not None or (words and probability is None):
            # Loaded only where there are words to read.
            from kg.formats.scales import asked

            details["scales"] = asked(str(scale) if scale is not None else None)
        with self.transaction(f"forecast {prediction} {speaker} {probability or words}") as session:
            row = spoken.forecast(
                session, prediction, speaker, probability, today=settings.today(), **details
            ).forecast
            return self._prediction(session, row.prediction_id)

    @repeatable
    def resolve(self, prediction: find.Key, outcome: Outcome | str, **details: Any) -> Card:
        """Record how a prediction turned out, as `kg.notebook.resolutions.resolve` does.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2024-09-14")
        >>> reading = notebook.predict(claim["id"], due="2025")
        >>> notebook.resolve(
        ...     reading["id"], "wrong", on="2026-01-09", evidence=["https://example.org/index"]
        ... )["state"]
        'wrong'
        """
        outcome = word(Outcome, outcome)
        details = with_words(details, confidence=Confidence)
        with self.transaction(f"resolve {prediction} {outcome}") as session:
            row = find.prediction(session, prediction)
            resolutions.resolve(session, row, outcome, today=settings.today(), **details)
            return self._prediction(session, row.id)

    @repeatable
    def snooze(self, prediction: find.Key, until: PartialDate | str | None) -> Card:
        """Leave a prediction alone until a day is over, or no longer; gives its card.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2020")
        >>> reading = notebook.predict(claim["id"], due="2021-06")
        >>> notebook.snooze(reading["id"], "2999")["snoozed"], notebook.due()
        ('2999', [])
        >>> notebook.snooze(reading["id"], None)["snoozed"]
        """
        with self.transaction(f"snooze {prediction} {until or 'off'}") as session:
            row = find.prediction(session, prediction)
            if until is None:
                snoozing.wake(session, row)
            else:
                snoozing.snooze(session, row, until, today=settings.today())
            return self._prediction(session, row.id)

    @repeatable
    def undo(self, batch: int | None = None) -> int:
        """Take back the last change that stands, or any batch; gives its number.

        Raises Conflict where later changes rest on it, and where no batch is named and the last
        change is somebody else's.
        """
        with self.transaction("undo") as session:
            return undo(session, batch).id

    @repeatable
    def read(
        self, path: str | Path, *, dry_run: bool = False, skip_broken: bool = False
    ) -> dict[str, Any]:
        """Take in the records of a file or folder; gives what is new, changed and the same.

        What is not taken in is listed as `skipped`, as ``kg import --json`` does. With `dry_run` it
        only would be. Raises KgError that names the file and line of a mistake; with `skip_broken`
        a file that has one is left out instead, as long as others are left.
        """
        from kg.formats import documents
        from kg.formats.places import place_of
        from kg.notebook.records import apply

        def take(found: "list[Document]") -> "Plan":
            if dry_run and not any(document.then for document in found):
                with self.database.read() as session:
                    return apply.plan(session, found, settings.today())
            with self.transaction(f"read {path}") as session:
                planned = apply.take_in(session, found, settings.today())
                if dry_run:
                    # What a later part means is known once the earlier ones are there.
                    session.rollback()
                return planned

        return documents.taken([place_of(Path(path))], take, skip_broken=skip_broken).card()

    @repeatable
    def merge(self, other: str | Path, *, prefer: "Prefer | None" = None) -> Card:
        """Take in what another notebook holds: a path, a database URL, or a text that was written.

        `prefer`, which is mine, theirs or newer, says what counts where both say something else
        and neither knows what the other says; without it Conflict is raised where that is so, and
        nothing is changed. Gives how many rows of which table are new, changed and removed.

        >>> import kg, pathlib, tempfile
        >>> mine, folder = kg.create(":memory:"), tempfile.TemporaryDirectory()
        >>> with kg.create(pathlib.Path(folder.name, "ben.db")) as bens:
        ...     claim = bens.add("Prices will fall", speaker="Ada")
        >>> mine.merge(pathlib.Path(folder.name, "ben.db"))["new"]
        {'claim': 1, 'speaker': 1, 'position': 1}
        >>> folder.cleanup()
        """
        from kg.formats import notebooks
        from kg.notebook.sharing import merging
        from kg.notebook.sharing.telling import Telling, undecided

        if prefer not in (None, "mine", "theirs", "newer"):
            raise Invalid(f"{prefer!r} is no side.", "Prefer mine, theirs or newer.")
        self.database.refuse_readers()
        with (
            notebooks.opened(str(other), self.database.url, settings.today()) as opened,
            opened.notebook.read() as theirs,
        ):
            remedy = "Say prefer='mine' or 'theirs'."
            merging.refuse_undated(prefer, str(other), remedy, timeless=opened.timeless)
            place = other if opened.timeless else opened.notebook.place
            with self.transaction(f"merge {place}") as session:
                result = merging.merge(
                    session,
                    theirs,
                    decide=merging.decider(prefer),
                    prefer=prefer,
                    timeless=opened.timeless,
                )
                if result.found.open:
                    telling = Telling(result, language_of(session))
                    raise undecided(telling, "Say prefer='mine', 'theirs' or 'newer'.")
        return result.counts

    def _prediction(self, session: Session, row_id: int) -> Card:
        session.expire_all()
        return only(cards.prediction_cards(session, [row_id], settings.today()))
