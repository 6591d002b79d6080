"""Words by which sentences that predict, agree or disagree can be told, and how much each says."""

from kg.domain.cues.matching import LANGUAGES, VERSION, Mark
from kg.domain.cues.reading import judgements, ranked
from kg.domain.cues.scoring import KINDS, STANCES, Judgement, Kind, Place, judge

__all__ = [
    "KINDS",
    "LANGUAGES",
    "STANCES",
    "VERSION",
    "Judgement",
    "Kind",
    "Mark",
    "Place",
    "judge",
    "judgements",
    "ranked",
]
