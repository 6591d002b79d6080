"""docs/camps.md: its settings are those of the program, and its links lead somewhere."""

import re

import pytest

from kg.analysis.camps import FEW
from kg.analysis.conflicts import Sort
from kg.analysis.found_camps import Method
from kg.analysis.ground import By
from kg.analysis.pairing import MOST
from kg.domain.agreeing import bridging, clusters, crowd, division, pairs, steadiness
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "camps.md").read_text("utf-8")


def column(head):
    """The first cells of the table with this head."""
    table = PAGE.split(head)[1].split("\n\n")[0].splitlines()[2:]
    return [line.split(" | ")[0].strip("| ") for line in table]


@pytest.mark.parametrize(
    "said",
    [
        f"With fewer than {pairs.FEWEST} common claims two are not judged",
        f"without it scripts get at most {MOST:,}",
        f"| division | up to {FEW} speakers; ",
        f"of up to {division.SMALL} speakers all divisions are tried",
        f"at least {crowd.FEWEST_STANDS} stances",
        f"{clusters.STARTS} starts with k-means++, from 2 to {crowd.MOST_CAMPS} camps",
        f"of more than {clusters.SAMPLE:,} speakers",
        f"halved by chance {steadiness.HALVINGS} times",
        f"Up to {steadiness.CHANCE} is in reach of chance, so that below it there are **no camps",
        f"below {steadiness.LOOSE} they are called loose",
        f"With fewer than {steadiness.FEWEST_CLAIMS} claims",
        f"plus {bridging.INTERCEPTS} times",
        f"plus {bridging.FACTORS} times",
        f"claims with fewer than {bridging.FEWEST} stances have none",
    ],
)
def test_the_page_names_the_settings_of_the_program(said):
    assert said in PAGE


def test_its_tables_name_all_there_is():
    assert column("| method | when | how |") == list(Method)
    assert column("| what | when |") == list(Sort)
    named = re.findall(r"^\| [\w ]+ \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert {*named, "number"} == {by.value for by in By}


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)", PAGE))))
def test_every_link_leads_somewhere(link):
    assert (REPOSITORY / "docs" / link).exists()
