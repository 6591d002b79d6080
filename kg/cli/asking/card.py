"""One claim as it is asked for: the answers until now, and how each is asked."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any

from kg.cli.app import App
from kg.cli.asking import answers
from kg.cli.asking.answers import NOTHING, Answer, Named, one_of
from kg.cli.asking.questions import Back, Choice, Line, Question, answered, ask
from kg.domain.wording import brief
from kg.errors import Invalid
from kg.notebook.finding import naming
from kg.store.database import Database


class Card(ABC):
    """The answers for one claim, by the label of their question; shown above the next one."""

    def __init__(
        self, app: App, notebook: Database, kept: dict[str, Answer], *, again: bool
    ) -> None:
        self.app, self.notebook, self.again = app, notebook, again
        self.answers: dict[str, Answer] = dict(kept)
        self.proposed: dict[str, str] = {}
        self.about: list[Answer] = []
        self.at = 0

    @abstractmethod
    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """What there is to ask, as the answers until now have it, with the label of each."""

    def given(self, label: str) -> bool:
        """Whether a question was answered, not skipped."""
        return bool(self.answers.get(label, NOTHING).typed)

    def value(self, label: str) -> Any:
        """What an answer means, or None."""
        return self.answers.get(label, NOTHING).value

    def card(self) -> list[Line]:
        """The answers to the questions before this one."""
        title = "A stance on a claim" if "Claim" in self.answers else "A new claim"
        lines = [Line("title", title)]
        for label, _ in self.steps()[: self.at]:
            lines += self.answer_lines(label)
        return lines

    def answer_lines(self, label: str) -> list[Line]:
        """One answer as it stands in the card; nothing when the question was skipped."""
        if label == "About":
            shown = ", ".join(one.shown for one in self.about)
        elif label == "Statement" and "Claim" in self.answers:
            label, shown = "Claim", self.answers["Claim"].shown
        else:
            shown = self.answers.get(label, NOTHING).shown
        return answered(label, shown) if shown else []

    def question(
        self,
        label: str,
        hint: str,
        *,
        check: Callable[[str], object] = lambda _: None,
        choices: Callable[[str], Iterable[Choice]] | None = None,
        default: str = "",
        more: Iterable[Line] = (),
    ) -> str:
        """Ask one question under the card."""
        return ask(Question(label, hint, check, choices, default, [*self.card(), *more]))

    def take(
        self,
        label: str,
        hint: str,
        read: Callable[[str], Any],
        choices: Callable[[str], Iterable[Choice]] | None = None,
        *,
        needed: str = "",
    ) -> None:
        """Ask for a plain value; an empty answer leaves it out unless it is `needed`."""

        def check(text: str) -> None:
            if text:
                read(text)
            elif needed:
                raise Invalid(needed)

        default = self.answers.get(label, NOTHING).typed
        typed = self.question(label, hint, check=check, choices=choices, default=default)
        value = read(typed) if typed else None
        self.answers[label] = Answer(typed, value, str(value) if typed else "")

    def ask_name(
        self,
        label: str,
        model: Named,
        hint: str,
        default: str,
        *,
        needed: str = "",
        more: Iterable[Line] = (),
    ) -> Answer:
        """Ask for a speaker or source; a name that is nearly known is asked about."""
        found = self.ask_names(label, model, hint, default, needed=needed, more=more)
        return found[0] if found else NOTHING

    def ask_names(
        self,
        label: str,
        model: Named,
        hint: str,
        default: str,
        *,
        needed: str = "",
        more: Iterable[Line] = (),
        parted: Callable[[str], list[str]] = lambda text: [text],
    ) -> list[Answer]:
        """Ask for one name, or for several that are `parted` unless they are one that is known."""
        table = model.__tablename__

        def check(text: str) -> None:
            if text:
                self.look_up(model, text)
            elif needed:
                raise Invalid(needed)

        def choices(text: str) -> Iterable[Choice]:
            with self.notebook.read() as session:
                found = naming.called_like(session, table, text)
            return [Choice(one.text, one.name, one.about) for one in found]

        while True:
            typed = self.question(
                label, hint, check=check, choices=choices, default=default, more=more
            )
            if not typed:
                return []
            whole = self.look_up(model, typed)
            try:
                return [whole] if whole else [self.meant(model, one, more) for one in parted(typed)]
            except Back:
                default = typed

    def meant(self, model: Named, name: str, more: Iterable[Line]) -> Answer:
        """What a name means: a row that is known, or one that is nearly called so, or a new one."""
        known = self.look_up(model, name) or self.ask_near(model, name, more)
        return known or Answer(name, name, f"{name} (new)")

    def look_up(self, model: Named, text: str) -> Answer | None:
        """The row that is meant, as an answer, or None where the name is new."""
        with self.notebook.read() as session:
            return answers.named(session, model, text, self.app.language(session))

    def ask_near(
        self,
        model: Named,
        typed: str,
        more: Iterable[Line],
    ) -> Answer | None:
        """Ask whether a name that is nearly typed is meant; None where the typed one is new."""
        with self.notebook.read() as session:
            near = [] if "://" in typed else answers.near(session, model, typed)
        if not near:
            return None
        table = model.__tablename__
        meant = {str(at): name for at, name in enumerate(near, 1)}
        lines = [Line("trouble", f"  There is no {table} {brief(typed)!r} yet. Did you mean:")]
        for at, name in meant.items():
            lines += answered(f"  {at}", name)
        chosen = self.question(
            "Which?",
            f"A number, or n for a new {table}. Esc types it again.",
            check=one_of([*meant, "n"], needed="Write a number or n."),
            more=[*more, *lines],
        )
        if chosen.casefold() == "n":
            return None
        return self.look_up(model, meant[chosen])
