"""A map of so many speakers that not each two of them can be held against each other."""

import re

from tests.pages.conftest import claim, concept, position, speaker, tied

SPEAKERS = 60


def crowd():
    """Sixty speakers: all take a stance on the first claim, fifty of them on two more."""

    def said(number, of):
        stances = ("asserts", "disagrees")
        return [position(f"s{n}", stances[(n + number) % 2]) for n in range(of)]

    return tied(
        {
            "speakers": [
                speaker(n, f"s{n}", f"Speaker {n}", f"发言人{n}") for n in range(SPEAKERS)
            ],
            "concepts": [concept(1, "tram", "Tram", "电车")],
            "sources": [],
            "claims": [
                claim(n, f"Claim {n}.", f"论断{n}。", *said(n, of), about=["tram"])
                for n, of in ((1, SPEAKERS), (2, 50), (3, 50))
            ],
        },
        [],
    )


def test_those_who_say_most_are_held_against_each_other(page_of, open_map):
    part = open_map(page_of(crowd())).panel.locator("section").filter(has_text="agrees").first
    assert part.locator(".meta").all_inner_texts()[:2] == [
        "Claims on which both take a stance",
        "Of the 50 who take most stances",
    ]
    assert part.locator(".pairs > li").count() == 5
    # Each two of fifty, without those that are shown.
    assert part.locator("button.more").inner_text() == "+ 1,220"


def test_a_speaker_who_says_little_is_held_against_everybody(page_of, open_map):
    panel = open_map(page_of(crowd()), hash="at=speaker:s59").panel
    assert panel.locator(".pairs > li").count() == 12
    more = panel.locator(".pairs + button.more")
    assert more.inner_text() == "+ 47"
    more.click()
    assert panel.locator(".pairs > li").count() == SPEAKERS - 1


CAMPS = {
    "method": "crowd",
    "verdict": "camps",
    "speakers": SPEAKERS,
    "members": [[f"s{n}" for n in range(0, 50, 2)], [f"s{n}" for n in range(1, 50, 2)]],
    "claims": [],
}


def labels(shown):
    return shown.page.evaluate("""() => kgMap.chart.labels.labels.map(({ item, lines }) =>
        [item.id.split(":")[0], [...lines, item.second?.text].filter(Boolean).join(" · ")])
        .filter(([sort]) => sort !== "claim" && sort !== "topic")""")


def test_a_crowd_stands_beside_the_map_by_camps_and_says_how_many(page_of, open_map):
    shown = open_map(page_of(crowd(), beside={"camps": CAMPS}))
    assert labels(shown) == [
        ["swarm", "Camp 1 · 25 speakers"],
        ["swarm", "Camp 2 · 25 speakers"],
        ["swarm", "10 speakers · in no camp"],
    ]
    shown.page.evaluate("kgMap.store.set({ camps: 'off' })")
    shown.until("kgMap.chart.labels.labels.every(({ lines }) => !lines[0].startsWith('Camp '))")
    assert [text.split()[0] for _, text in labels(shown)] == ["25", "25", "10"]


def test_of_a_crowd_those_are_named_who_are_chosen_or_compared(page_of, open_map):
    shown = open_map(page_of(crowd(), beside={"camps": CAMPS}), hash="at=speaker:s7")
    assert ["speaker", "Speaker 7"] in labels(shown)
    compared = open_map(page_of(crowd()), hash="versus=s3&versus=s8")
    assert [text for sort, text in labels(compared) if sort == "speaker"] == [
        "Speaker 3",
        "Speaker 8",
    ]


def test_any_of_a_crowd_is_found_under_the_pointer_with_the_whole_name(page_of, open_map):
    shown = open_map(page_of(crowd()))
    shown.page.mouse.move(*shown.place("speaker:s42"))
    tip = shown.page.locator(".tip")
    tip.wait_for()
    assert tip.inner_text() == "Speaker 42"
    shown.click("speaker:s42")
    assert "at=speaker%3As42" in shown.address


def test_the_table_tells_the_numbers_of_very_many_who_take_a_stance(page_of, open_map):
    shown = open_map(page_of(crowd()), hash="view=table&sort=id")
    first = shown.page.locator("#table tbody tr").first.locator(".who-list li")
    assert [" ".join(text.split()) for text in first.all_inner_texts()] == [
        "30 speakers asserts",
        "30 speakers disagrees",
    ]


def test_the_page_without_javascript_tells_these_numbers_too(page_of):
    (row,) = re.findall(r"<tr><td><p><bdi>Claim 1\..*?</tr>", page_of(crowd()), re.DOTALL)
    assert re.findall(r"<p><bdi>([^<]*)</bdi> (\w+)</p>", row) == [
        ("30 speakers", "asserts"),
        ("30 speakers", "disagrees"),
    ]
