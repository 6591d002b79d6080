"""In which letters the page is set: on the map, beside it and in its pictures."""

from tests.pages.test_sharing import SVG, drawing

CHINESE = ("PingFang", "YaHei", "CJK")

MEASURED = """() => {
    const canvas = document.createElement("canvas").getContext("2d");
    const wide = (font, text) => {
        canvas.font = font;
        return canvas.measureText(text).width;
    };
    const { item } = kgMap.chart.labels.labels[0];
    const { fontFamily } = getComputedStyle(document.body);
    const body = { font: `14px ${fontFamily}` };
    return [
        [item.font, wide(item.font, "’") / item.size, wide(item.font, "“") / item.size],
        [body.font, wide(body.font, "’") / 14, wide(body.font, "“") / 14],
    ];
}"""


def family(font):
    """The faces of a font, in their order."""
    return [name.strip(' "') for name in font.split("px ", 1)[-1].split(",")]


def test_apostrophes_and_quotation_marks_are_those_of_latin_letters(page_of, cards, open_map):
    for font, apostrophe, mark in open_map(page_of(cards)).page.evaluate(MEASURED):
        # A face for Chinese draws each as wide as a character.
        assert apostrophe < 0.5, font
        assert mark < 0.6, font


def test_map_page_and_picture_name_the_same_faces_latin_ones_first(page_of, cards, open_map):
    shown = open_map(page_of(cards))
    on_map, on_page = [family(font) for font, *_ in shown.page.evaluate(MEASURED)]
    assert on_map == on_page
    chinese = [number for number, face in enumerate(on_map) if any(one in face for one in CHINESE)]
    assert chinese == list(range(len(on_map) - 1 - len(chinese), len(on_map) - 1))
    assert {"Arial", "Liberation Sans", "DejaVu Sans"} < set(on_map)
    picture = drawing(shown)
    drawn = {text.get("font-family") for text in picture.iter(f"{SVG}text")}
    assert [family(f"px {one}") for one in drawn] == [on_map]
