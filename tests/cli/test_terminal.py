"""Text on a terminal: kg.cli.terminal."""

import os
import pty
import subprocess
import sys

import pytest

from kg.cli import terminal
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\u001b[2J"),
        ("a\rb", "a\\u000db"),
        ("\x9b31m", "\\u009b31m"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("\udcff", "\\udcff"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("颜水成 👩‍🔬 é", "颜水成 👩‍🔬 é"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_what_it_is(text, shown):
    assert terminal.safe(text) == shown


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("颜水成", 6), ("ＡＢ", 4), ("e\u0301", 1), ("👍", 2), ("", 0)]
)
def test_width_counts_cells(text, cells):
    assert terminal.width(text) == cells


def test_no_line_is_wider_than_asked_unless_a_word_is():
    text = "追赶 o1 需要数年，而不是数月。See https://example.org/a/long/address for “the whole story”."
    lines = terminal.wrapped(text, 20)
    assert lines == [
        "追赶 o1 需要数年，而",
        "不是数月。See",
        "https://example.org/a/long/address",
        "for “the whole",
        "story”.",
    ]


def test_wrapping_keeps_paragraphs():
    assert terminal.wrapped("one\n\ntwo", 20) == ["one", "", "two"]


def test_columns_are_aligned_whatever_the_script():
    rows = [("1", "颜水成", "追赶需要数年"), ("12", "Wang Hua", "Catching up\ntakes months")]
    assert list(terminal.table(rows)) == [
        "1   颜水成    追赶需要数年",
        "12  Wang Hua  Catching up takes months",
    ]


def test_a_table_of_nothing_has_no_lines():
    assert list(terminal.table([])) == []


def test_lines_are_whole_for_a_pipe_and_wrapped_for_a_terminal(monkeypatch):
    rows = [("1", "word " * 20)]
    monkeypatch.setenv("COLUMNS", "43")
    assert len(list(terminal.table(rows))) == 1
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    assert list(terminal.table(rows)) == [
        "1  word word word word word word word word",
        "   word word word word word word word word",
        "   word word word word",
    ]


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_unless_refused(home, kg, monkeypatch, environment, coloured):
    kg("add", "Prices fall", "--speaker", "Ada")
    monkeypatch.delenv("NO_COLOR")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[1mClaim 1" in on_a_terminal("claim", "show", "1")) is coloured


def test_a_list_on_a_terminal_is_wrapped_to_it(kg, monkeypatch):
    kg("add", "今年通胀会回落而且明年还会继续回落直到后年为止才会停下来", "--speaker", "央行")
    monkeypatch.setenv("COLUMNS", "40")
    assert on_a_terminal("claim", "list") == (
        "1  央行  今年通胀会回落而且明年还会继续\n         回落直到后年为止才会停下来\n"
    )


def on_a_terminal(*words, keys=b""):
    """What a person at a terminal, who presses these keys, sees of a command."""
    screen, end = pty.openpty()
    os.write(screen, keys)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *words],
        stdin=end,
        stdout=end,
        stderr=end,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        # A pager reads keys from this terminal, not from that of whoever runs the tests.
        start_new_session=True,
    )
    os.close(end)
    seen = b""
    while True:
        try:
            if not (some := os.read(screen, 1024)):
                break
        except OSError:
            # So Linux says that nobody writes to a terminal any more.
            break
        seen += some
    os.close(screen)
    assert process.wait() == 0
    return seen.decode().replace("\r\n", "\n")
