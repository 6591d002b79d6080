"""docs/quotes.md: its examples give what they show, and its states are those there are."""

import re

from kg.domain.folding import folded
from kg.domain.quotes import CONTEXT, LONGEST_GAP
from kg.domain.rechecking import ENOUGH, TELLING, State
from tests.docs.shown import Page

WHOLE = Page.at("docs/quotes.md")
PAGE = WHOLE.text
TEXT = "Ann: In my view it takes years to catch up.\n\nBo: It takes years, or months.\n"


def test_the_examples_give_what_they_show(kg, home):
    (home / "talk.txt").write_text(TEXT, "utf-8")
    (home / "second-edition.txt").write_text(f"Second edition\n{TEXT}", "utf-8")
    kg("init")
    kg("source", "add", "Talk", "--text-only", "--text", "talk.txt")
    assert len(WHOLE.steps()) == 7
    for words, told in WHOLE.steps():
        answer = kg(*words, exit_code=int("2 moved" in told))
        if "--json" not in words:
            assert answer.output + answer.stderr == told


def test_the_states_are_those_there_are():
    table = PAGE.split("| it says | when |")[1].split("\n\n")[0]
    told = re.findall(r"^\| (\w+) \|", table, re.MULTILINE)
    assert sorted(told) == sorted(State)


def test_the_figures_are_those_of_the_program():
    assert f"at most {LONGEST_GAP:,} letters behind" in PAGE
    assert f"and {CONTEXT} characters of the text before and after" in PAGE
    assert f"need {ENOUGH} letters of their context, or {TELLING} letters of their own" in PAGE


def test_what_is_said_to_be_the_same_is():
    for one, other in (
        ("[words](https://e.org)", "words"),
        ("![chart](https://e.org)", ""),
        ("&amp;", "&"),
        ("，。（１", ",.(1"),
        ("“a”「a」«a»《a》", '"a""a""a""a"'),
        ("a—b——c–d--e", "a-b-c-d-e"),
    ):
        assert folded(one) == folded(other)
    assert {folded(dots) for dots in ("…", "……", "...", ". . .", ".")} == {"."}
