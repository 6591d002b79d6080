"""The same words in one or more languages, and what may stand in a text."""

import re
import unicodedata
from collections.abc import Mapping

from kg.errors import Invalid

Wording = dict[str, str]
"""Language code to text, such as ``{"en": "catch-up time", "zh": "追赶周期"}``."""

LONGEST = 100_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp"})
_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def clean(text: str, what: str, longest: int = LONGEST) -> str:
    """`text` without space around it and in Unicode's composed form.

    Raises Invalid, naming `what`, when nothing in it can be seen, when it is longer than `longest`
    characters or has control characters.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if all(unicodedata.category(character) in _UNSEEN for character in text):
        raise Invalid(f"The {what} is empty.", "Write at least one word.")
    if len(text) > longest:
        raise Invalid(
            f"The {what} has {len(text):,} characters; {longest:,} are allowed.", "Shorten it."
        )
    if found := _CONTROL.search(text):
        raise Invalid(
            f"The {what} has a control character (U+{ord(found[0]):04X}) at place "
            f"{found.start() + 1}.",
            "Take it out.",
        )
    return text


def shown(text: str) -> str:
    """`text` with a mark in place of each character that no text in a notebook may have."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def brief(text: str, longest: int = 80) -> str:
    """`text` as a sentence may quote it: on one line, readable, and cut where it is long."""
    line = " ".join(shown(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def commented(command: str, remark: str) -> str:
    """A command line with a remark behind it, as shells take it.

    >>> commented("kg add", "It takes years"), commented("kg undo", "")
    ('kg add  # It takes years', 'kg undo')
    """
    return f"{command}  # {brief(remark)}" if remark else command


def clean_line(text: str, what: str, longest: int = 1000) -> str:
    """`text` as `clean` gives it, on one line."""
    return re.sub(r"\s+", " ", clean(text, what, longest))


def wording(
    words: str | Mapping[str, str], what: str, language: str | None = None, longest: int = LONGEST
) -> Wording:
    """Words by language; a bare text gets `language`, or the one that it looks like.

    >>> wording("追赶需要数年", "statement")
    {'zh': '追赶需要数年'}
    """
    if isinstance(words, str):
        words = {language or guess_language(words): words}
    for code in words:
        if not _CODE.fullmatch(code):
            raise Invalid(f"{code!r} is not a language code.", "Write one such as en, zh or pt-BR.")
    if not words:
        raise Invalid(f"The {what} is empty.", "Write at least one word.")
    return {code: clean(text, what, longest) for code, text in words.items()}


def one_line(words: str | Mapping[str, str], what: str, longest: int = 1000) -> Wording:
    """Words as `wording` gives them, each text on one line: names and titles."""
    return {code: clean_line(text, what, longest) for code, text in wording(words, what).items()}


def guess_language(text: str) -> str:
    """The language that a text's script suggests; en for Latin script, which suggests too many.

    >>> guess_language("o1 的表现"), guess_language("ありがとう"), guess_language("years")
    ('zh', 'ja', 'en')
    """
    return next((code for code, letters in _SCRIPTS if re.search(f"[{letters}]", text)), "en")


# In this order: Japanese is written in Chinese characters, too.
_SCRIPTS = (
    ("ja", r"\u3040-\u30ff"),
    ("ko", r"\u1100-\u11ff\uac00-\ud7af"),
    ("zh", r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    ("ru", r"\u0400-\u04ff"),
    ("ar", r"\u0600-\u06ff"),
    ("he", r"\u0590-\u05ff"),
    ("el", r"\u0370-\u03ff"),
    ("hi", r"\u0900-\u097f"),
    ("th", r"\u0e00-\u0e7f"),
)


def said_in(words: Mapping[str, str] | None, language: str = "en") -> str:
    """The text in `language`, else in English, else in the language that comes first; or ''."""
    if not words:
        return ""
    return words.get(language) or words.get("en") or next(iter(words.values()))
