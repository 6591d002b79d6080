"""What a map tells beside its cards: in few words, of these claims, and without what is empty."""

from datetime import date
from itertools import pairwise

import pytest

from kg.analysis import beside as analysis
from kg.analysis.steps import arguments, card, rests_on
from kg.domain.selection import Selection
from kg.graph.claims import gathered
from kg.notebook.finding import selecting
from kg.store.models import Claim
from tests.graph.notes import claim, link, numbers, take_in

TODAY = date(2026, 11, 23)
ARGUED = [
    claim("a", ("ada", "asserts", "2024"), resolutions=[{"outcome": "right", "decided": "2025"}]),
    claim("b", ("ada", "asserts", "2024"), resolutions=[{"outcome": "wrong", "decided": "2025"}]),
    claim("c", ("bo", "asserts", "2024"), ("bo", "disagrees", "2025")),
]
LINKS = [link("b", "supports", "a", by="ada"), link("b", "depends on", "c")]


@pytest.fixture
def told(session):
    """Takes in records; tells what is beside the map of the claims that are chosen."""

    def tell(selection=Selection(), **lists):  # noqa: B008  # it cannot be changed
        take_in(session, **lists)
        ids = selecting.claim_ids(session, selection, TODAY)
        return analysis.beside(session, gathered(session, ids, TODAY), selection, TODAY)

    return tell


def test_records_minds_and_arguments_refer_by_uid_and_leave_out_what_is_empty(told):
    assert told(claims=ARGUED, links=LINKS) == {
        "records": [
            {
                "speaker": "ada",
                "of": "facts held",
                "n": 2,
                "hits": 1.0,
                "rate": 0.5,
                "rate_low": 0.094531,
                "rate_high": 0.905469,
            }
        ],
        "changes": [
            {
                "what": "stance",
                "speaker": "bo",
                "claim": "c",
                "before": {"said": "2024", "stance": "asserts"},
                "after": {"said": "2025", "stance": "disagrees"},
            }
        ],
        "arguments": [
            {
                "claim": "a",
                "says": "right although a reason failed",
                "n": 2,
                "failed": ["b"],
                "steps": [
                    {"claim": "b", "level": 1, "kind": "supports", "by": "ada"},
                    {"claim": "c", "level": 2, "kind": "depends on"},
                ],
            },
            {
                "claim": "b",
                "says": "not yet known",
                "n": 1,
                "steps": [{"claim": "c", "level": 1, "kind": "depends on"}],
            },
        ],
    }


def test_only_what_belongs_to_the_claims_of_the_map_is_told(told):
    found = told(Selection(speakers=("bo",)), claims=ARGUED, links=LINKS)
    assert found["records"] == []
    assert [one["claim"] for one in found["changes"]] == ["c"]
    assert found["arguments"] == []


def test_arguments_read_together_are_those_read_one_by_one(session):
    take_in(
        session,
        claims=[claim(key, ("ada", "asserts")) for key in "abcdef"],
        links=[
            *(link(start, "supports", end) for start, end in ("ba", "cb", "ac", "dc", "db")),
            link("e", "depends on", "a"),
        ],
    )
    number = numbers(session, Claim)
    together = arguments(session, list(number.values()), today=TODAY)
    assert set(together) == {number[key] for key in "abce"}
    for row_id, argument in together.items():
        assert card(argument) == card(rests_on(session, row_id, today=TODAY))


def test_a_circle_of_reasons_ends(told):
    circle = [link("a", "supports", "b"), link("b", "supports", "a")]
    found = told(claims=[claim(key, ("ada", "asserts")) for key in "ab"], links=circle)
    assert [(one["claim"], one["n"], len(one["steps"])) for one in found["arguments"]] == [
        ("a", 1, 1),
        ("b", 1, 1),
    ]


def test_of_a_long_argument_the_first_steps_are_told(told):
    keys = [f"c{number:02}" for number in range(analysis.MOST_STEPS + 3)]
    chain = [link(end, "supports", start) for start, end in pairwise(keys)]
    found = told(claims=[claim(key, ("ada", "asserts")) for key in keys], links=chain)
    first = found["arguments"][0]
    assert (first["n"], len(first["steps"])) == (len(keys) - 1, analysis.MOST_STEPS)


def test_a_huge_map_leaves_out_minds_and_arguments(told, monkeypatch):
    monkeypatch.setattr(analysis, "MOST_CLAIMS", 2)
    found = told(claims=ARGUED, links=LINKS)
    assert found["changes"] == found["arguments"] == []
    assert found["records"]


def test_an_empty_notebook_tells_nothing(told):
    assert told() == {"records": [], "changes": [], "arguments": []}


def test_reading_takes_as_many_statements_for_many_claims_as_for_few(session, asked):
    def counted(*keys):
        take_in(
            session,
            claims=[claim(key, ("ada", "asserts", "2024")) for key in keys],
            links=[link(keys[1], "supports", keys[0])],
        )
        ids = list(numbers(session, Claim).values())
        cards = gathered(session, ids, TODAY)
        return asked(lambda: analysis.beside(session, cards, Selection(), TODAY))

    assert counted("a", "b") == counted(*"cdefghijkl")


def test_as_of_a_day_nothing_that_came_later_is_told(session):
    take_in(session, claims=ARGUED, links=LINKS)
    day = date(2024, 12, 31)
    ids = selecting.claim_ids(session, Selection(), TODAY, day)
    cards = gathered(session, ids, TODAY, day)
    then = analysis.beside(session, cards, Selection(), TODAY, day)
    now = analysis.beside(session, gathered(session, ids, TODAY), Selection(), TODAY)
    assert (then["changes"], len(now["changes"])) == ([], 1)
