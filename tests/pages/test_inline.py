import json

import pytest

from kg.pages.inline import data_block, fingerprint, policy, readable


@pytest.mark.parametrize(
    "text", ["</script>", "<!--", "a & b", "\u2028\u2029", "\x00\x1f", "{{ 7 }}"]
)
def test_no_text_leaves_a_data_block(text):
    block = str(data_block({text: [text]}))
    assert not set("<>&\u2028\u2029\x00") & set(block)
    assert json.loads(block) == {text: [text]}


def test_halves_of_characters_are_replaced():
    assert json.loads(str(data_block("a\ud800b"))) == "a\ufffdb"
    str(data_block({"\udfff": "x"})).encode("utf-8")


def test_numbers_that_json_lacks_are_left_empty():
    assert str(data_block([float("nan"), float("inf"), 1.5])) == "[null,null,1.5]"


def test_characters_that_html_lacks_are_marked():
    assert readable("a\x00\x0b\ud834\ufffe\tz\n") == "a\ufffd\ufffd\ufffd\ufffd\tz\n"


def test_a_fingerprint_is_what_browsers_compute():
    # The example of the specification, https://www.w3.org/TR/CSP3/
    assert (
        fingerprint("alert('Hello, world.');")
        == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_a_policy_forbids_what_it_does_not_name():
    assert policy("a", "b").startswith("default-src 'none'; script-src 'sha256-")
