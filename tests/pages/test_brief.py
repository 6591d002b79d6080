"""Long names that end alike: what tells them apart is seen, and the whole name is read out."""

import pytest

from tests.pages.conftest import claim, concept, position, speaker, tied

LONG = [f"Participant {number} of 3nemnipcrc" for number in range(1, 5)]


def conversation(*names):
    """All take a stance on three claims, every other against."""
    stances = [
        position(f"s{number}", "disagrees" if number % 2 else "asserts")
        for number in range(len(names))
    ]
    return tied(
        {
            "speakers": [
                speaker(number, f"s{number}", name, name) for number, name in enumerate(names)
            ],
            "concepts": [concept(1, "tram", "Tram", "电车")],
            "sources": [],
            "claims": [
                claim(number, f"Claim {number}.", None, *stances, about=["tram"])
                for number in (1, 2, 3)
            ],
        },
        [],
    )


def seen(places):
    """What is seen of each, without what is only read out."""
    return [
        one.evaluate("""element => {
            const copy = element.cloneNode(true);
            for (const unseen of copy.querySelectorAll(".unseen")) unseen.remove();
            return copy.textContent;
        }""")
        for one in places.all()
    ]


def columns(shown):
    return shown.page.locator(".matrix thead .speaker button")


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (LONG, ["Participant 1", "Participant 2", "Participant 3", "Participant 4"]),
        # Two conversations: without the ending nobody would know of which.
        ([*LONG[:3], *(name.replace("3nem", "4abc") for name in LONG[:3])], None),
        # Two are not many, and short names stay whole.
        ([*LONG[:2], "Ada Moreau"], None),
        (["Ada of Rome", "Bo of Rome", "Cy of Rome"], None),
        (
            [
                "Ministry of Health of the Northern Valley",
                "Ministry of Trade of the Northern Valley",
                "Council of the Northern Valley",
                "Ada Moreau",
            ],
            ["Ministry of Health", "Ministry of Trade", "Council", "Ada Moreau"],
        ),
    ],
)
def test_an_ending_that_many_share_is_not_repeated(names, short, page_of, open_map):
    shown = open_map(page_of(conversation(*names)), hash="view=matrix")
    assert sorted(seen(columns(shown))) == sorted(short or names)
    assert sorted(columns(shown).all_text_contents()) == sorted(names)


def test_the_whole_name_is_title_and_read_out(page_of, open_map):
    shown = open_map(page_of(conversation(*LONG)), hash="view=matrix")
    one = shown.page.get_by_role("button", name=LONG[0], exact=True)
    assert one.get_attribute("title") == LONG[0]
    one.click()
    assert shown.panel.locator("h2").inner_text() == LONG[0]


def test_the_panel_names_pairs_and_those_who_say_something_briefly(page_of, open_map):
    shown = open_map(page_of(conversation(*LONG)))
    pair = shown.panel.locator(".pair .names").first
    (words,) = seen(pair.locator("xpath=."))
    assert words == "Participant 1 – Participant 2"
    assert pair.locator("bdi").first.get_attribute("title") == LONG[0]
    assert " ".join(pair.text_content().split()) == f"{LONG[0]} – {LONG[1]}"
    shown.page.evaluate("kgMap.store.choose('claim:c1')")
    people = shown.panel.locator(".person")
    assert seen(people) == [name.removesuffix(" of 3nemnipcrc") for name in LONG]
    assert people.all_text_contents() == LONG
