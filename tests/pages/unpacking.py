"""Reads what `kg.pages.packing` writes, as the page's script does."""

import base64
import gzip
import json
import re
from typing import Any


def data_of(page: str) -> Any:
    """The data that a page holds."""
    (text,) = re.findall(r'<script type="application/gzip" id="data">(.*?)</script>', page)
    return unpacked(json.loads(gzip.decompress(base64.b64decode(text))))


def unpacked(told: dict[str, Any]) -> Any:
    """The value that was packed, without the keys that had none."""
    return _value(told["value"], told["texts"])


def _value(told: Any, texts: list[str]) -> Any:
    if not isinstance(told, dict):
        return told
    if "t" in told:
        return texts[told["t"]]
    if "o" in told:
        return {key: _value(one, texts) for key, one in told["o"].items()}
    if "l" in told:
        return [_value(one, texts) for one in told["l"]]
    return _column(told, texts)


def _column(told: Any, texts: list[str]) -> list[Any]:
    match told:
        case {"v": values}:
            return list(values)
        case {"m": values}:
            return [texts[one] if isinstance(one, int) else one for one in values]
        case {"s": numbers}:
            return [None if n < 0 else texts[n] for n in numbers]
        case {"d": steps}:
            return [sum(steps[: n + 1]) for n in range(len(steps))]
        case {"n": lengths, "of": column}:
            rest = iter(_column(column, texts))
            return [None if n < 0 else [next(rest) for _ in range(n)] for n in lengths]
        case {"r": rows, "no": absent, "of": columns}:
            made: list[Any] = [None if n in absent else {} for n in range(rows)]
            for key, column in columns.items():
                for record, cell in zip(made, _column(column, texts), strict=True):
                    if cell is not None:
                        record[key] = cell
            return made
    raise AssertionError(told)
