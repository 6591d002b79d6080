"""Where words stand on the map: in their regions and clear of each other, on a phone, too."""

import csv

import pytest

from tests.pages.conftest import claim, concept, link, position, speaker, tied

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SCREEN = {"width": 1440, "height": 900}

PLACED = """() => {
    const { chart, model } = kgMap;
    const { scale } = chart.camera;
    const regions = chart.frame.regions.map(({ outline }) =>
        outline.map(([x, y]) => [x * scale, y * scale]));
    const topic = id => id.startsWith("topic:")
        ? Number(id.slice("topic:".length))
        : model.claims.get(id.slice("claim:".length)).topic.index;
    return {
        labels: chart.labels.labels.map(({ item, box, wide, high, left, top }) => ({
            id: item.id,
            words: item.text,
            box,
            words_box: [left, top, left + wide, top + high],
            region: item.id.startsWith("speaker:") ? null : regions[topic(item.id)],
        })),
        bodies: [...model.nodes.values()].filter(node => node.sort !== "concept").map(node => {
            const { x, y } = chart.at(node);
            return { id: node.id, x: x * scale, y: y * scale, r: chart.scene.radius(node) };
        }),
        edge: (() => {
            const middle = chart.network.canvasToDOM({ x: 0, y: 0 });
            return [-middle.x, chart.container.clientWidth - middle.x];
        })(),
    };
}"""


def is_within(outline, x, y):
    """Whether a point lies in a convex outline, or at most two pixels beyond it."""
    sides = []
    for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True):
        long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        if long > 0.01:
            sides.append(((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / long)
    return all(side > -2 for side in sides) or all(side < 2 for side in sides)


def overlap(one, other):
    return (
        one[0] < other[2] - 1
        and other[0] < one[2] - 1
        and one[1] < other[3] - 1
        and other[1] < one[3] - 1
    )


@pytest.fixture(params=["en", "zh"])
def language(request):
    return request.param


@pytest.mark.parametrize("window", [SCREEN, PHONE], ids=["screen", "phone"])
def test_words_stay_in_the_region_to_which_they_belong(window, language, roundtable_page, open_map):
    placed = open_map(roundtable_page, hash=f"lang={language}", **window).page.evaluate(PLACED)
    inside = [label for label in placed["labels"] if label["region"]]
    assert len(inside) >= 12
    for label in inside:
        left, top, right, bottom = label["words_box"]
        for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
            assert is_within(label["region"], *corner), label


@pytest.mark.parametrize("window", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_words_cover_others_or_a_claim_or_a_speaker(window, language, roundtable_page, open_map):
    placed = open_map(roundtable_page, hash=f"lang={language}", **window).page.evaluate(PLACED)
    for number, label in enumerate(placed["labels"]):
        for other in placed["labels"][:number]:
            assert not overlap(label["words_box"], other["words_box"]), (label, other)
        for body in placed["bodies"]:
            x, y, r = body["x"], body["y"], body["r"]
            if body["id"] != label["id"]:
                assert not overlap(label["words_box"], (x - r, y - r, x + r, y + r)), (label, body)


def test_all_speakers_are_named_on_a_phone_above_and_below(language, roundtable_page, open_map):
    placed = open_map(roundtable_page, hash=f"lang={language}", **PHONE).page.evaluate(PLACED)
    names = [label for label in placed["labels"] if label["id"].startswith("speaker:")]
    assert len(names) == 6
    for label in names:
        assert placed["edge"][0] < label["words_box"][0] < label["words_box"][2] < placed["edge"][1]


def test_each_claim_stands_in_a_region_that_its_concepts_name_if_any_do(roundtable_page, open_map):
    astray = open_map(roundtable_page).page.evaluate("""() => {
        const { claims, topics } = kgMap.model;
        const named = new Set(topics.flatMap(topic => topic.named));
        return [...claims.values()]
            .filter(({ about = [], topic }) =>
                about.some(one => named.has(one)) && !about.some(one => topic.named.includes(one)))
            .map(({ statement }) => statement);
    }""")
    assert astray == []


THROUGH = """() => {
    const { chart } = kgMap;
    const { scale } = chart.camera;
    const lines = chart.scene.lines.filter(({ kind }) => kind === "opposes")
        .map(({ from, to }) => [chart.at(from), chart.at(to)]);
    // Lines are bent a little, as the map draws them.
    const points = lines.map(([from, to]) => {
        const [dx, dy] = [(to.x - from.x) * scale, (to.y - from.y) * scale];
        const bend = Math.min(0.12, 18 / Math.hypot(dx, dy));
        const [mx, my] = [(from.x + to.x) / 2 * scale - dy * bend,
            (from.y + to.y) / 2 * scale + dx * bend];
        return Array.from({ length: 101 }, (_, step) => step / 100).map(t => [
            (1 - t) ** 2 * from.x * scale + 2 * t * (1 - t) * mx + t * t * to.x * scale,
            (1 - t) ** 2 * from.y * scale + 2 * t * (1 - t) * my + t * t * to.y * scale,
        ]);
    });
    const claims = chart.labels.labels.filter(({ item }) => item.id.startsWith("claim:"));
    return [claims.length, lines.length, claims.filter(({ left, top, wide, high }) =>
        points.some(way => way.some(([x, y]) =>
            x > left && x < left + wide && y > top && y < top + high))).length];
}"""


def test_few_lines_run_through_words(roundtable_page, open_map):
    words, lines, through = open_map(roundtable_page, **SCREEN).page.evaluate(THROUGH)
    assert words >= 17
    assert lines == 12
    assert through <= 5


def test_words_stand_beside_a_claim_where_a_line_runs_below_it(page_of, open_map):
    cards = tied(
        {
            "speakers": [speaker(1, "ada", "Ada", "阿达")],
            "concepts": [concept(1, "tram", "Tram", "电车")],
            "sources": [],
            "claims": [
                claim(
                    number,
                    f"Claim number {number}.",
                    None,
                    position("ada", "asserts"),
                    about=["tram"],
                )
                for number in range(1, 9)
            ],
        },
        [link(number, f"c{number}", "opposes", f"c{number + 1}") for number in range(1, 8)],
    )
    words, lines, through = open_map(page_of(cards), **SCREEN).page.evaluate(THROUGH)
    assert (words, lines) == (8, 7)
    assert through == 0


TITLES = """() => Object.fromEntries(kgMap.chart.labels.labels
    .filter(({ item }) => item.id.startsWith("topic:"))
    .map(({ item, lines }) => [item.id, lines.join(" ")]))"""


def test_names_of_regions_are_whole_where_there_is_room(cards, page_of, open_map):
    shown = open_map(page_of(cards), width=1000, height=560)
    assert shown.page.evaluate("kgMap.chart.camera.scale") < 0.95
    assert shown.page.evaluate(TITLES) == {
        "topic:0": "Tram · Cost",
        "topic:1": "River bank · Tram",
        "topic:2": "Bicycle · Cost",
        "topic:3": "Other",
    }


def test_table_and_csv_say_the_whole_name_of_a_topic(cards, page_of, open_map):
    page = open_map(page_of(cards), hash="view=table").page
    named = ["Bicycle · Cost", "Other", "River bank · Tram", "Tram · Cost"]
    assert sorted(set(page.locator("td.topic").all_inner_texts())) == named
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines())
    assert sorted({row["topic"] for row in rows}) == named
