"""Named views on the page: a choice among the filters, kept in the address."""

import pytest

VIEWS = [
    {"uid": "tram", "name": "On the tram", "claims": [1, 2, 3, 4, 5, 8]},
    {"uid": "river", "name": "河岸 </option><script>alert(1)</script>", "claims": [7, 9]},
]


@pytest.fixture
def shown(cards, page_of, open_map):
    return open_map(page_of(cards, beside={"views": VIEWS}))


def test_a_view_is_chosen_like_a_filter_and_with_the_others(shown):
    choices = shown.page.locator("select[name=set] option").all_inner_texts()
    assert choices == ["View", "On the tram (6)", f"{VIEWS[1]['name']} (2)"]
    shown.choose("set", "tram")
    assert shown.shown == "6 of 12 claims"
    shown.choose("kind", "prediction")
    assert shown.shown == "2 of 12 claims"
    assert "set=tram" in shown.address
    shown.reload()
    assert shown.shown == "2 of 12 claims"
    shown.page.locator(".status .clear").click()
    assert shown.shown == "12 of 12 claims"


def test_the_table_shows_the_view_that_is_chosen(cards, page_of, open_map):
    shown = open_map(page_of(cards, beside={"views": VIEWS}), hash="view=table&set=river")
    assert shown.page.locator("#table tbody tr").count() == 2


def test_a_view_that_the_page_does_not_have_narrows_nothing(cards, page_of, open_map):
    shown = open_map(page_of(cards, beside={"views": VIEWS}), hash="set=gone")
    assert shown.shown == "12 of 12 claims"


def test_without_views_there_is_no_choice(cards, page_of, open_map):
    assert open_map(page_of(cards)).page.locator("select[name=set]").count() == 0
