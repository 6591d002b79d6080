"""The questions of `kg add` on a terminal, and what their answers come to."""

from collections.abc import Callable
from typing import Any

import click
from sqlalchemy.orm import Session

from kg.cli.app import App
from kg.cli.asking import answers
from kg.cli.asking.answers import NOTHING, Answer, among, one_of
from kg.cli.asking.foretold import Foretold
from kg.cli.asking.questions import Back, Left, Line, answered
from kg.cli.showing import changes
from kg.cli.showing.added import show_added
from kg.cli.terminal import on_one_line
from kg.domain.checks import word
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import ClaimKind, Stance
from kg.domain.wording import clean
from kg.errors import KgError
from kg.notebook import past, positions, recording
from kg.notebook.finding import find
from kg.notebook.listening.capturing import concept_names
from kg.notebook.showing import cards
from kg.store.again import again
from kg.store.models import Concept, Source, Speaker

KINDS: dict[str, str] = {
    ClaimKind.FACT: "can be checked today",
    ClaimKind.CAUSE: "says why something is so",
    ClaimKind.OPINION: "a judgement or a view",
    ClaimKind.PREDICTION: "time will tell",
    ClaimKind.RECOMMENDATION: "what somebody should do",
}
STANCES: dict[str, str] = {
    Stance.ASSERTS: "says so of their own accord",
    Stance.AGREES: "says yes to it",
    Stance.PARTLY: "agrees with a part of it",
    Stance.DISAGREES: "says no to it",
    Stance.ASKS: "leaves it open",
}


def add_by_asking(app: App) -> None:
    """Ask for one claim after the other and add each; nothing is locked while a person thinks."""
    written = 0
    kept: dict[str, Answer] = {}
    with app.opened() as notebook:
        try:
            while True:
                form = Form(app, notebook, kept, again=bool(written))
                if not form.fill():
                    return
                written += 1
                kept = {
                    step: form.answers[step]
                    for step in ("Speaker", "Source")
                    if form.answers.get(step, NOTHING).typed
                }
        except Left:
            if written:
                app.remark("Left; nothing more was written.")
                return
            app.remark("Left; nothing was written.")
            raise click.Abort from None


class Form(Foretold):
    """The answers for one claim, or for a stance on a claim that is there already."""

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """What there is to ask, as the answers until now have it, with the label of each."""
        steps = [("Statement", self.ask_statement)]
        stance = "Claim" in self.answers
        if stance:
            steps.append(("Stance", self.ask_stance))
        steps.append(("Speaker", self.ask_speaker))
        if not stance:
            steps += [("Kind", self.ask_kind), ("About", self.ask_about)]
        if self.given("Speaker"):
            steps.append(("Source", self.ask_source))
            if self.given("Source"):
                steps.append(("Turn", self.ask_turn))
            steps += [("Quote", self.ask_quote), ("Said", self.ask_said)]
        if not stance and self.value("Kind") == ClaimKind.PREDICTION:
            steps.append(("Said as", self.ask_horizon))
            if self.opens_later():
                steps.append(("Opens", self.ask_opens))
            steps += [("Due", self.ask_due), ("Decided by", self.ask_criteria)]
            if self.given("Speaker"):
                steps.append(("Likelihood", self.ask_likelihood))
                if self.worded():
                    steps.append(("In numbers", self.ask_number))
        return [*steps, ("Write it?", self.write)]

    def fill(self) -> bool:
        """Ask until it is written; False when no statement is given for another claim."""
        while self.at < len(steps := self.steps()):
            try:
                steps[self.at][1]()
            except Back:
                if self.at == 0:
                    raise Left from None
                self.at -= 1
                continue
            if self.again and not self.given("Statement"):
                return False
            self.at += 1
        return True

    def ask_statement(self) -> None:
        """Ask for the statement; show claims that are much like it, one of which may be meant."""
        hint = "The proposition, in your own words and any language; it is the one thing needed."
        if self.again:
            kept = " and ".join(one.lower() for one in ("Speaker", "Source") if self.given(one))
            hint = f"Another claim? The {kept or 'rest'} can stay. Enter alone ends."
        self.answers.pop("Claim", None)
        while True:
            self.take(
                "Statement",
                hint,
                lambda text: clean(text, "statement", 10_000),
                needed="" if self.again else "Write the statement, or leave with Ctrl-C.",
            )
            if not self.given("Statement"):
                return
            try:
                self.ask_same()
            except Back:
                continue
            return

    def ask_same(self) -> None:
        """Show the claims much like the statement and ask whether one of them is meant."""
        with self.notebook.read() as session:
            near = answers.claims_like(session, self.value("Statement"), self.app.language(session))
        if not near:
            return
        typed = self.question(
            "Which?",
            "Enter goes on with a new claim; a number takes a stance on that one instead.",
            check=one_of(near),
            choices=among(near),
            more=[
                *self.answer_lines("Statement"),
                Line("hint", "  Much like it:"),
                *(line for number, text in near.items() for line in answered(number, text)),
            ],
        )
        if typed:
            self.answers["Claim"] = Answer(typed, int(typed), f"{typed}: {near[typed]}")

    def ask_stance(self) -> None:
        """Ask what somebody says of a claim that is there."""
        self.take(
            "Stance",
            "What they say of it: asserts, agrees, partly, disagrees or asks.",
            lambda text: word(Stance, text.casefold()),
            among(STANCES),
            needed="Name the stance, or go back with Esc.",
        )

    def ask_speaker(self) -> None:
        """Ask who says so."""
        needed = "Claim" in self.answers
        self.answers["Speaker"] = self.ask_name(
            "Speaker",
            Speaker,
            "Who takes this stance."
            if needed
            else "Who says so. Without one it counts in nobody's record and keeps no quote.",
            self.answers.get("Speaker", NOTHING).typed,
            needed="A stance is somebody's: name the speaker." if needed else "",
        )

    def ask_about(self) -> None:
        """Ask for concepts until none is given."""
        default = ""
        while True:
            hint = "Topics. Without one the claim stands apart on the map, and about: misses it."
            if self.about:
                hint = "Another topic? Enter alone goes on."
            more = answered("About", ", ".join(one.shown for one in self.about))
            try:
                found = self.ask_names(
                    "About",
                    Concept,
                    hint,
                    default,
                    more=more if self.about else [],
                    parted=concept_names,
                )
            except Back:
                if not self.about:
                    raise
                default = self.about.pop().typed
                continue
            default = ""
            if not found:
                return
            for one in found:
                if one.value not in [known.value for known in self.about]:
                    self.about.append(one)

    def ask_source(self) -> None:
        """Ask where it was said."""
        self.answers["Source"] = self.ask_name(
            "Source",
            Source,
            "A title or address. Without one nobody can look up where it was said.",
            self.answers.get("Source", NOTHING).typed,
        )

    def ask_kind(self) -> None:
        """Ask what sort of proposition it is."""
        self.take(
            "Kind",
            "Fact, cause, opinion, prediction or recommendation. Skipped, it is an opinion.",
            lambda text: word(ClaimKind, text.casefold()),
            among(KINDS),
        )

    def ask_turn(self) -> None:
        """Ask for the turn in the source."""

        def read(text: str) -> int:
            with self.notebook.read() as session:
                return answers.turn_number(session, self.value("Source"), text)

        self.take(
            "Turn",
            "Its number in the source. Without it the place has to be searched for again.",
            read,
        )

    def ask_quote(self) -> None:
        """Ask for the words as they were spoken."""

        def read(text: str) -> str:
            with self.notebook.read() as session:
                return answers.quote(session, self.value("Source"), text)

        self.take(
            "Quote",
            "Their own words. Without them only yours stand, and nobody can compare the two.",
            read,
        )

    def ask_said(self) -> None:
        """Ask when it was said."""
        day, which = self.usual_day()

        def read(text: str) -> PartialDate:
            said = PartialDate.parse(text)
            past.refuse_still_to_come(said, self.app.today, "said")
            return said

        self.take("Said", f"When. Skipped, it is {day}, {which}.", read)

    def write(self) -> None:
        """Ask whether all is right, and write it; a refusal is shown, and every answer stays."""
        more: list[Line] = []
        while True:
            typed = self.question(
                "Write it?",
                "Enter writes it down; Esc goes back to change an answer; n leaves.",
                check=one_of(["y", "yes", "n", "no"]),
                more=more,
            )
            if typed.casefold().startswith("n"):
                raise Left
            try:
                self.write_down()
            except KgError as error:
                more = [Line("trouble", f"  {on_one_line(str(error))}")]
                continue
            return

    def write_down(self) -> None:
        """Write the claim or the stance, as one change, and say so."""
        lines = [
            line
            for label, _ in self.steps()[: self.at]
            if label != "Statement"
            for line in self.answer_lines(label)
        ]
        said = {
            "said": self.value("Said"),
            "source": self.value("Source"),
            "turn": self.value("Turn") if self.given("Source") else None,
            "quote": self.value("Quote"),
        }
        if not self.given("Speaker"):
            said = {}

        def put() -> None:
            with self.app.transaction(self.value("Statement")) as session:
                for line in lines:
                    self.app.say(line.text)
                if "Claim" in self.answers:
                    self.take_stance(session, said)
                else:
                    self.add_claim(session, said)

        again(put)

    def add_claim(self, session: Session, said: dict[str, Any]) -> None:
        """Add the claim; whatever is new was found to be so when it was asked for."""
        added = recording.record(
            session,
            self.value("Statement"),
            today=self.app.today,
            speaker=self.value("Speaker"),
            kind=self.value("Kind"),
            about=[one.value for one in self.about],
            new=True,
            **(self.foretold() if self.value("Kind") == ClaimKind.PREDICTION else {}),
            **said,
        )
        show_added(self.app, session, added)

    def take_stance(self, session: Session, said: dict[str, Any]) -> None:
        """Add the position."""
        row = positions.take(
            session,
            self.value("Claim"),
            self.value("Speaker"),
            self.value("Stance"),
            today=self.app.today,
            new=True,
            **said,
        )
        who = find.label(row.speaker, self.app.language(session))
        changes.show_addition(
            self.app,
            session,
            lambda: cards.position_cards(session, [row.id])[0],
            [f"Position {row.id}: {who} {row.stance} claim {row.claim_id}, {row.said}"],
        )
