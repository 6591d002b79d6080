"""Two speakers compared on the map: where they agree and differ, and who was right."""

import pytest

from tests.conftest import REPOSITORY
from tests.pages.conftest import position, resolution

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


def test_the_page_compares_as_kg_compare_does(kg, home, open_map):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    kg("map", "-o", "map.html")
    shown = open_map(home / "map.html")
    speakers = shown.page.evaluate("[...kgMap.model.speakers.keys()]")
    compared = 0
    for one in speakers:
        for other in speakers:
            if one >= other:
                continue
            theirs = kg("compare", one, other, "--json").json
            ours = shown.page.evaluate(
                """([one, other]) => {
                    const found = kgMap.comparison(kgMap.model, one, other);
                    const { agree, partly, differ, inferred } = found;
                    const told = ({ claim, other, result }) => [claim.uid, other.uid, result];
                    const late = ({ result }) => result === "afterwards";
                    const free = ({ result }) => !result;
                    const checked = (some) => some.filter((each) => !late(each) && !free(each));
                    return {
                        agreements: agree.length,
                        partial: partly.length,
                        recorded: checked(differ).map(told).sort(),
                        inferred: checked(inferred).map(told).sort(),
                        unchecked: differ.filter(free).map(({ claim }) => claim.uid).sort(),
                        afterwards: differ.filter(late).length,
                    };
                }""",
                [one, other],
            )
            told = {
                **{key: theirs[key] for key in ("agreements", "partial", "afterwards")},
                **{
                    key: sorted(
                        [each["first"]["claim"], each["second"]["claim"], each["result"]]
                        for each in theirs[key]
                    )
                    for key in ("recorded", "inferred")
                },
                "unchecked": sorted(theirs["unchecked"]),
            }
            assert ours == told, (one, other)
            compared += len(told["recorded"]) + len(told["inferred"])
    assert compared > 15
