"""Whether a terminal is light or dark, as it says itself or as its environment says."""

import os
import re
import select
import sys
from contextlib import suppress
from time import monotonic

PATIENCE = 0.3
"""Seconds for which a terminal is waited for."""

_ANSWER = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_END = re.compile(rb"\x1b\[\?[0-9;]*c")


def is_light() -> bool:
    """Whether the terminal's ground is light; dark where nothing tells."""
    with suppress(ImportError, OSError, ValueError):
        answer = _asked()
        if (light := light_in(answer)) is not None:
            return light
    # Some terminals say text;ground as numbers of ANSI colours: 7 and 15 are white.
    return os.environ.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"}


def light_in(answer: bytes) -> bool | None:
    """What a terminal's answer says of its ground, or None when it says nothing.

    >>> light_in(b"\\x1b]11;rgb:ffff/ffff/f0f0\\x1b\\\\")
    True
    """
    found = _ANSWER.search(answer)
    if not found:
        return None
    red, green, blue = (int(one, 16) / (16 ** len(one) - 1) for one in found.groups())
    luminance: float = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return luminance > 0.5


def _asked() -> bytes:
    """What the terminal answers to the question for its ground."""
    import termios
    import tty

    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)
    try:
        tty.setcbreak(file, termios.TCSANOW)
        # Every terminal answers the second question, so that none is waited for in vain.
        os.write(sys.stdout.fileno(), b"\x1b]11;?\x1b\\\x1b[c")
        answer = b""
        end = monotonic() + PATIENCE
        while not _END.search(answer) and (left := end - monotonic()) > 0:
            if select.select([file], [], [], left)[0]:
                answer += os.read(file, 1024)
        return answer
    finally:
        termios.tcsetattr(file, termios.TCSANOW, before)
