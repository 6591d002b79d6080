"""The questions about a prediction: when it is due, what decides it, and how likely it is."""

from typing import Any

from kg.cli.asking import answers
from kg.cli.asking.answers import NOTHING, Answer
from kg.cli.asking.card import Card
from kg.domain.dates import PartialDate
from kg.domain.spoken_odds import Likelihood, likelihood
from kg.domain.spoken_times import Window, bounds, deadline, refuse_reversed, window
from kg.domain.vocabulary import Basis
from kg.domain.wording import brief, clean, clean_line
from kg.errors import Invalid
from kg.notebook import spoken


class Foretold(Card):
    """What is asked of a prediction; words are read at once, and can be corrected."""

    def said(self) -> PartialDate:
        """The day from which spoken times count."""
        return self.value("Said") or self.usual_day()[0]

    def usual_day(self) -> tuple[PartialDate, str]:
        """When it was said unless another day is given, and which day that is."""
        with self.notebook.read() as session:
            source = answers.known_source(session, self.value("Source"))
            day = source and (source.recorded or source.published)
        if day:
            return day, "the day of the source"
        return PartialDate.parse(self.app.today), "today"

    def spoken_window(self) -> Window | None:
        """The window that the words of time came to, if any were given."""
        words = self.value("Said as")
        return window(horizon=words, said=self.said()) if words else None

    def ask_horizon(self) -> None:
        """Ask for the time as it was spoken."""
        self.take(
            "Said as",
            "The time in their words, such as: within two years. It is read, and can be changed.",
            lambda text: clean_line(text, "horizon"),
        )

    def opens_later(self) -> bool:
        """Whether the words of time say that it cannot come true at once."""
        found = self.spoken_window()
        return bool(found and found.opens and found.opens.first > found.said.last)

    def ask_opens(self) -> None:
        """Ask when it can come true at the earliest, where words said that it takes its time."""
        found = self.spoken_window()
        assert found
        self._propose("Opens", found.opens)
        self.take("Opens", f"{_read_as(found)} The first day on which it can come true.", self._day)

    def ask_due(self) -> None:
        """Ask when it can be checked; what the words came to stands there already."""
        found = self.spoken_window()
        hint = (
            "The day, month or year by which it can be checked. Without one it stays on the list "
            "of what is due."
        )
        if found and found.read:
            hint = f"{_read_as(found)} {hint}"
        elif found:
            hint = f"«{brief(found.horizon or '')}» was not understood as a time. {hint}"
        self._propose("Due", found.due if found else None)

        def read(text: str) -> PartialDate:
            due = self._day(text)
            refuse_reversed(self.value("Opens") if self.opens_later() else None, due)
            return due

        self.take("Due", hint, read)

    def _day(self, text: str) -> PartialDate:
        """The day in an answer, or the one that its words name."""
        try:
            return PartialDate.parse(text)
        except Invalid:
            found = deadline(text, self.said())
            if found is None or found.vague or found.due is None:
                raise
            return found.due

    def ask_criteria(self) -> None:
        """Ask what decides it."""
        self.take(
            "Decided by",
            "What would settle it. Without that the verdict will be a matter of taste.",
            lambda text: clean(text, "criteria", 10_000),
        )

    def ask_likelihood(self) -> None:
        """Ask how likely they hold it."""
        self.take(
            "Likelihood",
            "0.6, 60% or their words, such as 大概率. Without it they made no forecast to score.",
            likelihood,
        )

    def worded(self) -> bool:
        """Whether the likelihood was given in words alone."""
        found = self.value("Likelihood")
        return found is not None and found.number is None

    def ask_number(self) -> None:
        """Ask which number the words of likelihood stand for; what a scale says is there."""
        words = self.value("Likelihood").words
        found = spoken.odds(words, self.scales())
        if found is None:
            hint = f"{spoken.why_unread(words)}. Without a number it cannot be scored."
        else:
            hint = f"{spoken.odds_told(found).sentence} Another number counts before it."
        middle = f"{round(100 * found.middle, 2):g}%" if found else None
        self._propose("In numbers", middle)
        self.take("In numbers", hint, _number)
        given = self.answers["In numbers"]
        if found and given.typed == middle:
            self.answers["In numbers"] = Answer(given.typed, found, spoken.in_per_cent(found))
        elif given.typed:
            self.answers["In numbers"] = given._replace(shown=f"{100 * given.value:g} %")

    def scales(self) -> Any:
        """The scales by which words are read."""
        # Loaded only where there are words to read.
        from kg.formats.scales import asked

        return asked()

    def _propose(self, label: str, value: object) -> None:
        """Have an answer stand at a question, unless another was given since it was proposed."""
        typed = "" if value is None else str(value)
        before = self.proposed.get(label, "")
        if self.answers.get(label, NOTHING).typed == before:
            self.answers[label] = Answer(typed, None, "")
        self.proposed[label] = typed

    def foretold(self) -> dict[str, Any]:
        """What is recorded of the prediction."""
        found = self.spoken_window()
        due = self.value("Due")
        opens = self.value("Opens") if self.opens_later() else None
        if found and not self.opens_later() and due == found.due:
            opens = found.opens
        return {
            "settled": True,
            "due": due,
            "opens": opens,
            "criteria": self.value("Decided by"),
            "horizon": self.value("Said as"),
            **(self._forecast() if self.given("Speaker") else {}),
        }

    def _forecast(self) -> dict[str, Any]:
        number, words = self.value("Likelihood") or Likelihood(None, None)
        read = self.value("In numbers") if self.worded() else None
        if read is None:
            return {"probability": number, "words": words}
        if isinstance(read, float):
            return {"probability": read, "words": words, "basis": Basis.VERBAL}
        return {
            "words": words,
            "probability": read.middle,
            "low": read.low,
            "high": read.high,
            "basis": read.basis,
            "scale": read.scale,
        }


def _read_as(found: Window) -> str:
    assert found.read
    return f"Read as: {bounds(found.read)}, counted from {found.said}."


def _number(text: str) -> float:
    found = likelihood(text)
    if found.number is None or found.words:
        raise Invalid(f"{brief(text)!r} is no number.", "Write 60% or 0.6.")
    return found.number
