"""What a word or phrase that is searched for may look like among the tokens of a text."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.domain.tokens import LONGEST, Token, fold, pairs, pieces


class Row(NamedTuple):
    """Tokens that stand one after the other; with `opens` the last may go on."""

    tokens: tuple[str, ...]
    opens: bool = False


Pattern = tuple[Row, ...]
"""The ways to write a word, of which any will do; empty when nothing can be found."""


def pattern(words: str, *, phrase: bool = False) -> Pattern:
    """How `words` are found: as they stand, whatever separates them.

    Chinese is found within longer words; other words are whole, and the last is also found with the
    usual endings of English or, with a star, whatever it goes on with. A `phrase` takes it exactly.

    >>> pattern("通胀率")
    (Row(tokens=('通胀', '胀率'), opens=False),)
    >>> pattern("GPT-4*")
    (Row(tokens=('gpt', '4'), opens=True),)
    >>> [row.tokens[0] for row in pattern("studies")]
    ['studies', 'study', 'studied', 'studying']
    """
    found = list(pieces(fold(words)))
    if not found:
        return ()
    start: list[str] = []
    for piece, joined in found[:-1]:
        if joined:
            start += pairs(piece)
        else:
            start.append(piece[:LONGEST])
    last, joined = found[-1]
    if joined and len(last) > 1:
        return (Row((*start, *pairs(last)[:-1])),)
    if joined:
        return (Row((*start, last), opens=True),)
    last = last[:LONGEST]
    if phrase:
        return (Row((*start, last)),)
    if words.rstrip().endswith(("*", "＊")):
        return (Row((*start, last), opens=True),)
    return tuple(Row((*start, form)) for form in forms(last))


def found_in(wanted: Pattern, tokens: Sequence[str]) -> bool:
    """Whether a pattern is met anywhere among tokens."""
    return any(_at(row, tokens, at) for row in wanted for at in range(len(tokens)))


def places(wanted: Pattern, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where in a text a pattern is met: beginnings and ends, in order."""
    texts = [token.text for token in tokens]
    found = set()
    for row in wanted:
        for at in range(len(tokens)):
            if _at(row, texts, at):
                end = tokens[at + len(row.tokens) - 1]
                # One character of Chinese opens a pair, of which only the first was asked for.
                whole = not row.opens or end.text.isascii() or len(end.text) != 2
                found.add((tokens[at].begins, end.ends if whole else _first_of(end)))
    return sorted(found)


def _first_of(pair: Token) -> int:
    # A pair is two characters in the text but for those that Unicode takes apart or joins.
    return pair.begins + max(1, (pair.ends - pair.begins) // 2)


def _at(row: Row, tokens: Sequence[str], at: int) -> bool:
    wanted = row.tokens
    there = tokens[at : at + len(wanted)]
    if len(there) < len(wanted) or tuple(there[:-1]) != wanted[:-1]:
        return False
    return there[-1].startswith(wanted[-1]) if row.opens else there[-1] == wanted[-1]


# Words that only look like a form of another.
_UNBENT = frozenset(
    {"news", "this", "thing", "his", "has", "was", "its", "does", "always", "united"}
)
_VOWELS = frozenset("aeiouy")


def forms(word: str) -> tuple[str, ...]:
    """An English word with the usual endings of its nouns and verbs, itself first.

    Irregular forms are not known. Words in other alphabets, short ones and those with digits have
    no forms but themselves.
    """
    if not (word.isascii() and word.isalpha()) or len(word) < 3 or word in _UNBENT:
        return (word,)
    found = {word: None}
    for base in _bases(word):
        if len(base) > 2 and not _VOWELS.isdisjoint(base):
            found |= dict.fromkeys(_bent(base))
    return tuple(found)


def _bases(word: str) -> list[str]:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return [f"{word[:-3]}y"]
    found = []
    if word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            found += [rest, f"{rest}e"]
            if rest[-1:] == rest[-2:-1] and rest[-1:] not in _VOWELS:
                found.append(rest[:-1])
    return found or [word]


def _bent(base: str) -> list[str]:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return [base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"]
    if base.endswith("e"):
        return [base, f"{base}s", f"{base}d", f"{base[:-1]}ing", f"{base}ing"]
    plural = f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"
    found = [base, plural, f"{base}ed", f"{base}ing"]
    short = base[-1] not in _VOWELS | set("wx") and base[-2] in _VOWELS and base[-3] not in _VOWELS
    return [*found, f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"] if short else found
