"""Where words stand on the map: in their regions and clear of each other, on a phone, too."""

import pytest

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


@pytest.fixture(scope="module")
def roundtable_page(tmp_path_factory):
    """The map of the round table, as `kg demo` makes it."""
    from click.testing import CliRunner

    from kg.cli import main

    folder = tmp_path_factory.mktemp("demo")
    done = CliRunner().invoke(main, ["demo", "--into", str(folder)])
    assert done.exit_code == 0, done.output
    return folder / "map.html"


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
