"""What stands around a time in English: whether it is all that was said, or said of the past."""

import re

from kg.domain.horizons.plain import english_pattern

_SOME = (
    r"(?:well|so|i think|i guess|i'd say|i would say|i expect|we expect|maybe|perhaps|probably|"
    r"possibly|say|like|it's|it is|that's|it will be|it'll be|it|this|just|only|or|and|then|"
    r"the|anywhere|somewhere|certainly|hopefully|for sure|i believe|definitely|most likely|likely|"
    r"yeah|yes)"
)
FILLING = re.compile(rf"(?:[^\w]|(?<![a-z0-9'])(?:{_SOME})(?![a-z0-9']))*")
"""What only leads up to a time, or stands behind it without saying more."""

_FUTURE = english_pattern(
    r"(?<![\w'])(?:will|shall|would|could|can|cannot|may|might|should|must|going to|gonna|expect|"
    r"expects|predict|predicts|forecast|hope|bet|plan|plans|likely|unlikely|possible|until)(?!\w)|"
    r"'ll\b|won't\b"
)
_PAST = english_pattern(
    r"(?<![\w'])(?:was|were|had|did|(?:has|have) (?:been|never|not|already)|went|came|"
    r"became|saw|took|made|got|won|lost|said|grew|fell|rose|released|launched|announced|published|"
    r"founded|started|happened|worked|raised|shipped|beat|ago|already)(?!\w)|"
    r"\b(?:was|were|had|did|has|have)n't\b|'ve (?:never|not|been|already)\b"
)
_STOP = english_pattern(r"[.!?;](?: |\Z)")
AROUND = 80
"""So many letters before and behind a time tell whether the past is spoken of."""


def alone(letters: str, begins: int, ends: int) -> bool:
    """Whether nothing is said beside a time but what only leads up to it."""
    return (
        len(letters) - (ends - begins) <= AROUND
        and FILLING.fullmatch(letters, 0, begins) is not None
        and FILLING.fullmatch(letters, ends) is not None
    )


def looks_back(letters: str, begins: int, ends: int) -> bool:
    """Whether the sentence with a time has words for the past and none for what is to come.

    >>> looks_back("this year was good", 0, 9), looks_back("this year will be as last was", 0, 9)
    (True, False)
    """
    ahead = letters[ends : ends + AROUND]
    back = letters[max(0, begins - AROUND) : begins]
    stops = [stop.end() for stop in _STOP.finditer(back)]
    stop = _STOP.search(ahead)
    around = f"{back[stops[-1] if stops else 0 :]} | {ahead[: stop.start() if stop else None]}"
    return _PAST.search(around) is not None and _FUTURE.search(around) is None
