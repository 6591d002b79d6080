"""docs/sources.md: its examples give what they show, and its formats are those there are."""

import re

from kg.formats import transcripts
from tests.docs.shown import Page, without_chance

PAGE = Page.at("docs/sources.md")


def test_the_examples_give_what_they_show(kg, home):
    (home / "panel.md").write_text(PAGE.transcript(), "utf-8")
    kg("init")
    answers = [(words, without_chance(kg(*words).output, home)) for words, _ in PAGE.steps()]
    assert answers == PAGE.steps()
    assert len(answers) == 2


def test_the_formats_are_those_there_are():
    table = PAGE.text.split("| format | shapes that are read |")[1].split("\n\n")[0]
    assert tuple(re.findall(r"^\| `(\S+)` \|", table, re.MULTILINE)) == transcripts.FORMATS
