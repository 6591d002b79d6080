"""docs/arguments.md: its examples give what they show, and its sentences are those there are."""

import re

import pytest

from kg.analysis.head_to_head import FEW
from kg.analysis.steps import CONCLUSIONS
from tests.conftest import REPOSITORY
from tests.docs.shown import Page

WHOLE = Page.at("docs/arguments.md")
PAGE = WHOLE.text


def test_the_examples_give_what_they_show(kg, home):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    assert [(words, kg(*words).output) for words, _ in WHOLE.steps()] == WHOLE.steps()
    assert len(WHOLE.steps()) == 6


def test_all_conclusions_are_in_the_table():
    table = PAGE.split("| the claim is | of its steps | it says |\n|---|---|---|\n")[1]
    said = [line.split(" | ")[-1].strip(" |") for line in table.split("\n\n")[0].splitlines()]
    assert said == list(CONCLUSIONS.values())


def test_all_that_can_move_is_in_the_table():
    table = PAGE.split("| what | moved when |\n|---|---|\n")[1].split("\n\n")[0]
    moved = [line.split(" | ")[0].strip("| ") for line in table.splitlines()]
    assert moved == ["stance", "probability", "deadline"]


def test_few_is_as_few_as_the_program_says():
    assert f"With fewer than {FEW} decided disagreements" in PAGE


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", PAGE))))
def test_every_link_leads_somewhere(link):
    assert (REPOSITORY / "docs" / link).exists()
