"""docs/queries.md: its examples give what they show, and its tables name what there is."""

import re
import shlex
from math import log2

import pytest

from kg.cli.commands.search import TOGETHER
from kg.domain.fields import FIELDS, NAMES, PLACES, SINGLE, SYNONYMS
from kg.domain.tokens import tokens
from kg.store.indexing import COLUMNS
from kg.store.search import WEIGHTS
from tests.conftest import REPOSITORY
from tests.docs.shown import Page

PATH = REPOSITORY / "docs" / "queries.md"
PAGE = PATH.read_text("utf-8")
BEGUN: dict[str, bytes] = {}


@pytest.fixture
def asked(kg, home):
    """The command line, with the notebook of the round table, which is imported once."""
    path = home / "notebook.db"
    if not BEGUN:
        kg("init")
        kg("import", REPOSITORY / "data" / "roundtable")
        BEGUN["round table"] = path.read_bytes()
    path.write_bytes(BEGUN["round table"])
    return kg


def blocks(language):
    return "".join(re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL))


def table(heading):
    """The rows of the table that has this first line, cell by cell, without their code marks."""
    lines = PAGE.split(f"{heading}\n|---")[1].split("\n\n")[0].split("\n")[1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def codes(text):
    return re.findall(r"`(.+?)`", text)


FIELD_ROWS = table("| field | a claim is meant when | example |")


def test_the_examples_give_what_they_show(asked):
    steps = Page.at("docs/queries.md").steps()
    assert [(typed, asked(*typed).output) for typed, _ in steps] == steps
    assert len(steps) == 4


def test_what_a_shell_is_given_finds_something(asked):
    typed = blocks("sh").splitlines()
    assert len(typed) == 8
    found = {line: asked(*shlex.split(line)[1:]).output for line in typed}
    assert [line for line, output in found.items() if not output] == []
    _, _, one, two, three, *_ = found.values()
    assert one == two == three


def test_every_form_of_a_word_finds_something(asked):
    rows = table("| written | finds |")
    assert len(rows) == 7
    for written, meaning in rows:
        for query in [*codes(written), *(one for one in codes(meaning) if one.startswith("-"))]:
            assert asked("search", query).output != ""


def test_the_same_query_in_both_widths_is_the_same(asked):
    plain = 'speaker:颜水成 "以年为单位" due:2025..'
    wide = next(one for one in codes(PAGE) if one.startswith("speaker：颜水成"))
    assert asked("search", wide).output == asked("search", plain).output != ""


def test_the_table_of_fields_is_that_of_the_program():
    assert [(field.strip("`:"), meaning) for field, meaning, _ in FIELD_ROWS] == [
        (name, field.meaning) for name, field in FIELDS.items()
    ]


@pytest.mark.parametrize("example", [codes(row[-1])[0] for row in FIELD_ROWS])
def test_every_example_of_a_field_finds_claims(asked, example):
    assert asked("claim", "list", *shlex.split(example), "--json").json != []


def test_the_words_of_fields_are_those_there_are():
    rows = table("| field | its words |")
    assert {field.strip("`:"): tuple(codes(words)) for field, words in rows} == {
        name: field.words for name, field in FIELDS.items() if field.words
    }


def test_what_is_said_of_fields_is_true():
    assert f"{listed(SINGLE, 'and')} have one value each, and stand once" in PAGE
    assert f"behind {listed((f'{one}:' for one in NAMES), 'or')} is one name" in PAGE
    parted = [f"{one}:" for one in FIELDS if one not in (*NAMES, *SINGLE)]
    assert f"part the values of {listed(parted, 'and')};" in PAGE
    (places,) = re.findall(r"\*\*Places\.\*\* (.+)", PAGE)
    assert {one.removeprefix("in:") for one in codes(places) if " " not in one} == set(PLACES)
    (synonyms,) = re.findall(r"are not taken silently: (.+)\.", PAGE)
    told: dict[str, str] = {}
    waiting: list[str] = []
    for word in codes(synonyms):
        if word.endswith(":"):
            waiting.append(word[:-1])
        else:
            told |= dict.fromkeys(waiting, word)
            waiting = []
    assert told == SYNONYMS


def listed(words, last):
    *first, end = (f"`{one}`" for one in words)
    return f"{', '.join(first)} {last} {end}"


def test_the_figures_are_those_of_the_program():
    assert WEIGHTS == {"claim": 4, "speaker": 4, "concept": 4, "source": 3, "prediction": 3}
    assert (
        "The weight is 4 for claims, speakers and concepts, 3 for sources and predictions, "
        "2 for positions, evidence, links, forecasts and verdicts, and 1 for the texts of sources."
    ) in PAGE
    rest = COLUMNS.keys() - WEIGHTS.keys()
    assert rest == {"position", "evidence", "link", "forecast", "resolution"}
    assert f"of more than {TOGETHER}, the others are counted" in PAGE


def test_the_formula_is_that_of_the_program(asked):
    assert "weight ÷ ( log₂(2 + *found*) · (1 + *size* ÷ 50) )" in PAGE
    (find,) = asked("search", "Tiangong", "in:claim", "--json").json["finds"]
    statement = asked("claim", "show", find["id"], "--json").json["statement"]
    size = sum(len(tokens(text)) for text in statement.values())
    assert find["score"] == round(4 / (log2(2 + 1) * (1 + size / 50)), 4)


@pytest.mark.parametrize(("typed", "answered"), table("| typed | answered |"))
def test_what_is_wrong_is_answered_as_shown(asked, typed, answered):
    words = typed.strip("`").split()
    # A name that nobody bears ends with 1, what is not understood with 2.
    code = {"speaker:颜水城": 1, "Deepseak": 0}.get(words[0], 2)
    said = asked("search", *words, exit_code=code).stderr
    assert said.removeprefix("Error: ") == f"{answered}\n"


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", PAGE))
def test_every_link_leads_somewhere(link):
    assert (PATH.parent / link).exists()
