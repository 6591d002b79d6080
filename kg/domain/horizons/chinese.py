"""Times to come in Chinese, also those that name no time: 很快, 迟早, 长期来看."""

import re
from collections.abc import Iterator
from contextlib import suppress

from kg.domain.dates import PartialDate
from kg.domain.horizons import rules
from kg.domain.horizons.chinese_calendar import times
from kg.domain.horizons.chinese_context import AHEAD, alone
from kg.domain.horizons.chinese_lengths import lengths
from kg.domain.horizons.windows import Found, of_word

_SURE: tuple[tuple[rules.Vague, str], ...] = (
    (rules.NOT_SOON, r"还早(?!就)|为时尚早|言之(?:尚|过)早|(?:没有?|不会)(?:那么|这么)快"),
    (rules.FAR, r"遥遥无期|还(?:很|非常|十分)?遥?远(?![不没离])|遥远的?未来|猴年马月"),
    (rules.IMMINENT, r"即将|指日可待|近在眼前"),
    (rules.SOON, r"短期(?:内|之内|来看|看)|短时间内|近期内|不久(?:之后|以后|后)"),
    (rules.NEAR, r"不[久远]的?[将未]来"),
    (rules.MEDIUM, r"中期(?:来看|来说|看)"),
    (rules.FORESEEABLE, r"可预[见期]的?(?:未来|将来|时间内)"),
    (
        rules.OPEN,
        (
            r"迟早|早晚(?![餐饭班高课各市间])|[总终]会?有一天|有朝一日|终将|"
            r"(?:从?长期|从?长远|长线)(?:来看|来说|来讲|而言|看)|很长一?段?时间(?:之?内|里)"
        ),
    ),
)
# These say when something comes only where they stand before a word that says that it does.
_UNSURE: tuple[tuple[rules.Vague, str], ...] = (
    (rules.IMMINENT, r"马上|立刻|眼看"),
    (rules.SOON, r"(?<!得)很快|不久|近期|短期"),
    (rules.MEDIUM, r"中期"),
    (rules.OPEN, r"未来|将来|今后|日后|往后|以后|长期|长远"),
)
_PATTERNS = [
    (rule, re.compile(words), sure)
    for sure, table in ((True, _SURE), (False, _UNSURE))
    for rule, words in table
]


def found(letters: str, said: PartialDate) -> Iterator[Found]:
    """The times to come of which a text speaks."""
    yield from lengths(letters, said)
    yield from times(letters, said)
    for rule, pattern, sure in _PATTERNS:
        for match in pattern.finditer(letters):
            ends = match.end()
            if sure or AHEAD.match(letters, ends) or alone(letters, match.start(), ends):
                with suppress(OverflowError):
                    yield Found(match.start(), ends, of_word(said, rule))
