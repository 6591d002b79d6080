"""Second thoughts on a time in English: (maybe 3), three at most, or early 2028, maybe longer."""

import re
from collections.abc import Iterable, Iterator

from kg.domain.horizons import numbers
from kg.domain.horizons.english_context import FILLING
from kg.domain.horizons.english_lengths import LENGTH, UNIT
from kg.domain.horizons.english_stretches import stretches
from kg.domain.horizons.hedges import Grammar, Kind, Thought
from kg.domain.horizons.plain import english_pattern

_MOST = r"at (?:the )?(?:very )?(?:most|latest|outside|worst)|tops|max(?:imum)?|in the worst case"
_DOUBT = (
    rf"maybe|perhaps|possibly|probably|conceivably|likely|{_MOST}|worst case|up to|even|if not|"
    r"(?:could|might|may|would) (?:well )?(?:be|take|slip to)|no more than|not more than|"
    r"make (?:that|it)"
)
_LINK = (
    r"or|and|but|though|although|it|that|this|i think|i guess|i'd say|say|rather|more(?= likely)|"
    r"more like|well|about|around|roughly|nearer|closer to|as late as"
)
_LEAD = english_pattern(
    rf"(?<=[\w)])(?P<stop>[ ,;:(\[.?!-]{{1,4}})"
    rf"(?P<words>(?:(?:(?P<doubt>{_DOUBT})|(?P<or>or)|(?:{_LINK}))(?![\w'-])[ ,:]{{0,2}}){{0,6}})"
)
_SPREAD = english_pattern(
    r"(?:,? \(?(?:plus or minus|plus/minus|give or take)|,? ?\(?(?:±|\+/-)) ?(?=[a-z\d])"
    r"[a-z\d ]{1,20}\)?"
)
_NO_TIME = english_pattern(
    r"(?:even )?(?:an? (?:bit|little|while) |much |slightly |somewhat |shortly |soon |right )?"
    r"(?:(?P<sooner>sooner|earlier|less|before|faster|quicker)|"
    r"(?P<later>longer|later|more|after|afterwards|beyond|further))(?: (?:than )?(?:that|this))?"
)
_UNCLEAR = english_pattern(
    rf"(?:[a-z]+ ){{0,3}}(?:{UNIT}|spring|summer|autumn|winter|january|february|march|april|june|"
    r"july|august|september|october|november|december)"
)
_ASKED = english_pattern(r"\bwhether\b[^.!?;]*\Z")
_THE_YEAR_AFTER = english_pattern(r"the year after(?: that| next)?")
# This year, maybe next; by next year, perhaps the one after.
_ELLIPTIC = english_pattern(
    r"(?:in |by |during |within )?(?:(?P<next>(?:the )?next(?: one)?)|"
    r"(?P<after>the (?:following|other|latter)(?: one)?|"
    r"the (?:one |[a-z]+ )?after(?: that| next)?))(?![\w'-])"
)
_NEVER = english_pattern(
    r"(?:(?:just |simply )?never(?: at all| ever)?|some ?day|eventually|whenever|at some point)"
    r"(?![\w'-])"
)
_NAMED = english_pattern(rf"(?<![\w'-])(?P<which>this|the current|next) (?P<unit>{UNIT})(?!\w)")
_WITH_LEAD = english_pattern(r"(?:by|before|within|in|around|during)(?: the)? (?=\w)")
_NUMBER = english_pattern(rf"(?!(?:an?|half)\b)(?:{numbers.ENGLISH})(?!\w)")
_TIMES = english_pattern(
    r"\d|years?|months?|weeks?|days?|decades?|centur|quarter|q[1-4]|soon|next|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"spring|summer|autumn|fall|winter|christmas|easter|end|future|long|term"
)
_BEHIND = english_pattern(
    rf"(?P<most> ?,? (?:{_MOST}))|(?P<more>(?: (?:from now|away|out|or so))| if [a-z' ]{{2,30}}"
    r"(?=[,.;:)!?\]]|\Z))|"
    r"(?P<doubt>(?: |, (?=\w+[^\w]*\Z))(?:maybe|perhaps|possibly|conceivably))(?![\w'-])"
)
_STOPS = english_pattern(r" *(?:[,.;:)!?\]-]|\Z)| (?:and|but|though|although|because|since|when)\b")
_COUNTED = english_pattern(rf"(?:{numbers.ENGLISH})(?= ?-?(?:{UNIT}|fortnight)(?!\w))")
_YEARS = english_pattern(r"(?<!\w)(?:1[89]|2[0-2])\d\d(?!\w)")
_FIGURES = english_pattern(r"(?:1[89]|2[0-2])\d\d")
_NEAR = 40
_OTHERS = english_pattern(rf"[,.;:!?()\d]|(?<!\w)(?!an?\b)(?:{numbers.ENGLISH})(?!\w)")


def thoughts(letters: str) -> Iterator[Thought]:
    """The second thoughts in a text, whatever they are on."""
    begun: dict[int, int] | None = None
    ends = -1
    for match in english_pattern(f"{_SPREAD.pattern}|{_LEAD.pattern}").finditer(letters):
        begins = match.start()
        if begins < ends or not _TIMES.search(letters, max(0, begins - _NEAR), begins):
            continue
        if _ASKED.search(letters, max(0, begins - 2 * _NEAR), begins):
            continue
        if match["words"] is None:
            ends = match.end()
            yield Thought(begins, ends, Kind.UNKNOWN)
            continue
        if begun is None:
            begun = {core.begins: core.ends for core in stretches(letters)}
        found = _thought(letters, match, begun)
        if found:
            ends = found.ends
            yield found


def _thought(letters: str, match: re.Match[str], begun: dict[int, int]) -> Thought | None:
    begins, at = match.start(), match.end()
    doubted = match["doubt"] is not None
    if doubted or match["or"]:
        found = _NO_TIME.match(letters, at)
        if found and _STOPS.match(letters, found.end()):
            kind = Kind.SOONER if found["sooner"] else Kind.UNKNOWN
            return Thought(begins, _closed(letters, found.end()), kind)
        if never := _NEVER.match(letters, at):
            if _STOPS.match(letters, never.end()):
                return Thought(begins, _closed(letters, never.end()), Kind.UNKNOWN)
            return None
        if elliptic := _elliptic(letters, match):
            return elliptic
    elif match["words"] or match["stop"] == " ":
        return None
    ends = _time_ends(letters, at, begun, with_lead=doubted)
    if ends is None:
        unclear = _UNCLEAR.match(letters, at) if doubted else None
        if unclear and _STOPS.match(letters, unclear.end()):
            return Thought(begins, _closed(letters, unclear.end()), Kind.UNKNOWN)
        return None
    if (lead := _WITH_LEAD.match(letters, at)) and lead[0].startswith(("in ", "around", "during")):
        at = lead.end()
    time = letters[at:ends]
    behind = _BEHIND.match(letters, ends)
    if behind:
        ends = behind.end()
        doubted = doubted or bool(behind["most"] or behind["doubt"]) or behind[0].startswith(" if")
    inside = match["stop"].endswith("(") and letters.startswith(")", ends)
    split = english_pattern(rf",? (?:{UNIT})(?!\w)").match(letters, ends)
    if not (doubted or match["or"]) or not (_STOPS.match(letters, ends) or inside or split):
        return None
    ends = _closed(letters, ends, match["stop"])
    return Thought(begins, ends, Kind.TIME, time, length=at not in begun)


def _elliptic(letters: str, match: re.Match[str]) -> Thought | None:
    """A time that leaves out what it is one of, which a time before it may tell."""
    begins, at = match.span()
    left_out = _ELLIPTIC.match(letters, at)
    if left_out is None or not _STOPS.match(letters, left_out.end()):
        return None
    ends = _closed(letters, left_out.end(), match["stop"])
    named = list(_NAMED.finditer(letters, max(0, begins - _NEAR), begins))
    if named and named[-1]["which"] != "next":
        # The one after this year is next year.
        return Thought(begins, ends, Kind.TIME, f"next {named[-1]['unit']}")
    if named and left_out["after"] and named[-1]["unit"] == "year":
        return Thought(begins, ends, Kind.TIME, "the year after")
    return Thought(begins, ends, Kind.UNKNOWN)


def _time_ends(letters: str, at: int, begun: dict[int, int], *, with_lead: bool) -> int | None:
    """Where a time that begins there ends."""
    if with_lead and (lead := _WITH_LEAD.match(letters, at)):
        at = lead.end()
    if at in begun:
        return begun[at]
    if found := LENGTH.match(letters, at):
        return None if found["some"] or found["alone"] else found.end()
    number = _THE_YEAR_AFTER.match(letters, at) or _NUMBER.match(letters, at)
    return number.end() if number else None


def _closed(letters: str, ends: int, stop: str = "(") -> int:
    """Behind the bracket that is closed there, or the comma: within 2, maybe 3, years."""
    if "(" in stop or "[" in stop:
        return ends + letters.startswith((")", "]"), ends)
    comma = english_pattern(rf",(?= (?:{UNIT})(?!\w))").match(letters, ends)
    return comma.end() if comma else ends


def near(between: str) -> bool:
    """Whether what stands between a time and a second thought lets one belong to the other."""
    return FILLING.fullmatch(between) is not None or (
        len(between) <= _NEAR and _OTHERS.search(between) is None
    )


def instead(words: str, time: str) -> Iterable[str]:
    """The words for a time with another time in them: within two years, within three years.

    >>> list(instead("within two years", "three"))
    ['within three years']
    >>> next(iter(instead("by march 2026", "april")))
    'by april 2026'
    """
    if _THE_YEAR_AFTER.fullmatch(time):
        return [words.replace("next year", "the year after next")] if "next year" in words else []
    if _WITH_LEAD.match(time):
        return [time]
    if _NUMBER.fullmatch(time):
        pattern = _YEARS if _FIGURES.fullmatch(time) else _COUNTED
        places = list(pattern.finditer(words))
        if not places:
            # Within a year and a half; the next decade.
            return []
        return [words[: places[-1].start()] + time + words[places[-1].end() :]]
    if LENGTH.fullmatch(time):
        return [
            *(words[: one.start()] + time + words[one.end() :] for one in LENGTH.finditer(words)),
            time,
        ]
    cores = list(stretches(words))
    made = [words[: core.begins] + time + words[core.ends :] for core in cores]
    dated = [
        words[: core.begins] + f"{time} {core.year}" + words[core.ends :]
        for core in cores
        if core.year not in ("", "the year", "this year")
        and not re.match("next|this|the", time)
        and not any(other.year for other in stretches(time))
    ]
    return [*dated, *made, time]


HEDGES = Grammar(thoughts, near, instead)
