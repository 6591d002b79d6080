"""Scores, camps, changes of mind and arguments, as cards."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from kg.api.conditions import selection, word
from kg.api.opened import Card, Opened, asked, days
from kg.domain.agreeing.pairs import FEWEST
from kg.domain.selection import Selection
from kg.domain.vocabulary import Basis
from kg.engines.choosing import Chosen, Gathering, Name, choose
from kg.notebook.finding import find


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
        engine: str | None = None,
        from_: str | Path | None = None,
        master: str | None = None,
        jdbc_jar: str | Path | None = None,
        **conditions: Any,
    ) -> list[Card]:
        """How far each two speakers agree, and all together, as `kg agreement` tells it.

        Stances are gathered as `camps` says.
        """
        from kg.analysis import pairing

        chosen = selection(query, **conditions)
        engines = _chosen(engine, from_, master, jdbc_jar)
        with self._gathering(engines, chosen, as_of) as (session, gathered):
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
                    taken=gathered(claims, day),
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
        engine: str | None = None,
        from_: str | Path | None = None,
        master: str | None = None,
        jdbc_jar: str | Path | None = None,
        **conditions: Any,
    ) -> Card:
        """Who belongs together, as `kg camps` tells it.

        With `from_` it is read of this folder of Parquet in place of the notebook. Stances are
        gathered by the `engine` builtin, duckdb or spark: without one by duckdb of a folder, else
        the notebook's own way. `master` and `jdbc_jar` are for spark, as `docs/engines.md` tells.

        >>> import kg
        >>> kg.create(":memory:").camps()["verdict"]
        'nothing to compare'
        """
        from kg.analysis import camps, found_camps

        chosen = selection(query, **conditions)
        engines = _chosen(engine, from_, master, jdbc_jar)
        with self._gathering(engines, chosen, as_of) as (session, gathered):
            _, day, claims = asked(session, as_of, chosen)
            way = None if method is None else word(found_camps.Method, method)
            taken = gathered(claims, day)
            return found_camps.card(
                camps.camps(session, claims, method=way, number=number, as_of=day, taken=taken)
            )

    def ground(
        self,
        query: str = "",
        *,
        as_of: str | date | None = None,
        engine: str | None = None,
        from_: str | Path | None = None,
        master: str | None = None,
        jdbc_jar: str | Path | None = None,
        **conditions: Any,
    ) -> list[Card]:
        """Claims in the light of camps, as `kg ground` tells them.

        Stances are gathered as `camps` says.
        """
        from kg.analysis import camps, ground

        chosen = selection(query, **conditions)
        engines = _chosen(engine, from_, master, jdbc_jar)
        with self._gathering(engines, chosen, as_of) as (session, gathered):
            today, day, claims = asked(session, as_of, chosen)
            light = camps.camps(session, claims, as_of=day, taken=gathered(claims, day))
            found = ground.ground(session, light, today=today)
            return ground.cards(session, found, found.ordered(ground.By.NUMBER))

    @contextmanager
    def _gathering(
        self, engines: Chosen, chosen: Selection, as_of: str | date | None
    ) -> Iterator[tuple[Session, Gathering]]:
        """A session on the notebook or the folder, and what gathers stances while it lasts."""
        with ExitStack() as stack:
            book = self.database
            if (folder := engines.opened(chosen, days(as_of)[1])) is not None:
                book = stack.enter_context(closing(folder))
            session = stack.enter_context(book.read())
            place = self.database.url.render_as_string(hide_password=False)
            yield session, Gathering(engines, session, place, stack)

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


def _chosen(
    engine: str | None, from_: str | Path | None, master: str | None, jdbc_jar: str | Path | None
) -> Chosen:
    """What is chosen, as commands take it by options of the same words."""
    return choose(
        None if engine is None else word(Name, engine),
        None if from_ is None else Path(from_),
        master,
        None if jdbc_jar is None else Path(jdbc_jar),
        _as_argument,
    )


def _as_argument(name: str, value: str) -> str:
    written = {"from": "from_", "jdbc-jar": "jdbc_jar"}.get(name, name)
    return f'{written}="{value}"' if value else written
