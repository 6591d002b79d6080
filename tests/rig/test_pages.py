"""The reader of pages sees the faults that tests of pages rely on it to see."""

import pytest

from tests.rig.pages import Reader

OPENING = "<!doctype html><html lang=en><title>A page</title>"


@pytest.fixture
def reader(browser, tmp_path):
    reader = Reader(browser, tmp_path)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<img src='https://example.org/a.png'>", "asked for https://example.org/a.png"),
        ("<link rel=stylesheet href='//example.org/a.css'>", "asked for file://example.org/a.css"),
        ("<script src='other.js'></script>", "other.js"),
        ("<script>fetch('https://example.org/b')</script>", "asked for https://example.org/b"),
        ("<script>new WebSocket('ws://example.org/c')</script>", "asked for ws://example.org/c"),
        ("<script>throw new Error('no such thing')</script>", "script failed: no such thing"),
        ("<script>console.error('not well')</script>", "console: not well"),
        ("<script>alert('hostile')</script>", "opened a dialog: hostile"),
        ("<script>open('https://example.org/d')</script>", "asked for https://example.org/d"),
    ],
)
def test_a_fault_is_noted(reader, body, fault):
    page = reader.open(OPENING + body)
    page.wait_for_timeout(200)
    assert any(fault in noted for noted in reader.faults), reader.faults


def test_a_page_that_keeps_to_itself_has_no_fault(reader):
    dot = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    script = "fetch(URL.createObjectURL(new Blob(['here']))).then(r => r.text()).then(t => got = t)"
    page = reader.open(f"{OPENING}<img src='{dot}'><script>let got = ''; {script}</script>")
    page.wait_for_function("got === 'here'")
    assert reader.faults == []


def test_a_site_may_load_what_lies_in_its_folder(reader, tmp_path):
    (tmp_path / "style.css").write_text("body { color: rgb(1, 2, 3) }")
    index = tmp_path / "index.html"
    index.write_text(f"{OPENING}<link rel=stylesheet href=style.css><body>Hello")
    page = reader.open(index, within=tmp_path)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(1, 2, 3)"
    assert reader.faults == []


def test_width_and_colour_scheme_are_those_asked_for(reader):
    page = reader.open(OPENING, width=390, height=700, scheme="dark")
    assert page.evaluate("[innerWidth, innerHeight]") == [390, 700]
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
