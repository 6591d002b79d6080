"""Files that a command reads or writes at the user's word."""

import sys
from pathlib import Path

from kg.cli.terminal import engage
from kg.errors import KgError, NotFound

STREAM = "-"
"""In place of a path: what is piped in or out."""

LARGEST = 200_000_000
"""Bytes of a file that is read whole: as much as the longest text of a source can have."""


def read_bytes(name: str, most: int = LARGEST) -> bytes:
    """What is in a file, or in the input when it is called -, if it is at most `most` bytes."""
    try:
        if name == STREAM:
            engage()
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(most + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {name}.", "See that its name is right.") from None
    except IsADirectoryError:
        raise KgError(f"{name} is a directory.", "Name a file in it.") from None
    except OSError as error:
        raise KgError(f"{name} cannot be read: {error.strerror}.") from None
    if len(data) > most:
        raise KgError(
            f"{name} has more than {most // 1_000_000:,} MB.", "Take the text in in parts."
        )
    return data


def read_text(name: str) -> str:
    """The UTF-8 text of a file, or of the input when it is called -."""
    data = read_bytes(name)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise KgError(
            f"{name} is not UTF-8 text: see byte {error.start + 1}, in line {line}.",
            "Convert it, for instance with iconv.",
        ) from None
    if not text.strip():
        raise KgError(f"{name} is empty.", "Name a file with text in it.")
    return text
