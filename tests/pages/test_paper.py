"""On paper: each view whole, with its title, and without what is clicked."""

import re

import pytest

from tests.pages.conftest import claim, position, prediction

LANDSCAPE = {"format": "A4", "landscape": True, "print_background": True}


@pytest.fixture
def long(cards):
    """As many claims, each with a prediction, as no screen shows at once."""
    for number in range(13, 313):
        cards["claims"].append(
            claim(
                number,
                f"Tram {number} will be late.",
                None,
                position("ada", "asserts"),
                kind="prediction",
                about=["tram"],
                outcome="open",
                predictions=[prediction(number, f"c{number}", due="2027")],
            )
        )
    return cards


def printed(shown, **how):
    """How many pages it takes."""
    return len(re.findall(rb"/Type /Page\b", shown.page.pdf(**how)))


def put_on_paper(shown):
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print")
    return shown.page


@pytest.mark.parametrize(
    ("view", "rows", "many"),
    [
        ("matrix", ".matrix tr[data-claim]", 312),
        ("timeline", ".lane", 301),
        ("table", "#table tbody tr", 312),
    ],
)
def test_all_rows_are_printed_on_as_many_pages_as_they_take(
    view, rows, many, long, page_of, open_map
):
    shown = open_map(page_of(long), hash=f"view={view}")
    assert shown.page.locator(rows).count() < many
    assert printed(shown, format="A4") > 8
    page = put_on_paper(shown)
    assert page.locator("h1").is_visible()
    assert page.locator(rows).count() == many
    high = page.evaluate("document.documentElement.scrollHeight")
    assert page.locator(rows).last.bounding_box()["y"] < high
    assert high > 301 * 20


@pytest.mark.parametrize("paper", [LANDSCAPE, {"format": "A4"}, {**LANDSCAPE, "format": "A5"}])
def test_the_picture_is_whole_on_the_first_page(paper, cards, page_of, open_map):
    shown = open_map(page_of(cards), width=1440, height=900)
    shown.page.keyboard.press("Escape")
    assert printed(shown, **paper) == 1


@pytest.mark.parametrize("hash", ["at=claim:c3", "view=matrix", "view=timeline", "view=table"])
def test_what_is_clicked_is_not_printed(hash, cards, page_of, open_map):
    page = put_on_paper(open_map(page_of(cards), hash=hash))
    clicked = [".nearby", ".permalink", ".view-head button", ".view-head select", ".tools"]
    assert [one for one in clicked if page.locator(one).first.is_visible()] == []


@pytest.mark.parametrize("view", ["matrix", "table"])
def test_the_head_that_is_repeated_on_each_page_has_words_of_its_own(
    view, cards, page_of, open_map
):
    page = put_on_paper(open_map(page_of(cards), hash=f"view={view}"))
    # Browsers leave buttons out where they repeat a head.
    assert (
        page.evaluate("""() => [...document.querySelectorAll("thead button")]
        .filter(one => one.checkVisibility())
        .map(one => one.textContent)""")
        == []
    )
    told = page.evaluate("""() => [...document.querySelectorAll("th[data-words]")]
        .filter(one => one.checkVisibility())
        .map(one => getComputedStyle(one, "::before").content.slice(1, -1))""")
    assert (
        sorted(told)
        == {
            "matrix": ["Ada Moreau", "Bo Lin", "Town council"],
            "table": ["Claim", "Due", "First said", "Kind", "No.", "Outcome", "Topic"],
        }[view]
    )
