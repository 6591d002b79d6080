"""Whatever a notebook says is shown as what it is: as text, and never acted upon."""

import re

import pytest

HOSTILE = [
    "</script><script>alert(1)</script>",
    "</ScRiPt ><img src=x onerror=alert(2)>",
    "<script>alert(3)</script>",
    "<!--<script>alert(4)",
    "--><svg onload=alert(5)>",
    "]]><a href='javascript:alert(6)'>a</a>",
    "</style><style>body{display:none}</style>",
    "</title><h1>taken over</h1>",
    "</noscript><iframe src='https://example.org'></iframe>",
    "</table></div></body></html>",
    "<img src='https://example.org/pixel.png'>",
    "<link rel=stylesheet href='//example.org/a.css'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<base href='https://example.org/'>",
    "<form action='https://example.org'><input name=a></form>",
    "<iframe srcdoc='<script>alert(7)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(8)</script>'></object>",
    "<math><mi xlink:href='javascript:alert(9)'>m</mi></math>",
    "<details open ontoggle=alert(10)>",
    "<bdo dir=rtl>turned</bdo>",
    "\" onmouseover=\"alert(11)",
    "' autofocus onfocus='alert(12)",
    "` onclick=`alert(13)",
    "{{ 7 * 7 }}",
    "{% raw %}{{ config }}{% endraw %}",
    "${alert(14)}",
    "#{7*7} <%= 7*7 %>",
    "javascript:alert(15)",
    "JaVaScRiPt:alert(16)//https://example.org",
    "data:text/html,<script>alert(17)</script>",
    "vbscript:msgbox(18)",
    "\\u003cscript\\u003ealert(19)\\u003c/script\\u003e",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "\u202eturned round\u202c and back",
    "\u2067isolated \u2066 and never closed",
    "\u200f\u200e\u061c marks of direction",
    "\u2028line\u2029paragraph",
    "nul \x00 and bell \x07 and escape \x1b[31m",
    "half a character \ud800 and \udfff",
    "noncharacter \ufffe \uffff",
    "zero\u200bwidth\ufeffspaces\u2060",
    "Z̸̡̢̛͎͇a̶l̷g̵o̴ " + "\u0301" * 40,
    "شرح عربي مع English و 中文",
    "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "constructor",
    "__proto__",
    "hasOwnProperty",
    "a" * 20_000,
    "长" * 8_000,
    "= cmd|' /C calc'!A0",
    "';DROP TABLE claims;--",
    "../../etc/passwd",
]


def everywhere(cards, text):
    """Cards that say `text` in every field that holds somebody's words."""
    words = {"en": text, "zh": text}

    def poison(value, key=""):
        if isinstance(value, dict):
            wording = {"en", "zh"} & value.keys()
            return words if wording else {name: poison(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [poison(one, key) for one in value]
        if key in WORDS:
            return text
        return value

    poisoned = poison(cards)
    for name in ("speakers", "concepts"):
        for card in poisoned[name]:
            card["note"] = words
            card["aliases"] = [text]
    for card in poisoned["claims"]:
        card.update(note=words, tags=[text])
        for one in card["positions"]:
            one.update(quote=text, note=words, section=text)
        for one in card["predictions"]:
            one.update(horizon=text, criteria=words, note=words, opens=text, due=text)
    return poisoned


WORDS = {"url", "quote", "horizon", "words", "section", "said", "made", "published", "decided"}
COMMON = ("#app", "aside.panel", "#table", ".filters", "#found", ".legend")


@pytest.fixture
def outline(cards, page_of, open_map):
    """How many elements of each sort a page has that says nothing bad."""
    return elements(open_map(page_of(everywhere(cards, "harmless")), hash="at=claim:c3"))


def elements(shown):
    counts = """() => {
        const counts = {};
        for (const one of document.querySelectorAll("*")) {
            if (one.closest("select, mark, #found")) continue;
            counts[one.tagName] = (counts[one.tagName] ?? 0) + 1;
        }
        return counts;
    }"""
    return shown.page.evaluate(counts)


def visible_text(text):
    """What a text looks like to the browser that is asked for it."""
    plain = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub(r"\s+", " ", plain).strip()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_is_shown_as_text(cards, page_of, open_map, outline, text):
    page = page_of(everywhere(cards, text), title=text)
    shown = open_map(page, hash="at=claim:c3")
    content = shown.page.locator("aside.panel h2").evaluate("node => node.textContent")
    assert visible_text(content) == visible_text(text)
    seen = elements(shown)
    # An address that is none of the web's is no link; all else is as it was with harmless words.
    assert {**seen, "SPAN": 0, "A": 0, "BDI": 0} == {**outline, "SPAN": 0, "A": 0, "BDI": 0}
    for link in shown.page.locator("a").evaluate_all("all => all.map(one => one.href)"):
        assert link.startswith(("https://", "http://", "file://")), link
    shown.find(text[:60].replace("\x00", "").strip() or "a")
    shown.page.keyboard.press("Escape")
    for view in ("Table", "Map"):
        shown.page.get_by_role("button", name=view, exact=True).click()
    shown.page.get_by_role("button", name="中文").click()
    for node in ("speaker:ada", "concept:cost", "topic:0"):
        shown.page.evaluate("node => kgMap.store.choose(node)", node)
        assert shown.panel.locator("h2").count() == 1
    x, y = shown.place("claim:c1")
    shown.page.mouse.move(x + 1, y)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert not shown.page.locator("iframe, object, embed, form[action], base").count()


@pytest.mark.parametrize("text", HOSTILE[:40], ids=range(40))
def test_hostile_text_is_text_in_the_table_without_script(cards, page_of, open_page, text):
    page = open_page(page_of(everywhere(cards, text), title=text), java_script_enabled=False)
    assert page.locator("noscript table, .plain table").count() == 1
    assert page.locator(".plain tr").count() == 13
    assert not page.locator("iframe, object, embed, form, base, .plain img, .plain a").count()


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
        shown.page.reload()
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
