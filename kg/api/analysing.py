"""Scores, camps, changes of mind and arguments, as cards."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.api.conditions import selection, word
from kg.domain.agreeing.pairs import FEWEST
from kg.domain.vocabulary import (
    Basis,
)
from kg.notebook.finding import find

if TYPE_CHECKING:
    pass
from kg.api.opened import Card, Opened, asked, days


class Analysing(Opened):
    """What a notebook comes to."""

    def scores(
        self,
        query: str = "",
        *,
        by: str = "speaker",
        basis: str | Iterable[str] = (),
        as_of: date | str | None = None,
        **conditions: Any,
    ) -> list[Card]:
        """How good forecasts were, as ``kg score --json`` tells it; `docs/scores.md` says more.

        `by` is speaker, concept, source or year, `basis` stated, verbal or implied.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2024-09-14")
        >>> reading = notebook.predict(claim["id"], due="2025")
        >>> card = notebook.resolve(
        ...     reading["id"], "right", on="2026-01-09", evidence=["https://example.org/index"]
        ... )
        >>> [(score["names"], score["of"], score["hits"]) for score in notebook.scores()]
        [({'en': 'Ada'}, 'implied', 1.0), (None, 'implied', 1.0)]
        """
        from kg.analysis import scores
        from kg.analysis.questions import Of

        today, day = days(as_of)
        bases = [basis] if isinstance(basis, str) else basis
        with self.database.read() as session:
            found = scores.scores(
                session,
                selection(query, **conditions),
                today,
                by=word(scores.By, by),
                bases=[Of(word(Basis, one)) for one in bases],
                as_of=day,
            )
            return scores.cards(session, found)

    def compare(
        self,
        first: find.Key,
        second: find.Key,
        query: str = "",
        *,
        as_of: str | date | None = None,
        **conditions: Any,
    ) -> Card:
        """What two speakers disagree about, who was right, and how often; as of a day, or today.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", said="2024-09-14")
        >>> position = notebook.take(claim["id"], "Charles", "disagrees", said="2024-09-14")
        >>> reading = notebook.predict(claim["id"], due="2025")
        >>> verdict = notebook.resolve(reading["id"], "wrong", on="2026-01-09")
        >>> notebook.compare("Ada", "Charles")["totals"]["second"]
        1
        """
        from kg.analysis import head_to_head

        with self.database.read() as session:
            today, day, claims = asked(session, as_of, selection(query, **conditions))
            found = head_to_head.compare(session, first, second, claims, today=today, as_of=day)
            return head_to_head.card(found)

    def changes(
        self,
        speaker: find.Key | None = None,
        query: str = "",
        *,
        as_of: str | date | None = None,
        **conditions: Any,
    ) -> list[Card]:
        """Where a speaker's stances, probabilities and deadlines moved, or everybody's."""
        from kg.analysis import changes

        with self.database.read() as session:
            _, day, claims = asked(session, as_of, selection(query, **conditions))
            who = None if speaker is None else find.speaker(session, speaker).id
            return [changes.card(one) for one in changes.changes(session, who, claims, day)]

    def agreement(
        self,
        query: str = "",
        *,
        but_one: bool = False,
        by: str = "shared",
        limit: int | None = None,
        fewest: int = FEWEST,
        as_of: str | date | None = None,
        **conditions: Any,
    ) -> list[Card]:
        """How far each two speakers agree, and all together, as `kg agreement` tells it."""
        from kg.analysis import pairing

        with self.database.read() as session:
            chosen = selection(query, **conditions)
            _, day, claims = asked(session, as_of, chosen)
            among = [find.speaker(session, key).id for key in chosen.speakers]
            return pairing.cards(
                pairing.agree(
                    session,
                    claims,
                    among=among,
                    as_of=day,
                    limit=limit,
                    but_one=but_one,
                    by=word(pairing.Order, by),
                    fewest=fewest,
                )
            )

    def camps(
        self,
        query: str = "",
        *,
        method: str | None = None,
        number: int | None = None,
        as_of: str | date | None = None,
        **conditions: Any,
    ) -> Card:
        """Who belongs together, as `kg camps` tells it.

        >>> import kg
        >>> kg.create(":memory:").camps()["verdict"]
        'nothing to compare'
        """
        from kg.analysis import camps, found_camps

        with self.database.read() as session:
            _, day, claims = asked(session, as_of, selection(query, **conditions))
            way = None if method is None else word(found_camps.Method, method)
            return found_camps.card(
                camps.camps(session, claims, method=way, number=number, as_of=day)
            )

    def ground(
        self, query: str = "", *, as_of: str | date | None = None, **conditions: Any
    ) -> list[Card]:
        """Claims in the light of camps, as `kg ground` tells them."""
        from kg.analysis import camps, ground

        with self.database.read() as session:
            today, day, claims = asked(session, as_of, selection(query, **conditions))
            found = ground.ground(session, camps.camps(session, claims, as_of=day), today=today)
            return ground.cards(session, found, found.ordered(ground.By.NUMBER))

    def conflicts(
        self, query: str = "", *, as_of: str | date | None = None, **conditions: Any
    ) -> list[Card]:
        """What does not go together, as `kg conflicts` tells it."""
        from kg.analysis import conflicts

        with self.database.read() as session:
            _, day, claims = asked(session, as_of, selection(query, **conditions))
            return [conflicts.card(one) for one in conflicts.conflicts(session, claims, as_of=day)]

    def strength(self, claim: find.Key, *, as_of: str | date | None = None) -> Card:
        """How strong a claim is for its arguments, and which verdicts would change that.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> one, other = notebook.add("Prices will fall"), notebook.add("Wages will fall")
        >>> link = notebook.link(other["id"], "supports", one["id"])
        >>> notebook.strength(one["id"])["strength"]
        0.75
        """
        from kg.analysis import strength

        with self.database.read() as session:
            today, day, _ = asked(session, as_of)
            return strength.card(strength.standing(session, claim, today=today, as_of=day))

    def steps(
        self, claim: find.Key, *, depth: int | None = None, as_of: str | date | None = None
    ) -> Card:
        """What a claim rests on, by at most `depth` links in a row, and whether that holds.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> one, other = notebook.add("Prices will fall"), notebook.add("Wages will fall")
        >>> link = notebook.link(other["id"], "supports", one["id"])
        >>> [step["id"] for step in notebook.steps(one["id"])["steps"]]
        [2]
        >>> [step["id"] for step in notebook.impact(other["id"])]
        [1]
        """
        from kg.analysis import steps

        with self.database.read() as session:
            today, day, _ = asked(session, as_of)
            found = steps.rests_on(session, claim, today=today, depth=depth, as_of=day)
            return steps.card(found)

    def impact(
        self, claim: find.Key, *, depth: int | None = None, as_of: str | date | None = None
    ) -> list[Card]:
        """The claims that rest on a claim, by at most `depth` links in a row."""
        from kg.analysis import steps

        with self.database.read() as session:
            today, day, _ = asked(session, as_of)
            found = steps.resting_on(session, claim, today=today, depth=depth, as_of=day)
            return [steps.step_card(one) for one in found.once]
