"""What is asked while one thing is done: question after question, until it is done or left."""

from collections.abc import Generator
from dataclasses import replace

from kg.cli.reviewing.asking import Ask
from kg.errors import KgError

Flow = Generator[Ask, str, None]
"""The questions of one thing to do, in turn; each is sent its answer."""


class Dialogue:
    """The question at hand, if there is one, and why the last answer to it will not do.

    Whatever goes on with a flow raises the KgError that ends it.
    """

    def __init__(self) -> None:
        self.ask: Ask | None = None
        self.refusal = ""
        self._flow: Flow | None = None

    def begin(self, flow: Flow) -> None:
        """Do one thing up to its first question, or all of it."""
        self._flow = flow
        self._advance(None)

    def press(self, key: str) -> None:
        """Answer with a key, or leave the question."""
        if self.ask is None:
            return
        if key == "escape":
            self.leave()
        elif key in self.ask.keys:
            self.answer(self.ask.keys[key])
        else:
            self.refusal = "Press one of these keys, or Esc to leave it."

    def answer(self, text: str) -> None:
        """Answer the question at hand; one that will not do is refused, and asked again."""
        if self.ask is None:
            return
        text = " ".join(text.split())
        try:
            self.ask.check(text)
        except KgError as error:
            self.refusal = str(error)
            self.ask = replace(self.ask, default=text)
            return
        self._advance(text)

    def leave(self) -> None:
        """Leave the question at hand, and what it belongs to, undone."""
        if self._flow is not None:
            self._flow.close()
        self._flow = self.ask = None
        self.refusal = ""

    def _advance(self, answer: str | None) -> None:
        assert self._flow is not None
        self.refusal = ""
        try:
            self.ask = self._flow.send(answer)  # type: ignore[arg-type] # None begins it
        except StopIteration:
            self.leave()
        except KgError:
            self.leave()
            raise
