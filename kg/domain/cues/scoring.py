"""How much a sentence looks like a prediction, an agreement or a disagreement."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from kg.domain.cues.cue import Sign
from kg.domain.cues.matching import Mark, marks


class Kind(StrEnum):
    """What a sentence may be."""

    PREDICTION = "prediction"
    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"


KINDS = tuple(Kind)
STANCES = (Kind.AGREEMENT, Kind.DISAGREEMENT)

OWN = {
    Kind.PREDICTION: (Sign.PREDICTION, Sign.TIME),
    Kind.AGREEMENT: (Sign.AGREEMENT,),
    Kind.DISAGREEMENT: (Sign.DISAGREEMENT,),
}
"""The cues that speak for a kind alone."""

DECAY = 0.7
"""Each further cue for the same thing counts this much of what it would one place before."""

OPENING = (1.6, 1.2, 0.8, 0.5)
"""What the first sentences of a turn gain as stances when the turn before it is another's."""

SHORT = 8
"""In words. What a shorter sentence claims or foretells counts less."""


class Place(NamedTuple):
    """Where a sentence stands.

    `number` counts the sentences of its turn from 0; `reply` says that another speaks before that
    turn; `named` are the cues that are names of other speakers.
    """

    number: int = 0
    reply: bool = False
    named: tuple[Mark, ...] = ()


class Judgement(NamedTuple):
    """What a sentence looks like: a score for each kind, 0 where it does not; and the cues."""

    scores: dict[Kind, float]
    marks: list[Mark]

    @property
    def kind(self) -> Kind:
        """What it looks like most.

        What answers somebody without a word of agreement or disagreement is taken for the commoner
        of the two: agreement.
        """
        return max(KINDS, key=lambda kind: self.scores[kind])

    def may_be(self, kind: Kind) -> bool:
        """Whether something in it speaks for this kind, or it looks like it most."""
        said = any(mark.sign in OWN[kind] for mark in self.marks)
        return self.scores[kind] > 0 and (said or kind is self.kind)

    def cues(self, kind: Kind) -> list[Mark]:
        """What speaks for this kind: its own cues first, and of these the heaviest."""
        own = OWN[kind]
        near = (Sign.CLAIM, Sign.STANCE, Sign.REPLY) if kind in STANCES else (Sign.CLAIM,)
        speaking = [mark for mark in self.marks if mark.sign in (*own, *near)]
        return sorted(speaking, key=lambda mark: (mark.sign not in own, -mark.weight))

    @property
    def score(self) -> float:
        """How much it looks like any of them: a prediction, and one stance or the other."""
        return self.scores[Kind.PREDICTION] + max(self.scores[kind] for kind in STANCES)


def judge(sentence: str, place: Place | None = None) -> Judgement:
    """How much `sentence`, standing at `place`, looks like each kind.

    >>> judge("I'd bet it will be there within two years.").kind.value
    'prediction'
    >>> judge("我倒没有那么乐观。").kind.value
    'disagreement'
    """
    place = place or Place()
    found = sorted(
        [*_reply(place), *place.named, *marks(sentence)], key=lambda mark: (mark.begins, mark.ends)
    )
    sums = {sign: _sum(mark.weight for mark in found if mark.sign is sign) for sign in Sign}
    future = _sum(mark.weight for mark in found if mark.sign in OWN[Kind.PREDICTION])
    weight = min(1.0, _size(sentence) / SHORT)
    foretold = future + sums[Sign.CLAIM] - sums[Sign.PAST]
    answer = (sums[Sign.CLAIM] + sums[Sign.STANCE] + sums[Sign.REPLY]) * weight - sums[Sign.OTHER]
    scores = {Kind.PREDICTION: foretold * weight - sums[Sign.OTHER]}
    for kind in STANCES:
        scores[kind] = sums[OWN[kind][0]] + answer
    return Judgement({kind: max(0.0, round(scores[kind], 3)) for kind in KINDS}, found)


def _reply(place: Place) -> list[Mark]:
    if not place.reply or place.number >= len(OPENING):
        return []
    return [Mark("reply", Sign.REPLY, OPENING[place.number], 0, 0)]


def _sum(weights: Iterable[float]) -> float:
    """The weights together, the heaviest in full, so that long sentences do not win by length."""
    total, share = 0.0, 1.0
    for weight in sorted(weights, reverse=True):
        total += weight * share
        share *= DECAY
    return total


def _size(sentence: str) -> float:
    """How much there is in a sentence, in words; two Chinese characters make one."""
    wide = sum(1 for character in sentence if character >= "\u3400")
    return wide / 2 + sum(1 for word in sentence.split() if word[0] < "\u3400")
