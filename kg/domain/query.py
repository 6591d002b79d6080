"""The query language: words and fields, such as speaker:颜水成 "exact words" -word due:..2026."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from kg.domain.dates import PartialDate
from kg.domain.fields import FIELDS, SINGLE, STATES
from kg.domain.selection import Selection
from kg.domain.terms import FIELD, MINUS, QUOTES, Term, terms, terms_of_word
from kg.domain.vocabulary import ClaimKind, Stance
from kg.domain.wording import brief, clean_line
from kg.errors import Invalid, did_you_mean

_CONDITIONS = {
    "speaker": "speakers",
    "about": "concepts",
    "source": "sources",
    "kind": "kinds",
    "stance": "stances",
    "outcome": "outcomes",
    "tag": "tags",
    "in": "places",
    "near": "around",
}
_MANNER = ("depth", "in")

LONGEST = 10_000
"""So many characters a query that is kept can have."""


def parse(query: str | Iterable[str], today: date) -> Selection:
    """What a query means; raises Invalid where it is not understood.

    The words of a shell's line come as a list: of its quotes the shell leaves nothing but the
    blanks within a word, so that `speaker:Wang Hua`, as one word, is the speaker Wang Hua.

    >>> found = parse('speaker:"Wang Hua" due:..2026 o1 -robot', date(2026, 11, 24))
    >>> found.speakers, found.due_to, found.words, found.without[0].words
    (('Wang Hua',), PartialDate(text='2026'), ('o1',), ('robot',))
    """
    if isinstance(query, str):
        given = list(terms(query))
    else:
        given = [term for word in query for term in terms_of_word(word)]
    wanted = Selection()
    ranges: set[str] = set()
    for term in given:
        condition = _condition(term, today)
        if not term.excluded and term.field in ("said", "due"):
            if term.field in ranges:
                raise Invalid(
                    f"{term.field}: stands twice.",
                    f"Write one range, such as {term.field}:2024-09..2025.",
                )
            ranges.add(term.field)
        if term.excluded:
            condition = Selection(without=(condition,))
        wanted = wanted.plus(condition)
    return wanted


def readable(query: str, what: str = "query") -> str:
    """A query to be kept, on one line; raises Invalid where none could understand it.

    What it means may depend on the day that is then today, whether it can be read does not.
    """
    line = clean_line(query, what, LONGEST)
    try:
        parse(line, date(1000, 1, 1))
    except Invalid as error:
        # From today on, and until today, cannot both be refused for ending before they begin.
        try:
            parse(line, date(9999, 12, 31))
        except Invalid:
            raise error from None
    return line


def kept(words: Iterable[str]) -> str:
    """The words of a shell's line as one query: each as `unparse` writes it.

    A part that means something else tomorrow, such as `due:..today`, stays as it was typed.

    >>> kept(["about:Scaling Law", "due:..today", "说法"])
    'about:"Scaling Law" due:..today 说法'
    """
    parts = []
    for word in words:
        now, later = (unparse(parse([word], day)) for day in _TWO_DAYS)
        parts.append(now if now == later else word)
    return " ".join(filter(None, parts))


_TWO_DAYS = date(2000, 1, 1), date(2000, 1, 2)


def unparse(selection: Selection) -> str:
    """The query that means a selection, each part written in one way.

    >>> unparse(parse("DUE：2026.. 词 kind:cause,Fact", date(2026, 11, 24)))
    '词 kind:cause,fact due:2026..'
    """
    return " ".join(_written(selection))


def _condition(term: Term, today: date) -> Selection:
    """The one condition that a term sets."""
    field, values = term.field, term.values
    if field is None:
        return Selection(phrases=values) if term.quoted else Selection(words=values)
    if field in _MANNER and term.excluded:
        raise Invalid(f"{field}: cannot be excluded.", f"Write {field}: without the hyphen.")
    if field in SINGLE and len(values) > 1:
        raise Invalid(
            f"{field}: has one value, and {len(values)} are given.",
            f"Write one, such as {field}:{FIELDS[field].example}.",
        )
    if field in ("said", "due"):
        return _range(field, values[0], today)
    if field == "depth":
        return Selection(depth=_steps(values[0]))
    if words := FIELDS[field].words:
        values = tuple(dict.fromkeys(_word(field, value, words) for value in values))
    sort: Any = {"kind": ClaimKind, "stance": Stance}.get(field, str)
    given: Any = values[0] if field in SINGLE else tuple(map(sort, values))
    return replace(Selection(), **{_CONDITIONS.get(field, field): given})


def _word(field: str, value: str, words: tuple[str, ...]) -> str:
    word = unicodedata.normalize("NFKC", value).casefold()
    if word in words:
        return word
    what = {"in": "place"}.get(field, field)
    # Wanted only after a mistake.
    from difflib import get_close_matches

    near = did_you_mean(get_close_matches(word, words, n=1))
    raise Invalid(
        f"There is no {what} {brief(value)!r}.",
        f"{near or ''} There are: {', '.join(words)}.".strip(),
    )


def _steps(value: str) -> int:
    digits = unicodedata.normalize("NFKC", value)
    if not (digits.isdecimal() and len(digits) < 10):
        raise Invalid(f"{brief(value)!r} is no number of steps.", "Write one such as depth:2.")
    return int(digits)


def _range(field: str, value: str, today: date) -> Selection:
    # NFKC makes three dots of an ellipsis, which Chinese keyboards write for two.
    ends = re.split(r"\.{2,}", unicodedata.normalize("NFKC", value))
    if len(ends) == 1:
        ends *= 2
    if len(ends) != 2 or not any(ends):
        raise Invalid(f"{brief(value)!r} is neither a date nor a range.", _HOW.format(field))
    first, last = (_day(field, end, today) if end.strip() else None for end in ends)
    if first and last and last.last < first.first:
        raise Invalid(f"{field}:{value} ends before it begins.", f"Write {field}:{last}..{first}.")
    if field == "said":
        return Selection(said_from=first, said_to=last)
    return Selection(due_from=first, due_to=last)


_HOW = "Write {0}:2024, {0}:2024-09..2025, {0}:2026.., {0}:..2026-12-31 or {0}:today."


def _day(field: str, text: str, today: date) -> PartialDate:
    word = text.strip().casefold()
    if word == "today":
        return PartialDate.parse(today)
    try:
        return PartialDate.parse(word)
    except Invalid as error:
        remedy = _HOW.format(field)
        if word in STATES:
            remedy = f"Write outcome:{word}."
        raise Invalid(error.message, remedy) from None


def _written(selection: Selection, *, excluded: bool = False) -> Iterator[str]:
    for word in selection.words:
        yield word if _is_word(word, excluded) else _in_quotes(word)
    yield from map(_in_quotes, selection.phrases)
    for field in FIELDS:
        if value := _value(field, selection):
            yield f"{field}:{value}"
    for one in selection.without:
        for part in _written(one, excluded=True):
            yield f"-{part}"


def _value(field: str, selection: Selection) -> str:
    """What stands behind a field's colon, or nothing when it asks for nothing."""
    if field in ("said", "due"):
        first = getattr(selection, f"{field}_from")
        last = getattr(selection, f"{field}_to")
        if first == last:
            return str(first or "")
        return f"{first or ''}..{last or ''}"
    if field == "depth":
        return "" if selection.depth == 1 else str(selection.depth)
    given = getattr(selection, _CONDITIONS.get(field, field))
    if given is None:
        return ""
    return ",".join(map(_bare, [given] if isinstance(given, str) else given))


def _is_word(word: str, excluded: bool) -> bool:
    """Whether a word is read as one where it stands without quotes."""
    if word[:1] in ("", *QUOTES) or FIELD.match(word) or any(map(str.isspace, word)):
        return False
    return excluded or len(word) == 1 or word[0] not in MINUS


def _bare(value: str) -> str:
    plain = not (value[:1] in ("", *QUOTES) or re.search(r"[\s,，、]", value))
    return value if plain else _in_quotes(value)


def _in_quotes(text: str) -> str:
    inner = re.sub(r'[\\"]', r"\\\g<0>", text)
    return f'"{inner}"'
