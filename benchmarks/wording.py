"""Statements in English and Chinese that nobody made, as many as wanted.

Their words are as unevenly frequent as in speech.
"""

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

_SMALL = [
    "the", "of", "to", "and", "a", "in", "is", "that", "will", "for", "on", "with", "as", "by",
    "it", "be", "not", "more", "than", "from", "at", "are", "this", "models", "years",
    "people", "market", "data", "can", "may", "would", "should", "most", "than", "less",
    "prices", "growth",
]  # fmt: skip
_STARTS = [
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p",
    "pl", "pr", "qu", "r", "s", "sh", "st", "t", "tr", "v", "w",
]  # fmt: skip
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_ENDS = [
    "b", "ck", "d", "g", "l", "ll", "m", "n", "nd", "ng", "nt", "p", "r", "rd", "s", "st", "t",
    "x",
]  # fmt: skip
_ENDINGS = ["", "", "s", "ed", "ing", "er", "ion", "al", "ly", "ment"]
_OPEN, _CLOSE = 0x4E00, 0x9FA5


class Wording:
    """Makes statements; the same seed gives the same, and every seed has the same vocabulary."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(1)
        self.english = [*_SMALL, *self._distinct(self._english, 20_000)]
        self.characters = [chr(one) for one in self.chance.sample(range(_OPEN, _CLOSE), 3_500)]
        self.often = _falling(len(self.characters))
        self.chinese = self._distinct(self._chinese, 20_000)
        self.weights = {"en": _falling(len(self.english)), "zh": _falling(len(self.chinese))}
        self.chance = random.Random(seed)

    def statement(self, language: str) -> str:
        """A statement of 7 to 16 words in English, or of 5 to 14 in Chinese."""
        words = self.english if language == "en" else self.chinese
        number = self.chance.randint(7, 16) if language == "en" else self.chance.randint(5, 14)
        found = self.chance.choices(words, cum_weights=self.weights[language], k=number)
        if language == "en":
            return f"{' '.join(found).capitalize()}."
        half = number // 2
        return f"{''.join(found[:half])}，{''.join(found[half:])}。"

    def word(self, language: str, length: int) -> str:
        """A word of so many characters, as often as it is said."""
        words = self.english if language == "en" else self.chinese
        while True:
            (found,) = self.chance.choices(words, cum_weights=self.weights[language])
            if len(found) == length:
                return found

    def reworded(self, statement: str, language: str) -> str:
        """A statement with one or two of its words dropped, doubled, changed or in other places."""
        apart = statement.split(" ") if language == "en" else list(statement)
        for _ in range(self.chance.choice((1, 1, 2))):
            at = self.chance.randrange(len(apart))
            other = self.chance.choice(self.english if language == "en" else self.characters)
            match self.chance.randrange(4):
                case 0 if len(apart) > 4:
                    del apart[at]
                case 1:
                    apart.insert(at, other)
                case 2:
                    apart[at] = other
                case _:
                    to = self.chance.randrange(len(apart))
                    apart[at], apart[to] = apart[to], apart[at]
        return (" " if language == "en" else "").join(apart)

    def _distinct(self, make: Callable[[], str], number: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            found[make()] = None
        return list(found)

    def _english(self) -> str:
        pick = self.chance.choice
        parts = [pick(_STARTS) + pick(_VOWELS) + pick(_ENDS) for _ in range(pick((1, 1, 2, 2, 3)))]
        return "".join(parts) + pick(_ENDINGS)

    def _chinese(self) -> str:
        length = self.chance.choice((1, 2, 2, 2, 2, 3, 4))
        return "".join(self.chance.choices(self.characters, cum_weights=self.often, k=length))


def _falling(number: int) -> Sequence[float]:
    """Weights that fall as those of words do (Zipf 1935), summed up for `random.choices`."""
    return list(accumulate(1 / (rank + 3) for rank in range(number)))
