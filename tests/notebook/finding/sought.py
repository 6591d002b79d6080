"""Rows to be found."""

from itertools import count

from kg.store.models import Claim

NUMBERS = count(1)


def uid():
    return f"u{next(NUMBERS)}"


def claim(**statement):
    return Claim(uid=uid(), kind="fact", weight="main", statement=statement, tags=[])
