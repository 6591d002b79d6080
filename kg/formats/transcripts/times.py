"""Times as transcripts write them."""

import re

# At most three digits for hours and minutes, so that matching ends soon on whatever is there.
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,6})?"
_BRACKETED = rf"\\?[\[(（【]\s*{_CLOCK}(?:\s*(?:-->|[-–—~])\s*{_CLOCK})?\s*\\?[\])）】]"
BRACKETED = re.compile(_BRACKETED)
"""A time in brackets, or a span of time, such as ``[00:06]``, ``\\[04:05.10\\]`` or (1:02:03)."""
ANY = re.compile(rf"{_BRACKETED}|{_CLOCK}(?!\d)")
"""A time in brackets or without."""

_FIRST = re.compile(_CLOCK)


def seconds(text: str) -> float | None:
    """The first time in a text in seconds, or None.

    >>> seconds("[00:06]"), seconds("1:02:03,500"), seconds("no time")
    (6.0, 3723.5, None)
    """
    found = _FIRST.search(text)
    if not found:
        return None
    total = 0.0
    for part in found[0].replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
