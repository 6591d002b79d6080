"""The audit of dependencies: what is vulnerable fails, and what is not known is no comfort."""

import json

import pytest

from tests.rig.audit import page, python


def test_what_is_vulnerable_fails_and_is_named():
    answer = {"dependencies": [{"name": "lib", "version": "1.0", "vulns": [{"id": "CVE-1"}]}]}
    found = python(json.dumps(answer))
    assert (found.code, found.lines()) == (1, ["Python: lib 1.0: CVE-1"])


def test_what_is_sound_is_counted():
    answer = {"dependencies": [{"name": "lib", "version": "1.0", "vulns": []}]}
    found = python(json.dumps(answer))
    assert (found.code, found.lines()) == (
        0,
        ["Python: 1 packages have no known vulnerability."],
    )


def test_a_package_of_which_the_service_knows_nothing_is_not_audited():
    answer = {
        "dependencies": [
            {"name": "lib", "skip_reason": "Dependency not found on PyPI and could not be audited"},
            {"name": "kg-notebook", "skip_reason": "distribution marked as editable"},
        ]
    }
    found = python(json.dumps(answer))
    assert (found.code, found.lines()) == (
        2,
        ["Python: NOT AUDITED: 1 packages. The service gave no answer."],
    )


@pytest.mark.parametrize("answer", ["", "{}", "no JSON", "[]"])
def test_no_answer_is_no_audit(answer):
    for found in (python(answer), page(answer)):
        assert (found.code, found.lines()) == (
            2,
            [f"{found.what}: NOT AUDITED: everything. The service gave no answer."],
        )


def test_what_pages_are_built_with_is_audited_too():
    answer = {
        "vulnerabilities": {"esbuild": {"range": "<1", "severity": "high"}},
        "metadata": {"dependencies": {"total": 30}},
    }
    found = page(json.dumps(answer))
    assert (found.code, found.lines()) == (1, ["Pages: esbuild <1: high"])
