"""Claims that say nearly the same as a statement.

They are found as fast in a large notebook as in a small one.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain.tokens import fold, tokens
from kg.store import names, search
from kg.store.models import Claim

LEAST = 80.0
"""How like a statement must be to be called so, in per cent."""

SHORTEST, SHORT = (12, 95.0), 24
"""Of so few letters a statement must be so much more like, up to as many as are short. In a short
one a letter or two are another word: AGI by 2030, ASI by 2030. A Chinese character is three."""

TOKENS = 48
"""At most so many tokens of a statement are looked up."""

FOUND = 250
"""At most so many claims are taken for each token, those added last."""

COMPARED = 150
"""At most so many claims are compared letter by letter."""


class Like(NamedTuple):
    """A claim, its statement in the language that is nearest, and how like it is, in per cent."""

    claim_id: int
    statement: str
    likeness: float


def like(session: Session, statement: str, limit: int = 3) -> list[Like]:
    """The claims that say nearly the same, the most like first.

    Those that say the same are found for certain. Likeness is the better of rapidfuzz's `ratio` and
    `token_sort_ratio` of the folded texts, from 80 per cent on, and more for short ones: see `bar`.
    Statements of which each names a number that the other does not are not alike: GPT-4 is not
    GPT-5. Compared are the claims that share the rarest tokens.
    """
    same = names.rows_called(session, "claim", statement)
    ids = list(dict.fromkeys([*same, *_candidates(session, statement)]))[:COMPARED]
    found = []
    for row_id, words in session.execute(
        select(Claim.id, Claim.statement).where(Claim.id.in_(ids))
    ):
        nearest = max(words.values(), key=lambda text: likeness(statement, text))
        if (how := likeness(statement, nearest)) >= bar(statement, nearest):
            found.append(Like(row_id, nearest, how))
    return sorted(found, key=lambda one: (-one.likeness, one.claim_id))[:limit]


def likeness(one: str, other: str) -> float:
    """How like two statements are, in per cent."""
    # rapidfuzz is wanted only here.
    from rapidfuzz import fuzz

    first, second = fold(one), fold(other)
    numbers, others = set(_NUMBER.findall(first)), set(_NUMBER.findall(second))
    if numbers - others and others - numbers:
        return 0.0
    return max(
        fuzz.ratio(first, second, score_cutoff=LEAST),
        fuzz.token_sort_ratio(first, second, score_cutoff=LEAST),
    )


def bar(one: str, other: str) -> float:
    """How like two statements must be to be called so: the more, the shorter the longer one is.

    >>> bar("AI is safe", "AI is unsafe"), bar("Prices will rise", "Rates will rise")
    (95.0, 90.0)
    """
    letters = max(sum(1 if one.isascii() else 3 for one in fold(text)) for text in (one, other))
    fewest, highest = SHORTEST
    share = min(1.0, max(0.0, (SHORT - letters) / (SHORT - fewest)))
    return LEAST + share * (highest - LEAST)


_NUMBER = re.compile(r"\d+")


def _candidates(session: Session, statement: str) -> Sequence[int]:
    """Numbers of claims that share tokens with a statement, those that share rare ones first."""
    weights: defaultdict[int, float] = defaultdict(float)
    for token in _telling(statement):
        ids = search.newest_with(session, [token], "claim", FOUND)
        for row_id in ids:
            weights[row_id] += 1 / (len(ids) + 2)
    best = nlargest(COMPARED, ((weight, row_id) for row_id, weight in weights.items()))
    return [row_id for _, row_id in best]


def _telling(statement: str) -> Sequence[str]:
    """The tokens to look a statement up by: the longest, or for Chinese some of each part."""
    found = [one for one in dict.fromkeys(tokens(statement)) if len(one) > 1]
    if len(found) <= TOKENS:
        return found
    words = sorted((one for one in found if one.isascii()), key=len, reverse=True)
    pairs = [one for one in found if not one.isascii()]
    step = max(1, len(pairs) * 2 // TOKENS)
    return [*words[: TOKENS // 2 if pairs else TOKENS], *pairs[::step]][:TOKENS]
