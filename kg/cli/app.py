"""What every command is given: the notebook, the day, and how to show things."""

import gc
import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from kg import settings
from kg.cli.terminal import can_page, dim, is_terminal, paged, safe
from kg.domain.wording import commented

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from kg.domain.selection import Selection
    from kg.store.database import Database

_PASSWORD = re.compile(r"(?<=://)([^/\s:@]*):[^\s']*@|(?<=[?&])(password)=[^&\s']*")


class App:
    """One run of the program."""

    def __init__(self, typed: list[str] | None = None, *, alone: bool = False) -> None:
        self.typed = typed or []
        self.alone = alone
        """Whether the process is there for this run only."""
        self.place: str | None = None
        self.as_json = False
        self.as_csv = False
        self.by_page = True
        self.chosen_language: str | None = None
        self.engaged = False
        """Whether something was shown, asked or read that cannot be so a second time."""
        self._held: list[tuple[str, bool]] | None = None
        self._reading = False

    @cached_property
    def today(self) -> date:
        """The day on which the command runs."""
        return settings.today()

    @property
    def command(self) -> str:
        """The command line as it was typed, for the history, without the passwords of URLs."""
        return _PASSWORD.sub(
            lambda found: "password=***" if found[2] else f"{found[1]}:***@",
            shlex.join(["kg", *self.typed]),
        )

    @property
    def database(self) -> str:
        """Where the notebook is or is to be: a path or a database URL."""
        return settings.database(self.place)

    @contextmanager
    def opened(self) -> "Iterator[Database]":
        """The notebook, closed again in the end."""
        from kg.store import database

        notebook = database.open(self.database)
        gc.enable()
        if self.alone:
            # All modules are loaded; what they made stays to the end: it need not be looked through
            # again. In a process that goes on, what a run leaves behind would be laid aside, too.
            gc.freeze()
        try:
            yield notebook
        finally:
            notebook.close()

    @contextmanager
    def read(self, opened: "AbstractContextManager[Database] | None" = None) -> "Iterator[Session]":
        """A session that changes nothing, on the notebook or on what else is to be `opened`.

        What a person reads page by page waits until the notebook is closed again.
        """
        self._reading = True
        try:
            with opened or self.opened() as notebook, notebook.read() as session:
                yield session
        finally:
            self._reading = False
            if self._held is not None:
                held, self._held = self._held, None
                paged("\n".join(text for text, beside in held if not beside))
                for text in (text for text, beside in held if beside):
                    self._put(text, beside=True)

    @property
    def for_scripts(self) -> bool:
        """Whether the result is read by a program."""
        return self.as_json or self.as_csv

    @contextmanager
    def transaction(self, remark: str = "") -> "Iterator[Session]":
        """A session whose changes all come to be, under the command as it was typed, or none.

        A `remark` stands behind it where what was typed does not say what was done. What the
        command says meanwhile is held back until they have: they may still fail.
        """
        self._held = []
        try:
            with (
                self.opened() as notebook,
                notebook.transaction(commented(self.command, remark)) as session,
            ):
                yield session
        except BaseException:
            self._held = None
            raise
        held, self._held = self._held, None
        for text, beside in held:
            self._put(text, beside)

    @property
    def asked_language(self) -> str | None:
        """The language that was asked for, by an option or in the environment."""
        return settings.language(self.chosen_language)

    def language(self, session: "Session") -> str:
        """The language in which texts are shown where there is room for one."""
        from kg.notebook.language import language_of

        return language_of(session, self.chosen_language)

    def show(self, card: Callable[[], Any], text: Callable[[], Iterable[str]]) -> None:
        """Show a result: its card with --json, else its text for people."""
        if self._reading and self._held is None and self.by_page and can_page():
            self._held = []
        if self.as_json:
            # Within JSON only strings can hold harmful characters; an escape there means the same.
            written = json.dumps(card(), ensure_ascii=False, indent=2)
            self._put("\n".join(map(safe, written.split("\n"))))
        else:
            for line in text():
                self._put(line)

    def show_list(
        self,
        kind: str,
        session: "Session",
        cards: Callable[[], list[dict[str, Any]]],
        text: Callable[[], Iterable[str]],
    ) -> None:
        """Show a list: with --csv as the table of that kind in kg.notebook.showing.tables."""
        if not self.as_csv:
            self.show(cards, text)
            return
        from kg.formats import csv_table
        from kg.notebook.showing import tables

        found = tables.rows(kind, session, cards(), self.language(session))
        self.engaged = True
        # As bytes, for the lines of CSV end alike on all systems.
        written = csv_table.written(tables.columns(kind), found)
        click.echo((safe(written) if is_terminal() else written).encode(), nl=False)

    def say(self, text: str) -> None:
        """Say a sentence as the result."""
        self._put(safe(text))

    def hint(self, text: str) -> None:
        """Say what can be done next; scripts are spared it."""
        if not self.for_scripts:
            self._put(dim(safe(text)))

    def remark(self, text: str) -> None:
        """Say something beside the result."""
        self._put(safe(text), beside=True)

    def remark_if_none(
        self,
        found: Sized,
        what: str,
        remedy: str,
        selection: "Selection | None" = None,
        *,
        as_of: date | None = None,
    ) -> None:
        """Say why a list is empty, beside it."""
        if not found and as_of is not None:
            self.remark(f"No {what} as of {as_of}.")
        elif not found and (selection is None or selection.everything):
            self.remark(f"There are no {what} yet. {remedy}")
        elif not found:
            self.remark(f"No {what} meet these conditions.")

    def _put(self, text: str, beside: bool = False) -> None:
        self.engaged = self.engaged or self._held is None
        if self._held is None and self.for_scripts and not beside and not is_terminal():
            # As bytes, for a pipe may have another code page, in which some texts are no JSON.
            click.echo(f"{text}\n".encode(), nl=False)
        elif self._held is None:
            click.echo(text, err=beside)
        else:
            self._held.append((text, beside))
