"""Lines of a text that begin with the name of who speaks, in whatever shape."""

import re
from functools import lru_cache
from typing import NamedTuple

from kg.domain.keys import key
from kg.domain.transcripts import LONGEST_LABEL, as_label, is_generic
from kg.formats.transcripts import times

HEAD = 400
"""Characters of a line in which its label must stand."""

STYLES = ("heading", "time", "bracket", "bold", "plain")
"""From the surest kind of label to the least sure."""

_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]")
_OPENING = re.compile(r"[ \t\u3000]*(?:>>+[ \t]*)?")
_EMPHASIS = re.compile(r"[*_\s]*")
_IN_BRACKETS = re.compile(r"\\?[\[【]([^\[\]【】\n]{1,120}?)\\?[\]】]")
_COLON = re.compile("[:：]")
_BRACKET = re.compile(r"[\[\]【】]")
_SENTENCE = re.compile(r"[,;!?，。；！？、…\"“”「」『』《》<>{}|=/@%$^~+]|\w\.\s+\w{3,}\s\w|\.\.")
_NEVER = (
    "note|notes|source|sources|image|photo|picture|credit|credits|date|time|title|url|link|links|"
    "summary|example|warning|speakers|participants|transcript|topic|duration|recorded|tags|"
    "published|language|location|ps|p.s.|tl;dr|update|edit|editor|author|authors|by|subject|from|"
    "to|cc|re|fig|figure|table|chapter|section|part|step|tip|important|pros|cons|http|https|ftp|"
    "mailto|email|e-mail|tel|www|see also|read more|"
    "图片来源|圖片來源|图源|来源|來源|头图来源|截图来源|注|注意|备注|编者按|原标题|作者|编辑|"
    "整理|责编|责任编辑|文|摘要|关键词|标题|时间|時間|地点|地點|日期|主题|主題|链接|总结|结论|"
    "原文|出处|例如|比如|其次|首先|最后|第一|第二|第三|另外|说明|提示|简介"
)
_NOT_NAMES = frozenset(map(key, _NEVER.split("|")))
_STARTERS = frozenset(
    "我你他她它这那第其所也就是但因而如有没不可以为什怎一二三四五六七八九十两几每各某该本此"
)
_SMALL = "de da di du van von der den la le el al bin ibn of the and y e zu & - –"
_PARTICLES = frozenset(_SMALL.split())


class Mark(NamedTuple):
    """A line that may begin a turn: its words begin at `begins`, in characters of the line."""

    style: str
    label: str
    start: float | None
    begins: int


def heading(line: str) -> tuple[int, str] | None:
    """The depth and the words of a Markdown heading, or None."""
    found = _HASHES.match(line)
    return (len(found[1]), line[found.end() : HEAD * 4].strip(" \t#")) if found else None


def mark(line: str, *, bold: bool = False) -> Mark | None:
    """What a line names as its speaker, or None; `bold` where emphasis was opened above it.

    >>> mark("**张鹏：听起来……**"), mark("[Speaker 1] [00:06] Welcome.").start
    (Mark(style='bold', label='张鹏', start=None, begins=5), 6.0)
    """
    if found := heading(line):
        return _headed(line, found[1])
    head = line[:HEAD]
    opening = _OPENING.match(head)
    at = opening.end() if opening else 0
    start = None
    if time := times.ANY.match(head, at):
        start, at = times.seconds(time[0]), time.end()
        at = len(head) - len(head[at:].lstrip(" \t-–—|"))
    if bracketed := _IN_BRACKETS.match(head, at + _blanks(head, at)):
        return _bracketed(head, bracketed, start)
    return _named(head, at, start, bold) or _alone(head, at)


def _headed(line: str, words: str) -> Mark | None:
    plain = words.rstrip("*_ ")
    time = times.BRACKETED.search(plain[:HEAD])
    if time:
        plain = (plain[: time.start()] + plain[time.end() :]).rstrip("*_ ")
    if not plain.endswith((":", "：")):
        return None
    name = as_label(plain[:-1])
    start = times.seconds(time[0]) if time else None
    return Mark("heading", name, start, len(line)) if name else None


def _bracketed(head: str, found: re.Match[str], start: float | None) -> Mark | None:
    """``[Speaker 1] [00:06] words`` or ``[Speaker 1]: words``; a time or a colon must follow."""
    name = as_label(found[1])
    at = found.end()
    time = times.ANY.match(head, at + _blanks(head, at))
    if time:
        at, start = time.end(), times.seconds(time[0])
    if head[(bare := at + _blanks(head, at)) : bare + 1] in (":", "："):
        at = bare
    colon = head[at : at + 1] in (":", "：")
    if name is None or not (time or colon or (start is not None and plausible(name, "bracket"))):
        return None
    return Mark("bracket", name, start, _past_space(head, _past_closing(head, 0, at + colon)))


def _blanks(head: str, at: int) -> int:
    found = _EMPHASIS.match(head, at)
    return found.end() - at if found else 0


def _named(head: str, at: int, start: float | None, bold: bool) -> Mark | None:
    """``**Name:** words``, ``Name：words`` and the like."""
    found = _name_and_end(head, at)
    if found is None:
        return None
    raw, time, end = found
    bare = raw.strip()
    emphasised = bold or bare.startswith(("*", "__")) or bare.endswith("*")
    style = "bold" if emphasised else "time" if time or start is not None else "plain"
    name = as_label(bare)
    if name is None or not plausible(name, style) or raw.lstrip().startswith("* "):
        return None
    if time:
        start = times.seconds(time)
    end = _past_space(head, _past_closing(head, at, end))
    if behind := times.BRACKETED.match(head, end):
        start, end = times.seconds(behind[0]), _past_space(head, behind.end())
    return Mark(style, name, start, end)


def _name_and_end(head: str, at: int) -> tuple[str, str | None, int] | None:
    """What stands before a line's first colon, a time before that, and where the colon ends."""
    colon = _COLON.search(head, at)
    if not colon:
        return None
    name, end, between = head[at : colon.start()], colon.end(), None
    time = times.ANY.search(head, at)
    if time and time.start() < colon.start() < time.end():
        name, between = head[at : time.start()], time[0]
        end = time.end() + _blanks(head, time.end()) + 1
        if head[end - 1 : end] not in (":", "："):
            return None
    elif head[end : end + 2] == "//" or (name[-1:].isdigit() and head[end : end + 1].isdigit()):
        return None
    if not name.strip() or len(name) > 4 * LONGEST_LABEL or _BRACKET.search(name):
        return None
    return name, between, end


def _past_closing(head: str, at: int, end: int) -> int:
    """Behind a mark that closes emphasis opened since `at`; what follows may be bold again."""
    for sign in ("**", "__", "*"):
        if head.count(sign, at, end) % 2 and head.startswith(sign, end):
            return end + len(sign)
    return end


def _past_space(head: str, at: int) -> int:
    return len(head) - len(head[at:].lstrip())


def _alone(head: str, at: int) -> Mark | None:
    """``Speaker 1  00:06`` on a line of its own, the words below it."""
    if len(head) == HEAD:
        return None
    end = len(head.rstrip("* \t"))
    time = next((one for one in times.ANY.finditer(head, at) if one.end() == end), None)
    name = as_label(head[at : time.start()]) if time else None
    if not time or name is None or not plausible(name, "time"):
        return None
    return Mark("time", name, times.seconds(time[0]), len(head))


@lru_cache(maxsize=1024)
def plausible(name: str, style: str) -> bool:
    """Whether a label of this style looks like somebody's name rather than like words said."""
    if key(name) in _NOT_NAMES or _SENTENCE.search(name) or not any(map(str.isalpha, name)):
        return is_generic(name)
    if not name.isascii() and re.search("[\u3040-\u9fff]", name):
        return len(name) <= (30 if "（" in name or "(" in name else 16)
    words = name.replace("(", " ").replace(")", " ").split()
    small = [word for word in words if word[0].islower() and word not in _PARTICLES]
    limit = 2 if style in ("bold", "bracket", "time") else 0
    return len(words) <= 10 and (is_generic(name) or len(small) <= limit * (len(words) <= 3))


def likely(name: str, style: str, number: int) -> bool:
    """Whether a label that stands `number` times in a text, where others recur, is one at all.

    In plain text what is said begins with a few words and a colon, too: «My point is: …».
    """
    if number > 1 or style not in ("bold", "plain") or is_generic(name):
        return True
    if re.search("[\u3040-\u9fff]", name):
        if re.search("[（(·・]", name):
            return True
        return len(name) <= (8 if style == "bold" else 4) and (
            style == "bold" or name[0] not in _STARTERS
        )
    return style == "bold" or len(name.split()) <= 4
