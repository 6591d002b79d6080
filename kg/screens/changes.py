"""Changes of the notebook from a view, which can be left while one is under way."""

from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from kg.domain.showing import on_one_line
from kg.errors import KgError
from kg.notebook.listening.capturing import Filled, Saved
from kg.screens.apart import begun
from kg.screens.desk import Desk

Result = TypeVar("Result")


class Changes:
    """What is captured in a view, one after the other, and taken back.

    Whatever goes wrong is a KgError that can be shown.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[Saved] = []
        self._under_way: tuple[Future[Any], Callable[[Any], None]] | None = None

    async def save(self, filled: Filled, note: Callable[[], object]) -> Saved:
        """Write a form into the notebook; `note` is called as soon as it is there."""

        def saved(saved: Saved) -> None:
            self.done.append(saved)
            note()

        try:
            return await self._change(lambda: self.desk.save(filled), saved)
        except KgError:
            raise
        except Exception as error:
            raise _unexpected("saved", error, "What you typed is kept.") from error

    async def undo(self, saved: Saved) -> None:
        """Take back something that was saved."""
        try:
            await self._change(
                lambda: self.desk.undo(saved.batch_id), lambda _: self.done.remove(saved)
            )
        except KgError:
            raise
        except Exception as error:
            raise _unexpected("taken back", error, "Look at it with kg history.") from error

    async def _change(self, work: Callable[[], Result], note: Callable[[Result], None]) -> Result:
        """Change the notebook, and `note` what came of it, also when the view is left meanwhile."""
        future = begun(work)
        self._under_way = (future, note)
        result = await wrap_future(future)
        self._under_way = None
        note(result)
        return result

    def wait(self, seconds: float) -> bool:
        """Give what is under way a moment more, once the view is left; tells whether it came."""
        if self._under_way is None:
            return False
        future, note = self._under_way
        wait([future], seconds)
        if not future.done() or future.exception() is not None:
            return False
        note(future.result())
        return True


def in_words(saved: Saved) -> str:
    """What was captured, on one line, with what may be a slip in it."""
    what = f"Claim {saved.claim_id}" if saved.new else f"{saved.stance} on {saved.claim_id}"
    due = f", due {saved.due}" if saved.due else ""
    reading = f", prediction {saved.prediction_id}{due}" if saved.prediction_id else ""
    # On one line there is no place for the commands that mend it.
    doubts = [
        one.sentence.split(";")[0].split(": kg ")[0] for one in saved.told if not one.understood
    ]
    return " · ".join([f"{what}{reading}", *doubts])


def _unexpected(what: str, error: Exception, remedy: str) -> KgError:
    return KgError(f"It was not {what}: {on_one_line(str(error))[:200]}", remedy)
