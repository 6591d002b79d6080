"""How likely something is by what was said: a number, or the words of a scale."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.domain.horizons.overlaps import apart
from kg.domain.horizons.plain import english_pattern, language, plain
from kg.domain.likelihood.outcomes import ending
from kg.domain.likelihood.scale import Band, Scale, spellings
from kg.domain.likelihood.stated import stated
from kg.domain.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Reading:
    """A probability with its bounds, the words that were read, and by which scale.

    Without a scale it was stated as a number.
    """

    low: float
    middle: float
    high: float
    words: str
    scale: str | None

    @property
    def basis(self) -> Basis:
        """Whether it was stated or read from words."""
        return Basis.STATED if self.scale is None else Basis.VERBAL


class _Word(NamedTuple):
    """A word of a scale in `letters[begins:ends]`; without a band it cannot be read there."""

    begins: int
    ends: int
    scale: Scale
    band: Band | None
    mirrored: bool = False


def reading(text: str, scales: Sequence[Scale]) -> Reading | None:
    """How likely something is said to be, by a number or else by the words of these scales.

    None where nothing of it is said, where two things are, and where a word is denied or
    strengthened in a way that its scale does not have: nothing is guessed. Nor is anything read
    beside words that say how it ends, such as bound to fail, unless a scale has them all: see
    `kg.domain.likelihood.outcomes`. The longest word counts, and of two scales that have it the
    first.

    >>> from kg.domain.likelihood import built_in
    >>> found = reading("It will very likely work", built_in())
    >>> found.low, found.high, found.words, found.scale
    (0.8, 0.95, 'very likely', 'ICD 203 (2015)')
    >>> reading("七成把握", built_in()).middle, reading("可能性", built_in())
    (0.7, None)
    """
    if language(text) is None:
        return None
    letters = plain(text)
    ends = ending(letters.letters)
    if numbers := {(one.low, one.high): one for one in reversed(list(stated(letters.letters)))}:
        if len(numbers) > 1 or ends:
            return None
        (number,) = numbers.values()
        words = letters.words(text, number.begins, number.ends)
        return Reading(
            float(number.low), float(number.middle), float(number.high), words, scale=None
        )
    found = apart(
        sorted(_words(letters.letters, scales), key=lambda one: (one.begins - one.ends, one.begins))
    )
    if not found or len({(one.scale.title, one.band, one.mirrored) for one in found}) > 1:
        return None
    word = found[0]
    if ends and not word.begins <= ends[0] < ends[1] <= word.ends:
        return None
    if word.band is None:
        return None
    band, scale = word.band, word.scale
    low, middle, high = band.low, band.middle, band.high
    if word.mirrored:
        low, middle, high = (round(1 - one, 6) for one in (high, middle, low))
    words = letters.words(text, word.begins, word.ends)
    return Reading(low, middle, high, words, scale.title)


def _words(letters: str, scales: Sequence[Scale]) -> Iterator[_Word]:
    """The words of the scales that stand in a text, those of the first scale first."""
    for scale in scales:
        pattern, bands = _pattern(scale)
        for match in pattern.finditer(letters):
            if word := _understood(letters, match, scale, bands):
                yield word


@lru_cache(maxsize=64)
def _pattern(scale: Scale) -> tuple[re.Pattern[str], dict[str, Band]]:
    bands = {word: band for band in scale.bands for word in spellings(band)}
    longest_first = sorted(bands, key=lambda word: (-len(word), word))
    listed = "|".join(map(_whole, longest_first))
    return english_pattern(listed), bands


def _whole(word: str) -> str:
    """A word that is not a part of a longer one; Chinese has no blanks to tell that by."""
    begins = r"(?<![\w-])" if word[0].isascii() and word[0].isalnum() else ""
    ends = r"(?![\w-])" if word[-1].isascii() and word[-1].isalnum() else ""
    return begins + re.escape(word) + ends


# English

_NOT = english_pattern(
    r"(?:(?<![\w'-])(?:not|never)|(?<![\w'-])[a-z]{2,7}n't)"
    r"(?: (?:think|believe|expect|see|find|consider)"
    r"(?: (?:that|it|this|it's|it is|is|to be|as)){0,4})?"
    r"(?: (?:at all|really|very|so|too|that|all that|particularly|especially|terribly|exactly|"
    r"be))? \Z"
)
_DENIED = {
    "likely": "unlikely",
    "very likely": "unlikely",
    "probable": "improbable",
    "very probable": "improbable",
}
_MORE_OR_LESS = english_pattern(
    r"(?<![\w'-])(?:highly|extremely|exceptionally|very|quite|pretty|fairly|somewhat|rather|"
    r"reasonably|equally|more|less|most|least|as|so|too|how|hardly|barely|scarcely|increasingly|"
    r"virtually|vanishingly|almost|nearly|far|much|slightly|overwhelmingly|vastly|just|far from|"
    r"by no means|nowhere near|no longer|un|only|whether|if) \Z"
)
_NO = english_pattern(r" not(?: at all)?(?=[\s.!?,;)\"']*\Z)")
_ONLY_BESIDE = {"remote": re.compile(r" (?:chance|possibility|likelihood|probability|odds)")}

# Chinese

_HAN_MORE_OR_LESS = re.compile(
    r"(?:不|没|没有|未|非|别|无|难|很|极|非常|更|最|比较|挺|太|较|十分|越来越|有点|是否|是不是|可|"
    r"不是|并非|不敢|不能|不太|不怎么|能否)\Z"
)
_HAN_QUESTION = re.compile(r"(?:吗|么|不可能|与否)(?![\u3400-\u9fff])")
_NO_LIKELIHOOD = {
    "可能": re.compile(r"可能(?:性|的话|地)|(?<=[尽果若])可能|(?<=尽一切)可能|(?<=各种)可能"),
    "有可能": re.compile(r"有可能的话"),
    "没有可能": re.compile(r"(?<=有)没有可能"),
    "一定": re.compile(r"一定(?:程度|量|数|要|得|不要|的|范围|规模|意义上)"),
    "肯定": re.compile(r"肯定(?:的|了|句)|(?<=[自被受给予到])肯定"),
    "必然": re.compile(r"必然(?:性|联系|王国|的(?:联系|结果|要求))"),
    "很难": re.compile(r"很难(?:说|讲|想象|不|受|过|得|看|吃|听|的)"),
    "极难": re.compile(r"极难得"),
    "应该可以": re.compile(r"应该可以(?:说|理解)"),
}
_HAN_NO = re.compile(r"(?:不会|不行|不能)?(?:的|吧|了|啊|呢)?[^\w]*\Z")


def _understood(
    letters: str, match: re.Match[str], scale: Scale, bands: dict[str, Band]
) -> _Word | None:
    """A word with what denies or strengthens it; None where it says nothing of likelihood."""
    begins, ends = match.span()
    band = bands[match[0]]
    if not match[0].isascii():
        return _understood_in_chinese(letters, match, scale, band)
    beside = _ONLY_BESIDE.get(match[0])
    if beside and not beside.match(letters, ends) and len(letters) > ends - begins:
        return None
    before = letters[max(0, begins - 60) : begins]
    if denial := _NOT.search(before):
        other = bands.get(_DENIED.get(match[0], ""))
        return _Word(begins - len(denial[0]), ends, scale, other)
    if _MORE_OR_LESS.search(before):
        return _Word(begins, ends, scale, None)
    if no := _NO.match(letters, ends):
        return _Word(begins, no.end(), scale, band, mirrored=True)
    return _Word(begins, ends, scale, band)


def _understood_in_chinese(
    letters: str, match: re.Match[str], scale: Scale, band: Band
) -> _Word | None:
    begins, ends = match.span()
    other_use = _NO_LIKELIHOOD.get(match[0])
    if other_use and other_use.match(letters, begins):
        return None
    if _HAN_MORE_OR_LESS.search(letters, max(0, begins - 4), begins):
        return _Word(begins, ends, scale, None)
    if _HAN_QUESTION.match(letters, ends):
        return _Word(begins, ends, scale, None)
    no = _HAN_NO.match(letters, ends)
    if no and (letters.startswith(("不会", "不行", "不能"), ends) or match[0].endswith("不会")):
        return _Word(begins, no.end(), scale, band, mirrored=True)
    return _Word(begins, ends, scale, band)
