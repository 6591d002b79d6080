"""Names that may be slips of the hand for others, and the marks by which such are looked up."""

import re

from kg.domain.keys import key

_LONGEST = 64


def may_be_a_slip(name: str, known: str, likeness: float) -> bool:
    """Whether one name's key may be the other, mistyped; `likeness` in per cent."""
    if re.findall(r"\d+", name) != re.findall(r"\d+", known):
        # GPT-4 and GPT-5 are spelt alike and are two things.
        return False
    # One of three Chinese characters is the usual slip, and two names of two often share one.
    return likeness >= 70 or (likeness > 66 and len(name) == len(known) == 3 and not name.isascii())


def marks(name: str) -> list[str]:
    """Tokens of which names that are spelt alike share some: three letters each, its ends marked.

    No text has tokens that begin as these do.

    >>> marks("Ada"), marks("颜水成")[-1]
    (['#··a', '#·ad', '#ada', '#da·', '#a··', '#a‥a'], '#颜‥成')
    """
    letters = re.sub(r"[\W_]", "·", key(name)[:_LONGEST])
    padded = f"··{letters}··"
    found = [f"#{padded[at : at + 3]}" for at in range(len(padded) - 2)]
    if len(letters) == 3:
        # With another letter in the middle, a short name has none of these left.
        found.append(f"#{letters[0]}‥{letters[2]}")
    return list(dict.fromkeys(found))
