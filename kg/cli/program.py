"""The program `kg`: it loads the command that is asked for and says what went wrong."""

import difflib
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from kg import __version__
from kg.cli.app import App
from kg.cli.catalogue import COMMANDS, SECTIONS
from kg.cli.querying import Asking
from kg.cli.terminal import on_one_line, safe
from kg.errors import KgError, did_you_mean
from kg.store.again import again

INTERRUPTED = 130


SYNONYMS = {
    "change": "edit",
    "create": "add",
    "delete": "remove",
    "ls": "list",
    "new": "add",
    "rm": "remove",
    "update": "edit",
    "view": "show",
}
"""What other programs call a command, and what it is called here."""

VERBS = {"list", "show", "edit", "remove"}
"""What can be done to each noun."""

_BEARS = "kg link add FROM {} TO"
_STANDS = "kg position add CLAIM SPEAKER {}"
_CAME = "kg resolve PREDICTION {}"
_ENDED = "kg claim check CLAIM {}"
MEANT = {
    "asks": ["ask"],
    "assert": [_STANDS.format("asserts")],
    "asserts": [_STANDS.format("asserts")],
    "agrees": ["agree"],
    "contradict": ["disagree", _BEARS.format("opposes")],
    "contradicts": ["disagree", _BEARS.format("opposes")],
    "disagrees": ["disagree"],
    "false": [_CAME.format("wrong"), _ENDED.format("wrong")],
    "find": ["search", "kg claim list WORDS"],
    "grep": ["search", "kg claim list WORDS"],
    "oppose": [_BEARS.format("opposes")],
    "opposes": [_BEARS.format("opposes")],
    "partially": ["partly"],
    "right": [_CAME.format("right"), _ENDED.format("right")],
    "support": [_BEARS.format("supports")],
    "supports": [_BEARS.format("supports")],
    "true": [_CAME.format("right"), _ENDED.format("right")],
    "wrong": [_CAME.format("wrong"), _ENDED.format("wrong")],
}
"""What people type for a command, after words of the notebook or of other programs."""


class NoCommand(click.UsageError):
    """There is no command of that name."""


class Noun(click.Group):
    """A group of commands that answers a slip with the command that may be meant."""

    command_class = Asking

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are written down."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; raises UsageError when there is none."""
        name = args[0]
        if name.startswith("-") or name in self.list_commands(ctx) or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = self.nearest(ctx, name)
        remedy = did_you_mean(near) or f"See {ctx.command_path} --help."
        raise NoCommand(f"There is no command {name!r}. {remedy}", ctx)

    def nearest(self, ctx: click.Context, name: str) -> list[str]:
        """The commands that may be meant by a name that is none."""
        known = self.list_commands(ctx)
        same = SYNONYMS.get(name, name)
        return [same] if same in known else difflib.get_close_matches(name, known, n=2)


class Program(Noun):
    """The whole command line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, whose module is loaded now."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        found: click.Command = getattr(import_module(f"kg.cli.commands.{entry.module}"), entry.name)
        return found

    def nearest(self, ctx: click.Context, name: str) -> list[str]:
        """The commands that may be meant; a verb alone is most often meant of claims."""
        if name.lower() in MEANT:
            known = self.list_commands(ctx)
            return [one for one in MEANT[name.lower()] if " " in one or one in known]
        same = SYNONYMS.get(name, name)
        return [f"kg claim {same}"] if same in VERBS else super().nearest(ctx, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections of commands from the table alone."""
        longest = max(map(len, COMMANDS))
        for section, entries in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(
                    [(name.ljust(longest), entry.summary) for name, entry in entries.items()]
                )

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line and exit: 0 done, 1 not done, 2 not understood, 130 interrupted."""
        # Loading modules makes next to no garbage: without looking for it, it takes a sixth less
        # time. The App looks again as soon as work begins.
        gc.disable()
        _let_output_say_anything()
        typed = sys.argv[1:] if args is None else list(args)
        if typed[:1] == ["help"]:
            typed = [*typed[1:], "--help"]
        try:
            _check_text(typed)
            app = partial(App, typed, alone=args is None)
            done = self._done(app, prog_name or "kg", complete_var, **extra)
            sys.stdout.flush()
            code = done if isinstance(done, int) else 0
        except click.Abort:
            code = INTERRUPTED
        except click.ClickException as error:
            code = _not_understood(error)
        except KgError as error:
            code = _failed(str(error), error.exit_code)
        except BrokenPipeError:
            # Whoever read the output has enough of it.
            _let_output_go()
            code = KgError.exit_code
        except OSError as error:
            if error.filename is None:
                _let_output_go()
            what = (
                f"{error.filename} cannot be read or" if error.filename else "The output cannot be"
            )
            code = _failed(f"{what} written: {error.strerror}.", KgError.exit_code)
        finally:
            gc.enable()
        sys.exit(code)

    def _done(
        self, app: Callable[[], App], name: str, complete_var: str | None, **more: Any
    ) -> Any:
        """Run a command, and again where another change crossed it and nobody saw a part of it."""
        runs: list[App] = []

        def run() -> Any:
            runs.append(app())
            more.update(obj=runs[-1], standalone_mode=False)
            return super(Program, self).main([*runs[-1].typed], name, complete_var, **more)

        return again(run, unless=lambda: runs[-1].engaged)


def _failed(message: str, code: int) -> int:
    click.echo(f"Error: {safe(message)}", err=True)
    return code


def _not_understood(error: click.ClickException) -> int:
    """Show what click could not understand, with the command's usage where that explains it."""
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return error.exit_code
    plain = (click.BadParameter, click.NoSuchOption, NoCommand)
    explained = isinstance(error, click.MissingParameter) or not isinstance(error, plain)
    if isinstance(error, click.UsageError) and error.ctx and explained:
        click.echo(error.ctx.get_usage(), err=True)
    sentence = on_one_line(error.format_message())
    if sentence.startswith("Got unexpected extra argument"):
        sentence += ". Words that belong together need quotation marks."
    if isinstance(error, click.NoSuchOption):
        sentence = f"There is no option {error.option_name}. {_option_meant(error)}"
    return _failed(sentence, error.exit_code)


def _option_meant(error: click.NoSuchOption) -> str:
    if error.option_name[1:2].isdigit():
        params = error.ctx.command.params if error.ctx else []
        stands = (one for one in params if isinstance(one, click.Argument))
        if any(one.type.name == "probability" for one in stands):
            return "A probability is never less than 0: write 0.6 or 60%."
        return "A text that begins with - stands last, behind -- alone."
    possible = sorted(error.possibilities or [])
    near = did_you_mean(
        difflib.get_close_matches(error.option_name, possible, n=2, cutoff=0.75) or possible
    )
    return near or f"See {error.ctx.command_path if error.ctx else 'kg'} --help."


def _let_output_go() -> None:
    # What is still to be written must not fail a second time, when Python ends and flushes it.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check_text(typed: list[str]) -> None:
    for word in typed:
        try:
            word.encode()
        except UnicodeEncodeError:
            raise click.UsageError(f"{word!r} is not UTF-8 text.") from None


def _let_output_say_anything() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no Chinese shows \u989c instead of ending the program.
        if stream.encoding.lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, message="%(prog)s %(version)s", help="Show the version and exit."
)
@click.option(
    "--database",
    metavar="PLACE",
    help="The notebook's file or database URL; else KG_DATABASE, else the user's data folder.",
)
@click.option("--no-pager", is_flag=True, help="Show long output at once, not page by page.")
@click.pass_obj
def main(app: App, database: str | None, no_pager: bool) -> None:
    """A notebook of who claimed what, in which words, and how it turned out.

    Numbers, ids, names and aliases in any language are understood wherever one thing is meant.
    """
    app.place = database
    app.by_page = not no_pager
