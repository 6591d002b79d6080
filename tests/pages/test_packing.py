import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pages import packing
from tests.pages.unpacking import unpacked

BROWSER = Path(packing.__file__).parent / "browser" / "src"

SAMPLES: list[Any] = [
    None,
    "alone",
    [],
    {},
    [None, None],
    ["a", None, "a", "b"],
    [1, 2, 3, 400, 401],
    [1, None, 2.5, True],
    [5, "five", [5]],
    [{"a": 1}, None, {"b": "x", "a": 2}, {}],
    [{"who": ["x", "y"], "said": {"en": "x", "zh": "信"}}, {"who": []}, {"said": {"de": "x"}}],
    [[["x"], []], None, [["y", "x"]]],
    [{"mixed": 1}, {"mixed": "one"}],
    {"</script>": ["\u2028", "&amp;", "\x00", "\x01"]},
]

texts = st.sampled_from(["", "a", "信", "other"]) | st.text(max_size=6)
scalars = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=30,
)


def without_gaps(value: Any) -> Any:
    """A value without the keys that have none."""
    if isinstance(value, dict):
        return {key: without_gaps(one) for key, one in value.items() if one is not None}
    return [without_gaps(one) for one in value] if isinstance(value, list) else value


@given(values)
def test_what_is_packed_is_read_again(value):
    assert unpacked(packing.packed(value)) == without_gaps(value)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), values, max_size=3), max_size=6))
def test_records_are_read_again(records):
    assert unpacked(packing.packed(records)) == without_gaps(records)


@pytest.mark.parametrize("value", SAMPLES)
def test_the_samples_are_read_again(value):
    assert unpacked(packing.packed(value)) == value


def test_the_page_reads_the_same(open_page):
    page = open_page("<!doctype html><title>t</title>")
    source = (BROWSER / "unpack.js").read_text("utf-8").replace("export function", "function")
    for value in SAMPLES:
        packed = json.loads(json.dumps(packing.packed(value)))
        assert page.evaluate(f"packed => {{ {source}; return unpack(packed); }}", packed) == value


def test_records_stand_in_columns_and_repeated_texts_once():
    records = [{"who": "ada", "n": 10}, {"who": "ada", "n": 11}, {"who": "bo"}]
    assert packing.packed(records) == {
        "texts": ["ada"],
        "value": {"r": 3, "no": [], "of": {"who": {"m": [0, 0, "bo"]}, "n": {"v": [10, 11, None]}}},
    }


def test_numbers_that_grow_evenly_stand_as_steps():
    assert packing.packed([100, 101, 102])["value"] == {"d": [100, 1, 1]}


def test_the_same_data_give_the_same_bytes():
    once, again = (packing.compressed({"a": ["b", "b"]}) for _ in range(2))
    assert once == again
    # No time stands in the header, which would change with each run.
    assert base64.b64decode(once)[4:8] == bytes(4)


def test_halves_of_characters_are_marked_and_numbers_that_json_lacks_are_missing():
    text = gzip.decompress(base64.b64decode(packing.compressed(["a\ud800b", [float("inf"), 1.5]])))
    assert unpacked(json.loads(text)) == ["a\ufffdb", [None, 1.5]]
