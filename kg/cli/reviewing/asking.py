"""What a person is asked during a review, and what their answers mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import click
from sqlalchemy.orm import Session

from kg.cli.params import PROBABILITY
from kg.domain.checks import web_address
from kg.domain.dates import PartialDate
from kg.domain.horizons.days import Length, Unit, day, shifted
from kg.domain.vocabulary import Confidence, Grade, Side
from kg.domain.wording import clean, clean_line, said_in
from kg.errors import Conflict, Invalid, NotFound
from kg.notebook.finding import find
from kg.notebook.review.deciding import evidence_at
from kg.notebook.review.snoozing import asleep
from kg.notebook.review.walk import Exhibit

LONGEST_TOLD = 10_000
"""How many characters a note, a quote or a reason may have in the notebook."""


@dataclass(frozen=True)
class Ask:
    """A question; `check` raises KgError for an answer that will not do.

    A key of `keys` answers at once with the text that stands for it there, as long as nothing else
    is typed. Where not `typed`, there is nothing else to type.
    """

    label: str
    hint: str
    check: Callable[[str], object] = lambda _: None
    default: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    typed: bool = True


def yes_or_no(question: str, hint: str) -> Ask:
    """A question that one key answers."""
    return Ask(question, hint, keys={"y": "y", "n": "n"}, typed=False)


def ask_fraction() -> Ask:
    """How much came true of what did so partly; Enter is half."""
    return Ask("How much", "How much of it came true: 0.3 or 30%. Enter means half.", fraction)


def fraction(text: str) -> float:
    """The fraction that an answer gives; half for an empty one."""
    if not text:
        return 0.5
    try:
        return float(PROBABILITY.convert(text, None, None))
    except click.BadParameter as error:
        raise Invalid(error.message.replace("probability", "fraction")) from None


def ask_reason(outcome: str) -> Ask:
    """Why another verdict is to count than the one that stands."""
    return Ask("Why anew", f"It was decided {outcome}. Why is it decided anew?", _needed)


def _needed(text: str) -> None:
    if not text:
        raise Invalid("The record keeps the reason.", "Write it, or press Esc.")
    clean(text, "reason", LONGEST_TOLD)


def ask_until(today: date) -> Ask:
    """Until when a prediction is to be left alone."""

    def later(number: int, unit: Unit) -> str:
        return shifted(day(today), Length.of(number, unit)).text

    def check(text: str) -> None:
        if not asleep(until := PartialDate.parse(text), today):
            raise Conflict(f"{until} is past.", "Give a day still to come.")

    return Ask(
        "Snooze",
        "1 for a month, 3 for three months, y for a year, or type until when: 2027-06.",
        check,
        keys={"1": later(1, Unit.MONTH), "3": later(3, Unit.MONTH), "y": later(1, Unit.YEAR)},
    )


def ask_address(known: Callable[[str], object]) -> Ask:
    """Where a piece of evidence is."""
    return Ask(
        "Evidence",
        "A web address, or the number of evidence that you have. Only Enter: none.",
        lambda text: known(text) if text else None,
    )


def evidence_named(session: Session, text: str, language: str) -> Exhibit:
    """The evidence that is meant; raises Invalid when it is neither an address nor known."""
    if "://" in text:
        url = web_address(text)
        row = evidence_at(session, url)
        if row is None:
            return Exhibit(title=url, url=url)
    else:
        try:
            row = find.evidence(session, text)
        except NotFound:
            if text.isdecimal():
                raise
            web_address(text)
            raise
    return Exhibit(said_in(row.title, language), url=row.url, known=row.id, grade=row.grade)


ASK_TITLE = Ask(
    "Title",
    "What it is called. Enter: by its address.",
    lambda text: clean_line(text, "title", 2000) if text else None,
)
ASK_QUOTE = Ask(
    "Quote",
    "The words that settle it. Enter: none.",
    lambda text: clean(text, "quote", LONGEST_TOLD) if text else None,
)
ASK_GRADE = Ask(
    "How good",
    "p read at the source itself, s in another's report, m only remembered. Enter: not said.",
    keys={"p": Grade.PRIMARY, "s": Grade.SECONDARY, "m": Grade.MEMORY, "enter": ""},
    typed=False,
)
ASK_CONFIDENCE = Ask(
    "How sure",
    "h high, m medium, l low: how sure you are of the verdict. Enter: not said.",
    keys={"h": Confidence.HIGH, "m": Confidence.MEDIUM, "l": Confidence.LOW, "enter": ""},
    typed=False,
)
ASK_SIDE = Ask(
    "For or against",
    "f or Enter: it speaks for your verdict. a: against it.",
    keys={"f": Side.FOR, "a": Side.AGAINST, "enter": Side.FOR},
    typed=False,
)
