"""What is found is what a walk through all of it finds: kg.notebook.finding.searching."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.selection import Selection
from kg.domain.tokens import fold
from kg.notebook.finding import searching
from kg.store import database as databases
from kg.store.models import About, Concept, Passage, Position, Source, Speaker, Turn
from tests.notebook.asking import TODAY
from tests.notebook.finding.sought import claim, uid
from tests.rig.quick import empty_notebook

_WORDS = re.compile("[的了学]+|[a-z0-9]+")


def stands(words, text):
    """Whether words stand in a text: letter by letter in Chinese, as whole words in Latin."""
    pieces = _WORDS.findall(fold(words))
    parts = [rf"(?<![a-z0-9]){piece}(?![a-z0-9])" if piece.isascii() else piece for piece in pieces]
    between = [
        # Two runs of Chinese are two because something stands between them.
        r"[\W_]*" if one.isascii() or other.isascii() else r"[\W_]+"
        for one, other in pairwise(pieces)
    ]
    wanted = "".join(part + gap for part, gap in zip(parts, [*between, ""], strict=True))
    return re.search(wanted, fold(text)) is not None


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        ("学了", "的学了的", True),
        ("学了", "学，了", False),
        ("a学", "A 学了", True),
        ("a", "ab", False),
        ("1", "a-1", True),
    ],
)
def test_the_walk_knows_what_stands_in_a_text(words, text, there):
    assert stands(words, text) == there


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def many(request, postgres):
    """Notebooks whose contents the test chooses."""
    if request.param == "sqlite":
        made = empty_notebook()
        yield made
        made.close()
        return
    from tests.rig.postgres import database as at_server

    with at_server(postgres) as url:
        made = databases.create(url)
        yield made
        made.close()


TEXTS = st.text(alphabet="ab1的了学 ，-Ａá\u200b", min_size=1, max_size=10)
LISTS = st.lists(TEXTS, min_size=3, max_size=3)
ASKED = st.lists(st.text(alphabet="ab1的了学-Ａá", min_size=1, max_size=4), min_size=1, max_size=3)


@given(
    statements=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4),
    quotes=LISTS,
    names=LISTS,
    lines=LISTS,
    words=ASKED,
    phrase=st.booleans(),
)
def test_what_is_found_is_what_a_walk_through_all_finds(
    many, statements, quotes, names, lines, words, phrase
):
    with many.transaction("try") as session:
        rows = [claim(en=one, zh=other) for one, other in statements]
        ann = Speaker(uid=uid(), kind="person", names={"en": names[0]}, aliases=[names[1]])
        o1 = Concept(uid=uid(), kind="idea", names={"en": names[2]}, aliases=[])
        talk = Source(uid=uid(), kind="talk", title={"en": "z"})
        talk.passage = Passage(text="\n".join(lines))
        begins = len(lines[0]) + 1
        talk.turns = [Turn(number=5, speaker=ann, begins=begins, ends=begins + len(lines[1]))]
        said = [
            Position(uid=uid(), claim=rows[0], speaker=ann, stance="asserts", quote=quote)
            for quote in quotes
        ]
        session.add_all([*rows, talk, *said, About(claim=rows[-1], concept=o1)])
        session.flush()
        texts: dict[tuple[object, ...], list[str]] = {
            **{("claim", row.id): list(row.statement.values()) for row in rows},
            **{("position", row.id): [row.quote or ""] for row in said},
            ("speaker", ann.id): names[:2],
            ("concept", o1.id): names[2:],
            ("turn", talk.turns[0].id): [lines[1]],
            ("passage", talk.id, lines[0]): [lines[0]],
            ("passage", talk.id, lines[2]): [lines[2]],
        }
        asked = [one for one in words if _WORDS.search(fold(one))]
        expected = {
            place
            for place, its in texts.items()
            if asked and all(any(stands(one, text) for text in its) for one in asked)
        }
        of_first = [*names[:2], *quotes, *rows[0].statement.values()]
        of_last = [*names[2:], *rows[-1].statement.values()]
        if rows[0] is rows[-1]:
            of_first = of_last = [*of_first, *of_last]
        for row, its in ((rows[0], of_first), (rows[-1], of_last)):
            if len(asked) > 1 and all(any(stands(one, text) for text in its) for one in asked):
                expected.add(("claim", row.id))
        wanted = Selection(phrases=tuple(words)) if phrase else Selection(words=tuple(words))
        hits = searching.search(session, wanted, TODAY).hits
        assert {
            (hit.kind, hit.row_id, hit.text) if hit.kind == "passage" else (hit.kind, hit.row_id)
            for hit in hits
        } == expected
        assert all(hit.matches for hit in hits if hit.score)
        session.rollback()
