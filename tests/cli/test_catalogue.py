"""Every command of the table and of the groups below it: kg.cli.catalogue."""

import inspect

import click
import pytest

from kg.cli.catalogue import COMMANDS
from kg.cli.conditions import SELECTION
from kg.cli.program import main
from kg.cli.querying import Asking, Query
from kg.cli.reference import commands

TREE = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_of_a_command_what_it_says_of_itself(name):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert COMMANDS[name].summary == command.get_short_help_str(limit=200)


@pytest.mark.parametrize("words", TREE)
def test_every_command_says_what_it_does_in_one_line(words):
    said = TREE[words].get_short_help_str(limit=68)
    assert said.endswith(".")
    assert not said.endswith("..."), said


@pytest.mark.parametrize("words", TREE)
def test_every_option_is_explained_in_one_sentence(words):
    for param in TREE[words].params:
        if isinstance(param, click.Option):
            assert param.help, f"{words} {param.opts}"
            assert param.help[0].isupper(), f"{words} {param.opts}"
            assert param.help.endswith((".", "…")), f"{words} {param.opts}"


@pytest.mark.parametrize("words", TREE)
def test_the_help_of_every_command_is_shown(kg, words):
    assert kg(*words.split()[1:], "--help").output.startswith(f"Usage: {words} ")


OF_THE_NOTEBOOK = [words for words in TREE if not words.startswith("kg scale ")]
"""Scales stand in no notebook: no condition chooses among the few, and each has its language."""


@pytest.mark.parametrize(
    "words", [words for words in OF_THE_NOTEBOOK if words.endswith((" list", " show", " due"))]
)
def test_what_lists_or_shows_takes_json_and_a_language(words):
    assert {"--json", "--language"} <= options(TREE[words])


@pytest.mark.parametrize(
    "words", [*(words for words in OF_THE_NOTEBOOK if words.endswith(" list")), "kg due"]
)
def test_what_lists_takes_all_conditions_and_a_limit(words):
    params = {param.name for param in TREE[words].params}
    assert params >= SELECTION.keys() | {"limit", "query"}


@pytest.mark.parametrize(
    "words",
    [*(words for words in OF_THE_NOTEBOOK if words.endswith(" list")), "kg due", "kg history"],
)
def test_what_lists_takes_csv(words):
    assert "--csv" in options(TREE[words])


def test_what_takes_a_query_lets_words_be_excluded():
    asked = [one for one in TREE.values() if any(isinstance(param, Query) for param in one.params)]
    assert len(asked) > 9
    assert all(isinstance(one, Asking) for one in asked)


@pytest.mark.parametrize(
    "words", [words for words in TREE if not isinstance(TREE[words], click.Group)]
)
def test_every_command_lets_the_database_be_named(words):
    assert "--database" in options(TREE[words])


def options(command):
    return {option for param in command.params for option in param.opts}


def test_the_daily_verbs_have_examples():
    for name in ("add", "agree", "disagree", "predict", "forecast", "resolve", "map"):
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert f"\n  kg {name} " in inspect.cleandoc(command.help or ""), name
