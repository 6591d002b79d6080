"""Times of the calendar in English: by the end of 2027, before Christmas, not before 2030."""

import re
from collections.abc import Iterator
from contextlib import suppress

from kg.domain.dates import PartialDate
from kg.domain.horizons import stretches as calendar
from kg.domain.horizons.days import Length, Unit
from kg.domain.horizons.english_context import alone, looks_back
from kg.domain.horizons.english_stretches import OVER, Core, stretches
from kg.domain.horizons.plain import english_pattern
from kg.domain.horizons.windows import Found, Frame, Side, Span, is_over, of_length, of_period

_NOT = r"(?:(?<![\w'-])(?:not|never)|n't)(?: [a-z']{1,15}){0,4}"
_LEAD = english_pattern(
    rf"(?:{_NOT} (?P<unless>until|till|before)|"
    r"(?<![\w'-])(?:"
    r"(?P<dead>since|until|till|as of|class of|of|fiscal|fiscal year|fy|last|(?:soon|shortly|right|"
    r"immediately|just|long|years|months|weeks|days|decades|a year|a month) (?:after|before|from)|"
    r"(?:released|back|launched|published|founded|started) in)|"
    r"(?P<by>(?:(?:at the )?latest )?by|at the latest in|(?:by )?(?:no|not) later than|"
    r"on or before|not after|through|between now and|from now (?:to|until|till|through))|"
    r"(?P<from>(?:no|not) (?:earlier|sooner) than|as (?:early|soon) as|"
    r"starting(?: in| from)?|beginning(?: in)?|at the (?:very )?earliest(?: in)?)|"
    r"(?P<before>(?:well )?(?:before|prior to|ahead of|earlier than|sooner than))|"
    r"(?P<after>after|beyond|later than|past)|"
    r"(?P<around>around|about|circa|roughly|approximately|~)|"
    r"(?P<between>between)|(?P<range>from)|"
    r"(?P<in>in|during|within|over|at|on|sometime(?: in)?|some ?time(?: in)?|throughout|"
    r"(?:planned|scheduled|slated|expected|due|set|targeted) for)))"
    r"(?: (?:about|around|roughly|maybe|perhaps|probably|say|likely))?(?: the)?(?: |(?<=~))\Z"
)
_SIDES = {
    "by": Side.BY,
    "from": Side.FROM,
    "unless": Side.FROM,
    "before": Side.BEFORE,
    "after": Side.AFTER,
}
_ROUGHLY = english_pattern(r" (?:about|around|roughly) ?\Z")
_TAIL = english_pattern(
    r"(?P<around>,? or so|,? or thereabouts|-ish|,? give or take(?! [a-z\d]))?"
    r"(?:(?P<by>,? (?:at the )?(?:very )?latest| or (?:before|earlier|sooner))|"
    r"(?P<from>,? (?:at the )?(?:very )?earliest| or (?:later|beyond)| (?:onwards?|forward)(?!\w)|"
    r" on(?=[,.;:!?)]|\Z)|"
    r" and (?:beyond|after|onwards?)|\+)|"
    r"(?P<dead>'s|[/-]\d| (?:dollars|prices|terms|euros|money|levels|olympics|election|budget|"
    r"season|units|people|words|tokens)(?!\w)))?"
)
_THIS_TIME = english_pattern(r"(?:by )?(?:this|that) time next year(?!\w)")


def times(letters: str, said: PartialDate) -> Iterator[Found]:
    """The times of the calendar in a text, with the windows that they name."""
    for match in _THIS_TIME.finditer(letters):
        year = Length.of(1, Unit.YEAR)
        yield Found(*match.span(), of_length(said, Span(year, year), Frame.IN))
    for core in stretches(letters):
        # Beyond the years that dates can have, or no such day or part.
        with suppress(OverflowError, ValueError):
            if found := _framed(letters, said, core):
                yield found


def _framed(letters: str, said: PartialDate, core: Core) -> Found | None:
    """A stretch with the words around it that say how something lies to it."""
    lead = _LEAD.search(letters, max(0, core.begins - 90), core.begins)
    if lead and (lead["before"] or lead["unless"] or lead["after"]):
        over = OVER.match(letters, core.ends)
        if over:
            return _over(said, core, lead, over)
    if core.whole:
        # The end of the year is a time, and before it is over; the year alone is none.
        return None
    tail = _TAIL.match(letters, core.ends)
    assert tail
    side = _side(lead, tail, ranged=core.ranged)
    if side is None or tail["dead"]:
        return None
    begins = lead.start() if lead else core.begins
    base, ends = core.base, tail.end()
    around = tail["around"] or (lead and (lead["around"] or _ROUGHLY.search(lead[0])))
    if around:
        base = calendar.give_or_take(base)
    window = of_period(said, base, side)
    if core.either and side is not Side.IN:
        # In one of two years is a time with an end; by one of them leaves that open.
        window = window._replace(vague=True)
    if side in (Side.FROM, Side.AFTER) and window.opens and window.opens.last < said.first:
        # Since 2011 is no time to come.
        return Found(begins, ends, window) if alone(letters, begins, ends) else None
    if side is Side.IN and not _is_said(letters, said, core, begins, ends, bool(lead or around)):
        return None
    return Found(begins, ends, window)


def _over(said: PartialDate, core: Core, lead: re.Match[str], over: re.Match[str]) -> Found | None:
    """Before a stretch is over, which is by its end, or not before it or after it."""
    if core.many_days:
        return None
    side = Side.BEFORE if lead["before"] else Side.AFTER
    window = of_period(said, calendar.to_its_end(core.base), side)
    if core.either:
        window = window._replace(vague=True)
    if window.opens and side is Side.AFTER and window.opens.last < said.first:
        return None
    return Found(lead.start(), over.end(), window)


def _side(lead: re.Match[str] | None, tail: re.Match[str], *, ranged: bool) -> Side | None:
    """How something lies to a stretch; None where what stands around it does not go together."""
    words = lead.groupdict() if lead else {}
    name = next((name for name, found in words.items() if found), "in")
    if name == "dead" or (name == "between" and not ranged):
        return None
    side = _SIDES.get(name, Side.IN)
    if tail["by"]:
        return Side.BY if side in (Side.BY, Side.IN) else None
    if tail["from"]:
        return Side.FROM if side in (Side.FROM, Side.IN) else None
    return None if name == "range" and not ranged else side


def _is_said(
    letters: str, said: PartialDate, core: Core, begins: int, ends: int, framed: bool
) -> bool:
    """Whether a stretch is said to be when something comes true, not only mentioned."""
    if core.shy and not framed:
        return False
    if alone(letters, begins, ends):
        return True
    if is_over(said, core.base) or not (framed or core.alone):
        return False
    return not looks_back(letters, begins, ends)
