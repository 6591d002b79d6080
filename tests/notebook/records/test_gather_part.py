"""A part of a notebook is gathered with all that it rests on."""

import pytest

from kg.notebook import claims, concepts, links, predictions, resolutions
from tests.notebook.asking import TODAY
from tests.notebook.records.gathered import lists_of
from tests.notebook.taking_in import take_in
from tests.rig.quick import empty_notebook


class TestAPart:
    @pytest.fixture(autouse=True)
    def whole(self, session):
        concepts.add(session, "AI", uid="ai")
        concepts.add(session, "model", broader="ai", uid="model")
        concepts.add(session, "o1", broader="model", uid="o1")
        concepts.add(session, "other", uid="other")
        for uid, speaker, about in (
            ("c1", "Ann", ["o1"]),
            ("c2", "Bob", ["other"]),
            ("c3", "Cid", []),
        ):
            claims.add(
                session,
                f"Claim {uid}",
                today=TODAY,
                about=about,
                speaker=speaker,
                source=f"Talk {uid}",
                turn=1,
                uid=uid,
                new=True,
            )
        links.draw(session, "c1", "opposes", "c2", by="Bob")
        links.draw(session, "c3", "supports", "c1")
        links.draw(session, "c2", "supports", "c3")
        predictions.predict(session, ["c1", "c2"], uid="p1")
        predictions.predict(session, ["c3"], uid="p3")
        predictions.forecast(session, "p1", "Eve", 0.5, today=TODAY)
        resolutions.resolve(session, "p1", "right", today=TODAY, evidence=["https://e.org/1"])
        resolutions.resolve(session, "p3", "wrong", today=TODAY, evidence=["https://e.org/3"])

    @pytest.mark.parametrize(
        ("chosen", "present"),
        [
            (
                # A prediction is not torn apart: what it reads besides comes along.
                [1],
                {
                    "speakers": ["Ann", "Bob", "Eve"],
                    "concepts": ["ai", "model", "o1", "other"],
                    "sources": ["Talk c1", "Talk c2"],
                    "evidence": ["https://e.org/1"],
                    "claims": ["c1", "c2"],
                    "links": [("c1", "c2")],
                    "predictions": [("p1", ["c1", "c2"])],
                },
            ),
            (
                [3],
                {
                    "speakers": ["Cid"],
                    "sources": ["Talk c3"],
                    "evidence": ["https://e.org/3"],
                    "claims": ["c3"],
                    "predictions": [("p3", ["c3"])],
                },
            ),
            ([], {}),
        ],
    )
    def test_a_part_has_what_it_rests_on_and_no_more(self, session, chosen, present):
        found = lists_of(session, chosen)
        told = {
            "speakers": lambda one: one["names"]["en"],
            "concepts": lambda one: one["id"],
            "sources": lambda one: one["title"]["en"],
            "evidence": lambda one: one["url"],
            "claims": lambda one: one["id"],
            "links": lambda one: (one["from"], one["to"]),
            "predictions": lambda one: (one["id"], one["claims"]),
        }
        assert {word: list(map(told[word], some)) for word, some in found.items()} == present

    @pytest.mark.parametrize("chosen", [[1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]])
    def test_a_part_can_be_taken_into_an_empty_notebook(self, session, chosen):
        found = lists_of(session, chosen)
        copy = empty_notebook()
        with copy.transaction("import") as other:
            take_in(other, found)
            assert lists_of(other) == found
        copy.close()
