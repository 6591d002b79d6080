"""Differences that gathered.py finds are shown as those that a test finds itself."""

import pytest

pytest.register_assert_rewrite("tests.notebook.records.gathered")
