"""What is gathered from a notebook makes an equal one: nothing is lost on the way."""

from datetime import date

import msgspec

from kg.domain import records
from kg.notebook import claims, links, positions, predictions, sources
from kg.notebook.records.gather import gather
from tests.notebook.asking import TODAY
from tests.notebook.records.gathered import LISTS, assert_whole, lists_of
from tests.notebook.records.records import WHOLE
from tests.notebook.taking_in import planned, take_in
from tests.rig.quick import empty_notebook


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
