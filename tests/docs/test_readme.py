"""What the README shows is what happens, and what it names is there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Command

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def shown() -> list[tuple[list[str], str]]:
    """Every command that the README types, with what it says the command answers."""
    blocks = "".join(re.findall(r"```console\n(.*?)```", README, re.DOTALL))
    steps = re.split(r"^\$ kg ", blocks, flags=re.MULTILINE)[1:]
    return [(shlex.split(step.split("\n", 1)[0]), step.split("\n", 1)[1]) for step in steps]


def test_the_three_daily_jobs_go_as_shown(kg: Command, home: Path) -> None:
    answers = [(words, kg(*words).output.replace(str(home), "/home/you")) for words, _ in shown()]
    assert answers == shown()
    assert len(answers) == 6


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (REPOSITORY / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)", README, re.MULTILINE))))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
