"""Numbers as they are spoken, in English and Chinese; what is no number is None."""

import re
from fractions import Fraction
from typing import NamedTuple

from kg.domain.horizons.rules import COUNTS, TENS


class Count(NamedTuple):
    """A number, or two between which it is; `loose` when a word such as few stands for them."""

    low: Fraction
    high: Fraction
    loose: bool = False


def exactly(number: Fraction | int) -> Count:
    """A number that was said as it is."""
    return Count(Fraction(number), Fraction(number))


# English

_BELOW_20 = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_FROM_20 = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL, _ROUND = _BELOW_20.split(), _FROM_20.split()
_VALUES = {word: number for number, word in enumerate(_SMALL)}
_VALUES |= {word: 10 * number for number, word in enumerate(_ROUND, 2)}
_VALUES |= {"a": 1, "an": 1}
_BELOW_100 = rf"(?:(?:{'|'.join(_ROUND)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL)})"
_WHOLE = (
    rf"(?:(?:an?|{_BELOW_100}) hundred(?:(?: and)? {_BELOW_100})?(?: thousand)?|"
    rf"(?:an?|{_BELOW_100}) thousand|{_BELOW_100}|an?)"
)
_LOOSE = (
    r"(?:(?:a )?couple(?: of)?|a few|few|several|a handful of)"
    r"(?: (?:dozen|hundred|thousand))?"
)
_PART = r"(?:(?:a |one )?half(?: of)?(?: an?)?|(?:a )?quarter(?: of an?)?)"
DIGITS = r"(?:\d{1,3},\d{3}|\d{1,4})(?:\.\d{1,2})?"
ENGLISH = (
    rf"(?:{_LOOSE}|(?:a|half a|two|three) dozen|{_PART}|{_WHOLE}(?: and a half)?|"
    rf"{DIGITS}[½¼¾]?|[½¼¾])"
)
"""A pattern for what `english` may read."""

_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}


def english(words: str) -> Count | None:
    """A number in English words or figures.

    >>> [float(english(words).low) for words in ("two and a half", "1,000", "a few thousand", "½")]
    [2.5, 1000.0, 3000.0, 0.5]
    """
    words = words.strip()
    if figures := re.fullmatch(rf"({DIGITS})?([½¼¾])?", words):
        if not words:
            return None
        number = Fraction(figures[1].replace(",", "")) if figures[1] else Fraction()
        return exactly(number + _SIGNS.get(figures[2], Fraction()))
    if re.fullmatch(_PART, words):
        return exactly(Fraction(1, 4 if "quarter" in words else 2))
    if found := re.fullmatch(r"(a|half a|two|three) dozen", words):
        return exactly({"a": 12, "half a": 6, "two": 24, "three": 36}[found[1]])
    if re.fullmatch(_LOOSE, words):
        return _loose(words)
    half = words.endswith(" and a half")
    number = Fraction(_whole(words.removesuffix(" and a half")))
    return exactly(number + Fraction(1, 2)) if half else exactly(number)


def _loose(words: str) -> Count:
    word = next((word for word in COUNTS if word in words), "few")
    low, high = COUNTS[word]
    scale = next((scale for name, scale in _SCALES.items() if words.endswith(name)), 1)
    return Count(Fraction(low * scale), Fraction(high * scale), loose=True)


def _whole(words: str) -> int:
    total = 0
    for word in re.split(r"[- ]", words):
        if word in _SCALES:
            total *= _SCALES[word]
        elif word != "and":
            total += _VALUES[word]
    return total


# Chinese

_FIGURES = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_ANY = "零一二两三四五六七八九十百千几"
CHINESE = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|[{_ANY}数好半][{_ANY}多来余]{{0,5}})"
"""A pattern for what `chinese` may read."""


def chinese(words: str) -> Count | None:
    """A number in Chinese characters or figures: 两三 is from two to three, 十几 from 11 to 19.

    >>> [(int(count.low), int(count.high)) for count in map(chinese, ("二十五", "三五", "十几"))]
    [(25, 25), (3, 5), (11, 19)]
    """
    if re.fullmatch(r"\d{1,4}(\.\d{1,2})?", words):
        return exactly(Fraction(words))
    if words == "半":
        return exactly(Fraction(1, 2))
    if words in ("几", "好几", "数"):
        low, high = COUNTS["few" if words == "几" else "several"]
        return Count(Fraction(low), Fraction(high), loose=True)
    if words in ("几十", "数十", "好几十"):
        return Count(Fraction(10 * TENS[0]), Fraction(10 * TENS[1]), loose=True)
    if words in ("几百", "数百"):
        low, high = COUNTS["few"]
        return Count(Fraction(100 * low), Fraction(100 * high), loose=True)
    if words == "百":
        return exactly(100)
    return _two_figures(words) or _and_some(words) or _written_out(words)


def _two_figures(words: str) -> Count | None:
    """两三, 三五, 七八, 二三十, 十七八: a smaller and a larger number with the rest in common."""
    found = re.fullmatch(
        r"(十|[二三四五六七八九]十)?([一二两三四五六七八])([二两三四五六七八九])(十|百)?", words
    )
    if found is None:
        return None
    low, high = _FIGURES[found[2]], _FIGURES[found[3]]
    if high not in (low + 1, low + 2) or (found[1] and found[4]):
        return None
    base = _written_out(found[1]) if found[1] else exactly(0)
    scale = _TENS[found[4]] if found[4] else 1
    assert base
    return Count(base.low + low * scale, base.low + high * scale)


def _and_some(words: str) -> Count | None:
    """十几, 二十多; 十来 is ten."""
    found = re.fullmatch(r"([二两三四五六七八九]?十|一?百)([几多余来])", words)
    number = _written_out(found[1]) if found else None
    if found is None or number is None:
        return None
    step = 100 if "百" in words else 10
    if found[2] == "来":
        return number
    return Count(number.low + 1, number.low + step - 1, loose=True)


def _written_out(words: str) -> Count | None:
    """一百二十, 十五, 两; numbers below ten thousand."""
    shape = (
        r"(?:([一二两三四五六七八九])千)?(零)?(?:([一二两三四五六七八九])百)?(零)?"
        r"(?:([一二三四五六七八九])?十)?([零一二两三四五六七八九])?"
    )
    found = re.fullmatch(shape, words)
    if found is None or not words:
        return None
    thousands, _, hundreds, _, tens, ones = found.groups()
    if ones and (thousands or hundreds) and "十" not in words and "零" not in words:
        return None  # 一百二 is 120, or else 102
    number = 1000 * _FIGURES.get(thousands or "", 0) + 100 * _FIGURES.get(hundreds or "", 0)
    if "十" in words:
        number += 10 * _FIGURES.get(tens or "一", 1)
    return exactly(number + _FIGURES.get(ones or "", 0))
