"""Options that many commands share, and what they become before a command sees them."""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from kg.cli.app import App
from kg.cli.params import COUNT, DAY, DEADLINE, LANGUAGE, Count
from kg.domain.dates import PartialDate
from kg.domain.wording import Wording, guess_language
from kg.errors import Invalid
from kg.notebook.changing.edits import KEEP, Keep

if TYPE_CHECKING:
    from kg.domain.likelihood import Scale

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]
Value = TypeVar("Value")


def together(*decorators: Decorator) -> Decorator:
    """Several decorators as one; the first of them shows first in help."""

    def decorate(function: Function) -> Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def _set_place(ctx: click.Context, _: click.Parameter, place: str | None) -> None:
    if place is not None:
        ctx.ensure_object(App).place = place


def _set_json(ctx: click.Context, _: click.Parameter, as_json: bool) -> None:
    app = ctx.ensure_object(App)
    app.as_json = as_json
    _refuse_both(app)


def _set_csv(ctx: click.Context, _: click.Parameter, as_csv: bool) -> None:
    app = ctx.ensure_object(App)
    app.as_csv = as_csv
    _refuse_both(app)


def _refuse_both(app: App) -> None:
    if app.as_json and app.as_csv:
        raise click.UsageError("It can be shown with --json or with --csv, not with both.")


def _unset_paging(ctx: click.Context, _: click.Parameter, off: bool) -> None:
    if off:
        ctx.ensure_object(App).by_page = False


def _set_language(ctx: click.Context, _: click.Parameter, code: str | None) -> None:
    ctx.ensure_object(App).chosen_language = code


_database_anywhere = click.option(
    # People write it after the command, too; help shows it once, before the command.
    "--database",
    metavar="PLACE",
    hidden=True,
    expose_value=False,
    callback=_set_place,
    help="The notebook's file or database URL, as before the command.",
)

_whole = click.option(
    "--no-pager",
    is_flag=True,
    hidden=True,
    expose_value=False,
    callback=_unset_paging,
    help="Show long output at once, as before the command.",
)


def pass_app(function: Function) -> Function:
    """Give a command the App as its first argument."""
    return _database_anywhere(click.make_pass_decorator(App)(function))


as_json = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=_set_json,
    help="Show the result as JSON, for scripts.",
)

in_language = click.option(
    "--language",
    type=LANGUAGE,
    expose_value=False,
    callback=_set_language,
    help="Show texts in this language where there is room for one, such as en or zh.",
)

shown = together(as_json, in_language, _whole)
"""For commands that show one thing."""

as_csv = click.option(
    "--csv",
    is_flag=True,
    expose_value=False,
    callback=_set_csv,
    help="Show the list as CSV, for spreadsheets.",
)

listed = together(as_json, as_csv, in_language, _whole)
"""For commands that list things; they show them with `App.show_list`."""

limit = click.option("--limit", type=Count(1), metavar="N", help="Show at most this many.")


def _day_past(ctx: click.Context, _: click.Parameter, given: PartialDate | None) -> date | None:
    if given is None:
        return None
    # Loaded only where a day is given.
    from kg.notebook import asof

    return asof.day_of(given, ctx.ensure_object(App).today)


as_of = click.option(
    "--as-of",
    type=DAY,
    metavar="DAY",
    callback=_day_past,
    help="Only what was said and decided by then; a month or year to its end.",
)

among_camps = click.option(
    "--camps", is_flag=True, help="Look for camps also where many speak and it takes long."
)

anew = click.option(
    "--new", is_flag=True, help="A name that is nearly a known one is a new one all the same."
)

note = click.option("--note", metavar="TEXT", help="A note of your own.")


def wordings(what: str) -> Decorator:
    """Options for the same words in several languages; they become `others`."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def command(
            *args: Any, en: str | None, zh: str | None, in_: Sequence[tuple[str, str]], **given: Any
        ) -> Any:
            others = [("en", en), ("zh", zh), *in_]
            return function(*args, others=_once_each(others, what), **given)

        return together(
            click.option("--en", metavar="TEXT", help=f"The {what} in English."),
            click.option("--zh", metavar="TEXT", help=f"The {what} in Chinese."),
            click.option(
                "--in",
                "in_",
                nargs=2,
                type=(LANGUAGE, str),
                multiple=True,
                metavar="LANGUAGE TEXT",
                help=f"The {what} in another language, such as: --in fr …",
            ),
        )(command)

    return decorate


def _once_each(given: Sequence[tuple[str, str | None]], what: str) -> Wording:
    found: Wording = {}
    for code, text in given:
        if text is None:
            continue
        if code in found:
            raise Invalid(f"The {what} is given twice in {code}.", "Give it once.")
        found[code] = text
    return found


def all_words(
    text: str | None, language: str | None, others: Mapping[str, str], what: str
) -> Wording:
    """The words of a text, in `language` or the one it looks like, and of its other languages."""
    main = [] if text is None else [(language or guess_language(text), text)]
    return _once_each([*main, *others.items()], what)


def to_change(value: Value | None) -> Value | None | Keep:
    """What an edit is to set: nothing when it was not given, none when it was given empty."""
    return KEEP if value is None else value or None


def words_to_change(
    text: str | None, language: str | None, others: Mapping[str, str], what: str
) -> Wording | None | Keep:
    """The words that an edit is to set; an empty text stands for none."""
    if text == "" and not others:
        return None
    return all_words(text, language, others, what) or KEEP


def list_to_change(
    known: Sequence[str], more: Sequence[str], gone: Sequence[str]
) -> list[str] | Keep:
    """A list with some entries more and some gone; raises Invalid when one to go is not there."""
    if not more and not gone:
        return KEEP
    if strange := [one for one in gone if one not in known]:
        raise Invalid(
            f"{strange[0]!r} is not there to be taken off.",
            f"There is: {', '.join(known) or 'nothing'}.",
        )
    return [one for one in dict.fromkeys([*known, *more]) if one not in gone]


def edits(function: Function) -> Function:
    """For commands that change something: refuse to run when nothing to change is given."""

    @functools.wraps(function)
    def command(*args: Any, **given: Any) -> Any:
        ctx = click.get_current_context()
        if not any(
            ctx.get_parameter_source(param.name) is not ParameterSource.DEFAULT
            for param in ctx.command.params
            if isinstance(param, click.Option) and param.expose_value and param.name
        ):
            raise click.UsageError("There is nothing to change: say what, as an option.")
        return function(*args, **given)

    return as_json(command)


saying = together(
    click.option(
        "--said", type=DAY, help="When it was said; else when the source was recorded, else today."
    ),
    click.option(
        "--source", metavar="SOURCE", help="Where it was said: a title, address, id or number."
    ),
    click.option("--turn", type=COUNT, metavar="N", help="The turn in the source."),
    click.option(
        "--section", metavar="TEXT", help="The section of the source, for a turn that is new."
    ),
    click.option("--quote", metavar="TEXT", help="The words as they were spoken."),
    anew,
)
"""For commands that record what someone said."""


by_day = click.option(
    "--by",
    "due",
    type=DEADLINE,
    help="The day by which it can be checked, or words for one that is certain: end of 2027.",
)

spoken_time = click.option(
    "--horizon",
    metavar="TEXT",
    help="The time as it was spoken, such as: takes years. Without --by it is read.",
)

spoken_likelihood = together(
    click.option(
        "--words",
        metavar="TEXT",
        help="The likelihood as it was spoken, such as: 大概率. Without a number it is read.",
    ),
    click.option(
        "--scale",
        metavar="SCALE",
        help="By which scale the words are read: its name or file; else by their language.",
    ),
)


def scales(name: str | None, words: str | None) -> "tuple[Scale, ...] | None":
    """The scales that are asked for these words, or for another scale than the usual; else None."""
    if not words and not name:
        return None
    # Loaded only where there are words to read.
    from kg.formats.scales import asked

    return asked(name)


def typed(ctx: click.Context, *but: str) -> list[click.Parameter]:
    """The parameters of the command that were given."""
    return [
        param
        for param in ctx.command.params
        if param.expose_value
        and param.name
        and param.name not in but
        and ctx.get_parameter_source(param.name) is not ParameterSource.DEFAULT
    ]
