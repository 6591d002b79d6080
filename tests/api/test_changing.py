"""Changing a notebook from Python: kg.api.changing."""

import shutil
from pathlib import Path
from typing import Any, cast

import pytest

import kg
from kg.errors import Conflict, Invalid, KgError, NotFound
from kg.notebook import claims, speakers
from tests.api.comparing import sentence


class TestChanging:
    def test_each_call_is_one_change_named_in_the_history(self, book):
        book.forecast(1, "Ada", 0.8, basis="stated")
        book.link(2, "opposes", 1, note="As it turned out.")
        book.resolve(1, "wrong", on="2025-06", confidence="high")
        assert [batch["command"] for batch in book.history()] == [
            "resolve 1 wrong",
            "2 opposes 1",
            "forecast 1 Ada 0.8",
            "predict 1",
            "Charles disagrees 1",
            "add It took a year",
            "add It takes years",
        ]

    def test_cards_say_what_was_made(self, book):
        assert book.take(2, "Ada", "agrees", quote="True.")["quote"] == "True."
        link = book.link(2, "opposes", 1)
        assert (link["from"], link["kind"]) == (book.claim(2)["uid"], "opposes")
        assert book.forecast(1, "Ada", 0.7)["forecasts"][0]["middle"] == 0.7
        assert book.resolve(1, "partly", fraction=0.5)["resolutions"][0]["fraction"] == 0.5

    def test_a_change_that_fails_leaves_everything_as_it_was(self, book):
        before = book.claims(), book.history()
        for change in (
            lambda: book.add(" "),
            lambda: book.add("x", speaker="Charlse"),
            lambda: book.take(99, "Ada", "agrees"),
            lambda: book.resolve(1, "right", on="2019"),
            lambda: book.forecast(1, "Ada", 1.7),
            lambda: book.predict(1, opens="2027", due="2026"),
        ):
            with pytest.raises(KgError):
                change()
        assert (book.claims(), book.history()) == before

    def test_a_transaction_makes_several_changes_one_or_none(self, book):
        with book.transaction("two more") as session:
            speakers.add(session, "Dora")
            speakers.add(session, "Emil")
        assert book.history(1)[0]["command"] == "two more"

        def fail():
            with book.transaction("half") as session:
                speakers.add(session, "Franz")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert [card["names"]["en"] for card in book.speakers()] == [
            *("Ada", "Charles", "Dora", "Emil")
        ]

    def test_changes_are_taken_back(self, book):
        book.resolve(1, "wrong", on="2025-06")
        assert book.undo() == 5
        assert book.prediction(1)["state"] == "overdue"
        assert book.undo(5 + 1) == 6
        assert book.prediction(1)["state"] == "wrong"
        with pytest.raises(NotFound):
            book.undo(99)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda book: book.take(1, "Ada", "argues"),
                "'argues' is none of asserts, agrees, partly, disagrees, asks.",
            ),
            (
                lambda book: book.link(1, "refutes", 2),
                (
                    "'refutes' is none of supports, opposes, qualifies, depends on, restates, "
                    "elaborates."
                ),
            ),
            (
                lambda book: book.resolve(1, "maybe"),
                "'maybe' is none of right, wrong, partly, unclear, void.",
            ),
            (
                lambda book: book.resolve(1, "right", confidence="very"),
                "'very' is none of high, medium, low.",
            ),
            (
                lambda book: book.add("x", kind="claim"),
                "'claim' is none of fact, cause, opinion, prediction, recommendation.",
            ),
            (lambda book: book.add("x", weight="heavy"), "'heavy' is none of main, detail."),
            (
                lambda book: book.forecast(1, "Ada", 0.5, basis="guess"),
                "'guess' is none of stated, verbal, implied.",
            ),
        ],
    )
    def test_words_of_closed_sets_are_said_when_another_is_given(self, book, change, said):
        with pytest.raises(Invalid) as error:
            change(book)
        assert sentence(error) == f"{said} Write one of these."

    def test_a_name_that_is_nearly_known_is_questioned(self, book):
        with pytest.raises(NotFound) as error:
            book.take(1, "Charlse", "agrees")
        assert "Did you mean Charles?" in sentence(error)
        assert book.take(1, "Charlse", "agrees", new=True)["stance"] == "agrees"

    def test_what_is_no_argument_is_python_s_own_error(self, book):
        with pytest.raises(TypeError, match="speakr"):
            book.add("x", speakr="Ada")


class TestMerging:
    def test_another_notebook_is_taken_in_and_what_is_open_refused(self, home):
        with kg.create("ann.db") as ann:
            ann.add("Prices fall", speaker="Ada", said="2026-11-01")
        shutil.copy("ann.db", "ben.db")
        with kg.open("ann.db") as ann, kg.open("ben.db") as ben:
            with ann.transaction("edit") as session:
                claims.edit(session, "1", statement="Prices fall soon")
            with ben.transaction("edit") as session:
                claims.edit(session, "1", statement="Prices fall late")
            ben.add("Wages rise", speaker="Bob", said="2026-11-01")
            with pytest.raises(Conflict) as refused:
                ann.merge("ben.db")
            assert sentence(refused) == (
                "1 thing differs, and nothing says which counts: claim 1 (Prices fall soon), "
                "statement (en). Say prefer='mine', 'theirs' or 'newer'."
            )
            assert len(ann.claims()) == 1
            assert ann.merge(Path("ben.db"), prefer="theirs") == {
                "new": {"speaker": 1, "claim": 1, "position": 1},
                "changed": {"claim": 1},
                "removed": {},
            }
            assert [one["statement"]["en"] for one in ann.claims()] == [
                "Prices fall late",
                "Wages rise",
            ]
            nothing: dict[str, dict[str, int]] = {"new": {}, "changed": {}, "removed": {}}
            assert ann.merge("ben.db") == nothing
            ben.write("ben.yaml")
            assert ann.merge("ben.yaml", prefer="mine") == nothing

    def test_what_cannot_be_merged_so_is_said(self, home):
        with kg.create("ann.db") as ann:
            ann.write("ann.yaml")
            for place, how, told in (
                ("ann.db", {}, "That is this notebook itself. Name another one."),
                ("ann.db", {"prefer": "ours"}, "'ours' is no side. Prefer mine, theirs or newer."),
                (
                    *("ann.yaml", {"prefer": "newer"}),
                    "ann.yaml is a text, which does not say when it was changed. "
                    "Say prefer='mine' or 'theirs'.",
                ),
            ):
                with pytest.raises(Invalid) as refused:
                    ann.merge(place, **cast(Any, how))
                assert sentence(refused) == told
