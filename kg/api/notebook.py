"""The notebook from Python and Jupyter: open it, add to it, ask it, draw it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy.orm import Session

from kg import settings
from kg.api.conditions import selection, with_words, word
from kg.api.map import Map
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
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
from kg.errors import Invalid, NotFound
from kg.notebook import asof, batches, claims, links, positions, resolutions, spoken
from kg.notebook import views as named_views
from kg.notebook.changing import meanwhile
from kg.notebook.finding import find, narrowing, selecting
from kg.notebook.review import due, linting, snoozing
from kg.notebook.showing import cards
from kg.store import database
from kg.store.again import repeatable
from kg.store.models import Property
from kg.store.undo import undo

if TYPE_CHECKING:
    import networkx as nx

Card = dict[str, Any]

GRAPHS = ("claims", "speakers", "concepts", "camps")


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


class Notebook:
    """A notebook that is open. Each change is one batch of its history.

    What it gives are cards: dicts as ``--json`` prints them. Conditions for claims are those of
    `kg.domain.selection.Selection`; one value may stand for several:

    >>> import kg
    >>> notebook = kg.create(":memory:")
    >>> claim = notebook.add("Catching up to o1 takes years", speaker="颜水成", about=["o1"])
    >>> [card["statement"]["en"] for card in notebook.claims(speakers="颜水成")]
    ['Catching up to o1 takes years']
    """

    def __init__(self, opened: database.Database) -> None:
        self.database = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        place = self.database.url.database if self.database.path is None else None
        return f"<kg.Notebook {place if place == ':memory:' else self.database.place}>"

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    @contextmanager
    def transaction(
        self,
        what: str,
        *,
        seen: int | None = None,
        of: Mapping[str, Collection[int]] | None = None,
    ) -> Iterator[Session]:
        """A session for several changes that come to be together, named `what` in the history.

        What takes long to prepare says by `seen` which change was the last when it was read, as
        `history(1)` tells, and by `of` which rows it is about: such as ``{"claim": [3]}``. When
        somebody changed one of these since, or what hangs on a claim, Overtaken is raised, which
        tells what was changed.

        It is for the functions of `kg.notebook`, which take a session:

        >>> import kg
        >>> from kg.notebook import speakers
        >>> notebook = kg.create(":memory:")
        >>> with notebook.transaction("two speakers") as session:
        ...     ada, charles = speakers.add(session, "Ada"), speakers.add(session, "Charles")
        >>> notebook.history()[0]["counts"]
        [{'action': 'added', 'table': 'speaker', 'rows': 2}]
        """
        with self.database.transaction(what) as session:
            if seen is not None:
                rows = {table: set(ids) for table, ids in (of or {}).items()}
                for table, ids in meanwhile.hanging_on(session, rows.get("claim", set())).items():
                    rows[table] = rows.get(table, set()) | ids
                meanwhile.refuse(session, seen, rows, "Read it again, and change it then.")
            yield session

    # What changes the notebook.

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
            return _only(cards.claim_cards(session, [row.id], today))

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
            return _only(cards.position_cards(session, [row.id]))

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
            return _only(cards.link_cards(session, [row.id]))

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
        """Take back the last change that stands, or any batch; gives its number."""
        with self.transaction("undo") as session:
            return undo(session, batch).id

    @repeatable
    def read(self, path: str | Path, *, dry_run: bool = False) -> dict[str, dict[str, int]]:
        """Take in the records of a file or folder; gives what is new, changed and the same.

        With `dry_run` it only would be. Raises KgError that names the file and line of a mistake.
        """
        from kg.formats import files
        from kg.notebook.records import apply

        documents = files.read(Path(path))
        reading = self.database.read() if dry_run else self.transaction(f"read {path}")
        with reading as session:
            planned = apply.plan(session, documents, settings.today())
            if not dry_run:
                apply.apply(session, planned)
        return {sort: asdict(count) for sort, count in planned.counts.items()}

    # What asks it.

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
        today, day = _days(as_of)
        with self.database.read() as session:
            ids = selecting.claim_ids(session, selection(query, **conditions), today, day)
            return cards.claim_cards(session, ids, today, day)

    def claim(self, key: find.Key, *, camps: bool = False, as_of: date | str | None = None) -> Card:
        """The card of one claim, by its number, id or exact words.

        With `camps` it also has, under `light`, what the claim is in the light of the camps. Raises
        NotFound when it does not count as of the day.
        """
        from kg.analysis import among

        today, day = _days(as_of)
        with self.database.read() as session:
            row = find.claim(session, key)
            asof.refuse_unheard(session, row, day)
            card = _only(cards.claim_cards(session, [row.id], today, day))
            if camps:
                light = among.light(session, row.id, today=today, as_of=day, always=True)
                card["light"] = among.light_card(session, light)
            return card

    def predictions(
        self, query: str = "", *, as_of: date | str | None = None, **conditions: Any
    ) -> list[Card]:
        """The cards of the predictions that read claims which meet all conditions."""
        today, day = _days(as_of)
        with self.database.read() as session:
            ids = narrowing.prediction_ids(session, selection(query, **conditions), today, day)
            return cards.prediction_cards(session, ids, today, day)

    def prediction(self, key: find.Key, *, as_of: date | str | None = None) -> Card:
        """The card of one prediction, by its number or id.

        Raises NotFound when it does not count as of the day.
        """
        today, day = _days(as_of)
        with self.database.read() as session:
            row = find.prediction(session, key)
            asof.refuse_unheard(session, row, day)
            return _only(cards.prediction_cards(session, [row.id], today, day))

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
        today, day = _days(as_of)
        with self.database.read() as session:
            ids = [one.id for one in due.listed(session, today, within, as_of=day)]
            found = {card["id"]: card for card in cards.prediction_cards(session, ids, today, day)}
            return [found[row_id] for row_id in ids]

    def lint(self, query: str = "", *, hints: bool = True, **conditions: Any) -> list[Card]:
        """What is amiss with the predictions that wait and meet all conditions, as `kg lint` says.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada")
        >>> reading = notebook.predict(claim["id"], due="2099")
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

        today, day = _days(as_of)
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

    def chart(
        self,
        path: str | Path,
        query: str = "",
        *,
        basis: str | Iterable[str] = (),
        as_of: date | str | None = None,
        language: str | None = None,
        **conditions: Any,
    ) -> Path:
        """Draw the scores into a file that ends in .html, .svg or .png, as ``kg score --chart``."""
        from kg.analysis.picture import picture
        from kg.analysis.questions import Of
        from kg.pages.charts import check, write_chart

        path = Path(path)
        check(path)
        today, day = _days(as_of)
        bases = [basis] if isinstance(basis, str) else basis
        with self.database.read() as session:
            kept = session.get(Property, "language")
            found = picture(
                session,
                selection(query, **conditions),
                today,
                bases=[Of(word(Basis, one)) for one in bases],
                as_of=day,
            )
            write_chart(path, found, language=language or (kept.value if kept else "en"))
        return path

    def speakers(self, query: str = "", **conditions: Any) -> list[Card]:
        """The cards of those who speak of the claims that meet all conditions; without, of all."""
        with self.database.read() as session:
            ids = narrowing.speaker_ids(session, selection(query, **conditions), settings.today())
            return cards.speaker_cards(session, ids)

    def speaker(
        self, key: find.Key, *, camps: bool = False, as_of: date | str | None = None
    ) -> Card:
        """The card of one speaker, by any name, id or number.

        With `camps` it also has, under `among`, the camp, and who is closest and farthest.
        """
        from kg.analysis import among

        _, day = _days(as_of)
        with self.database.read() as session:
            row = find.speaker(session, key)
            card = _only(cards.speaker_cards(session, [row.id]))
            if camps:
                card["among"] = among.card(among.among(session, row.id, day, always=True))
            return card

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
            today, day, claims = _asked(session, as_of, selection(query, **conditions))
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
            _, day, claims = _asked(session, as_of, selection(query, **conditions))
            who = None if speaker is None else find.speaker(session, speaker).id
            return [changes.card(one) for one in changes.changes(session, who, claims, day)]

    def agreement(
        self,
        query: str = "",
        *,
        but_one: bool = False,
        limit: int | None = None,
        as_of: str | date | None = None,
        **conditions: Any,
    ) -> list[Card]:
        """How far each two speakers agree, and all together, as `kg agreement` tells it."""
        from kg.analysis import pairing

        with self.database.read() as session:
            chosen = selection(query, **conditions)
            _, day, claims = _asked(session, as_of, chosen)
            among = [find.speaker(session, key).id for key in chosen.speakers]
            return pairing.cards(
                pairing.agree(session, claims, among=among, as_of=day, limit=limit, but_one=but_one)
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
            _, day, claims = _asked(session, as_of, selection(query, **conditions))
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
            today, day, claims = _asked(session, as_of, selection(query, **conditions))
            found = ground.ground(session, camps.camps(session, claims, as_of=day), today=today)
            return ground.cards(session, found, found.ordered(ground.By.NUMBER))

    def conflicts(
        self, query: str = "", *, as_of: str | date | None = None, **conditions: Any
    ) -> list[Card]:
        """What does not go together, as `kg conflicts` tells it."""
        from kg.analysis import conflicts

        with self.database.read() as session:
            _, day, claims = _asked(session, as_of, selection(query, **conditions))
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
            today, day, _ = _asked(session, as_of)
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
            today, day, _ = _asked(session, as_of)
            found = steps.rests_on(session, claim, today=today, depth=depth, as_of=day)
            return steps.card(found)

    def impact(
        self, claim: find.Key, *, depth: int | None = None, as_of: str | date | None = None
    ) -> list[Card]:
        """The claims that rest on a claim, by at most `depth` links in a row."""
        from kg.analysis import steps

        with self.database.read() as session:
            today, day, _ = _asked(session, as_of)
            found = steps.resting_on(session, claim, today=today, depth=depth, as_of=day)
            return [steps.step_card(one) for one in found.once]

    def history(self, limit: int = 20) -> list[Card]:
        """The last batches of changes, newest first; `undo` takes back any of them."""
        with self.database.read() as session:
            return batches.listed(session, limit)

    # What shows it.

    def write(self, path: str | Path, *, texts: bool = False, **conditions: Any) -> Path:
        """Write the notebook, or the claims that meet all conditions, as .yaml or .jsonl.

        The texts of sources belong to their publishers and are written only with `texts`.
        """
        from kg.formats import files

        path = Path(path)
        format = files.format_of(path)
        chosen = selection(**conditions)
        with self.database.read() as session, files.written_whole(path) as stream:
            ids = None
            if not chosen.everything:
                ids = selecting.claim_ids(session, chosen, settings.today())
            files.write(session, stream, format, ids, texts=texts)
        return path

    def graph(
        self, of: str = "claims", *, language: str | None = None, **conditions: Any
    ) -> "nx.Graph[str]":
        """The networkx graph of claims, speakers, concepts or camps, of claims meeting conditions.

        >>> import kg
        >>> notebook = kg.create(":memory:")
        >>> claim = notebook.add("Prices will fall", speaker="Ada", about=["prices"])
        >>> print(notebook.graph(), "and", notebook.graph("speakers"))
        MultiDiGraph with 3 nodes and 2 edges and Graph with 1 nodes and 0 edges
        """
        from kg.graph.camps import camp_graph
        from kg.graph.claims import claim_graph
        from kg.graph.concepts import concept_graph
        from kg.graph.speakers import speaker_graph

        builders: dict[str, Any] = dict(
            zip(GRAPHS, (claim_graph, speaker_graph, concept_graph, camp_graph), strict=True)
        )
        if of not in builders:
            raise Invalid(f"There is no graph of {of!r}.", f"Choose {', '.join(GRAPHS)}.")
        with self.database.read() as session:
            graph: nx.Graph[str] = builders[of](
                session,
                selection(**conditions),
                today=settings.today(),
                language=language or _language(session),
            )
            return graph

    def map(
        self,
        *,
        title: str | None = None,
        language: str | None = None,
        views: Sequence[str] = (),
        as_of: date | str | None = None,
        **conditions: Any,
    ) -> Map:
        """The interactive map of the claims that meet all conditions; it shows itself in Jupyter.

        With `views`, names of views of the notebook, it is of what these show; of several the
        reader chooses. Without, all views are choices. Raises NotFound when no claim is left.
        """
        from kg.analysis.beside import beside
        from kg.graph.claims import gathered, graph_of
        from kg.pages.map import map_page

        today, day = _days(as_of)
        wanted = selection(**conditions)
        with self.database.read() as session:
            chosen = named_views.chosen(
                session, selecting.claim_ids(session, wanted, today, day), views, today, day
            )
            if not chosen.claims:
                raise NotFound("There are no such claims to draw.", "Ask for less, or add some.")
            found = gathered(session, chosen.claims, today, day)
            told = beside(session, found, wanted, today, day) | chosen.told
            language = language or _language(session)
        page = map_page(
            graph_of(found, language),
            found,
            title=title or chosen.title or "kg",
            made=today.isoformat(),
            language=language,
            beside=told,
        )
        return Map(page)

    def _prediction(self, session: Session, row_id: int) -> Card:
        session.expire_all()
        return _only(cards.prediction_cards(session, [row_id], settings.today()))


def _language(session: Session) -> str:
    kept = session.get(Property, "language")
    return kept.value if kept else "en"


def _asked(
    session: Session, as_of: str | date | None, chosen: Selection | None = None
) -> tuple[date, date | None, list[int] | None]:
    """Today, the day as of which things count, and the claims that are meant, None being all."""
    today, day = _days(as_of)
    claims = None
    if chosen is not None and not chosen.everything:
        claims = selecting.claim_ids(session, chosen, today, day)
    return today, day, claims


def _days(as_of: date | str | None) -> tuple[date, date | None]:
    """Today, and the day as of which things count."""
    today = settings.today()
    return today, asof.day_of(None if as_of is None else str(as_of), today)


def _only(found: list[Card]) -> Card:
    (one,) = found
    return one
