"""Finds of which some lie within or across others."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, TypeVar


class _Found(Protocol):
    @property
    def begins(self) -> int: ...

    @property
    def ends(self) -> int: ...


Found = TypeVar("Found", bound=_Found)


def apart(best_first: Iterable[Found]) -> list[Found]:
    """Those that do not overlap a better one, in the order in which they stand."""
    kept: list[Found] = []
    for one in best_first:
        at = bisect_left(kept, one.begins, key=lambda other: other.begins)
        after_last = at == 0 or kept[at - 1].ends <= one.begins
        before_next = at == len(kept) or one.ends <= kept[at].begins
        if after_last and before_next:
            kept.insert(at, one)
    return kept
