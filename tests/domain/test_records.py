import json

import msgspec
import pytest

from kg.domain import records
from kg.domain.records import Notebook

WHOLE = {
    "kg": 1,
    "speakers": [
        {
            "id": "yan",
            "kind": "person",
            "names": {"zh": "颜水成", "en": "Yan Shuicheng"},
            "aliases": ["Shuicheng Yan"],
            "url": "https://example.org/yan",
            "note": "a note",
        }
    ],
    "concepts": [
        {
            "id": "o1",
            "kind": "system",
            "names": "o1",
            "aliases": [],
            "broader": None,
            "url": None,
            "note": None,
        }
    ],
    "sources": [
        {
            "id": "talk",
            "kind": "recording",
            "title": {"zh": "圆桌"},
            "publisher": "Someone",
            "url": "https://example.org/talk",
            "published": "2024-09-14",
            "recorded": "2024-09",
            "language": "zh",
            "turns": [
                {
                    "number": 0,
                    "section": "one",
                    "speaker": "yan",
                    "start": 12.5,
                    "label": "A",
                    "begins": 0,
                    "ends": 5,
                }
            ],
            "note": {"en": "a note"},
            "text": "以年为单位",
        }
    ],
    "evidence": [
        {
            "id": "e1",
            "title": "A report",
            "url": "https://example.org/report",
            "published": "2025",
            "quote": "…",
            "grade": "primary",
            "note": "read",
        }
    ],
    "claims": [
        {
            "id": "c1",
            "kind": "prediction",
            "weight": "main",
            "statement": {"en": "Catching up takes years", "zh": "追赶需要数年"},
            "about": ["o1"],
            "tags": ["pace"],
            "note": None,
            "positions": [
                {
                    "id": "c1/yan",
                    "note": None,
                    "speaker": "颜水成",
                    "stance": "asserts",
                    "said": "2024-09-14",
                    "source": "talk",
                    "turn": 0,
                    "quote": "以年为单位",
                    "anchor": {"start": 0, "end": 5, "prefix": "", "suffix": ""},
                }
            ],
            "resolutions": [
                {
                    "id": "c1/check",
                    "note": None,
                    "outcome": "partly",
                    "fraction": 0.5,
                    "decided": "2026-01",
                    "confidence": "low",
                    "evidence": ["e1", {"evidence": "e2", "side": "against"}],
                    "withdrawn": "2026-02-01",
                    "withdrawn_because": "too early",
                }
            ],
        },
        {"id": "c2"},
    ],
    "links": [
        {"id": "l1", "from": "c1", "kind": "depends on", "to": "c2", "by": "yan", "note": "why"}
    ],
    "predictions": [
        {
            "id": "p1",
            "claims": ["c1"],
            "statement": "in years",
            "criteria": "…",
            "horizon": "以年为单位",
            "opens": "2024-09-14",
            "due": "2026-09",
            "snoozed": "2026-12",
            "tags": [],
            "note": None,
            "resolutions": [],
            "forecasts": [
                {
                    "id": "f1",
                    "speaker": "yan",
                    "made": "2024",
                    "probability": 0.6,
                    "basis": "stated",
                    "note": None,
                },
                {
                    "speaker": "yan",
                    "probability": {"low": 0.1, "middle": 0.2, "high": 0.3},
                    "words": "likely",
                    "basis": "verbal",
                    "scale": "icd-203",
                },
                {"speaker": "yan", "probability": None, "basis": "implied"},
            ],
        }
    ],
    "merged": [{"what": "claim", "id": "c0", "into": "c1"}],
    "views": [{"id": "v1", "name": "Pace", "query": "about:o1", "note": "for the talk"}],
}


def read(data):
    return msgspec.convert(data, Notebook)


def test_a_notebook_with_every_field_is_read_and_written_back():
    notebook = read(WHOLE)
    assert read(json.loads(msgspec.json.encode(notebook))) == notebook
    assert notebook.claims[0].positions[0].anchor == records.Anchor(0, 5)
    assert notebook.links[0].from_ == "c1"
    assert notebook.predictions[0].forecasts[1].probability == records.Spread(0.1, 0.2, 0.3)


def given_fields(record):
    """Each record within a record, with the names of its fields that are given."""
    if isinstance(record, list):
        for one in record:
            yield from given_fields(one)
    elif isinstance(record, records.Record):
        found = {
            field: getattr(record, field)
            for field in record.__struct_fields__
            if getattr(record, field) is not msgspec.UNSET
        }
        yield type(record), set(found)
        yield from given_fields(list(found.values()))


def test_no_field_of_any_record_is_missing_above():
    """So that the test above proves what it says."""
    found: dict[type, set[str]] = {}
    for sort, fields in given_fields(read(WHOLE)):
        found.setdefault(sort, set()).update(fields)
    assert found == {sort: set(sort.__struct_fields__) for sort in records.Record.__subclasses__()}


def test_an_absent_field_is_told_from_an_empty_one():
    absent, empty = read({"claims": [{"id": "c1"}, {"id": "c1", "note": None}]}).claims
    assert absent.note is msgspec.UNSET
    assert empty.note is None
    assert msgspec.to_builtins(absent) == {"id": "c1"}
    assert msgspec.to_builtins(empty) == {"id": "c1", "note": None}


def in_list(word, **fields):
    return {word: [fields]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"clams": []}, "Object contains unknown field `clams`"),
        (in_list("claims", id="c1", knid="fact"), "unknown field `knid` - at `$.claims[0]`"),
        (
            in_list("claims", id="c1", kind="guess"),
            "Invalid enum value 'guess' - at `$.claims[0].kind`",
        ),
        (
            in_list("claims", id="c1", kind=None),
            "Expected `str`, got `null` - at `$.claims[0].kind`",
        ),
        (in_list("claims"), "Object missing required field `id` - at `$.claims[0]`"),
        (in_list("claims", id=""), "at `$.claims[0].id`"),
        (in_list("claims", id="c 1"), "at `$.claims[0].id`"),
        (in_list("claims", id="c1\n"), "at `$.claims[0].id`"),
        (in_list("claims", id="-c1"), "at `$.claims[0].id`"),
        (in_list("claims", id="x" * 201), "at `$.claims[0].id`"),
        (in_list("claims", id=7), "Expected `str`, got `int` - at `$.claims[0].id`"),
        (in_list("claims", id="c1", statement=""), "at `$.claims[0].statement`"),
        (in_list("claims", id="c1", statement={}), "at `$.claims[0].statement`"),
        (
            in_list("claims", id="c1", statement={"english": "x"}),
            "at `key` in `$.claims[0].statement`",
        ),
        (
            in_list("claims", id="c1", statement={"en\n": "x"}),
            "at `key` in `$.claims[0].statement`",
        ),
        (
            in_list("claims", id="c1", statement={"en": 5}),
            "got `int` - at `$.claims[0].statement[...]`",
        ),
        (in_list("claims", id="c1", statement="x" * 100_001), "at `$.claims[0].statement`"),
        (in_list("claims", id="c1", about=["x" * 501]), "at `$.claims[0].about[0]`"),
        (in_list("claims", id="c1", about=[""]), "at `$.claims[0].about[0]`"),
        (in_list("claims", id="c1", tags=["x" * 101]), "at `$.claims[0].tags[0]`"),
        (in_list("sources", id="s", url="javascript:x"), "at `$.sources[0].url`"),
        (in_list("sources", id="s", url="https://a b"), "at `$.sources[0].url`"),
        (in_list("sources", id="s", published="2026-9"), "at `$.sources[0].published`"),
        (in_list("sources", id="s", published="2026\n"), "at `$.sources[0].published`"),
        (in_list("sources", id="s", turns=[{"number": -1}]), "at `$.sources[0].turns[0].number`"),
        (
            in_list("sources", id="s", turns=[{"number": 2**40}]),
            "at `$.sources[0].turns[0].number`",
        ),
        (
            in_list("sources", id="s", turns=[{"number": 1, "start": float("inf")}]),
            "at `$.sources[0].turns[0].start`",
        ),
        (in_list("links", **{"from": "a", "kind": "supports"}), "missing required field `to`"),
        (
            in_list("links", **{"from": "a", "kind": "depends", "to": "b"}),
            "Invalid enum value 'depends'",
        ),
        (
            in_list(
                "predictions",
                id="p",
                forecasts=[{"speaker": "a", "basis": "stated", "probability": 1.7}],
            ),
            "Expected `float` <= 1.0 - at `$.predictions[0].forecasts[0].probability`",
        ),
        (
            in_list(
                "predictions",
                id="p",
                forecasts=[{"speaker": "a", "basis": "stated", "probability": float("nan")}],
            ),
            "at `$.predictions[0].forecasts[0].probability`",
        ),
        (
            in_list("predictions", id="p", resolutions=[{"outcome": "true", "decided": "2026"}]),
            "Invalid enum value 'true'",
        ),
        (
            in_list("predictions", id="p", resolutions=[{"outcome": "right"}]),
            "required field `decided`",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(data, message):
    with pytest.raises(msgspec.ValidationError) as refused:
        read(data)
    assert message in str(refused.value)


def test_ids_are_of_letters_of_any_script():
    ids = ["颜水成", "c1/汪华", "Ünal", "a.b:c-d_e/f", "1", "مرحبا"]
    assert [one.id for one in read({"claims": [{"id": uid} for uid in ids]}).claims] == ids


def test_derived_ids_of_three_long_ids_fit():
    link = f"{'a' * 200}/supports/{'b' * 200}/{'c' * 200}/12"
    data = {"links": [{"id": link, "from": "a", "kind": "supports", "to": "b"}]}
    assert read(data).links[0].id == link


def test_a_year_may_not_be_a_number_in_the_records():
    """YAML and JSON readers turn it into text first."""
    with pytest.raises(msgspec.ValidationError):
        read(in_list("sources", id="s", published=2026))
