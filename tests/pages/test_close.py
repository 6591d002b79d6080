"""Twenty-one to forty speakers on a phone: in rows, each with a word that tells who it is."""

import pytest

from tests.pages.conftest import claim, concept, position, speaker, tied
from tests.pages.test_labels import PHONE, PLACED, overlap

NAMES = """
    Ada Moreau, Bo Lin, Chidi Okafor, Dolores Ibárruri, Association of flower growers,
    Fatima Rashid, Grace Hopper, Hana Kowal, Ivan Petrov, Júlia Reis, Kwame Mensah, Leila Haddad,
    Association of bakers, Nadia Braun, Omar Khayyam, Priya Rao, Quentin Dubois, Rosa Winter,
    Sven Ek, Tamar Levi, Ursula Guin, Viktor Frankl, Wanda Lis, Xavier Lin, Yuki Tanaka,
    Zofia Stern, Anders Bohr, Beatriz Nunes, Cyril Roy, Daria Vogel, Enzo Ricci, Flora Wells,
    Goran Babić, Helga Weigel, Ines Castro, Jonas Salk, Karin Dahl, Lars Holm, Mina Loy, Noor Khan
"""
WORDS = {"Association of flower growers": "flower growers", "Bo Lin": "Bo", "Xavier Lin": "Xavier"}
"""Where it is not the last word: two are Lin, and associations are known by what they are of."""


def valley(many):
    """So many speakers, of whom each asserts one claim and denies another."""
    names = [" ".join(name.split()) for name in NAMES.split(",")][:many]
    return names, tied(
        {
            "speakers": [
                speaker(
                    number,
                    f"s{number}",
                    name,
                    name,
                    kind="organisation" if "Association" in name else "person",
                )
                for number, name in enumerate(names)
            ],
            "concepts": [concept(1, "tram", "Tram", "电车")],
            "sources": [],
            "claims": [
                claim(
                    number + 1,
                    f"Claim {number + 1}.",
                    None,
                    position(f"s{number}", "asserts"),
                    position(f"s{(number + 7) % many}", "disagrees"),
                    about=["tram"],
                )
                for number in range(many)
            ],
        },
        [],
    )


def written(shown):
    """What is written beneath each speaker."""
    return shown.page.evaluate("""() => Object.fromEntries(kgMap.chart.labels.labels
        .filter(({ item }) => item.id.startsWith("speaker:"))
        .map(({ item, lines }) => [kgMap.model.nodes.get(item.id), lines.join(" ")])
        .map(([node, words]) => [kgMap.chart.scene.nameOf(node), words]))""")


@pytest.mark.parametrize("many", [28, 40])
def test_each_has_the_word_beneath_that_tells_who_it_is(many, page_of, open_map):
    names, cards = valley(many)
    words = written(open_map(page_of(cards), **PHONE))
    told = {name: WORDS.get(name, name.split()[-1]) for name in names}
    # As much of it as there is room for.
    cut = {name: word for name, word in words.items() if word.endswith("…")}
    assert all(told[name].startswith(word[:4]) for name, word in cut.items())
    assert len(cut) <= 3
    assert words == told | cut


def test_who_is_chosen_has_the_whole_name(page_of, open_map):
    shown = open_map(page_of(valley(40)[1]), hash="at=speaker:s4", **PHONE)
    assert written(shown)["Association of flower growers"] == "Association of flower growers"


def test_the_key_says_whose_initials_are_whose_where_names_have_no_room(page_of, open_map):
    low = {**PHONE, "height": 664}
    names, cards = valley(40)
    shown = open_map(page_of(cards), **low)
    assert len(written(shown)) < 40
    shown.page.locator(".legend summary").click()
    listed = shown.page.locator(".initialled button")
    assert sorted(listed.locator("bdi").all_inner_texts()) == sorted(names)
    assert listed.first.inner_text().split("\n") == ["AM", "Ada Moreau"]
    listed.first.click()
    assert shown.panel.locator("h2").inner_text() == "Ada Moreau"


@pytest.mark.parametrize("many", [21, 40])
def test_their_names_cover_nothing_and_lie_in_the_window(many, page_of, open_map):
    placed = open_map(page_of(valley(many)[1]), **PHONE).page.evaluate(PLACED)
    names = [label for label in placed["labels"] if label["id"].startswith("speaker:")]
    assert len(names) == many
    for number, label in enumerate(names):
        assert placed["edge"][0] < label["words_box"][0] < label["words_box"][2] < placed["edge"][1]
        for other in names[:number]:
            assert not overlap(label["words_box"], other["words_box"]), (label, other)
        for body in placed["bodies"]:
            x, y, r = body["x"], body["y"], body["r"]
            assert not overlap(label["words_box"], (x - r, y - r, x + r, y + r)), (label, body)
