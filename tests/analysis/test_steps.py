"""Steps of an argument, drawn as small trees."""

from datetime import date

import pytest

from kg.analysis import steps
from kg.notebook.finding import find
from tests.graph.notes import claim, link, take_in

TODAY = date(2026, 11, 23)


def decided(key, outcome, *positions, on="2025-01-20"):
    """A claim of fact that was checked."""
    resolutions = [{"outcome": outcome, "decided": on}] if outcome else []
    return claim(key, *positions, resolutions=resolutions)


def supports(*pairs):
    """Links from a text such as «b>a c>a»: b and c support a."""
    return [link(start, "supports", end) for start, end in (one.split(">") for one in pairs)]


@pytest.fixture
def argued(session):
    """Takes in claims and links; gives what a claim rests on, or what rests on it."""

    def argue(key, *claims, links=(), upwards=False, depth=None, as_of=None):
        take_in(session, claims=list(claims), links=list(links))
        walk = steps.resting_on if upwards else steps.rests_on
        day = as_of and date.fromisoformat(as_of)
        return walk(session, key, today=TODAY, depth=depth, as_of=day)

    return argue


def tree(found):
    """The steps as lines, indented; * stands behind what was told before."""
    return [f"{'  ' * (one.level - 1)}{one.claim.uid}{'*' * one.again}" for one in found.steps]


ABC = [claim(key) for key in "abcdef"]


def test_a_claim_rests_on_what_supports_it_and_on_what_it_depends_on(argued):
    links = [
        link("b", "supports", "a"),
        link("a", "depends on", "c", by="x"),
        link("d", "supports", "b"),
        link("c", "depends on", "e"),
        # These say nothing of what it rests on.
        link("a", "supports", "f"),
        link("f", "depends on", "a"),
        link("f", "opposes", "a"),
        link("f", "elaborates", "a"),
    ]
    spoken = [*ABC[:5], claim("f", ("x", "asserts"))]
    found = argued("a", *spoken, links=links)
    assert tree(found) == ["b", "  d", "c", "  e"]
    assert [(one.kind, one.by and one.by.uid, one.next_to.uid) for one in found.steps] == [
        ("supports", None, "a"),
        ("supports", None, "b"),
        ("depends on", "x", "a"),
        ("depends on", None, "c"),
    ]
    assert found.cut == 0


def test_what_rests_on_a_claim_is_the_same_the_other_way(argued):
    links = [
        link("b", "supports", "a"),
        link("c", "depends on", "b"),
        link("a", "supports", "d"),
    ]
    assert tree(argued("b", *ABC, links=links, upwards=True)) == ["a", "  d", "c"]
    assert tree(argued("b")) == []
    assert tree(argued("d")) == ["a", "  b"]


def test_what_several_ways_lead_to_is_told_once(argued):
    links = supports("b>a", "c>a", "d>b", "d>c", "e>d")
    found = argued("a", *ABC, links=links)
    assert tree(found) == ["b", "  d", "    e", "c", "  d*"]
    assert [one.claim.uid for one in found.once] == ["b", "d", "e", "c"]


def test_a_circle_ends_where_it_began(argued):
    found = argued("a", *ABC, links=supports("b>a", "c>b", "a>c"))
    assert tree(found) == ["b", "  c", "    a*"]
    assert [one.claim.uid for one in found.once] == ["b", "c"]


def test_two_links_between_two_claims_are_both_told(argued):
    links = [link("b", "supports", "a"), link("a", "depends on", "b"), *supports("c>b")]
    assert tree(argued("a", *ABC, links=links)) == ["b", "  c", "b*"]


@pytest.mark.parametrize(
    ("depth", "shown", "cut"),
    [
        (1, ["b", "c"], 2),
        (2, ["b", "  d", "c", "  e"], 1),
        (3, ["b", "  d", "    f", "c", "  e"], 0),
        (9, ["b", "  d", "    f", "c", "  e"], 0),
        (None, ["b", "  d", "    f", "c", "  e"], 0),
    ],
)
def test_links_that_lead_deeper_are_counted(argued, depth, shown, cut):
    found = argued("a", *ABC, links=supports("b>a", "c>a", "d>b", "e>c", "f>d"), depth=depth)
    assert (tree(found), found.cut) == (shown, cut)


def test_what_was_too_deep_on_one_way_is_followed_on_a_shorter_one(argued):
    # a rests on b, b on c, c on d, and a on c itself.
    found = argued("a", *ABC, links=supports("b>a", "c>b", "c>a", "d>c"), depth=2)
    assert tree(found) == ["b", "  c", "c", "  d"]
    assert found.cut == 0


def test_where_ways_end_they_may_meet_too(argued):
    found = argued("a", *ABC, links=supports("b>a", "c>a", "d>b", "d>c", "e>d"), depth=2)
    assert (tree(found), found.cut) == (["b", "  d", "c", "  d*"], 1)
    links = [link("f", "supports", "a"), link("a", "depends on", "f")]
    assert tree(argued("a", links=links, depth=1)) == ["b", "c", "f", "f*"]


def test_a_long_argument_is_no_trouble(argued):
    claims = [claim(f"c{number}") for number in range(1500)]
    links = supports(*(f"c{number + 1}>c{number}" for number in range(1499)))
    assert len(argued("c0", *claims, links=links).steps) == 1499


@pytest.mark.parametrize(
    ("state", "reasons", "says"),
    [
        ("right", ["right", "right"], "Right for the stated reasons: of 2 steps, 2 right."),
        (
            "right",
            ["right", None, "unclear"],
            "Right for the stated reasons: of 3 steps, 1 right, 2 neither right nor wrong.",
        ),
        ("right", ["right", "wrong"], "Right although a stated reason failed: 3."),
        ("right", ["wrong", "wrong"], "Right although a stated reason failed: 2, 3."),
        ("wrong", ["right"], "Wrong although the stated reasons held: of 1 step, 1 right."),
        ("wrong", ["right", "wrong"], "Wrong as its reasons were: 3."),
        (
            "right",
            ["partly"],
            "Whether it is right for its reasons is not yet known: "
            "of 1 step, 1 neither right nor wrong.",
        ),
        (
            "partly",
            ["wrong"],
            "Whether it is right for its reasons is not yet known: of 1 step, 1 wrong.",
        ),
        (
            None,
            ["right"],
            "Whether it is right for its reasons is not yet known: of 1 step, 1 right.",
        ),
    ],
)
def test_a_claim_and_its_reasons_say_together_for_what_it_is_right(argued, state, reasons, says):
    names = "bcd"[: len(reasons)]
    found = argued(
        "a",
        decided("a", state),
        *(decided(name, one) for name, one in zip(names, reasons, strict=True)),
        links=supports(*(f"{name}>a" for name in names)),
    )
    told = steps.concluded(found)
    assert told is not None
    assert steps.sentence(told) == says


def test_while_a_reason_waits_it_is_not_yet_known_unless_another_failed(argued, session):
    take_in(
        session,
        claims=[decided("a", "right"), claim("b"), decided("c", "right")],
        links=supports("b>a", "c>a"),
        predictions=[{"id": "p", "claims": ["b"], "due": "2030"}],
    )
    told = steps.concluded(argued("a"))
    assert told is not None
    assert steps.sentence(told) == (
        "Whether it is right for its reasons is not yet known: of 2 steps, 1 right, 1 open."
    )
    found = argued("a", decided("d", "wrong"), links=supports("d>c"))
    told = steps.concluded(found)
    assert told is not None
    assert steps.sentence(told) == "Right although a stated reason failed: 4."


def test_of_a_claim_without_steps_nothing_can_be_said(argued):
    assert steps.concluded(argued("a", *ABC)) is None


def test_every_conclusion_has_its_words():
    assert list(steps.CONCLUSIONS) == [
        "right for its reasons",
        "right although a reason failed",
        "wrong although its reasons held",
        "wrong as its reasons were",
        "not yet known",
    ]


@pytest.mark.parametrize(
    ("as_of", "shown", "states"),
    [
        (None, ["b", "  c", "d"], ["right", "wrong", None]),
        ("2024-12-31", ["d"], [None]),
        ("2025-01-10", ["b", "d"], [None, None]),
        ("2025-01-20", ["b", "d"], ["right", None]),
        ("2025-02-28", ["b", "  c", "d"], ["right", None, None]),
        ("2025-06-30", ["b", "  c", "d"], ["right", "wrong", None]),
    ],
)
def test_as_of_a_day_only_steps_that_somebody_had_spoken_of_count(argued, as_of, shown, states):
    found = argued(
        "a",
        claim("a", ("x", "asserts", "2024")),
        decided("b", "right", ("x", "asserts", "2025-01-10")),
        decided("c", "wrong", ("x", "asserts", "2025-02"), on="2025-06"),
        # Nobody says it: it is the curator's own.
        claim("d"),
        links=supports("b>a", "c>b", "d>a"),
        as_of=as_of,
    )
    assert (tree(found), [one.state for one in found.steps]) == (shown, states)


def test_an_argument_has_all_there_is_to_know(argued, session):
    found = argued(
        "a",
        decided("a", "wrong", ("x", "asserts")),
        decided("b", "wrong"),
        links=[link("b", "supports", "a", by="x", id="l1")],
    )
    number = find.claim(session, "b").id
    assert steps.card(found) == {
        "claim": "a",
        "state": "wrong",
        "as_of": None,
        "conclusion": "wrong as its reasons were",
        "held": [],
        "failed": ["b"],
        "waiting": [],
        "steps": [
            {
                "level": 1,
                "id": number,
                "claim": "b",
                "next_to": "a",
                "kind": "supports",
                "by": "x",
                "link": "l1",
                "state": "wrong",
                "again": False,
            }
        ],
        "cut": 0,
    }


def test_how_many_steps_there_are_on_a_level_changes_nothing_in_how_often_the_notebook_is_asked(
    session, asked
):
    names = [f"c{number}" for number in range(50)]
    take_in(
        session,
        claims=[claim("few"), claim("many"), *(claim(name) for name in names)],
        links=[*supports(*(f"{name}>many" for name in names)), *supports("c0>few")],
    )
    few, many = (
        asked(lambda key=key: steps.rests_on(session, key, today=TODAY)) for key in ("few", "many")
    )
    assert few == many
