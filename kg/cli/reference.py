"""The command reference, made from the commands: python -m kg.cli.reference > docs/commands.md."""

import inspect
from collections.abc import Iterator

import click

from kg.cli.catalogue import SECTIONS
from kg.cli.conditions import SELECTION
from kg.cli.program import main

_OPENING = """# Commands

Every command of `kg`, as `kg COMMAND --help` tells it. This page is made from the commands
themselves: `python -m kg.cli.reference > docs/commands.md`.

- Where one thing is meant, its number, its id, or any of its names and aliases will do, in any
  language. A claim is also found by the exact words of its statement.
- A day is written 2026-09-12, a month 2026-09 and a year 2026. A probability is 0.6 or 60%.
- Every change is one entry of `kg history`, and `kg undo` takes it back.
- `--database` may stand before the command or after it.
- `--json` and `--csv` are a stable contract: [what scripts read](json.md). On a terminal, long
  output comes page by page; `--no-pager` shows it at once.
- Errors are said on the error stream. The exit code is 0 when all was done, 1 when it was not,
  2 when what was typed is not understood, and 130 after Ctrl-C.
- `-h` and `--help` explain each command.

The environment: `KG_DATABASE` is the notebook's file or database URL, `KG_LANGUAGE` the language
in which texts are shown, `KG_CURATOR` who makes the changes, `KG_TODAY` the day that counts as
today, `KG_PAGER` or `PAGER` what shows long output page by page (empty for nothing), and
`NO_COLOR` turns colour off.
"""


_CONDITIONS = """## Conditions

Commands that list, and `kg map` and `kg export`, take conditions on claims: as a
[query](queries.md), such as `about:o1 stance:disagrees -robot`, or as the options below, or both.
Given several times, a condition is met by any of its values; different conditions must all be met.
Lists of other things, such as speakers, show those that hang on the claims that are meant.
"""


def reference() -> str:
    """The whole page, as Markdown."""
    parts = [_OPENING, *_contents(), *_top(), *_sections(), _CONDITIONS, *_conditions()]
    return "\n".join(parts).rstrip() + "\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its words, such as «kg claim list», in the order of help."""
    ctx = click.Context(main, info_name="kg")
    for entries in SECTIONS.values():
        for name in entries:
            command = main.get_command(ctx, name)
            assert command is not None
            yield from _below(f"kg {name}", command)


def _below(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _below(f"{words} {name}", inner)


def _contents() -> Iterator[str]:
    for section, entries in SECTIONS.items():
        yield f"**{section}**"
        yield ""
        yield "| command | does |"
        yield "|---|---|"
        for name, entry in entries.items():
            yield f"| {_link(f'kg {name}')} | {entry.summary} |"
        yield ""


def _top() -> Iterator[str]:
    yield "## kg"
    yield ""
    yield from _command("kg", main)


def _sections() -> Iterator[str]:
    told: dict[int, str] = {}
    for words, command in commands():
        yield f"{'#' * min(len(words.split()), 3)} {words}"
        yield ""
        if (other := told.setdefault(id(command), words)) == words:
            yield from _command(words, command)
        else:
            yield from (f"The same as {_link(other)}.", "")


def _conditions() -> Iterator[str]:
    command = main.get_command(click.Context(main), "map")
    assert command is not None
    yield from _options(command, [one for one in command.params if one.name in SELECTION])


def _link(words: str) -> str:
    return f"[`{words}`](#{words.replace(' ', '-')})"


def _command(words: str, command: click.Command) -> Iterator[str]:
    ctx = click.Context(command, info_name=words)
    pieces = " ".join(command.collect_usage_pieces(ctx))
    yield from ("```", f"{words} {pieces}".rstrip(), "```", "")
    yield from _help(command)
    selects = SELECTION.keys() <= {one.name for one in command.params}
    yield from _options(
        command, [one for one in command.params if not (selects and one.name in SELECTION)]
    )
    if selects:
        yield from ("It takes the [conditions](#conditions), too.", "")


def _options(command: click.Command, params: list[click.Parameter]) -> Iterator[str]:
    records = [
        record
        for param in params
        if isinstance(param, click.Option)
        and (record := param.get_help_record(click.Context(command)))
    ]
    if records:
        yield from ("| option | |", "|---|---|")
        for names, text in records:
            yield f"| `{_cell(names)}` | {_cell(text)} |"
        yield ""


def _help(command: click.Command) -> Iterator[str]:
    """The long help; what click is told to keep as it is are examples, and shown as code."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        mark, *lines = paragraph.split("\n")
        if mark != "\b":
            yield from (paragraph, "")
            continue
        title, *examples = lines
        yield from (title, "", "```sh", *(line.removeprefix("  ") for line in examples), "```", "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    click.echo(reference(), nl=False)
