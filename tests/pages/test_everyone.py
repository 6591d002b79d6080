"""For everyone: no fault that axe-core finds in any state of the page, and the keyboard everywhere.

axe-core stands in `axe/` as its package has it, with its licence; it is used by these tests alone.
"""

import json
from pathlib import Path

import pytest

from tests.pages.conftest import prediction, resolution

AXE = Path(__file__).parent / "axe"
CHECK = """async () => {
    const found = await axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
    });
    return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary, any }) => `${id}: ${target} ${failureSummary}`));
}"""
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def violations(page):
    """What axe-core finds to be at fault, in its own words."""
    page.evaluate(f"() => {{ {(AXE / 'axe.min.js').read_text('utf-8')} }}")
    return page.evaluate(CHECK)


@pytest.fixture
def rich(cards):
    """A notebook in which every part of every panel has something to say."""
    cards["claims"][6]["resolutions"] = [resolution("wrong", decided="2025"), resolution("right")]
    cards["claims"][0]["predictions"] = [
        prediction(20 + number, "c1", state=state, due="2025")
        for number, state in enumerate(("right", "wrong", "overdue"))
    ]
    cards["claims"][0]["outcome"] = "mixed"
    return cards


@pytest.fixture
def beside():
    """Records, changes of mind and arguments, as `kg.analysis.beside` tells them."""
    record = {"speaker": "ada", "of": "verbal", "n": 3, "hits": 2.0, "rate": 0.67}
    return {
        "records": [
            {**record, "rate_low": 0.2, "rate_high": 0.9, "rest": {"open": 1}},
            {
                **record,
                "of": "stated",
                "rate_low": 0.2,
                "rate_high": 0.9,
                "brier": 0.1,
                "skill": 0.2,
            },
        ],
        "changes": [
            {
                "what": "stance",
                "speaker": speaker,
                "claim": "c1",
                "before": {"said": "2024", "stance": "partly"},
                "after": {"said": "2025", "stance": "asserts"},
            }
            for speaker in ("ada", "bo")
        ],
        "arguments": [
            {
                "claim": "c8",
                "says": "not yet known",
                "n": 2,
                "held": 1,
                "steps": [
                    {"claim": "c7", "level": 1, "kind": "supports"},
                    {"claim": "c9", "level": 2, "kind": "supports"},
                ],
            }
        ],
    }


STATES = [
    "",
    "at=claim:c1",
    "at=claim:c3",
    "at=claim:c5",
    "at=claim:c7",
    "at=claim:c8",
    "at=speaker:ada",
    "at=concept:budget",
    "at=topic:0",
    "view=table",
    "view=table&at=claim:c1&speaker=ada",
    "only=disagreements&kind=fact",
]


@pytest.mark.parametrize(
    ("scheme", "size", "language"),
    [("light", DESK, "en"), ("dark", DESK, "zh"), ("light", PHONE, "zh"), ("dark", PHONE, "en")],
)
def test_axe_finds_no_fault_in_any_state(rich, beside, page_of, open_map, scheme, size, language):
    shown = open_map(page_of(rich, beside=beside), scheme=scheme, **size)
    page, found = shown.page, {}
    page.set_default_timeout(60_000)
    # Nothing that is still fading in is judged for its contrast.
    page.emulate_media(reduced_motion="reduce")
    for state in STATES:
        page.evaluate("hash => { location.hash = hash }", f"lang={language}&{state}")
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=language)
        page.evaluate(
            "document.querySelectorAll('aside.panel details').forEach(one => one.open = true)"
        )
        found[state] = violations(page)
    assert found == {state: [] for state in STATES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_what_opens(rich, page_of, open_map, scheme):
    page = open_map(page_of(rich), scheme=scheme, reduced_motion="reduce").page
    found = {}
    page.locator(".legend summary").click()
    found["key"] = violations(page)
    page.locator(".share > button").click()
    found["menu"] = violations(page)
    page.keyboard.press("Escape")
    page.locator("#find").fill("tram")
    found["results"] = violations(page)
    page.locator("#find").fill("nothing of the kind")
    found["no results"] = violations(page)
    assert found == {key: [] for key in ("key", "menu", "results", "no results")}


def test_axe_finds_no_fault_in_an_empty_map(cards, page_of, open_map):
    page = open_map(page_of({name: [] for name in cards}), reduced_motion="reduce").page
    assert violations(page) == []


def test_axe_sees_faults(open_page):
    page = open_page("<!doctype html><title>T</title><img src='data:,'><p style='color:#ddd'>Pale")
    assert {one.split(":")[0] for one in violations(page)} >= {"image-alt", "color-contrast"}


def test_axe_is_the_locked_package():
    lock = json.loads(
        (Path(__file__).parents[2] / "kg/pages/browser/package-lock.json").read_text("utf-8")
    )
    version = lock["packages"]["node_modules/axe-core"]["version"]
    head = (AXE / "axe.min.js").read_text("utf-8")[:200]
    assert f"axe v{version}" in head
    assert "Mozilla Public License" in (AXE / "LICENSE").read_text("utf-8")


FOCUS = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    return {
        what: one.outerHTML.slice(0, 80),
        name: axe.commons.text.accessibleText(one),
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    };
}"""


def stops(page):
    """All that Tab reaches, one after the other, until it leaves the page."""
    page.evaluate(f"() => {{ {(AXE / 'axe.min.js').read_text('utf-8')}; axe.setup(); }}")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        yield page.evaluate(FOCUS)
    pytest.fail("Tab never left the page.")


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize(
    "state",
    ["", "at=claim:c3", "at=speaker:ada", "view=table", "view=matrix", "view=timeline"],
)
def test_whatever_is_reached_by_tab_has_a_name_and_is_seen_to_have_the_focus(
    rich, page_of, open_map, size, state
):
    met = list(stops(open_map(page_of(rich), hash=state, **size).page))
    assert len(met) > 8
    assert [one["what"] for one in met if not one["name"]] == []
    assert [one["what"] for one in met if not one["seen"]] == []


def test_a_stop_without_a_name_and_one_that_is_not_seen_are_found(open_page):
    page = open_page(
        "<!doctype html><title>T</title><button></button><a href='#' style='outline: none'>To</a>"
        "<div tabindex=0></div><input aria-label=Named><summary tabindex=0>Told</summary>"
    )
    assert [(one["name"], one["seen"]) for one in stops(page)] == [
        ("", True),
        ("To", False),
        ("", True),
        ("Named", True),
        ("Told", True),
    ]


def test_the_keyboard_alone_finds_reads_follows_and_comes_back(rich, page_of, open_map):
    shown = open_map(page_of(rich))
    page = shown.page
    page.keyboard.press("/")
    page.keyboard.type("flood path")
    page.keyboard.press("Enter")
    assert shown.panel.locator("h2").evaluate("one => one === document.activeElement")
    while page.evaluate("document.activeElement.textContent.trim()") != "Bo Lin":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown.panel.locator("h2").inner_text() == "Bo Lin"
    page.go_back()
    shown.panel.locator("h2", has_text="A path would survive a flood.").wait_for()
    page.keyboard.press("Escape")
    assert not shown.panel.is_visible()
    assert page.locator("#chart").evaluate("one => one === document.activeElement")


def test_counts_are_told_as_they_change(rich, page_of, open_map):
    shown = open_map(page_of(rich))
    assert shown.page.locator(".shown").get_attribute("aria-live") == "polite"
    shown.choose("kind", "fact")
    assert shown.shown == "1 of 12 claims"
    shown.page.locator("#find").fill("tram")
    assert shown.page.locator(".find [role=status]").inner_text() == "6 found"


def test_nothing_moves_for_who_asks_for_no_motion(rich, page_of, open_map):
    page = open_map(page_of(rich), reduced_motion="reduce").page
    running = "document.getAnimations().length"
    durations = """[...document.querySelectorAll("*")].filter(one =>
        getComputedStyle(one).transitionDuration !== "0s").length"""
    assert page.evaluate(running) == 0
    assert page.evaluate(durations) == 0
