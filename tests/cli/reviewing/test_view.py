"""A review as lines that fill a terminal: kg.cli.reviewing.view."""

import pytest

from kg.cli.reviewing.view import HELP, painted
from kg.cli.terminal import width


def filled(screen):
    """All lines of a screen, the one on which one types included."""
    return [*screen.above, *([screen.prompt] if screen.prompt else []), *screen.below]


@pytest.mark.parametrize("columns", [40, 60, 100, 200])
def test_the_lines_fill_a_terminal_of_any_size_and_none_stands_out(
    table, review, monkeypatch, columns
):
    monkeypatch.setenv("COLUMNS", str(columns))
    table("source", "edit", 1, "--url", "https://example.org/" + "long/" * 20)
    table("predict", 2, "--by", "2026-10")
    for keys in ("", "p", "s", "?", "=", "o", "w"):
        shown = review().type(*keys).review
        for rows in (8, 12, 24, 50):
            lines = filled(painted(shown, rows))
            assert len(lines) == rows
            assert max(map(width, lines)) <= columns


def test_a_long_card_is_scrolled_and_says_how_much_is_out_of_sight(table, review):
    shown = review().review
    whole = len(shown.lines)
    top = painted(shown, 14)
    room = whole - top.furthest
    assert top.above[1] == shown.lines[0]
    assert f"↓ {top.furthest} more" in "\n".join(top.above)
    assert "↑" not in "\n".join(top.above)
    end = painted(shown, 14, scroll=10_000)
    assert end.above[1 : 1 + room] == shown.lines[-room:]
    assert f"↑ {top.furthest} " in "\n".join(end.above)
    assert "↓" not in "\n".join(end.above)


def test_the_bar_says_where_one_is_and_what_was_done(table, review):
    for day in ("2026-10", "2026-11"):
        table("predict", 2, "--by", day)
    shown = review()
    assert painted(shown.review, 40).above[0] == f"{'━' * 13}{'─' * 27}  1 of 3"
    shown.type("r", "n", "n", "Enter", "s", "1", "Enter")
    assert painted(shown.review, 40).above[0] == f"{'━' * 40}  3 of 3  1 right, 1 snoozed"


def test_what_was_saved_is_told_also_above_a_question(table, review):
    table("predict", 2, "--by", "2026-10")
    assert painted(review().type("w").review, 40).above[-3:] == [
        "Saved: wrong, decided 2026-11-23.",
        "Claim 2 opposes this one and has prediction 2, open. Look at it now?",
        "y makes it the next, n stays here.",
    ]


def test_a_refusal_stands_above_the_question(table, review):
    screen = painted(review().type("p", "lots").review, 40)
    assert screen.above[-2:] == [
        "'lots' is not a fraction. Write 0.6 or 60%.",
        "How much of it came true: 0.3 or 30%. Enter means half.",
    ]
    assert screen.prompt == "How much › "
    assert screen.below == ["Enter answers  Esc leaves it as it was"]


def test_every_key_that_does_something_is_in_the_help(table, review):
    told = " ".join(f"{key} {does}" for key, does in HELP).split()
    words = {"enter": "Enter", " ": "Space", "?": "?"}
    for key in review().review.keys:
        assert key == "?" or words.get(key, key) in [one.strip(",;.") for one in told], key
