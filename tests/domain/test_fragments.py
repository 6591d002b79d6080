from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.fragments import LONGEST_WHOLE, link, readable, shown
from kg.domain.quotes import Anchor, anchor_at

PAGE = "https://example.org/talk"


def directive(quote, anchor=None, url=PAGE):
    """The parts of the text directive, in which only letters may still be written as they are."""
    found = link(url, quote, anchor)
    assert found is not None
    head, _, text = found.partition("#:~:text=")
    assert head == url
    return [unquote(part) for part in text.split(",")]


def test_marks_of_the_directive_are_encoded_in_words():
    # As the specification wants it: &, - and , stand for themselves only when encoded.
    assert link(PAGE, "well-known, R&D: 100%") == (
        f"{PAGE}#:~:text=well%2Dknown%2C%20R%26D%3A%20100%25"
    )


@pytest.mark.parametrize(
    ("text", "quote", "parts"),
    [
        ("It takes years.", "takes years", ["It-", "takes years", "-."]),
        ("takes years", "takes years", ["takes years"]),
        # Words that may be cut at the end of the context are left out.
        (f"{'o' * 40} said: takes years", "takes years", ["said:-", "takes years"]),
        (
            "takes years " + "indeed " * 9,
            "takes years",
            ["takes years", "-indeed indeed indeed indeed"],
        ),
        (
            "追赶很难，我们**以年**为单位，不是月",
            "以年",
            ["追赶很难，我们-", "以年", "-为单位，不是月"],
        ),
        # Another line is another paragraph: it counts only if there is nothing else.
        ("## Two\n\ntakes years and more", "takes years", ["takes years", "-and more"]),
        ("## Two\n\n> takes years\n\n## Three", "takes years", ["Two-", "takes years"]),
        ("see [here](https://e.org/a) takes years", "takes years", ["see here-", "takes years"]),
    ],
)
def test_the_context_stands_as_the_page_shows_it(text, quote, parts):
    start = text.index(quote)
    assert directive(quote, anchor_at(text, start, start + len(quote))) == parts


@pytest.mark.parametrize(
    ("text", "quote", "parts"),
    [
        (
            "**Ana:** [00:20] Let me be blunt: it takes years.",
            "it takes years",
            ["Let me be blunt:-", "it takes years", "-."],
        ),
        ("**Ana:** [00:20] it takes years\n\n**Bo:** [00:31] No.", "it takes years", None),
        # The context begins in the midst of the time, or ends there.
        (
            "[00:00:20.000] So, let me be frank: it takes",
            "it takes",
            ["So, let me be frank:-", "it takes"],
        ),
        (
            "so it takes years, I would say [00:21] and",
            "it takes",
            ["so-", "it takes", "-years, I would say"],
        ),
        ("**Ana** (1:02:03) So it takes years", "it takes", ["So-", "it takes", "-years"]),
        ("00:00:20.000 --> 00:00:22.500\nit takes years", "it takes years", None),
        (
            "00:00:20.000 --> 00:00:22.500\nSo it takes years",
            "it takes",
            ["So-", "it takes", "-years"],
        ),
        ("**张三：** [00:20] 我说，以年为单位【笑】吧", "以年", ["我说，-", "以年", "-为单位"]),
        ("**张三：**【00:20】以年为单位，不是月", "以年", ["以年", "-为单位，不是月"]),
        ("So [laughs] it takes [sighs] years", "it takes", ["it takes"]),
        # A link's brackets are not the page's.
        ("see [how it takes](https://e.org) years", "it takes", ["see how-", "it takes", "-years"]),
        ("see [the way](https://e.org), it takes", "it takes", ["see the way,-", "it takes"]),
        # What the quotation itself has in brackets is left out of it.
        (
            "So it takes [laughs] two years.",
            "it takes [laughs] two years",
            ["So-", "it takes", "two years", "-."],
        ),
        ("Ana: [00:20] it takes years.", "[00:20] it takes years", ["it takes years", "-."]),
        ("So it takes [laughs] all", "it takes [laughs]", ["So-", "it takes"]),
    ],
)
def test_times_and_remarks_in_brackets_are_not_looked_for(text, quote, parts):
    start = text.index(quote)
    found = directive(quote, anchor_at(text, start, start + len(quote)))
    assert found == ([quote] if parts is None else parts)


def test_long_quotes_are_given_by_their_ends():
    quote = "The first words of a long sentence " + "and so on " * 20 + "until the very last words."
    assert len(quote) > LONGEST_WHOLE
    assert directive(quote) == [
        "The first words of a long sentence and",
        "on and so on until the very last words.",
    ]


@pytest.mark.parametrize(
    "quote", ["以年……为单位", "以年 […] 为单位", "以年\n为单位", "**以年**\n\n> 为单位"]
)
def test_parts_with_something_between_them_are_its_ends(quote):
    assert directive(quote) == ["以年", "为单位"]


def test_marks_of_markdown_are_not_looked_for():
    assert shown(
        "**so** it\u200b [takes](https://e.org) `years`\\!\n\n![chart](c.png)\n- or _more_"
    ) == ("so it takes years!\nor more")
    assert shown("snake_case stays") == "snake_case stays"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://e.org/a", "https://e.org/a#:~:text=x"),
        ("HTTP://e.org", "HTTP://e.org#:~:text=x"),
        ("https://e.org/a#part", "https://e.org/a#part:~:text=x"),
        ("https://e.org/a#part:~:text=old", "https://e.org/a#part:~:text=x"),
        ("https://e.org/a?file=b.pdf", "https://e.org/a?file=b.pdf#:~:text=x"),
        ("https://e.org/a.pdf", None),
        ("https://e.org/a.MP3?x", None),
        ("ftp://e.org/a", None),
        ("javascript:alert(1)", None),
        ("https://[e.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_pages_are_led_into(url, found):
    assert link(url, "x") == found


def test_without_words_there_is_no_link():
    assert [link(PAGE, quote) for quote in (None, "", "**", "……", "![a](b)")] == [None] * 5


@given(st.text(min_size=1, max_size=300), st.text(max_size=32), st.text(max_size=32))
def test_whatever_is_quoted_the_link_is_one_address(quote, prefix, suffix):
    found = link(PAGE, quote, Anchor(40, 50, prefix, suffix))
    if found is not None:
        fragment = urlsplit(found).fragment
        assert found.startswith(f"{PAGE}#:~:text=")
        assert found.isascii()
        assert not set(fragment) & set(' \t\r\n"<>`&#')
        assert readable(found).split() == [readable(found)]
