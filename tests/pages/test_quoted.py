import pytest

from kg.domain.fragments import link, readable
from kg.domain.quotes import Anchor
from kg.pages.quoted import by_quote

PAGE = "https://e.org/a"
ADDRESSES = [
    (PAGE, "it takes years", "\x01#:~:text=\x02"),
    (PAGE, "in-depth, 100% (sure)!", "\x01#:~:text=\x02"),
    (PAGE, "至少以年为单位，in-depth", "\x01#:~:text=\x02"),
    ("https://e.org/a#b", "it takes years", "\x01:~:text=\x02"),
    (PAGE, "naïve 😀 yes", "\x01#:~:text=\x02"),
    (PAGE, "*it* takes\nyears", "\x01#:~:text=it%20takes,years"),
    # Some letters have no look of their own: addresses keep them as numbers.
    (PAGE, "a\u2060b\u3000c", "\x01#:~:text=ab%20c"),
]


@pytest.mark.parametrize(("page", "quote", "short"), ADDRESSES)
def test_an_address_refers_to_its_page_and_its_quote(page, quote, short):
    assert by_quote(address_of(page, quote), quote, page) == short


def address_of(page, quote, anchor=None):
    found = link(page, quote, anchor)
    assert found
    return readable(found)


def test_words_around_the_quote_stay():
    anchor = Anchor(9, 15, "well, it takes ", " to do")
    url = address_of(PAGE, "many years", anchor)
    assert by_quote(url, "many years", PAGE) == "\x01#:~:text=well%2C%20it%20takes-,\x02,-to%20do"


def test_an_address_that_holds_marks_is_left_alone():
    assert by_quote("https://e.org/\x01#:~:text=abcd", "abcd", "https://e.org/") == (
        "https://e.org/\x01#:~:text=abcd"
    )


def test_a_page_writes_the_addresses_out_again(cards, page_of, open_map):
    url = "https://example.org/debate"
    quotes = [quote for _, quote, _ in ADDRESSES]
    first = cards["claims"][0]
    pattern = first["positions"][0]
    first["positions"] = [
        pattern | {"speaker": "ada", "quote": quote, "url": link(url, quote)} for quote in quotes
    ]
    panel = open_map(page_of(cards), hash="at=claim:c1").panel
    links = panel.locator(".position .origin a")
    found = links.evaluate_all("links => links.map(one => one.getAttribute('href'))")
    assert found == [address_of(url, quote) for quote in quotes]
