"""Text of strangers as it may be shown on a terminal, whoever shows it."""

import re

HARMFUL = re.compile(
    # What steers a terminal, ends a line unseen or reverses the order of what follows.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""A character that no terminal may be sent; line ends and tabs are none."""


def safe(text: str) -> str:
    """`text` with control characters and reversals of direction shown as what they are.

    >>> safe("red \\x1b[31m, line\\nbreak")
    'red \\\\u001b[31m, line\\nbreak'
    """
    return HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def on_one_line(text: str) -> str:
    """`text`, made safe, with every run of white space as one blank.

    >>> on_one_line(" two\\n\\tlines \\x1b")
    'two lines \\\\u001b'
    """
    return safe(" ".join(text.split()))
