"""Answering what the program asks on a real terminal."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import REPOSITORY


@contextmanager
def terminal(*words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program in a process of its own on a real terminal."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def until(end: int, words: str, seen: list[str]) -> None:
    """Read what the terminal shows until it shows these words."""
    shown = ""
    while words not in re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown):
        ready, _, _ = select.select([end], [], [], 60)
        assert ready, f"{words!r} was not shown after {shown!r}"
        try:
            piece = os.read(end, 10_000)
        except OSError:
            piece = b""
        assert piece, f"{words!r} was not shown before the end: {shown!r}"
        shown += piece.decode("utf-8", "replace")
        if "\x1b[6n" in shown:
            # The program asks where the cursor is, as of a real terminal.
            shown = shown.replace("\x1b[6n", "")
            os.write(end, b"\x1b[1;1R")
    seen.append(shown)
