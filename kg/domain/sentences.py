"""Where the sentences of a text begin and end, in English, Chinese and a mixture of both."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 1000
"""Words that run on for more characters than this without a stop are cut."""


class Span(NamedTuple):
    """A part of a text: from the character `begins` up to the one before `ends`."""

    begins: int
    ends: int


def sentences(text: str, language: str | None = None) -> list[Span]:
    """The sentences of `text` in order, without the white space around each.

    They do not overlap, and all that is not white space stands in one. A line's end is a
    sentence's end, unless the line plainly goes on in the next. `language` says whose
    abbreviations end no sentence: English ones, if it is not given.

    >>> text = "Mr. Li paid 3.5 yuan. “Why?” 我不知道。再说吧！"
    >>> [text[begins:ends] for begins, ends in sentences(text)]
    ['Mr. Li paid 3.5 yuan.', '“Why?”', '我不知道。', '再说吧！']
    """
    found = []
    begins = 0
    for ends in _ends(text, (language or "en").partition("-")[0].lower()):
        begins = _after_blanks(text, begins)
        while ends - begins > LONGEST:
            cut = _cut(text, begins)
            found.append(_trimmed(text, begins, cut))
            begins = _after_blanks(text, cut)
        if begins < ends:
            found.append(_trimmed(text, begins, ends))
            begins = ends
    return found


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_HAN = "\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
_CLOSING = "”’」』》〉】）］｝〕»›)\\]}"
_WIDE = "。！？；｡।॥؟۔።"
_CANDIDATE = re.compile(
    rf"\s+|[{_WIDE}．…]+[.!?…{_WIDE}．]*|[.!?](?:[ ]?[.!?…{_WIDE}])*|;|\*+|_+|\""
)
_BLANKS = re.compile(r"\s*")
_CLOSERS = re.compile(rf"[{_CLOSING}]*")
_MARKS = re.compile(rf"[{_CLOSING}*_`~\"']*")
_PAIRS = '*_"'
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_PAIRED = re.compile(r"\*\*(?=\*\*)|\*+|__?|\"")
_GOES_ON = re.compile(r"[，、；：,;:。！？.!?%]|[的地得](?![确確方点點])")
_IS_HAN = re.compile(f"[{_HAN}]")
_WORD = re.compile(r"[^\s(\[{（「『“‘\"'*_—–/]*\Z")
_NEXT_WORD = re.compile(r"[\"'“‘(\[*_]*(\w+(?:['’]\w+)?)")
_MARKED_LINE = re.compile(r"\s*(?:[#>|]|[-*+•]\s|\d+[.)]\s)")
_STARTED_LOW = re.compile(r"[.!?]\s+[a-z]")
_STARTED_HIGH = re.compile(r"[.!?]\s+[A-Z]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[A-HJ-Z]")
_COMMA = re.compile(r"[，、,;:：—]\s*")

# Words which a name or a figure follows.
_TITLES = {
    "en": "mr mrs ms mx dr prof rev hon gen col capt lt sgt gov sen rep pres st mt ft messrs "
    "vs v e.g i.e eg ie cf viz al approx ca est dept univ assn bros ave blvd rd",
    "de": "hr fr dr prof dipl ing bzw ca vgl z.b d.h u.a s.o evtl ggf inkl sog st",
    "fr": "m mm mme mlle dr pr me cf p.ex env av bd st ste",
    "es": "sr sra srta d dña dr dra prof p.ej ud uds av avda",
}
# Abbreviations only before a figure.
_NUMBERED = _words(
    "no nos nr núm fig figs eq sec ch chap vol pp p art par ver app "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
# These end a sentence as often as not; the word that follows tells.
_ENDINGS = _words("etc inc ltd co corp jr sr ph.d m.d bsc msc a.m p.m am pm usw etw")
_STARTERS = _words(
    "a an the it its it's he he's she she's we we're we've they they're i i'm i've i'd i'll you "
    "this that that's these those there there's here but and so or yet if when while because since "
    "as in on at by for from to with of what what's who how why where which is are was were do "
    "does did my our your his her their some many most all no not now then also however still "
    "yes well okay maybe perhaps let let's"
)


def _ends(text: str, language: str) -> Iterator[int]:
    """Where sentences end, in order: just behind a stop, or at a line's end."""
    lower = _is_lower(text)
    titles = _words(_TITLES.get(language, ""))
    begins = 0
    opened: dict[str, bool] = {}
    at = 0
    while found := _CANDIDATE.search(text, at):
        mark, start, at = found[0], found.start(), found.end()
        if mark.isspace():
            if _LINE_END.search(mark):
                if mark.count("\n") > 1:
                    opened.clear()
                if not _line_goes_on(text, begins, start, at, mark):
                    begins = at
                    yield start
        elif mark[0] in _PAIRS:
            opened[mark[0]] = not opened.get(mark[0])
        else:
            end = _end(text, found, opened)
            if _is_stop(text, begins, found, end, titles, lower):
                for pair in _PAIRS:
                    if pair in text[at:end]:
                        opened[pair] = False
                begins = at = end
                yield end
    yield len(text)


def _end(text: str, stop: re.Match[str], opened: dict[str, bool]) -> int:
    """Where a sentence with this stop ends: behind the marks that close with it."""
    end = _marks_end(_MARKS, text, stop.end())
    if end == len(text) or text[end].isspace():
        return end
    # Marks that stand between two words close what is open; others open what follows.
    end = _marks_end(_CLOSERS, text, stop.end())
    if (found := _PAIRED.match(text, end)) and opened.get(text[end]):
        end = _marks_end(_CLOSERS, text, found.end())
    return end


def _marks_end(marks: re.Pattern[str], text: str, at: int) -> int:
    found = marks.match(text, at)
    return found.end() if found else at


def _is_stop(
    text: str, begins: int, stop: re.Match[str], end: int, titles: frozenset[str], lower: bool
) -> bool:
    """Whether a sentence ends at this stop."""
    mark = stop[0]
    following = _after_blanks(text, end)
    if following == len(text):
        return mark != ";"
    glued = following == end
    if _ends_wide(text, stop, following, glued):
        quoted = end > stop.end()
        # 「我觉得……」开头: what is quoted trails off, not the sentence.
        trails = glued and quoted and mark.strip(".…") == ""
        return not trails and not (glued and _GOES_ON.match(text, following))
    if glued or mark == ";":
        return False
    if text[following].islower() and not lower:
        return False
    return mark != "." or not _is_abbreviation(text, begins, stop.start(), following, titles)


def _ends_wide(text: str, stop: re.Match[str], following: int, glued: bool) -> bool:
    """Whether this stop is one of a script that leaves no blank behind it."""
    mark, at = stop[0], stop.start()
    if any(one in _WIDE for one in mark):
        return True
    before = text[at - 1] if at else " "
    if "．" in mark:
        return not (before.isdigit() and text[following].isdigit())
    if not glued:
        return bool(_IS_HAN.match(before)) and mark != "."
    if mark == ";":
        return bool(_IS_HAN.match(before) or _IS_HAN.match(text[following]))
    return bool(_IS_HAN.match(text[following])) and not (mark == "." and before.isdigit())


def _is_abbreviation(
    text: str, begins: int, at: int, following: int, titles: frozenset[str]
) -> bool:
    """Whether the full stop at `at` belongs to the word before it alone."""
    before = _WORD.search(text, max(begins, at - 20), at)
    word = before[0] if before else ""
    low = word.lower()
    if low in titles:
        return True
    number = text[following].isdigit()
    if low in _NUMBERED:
        return number
    if word.isdigit():
        # 1. The number of an item in a list
        return before is not None and not text[begins : before.start()].strip("*_->#+ \t")
    if low in _ENDINGS or _INITIALS.fullmatch(word):
        after = _NEXT_WORD.match(text, following)
        return number or (after is not None and after[1].lower().replace("’", "'") not in _STARTERS)
    return False


def _line_goes_on(text: str, begins: int, at: int, following: int, blanks: str) -> bool:
    """Whether the line that ends at `at` plainly goes on in the line at `following`."""
    if blanks.count("\n") > 1 or following == len(text) or at == 0:
        return False
    if text[begins] in "#>|" or _MARKED_LINE.match(text, following, following + 20):
        return False
    if text[at - 1] in "，、,":
        return True
    return text[following].islower() and text[at - 1] not in '.!?:;"”)…。！？：；'


def _is_lower(text: str) -> bool:
    """Whether sentences of `text` begin with small letters, as some machines write."""
    low = sum(1 for _ in _STARTED_LOW.finditer(text))
    return low > 2 and low > 2 * sum(1 for _ in _STARTED_HIGH.finditer(text))


def _cut(text: str, begins: int) -> int:
    """Where to cut words that run on: behind the last comma, else blank, that leaves enough."""
    half, most = begins + LONGEST // 2, begins + LONGEST
    ends = [found.end() for found in _COMMA.finditer(text, half, most)]
    if not ends:
        ends = [place for place in range(half, most) if text[place].isspace()]
    return ends[-1] if ends else most


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _trimmed(text: str, begins: int, ends: int) -> Span:
    while ends > begins and text[ends - 1].isspace():
        ends -= 1
    return Span(begins, ends)
