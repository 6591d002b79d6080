"""How names are compared, and how new things get ids that stay the same for ever."""

import re
import secrets
import unicodedata
from collections import Counter

_SEPARATORS = re.compile(r"[\W_]+")
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
ID = r"^[\w][\w.:/-]*$(?!\n)"
"""What a stable id looks like; Python's $ stands before a last newline, too."""

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def key(name: str) -> str:
    """The form in which names are compared: no case, no width, one hyphen for whatever separates.

    >>> key("GPT 3.5"), key("ＧＰＴ－3.5"), key("颜水成"), key("C++")
    ('gpt-3-5', 'gpt-3-5', '颜水成', 'c++')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    if not folded.isascii():
        # Folding case can take letters apart, and what nobody sees must not tell names apart.
        folded = "".join(
            character
            for character in unicodedata.normalize("NFKC", folded)
            if unicodedata.category(character) != "Cf" and character not in _SELECTORS
        )
    # A trailing + or # tells C++ and C# from C; elsewhere punctuation only separates.
    tail = re.search(r"[+#*]+$", folded)
    words = _SEPARATORS.sub(_separator, folded).strip("-")
    return words + (tail[0] if tail else "") or folded.strip()


def _separator(run: re.Match[str]) -> str:
    """A hyphen for what separates; marks stay, for they are vowels in Hindi and Thai."""
    if run[0].isascii():
        return "-"
    kept = "".join(
        character if unicodedata.category(character).startswith("M") else "-"
        for character in run[0]
    )
    return re.sub("-+", "-", kept)


def new_uid(words: str, longest: int = 32) -> str:
    """A new stable id that can be read: the first words, then six characters of chance.

    Among 1,000 things that begin with the same words two share an id once in about 1,500 notebooks
    (30^6 endings): who writes it down looks whether it is free.
    """
    # Letters, digits and hyphens only, which the ids of records may have.
    start = re.sub(r"[^\w-]+", "", key(words))[:longest].strip("-")
    chance = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{start}-{chance}" if start else chance


def derived_uid(base: str, seen: Counter[str]) -> str:
    """The id of a record within a record that gives none: `base`, then base/2, base/3 and so on.

    >>> seen = Counter()
    >>> derived_uid("c1/汪华", seen), derived_uid("c1/汪华", seen)
    ('c1/汪华', 'c1/汪华/2')
    """
    seen[base] += 1
    return base if seen[base] == 1 else f"{base}/{seen[base]}"
