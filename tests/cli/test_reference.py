"""The command reference: kg.cli.reference."""

from kg.cli.reference import commands, reference
from tests.conftest import REPOSITORY


def test_the_page_is_what_the_commands_say_now():
    page = (REPOSITORY / "docs" / "commands.md").read_text("utf-8")
    assert page == reference(), "Run python -m kg.cli.reference > docs/commands.md"


def test_the_page_has_every_command():
    page = reference()
    for words, _ in commands():
        assert f"# {words}\n" in page
