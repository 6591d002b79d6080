"""A map of very many claims in a browser: it opens on topics, which unfold and fold again."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.pages.conftest import (
    Card,
    Cards,
    MapPage,
    claim,
    concept,
    link,
    position,
    prediction,
    resolution,
    speaker,
    tied,
)

CLAIMS, TOPICS, SPEAKERS = 1600, 10, 50
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
CHART = "kgMap.chart"


def crowd() -> Cards:
    """Claims of ten topics; every seventh is disputed, every ninth was checked."""

    def one(n: int) -> Card:
        others = [position(f"s{(n + 7) % SPEAKERS}", "disagrees")] if n % 7 == 0 else []
        checked: Card = {}
        if n % 9 == 5:
            read = prediction(n, f"c{n}", state="right", resolutions=[resolution("right")])
            checked = {"kind": "prediction", "outcome": "right", "predictions": [read]}
        return claim(
            n,
            f"Claim {n} about subject {n % TOPICS}.",
            f"关于主题{n % TOPICS}的第{n}个论断。",
            position(f"s{n % SPEAKERS}", "asserts"),
            *others,
            about=[f"k{n % TOPICS}"],
            **checked,
        )

    found = {
        "speakers": [speaker(n, f"s{n}", f"Speaker {n}", f"发言人{n}") for n in range(SPEAKERS)],
        "concepts": [concept(n, f"k{n}", f"Subject {n}", f"主题{n}") for n in range(TOPICS)],
        "sources": [],
        "claims": [one(n) for n in range(CLAIMS)],
    }
    # Plain claims that only hang on one other.
    leaves = [link(n, f"c{n}", "elaborates", f"c{n + 10}") for n in range(1, 400, 20)]
    return tied(found, leaves)


@pytest.fixture(scope="module")
def html() -> str:
    from kg.graph.claims import graph_of
    from kg.pages.map import map_page

    cards = crowd()
    return map_page(graph_of(cards), cards, title="Ten subjects", made="2026-11-23")


@pytest.fixture
def opened(open_map: Callable[..., MapPage], html: str) -> Callable[..., MapPage]:
    """Opens the map without motion, so that it is at once where it is to be."""
    return lambda hash="", **more: open_map(html, hash=hash, reduced_motion="reduce", **more)


def told(shown: MapPage) -> tuple[int, ...]:
    """The numbers in what the page says of what is folded."""
    text = shown.page.locator(".folding [role=status]").inner_text()
    return tuple(int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text))


def of_topic(shown: MapPage, topic: int) -> list[str]:
    """The claims of a topic that are drawn."""
    found: list[str] = shown.page.evaluate(
        f"topic => kgMap.model.topics[topic].claims.map(one => one.uid)"
        f".filter(uid => {CHART}.claims.has(uid))",
        topic,
    )
    return found


def in_region(shown: MapPage, topic: int) -> tuple[float, float]:
    """A place in the window in a topic's region where nothing else is."""
    x, y = shown.page.evaluate(
        """topic => {
            const { chart } = kgMap;
            const area = chart.container.getBoundingClientRect();
            const { outline } = chart.frame.regions[topic];
            const xs = outline.map(([x]) => x), ys = outline.map(([, y]) => y);
            for (let down = 0.2; down < 0.9; down += 0.05)
                for (let across = 0.2; across < 0.9; across += 0.05) {
                    const x = Math.min(...xs) + across * (Math.max(...xs) - Math.min(...xs));
                    const y = Math.min(...ys) + down * (Math.max(...ys) - Math.min(...ys));
                    const at = chart.network.canvasToDOM({ x, y });
                    const labels = chart.labels.labels.map(one => one.item.id);
                    const found = chart.under(at, 18);
                    if (found === `topic:${topic}`) return [area.x + at.x, area.y + at.y];
                }
            return null;
        }""",
        topic,
    )
    return x, y


def test_it_opens_on_topics_with_what_stands_for_them_and_counts_what_is_folded(opened):
    shown = opened()
    drawn, folded, topics = told(shown)
    assert (drawn, drawn + folded, topics) == (60, CLAIMS, TOPICS)
    assert shown.page.evaluate(f"[...{CHART}.claims].map(uid => 'claim:' + uid).sort()") == (
        shown.page.evaluate("[...kgMap.model.foremost].sort()")
    )
    titles = shown.page.evaluate(
        f"{CHART}.labels.labels.filter(one => one.item.id.startsWith('topic:'))"
        ".map(one => [one.item.text, one.item.second.text])"
    )
    assert sorted(name for name, _ in titles) == [f"▸ Subject {n}" for n in range(TOPICS)]
    assert all(counts.startswith("160 claims") for _, counts in titles)


def test_every_second_of_what_stands_for_a_topic_was_checked(opened):
    shown = opened()
    kinds = shown.page.evaluate("""[...kgMap.model.foremost].map(id => {
        const claim = kgMap.model.claims.get(id.slice("claim:".length));
        return [claim.topic.index, claim.disputed, claim.outcome ?? ""];
    })""")
    for topic in range(TOPICS):
        own = [(disputed, outcome) for at, disputed, outcome in kinds if at == topic]
        assert [disputed for disputed, _ in own].count("recorded") >= 3
        assert [outcome for _, outcome in own].count("right") >= 3


def test_few_claims_are_not_folded(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    assert shown.page.locator(".folding").is_hidden()
    assert shown.page.evaluate(f"{CHART}.claims.size") == 12


def test_a_click_on_a_topic_unfolds_it_in_place_and_another_folds_it(opened):
    shown = opened()
    before = shown.page.evaluate("kgMap.model.topics[3].claims.map(one => one.node.wide.x)")
    shown.page.mouse.click(*in_region(shown, 3))
    assert len(of_topic(shown, 3)) == 160
    assert "open=3" in shown.address
    assert "at=topic%3A3" in shown.address
    assert shown.panel.locator("h2").inner_text().startswith("Subject")
    assert told(shown)[2] == TOPICS - 1
    drawn = f"kgMap.model.topics[3].claims.map(one => {CHART}.at(one.node).x)"
    assert shown.page.evaluate(drawn) == before
    shown.page.evaluate("kgMap.store.set({ at: 'topic:3' })")
    title = shown.page.evaluate(f"""(() => {{
        const {{ box }} = {CHART}.labels.labels.find(one => one.item.id === "topic:3");
        const origin = {CHART}.network.canvasToDOM({{ x: 0, y: 0 }});
        const area = {CHART}.container.getBoundingClientRect();
        return [area.x + origin.x + (box[0] + box[2]) / 2, area.y + origin.y + box[1] + 8];
    }})()""")
    shown.page.mouse.click(*title)
    assert len(of_topic(shown, 3)) == 6
    assert "open=" not in shown.address


def test_topics_are_reached_and_unfolded_by_keys(opened):
    shown = opened()
    shown.page.locator("#chart").focus()
    shown.page.keyboard.press("t")
    shown.page.keyboard.press("t")
    assert "at=topic%3A1" in shown.address
    shown.page.keyboard.press("Shift+T")
    assert "at=topic%3A0" in shown.address
    shown.page.keyboard.press("Enter")
    assert len(of_topic(shown, 0)) == 160
    assert "open=0" in shown.address
    shown.page.keyboard.press("Enter")
    assert len(of_topic(shown, 0)) == 6


def test_a_reload_shows_the_same(opened):
    shown = opened("open=2.5")
    assert [len(of_topic(shown, n)) for n in (1, 2, 5)] == [6, 160, 160]
    shown.reload()
    again = MapPage(shown.page)
    assert [len(of_topic(again, n)) for n in (1, 2, 5)] == [6, 160, 160]
    assert "open=2.5" in again.address


def test_what_an_address_says_of_no_topic_is_passed_over(opened):
    shown = opened("open=99.-1.x..3&leaves=maybe&show=nonsense")
    assert told(shown)[2] == TOPICS - 1
    assert len(of_topic(shown, 3)) == 160
    assert shown.page.locator("select[name=layer]").input_value() == "regions"


def test_the_panel_unfolds_its_topic_too(opened):
    shown = opened("at=topic:4")
    button = shown.panel.get_by_role("button", name="Unfold on the map")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert len(of_topic(shown, 4)) == 160
    shown.panel.get_by_role("button", name="Fold on the map").click()
    assert len(of_topic(shown, 4)) == 6


def test_all_topics_are_unfolded_and_folded_at_once(opened):
    shown = opened()
    shown.page.get_by_role("button", name="Unfold all").click()
    assert told(shown) == (CLAIMS,)
    assert "open=all" in shown.address
    last = shown.page.evaluate(f"{CHART}.scene.drawn.at(-1).id")
    shown.page.evaluate("id => kgMap.store.set({ at: id })", last)
    assert shown.page.evaluate(f"{CHART}.under({CHART}.locate({last!r}), 5).id") == last
    shown.page.evaluate("kgMap.store.set({ at: '' })")
    shown.page.get_by_role("button", name="Fold all").click()
    assert told(shown)[0] == 60


def test_a_found_claim_is_unfolded_with_its_topic_and_brought_close(opened):
    shown = opened()
    assert not shown.page.evaluate(f"{CHART}.claims.has('c1234')")
    results = shown.find("claim 1234 about")
    assert results.count() == 1
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate(f"{CHART}.claims.has('c1234')")
    topic = shown.page.evaluate("kgMap.model.claims.get('c1234').topic.index")
    assert len(of_topic(shown, topic)) == 160
    assert shown.page.evaluate(f"{CHART}.camera.scale") >= 0.6
    box = shown.page.locator("#chart").bounding_box()
    x, y = shown.place("claim:c1234")
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
    shown.reload()
    again = MapPage(shown.page)
    assert len(of_topic(again, topic)) == 160
    # When it is left, its topic folds again.
    again.page.keyboard.press("Escape")
    assert len(of_topic(again, topic)) == 6


def test_what_stands_for_a_topic_is_chosen_without_unfolding_it(opened):
    shown = opened()
    first = shown.page.evaluate("[...kgMap.model.foremost][0]")
    shown.click(first)
    assert shown.page.evaluate("kgMap.store.state.at") == first
    assert told(shown)[2] == TOPICS


def test_filters_and_links_in_the_panel_unfold_what_they_need(opened):
    shown = opened()
    shown.choose("speaker", "s11")
    assert shown.shown == "37 of 1,600 claims"
    wanted = shown.page.evaluate("""[...kgMap.model.claims.values()]
        .filter(one => one.positions.some(said => said.speaker === "s11")).map(one => one.uid)""")
    assert shown.page.evaluate(f"some => some.every(uid => {CHART}.claims.has(uid))", wanted)
    shown.page.locator("button.clear").click()
    assert told(shown)[0] == 60
    row = shown.panel.locator(".claim-row button:visible").first
    row.click()
    chosen = shown.page.evaluate("kgMap.store.state.at")
    assert shown.page.evaluate(f"id => {CHART}.claims.has(id.slice(6))", chosen)


def test_what_a_speaker_says_is_unfolded_while_they_are_chosen(opened):
    shown = opened()
    shown.page.evaluate("kgMap.store.choose('speaker:s11')")
    assert told(shown)[0] > 60
    assert shown.page.evaluate(f"{CHART}.claims.has('c11') && {CHART}.claims.has('c61')")
    shown.page.keyboard.press("Escape")
    assert told(shown)[0] == 60


def test_speakers_who_say_most_stand_apart(opened):
    shown = opened()
    seen = shown.page.evaluate(f"[...{CHART}.scene.seen]")
    assert 10 < len(seen) < SPEAKERS
    places = [shown.place(one) for one in seen]
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[:number]:
            assert max(abs(x - other_x), abs(y - other_y)) > 40


@pytest.mark.parametrize("many", [False, True])
def test_concepts_are_seen_as_regions_as_nodes_or_not_at_all(cards, page_of, open_map, html, many):
    shown = open_map(html if many else page_of(cards))
    switch = shown.page.get_by_label("Concepts", exact=True)
    count = (
        f"sort => {CHART}.labels.labels.filter(one => one.item.id.startsWith(sort + ':')).length"
    )
    regions = shown.page.evaluate(count, "topic")
    assert regions > 0
    assert shown.page.evaluate(count, "concept") == 0
    switch.select_option("nodes")
    shown.until(f"({count})('concept') > 0")
    assert "show=concepts" in shown.address
    switch.select_option("none")
    shown.until(f"({count})('concept') === 0")
    # A folded topic keeps its name: there is no other way to unfold it.
    assert shown.page.evaluate(count, "topic") == (regions if many else 0)
    assert "show=claims" in shown.address
    switch.select_option("regions")
    shown.until(f"({count})('topic') === {regions}")
    assert "show=" not in shown.address


def test_leaves_fold_away_and_come_back_when_they_are_wanted(cards, page_of, open_map):
    shown = open_map(page_of(cards))
    drawn = f"[...{CHART}.claims].length"
    assert shown.page.evaluate(drawn) == 12
    button = shown.page.get_by_role("button", name="Fold away claims that only hang on one other")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    # A claim that elaborates another, one that another supports; neither disputed nor checked.
    hidden = f"[...kgMap.model.claims.keys()].filter(uid => !{CHART}.claims.has(uid))"
    assert shown.page.evaluate(hidden) == ["c8", "c9"]
    assert "leaves=folded" in shown.address
    shown.reload()
    again = MapPage(shown.page)
    assert again.page.evaluate(hidden) == ["c8", "c9"]
    again.click("claim:c7")
    assert again.page.evaluate(hidden) == []
    again.page.keyboard.press("Escape")
    again.choose("kind", "cause")
    assert again.page.evaluate(hidden) == ["c9"]


def test_what_is_folded_into_other_claims_is_counted_too(opened):
    shown = opened("open=all&leaves=folded")
    (words,) = shown.page.locator(".folding [role=status]").all_inner_texts()
    # Of each pair one hangs on the other, unless both are disputed or checked, as two pairs are.
    assert words == f"{CLAIMS - 18:,} claims shown, 18 folded into others"


def test_on_a_phone_the_overview_fits(opened):
    shown = opened(**PHONE)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    bar = shown.page.locator(".folding").bounding_box()
    assert bar["x"] >= 0
    assert bar["x"] + bar["width"] <= 390
    # All names stand below the bar and inside the window.
    boxes = shown.page.evaluate(f"""(() => {{
        const origin = {CHART}.network.canvasToDOM({{ x: 0, y: 0 }});
        const area = {CHART}.container.getBoundingClientRect();
        const [x, y] = [origin.x + area.x, origin.y + area.y];
        const names = {CHART}.labels.labels.filter(one => one.item.id.startsWith("topic:"));
        return names.map(({{ box }}) => [box[0] + x, box[1] + y, box[2] + x]);
    }})()""")
    assert len(boxes) == TOPICS
    for left, top, right in boxes:
        assert left >= 0
        assert right <= 390
        assert top >= bar["y"] + bar["height"] - 4
    x, y = in_region(shown, 2)
    shown.page.touchscreen.tap(x, y)
    assert len(of_topic(shown, 2)) == 160


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_of_topics_and_what_stands_for_them_do_not_cover_each_other(opened, scheme):
    shown = opened(scheme=scheme)
    titles, bodies = shown.page.evaluate(f"""[
        {CHART}.labels.labels.filter(one => one.item.id.startsWith("topic:")).map(one => one.box),
        [...kgMap.model.foremost].map(id => {{
            const {{ x, y }} = {CHART}.at(kgMap.model.nodes.get(id));
            return [x * {CHART}.camera.scale, y * {CHART}.camera.scale];
        }}),
    ]""")
    for left, top, right, bottom in titles:
        assert not [(x, y) for x, y in bodies if left < x < right and top < y < bottom]


def test_the_interface_speaks_chinese_of_what_is_folded(opened):
    shown = opened("lang=zh")
    assert shown.page.locator(".folding").inner_text().split() == [
        *f"显示 60 个论断，另有 {CLAIMS - 60:,} 个收在 {TOPICS} 个主题中".split(),
        "全部展开",
    ]


def sentence(page: Any, change: str) -> Any:
    page.context.add_init_script(change)
    page.reload()
    page.locator(".unreadable:visible").wait_for()
    return page.locator("body").inner_text()


def test_a_browser_that_cannot_open_the_data_says_so(cards, page_of, open_page):
    page = open_page(page_of(cards))
    assert sentence(page, "delete globalThis.DecompressionStream") == (
        "This browser is too old to open the map. Any browser from 2023 or later can: "
        "Chrome or Edge 105, Firefox 113, Safari 16.4."
    )


@pytest.mark.parametrize("block", ["data", "code"])
def test_a_damaged_page_says_so_in_its_language(cards, page_of, open_page, block):
    whole = page_of(cards, language="zh")
    start = whole.index(f'id="{block}">') + 40
    page = open_page(whole[:start] + "AAAA" + whole[start + 4 :])
    page.locator(".unreadable:visible").wait_for()
    assert page.locator("body").inner_text() == (
        "读不出这个页面的数据：文件似乎已损坏。请向发送者再要一份。"
    )
