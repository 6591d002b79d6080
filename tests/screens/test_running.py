"""The view in a terminal of its own, which may go away at any time: kg.screens.running."""

import fcntl
import json
import os
import pty
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing

import pytest

from kg.screens.backdrop import light_in
from kg.store import database as databases
from kg.store.models import Claim
from tests.conftest import REPOSITORY
from tests.screens.conftest import write

LONG = 60
"""Seconds after which something that should come is held not to come at all."""

BEGIN = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "kg", *sys.argv[1:]])
"""
"""What a process does first that leads a session: its terminal becomes the session's own."""


class Terminal:
    """A process with a terminal of its own, which a test reads and types into."""

    def __init__(self, *words: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        environment = os.environ | {
            "PYTHONPATH": str(REPOSITORY),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", BEGIN, *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self.output = b""

    def read(self) -> bool:
        """Read what is written meanwhile; False at its end."""
        try:
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536)
        except OSError:
            return False
        return True

    def until(self, seen) -> None:
        """Read until something is so."""
        end = time.monotonic() + LONG
        while not seen():
            self.read()
            assert time.monotonic() < end, self.output[-2000:]

    def shows(self, words: str) -> None:
        """Wait until words have been written to the terminal."""
        self.until(lambda: words.encode() in self.output)

    def type(self, words: str) -> None:
        """Type, as on a keyboard."""
        for one in words:
            os.write(self.master, one.encode())
            # Esc alone is told from the beginning of a key's code by what follows it.
            self.read()

    def ended(self) -> int:
        """Wait for the process's end; gives its exit code."""
        end = time.monotonic() + LONG
        while self.process.poll() is None:
            self.read()
            assert time.monotonic() < end, self.output[-2000:]
        while self.output and select.select([self.master], [], [], 0)[0] and self.read():
            pass
        return self.process.returncode

    def close(self) -> None:
        """Take the terminal away."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


@pytest.fixture
def start(home):
    """Starts `kg` in a terminal, with a notebook in which a transcript is."""
    write(home / "notebook.db").close()
    begun = []

    def run(*words):
        begun.append(Terminal(*words))
        return begun[-1]

    yield run
    for one in begun:
        one.close()


def draft(home):
    (path,) = (home / ".local" / "state" / "kg" / "capture").glob("*.json")
    return json.loads(path.read_text("utf-8"))


def typed(home):
    try:
        return [one["statement"] for one in draft(home)["entries"]]
    except (ValueError, FileNotFoundError):
        return []


def statements(home):
    notebook = databases.open(home / "notebook.db")
    with notebook.read() as session:
        found = [claim.statement["en"] for claim in session.query(Claim).order_by(Claim.id)]
    notebook.close()
    return found


def capture_and_begin(terminal, home):
    """Save one claim, and begin another."""
    terminal.shows("Enter capture")
    terminal.type("\rSaved\r")
    terminal.shows("u takes it back")
    terminal.type("\rHalf typ")
    terminal.until(lambda: typed(home) == ["Half typ"])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_lost_when_the_process_is_ended(start, home, number):
    terminal = start("capture", "1")
    capture_and_begin(terminal, home)
    terminal.type("ed")
    if number == signal.SIGKILL:
        terminal.until(lambda: typed(home) == ["Half typed"])
    else:
        terminal.shows("Half typed"[-2:])
    terminal.process.send_signal(number)
    assert terminal.ended() == (-number if number == signal.SIGKILL else 128 + number)
    assert statements(home) == ["Battery swaps beat fast charging", "Saved"]
    assert typed(home) == ["Half typed"]

    again = start("capture", "1")
    again.shows("What you were typing is here")
    again.type("\r\r")
    again.shows("Claim 3")
    again.type("q")
    assert again.ended() == 0
    assert statements(home)[2:] == ["Half typed"]
    assert typed(home) == []
    assert draft(home)["open"] is None


def test_a_terminal_that_is_closed_takes_nothing_with_it(start, home):
    terminal = start("capture", "1")
    capture_and_begin(terminal, home)
    os.close(terminal.master)
    assert terminal.process.wait(LONG) == 128 + signal.SIGHUP
    terminal.master = os.open(os.devnull, os.O_RDONLY)
    assert statements(home) == ["Battery swaps beat fast charging", "Saved"]
    assert typed(home) == ["Half typ"]


def test_a_terminal_is_given_back_as_it_was(start, home):
    terminal = start("capture", "1")
    before = termios.tcgetattr(terminal.master)
    terminal.shows("Enter capture")
    terminal.type("\rSaved\rq")
    assert terminal.ended() == 0
    assert b"\x1b[?1049l" in terminal.output
    assert terminal.output.endswith(b"Captured 1.\r\n")
    assert termios.tcgetattr(terminal.master)[3] & termios.ECHO == before[3] & termios.ECHO


def test_nobody_waits_for_another_program_in_order_to_leave(start, home):
    terminal = start("capture", "1")
    terminal.shows("Enter capture")
    with closing(sqlite3.connect(home / "notebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.type("\rUnder way\r")
        terminal.shows("Another program is changing the notebook")
        left = time.monotonic()
        terminal.type("\x11")
        assert terminal.ended() == 0
        # A change waits for half a minute.
        assert time.monotonic() - left < 20
    assert terminal.output.endswith(b"Nothing was captured.\r\n")
    assert statements(home) == ["Battery swaps beat fast charging"]
    assert typed(home) == ["Under way"]


def test_two_views_of_a_source_leave_each_others_drafts_alone(start, home):
    one, other = start("capture", "1"), start("capture", "1")
    one.shows("Enter capture")
    other.shows("Enter capture")
    one.type("\rOne")
    one.until(lambda: typed(home) == ["One"])
    other.type("j\rOther")
    other.until(lambda: typed(home) == ["One", "Other"])
    one.type(" more")
    one.until(lambda: typed(home) == ["One more", "Other"])
    # What one view has saved does not come back by the other.
    one.type("\r")
    one.shows("u takes it back")
    other.type("s\x1b")
    other.until(lambda: typed(home) == ["Others"])
    for terminal in (one, other):
        terminal.type("q")
        assert terminal.ended() == 0
    assert typed(home) == ["Others"]


def test_a_terminal_says_whether_it_is_light():
    assert light_in(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;c") is True
    assert light_in(b"\x1b]11;rgb:15/18/1e\x07") is False
    assert light_in(b"\x1b[?62;c") is None
