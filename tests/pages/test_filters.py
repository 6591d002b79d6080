"""The filters of a map: days, sources, what is overdue, changes of mind, all of them together."""

from datetime import date

import pytest
from sqlalchemy import select

from kg.analysis.changes import changes
from kg.store import database
from kg.store.models import Claim, Speaker
from tests.pages.conftest import position, prediction

MENUS = """() => Object.fromEntries([...document.querySelectorAll(".filters select")].map(menu => {
    menu.focus();
    return [menu.name, [...menu.options].slice(1).map(({ text, value, className }) =>
        [value, Number(/\\((\\d+)\\)$/.exec(text)[1]), className])];
}))"""
LEFT = """([name, value]) => {
    const { model, store: { state } } = kgMap;
    return kgMap.listed(model, { ...state, filters: { ...state.filters, [name]: value } }).size;
}"""
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


@pytest.fixture
def dated(cards):
    """The tram, with predictions on several days, and a speaker who came round."""
    first, second, _, fourth, *_ = cards["claims"]
    first["positions"].append(position("bo", "agrees", "I was wrong", said="2025-03-01"))
    second["positions"][0]["said"] = "2023-02"
    fourth["predictions"] = [prediction(2, "c4", state="overdue", due="2026-10")]
    fourth["outcome"] = "overdue"
    second["predictions"] = [prediction(3, "c2", state="open", due="2028")]
    second["outcome"] = "open"
    return cards


@pytest.mark.parametrize(
    ("name", "value", "left", "told"),
    [
        ("saidFrom", "2024-06-01", 1, "said=2024-06-01.."),
        ("saidTo", "2024-04-30", 1, "said=..2024-04-30"),
        # What is known only to its month counts for each day of it.
        ("saidTo", "2024-05-15", 12, "said=..2024-05-15"),
        ("dueFrom", "2026-10-15", 2, "due=2026-10-15.."),
        ("dueTo", "2026-09-30", 2, "due=..2026-09-30"),
    ],
)
def test_days_of_saying_and_falling_due(dated, page_of, open_map, name, value, left, told):
    shown = open_map(page_of(dated))
    shown.choose(name, value)
    assert shown.shown == f"{left} of 12 claims"
    assert told in shown.address
    shown.reload()
    assert shown.shown == f"{left} of 12 claims"
    assert shown.page.locator(f"[name={name}]").input_value() == value


def test_one_position_has_to_meet_speaker_and_day(dated, page_of, open_map):
    shown = open_map(page_of(dated), hash="said=2025..&speaker=ada")
    assert shown.shown == "0 of 12 claims"
    shown.choose("speaker", "bo")
    assert shown.shown == "1 of 12 claims"


def test_only_what_is_overdue(dated, page_of, open_map):
    shown = open_map(page_of(dated))
    shown.page.locator(".toggle.more").click()
    shown.page.get_by_role("button", name="Only overdue").click()
    assert shown.shown == "1 of 12 claims"
    assert shown.page.evaluate("[...kgMap.chart.left]") == ["c4"]
    assert "only=overdue" in shown.address


def test_only_changes_of_mind_of_anybody_or_of_the_chosen_speaker(dated, page_of, open_map):
    shown = open_map(page_of(dated), hash="only=changed")
    assert shown.page.evaluate("[...kgMap.chart.left]") == ["c1"]
    shown.choose("speaker", "ada")
    assert shown.shown == "0 of 12 claims"
    shown.choose("speaker", "bo")
    assert shown.shown == "1 of 12 claims"


def test_what_is_in_use_stands_beside_the_count_and_is_taken_back(dated, page_of, open_map):
    shown = open_map(page_of(dated), hash="only=disagreements,changed&said=2024..2025&due=..2027")
    active = shown.page.locator(".active-filters li:visible")
    assert texts(active) == [
        "Said 2024-01-01 – 2025-12-31",
        "Due until 2027-12-31",
        "Only changes of mind",
    ]
    assert shown.page.locator(".toggle.more b").inner_text() == "3"
    for name in ("Due until 2027-12-31", "Said 2024-01-01 – 2025-12-31"):
        shown.page.get_by_role("button", name=f"Take back: {name}").click()
    assert texts(active) == ["Only changes of mind"]
    assert "only=disagreements%2Cchanged" in shown.address
    shown.page.get_by_role("button", name="Clear all").click()
    assert "#" not in shown.address
    assert texts(active) == []


def test_all_views_show_what_the_filters_leave(dated, page_of, open_map):
    shown = open_map(page_of(dated), hash="kind=prediction")
    for view, row in (("Table", "#table tbody tr"), ("Matrix", ".matrix tbody tr")):
        shown.page.get_by_role("button", name=view, exact=True).click()
        assert shown.page.locator(row).count() == 2
    shown.page.get_by_role("button", name="Timeline").click()
    assert texts(shown.page.locator(".lane .words")) == [
        "More than 5,000 people ride the tram on a weekday.",
        "The tram will be full on market days.",
    ]
    assert "kind=prediction" in shown.address
    assert shown.shown == "2 of 12 claims"


@pytest.mark.parametrize(
    ("told", "speakers"),
    [
        ("", {"council": 5, "ada": 5, "bo": 5}),
        ("stance=disagrees", {"council": 0, "ada": 0, "bo": 1}),
        ("concept=budget&kind=opinion", {"council": 1, "ada": 1, "bo": 2}),
        ("only=changed", {"council": 0, "ada": 0, "bo": 1}),
        ("speaker=ada&day=2023-03-01", {"council": 0, "ada": 0, "bo": 1}),
        ("versus=ada&versus=bo&said=2025..", {"council": 0, "ada": 0, "bo": 1}),
        ("source=paper&outcome=none", {"council": 0, "ada": 0, "bo": 1}),
    ],
)
def test_menus_say_how_many_claims_each_choice_would_leave(
    dated, page_of, open_map, told, speakers
):
    dated["sources"].append({**dated["sources"][0], "uid": "paper", "title": {"en": "The paper"}})
    dated["claims"][0]["positions"][1]["source"] = "paper"
    shown = open_map(page_of(dated), hash=told)
    shown.page.locator(".toggle.more").click()
    menus = shown.page.evaluate(MENUS)
    assert menus.keys() == {"speaker", "stance", "concept", "kind", "outcome", "source"}
    assert {value: n for value, n, _ in menus["speaker"]} == speakers
    for name, choices in menus.items():
        for value, n, look in choices:
            assert (name, value, n) == (name, value, shown.page.evaluate(LEFT, [name, value]))
            assert look == ("" if n else "none")


def test_what_is_chosen_in_a_menu_says_how_many_claims_are_left(dated, page_of, open_map):
    shown = open_map(page_of(dated))
    shown.choose("speaker", "bo")
    chosen = shown.page.locator("select[name=speaker] option:checked")
    assert chosen.inner_text() == "Bo Lin (5)"
    shown.page.get_by_role("button", name="Only disagreements").click()
    assert (chosen.inner_text(), shown.shown) == (
        "Bo Lin (1)",
        "1 of 12 claims · 1 by inference",
    )


def test_at_a_glance_tells_of_what_the_filters_leave(dated, page_of, open_map):
    dated["claims"][6]["positions"].append(position("bo", "disagrees", said="2023-02"))
    shown = open_map(page_of(dated), hash="speaker=council")
    assert texts(shown.panel.locator(".body")) == [
        "At a glance Of 5 claims that the filters leave. "
        "Who agrees and who differs Claims on which both take a stance "
        "Bo Lin – Town council agree 0 · partly 1 · differ 1 "
        "Ada Moreau – Town council agree 0 · partly 1 · differ 0 "
        "Ada Moreau – Bo Lin agree 1 · partly 0 · differ 0 "
        "Most disputed The river bank floods every spring. right for it: 1 · against it: 1 "
        "The town can pay for the tram. for it: 1 · against it by inference: 1 "
        "June is too early. for it: 1 · against it by inference: 1 "
        "Topics Tram · Cost 12 2 claims, 1 disputed by inference "
        "River bank · Tram 11 1 claim, 1 disputed "
        "Other 11 1 claim, 1 disputed by inference Bicycle · Cost 1 1 claim, 0 disputed "
        "Made 2026-11-23"
    ]


def test_where_no_claim_is_left_map_and_panel_say_so(dated, page_of, open_map):
    shown = open_map(page_of(dated), hash="speaker=ada&kind=fact")
    note = shown.page.locator(".none-left")
    assert texts(note) == ["No claims meet these filters. Show all claims"]
    assert texts(shown.panel.locator(".body")) == ["At a glance No claims meet these filters."]
    note.get_by_role("button", name="Show all claims").click()
    assert not note.is_visible()
    assert shown.shown == "12 of 12 claims"


def test_the_rarer_filters_open_and_close_by_keyboard(dated, page_of, open_map):
    shown = open_map(page_of(dated))
    more = shown.page.locator(".toggle.more")
    more.focus()
    shown.page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.name") == "saidFrom"
    shown.page.keyboard.press("Escape")
    assert more.get_attribute("aria-expanded") == "false"
    assert shown.page.evaluate("document.activeElement.classList.contains('more')")
    assert shown.panel.is_visible()
    more.click()
    shown.page.mouse.click(640, 500)
    assert not shown.page.locator("#behind").is_visible()


@pytest.mark.parametrize("width", [960, 1080, 1280, 1920])
def test_the_rarer_filters_stay_inside_the_window(dated, page_of, open_map, width):
    shown = open_map(page_of(dated), width=width)
    shown.page.locator(".toggle.more").click()
    box = shown.page.locator("#behind").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_filter_leaves_what_is_near(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="at=claim:c7")
    shown.page.get_by_role("button", name="2 steps").click()
    shown.page.get_by_role("button", name="Only these").click()
    assert shown.shown == "3 of 12 claims"
    assert "near=claim%3Ac7&reach=2" in shown.address
    shown.page.get_by_role("button", name="Table").click()
    assert shown.page.locator("#table tbody tr").count() == 3
    # Another choice leaves the filter as it is.
    shown.page.locator("#table").get_by_role("button", name="Rails would sink").click()
    assert shown.shown == "3 of 12 claims"
    assert texts(shown.page.locator(".active-filters li:visible")) == [
        "Near (2 steps): The river bank floods every spring."
    ]


def test_on_a_phone_filters_are_a_sheet_that_gives_the_keyboard_back(dated, page_of, open_map):
    shown = open_map(page_of(dated), **PHONE)
    sheet = shown.page.locator(".filters")
    assert not sheet.is_visible()
    opener = shown.page.get_by_role("button", name="Filters", exact=True)
    opener.click()
    box = sheet.bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] + box["height"] == 844
    shown.choose("kind", "prediction")
    shown.choose("dueFrom", "2026-10-01")
    shown.page.get_by_role("button", name="Show 1 claim").click()
    assert not sheet.is_visible()
    assert shown.page.evaluate("document.activeElement.classList.contains('on-phone')")
    assert shown.shown == "1 of 12 claims"
    assert texts(shown.page.locator(".active-filters li:visible")) == [
        "Kind: prediction",
        "Due from 2026-10-01",
    ]
    opener.click()
    shown.page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_a_source_is_chosen_behind_more(dated, page_of, open_map):
    dated["sources"].append({**dated["sources"][0], "uid": "paper", "title": {"en": "The paper"}})
    dated["claims"][0]["positions"][1]["source"] = "paper"
    shown = open_map(page_of(dated), hash="source=paper")
    assert shown.shown == "1 of 12 claims"
    assert texts(shown.page.locator(".active-filters li:visible")) == ["Source: The paper"]


def test_the_page_finds_the_changes_of_mind_that_kg_finds(kg, home, open_map):
    kg("init")
    kg("add", "Rates fall", "--speaker", "Ada", "--said", "2023-01-05", "--about", "rates")
    kg("add", "Prices rise by June", "--speaker", "Ada", "--said", "2023-02", "--by", "2023-06")
    kg("add", "Prices rise in winter", "--speaker", "Bo", "--said", "2023-03", "--by", "2023-12")
    kg("add", "Wages follow", "--speaker", "Bo", "--said", "2023", "--by", "2025")
    kg("disagree", 1, "Ada", "--said", "2024-02")
    kg("agree", 1, "Bo", "--said", "2023-06-01")
    kg("agree", 1, "Bo", "--said", "2024-06-01")
    kg("agree", 3, "Ada", "--said", "2023-04")
    kg("link", "add", 3, "restates", 2)
    kg("forecast", 3, "Bo", "0.7", "--on", "2023-01-01")
    kg("forecast", 3, "Bo", "0.4", "--on", "2023-09")
    kg("map", "-o", "map.html")
    shown = open_map(home / "map.html")
    notebook = database.open(home / "notebook.db")
    with notebook.transaction("looking") as session:
        claims = {row.id: row.uid for row in session.scalars(select(Claim))}
        speakers = {row.uid: row.id for row in session.scalars(select(Speaker))}
        moved = 0
        for speaker in ("", *speakers):
            for day in (None, *map(date.fromisoformat, ("2023-05-30", "2023-09-30", "2024-02-29"))):
                theirs = {
                    uid
                    for row_id, uid in claims.items()
                    if changes(session, speakers.get(speaker), [row_id], day)
                }
                ours = shown.page.evaluate(
                    "([speaker, day]) => [...kgMap.changed(kgMap.model, speaker, day)]",
                    [speaker, day.isoformat() if day else ""],
                )
                assert set(ours) == theirs, (speaker, day)
                moved += len(theirs)
        assert moved > 5
    notebook.close()
