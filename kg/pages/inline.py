"""What may stand inside a page without harm: texts, styles and scripts, and the policy for them."""

import base64
import hashlib
import re
from collections.abc import Sequence

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def whole(text: str) -> str:
    """Text with a visible mark for each half of a character, which UTF-8 cannot carry."""
    return _SURROGATE.sub("\ufffd", text)


def readable(text: str) -> str:
    """Text with a visible mark for each character that HTML cannot carry.

    >>> readable("a\\x00b")
    'a\ufffdb'
    """
    return _UNREADABLE.sub("\ufffd", text)


def fingerprint(code: str) -> str:
    """The source expression by which a policy allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(scripts: Sequence[str], style: str) -> str:
    """A Content-Security-Policy that allows these scripts and one style, and no request at all."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(fingerprint, scripts)),
        "style-src": fingerprint(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "kg",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
