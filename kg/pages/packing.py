"""Data in few bytes: lists of records as columns, repeated texts once, all of it compressed.

`kg/pages/browser/src/unpack.js` reads what is written here. A packed document is a list of texts
that occur several times, and a value:

- a text, number or truth value as it is, null for what is missing;
- ``{"t": n}`` for the n-th of these texts;
- ``{"o": {key: value}}`` for an object;
- ``{"l": [value, …]}`` for a list of values of different sorts;
- a column for a list of one sort: ``{"v": […]}`` holds numbers and truth values as they are,
  ``{"m": […]}`` texts, numbers in place of repeated ones, ``{"s": […]}`` repeated ones alone, with
  -1 for what is missing, ``{"d": […]}`` each number less the one before it,
  ``{"n": [lengths or -1], "of": column}`` lists, one after the other in a single column, and
  ``{"r": rows, "no": [absent rows], "of": {key: column}}`` objects.
"""

import base64
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.pages.inline import whole

OFTEN = 12


def compressed(data: Any) -> str:
    """Data as base64 of gzip of what `packed` makes of it; the same data gives the same text."""
    text = json.dumps(packed(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return squeezed(text)


def squeezed(text: str) -> str:
    """Text as base64 of gzip, which bears no time; halves of characters are marked."""
    packed = gzip.compress(whole(text).encode(), compresslevel=9, mtime=0)
    return base64.b64encode(packed).decode()


def packed(data: Any) -> dict[str, Any]:
    """Data as JSON holds it, as the repeated texts and the value; keys without one are left out.

    Numbers that are infinite or none are missing.
    """
    counts = Counter(_texts(data))
    # What is frequent has short numbers; what is not stands near to what it came with.
    often = [text for text, n in counts.most_common() if n >= OFTEN]
    repeated = dict.fromkeys([*often, *(text for text, n in counts.items() if n > 1)])
    return {"texts": list(repeated), "value": _Packer(list(repeated)).value(data)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


class _Packer:
    def __init__(self, repeated: Sequence[str]) -> None:
        self._number = {text: n for n, text in enumerate(repeated)}

    def value(self, value: Any) -> Any:
        if isinstance(value, str):
            known = self._number.get(value)
            return value if known is None else {"t": known}
        if isinstance(value, Mapping):
            return {"o": {key: self.value(one) for key, one in value.items() if one is not None}}
        if isinstance(value, Sequence):
            column = self._column(value)
            return {"l": [self.value(one) for one in value]} if column is None else column
        return _finite(value)

    def _column(self, values: Sequence[Any]) -> dict[str, Any] | None:
        present = [value for value in values if value is not None]
        if all(isinstance(value, str) for value in present):
            known = [self._number.get(value, -1) for value in values]
            # Some of them are repeated: those stand as numbers, all others as they are.
            if present and sum(n >= 0 for n in known) == len(present):
                return {"s": known}
            return {"m": [n if n >= 0 else v for n, v in zip(known, values, strict=True)]}
        if all(isinstance(value, int | float) for value in present):
            return _numbers(values)
        if all(isinstance(value, Mapping) for value in present):
            return self._rows(values)
        if all(isinstance(value, list | tuple) for value in present):
            inner = [one for value in present for one in value]
            column = self._column(inner)
            lengths = [-1 if value is None else len(value) for value in values]
            return None if column is None else {"n": lengths, "of": column}
        return None

    def _rows(self, values: Sequence[Any]) -> dict[str, Any] | None:
        keys = dict.fromkeys(key for value in values if value is not None for key in value)
        columns = {}
        for key in keys:
            cells = [None if value is None else value.get(key) for value in values]
            column = self._column(cells)
            if column is None:
                return None
            columns[key] = column
        absent = [n for n, value in enumerate(values) if value is None]
        return {"r": len(values), "no": absent, "of": columns}


def _numbers(values: Sequence[Any]) -> dict[str, Any]:
    if len(values) > 1 and all(type(value) is int for value in values):
        steps = [values[0], *(b - a for a, b in pairwise(values))]
        if sum(map(len, map(str, steps))) < sum(map(len, map(str, values))):
            return {"d": steps}
    return {"v": [_finite(value) for value in values]}


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
