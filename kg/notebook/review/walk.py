"""A walk through what is due: which prediction comes next, what was typed of it, what was done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Confidence, Grade, Outcome, Side


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence that is to go with a verdict: one that is known, or an address.

    `known` is the number of one that the notebook has; of such a one only the side is told.
    """

    title: str
    url: str | None = None
    known: int | None = None
    quote: str | None = None
    grade: Grade | None = None
    side: Side = Side.FOR


@dataclass(slots=True)
class Typed:
    """What was typed of a prediction and waits for its verdict."""

    exhibits: list[Exhibit] = field(default_factory=list)
    note: str | None = None
    on: PartialDate | None = None
    confidence: Confidence | None = None

    def __bool__(self) -> bool:
        return bool(self.exhibits or self.note or self.on or self.confidence)


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done with a prediction: decided, or snoozed until a day where `outcome` is None.

    `change` is its number in the history, `typed` what went with it.
    """

    prediction: int
    change: int
    outcome: Outcome | None = None
    until: PartialDate | None = None
    typed: Typed = field(default_factory=Typed)


class Tally(NamedTuple):
    """What a walk came to, each prediction counted once, by what was done with it last."""

    decided: Counter[Outcome]
    snoozed: int
    elsewhere: int
    """Those that somebody else decided meanwhile, or removed."""
    left: int


class Walk:
    """A walk through predictions, by their numbers, in their order.

    >>> walk = Walk([5, 8, 2])
    >>> walk.forward(), walk.current, walk.number, walk.total
    (True, 8, 2, 3)
    """

    def __init__(self, predictions: Iterable[int]) -> None:
        self._queue = list(dict.fromkeys(predictions))
        self._at = 0
        self._elsewhere: set[int] = set()
        self._offered: set[int] = set()
        self.deeds: list[Deed] = []
        self.typed = Typed()

    @property
    def current(self) -> int:
        """The prediction at hand; there is none in a walk through nothing."""
        return self._queue[self._at]

    @property
    def number(self) -> int:
        """How manyth it is, from 1."""
        return self._at + 1

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._queue)

    def forward(self) -> bool:
        """Go to the next one, if there is one; what was typed of this one is dropped."""
        return self._go(self._at + 1)

    def back(self) -> bool:
        """Go back to the one before, if there is one; what was typed of this one is dropped."""
        return self._go(self._at - 1)

    def _go(self, at: int) -> bool:
        if not 0 <= at < len(self._queue):
            return False
        self._at = at
        self.typed = Typed()
        return True

    def drop(self) -> None:
        """Forget what was typed."""
        self.typed = Typed()

    def look_at(self, prediction: int) -> None:
        """Make this prediction the next one, and go to it."""
        here = self.current
        if prediction != here:
            # One that was to come later, or has been passed, is not met twice.
            self._queue = [one for one in self._queue if one != prediction]
            self._at = self._queue.index(here)
            self._queue.insert(self._at + 1, prediction)
        self._go(self._queue.index(prediction))

    def offer(self, predictions: Iterable[int]) -> int | None:
        """The first of these to look at now: none that was offered before or that is done with."""
        done = {one.prediction for one in self.deeds}
        for one in predictions:
            if one not in self._offered | done and one != self.current:
                self._offered.add(one)
                return one
        return None

    def add(self, deed: Deed) -> None:
        """Take down what was done; what was typed went with it."""
        self.deeds.append(deed)
        self._elsewhere.discard(deed.prediction)
        self.typed = Typed()

    def take_back(self) -> Deed | None:
        """Go back to what was done last and is undone, with what was typed of it at that time."""
        if not self.deeds:
            return None
        deed = self.deeds.pop()
        self._go(self._queue.index(deed.prediction))
        self.typed = deed.typed
        return deed

    def last_deed(self, prediction: int) -> Deed | None:
        """What was done last with a prediction."""
        return next((one for one in reversed(self.deeds) if one.prediction == prediction), None)

    def note_elsewhere(self, prediction: int, *, gone: bool) -> None:
        """Take down whether a prediction was decided by somebody else, or removed."""
        if gone and self.last_deed(prediction) is None:
            self._elsewhere.add(prediction)
        else:
            self._elsewhere.discard(prediction)

    def tally(self) -> Tally:
        """What the walk came to."""
        last = {deed.prediction: deed for deed in self.deeds}
        decided = Counter(deed.outcome for deed in last.values() if deed.outcome is not None)
        elsewhere = len(self._elsewhere - last.keys())
        return Tally(
            decided=decided,
            snoozed=len(last) - decided.total(),
            elsewhere=elsewhere,
            left=len(self._queue) - len(last) - elsewhere,
        )
