"""The address holds all that the reader has chosen, and bears what it does not understand."""

from itertools import pairwise

import pytest

STATE = """() => {
    const { panel, picking, ...shared } = kgMap.store.state;
    return shared;
}"""
ADDRESSES = [
    "view=matrix&rows=topic&only=disagreements",
    "view=timeline&lanes=due&kind=prediction",
    "view=table&sort=-due&said=2024-01-01..2024-12-31",
    "versus=bo&versus=council&at=claim%3Ac7",
    "path=c9&path=c8&view=table",
    "speaker=ada&stance=asserts&concept=tram&outcome=wrong&due=..2026-12-31",
    "only=disagreements%2Coverdue%2Cchanged",
    "near=claim%3Ac7&reach=3&show=concepts",
    "lang=zh&day=2024-06-01&at=speaker%3Aada&depth=3",
]


@pytest.mark.parametrize("told", ADDRESSES)
def test_a_copied_address_shows_the_same(cards, page_of, open_map, told):
    shown = open_map(page_of(cards), hash=told)
    state = shown.page.evaluate(STATE)
    count = shown.shown
    # What was read is written again as it stood, but for the order and for days.
    for leaves in (False, True):
        shown.page.evaluate("leaves => kgMap.store.set({ leaves })", leaves)
    written = shown.address.partition("#")[2]
    assert sorted(written.split("&")) == sorted(told.split("&"))
    address = shown.address
    shown.visit(address)
    assert shown.page.evaluate(STATE) == state
    assert shown.shown == count


def test_going_from_address_to_address_follows(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    plain = shown.address
    for before, after in pairwise(["", *ADDRESSES]):
        shown.page.goto(f"{plain}#{before}")
        shown.page.goto(f"{plain}#{after}")
        shown.page.wait_for_function(
            "told => location.hash.slice(1) === told && kgMap.store.state", arg=after
        )
    assert shown.page.evaluate("kgMap.store.state.at") == "speaker:ada"
    assert shown.page.evaluate("kgMap.store.state.versus") is None


@pytest.mark.parametrize(
    "told",
    [
        "view=spiral&rows=up&lanes=swim&sort=colour&depth=9&reach=0",
        "speaker=nobody&stance=shrugs&concept=none&source=gone&kind=%00&outcome=later",
        "said=..&due=soon..later&only=this,that,,",
        "versus=bo&path=c1",
        "versus=bo&versus=bo&path=c1&path=c99",
        "versus=bo&versus=nobody&path=c1&path=c1",
        "near=claim:gone&at=claim:gone&day=2024-13",
        "at=topic:99&at=topic:x&near=topic:-1",
        "at=constructor&speaker=__proto__&sort=__proto__&near=toString",
        "%E0%A4%A&&&==&%",
    ],
)
def test_what_an_address_does_not_know_is_as_if_it_were_not_there(cards, page_of, open_map, told):
    shown = open_map(page_of(cards), hash=told)
    assert shown.shown == "12 of 12 claims"
    assert shown.panel.locator("h2").inner_text() == "At a glance"
    assert shown.page.locator("#chart").is_visible()
    # With the first choice the address is in order again.
    shown.click("claim:c1")
    assert shown.address.partition("#")[2] == "at=claim%3Ac1"


def test_the_way_back_leads_through_what_was_chosen(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.click("claim:c1")
    shown.page.get_by_role("button", name="Matrix").click()
    shown.page.locator("tr[data-claim=c5] td").first.click()
    shown.page.go_back()
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."
    assert "view=matrix" in shown.address
    shown.page.go_back()
    assert shown.address.endswith("#at=claim%3Ac1")
    shown.page.go_back()
    assert shown.panel.locator("h2").inner_text() == "At a glance"


def test_views_keep_filters_selection_and_comparison(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="only=disagreements&at=claim:c1&versus=ada&versus=bo")
    for view in ("Matrix", "Timeline", "Table", "Map"):
        shown.page.get_by_role("button", name=view, exact=True).click()
        state = shown.page.evaluate("kgMap.store.state")
        assert state["view"] == view.lower()
        assert (state["at"], state["versus"]) == ("claim:c1", ["ada", "bo"])
        assert state["filters"]["disputed"]
        assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."


@pytest.mark.parametrize("view", ["map", "matrix", "timeline", "table"])
def test_an_empty_notebook_has_every_view(cards, page_of, open_map, view):
    shown = open_map(page_of({name: [] for name in cards}), hash=f"view={view}&only=overdue")
    assert shown.shown == "0 of 0 claims"
    shown.page.get_by_role("button", name="Clear all").click()
    assert shown.page.get_by_role("button", name="Compare two speakers").count() == 0
    assert shown.page.get_by_role("button", name="Time", exact=True).count() == 0
    assert shown.page.locator(f".main-views [data-view={view}]").get_attribute("aria-pressed")


def test_one_speaker_alone_is_shown_in_every_view(cards, page_of, open_map):
    (ada, *_) = cards["speakers"]
    alone = {**cards, "speakers": [ada], "claims": [cards["claims"][2]]}
    shown = open_map(page_of(alone))
    for view in ("Matrix", "Timeline", "Table", "Map"):
        shown.page.get_by_role("button", name=view, exact=True).click()
        assert shown.shown == "1 of 1 claims"
    shown.click("speaker:ada")
    assert shown.panel.get_by_role("button", name="Compare").count() == 0
