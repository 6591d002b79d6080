"""The matrix: claims by speakers, in rows and columns that are read at a glance."""

import pytest

from tests.pages.conftest import claim, position, speaker

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def cells(shown, claim):
    """What the matrix says of a claim, speaker by speaker."""
    row = shown.page.locator(f".matrix tr[data-claim={claim}]")
    speakers = texts(shown.page.locator(".matrix th.speaker"))
    return dict(zip(speakers, texts(row.locator("td[role]")), strict=True))


def statements(shown):
    return texts(shown.page.locator(".matrix tbody .words"))


def here(shown):
    """Where the keyboard is: the claim of the row, and the number of the cell in it."""
    return shown.page.evaluate("""() => {
        const cell = document.activeElement;
        return [cell.closest("tr").dataset.claim, [...cell.parentElement.children].indexOf(cell)];
    }""")


def test_a_cell_says_which_stance_in_colour_sign_and_words(cards, page_of, open_map):
    cards["claims"][0]["positions"].append(position("bo", "agrees", said="2025"))
    shown = open_map(page_of(cards), hash="view=matrix")
    assert cells(shown, "c1") == {
        "Ada Moreau": "asserts",
        "Bo Lin": "agrees (earlier: disagrees)",
        "Town council": "agrees partly",
    }
    assert cells(shown, "c5") == {
        "Ada Moreau": "",
        "Bo Lin": "disagreement inferred from linked claims",
        "Town council": "asserts",
    }
    shapes = shown.page.locator(".matrix-key .cell path")
    strokes = [shape.get_attribute("d") for shape in shapes.all()]
    assert len(strokes) == 6
    for kind in ("asserts", "agrees", "partly", "disagrees", "inferred", "asks"):
        looks = shown.page.locator(f".matrix-key .cell.{kind}")
        assert looks.count() == 1
    # Of those who hold and those who deny not even the sign is the same.
    assert strokes[0] != strokes[3]


@pytest.mark.parametrize(
    ("rows", "first", "titles"),
    [
        ("dispute", ["The valley needs a tram."], []),
        ("date", ["June is too early.", "The valley needs a tram."], []),
        ("topic", None, None),
    ],
)
def test_rows_by_dispute_by_date_or_by_topic(cards, page_of, open_map, rows, first, titles):
    cards["claims"][11]["positions"][0]["said"] = "2020-01-05"
    shown = open_map(page_of(cards), hash="view=matrix")
    names = {"dispute": "Disputed first", "date": "By date", "topic": "By topic"}
    shown.page.get_by_role("button", name=names[rows]).click()
    if first is None:
        titles = [" · ".join(one.split(" · ")) for one in texts(shown.page.locator(".group"))]
        assert len(titles) > 1
        assert "rows=topic" in shown.address
        assert len(statements(shown)) == 12
    else:
        assert statements(shown)[: len(first)] == first
    shown.reload()
    pressed = shown.page.locator(".matrix-view .views [aria-pressed=true]")
    assert pressed.inner_text() == names[rows]


def test_those_who_think_alike_stand_beside_each_other(cards, page_of, open_map):
    cards["speakers"].append(speaker(4, "cleo", "Cleo Varga", "克莱奥"))
    for card in cards["claims"]:
        by = {one["speaker"]: one["stance"] for one in card["positions"]}
        if "bo" in by:
            card["positions"].append(position("cleo", by["bo"]))
        if by.get("ada") == "asserts":
            card["positions"].append(position("cleo", "disagrees"))
    shown = open_map(page_of(cards), hash="view=matrix")
    order = texts(shown.page.locator(".matrix th.speaker"))
    assert abs(order.index("Cleo Varga") - order.index("Bo Lin")) == 1
    assert abs(order.index("Cleo Varga") - order.index("Ada Moreau")) > 1


def test_arrow_keys_go_from_cell_to_cell(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=matrix")
    stops = shown.page.locator(".matrix tbody [tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    assert here(shown) == ["c1", 0]
    keyboard = shown.page.keyboard
    steps = [("ArrowRight", 1), ("ArrowRight", 2), ("End", 3), ("ArrowRight", 3), ("Home", 0)]
    for key, column in steps:
        keyboard.press(key)
        assert here(shown) == ["c1", column], key
    keyboard.press("ArrowRight")
    keyboard.press("ArrowDown")
    row = here(shown)[0]
    assert row != "c1"
    keyboard.press("Control+End")
    last = shown.page.locator(".matrix tbody tr").last.get_attribute("data-claim")
    assert here(shown) == [last, 1]
    assert stops.count() == 1
    keyboard.press("Enter")
    assert shown.page.evaluate("kgMap.store.state.at") == f"claim:{last}"
    # The keyboard stays in the matrix, which now leaves room for the panel.
    assert here(shown) == [last, 1]
    assert shown.panel.is_visible()


def test_titles_between_rows_are_passed_over(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=matrix&rows=topic")
    shown.page.locator(".matrix tbody [tabindex='0']").focus()
    seen = [here(shown)[0]]
    for _ in range(11):
        shown.page.keyboard.press("ArrowDown")
        seen.append(here(shown)[0])
    assert sorted(seen) == sorted(f"c{number}" for number in range(1, 13))


def test_a_click_chooses_and_a_name_chooses_the_speaker(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=matrix")
    shown.page.locator("tr[data-claim=c5] td").nth(2).click()
    assert shown.panel.locator("h2").inner_text() == "The town can pay for the tram."
    assert shown.page.locator("tr.chosen").get_attribute("data-claim") == "c5"
    shown.page.locator(".matrix").get_by_role("button", name="Bo Lin").click()
    assert shown.panel.locator("h2").inner_text() == "Bo Lin"
    shown.page.get_by_role("button", name="Map", exact=True).click()
    assert shown.page.evaluate("kgMap.chart.focus.nodes.has('speaker:bo')")


def test_heads_stay_in_view_when_one_scrolls(cards, page_of, open_map):
    for number in range(13, 60):
        cards["claims"].append(claim(number, f"Claim {number}", None, position("ada", "asserts")))
    for number in range(4, 24):
        cards["speakers"].append(speaker(number, f"s{number}", f"Speaker {number}", "某"))
        cards["claims"][0]["positions"].append(position(f"s{number}", "agrees"))
    shown = open_map(page_of(cards), hash="view=matrix", width=700, height=500)
    scroller = shown.page.locator(".matrix-view .scroller")
    scroller.evaluate("box => box.scrollTo(200, 400)")
    box = scroller.bounding_box()
    head = shown.page.locator(".matrix thead .corner").bounding_box()
    assert (round(head["x"]), round(head["y"])) == (round(box["x"]) + 12, round(box["y"]))
    row = shown.page.locator(".matrix tbody th").nth(20).bounding_box()
    assert round(row["x"]) == round(box["x"]) + 12


def test_long_matrices_are_shown_piece_by_piece(cards, page_of, open_map):
    for number in range(13, 701):
        cards["claims"].append(claim(number, f"Claim {number}", None, position("ada", "asserts")))
    shown = open_map(page_of(cards), hash="view=matrix")
    rows = shown.page.locator(".matrix tbody tr")
    assert rows.count() < 700
    assert shown.page.locator(".matrix").get_attribute("aria-rowcount") == "701"
    foot = shown.page.locator(".matrix-view .foot")
    assert foot.inner_text().startswith(f"{rows.count()} of 700 rows are shown")
    shown.page.locator(".matrix tbody [tabindex='0']").focus()
    shown.page.keyboard.press("Control+End")
    assert rows.count() == 700
    assert not foot.is_visible()


def test_of_many_speakers_the_most_talkative_are_shown_first(cards, page_of, open_map):
    for number in range(4, 60):
        cards["speakers"].append(speaker(number, f"s{number}", f"Speaker {number}", "某"))
        cards["claims"][0]["positions"].append(position(f"s{number}", "agrees"))
    shown = open_map(page_of(cards), hash="view=matrix")
    columns = shown.page.locator(".matrix th.speaker")
    assert columns.count() == 40
    assert {"Ada Moreau", "Bo Lin", "Town council"} <= set(texts(columns))
    view = shown.page.locator(".matrix-view")
    assert "40 of 59 speakers" in view.inner_text()
    view.get_by_role("button", name="Show all").click()
    assert columns.count() == 59


def test_on_a_phone_the_matrix_scrolls_inside_itself(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=matrix", **PHONE)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    shown.page.locator("tr[data-claim=c1] td").nth(1).tap()
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."


def test_a_filter_that_leaves_nothing_says_so(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=matrix&only=overdue")
    assert "No claims meet these filters." in shown.page.locator(".matrix-view").inner_text()
