"""The map in a browser: looking, choosing, reading. A page that misbehaves fails its test."""

import re
from html import escape

import pytest

from kg.domain.fragments import link
from kg.domain.quotes import Anchor


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def test_the_map_draws_itself_without_asking_for_anything(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    assert shown.page.locator("h1").inner_text() == "A tram for the valley"
    assert shown.page.locator(".counts").inner_text() == "12 claims · 3 speakers · 5 concepts"
    assert shown.shown == "12 of 12 claims"
    inked = """() => {
        const canvas = document.querySelector("#chart canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }"""
    assert shown.page.evaluate(inked) > 50


def test_no_label_covers_another_when_the_map_opens(cards, page_of, open_map):
    boxes = open_map(page_of(cards)).page.evaluate("kgMap.chart.labels.labels.map(one => one.box)")
    assert len(boxes) > 10
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top, (
                boxes[number],
                other,
            )


def test_the_overview_tells_who_differs_with_whom(cards, page_of, open_map):
    panel = open_map(page_of(cards)).panel
    assert texts(panel.locator(".pair .names")) == [
        "Ada Moreau – Bo Lin",
        "Ada Moreau – Town council",
        "Bo Lin – Town council",
    ]
    pair = panel.locator(".pair").first
    assert texts(pair.locator(".meta span")) == ["agree 1 · partly 0 · differ 1", "inferred 1"]
    pair.locator("summary").click()
    assert texts(pair.locator(".claim-row .text")) == [
        "The valley needs a tram.",
        "Bicycles do the same for less.",
    ]


def test_a_click_opens_the_claim_in_both_languages_with_quotes(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.click("claim:c1")
    panel = shown.panel
    assert panel.locator("h2").inner_text() == "The valley needs a tram."
    assert panel.locator(".other").inner_text() == "山谷需要有轨电车。"
    assert texts(panel.locator(".position .who")) == [
        "Ada Moreau asserts",
        "Bo Lin disagrees",
        "Town council agrees partly",
    ]
    assert texts(panel.locator("blockquote")) == ["we need this tram", "nobody needs it"]
    assert "said 2024-05" in panel.locator(".position .meta").first.inner_text()
    assert "section 2, turn 7" in panel.locator(".position .meta").first.inner_text()


def test_links_of_the_panel_open_apart_and_give_nothing_away(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c1")
    first = shown.panel.locator("a").first
    assert first.get_attribute("href") == "https://example.org/debate"
    assert first.get_attribute("rel") == "noopener noreferrer"
    assert first.get_attribute("target") == "_blank"


def test_the_link_of_a_quote_leads_to_its_words(cards, page_of, open_map):
    found = link("https://example.org/debate", "we need this tram", Anchor(9, 26, "所以 ", " now"))
    cards["claims"][0]["positions"][0]["url"] = found
    shown = open_map(page_of(cards), hash="at=claim:c1")
    address = shown.panel.locator("a").first.evaluate("one => one.href")
    # Written with Chinese letters in the page; the browser's address is the encoded one again.
    assert address == found
    assert address.endswith("#:~:text=%E6%89%80%E4%BB%A5-,we%20need%20this%20tram,-now")


def test_a_prediction_shows_criteria_forecast_verdict_and_graded_evidence(cards, page_of, open_map):
    panel = open_map(page_of(cards), hash="at=claim:c3").panel
    reading = panel.locator(".reading")
    told = " ".join(reading.inner_text().split())
    assert "wrong Due 2026-05-31" in told
    assert "The operator counts more than 5,000 on an average weekday." in told
    assert "within two years" in told
    assert "Ada Moreau 80% (70%–90%) surely read from words" in told
    assert "wrong decided 2026-10-01" in told
    assert "medium confidence" in told
    reading.locator("summary").click()
    evidence = " ".join(reading.locator(".evidence").inner_text().split())
    assert "Passenger survey" in evidence
    assert "second-hand" in evidence
    # The same reading stands for another claim, too.
    reading.locator(".claim-row button").click()
    assert panel.locator("h2").inner_text() == "The tram will be full on market days."


def test_linked_claims_are_grouped_and_lead_on(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c7")
    assert texts(shown.panel.locator(".links h4")) == ["supports", "is elaborated by"]
    shown.panel.get_by_role("button", name="Rails would sink").click()
    assert shown.panel.locator("h2").inner_text() == "Rails would sink into the bank."
    assert "at=claim%3Ac8" in shown.address
    shown.page.go_back()
    assert shown.panel.locator("h2").inner_text() == "The river bank floods every spring."


def test_inferred_disagreement_is_shown_apart(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c5")
    (who,) = texts(shown.panel.locator(".position.inferred .who"))
    assert who == "Bo Lin disagreement inferred from linked claims"
    assert texts(shown.panel.locator(".position.inferred .through")) == [
        "A tram costs more than the town can pay."
    ]


def test_a_speaker_shows_claims_by_stance_others_and_predictions(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.click("speaker:ada")
    panel = shown.panel
    assert panel.locator("h2").inner_text() == "Ada Moreau"
    assert "阿达·莫罗 · the mayor" in panel.inner_text()
    assert "1 wrong" in panel.locator(".tally").inner_text()
    assert "of 1 prediction" in panel.locator(".tally").inner_text()
    assert texts(panel.locator("h3"))[2:] == ["asserts · 4 claims", "agrees · 1 claim"]


def test_a_concept_shows_what_belongs_to_it_and_its_claims(cards, page_of, open_map):
    panel = open_map(page_of(cards), hash="at=concept:budget").panel
    assert texts(panel.locator(".chips button")) == ["cost"]
    assert len(texts(panel.locator(".claim-row"))) == 3


def test_a_topic_is_chosen_by_its_name_on_the_map(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    at = shown.page.evaluate("""() => {
        const { labels } = kgMap.chart.labels;
        const [left, top, right, bottom] = labels.find(one => one.item.id === "topic:0").box;
        const middle = kgMap.chart.network.canvasToDOM({ x: 0, y: 0 });
        const area = kgMap.chart.container.getBoundingClientRect();
        return [area.x + middle.x + (left + right) / 2, area.y + middle.y + (top + bottom) / 2];
    }""")
    shown.page.mouse.click(*at)
    assert texts(shown.panel.locator(".badge")) == ["Topic"]
    assert shown.address.endswith("at=topic%3A0")


def test_a_click_beside_everything_lets_go(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c1")
    shown.page.locator("#chart").click(position={"x": 75, "y": 8})
    assert shown.panel.locator("h2").inner_text() == "At a glance"
    assert "#" not in shown.address


def test_pointing_at_a_claim_shows_its_words(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    x, y = shown.place("claim:c1")
    shown.page.mouse.move(x + 1, y + 1)
    tip = " ".join(shown.page.locator(".tip").inner_text().split())
    assert tip.startswith("The valley needs a tram. Ada Moreau asserts Bo Lin disagrees")


def test_the_map_is_moved_zoomed_and_shown_whole_again(cards, page_of, open_map):
    shown = open_map(page_of(cards), reduced_motion="reduce")
    before = shown.place("claim:c1")
    shown.page.get_by_role("button", name="Zoom in").click()
    assert shown.place("claim:c1") != before
    shown.page.mouse.move(500, 500)
    shown.page.mouse.down()
    shown.page.mouse.move(560, 540, steps=4)
    shown.page.mouse.up()
    shown.page.get_by_role("button", name="Show all").click()
    assert [round(part) for part in shown.place("claim:c1")] == [round(part) for part in before]


def test_nothing_moves_by_itself(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    before = shown.place("claim:c1")
    shown.page.wait_for_timeout(400)
    assert shown.place("claim:c1") == before


def test_the_key_explains_the_signs(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.page.locator(".legend summary").click()
    told = shown.page.locator(".legend").inner_text()
    for word in ("asserts", "agrees partly", "disagrees", "asks", "right", "wrong", "opposes"):
        assert word in told


def test_a_notebook_without_claims_says_so(cards, page_of, open_map):
    shown = open_map(page_of({name: [] for name in cards}))
    assert "This map has no claims yet." in shown.panel.inner_text()


def test_a_map_of_speakers_and_concepts_alone_can_be_read(cards, page_of, open_map):
    shown = open_map(page_of({**cards, "claims": []}))
    shown.click("concept:tram")
    assert shown.panel.locator("h2").inner_text() == "tram"


def test_a_picture_of_the_map_is_the_same_each_time(cards, page_of, open_map):
    page = page_of(cards)
    first, second = (open_map(page).page.locator("#chart").screenshot() for _ in range(2))
    assert first == second


def test_dark_and_light_follow_the_system_until_one_chooses(cards, page_of, open_map):
    shown = open_map(page_of(cards), scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = shown.page.evaluate(colour)
    shown.page.get_by_role("button", name="Dark or light").click()
    light = shown.page.evaluate(colour)
    assert [sum(map(int, re.findall(r"\d+", one))) > 380 for one in (dark, light)] == [False, True]
    shown.reload()
    assert shown.page.evaluate(colour) == light


def test_the_page_is_useful_without_script(cards, page_of, open_page):
    page = open_page(page_of(cards), java_script_enabled=False)
    table = page.locator("noscript table, .plain table")
    assert table.is_visible()
    assert "The valley needs a tram." in table.inner_text()
    assert not page.locator("#app").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_without_script_no_word_is_cut_and_nothing_is_wider_than_the_window(
    cards, page_of, open_page, width
):
    page = open_page(page_of(cards), java_script_enabled=False, width=width)
    caption = page.locator(".plain caption").bounding_box()
    assert caption["width"] > 300
    row = page.locator(".plain tbody tr").filter(has_text="Many will ride")
    kind, outcome = (row.locator("td").nth(number) for number in (1, 3))
    assert [kind.inner_text(), outcome.inner_text()] == ["prediction", "wrong"]
    for cell in (kind, outcome):
        assert cell.bounding_box()["width"] >= 35
    for cell in row.locator("td").all():
        box = cell.bounding_box()
        assert box is None or box["x"] + box["width"] <= width
    if width == 390:
        # Each is one line: a word that is cut would need more.
        assert kind.bounding_box()["height"] < 30


def test_it_works_inside_the_sandboxed_frame_of_a_notebook(cards, page_of, open_page):
    inner = escape(page_of(cards))
    outer = f'<!doctype html><title>T</title><iframe sandbox="allow-scripts" srcdoc="{inner}" '
    page = open_page(outer + 'style="width: 900px; height: 600px"></iframe>')
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Dark or light").click()
    frame.locator("#find").fill("flood path")
    frame.locator("#found [role=option]").first.click()
    assert frame.locator("aside h2").inner_text() == "A path would survive a flood."
    frame.locator(".language").click()
    assert frame.locator(".counts").inner_text().startswith("12 条论断")
