"""The view of `kg capture`: the transcript on one side, the form on the other."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from kg.domain.showing import on_one_line
from kg.errors import KgError
from kg.notebook.listening.capturing import Filled, MayBeKnown, Misfit, Saved
from kg.notebook.listening.scripts import Script
from kg.screens.changes import Changes, in_words
from kg.screens.desk import Desk
from kg.screens.drafts import DraftFile
from kg.screens.fields import Save
from kg.screens.foot import Foot
from kg.screens.form import Form
from kg.screens.head import Head
from kg.screens.help import Help
from kg.screens.here import form_here, where
from kg.screens.keys import InOrder
from kg.screens.paper import Paper
from kg.screens.reader import Hint, Reader
from kg.screens.themes import THEMES
from kg.screens.unfinished import Unfinished

QUIET = 0.4
"""Seconds without a key after which what is typed is put into the file of drafts."""

NARROW = 96
"""Cells of a terminal in which the form has no room beside the transcript."""

LOW = 22
"""Lines of a terminal in which the form takes most of them."""

MOMENT = 0.5
"""Seconds that a change which is under way is given when the view is left."""


class CaptureApp(InOrder[int]):
    """One source of a notebook, read and captured from."""

    CSS_PATH = Path(__file__).with_name("capture.tcss")
    TITLE = "kg capture"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False),
        Binding("q", "leave", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("enter,c", "capture", show=False),
        Binding("a", "capture('agrees')", show=False),
        Binding("d", "capture('disagrees')", show=False),
        Binding("p", "capture('partly')", show=False),
        Binding("u", "undo", show=False),
        Binding("i", "unfinished", show=False),
        Binding("g", "ask('turn')", show=False),
        Binding("slash", "ask('find')", show=False),
        Binding("r", "look_again", show=False),
        Binding("t", "other_theme", show=False),
    ]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours before there is a theme."""
        return THEMES["dark"].variables

    def __init__(
        self, desk: Desk, script: Script, drafts: DraftFile, *, theme: str = "dark"
    ) -> None:
        # Without colour the terminal's own two are taken as they are.
        super().__init__(ansi_color="NO_COLOR" in os.environ or None)
        self.desk = desk
        self.script = script
        self.changes = Changes(desk)
        self.unfinished = Unfinished(drafts)
        self.reader = Reader(script)
        self.paper = Paper(self.reader, id="paper")
        self.form = Form(desk, id="form")
        self.head = Head(id="head")
        self.foot = Foot(id="foot")
        self.labels: dict[str, str] = {}
        self.filling = False
        self.saving = False
        self._pauses = 0
        self._asked_from = 0
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = THEMES["plain" if self.no_color else theme].name

    @property
    def held(self) -> bool:
        """What is typed while something is saved is meant for what comes after it."""
        return self.saving

    # What is seen.

    def compose(self) -> ComposeResult:
        """A line at the top, transcript and form, a line of keys."""
        yield self.head
        with Horizontal(id="body"):
            yield self.paper
            yield self.form
        yield self.foot

    def on_mount(self) -> None:
        """Begin where the curator was last."""
        self._size_up(self.size.width, self.size.height)
        self._take_up_draft()
        self._look()
        self.screen.set_focus(self.paper)
        self._show_form()
        self._find_hints()

    def on_resize(self, event: events.Resize) -> None:
        """Put the form beside the transcript, or below it."""
        self._size_up(event.size.width, event.size.height)
        self._show_head()
        self.foot.show_keys()

    def _size_up(self, width: int, height: int) -> None:
        self.screen.set_class(width < NARROW, "narrow")
        self.screen.set_class(height < LOW, "low")

    def _show_head(self) -> None:
        self.head.show(self.reader, len(self.unfinished))

    # Where we are.

    def on_paper_moved(self) -> None:
        """Show what is at hand."""
        self._show_form()
        self._later()

    def on_paper_nothing(self, event: Paper.Nothing) -> None:
        """Say that there is nothing that way."""
        self.foot.say(f"{event.what}.")

    def on_paper_opened(self) -> None:
        """Capture what was clicked twice."""
        self.action_capture()

    def _filled_here(self) -> Filled:
        """What the form holds here: what was left unfinished, or what the source tells."""
        return self.unfinished.here(self.reader) or self._begun_here()

    def _begun_here(self) -> Filled:
        return form_here(self.reader, self.labels)

    def _show_form(self) -> None:
        self._show_head()
        if not self.reader.sentences or self.filling:
            return
        self.form.fill(self._filled_here(), where(self.reader), self._begun_here())

    def _look(self) -> None:
        """See what is captured by now."""
        try:
            self.reader.set_marks(self.desk.marks())
            self.labels = self.desk.speakers_by_label()
        except KgError as error:
            self.foot.say(str(error), trouble=True)
        self.paper.drafts = set(self.unfinished)
        self.paper.show_marks()
        self._show_head()

    @work(thread=True, group="hints", exit_on_error=False)
    def _find_hints(self) -> None:
        found: list[tuple[int, Hint]] = []
        with suppress(KgError, ImportError):
            found = self.desk.hints(len(self.reader.sentences))
        self.call_from_thread(self._take_hints, found)

    def _take_hints(self, found: list[tuple[int, Hint]]) -> None:
        self.reader.set_hints(found)
        self.paper.redraw()
        if not self.filling:
            self._show_form()

    # Filling in.

    def action_capture(self, stance: str | None = None) -> None:
        """Fill in the form for what is chosen."""
        if not self.reader.sentences or self.filling:
            return
        filled = self._filled_here()
        if filled.span in self.unfinished:
            self.reader.choose(*filled.span)
            self.paper.reveal()
        self.form.fill(filled, where(self.reader), self._begun_here())
        self._fill(True)
        self.form.begin(stance)

    def _fill(self, filling: bool) -> None:
        self.filling = filling
        self.screen.set_class(filling, "filling")
        self.foot.fill(filling)
        if filling:
            # The transcript has fewer rows where the form comes below it.
            self.call_after_refresh(self.paper.reveal)
        else:
            self.screen.set_focus(self.paper)

    def on_form_changed(self) -> None:
        """Keep what is typed."""
        self._keep()
        self._later()

    def _keep(self) -> None:
        if not self.filling or not self.form.children:
            return
        self.unfinished.note(self.form.filled(), self.form.started)
        if set(self.unfinished) != self.paper.drafts:
            self._show_unfinished()

    def _show_unfinished(self) -> None:
        self.paper.drafts = set(self.unfinished)
        self.paper.redraw()
        self._show_head()

    def on_form_left(self) -> None:
        """Go back to the transcript."""
        self._keep()
        self._fill(False)
        self._show_form()
        self._later()

    def on_form_cleared(self) -> None:
        """Begin the form anew."""
        if self.saving:
            return
        old = self.form.filled()
        self.unfinished.pop(old.span, None)
        new = replace(
            self._begun_here(), begins=old.begins, ends=old.ends, quote=old.quote, turn=old.turn
        )
        stance = old.stance if self.form.about_known else None
        self.form.fill(new, where(self.reader), new)
        self.form.begin(stance)
        self._show_unfinished()
        self._later()

    def on_save(self, event: Save) -> None:
        """Write the form into the notebook."""
        event.stop()
        if self.saving or not self.filling:
            return
        try:
            filled = self.form.ready()
        except Misfit as error:
            self._refuse(error)
            return
        self._keep()
        self.write_draft()
        self.saving = True
        self.form.disabled = True
        self.set_timer(1.0, self._say_if_waiting)
        self._save(filled)

    def _say_if_waiting(self) -> None:
        if self.saving:
            self.foot.say("Another program is changing the notebook: waiting for it…")

    @work(group="saving", exit_on_error=False)
    async def _save(self, filled: Filled) -> None:
        try:
            saved = await self.changes.save(filled, lambda: self.unfinished.pop(filled.span, None))
        except KgError as error:
            self._refuse(error)
        else:
            self._saved(filled, saved)

    def _settle(self) -> None:
        """Let what was typed meanwhile go on, as soon as the screen shows what it is meant for."""
        self.saving = False
        self.form.disabled = False
        self.call_later(self.go_on)

    def _refuse(self, error: KgError) -> None:
        # What was typed meanwhile was meant for what does not come now.
        self.forget_typed()
        self._settle()
        field = error.field if isinstance(error, Misfit) else "quote"
        self.form.show_problem(field, str(error))
        if isinstance(error, MayBeKnown):
            self.form.doubt(field)
        if field == "quote":
            self.form.begin()
        self.foot.show_keys()

    def _saved(self, filled: Filled, saved: Saved) -> None:
        self._settle()
        self._look()
        last = self.reader.touched(*filled.span)
        self.reader.go((last[-1] if last else self.reader.sentence) + 1)
        self._fill(False)
        self.paper.reveal()
        self._show_form()
        self.write_draft()
        self.foot.say(f"{in_words(saved)} · u takes it back")

    def action_undo(self) -> None:
        """Take back what was captured last."""
        if self.filling or self.saving:
            return
        if not self.changes.done:
            self.foot.say("Nothing was captured here yet; kg undo takes back earlier changes.")
            return
        self.saving = True
        self.set_timer(1.0, self._say_if_waiting)
        self._undo(self.changes.done[-1])

    @work(group="saving", exit_on_error=False)
    async def _undo(self, saved: Saved) -> None:
        try:
            await self.changes.undo(saved)
        except KgError as error:
            self._undone(saved, error)
        else:
            self._undone(saved, None)

    def _undone(self, saved: Saved, error: KgError | None) -> None:
        self._settle()
        self._look()
        self._show_form()
        if error is not None:
            self.foot.say(str(error), trouble=True)
            return
        what = f"Claim {saved.claim_id}" if saved.new else f"The stance on {saved.claim_id}"
        self.foot.say(f"{what} is taken back")

    # The line that asks.

    def action_ask(self, what: str) -> None:
        """Ask for words to find, or the number of a turn."""
        if not self.filling:
            self._asked_from = self.reader.begins
            self.foot.ask(what)

    def on_foot_typing(self, event: Foot.Typing) -> None:
        """Find as one types."""
        if self.reader.search(event.words, self._asked_from):
            self.paper.reveal()
            self._show_form()
        else:
            self.paper.redraw()

    def on_foot_asked(self, event: Foot.Asked) -> None:
        """Go there."""
        words = event.words
        self.screen.set_focus(self.paper)
        if event.what == "turn" and words:
            if words.isdecimal() and self.reader.number(int(words[:9])):
                self.paper.reveal()
                self.on_paper_moved()
            else:
                self.foot.say(f"There is no turn {on_one_line(words)}.", trouble=True)
        elif event.what == "find" and words and self.reader.pattern is not None:
            if not self.reader.pattern.search(self.script.text):
                self.foot.say(f"«{on_one_line(words)}» is not in the text.", trouble=True)
            self._later()

    def on_foot_given_up(self) -> None:
        """Go back to where one asked."""
        self.reader.pattern = None
        self.reader.go_to_place(self._asked_from)
        self.screen.set_focus(self.paper)
        self.paper.reveal()
        self._show_form()

    def action_unfinished(self) -> None:
        """Go to the next form that is not finished."""
        at = self.unfinished.after(self.reader.chosen)
        if at is None:
            self.foot.say("No form is unfinished.")
            return
        self.reader.choose(*at)
        self.paper.reveal()
        self.on_paper_moved()

    def action_look_again(self) -> None:
        """See what others have captured meanwhile."""
        self._look()
        self._show_form()
        self.foot.say("Read anew.")

    def action_other_theme(self) -> None:
        """Dark or light."""
        if self.theme != THEMES["plain"].name:
            dark = self.theme == THEMES["dark"].name
            self.theme = THEMES["light" if dark else "dark"].name
            self.paper.redraw()

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Help())

    # Drafts.

    def _take_up_draft(self) -> None:
        if self.unfinished.take_up(self.reader):
            self.call_after_refresh(
                self.foot.say,
                "What you were typing is here: Enter goes on, Ctrl-R in it forgets it",
            )
        elif self.unfinished:
            count = len(self.unfinished)
            self.call_after_refresh(
                self.foot.say,
                f"{count} form{'s are' if count > 1 else ' is'} unfinished: i goes there",
            )

    def _later(self) -> None:
        """Put the draft into its file as soon as nothing is typed for a moment."""
        self._pauses += 1
        number = self._pauses
        self.set_timer(QUIET, lambda: self.write_draft() if number == self._pauses else None)

    def write_draft(self) -> None:
        """Put the draft into its file now."""
        self._keep()
        try:
            self.unfinished.keep(self.reader.begins, self.form.asked.span if self.filling else None)
        except OSError as error:
            self.foot.say(f"The draft cannot be kept: {error.strerror}.", trouble=True)

    def action_leave(self) -> None:
        """Leave, whatever is under way; what is not finished is kept."""
        self.write_draft()
        self.exit(len(self.changes.done))

    def captured(self) -> int:
        """How much was captured, once the view is left."""
        if self.changes.wait(MOMENT):
            with suppress(OSError):
                self.unfinished.keep(self.reader.begins)
        return len(self.changes.done)
