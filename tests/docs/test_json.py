"""docs/json.md describes all that scripts read, and nothing else: what tests/cli/golden holds."""

import csv
import io
import json
import re
import shlex
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args

import pytest

from kg.analysis import conflicts, disputes, found_camps, steps
from kg.analysis.agreement import SIGNS
from kg.analysis.ground import By
from kg.analysis.questions import Of
from kg.domain import rechecking, vocabulary
from kg.domain.cues import Kind
from kg.domain.wording import said_in
from kg.notebook import batches
from kg.notebook.review import linting
from kg.notebook.sharing import report
from kg.notebook.showing.columns import SEVERAL
from kg.notebook.showing.tables import TABLES
from kg.store import checkup, indexing, models
from tests.cli.test_contract import AS_SHOWN, CSV, GOLDEN, JSON, TREE, command_of
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "json.md").read_text("utf-8")
THING = re.compile(r"\[.+?\]\(#(.+?)\)")
Seen = dict[tuple[str, str], set[str]]


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading."""
    part = re.split(rf"^#+ {heading}$", PAGE, flags=re.MULTILINE)[1]
    found = re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)
    assert found is not None
    lines = found[0].splitlines()[2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def things() -> dict[str, dict[str, str]]:
    """Each sort of object by its place on the page, with its fields and their types."""
    part = PAGE.split("\n## Types\n")[1].split("\n## CSV\n")[0]
    headings = re.findall(r"^#+ (.+)$", part, re.MULTILINE)
    return {
        heading.lower().replace(" ", "-"): {row[0].strip("`"): row[1] for row in rows(heading)}
        for heading in headings
    }


THINGS = things()


def commands() -> Iterator[tuple[str, str, str]]:
    """Each command of the page with what it gives as JSON, and whether it gives CSV."""
    for named, given, table in rows("Commands"):
        for command in re.findall("`(.+?)`", named):
            yield command.replace("WHAT WHICH", "claim"), given, table


def given_by(typed: str) -> str:
    """What the page says that a command gives; of several entries the one that says most of it."""
    words = ["kg", *shlex.split(typed)]
    meant = [
        (len(command.split()), given)
        for command, given, _ in commands()
        if command.startswith(command_of(typed)) and set(command.split()) <= set(words)
    ]
    return max(meant)[1]


# What is in the goldens, held against the page.


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    return isinstance(value, str)


UIDS = {
    uid
    for path in GOLDEN.glob("*.json")
    for uid in re.findall('"uid": "(.+)"', path.read_text("utf-8"))
}
TYPES: dict[str, Callable[[Any], bool]] = {
    "text": is_text,
    "uid": lambda value: value in UIDS,
    "whole number": is_whole,
    "place": lambda value: is_whole(value) and value >= 0,
    "number": lambda value: isinstance(value, float),
    "probability": lambda value: isinstance(value, float) and 0 <= value <= 1,
    "truth value": lambda value: isinstance(value, bool),
    "date": lambda value: re.fullmatch(r"\d{4}(-\d\d){0,2}", value) is not None,
    "moment": lambda value: value == "NOW",
    "words": lambda value: bool(value) and all(map(is_text, [*value, *value.values()])),
    "pairs": lambda value: len(value) == 2 and all(map(is_whole, value)),
    "value": lambda value: not isinstance(value, dict),
    "columns": lambda value: isinstance(value, dict),
    "whole numbers": lambda value: all(map(is_whole, value.values())),
}


def hold(value: Any, said: str, where: str, seen: Seen) -> None:
    """Fail unless a value is what is said of it; note which fields were seen filled and null."""
    if value is None:
        assert said.endswith(" or null"), f"{where} is null"
        return
    said = said.removesuffix(" or null").split(", left out")[0]
    if said.startswith("list of "):
        assert isinstance(value, list), where
        for one in value:
            hold(one, re.sub("^uids$", "uid", said.removeprefix("list of ")), where, seen)
    elif thing := THING.match(said):
        several = value.values() if " by " in said else [value]
        for one in several:
            hold_fields(one, thing[1], where, seen)
    elif said.startswith("`"):
        assert value in re.findall("`(.+?)`", said), where
    else:
        assert TYPES[said.split(" by ")[0]](value), f"{where} is {value!r}, which is no {said}"


def hold_fields(card: dict[str, Any], thing: str, where: str, seen: Seen) -> None:
    fields = THINGS[thing]
    there = [name for name, said in fields.items() if name in card or ", left out" not in said]
    assert list(card) == there, where
    for name, said in fields.items():
        value = card.get(name, ...)
        if value != []:
            seen[thing, name].add(
                "left out" if value is ... else "null" if value is None else "filled"
            )
        if value is not ...:
            hold(value, said, f"{where}: {name} of {thing}", seen)


@cache
def seen_in_goldens() -> Seen:
    seen: Seen = defaultdict(set)
    for name in JSON:
        hold(golden(name), given_by(JSON[name].typed), name, seen)
    return seen


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", JSON)
def test_json_is_what_the_page_says(name):
    hold(golden(name), given_by(JSON[name].typed), name, defaultdict(set))


@pytest.mark.parametrize("thing", THINGS)
def test_every_field_of_the_page_is_there_and_left_empty_where_it_may_be(thing):
    seen = {name: seen_in_goldens()[thing, name] for name in THINGS[thing]}
    assert seen == {name: possible(said) for name, said in THINGS[thing].items()}


def possible(said: str) -> set[str]:
    """What can be seen in a field, by what the page says of it."""
    return {
        "filled",
        *(["null"] if said.endswith(" or null") else []),
        *(["left out"] if ", left out" in said else []),
    }


TABLES_OF = {
    "claim": models.Claim,
    "position": models.Position,
    "link": models.Link,
    "prediction": models.Prediction,
    "forecast": models.Forecast,
    "resolution": models.Resolution,
    "evidence": models.Evidence,
    "speaker": models.Speaker,
    "concept": models.Concept,
    "source": models.Source,
    "change": models.Batch,
}


@pytest.mark.parametrize("thing", TABLES_OF)
def test_what_the_notebook_need_not_hold_may_be_null(thing):
    columns = {
        column.name.removesuffix("_id"): column.nullable
        for column in TABLES_OF[thing].__table__.columns
    }
    if thing == "link":
        columns["by"] = columns.pop("speaker")
    for name, said in THINGS[thing].items():
        assert columns.get(name, said.endswith(" or null")) == said.endswith(" or null"), name


STATES = ["overdue", "open"]
WORDS: dict[tuple[str, str], list[str]] = {
    ("claim", "kind"): list(vocabulary.ClaimKind),
    ("claim", "weight"): list(vocabulary.Weight),
    ("claim", "outcome"): [*vocabulary.Outcome, "mixed", *STATES],
    ("position", "stance"): list(vocabulary.Stance),
    ("link", "kind"): list(vocabulary.LinkKind),
    ("prediction", "state"): [*vocabulary.Outcome, *STATES],
    ("forecast", "basis"): list(vocabulary.Basis),
    ("resolution", "outcome"): list(vocabulary.Outcome),
    ("resolution", "confidence"): list(vocabulary.Confidence),
    ("due", "state"): ["overdue", "soon", "open"],
    ("due", "problems"): [one for one in linting.PROBLEMS if one != "no-due"],
    ("finding", "code"): list(linting.Code),
    ("finding", "gravity"): list(linting.Gravity),
    ("dispute", "result"): [*disputes.RECORDED, "both", "neither"],
    ("dispute", "link"): ["opposes", "restates"],
    ("coming-round", "stance"): ["asserts", "agrees", "partly", "disagrees"],
    ("side", "stance"): list(SIGNS),
    ("number-given", "basis"): ["stated", "verbal"],
    ("check", "state"): [*vocabulary.Outcome, *STATES],
    ("camps", "method"): list(found_camps.Method),
    ("camps", "verdict"): list(found_camps.Verdict),
    ("side-of-a-camp", "typical"): ["for", "against"],
    ("ground", "marks"): [one for one in By if one not in (By.NUMBER, By.TYPICAL)],
    ("conflict", "conflict"): list(conflicts.Sort),
    ("conflict", "first_stance"): ["holds", "denies"],
    ("conflict", "last_stance"): ["holds", "denies"],
    ("way", "kind"): ["opposes", "restates", "depends on", "supports"],
    ("change-of-mind", "what"): ["stance", "probability", "deadline"],
    ("moment", "stance"): list(SIGNS),
    ("argument", "state"): [*vocabulary.Outcome, "mixed", *STATES],
    ("argument", "conclusion"): list(steps.CONCLUSIONS),
    ("strength", "state"): [*vocabulary.Outcome, "mixed", *STATES],
    ("step", "kind"): ["supports", "depends on"],
    ("step", "state"): [*vocabulary.Outcome, "mixed", *STATES],
    ("score", "by"): ["speaker", "concept", "source", "year"],
    ("score", "of"): list(Of),
    ("evidence", "grade"): list(vocabulary.Grade),
    ("evidence", "side"): list(vocabulary.Side),
    ("speaker", "kind"): list(vocabulary.SpeakerKind),
    ("find", "kind"): list(indexing.KINDS),
    ("suggestion", "what"): list(Kind),
    ("suggestion", "may_be"): list(Kind),
    ("checked-quote", "state"): list(rechecking.State),
    ("part-of-the-notebook", "part"): [*checkup.Part, "quotes"],
    ("difference", "counts"): ["mine", "theirs"],
    ("difference", "by"): list(get_args(report.By)),
    ("row-count", "action"): list(batches.VERBS.values()),
    ("what-happened", "action"): list(batches.VERBS.values()),
}


def test_fields_of_a_few_words_name_all_of_them():
    said = {
        (thing, name): re.findall("`(.+?)`", type)
        for thing, fields in THINGS.items()
        for name, type in fields.items()
        if "`" in type and " by " not in type
    }
    assert said == WORDS
    waiting = re.findall("`(.+?)`", THINGS["status"]["due"])
    assert waiting == list(golden("status")["due"])
    totals = re.findall("`(.+?)`", THINGS["comparison"]["totals"])
    assert totals == list(golden("compare")["totals"]) == list(disputes.RECORDED)
    assert {"unchecked", *rechecking.State} == golden("verify")["counts"].keys()


def test_every_type_is_explained():
    explained = {name for row in rows("Types") for name in row[0].split(", ")}
    used = {
        re.sub("^list of (uids$)?", "", type).removesuffix(" or null").split(", left out")[0]
        for fields in THINGS.values()
        for type in fields.values()
    }
    plain = {type for type in used if type in TYPES} | {"uid"}
    assert explained == plain - {"pairs", "columns", "whole numbers"}


# Commands.


@pytest.mark.parametrize("flag", ["--json", "--csv"])
def test_the_page_names_all_commands_that_speak_to_scripts(flag):
    takes = {words for words in TREE if any(flag in param.opts for param in TREE[words].params)}
    named = {
        command_of(command.removeprefix("kg "))
        for command, _, table in commands()
        if flag == "--json" or table == "yes"
    }
    assert named == takes


@pytest.mark.parametrize("typed", AS_SHOWN)
def test_what_changes_something_is_said_to_show_it(typed):
    assert set(THING.findall(given_by(typed))) >= set(THING.findall(given_by(AS_SHOWN[typed])))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", PAGE))))
def test_every_link_leads_somewhere(target):
    if target.startswith("#"):
        assert target[1:] in THINGS
    elif not target.startswith("https://"):
        assert (REPOSITORY / "docs" / target).exists()


# CSV.

KINDS = {
    "claim-list": "claim",
    "position-list": "position",
    "link-list": "link",
    "prediction-list": "prediction",
    "due": "due",
    "lint": "lint",
    "score": "score",
    "evidence-list": "evidence",
    "speaker-list": "speaker",
    "concept-list": "concept",
    "source-list": "source",
    "view-list": "view",
    "changes": "change of mind",
    "impact": "step",
    "agreement": "agreement",
    "ground": "ground",
    "conflicts": "conflict",
    "history": "change",
    "history-of-a-claim": "past",
}
"""The goldens of lists, and what these are called in kg.notebook.showing.tables."""


def of_list(cell: str) -> str:
    """The kind of the list that a cell names by its command."""
    command = cell.strip("`").replace("WHAT WHICH", "claim")
    (name,) = [
        name for name in KINDS if given_by(CSV[name].typed) == given_by(command.removeprefix("kg "))
    ]
    return KINDS[name]


def columns_apart() -> dict[tuple[str, str], str]:
    """The columns that hold something else than the field of their name, with what they hold."""
    part = PAGE.split("A column holds what the field of the same name holds")[1]
    lines = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", part, re.MULTILINE)
    return {(of_list(command), name): meaning for name, command, meaning in lines}


def test_the_page_names_the_columns_of_every_list():
    assert KINDS.keys() == CSV.keys()
    said = {of_list(command): re.findall("`(.+?)`", names) for command, names in rows("CSV")}
    assert said == {kind: list(columns) for kind, columns in TABLES.items()}


def test_the_page_says_what_columns_hold_that_are_no_fields():
    found = columns_apart()
    assert found == {(kind, name): TABLES[kind][name].meaning for kind, name in found}


@pytest.mark.parametrize("name", KINDS)
def test_other_columns_hold_what_the_fields_of_their_names_hold(name):
    apart = columns_apart()
    text = (GOLDEN / f"{name}.csv").read_bytes().decode()
    for row, card in zip(csv.DictReader(io.StringIO(text, newline="")), golden(name), strict=True):
        for column, cell in row.items():
            if (KINDS[name], column) not in apart:
                assert cell.removeprefix("'") == in_a_cell(card[column]), column


def in_a_cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return SEVERAL.join(value)
        case dict():
            return said_in(value)
    return str(value)
