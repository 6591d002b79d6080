"""From the text of a query to its terms: words, phrases, and fields with their values.

A field is letters with a colon right behind them, save before // as in addresses; all else is a
word. What stands in quotes is always meant as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.domain.fields import FIELDS, NAMES, SINGLE, SYNONYMS
from kg.domain.wording import brief
from kg.errors import Invalid, did_you_mean

FIELD = re.compile(r"([A-Za-zＡ-Ｚａ-ｚ]+)[:：](?!//)")
"""What a field begins with, with colons from Chinese keyboards, too."""

OPTION = re.compile(
    r"(?:(said|due)-(from|since|after|to|until|before|by)|as-of)[:：](\S*)", re.IGNORECASE
)
"""What looks like a field and is the name of an option, or nearly one."""

QUOTES = {'"': '"', "＂": "＂", "“": "”“", "”": "”“", "「": "」", "『": "』"}
"""What opens a quotation, and what closes it."""

MINUS = "-－"
"""What excludes the term before which it stands."""


class Term(NamedTuple):
    """One part of a query: a word, a phrase, or a field with its values; perhaps excluded."""

    field: str | None
    values: tuple[str, ...]
    quoted: bool = False
    excluded: bool = False


def terms_of_word(word: str) -> list[Term]:
    """The terms of one word of a shell's line; the shell has taken its quotes away.

    What is left of them are the blanks, so `speaker:Wang Hua` is one name.
    """
    text = word.strip()
    excluded = text[:1] in MINUS and len(text) > 1
    found = FIELD.match(text, int(excluded))
    if found and _name(found[1]) in NAMES:
        rest = text[found.end() :].strip()
        if not _has_syntax(rest):
            # A comma with a blank behind it belongs to the name: Smith, John.
            several = (
                [rest] if _name(found[1]) in SINGLE else re.split(r",(?=\S)", rest.rstrip(","))
            )
            return [
                Term(_name(found[1]), _values(found[1], several), quoted=True, excluded=excluded)
            ]
    return list(terms(word))


def _has_syntax(rest: str) -> bool:
    """Whether a text has more in it than a name, or is no name at all."""
    first, *others = rest.split() or [""]
    return first[:1] in ("", *QUOTES) or any(
        FIELD.match(one) or one[0] in (*MINUS, *QUOTES) for one in others
    )


def terms(text: str) -> Iterator[Term]:
    """The terms of a text, in order; raises Invalid where it is not understood."""
    place = 0
    while (place := _after_blanks(text, place)) < len(text):
        excluded = text[place] in MINUS and text[place + 1 : place + 2].strip() != ""
        place += excluded
        if text[place] in QUOTES:
            phrase, place = _quotation(text, place)
            yield Term(None, (phrase,), quoted=True, excluded=excluded)
        elif found := FIELD.match(text, place):
            values, place = _listed(text, found)
            yield Term(_name(found[1]), _values(found[1], values), excluded=excluded)
        else:
            _refuse_option(text, place)
            end = _first(str.isspace, text, place)
            yield Term(None, (text[place:end],), excluded=excluded)
            place = end


def _refuse_option(text: str, place: int) -> None:
    """Raise Invalid where an option is written as if it were a field."""
    if not (found := OPTION.match(text, place)):
        return
    field, end, value = found.groups()
    typed = found[0].removesuffix(value)
    meant = f"--as-of {value}".rstrip()
    if field:
        begins = end.lower() in ("from", "since", "after")
        meant = f"{field.lower()}:{value}.." if begins else f"{field.lower()}:..{value}"
    raise Invalid(
        f"There is no field {typed}", f"{did_you_mean([meant])} In quotes it is meant as a word."
    )


def _after_blanks(text: str, place: int) -> int:
    return _first(lambda one: not one.isspace(), text, place)


def _first(true: Callable[[str], bool], text: str, place: int) -> int:
    """The place of the first character from `place` on of which something is true."""
    while place < len(text) and not true(text[place]):
        place += 1
    return place


def _quotation(text: str, place: int) -> tuple[str, int]:
    """What stands in the quotes that open at a place, and the place behind them."""
    closing = QUOTES[text[place]]
    said, at = "", place + 1
    while at < len(text) and text[at] not in closing:
        at += text[at] == "\\" and text[at + 1 : at + 2] in ("\\", *closing)
        said += text[at]
        at += 1
    if at == len(text):
        raise Invalid(
            f"The quotation mark at place {place + 1} of {brief(text)!r} is never closed.",
            f"Close it with {closing[0]} or leave it out.",
        )
    said = " ".join(said.split())
    if not said:
        raise Invalid(
            f"There is nothing in the quotes at place {place + 1} of {brief(text)!r}.",
            "Write words in them, or leave them out.",
        )
    return said, at + 1


def _listed(text: str, found: re.Match[str]) -> tuple[list[str], int]:
    """The values behind a field's colon, and the place behind them."""
    name = _name(found[1])
    # Titles in Chinese have commas of their own, which are not those of a list.
    commas = "" if name == "text" else "," if name in NAMES else ",，、"
    values: list[str] = []
    place = found.end()
    while True:
        if text[place : place + 1] in ("", *QUOTES) and place < len(text):
            value, place = _quotation(text, place)
        else:
            end = _first(lambda one: one.isspace() or one in commas, text, place)
            value, place = text[place:end], end
        values.append(value)
        if not commas or text[place : place + 1] == "" or text[place] not in commas:
            return values, place
        place = _after_blanks(text, place + 1)


def _name(field: str) -> str:
    """The field that is meant, whatever its case and width; raises Invalid when there is none."""
    name = unicodedata.normalize("NFKC", field).lower()
    if name in FIELDS:
        return name
    # Wanted only after a mistake.
    from difflib import get_close_matches

    near = [SYNONYMS[name]] if name in SYNONYMS else get_close_matches(name, FIELDS, n=1)
    raise Invalid(
        f"There is no field {brief(name)!r}.",
        " ".join(
            filter(
                None,
                (
                    did_you_mean(near),
                    f"The fields are: {', '.join(FIELDS)}.",
                    f'What is looked for as it stands needs quotes: "{brief(name, 20)}:…".',
                ),
            )
        ),
    )


def _values(field: str, values: Sequence[str]) -> tuple[str, ...]:
    if not all(value.strip() for value in values):
        name = _name(field)
        raise Invalid(
            f"{name}: has no value" + (" behind its comma." if len(values) > 1 else "."),
            f"Write it right behind, such as {name}:{FIELDS[name].example}.",
        )
    return tuple(dict.fromkeys(" ".join(value.split()) for value in values))
