"""Changes of mind: stances, probabilities and deadlines that moved."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from kg.analysis import changes as analysis
from kg.domain.vocabulary import LinkKind, Stance
from kg.formats import files
from kg.notebook import links, positions, predictions
from kg.notebook.finding import find
from kg.notebook.records import apply
from kg.settings import shipped
from kg.store.models import Claim, Speaker
from tests.graph.notes import claim, link, numbers, take_in


def forecast(speaker, made, probability=None, **fields):
    """A forecast; without a date where `made` is None."""
    fields |= {} if made is None else {"made": made}
    fields |= {} if probability is None else {"probability": probability}
    return {"speaker": speaker, "basis": "stated", **fields}


@pytest.fixture
def told(session):
    """Takes in claims, links and predictions; gives the changes as JSON holds them."""

    def tell(*claims, links=(), predictions=(), speaker=None, among=None, as_of=None):
        take_in(
            session,
            speakers=[{"id": key, "names": {"en": key.upper()}} for key in "ab"],
            claims=list(claims),
            links=list(links),
            predictions=list(predictions),
        )
        number = numbers(session, Claim)
        chosen = None if among is None else [number[key] for key in among]
        who = None if speaker is None else find.speaker(session, speaker).id
        day = as_of and date.fromisoformat(as_of)
        return [analysis.card(one) for one in analysis.changes(session, who, chosen, day)]

    return tell


def brief(found):
    """Who moved, where, from what to what, and when: without the words."""

    def said(moment):
        what = moment["stance"] or moment["due"] or moment["middle"]
        return (what, moment["said"])

    return [
        (one["what"], one["speaker"], one["claim"], said(one["before"]), said(one["after"]))
        for one in found
    ]


def test_a_change_has_both_quotes_and_both_days(told):
    said = claim("c", ("a", "asserts", "2024-09-14"), ("a", "disagrees", "2025-03"))
    said["positions"][0]["quote"] = "以年为单位"
    said["positions"][1]["quote"] = "I was wrong."
    nothing = dict.fromkeys(("low", "middle", "high", "due"))
    assert told(said) == [
        {
            "what": "stance",
            "speaker": "a",
            "claim": "c",
            "prediction": None,
            "before": {
                "said": "2024-09-14",
                "stance": "asserts",
                **nothing,
                "quote": "以年为单位",
                "position": "c/a",
                "forecast": None,
            },
            "after": {
                "said": "2025-03",
                "stance": "disagrees",
                **nothing,
                "quote": "I was wrong.",
                "position": "c/a/2",
                "forecast": None,
            },
        }
    ]


@pytest.mark.parametrize(
    ("stances", "moves"),
    [
        (["asserts", "agrees"], []),
        (["asserts", "asks", "agrees"], []),
        (["asserts", "partly"], [("asserts", "partly")]),
        (["disagrees", "partly", "agrees"], [("disagrees", "partly"), ("partly", "agrees")]),
        (["agrees", "asks", "disagrees"], [("agrees", "disagrees")]),
        (["agrees", "agrees", "disagrees"], [("agrees", "disagrees")]),
    ],
)
def test_a_stance_moved_when_it_says_another_thing_of_the_claim(told, stances, moves):
    found = told(claim("c", *(("a", one, f"202{n}") for n, one in enumerate(stances))))
    assert [(one["before"]["stance"], one["after"]["stance"]) for one in found] == moves


def test_what_was_said_later_comes_later_however_it_was_written_down(told):
    found = told(
        claim("c", ("a", "agrees", "2025-02"), ("a", "disagrees", "2024"), ("a", "partly", "2025"))
    )
    assert brief(found) == [
        ("stance", "a", "c", ("disagrees", "2024"), ("agrees", "2025-02")),
        ("stance", "a", "c", ("agrees", "2025-02"), ("partly", "2025")),
    ]


def test_of_two_stances_on_one_day_the_one_written_down_last_is_the_later(told):
    found = told(claim("c", ("a", "agrees", "2024-09"), ("a", "partly", "2024-09")))
    assert brief(found) == [("stance", "a", "c", ("agrees", "2024-09"), ("partly", "2024-09"))]


def test_what_has_no_date_cannot_be_put_in_order(told):
    found = told(
        claim("c", ("a", "agrees"), ("a", "disagrees", "2024")),
        predictions=[
            {
                "id": "p",
                "claims": ["c"],
                "forecasts": [forecast("a", None, 0.2), forecast("a", "2025", 0.7)],
            }
        ],
    )
    assert found == []


def test_two_speakers_do_not_change_each_others_minds(told):
    assert told(claim("c", ("a", "asserts", "2024"), ("b", "disagrees", "2025"))) == []


def test_a_probability_moved_when_a_later_forecast_has_another(told):
    forecasts = [
        forecast("a", "2024-09", 0.75, words="大概率"),
        forecast("a", "2025-01", 0.75),
        forecast("b", "2025-02", 0.1),
        forecast("a", "2025-06", {"low": 0.3, "middle": 0.4, "high": 0.5}),
        forecast("a", "2025-07", words="no idea"),
    ]
    (found,) = told(
        claim("c", ("a", "asserts", "2024")),
        claim("d"),
        predictions=[{"id": "p", "claims": ["c", "d"], "forecasts": forecasts}],
    )
    assert found["prediction"] == "p"
    assert brief([found]) == [("probability", "a", "c", (0.75, "2025-01"), (0.4, "2025-06"))]
    assert [found["after"][end] for end in ("low", "middle", "high")] == [0.3, 0.4, 0.5]
    assert found["after"]["stance"] is None


def test_the_words_of_a_forecast_are_its_quote(told):
    forecasts = [forecast("a", "2024", 0.75, words="大概率"), forecast("a", "2025", 0.4)]
    (found,) = told(claim("c"), predictions=[{"id": "p", "claims": ["c"], "forecasts": forecasts}])
    assert (found["before"]["quote"], found["after"]["quote"]) == ("大概率", None)
    assert found["before"]["position"] is None
    assert found["before"]["forecast"] is not None


def test_a_number_without_words_has_what_the_speaker_said_that_day_as_its_quote(told):
    spoken = claim("c", ("a", "asserts", "2024"))
    spoken["positions"][0]["quote"] = "九成把握"
    forecasts = [forecast("a", "2024", 0.9), forecast("a", "2025", 0.4)]
    (found,) = told(spoken, predictions=[{"id": "p", "claims": ["c"], "forecasts": forecasts}])
    assert (found["before"]["quote"], found["after"]["quote"]) == ("九成把握", None)


def test_the_words_beside_a_number_are_the_first_of_that_day_that_take_a_side(told):
    spoken = claim("c", ("a", "asks", "2024"), ("a", "asserts", "2024"), ("a", "agrees", "2024"))
    for position, quote in zip(spoken["positions"], ("会吗？", "九成把握", "是"), strict=True):
        position["quote"] = quote
    forecasts = [forecast("a", "2024", 0.9), forecast("a", "2025", 0.4)]
    (found,) = told(spoken, predictions=[{"id": "p", "claims": ["c"], "forecasts": forecasts}])
    assert found["before"]["quote"] == "九成把握"


def test_a_deadline_is_told_in_the_words_of_the_time_not_of_the_likelihood(told):
    (found,) = told(
        claim("c"),
        predictions=[
            due("p", "c", "2027", forecast("a", "2024", 0.7, words="likely"))
            | {"horizon": "by 2027"},
            due("q", "c", "2030", forecast("a", "2025", 0.7, words="likely")),
        ],
    )
    assert (found["what"], found["before"]["quote"], found["after"]["quote"]) == (
        *("deadline", "by 2027", None),
    )


def test_another_number_for_an_earlier_deadline_moves_none(told):
    found = told(
        claim("c"),
        predictions=[
            due("p", "c", "2027", forecast("a", "2024", 0.9), forecast("a", "2025-03", 0.7)),
            due("q", "c", "2030", forecast("a", "2025-01", 0.5)),
        ],
    )
    assert brief(found) == [
        ("deadline", "a", "c", ("2027", "2024"), ("2030", "2025-01")),
        ("probability", "a", "c", (0.9, "2024"), (0.7, "2025-03")),
    ]


def due(key, of, day, *forecasts):
    return {"id": key, "claims": [of], "due": day, "forecasts": list(forecasts)}


def test_a_deadline_moved_when_a_later_forecast_is_for_another_day(told):
    found = told(
        claim("c", ("a", "asserts", "2024-01")),
        predictions=[
            due("p", "c", "2025", forecast("a", "2024-01", 0.8)),
            due("q", "c", "2027", forecast("a", "2025-11", 0.8)),
        ],
    )
    assert brief(found) == [("deadline", "a", "c", ("2025", "2024-01"), ("2027", "2025-11"))]


def test_a_deadline_moved_when_who_took_a_side_later_makes_a_forecast_for_another_day(told):
    found = told(
        claim("c", ("a", "asserts", "2024-01"), ("b", "agrees", "2024-01")),
        predictions=[due("p", "c", "2025"), due("q", "c", "2027", forecast("a", "2025-11", 0.8))],
    )
    # For b both are readings of what was said on one day.
    assert brief(found) == [("deadline", "a", "c", ("2025", "2024-01"), ("2027", "2025-11"))]


def test_a_deadline_moved_when_the_claim_is_restated_with_another(told):
    found = told(
        claim("c", ("a", "asserts", "2023"), ("b", "disagrees", "2023")),
        claim("d", ("a", "asserts", "2024"), ("b", "agrees", "2024")),
        claim("e", ("a", "agrees", "2025")),
        links=[link("d", "restates", "c"), link("d", "restates", "e")],
        predictions=[due("p", "c", "2024"), due("q", "d", "2026"), due("r", "e", "2026")],
    )
    assert brief(found) == [("deadline", "a", "d", ("2024", "2023"), ("2026", "2024"))]


def test_several_readings_of_one_day_are_no_change_nor_is_one_more_that_comes_later(told):
    found = told(
        claim("c", ("a", "asserts", "2024")),
        predictions=[
            due("p", "c", "2025"),
            due("q", "c", "2026", forecast("a", "2024", 0.5), forecast("a", "2025", 0.5)),
            due("r", "c", "2029", forecast("a", "2025", 0.5)),
        ],
    )
    assert found == []


MINDS = [
    claim("c", ("a", "agrees", "2024-05"), ("a", "disagrees", "2025-05")),
    claim("d", ("b", "agrees", "2023"), ("b", "partly", "2024-09"), ("a", "asserts", "2024")),
]


def test_everybodys_changes_come_oldest_first_and_can_be_narrowed(told):
    both = [("d", "b"), ("c", "a")]
    assert [(one["claim"], one["speaker"]) for one in told(*MINDS)] == both
    assert [one["claim"] for one in told(speaker="a")] == ["c"]
    assert [one["claim"] for one in told(among=["d"])] == ["d"]
    assert told(speaker="a", among=["d"]) == []


@pytest.mark.parametrize(
    ("as_of", "known"),
    [("2024-09-29", []), ("2024-09-30", ["d"]), ("2025-05-30", ["d"]), ("2025-05-31", ["d", "c"])],
)
def test_as_of_a_day_only_what_had_been_said_counts(told, as_of, known):
    assert [one["claim"] for one in told(*MINDS, as_of=as_of)] == known


def test_forecasts_count_as_of_a_day_in_the_same_way(told):
    told(
        claim("c"),
        predictions=[due("p", "c", "2030", forecast("a", "2024", 0.5), forecast("a", "2025", 0.7))],
    )
    assert told(as_of="2025-12-30") == []
    assert len(told(as_of="2025-12-31")) == 1


def test_narrowed_changes_are_those_among_all_that_meet_the_condition(notebook, monkeypatch):
    with notebook.transaction("import") as session:
        apply.apply(session, apply.plan(session, files.read(shipped("data") / "roundtable")))
        # A deadline is told of claims that restate each other, and of several that are read as one.
        for number in range(1, 60, 3):
            links.draw(session, number, LinkKind.RESTATES, number + 1, by=None)
            predictions.predict(session, [number, number + 2], due="2026-05")
        for number in range(1, 120):
            stance = (Stance.AGREES, Stance.DISAGREES, Stance.PARTLY)[number % 3]
            for at, speaker in enumerate((number % 3 + 1, number % 2 + 1)):
                said = (date(2025, 1, 1) + timedelta(2 * number + at)).isoformat()
                claim = number // 2 + 1
                positions.take(session, claim, speaker, stance, said=said, today=date(2026, 11, 23))
        session.flush()
        for number in range(1, 80):
            predictions.forecast(
                session,
                number,
                number % 3 + 1,
                0.2,
                made=f"2025-{number % 12 + 1:02}",
                today=date(2026, 11, 23),
            )
        session.flush()
        speakers = session.scalars(select(Speaker.id)).all()
        near = {
            (speaker, some): analysis.changes(session, speaker, some)
            for speaker in (None, *speakers)
            for some in (None, *((claim,) for claim in range(1, 80)))
        }
        monkeypatch.setattr("kg.analysis.moments.near_by", lambda *_: None)
        for (speaker, some), found in near.items():
            assert found == analysis.changes(session, speaker, some), (speaker, some)
        assert {one.what for one in near[None, None]} == {"stance", "deadline", "probability"}


def test_how_many_changes_there_are_changes_nothing_in_how_often_the_notebook_is_asked(
    session, asked
):
    def minds(count):
        numbers = range(count)
        said = (("a", "agrees", "2024"), ("a", "disagrees", "2025"))
        take_in(session, claims=[claim(f"c{number}", *said) for number in numbers])
        return asked(lambda: analysis.changes(session)), len(analysis.changes(session))

    (few, two), (many, forty) = minds(2), minds(40)
    assert (two, forty) == (2, 40)
    assert few == many
