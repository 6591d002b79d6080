"""Questions on a terminal: one at a time, checked at once, with completion and a way back."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.cli.terminal import columns, engage, on_one_line, padded, wrapped
from kg.errors import KgError

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings

LABEL = 13
"""Cells for what a line is about."""

MENU = 7
"""Lines kept free for what a word may be completed to."""

BACK = ("<", "＜")
"""What may be typed, alone or behind an earlier answer, to go back."""

KEYS = "Enter next · Tab completes · Esc back · Ctrl-C leaves"

STYLE = {
    "title": "bold",
    "label": "fg:ansicyan",
    "hint": "fg:ansibrightblack",
    "trouble": "fg:ansired bold",
    "bottom-toolbar": "noreverse fg:ansibrightblack",
    "completion-menu.completion": "bg:ansibrightblack fg:ansiwhite",
    "completion-menu.completion.current": "bg:ansicyan fg:ansiblack",
    "completion-menu.meta.completion": "bg:ansibrightblack fg:ansiwhite",
    "completion-menu.meta.completion.current": "bg:ansicyan fg:ansiblack",
}


class Back(Exception):
    """The person wants the question before this one again."""


class Left(Exception):
    """The person wants no more questions."""


class Choice(NamedTuple):
    """What may be typed, how it is shown, and what it means."""

    text: str
    shown: str
    about: str = ""


class Line(NamedTuple):
    """A line above a question, with its style."""

    style: str
    text: str


@dataclass(frozen=True)
class Question:
    """What is asked; `check` raises KgError for an answer that will not do."""

    label: str
    hint: str
    check: Callable[[str], object] = lambda _: None
    choices: Callable[[str], Iterable[Choice]] | None = None
    default: str = ""
    above: Sequence[Line] = ()
    """What is shown over it: the answers until now."""
    refused: bool = False
    """Whether the hint says why the answer at hand will not do."""


def somebody_answers() -> bool:
    """Whether a person sits before both ends of the program, and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def answered(label: str, text: str) -> list[Line]:
    """An answer as lines to show above the next question."""
    margin = " " * (LABEL + 2)
    return [
        Line("", (margin if at else padded(f"  {label}", LABEL + 2)) + part)
        for at, part in enumerate(wrapped(on_one_line(text), columns() - LABEL - 4))
    ]


def ask(question: Question) -> str:
    """What a person answers, on one line; raises Back or Left when they want something else.

    An answer that will not do is asked for again, as it was typed, under the reason.
    """
    while True:
        typed = _prompt(question)
        answer = " ".join(typed.split())
        if answer.removeprefix(question.default).strip() in BACK:
            raise Back
        try:
            question.check(answer)
        except KgError as error:
            question = replace(question, hint=str(error), refused=True, default=typed)
        else:
            return answer


def _prompt(question: Question) -> str:
    # Loaded only where somebody is asked.
    from prompt_toolkit import PromptSession
    from prompt_toolkit.styles import Style

    engage()
    session: PromptSession[str] = PromptSession(
        _message(question),
        completer=_completer(question),
        key_bindings=_keys(),
        style=Style.from_dict(STYLE),
        bottom_toolbar=[("class:bottom-toolbar", f" {KEYS}")],
        reserve_space_for_menu=MENU if question.choices else 0,
        erase_when_done=True,
        interrupt_exception=Left,
        eof_exception=Left,
    )
    # Seconds that Escape waits for the rest of a key such as an arrow.
    session.app.ttimeoutlen = 0.1
    session.app.timeoutlen = 0.3
    return session.prompt(default=question.default)


def _message(question: Question) -> "StyleAndTextTuples":
    style = "trouble" if question.refused else "hint"
    hint = wrapped(on_one_line(question.hint), columns() - 4)
    room = max(3, shutil.get_terminal_size().lines - MENU - len(hint) - 3)
    above = [*question.above[-room:], *(Line(style, f"  {line}") for line in hint)]
    parts: StyleAndTextTuples = [
        (line.style and f"class:{line.style}", f"{line.text}\n") for line in above
    ]
    return [*parts, ("class:label", padded(f"  {question.label}", LABEL)), ("class:label", "› ")]


def _completer(question: Question) -> "Completer | None":
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    if question.choices is None:
        return None
    choices = question.choices

    class Choices(Completer):
        def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
            typed = document.text_before_cursor
            for one in choices(typed):
                yield Completion(
                    one.text,
                    start_position=-len(typed),
                    display=on_one_line(one.shown),
                    display_meta=on_one_line(one.about),
                )

    return Choices()


def _keys() -> "KeyBindings":
    from prompt_toolkit.filters import has_completions
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    def back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back)

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Left)

    def close(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    def bind(key: str, do: Callable[[Any], None], **when: Any) -> None:
        keys.add(key, **when)(do)

    bind("c-up", back)
    bind("escape", back, filter=~has_completions)
    bind("c-q", leave)
    bind("escape", close, filter=has_completions)
    return keys
