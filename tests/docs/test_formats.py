"""docs/formats.md has the formats there are, as they are."""

import re
import subprocess
import sys

from kg.formats import listing
from kg.formats.claim_table import FIELDS
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "formats.md").read_text("utf-8")


def test_the_table_is_that_of_the_formats_themselves():
    assert listing.with_table(PAGE) == PAGE


def test_a_table_that_is_not_up_to_date_is_seen():
    assert listing.with_table(PAGE.replace("| `yaml`", "| `yml`")) == PAGE


def test_the_help_of_import_names_every_field_of_a_table(kg):
    told = kg("import", "--help").output
    for name, what in FIELDS.items():
        assert re.search(rf"^ +{name} +{re.escape(what)}$", told, re.MULTILINE), name


def test_the_example_makes_two_forecasts_of_a_row(kg, home):
    (games,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    (program,) = re.findall(r"```python\n(import csv.*?)```", PAGE, re.DOTALL)
    made = subprocess.run(
        [sys.executable, "-c", program], input=games, capture_output=True, text=True, check=True
    ).stdout
    (home / "forecasts.csv").write_text(made, "utf-8")
    kg("init")
    kg("import", "forecasts.csv")
    found = kg("prediction", "list", "--json").json
    assert [
        (one["due"], one["forecasts"][0]["middle"], one["resolutions"][0]["outcome"])
        for one in found
    ] == [("2022-02-13", 0.315, "wrong"), ("2022-02-13", 0.685, "right")]
    assert [one["statement"]["en"] for one in kg("claim", "list", "--json").json] == [
        "The Bengals beat the Rams on 2022-02-13",
        "The Rams beat the Bengals on 2022-02-13",
    ]
