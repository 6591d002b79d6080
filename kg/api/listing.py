"""What a notebook holds, as cards."""

from datetime import date
from typing import Any

from kg import settings
from kg.api.conditions import selection
from kg.api.opened import Card, Opened, days, only
from kg.notebook import asof, batches
from kg.notebook.finding import find, narrowing, selecting
from kg.notebook.review import due, linting
from kg.notebook.showing import cards


class Listing(Opened):
    """What gives the cards of a notebook."""

    def claims(
        self, query: str = "", *, as_of: date | str | None = None, **conditions: Any
    ) -> list[Card]:
        """The cards of the claims that meet a query and all conditions, as of a day or now.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2024-09-14")
        >>> len(notebook.claims()), len(notebook.claims(as_of="2024-08"))
        (1, 0)
        """
        today, day = days(as_of)
        with self.database.read() as session:
            ids = selecting.claim_ids(session, selection(query, **conditions), today, day)
            return cards.claim_cards(session, ids, today, day)

    def claim(self, key: find.Key, *, camps: bool = False, as_of: date | str | None = None) -> Card:
        """The card of one claim, by its number, id or exact words.

        With `camps` it also has, under `light`, what the claim is in the light of the camps. Raises
        NotFound when it does not count as of the day.
        """
        from kg.analysis import among

        today, day = days(as_of)
        with self.database.read() as session:
            row = find.claim(session, key)
            asof.refuse_unheard(session, row, day)
            card = only(cards.claim_cards(session, [row.id], today, day))
            if camps:
                light = among.light(session, row.id, today=today, as_of=day, always=True)
                card["light"] = among.light_card(session, light)
            return card

    def predictions(
        self, query: str = "", *, as_of: date | str | None = None, **conditions: Any
    ) -> list[Card]:
        """The cards of the predictions that read claims which meet all conditions."""
        today, day = days(as_of)
        with self.database.read() as session:
            ids = narrowing.prediction_ids(session, selection(query, **conditions), today, day)
            return cards.prediction_cards(session, ids, today, day)

    def prediction(self, key: find.Key, *, as_of: date | str | None = None) -> Card:
        """The card of one prediction, by its number or id.

        Raises NotFound when it does not count as of the day.
        """
        today, day = days(as_of)
        with self.database.read() as session:
            row = find.prediction(session, key)
            asof.refuse_unheard(session, row, day)
            return only(cards.prediction_cards(session, [row.id], today, day))

    def due(self, within: int = 90, *, as_of: date | str | None = None) -> list[Card]:
        """The cards of the predictions to decide: overdue, due `within` days, or open-ended.

        The longest overdue comes first. Open-ended are those of which nothing was said or changed
        for a year; what is snoozed is left out. With `as_of` it is what waited on that day.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2020")
        >>> reading = notebook.predict(claim["id"], due="2021-06")
        >>> [card["state"] for card in notebook.due()]
        ['overdue']
        """
        today, day = days(as_of)
        with self.database.read() as session:
            ids = [one.id for one in due.listed(session, today, within, as_of=day)]
            found = {card["id"]: card for card in cards.prediction_cards(session, ids, today, day)}
            return [found[row_id] for row_id in ids]

    def lint(self, query: str = "", *, hints: bool = True, **conditions: Any) -> list[Card]:
        """What is amiss with the predictions that wait and meet all conditions, as `kg lint` says.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada")
        >>> reading = notebook.predict(claim["id"], due="2099", note="Statistics office")
        >>> [(one["code"], one["mend"]) for one in notebook.lint()]
        [('no-criteria', 'kg prediction edit 1 --criteria TEXT')]
        """
        # Wanted only here.
        from kg.formats.scales import asked

        today = settings.today()
        scales = asked() if hints else None
        with self.database.read() as session:
            ids = narrowing.prediction_ids(session, selection(query, **conditions), today)
            return linting.cards(linting.findings(session, ids, hints=hints, scales=scales))

    def speaker(
        self, key: find.Key, *, camps: bool = False, as_of: date | str | None = None
    ) -> Card:
        """The card of one speaker, by any name, id or number.

        With `camps` it also has, under `among`, the camp, and who is closest and farthest.
        """
        from kg.analysis import among

        _, day = days(as_of)
        with self.database.read() as session:
            row = find.speaker(session, key)
            card = only(cards.speaker_cards(session, [row.id]))
            if camps:
                card["among"] = among.card(among.among(session, row.id, day, always=True))
            return card

    def speakers(self, query: str = "", **conditions: Any) -> list[Card]:
        """The cards of those who speak of the claims that meet all conditions; without, of all."""
        with self.database.read() as session:
            ids = narrowing.speaker_ids(session, selection(query, **conditions), settings.today())
            return cards.speaker_cards(session, ids)

    def concepts(self, query: str = "", **conditions: Any) -> list[Card]:
        """The cards of what the claims that meet all conditions are about; without, of all."""
        with self.database.read() as session:
            ids = narrowing.concept_ids(session, selection(query, **conditions), settings.today())
            return cards.concept_cards(session, ids)

    def sources(self, query: str = "", **conditions: Any) -> list[Card]:
        """The cards of where the claims that meet all conditions were made; without, of all."""
        with self.database.read() as session:
            ids = narrowing.source_ids(session, selection(query, **conditions), settings.today())
            return cards.source_cards(session, ids)

    def evidence(self, query: str = "", **conditions: Any) -> list[Card]:
        """The cards of what verdicts on the claims that meet all conditions rest on."""
        with self.database.read() as session:
            ids = narrowing.evidence_ids(session, selection(query, **conditions), settings.today())
            return cards.evidence_cards(session, ids)

    def history(self, limit: int = 20) -> list[Card]:
        """The last batches of changes, newest first; `undo` takes back any of them."""
        with self.database.read() as session:
            return batches.listed(session, limit)
