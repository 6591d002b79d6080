"""A page that is magnified: at 200 % in a low window, and at 400 % as WCAG 1.4.10 has it."""

import pytest

WINDOWS = {"twice": {"width": 720, "height": 450}, "four times": {"width": 320, "height": 256}}


@pytest.fixture(params=WINDOWS.values(), ids=list(WINDOWS))
def window(request):
    return request.param


HIT = """element => {
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const there = document.elementFromPoint(x, y);
    return width > 0 && height > 0 && element.contains(there);
}"""


def covered(places):
    """Which of these cannot be hit where they are seen, once they are scrolled to."""
    return [
        one.evaluate("element => element.outerHTML.slice(0, 90)")
        for one in places.all()
        if one.is_visible() and not one.evaluate(HIT)
    ]


def overhang(page):
    """How many pixels must be scrolled sideways, of the page and of what is open on it."""
    return page.evaluate("""() =>
        ["html", "body", ".top", ".filters", ".panel .body", ".menu", ".timebar"]
        .flatMap(one => [...document.querySelectorAll(one)])
        .filter(one => one.checkVisibility())
        .filter(one => one.scrollWidth > one.clientWidth + 1)
        .map(one => [one.className || one.tagName, one.scrollWidth - one.clientWidth])""")


@pytest.mark.parametrize("view", ["map", "matrix", "timeline", "table"])
def test_nothing_is_covered_and_nothing_hangs_over(view, window, cards, page_of, open_map):
    page = open_map(page_of(cards), hash=f"view={view}", **window).page
    assert overhang(page) == []
    assert covered(page.locator(".top button, .top input, .controls button, .legend summary")) == []


def test_all_filters_can_be_reached_and_closed(window, cards, page_of, open_map):
    page = open_map(page_of(cards), **window).page
    page.locator(".icon-button.on-phone").click()
    assert overhang(page) == []
    assert covered(page.locator(".filters select, .filters input, .filters button")) == []
    seen = [one for one in page.locator(".filters button").all() if one.is_visible()]
    assert min(one.bounding_box()["height"] for one in seen) >= 24
    page.locator(".filters .sheet-head button").click()
    assert not page.locator(".filters").is_visible()


def test_the_panel_has_room_for_words_and_can_be_closed(window, cards, page_of, open_map):
    shown = open_map(page_of(cards), **window)
    shown.page.evaluate("kgMap.store.set({ at: 'claim:c1', panel: true })")
    assert overhang(shown.page) == []
    body, close = shown.panel.locator(".body"), shown.panel.locator("button.close")
    # Seen without scrolling to it.
    top, height = body.evaluate("one => [one.getBoundingClientRect().top, one.clientHeight]")
    assert min(height, window["height"] - top) >= 90
    assert covered(shown.panel.locator("button, a, summary")) == []
    close.click()
    assert not shown.panel.is_visible()


def test_the_menu_and_the_days_can_be_used(window, cards, page_of, open_map):
    page = open_map(page_of(cards), **window).page
    page.locator(".share > button").click()
    assert overhang(page) == []
    assert covered(page.locator(".menu button")) == []
    page.keyboard.press("Escape")
    page.locator("button.clock").click()
    assert overhang(page) == []
    slider = page.locator(".timebar input").bounding_box()
    assert slider["y"] + slider["height"] <= window["height"]
    assert covered(page.locator(".timebar button, .timebar input")) == []
