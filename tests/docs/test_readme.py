"""What the README shows is what happens, and what it names is there."""

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Command
from tests.docs.shown import Page, without_chance

PAGE = Page.at("README.md")
README = PAGE.text


def test_the_commands_go_as_shown(kg: Command, home: Path) -> None:
    (home / "panel.md").write_text(PAGE.transcript(), "utf-8")
    answers = [(words, without_chance(kg(*words).output, home)) for words, _ in PAGE.steps()]
    assert answers == PAGE.steps()
    assert len(answers) == 9


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (REPOSITORY / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)", README, re.MULTILINE))))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
