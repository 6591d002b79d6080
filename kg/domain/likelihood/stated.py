"""Probabilities spoken as numbers: 70 %, 七成, seven in ten, 50/50, two to one against."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from kg.domain.horizons import numbers
from kg.domain.horizons.chinese_context import FILLING as FILLING_IN_CHINESE
from kg.domain.horizons.chinese_context import alone as alone_in_chinese
from kg.domain.horizons.english_context import FILLING as FILLING_IN_ENGLISH
from kg.domain.horizons.english_context import alone as alone_in_english
from kg.domain.horizons.english_context import looks_back
from kg.domain.horizons.plain import english_pattern
from kg.domain.likelihood.denials import Kind, denials

EVEN = Fraction(1, 2)
ABOUT = Fraction(1, 20)
"""About 70 % is from 65 to 75: people who mean less say the number alone. Just under it is half."""

AROUND = 40


class Stated(NamedTuple):
    """A probability in `letters[begins:ends]`."""

    begins: int
    ends: int
    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """Half way between."""
        return (self.low + self.high) / 2


# What makes a share a probability: 70 % of jobs is none.
_CHANCE = (
    r"(?:chances?|probability|probabilities|likelihood|odds|likely|sure|certain|confident|"
    r"confidence|credence|shot|possibility)"
)
_BEHIND = english_pattern(
    rf"(?: or (?:more|less|so|higher|lower|better))?[ -](?:[a-z]+ )?{_CHANCE}(?!\w)|"
    r"(?:以上|以下|左右|上下|多)?的?(?:把握|概率|可能|几率|机率|机会|胜算|信心|不?会(?![议员计长])|不?可?能)"
)
_AHEAD = english_pattern(
    rf"(?<!\w){_CHANCE}(?: of (?:[a-z]{{1,15}} ?){{1,4}})?"
    r"(?: (?:is|are|at|as|of|that|would be|to be)){0,3}[:=]?"
    r"(?: (?:about|around|roughly|maybe|perhaps|only|just|over|under|at least|at most|more than|"
    r"less than|say|like|between)){0,3} ?\Z|"
    r"(?<!\w)(?:i'd (?:say|guess|bet)|i would say|i'd put it at|put (?:it|that|this) at|"
    r"i'd give it|give (?:it|that|this)|i'm|i am)(?: [a-z]{1,8}){0,2}(?: an?)? \Z|"
    r"(?<!\w)p(?:\([^()]{1,20}\))?(?: of| is|:| ?=| ?~)? ?\Z|"
    r"(?:概率|可能性|把握|几率|机率|机会|胜算|信心)[是在有为:约达]{0,2}(?:大概|大约|差不多|至少|最多|"
    r"不到|超过|只有|低于|高于)?\Z"
)
_LOWER = (
    r"at least|(?:more|better|higher|greater) than|over|above|upwards of|north of|no less than|"
    r">=?|≥"
)
_UPPER = r"at most|(?:less|worse|lower) than|under|below|up to|no more than|<=?|≤"
_ROUGHLY = r"about|around|roughly|approximately|maybe|some|~"
_HAN_LOWER = r"至少|起码|超过|高于|大于"
_HAN_UPPER = r"不到|低于|小于|不超过|最多|至多|不足"
_HAN_ROUGHLY = r"大约|大概|约|差不多|接近|将近"
_A_BIT = r"(?:just|slightly|somewhat|barely|marginally|narrowly|an? (?:bit|little|touch|tad|shade))"
_HAN_A_BIT = r"(?:略微?|稍微?|刚刚?)"
_BOUND = english_pattern(
    rf"(?:(?P<below>{_A_BIT} (?:(?:{_UPPER})|short of)|nearly|almost|not quite|"
    rf"{_HAN_A_BIT}(?:{_HAN_UPPER}|少于))|"
    rf"(?P<beyond>{_A_BIT} (?:{_LOWER})|{_HAN_A_BIT}(?:{_HAN_LOWER}|过|多于))|"
    rf"(?P<lower>{_LOWER}|{_HAN_LOWER})|(?P<upper>{_UPPER}|{_HAN_UPPER})|"
    rf"(?P<about>{_ROUGHLY}|{_HAN_ROUGHLY})) ?(?:an? )?\Z"
)
_OR_RATHER = rf",? (?:(?:or|maybe|but|perhaps|probably|if anything) ){{0,2}}{_A_BIT}"
_BOUND_BEHIND = english_pattern(
    r"(?P<lower> or (?:more|higher|better)|\+|以上)|(?P<upper> or (?:less|lower)|以下)|"
    r"(?P<about> or so|左右|上下)|"
    rf"(?P<below>{_OR_RATHER} (?:less|lower|worse|under|below)(?! (?:likely|than))|"
    r"少一点|略少|偏低)|"
    rf"(?P<beyond>{_OR_RATHER} (?:more|higher|better|over|above)(?! (?:likely|than))|"
    r"多一点|略多|出头|偏高)"
)
_PER_CENT = r" ?(?:%|per ?cent(?!\w)|pct(?!\w))"
_FIGURES = r"\d{1,3}(?:\.\d{1,3})?"
_NUMBER = rf"(?:{_FIGURES}|{numbers.ENGLISH})"
_CHINESE = r"[零一二两三四五六七八九十百]{1,4}"
_TENTH = r"[一二两三四五六七八九十\d]"
_OF_WHAT = r"(?! ?(?:of(?! (?:it|that happening|success)(?!\w))|per(?!\w)|的(?![可把概几机胜信])))"
_SHARE = english_pattern(
    rf"(?<![\w.$€£¥])(?:(?:between|from) )?(?P<low>{_NUMBER})"
    rf"(?:(?:{_PER_CENT})? ?(?:-|~|to|or|and|到|至) ?(?P<high>{_NUMBER}))?{_PER_CENT}{_OF_WHAT}|"
    rf"百分之(?P<zh>{_CHINESE}|{_FIGURES})"
    rf"(?:(?:到|至|-|~)(?:百分之)?(?P<zh2>{_CHINESE}|{_FIGURES}))?|"
    rf"(?<![第一二三四五六七八九十\d变完组达])(?P<tenth>{_TENTH})"
    rf"(?:(?:到|至|-|~|,)?(?P<tenth2>{_TENTH}))?"
    r"成(?!不变|的(?![可把概几机胜信])|[功本员为立长年果就熟绩交分品套都份因型千事形语人])(?P<half>[一二三四五六七八九半](?![成十百千万]))?"
)
_IN = english_pattern(
    rf"(?<![\w.])(?P<low>{_NUMBER})(?P<times> times)?(?: in | out of |/)"
    rf"(?P<of>a (?:hundred|thousand|million|billion)|{numbers.ENGLISH}|\d{{1,7}})(?![\w/.]*\d)"
)
_EVEN = english_pattern(
    r"(?<![\w/])(?:50 ?[/-] ?50|fifty[- ]fifty)(?![\w/])|"
    r"(?<!\w)(?:a )?(?:coin[- ](?:flip|toss)|toss-?up)(?!\w)|"
    r"一半的?(?:把握|概率|可能|几率|机率|机会)"
)
_HAN_EVEN = r"(?:五五开?|一半一半|对半开)"
_SOME = r"一点儿?|一些|一丁点|点儿?|些"
_BESIDE_EVEN = re.compile(
    rf"比{_HAN_EVEN}(?:还|要|再|稍微?|略微?)*(?P<than>[强高大好多低差小少弱])(?P<some>{_SOME})?(?![得很])|"
    rf"(?P<bit>略微?|稍微?)?(?P<of>高于|低于|超过|不到|好于|差于){_HAN_EVEN}|"
    rf"{_HAN_EVEN}(?:再|略微?|稍微?|还)*(?:(?P<and>[强高大好多低差小少弱])(?:{_SOME})|偏(?P<to>[上高强下低弱]))"
)
_ODDS = english_pattern(
    rf"(?<![\w.])(?P<one>{_NUMBER})(?: to |:|-to-)(?P<other>{_NUMBER})(?: odds)?"
    r" (?:(?P<against>against)|on(?!\w)|in favou?r)"
)
_DECIMAL = english_pattern(r"(?<![\w.])(?:0?\.\d{1,4}|0|1(?:\.0+)?)(?![\w.%])")
_NINE_OF_TEN = english_pattern(r"十有八九|八九不离十|十之八九")
_ANOTHER_SHARE = english_pattern(r"%|per ?cent|pct|百分之|成(?=[,.;:?!()]|以|左)")
_SET_APART = re.compile(
    r"[^,.;:!?()\[\]]*?(?: ?[,:(\[]| -+) ?(?:(?:rather|more like|closer to|nearer) )?"
    rf"(?:{FILLING_IN_ENGLISH.pattern}|{FILLING_IN_CHINESE.pattern})"
)
"""What stands between a denial and a number beside it, such as a time and a comma."""
_FILLINGS = (FILLING_IN_ENGLISH, FILLING_IN_CHINESE)
_BIG = {"a hundred": 100, "a thousand": 1000, "a million": 10**6, "a billion": 10**9}


def stated(letters: str) -> Iterator[Stated]:
    """The probabilities that are spoken as numbers."""
    for match in _SHARE.finditer(letters):
        yield from _said(letters, match, _share(match))
    for match in _IN.finditer(letters):
        yield from _said(letters, match, _ratio(match), sure=match["times"] is not None)
    for match in _EVEN.finditer(letters):
        yield from _said(letters, match, (EVEN, EVEN), sure=True)
    yield from map(_beside_even, _BESIDE_EVEN.finditer(letters))
    for match in _NINE_OF_TEN.finditer(letters):
        yield Stated(*match.span(), Fraction(4, 5), Fraction(9, 10))
    for match in _ODDS.finditer(letters):
        one, other = numbers.english(match["one"]), numbers.english(match["other"])
        if one and other and one.low + other.low:
            against = match["against"] is not None
            found = (other if against else one).low / (one.low + other.low)
            yield Stated(*match.span(), found, found)
    for match in _DECIMAL.finditer(letters):
        if "." in match[0]:
            number = Fraction(match[0])
            yield from _said(letters, match, (number, number))


def _said(
    letters: str,
    match: re.Match[str],
    found: tuple[Fraction, Fraction] | None,
    *,
    sure: bool = False,
) -> Iterator[Stated]:
    """A number where it is said to be a probability, with what bounds it."""
    if found is None or not 0 <= found[0] <= found[1] <= 1:
        return
    begins, ends = match.span()
    before = letters[max(0, begins - AROUND) : begins]
    lead, tail = _BOUND.search(before), _BOUND_BEHIND.match(letters, ends)
    if lead:
        begins -= len(lead[0])
    if tail:
        ends = tail.end()
    if not (sure or _is_chance(letters, begins, ends)):
        return
    names = {
        name for one in (lead, tail) if one for name, words in one.groupdict().items() if words
    }
    low, high = found
    if len(names) > 1:
        return
    if "lower" in names:
        high = Fraction(1)
    elif "upper" in names:
        low = Fraction(0)
    elif "below" in names:
        low = max(Fraction(0), low - ABOUT)
    elif "beyond" in names:
        high = min(Fraction(1), high + ABOUT)
    elif "about" in names:
        low, high = max(Fraction(0), low - ABOUT), min(Fraction(1), high + ABOUT)
    yield Stated(begins, ends, low, high)


def _is_chance(letters: str, begins: int, ends: int) -> bool:
    before = letters[max(0, begins - AROUND) : begins]
    return (
        _BEHIND.match(letters, ends) is not None
        or _AHEAD.search(before) is not None
        or alone_in_english(letters, begins, ends)
        or alone_in_chinese(letters, begins, ends)
        or _beside_a_denial(letters, begins, ends)
    )


def _beside_a_denial(letters: str, begins: int, ends: int) -> bool:
    """Whether all else that is said is that it does not come true, or no: no, 10%."""
    if begins > 2 * AROUND or _ANOTHER_SHARE.search(letters, 0, begins):
        return False
    if looks_back(letters, begins, ends):
        return False
    closed = letters.startswith((")", "]"), ends)
    if not (closed or any(one.fullmatch(letters, ends) for one in _FILLINGS)):
        return False
    return any(
        denial.kind is Kind.PLAIN or (denial.kind is Kind.ANSWER and not denial.begins)
        for denial in denials(letters[: ends + 1])
        if denial.ends <= begins and _SET_APART.fullmatch(letters, denial.ends, begins)
    )


def _share(match: re.Match[str]) -> tuple[Fraction, Fraction] | None:
    """60-70 %, 百分之七十, 七八成."""
    if match["low"]:
        low, high = _per_cent(match["low"]), _per_cent(match["high"] or match["low"])
    elif match["zh"]:
        low, high = _per_cent(match["zh"]), _per_cent(match["zh2"] or match["zh"])
    else:
        low, high = _tenth(match["tenth"]), _tenth(match["tenth2"] or match["tenth"])
        more = Fraction()
        if match["half"]:
            more = ABOUT if match["half"] == "半" else (_tenth(match["half"]) or more) / 10
        if low is not None and high is not None:
            low, high = low + more, high + more
    return None if low is None or high is None else (low, high)


def _per_cent(words: str) -> Fraction | None:
    if re.fullmatch(_FIGURES, words):
        return Fraction(words) / 100
    count = numbers.english(words) if words[0].isascii() else numbers.chinese(words)
    return None if count is None or count.low != count.high else count.low / 100


def _tenth(words: str) -> Fraction | None:
    count = numbers.chinese(words)
    return None if count is None else count.low / 10


def _beside_even(match: re.Match[str]) -> Stated:
    """比五五开强一点, 略低于五五开, 五五开偏上."""
    name = next(way for way in ("than", "of", "and", "to") if match[way])
    more = match[name][0] in "强高大好多超上"
    bit = match["bit"] or match["some"] or name in ("and", "to")
    edge = ABOUT if bit else EVEN
    low, high = (EVEN, EVEN + edge) if more else (EVEN - edge, EVEN)
    return Stated(*match.span(), low, high)


def _ratio(match: re.Match[str]) -> tuple[Fraction, Fraction] | None:
    """Seven in ten, one in a million, 9 out of 10."""
    low = numbers.english(match["low"])
    of = match["of"]
    if of in _BIG:
        size = Fraction(_BIG[of])
    elif of.isdecimal():
        size = Fraction(of)
    else:
        count = numbers.english(of)
        size = count.low if count else Fraction()
    if low is None or low.low != low.high or low.low >= size:
        return None
    return low.low / size, low.low / size
