"""How likely something is by what was said: a number, or the words of a scale."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from kg.domain.horizons.overlaps import apart
from kg.domain.horizons.plain import Plain, english_pattern, language, plain
from kg.domain.likelihood.denials import Denial, Kind, denials
from kg.domain.likelihood.outcomes import ending
from kg.domain.likelihood.scale import Band, Scale, spellings
from kg.domain.likelihood.stated import Stated, stated
from kg.domain.vocabulary import Basis

MOST = 8
"""So many times a likelihood is said of one thing: nobody says it more often."""


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


def reading(text: str, scales: Sequence[Scale]) -> Reading | None:
    """How likely something is said to be, by a number or else by the words of these scales.

    None where nothing of it is said, where two things are, and where a word is denied or
    strengthened in a way that its scale does not have: nothing is guessed. A denial that it comes
    true, such as probably won't, turns what is read round; one in another clause only where the
    likelihood is of it: never, 1% chance stays 1 %. Nothing is read beside a denial of something
    else, or words that say how it ends, such as bound to fail, unless a scale has them
    all: see `kg.domain.likelihood.denials` and `outcomes`. The longest word counts, and of two
    scales that have it the first.

    >>> from kg.domain.likelihood import built_in
    >>> found = reading("It will very likely work", built_in())
    >>> found.low, found.high, found.words, found.scale
    (0.8, 0.95, 'very likely', 'ICD 203 (2015)')
    >>> reading("七成把握", built_in()).middle, reading("可能性", built_in())
    (0.7, None)
    >>> found = reading("I'm 70% sure it won't happen", built_in())
    >>> found.middle, found.words
    (0.3, "70% sure it won't happen")
    """
    found = _read(text, scales)
    return found if isinstance(found, Reading) else None


def unclear(text: str, scales: Sequence[Scale]) -> str | None:
    """The denial beside a likelihood of which nobody can tell whether it is of what is denied.

    >>> from kg.domain.likelihood import built_in
    >>> unclear("70% chance, probably not", built_in()), unclear("no, 70% chance", built_in())
    ('not', None)
    """
    found = _read(text, scales)
    return found if isinstance(found, str) else None


def _read(text: str, scales: Sequence[Scale]) -> Reading | str | None:
    """What is said, or the denial for which it is not clear of what it is said."""
    if language(text) is None:
        return None
    letters = plain(text)
    ends = ending(letters.letters)
    if said := list(stated(letters.letters)):
        if len({(one.low, one.high) for one in said}) > 1 or ends:
            return None
        return _turned(text, letters, said, (said[0].low, said[0].middle, said[0].high))
    found = apart(
        sorted(_words(letters.letters, scales), key=lambda one: (one.begins - one.ends, one.begins))
    )
    if not found or len({(one.scale.title, one.band) for one in found}) > 1:
        return None
    word = found[0]
    if ends and not word.begins <= ends[0] < ends[1] <= word.ends:
        return None
    if word.band is None:
        return None
    band = word.band
    return _turned(text, letters, found, (band.low, band.middle, band.high), word.scale.title)


def _turned(
    text: str,
    letters: Plain,
    found: Sequence[Stated] | Sequence[_Word],
    bounds: tuple[Fraction, Fraction, Fraction] | tuple[float, float, float],
    scale: str | None = None,
) -> Reading | str | None:
    """What was found, turned round where it is denied that it comes true.

    The words of a denial beside it, where nobody knows whether it is of what they deny; None where
    that is denied of one of what was found, and not of another.
    """
    if len(found) > MOST:
        return None
    low, middle, high = map(float, bounds)
    outside = [
        denial
        for denial in denials(letters.letters)
        if not any(said.begins <= denial.begins < said.ends for said in found)
    ]
    sides = [_side(letters.letters, one, outside, low, high) for one in found]
    if len({side for side, _ in sides}) > 1:
        return None
    those = [one for _, each in sides for one in each]
    if sides[0][0] is _Side.UNCLEAR:
        return letters.words(text, those[0].begins, those[0].ends) if those else None
    if sides[0][0] is _Side.DENIED:
        low, middle, high = (round(1 - one, 9) for one in (high, middle, low))
    begins = min(found[0].begins, *(one.begins for one in those), len(letters.letters))
    ends = max(found[0].ends, *(one.ends for one in those), 0)
    return Reading(low, middle, high, letters.words(text, begins, ends), scale)


class _Side(Enum):
    """Of what a likelihood is: of what is said, or of its opposite."""

    SAID = auto()
    DENIED = auto()
    UNCLEAR = auto()


def _side(
    letters: str,
    one: Stated | _Word,
    outside: Sequence[Denial],
    low: float,
    high: float,
) -> tuple[_Side, list[Denial]]:
    """Of what a likelihood with these bounds is, and the denials that make it so.

    A denial in its own clause is of what it is said of. Where there is nothing else in the clause,
    it belongs to what stands beside it: *it won't happen, almost certainly* is sure of the denial,
    while *it won't happen, 1% chance* repeats it.
    """
    own = scope = _clause(letters, one.begins, one.ends)
    if _alone(letters, own, one.begins, one.ends):
        scope = _between(_FULL_STOP, letters, one.begins, one.ends)
    aside = _between(_ASIDE, letters, one.begins, one.ends)
    if _alone(letters, aside, one.begins, one.ends):
        own = aside
    beside = _denied(letters, scope, one.begins, outside)
    answers = [denial for denial in beside if denial.kind is Kind.ANSWER]
    those = [denial for denial in beside if denial.kind is not Kind.ANSWER]
    if any(denial.kind is not Kind.PLAIN for denial in those):
        return _Side.UNCLEAR, []
    words = letters[own[0] : own[1]]
    if within := _denied(letters, own, one.begins, those):
        return _Side.DENIED, within
    if any(denial.begins > one.begins for denial in answers):
        return _Side.UNCLEAR, answers
    if not those:
        if answers and high > 0.5 and not _even(low, high) and not _answers(words, one, letters):
            return _Side.UNCLEAR, answers
        return _Side.SAID, []
    hedged = any(
        not one.begins <= hedge.start() < one.ends
        for denial in those
        for hedge in _HEDGED.finditer(letters, *_clause(letters, denial.begins, denial.ends))
    )
    if (high <= 0.5 or _even(low, high)) and not _SURE.search(words):
        return _Side.SAID, []
    if low >= 0.5 and not hedged and not _AFFIRMS.search(words):
        return _Side.DENIED, those
    return _Side.UNCLEAR, those


def _even(low: float, high: float) -> bool:
    """Whether a likelihood is the same, of what is said or of its opposite."""
    return round(low + high, 9) == 1


def _answers(words: str, one: Stated | _Word, letters: str) -> bool:
    """Whether a likelihood of over one half, with the words of its clause, is of what a no answers.

    *No, I'd say 70%* and 不是，七成吧 are; *no, I'm 90% sure* and *no, 70%* may be of the no.
    """
    if _SURE.search(words):
        return False
    return bool(_OF_IT.search(words) or (isinstance(one, Stated) and _CORRECTS.match(letters)))


def _denied(
    letters: str, scope: tuple[int, int], begins: int, denied: Sequence[Denial]
) -> list[Denial]:
    """The denials within a scope of which what begins there is said."""
    first, last = scope
    return [
        one
        for one in denied
        # 没见过的任务未必受益: what is denied there belongs to the task.
        if first <= one.begins < last and "的" not in letters[one.ends : begins]
    ]


def _alone(letters: str, clause: tuple[int, int], begins: int, ends: int) -> bool:
    """Whether a clause has nothing but a likelihood in it."""
    first, last = clause
    return bool(
        _NOTHING_ELSE.fullmatch(letters, first, begins)
        and _NOTHING_ELSE.fullmatch(letters, ends, last)
    )


def _clause(letters: str, begins: int, ends: int) -> tuple[int, int]:
    """Where the clause with these letters begins and ends."""
    return _between(_COMMA, letters, begins, ends)


def _between(stops: re.Pattern[str], letters: str, begins: int, ends: int) -> tuple[int, int]:
    """Between which stops these letters stand."""
    before = [stop.end() for stop in stops.finditer(letters, 0, begins)]
    behind = stops.search(letters, ends)
    return before[-1] if before else 0, behind.start() if behind else len(letters)


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


_COMMA = re.compile(r"[.!?;,:](?=\s|\Z)|[。！？；，：,:!?;]")
_NOTHING_ELSE = re.compile(
    r"(?:[^\w]|(?<![a-z0-9'])(?:an?|the|chances?|odds|probability|likelihood|sure|certain|confident|"
    r"likely|that|of|it|is|it's|i'm|i'd|i|am|we|think|guess|say|would|about|at|there's|there|but|and|"
    r"so|or|maybe|perhaps|yes|well|very|quite|not|no)(?![a-z0-9'])|"
    r"我个?人?(?:觉得|认为|想|看|估计|猜)?|把握|概率|可能性?|几率|机率|机会|有|是|的|大概|差不多|应该|会|"
    r"吧|呢|啊|嘛|了|也|就|但是?|不过|而且|所以|那|这)*"
)
# What may set a likelihood apart within a clause: it won't happen (1% chance).
_ASIDE = english_pattern(
    rf"{_COMMA.pattern}| -+ |--+|(?<=[a-z])-(?=\d)|[()\[\]]| (?:and|but|because|since|so) |"
    r"而且|并且|但是?|因为|所以"
)
_SURE = english_pattern(
    r"\b(?:sure|certain|certainly|confident|positive)\b|把握|肯定|确定|确信|一定"
)
_OF_IT = english_pattern(
    r"\b(?:chances?|odds|probability|likelihood|it's|it is|it'll|will|would|i'd|"
    r"more like|rather|closer to|nearer)\b|(?<!大)概率|可能性|几率|机率|机会|(?<!可)[会能]|是"
)
_AFFIRMS = english_pattern(
    r"\b(?:it|this|that|they) (?:will|does|is|do|can)\b|(?<![不机社大])会(?!议|上)"
)
"""That it comes true after all, beside a denial in another clause."""
_CORRECTS = re.compile(r"不[是对]")
"""What denies no event that is to come, but what somebody said of it."""
_HEDGED = english_pattern(
    r"\b(?:probably|likely|maybe|perhaps|possibly|might|may)\b|大概|可能|多半|应该|估计|也许|或许|恐怕"
)
_FULL_STOP = re.compile(r"[.!?;](?=\s|\Z)|[。！？；!?;]")

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
    r"by no means|nowhere near|no longer|un|only|whether|if|"
    r"(?:better|worse|more|less|lower|higher) than|above|below|over|under) \Z"
)
_ONLY_BESIDE = {"remote": re.compile(r" (?:chance|possibility|likelihood|probability|odds)")}

# Chinese

_HAN_MORE_OR_LESS = re.compile(
    r"(?:不|没|没有|未|非|别|无|难|很|极|非常|更|最|比较|挺|太|较|十分|越来越|有点|是否|是不是|可|"
    r"不是|并非|不敢|不能|不太|不怎么|能否|比|高于|低于|超过|不到)\Z"
)
_HAN_QUESTION = re.compile(
    r"(?:吗|么|不可能|与否)(?![\u3400-\u9fff])|[多强高大少低差小弱](?:一点|一些|点|些)|偏[上高强下低弱]"
)
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
    if match[0].endswith("不会"):
        # The denial is no part of what the band is of: 应该不会.
        ends -= len("不会")
    return _Word(begins, ends, scale, band)
