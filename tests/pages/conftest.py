"""A small notebook of its own for the pages, and the page of its map in a browser."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Card = dict[str, Any]
Cards = dict[str, list[Card]]
MADE = "2026-11-23"
TITLE = "A tram for the valley"


def wording(en: str, zh: str | None = None) -> dict[str, str]:
    return {"en": en} | ({"zh": zh} if zh else {})


def speaker(number: int, uid: str, en: str, zh: str, **more: Any) -> Card:
    card = {"id": number, "uid": uid, "kind": "person", "names": wording(en, zh), "aliases": []}
    return {**card, "url": None, "note": None, **more}


def concept(number: int, uid: str, en: str, zh: str, **more: Any) -> Card:
    card = {"id": number, "uid": uid, "kind": "concept", "names": wording(en, zh), "aliases": []}
    return {**card, "broader": None, "url": None, "note": None, **more}


def position(who: str, stance: str, quote: str | None = None, **more: Any) -> Card:
    card = {"id": 1, "uid": f"{who}-{stance}", "speaker": who, "stance": stance, "said": "2024-05"}
    place: Card = {"source": "hall", "section": "2", "turn": 7, "anchor": None}
    return {**card, **place, "quote": quote, "note": None, **more}


def forecast(who: str, share: float, **more: Any) -> Card:
    card = {"id": 1, "uid": f"f-{who}", "speaker": who, "made": "2024-05", "basis": "stated"}
    said: Card = {"low": share, "middle": share, "high": share, "words": None, "scale": None}
    return {**card, **said, "note": None, **more}


def resolution(outcome: str, **more: Any) -> Card:
    card = {"id": 1, "uid": f"r-{outcome}", "outcome": outcome, "fraction": None}
    how: Card = {"decided": "2026-10-01", "confidence": "medium", "note": None, "evidence": []}
    return {**card, **how, "withdrawn": None, "withdrawn_because": None, **more}


def prediction(number: int, *claims: str, state: str = "open", **more: Any) -> Card:
    card = {"id": number, "uid": f"p{number}", "claims": list(claims), "statement": None}
    terms: Card = {"criteria": None, "horizon": None, "opens": None, "due": None, "tags": []}
    rest: Card = {"note": None, "state": state, "forecasts": [], "resolutions": []}
    return {**card, **terms, **rest, **more}


def claim(number: int, en: str, zh: str | None, *positions: Card, **more: Any) -> Card:
    card = {"id": number, "uid": f"c{number}", "kind": "opinion", "weight": "main"}
    rest: Card = {"about": [], "tags": [], "note": None, "links": [], "predictions": []}
    said = {"statement": wording(en, zh), "positions": list(positions)}
    return {**card, **said, **rest, "resolutions": [], "outcome": None, **more}


def link(number: int, start: str, kind: str, end: str, **more: Any) -> Card:
    card = {"id": number, "uid": f"l{number}", "from": start, "to": end, "kind": kind}
    return {**card, "by": None, "note": None, **more}


def tied(cards: Cards, links: list[Card]) -> Cards:
    """Cards with each link on the cards of both its claims."""
    for card in cards["claims"]:
        card["links"] = [one for one in links if card["uid"] in (one["from"], one["to"])]
    return cards


@pytest.fixture
def cards() -> Cards:
    """Twelve claims of three speakers about a tram, among them a dispute and a verdict."""
    survey = {
        "uid": "survey",
        "title": wording("Passenger survey", "乘客调查"),
        "url": "https://example.org/survey",
        "published": "2026-09",
        "quote": "4,210 a day",
        "grade": "secondary",
        "note": None,
        "side": "for",
    }
    riders = prediction(
        1,
        "c3",
        "c4",
        state="wrong",
        statement=wording(
            "More than 5,000 people ride the tram on a weekday.", "工作日客流超过五千人。"
        ),
        criteria=wording("The operator counts more than 5,000 on an average weekday."),
        horizon="within two years",
        due="2026-05-31",
        forecasts=[
            forecast("ada", 0.8, uid="f1", low=0.7, high=0.9, words="surely", basis="verbal")
        ],
        resolutions=[resolution("wrong", note=wording("Fewer came."), evidence=[survey])],
    )
    found = {
        "speakers": [
            speaker(1, "ada", "Ada Moreau", "阿达·莫罗", aliases=["the mayor"]),
            speaker(2, "bo", "Bo Lin", "林波", note=wording("Runs the bicycle shop.")),
            speaker(3, "council", "Town council", "镇议会", kind="organisation"),
        ],
        "concepts": [
            concept(1, "tram", "tram", "有轨电车", aliases=["streetcar"]),
            concept(2, "cost", "cost", "成本", broader="budget"),
            concept(3, "budget", "budget", "预算"),
            concept(4, "bicycle", "bicycle", "自行车"),
            concept(5, "river", "river bank", "河岸"),
        ],
        "sources": [
            {
                "id": 1,
                "uid": "hall",
                "kind": "debate",
                "title": wording("Debate in the town hall", "市政厅辩论"),
                "publisher": None,
                "url": "https://example.org/debate",
                "published": None,
                "recorded": "2024-05-12",
                "language": "en",
                "note": None,
            }
        ],
        "claims": [
            claim(
                1,
                "The valley needs a tram.",
                "山谷需要有轨电车。",
                position("ada", "asserts", "we need this tram"),
                position("bo", "disagrees", "nobody needs it", note=wording("Said with a laugh.")),
                position("council", "partly"),
                about=["tram"],
            ),
            claim(
                2,
                "A tram costs more than the town can pay.",
                "电车的花费超出小镇的能力。",
                position("bo", "asserts", "it will ruin us"),
                about=["tram", "cost"],
            ),
            claim(
                3,
                "Many will ride the tram.",
                "会有很多人乘坐电车。",
                position("ada", "asserts", "everybody will ride it"),
                kind="prediction",
                about=["tram"],
                outcome="wrong",
                predictions=[riders],
            ),
            claim(
                4,
                "The tram will be full on market days.",
                None,
                position("ada", "asserts"),
                kind="prediction",
                about=["tram"],
                outcome="wrong",
                predictions=[riders],
            ),
            claim(
                5,
                "The town can pay for the tram.",
                "小镇付得起。",
                position("council", "asserts", "the reserve suffices"),
                about=["cost", "tram"],
            ),
            claim(
                6,
                "Bicycles do the same for less.",
                "自行车花费更少，效果一样。",
                position("bo", "asserts"),
                position("ada", "agrees"),
                about=["bicycle", "cost"],
            ),
            claim(
                7,
                "The river bank floods every spring.",
                "河岸每年春天都会淹水。",
                position("council", "asserts"),
                kind="fact",
                about=["river"],
                outcome="right",
                resolutions=[resolution("right")],
            ),
            claim(
                8,
                "Rails would sink into the bank.",
                "轨道会陷进河岸。",
                position("bo", "asks", "would they not sink?"),
                kind="cause",
                about=["river", "tram"],
            ),
            claim(
                9, "A path would survive a flood.", None, position("bo", "asserts"), about=["river"]
            ),
            claim(
                10,
                "Cyclists avoid the bank in spring.",
                None,
                position("council", "asserts"),
                weight="detail",
                about=["bicycle", "river"],
            ),
            claim(
                11,
                "The council should vote in June.",
                "议会应在六月表决。",
                position("ada", "asserts"),
                kind="recommendation",
                tags=["vote"],
            ),
            claim(12, "June is too early.", "六月太早。", position("council", "asserts")),
        ],
    }
    return tied(
        found,
        [
            link(1, "c2", "opposes", "c5", note=wording("One of them has miscounted.")),
            link(2, "c7", "supports", "c8"),
            link(3, "c6", "opposes", "c1"),
            link(4, "c12", "opposes", "c11", by="council"),
            link(5, "c9", "elaborates", "c7"),
        ],
    )


@pytest.fixture
def page_of() -> Callable[..., str]:
    """Makes the page of a map from cards: `page_of(cards, language="zh")`."""
    from kg.graph.claims import graph_of
    from kg.pages.map import map_page

    def make(
        cards: Cards, language: str = "en", title: str = TITLE, beside: Any = None, **more: Any
    ) -> str:
        graph = graph_of(cards, language)
        told = {"title": title, "made": MADE, "language": language, "beside": beside}
        return map_page(graph, cards, **told, **more)

    return make


class MapPage:
    """A map in a browser, in the words of its readers."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._see_it_whole()

    def _see_it_whole(self) -> None:
        self.until("performance.getEntriesByName('kg-ready').length > 0")

    def reload(self) -> None:
        """Loads the page again, and waits for all of it: its script comes in packed."""
        self.page.reload()
        self._see_it_whole()

    def visit(self, address: str) -> None:
        """Opens an address as one that was sent by mail."""
        self.page.goto("about:blank")
        self.page.goto(address)
        self._see_it_whole()

    def until(self, condition: str) -> None:
        """Waits until something is true; Playwright's own way is against the page's policy."""
        end = time.monotonic() + 15
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"this never came true: {condition}"
            self.page.wait_for_timeout(20)

    @property
    def panel(self) -> Any:
        return self.page.locator("aside.panel")

    @property
    def address(self) -> str:
        address: str = self.page.evaluate("location.href")
        return address

    @property
    def shown(self) -> str:
        """What the page says of how many claims the filters leave."""
        text: str = self.page.locator(".shown").inner_text()
        return text

    def place(self, node: str) -> tuple[float, float]:
        """Where a node is in the window."""
        at = self.page.evaluate("node => kgMap.chart.locate(node)", node)
        box = self.page.locator("#chart").bounding_box()
        return box["x"] + at["x"], box["y"] + at["y"]

    def click(self, node: str) -> None:
        self.page.mouse.click(*self.place(node))

    def find(self, text: str) -> Any:
        """Types into the search box; gives the results."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(text)
        return self.page.locator("#found [role=option]")

    def choose(self, filter_name: str, value: str) -> None:
        """Chooses the value of a filter, wherever it is: in the row, behind «More», in a sheet."""
        field = self.page.locator(f".filters [name={filter_name}]")
        for opener in ("button.icon-button.on-phone", ".toggle.more"):
            button = self.page.locator(opener)
            if not field.is_visible() and button.is_visible():
                button.click()
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


@pytest.fixture
def open_map(open_page: Callable[..., Any], tmp_path: Any) -> Callable[..., MapPage]:
    """Opens a page in a browser: `open_map(html, hash="lang=zh", width=390)`."""

    def open_it(html: str, hash: str = "", **more: Any) -> MapPage:
        page = open_page(html, **more)
        if hash:
            page.goto(f"{page.url}#{hash}")
            page.reload()
        return MapPage(page)

    return open_it


@pytest.fixture(scope="module")
def roundtable_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the round table, as `kg demo` makes it."""
    from click.testing import CliRunner

    from kg.cli import main

    folder = tmp_path_factory.mktemp("demo")
    done = CliRunner().invoke(main, ["demo", "--into", str(folder)])
    assert done.exit_code == 0, done.output
    return folder / "map.html"
