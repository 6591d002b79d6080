"""What the ratings of ClaimReviews come to as verdicts, and verdicts as ratings."""

from typing import Any

from kg.domain.keys import key
from kg.domain.vocabulary import Outcome

WORDS = {
    word: outcome
    for outcome, words in {
        Outcome.RIGHT: "true correct accurate right 真 属实 正确",
        Outcome.WRONG: "false incorrect inaccurate wrong fake pants-on-fire not-true fabricated "
        "假 错误 不实 谣言",
        Outcome.PARTLY: "mostly-true half-true mostly-false partly-true partly-false mixture mixed "
        "partially-true partially-false misleading barely-true missing-context half-truth 部分属实",
        Outcome.UNCLEAR: "unproven unverified unclear unsupported",
        Outcome.VOID: "void satire labeled-satire",
    }.items()
    for word in words.split()
}
"""What a rating's words come to; those that are not here are decided by its number, or unclear."""

_RATINGS = {
    "right": ("True", 5.0),
    "wrong": ("False", 1.0),
    "partly": ("Partly true", None),
    "unclear": ("Unproven", None),
    "void": ("Void", None),
}


def judged(
    words: str | None, value: float | None, low: float | None, high: float | None
) -> tuple[Outcome, float | None]:
    """What a rating comes to, and how much of it when that is partly.

    >>> judged("Mostly True", 4, 1, 5), judged("Three Pinocchios", None, None, None)
    ((<Outcome.PARTLY: 'partly'>, 0.75), (<Outcome.UNCLEAR: 'unclear'>, None))
    """
    known = WORDS.get(key(words or "").rstrip("-"))
    share = None
    if value is not None and low is not None and high is not None and low != high:
        share = round((value - low) / (high - low), 4)
        share = share if 0 <= share <= 1 else None
    if known is None and share is not None and value != -1.0:
        known = {0.0: Outcome.WRONG, 1.0: Outcome.RIGHT}.get(share, Outcome.PARTLY)
    if known is Outcome.PARTLY:
        return known, share
    return known or Outcome.UNCLEAR, None


def rating_of(resolution: dict[str, Any]) -> tuple[str, float | None]:
    """The words and the number, from 1 to 5, of a verdict; no number where it says nothing."""
    words, value = _RATINGS[resolution["outcome"]]
    if resolution["outcome"] == "partly" and resolution.get("fraction") is not None:
        value = 1 + 4 * resolution["fraction"]
    return words, value
