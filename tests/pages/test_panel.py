"""What the panel tells: verdicts with their history, readings, reasons, records, changed minds."""

import pytest

from tests.pages.conftest import link, prediction, resolution, wording


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def told(locator):
    return " ".join(locator.inner_text().split())


RECORD = {
    "speaker": "ada",
    "of": "verbal",
    "n": 31,
    "hits": 24.5,
    "rate": 0.79,
    "rate_low": 0.62,
    "rate_high": 0.9,
    "brier": 0.0924,
    "skill": 0.02,
    "rest": {"open": 4, "unclear": 1},
}


def test_of_several_readings_it_says_under_how_many_a_claim_is_right(cards, page_of, open_map):
    cards["claims"][0]["predictions"] = [
        prediction(number, "c1", state=state, due=f"202{number}")
        for number, state in enumerate(("right", "wrong", "right", "open"), start=5)
    ]
    panel = open_map(page_of(cards), hash="at=claim:c1").panel
    assert texts(panel.locator(".under")) == [
        "right under 2 of 4 readings, wrong under 1, open under 1"
    ]
    assert texts(panel.locator(".reading .due")) == ["Due 2025", "Due 2026", "Due 2027", "Due 2028"]
    # The first is open; of more than two the rest is folded.
    assert panel.locator("article.reading").count() == 1
    assert panel.locator("details.reading:not([open])").count() == 3


def test_the_verdict_that_counts_stands_before_the_earlier_and_withdrawn_ones(
    cards, page_of, open_map
):
    cards["claims"][6]["resolutions"] = [
        resolution("wrong", decided="2026-01"),
        resolution("right", decided="2026-01-15", note=wording("It did flood.")),
        resolution(
            "unclear",
            decided="2026-09",
            withdrawn="2026-10-02",
            withdrawn_because="The gauge was broken.",
        ),
    ]
    panel = open_map(page_of(cards), hash="at=claim:c7").panel
    # A month counts by its last day, so that the first of these was decided after the second.
    shown = panel.locator("section > .resolution")
    assert texts(shown.locator(".outcome")) == ["wrong"]
    fold = panel.locator("details.earlier")
    assert told(fold.locator("summary")) == "2 earlier verdicts"
    assert not fold.locator(".resolution").first.is_visible()
    fold.locator("summary").click()
    assert texts(fold.locator(".state")) == [
        "unclear decided 2026-09medium confidencewithdrawn 2026-10-02",
        "right decided 2026-01-15medium confidence",
    ]
    assert "The gauge was broken." in told(fold)


@pytest.mark.parametrize(
    ("first", "second"), [("2025", "2025-12-31"), ("2025-12-31", "2025"), ("2025-02", "2025-02-28")]
)
def test_of_verdicts_of_one_last_day_the_one_written_down_later_counts(
    cards, page_of, open_map, first, second
):
    verdicts = [resolution("wrong", decided=first), resolution("right", decided=second)]
    cards["claims"][6]["resolutions"] = verdicts
    panel = open_map(page_of(cards), hash="at=claim:c7").panel
    assert texts(panel.locator("section > .resolution .outcome")) == ["right"]


def test_a_verdict_that_was_withdrawn_and_not_replaced_is_shown_as_such(cards, page_of, open_map):
    cards["claims"][6]["resolutions"] = [resolution("right", withdrawn="2026-11-01")]
    panel = open_map(page_of(cards), hash="at=claim:c7").panel
    assert "withdrawn 2026-11-01" in told(panel.locator(".resolution.withdrawn .state"))
    assert panel.locator("details.earlier").count() == 0


@pytest.mark.parametrize(
    ("language", "early", "wrong"),
    [
        (
            "en",
            "It is decided right on 2025, though its window does not open before 2027, "
            "and nothing says why.",
            "It is decided wrong on 2025, though its window is open until 2029, "
            "and nothing says why.",
        ),
        (
            "zh",
            "2025 就判为应验，而期限从 2027 才开始，且未说明缘由。",
            "2025 就判为落空，而期限到 2029 才截止，且未说明缘由。",
        ),
    ],
)
def test_a_verdict_outside_of_its_window_is_told_where_nothing_says_why(
    cards, page_of, open_map, language, early, wrong
):
    said = {"decided": "2025"}
    each = [
        [resolution("right", **said)],
        [resolution("wrong", **said)],
        [resolution("right", **said, note=wording("It won already."))],
        [
            resolution(
                "right", **said, evidence=[{"uid": "e", "side": "for", "title": wording("A")}]
            )
        ],
        [resolution("right", **said, withdrawn="2026-01")],
        [resolution("right", decided="2027-01")],
    ]
    cards["claims"][0]["predictions"] = [
        prediction(number, "c1", opens="2027", due="2029", resolutions=verdicts)
        for number, verdicts in enumerate(each, start=5)
    ]
    panel = open_map(page_of(cards), hash=f"at=claim:c1&lang={language}").panel
    assert panel.locator(".untimely").all_text_contents() == [early, wrong]


def test_evidence_says_how_much_of_it_is_against(cards, page_of, open_map):
    (verdict,) = cards["claims"][2]["predictions"][0]["resolutions"]
    verdict["evidence"].append({**verdict["evidence"][0], "uid": "counted", "side": "against"})
    panel = open_map(page_of(cards), hash="at=claim:c3").panel
    assert told(panel.locator(".evidence summary")) == "2 pieces of evidence, 1 against"
    panel.locator(".evidence summary").click()
    assert texts(panel.locator(".evidence .side")) == ["for", "against"]


def test_linked_claims_show_what_they_came_to_and_who_holds_them(cards, page_of, open_map):
    panel = open_map(page_of(cards), hash="at=claim:c8").panel
    (row,) = texts(panel.locator(".links .claim-row > .chooser"))
    assert row == "The river bank floods every spring. Town council right"


def test_of_links_that_lead_off_the_map_it_is_told_who_of_the_map_drew_them(
    cards, page_of, open_map
):
    cards["claims"][0]["links"] = [
        link(91, "off1", "supports", "c1", by="stranger"),
        link(92, "off2", "supports", "c1", by="ada"),
    ]
    panel = open_map(page_of(cards), hash="at=claim:c1").panel
    rows = texts(panel.locator(".links .claim-row"))
    assert [row for row in rows if row.startswith("off")] == [
        "off1 (not on this map)",
        "off2 (not on this map) drawn by Ada Moreau",
    ]


def test_what_a_claim_rests_on_is_said_with_its_steps(cards, page_of, open_map):
    steps = [
        {"claim": "c7", "level": 1, "kind": "supports"},
        {"claim": "c9", "level": 2, "kind": "depends on", "by": "bo"},
        {"claim": "gone", "level": 2, "kind": "supports"},
    ]
    argument = {"claim": "c8", "says": "right although a reason failed", "n": 5, "steps": steps}
    beside = {"arguments": [{**argument, "held": 1, "failed": 1, "waiting": 1}]}
    shown = open_map(page_of(cards, beside=beside), hash="at=claim:c8")
    box = shown.panel.locator(".argument")
    assert told(box.locator("p").first) == (
        "Right although a stated reason failed of 5 steps: 1 right, 1 wrong, 1 open, 2 neither"
    )
    box.locator("summary").click()
    assert texts(box.locator("li .kind")) == ["supported by", "depends on", "supported by"]
    assert "gone (not on this map)" in told(box)
    box.get_by_role("button", name="A path would survive a flood.").click()
    assert shown.panel.locator("h2").inner_text() == "A path would survive a flood."


def test_a_record_has_its_number_of_cases_and_its_interval(cards, page_of, open_map):
    few = {"speaker": "ada", "of": "stated", "n": 3, "hits": 2.0, "rate": 0.6667}
    few |= {"rate_low": 0.21, "rate_high": 0.94}
    none = {"speaker": "ada", "of": "facts held", "n": 0, "rest": {"unclear": 2}}
    beside = {"records": [few, RECORD, none, {**RECORD, "speaker": "bo"}]}
    shown = open_map(page_of(cards, beside=beside), hash="at=speaker:ada")
    records = shown.panel.locator(".record")
    assert told(records.nth(0)) == (
        "Forecasts read from words 79% 24.5 of 31, between 62% and 90% "
        "Brier score 0.092 (0 is best), skill 0.02 (1 is best, 0 as good as the base rate) "
        "Not scored: 4 open, 1 unclear"
    )
    band = records.nth(0).locator(".band").bounding_box()
    line = records.nth(0).locator(".interval").bounding_box()
    assert band["x"] - line["x"] == pytest.approx(0.62 * line["width"], abs=1)
    assert band["width"] == pytest.approx(0.28 * line["width"], abs=1)
    shown.panel.locator(".other-sorts summary").click()
    assert told(records.nth(1)) == (
        "Forecasts stated as a number 67% 2 of 3, between 21% and 94% "
        "Scores: too few to say, shown from 20 on"
    )
    assert told(records.nth(2)) == "Facts held that were checked Not scored: 2 unclear"
    assert records.count() == 3


def test_changes_of_mind_stand_with_the_speaker_and_with_the_claim(cards, page_of, open_map):
    moved = {"speaker": "bo", "claim": "c1"}
    beside = {
        "changes": [
            {
                **moved,
                "what": "stance",
                "before": {"said": "2024", "stance": "disagrees"},
                "after": {"said": "2025-03", "stance": "partly"},
            },
            {
                **moved,
                "what": "probability",
                "prediction": "p1",
                "before": {"said": "2025", "low": 0.2, "middle": 0.3, "high": 0.4},
                "after": {"said": "2025", "middle": 0.6},
            },
            {
                **moved,
                "what": "deadline",
                "before": {"said": "2024", "due": "2025"},
                "after": {"said": "2025", "due": "2027-06"},
            },
            {**moved, "claim": "gone", "what": "stance", "before": {}, "after": {}},
        ]
    }
    shown = open_map(page_of(cards, beside=beside), hash="at=claim:c1")
    moves = [
        "disagrees → agrees partly 2024 – 2025-03",
        "30% (20%–40%) → 60% 2025",
        "Due 2025 → Due 2027-06 2024 – 2025",
    ]
    assert texts(shown.panel.locator(".mind")) == [f"Bo Lin {move}" for move in moves]
    shown.panel.locator(".mind .person").first.click()
    assert shown.panel.locator("h2").inner_text() == "Bo Lin"
    assert texts(shown.panel.locator(".from-to")) == moves
    shown.panel.locator(".minds button").first.click()
    assert shown.panel.locator("h2").inner_text() == "The valley needs a tram."


def test_the_closest_and_the_farthest_are_named_among_those_who_share_enough(
    cards, page_of, open_map
):
    from tests.pages.conftest import position

    for number in (2, 4, 5):
        cards["claims"][number]["positions"] += [
            position("ada", "asserts"),
            position("bo", "agrees"),
            position("council", "disagrees"),
        ]
    panel = open_map(page_of(cards), hash="at=speaker:ada").panel
    pairs = dict(
        zip(
            texts(panel.locator(".pair .names bdi")),
            texts(panel.locator(".pair .names")),
            strict=True,
        )
    )
    assert pairs == {"Town council": "Town council farthest", "Bo Lin": "Bo Lin closest"}


def test_who_shares_few_claims_is_not_judged(cards, page_of, open_map):
    panel = open_map(page_of(cards), hash="at=speaker:ada").panel
    assert panel.locator(".extreme").count() == 0
    assert all("too few to say" in text for text in texts(panel.locator(".pair .meta")))


def test_many_positions_are_shortened_until_asked_for(cards, page_of, open_map):
    from tests.pages.conftest import position, speaker

    cards["speakers"] += [speaker(9 + n, f"p{n}", f"Person {n}", f"某{n}") for n in range(9)]
    cards["claims"][8]["positions"] += [position(f"p{n}", "agrees") for n in range(9)]
    panel = open_map(page_of(cards), hash="at=claim:c9").panel
    seen = panel.locator(".position:visible")
    assert seen.count() == 6
    panel.get_by_role("button", name="+ 4 more").click()
    assert seen.count() == 10
    focused = panel.locator(".position").nth(6).locator("button").first
    assert focused.evaluate("one => one === document.activeElement")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_in_a_panel_is_wider_than_the_panel(cards, page_of, open_map, width):
    cards["sources"][0]["title"] = wording("A very long title of a debate in the town hall " * 4)
    cards["claims"][0]["positions"][1]["note"] = wording("A note that takes some lines. " * 6)
    argument = {"claim": "c1", "says": "not yet known", "n": 2}
    steps = [{"claim": f"c{n}", "level": n, "kind": "supports"} for n in (1, 2, 3)]
    beside = {"records": [RECORD], "arguments": [{**argument, "steps": steps}]}
    shown = open_map(page_of(cards, beside=beside), width=width, height=800)
    for at in ("", "claim:c1", "claim:c3", "speaker:ada", "concept:budget", "topic:0"):
        shown.page.evaluate("at => kgMap.store.set({ at, panel: true })", at)
        shown.page.evaluate(
            "document.querySelectorAll('.panel details').forEach(o => o.open = true)"
        )
        wider = shown.panel.locator(".body").evaluate("one => one.scrollWidth - one.clientWidth")
        assert wider == 0, at


def test_the_way_back_stands_whole_in_the_bar_of_the_panel(cards, page_of, open_map):
    panel = open_map(page_of(cards), hash="at=claim:c1").panel
    back, link = panel.locator(".panel-bar .quiet"), panel.locator(".permalink")
    assert back.bounding_box()["x"] >= panel.bounding_box()["x"]
    assert link.bounding_box()["width"] == panel.locator(".close").bounding_box()["width"]
