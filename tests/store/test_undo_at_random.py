"""Any sequence of changes and undos keeps the notebook whole and can be taken back to its start."""

from datetime import date

import msgspec
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from kg.domain import records
from kg.domain.vocabulary import ClaimKind, LinkKind, Outcome, Stance
from kg.errors import KgError, NotFound
from kg.notebook import (
    claims,
    concepts,
    links,
    positions,
    predictions,
    resolutions,
    sources,
    speakers,
)
from kg.notebook.changing import merging
from kg.notebook.records.apply import apply, plan
from kg.notebook.records.gather import gather
from kg.notebook.records.plans import Document
from kg.store.history import TABLES
from kg.store.models import Batch
from kg.store.undo import undo
from tests.rig.quick import empty_notebook
from tests.store.contents import indexed_names, indexed_words, names_of_rows, words_of_rows

TODAY = date(2026, 11, 23)
TEXT = "It takes years, says Ann. It takes months, says Bob."

people = st.sampled_from(["Ann", "Bob", "颜水成", "7"])
things = st.sampled_from(["o1", "OpenAI", "scaling", "Ann"])
texts = st.sampled_from(["It takes years", "数年", "never", "It takes months"])
quotes = st.none() | st.sampled_from(["takes years", "It takes *months*", "nobody said so"])
days = st.sampled_from(["2024", "2024-09", "2024-09-14", "2026-11-23", "2027-01"])
maybe_days = st.none() | days
numbers = st.integers(1, 6)
notes = st.none() | texts
shares = st.sampled_from([0.0, 0.2, 0.5, 1.0])
uids = st.sampled_from(["c1", "c2", "c3"])


class Changes(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.notebook = empty_notebook()
        self.now: dict = {}

    def change(self, work, *details, **more):
        """Make a change; one that is refused leaves everything as it was."""
        try:
            with self.notebook.transaction(work.__name__) as session:
                work(session, *details, **more)
        except KgError as error:
            note(f"refused: {error}")
            assert self.contents() == self.now
            return False
        self.now = self.contents()
        return True

    def contents(self):
        """All rows as SQLite holds them; the names must lead to those that bear them."""
        with self.notebook.read() as session:
            assert indexed_names(session) == names_of_rows(session)
            assert indexed_words(session) == words_of_rows(session)
            ask = session.connection().exec_driver_sql
            found = {name: ask(f"SELECT * FROM {name} ORDER BY id").all() for name in TABLES}
        return {name: rows for name, rows in found.items() if rows}

    def batches(self):
        with self.notebook.read() as session:
            return session.scalar(select(func.max(Batch.id))) or 0

    @rule(
        words=texts,
        speaker=people,
        about=st.lists(things, max_size=2),
        source=st.none() | st.sampled_from(["Talk", "https://e.org/talk"]),
        quote=quotes,
        turn=st.none() | st.integers(0, 3),
    )
    def add_a_claim(self, **details):
        words = details.pop("words")
        self.change(claims.add, words, today=TODAY, new=True, **details)

    @rule(
        claim=numbers,
        statement=texts,
        kind=st.sampled_from(ClaimKind),
        about=st.lists(things, max_size=1),
        not_about=st.lists(things, max_size=1),
        note=notes,
    )
    def edit_a_claim(self, claim, **details):
        self.change(claims.edit, claim, new=True, **details)

    @rule(claim=numbers)
    def remove_a_claim(self, claim):
        self.change(claims.remove, claim)

    @rule(claim=numbers, speaker=people, stance=st.sampled_from(Stance), said=maybe_days)
    def take_a_position(self, **details):
        self.change(positions.take, today=TODAY, new=True, **details)

    @rule(
        position=numbers,
        source=st.none() | st.sampled_from(["Talk", 1, 2]),
        quote=quotes,
        turn=st.none() | st.integers(0, 3),
    )
    def edit_a_position(self, position, **details):
        self.change(positions.edit, position, **details)

    @rule(position=numbers)
    def remove_a_position(self, position):
        self.change(positions.remove, position)

    @rule(
        start=numbers,
        kind=st.sampled_from(LinkKind),
        end=numbers,
        by=st.none() | people,
        note=notes,
    )
    def draw_a_link(self, start, kind, end, **details):
        self.change(links.draw, start, kind, end, **details)

    @rule(link=numbers, kind=st.sampled_from(LinkKind), by=st.none() | people)
    def edit_a_link(self, link, **details):
        self.change(links.edit, link, **details)

    @rule(read=st.lists(numbers, min_size=1, max_size=2), opens=maybe_days, due=maybe_days)
    def predict(self, read, **details):
        self.change(predictions.predict, read, **details)

    @rule(
        prediction=numbers,
        reads=st.lists(numbers, max_size=1),
        not_reads=st.lists(numbers, max_size=1),
        opens=maybe_days,
        due=maybe_days,
    )
    def edit_a_prediction(self, prediction, **details):
        self.change(predictions.edit, prediction, **details)

    @rule(prediction=numbers)
    def remove_a_prediction(self, prediction):
        self.change(predictions.remove, prediction)

    @rule(prediction=numbers, speaker=people, low=shares, middle=shares, high=shares)
    def forecast(self, prediction, speaker, low, middle, high):
        self.change(
            predictions.forecast,
            prediction,
            speaker,
            middle,
            low=low,
            high=high,
            today=TODAY,
            new=True,
        )

    @rule(forecast=numbers, probability=st.none() | shares, words=st.none() | st.just("likely"))
    def edit_a_forecast(self, forecast, **details):
        self.change(predictions.edit_forecast, forecast, today=TODAY, **details)

    @rule(
        prediction=numbers,
        outcome=st.sampled_from(Outcome),
        on=days,
        evidence=st.lists(st.sampled_from(["https://e.org/1", "https://e.org/2"]), max_size=2),
    )
    def resolve(self, prediction, outcome, **details):
        self.change(resolutions.resolve, prediction, outcome, today=TODAY, **details)

    @rule(resolution=numbers)
    def withdraw(self, resolution):
        self.change(resolutions.withdraw, resolution, today=TODAY, because="wrong")

    @rule(concept=things, broader=st.none() | things)
    def put_a_concept_below_another(self, concept, broader):
        self.change(concepts.edit, concept, broader=broader)

    @rule(concept=things)
    def remove_a_concept(self, concept):
        self.change(concepts.remove, concept)

    @rule(speaker=people, names=texts, aliases=st.lists(people, max_size=2))
    def rename_a_speaker(self, speaker, names, aliases):
        self.change(speakers.edit, speaker, names={"en": names}, aliases=aliases)

    @rule(speaker=people)
    def remove_a_speaker(self, speaker):
        self.change(speakers.remove, speaker)

    @rule(kept=numbers, other=numbers)
    def merge_claims(self, kept, other):
        self.merge(merging.claims, kept, [other])

    @rule(kept=people, others=st.lists(people, min_size=1, max_size=2), force=st.booleans())
    def merge_speakers(self, kept, others, force):
        self.merge(merging.speakers, kept, others, force=force)

    @rule(kept=things, other=things)
    def merge_concepts(self, kept, other):
        self.merge(merging.concepts, kept, [other])

    def merge(self, work, *details, **more):
        """Merge; undoing that at once brings back exactly what was there."""
        before, last = self.now, self.batches()
        if self.change(work, *details, **more):
            with self.notebook.transaction("undo") as session:
                undo(session)
            assert self.contents() == before
            with self.notebook.transaction("redo") as session:
                undo(session, last + 2)
            assert self.contents() == self.now

    @rule(source=numbers, title=texts, text=st.sampled_from([TEXT, "another text"]))
    def edit_a_source(self, source, title, text):
        self.change(sources.edit, source, title={"en": title}, text=text)

    @rule(source=numbers)
    def remove_a_source(self, source):
        self.change(sources.remove, source)

    @rule(
        claim=uids,
        other=uids,
        speaker=people,
        words=st.none() | texts,
        source=st.booleans(),
        text=st.none() | st.just(TEXT),
        quote=quotes,
        turn=st.none() | st.integers(0, 2),
        outcome=st.sampled_from(Outcome),
        due=maybe_days,
        broader=st.none() | st.sampled_from(["thing", "system"]),
    )
    def take_records_in(self, claim, other, speaker, words, source, text, quote, turn, **rest):
        position = {"speaker": "s1", "stance": "asserts", "quote": quote, "turn": turn}
        if source:
            position["source"] = "talk"
        record = {"id": claim, "kind": "fact", "about": ["system"], "positions": [position]}
        record["statement"] = words or "It takes years"
        lists = {
            "speakers": [{"id": "s1", "names": speaker}],
            "concepts": [
                {"id": "system", "names": "System", "broader": rest["broader"]},
                {"id": "thing", "names": "Thing"},
            ],
            "sources": [{"id": "talk", "title": "Talk", "text": text}],
            "evidence": [{"id": "e1", "title": "A report"}],
            "claims": [
                record,
                *([] if other == claim else [{"id": other, "kind": "cause", "statement": "so"}]),
            ],
            "links": [{"from": claim, "kind": "supports", "to": other}],
            "predictions": [
                {
                    "id": "p1",
                    "claims": [other],
                    "due": rest["due"],
                    "forecasts": [{"speaker": "s1", "basis": "stated", "probability": 0.3}],
                    "resolutions": [
                        {"outcome": rest["outcome"], "decided": "2026-01", "evidence": ["e1"]}
                    ],
                }
            ],
        }
        notebook = msgspec.convert(lists, records.Notebook)

        def import_(session):
            apply(session, plan(session, [Document(notebook)]))

        if self.change(import_):
            before = self.batches()
            assert self.change(import_)
            assert self.batches() == before, "an import twice changes something"

    @rule()
    def undo_the_last_change(self):
        try:
            with self.notebook.transaction("undo") as session:
                undo(session)
        except NotFound:
            assert self.now == {}
        self.now = self.contents()

    @rule(data=st.data())
    def undo_any_change(self, data):
        if last := self.batches():
            number = data.draw(st.integers(1, last))
            note(f"undo {number}")
            self.change(undo, number)

    @invariant()
    def every_prediction_reads_a_claim(self):
        read = {row.prediction_id for row in self.now.get("reading", [])}
        assert {row.id for row in self.now.get("prediction", [])} == read

    def teardown(self):
        self.a_copy_says_the_same()
        self.all_can_be_undone_and_done_again()
        self.notebook.close()

    def a_copy_says_the_same(self):
        with self.notebook.read() as session:
            records_here = list(gather(session, texts=True))
        lists: dict = {}
        for word, record in records_here:
            lists.setdefault(word, []).append(record)
        copy = empty_notebook()
        with copy.transaction("import") as session:
            document = Document(msgspec.convert(lists, records.Notebook))
            apply(session, plan(session, [document]))
        with copy.read() as session:
            assert list(gather(session, texts=True)) == records_here
        copy.close()

    def all_can_be_undone_and_done_again(self):
        states, undos = [self.now], []
        while states[-1]:
            with self.notebook.transaction("undo") as session:
                undo(session)
            states.append(self.contents())
            undos.append(self.batches())
        for state, number in zip(reversed(states[:-1]), reversed(undos), strict=True):
            with self.notebook.transaction("redo") as session:
                undo(session, number)
            assert self.contents() == state


Changes.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
test_any_sequence_of_changes = Changes.TestCase
