"""A review of the table's notebook, driven by keys without a terminal."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.cli.reviewing.review import Review
from kg.notebook.review.due import numbers
from kg.notebook.review.walk import Walk
from kg.store import database as databases
from tests.conftest import TODAY

NAMES = {"Enter": "enter", "Esc": "escape"}


class Driven:
    """A review, and what is seen of it."""

    def __init__(self, review: Review, opened: list[str]) -> None:
        self.review = review
        self.opened = opened

    def type(self, *keys: str) -> "Driven":
        """Press keys; where something is to be typed, a text with its Enter."""
        for key in keys:
            ask = self.review.ask
            if ask is None or not ask.typed or key == "Esc":
                self.review.press(NAMES.get(key, key))
            else:
                self.review.answer(ask.keys.get(key, "" if key == "Enter" else key))
        return self

    @property
    def said(self) -> str:
        """The sentence under the card."""
        return self.review.remark.text

    @property
    def asked(self) -> str | None:
        """The question at hand."""
        return self.review.ask.label if self.review.ask else None

    @property
    def card(self) -> str:
        """The card, as one text."""
        return "\n".join(self.review.lines)


@pytest.fixture
def review(home: Path) -> Iterator[Callable[..., Driven]]:
    """Begins a review of what is due: `review(browser=False)` on a machine without a browser."""
    notebooks = []

    def begin(*, browser: bool = True, language: str = "en", today: str = TODAY) -> Driven:
        notebook = databases.open(os.environ["KG_DATABASE"])
        notebooks.append(notebook)
        opened: list[str] = []

        def launch(url: str) -> bool:
            opened.append(url)
            return browser

        day = date.fromisoformat(today)
        with notebook.read() as session:
            walk = Walk(numbers(session, day))
        made: Any = Review(
            notebook, walk, command="kg review", today=day, language=language, launch=launch
        )
        return Driven(made, opened)

    yield begin
    for notebook in notebooks:
        notebook.close()


@pytest.fixture
def due(table):
    """Three predictions that are due: 1 of claim 1, 2 and 3 of claim 2, which opposes it."""
    table("source", "edit", 1, "--url", "https://example.org/talk")
    table("prediction", "edit", 1, "--criteria", "no peer by then")
    table("predict", 2, "--by", "2026-10", "--horizon", "几个月")
    table("predict", 2, "--by", "2026-11", "--criteria", "a peer in the arena")
    return table
