"""What tests of formats share: a file is written, and taken into a notebook."""

import json
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def imported(kg: Any, home: Any) -> Callable[..., Any]:
    """Imports a text, bytes or JSON as a file of a name: `imported(data, "a.json", "--dry-run")`."""

    def take(data: Any, name: str, *words: str, **how: Any) -> Any:
        text = data if isinstance(data, str | bytes) else json.dumps(data)
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if not (home / "notebook.db").exists():
            kg("init")
        return kg("import", name, *words, **how)

    return take
