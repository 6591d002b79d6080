"""Camps on the map: colours and numbers, marks on claims, and the panel that says why."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.analysis import beside
from tests.pages.conftest import Cards, MapPage, claim, position, speaker
from tests.pages.test_everyone import violations
from tests.pages.test_sharing import drawing, words

PURPLE, TEAL = "#5b3fa0", "#0b6e5a"
NAMES = {"ann": "安", "bob": "鲍勃", "cid": "希德", "dan": "丹", "gus": "古斯"}
TOLD: dict[str, Any] = {
    "method": "division",
    "verdict": "loose camps",
    "speakers": 5,
    "steadiness": 0.4,
    "index": 1,
    "total": 16,
    "certified": True,
    "members": [["ann", "bob"], ["cid", "dan"]],
    "claims": [
        {
            "claim": "c1",
            "marks": ["dividing", "crux"],
            "dividing": 0.5,
            "crux": 0.25,
            "sides": [[2, 0, 0], [0, 0, 2]],
        },
        {"claim": "c2", "marks": ["common"], "common": 0.56, "sides": [[2, 0, 0], [2, 0, 0]]},
        {"claim": "c3", "marks": ["bridging"], "bridging": 0.2, "sides": [[1, 0, 0], [0, 0, 0]]},
    ],
}


@pytest.fixture
def five() -> Cards:
    who = [speaker(n, uid, uid.title(), zh) for n, (uid, zh) in enumerate(NAMES.items(), 1)]
    sides = [position(uid, "agrees" if uid in ("ann", "bob") else "disagrees") for uid in NAMES]
    return {
        "speakers": who,
        "concepts": [],
        "sources": [],
        "claims": [
            claim(1, "More trams.", "更多电车。", *sides[:4]),
            claim(2, "More parks.", "更多公园。", *(position(one, "agrees") for one in NAMES)),
            claim(3, "More tolls.", "更多收费。", position("ann", "asserts")),
        ],
    }


@pytest.fixture
def shown(five: Cards, page_of: Any, open_map: Any) -> Callable[..., MapPage]:
    """Opens a map of these camps, or of others: `shown("camps=off", camps={…})`."""

    def show(hash: str = "", camps: dict[str, Any] = TOLD, **more: Any) -> MapPage:
        html = page_of(five, beside={"camps": camps})
        opened: MapPage = open_map(html, hash=hash, reduced_motion="reduce", **more)
        return opened

    return show


def fills(opened: MapPage) -> set[str]:
    return {element.get("fill") or "" for element in drawing(opened).iter()}


def switch(opened: MapPage) -> Any:
    return opened.page.get_by_role("button", name="Show camps, and what claims are to them")


def test_speakers_bear_the_colour_and_the_number_of_their_camp(shown):
    opened = shown()
    assert {PURPLE, TEAL} <= fills(opened)
    # Not by colour alone: each of four speakers has the number of a camp beside the initials.
    texts = [element.text for element in drawing(opened).iter() if element.tag.endswith("text")]
    assert (texts.count("1"), texts.count("2")) == (2, 2)


def test_a_switch_takes_camps_away_and_the_address_keeps_it(shown):
    opened = shown()
    assert switch(opened).get_attribute("aria-pressed") == "true"
    switch(opened).focus()
    opened.page.keyboard.press("Enter")
    assert switch(opened).get_attribute("aria-pressed") == "false"
    assert opened.address.endswith("#camps=off")
    assert fills(opened).isdisjoint({PURPLE, TEAL})
    opened.reload()
    assert fills(opened).isdisjoint({PURPLE, TEAL})
    switch(opened).click()
    assert {PURPLE, TEAL} <= fills(opened)


def test_the_key_names_camps_and_marks_and_says_how_they_were_found(shown):
    opened = shown()
    opened.page.locator(".legend summary").click()
    key = opened.page.locator(".legend-body").inner_text()
    for said in (
        "Camp 1 · 2 speakers",
        "Camp 2 · 2 speakers",
        "divides the camps",
        "bridges",
        "common ground",
        "crux",
        "1 of 16 stand against it (proved: none has less). Steadiness 0.40:",
    ):
        assert said in key
    switch(opened).click()
    assert "Camp 1" not in opened.page.locator(".legend-body").inner_text()
    switch(opened).click()
    assert {"Camp 1", "Camp 2", "divides the camps"} <= words(drawing(opened))


def test_parts_that_cannot_be_compared_are_told(shown):
    part = shown(camps={**TOLD, "parts": 2}).panel.inner_text()
    assert "There are 2 parts, whose speakers share too few claims to be compared." in part


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            {"method": "grouping"},
            "Grouped by agreement beyond what most say of a claim (proved: none has more agreement "
            "within). Steadiness 0.40",
        ),
        ({"method": "grouping", "certified": False}, "of a claim (the best found). Steadiness"),
        ({"method": "crowd", "silhouette": 0.5}, "as in Polis; silhouette 0.50. Steadiness"),
        (
            {"method": "crowd", "parts": 2},
            "Each part placed by two principal components and grouped by k-means, as in Polis. "
            "There are 2 parts",
        ),
    ],
)
def test_it_says_by_which_way_camps_were_found(shown, told, said):
    assert said in shown(camps={**TOLD, **told}).panel.inner_text()


def test_the_overview_lists_camps_and_what_divides_and_bridges_them(shown):
    opened = shown()
    part = opened.panel.locator("section", has=opened.page.get_by_role("heading", name="Camps"))
    assert "2 loose camps: by other claims many speakers would be in another." in part.inner_text()
    lists = part.locator("details")
    assert lists.locator("summary").all_inner_texts() == [
        "What divides the camps · 1",
        "What bridges · 1",
        "Common ground · 1",
        "Cruxes: open claims with whose answer most would move · 1",
    ]
    told = []
    for at in range(4):
        lists.nth(at).locator("summary").focus()
        opened.page.keyboard.press("Enter")
        told.append([*filter(None, lists.nth(at).locator("li").inner_text().split("\n"))])
    assert told == [
        ["More trams.", "camp 1: 2 of 2 for it; camp 2: 0 of 2 for it"],
        # Of a camp that says nothing of it nothing is said.
        ["More tolls.", "camp 1: 1 of 1 for it"],
        ["More parks.", "camp 1: 2 of 2 for it; camp 2: 2 of 2 for it"],
        ["More trams.", "25% of the disagreement would move with its answer"],
    ]
    part.get_by_role("button", name="Cid").click()
    assert "Camp 2 of 2: Dan" in opened.panel.inner_text()


def test_camps_are_of_all_claims_and_their_lists_of_what_the_filters_leave(shown):
    opened = shown(hash="only=disagreements")
    assert opened.panel.locator(".camp-claims summary").all_inner_texts() == [
        "What divides the camps · 1",
        "Cruxes: open claims with whose answer most would move · 1",
    ]
    assert opened.panel.get_by_text("Found among all claims of the map").is_visible()


def test_claims_and_speakers_say_what_they_are_in_both_languages(shown):
    opened = shown("at=claim:c1")
    assert opened.panel.locator(".camp-marks li").all_inner_texts() == [
        "divides the camps camp 1: 2 of 2 for it; camp 2: 0 of 2 for it",
        "crux 25% of the disagreement would move with its answer",
    ]
    opened = shown("lang=zh&at=claim:c1")
    assert opened.panel.locator(".camp-marks li").first.inner_text() == (
        "分开阵营 阵营 1：2 人中 2 人赞成；阵营 2：2 人中 0 人赞成"
    )
    opened = shown("at=speaker:gus")
    assert (
        "In none of 2 camps: too few stances to compare with others, or even with all"
        in opened.panel.inner_text()
    )


def test_where_there_are_no_camps_it_says_so_and_marks_are_seen_only_when_they_are_wanted(shown):
    none = {**TOLD, "verdict": "chance", "members": []}
    opened = shown(camps=none)
    assert (
        "No camps here: one half of the claims divides the speakers otherwise than the other, or "
        "stances dealt anew by chance often divide them as well, or each two agree as often as "
        "they disagree."
    ) in opened.panel.inner_text()
    assert switch(opened).get_attribute("aria-pressed") == "false"
    assert "common ground" not in words(drawing(opened))
    switch(opened).click()
    assert opened.address.endswith("#camps=on")
    assert "common ground" in words(drawing(opened))


def test_on_a_day_of_the_past_there_are_no_camps(shown):
    opened = shown("day=2024-12-31")
    assert switch(opened).is_disabled()
    assert fills(opened).isdisjoint({PURPLE, TEAL})
    assert opened.panel.get_by_role("heading", name="Camps").count() == 0


def test_without_camps_there_is_no_switch(five, page_of, open_map):
    opened = open_map(page_of(five))
    assert switch(opened).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_fault_in_camps(shown, scheme, width):
    opened = shown(width=width, scheme=scheme)
    if width == 390:
        opened.page.locator("button.about").click()
    for summary in opened.panel.locator("details.camp-claims summary").all():
        summary.click()
    assert violations(opened.page) == []


def test_every_reason_for_no_camps_has_its_words_in_both_languages():
    import json

    from kg.analysis.found_camps import Verdict
    from kg.pages.map import STATIC

    told = json.loads((STATIC / "words.json").read_text("utf-8"))
    for language in ("en", "zh"):
        for verdict in Verdict:
            if verdict not in (Verdict.CAMPS, Verdict.LOOSE):
                assert told[language][f"camps_{verdict}"]


def test_what_is_told_is_what_the_page_reads(session):
    """The notebook's own words, not those of this test."""
    from datetime import date

    from kg.domain.selection import Selection
    from kg.graph.claims import gathered
    from kg.notebook.finding import selecting
    from tests.analysis.test_among import FOUR
    from tests.graph.notes import take_in

    take_in(session, claims=FOUR)
    today = date(2026, 11, 23)
    ids = selecting.claim_ids(session, Selection(), today)
    told = beside.beside(session, gathered(session, ids, today), Selection(), today)["camps"]
    assert told["members"] == [["a", "b"], ["c", "d"]]
    assert told["claims"][-1] == {
        "claim": "shared",
        "marks": ["common", "bridging"],
        "common": 0.5625,
        "dividing": 0.0,
        "bridging": told["claims"][-1]["bridging"],
        "crux": 0.0,
        "sides": [[2, 0, 0], [2, 0, 0]],
    }
    assert told["claims"][0]["marks"] == ["dividing"]
    assert {*TOLD} - {"claims"} <= {*told} | {"claims"}


def test_the_table_says_what_claims_are_to_the_camps_and_sorts_by_it(shown):
    table = shown("view=table").page.locator("#table")
    cells = [" ".join(text.split()) for text in table.locator("td.to-camps").all_inner_texts()]
    assert cells == ["divides the camps crux", "common ground", "bridges"]
    head = table.get_by_role("columnheader", name="Camps")
    ids = table.locator("tbody td.id")
    for way, order in (("ascending", ["1", "3", "2"]), ("descending", ["2", "3", "1"])):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == way
        assert ids.all_inner_texts() == order


def test_without_camps_the_table_has_no_column_for_them(shown):
    page = shown("view=table&camps=off").page
    assert page.locator("#table td.to-camps").count() == 0
    assert page.get_by_role("columnheader", name="Camps").count() == 0


@pytest.mark.parametrize(
    ("hash", "marks"),
    [("", ["marks", "dividing; crux", "common", "bridging"]), ("&camps=off", [])],
)
def test_csv_says_what_claims_are_to_the_camps_while_they_are_seen(shown, hash, marks):
    page = shown(f"view=table&sort=id{hash}").page
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0][16] == "tags"
    assert [cell for row in rows for cell in row[17:]] == marks
