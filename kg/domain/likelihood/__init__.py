"""Likelihood: what words such as likely or 大概率, and spoken numbers, mean as probabilities."""

from kg.domain.likelihood.built_in import built_in, names, text_of
from kg.domain.likelihood.outcomes import outcome
from kg.domain.likelihood.reading import Reading, reading, unclear
from kg.domain.likelihood.scale import Band, Scale, read_scale

__all__ = [
    "Band",
    "Reading",
    "Scale",
    "built_in",
    "names",
    "outcome",
    "read_scale",
    "reading",
    "text_of",
    "unclear",
]
