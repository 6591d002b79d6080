"""The notebook as JSON Lines: one record a line, mistakes named with theirs."""

import io
import json
import os
import time
import tracemalloc
from typing import Any

import msgspec
import pytest

from kg.domain import records
from kg.errors import KgError
from kg.formats.json_lines import SINGULAR, _Line, read, write

LINES = [
    {"kg": 1},
    {"speaker": {"id": "ada", "names": {"en": "Ada"}}},
    {"claim": {"id": "c1", "kind": "fact", "statement": {"zh": "追赶"}}},
    {"link": {"from": "c1", "kind": "depends on", "to": "c2"}},
]


@pytest.fixture
def written(tmp_path):
    def write_file(*lines, name="notes.jsonl"):
        path = tmp_path / name
        data = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(b"\n".join(data) + b"\n")
        return path

    return write_file


def sentence(path):
    """What reading a file complains of, without the folder."""
    with pytest.raises(KgError) as caught:
        read(path)
    return str(caught.value).replace(f"{path.parent}{os.sep}", "")


def test_records_are_read(written):
    notebook: Any = read(written(*LINES)).notebook
    assert notebook.speakers[0].names == {"en": "Ada"}
    assert notebook.claims[0].statement == {"zh": "追赶"}
    assert (notebook.links[0].from_, notebook.links[0].kind) == ("c1", "depends on")


@pytest.mark.parametrize("lines", [[], [b""], [b"", b"  ", b"\t"], [{"kg": 1}], [{}]])
def test_a_file_may_be_blank(written, lines):
    assert read(written(*lines)).notebook == records.Notebook()


def test_a_byte_order_mark_blank_lines_and_the_line_ends_of_windows_are_no_matter(written):
    data = [json.dumps(line).encode() for line in LINES]
    path = written(b"\xef\xbb\xbf" + b"\r\n\r\n".join(data) + b"\r\n")
    assert read(path).notebook == read(written(*LINES, name="other.jsonl")).notebook


def test_records_of_several_sorts_may_share_a_line(written):
    notebook = read(written({"speaker": {"id": "ada"}, "concept": {"id": "o1"}})).notebook
    assert (len(notebook.speakers), len(notebook.concepts)) == (1, 1)


ENDS = "The line ends before its record does. Write each record on one line."
NO_JSON = 'Write a record as {"claim": {…}}.'


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            {"claim": {"id": "c1", "knd": "fact"}},
            "notes.jsonl:2 (claim): There is no field 'knd' here. Did you mean kind?",
        ),
        (
            {"claims": {"id": "c1"}},
            "notes.jsonl:2: There is no field 'claims' here. Did you mean claim?",
        ),
        (
            {"claim": {"id": "c1", "statement": {"en": ""}}},
            (
                "notes.jsonl:2 (claim.statement.en): "
                "It is empty. Write at least one word, or leave the field out."
            ),
        ),
        (
            {"prediction": {"id": "p1", "due": 2026}},
            "notes.jsonl:2 (prediction.due): 2026 reads as a number. Put it in quotes.",
        ),
        (
            {"prediction": {"id": "p1", "forecasts": [{"speaker": "ada", "basis": "said"}]}},
            (
                "notes.jsonl:2 (prediction.forecasts[0].basis): 'said' is none of the words "
                "allowed here. Write stated, verbal or implied."
            ),
        ),
        (
            b'{"source": {"id": "s1", "turns": [{"number": 1, "start": 1e999}]}}',
            "notes.jsonl:2: It has a number that is too large. Correct it.",
        ),
        (
            {"claim": "c1"},
            "notes.jsonl:2 (claim): Here belongs a mapping, not text. See docs/notebook.md.",
        ),
        ([1], "notes.jsonl:2: Here belongs a mapping, not a list. See docs/notebook.md."),
        (b"not json", f"notes.jsonl:2: It is no JSON: invalid character (byte 4). {NO_JSON}"),
        (b'{"claim":', f"notes.jsonl:2: {ENDS}"),
        (b'{"claim": {"id": "c1",', f"notes.jsonl:2: {ENDS}"),
        (
            b'{"claim": {"id": "c1"}} {"claim": {"id": "c2"}}',
            f"notes.jsonl:2: It is no JSON: trailing characters (byte 25). {NO_JSON}",
        ),
        (
            b'{"claim": {"id": "c1",}}',
            f"notes.jsonl:2: It is no JSON: trailing comma in object (byte 22). {NO_JSON}",
        ),
        (b'{"claim": {"id": "\xff"}}', "notes.jsonl:2: The text is not UTF-8. Save it as UTF-8."),
        (
            b'{"claim": ' + b'{"note": ' * 100_000,
            "notes.jsonl:2: It is nested too deep. A notebook never is.",
        ),
        (
            {"kg": 2},
            (
                "notes.jsonl is written in form 2; this kg reads form 1. "
                "Install a newer one: pip install --upgrade kg-notebook."
            ),
        ),
        ({"kg": 0}, "notes.jsonl: There is no form 0. Write kg: 1."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_field(written, line, complaint):
    assert sentence(written({"kg": 1}, line)) == complaint


def test_a_mistake_found_later_is_named_with_its_line_too(written):
    path = written(*LINES)
    where = read(path).where
    assert where("claims[0].positions[2].speaker") == f"{path}:3 (claim.positions[2].speaker)"
    assert where("links[0].to") == f"{path}:4 (link.to)"
    assert where("") == str(path)


def test_a_line_of_fifty_megabytes_is_read_and_refused_in_a_sentence(written):
    text = "word " * 10_000_000
    long = written({"source": {"id": "s1", "text": text}})
    broken = written(b'{"source": {"id": "s1", "text": "' + text.encode(), name="broken.jsonl")
    started = time.process_time()
    tracemalloc.start()
    notebook: Any = read(long).notebook
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(notebook.sources[0].text) == 50_000_000
    assert sentence(broken) == f"broken.jsonl:1: {ENDS}"
    assert peak < 200_000_000
    assert time.process_time() - started < 10


def test_what_is_written_is_one_record_a_line():
    stream = io.StringIO()
    claim = {"id": "c1", "statement": {"zh": "追赶\u2028😀\n"}}
    write([("claims", claim), ("links", {"from": "c1", "kind": "supports", "to": "c2"})], stream)
    assert stream.getvalue() == (
        '{"kg":1}\n'
        '{"claim":{"id":"c1","statement":{"zh":"追赶\u2028😀\\n"}}}\n'
        '{"link":{"from":"c1","kind":"supports","to":"c2"}}\n'
    )


def test_every_sort_of_record_has_its_word():
    plurals = {field.name for field in msgspec.structs.fields(records.Notebook)} - {"kg"}
    assert set(SINGULAR) == plurals
    assert set(SINGULAR.values()) == {field.name for field in msgspec.structs.fields(_Line)} - {
        "kg"
    }
