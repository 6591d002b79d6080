"""Two speakers compared on the map: where they agree and differ, and who was right."""

import pytest

from tests.pages.conftest import forecast, position, prediction, resolution

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


@pytest.fixture
def argued(cards):
    """The tram, with a flood that two expected differently, and something on which both agree."""
    flood, path = cards["claims"][6], cards["claims"][8]
    flood["positions"].append(position("bo", "disagrees", "it never floods"))
    path["positions"].append(position("council", "agrees"))
    return cards


def test_a_comparison_lists_agreements_and_disagreements(argued, page_of, open_map):
    shown = open_map(page_of(argued), hash="versus=bo&versus=council")
    panel = shown.panel
    assert panel.locator("h2").inner_text() == "Comparison"
    assert texts(panel.locator(".counts-line span")) == [
        "agree 1 · partly 1 · differ 1",
        "inferred 1",
    ]
    assert texts(panel.locator("h3")) == [
        "Who was right",
        "They differ · 1",
        "Inferred: they differ · 1",
        "They agree in part · 1",
        "They agree · 1",
    ]
    assert texts(panel.locator(".score li")) == ["Bo Lin 0", "Town council 1"]
    assert "too few to say" in panel.locator(".score-note").inner_text()
    assert texts(panel.locator(".dispute")) == [
        "The river bank floods every spring. Bo Lin disagrees Town council asserts right"
        " Town council was right",
        "A tram costs more than the town can pay. Bo Lin asserts"
        " The town can pay for the tram. Town council asserts nothing to check",
    ]


def test_the_map_fades_what_two_speakers_do_not_share(argued, page_of, open_map):
    shown = open_map(page_of(argued), hash="versus=bo&versus=council")
    assert shown.page.evaluate("[...kgMap.chart.focus.nodes].sort()") == [
        "claim:c1",
        "claim:c2",
        "claim:c5",
        "claim:c7",
        "claim:c9",
        "speaker:bo",
        "speaker:council",
    ]
    assert shown.shown == "5 of 12 claims"
    shown.page.get_by_role("button", name="Take back: Bo Lin and Town council").click()
    assert shown.page.evaluate("kgMap.chart.focus") is None
    assert shown.panel.locator("h2").inner_text() == "At a glance"
    assert "#" not in shown.address


def test_either_of_the_two_can_be_another(argued, page_of, open_map):
    shown = open_map(page_of(argued), hash="versus=bo&versus=council")
    second = shown.panel.get_by_label("Second speaker")
    second.focus()
    second.select_option("ada")
    assert "versus=bo&versus=ada" in shown.address
    assert shown.page.evaluate("document.activeElement.dataset.place") == "1"
    shown.panel.get_by_role("button", name="Swap").click()
    assert shown.panel.get_by_label("First speaker").input_value() == "ada"
    # Nobody is compared with themselves.
    assert shown.panel.locator("select[data-place='0'] option:disabled").all_inner_texts() == [
        "Bo Lin"
    ]


def test_a_comparison_begins_with_a_speaker_or_with_the_two_most_at_odds(argued, page_of, open_map):
    shown = open_map(page_of(argued))
    shown.click("speaker:ada")
    shown.panel.get_by_role("button", name="Compare").click()
    assert shown.panel.get_by_label("First speaker").input_value() == "ada"
    button = shown.page.get_by_role("button", name="Compare two speakers")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert "versus" not in shown.address
    button.click()
    assert "versus=bo&versus=council" in shown.address
    assert shown.page.evaluate("document.activeElement.tagName") == "H2"


def test_a_claim_of_a_comparison_leads_back_to_it(argued, page_of, open_map):
    shown = open_map(page_of(argued), hash="versus=bo&versus=council")
    shown.panel.get_by_role("button", name="The river bank floods").click()
    assert shown.panel.locator("h2").inner_text() == "The river bank floods every spring."
    # What the two share stays in view beside it.
    assert shown.page.evaluate("kgMap.chart.focus.nodes.has('claim:c9')")
    shown.panel.get_by_role("button", name="Comparison").click()
    assert shown.panel.locator("h2").inner_text() == "Comparison"


@pytest.mark.parametrize("told", ["versus=bo&versus=council", "path=c9&path=c8"])
def test_escape_closes_the_panel_and_then_ends_what_it_told_of(argued, page_of, open_map, told):
    shown = open_map(page_of(argued), hash=told)
    shown.page.keyboard.press("Escape")
    assert not shown.panel.is_visible()
    assert shown.address.endswith(f"#{told}")
    shown.page.keyboard.press("Escape")
    assert "#" not in shown.address
    assert shown.shown == "12 of 12 claims"


def test_other_views_show_the_claims_of_a_comparison(argued, page_of, open_map):
    shown = open_map(page_of(argued), hash="versus=council&versus=bo&view=matrix")
    assert shown.page.locator(".matrix tbody tr").count() == 5
    assert texts(shown.page.locator(".matrix th.compared")) == ["Town council", "Bo Lin"]
    shown.page.get_by_role("button", name="Table").click()
    assert shown.page.locator("#table tbody tr").count() == 5


def test_a_verdict_before_which_nothing_was_said_makes_no_winner(argued, page_of, open_map):
    flood = argued["claims"][6]
    flood["resolutions"] = [resolution("right", decided="2024-03-01")]
    shown = open_map(page_of(argued), hash="versus=bo&versus=council")
    assert "differ only since it was decided" in shown.panel.locator(".dispute").first.inner_text()
    assert "No disagreement between them is decided yet." in shown.panel.inner_text()


@pytest.fixture
def foreseen(cards):
    """The tram, of which Ada and Bo expect how many ride it, in words and in numbers."""
    riders = cards["claims"][2]
    riders["positions"].append(position("bo", "disagrees"))
    riders["predictions"][0]["forecasts"].append(forecast("bo", 0.2))
    return cards


def test_numbers_stand_beside_the_stances(foreseen, page_of, open_map):
    shown = open_map(page_of(foreseen), hash="versus=ada&versus=bo")
    assert texts(shown.panel.locator(".dispute"))[1] == (
        "Many will ride the tram. Ada Moreau asserts, 80% Bo Lin disagrees, 20% wrong"
        " Bo Lin was right"
    )


def test_of_several_readings_a_number_says_which_it_is_of(foreseen, page_of, open_map):
    foreseen["claims"][2]["predictions"].append(prediction(2, "c3", due="2030"))
    shown = open_map(page_of(foreseen), hash="versus=ada&versus=bo")
    text = "Many will ride the tram. Ada Moreau asserts, 80% on #1 Bo Lin disagrees, 20% on #1"
    assert texts(shown.panel.locator(".dispute"))[1].startswith(text)


def test_numbers_alone_are_a_disagreement(foreseen, page_of, open_map):
    for claim in foreseen["claims"][2:4]:
        claim["positions"] = [position("council", "asserts")]
    shown = open_map(page_of(foreseen), hash="versus=ada&versus=bo")
    assert texts(shown.panel.locator(".dispute"))[1] == (
        "Many will ride the tram. Ada Moreau 80% Bo Lin 20% wrong Bo Lin was right"
    )


@pytest.mark.parametrize(
    ("language", "counts", "title", "told"),
    [
        (
            "en",
            ["agree 1 · partly 0 · differ 1", "came round 1", "inferred 1"],
            "One came round · 1",
            "Many will ride the tram. Ada Moreau asserts, 80% Bo Lin disagrees, 20% wrong"
            " Bo Lin came round (2025-03): 70% Bo Lin would have been right",
        ),
        (
            "zh",
            ["同意 1 · 部分 0 · 分歧 1", "改变立场 1", "推出 1"],
            "一方改变了立场 · 1",
            "会有很多人乘坐电车。 阿达·莫罗 主张，80% 林波 不同意，20% 落空"
            " 林波改变了立场（2025-03）：70% 照当时的立场，林波说对了",
        ),
    ],
)
def test_who_came_round_is_told_apart(foreseen, page_of, open_map, language, counts, title, told):
    (riders,) = foreseen["claims"][2]["predictions"]
    riders["forecasts"].append(forecast("bo", 0.7, made="2025-03"))
    shown = open_map(page_of(foreseen), hash=f"versus=ada&versus=bo&lang={language}")
    assert texts(shown.panel.locator(".counts-line span")) == counts
    assert texts(shown.panel.locator("h3"))[1] == title
    assert texts(shown.panel.locator(".dispute"))[1] == told


@pytest.mark.parametrize(
    ("language", "first", "alone"),
    [
        (
            "en",
            "agree 11 · partly 11 · differ 8",
            "Numbers count before stances. By stances alone: agree 10 · partly 11 · differ 9",
        ),
        (
            "zh",
            "同意 11 · 部分 11 · 分歧 8",
            "数字先于表态。仅按表态：同意 10 · 部分 11 · 分歧 9",
        ),
    ],
)
def test_where_numbers_make_other_counts_those_of_stances_are_told_too(
    roundtable_page, open_map, language, first, alone
):
    two = "versus=wang-hua&versus=yan-shuicheng"
    panel = open_map(roundtable_page, hash=f"{two}&lang={language}").panel
    assert texts(panel.locator(".counts-line span"))[0] == first
    assert texts(panel.locator(".by-stances")) == [alone]


def test_where_numbers_change_nothing_counts_are_told_once(argued, page_of, open_map):
    panel = open_map(page_of(argued), hash="versus=bo&versus=council").panel
    assert panel.locator(".counts-line").count() == 1
    assert panel.locator(".by-stances").count() == 0


def test_two_who_share_nothing_are_told_so(argued, page_of, open_map):
    argued["claims"][0]["positions"] = argued["claims"][0]["positions"][:1]
    argued["claims"][11]["positions"] = []
    shown = open_map(page_of(argued), hash="versus=ada&versus=council")
    assert "There is no claim on which both take a stance." in shown.panel.inner_text()
    assert shown.shown == "0 of 12 claims"


def test_on_a_phone_a_comparison_is_a_sheet(argued, page_of, open_map):
    shown = open_map(page_of(argued), **PHONE)
    shown.page.get_by_role("button", name="Compare two speakers").click()
    assert shown.panel.locator("h2").inner_text() == "Comparison"
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    box = shown.panel.bounding_box()
    nav = shown.page.locator(".main-views").bounding_box()
    assert box["y"] + box["height"] <= nav["y"] + 1
