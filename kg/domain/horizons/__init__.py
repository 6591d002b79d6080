"""Horizons: the time in which something is to come true, as spoken, in English and Chinese."""

from kg.domain.horizons.horizon import Horizon, said_in_words
from kg.domain.horizons.reading import read

__all__ = ["Horizon", "read", "said_in_words"]
