"""Claims to add, one JSON object a line, with the keys that `kg add` has as options."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import msgspec

from kg.domain.additions import Addition
from kg.errors import Invalid, KgError
from kg.formats.json_lines import no_json
from kg.formats.wording import explained

LONGEST_LINE = 10_000_000
"""Bytes of one line."""


def lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers; raises Invalid for one without an end."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise Invalid(
                f"Line {number} is longer than {LONGEST_LINE:,} bytes.",
                "Write one claim a line.",
            )
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if text := line.strip():
            yield number, text


def read(number: int, line: bytes) -> Addition:
    """The claim in a line; raises Invalid, naming line and key, when there is none."""
    try:
        return _decode(line)
    except (ValueError, RecursionError) as error:
        raise _mistake(number, line, error) from None


_decode = msgspec.json.Decoder(Addition).decode


def _mistake(number: int, line: bytes, error: Exception) -> Invalid:
    try:
        data = msgspec.json.decode(line)
    except (ValueError, RecursionError) as worse:
        message, remedy = no_json(worse)
        if "{" in remedy:
            remedy = 'Write a claim as {"statement": "…", "speaker": "…"}.'
        return Invalid(f"Line {number}: {message}", remedy)
    if not isinstance(data, dict):
        return Invalid(
            f"Line {number}: It is no JSON object.",
            'Write a claim as {"statement": "…", "speaker": "…"}.',
        )
    assert isinstance(error, msgspec.ValidationError)
    found = explained(error, data, Addition)
    place = f"Line {number}" + (f", {found.path}" if found.path else "")
    return Invalid(f"{place}: {found.message}", found.remedy)


@contextmanager
def within(number: int) -> Iterator[None]:
    """Name the line in what goes wrong within, and keys for the options that it speaks of."""
    try:
        yield
    except KgError as error:
        error.message = f"Line {number}: {error.message}"
        error.remedy = error.remedy and _keyed(error.remedy)
        error.args = (" ".join(filter(None, [error.message, error.remedy])),)
        raise


def _keyed(remedy: str) -> str:
    keys = "|".join(field.encode_name for field in msgspec.structs.fields(Addition))
    return re.sub(rf"--({keys})\b", r'"\1"', remedy).replace('say "new"', 'say "new": true')
