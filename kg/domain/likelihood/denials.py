"""Denials beside words of likelihood: probably not, 70% sure it won't, 大概率不会发生.

A denial that says no more than that it does not come true turns a likelihood round. One that has
words of its own, such as probably won't be cheap or 大概率不会那么快, may be said of what a
statement says or of its opposite, so that nobody knows of which of them the likelihood is.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from kg.domain.horizons.plain import english_pattern


class Kind(Enum):
    """What a denial denies."""

    PLAIN = auto()
    """That it comes true, and no more: it won't happen."""
    OWN = auto()
    """Something that it has words for: it won't be cheap."""
    OTHER = auto()
    """Something else: not 70 %, I don't think so."""
    ANSWER = auto()
    """What was said before, where a likelihood follows: no, I'd say 70 %."""


class Denial(NamedTuple):
    """A denial in `letters[begins:ends]`."""

    begins: int
    ends: int
    kind: Kind


_UNITS = r"(?:years?|months?|weeks?|days?|decades?|quarters?|century|centuries)"
_WHEN = (
    r"(?:(?:by|in|within|during|over|for|at) (?:about |around |late |early |mid-?)?"
    rf"(?:\d+|then|now|time|my|our|the (?:next|coming|near|foreseeable|end|middle|start|short|long|"
    rf"{_UNITS})|next|this|early|late|mid|year|(?:[a-z]+(?:[ -][a-z]+){{0,2}} )?{_UNITS}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|summer|spring|autumn|winter|christmas)"
    rf"[a-z]*)|(?:this|next) {_UNITS}|any ?time|any more|anymore|soon|ever|yet|again|though|either|"
    r"anyway|then|today|tomorrow|so soon|at all|after all|unfortunately|sadly|"
    r"(?:i|we|he|she|they) (?:think|guess|believe|reckon|say|said|suppose|fear)|i'd (?:say|guess))"
)
_STOPS = rf"(?=[^\w%]*\Z|[,.;:!?)\]]| ?[(\[]|[^\x00-\x7f]| ?-+ | {_WHEN}(?!\w))"
_COMES_TRUE = (
    r"(?:happen(?:s|ing)?|occur(?:s|ring)?|comes? (?:true|to pass|about|off)|materiali[sz]es?|"
    r"takes? place|"
    r"(?:be )?(?:the case|true)|be (?:so|it)|do (?:it|so|that|this)|"
    r"get (?:there|done)|be (?:done|reached)|"
    r"(?:see|reach|get) (?:it|this|that)|exists?|arrives?|comes?)"
)
_AND = r"(?: (?:ever|actually|really|even|also|just|be able to|be going to|going to|gonna|to))*"
_LIKELIHOOD = r"(?:likely|probable|probably|certain(?:ly)?|sure|possible|unlikely|improbable)"
_HEAD = (
    r"(?:(?:(?:is|are|am|was|will|would|does|do|did|could|can|may|might|should|must|has|have|'s|'re|"
    r"'ll) )?(?:not|never)|[a-z]{2,7}n't|cannot)"
)
_ASKED = (
    r"(?:(?:is|will|does|has|can|would|are|do) (?:it|that|this|they|we|you) not|"
    r"(?:is|wo|does|has|ca|would|are|do)n't (?:it|that|this|they|we|you(?: think| agree| say)?))"
)
_DENIALS = english_pattern(
    # What denies nothing that could come true.
    r"(?P<no_denial>(?<![\w'-])(?:"
    r"(?:do not|don't|does not|doesn't|can't|cannot|could not|couldn't) (?:really )?"
    r"(?:know|tell|say|be sure|rule)(?! (?:it|that) (?:won't|will not))|"
    r"(?:whether|or|if|than|why) not|not (?:only|just|to mention|an expert|even close)|"
    r"not (?:[a-z]+ )?(?:sure|certain)(?: about (?:it|this|that))?(?=[,.;:!?]| but|\Z)|"
    r"no (?:doubt|question|idea|matter|more than|less than|fewer than|later than|longer)|"
    r"without (?:a |any )?(?:doubt|question))|"
    # Very likely, is it not?
    rf"(?<=[,;] )(?:no|not so|{_ASKED})(?= ?\?)|(?<![\w'-]){_ASKED}(?= ?\?))|"
    r"(?P<answer>(?<![\w'-])(?<![^,.;:!?] )(?:(?:well|oh|but|and|so|um|uh|hm+),? )*"
    r"(?:no|nope|nah)(?:,? no)*(?=(?: ?[,:]| -+) ?[^ ]))|"
    r"(?P<asked>(?<![\w'-])no(?= ?\?))|"
    rf"(?P<plain>(?<![\w'-])(?:{_HEAD}{_AND}(?: {_COMES_TRUE})?(?: at all)?|no){_STOPS})|"
    r"(?P<other>(?<![\w'-])(?:"
    rf"{_HEAD}{_AND}(?= (?:(?:at all|very|so|too|all that|really|quite|exactly|particularly|be|"
    rf"almost|nearly|virtually|extremely|highly) )*{_LIKELIHOOD}(?!\w)|"
    r" (?:an? |even |quite |the )?[\d%]|"
    rf" (?:very|so|too|that|much|really|quite|by much){_STOPS}|"
    r" (?:think|believe|expect|see|find|consider|suppose|buy|say|call|bet|put)(?!\w))|"
    r"(?:no|neither|nor|nobody|none|nothing|without|doubt|doubts|doubtful|unable|hardly|scarcely)(?![\w'-])))|"
    rf"(?P<own>(?<![\w'-]){_HEAD}{_AND}(?: [a-z']+){{1,2}})"
)

_HAN = "[\u3400-\u9fff]"
_HAN_COMES_TRUE = (
    r"(?:发生|出现|实现|成真|成为现实|变成现实|变为现实|兑现|到来|来临|达成|达到|完成|成立|存在|有|"
    r"是这样|这样|如此|是|来)"
)
_HAN_WHEN = (
    rf"(?:在{_HAN}{{1,8}}?(?:之前|以前|之内|以内|前|内|里|年|底)|在\d{{4}}年?(?:底|之?前|内)?)"
)
_HAN_STOPS = rf"(?:的话)?(?:吧|了|啊|呢|的|啦|呀|嘛)*(?!{_HAN}|\w)"
_HAN_DENIALS = re.compile(
    r"(?P<answer>(?<![^,。;:!?.])(?:不是|不对|没有|没|不(?:,?不)*)[的吧啊呀哦]?(?=[,:]))|"
    # 一成把握都没有 is less than that.
    r"(?P<less>(?<=[握率能会算心性])[都也]没有?)|"
    r"(?P<no_denial>(?:不是|不对)[吗么嘛](?![\u3400-\u9fff])|不过|不但|不仅|不光|不管|不论|无论|不好说|说不好|不知道?|不清楚|不(?:是|太|敢|能)?"
    r"(?:很|太)?确定|不敢说|不敢保证|不错|不用说|不瞒|不妨|不出(?:意外|所料)|差不多|是不是|对不对|要不|"
    r"不到|不足|不超过|不低于|不少于|不止|不只|不久|没错|没(?:有)?(?:问题|关系|意外)|毫无疑问|无疑|未来|未免)|"
    rf"(?P<plain>(?:不(?:太|大)?(?:可能|会)|不行|不能|不成|不是|没有?|无法|没法|未能|难以)(?:再|真的|真|能|会|去|被)*"
    rf"{_HAN_WHEN}?{_HAN_COMES_TRUE}?{_HAN_STOPS}|"
    rf"不(?:发生|出现|成立|实现|存在){_HAN_STOPS}|(?:实现|做|办|达|完成|到|发生|成)不(?:到|了|成){_HAN_STOPS})|"
    rf"(?P<own>(?:不(?:太|大)?会|不能|不再|不让|没法|没有(?!可能|[一二两三四五六七八九十百\d])|无法|未能|难以|不是){_HAN}{{1,12}})|"
    r"(?P<other>不|没(?![准])|别(?!人)|无法|尚未|未能|难以|并非)"
)


_KINDS = {"plain": Kind.PLAIN, "own": Kind.OWN, "answer": Kind.ANSWER}


def denials(letters: str) -> Iterator[Denial]:
    """What is denied in plain letters, in the order in which it stands.

    >>> [one.kind.name for one in denials("it won't happen, or it won't be cheap")]
    ['PLAIN', 'OWN']
    """
    for pattern in (_DENIALS, _HAN_DENIALS):
        for match in pattern.finditer(letters):
            if match.lastgroup and match.lastgroup != "no_denial":
                kind = _KINDS.get(match.lastgroup, Kind.OTHER)
                yield Denial(*match.span(), kind)
