"""What a value must be before it enters a notebook."""

import re
import unicodedata
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from kg.domain.keys import ID
from kg.domain.wording import brief, clean_line
from kg.errors import Invalid, did_you_mean

Word = TypeVar("Word", bound=StrEnum)

LONGEST_ADDRESS = 2000
"""Bytes: PostgreSQL refuses to index a value of more than about 2,700."""


def probability(value: float, what: str = "probability") -> float:
    """A number from 0 to 1; raises Invalid otherwise."""
    if not 0 <= value <= 1:
        raise Invalid(
            f"The {what} {value:g} is not between 0 and 1.",
            f"Write {value:g} % as {value / 100:g}."
            if 1 < value <= 100
            else "It is at most 1, which is 100 %."
            if value > 100
            else "It is never less than 0: write 0.6 or 60%."
            if value < 0
            else "Write 60 % as 0.6.",
        )
    return float(value)


def percentage(value: float) -> float:
    """The number from 0 to 1 that so many per cent are; raises Invalid for less or more.

    >>> percentage(60)
    0.6
    """
    if not 0 <= value <= 100:
        limit = "more than 100 %" if value > 100 else "less than 0 %"
        raise Invalid(f"{value:g} % is {limit}.")
    return value / 100


def share(text: str, what: str = "probability") -> float:
    """The number from 0 to 1 that is written, as one or in per cent; raises Invalid for others.

    >>> share("60%"), share("0.6")
    (0.6, 0.6)
    """
    found = re.fullmatch(
        r"(-?\d*\.?\d+)\s*(%?)", unicodedata.normalize("NFKC", text).strip(), re.ASCII
    )
    if not found:
        raise Invalid(f"{text!r} is not a {what}.", "Write 0.6 or 60%.")
    number = float(found[1])
    return percentage(number) if found[2] else probability(number, what)


def web_address(url: str) -> str:
    """An absolute http or https address; raises Invalid otherwise, so no link can run a script.

    Nor can one look like another: characters that nobody sees are refused.
    """
    url = clean_line(url, "address", LONGEST_ADDRESS)
    if (size := len(url.encode())) > LONGEST_ADDRESS:
        raise Invalid(
            f"The address has {size:,} bytes; {LONGEST_ADDRESS:,} are allowed.", "Shorten it."
        )
    try:
        parts = urlsplit(url)
        sound = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        sound = False
    for place, character in enumerate(url, 1):
        # What turns the direction of writing, or is not seen, shows another address than it is.
        if unicodedata.category(character) == "Cf":
            code = f"U+{ord(character):04X}"
            raise Invalid(
                f"The address has an invisible character ({code}) at place {place}.", "Take it out."
            )
    if not sound or any(map(str.isspace, url)):
        raise Invalid(
            f"{brief(url)!r} is not a web address.",
            "Write the whole of it, such as https://example.org/page.",
        )
    return url


def stable_id(uid: str) -> str:
    """A stable id as records may have it; raises Invalid otherwise."""
    if len(uid) > 200 or not re.search(ID, uid):
        raise Invalid(
            f"{brief(uid)!r} cannot be an id.",
            "Write up to 200 letters and digits, with . : / - _ between them.",
        )
    return uid


def word(words: type[Word], value: str) -> Word:
    """One word of a closed set; raises Invalid for another.

    >>> from kg.domain.vocabulary import Stance
    >>> word(Stance, "agrees")
    <Stance.AGREES: 'agrees'>
    """
    try:
        return words(value)
    except ValueError:
        # Wanted only after a mistake.
        from difflib import get_close_matches

        near = did_you_mean(get_close_matches(str(value), list(words), n=2))
        raise Invalid(
            f"{brief(str(value))!r} is none of the words allowed here.",
            near or f"Write {', '.join(words)}.",
        ) from None
