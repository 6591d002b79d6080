"""How commands take a query beside their options, words to exclude with a leading hyphen, too."""

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import normalize

import click

from kg.errors import Invalid, did_you_mean

_EXCLUDED = "kg.cli.excluded"
"""Where a context keeps the words of a query that begin with a hyphen."""


class Query(click.Argument):
    """The words of a query: [QUERY]..."""

    def __init__(self, names: Sequence[str], **details: Any) -> None:
        super().__init__(names, nargs=-1, type=click.UNPROCESSED, **details)


class Asking(click.Command):
    """A command that may take a query, of which a word to exclude looks like an option: -robot.

    Such a word is taken out before click reads the line. What has one hyphen and is not exactly an
    option is one; options keep their two hyphens, and a slip in them is told as ever.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line."""
        if any(isinstance(param, Query) for param in self.params):
            kept: list[str] = []
            excluded: list[str] = []
            for word, is_query in self._told_apart(ctx, args):
                (excluded if is_query else kept).append(word)
            ctx.meta[_EXCLUDED] = excluded
            args = kept
        return super().parse_args(ctx, args)

    def _told_apart(self, ctx: click.Context, args: list[str]) -> Iterator[tuple[str, bool]]:
        """The words of the line, and whether each is a part of a query to be excluded."""
        options = {
            name: option
            for option in self.get_params(ctx)
            if isinstance(option, click.Option)
            for name in (*option.opts, *option.secondary_opts)
        }
        values, optional, only_words = 0, False, False
        for word in args:
            hyphened = word[:1] == "-" and word[1:2] not in ("", "-")
            if hyphened and optional:
                values = 0
            excluded = hyphened and not (values or only_words) and word not in options
            if excluded and f"-{word}" in options:
                near = did_you_mean([f"-{word}"])
                without = f"""To leave out the word, write '-"{word[1:]}"'."""
                raise Invalid(f"There is no option {word}.", f"{near} {without}")
            optional = False
            yield word, excluded
            if values:
                values -= 1
            elif word in options and not only_words:
                option = options[word]
                values = 0 if option.is_flag or option.count else option.nargs
                # Its value may be left out, and then none begins with a hyphen.
                optional = not option.is_flag and isinstance(option.flag_value, str)
            only_words = only_words or (word == "--" and not values)


def is_field(word: str) -> bool:
    """Whether a word of the line can only be a part of a query, such as about:o1."""
    from kg.domain.fields import FIELDS
    from kg.domain.terms import FIELD

    found = FIELD.match(word)
    return found is not None and normalize("NFKC", found[1]).lower() in FIELDS


def typed(given: dict[str, Any]) -> list[str]:
    """The words of the query, taken out of what click gives to a command."""
    excluded = click.get_current_context().meta.get(_EXCLUDED, [])
    return [*given.pop("query"), *excluded]
