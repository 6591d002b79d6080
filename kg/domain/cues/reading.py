"""All sentences of a text, judged where they stand, and their order from the best."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.domain.cues.cue import Sign
from kg.domain.cues.matching import Mark
from kg.domain.cues.scoring import KINDS, Judgement, Kind, Place, judge
from kg.domain.sentences import Span

MOST_NAMES = 500
NAMED = 1.5
"""What the name of another speaker counts."""

_HAN_NAME = re.compile("[\u3400-\u9fff]{3}")


def judgements(
    text: str, sentences: Sequence[Span], part_of: Sequence[int], voices: Sequence[str]
) -> list[Judgement]:
    """What each sentence of `text` looks like.

    `part_of` has for each sentence the index of its part of the text, and `voices` for each part
    who speaks in it, or "" where nobody knows.
    """
    names, pattern = _names(voices)
    replies = [False] + [bool(one or other) and one != other for one, other in pairwise(voices)]
    found = []
    number, before = 0, -1
    for (begins, ends), part in zip(sentences, part_of, strict=True):
        number = number + 1 if part == before else 0
        before = part
        sentence = text[begins:ends]
        named = tuple(
            Mark(match[0], Sign.STANCE, NAMED, match.start(), match.end())
            for match in (pattern.finditer(sentence) if pattern else ())
            if voices[part] not in names[match[0]]
        )
        found.append(judge(sentence, Place(number, replies[part], named[:1])))
    return found


def ranked(found: Sequence[Judgement], kinds: Collection[Kind] = KINDS) -> list[int]:
    """The places in `found` of what looks like one of `kinds`, the best first, then in order.

    All kinds together make one list, in which each sentence stands once.
    """
    scores = [
        one.score if len(kinds) == len(KINDS) else max(one.scores[kind] for kind in kinds)
        for one in found
    ]
    best = sorted(range(len(found)), key=lambda place: -scores[place])
    return [place for place in best if scores[place] > 0]


def _names(voices: Sequence[str]) -> tuple[dict[str, set[str]], re.Pattern[str] | None]:
    """By which names speakers may be spoken of, each with who has it."""
    names: dict[str, set[str]] = {}
    for voice in dict.fromkeys(voices):
        for name in _called(voice):
            names.setdefault(name, set()).add(voice)
        if len(names) >= MOST_NAMES:
            break
    if not names:
        return {}, None
    longest_first = sorted(names, key=len, reverse=True)
    listed = "|".join(
        rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in longest_first
    )
    return names, re.compile(listed)


def _called(voice: str) -> list[str]:
    """The names in a label: of 颜水成 the given name, too; of Ada Lovelace both; else none."""
    if not voice or any(character.isdigit() for character in voice):
        return []
    if _HAN_NAME.fullmatch(voice):
        return [voice, voice[1:]]
    return [word for word in voice.split() if len(word) > 2 or (len(word) == 2 and word > "\u3400")]
