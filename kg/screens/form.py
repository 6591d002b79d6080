"""The form beside the transcript: filled in as far as the source tells, the rest to be typed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from time import sleep
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from kg.domain.showing import on_one_line
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import KgError
from kg.notebook.listening.capturing import SEPARATORS, Filled, Misfit
from kg.screens.desk import Desk
from kg.screens.fields import (
    Choice,
    Line,
    Offer,
    Offers,
    Problem,
    Save,
    Taken,
    Typed,
    Words,
)

PAUSE = 0.12
"""Seconds without a key after which the notebook is asked what may be meant."""

TEXTS = ("speaker", "said", "statement", "about", "due", "criteria", "horizon", "likelihood")
READ = ("said", "horizon", "likelihood")
"""The fields whose words are read while they are typed, and the day from which times count."""

ASKED = ("speaker", "statement", "about", "claim")
"""The fields of which the notebook may know what is meant."""


class Form(VerticalScroll):
    """One claim, or one stance, to be written into the notebook."""

    can_focus = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+t", "turn_over", show=False, priority=True),
        Binding("ctrl+r", "clear", show=False, priority=True),
    ]

    class Left(Message):
        """The transcript is wanted again."""

    class Changed(Message):
        """The form holds something else than before."""

    class Cleared(Message):
        """What was typed is to be forgotten."""

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.asked = Filled(begins=0, ends=0)
        self.begun = self.asked
        self._sure: set[str] = set()
        self._doubted: dict[str, str] = {}
        self._claim: int | None = None
        self._stance_wanted = False

    def compose(self) -> ComposeResult:
        """The fields, in the order in which Tab goes through them."""
        yield Static("", id="where", markup=False)
        yield Static("", id="quote", markup=False)
        yield from self._line("speaker", "who says so", offers=True)
        yield from self._line("said", "today, unless you write a day")
        with Vertical(id="new"):
            likes = Offers(id="likes")
            yield Static("claim, in your words", classes="label wide", markup=False)
            yield Words(id="statement", offers=likes)
            yield likes
            yield Problem(id="statement-problem")
            yield Choice([str(kind) for kind in ClaimKind], id="kind")
            yield from self._line("about", "concepts, with commas between them", offers=True)
            yield Static("", id="unknown", markup=False)
        with Vertical(id="old"):
            yield Static("stance on a claim", classes="label wide", markup=False)
            yield Choice([str(stance) for stance in Stance], id="stance")
            yield from self._line("claim", "words or number of a claim", offers=True)
            yield Static("", id="chosen", markup=False)
        with Vertical(id="reading"):
            yield Static("how it can be checked", classes="label wide", markup=False)
            yield from self._line("horizon", "the time as it was spoken")
            yield Static("", id="horizon-read", classes="read", markup=False)
            yield from self._line("due", "the day, such as 2026-09 or 2026", label="by")
            yield from self._line("criteria", "what would decide it")
            yield from self._line("likelihood", "60%, or in words: 大概率", label="likely")
            yield Static("", id="likelihood-read", classes="read", markup=False)
        yield Problem(id="quote-problem")

    @staticmethod
    def _line(
        name: str, placeholder: str, *, label: str | None = None, offers: bool = False
    ) -> ComposeResult:
        below = Offers(id=f"{name}-offers") if offers else None
        with Horizontal(classes="row"):
            yield Static(label or name, classes="label", markup=False)
            yield Line(id=name, placeholder=placeholder, offers=below)
        if below is not None:
            yield below
        yield Problem(id=f"{name}-problem")

    # What it holds.

    def filled(self) -> Filled:
        """The form as it is filled in now."""
        stance = self._stance_wanted
        typed: dict[str, Any] = {name: self.line(name).words for name in TEXTS}
        return replace(
            self.asked,
            about_known=stance,
            sought=self.line("claim").words,
            claim=self._claim if stance else None,
            stance=self.query_one("#stance", Choice).chosen if stance else Stance.ASSERTS.value,
            kind=self.query_one("#kind", Choice).chosen,
            sure=tuple(sorted(self._sure)),
            **typed,
        )

    @property
    def about_known(self) -> bool:
        """Whether it is to take a stance on a claim that is known."""
        return self._stance_wanted

    @property
    def started(self) -> bool:
        """Whether there is anything in it that was not there before anyone typed."""
        return _typed(self.filled()) != _typed(self.begun)

    def line(self, name: str) -> "Line | Words":
        """The field of that name."""
        found = self.query_one(f"#{name}")
        assert isinstance(found, Line | Words)
        return found

    def fill(self, filled: Filled, where: str, begun: Filled) -> None:
        """Show a form as it was filled in; `where` says where in the source it is.

        `begun` is what stands there before anyone types.
        """
        self.asked = filled
        self.begun = begun
        self._sure = set(filled.sure)
        self._doubted = {}
        for name in TEXTS:
            words = getattr(filled, name)
            self.line(name).fill(words, told=words == getattr(begun, name))
        self.query_one("#kind", Choice).fill(filled.kind)
        self.query_one("#stance", Choice).fill(filled.stance)
        self.query_one("#where", Static).update(on_one_line(where))
        self.query_one("#quote", Static).update(f"“{on_one_line(filled.quote)}”")
        self.line("claim").fill(filled.sought)
        self._take_claim(filled.claim)
        self._turn(filled.about_known or filled.claim is not None)
        for offers in self.query(Offers):
            offers.show(())
        for problem in self.query(Problem):
            problem.say("")
        self._see_new()
        self._see_reading()
        self._show_read("", "")
        self._read()
        self.scroll_home(animate=False)

    def begin(self, stance: str | None = None) -> None:
        """Have the first field that is to be typed take the keys; with a stance, one on a claim."""
        if stance is not None:
            self.query_one("#stance", Choice).fill(stance)
            self._turn(True)
        if not self.line("speaker").words.strip():
            self.screen.set_focus(self.line("speaker"))
        elif self._stance_wanted:
            self.screen.set_focus(self.line("claim"))
        else:
            self.screen.set_focus(self.line("statement"))
        self._ask()

    # A new claim, or a stance on a known one.

    def _turn(self, stance: bool) -> None:
        self._stance_wanted = stance
        self.query_one("#new").display = not stance
        self.query_one("#old").display = stance
        self._see_reading()

    def action_turn_over(self) -> None:
        """Change between a new claim and a stance on a known one."""
        typed = self.line("statement").words
        self._turn(not self._stance_wanted)
        if self._stance_wanted and not self.line("claim").words:
            self.line("claim").fill(on_one_line(typed))
        self.begin()
        self.post_message(self.Changed())

    def _take_claim(self, claim_id: int | None) -> None:
        statement = self.desk.claim(claim_id) if claim_id is not None else None
        self._claim = claim_id if statement is not None else None
        chosen = self.query_one("#chosen", Static)
        chosen.update(f"{claim_id}  {on_one_line(statement)}" if statement else "")
        chosen.display = bool(statement)

    def _see_reading(self) -> None:
        """A prediction, and what has begun to be one, shows how it can be checked."""
        kind = self.query_one("#kind", Choice).chosen
        self.query_one("#reading").display = (
            (not self._stance_wanted and kind == ClaimKind.PREDICTION)
            or (self._stance_wanted and self._claim is not None)
            or any(self.line(name).words for name in ("due", "criteria", "horizon", "likelihood"))
        )

    def on_choice_changed(self) -> None:
        """Show what a kind needs."""
        self._see_reading()
        self.post_message(self.Changed())

    # Typing.

    def on_typed(self, event: Typed) -> None:
        """Forget the problem with a field that is being mended, and ask what may be meant."""
        event.stop()
        name = event.field.id or ""
        self.query_one(f"#{name}-problem", Problem).say("")
        self._sure.discard(name)
        self._doubted.pop(name, None)
        if name == "claim":
            self._take_claim(None)
        self._ask()
        if name in READ:
            self._read()
        self.post_message(self.Changed())

    def _read(self) -> None:
        """Read the words of time and likelihood, once the typing pauses."""
        filled = self.filled()
        if filled.horizon.strip() or filled.likelihood.strip():
            self._read_words(filled)
        else:
            self.workers.cancel_group(self, "reading")
            self._show_read("", "")

    @work(thread=True, exclusive=True, group="reading", exit_on_error=False)
    def _read_words(self, filled: Filled) -> None:
        worker = get_current_worker()
        sleep(PAUSE)
        if worker.is_cancelled:
            return
        time = likelihood = ""
        # What is wrong with a field is said when it is saved.
        with suppress(KgError):
            time = self.desk.time(filled)
        with suppress(KgError):
            likelihood = self.desk.likelihood(filled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_read, time, likelihood)

    def _show_read(self, time: str, likelihood: str) -> None:
        """Say below the words what they came to."""
        if not self.is_mounted:
            return
        for name, text in (("horizon", time), ("likelihood", likelihood)):
            shown = self.query_one(f"#{name}-read", Static)
            shown.update(f"= {text}" if text else "")
            shown.display = bool(text)

    def _ask(self) -> None:
        """Ask the notebook what may be meant by what is typed, once the typing pauses."""
        focused = self.screen.focused
        if isinstance(focused, Line | Words) and focused.id in ASKED:
            self._look_up(focused, focused.id, focused.words)

    @work(thread=True, exclusive=True, group="asking", exit_on_error=False)
    def _look_up(self, field: "Line | Words", name: str, words: str) -> None:
        worker = get_current_worker()
        sleep(PAUSE)
        if worker.is_cancelled:
            return
        # What may be meant is an extra, which is left out while the notebook is busy.
        offers: list[Offer] = []
        new: list[str] = []
        with suppress(KgError):
            if name == "about":
                last = SEPARATORS.split(words)[-1].strip()
                offers = [one for one in self.desk.concepts(last) if one.key != last]
                new = self.desk.new_concepts(words)
                if offers and new and new[-1] == last:
                    # It is still being typed.
                    new.pop()
            elif words.strip():
                ask: dict[str, Callable[[str], list[Offer]]] = {
                    "speaker": self.desk.speakers,
                    "claim": self.desk.claims,
                    "statement": self.desk.like,
                }
                offers = ask[name](words.strip())
        if not worker.is_cancelled:
            self.app.call_from_thread(self._offer, field, offers, new)

    def _offer(self, field: "Line | Words", offers: list[Offer], new: list[str]) -> None:
        if field.offers is None or not self.is_mounted:
            return
        if field.id == "speaker" and [one.key for one in offers] == [field.words]:
            offers = []
        field.offers.show(offers if field.has_focus or field.id == "statement" else ())
        if field.id == "about":
            self._show_new(new)

    def _show_new(self, new: list[str]) -> None:
        """Mark the concepts that are new."""
        unknown = self.query_one("#unknown", Static)
        unknown.update(f"new: {', '.join(map(on_one_line, new))}" if new else "")
        unknown.display = bool(new)

    def _see_new(self) -> None:
        about = self.line("about").words
        new: list[str] = []
        if about.strip():
            with suppress(KgError):
                new = self.desk.new_concepts(about)
        self._show_new(new)

    def on_taken(self, event: Taken) -> None:
        """Put what was taken in its place."""
        event.stop()
        name, offer = event.field.id, event.offer
        if name == "speaker":
            self.line("speaker").fill(offer.key)
        elif name == "about":
            words = self.line("about").words
            kept = words[: len(words) - len(SEPARATORS.split(words)[-1])]
            self.line("about").fill(f"{kept}{' ' if kept.strip() else ''}{offer.key}".lstrip())
            self._see_new()
        else:
            # From the claims that are like it, or from those that were looked for.
            self._turn(True)
            self._take_claim(int(offer.key))
            if name == "statement":
                self.query_one("#stance", Choice).fill(Stance.AGREES.value)
            self._see_reading()
            self.screen.set_focus(self.query_one("#stance", Choice))
        if event.field.offers is not None:
            event.field.offers.show(())
        self.post_message(self.Changed())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Offers stand only below the field that has the keys."""
        if event.widget.id == "about":
            self._see_new()
        for offers in self.query(Offers):
            if offers.field is not None and not offers.field.has_focus and offers.id != "likes":
                offers.show(())

    # Saving and leaving.

    def action_save(self) -> None:
        """Save the form."""
        self.post_message(Save())

    def action_leave(self) -> None:
        """Go back to the transcript and keep what is typed."""
        offers = self.focused_offers()
        if offers is not None and offers.display and offers.id != "likes":
            offers.show(())
        else:
            self.post_message(self.Left())

    def focused_offers(self) -> Offers | None:
        """The offers below the field that has the keys."""
        focused = self.screen.focused
        return focused.offers if isinstance(focused, Line | Words) else None

    def action_clear(self) -> None:
        """Forget what is typed."""
        self.post_message(self.Cleared())

    def ready(self) -> Filled:
        """The form to save; raises Misfit when something is missing that it can see itself."""
        filled = self.filled()
        sure = {name for name, words in self._doubted.items() if self.line(name).words == words}
        if self._stance_wanted and self._claim is None:
            raise Misfit(
                "claim", "No claim is chosen.", "Type some of its words, then ↓ and Enter."
            )
        return replace(filled, sure=tuple(sorted({*filled.sure, *sure})))

    def doubt(self, name: str) -> None:
        """Take a second save with the same words for the insistence that they are meant so."""
        self._doubted[name] = self.line(name).words

    def show_problem(self, name: str, text: str) -> None:
        """Say what is wrong at the field where it is, which takes the keys."""
        if not self.query(f"#{name}-problem"):
            name = "quote"
        self.query_one(f"#{name}-problem", Problem).say(text)
        if name in {"due", "criteria", "horizon", "likelihood"}:
            self.query_one("#reading").display = True
        if name in (*TEXTS, "claim"):
            self.screen.set_focus(self.line(name))
        self.query_one(f"#{name}-problem", Problem).scroll_visible(animate=False)


def _typed(filled: Filled) -> tuple[object, ...]:
    """What a curator put into a form; a stance alone says nothing."""
    texts = (getattr(filled, name).strip() for name in (*TEXTS, "sought"))
    return (*texts, filled.claim, filled.kind)
