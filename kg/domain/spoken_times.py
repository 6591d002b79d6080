"""Windows of time as people give them: days outright, or words that are read."""

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.domain.dates import PartialDate
from kg.domain.wording import brief
from kg.errors import Conflict, Invalid

if TYPE_CHECKING:
    from kg.domain.horizons import Horizon


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens` to `due`, and how that came about.

    `horizon` are the words that are kept. `read` is what they came to, counted from `said`; `by`
    is what the words that stood for the last day came to. `given` holds the days that were given
    outright, first and last: they count before all that was read.
    """

    opens: PartialDate | None
    due: PartialDate | None
    horizon: str | None
    said: PartialDate
    read: "Horizon | None" = None
    by: "Horizon | None" = None
    given: tuple[PartialDate | None, PartialDate | None] = (None, None)

    @property
    def understood(self) -> bool:
        """Whether it is known when it is due, or words said that there is no end."""
        return self.horizon is None or self.read is not None or any(self.given)

    @property
    def differs(self) -> bool:
        """Whether the words came to other days than those that were given outright."""
        opens, due = self.given
        return self.read is not None and (
            (opens is not None and opens.first != self.read.earliest)
            or (due is not None and due.last != self.read.latest)
        )


def window(
    *,
    horizon: str | None = None,
    opens: PartialDate | str | None = None,
    due: PartialDate | str | None = None,
    said: PartialDate,
    settled: bool = False,
) -> Window:
    """The window of what was given of it, by words that were spoken on the day `said`.

    A day counts before words: of the horizon only what no day was given for is taken over, and
    where the last day is given, nothing. For the last day words may stand, too, if they draw it
    themselves; raises Invalid when `due` is neither. When it is `settled`, days are those given.

    >>> found = window(horizon="takes years", said=PartialDate("2024-09-12"))
    >>> str(found.opens), str(found.due), found.horizon
    ('2026-09-12', '2034-09-12', 'takes years')
    >>> found = window(due="end of 2027", said=PartialDate("2024-09-12"))
    >>> str(found.due), found.horizon
    ('2027', 'end of 2027')
    """
    first = PartialDate.parse(opens) if opens else None
    last, by = _last_day(due, said)
    words = horizon or (str(due) if by else None)
    # Patterns take their time to compile, so they load only where there are words to read.
    from kg.domain.horizons import read

    found = read(horizon, said) if horizon else None
    given = (first, last)
    if settled or last is not None or found is None:
        return Window(first, last, words, said, found, by, given)
    due_then = found.due
    if first and due_then and due_then.last < first.first:
        due_then = None
    return Window(first or found.opens, due_then, words, said, found, by, given)


def deadline(words: str, said: PartialDate) -> "Horizon | None":
    """The time that words name as a last day, also without a word such as by or 前; None of none.

    All of the words have to name it: of what is only read in part the rest may say another thing.

    >>> said = PartialDate("2024-09-12")
    >>> [str(deadline(words, said).due) for words in ("mid-2026", "年底", "两年", "18 months")]
    ['2026-06', '2024', '2026-09-12', '2026-03-12']
    >>> deadline("2026/03", said)
    """
    from kg.domain.horizons import read

    words = words.strip()
    found = [
        one
        for text in (f"by {words}", f"到{words}", words, f"{words}前")
        if (one := read(text, said)) and one.due and one.words == text
    ]
    drawn = [one for one in found if not one.vague and one.due == found[0].due]
    return drawn[0] if drawn else found[0] if found else None


def _last_day(
    due: PartialDate | str | None, said: PartialDate
) -> "tuple[PartialDate | None, Horizon | None]":
    if not due:
        return None, None
    try:
        return PartialDate.parse(unicodedata.normalize("NFKC", str(due))), None
    except Invalid as error:
        words = str(due)
        found = deadline(words, said)
        if found is None or found.due is None:
            raise error from None
        if found.vague:
            raise Invalid(
                f"{brief(words)!r} is no day but a vague time: {bounds(found)}.",
                "Write the day that you hold them to, or the words as --horizon.",
            ) from None
        return found.due, replace(found, words=words)


def bounds(found: "Horizon") -> str:
    """When a horizon opens and is due, as fields of a prediction say it.

    >>> from kg.domain.horizons import read
    >>> bounds(read("takes years", PartialDate("2024-09-12")))
    'opens 2026-09-12, due 2034-09-12, vague'
    """
    parts = [f"opens {found.opens}"] if found.opens else []
    parts.append(f"due {found.due}" if found.due else "no end")
    return ", ".join(parts + (["vague"] if found.vague else []))


@lru_cache(maxsize=10_000)
def vague(words: str) -> bool | None:
    """Whether words draw no time themselves, whenever they are spoken; None when they are not read.

    >>> vague("takes years"), vague("两年内"), vague("who knows")
    (True, False, None)
    """
    from kg.domain.horizons import read

    found = read(words, PartialDate("2000-01-01"))
    return None if found is None else found.vague


def refuse_reversed(opens: PartialDate | None, due: PartialDate | None) -> None:
    """Raise Conflict when something would be due before it opens."""
    if opens and due and due.last < opens.first:
        raise Conflict(f"It would be due {due}, before it opens {opens}.", "Correct one.")
