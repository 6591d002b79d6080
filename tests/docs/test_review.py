"""docs/review.md: its screen is the one that is shown, and its keys are those of the help."""

import re
from datetime import date
from pathlib import Path

from kg.cli.reviewing.review import Review
from kg.cli.reviewing.view import HELP, painted
from kg.notebook.review import due
from kg.notebook.review.walk import Walk
from kg.store import database as databases
from tests.conftest import TODAY, Command
from tests.docs.shown import Page

PAGE = Page.at("docs/review.md").text


def lay(kg: Command) -> None:
    """The notebook whose review the page shows."""
    kg("init")
    kg(
        *(
            "add",
            "Catching up to o1 takes years",
            "--zh",
            "追赶 o1 需要数年",
            "--speaker",
            "颜水成",
        ),
        *("--about", "o1", "--said", "2024-09-14", "--quote", "以年为单位"),
        *("--source", "Round table", "--by", "2026-09"),
    )
    kg("source", "edit", 1, "--url", "https://example.org/talk")
    kg("prediction", "edit", 1, "--criteria", "no peer in the arena by then")
    kg("prediction", "edit", 1, "--horizon", "以年为单位")
    kg("predict", 1, "--by", "2025-09", "--criteria", "sold as a product by nobody else")
    kg("resolve", 2, "wrong", "--on", "2025-09-01")
    kg("add", "Catching up to o1 takes months", "--speaker", "汪华", "--said", "2024-09-14")
    kg("predict", 2, "--by", "2026-10", "--criteria", "a peer in the arena")
    kg("disagree", 1, "汪华", "--said", "2024-09-14", "--quote", "没那么久")
    kg("link", "add", 2, "opposes", 1, "--note", "years or months")
    kg("forecast", 1, "颜水成", "80%", "--on", "2024-09-14")


def test_the_screen_is_the_one_that_is_shown(kg: Command, home: Path) -> None:
    lay(kg)
    today = date.fromisoformat(TODAY)
    notebook = databases.open(home / "notebook.db")
    with notebook.read() as session:
        walk = Walk(due.numbers(session, today))
    review = Review(notebook, walk, command="", today=today, language="en", launch=bool)
    screen = painted(review, len(review.lines) + 6)
    notebook.close()
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert "\n".join([*screen.above, *screen.below]) + "\n" == shown


def test_the_keys_are_those_of_the_help() -> None:
    rows = re.findall(r"^\| (.*?) \| (.*) \|$", PAGE, re.MULTILINE)
    assert rows[0] == ("key", "what it does")
    assert rows[1:] == [row for row in HELP if row[0]]
