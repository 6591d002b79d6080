"""Whatever a notebook says is shown as what it is: as text, and never acted upon."""

import re
import unicodedata
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from kg.analysis.beside import beside
from kg.domain.selection import Selection
from kg.errors import KgError
from kg.graph.claims import gathered, graph_of
from kg.notebook import claims
from kg.pages.map import map_page
from tests.pages.conftest import link
from tests.pages.hostile import HOSTILE

TODAY = date(2026, 11, 23)

BEYOND = "\ud800"
"""What no file can hold, and Python can."""


def test_the_corpus_is_large():
    assert len(set(HOSTILE)) == len(HOSTILE) > 120


def telling(texts):
    """What stands beside such a notebook, saying each of these texts where it can say any."""
    ways: dict[str, list[Any]] = {"records": [], "changes": [], "arguments": []}
    for number, text in enumerate(texts):
        speaker, claim = f"s{number}", f"c{number}"
        ways["records"].append({"speaker": speaker, "of": text, "n": 0, "rest": {text: 1}})
        moved = {
            "before": {"said": text, "stance": text},
            "after": {"said": "2025", "stance": text},
        }
        ways["changes"].append({"what": "stance", "speaker": speaker, "claim": claim, **moved})
        steps = [
            {"claim": claim, "level": 1, "kind": text},
            {"claim": text, "level": 2, "kind": text, "by": text},
        ]
        ways["arguments"].append({"claim": claim, "says": text, "n": 2, "steps": steps})
    return ways


def saying(cards, texts):
    """A notebook that says each of these texts in every field that holds somebody's words."""
    claims, speakers, concepts, sources = [], [], [], []
    for number, text in enumerate(texts):
        words = {"en": text, "zh": text}
        names = {"names": words, "aliases": [text], "note": words, "url": text, "kind": text}
        speakers.append({**cards["speakers"][0], **names, "uid": f"s{number}"})
        concepts.append({**cards["concepts"][0], **names, "uid": f"k{number}"})
        source = {"uid": f"o{number}", "title": words, "url": text, "publisher": text}
        sources.append({**cards["sources"][0], **source})
        card = deepcopy(cards["claims"][2])
        card.update(uid=f"c{number}", statement=words, note=words, tags=[text], kind=text)
        card["about"] = [f"k{number}"]
        told = {"speaker": f"s{number}", "said": text, "source": f"o{number}", "section": text}
        card["positions"][0].update(told, quote=text, note=words)
        (reading,) = card["predictions"]
        reading.update(uid=f"p{number}", claims=[f"c{number}"], statement=words, criteria=words)
        reading.update(horizon=text, opens=text, due=text, note=words)
        said = {"speaker": f"s{number}", "made": text, "words": text, "basis": text}
        reading["forecasts"][0].update(said, note=words)
        (verdict,) = reading["resolutions"]
        verdict.update(decided=text, confidence=text, note=words)
        verdict.update(withdrawn=text, withdrawn_because=text)
        proof = {"uid": f"e{number}", "title": words, "url": text, "quote": text, "note": words}
        verdict["evidence"][0].update(proof, published=text, grade=text, side=text)
        card["links"] = [
            link(number, f"c{number}", "opposes", f"c{(number + 1) % len(texts)}", note=words)
        ]
        claims.append(card)
    for number, card in enumerate(claims):
        card["links"].append(claims[number - 1]["links"][0])
    return {"speakers": speakers, "concepts": concepts, "sources": sources, "claims": claims}


STRUCTURE = """() => [...document.querySelectorAll("aside.panel *, .tip *")].map(one => one.tagName)
    .filter(tag => !["A", "SPAN", "BR"].includes(tag)).sort().join(" ")"""


def as_seen(text):
    """What a text looks like to the browser that is asked for it."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@pytest.fixture
def hostile(cards):
    return saying(cards, HOSTILE)


@pytest.mark.parametrize("sort", ["claim", "speaker", "concept"])
def test_hostile_text_in_every_field_is_shown_as_text(cards, hostile, page_of, open_map, sort):
    calm = ["harmless"] * len(HOSTILE)
    harmless = open_map(page_of(saying(cards, calm), beside=telling(calm)))
    shown = open_map(page_of(hostile, beside=telling(HOSTILE)))
    initial = {"claim": "c", "speaker": "s", "concept": "k"}[sort]
    harmless.page.evaluate("node => kgMap.store.choose(node)", f"{sort}:{initial}0")
    structure = harmless.page.evaluate(STRUCTURE)
    for number, text in enumerate(HOSTILE):
        node = f"{sort}:{initial}{number}"
        shown.page.evaluate("node => kgMap.store.choose(node)", node)
        heading = shown.panel.locator("h2").evaluate("node => node.textContent")
        assert heading == as_seen(text)
        addresses = shown.panel.locator("a").evaluate_all("all => all.map(one => one.href)")
        assert all(one.startswith("https://example.org") for one in addresses), addresses
        # A page that says nothing bad has the very same elements, but for links.
        if not addresses:
            assert shown.page.evaluate(STRUCTURE) == structure, text
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert not shown.page.locator("iframe, object, embed, form[action], base").count()


def test_hostile_text_is_found_filtered_listed_and_pointed_at(hostile, page_of, open_map):
    shown = open_map(page_of(hostile))
    for text in HOSTILE:
        query = re.sub(r"[\x00-\x1f\ud800-\udfff]", " ", text)[:40].strip()
        # What is only marks on letters, without the letters, is not searched for.
        if not query or all(unicodedata.category(one).startswith("M") for one in query):
            continue
        shown.page.locator("#find").fill(query)
        assert shown.page.locator("#found [role=option]").count() > 0, query
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("select[name=speaker] option").count() == len(HOSTILE) + 1
    shown.choose("speaker", "s3")
    assert shown.shown == f"1 of {len(HOSTILE)} claims"
    shown.page.locator(".clear").click()
    for number in range(0, len(HOSTILE), 7):
        x, y = shown.place(f"claim:c{number}")
        shown.page.mouse.move(x + 1, y)
    shown.page.get_by_role("button", name="Table", exact=True).click()
    assert rows_of_table(shown) == len(HOSTILE)
    shown.page.locator(".language").click()
    assert rows_of_table(shown) == len(HOSTILE)


def rows_of_table(shown):
    """How many rows there are when all are asked for."""
    show_all(shown.page, "table")
    return shown.page.locator("#table tbody tr").count()


def show_all(page, view):
    """Asks for all rows; a view brings in more by itself, too, when one scrolls to its end."""
    more = f".{view}-view .foot:not([hidden]) button"
    while page.locator(more).count():
        page.evaluate("more => document.querySelector(more)?.click()", more)


@pytest.mark.parametrize("script", [True, False])
def test_a_hostile_title_is_a_title(cards, page_of, open_page, script):
    title = " ".join(text for text in HOSTILE if len(text) < 1_000)
    page = open_page(page_of(cards, title=title), java_script_enabled=script)
    heading = page.locator("h1").evaluate("node => node.textContent") if script else None
    assert page.title().startswith("</script><script>alert(1)</script>")
    assert heading is None or heading == as_seen(title)
    assert not page.locator("iframe, object, embed, form[action], base").count()


def test_hostile_text_is_text_in_the_table_without_script(hostile, page_of, open_page):
    page = open_page(page_of(hostile), java_script_enabled=False)
    rows = page.locator(".plain tbody tr")
    assert rows.count() == len(HOSTILE)
    assert not page.locator("iframe, object, embed, form, base, .plain img, .plain a").count()
    for number in (0, 6, 22, 23):
        assert HOSTILE[number] in rows.nth(number).inner_text()


def test_halves_of_characters_do_not_keep_a_page_from_being_written(cards, page_of, open_map):
    page = page_of(saying(cards, [f"half {BEYOND}"]), title=f"half {BEYOND}")
    shown = open_map(page, hash="at=claim:c0")
    assert shown.panel.locator("h2").inner_text() == "half \ufffd"


def test_uids_may_be_hostile_too(cards, page_of, open_map):
    for number, card in enumerate(cards["claims"]):
        card["uid"] = f"{HOSTILE[number]}#&=%:{number}"
    cards["claims"] = [{**card, "links": []} for card in cards["claims"]]
    cards["speakers"][0]["uid"] = "__proto__"
    for card in cards["claims"]:
        for one in card["positions"]:
            one["speaker"] = "__proto__" if one["speaker"] == "ada" else one["speaker"]
    shown = open_map(page_of(cards))
    for card in cards["claims"]:
        shown.page.evaluate("node => kgMap.store.choose(node)", f"claim:{card['uid']}")
        assert shown.panel.locator("h2").inner_text() == card["statement"]["en"]
        shown.reload()
        assert shown.panel.locator("h2").inner_text() == card["statement"]["en"]
    shown.page.evaluate("kgMap.store.choose('speaker:__proto__')")
    assert shown.panel.locator("h2").inner_text() == "Ada Moreau"


def test_words_that_turn_the_direction_are_kept_to_themselves(cards, page_of, open_map):
    cards["speakers"][0]["names"]["en"] = "\u202eadA"
    shown = open_map(page_of(cards), hash="at=claim:c1")
    name = shown.panel.locator(".position .person bdi").first
    assert name.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    stance = shown.panel.locator(".position .stance").first
    assert name.bounding_box()["x"] < stance.bounding_box()["x"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=<c>", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("//example.org", False),
        ("ftp://example.org", False),
        ("file:///etc/passwd", False),
        ("https:example.org", False),
        ("https://example.org@evil.example", False),
        ("https://user:word@example.org", False),
        ("https://example.org\\@evil.example", False),
        ("https://", False),
        ("https://exa mple.org", False),
    ],
)
def test_only_addresses_of_the_web_become_links(cards, page_of, open_map, url, linked):
    cards["sources"][0]["url"] = url
    shown = open_map(page_of(cards), hash="at=claim:c2")
    assert shown.panel.locator(".position a").count() == int(linked)
    if not linked:
        assert " ".join(url.split()) in " ".join(shown.panel.inner_text().split())


def test_what_a_notebook_takes_in_is_shown_as_it_was_written(session, open_map):
    """From the words of a person to the page, through the database and all floors between."""
    ids = list(taken_in(session, HOSTILE))
    assert len(ids) > 80
    found = gathered(session, ids, TODAY)
    told = beside(session, found, Selection(), TODAY)
    page = map_page(graph_of(found), found, title="T", made="2026-11-23", beside=told)
    shown = open_map(page)
    for card in found["claims"]:
        shown.page.evaluate("node => kgMap.store.choose(node)", f"claim:{card['uid']}")
        (statement,) = card["statement"].values()
        assert shown.panel.locator("h2").evaluate("node => node.textContent") == statement
    assert not shown.page.locator("iframe, object, embed, form[action], base").count()


def taken_in(session, texts):
    """Adds claims that say these texts, in as many fields as a notebook takes each of them."""
    for text in texts:
        for given in ({"speaker": text, "about": [text], "quote": text}, {"speaker": "Ada"}):
            try:
                with session.begin_nested():
                    yield claims.add(session, text, note=text, today=TODAY, **given).id
                break
            except KgError:
                # Not every text is a name, and some are no statement.
                continue


@pytest.mark.parametrize(
    ("view", "row"), [("matrix", ".matrix tbody tr"), ("timeline", ".lane"), ("table", "tbody tr")]
)
def test_hostile_text_is_text_in_every_view(cards, hostile, page_of, open_map, view, row):
    structure = """view => [...document.querySelectorAll(`.${view}-view *`)]
        .map(one => one.tagName).sort().join(" ")"""
    harmless = open_map(page_of(saying(cards, ["harmless"] * len(HOSTILE))), hash=f"view={view}")
    shown = open_map(page_of(hostile), hash=f"view={view}")
    told = []
    for page in (harmless.page, shown.page):
        page.evaluate("kgMap.store.set({ lanes: 'due', versus: null })")
        show_all(page, view)
        assert page.locator(f".{view}-view {row}").count() == len(HOSTILE)
        told.append(page.evaluate(structure, view))
    assert told[0] == told[1]
    words = shown.page.locator(f".{view}-view {row} bdi").evaluate_all(
        "all => all.map(one => one.textContent)"
    )
    assert {as_seen(text) for text in HOSTILE} <= set(words)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert not shown.page.locator("iframe, object, embed, form[action], base").count()


def test_hostile_names_are_compared_and_taken_back(hostile, page_of, open_map):
    shown = open_map(page_of(hostile))
    for number, text in enumerate(HOSTILE):
        shown.page.evaluate(
            "([one, other]) => kgMap.store.set({ versus: [one, other], panel: true })",
            [f"s{number}", f"s{(number + 1) % len(HOSTILE)}"],
        )
        assert shown.panel.locator("h2").inner_text() == "Comparison"
        chip = shown.page.locator(".active-filter bdi")
        assert as_seen(text) in chip.evaluate("one => one.textContent")
        assert shown.panel.locator(".dispute").count() == 1
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1280
    shown.page.get_by_role("button", name="Clear all").click()
    shown.choose("concept", "k3")
    shown.page.evaluate("kgMap.store.set({ path: ['c1', 'c4'] })")
    assert "links" in shown.panel.locator(".note").first.inner_text()
    shown.page.evaluate("kgMap.store.set({ path: null, picking: 'c1' })")
    assert HOSTILE[1] in shown.page.locator(".picking").inner_text()
