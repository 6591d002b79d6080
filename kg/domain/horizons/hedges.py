"""Second thoughts behind a time: within two years (maybe three), by 2027 or so, 两年内（也许三年）.

Whoever adds one leaves open which time counts, so the window reaches as far as the farthest, and is
vague. A second thought that names no time, such as maybe longer, leaves the end open altogether:
such a time is not read, but asked for.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from kg.domain.dates import PartialDate
from kg.domain.horizons.windows import Found, Window


class Kind(Enum):
    """What a second thought does to a time."""

    TIME = auto()
    SOONER = auto()
    UNKNOWN = auto()


class Thought(NamedTuple):
    """A second thought in `letters[begins:ends]`; `time` are its words for another time.

    `length` when that is a length of time, or the number of one, and no stretch of the calendar.
    """

    begins: int
    ends: int
    kind: Kind
    time: str = ""
    length: bool = False


class Grammar(NamedTuple):
    """How a language has second thoughts.

    `thoughts` finds them; `near` says whether they can belong to a time that ends so many letters
    before, by what stands between; `instead` puts another time into the words of a time, in ways
    that may be meant, the likeliest first.
    """

    thoughts: Callable[[str], Iterator[Thought]]
    near: Callable[[str], bool]
    instead: Callable[[str, str], Iterable[str]]


Read = Callable[[str, PartialDate], list[Found]]
"""What gives the times in a text."""

MOST = 4
"""So many times with second thoughts are looked at in a text: nobody says more of one thing."""


def with_thoughts(
    letters: str, said: PartialDate, found: list[Found], grammar: Grammar, read: Read
) -> list[Found] | None:
    """The times in a text with the second thoughts on them; None where one is not understood."""
    looked = 0
    for group in _groups(grammar.thoughts(letters)):
        begins, ends = group[0].begins, group[-1].ends
        if any(one.begins <= begins and ends <= one.ends for one in found):
            continue  # The grammar has it, such as two years or more.
        looked += 1
        if looked > MOST:
            break
        # What is said of a time that is split by its second thought: within 2 (maybe 3) years.
        rest = letters[:begins] + letters[ends:]
        times = read(rest, said)
        host = next((one for one in times if _belongs(rest, one, begins, grammar)), None)
        if host is None:
            continue
        window = _window(rest[host.begins : host.ends], said, host.window, group, grammar, read)
        if window is None:
            return None
        if window == host.window and any(one.window == window for one in found):
            continue  # Within five years, maybe sooner.
        longer = ends - begins
        told = Found(host.begins, max(ends, host.ends + longer * (host.ends > begins)), window)
        others = [_moved(one, begins, longer) for one in times if one is not host]
        return [told, *others]
    return found


def _groups(thoughts: Iterable[Thought]) -> Iterator[list[Thought]]:
    """Second thoughts, those that follow one another as one."""
    group: list[Thought] = []
    for one in thoughts:
        if group and one.begins > group[-1].ends:
            yield group
            group = []
        if not group or one.begins == group[-1].ends:
            group.append(one)
    if group:
        yield group


def _belongs(rest: str, one: Found, at: int, grammar: Grammar) -> bool:
    return one.begins < at and (one.ends >= at or grammar.near(rest[one.ends : at]))


def _moved(one: Found, at: int, longer: int) -> Found:
    return (
        one if one.begins < at else one._replace(begins=one.begins + longer, ends=one.ends + longer)
    )


def _window(
    words: str,
    said: PartialDate,
    window: Window,
    group: list[Thought],
    grammar: Grammar,
    read: Read,
) -> Window | None:
    """How far a time reaches with second thoughts; None where one of them is not understood."""
    for one in group:
        if one.kind is Kind.SOONER:
            if window.opens is not None and window.due is not None and window.opens != said:
                window = Window(said, window.due, vague=True)
        elif one.kind is Kind.UNKNOWN:
            if window.due is not None:
                return None
        else:
            meant = (_alone(text, said, read) for text in grammar.instead(words, one.time))
            other = next(filter(None, meant), None)
            if other is None:
                return None
            if other != window:
                window = _both(window, other, said, one)
            window = _reaching(window, _alone(one.time, said, read))
    return window


def _alone(text: str, said: PartialDate, read: Read) -> Window | None:
    """The window of a text that is all of it a time."""
    found = read(text, said)
    whole = len(found) == 1 and (found[0].begins, found[0].ends) == (0, len(text))
    return found[0].window if whole else None


def _both(one: Window, other: Window, said: PartialDate, thought: Thought) -> Window:
    begins = other.opens
    if thought.length and begins == said:
        # Three to five years, maybe ten: the number alone would be from now on.
        begins = said if one.opens == said else other.due
    opens = [day for day in (one.opens, begins) if day]
    ends = [day for day in (one.due, other.due) if day]
    return Window(
        min(opens, key=lambda day: day.first) if opens else None,
        max(ends, key=lambda day: day.last) if len(ends) == 2 else None,
        vague=True,
    )


def _reaching(window: Window, time: Window | None) -> Window:
    """A window up to the end of a time: before 2030, maybe 2031 reaches into 2031."""
    if window.due is None or time is None or time.due is None or time.due.last <= window.due.last:
        return window
    return window._replace(due=time.due, vague=True)
