"""That a browser scrolls to the words that a link means, and to no others that look the same."""

import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.domain.fragments import link, readable
from kg.domain.quotes import anchor_at

TALL = '<div style="height: 3000px"></div>'
PARAGRAPHS = {
    "first": "In my view it takes years to catch up",
    "second": "They say it takes years to build, and more and R&D to sell.",
    "third": "业内有人说，追赶要以年为单位来计算，而不是月。",
    "fourth": "我倒觉得，“追赶要以年为单位”，这句话说得太重了。",
    "fifth": "Ana: [00:20] Let me be blunt: it takes years [laughs] and years.",
    "sixth": "[00:31] It takes years to sell.",
}
TEXT = "\n\n".join(PARAGRAPHS.values())
PAGE = "<!doctype html><meta charset=utf-8><title>Talk</title>" + TALL.join(
    f"<p id={name}>{escape(words).replace('takes', '<b>takes</b>')}</p>"
    for name, words in PARAGRAPHS.items()
)


class _Talk(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Talk)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/talk"
    server.shutdown()
    thread.join()
    server.server_close()


SEEN = """() => [...document.querySelectorAll("p")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}).map((one) => one.id)"""


@pytest.mark.parametrize("written", [str, readable])
@pytest.mark.parametrize(
    ("paragraph", "quote"),
    [
        ("second", "it takes years"),
        ("third", "追赶要以年为单位"),
        ("fourth", "追赶要以年为单位"),
        ("second", "They say … and R&D to sell."),
        ("fourth", "我倒觉得"),
        ("fifth", "it takes years"),
        ("fifth", "it takes years [laughs] and years"),
        ("sixth", "It takes years"),
    ],
)
def test_the_page_opens_at_the_quote(browser, address, paragraph, quote, written):
    place = TEXT.index(PARAGRAPHS[paragraph])
    within = TEXT.find(quote, place)
    anchor = None if within < 0 else anchor_at(TEXT, within, within + len(quote))
    url = link(address, quote, anchor)
    assert url is not None
    page = browser.new_page()
    try:
        page.goto(written(url))
        page.wait_for_function(f"({SEEN})().join() === '{paragraph}'", timeout=10_000)
    finally:
        page.close()
