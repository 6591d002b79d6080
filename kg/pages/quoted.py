"""Shortens the address of a quotation: what it repeats of its source and quote is only referred to.

`kg/pages/browser/src/quoted.js` writes it out again.
"""

import re

PAGE, WORDS = "\x01", "\x02"
"""What stands for the address of the source, and for the words of the quote."""

_MARK = re.compile(r"[^A-Za-z0-9_.~\x80-\U0010ffff]")


def by_quote(url: str, quote: str | None, page: str | None) -> str:
    """An address with a mark for what is in it of the page's own and of the words quoted.

    >>> by_quote("https://e.org/a#:~:text=it%20takes", "it takes", "https://e.org/a")
    '\\x01#:~:text=\\x02'
    """
    if PAGE in url or WORDS in url:
        return url
    head, mark, directive = url.partition(":~:")
    if quote and len(quote) > len(WORDS):
        directive = directive.replace(written(quote), WORDS)
    if page and head.startswith(page):
        head = PAGE + head[len(page) :]
    return head + mark + directive


def written(quote: str) -> str:
    """Words as an address holds them: other letters than ASCII's as they are, hyphens not.

    >>> written("以年 in-depth")
    '以年%20in%2Ddepth'
    """
    return _MARK.sub(lambda mark: f"%{ord(mark[0]):02X}", quote)
