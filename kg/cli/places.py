"""What may stand where on the command line: python -m kg.cli.places > kg/cli/places.json.

Completion reads the file, so that a shell does not wait until all commands are loaded.
"""

import json
from typing import Any

import click

from kg.cli.catalogue import COMMANDS
from kg.cli.program import main
from kg.cli.reference import commands
from kg.formats import registry

SOME = ("--help", "--json", "--language")
"""Options that stand last, for every command has them and they are seldom what one looks for."""


def places() -> dict[str, Any]:
    """For each command, such as «claim list», its options and arguments with what they take.

    What an option takes is a placeholder of help, a list of words, or nothing for a flag.
    """
    found = {"": _places(main)}
    for words, command in commands():
        found[words.removeprefix("kg ")] = _places(command)
    for name, entry in COMMANDS.items():
        found[name]["help"] = entry.summary
    return found


def _places(command: click.Command) -> dict[str, Any]:
    params = command.get_params(click.Context(command, info_name="kg"))
    options = [
        (name, _taken(param, command), param.help or "")
        for param in params
        if isinstance(param, click.Option) and not param.hidden
        for name in [*param.opts, *param.secondary_opts]
        if name.startswith("--")
    ]
    return {
        "help": command.get_short_help_str(limit=200),
        "options": {
            name: [taken, help_]
            for name, taken, help_ in sorted(options, key=lambda option: option[0] in SOME)
        },
        "arguments": [
            [_taken(param, command), param.nargs == -1]
            for param in params
            if isinstance(param, click.Argument)
        ],
    }


def _taken(param: click.Parameter, command: click.Command) -> str | list[str] | None:
    if isinstance(param, click.Option) and (param.is_flag or param.count):
        return None
    if isinstance(param.type, click.Choice):
        return [str(one) for one in param.type.choices]
    placeholder = param.make_metavar(click.Context(main)).strip("[].")
    return _formats(command) if placeholder == "FORMAT" else placeholder


def _formats(command: click.Command) -> list[str]:
    """The built-in formats that a command can take."""
    fit = {"import": registry.readers(), "export": registry.writers()}.get(command.name or "")
    return [name for name, _ in registry.BUILT_IN if fit is None or name in fit]


if __name__ == "__main__":
    # One command a line, so that a change shows what changed.
    lines = [f"{json.dumps(words)}: {json.dumps(one)}" for words, one in places().items()]
    click.echo("{\n" + ",\n".join(lines) + "\n}")
