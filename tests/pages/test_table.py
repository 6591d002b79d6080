"""The table: sorted by its columns, shown piece by piece, and saved as CSV."""

import csv
import io
from pathlib import Path

import pytest

from kg.formats.csv_table import written
from tests.formats.test_csv_table import FORMULAS, HARMLESS
from tests.pages.conftest import claim, position, wording

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def texts(locator):
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def ids(shown):
    return [int(text) for text in texts(shown.page.locator("#table tbody td.id"))]


def saved(shown):
    """The bytes of the file that the page hands over."""
    with shown.page.expect_download() as waiting:
        shown.page.get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename == "claims.csv"
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("No.", [1, 2, 3], [12, 11, 10]),
        ("Claim", [9, 2, 6], [1, 4, 5]),
        ("Kind", [8, 7], [11]),
        # What has no outcome, or no day, stands last either way.
        ("Outcome", [7], [3, 4, 7]),
        ("Due", [3, 4], [3, 4]),
        ("First said", [12, 11, 1], [1]),
    ],
)
def test_a_column_sorts_up_then_down_then_not(cards, page_of, open_map, column, up, down):
    cards["claims"][11]["positions"][0]["said"] = "2020-01-05"
    cards["claims"][10]["positions"][0]["said"] = "2022"
    cards["claims"][0]["positions"][0]["said"] = "2024-06"
    for one in cards["claims"][0]["positions"]:
        one["said"] = "2024-06" if column == "First said" else one["said"]
    if column == "First said":
        up = [12, 11]
    shown = open_map(page_of(cards), hash="view=table")
    plain = ids(shown)
    head = shown.page.get_by_role("columnheader", name=column, exact=True)
    assert head.get_attribute("aria-sort") == "none"
    for way, first in (("ascending", up), ("descending", down)):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == way
        assert ids(shown)[: len(first)] == first
        assert shown.page.locator("[aria-sort=ascending], [aria-sort=descending]").count() == 1
    assert "sort=-" in shown.address
    shown.reload()
    assert ids(shown)[: len(down)] == down
    head.get_by_role("button").click()
    assert ids(shown) == plain
    assert "sort=" not in shown.address


def test_the_keyboard_stays_on_the_column_it_sorts_by(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=table")
    shown.page.locator("[data-sort=kind]").focus()
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.dataset.sort") == "kind"
    assert "sort=-kind" in shown.address


def test_csv_holds_the_rows_that_are_left_in_their_order(cards, page_of, open_map):
    cards["claims"][0]["tags"] = ["tram", "town"]
    shown = open_map(page_of(cards), hash="view=table&concept=tram&sort=-id&only=disagreements")
    topics = shown.page.evaluate("""() => ["c5", "c2", "c1"].map(uid => {
        const { topic } = kgMap.model.claims.get(uid);
        return topic.named.map(uid => kgMap.model.concepts.get(uid).names.en)
            .map(en => en[0].toUpperCase() + en.slice(1)).join(" · ");
    })""")
    assert saved(shown).decode("utf-8") == (
        "\ufeffid,uid,statement,kind,weight,asserts,agrees,partly,disagrees,asks,inferred,"
        "outcome,said,due,about,topic,tags\r\n"
        "5,c5,The town can pay for the tram.,opinion,main,Town council,,,,,Bo Lin,"
        f",2024-05,,cost; tram,{topics[0]},\r\n"
        "2,c2,A tram costs more than the town can pay.,opinion,main,Bo Lin,,,,,Town council,"
        f",2024-05,,tram; cost,{topics[1]},\r\n"
        "1,c1,The valley needs a tram.,opinion,main,Ada Moreau,,Town council,Bo Lin,,,"
        f",2024-05,,tram,{topics[2]},tram; town\r\n"
    )


def test_csv_speaks_the_language_of_the_page(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=table&speaker=bo&stance=disagrees&lang=zh")
    (row,) = csv.DictReader(io.StringIO(saved(shown).decode("utf-8-sig")))
    assert (row["statement"], row["disagrees"], row["kind"]) == (
        "山谷需要有轨电车。",
        "林波",
        "opinion",
    )


def test_the_csv_is_the_one_that_commands_write_of_cells_that_are_formulas_and_not(
    cards, page_of, open_map
):
    texts = [*FORMULAS, *HARMLESS]
    cards["claims"] = [
        claim(number, text, None, position("ada", "asserts"), tags=[text])
        for number, text in enumerate(texts, start=1)
    ]
    cards["speakers"][0]["names"] = wording("=HYPERLINK(1)")
    shown = open_map(page_of(cards), hash="view=table&sort=id")
    found = saved(shown).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(found, newline=""))
    for row, text in zip(rows, texts, strict=True):
        told = {"statement": text, "tags": text, "asserts": "=HYPERLINK(1)"}
        row[:] = [told.get(column, cell) for column, cell in zip(head, row, strict=True)]
    assert found == written(head, rows)


def test_long_tables_are_shown_piece_by_piece(cards, page_of, open_map):
    for number in range(13, 501):
        cards["claims"].append(claim(number, f"Claim {number}", None, position("ada", "asserts")))
    shown = open_map(page_of(cards), hash="view=table&sort=id")
    first = len(ids(shown))
    assert first < 500
    foot = shown.page.locator("#table .foot")
    assert foot.inner_text().startswith(f"{first} of 500 rows are shown")
    foot.get_by_role("button", name="Show more").click()
    assert len(ids(shown)) > first
    for _ in range(9):
        shown.page.locator("#table .scroller").evaluate("box => box.scrollTo(0, 1e6)")
        shown.page.wait_for_timeout(60)
    assert ids(shown) == list(range(1, 501))
    assert not foot.is_visible()
    # The file holds all of them, whatever is on the page.
    assert saved(shown).count(b"\r\n") == 501


def test_on_a_phone_rows_are_cards_that_can_be_sorted(cards, page_of, open_map):
    shown = open_map(page_of(cards), hash="view=table", **PHONE)
    shown.page.get_by_label("Sort").select_option("-id")
    first = shown.page.locator("#table tbody tr").first
    assert first.get_attribute("data-claim") == "c12"
    named = first.locator("td[data-label]").first
    assert named.evaluate("one => getComputedStyle(one, '::before').content") == '"First said "'
    assert named.inner_text() == "2024-05"
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
