"""When something is to come true, by what was said of a length of time or a stretch of calendar."""

from enum import Enum, auto
from typing import NamedTuple

from kg.domain.dates import PartialDate
from kg.domain.horizons import rules
from kg.domain.horizons.days import Base, Length, Unit, after, before, shifted


class Window(NamedTuple):
    """From `opens` to `due`; `vague` when the words did not set the bounds but a rule of ours."""

    opens: PartialDate | None
    due: PartialDate | None
    vague: bool = False


class Found(NamedTuple):
    """What a grammar finds in `letters[begins:ends]`, and when that is."""

    begins: int
    ends: int
    window: Window


class Frame(Enum):
    """What is said of a length of time: within it, in it from now, or that it takes so long."""

    WITHIN = auto()
    IN = auto()
    TAKES = auto()


class Bound(Enum):
    """Whether a length is meant exactly."""

    EXACT = auto()
    ABOUT = auto()
    LEAST = auto()
    MOST = auto()


class Span(NamedTuple):
    """A length of time, or two; `loose` when its number was not said in figures.

    A few years are one length, though it goes from three to five.
    """

    low: Length
    high: Length | None
    loose: bool = False
    single: bool = True


class Side(Enum):
    """How something lies to a stretch of the calendar."""

    IN = auto()
    BY = auto()
    BEFORE = auto()
    AFTER = auto()
    FROM = auto()


def span(
    low: Length, high: Length | None, *, loose: bool = False, single: bool = True
) -> Span | None:
    """From a length to a longer one; None where they are nothing or the other way round."""
    if low.rough_days <= 0 or (high is not None and high.rough_days < low.rough_days):
        return None
    return Span(low, high, loose, single)


def plural(unit: Unit, table: dict[Unit, tuple[int, int | None]] = rules.PLURAL) -> Span:
    """How long a bare plural is."""
    low, high = table[unit]
    return Span(Length.of(low, unit), None if high is None else Length.of(high, unit), loose=True)


def of_length(said: PartialDate, found: Span, frame: Frame, bound: Bound = Bound.EXACT) -> Window:
    """The window of what was said to happen within, in or after a length of time."""
    low, high, loose, single = found
    if bound is Bound.LEAST:
        return Window(shifted(said, low), None, loose)
    if frame is Frame.TAKES and single and bound is Bound.EXACT and not loose:
        bound = Bound.ABOUT
    if bound is Bound.ABOUT:
        low = low.times(rules.ABOUT[0])
        high = high.times(rules.ABOUT[1]) if high else None
        loose = True
    due = shifted(said, high, late=True) if high else None
    open_at_once = (
        frame is Frame.WITHIN
        or bound is Bound.MOST
        or (frame is Frame.IN and bound is Bound.EXACT and single)
    )
    return Window(said if open_at_once else shifted(said, low), due, loose)


def of_word(said: PartialDate, word: rules.Vague) -> Window:
    """The window of a word that names no time."""
    opens = shifted(said, word.low) if word.opens else said
    return Window(opens, shifted(said, word.high, late=True) if word.high else None, vague=True)


def of_period(said: PartialDate, base: Base, side: Side) -> Window:
    """The window of what was said to happen in, by, before or after a stretch of the calendar.

    Where `said` is known to a month or a year only, it is as wide as that leaves open.
    """
    early, late = base(said.first), base(said.last)
    vague = early.vague
    if side is Side.AFTER:
        return Window(after(early.last), None, vague)
    if side is Side.FROM:
        return Window(early.first, None, vague)
    if side is Side.IN:
        # What is said is said of what is to come: this year begins today.
        begun = early.first.first <= said.first <= late.last.last
        return Window(said if begun else early.first, late.last, vague)
    # Before the end of a year is by its end.
    by = side is Side.BY or late.firm or late.until
    due = (late.until or late.last) if by else before(late.first)
    return Window(said if said.first <= due.last else None, due, vague and not late.firm)


def is_over(said: PartialDate, base: Base) -> bool:
    """Whether a stretch of the calendar was over when it was spoken of."""
    return base(said.last).last.last < said.first
