"""The part of a text that shows what was found in it: kg.domain.snippets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.snippets import snippet

LONG = "one two three four five six seven eight nine ten eleven twelve"


def wide(text):
    """Cells as a terminal counts them, near enough."""
    return sum(2 if character > "\u2e80" else 1 for character in text)


def at(word):
    """Where a word of the long text begins and ends."""
    begins = LONG.index(word)
    return begins, begins + len(word)


def shown(text, matches, room, cells=len, mark=0):
    return "".join(
        f"«{piece}»" if hit else piece for piece, hit in snippet(text, matches, room, cells, mark)
    )


@pytest.mark.parametrize(
    ("text", "matches", "room", "line"),
    [
        ("It takes years", [(9, 14)], 80, "It takes «years»"),
        ("It takes years", [], 80, "It takes years"),
        ("It takes years", [], 8, "It take…"),
        ("", [], 80, ""),
        # Matches that overlap, touch or have only blanks between them are one.
        ("机器学习", [(0, 2), (1, 3)], 80, "«机器学»习"),
        ("scaling  law holds", [(0, 7), (9, 12)], 80, "«scaling law» holds"),
        # Lines and blanks are one blank each.
        ("a\n\n b   c\td", [(4, 5)], 80, "a «b» c d"),
        # What does not fit is cut around the first match, on the left where a word begins.
        (LONG, [(0, 3)], 20, "«one» two three four…"),
        (LONG, [at("eight")], 20, "…«eight» nine ten ele…"),
        (LONG, [at("eight")], 30, "…seven «eight» nine ten eleven…"),
        (LONG, [at("twelve")], 20, "…ten eleven «twelve»"),
        (LONG, [at("two"), at("twelve")], 20, "one «two» three four…"),
        ("一二三四五六七八九十", [(5, 6)], 6, "…«六»七八九十"),
        ("一二三四五六七八九十", [(5, 6)], 5, "…«六»七八…"),
        ("一二三四五六七八九十", [(2, 10)], 6, "…«三四五六»…"),
    ],
)
def test_a_snippet_is_cut_around_the_first_match(text, matches, room, line):
    assert shown(text, matches, room) == line


def test_wide_characters_and_marks_fill_room():
    text = "追赶 o1 需要数年而不是数月"
    assert shown(text, [(8, 10)], 26, wide) == "追赶 o1 需要«数年»而不是数月"
    assert shown(text, [(8, 10)], 25, wide) == "…o1 需要«数年»而不是数月"
    assert shown(text, [(8, 10)], 20, wide) == "…需要«数年»而不是数月"
    assert shown(text, [(8, 10)], 20, wide, mark=2) == "…需要«数年»而不是数…"


def test_a_long_text_is_not_walked_through():
    measured = []

    def cells(text):
        measured.append(len(text))
        return len(text)

    text = "x" * 1_000_000
    assert len(shown(text, [(500_000, 500_002)], 80, cells)) == 82
    assert sum(measured) < 2_000


TEXTS = st.text(alphabet="ab 的了\n。", max_size=60)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5)), max_size=4)


@given(text=TEXTS, places=PLACES, room=st.integers(8, 70), mark=st.sampled_from([0, 2]))
def test_a_snippet_fits_and_shows_the_beginning_of_the_first_match(text, places, room, mark):
    matches = [
        (begins, begins + size)
        for begins, size in sorted(places)
        if begins + size <= len(text) and not any(map(str.isspace, text[begins : begins + size]))
    ]
    pieces = list(snippet(text, matches, room, wide, mark))
    assert sum(wide(piece) + mark * hit for piece, hit in pieces) <= room
    if matches:
        first = next(piece for piece, hit in pieces if hit)
        assert first[0] == text[matches[0][0]]
    if wide(" ".join(text.split())) + mark * len(matches) <= room // 4:
        assert "".join(piece for piece, _ in pieces).split() == text.split()
