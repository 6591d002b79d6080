"""Ways through the map: what lies around a thing, and the shortest argument between two claims."""

import pytest

from tests.pages.conftest import link, position, tied


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def focus(shown, sort="claim"):
    """What stands out on the map, of one sort."""
    nodes = shown.page.evaluate("[...(kgMap.chart.focus?.nodes ?? [])]")
    return sorted(node.partition(":")[2] for node in nodes if node.startswith(f"{sort}:"))


@pytest.fixture
def chained(cards):
    """A chain of links, one of them against the direction in which one walks: c9-c7-c8-c2-c5."""
    links = {one["uid"]: one for card in cards["claims"] for one in card["links"]}
    return tied(cards, [*links.values(), link(6, "c2", "depends on", "c8", by="bo")])


@pytest.mark.parametrize(
    ("at", "depth", "claims"),
    [
        ("claim:c9", 1, ["c7", "c9"]),
        ("claim:c9", 2, ["c7", "c8", "c9"]),
        ("claim:c9", 3, ["c2", "c7", "c8", "c9"]),
        # A prediction that reads both brings two claims together.
        ("claim:c3", 1, ["c3", "c4"]),
        ("concept:bicycle", 1, ["c10", "c6"]),
        ("concept:bicycle", 2, ["c1", "c10", "c6"]),
        ("speaker:bo", 1, ["c1", "c2", "c6", "c8", "c9"]),
        ("speaker:bo", 2, ["c1", "c2", "c5", "c6", "c7", "c8", "c9"]),
    ],
)
def test_the_map_looks_so_far_around(chained, page_of, open_map, at, depth, claims):
    shown = open_map(page_of(chained), hash=f"at={at}")
    if depth > 1:
        shown.panel.get_by_role("button", name=f"{depth} steps").click()
        assert f"depth={depth}" in shown.address
    assert focus(shown) == claims
    shown.reload()
    assert focus(shown) == claims


def test_the_depth_stays_when_something_else_is_chosen(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="at=claim:c9&depth=2")
    shown.click("claim:c2")
    assert focus(shown) == ["c2", "c5", "c7", "c8"]
    pressed = shown.panel.locator(".nearby [aria-pressed=true]")
    assert pressed.get_attribute("aria-label") == "2 steps"
    # The keyboard stays on what it pressed.
    shown.panel.get_by_role("button", name="3 steps").focus()
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.getAttribute('aria-label')") == "3 steps"


def test_an_argument_is_found_over_links_in_either_direction(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="at=claim:c9")
    shown.panel.get_by_role("button", name="Path to…").click()
    banner = shown.page.locator(".picking")
    assert "A path would survive a flood." in banner.inner_text()
    shown.click("claim:c5")
    assert not banner.is_visible()
    assert shown.panel.locator("h2").inner_text() == "Argument"
    assert "over 4 links" in shown.panel.locator(".note").first.inner_text()
    assert texts(shown.panel.locator(".argument > li .text, .argument .way, .argument .kind")) == [
        "A path would survive a flood.",
        "↓",
        "elaborates",
        "The river bank floods every spring.",
        "↓",
        "supports",
        "Rails would sink into the bank.",
        "↑",
        "is what this rests on",
        "A tram costs more than the town can pay.",
        "↕",
        "opposes",
        "The town can pay for the tram.",
    ]
    assert "drawn by Bo Lin" in shown.panel.inner_text()
    assert "One of them has miscounted." in shown.panel.inner_text()
    assert "path=c9&path=c5" in shown.address
    assert focus(shown) == ["c2", "c5", "c7", "c8", "c9"]
    assert focus(shown, "speaker") == []
    assert shown.shown == "5 of 12 claims"
    shown.reload()
    assert focus(shown) == ["c2", "c5", "c7", "c8", "c9"]


def test_the_end_of_an_argument_may_be_searched_or_taken_from_a_table(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="at=claim:c9")
    shown.panel.get_by_role("button", name="Path to…").click()
    shown.find("town can pay for")
    shown.page.keyboard.press("Enter")
    assert "path=c9&path=c5" in shown.address
    shown.panel.get_by_role("button", name="Another end").click()
    shown.page.get_by_role("button", name="Table").click()
    shown.page.evaluate("kgMap.store.set({ path: null })")
    shown.page.locator("#table").get_by_role("button", name="Rails would sink").click()
    assert "path=c9&path=c8" in shown.address


def test_the_other_way_round_reads_the_links_backwards(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="path=c8&path=c7")
    assert texts(shown.panel.locator(".bridge")) == ["↑ is supported by"]
    shown.panel.get_by_role("button", name="Other way round").click()
    assert texts(shown.panel.locator(".bridge")) == ["↓ supports"]


def test_the_page_says_when_nothing_leads_there(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="path=c9&path=c11")
    assert "No links lead from one of these claims to the other." in shown.panel.inner_text()
    assert focus(shown) == ["c11", "c9"]


def test_choosing_an_end_is_called_off_by_escape_or_by_a_button(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="at=claim:c9")
    banner = shown.page.locator(".picking")
    shown.panel.get_by_role("button", name="Path to…").click()
    shown.page.keyboard.press("Escape")
    assert not banner.is_visible()
    assert shown.panel.locator("h2").inner_text() == "A path would survive a flood."
    shown.panel.get_by_role("button", name="Path to…").click()
    banner.get_by_role("button", name="Cancel").click()
    assert not banner.is_visible()
    shown.click("claim:c5")
    assert "path" not in shown.address


def test_a_speaker_is_no_end_of_an_argument(chained, page_of, open_map):
    shown = open_map(page_of(chained), hash="at=claim:c9")
    shown.panel.get_by_role("button", name="Path to…").click()
    shown.click("speaker:ada")
    assert shown.page.locator(".picking").is_visible()
    assert shown.panel.locator("h2").inner_text() == "A path would survive a flood."
    assert texts(shown.find("river bank")) == ["Claim The river bank floods every spring."]
    shown.page.keyboard.press("Escape")
    shown.click("claim:c7")
    assert "path=c9&path=c7" in shown.address


def test_an_argument_does_not_lead_over_what_was_not_said_yet(chained, page_of, open_map):
    chained["claims"][7]["positions"] = [position("bo", "asks", said="2025-01-01")]
    shown = open_map(page_of(chained), hash="path=c9&path=c5&day=2024-06-01")
    assert "No links lead" in shown.panel.inner_text()
    shown.page.get_by_role("button", name="Take back: As of 2024-06-01").click()
    assert "over 4 links" in shown.panel.inner_text()


def test_on_a_phone_the_sheet_makes_room_while_an_end_is_chosen(chained, page_of, open_map):
    shown = open_map(
        page_of(chained), hash="at=claim:c9", width=390, height=844, has_touch=True, is_mobile=True
    )
    shown.panel.get_by_role("button", name="Path to…").click()
    assert not shown.panel.is_visible()
    shown.page.touchscreen.tap(*shown.place("claim:c7"))
    assert shown.panel.locator("h2").inner_text() == "Argument"
    assert "path=c9&path=c7" in shown.address
