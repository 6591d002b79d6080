"""docs/formats.md has the formats there are, as they are."""

from kg.formats import listing
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "formats.md").read_text("utf-8")


def test_the_table_is_that_of_the_formats_themselves():
    assert listing.with_table(PAGE) == PAGE


def test_a_table_that_is_not_up_to_date_is_seen():
    assert listing.with_table(PAGE.replace("| `yaml`", "| `yml`")) == PAGE
