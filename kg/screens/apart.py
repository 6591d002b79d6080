"""Work that a view waits for, but not the end of the program."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def begun(work: Callable[[], Result]) -> Future[Result]:
    """What `work` will give; the program may end before it does.

    A worker of Textual or a pool's thread would be waited for, however long it takes.
    """
    future: Future[Result] = Future()
    # Who waits for it in vain may give up waiting, but does not cancel it.
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it goes to whoever asks for the result
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future
