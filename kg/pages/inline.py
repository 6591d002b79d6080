"""What may stand inside a page without harm: data, styles and scripts, and the policy for them."""

import base64
import hashlib
import json
import math
import re
from typing import Any

from markupsafe import Markup

_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",  # so that no text can end the block or begin a comment
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def data_block(data: Any) -> Markup:
    """Data as JSON that can stand inside a script element, whatever the texts in it say.

    >>> print(data_block({"name": "</script>"}))
    {"name":"\\u003c/script\\u003e"}
    """
    text = json.dumps(_sound(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704  # every < > & is gone


def _sound(data: Any) -> Any:
    """Data without what JSON or UTF-8 cannot carry: halves of characters, infinite numbers."""
    match data:
        case str():
            return _SURROGATE.sub("\ufffd", data)
        case dict():
            return {_sound(key): _sound(value) for key, value in data.items()}
        case list() | tuple():
            return [_sound(item) for item in data]
        case float() if not math.isfinite(data):
            return None
    return data


def readable(text: str) -> str:
    """Text with a visible mark for each character that HTML cannot carry.

    >>> readable("a\\x00b")
    'a\ufffdb'
    """
    return _UNREADABLE.sub("\ufffd", text)


def fingerprint(code: str) -> str:
    """The source expression by which a policy allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(script: str, style: str) -> str:
    """A Content-Security-Policy that allows one script and one style, and no request at all."""
    rules = {
        "default-src": "'none'",
        "script-src": fingerprint(script),
        "style-src": fingerprint(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
