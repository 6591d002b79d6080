"""docs/notebook.md describes the records that kg reads, and its examples are read."""

import re
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
from msgspec import inspect

from kg.domain import records
from kg.formats import files, plain_yaml, schema
from kg.notebook.records import apply
from kg.notebook.records.gather import gather
from kg.notebook.records.rows import DEFAULTS, NEEDED
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "notebook.md").read_text("utf-8")
RECORDS = {
    name: record
    for name, record in vars(records).items()
    if isinstance(record, type)
    and issubclass(record, msgspec.Struct)
    and record.__module__ == records.__name__
    and name != "Record"
}


def table(record):
    """The rows of the table under a record's heading: field, value, meaning."""
    heading = "A file" if record == "Notebook" else record
    part = PAGE.split(f"### {heading}\n")[1].split("\n#")[0]
    lines = [line for line in part.split("\n") if line.startswith("|")]
    assert lines[:2] == ["| field | value | meaning |", "|---|---|---|"]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_described_in_its_order_and_needed_ones_are_bold(record):
    described = [row[0] for row in table(record)]
    assert described == [
        f"**`{field.encode_name}`**" if field.required else f"`{field.encode_name}`"
        for field in inspect.type_info(RECORDS[record]).fields  # type: ignore[attr-defined]
    ]


def words_of(sort):
    match sort:
        case inspect.EnumType(cls=cls):
            return [str(word.value) for word in cls]
        case inspect.UnionType(types=types):
            return [word for one in types for word in words_of(one)]
        case inspect.Metadata(type=within):
            return words_of(within)
    return []


def kinds_of(sort) -> set[str]:
    """How the page may call what a field holds."""
    match sort:
        case inspect.UnionType(types=types):
            return {kind for one in types for kind in kinds_of(one)}
        case inspect.Metadata(type=within):
            return kinds_of(within)
        case inspect.ListType():
            return {"list"}
        case inspect.DictType():
            return {"words"}
        case inspect.StructType():
            return {"mapping"}
        case inspect.IntType():
            return {"whole number"}
        case inspect.FloatType():
            return {"number"}
        case inspect.StrType(pattern=pattern):
            day, url, key = (
                get_args(one)[1].pattern for one in (records.Day, records.Url, records.Id)
            )
            return {{day: "date", url: "web address", key: "id"}.get(pattern or "", "text")}
    return set()


CALLED = {
    "web address": {"web address"},
    "whole number": {"whole number"},
    "number or spread": {"number", "mapping"},
    "anchor": {"mapping"},
    "words": {"words", "text"},
    **{one: {"text"} for one in ("speaker", "concept", "source", "claim", "evidence")},
}


@pytest.mark.parametrize("record", RECORDS)
def test_what_a_field_holds_is_said(record):
    rows = {row[0].strip("*`"): row[1] for row in table(record)}
    for field in inspect.type_info(RECORDS[record]).fields:  # type: ignore[attr-defined]
        said = rows[field.encode_name]
        words = words_of(field.type)
        if words:
            assert re.findall(r"`(.+?)`", said) == words
        elif said.startswith("list of "):
            assert kinds_of(field.type) == {"list"}
        else:
            assert kinds_of(field.type) == CALLED.get(said, {said})


def test_what_holds_when_a_field_is_left_out_is_said():
    for record, defaults in DEFAULTS.items():
        rows = {row[0].strip("*`"): row[2] for row in table(record.__name__)}
        for column, value in defaults.items():
            if isinstance(value, str):
                assert f"`{value}` when left out" in rows[column]
    assert "`for` when left out" in {row[0]: row[2] for row in table("Citation")}["`side`"]


def test_what_a_new_record_needs_is_said():
    sentence = re.search(r"\*\*A new record needs enough to be one\*\*: (.+)", PAGE)
    assert sentence is not None
    said: dict[tuple[str, str], list[Any]] = {
        ("speaker or concept", "names"): [records.Speaker, records.Concept],
        ("source or piece of evidence", "title"): [records.Source, records.Evidence],
    }
    for (who, what), sorts in said.items():
        assert f"a {who} its `{what}`" in sentence[1]
        assert all(NEEDED[sort] == (what,) for sort in sorts)
    assert "a claim its `kind` and `statement`" in sentence[1]
    assert NEEDED[records.Claim] == ("kind", "statement")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def import_(session, tmp_path):
    """Takes a text into the notebook as `kg import` does; gives the lines that say what changed."""

    def take(text, name="example.yaml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        planned = apply.plan(session, files.read(path))
        apply.apply(session, planned)
        return planned.lines()

    return take


def test_the_example_is_read(import_):
    example, _ = blocks("yaml")
    assert import_(example) == [
        "speakers: 2 new",
        "concepts: 2 new",
        "sources: 1 new",
        "turns: 1 new",
        "evidence: 1 new",
        "claims: 2 new",
        "positions: 2 new",
        "links: 1 new",
        "predictions: 1 new",
        "forecasts: 1 new",
        "resolutions: 2 new",
    ]
    assert all(line.endswith(" same") for line in import_(example))


def test_ids_that_are_left_out_follow_as_the_page_says(import_, session):
    import_(blocks("yaml")[0])
    from sqlalchemy import text

    made = {
        uid
        for name in ("position", "forecast", "resolution", "link")
        for (uid,) in session.execute(text(f"SELECT uid FROM {name}"))
    }
    part = PAGE.split("### Ids")[1].split("###")[0]
    said = {one for one in re.findall(r"`(.+?)`", part) if "/" in one and len(one) > 1}
    assert said - {"…/2"} <= made


def test_the_block_of_lines_is_read(import_, session):
    assert import_(blocks("yaml")[1]) == ["claims: 1 new"]
    (claim,) = [record for word, record in gather(session) if word == "claims"]
    assert claim["statement"] == {"en": "A text: with a colon"}
    assert claim["note"] == {"en": "A text of several lines,\n& whatever stands in it."}


def test_the_json_lines_are_read(import_):
    (lines,) = blocks("jsonl")
    assert import_(lines, "example.jsonl") == [
        "speakers: 1 new",
        "claims: 1 new",
        "positions: 1 new",
    ]


def gathered(session) -> dict[str, dict[str, Any]]:
    return {record.get("id", word): record for word, record in gather(session)}


def test_the_rules_hold(import_, session):
    import_(blocks("yaml")[0])
    import_(
        "concepts: [{id: o1, aliases: [草莓, Q*]}]\n"
        "speakers: [{id: wang-hua, names: {zh: 汪华}, note: x}]\n"
        "claims: [{id: catching-up-takes-years, positions: [{speaker: 汪华, stance: partly}]}]\n"
    )
    after = gathered(session)
    # Left out: as it was. Given: given whole.
    assert after["o1"] == {
        "id": "o1",
        "kind": "model",
        "names": {"en": "OpenAI o1"},
        "aliases": ["草莓", "Q*"],
        "broader": "reasoning-models",
    }
    assert after["wang-hua"]["names"] == {"zh": "汪华"}
    # Records within records are changed by their ids, and none goes.
    assert [one["stance"] for one in after["catching-up-takes-years"]["positions"]] == [
        "asserts",
        "partly",
    ]
    import_("speakers: [{id: wang-hua, note: null}]")
    assert "note" not in gathered(session)["wang-hua"]


def test_names_are_understood_however_they_are_written(import_, session):
    import_(blocks("yaml")[0])
    for number, name in enumerate(("颜水成", "Yan Shuicheng", "yan shuicheng", "yan-shuicheng")):
        assert f"`{name}`" in PAGE or name == "yan-shuicheng"
        import_(
            f"claims: [{{id: c{number}, kind: fact, statement: x, "
            f"positions: [{{speaker: {name}, stance: asks}}]}}]"
        )
        (position,) = gathered(session)[f"c{number}"]["positions"]
        assert position["speaker"] == "yan-shuicheng"


def test_the_examples_are_good_for_editors(import_):
    judge = jsonschema.Draft202012Validator(schema.notebook_schema())
    for example in blocks("yaml"):
        judge.validate(plain_yaml.load(example))
