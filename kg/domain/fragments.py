"""Links to the very words on a web page: text fragments, as browsers scroll to them."""

import re
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from kg.domain.quotes import CONTEXT, Anchor

LONGEST_WHOLE = 120
"""A longer quotation is given by its first and its last words."""

_END = 40
_LEFT_OUT = re.compile(r"[(\[（【]?(?:[…⋯]+|[.。]{3,})[)\]）】]?")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()\s]*\))?")
_ADDRESS = re.compile(r"\]\([^\s]*?(?:\)|$)|^[^()\[\]\s]+\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*(?:>|$)")
_LINE_START = re.compile(r"^[ \t]*(?:(?:>[ \t]*)+|#{1,6}[ \t]+|[-+*][ \t]+)", re.MULTILINE)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_PAGE = re.compile(
    r"\.(?:pdf|epub|docx?|pptx?|xlsx?|odt|zip|gz|mp3|m4a|ogg|wav|flac|mp4|webm|mov|jpe?g|png|gif|"
    r"webp|svg|csv|json|xml|md|srt|vtt|ya?ml)$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[\s，。！？；：、,.!?;:“”\"()（）—…]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_IN_LINK = re.compile(r"[^\[\]]*\]\(")
_OPEN = re.compile(r"\[(?=[^\[\]]*$)")
_BRACKETED = re.compile(r"\\?\[[^\[\]\n]*\]|【[^【】\n]*】")
_ASIDE = re.compile(r"\\?[\[\]【】]|(?<!\d)\d{0,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?!\d)")
"""What a page may show in another way or leave out: brackets, and the times of turns."""
_BESIDE = " \t*_()（）:：>–—-"
_WRITTEN = re.compile(r"(?:%[89A-F][0-9A-F])+")


def link(url: str | None, quote: str | None, anchor: Anchor | None = None) -> str | None:
    """The address of the words on a page; None where no page can show them.

    The text directive of the URL Fragment Text Directives (WICG): ``prefix-,exact,-suffix``, with
    the first and the last words instead of exact ones where they are many. A fragment that the
    address has stays before it.

    >>> link("https://e.org/a#b", "in-depth, years", Anchor(9, 15, "it takes ", " to do"))
    'https://e.org/a#b:~:text=it%20takes-,in%2Ddepth%2C%20years,-to%20do'
    """
    if not url or not quote or not _is_page(url):
        return None
    words, begins, ends = _between(quote)
    pieces = _words(words)
    if not pieces:
        return None
    parts = [_encoded(piece) for piece in pieces]
    if anchor is not None:
        before, after = _context(anchor)
        if before and begins:
            parts.insert(0, f"{_encoded(before)}-")
        if after and ends:
            parts.append(f"-{_encoded(after)}")
    head, _, _ = url.partition(":~:") if "#" in url else (url, "", "")
    return f"{head}{'' if '#' in head else '#'}:~:text={','.join(parts)}"


def readable(url: str) -> str:
    """An address with letters such as Chinese ones as they are: browsers take it as well.

    >>> readable("https://e.org/#:~:text=%E4%BB%A5%E5%B9%B4-,a%2Cb")
    'https://e.org/#:~:text=以年-,a%2Cb'
    """
    head, mark, directive = url.partition(":~:")
    return head + mark + _WRITTEN.sub(_letters, directive)


def _letters(found: re.Match[str]) -> str:
    text = bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")
    return text if text.isprintable() and "\ufffd" not in text else found[0]


def _is_page(url: str) -> bool:
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    return address.scheme.lower() in {"http", "https"} and not _NO_PAGE.search(address.path)


def _encoded(words: str) -> str:
    return percent(words, safe="").replace("-", "%2D")


def shown(text: str) -> str:
    """Words as a page shows them: Markdown's marks are gone, lines stay.

    >>> shown("**so** it [takes](https://e.org)  years")
    'so it takes years'
    """
    for dress in (_IMAGE, _ADDRESS, _TAG, _LINE_START, _UNSEEN):
        text = dress.sub("", text)
    text = re.sub(r"\\([^\w\s])|[*`\[\]]|(?<!\w)_|_(?!\w)", r"\1", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _words(quote: str) -> list[str]:
    """The words to look for: all of them, or the first and the last."""
    pieces = [shown(piece) for piece in _LEFT_OUT.split(quote)]
    text = "\n".join(piece for piece in pieces if piece)
    lines = text.split("\n")
    if len(lines) == 1 and len(text) <= LONGEST_WHOLE:
        return [text] if text else []
    first, last = _start(lines[0]), _start(lines[-1][::-1])[::-1]
    return [first, last]


def _start(line: str) -> str:
    """The first words of a line, whole ones: they end at a blank or a mark where there is one."""
    if len(line) <= _END:
        return line
    ends = [found.start() for found in _BREAK.finditer(line, _END // 2, _END + 1)]
    return line[: ends[-1] if ends else _END].strip()


def _between(quote: str) -> tuple[str, bool, bool]:
    """A quotation without what is in brackets, and whether its beginning and its end are left."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", quote))
    pieces = [piece if shown(piece) else "" for piece in _BRACKETED.split(text)]
    if not any(pieces):
        return quote, True, True
    return "\n".join(filter(None, pieces)), bool(pieces[0]), bool(pieces[-1])


def _context(anchor: Anchor) -> tuple[str, str]:
    """The words before and after: on the same line, or else on the line before.

    They are those next to the quotation, up to where a bracket or a time stands.
    """
    prefix = anchor.prefix
    if _IN_LINK.match(anchor.suffix):
        prefix = _OPEN.sub("", prefix)
    above, line = _lines_before(prefix)
    before, after = _last(line), _line_after(anchor.suffix)
    return (before, after) if shown(line) or after else (_last(above), "")


def _lines_before(prefix: str) -> tuple[str, str]:
    """The line above and the words before on the same line, from where no word is cut."""
    lines = prefix.split("\n")
    if len(prefix) >= CONTEXT:
        found = _BREAK.search(lines[0])
        lines[0] = lines[0][found.end() :] if found else ""
    above = [line for line in lines[:-1] if shown(line)]
    return above[-1] if above else "", lines[-1]


def _line_after(suffix: str) -> str:
    line, *more = suffix.split("\n")
    if len(suffix) >= CONTEXT and not more:
        breaks = [found.start() for found in _BREAK.finditer(line)]
        line = line[: breaks[-1]] if breaks else ""
    return _first(line)


def _last(line: str) -> str:
    """The words of a line after its last bracket or time."""
    line = _plain(line)
    ends = [found.end() for found in _ASIDE.finditer(line)]
    return shown(line[ends[-1] :].lstrip(_BESIDE) if ends else line)


def _first(line: str) -> str:
    """The words of a line before its first bracket or time."""
    line = _plain(line)
    found = _ASIDE.search(line)
    return shown(line[: found.start()].rstrip(_BESIDE) if found else line)


def _plain(line: str) -> str:
    """A line with the words of its links alone, also of one that is cut."""
    return _ADDRESS.sub("", _LINK.sub(r"\1", _IMAGE.sub("", line)))
