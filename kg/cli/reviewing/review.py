"""A review as its keys drive it: what each does, what is asked, what is said."""

import unicodedata
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from kg.cli.reviewing import asking
from kg.cli.reviewing.asking import Ask, yes_or_no
from kg.cli.reviewing.card import addresses, card
from kg.cli.reviewing.dialogue import Dialogue, Flow
from kg.cli.terminal import on_one_line
from kg.domain.dates import PartialDate
from kg.domain.fragments import readable
from kg.domain.vocabulary import Confidence, Grade, Outcome, Side
from kg.domain.wording import clean, commented
from kg.errors import KgError, NotFound
from kg.notebook import doubts, resolutions
from kg.notebook.changing.meanwhile import last_change
from kg.notebook.finding import find
from kg.notebook.review import deciding, snoozing
from kg.notebook.review.walk import Deed, Exhibit, Walk
from kg.store import history
from kg.store.again import again
from kg.store.database import Database
from kg.store.models import Resolution
from kg.store.undo import undo

OUTCOMES = {
    "r": Outcome.RIGHT,
    "w": Outcome.WRONG,
    "p": Outcome.PARTLY,
    "u": Outcome.UNCLEAR,
    "v": Outcome.VOID,
}


@dataclass(frozen=True)
class Remark:
    """A sentence under the card; `trouble` when something was not done."""

    text: str
    trouble: bool = False


class Standing(NamedTuple):
    """The verdict that stood when the card was read."""

    id: int
    outcome: Outcome
    decided: PartialDate


class Review:
    """A walk through predictions of a notebook, driven by keys; nothing is locked meanwhile.

    `launch` opens an address in a browser, or says that it cannot. Every verdict is a change of
    its own, made as soon as it is given.
    """

    def __init__(
        self,
        notebook: Database,
        walk: Walk,
        *,
        command: str,
        today: date,
        language: str,
        launch: Callable[[str], bool],
    ) -> None:
        self.notebook = notebook
        self.walk = walk
        self.command = command
        self.today = today
        self.language = language
        self.launch = launch
        self.over = False
        self.interrupted = False
        self.help = False
        self.remark = Remark("")
        self.lines: list[str] = []
        self._dialogue = Dialogue()
        self._seen: Standing | None = None
        self._looked = 0
        self._addresses: list[str] = []
        self._opened = 0
        self._does = self._keys()
        self.arrive()

    def _keys(self) -> dict[str, Callable[[], Flow | None]]:
        decide = {key: self._deciding(outcome) for key, outcome in OUTCOMES.items()}
        return {
            **decide,
            "s": self._snooze,
            "o": self._open,
            "n": self._write_note,
            "e": self._add_evidence,
            "c": self._say_how_sure,
            "d": self._date,
            "x": self._drop,
            "b": lambda: self._leave(self._back),
            "k": lambda: self._leave(self._back),
            **dict.fromkeys(["enter", " ", "j"], lambda: self._leave(self._forward)),
            "z": self._undo,
            "?": self._show_help,
            "q": lambda: self._leave(self._end),
        }

    @property
    def ask(self) -> Ask | None:
        """The question at hand, if there is one."""
        return self._dialogue.ask

    @property
    def refusal(self) -> str:
        """Why the last answer to it will not do."""
        return self._dialogue.refusal

    @property
    def keys(self) -> Collection[str]:
        """The keys that do something when nothing is asked."""
        return self._does.keys()

    def arrive(self) -> None:
        """Look at the prediction at hand as one that was not seen before."""
        self._opened = 0
        self.remark = Remark("")
        self._read()
        deed = self.walk.last_deed(self.walk.current)
        if self._seen is not None and (deed is None or deed.outcome is None):
            self._say_meanwhile()

    def look(self) -> bool:
        """Read the card anew, and say so when another verdict stands than before."""
        before = self._seen
        self._read()
        if self._seen == before:
            return False
        self._say_meanwhile()
        return True

    def _say_meanwhile(self) -> None:
        seen = self._seen
        if seen is None:
            self._say("The verdict on it was withdrawn meanwhile. It waits again.")
        else:
            self._say(f"It was decided meanwhile: {seen.outcome}, on {seen.decided}.")

    def _read(self) -> None:
        """Read the card of the prediction at hand, in lines as long as they now may be."""
        number = self.walk.current
        with self.notebook.read() as session:
            self._looked = last_change(session)
            try:
                row = find.prediction(session, number)
            except NotFound:
                self._seen, self._addresses = None, []
                self.lines = [f"Prediction {number} was removed meanwhile."]
                self.walk.note_elsewhere(number, gone=True)
                return
            verdict = resolutions.standing(row)
            self._seen = Standing(verdict.id, verdict.outcome, verdict.decided) if verdict else None
            self._addresses = addresses(row)
            self.lines = list(card(session, row, self.walk.typed, self.language, self.today))
            self.walk.note_elsewhere(number, gone=verdict is not None)

    def press(self, key: str) -> None:
        """Do what a key means now: a character, or enter or escape."""
        if self.help:
            self.help = False
        elif self.ask is not None:
            with self._saying_why():
                self._dialogue.press(unicodedata.normalize("NFKC", key).casefold())
        else:
            # Chinese keyboards give wide letters and marks.
            meant = unicodedata.normalize("NFKC", key).casefold() if key != " " else key
            self.remark = Remark("")
            if (do := self._does.get(meant)) is not None:
                flow = do()
                if flow is not None:
                    with self._saying_why():
                        self._dialogue.begin(flow)
            elif key != "escape":
                self.remark = Remark("That key does nothing here; ? shows those that do.")

    def answer(self, text: str) -> None:
        """Answer the question at hand; one that will not do is refused, and asked again."""
        with self._saying_why():
            self._dialogue.answer(text)

    @contextmanager
    def _saying_why(self) -> Iterator[None]:
        """Say under the card, read anew, what keeps something from being done."""
        try:
            yield
        except KgError as error:
            self._read()
            self.remark = Remark(str(error), trouble=True)

    def interrupt(self) -> None:
        """Leave at once; what was decided is in the notebook."""
        self.interrupted = self.over = True

    def give_up(self) -> None:
        """Leave the question at hand, and what it belongs to, undone."""
        self._dialogue.leave()

    # What the keys do: each asks, does, and says.

    def _deciding(self, outcome: Outcome) -> Callable[[], Flow]:
        def decide() -> Flow:
            share = None
            if outcome is Outcome.PARTLY:
                share = asking.fraction((yield asking.ask_fraction()))
            try:
                saved = self._save_verdict(outcome, share)
            except resolutions.ReasonWanted as wanted:
                reason = yield asking.ask_reason(wanted.outcome)
                saved = self._save_verdict(outcome, share, reason)
            self._say(saved)
            if (yield from self._offer()) is None:
                self._say(saved, "Enter goes on, z takes it back.")

        return decide

    def _save_verdict(
        self, outcome: Outcome, share: float | None, reason: str | None = None
    ) -> str:
        number = self.walk.current
        seen, looked = self._seen.id if self._seen else None, self._looked

        def do(session: Session) -> tuple[Resolution, list[str]]:
            row = deciding.decide(
                session,
                number,
                outcome,
                today=self.today,
                seen=seen,
                looked=looked,
                typed=self.walk.typed,
                fraction=share,
                reason=reason,
            )
            return row, list(doubts.of_verdict(row))

        (verdict, doubted), change = self._change(f"prediction {number} {outcome}", do)
        self.walk.add(Deed(number, change, outcome=outcome, typed=self.walk.typed))
        self._read()
        return " ".join([f"Saved: {outcome}, decided {verdict.decided}.", *doubted])

    def _change(self, remark: str, do: Callable[[Session], Any]) -> tuple[Any, int]:
        """Make one change of the notebook; gives what came of it, and its number."""

        def make() -> tuple[Any, int]:
            with self.notebook.transaction(commented(self.command, remark)) as session:
                made = do(session)
                session.flush()
                change = history.batch_of(session)
            return made, change or 0

        return again(make)

    def _offer(self) -> Generator[Ask, str, int | None]:
        """Offer what opposes it and waits, one after the other; gives the one that is wanted."""
        with self.notebook.read() as session:
            pairs = deciding.opposed(session, self.walk.current)
        claims = {prediction: claim for claim, prediction in reversed(pairs)}
        while (other := self.walk.offer(prediction for _, prediction in pairs)) is not None:
            answer = yield yes_or_no(
                f"Claim {claims[other]} opposes this one and has prediction {other}, open. "
                "Look at it now?",
                "y makes it the next, n stays here.",
            )
            if answer == "y":
                self.walk.look_at(other)
                self.arrive()
                return other
        return None

    def _snooze(self) -> Flow:
        until = PartialDate.parse((yield asking.ask_until(self.today)))
        number = self.walk.current
        _, change = self._change(
            f"prediction {number} snoozed until {until}",
            lambda session: snoozing.snooze(session, number, until, today=self.today),
        )
        if not change:
            self._say(f"It was snoozed until {until} already.")
            return
        typed = self.walk.typed
        self.walk.add(Deed(number, change, until=until))
        # It may still be decided on this screen.
        self.walk.typed = typed
        self._read()
        self._say(f"Snoozed until {until}.", "Enter goes on, z takes it back.")

    def _open(self) -> None:
        if not self._addresses:
            self._say("No source of it has an address.")
            return
        url = self._addresses[self._opened % len(self._addresses)]
        self._opened += 1
        shown = on_one_line(readable(url))
        if not self.launch(url):
            self._say(f"No browser was found here. The address: {shown}")
        elif len(self._addresses) > 1:
            which = (self._opened - 1) % len(self._addresses) + 1
            self._say(f"Opened source {which} of {len(self._addresses)}: {shown}")
        else:
            self._say(f"Opened {shown}")

    def _write_note(self) -> Flow:
        text = yield Ask(
            "Note",
            "A note of your own, to go with the verdict.",
            lambda text: clean(text, "note", asking.LONGEST_TOLD) if text else None,
            default=self.walk.typed.note or "",
        )
        self.walk.typed.note = text or None
        self._kept()

    def _add_evidence(self) -> Flow:
        def named(text: str) -> Exhibit:
            with self.notebook.read() as session:
                return asking.evidence_named(session, text, self.language)

        text = yield asking.ask_address(named)
        if not text:
            return
        found = named(text)
        if found.known is None:
            title = yield asking.ASK_TITLE
            quote = yield asking.ASK_QUOTE
            grade = yield asking.ASK_GRADE
            found = replace(
                found,
                title=title or found.title,
                quote=quote or None,
                grade=Grade(grade) if grade else None,
            )
        side = yield asking.ASK_SIDE
        self.walk.typed.exhibits.append(replace(found, side=Side(side)))
        self._kept()

    def _date(self) -> Flow:
        def check(text: str) -> None:
            if text:
                with self.notebook.read() as session:
                    deciding.refuse_day(
                        session, self.walk.current, PartialDate.parse(text), self.today
                    )

        text = yield Ask(
            "Decided on",
            "The day, month or year in which it was decided. Enter alone: today.",
            check,
            default=str(self.walk.typed.on or ""),
        )
        self.walk.typed.on = PartialDate.parse(text) if text else None
        self._kept()

    def _say_how_sure(self) -> Flow:
        sure = yield asking.ASK_CONFIDENCE
        self.walk.typed.confidence = Confidence(sure) if sure else None
        self._kept()

    def _kept(self) -> None:
        if not self.look() and self.walk.typed:
            self._say("Kept for the verdict.", "r w p u v give it, x drops what was typed.")

    def _drop(self) -> Flow:
        if not self.walk.typed:
            self._say("Nothing was typed for the verdict.")
            return
        if (yield yes_or_no("Drop what was typed for the verdict?", "y drops it.")) == "y":
            self.walk.drop()
            self.look()

    def _leave(self, go: Callable[[], None]) -> Flow:
        """Go elsewhere, unless what was typed is to be kept."""
        if self.walk.typed:
            answer = yield yes_or_no(
                "Leave without a verdict, and drop what was typed for it?",
                "y drops it, n stays here.",
            )
            if answer == "n":
                return
            self.walk.drop()
        go()

    def _forward(self) -> None:
        if self.walk.forward():
            self.arrive()
        else:
            self._end()

    def _back(self) -> None:
        if self.walk.back():
            self.arrive()
        else:
            self._say("This is the first.")

    def _undo(self) -> Flow | None:
        if not self.walk.deeds:
            self._say("Nothing was decided in this review yet.")
            return None
        return self._leave(self._take_back)

    def _take_back(self) -> None:
        deed = self.walk.deeds[-1]
        self._change("", lambda session: undo(session, deed.change))
        self.walk.take_back()
        self.arrive()
        what = f"the verdict {deed.outcome}" if deed.outcome else f"the snooze until {deed.until}"
        self._say(f"Took back {what}.")

    def _show_help(self) -> None:
        self.help = True

    def _end(self) -> None:
        self.over = True

    def _say(self, *sentences: str) -> None:
        self.remark = Remark(" ".join(sentences))
