"""Motion, when it is switched on: gentle, and without losing the places that were computed."""

from math import dist


def places(shown):
    return shown.page.evaluate("""() => Object.fromEntries(
        [...kgMap.model.nodes.values()].map(node => [node.id, kgMap.chart.at(node)]))""")


def far(one, other):
    return max(dist(one[node].values(), other[node].values()) for node in one)


def switch(shown):
    shown.page.get_by_role("button", name="Let claims move").click()


def drag(shown, node, by):
    x, y = shown.place(node)
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x + by, y + by, steps=6)


def test_things_swing_near_their_places_and_return_to_them(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    before = places(shown)
    button = shown.page.get_by_role("button", name="Let claims move")
    assert button.get_attribute("aria-pressed") == "false"
    switch(shown)
    assert button.get_attribute("aria-pressed") == "true"
    shown.page.wait_for_timeout(900)
    moved = far(before, places(shown))
    assert 0 < moved < 120
    switch(shown)
    assert places(shown) == before
    shown.page.wait_for_timeout(300)
    assert places(shown) == before


def test_a_claim_that_is_pulled_comes_back(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    switch(shown)
    shown.page.wait_for_timeout(500)
    rest = places(shown)
    drag(shown, "claim:c1", 120)
    pulled = places(shown)
    assert dist(pulled["claim:c1"].values(), rest["claim:c1"].values()) > 60
    shown.page.mouse.up()
    shown.page.wait_for_function(
        "([x, y]) => { const at = kgMap.chart.at(kgMap.model.nodes.get('claim:c1'));"
        " return Math.hypot(at.x - x, at.y - y) < 30; }",
        arg=list(rest["claim:c1"].values()),
    )
    # What is drawn there is found there.
    shown.click("claim:c1")
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."


def test_without_motion_nothing_can_be_pulled_away(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    before = places(shown)
    drag(shown, "claim:c1", 60)
    shown.page.mouse.up()
    assert places(shown) == before


def test_another_shape_of_the_window_ends_it(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    switch(shown)
    shown.page.set_viewport_size({"width": 500, "height": 900})
    button = shown.page.locator(".controls .motion[aria-pressed=false]")
    # On so narrow a page the panel covers it.
    button.wait_for(state="attached")
    tall = shown.page.evaluate("kgMap.model.nodes.get('claim:c1').tall")
    assert places(shown)["claim:c1"] == tall


def test_filters_and_choices_work_while_things_move(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    switch(shown)
    shown.choose("kind", "fact")
    assert shown.shown == "1 of 12 claims"
    shown.page.evaluate("kgMap.store.choose('claim:c7')")
    assert shown.panel.locator("h2").inner_text() == "The river bank floods every spring."
