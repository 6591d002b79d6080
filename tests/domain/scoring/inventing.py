"""Forecasts that hypothesis invents, and forecasters that chance does."""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from kg.domain.scoring import Scored, Spread

shares = st.floats(0, 1)
probabilities = shares | st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
outcomes = st.sampled_from([0.0, 1.0]) | st.sampled_from([0.5, 0.25, 0.8])
pairs = st.lists(st.tuples(probabilities, outcomes), min_size=1, max_size=40)
edges = st.lists(shares, unique=True, max_size=6).map(sorted)
spreads = st.lists(shares, min_size=3, max_size=3).map(lambda ends: Spread(*sorted(ends)))
days = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@st.composite
def records(draw, questions=3):
    """Forecasts on a few questions, some of them late and some without a date."""
    decided = [draw(days) for _ in range(questions)]
    came = [draw(outcomes) for _ in range(questions)]
    rows = []
    for _ in range(draw(st.integers(1, 12))):
        question = draw(st.integers(0, questions - 1))
        rows.append(
            Scored(
                probability=draw(spreads),
                outcome=came[question],
                made=draw(st.none() | days),
                decided=decided[question],
                question=question,
            )
        )
    return rows


def calibrated(generator: np.random.Generator, said: np.ndarray) -> list[tuple[float, float]]:
    """Forecasts of which as many come true as their probabilities say."""
    came = generator.random(len(said)) < said
    return list(zip(said.tolist(), came.astype(float).tolist(), strict=True))


ICD_203 = (0.03, 0.125, 0.325, 0.5, 0.675, 0.875, 0.97)
"""The middles of its seven bands, from "almost no chance" to "almost certain"."""

FORECASTERS = {
    "seven words": lambda generator, size: generator.choice(ICD_203, size),
    "tens of per cent": lambda generator, size: generator.integers(0, 11, size) / 10,
    "never the same twice": lambda generator, size: generator.random(size),
}
"""What somebody says: so many probabilities, drawn at random."""
