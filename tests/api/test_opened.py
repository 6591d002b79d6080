"""The package, and a notebook that it makes or opens: kg.api.opened."""

import inspect
import subprocess
import sys

import networkx as nx
import pytest

import kg
from kg.errors import Conflict, KgError, NotebookError
from tests.api.comparing import sentence
from tests.conftest import REPOSITORY


class TestOpening:
    def test_a_notebook_is_made_once_and_opened_again(self, home):
        with kg.create(home / "a.db") as made:
            made.add("A claim")
            assert repr(made) == f"<kg.Notebook {home / 'a.db'}>"
        with kg.open(str(home / "a.db")) as opened:
            assert len(opened.claims()) == 1
        with pytest.raises(NotebookError) as error:
            kg.create(home / "a.db")
        assert sentence(error).startswith(f"There is a notebook at {home / 'a.db'} already.")

    def test_one_in_memory_says_so(self, home):
        with kg.create(":memory:") as made:
            assert repr(made) == "<kg.Notebook :memory:>"

    def test_without_a_place_it_is_the_one_of_the_command_line(self, home, kg_, monkeypatch):
        kg_("init")
        kg_("add", "A claim", "--speaker", "Ada")
        with kg.open() as opened:
            assert [card["id"] for card in opened.claims(speakers="Ada")] == [1]

    def test_what_is_no_notebook_is_refused_in_a_sentence(self, home):
        (home / "x.db").write_text("no database")
        for place, start in (
            ("none.db", f"There is no notebook at {home / 'none.db'}."),
            (home, f"{home} is a directory, not a notebook."),
            ("x.db", f"{home / 'x.db'} is not a notebook"),
            ("mysql://host/name", "kg keeps notebooks in SQLite or PostgreSQL, not in mysql."),
        ):
            with pytest.raises(KgError) as error:
                kg.open(place)
            assert sentence(error).startswith(start)

    def test_the_language_of_a_new_notebook_is_that_of_its_graphs(self, home):
        with kg.create(":memory:", language="zh") as made:
            made.add({"en": "It takes years", "zh": "需要数年"}, speaker="Ada")
            labels = nx.get_node_attributes(made.graph(), "label")
        assert "需要数年" in labels.values()


class TestPackage:
    def test_its_names_are_offered_before_they_are_loaded(self):
        code = "import kg, sys; print(*dir(kg)); print('sqlalchemy' in sys.modules)"
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
        names, loaded = ran.stdout.splitlines()
        assert {"KgError", "Map", "Notebook", "create", "open"} <= set(names.split())
        assert loaded == "False"

    def test_all_names_are_there_and_no_other(self):
        for name in kg.__all__:
            assert getattr(kg, name) is not None
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            _ = kg.nothing

    def test_an_error_tells_sentence_and_remedy_apart(self):
        error = Conflict("It is so.", "Change it.")
        assert isinstance(error, kg.KgError)
        assert (error.message, error.remedy) == ("It is so.", "Change it.")

    def test_every_method_says_what_it_does(self):
        for name, method in inspect.getmembers(kg.Notebook, inspect.isfunction):
            assert name.startswith("_") or inspect.getdoc(method), name
