"""What verdicts rest on: kg.notebook.evidence."""

from datetime import date

import pytest

from kg.errors import Conflict, Invalid, NotFound
from kg.notebook import claims, evidence, resolutions

TODAY = date(2026, 11, 23)


def test_edit_changes_what_is_given_and_keeps_the_rest(session):
    row = evidence.add(session, "Report", url="https://example.org/a", grade="primary", quote="yes")
    evidence.edit(session, row, title={"zh": "报告"}, quote=None, published="2025-01")
    assert row.title == {"en": "Report", "zh": "报告"}
    assert (row.url, row.grade, row.quote) == ("https://example.org/a", "primary", None)
    assert str(row.published) == "2025-01"


def test_an_address_that_runs_a_script_is_refused(session):
    row = evidence.add(session, "Report")
    with pytest.raises(Invalid):
        evidence.edit(session, row, url="javascript:alert(1)")


def test_what_a_resolution_calls_is_not_removed(session):
    claim = claims.add(session, "Prices fell", today=TODAY, kind="fact")
    row = evidence.add(session, "Report")
    resolutions.resolve(session, claim, "right", today=TODAY, evidence=[row])
    assert evidence.cited(session, row) == 1
    with pytest.raises(Conflict, match="1 resolution calls «Report»"):
        evidence.remove(session, row)


def test_what_none_calls_is_removed(session):
    row = evidence.add(session, "Report")
    evidence.remove(session, row.id)
    with pytest.raises(NotFound):
        evidence.edit(session, row.id, grade="memory")


def test_the_list_can_be_of_one_grade(session):
    evidence.add(session, "Read", grade="primary")
    evidence.add(session, "Remembered", grade="memory")
    assert [row.title["en"] for row in evidence.listed(session)] == ["Read", "Remembered"]
    assert [row.title["en"] for row in evidence.listed(session, "memory")] == ["Remembered"]
