"""How much is done of what takes long, where somebody sees it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

import click

from kg.cli.terminal import safe

LONG = 1.0
"""What takes so many seconds is long."""

STEPS = 1000


def seen() -> bool:
    """Whether errors, and with them such a bar, go to a terminal."""
    return sys.stderr.isatty()


@contextmanager
def progress(label: str, *, wait: bool = False) -> Iterator[Callable[[float], None]]:
    """A bar that is told which share is done, from 0 to 1; with `wait` only once it takes long."""
    if not seen():
        yield lambda _: None
        return
    with click.progressbar(length=STEPS, label=safe(label), file=sys.stderr, hidden=wait) as bar:

        def show() -> None:
            bar.hidden = False
            bar.render_progress()

        def tell(share: float) -> None:
            bar.update(max(0, round(share * STEPS) - bar.pos))

        late = Timer(LONG, show)
        if wait:
            late.start()
        try:
            yield tell
            tell(1)
        finally:
            late.cancel()
