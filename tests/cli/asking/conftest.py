"""An editor for the command line, and what is kept of texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.asking.editors import Editor
from tests.conftest import REPOSITORY


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    folder = tmp_path / "editor"
    folder.mkdir()
    editor = Editor(folder)
    monkeypatch.setenv("EDITOR", editor.command)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.setattr("kg.cli.commands.claim.somebody_answers", lambda: True)
    return editor


@pytest.fixture
def drafts(home: Path) -> Callable[[], list[Path]]:
    return lambda: sorted((home / ".local" / "state" / "kg" / "edits").glob("*"))
