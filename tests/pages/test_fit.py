"""What is seen of the map at first sight, beside an open panel and above the key."""

import pytest

from tests.pages.test_close import valley
from tests.pages.test_labels import PLACED, overlap

DESK = {"width": 1440, "height": 900}
TABLET = {"width": 1024, "height": 768}
LOW = {"width": 720, "height": 450, "device_scale_factor": 2}

FREE = """() => {
    const side = (one, name) => document.querySelector(one).getBoundingClientRect()[name];
    const panel = document.querySelector("aside.panel");
    return [
        side(".controls", "right"),
        side("#chart", "top"),
        panel.hidden ? side("#chart", "right") : side("aside.panel", "left"),
        side(".legend", "top"),
    ];
}"""
"""From where to where nothing lies on the map: left, top, right, bottom."""

NAMES = """() => {
    const { chart } = kgMap;
    const middle = chart.network.canvasToDOM({ x: 0, y: 0 });
    const { left: x, top: y } = chart.container.getBoundingClientRect();
    return chart.labels.labels.filter(({ item }) => item.id.startsWith("speaker:"))
        .map(({ lines, left, top, wide, high }) => [lines.join(" "),
            left + middle.x + x, top + middle.y + y,
            left + wide + middle.x + x, top + high + middle.y + y]);
}"""


def names_that_are_cut(shown):
    """The names of speakers that lie under something, or out of the window."""
    left, top, right, bottom = shown.page.evaluate(FREE)
    return [
        name
        for name, *box in shown.page.evaluate(NAMES)
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom
    ]


def stands_still(shown):
    """Waits until the map has come to where it was sent."""
    before = None
    while (now := shown.place("speaker:s0")) != before:
        before = now
        shown.page.wait_for_timeout(500)


@pytest.mark.parametrize(("window", "least"), [(DESK, 25), (TABLET, 2)])
def test_at_first_sight_names_are_whole_beside_the_panel(window, least, page_of, open_map):
    shown = open_map(page_of(valley(30)[1]), hash="at=concept:tram", **window)
    shown.page.evaluate("kgMap.store.set({ at: '', panel: true })")
    stands_still(shown)
    assert shown.panel.is_visible()
    assert len(shown.page.evaluate(NAMES)) >= least
    assert names_that_are_cut(shown) == []


def test_the_map_is_fitted_anew_when_the_panel_closes(page_of, open_map):
    shown = open_map(page_of(valley(30)[1]), **DESK)
    before = shown.page.evaluate("kgMap.chart.camera.scale")
    shown.page.keyboard.press("Escape")
    stands_still(shown)
    assert shown.page.evaluate("kgMap.chart.camera.scale") > before
    assert names_that_are_cut(shown) == []


def test_a_map_that_was_moved_stays_where_it_is_when_the_panel_closes(page_of, open_map):
    shown = open_map(page_of(valley(30)[1]), **DESK)
    shown.page.locator("#chart").focus()
    shown.page.keyboard.press("ArrowLeft")
    before = shown.place("speaker:s0")
    shown.page.keyboard.press("Escape")
    stands_still(shown)
    assert shown.place("speaker:s0") == before


def test_who_speaks_of_the_claim_that_is_chosen_comes_out_from_under_the_panel(page_of, open_map):
    shown = open_map(page_of(valley(30)[1]), **TABLET)
    for claim in range(1, 31, 3):
        shown.page.keyboard.press("Escape")
        stands_still(shown)
        shown.page.evaluate(f"kgMap.store.choose('claim:c{claim}')")
        stands_still(shown)
        left, top, right, bottom = shown.page.evaluate(FREE)
        for speaker in (claim - 1, (claim + 6) % 30):
            x, y = shown.place(f"speaker:s{speaker}")
            assert left < x < right and top < y < bottom, (claim, speaker)


def test_where_there_is_no_room_for_names_there_are_initials(page_of, open_map):
    placed = open_map(page_of(valley(30)[1]), **LOW).page.evaluate(PLACED)
    names = [label for label in placed["labels"] if label["id"].startswith("speaker:")]
    squares = [body for body in placed["bodies"] if body["id"].startswith("speaker:")]
    assert len(squares) == 30
    for number, label in enumerate(names):
        for other in names[:number]:
            assert not overlap(label["words_box"], other["words_box"]), (label, other)
        for body in squares:
            x, y, r = body["x"], body["y"], body["r"]
            if body["id"] != label["id"]:
                assert not overlap(label["words_box"], (x - r, y - r, x + r, y + r)), label
