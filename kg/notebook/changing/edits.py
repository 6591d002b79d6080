"""Changing some of a row's columns and keeping the rest."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from kg.domain.wording import Wording, wording

Given = TypeVar("Given")
Made = TypeVar("Made")


class Keep(Enum):
    """The value that stands for «as it is»; None would mean «empty»."""

    KEEP = "keep"


KEEP = Keep.KEEP


def unless_kept(value: Given | Keep, make: Callable[[Given], Made]) -> Made | Keep:
    """What `make` gives of a value, unless the value is to stay as it is."""
    return KEEP if isinstance(value, Keep) else make(value)


def reworded(old: Wording | None, new: str | Wording | None, what: str) -> Wording | None:
    """The old words with the new ones in place, language by language; none when `new` is empty."""
    return {**(old or {}), **wording(new, what)} if new else None


def set_changed(row: Any, **values: Any) -> None:
    """Set those columns of a row whose value is given and differs."""
    for name, value in values.items():
        if value is not KEEP and getattr(row, name) != value:
            setattr(row, name, value)
