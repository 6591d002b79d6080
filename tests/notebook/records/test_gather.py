"""What is gathered from a notebook makes an equal one: nothing is lost on the way."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.domain import records
from kg.domain.vocabulary import (
    Basis,
    ClaimKind,
    Confidence,
    Grade,
    LinkKind,
    Outcome,
    Side,
    SpeakerKind,
    Stance,
    Weight,
)
from kg.notebook import claims, concepts, links, positions, predictions, resolutions, sources
from kg.notebook.records.gather import gather
from tests.notebook.asking import TODAY
from tests.notebook.records.records import WHOLE
from tests.notebook.taking_in import planned, take_in
from tests.rig.quick import empty_notebook
from tests.store.contents import (
    contents,
    indexed_names,
    indexed_words,
    names_of_rows,
    words_of_rows,
)

LISTS = ("speakers", "concepts", "sources", "evidence", "claims", "links", "predictions")


def lists_of(session, some=None, *, texts=True) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word, record in gather(session, some, texts=texts):
        found.setdefault(word, []).append(record)
    return found


def assert_whole(session):
    """A copy made of what is gathered has the same contents, and taking it in here is nothing."""
    here = lists_of(session)
    assert planned(session, here).nothing
    copy = empty_notebook()
    with copy.transaction("import") as other:
        take_in(other, here)
        assert lists_of(other) == here
        assert without_numbers(other) == without_numbers(session)
        assert indexed_names(other) == names_of_rows(other)
        assert indexed_words(other) == words_of_rows(other)
    copy.close()


def without_numbers(session):
    """The rows of each table with stable ids in place of local numbers."""
    rows = contents(session)
    uids = {
        (name, row["id"]): row["uid"] for name, some in rows.items() for row in some if "uid" in row
    }
    turns = {
        row["id"]: (uids["source", row["source_id"]], row["number"]) for row in rows.get("turn", [])
    }
    tables = {"from_id": "claim", "to_id": "claim", "broader_id": "concept"}

    def told(column, value):
        if value is None or not column.endswith("_id"):
            return value
        if column == "turn_id":
            return turns[value]
        return uids[tables.get(column, column.removesuffix("_id")), value]

    return {
        name: sorted(
            (
                {column: told(column, value) for column, value in row.items() if column != "id"}
                for row in some
            ),
            key=lambda row: str(sorted(row.items())),
        )
        for name, some in rows.items()
    }


def test_records_come_back_as_they_were(session):
    take_in(session, WHOLE)
    assert lists_of(session) == {
        "speakers": [
            {
                "id": "yan",
                "kind": "person",
                "names": {"zh": "颜水成", "en": "Yan Shuicheng"},
                "aliases": ["Shuicheng"],
            }
        ],
        "concepts": [
            {
                "id": "o1",
                "kind": "system",
                "names": {"en": "OpenAI o1"},
                "aliases": ["o1"],
                "broader": "models",
            },
            {"id": "models", "kind": "concept", "names": {"en": "Models"}},
        ],
        "sources": [
            {
                "id": "talk",
                "kind": "document",
                "title": {"en": "Round table"},
                "recorded": "2024-09-14",
                "turns": [
                    {"number": 3, "section": "one", "speaker": "yan", "start": 4.0},
                    {"number": 4, "speaker": "yan"},
                ],
            }
        ],
        "evidence": [
            {"id": "report", "title": {"en": "A report"}, "grade": "primary"},
            {"id": "other", "title": {"en": "Another report"}},
        ],
        "claims": [
            {
                "id": "c1",
                "kind": "prediction",
                "weight": "main",
                "statement": {"en": "It takes years", "zh": "数年"},
                "about": ["o1", "models"],
                "positions": [
                    {
                        "speaker": "yan",
                        "stance": "asserts",
                        "said": "2024-09",
                        "source": "talk",
                        "turn": 3,
                        "quote": "以年为单位",
                        "anchor": None,
                    },
                    {"speaker": "yan", "stance": "partly", "source": "talk", "turn": 4},
                ],
                "resolutions": [{"outcome": "partly", "fraction": 0.5, "decided": "2026"}],
            },
            {
                "id": "c2",
                "kind": "fact",
                "weight": "main",
                "statement": {"en": "It takes months"},
            },
        ],
        "links": [{"from": "c1", "kind": "depends on", "to": "c2", "by": "yan"}],
        "predictions": [
            {
                "id": "p1",
                "claims": ["c1", "c2"],
                "due": "2026",
                "forecasts": [
                    {"speaker": "yan", "probability": 0.6, "basis": "stated"},
                    {
                        "speaker": "yan",
                        "probability": {"low": 0.5, "middle": 0.7, "high": 0.9},
                        "words": "likely",
                        "basis": "verbal",
                    },
                ],
                "resolutions": [
                    {
                        "outcome": "wrong",
                        "decided": "2026-02",
                        "evidence": ["report", {"evidence": "other", "side": "against"}],
                    }
                ],
            }
        ],
    }
    assert_whole(session)


def test_as_of_a_day_ids_are_those_that_a_reader_would_give_them(session):
    """A position whose id follows from a place behind one that does not count gets it written."""
    said = [{"stance": "asserts"}, {"stance": "partly", "said": "2024-02-03"}]
    claim = {
        "id": "c1",
        "kind": "fact",
        "statement": "Years",
        "positions": [{"speaker": "ann", **one} for one in said],
    }
    take_in(session, {"speakers": [{"id": "ann", "names": "Ann"}], "claims": [claim]})
    day = date(2024, 12, 31)
    found = [record for word, record in gather(session, as_of=day) if word == "claims"]
    assert [one["positions"] for one in found] == [
        [{"id": "c1/ann/2", "speaker": "ann", "stance": "partly", "said": "2024-02-03"}]
    ]


def test_lists_come_in_an_order_in_which_none_refers_to_a_later_one(session):
    take_in(session, WHOLE)
    words = [word for word, _ in gather(session)]
    assert words == sorted(words, key=LISTS.index)
    assert list(dict.fromkeys(words)) == list(LISTS)


def test_fields_come_in_the_order_in_which_records_have_them(session):
    take_in(session, WHOLE)
    sorts = dict(
        zip(
            LISTS,
            ("Speaker", "Concept", "Source", "Evidence", "Claim", "Link", "Prediction"),
            strict=True,
        )
    )
    for word, record in gather(session):
        sort = getattr(records, sorts[word])
        order = [field.encode_name for field in msgspec.structs.fields(sort)]
        assert list(record) == [field for field in order if field in record]


def test_texts_belong_to_their_publishers(session):
    sources.add(session, "Talk", text="以年为单位", uid="talk")
    claims.add(
        session, "Years", today=TODAY, speaker="Ann", source="talk", quote="以年为单位", uid="c1"
    )
    found = lists_of(session, texts=False)
    assert found["sources"] == [{"id": "talk", "kind": "document", "title": {"en": "Talk"}}]
    anchor = {"start": 0, "end": 5, "prefix": "", "suffix": ""}
    assert found["claims"][0]["positions"][0]["anchor"] == anchor
    assert lists_of(session)["sources"][0]["text"] == "以年为单位"
    # Without the text, where the quote stood is known all the same.
    copy = empty_notebook()
    with copy.transaction("import") as other:
        take_in(other, found)
        assert lists_of(other, texts=False) == found
    copy.close()
    assert planned(session, found).nothing


def test_a_quote_that_its_text_lacks_comes_back_without_being_refused(session):
    sources.add(session, "Talk", uid="talk")
    claims.add(session, "Years", today=TODAY, speaker="Ann", source="talk", quote="in years")
    sources.edit(session, "talk", text="Nothing of that.")
    assert_whole(session)


def test_ids_that_do_not_follow_from_what_surrounds_them_are_written(session):
    take_in(session, WHOLE)
    positions.edit(session, 1, source=None)
    positions.remove(session, 1)
    positions.take(session, "c2", "yan", "asks", today=TODAY, uid="mine")
    links.edit(session, 1, kind="opposes", by=None)
    predictions.remove_forecast(session, 1)
    found = lists_of(session)
    assert [one.get("id") for one in found["claims"][0]["positions"]] == ["c1/yan/2"]
    assert [one.get("id") for one in found["claims"][1]["positions"]] == ["mine"]
    assert found["links"][0]["id"] == "c1/depends-on/c2/yan"
    assert found["predictions"][0]["forecasts"][0]["id"] == "p1/yan/2"
    assert_whole(session)


class TestAPart:
    @pytest.fixture(autouse=True)
    def whole(self, session):
        concepts.add(session, "AI", uid="ai")
        concepts.add(session, "model", broader="ai", uid="model")
        concepts.add(session, "o1", broader="model", uid="o1")
        concepts.add(session, "other", uid="other")
        for uid, speaker, about in (
            ("c1", "Ann", ["o1"]),
            ("c2", "Bob", ["other"]),
            ("c3", "Cid", []),
        ):
            claims.add(
                session,
                f"Claim {uid}",
                today=TODAY,
                about=about,
                speaker=speaker,
                source=f"Talk {uid}",
                turn=1,
                uid=uid,
                new=True,
            )
        links.draw(session, "c1", "opposes", "c2", by="Bob")
        links.draw(session, "c3", "supports", "c1")
        links.draw(session, "c2", "supports", "c3")
        predictions.predict(session, ["c1", "c2"], uid="p1")
        predictions.predict(session, ["c3"], uid="p3")
        predictions.forecast(session, "p1", "Eve", 0.5, today=TODAY)
        resolutions.resolve(session, "p1", "right", today=TODAY, evidence=["https://e.org/1"])
        resolutions.resolve(session, "p3", "wrong", today=TODAY, evidence=["https://e.org/3"])

    @pytest.mark.parametrize(
        ("chosen", "present"),
        [
            (
                # A prediction is not torn apart: what it reads besides comes along.
                [1],
                {
                    "speakers": ["Ann", "Bob", "Eve"],
                    "concepts": ["ai", "model", "o1", "other"],
                    "sources": ["Talk c1", "Talk c2"],
                    "evidence": ["https://e.org/1"],
                    "claims": ["c1", "c2"],
                    "links": [("c1", "c2")],
                    "predictions": [("p1", ["c1", "c2"])],
                },
            ),
            (
                [3],
                {
                    "speakers": ["Cid"],
                    "sources": ["Talk c3"],
                    "evidence": ["https://e.org/3"],
                    "claims": ["c3"],
                    "predictions": [("p3", ["c3"])],
                },
            ),
            ([], {}),
        ],
    )
    def test_a_part_has_what_it_rests_on_and_no_more(self, session, chosen, present):
        found = lists_of(session, chosen)
        told = {
            "speakers": lambda one: one["names"]["en"],
            "concepts": lambda one: one["id"],
            "sources": lambda one: one["title"]["en"],
            "evidence": lambda one: one["url"],
            "claims": lambda one: one["id"],
            "links": lambda one: (one["from"], one["to"]),
            "predictions": lambda one: (one["id"], one["claims"]),
        }
        assert {word: list(map(told[word], some)) for word, some in found.items()} == present

    @pytest.mark.parametrize("chosen", [[1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]])
    def test_a_part_can_be_taken_into_an_empty_notebook(self, session, chosen):
        found = lists_of(session, chosen)
        copy = empty_notebook()
        with copy.transaction("import") as other:
            take_in(other, found)
            assert lists_of(other) == found
        copy.close()


# Notebooks of every shape, as files would have them.

short = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12
).filter(lambda text: any(character.isalnum() for character in text))
codes = st.sampled_from(["en", "zh", "pt-BR"])
wordings = short | st.dictionaries(codes, short, min_size=1, max_size=2)
days = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
urls = st.sampled_from(["https://e.org/a", "http://例子.中国/页?q=%20"])
shares = st.floats(0, 1)
tags = st.lists(short, max_size=2)


def maybe(strategy):
    return st.none() | strategy


def records_of(ids, **fields):
    """One record for each id."""
    return st.tuples(*(st.fixed_dictionaries({"id": st.just(uid)} | fields) for uid in ids)).map(
        list
    )


@st.composite
def notebooks(draw):
    def ids(letter, least=0):
        return [f"{letter}{number}" for number in range(draw(st.integers(least, 3)))]

    speakers, things, talks = ids("s", 1), ids("k"), ids("t")
    reports, said, read = ids("e"), ids("c", 1), ids("p")
    common = {"url": maybe(urls), "note": maybe(wordings)}

    def one_of(some):
        return st.sampled_from(some) if some else st.nothing()

    def some_of(some, least=0):
        return (
            st.lists(one_of(some), unique=True, min_size=least, max_size=3) if some else st.just([])
        )

    spread = (
        st.tuples(shares, shares, shares)
        .map(sorted)
        .map(lambda three: dict(zip(("low", "middle", "high"), three, strict=True)))
    )
    citation = st.fixed_dictionaries({"evidence": one_of(reports), "side": st.sampled_from(Side)})
    resolution = st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(Outcome),
            "decided": dates,
            "confidence": maybe(st.sampled_from(Confidence)),
            "note": maybe(wordings),
            "evidence": st.lists(citation, max_size=2, unique_by=lambda one: one["evidence"])
            if reports
            else st.just([]),
            "withdrawn": maybe(dates),
            "withdrawn_because": maybe(short),
        }
    ).flatmap(
        lambda one: (
            st.just(one | {"withdrawn_because": one["withdrawn"] and one["withdrawn_because"]})
            if one["outcome"] != Outcome.PARTLY
            else maybe(shares).map(
                lambda fraction: one | {"fraction": fraction, "withdrawn_because": None}
            )
        )
    )
    place = (
        st.fixed_dictionaries({"source": one_of(talks), "turn": maybe(st.integers(0, 5))})
        if talks
        else st.just({})
    )
    position = st.builds(
        lambda one, where: one | where,
        st.fixed_dictionaries(
            {
                "speaker": one_of(speakers),
                "stance": st.sampled_from(Stance),
                "said": maybe(dates),
                "quote": maybe(short),
                "note": maybe(wordings),
            }
        ),
        st.just({}) | place,
    )
    forecast = st.fixed_dictionaries(
        {
            "speaker": one_of(speakers),
            "made": maybe(dates),
            "probability": maybe(shares | spread),
            "words": maybe(short),
            "basis": st.sampled_from(Basis),
            "scale": maybe(short),
            "note": maybe(wordings),
        }
    ).filter(lambda one: one["words"] is not None or one["probability"] is not None)
    turn = st.fixed_dictionaries(
        {
            "number": st.integers(0, 5),
            "section": maybe(short),
            "speaker": maybe(one_of(speakers)),
            "start": maybe(st.floats(0, 1e6)),
        }
    )
    named = {"names": wordings, "aliases": st.lists(short, max_size=2)}
    above = {uid: draw(maybe(one_of(things[:number]))) for number, uid in enumerate(things)}
    linked = draw(
        st.lists(
            st.tuples(one_of(said), st.sampled_from(LinkKind), one_of(said)),
            max_size=3,
            unique=True,
        )
    )
    predictions_ = draw(
        records_of(
            read,
            claims=some_of(said, 1),
            statement=maybe(wordings),
            criteria=maybe(wordings),
            horizon=maybe(short),
            due=maybe(dates),
            tags=tags,
            note=maybe(wordings),
            forecasts=st.lists(forecast, max_size=2),
            resolutions=st.lists(resolution, max_size=2),
        )
    )
    return {
        "speakers": draw(
            records_of(speakers, kind=st.sampled_from(SpeakerKind), **named, **common)
        ),
        "concepts": [
            record | {"broader": above[record["id"]]}
            for record in draw(records_of(things, kind=short, **named, **common))
        ],
        "sources": draw(
            records_of(
                talks,
                kind=short,
                title=wordings,
                publisher=maybe(short),
                published=maybe(dates),
                recorded=maybe(dates),
                language=maybe(codes),
                turns=st.lists(turn, max_size=2, unique_by=lambda one: one["number"]),
                **common,
            )
        ),
        "evidence": draw(
            records_of(
                reports,
                title=wordings,
                published=maybe(dates),
                quote=maybe(short),
                grade=maybe(st.sampled_from(Grade)),
                **common,
            )
        ),
        "claims": draw(
            records_of(
                said,
                kind=st.sampled_from(ClaimKind),
                weight=st.sampled_from(Weight),
                statement=wordings,
                about=some_of(things),
                tags=tags,
                note=maybe(wordings),
                positions=st.lists(position, max_size=3),
                resolutions=st.lists(resolution, max_size=1),
            )
        ),
        "links": [
            {"from": start, "kind": kind, "to": end, "by": draw(maybe(one_of(speakers)))}
            for start, kind, end in linked
            if start != end
        ],
        "predictions": predictions_,
    }


def assert_any_notebook_comes_back(lists, notebook):
    with notebook.transaction("import") as session:
        take_in(session, lists)
        assert planned(session, lists).nothing
        assert_whole(session)
        session.rollback()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(notebooks())
def test_any_notebook_comes_back_as_it_was(lists):
    notebook = empty_notebook()
    assert_any_notebook_comes_back(lists, notebook)
    notebook.close()


def test_a_notebook_on_a_server_comes_back_as_it_was(postgres_url):
    from kg.store import database as databases

    notebook = databases.create(postgres_url)

    @settings(
        max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    @given(notebooks())
    def check(lists):
        assert_any_notebook_comes_back(lists, notebook)

    check()
    notebook.close()
