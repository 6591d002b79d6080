"""docs/python.md: its examples run, and its table names the conditions there are."""

import ast
import doctest
import re
from dataclasses import fields

from kg.domain.selection import Selection
from tests.conftest import REPOSITORY

PATH = REPOSITORY / "docs" / "python.md"
PAGE = PATH.read_text("utf-8")


def test_the_examples_give_what_they_show(home):
    done = doctest.testfile(str(PATH), module_relative=False, encoding="utf-8")
    assert done.attempted > 20
    assert not done.failed


def test_examples_that_are_not_run_are_python():
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    plain = [block for block in blocks if not block.startswith(">>>")]
    assert plain
    for block in plain:
        ast.parse(block)


def test_all_conditions_are_in_the_table():
    rows = re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(field.name for field in fields(Selection))
