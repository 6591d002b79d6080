"""How likely something is held to be, as people write it down: a number, words, or both."""

import re
import unicodedata
from typing import NamedTuple

from kg.domain.checks import percentage, probability
from kg.domain.wording import clean_line

# A number is one for sure with its sign, as a decimal below one, or alone: «1 in 3» is none.
_NUMBER = re.compile(r"(\d*\.?\d+) ?%(?! ?[-–—~])|(0?\.\d+)(?=$|[\s,;:，；：])(?! ?[-–—~])|(\d+)$")


class Likelihood(NamedTuple):
    """How likely somebody holds something: a number in [0, 1], their words, or both."""

    number: float | None
    words: str | None

    def __str__(self) -> str:
        number = "" if self.number is None else f"{round(100 * self.number, 2):g} %"
        return " ".join(filter(None, (number, self.words and f"«{self.words}»")))


def likelihood(text: str) -> Likelihood:
    """A number, words, or a number and words; what may be no number is kept as words.

    Raises Invalid for a number outside of [0, 1].

    >>> likelihood("60%"), str(likelihood("0.7 pretty sure")), str(likelihood("大概率"))
    (Likelihood(number=0.6, words=None), '70 % «pretty sure»', '«大概率»')
    >>> [likelihood(text).number for text in ("1 in 3", "1/3", "50–70%", "1")]
    [None, None, None, 1.0]
    """
    text = unicodedata.normalize("NFKC", text).strip()
    found = _NUMBER.match(text)
    if found is None:
        return Likelihood(None, clean_line(text, "likelihood"))
    number = percentage(float(found[1])) if found[1] else probability(float(found[2] or found[3]))
    rest = text[found.end() :].lstrip(",;: ")
    return Likelihood(number, clean_line(rest, "likelihood") if rest else None)
