"""The JSON Schema for editors says of a notebook what kg itself says."""

import json

import jsonschema
import msgspec
import pytest
from hypothesis import Phase, given, settings

from kg.formats import plain_yaml, schema
from kg.settings import shipped
from tests.formats.inventing import notebooks
from tests.formats.test_wording import CASES
from tests.formats.test_yaml_notebook import NOTEBOOK


@pytest.fixture(scope="module")
def judge():
    return jsonschema.Draft202012Validator(schema.notebook_schema())


def test_the_schema_that_ships_is_the_one_that_the_records_give():
    kept = (shipped("data") / "notebook.schema.json").read_text("utf-8")
    assert kept == schema.text(), "Run python -m kg.formats.schema > data/notebook.schema.json"


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(schema.text()))


def test_a_good_notebook_is_good_years_without_quotes_included(judge):
    # As an editor reads it, to which the year 2026 is a number.
    data = plain_yaml.load(NOTEBOOK)
    assert data["predictions"][0]["opens"] == 2024
    judge.validate(data)


@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(notebook=notebooks())
def test_whatever_kg_takes_the_schema_takes(judge, notebook):
    judge.validate(msgspec.to_builtins(notebook))


@pytest.mark.parametrize(("data", "path"), [case[:2] for case in CASES])
def test_whatever_kg_refuses_the_schema_refuses(judge, data, path):
    assert not judge.is_valid(data)


@pytest.mark.parametrize("year", [2026, "2026", "2026-09", "2026-09-12", None], ids=repr)
def test_a_date_may_be_a_year_a_month_a_day_or_nothing(judge, year):
    judge.validate({"predictions": [{"id": "p1", "due": year}]})


@pytest.mark.parametrize("year", [26, 20260912, 2026.5, "26", "2026-9", "soon", True, []], ids=repr)
def test_a_date_may_not_be_anything_else(judge, year):
    assert not judge.is_valid({"predictions": [{"id": "p1", "due": year}]})
    assert not judge.is_valid(
        {"claims": [{"id": "c1", "resolutions": [{"outcome": "right", "decided": year}]}]}
    )


def test_every_sort_of_record_says_what_it_is(judge):
    described = {name: found["description"] for name, found in judge.schema["$defs"].items()}
    assert described["Claim"] == (
        "One proposition in the curator's words, with who says what of it."
    )
    assert all(described.values())
