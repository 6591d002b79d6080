"""Keys in their order: each is done with before the next one is looked at."""

from collections import deque
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.message import Message

Result = TypeVar("Result")


class Done(Message):
    """Goes the way that a key went, right behind it, and so tells when that was done with."""

    def __init__(self, laps: int) -> None:
        super().__init__()
        self.laps = laps


class InOrder(App[Result]):
    """An app that takes keys and pasted text one by one, however fast they come.

    Textual passes a key to the widget that has the keys just then. What was typed behind a key
    that moves them would otherwise go to the wrong widget, as over a slow line, where many keys
    come at once.
    """

    LEAVING: ClassVar[frozenset[str]] = frozenset({"ctrl+q", "ctrl+c"})
    """Keys that nothing holds: whoever wants to leave can."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._at_work = False

    @property
    def held(self) -> bool:
        """Whether what is typed has to wait."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for those before it; everything else goes on at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self.go_on()
        else:
            await super().on_event(event)

    async def go_on(self) -> None:
        """Take the next of the keys that wait, unless one is still under way."""
        while not self._at_work and (event := self._next()) is not None:
            target = self.focused or self.screen
            await super().on_event(event)
            # What a key brings about is a message behind it, which the second lap waits for. A
            # screen on top of the first has no such messages, and may be gone by then.
            if len(self.screen_stack) == 1:
                self._at_work = target.post_message(Done(laps=2))

    def _next(self) -> events.Key | events.Paste | None:
        for event in self._typed:
            if not self.held or (isinstance(event, events.Key) and event.key in self.LEAVING):
                self._typed.remove(event)
                return event
        return None

    def forget_typed(self) -> None:
        """Drop the keys that wait."""
        self._typed.clear()

    async def on_done(self, done: Done) -> None:
        """Send it round once more, or take the next key."""
        target = self.focused or self.screen
        if done.laps > 1 and target.post_message(Done(done.laps - 1)):
            return
        self._at_work = False
        await self.go_on()
