"""The notebook as YAML: what a person writes is read, what they get wrong is named, what is written
reads well."""

import errno
import io
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from kg.domain import records
from kg.errors import KgError
from kg.formats import yaml_notebook
from kg.formats.yaml_notebook import DATES, read, write

NOTEBOOK = """\
kg: 1

speakers:
- id: ada
  names: {en: Ada, no: Åda}

claims:
- id: c1
  kind: prediction
  statement: It takes years
  positions:
  - speaker: ada
    stance: asserts
    said: 2024-09-14

predictions:
- id: p1
  claims: [c1]
  opens: 2024
  due: 2026-09
  forecasts:
  - {speaker: ada, made: 2024, probability: 0.6, basis: stated}
"""


@pytest.fixture
def written(tmp_path):
    def write_file(text, name="notes.yaml"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write_file


def sentence(path):
    """What reading a file complains of, without the folder."""
    with pytest.raises(KgError) as caught:
        read(path)
    return str(caught.value).replace(f"{path.parent}{os.sep}", "")


def test_what_a_person_writes_is_read(written):
    notebook: Any = read(written(NOTEBOOK)).notebook
    assert notebook.speakers[0].names == {"en": "Ada", "no": "Åda"}
    assert notebook.claims[0].positions[0].said == "2024-09-14"
    assert (notebook.predictions[0].opens, notebook.predictions[0].due) == ("2024", "2026-09")
    assert notebook.predictions[0].forecasts[0].probability == 0.6


@pytest.mark.parametrize("year", ["2026", "'2026'", '"2026"'])
def test_a_year_needs_no_quotes_and_may_have_them(written, year):
    text = f"predictions: [{{id: p1, due: {year}}}]"
    assert read(written(text)).notebook.predictions[0].due == "2026"


def test_dates_are_where_the_records_have_them():
    day = records.Day
    found = {
        field.encode_name
        for record in vars(records).values()
        if isinstance(record, type) and issubclass(record, msgspec.Struct)
        for field in msgspec.structs.fields(record)
        if day in {field.type, *getattr(field.type, "__args__", ())}
    }
    assert found == DATES


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "{}", "kg: 1\n"])
def test_a_file_may_be_empty(written, text):
    assert read(written(text)).notebook == records.Notebook()


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_matter(written):
    data = b"\xef\xbb\xbf" + NOTEBOOK.replace("\n", "\r\n").encode()
    assert read(written(data)).notebook == read(written(NOTEBOOK)).notebook


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "kg: 1\nclaims:\n- id: c1\n  stetement: x",
            (
                "notes.yaml:3 (claims[0]): There is no field 'stetement' here. "
                "Did you mean statement?"
            ),
        ),
        (
            (
                "predictions:\n- id: p1\n  forecasts:\n  - speaker: ada\n"
                "    basis: stated\n    probability: 1.7"
            ),
            (
                "notes.yaml:6 (predictions[0].forecasts[0].probability): "
                "1.7 is more than 1. Write 60 % as 0.6."
            ),
        ),
        (
            "claims:\n- id: c1\n- id: c2\n  statement:\n    en: Yes\n    zh: ''",
            (
                "notes.yaml:6 (claims[1].statement.zh): "
                "It is empty. Write at least one word, or leave the field out."
            ),
        ),
        (
            "sources:\n- id: s1\n  turns:\n  - number: 1\n    section: 01",
            ("notes.yaml:5 (sources[0].turns[0].section): 1 reads as a number. Put it in quotes."),
        ),
        (
            "claims:\n- id: c1\n  id: c2",
            "notes.yaml:3: The key 'id' stands in line 2 already. Take one of them out.",
        ),
        (
            "clams: []",
            "notes.yaml:1: There is no field 'clams' here. Did you mean claims?",
        ),
        (
            "- id: c1",
            "notes.yaml:1: A notebook is a mapping. Begin with kg: 1, then claims: and so on.",
        ),
        (
            "just words",
            "notes.yaml:1: A notebook is a mapping. Begin with kg: 1, then claims: and so on.",
        ),
        (
            "kg: 2\nwhatever: [new]",
            (
                "notes.yaml is written in form 2; this kg reads form 1. "
                "Install a newer one: pip install --upgrade kg-notebook."
            ),
        ),
        ("kg: 0", "notes.yaml: There is no form 0. Write kg: 1."),
        (
            b"kg: 1\nclaims: \xff",
            "notes.yaml:2: The text is not UTF-8. Save it as UTF-8.",
        ),
        (
            NOTEBOOK.encode("utf-16"),
            "notes.yaml:1: The text is not UTF-8. Save it as UTF-8.",
        ),
        (
            "claims:\n- id: &a c1\n  about: [*a]",
            "notes.yaml:2: &a would be a reference. Put a text that begins so in quotes.",
        ),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(written, text, complaint):
    assert sentence(written(text)) == complaint


def test_a_mistake_found_later_is_named_with_its_line_too(written):
    where = read(written(NOTEBOOK)).where
    path = where("").removesuffix(":1")
    assert where("claims[0].positions[0].speaker") == (
        f"{path}:12 (claims[0].positions[0].speaker)"
    )
    assert where("predictions[0].forecasts[0].speaker") == (
        f"{path}:22 (predictions[0].forecasts[0].speaker)"
    )


def test_a_file_that_may_not_be_read_is_named(written, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    path = written(NOTEBOOK)
    # By its permissions alone it could not be kept from the superuser.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert sentence(path) == (
        "notes.yaml cannot be read: Permission denied. See that it is a file you may read."
    )


def test_a_directory_with_the_name_of_a_file_is_named(tmp_path):
    path = tmp_path / "notes.yaml"
    path.mkdir()
    assert sentence(path) == (
        "notes.yaml cannot be read: Is a directory. See that it is a file you may read."
    )


def test_what_is_written_reads_well():
    stream = io.StringIO()
    position = {
        "speaker": "ada",
        "stance": "asserts",
        "said": "2024-09-14",
        "source": "talk",
        "quote": "2024-09-14",
    }
    claim = {
        "id": "c1",
        "kind": "prediction",
        "statement": {"en": "It takes years: two or three", "zh": "追赶需要数年"},
        "about": ["o1", "catch-up"],
        "note": {"en": "First line.\nSecond line.\n\nThird."},
        "positions": [position],
    }
    prediction = {
        "id": "p1",
        "claims": ["c1"],
        "horizon": "2026",
        "opens": "2024-09",
        "due": "2026",
        "forecasts": [{"speaker": "ada", "made": "0900", "probability": 0.6, "basis": "stated"}],
    }
    turns = [{"number": 7, "section": "01", "start": 750.5}]
    source = {"id": "talk", "title": {"zh": "𠮷野家 😀"}, "turns": turns}
    write(
        [
            ("sources", [source]),
            ("claims", [claim, {"id": "no", "statement": {"en": "null"}}]),
            ("predictions", [prediction]),
        ],
        stream,
    )
    assert (
        stream.getvalue()
        == """\
kg: 1

sources:
- id: talk
  title:
    zh: 𠮷野家 😀
  turns:
  - number: 7
    section: '01'
    start: 750.5

claims:
- id: c1
  kind: prediction
  statement:
    en: 'It takes years: two or three'
    zh: 追赶需要数年
  about:
  - o1
  - catch-up
  note:
    en: |-
      First line.
      Second line.

      Third.
  positions:
  - speaker: ada
    stance: asserts
    said: 2024-09-14
    source: talk
    quote: '2024-09-14'
- id: 'no'
  statement:
    en: 'null'

predictions:
- id: p1
  claims:
  - c1
  horizon: '2026'
  opens: 2024-09
  due: 2026
  forecasts:
  - speaker: ada
    made: 0900
    probability: 0.6
    basis: stated
"""
    )


def test_an_empty_notebook_is_one_line():
    stream = io.StringIO()
    write([], stream)
    assert stream.getvalue() == "kg: 1\n"


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "true", "NaN", ".inf", "~", "null", "", "=", "<<", "2024-09-14", "12:30"),
        *("2024", "1e3", "0o17", "017", "0x1F", "1_000", ".5", "1.", "-1", "+1"),
        *("-", "?", "&a", "*a", "!t", "%", "@", "|", ">", "# x", "x #", "a: b", "- a", " a", "a "),
    ],
)
def test_text_that_looks_like_something_else_is_quoted_for_every_reader(text):
    stream = io.StringIO()
    write([("claims", [{"id": "c1", "tags": [text]}])], stream)
    data = yaml.safe_load(stream.getvalue())
    assert data["claims"][0]["tags"] == [text]


def test_without_the_c_library_the_same_is_written(monkeypatch):
    def written_now():
        stream = io.StringIO()
        claim = {"id": "c1", "statement": {"en": "a: b", "zh": "追赶\n需要"}, "tags": ["1e3", "x"]}
        write([("claims", [claim])], stream)
        return stream.getvalue()

    fast = written_now()
    monkeypatch.delattr(yaml, "CSafeDumper", raising=False)
    assert written_now() == fast
    assert yaml_notebook.SUFFIXES == (".yaml", ".yml")
