"""The program on a real terminal of its own, of any size, and what is to be seen there."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import REPOSITORY

PATIENCE = 60
REDRAW = "\x0c"


class Terminal:
    """A terminal with the program on it."""

    def __init__(self, end: int, process: subprocess.Popen[bytes]) -> None:
        self.end = end
        self.process = process

    def press(self, keys: str) -> None:
        """Press keys, as fast as a terminal takes them."""
        os.write(self.end, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give it another size, and tell the program."""
        set_size(self.end, columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def shows(self, words: str) -> str:
        """The screen as it is drawn from the beginning, as soon as it shows these words."""
        seen = ""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.press(REDRAW)
            seen = drawn(self._read())
            if words in seen:
                return seen
        raise AssertionError(f"{words!r} was not shown, but: {seen}")

    def says(self, words: str) -> None:
        """Wait until the program, which has no screen of its own, has said these words."""
        seen = ""
        until = time.monotonic() + PATIENCE
        while words not in seen:
            assert time.monotonic() < until, f"{words!r} was not said, but: {seen}"
            seen += plain(self._read())

    def _read(self) -> str:
        """What comes until nothing more does for a while."""
        found = b""
        while select.select([self.end], [], [], 1 if not found else 0.2)[0]:
            try:
                piece = os.read(self.end, 65_536)
            except OSError:
                break
            if not piece:
                break
            if b"\x1b[6n" in piece:
                # The program asks where the cursor is, as of a real terminal.
                os.write(self.end, b"\x1b[1;1R")
            found += piece
        return found.decode("utf-8", "replace")

    def ends(self) -> tuple[int, str]:
        """The code with which the program ends, and what it says after the screen was left."""
        said = ""
        until = time.monotonic() + PATIENCE
        while (piece := self._read()) or self.process.poll() is None:
            said += piece
            assert time.monotonic() < until, f"It did not end, but showed: {drawn(said)}"
        return self.process.wait(PATIENCE), plain(said.rpartition("\x1b[?1049l")[2])

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Send a signal, and wait for the end; gives the code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def terminal(*words: str, columns: int = 100, rows: int = 40, **more: str) -> Iterator[Terminal]:
    """The program in a process of its own on a real terminal, in the fixture `home`'s settings."""
    ours, theirs = pty.openpty()
    set_size(theirs, columns, rows)
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "TERM": "xterm"} | more
    environment.pop("COLUMNS", None)
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
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def set_size(end: int, columns: int, rows: int) -> None:
    """Give a terminal a size."""
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def drawn(output: str) -> str:
    """The text that was drawn since the screen was cleared last; nothing before it was."""
    _, cleared, rest = output.rpartition("\x1b[2J")
    return plain(rest) if cleared else ""


def plain(output: str) -> str:
    """Output without what steers a terminal; where it skips cells there are blanks."""
    # In the last cell of a line the cursor is put where it is.
    output = re.sub(r"\r\x1b\[\d+C", "", output)
    output = re.sub(r"\x1b\[(\d*)C", lambda found: " " * int(found[1] or 1), output)
    return re.sub(r"\x1b(\[[\d;?]*[A-Za-z]|[()=>][A-Z0-9]?)", "", output).replace("\r", "")
