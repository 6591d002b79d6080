"""The time slider: the page as of a day, and how positions and verdicts came in."""

from datetime import date

import pytest
from sqlalchemy import select

from kg.notebook import asof, states
from kg.store import database
from kg.store.models import Claim
from tests.conftest import REPOSITORY
from tests.pages.conftest import position, prediction, resolution

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


@pytest.fixture
def history(cards):
    """The tram over the years: a stance that moves, a verdict that is withdrawn, a day unknown."""
    first, second, third, _, fifth, *_ = cards["claims"]
    first["positions"][0]["said"] = "2023-02-10"
    first["positions"].append(position("bo", "agrees", "I was wrong", said="2025-03-01"))
    second["positions"][0]["said"] = None
    early = resolution("right", decided="2025-06-01", withdrawn="2025-09-01")
    third["predictions"][0]["resolutions"].insert(0, early)
    fifth["positions"] = []
    return cards


def outcome(shown, uid):
    return shown.page.evaluate("uid => kgMap.model.claims.get(uid).outcome ?? null", uid)


def stances(shown, uid):
    return shown.page.evaluate(
        "uid => Object.fromEntries(kgMap.model.claims.get(uid).stances)", uid
    )


@pytest.mark.parametrize(
    ("day", "left"),
    [
        # Only what nobody says anything of counts from the beginning.
        ("2023-02-09", "1 of 12 claims"),
        ("2023-02-10", "2 of 12 claims"),
        # A month counts from its last day; what has no day never counts as of one.
        ("2024-05-30", "2 of 12 claims"),
        ("2024-05-31", "11 of 12 claims"),
        ("", "12 of 12 claims"),
    ],
)
def test_what_was_said_by_a_day_counts(history, page_of, open_map, day, left):
    shown = open_map(page_of(history), hash=f"day={day}")
    assert shown.shown == left


def test_stances_and_verdicts_are_those_of_the_day(history, page_of, open_map):
    shown = open_map(page_of(history), hash="day=2023-06&at=claim:c1")
    assert stances(shown, "c1") == {"ada": "asserts"}
    assert shown.panel.locator(".position").count() == 1
    days = [
        ("2024-06-01", {"ada": "asserts", "bo": "disagrees", "council": "partly"}, "open"),
        ("2025-06-30", {"ada": "asserts", "bo": "agrees", "council": "partly"}, "right"),
        ("2025-10-01", {"ada": "asserts", "bo": "agrees", "council": "partly"}, "open"),
        ("2026-07-01", {"ada": "asserts", "bo": "agrees", "council": "partly"}, "overdue"),
        ("2026-10-01", {"ada": "asserts", "bo": "agrees", "council": "partly"}, "wrong"),
        ("", {"ada": "asserts", "bo": "agrees", "council": "partly"}, "wrong"),
    ]
    for day, taken, came in days:
        shown.page.evaluate("day => kgMap.store.set({ day })", day)
        assert (day, stances(shown, "c1"), outcome(shown, "c3")) == (day, taken, came)
    assert shown.panel.locator(".position").count() == 4


def test_topics_count_what_was_said_by_then(history, page_of, open_map):
    counts = "kgMap.model.topics.reduce((sum, topic) => sum + topic.claims.length, 0)"
    shown = open_map(page_of(history), hash="day=2023-02-10")
    assert shown.page.evaluate(counts) == 2
    shown.page.evaluate("kgMap.store.set({ day: '' })")
    assert shown.page.evaluate(counts) == 12


def test_filters_and_views_follow_the_day(history, page_of, open_map):
    shown = open_map(page_of(history), hash="day=2026-07-01&only=overdue&view=timeline")
    assert shown.shown == "2 of 12 claims"
    assert shown.page.locator(".lane.overdue").count() == 1
    assert shown.page.locator(".axis b").inner_text() == "As of 2026-07-01"
    shown.page.get_by_role("button", name="Take back: As of 2026-07-01").click()
    assert shown.shown == "0 of 12 claims"
    assert shown.page.locator(".axis").count() == 0


@pytest.mark.parametrize(
    ("day", "counted"),
    [("2024-05-30", []), ("2024-05-31", ["1 open"]), ("2026-10-01", ["1 wrong"])],
)
def test_only_what_was_predicted_by_a_day_is_counted(history, page_of, open_map, day, counted):
    shown = open_map(page_of(history), hash=f"day={day}")
    assert shown.panel.locator(".tally .n").all_inner_texts() == counted
    shown.page.evaluate("kgMap.store.set({ at: 'concept:tram' })")
    shown.panel.locator("h2", has_text="tram").wait_for()
    assert shown.panel.locator(".tally .n").all_inner_texts() == counted
    shown.page.get_by_role("button", name="Timeline").click()
    n = f"{len(counted)} prediction{'' if counted else 's'}"
    assert shown.page.locator(".timeline-view .view-head .meta").inner_text() == n


def test_the_slider_goes_from_day_to_day(history, page_of, open_map):
    shown = open_map(page_of(history))
    shown.page.get_by_role("button", name="Time", exact=True).click()
    slider = shown.page.locator("#day")
    assert slider.get_attribute("aria-valuetext") == "All that is known"
    assert shown.page.evaluate("document.activeElement.id") == "day"
    shown.page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "As of 2023-02-10, 1 position"
    assert "day=2023-02-10" in shown.address
    told = []
    for _ in range(6):
        shown.page.keyboard.press("ArrowRight")
        told.append(slider.get_attribute("aria-valuetext"))
    assert told == [
        "As of 2024-05-31, 12 positions",
        "As of 2025-03-01, 1 position",
        "As of 2025-06-01, 1 verdict",
        "As of 2025-09-01, 1 verdict",
        "As of 2026-10-01, 2 verdicts",
        "All that is known",
    ]
    assert "#" not in shown.address


def test_it_plays_to_the_end_and_stops(history, page_of, open_map):
    shown = open_map(page_of(history))
    shown.page.clock.install()
    shown.page.get_by_role("button", name="Time", exact=True).click()
    shown.page.get_by_role("button", name="Play").click()
    assert "day=2023-02-10" in shown.address
    shown.page.clock.run_for(1200)
    assert "day=2024-05-31" in shown.address
    shown.page.get_by_role("button", name="Pause").click()
    shown.page.clock.run_for(5000)
    assert "day=2024-05-31" in shown.address
    shown.page.locator("#day").press(" ")
    shown.page.clock.run_for(20_000)
    assert "day" not in shown.address
    assert shown.page.get_by_role("button", name="Play").is_visible()


def test_with_reduced_motion_nothing_plays_unasked_and_steps_do_not_glide(
    history, page_of, open_map
):
    shown = open_map(page_of(history), hash="day=2024-05-31", reduced_motion="reduce")
    shown.page.clock.install()
    shown.page.clock.run_for(5000)
    assert "day=2024-05-31" in shown.address
    before = shown.place("claim:c1")
    shown.page.locator("#day").press("ArrowRight")
    assert shown.place("claim:c1") == before


def test_closing_the_slider_brings_all_back(history, page_of, open_map):
    shown = open_map(page_of(history), hash="day=2024-05-31")
    shown.page.locator("#day").press("Escape")
    assert not shown.page.locator(".timebar").is_visible()
    assert shown.shown == "12 of 12 claims"
    assert "#" not in shown.address
    assert shown.panel.is_visible()


def test_a_day_that_is_none_or_still_to_come_is_passed_over(history, page_of, open_map):
    for day in ("2023-02-30", "soon", "2031-01-01"):
        shown = open_map(page_of(history), hash=f"day={day}")
        assert shown.shown == "12 of 12 claims"
        assert not shown.page.locator(".timebar").is_visible()


def test_without_days_there_is_nothing_to_play(cards, page_of, open_map):
    for card in cards["claims"]:
        card["resolutions"] = []
        card["predictions"] = [prediction(9, card["uid"])]
        for one in card["positions"]:
            one["said"] = None
    shown = open_map(page_of(cards))
    assert shown.page.get_by_role("button", name="Time", exact=True).count() == 0


def test_on_a_phone_the_slider_stands_above_the_views(history, page_of, open_map):
    shown = open_map(page_of(history), hash="day=2024-05-31", **PHONE)
    bar = shown.page.locator(".timebar").bounding_box()
    nav = shown.page.locator(".main-views").bounding_box()
    assert bar["y"] + bar["height"] <= nav["y"] + 1
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_page_is_as_of_a_day_what_the_notebook_is(kg, home, open_map):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    kg("map", "-o", "map.html")
    shown = open_map(home / "map.html")
    notebook = database.open(home / "notebook.db")
    with notebook.transaction("looking") as session:
        uids = {row.id: row.uid for row in session.scalars(select(Claim))}
        for text in ("2024-09-12", "2024-09-13", "2024-09-30", "2025-12-01", "2026-11-22"):
            day = date.fromisoformat(text)
            came = states.claim_states(session, list(uids), day, day)
            unheard = asof.unheard(session, list(uids), day)
            ours = shown.page.evaluate(
                """day => {
                    kgMap.store.set({ day });
                    const claims = [...kgMap.model.claims.values()];
                    const judged = claims.filter(one => one.outcome);
                    return [
                        Object.fromEntries(judged.map(one => [one.uid, one.outcome])),
                        claims.filter(one => !one.heard).map(one => one.uid).sort(),
                    ];
                }""",
                text,
            )
            assert ours[0] == {uids[row]: state for row, state in came.items()}, text
            assert ours[1] == sorted(uids[row] for row in unheard), text
    notebook.close()
