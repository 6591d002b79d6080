"""A map of so many speakers that not each two of them can be held against each other."""

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
