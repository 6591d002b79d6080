"""Words that the tests of this floor share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kg.errors import KgError

TODAY = date(2026, 11, 23)


def refusal(call: Callable[..., Any], *details: Any, **more: Any) -> str:
    """What is said when something is refused."""
    with pytest.raises(KgError) as refused:
        call(*details, **more)
    return str(refused.value)
