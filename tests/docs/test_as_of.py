"""docs/as-of.md: its examples give what they show, and all commands that take a day are named."""

import functools
import re

import pytest

from kg.cli.reference import commands
from tests.conftest import REPOSITORY
from tests.docs.shown import Page

WHOLE = Page.at("docs/as-of.md")


def test_the_examples_give_what_they_show(kg, home):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    asked = functools.partial(kg, env={"COLUMNS": "80"})
    assert [(words, asked(*words).output) for words, _ in WHOLE.steps()] == WHOLE.steps()
    assert len(WHOLE.steps()) == 3


def test_every_command_that_takes_a_day_is_named():
    (named,) = re.findall(r"(?m)^(`kg claim list` and .*) take it", WHOLE.text)
    # «kg claim list` and `show» names both.
    named = re.sub(r"`kg (\w+) (\w+)` and `show`", r"`kg \1 \2`, `kg \1 show`", named)
    takes = {
        path
        for path, command in commands()
        if any("--as-of" in getattr(param, "opts", ()) for param in command.params)
    }
    assert set(re.findall(r"`(.*?)`", named)) == takes


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", WHOLE.text))))
def test_every_link_leads_somewhere(link):
    assert (REPOSITORY / "docs" / link).is_file()
