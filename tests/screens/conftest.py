"""A notebook with a short bilingual transcript, and the view of it driven by keys."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual import events

from kg.notebook import claims, sources, speakers
from kg.screens.capture import CaptureApp
from kg.screens.desk import Desk
from kg.screens.drafts import DraftFile
from kg.store import database as databases
from kg.store.database import Database
from kg.store.models import Passage, Speaker, Turn

TODAY = date(2026, 11, 23)


class Said(NamedTuple):
    """A turn of an invented transcript."""

    who: str
    words: str
    section: str | None = None
    start: float | None = None


LAST_MILE = (
    Said("Mara Okafor", "Welcome back. What **changed**?", "The last mile", 12),
    Said("林月", "成本变了。三年之内，一半的包裹会由**无人车**送到门口。", "The last mile", 31),
    Said("Tom Adler", "I agree about the cost. Regulators take years.", "The last mile", 95),
    Said("Speaker 3", "Swapping stations disappear in two years.", "Batteries", 180),
    Said("林月", "我倒不这么看。", "Batteries", 203),
)


def write(path: Path, said: tuple[Said, ...] = LAST_MILE, title: str = "The last mile") -> Database:
    """A notebook with one source, in which these things were said on 2024-09-14."""
    made = databases.create(path)
    with made.transaction("a test") as session:
        text = ""
        rows = []
        known: dict[str, Speaker] = {}
        for number, one in enumerate(said, 1):
            text += f"**{one.who}:** "
            begins, text = len(text), text + one.words
            if not one.who.startswith("Speaker") and one.who not in known:
                known[one.who] = speakers.add(session, one.who)
            rows.append(
                Turn(
                    number=number,
                    section=one.section,
                    speaker=known.get(one.who),
                    label=one.who,
                    start=one.start,
                    begins=begins,
                    ends=len(text),
                )
            )
            text += "\n\n"
        source = sources.add(session, "A source", recorded="2024-09-14")
        # As it is, also where nobody could type it: an older notebook may hold it.
        source.title = {"en": title}
        source.passage = Passage(text=text)
        for row in rows:
            row.source = source
            session.add(row)
        claims.add(
            session,
            "Battery swaps beat fast charging",
            today=TODAY,
            about=["battery swapping"],
        )
    return made


class Screen:
    """The view, and what is seen of it."""

    def __init__(self, app: CaptureApp, pilot: Any) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what they bring about."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, words: str) -> None:
        """Put words into the field that has the keys, as a terminal does when they are pasted."""
        self.app.post_message(events.Paste(words))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is asked or saved any more."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """The transcript as it is shown, without the form."""
        paper = self.app.paper
        width = paper.size.width - 1
        return [paper.render_line(y).crop(0, width).text.rstrip() for y in range(paper.size.height)]

    def shown(self) -> list[str]:
        """All lines of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def foot(self) -> str:
        """The line at the bottom: the keys, or a notice."""
        return self.shown()[-1].strip()


Act = Callable[[Screen], Awaitable[None]]


class View:
    """The source that is captured from, and the files behind it."""

    def __init__(self, folder: Path, notebook: Database) -> None:
        self.folder = folder
        self.notebook = notebook
        self.source_id = 1

    @classmethod
    def of(cls, folder: Path, *said: Said, title: str = "The last mile") -> "View":
        """The view of a source in which these things are said."""
        return cls(folder, write(folder / "notebook.db", said or LAST_MILE, title))

    @property
    def drafts(self) -> DraftFile:
        """The file in which unfinished forms are kept."""
        return DraftFile(self.folder / "state", "notebook", "source")

    def app(self, **settings: Any) -> CaptureApp:
        """The view, as `kg capture` makes it."""
        desk = Desk(self.notebook, self.source_id, "kg capture 1", TODAY)
        return CaptureApp(desk, desk.script(), self.drafts, **settings)

    def run(self, act: Act, size: tuple[int, int] = (120, 36), **settings: Any) -> None:
        """Show the view in a terminal of this size, and act."""

        async def running() -> None:
            app = self.app(**settings)
            async with app.run_test(size=size) as pilot:
                screen = Screen(app, pilot)
                await screen.settle()
                await act(screen)

        # The browser's driver may keep a loop of its own in this thread.
        with ThreadPoolExecutor(1) as apart:
            apart.submit(asyncio.run, running()).result()


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[View]:
    """The view of a notebook with a short transcript."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    made = View.of(tmp_path)
    yield made
    made.notebook.close()
