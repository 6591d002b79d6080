"""The map compares two speakers as `kg compare` does: rule by rule, and of notebooks by chance."""

import json
from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kg.analysis import head_to_head
from kg.domain.vocabulary import Stance
from kg.graph.claims import gathered, graph_of
from kg.pages.map import map_page
from kg.store import database
from kg.store.models import Claim
from tests.analysis.duel import reading
from tests.conftest import REPOSITORY
from tests.conftest import TODAY as MADE
from tests.graph.notes import claim, link, take_in
from tests.pages.unpacking import data_of

TODAY = date.fromisoformat(MADE)

COMPARED = """(model, one, other) => {
    const side = ({ claim, taken, results }) => ({
        claim: claim.uid,
        stance: taken.stance ?? null,
        said: taken.said ?? null,
        checks: results.map(({ check, taken, state }) => [
            check.prediction?.uid ?? null, state, taken.number ?? null,
        ]),
    });
    const told = ({ result, first, second, turned }) => ({
        result,
        came_round: turned
            ? [turned.speaker, turned.stance ?? null, turned.said ?? null, turned.number ?? null]
            : null,
        first: side(first),
        second: side(second),
    });
    const { agree, partly, differ, inferred } = kgMap.comparison(model, one, other);
    const checked = (some) => some.filter(({ result }) => result && result !== "afterwards");
    return {
        agreements: agree.length,
        partial: partly.length,
        recorded: checked(differ).map(told),
        inferred: checked(inferred).map(told),
        unchecked: differ.filter(({ result }) => !result).map(({ first }) => first.claim.uid),
        afterwards: differ.filter(({ result }) => result === "afterwards").length,
    };
}"""
"""What the page finds, told as `told` tells a card. It also lists what follows from links without
anything to check, which `kg compare` passes over."""

ON_PAGE = f"([one, other]) => ({COMPARED})(kgMap.model, one, other)"


def told(card):
    """A comparison in what both tell of it, disputes in the order of their claims."""
    counted = {key: card[key] for key in ("agreements", "partial", "afterwards", "unchecked")}
    return ordered(
        {
            **counted,
            **{key: [_dispute(one) for one in card[key]] for key in ("recorded", "inferred")},
        }
    )


def ordered(found):
    """The same in one order, for the page goes through claims by their topics."""
    for key in ("recorded", "inferred", "unchecked"):
        found[key].sort(key=json.dumps)
    return found


def _dispute(card):
    turned = card["came_round"]
    return {
        "result": card["result"],
        "came_round": turned
        and [turned["speaker"], turned["stance"], turned["said"], _middle(turned["forecast"])],
        "first": _side(card["first"]),
        "second": _side(card["second"]),
    }


def _side(card):
    return {
        **{key: card[key] for key in ("claim", "stance", "said")},
        "checks": [
            [one["prediction"], one["state"], _middle(one["forecast"])] for one in card["checks"]
        ],
    }


def _middle(forecast):
    return forecast and forecast["middle"]


def test_the_round_table_is_compared_on_the_page_as_kg_compare_does(kg, home, open_map):
    kg("init")
    kg("import", REPOSITORY / "data" / "roundtable")
    kg("map", "-o", "map.html")
    shown = open_map(home / "map.html")
    compared = 0
    for pair in combinations(shown.page.evaluate("[...kgMap.model.speakers.keys()].sort()"), 2):
        theirs = told(kg("compare", *pair, "--json").json)
        assert ordered(shown.page.evaluate(ON_PAGE, pair)) == theirs, pair
        compared += len(theirs["recorded"]) + len(theirs["inferred"])
    assert compared > 15


DAY, LATER, RIGHT = "2024-09-14", "2024-10-01", ("right", "2025-01-20")
OPPOSITE = [("a", "asserts", DAY), ("b", "disagrees", DAY)]

RULES = {
    "claims": [
        claim("first", ("c", "agrees", DAY)),
        claim("number-against-stance", ("a", "asserts", DAY), ("b", "asserts", DAY)),
        claim("numbers-agree", *OPPOSITE),
        claim("later-number", *OPPOSITE),
        claim("late-number", *OPPOSITE),
        claim("hindsight", *OPPOSITE, ("b", "agrees", "2026")),
        claim("only-since", ("a", "asserts", DAY), ("b", "disagrees", "2026")),
        claim("even", *OPPOSITE),
        claim(
            "partly-that-day",
            *(("a", "asserts", "2024-09-13"), ("b", "disagrees", DAY), ("b", "partly", DAY)),
        ),
        claim("lasting", *OPPOSITE, ("b", "agrees", "2025")),
        claim("came-round", *OPPOSITE, ("b", "partly", LATER)),
        claim("stance-and-number", *OPPOSITE, ("b", "partly", LATER)),
        claim("one-of-two", ("c", "asks", DAY)),
        claim("two-of-two", ("c", "asserts", DAY), ("d", "disagrees", DAY)),
        claim("readings", ("a", "asserts", DAY), ("c", "disagrees", DAY)),
        claim("order", ("c", "asserts", DAY), ("d", "disagrees", DAY)),
        claim("undated", ("a", "asserts"), ("d", "disagrees"), ("d", "agrees")),
        claim("waiting", *OPPOSITE, ("d", "partly", DAY)),
        claim("opinion", *OPPOSITE),
        claim("agreed", ("a", "asserts", DAY), ("b", "agrees", DAY), ("c", "partly", DAY)),
        claim(
            "fact",
            *(("a", "asserts", DAY), ("c", "disagrees", DAY), ("d", "agrees", "2024")),
            kind="fact",
            resolutions=[{"outcome": "wrong", "decided": "2025"}],
        ),
    ],
    "links": [
        link("fact", "opposes", "readings"),
        link("agreed", "restates", "came-round"),
        link("opinion", "opposes", "agreed"),
    ],
    "predictions": [
        reading("p1", "order", forecasts=[("c", 0.8, DAY), ("d", 0.7, DAY)]),
        reading("p2", "first order", forecasts=[("c", 0.8, DAY), ("d", 0.5, DAY)]),
        reading("p3", "number-against-stance", RIGHT, forecasts=[("a", 0.3, DAY), ("b", 0.8)]),
        reading("p4", "numbers-agree", forecasts=[("a", 0.8, DAY), ("b", 0.7, DAY)]),
        reading("p5", "later-number", forecasts=[("b", 0.7, LATER), ("b", 0.9, "2024-11")]),
        reading("p6", "late-number", RIGHT, due="2024", forecasts=[("b", 0.9, "2025-01-10")]),
        reading("p7", "hindsight", RIGHT),
        reading("p8", "only-since", RIGHT),
        reading("p9", "even", ("void", "2025"), forecasts=[("a", 0.6), ("b", 0.5, LATER)]),
        reading("p10", "partly-that-day", forecasts=[("a", 0.65, "2024-09-13")]),
        reading("p11", "came-round", ("wrong", "2025-09-14", "2026-01-01"), ("right", "2025-10")),
        reading(
            "p12",
            "one-of-two two-of-two",
            RIGHT,
            forecasts=[("a", 0.9, DAY), ("b", 0.2, DAY), ("b", 0.6, "2025-06"), ("d", 0.3, LATER)],
        ),
        reading("p13", "readings", RIGHT, due="2024-12"),
        reading("p14", "readings", ("wrong", "2025-06")),
        reading("p15", "readings", ("partly", "2025-06"), forecasts=[("c", 0.9, "2024-09")]),
        reading("p16", "undated", ("unclear", "2025"), forecasts=[("a", 0.4), ("d", 0.7)]),
        reading("p17", "stance-and-number", forecasts=[("a", 0.3, LATER)]),
        reading("p18", "lasting", ("wrong", "2026")),
        reading("p19", "lasting", ("right", "2024-12-31")),
        reading("p20", "waiting", due="2027", forecasts=[("a", 0.6, "2024-09")]),
    ],
}


def test_each_rule_is_the_same_on_the_page_and_on_each_day(kg, home, open_map):
    people = [{"id": key, "names": {"en": key.title()}} for key in "abcd"]
    (home / "rules.yaml").write_text(json.dumps({"speakers": people, **RULES}), "utf-8")
    kg("init")
    kg("import", "rules.yaml")
    kg("map", "-o", "map.html")
    shown = open_map(home / "map.html")
    found = []
    for day in ("", "2024-09-30", "2024-12-31", "2025-01-20", "2025-12-31"):
        shown.page.evaluate("day => kgMap.store.set({ day })", day)
        for pair in combinations("abcd", 2):
            as_of = ["--as-of", day] if day else []
            theirs = told(kg("compare", *pair, *as_of, "--json").json)
            assert ordered(shown.page.evaluate(ON_PAGE, pair)) == theirs, (day, pair)
            found += [theirs] * (not day)
    results = {one["result"] for each in found for one in each["recorded"]}
    assert results == {"first", "second", "mixed", "came round", "open", "unclear"}
    for key in ("agreements", "partial", "afterwards", "unchecked", "inferred"):
        assert any(each[key] for each in found), key


def some(*values):
    return st.sampled_from(values)


days = some(None, "2024", "2024-09", DAY, "2024-09-15", LATER, "2025-01", "2025-01-20", "2025-02")
speakers = some("a", "b", "c")
outcomes = some("right", "right", "wrong", "partly", "unclear", "void")
verdicts = st.lists(st.tuples(outcomes, days.filter(bool)), max_size=2)
KEYS = ("c1", "c2", "c3")


@st.composite
def notebooks(draw):
    """A few claims of three speakers, who take stances and give numbers as it comes."""
    positions = st.lists(st.tuples(speakers, some(*map(str, Stance)), days), max_size=8)
    numbers = st.lists(st.tuples(speakers, some(0.2, 0.5, 0.7), days), max_size=5)
    reads = st.lists(some(*KEYS), min_size=1, max_size=2, unique=True).map(" ".join)
    dues = some(None, "2024", LATER, "2025-01", "2027")
    there = claim("z", *((one, "asks") for one in "abc"))
    claims = [
        claim(
            key,
            *draw(positions),
            kind="fact",
            resolutions=[
                {"outcome": outcome, "decided": decided} for outcome, decided in draw(verdicts)
            ],
        )
        for key in KEYS
    ]
    predictions = [
        reading(f"p{n}", draw(reads), *draw(verdicts), due=draw(dues), forecasts=draw(numbers))
        for n in range(draw(st.integers(1, 3)))
    ]
    for one in (each for prediction in predictions for each in prediction["forecasts"]):
        one["basis"] = draw(some("stated", "verbal", "implied"))
    ends = st.tuples(some(*KEYS), some("opposes", "restates"), some(*KEYS))
    links = [link(*one) for one in draw(st.lists(ends, max_size=2, unique=True)) if len({*one}) > 2]
    return {"claims": [there, *claims], "predictions": predictions, "links": links}


@pytest.fixture
def made():
    opened = database.create(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def compared_on_page(page_of, cards, open_map):
    """Compares pairs in a page that stays open, of whatever notebook it is given."""
    shown = open_map(page_of(cards))

    def compare(page, pairs):
        script = f"""([page, pairs]) => {{
            const model = kgMap.read(page);
            return pairs.map((pair) => ({COMPARED})(model, ...pair));
        }}"""
        return [ordered(found) for found in shown.page.evaluate(script, [data_of(page), pairs])]

    return compare


@settings(
    max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(notebooks())
def test_notebooks_by_chance_are_compared_alike(made, compared_on_page, notebook):
    pairs = list(combinations("abc", 2))
    with made.transaction("a try") as session:
        take_in(session, **notebook)
        theirs = [head_to_head.compare(session, *pair, today=TODAY) for pair in pairs]
        cards = gathered(session, list(session.scalars(select(Claim.id))), TODAY)
        session.rollback()
    page = map_page(graph_of(cards), cards, title="By chance", made=MADE)
    assert compared_on_page(page, pairs) == [told(head_to_head.card(one)) for one in theirs]
