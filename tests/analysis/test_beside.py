"""What a map tells beside its cards: in few words, of these claims, and without what is empty."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.analysis import arguments as briefly
from kg.analysis import beside as analysis
from kg.analysis import steps
from kg.analysis.arguments import arguments
from kg.analysis.steps import concluded, rests_on
from kg.domain.selection import Selection
from kg.graph.claims import gathered
from kg.notebook.finding import selecting
from kg.store import database
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


def test_records_minds_arguments_and_camps_refer_by_uid_and_leave_out_what_is_empty(told):
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
                "failed": 1,
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
        "camps": {"method": "division", "verdict": "nothing to compare", "speakers": 2},
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
    together = arguments(session, list(number.values()), 40, today=TODAY)
    assert set(together) == {number[key] for key in "abce"}
    for row_id, brief in together.items():
        assert_same(brief, rests_on(session, row_id, today=TODAY))


def assert_same(brief, argument):
    """That a brief says what follows from the whole argument."""
    told = concluded(argument)
    assert told is not None
    assert (brief.claim, brief.says, brief.n) == (argument.claim, told.says, told.steps)
    counts = (len(told.held), len(told.failed), len(told.waiting))
    assert (brief.held, brief.failed, brief.waiting) == counts
    assert brief.steps == [one for one in argument.steps if not one.again][:40]


KEYS = "abcdefgh"
DRAWN = st.lists(
    st.tuples(*[st.sampled_from(KEYS)] * 2).filter(lambda ends: ends[0] != ends[1]),
    unique=True,
    max_size=20,
)
OUTCOMES = st.lists(
    st.sampled_from(["right", "wrong", "unclear", None]), min_size=len(KEYS), max_size=len(KEYS)
)


@settings(deadline=None, max_examples=40)
@given(DRAWN, OUTCOMES, st.sampled_from([1, 3, 4096]))
@example([("a", "b"), ("b", "a"), ("c", "b"), ("a", "d")], ["right", "wrong", "right", None] * 2, 1)
def test_whatever_the_links_the_counts_are_those_of_the_whole_argument(drawn, outcomes, block):
    verdicts = {
        key: [{"outcome": what, "decided": "2025"}]
        for key, what in zip(KEYS, outcomes, strict=True)
        if what
    }
    notebook = database.create(":memory:")
    with pytest.MonkeyPatch.context() as patch, notebook.transaction("a test") as session:
        patch.setattr(briefly, "BLOCK", block)
        take_in(
            session,
            claims=[claim(key, kind="fact", resolutions=verdicts.get(key, [])) for key in KEYS],
            links=[link(start, "supports", end) for start, end in drawn],
        )
        ids = list(numbers(session, Claim).values())
        found = arguments(session, ids, 40, today=TODAY)
        for row_id in ids:
            argument = rests_on(session, row_id, today=TODAY)
            assert (row_id in found) == bool(argument.steps)
            if argument.steps:
                assert_same(found[row_id], argument)
    notebook.close()


def test_of_a_chain_few_steps_are_made_for_each_claim(told, monkeypatch):
    made = []

    def step(*fields):
        made.append(fields)
        return STEP(*fields)

    STEP = steps.Step  # noqa: N806
    monkeypatch.setattr(steps, "Step", step)
    keys = [f"c{number:03}" for number in range(200)]
    chain = [link(end, "supports", start) for start, end in pairwise(keys)]
    found = told(claims=[claim(key) for key in keys], links=chain)["arguments"]
    assert [one["n"] for one in found] == list(range(199, 0, -1))
    assert len(made) == sum(len(one["steps"]) for one in found) == 159 * 40 + 780 + 40


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


def test_a_huge_map_leaves_out_minds_arguments_and_camps(told, monkeypatch):
    monkeypatch.setattr(analysis, "MOST_CLAIMS", 2)
    found = told(claims=ARGUED, links=LINKS)
    assert found["changes"] == found["arguments"] == []
    assert found["camps"] is None
    assert found["records"]


def test_an_empty_notebook_tells_nothing(told):
    assert told() == {"records": [], "changes": [], "arguments": [], "camps": None}


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
