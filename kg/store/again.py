"""Doing a whole change again, where another one crossed it and the database undid it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from kg.errors import Crossed

TIMES = 6
"""How often something is tried at most."""

PAUSE = 0.05
"""Seconds that the first pause may last; each next one may last twice as long."""

P = ParamSpec("P")
T = TypeVar("T")


def again(
    work: Callable[[], T],
    unless: Callable[[], bool] = lambda: False,
    wait: Callable[[float], object] = time.sleep,
) -> T:
    """What `work` gives, which is done from its beginning each time that another change crosses it.

    It is not done again when `unless` says so: when somebody has seen a part of it.
    """
    for turn in range(TIMES - 1):
        try:
            return work()
        except Crossed:
            if unless():
                raise
            # Of two that crossed each other, by chance one is first the next time.
            wait(PAUSE * 2**turn * (0.2 + 0.8 * _chance()))
    return work()


def _chance() -> float:
    # Loading it takes longer than all else here, and is hardly ever wanted.
    from random import random

    return random()  # noqa: S311  # no secret is made of it


def repeatable(work: Callable[P, T]) -> Callable[P, T]:
    """Let a function that makes one change from its beginning to its end be done `again`."""

    @wraps(work)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        return again(lambda: work(*args, **kwargs))

    return done
