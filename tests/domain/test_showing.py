"""Text of strangers on a terminal: kg.domain.showing."""

import pytest

from kg.domain.showing import HARMFUL, on_one_line, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\u001b[2J"),
        ("a\rb", "a\\u000db"),
        ("\x9b31m", "\\u009b31m"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("a\u2028b", "a\\u2028b"),
        ("\udcff", "\\udcff"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("颜水成 👩‍🔬 é", "颜水成 👩‍🔬 é"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_what_it_is(text, shown):
    assert safe(text) == shown
    assert not HARMFUL.search(shown)


def test_on_one_line_every_white_space_is_one_blank():
    assert on_one_line("\ttwo \r\n\x85 lines\u2028here \x1b") == "two lines here \\u001b"
