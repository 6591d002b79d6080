"""The timeline: predictions from said to due to decided."""

from datetime import date
from itertools import pairwise

import pytest

from tests.pages.conftest import prediction, resolution

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


@pytest.fixture
def foretold(cards):
    """Six predictions: decided, overdue, vague, far ahead, without an end, read from nothing."""
    (first, second, _, _, fifth, sixth, *_, eleventh, _) = cards["claims"]
    first["predictions"] = [prediction(2, "c1", state="overdue", due="2026-10")]
    second["predictions"] = [prediction(3, "c2", state="open", due="2027")]
    fifth["predictions"] = [prediction(4, "c5", state="open", due="2060-01-01")]
    sixth["predictions"] = [prediction(5, "c6", state="open")]
    done = [resolution("partly", decided="2025-01-10")]
    eleventh["predictions"] = [
        prediction(6, "c11", state="partly", due="2024-12-31", opens="2024-09-01", resolutions=done)
    ]
    return cards


def lane(shown, words):
    return shown.page.locator(".lane").filter(has_text=words).first


def share(value):
    return float(value.removesuffix("%"))


def test_each_lane_tells_in_words_what_it_draws(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline&lanes=due")
    assert texts(shown.page.locator(".lane .chooser .unseen")) == [
        "said 2024-05, due 2024-12-31, partly right, decided 2025-01-10",
        "said 2024-05, due 2026-05-31, wrong, decided 2026-10-01",
        "said 2024-05, due 2026-10, overdue",
        "said 2024-05, due 2027, open",
        "said 2024-05, due 2060-01-01, open",
        "said 2024-05, due no date, open",
    ]
    assert "6 predictions" in shown.page.locator(".timeline-view .view-head").inner_text()


def test_a_bar_goes_from_said_to_due_and_a_line_on_to_the_verdict(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline")
    bars = lane(shown, "More than 5,000")
    window = bars.locator(".window")
    end = share(window.get_attribute("x")) + share(window.get_attribute("width"))
    after = bars.locator(".after")
    assert share(after.get_attribute("x1")) == pytest.approx(end, abs=0.01)
    assert share(after.get_attribute("x2")) > end
    sign = share(bars.locator(".end").evaluate("one => one.style.left"))
    assert sign == pytest.approx(share(after.get_attribute("x2")), abs=0.01)


def ends(bars, look):
    """From where to where on the track a part of a lane goes, in per cent of it."""
    told = bars.locator(look).evaluate("""one => ["x", "width", "x1", "x2"].map(
        name => one.getAttribute(name))""")
    x, width, x1, x2 = (part and share(part) for part in told)
    return (x, x + width) if x1 is None else (x1, x2)


def scale(shown):
    """Tells where a day is on the track, in per cent of it, from what the axis names."""
    found = shown.page.evaluate("""() => {
        const names = [...document.querySelectorAll(".axis span")];
        const lines = [...document.querySelectorAll(".grid-lines i:not(.today)")];
        return names.map((one, index) => [one.textContent, parseFloat(lines[index].style.left)]);
    }""")
    named = [(date.fromisoformat(f"{name}-01"), at) for name, at in found if name]
    (first, left), (last, right) = named[0], named[-1]
    return lambda day: left + (right - left) * (date.fromisoformat(day) - first) / (last - first)


@pytest.mark.parametrize(
    ("words", "end"), [("A tram costs more", "2027-12-31"), ("The valley needs", "2026-10-31")]
)
def test_a_bar_goes_to_the_end_of_the_year_or_month_in_which_it_is_due(
    words, end, foretold, page_of, open_map
):
    shown = open_map(page_of(foretold), hash="view=timeline&lanes=due")
    bars = lane(shown, words)
    assert ends(bars, ".window")[1] == pytest.approx(scale(shown)(end), abs=0.05)
    assert ends(bars, ".due-line")[0] == pytest.approx(ends(bars, ".window")[1], abs=0.01)
    assert share(bars.locator(".end").evaluate("one => one.style.left")) == pytest.approx(
        ends(bars, ".window")[1], abs=0.01
    )


def test_a_year_that_ends_beyond_the_axis_runs_to_its_edge(foretold, page_of, open_map):
    (claim,) = (card for card in foretold["claims"] if card["uid"] == "c2")
    claim["predictions"] = [prediction(3, "c2", state="open", due="2028")]
    shown = open_map(page_of(foretold), hash="view=timeline&lanes=due")
    bars = lane(shown, "A tram costs more")
    assert scale(shown)("2028-12-31") > 100
    assert ends(bars, ".window")[1] == 100
    assert bars.locator(".due-line").count() == 0
    assert bars.locator(".end.beyond").inner_text() == "→ 2028"


def test_beneath_the_bar_a_line_says_that_only_the_month_is_known(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline&lanes=due")
    month = lane(shown, "The valley needs")
    start, end = ends(month, ".some-day")
    assert end == pytest.approx(ends(month, ".window")[1], abs=0.01)
    assert start == pytest.approx(scale(shown)("2026-10-01"), abs=0.05)
    assert lane(shown, "More than 5,000").locator(".some-day").count() == 0


def test_the_month_in_which_it_was_said_is_faded(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline")
    year = lane(shown, "A tram costs more")
    opacity = "one => Number(getComputedStyle(one).fillOpacity)"
    assert year.locator(".dawn").evaluate(opacity) < year.locator(".window").evaluate(opacity)
    assert ends(year, ".dawn")[1] == pytest.approx(ends(year, ".window")[0], abs=0.01)


def test_what_was_said_and_due_in_one_year_has_a_bar_all_through_it(foretold, page_of, open_map):
    (claim,) = (card for card in foretold["claims"] if card["uid"] == "c2")
    claim["positions"][0]["said"] = "2026"
    claim["predictions"] = [prediction(3, "c2", state="open", due="2026")]
    shown = open_map(page_of(foretold), hash="view=timeline&lanes=due")
    bar = ends(lane(shown, "A tram costs more"), ".window")
    assert bar[0] == pytest.approx(scale(shown)("2026-01-01"), abs=0.05)
    assert bar[1] == pytest.approx(scale(shown)("2026-12-31"), abs=0.05)


def test_a_window_that_opens_later_is_waited_for(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline")
    vote = lane(shown, "The council should vote")
    wait = vote.locator(".waits")
    assert share(wait.get_attribute("x2")) == share(vote.locator(".window").get_attribute("x"))
    assert lane(shown, "A tram costs more").locator(".waits").count() == 0


def test_what_is_due_far_ahead_stands_at_the_edge_with_its_year(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline")
    end = lane(shown, "pay for the tram").locator(".end.beyond")
    assert end.inner_text() == "→ 2060"
    assert end.evaluate("one => one.style.left") == "100%"
    assert lane(shown, "Bicycles do the same").locator(".endless").count() == 1


def test_lanes_stand_under_speakers_under_topics_or_by_day(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline")
    groups = shown.page.locator(".lanes .group")
    assert texts(groups) == [
        "Ada Moreau 4 predictions",
        "Bo Lin 2 predictions",
        "Town council 1 prediction",
    ]
    shown.page.get_by_role("button", name="By topic").click()
    assert len(texts(groups)) > 1
    assert shown.page.locator(".lane").count() == 6
    assert "lanes=topic" in shown.address
    shown.page.get_by_role("button", name="By due date").click()
    assert texts(groups) == []
    shown.reload()
    assert texts(groups) == []


def test_what_a_speaker_asserts_and_finds_unlikely_stands_under_this_speaker(
    foretold, page_of, open_map
):
    doubt = {"made": "2024-05", "low": 0.25, "middle": 0.25, "high": 0.25, "basis": "stated"}
    foretold["claims"][1]["predictions"][0]["forecasts"] = [{"speaker": "bo"} | doubt]
    eighth = foretold["claims"][7]
    eighth["predictions"] = [prediction(7, "c8", forecasts=[{"speaker": "council"} | doubt])]
    eleventh = foretold["claims"][10]
    eleventh["positions"] = []
    shown = open_map(page_of(foretold), hash="view=timeline")
    rows = shown.page.locator(".lanes .group, .lanes .words")
    assert texts(rows) == [
        "Ada Moreau 3 predictions",
        "More than 5,000 people ride the tram on a weekday.",
        "The valley needs a tram.",
        "Bicycles do the same for less.",
        "Bo Lin 2 predictions",
        "A tram costs more than the town can pay.",
        "Bicycles do the same for less.",
        "Town council 2 predictions",
        "The town can pay for the tram.",
        "Rails would sink into the bank.",
        "Said by nobody 1 prediction",
        "The council should vote in June.",
    ]


def test_today_is_marked(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline")
    at = shown.page.locator(".grid-lines .today").bounding_box()["x"]
    name = shown.page.locator(".axis b").bounding_box()
    assert shown.page.locator(".axis b").inner_text() == "today"
    assert name["x"] < at < name["x"] + name["width"]


def test_a_lane_chooses_its_claim_and_arrows_go_from_one_to_the_next(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline&lanes=due")
    stops = shown.page.locator(".lanes .chooser[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."
    chosen = shown.page.locator(".lane.chosen .words")
    assert texts(chosen) == ["The valley needs a tram."]
    assert shown.page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    shown.page.keyboard.press("End")
    assert "Bicycles" in shown.page.evaluate("document.activeElement.textContent")
    assert stops.count() == 1


def test_without_predictions_it_says_so(cards, page_of, open_map):
    for card in cards["claims"]:
        card["predictions"] = []
    shown = open_map(page_of(cards), hash="view=timeline")
    assert "There are no predictions here." in shown.page.locator(".timeline-view").inner_text()


def test_what_filters_leave_of_it(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline&only=overdue")
    assert texts(shown.page.locator(".lane .words")) == ["The valley needs a tram."]
    shown.page.get_by_role("button", name="Clear all").click()
    shown.choose("kind", "fact")
    assert "No claims meet these filters." in shown.page.locator(".timeline-view").inner_text()


def test_on_a_phone_words_stand_above_their_bar(foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline", **PHONE)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    one = lane(shown, "More than 5,000")
    words, track = (one.locator(part).bounding_box() for part in (".words", ".track"))
    assert words["y"] + words["height"] <= track["y"] + 1
    assert track["width"] > 330


WRITTEN = """() => [...document.querySelectorAll(".axis > *")]
    .filter(one => one.textContent)
    .map(one => [one.textContent, one.getBoundingClientRect()])
    .map(([words, { left, right }]) => [words, left, right])
    .sort((one, other) => one[1] - other[1])"""


@pytest.mark.parametrize("window", [PHONE, {"width": 1024, "height": 768}])
def test_names_of_days_and_what_lies_beyond_have_room(window, foretold, page_of, open_map):
    shown = open_map(page_of(foretold), hash="view=timeline&at=claim:c5", **window)
    if window is not PHONE:
        assert shown.panel.is_visible()
    written = shown.page.evaluate(WRITTEN)
    assert len(written) >= 3
    for (_, _, right), (words, left, _) in pairwise(written):
        assert right < left, words
    assert written[0][1] >= 0
    edge = shown.page.locator(".timeline-view").bounding_box()
    beyond = shown.page.locator(".end.beyond").first.bounding_box()
    assert beyond["x"] + beyond["width"] <= edge["x"] + edge["width"]
