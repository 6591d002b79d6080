"""The map in a browser: search, filters, languages, the address, the keyboard, the phone."""

import re
from itertools import product

import pytest

from kg.domain.patterns import forms


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("电车", "Concept tram 有轨电车"),
        ("莫罗", "Speaker Ada Moreau 阿达·莫罗"),
        ("mayor", "Speaker Ada Moreau the mayor"),
        ("streetcar", "Concept tram streetcar"),
        ("RUIN us", "Claim A tram costs more than the town can pay. in a quote it will ruin us"),
        ("早", "Claim June is too early. 六月太早。"),
        ("vote", "Claim The council should vote in June. vote"),
        ("flood path", "Claim A path would survive a flood."),
        # What verdicts say and rest on, and what was predicted.
        ("fewer came", "Claim Many will ride the tram. in a verdict Fewer came."),
        ("passenger survey", "Claim Many will ride the tram. in evidence Passenger survey"),
        (
            "average weekday",
            "Claim Many will ride the tram. in a prediction "
            "The operator counts more than 5,000 on an average weekday.",
        ),
        # The usual endings of English, of whole words.
        ("rail sinking", "Claim Rails would sink into the bank."),
        ("paths", "Claim A path would survive a flood."),
        ("surviving floods", "Claim A path would survive a flood."),
    ],
)
def test_search_finds_names_aliases_statements_and_quotes(cards, page_of, open_map, query, first):
    assert texts(open_map(page_of(cards)).find(query))[0] == first


def test_search_says_when_there_is_nothing(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    assert texts(shown.find("zeppelin")) == []
    assert texts(shown.page.locator("#found")) == ["Nothing found"]


def test_words_have_the_endings_that_kg_search_knows(cards, page_of, open_map):
    words = re.findall(
        r"\S+",
        "strike strikes striking stopped studies study boxes goes news this thing using plan "
        "planning tied buses fix fixed o1 gpt bed red 加班 café need needing",
    )
    # Every ending on stems of every kind, also on none.
    letters = "aeysxhb"
    stems = ["".join(one) for n in range(4) for one in product(letters, repeat=n)]
    endings = ("", "s", "es", "ies", "ied", "ed", "ing")
    words += [stem + ending for stem in stems for ending in endings]
    shown = open_map(page_of(cards))
    found = shown.page.evaluate("words => words.map(word => kgMap.forms(word).sort())", words)
    known = [sorted(forms(word)) for word in words]
    assert [one for one in zip(words, found, known, strict=True) if one[1] != one[2]] == []


@pytest.mark.parametrize(
    ("query", "meant", "first"),
    [
        ("Ada Moraeu", "Ada Moreau", "Speaker Ada Moreau"),
        ("bicicle", "bicycle", "Concept bicycle"),
        (
            "trum market dsys",
            "tram market days",
            "Claim The tram will be full on market days.",
        ),
        ("林玻", "", ""),
        ("镇议回", "镇议会", "Speaker Town council 镇议会"),
        ("5,001", "", ""),
        ("zzz", "", ""),
    ],
)
def test_what_may_have_been_meant_is_offered(cards, page_of, open_map, query, meant, first):
    shown = open_map(page_of(cards))
    results = shown.find(query)
    if not meant:
        assert texts(shown.page.locator("#found li")) == ["Nothing found"]
        return
    assert texts(results) == [f"Did you mean {meant}?"]
    shown.page.keyboard.press("Enter")
    assert shown.page.locator("#find").input_value() == meant
    assert texts(results)[0] == first


def test_a_result_is_chosen_by_keyboard_alone(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    results = shown.find("tram")
    assert results.nth(0).get_attribute("aria-selected") == "true"
    shown.page.keyboard.press("ArrowDown")
    assert results.nth(1).get_attribute("aria-selected") == "true"
    wanted = results.nth(1).locator(".text").inner_text()
    shown.page.keyboard.press("Enter")
    assert shown.panel.locator("h2").inner_text() == wanted
    assert shown.page.evaluate("document.activeElement.tagName") == "H2"
    shown.page.keyboard.press("Escape")
    assert not shown.panel.is_visible()


def test_escape_first_empties_the_search(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.find("tram")
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#found").is_hidden()
    assert shown.page.locator("#find").input_value() == ""
    assert shown.panel.is_visible()


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("speaker", "ada", 5),
        ("stance", "disagrees", 1),
        ("concept", "budget", 3),
        ("kind", "prediction", 2),
        ("outcome", "right", 1),
        ("outcome", "none", 9),
    ],
)
def test_each_filter_says_how_many_are_left(cards, page_of, open_map, name, value, left):
    cards["claims"][1]["about"].append("budget")
    shown = open_map(page_of(cards))
    shown.choose(name, value)
    assert shown.shown == f"{left} of 12 claims"
    assert f"{name}={value}" in shown.address


def test_filters_act_together_and_are_cleared_at_once(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.page.get_by_role("button", name="Only disagreements").click()
    assert shown.shown == "5 of 12 claims · 4 by inference"
    shown.choose("speaker", "bo")
    assert shown.shown == "2 of 12 claims · 1 by inference"
    shown.choose("stance", "disagrees")
    # One and the same position has to meet both.
    assert shown.shown == "1 of 12 claims"
    shown.page.get_by_role("button", name="Clear all").click()
    assert shown.shown == "12 of 12 claims"
    assert "#" not in shown.address
    assert shown.page.get_by_role("button", name="Clear all").is_hidden()


def test_a_filter_fades_claims_instead_of_hiding_them(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.choose("kind", "fact")
    labels = shown.page.evaluate("""kgMap.chart.labels.labels
        .map(one => one.item.id).filter(id => id.startsWith("claim:"))""")
    assert labels == ["claim:c7"]
    shown.click("claim:c1")
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."


def test_sources_can_be_chosen_where_there_are_several(cards, page_of, open_map):
    assert open_map(page_of(cards)).page.locator("select[name=source]").count() == 0
    cards["sources"].append({**cards["sources"][0], "uid": "paper", "title": {"en": "The paper"}})
    cards["claims"][0]["positions"][1]["source"] = "paper"
    shown = open_map(page_of(cards))
    shown.choose("source", "paper")
    assert shown.shown == "1 of 12 claims"


def test_the_language_of_interface_and_content_is_switched(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c1")
    shown.page.get_by_role("button", name="中文").click()
    assert shown.page.locator("html").get_attribute("lang") == "zh"
    assert shown.panel.locator("h2").inner_text() == "山谷需要有轨电车。"
    assert shown.panel.locator(".other").inner_text() == "The valley needs a tram."
    assert texts(shown.panel.locator(".position .who")) == [
        "阿达·莫罗 主张",
        "林波 不同意",
        "镇议会 部分同意",
    ]
    assert shown.shown == "12 条论断中的 12 条"
    labels = shown.page.evaluate("kgMap.chart.labels.labels.map(one => one.item.text)")
    assert "山谷需要有轨电车。" in labels
    # What has no Chinese wording is shown in the one it has.
    shown.page.goto(shown.address.replace("c1", "c4"))
    assert shown.panel.locator("h2").inner_text() == "The tram will be full on market days."


def test_a_page_made_in_chinese_opens_in_chinese(cards, page_of, open_map):
    shown = open_map(page_of(cards, language="zh"))
    assert shown.page.locator(".counts").inner_text() == "12 条论断 · 3 位发言者 · 5 个概念"
    shown.page.get_by_role("button", name="English").click()
    assert "lang=en" in shown.address


@pytest.mark.parametrize(
    ("asked", "locale", "told", "language"),
    [
        ((), "en-GB", "", "en"),
        ((), "de-DE", "", "en"),
        ((), "zh-CN", "", "zh"),
        ((), "zh-Hant-TW", "", "zh"),
        ((), "zh-CN", "lang=en", "en"),
        (("--language", "en"), "zh-CN", "", "en"),
        (("--language", "zh"), "en-GB", "", "zh"),
    ],
)
def test_without_a_language_the_page_opens_in_that_of_the_browser(
    kg, home, open_map, asked, locale, told, language
):
    kg("init")
    kg("add", "The valley needs a tram.", "--speaker", "Ada")
    kg("map", "-o", "map.html", *asked)
    shown = open_map(home / "map.html", hash=told, locale=locale)
    assert shown.page.locator("html").get_attribute("lang") == language
    # The other language stays when the page is loaded again.
    shown.page.locator("button.language").click()
    shown.reload()
    other = {"en": "zh", "zh": "en"}[language]
    assert shown.page.locator("html").get_attribute("lang") == other


def test_the_address_brings_back_what_was_seen(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.page.get_by_role("button", name="中文").click()
    shown.choose("kind", "prediction")
    shown.click("claim:c3")
    address = shown.address
    assert "lang=zh" in address
    assert "kind=prediction" in address
    assert "at=claim%3Ac3" in address
    shown.reload()
    assert shown.panel.locator("h2").inner_text() == "会有很多人乘坐电车。"
    assert shown.shown == "12 条论断中的 2 条"
    shown.visit(address)
    assert shown.panel.locator("h2").inner_text() == "会有很多人乘坐电车。"


def test_an_address_that_names_nothing_known_does_no_harm(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:gone&kind=%00&lang=xx&view=nowhere&%E0%A4%A")
    assert shown.panel.locator("h2").inner_text() == "At a glance"
    assert shown.shown == "12 of 12 claims"


def test_the_table_lists_the_same_claims(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.page.get_by_role("button", name="Table").click()
    rows = shown.page.locator("#table tbody tr")
    assert rows.count() == 12
    shown.choose("speaker", "council")
    assert rows.count() == 5
    first = rows.filter(has_text="The valley needs")
    assert texts(first)[0].startswith("1 The valley needs a tram. Ada Moreau asserts Bo Lin")
    first.get_by_role("button", name="The valley needs").click()
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."
    assert "view=table" in shown.address


def test_everything_can_be_reached_by_tab_with_a_visible_focus(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    reached = []
    for _ in range(40):
        shown.page.keyboard.press("Tab")
        if shown.page.evaluate("document.activeElement === document.body"):
            break
        name, outline = shown.page.evaluate("""() => {
            const here = document.activeElement;
            const label = here.getAttribute("aria-label") || here.name || here.textContent;
            return [label.trim(), getComputedStyle(here).outlineStyle];
        }""")
        assert outline != "none", name
        reached.append(name)
    assert reached[0] == "Skip to the table of claims"
    for name in ("Table", "中文", "speaker", "outcome", "Only disagreements", "Zoom in", "Close"):
        assert name in reached, reached
    assert any(name.startswith("Map of claims") for name in reached)


def test_arrows_and_signs_move_and_zoom_the_map(cards, page_of, open_map):
    shown = open_map(page_of(cards), reduced_motion="reduce")
    shown.page.locator("#chart").focus()
    scale = "kgMap.chart.camera.scale"
    at_first, scale_first = shown.place("claim:c1"), shown.page.evaluate(scale)
    shown.page.keyboard.press("ArrowRight")
    assert shown.place("claim:c1")[0] < at_first[0]
    shown.page.keyboard.press("+")
    assert shown.page.evaluate(scale) > scale_first
    shown.page.keyboard.press("0")
    assert shown.page.evaluate(scale) == pytest.approx(scale_first)


def test_the_skip_link_leads_to_the_table(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "table"
    assert shown.page.locator("#table").is_visible()


PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("hash", ["", "at=claim:c3", "view=table", "lang=zh&at=speaker:bo"])
def test_a_phone_never_scrolls_sideways(cards, page_of, open_map, hash):
    cards["claims"][2]["statement"]["en"] = "Unbreakable" * 40
    shown = open_map(page_of(cards, title="A" * 200), hash=hash, **PHONE)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    wide = """[...document.querySelectorAll("#app *")].filter(one => {
        const { width, left, right } = one.getBoundingClientRect();
        const clipped = one.closest(".unseen, .skip, #chart, thead, h1, .find, select");
        return width && !clipped && (right > 391 || left < -1);
    }).map(one => one.className || one.tagName)"""
    assert shown.page.evaluate(wide) == []


def test_on_a_phone_the_map_stands_upright_and_the_panel_is_a_sheet(cards, page_of, open_map):
    shown = open_map(page_of(cards), **PHONE)
    assert not shown.panel.is_visible()
    assert shown.place("speaker:ada")[1] < shown.place("speaker:bo")[1]
    x, y = shown.place("claim:c1")
    shown.page.touchscreen.tap(x, y)
    box = shown.panel.bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 300
    shown.page.get_by_role("button", name="Larger or smaller").click()
    assert shown.panel.bounding_box()["y"] < 140
    shown.page.get_by_role("button", name="Filters", exact=True).click()
    assert not shown.panel.is_visible()
    shown.choose("kind", "fact")
    assert shown.shown == "1 of 12 claims"


def test_with_reduced_motion_the_map_jumps(cards, page_of, open_map):
    shown = open_map(page_of(cards), reduced_motion="reduce")
    shown.page.get_by_role("button", name="Zoom in").click()
    shown.page.get_by_role("button", name="Show all").click()
    scales = shown.page.evaluate("""async () => {
        const first = kgMap.chart.camera.scale;
        await new Promise(done => setTimeout(done, 120));
        return [first, kgMap.chart.camera.scale];
    }""")
    assert scales[0] == scales[1]
