"""The browser's Back takes back one thing after the other, and never more than was done."""

import pytest

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
CAMERA = """() => {
    const { x, y } = kgMap.chart.network.getViewPosition();
    return [x, y, kgMap.chart.camera.scale].map(Math.round);
}"""
LENGTH = "history.length"


def told(shown):
    """What the address holds."""
    return shown.address.partition("#")[2]


def button(shown, name):
    shown.page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(
    ("begin", "change", "after"),
    [
        ("", "button Matrix", "view=matrix"),
        ("", "button Compare two speakers", "versus=ada&versus=bo"),
        ("versus=ada&versus=bo", "chip", ""),
        ("at=claim:c9", "path", "path=c9&path=c7"),
        ("", "button Only disagreements", "only=disagreements"),
        ("speaker=ada&kind=prediction&day=2024-06-01", "button Clear all", ""),
        ("at=claim%3Ac1", "escape", ""),
    ],
)
def test_back_takes_back(cards, page_of, open_map, begin, change, after):
    shown = open_map(page_of(cards), hash=begin)
    before = shown.address
    match change.split(" ", 1):
        case ["button", name]:
            button(shown, name)
        case ["chip"]:
            shown.page.locator(".active-filter").click()
        case ["escape"]:
            shown.page.keyboard.press("Escape")
        case ["path"]:
            button(shown, "Path to…")
            shown.find("floods every")
            shown.page.keyboard.press("Enter")
    assert told(shown) == after
    shown.page.go_back()
    assert shown.address == before
    shown.page.go_forward()
    assert told(shown) == after


def test_what_is_moved_bit_by_bit_is_one_step(cards, page_of, open_map):
    cards["claims"][1]["positions"][0]["said"] = "2023-02"
    cards["claims"][2]["positions"][0]["said"] = "2024-09"
    shown = open_map(page_of(cards))
    length = shown.page.evaluate(LENGTH)
    button(shown, "Time")
    for _ in range(4):
        shown.page.keyboard.press("ArrowLeft")
    assert "day=2023-02-28" in shown.address
    shown.choose("saidFrom", "2020-01-01")
    shown.choose("saidFrom", "2021-01-01")
    assert shown.page.evaluate(LENGTH) == length + 2
    shown.find("tram")
    shown.page.keyboard.press("Escape")
    assert shown.page.evaluate(LENGTH) == length + 2
    shown.page.go_back()
    assert told(shown) == "day=2023-02-28"
    shown.page.go_back()
    assert told(shown) == ""


def test_a_switch_that_is_turned_off_again_is_a_step_of_its_own(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    for _ in range(2):
        button(shown, "Only disagreements")
    shown.page.go_back()
    assert told(shown) == "only=disagreements"


def test_back_from_a_claim_on_a_phone_leaves_the_map_as_it_was(cards, page_of, open_map):
    shown = open_map(page_of(cards), reduced_motion="reduce", **PHONE)
    before = shown.page.evaluate(CAMERA)
    lowest = "[...kgMap.model.claims.values()].sort((a, b) => b.node.tall.y - a.node.tall.y)[0]"
    shown.page.touchscreen.tap(*shown.place(shown.page.evaluate(f"{lowest}.node.id")))
    assert shown.panel.is_visible()
    assert shown.page.evaluate(CAMERA) != before
    shown.page.go_back()
    assert not shown.panel.is_visible()
    assert shown.page.evaluate(CAMERA) == before


def test_back_leaves_the_map_where_it_was_moved_to_by_hand(cards, page_of, open_map):
    shown = open_map(page_of(cards), reduced_motion="reduce")
    shown.click("claim:c7")
    shown.page.locator("#chart").press("ArrowRight")
    moved = shown.page.evaluate(CAMERA)
    shown.page.go_back()
    assert shown.page.evaluate(CAMERA) == moved


def test_back_opens_and_closes_the_panel_as_it_was(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    button(shown, "Matrix")
    assert not shown.panel.is_visible()
    shown.page.go_back()
    assert shown.panel.locator("h2").inner_text() == "At a glance"
    shown.page.go_forward()
    assert not shown.panel.is_visible()
