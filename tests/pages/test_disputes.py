"""What is disputed: one definition and one order in the panel, the matrix and on the map."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.pages.conftest import Cards, MapPage, claim, concept, link, position, speaker, tied

NAMES = {"ann": "安", "bob": "鲍勃", "cid": "希德", "dan": "丹"}


def shorter_weeks() -> Cards:
    """Two claims that are disputed, two by inference alone, and two that are so no longer."""

    def one(number: int, words: str, *stances: str) -> Any:
        """Stances as «ann asserts 2024», the day left out where it does not matter."""
        taken = [stance.split() for stance in stances]
        said = [position(who, what, said=(*day, "2024")[0]) for who, what, *day in taken]
        return claim(number, f"{words}.", f"{words}。", *said, about=["week"])

    found = {
        "speakers": [speaker(n, uid, uid.title(), zh) for n, (uid, zh) in enumerate(NAMES.items())],
        "concepts": [concept(1, "week", "week", "周")],
        "sources": [],
        "claims": [
            one(1, "Output does not fall", "ann asserts", "bob disagrees", "bob agrees 2025"),
            one(2, "Overtime is going", "ann asserts", "bob disagrees", "ann disagrees 2025"),
            one(3, "Sick days fall", "ann asserts", "bob disagrees"),
            one(4, "Trials mislead", "ann disagrees", "bob asserts", "dan agrees"),
            one(5, "Output falls", "cid asserts"),
            one(6, "Weeks get shorter", "ann asserts", "bob agrees"),
            one(7, "They do get shorter", "dan disagrees"),
            one(8, "Fridays are quiet", "ann asserts", "bob agrees"),
        ],
    }
    links = [link(1, "c5", "opposes", "c1"), link(2, "c7", "restates", "c6")]
    return tied(found, [*links, link(3, "c8", "supports", "c1")])


COMMON = {
    "method": "division",
    "verdict": "chance",
    "speakers": 4,
    "claims": [
        {"claim": "c1", "marks": ["common"], "common": 0.75, "sides": [[2, 0, 0]]},
        {"claim": "c4", "marks": ["common"], "common": 0.6, "sides": [[2, 0, 1]]},
        {"claim": "c8", "marks": ["common"], "common": 0.6, "sides": [[2, 1, 0]]},
    ],
}
ORDER = [
    "Trials mislead.",
    "Sick days fall.",
    "Output does not fall.",
    "Output falls.",
    "Weeks get shorter.",
]


@pytest.fixture
def shown(page_of: Any, open_map: Any) -> Callable[..., MapPage]:
    def show(hash: str = "", beside: Any = None) -> MapPage:
        opened: MapPage = open_map(page_of(shorter_weeks(), beside=beside), hash=hash)
        return opened

    return show


def most_disputed(opened: MapPage) -> Any:
    title = opened.page.get_by_role("heading", name="Most disputed")
    return opened.panel.locator("section", has=title).locator(".claim-row")


def test_the_panel_lists_what_is_disputed_recorded_first_and_says_who_stands_where(shown):
    rows = most_disputed(shown())
    assert [row.split("\n\n") for row in rows.all_inner_texts()] == [
        ["Trials mislead.", "for it: 2 · against it: 1"],
        ["Sick days fall.", "for it: 1 · against it: 1"],
        ["Output does not fall.", "for it: 2 · against it by inference: 1"],
        ["Output falls.", "for it: 1 · against it by inference: 2"],
        ["Weeks get shorter.", "for it: 2 · against it by inference: 1"],
    ]


def test_the_matrix_and_the_map_have_the_order_of_the_panel(shown):
    rows = shown("view=matrix").page.locator(".matrix tbody .words").all_inner_texts()
    assert rows[: len(ORDER)] == ORDER
    ranked = shown().page.evaluate(
        """[...kgMap.model.claims.values()].sort((a, b) => b.node.rank - a.node.rank)
        .map(one => one.statement.en)"""
    )
    assert ranked[: len(ORDER)] == ORDER


def test_what_is_inferred_is_told_wherever_disputed_claims_are_counted(shown):
    opened = shown("only=disagreements")
    assert opened.shown == "5 of 8 claims · 3 by inference"
    titles = opened.page.evaluate(
        "kgMap.chart.labels.labels.filter(one => one.item.id.startsWith('topic:'))"
        ".map(one => one.item.second.text)"
    )
    assert sorted(titles) == [
        "2 of 3 claims · 2 disputed",
        "3 of 5 claims · 3 disputed by inference",
    ]
    for language, words in (("en", "3 disputed by inference"), ("zh", "3 条有推出的分歧")):
        opened = shown(f"lang={language}&at=topic:0")
        assert words in opened.panel.inner_text()


def test_what_nobody_holds_any_more_is_disputed_as_of_the_day_on_which_somebody_did(shown):
    assert shown("only=disagreements&day=2024-12-31").shown == "6 of 8 claims · 2 by inference"
    now = "kgMap.model.claims.get('c2').disputed"
    assert shown().page.evaluate(now) == ""
    assert shown("day=2024-12-31").page.evaluate(now) == "recorded"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("c1", "common ground 2 of 2 for it; against it by inference: 1"),
        ("c4", "common ground 2 of 3 for it; against it: 1"),
        ("c8", "common ground 2 of 3 for it, 1 partly"),
    ],
)
def test_common_ground_that_is_disputed_all_the_same_says_who_is_against_it(shown, claim, words):
    opened = shown(f"at=claim:{claim}", beside={"camps": COMMON})
    assert opened.panel.locator(".camp-marks li").all_inner_texts() == [words]


def test_who_denies_what_restates_a_claim_denies_it_by_inference_and_the_panel_says_through_what(
    shown,
):
    row = shown("at=claim:c6").panel.locator(".position.inferred")
    assert row.locator(".who").inner_text() == "Dan\ndisagreement inferred from linked claims"
    assert row.locator(".through").all_inner_texts() == ["They do get shorter."]


def test_a_claim_that_is_linked_twice_is_named_once_under_who_denies_the_other_by_it(
    page_of, open_map
):
    crossed = shorter_weeks()
    links = [
        link(1, "c5", "opposes", "c1"),
        link(2, "c1", "opposes", "c5"),
        link(3, "c7", "restates", "c6"),
        link(4, "c6", "restates", "c7"),
        link(5, "c8", "opposes", "c5"),
    ]
    opened = open_map(page_of(tied(crossed, links)), hash="at=claim:c5")
    told = {
        row.locator(".who").inner_text().split("\n")[0]: row.locator(".through").all_inner_texts()
        for row in opened.panel.locator(".position.inferred").all()
    }
    assert told == {
        "Ann": ["Output does not fall.", "Fridays are quiet."],
        "Bob": ["Output does not fall.", "Fridays are quiet."],
    }
    opened.page.goto(opened.address.replace("c5", "c6"))
    opened.panel.locator("h2", has_text="Weeks get shorter.").wait_for()
    assert opened.panel.locator(".through").all_inner_texts() == ["They do get shorter."]
