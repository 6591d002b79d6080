"""The query and the options by which commands are told which claims are meant."""

import functools
from typing import Any

import click

from kg.cli import querying
from kg.cli.app import App
from kg.cli.options import Decorator, Function, together
from kg.cli.params import COUNT, DAY, Word
from kg.domain.fields import STATES
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance


def selecting(function: Function) -> Function:
    """A query and options that say which claims are meant; they become a `selection`.

    The command is a `kg.cli.querying.Asking`, as all commands of nouns are.
    """

    @functools.wraps(function)
    def command(*args: Any, **given: Any) -> Any:
        chosen = Selection(**{name: given.pop(name) for name in SELECTION})
        if words := querying.typed(given):
            # Loaded only where there is a query to read.
            from kg.domain.query import parse

            app = click.get_current_context().ensure_object(App)
            chosen = chosen.plus(parse(words, app.today))
        return function(*args, selection=chosen, **given)

    query = click.argument("query", cls=querying.Query)
    return together(*SELECTION.values(), query)(command)


SELECTION: dict[str, Decorator] = {
    "speakers": click.option(
        "--speaker",
        "speakers",
        multiple=True,
        metavar="SPEAKER",
        help="Only claims of which this speaker says something.",
    ),
    "concepts": click.option(
        "--about",
        "concepts",
        multiple=True,
        metavar="CONCEPT",
        help="Only claims about this concept or a narrower one.",
    ),
    "sources": click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="SOURCE",
        help="Only claims of which something is said in this source.",
    ),
    "kinds": click.option(
        "--kind", "kinds", multiple=True, type=Word(ClaimKind), help="Only claims of this kind."
    ),
    "stances": click.option(
        "--stance",
        "stances",
        multiple=True,
        type=Word(Stance),
        help="Only claims to which someone, or the --speaker, takes this stance.",
    ),
    "outcomes": click.option(
        "--outcome",
        "outcomes",
        multiple=True,
        type=Word(STATES),
        help="Only claims that came to this.",
    ),
    "tags": click.option(
        "--tag", "tags", multiple=True, metavar="TAG", help="Only claims with this tag."
    ),
    "said_from": click.option(
        "--said-from", type=DAY, help="Only what was said on this day or later."
    ),
    "said_to": click.option(
        "--said-to", type=DAY, help="Only what was said on this day or earlier."
    ),
    "due_from": click.option("--due-from", type=DAY, help="Only what is due on this day or later."),
    "due_to": click.option("--due-to", type=DAY, help="Only what is due on this day or earlier."),
    "text": click.option(
        "--text", metavar="WORDS", help="Only claims whose statement has these words."
    ),
    "around": click.option(
        "--around",
        metavar="CLAIM",
        help="Only claims near this one, by links and shared predictions.",
    ),
    "depth": click.option(
        "--depth",
        type=COUNT,
        default=1,
        show_default=True,
        metavar="N",
        help="How many steps from --around a claim may be.",
    ),
}
"""The conditions by the names of `Selection`; help and the reference tell of them."""
