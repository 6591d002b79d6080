from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.patterns import found_in, pattern
from kg.domain.tokens import fold, tokens
from kg.store import database as databases
from kg.store import indexing, search
from kg.store.models import (
    Claim,
    Concept,
    Evidence,
    Passage,
    Position,
    Prediction,
    Resolution,
    Source,
    Speaker,
    Turn,
)
from tests.store.contents import indexed_words, words_of_rows

NUMBERS = count(1)


@pytest.fixture
def session(database):
    with database.transaction("a test") as session:
        yield session
        session.rollback()


def claim(**statement):
    return Claim(uid=f"c{next(NUMBERS)}", kind="fact", weight="main", statement=statement, tags=[])


def found(session, words, **how):
    """The numbers of the rows found, by kind."""
    rows = search.rows_with(session, words, **how)
    return {kind: sorted(its) for kind, its in rows.items()}


EXAMPLES = [
    ("今年通胀会回落", ["通胀", "通", "落", "今年通胀", "回落"], ["胀今", "通会", "落今"]),
    ("机器学，习惯", ["器学", "习惯", "习"], ["学习"]),
    (
        "追赶o1模型要数年",
        ["o1模型", "o1 模型", "o1", "模", "追赶o1", "赶o1模"],
        ["o", "o1型", "1模型"],
    ),
    ("ＧＰＴ－４ｏ很强", ["gpt", "GPT-4o", "４ｏ", "ｇｐｔ"], ["gpt4o", "4"]),
    ("GPT-4o in 2026", ["ＧＰＴ－４ｏ", "2026", "gpt-4*"], ["202", "GPT-4"]),
    ("C++ and C# are not C", ["c++", "C#", "c"], ["#", "++", "cpp"]),
    ("Written in C++", ["C++"], ["C", "C#"]),
    ("Krüger says naïve", ["kruger", "Krüger", "NAIVE", "KRÜGER"], ["krueger"]),
    (
        "Predictions were studied",
        ["prediction", "study", "predict*", "studies"],
        ["predict", "stud"],
    ),
    ("It takes years", ["take", "taking", "year", "YEARS", "y*"], ["yea", "akes"]),
    ("Prices don't fall 3.5 %", ["don’t", "don't", "3.5", "fall"], ["35", "%", "t3"]),
    ("이것은 한국어", ["한국", "국어", "이것"], ["것한"]),
    ("これはガス", ["ガス", "これ"], ["カス"]),
    ("Москва, Ёлка", ["москва", "елка"], ["моск"]),
]


@pytest.mark.parametrize(("statement", "yes", "no"), EXAMPLES)
def test_words_are_found_whole_and_chinese_anywhere(session, statement, yes, no):
    session.add_all([claim(en="Something else 其他"), claim(en="also this", zh=statement)])
    session.flush()
    assert {word: found(session, word) for word in yes} == {word: {"claim": [2]} for word in yes}
    assert {word: found(session, word) for word in no} == {word: {} for word in no}


def test_a_phrase_is_exact_and_words_stand_anywhere(session):
    session.add_all([claim(en="It takes years"), claim(en="Years. It takes"), claim(zh="数年")])
    session.flush()
    assert found(session, "takes years") == {"claim": [1, 2]}
    assert found(session, "takes years", phrase=True) == {"claim": [1]}
    assert found(session, "take years", phrase=True) == {}
    assert found(session, "year*", phrase=True) == {}
    assert found(session, "年", phrase=True) == {"claim": [3]}


def test_a_phrase_does_not_go_from_one_field_into_the_next(session):
    session.add(claim(en="It takes", zh="years 数年"))
    session.flush()
    assert found(session, "takes years", phrase=True) == {}
    assert found(session, "takes years") == {"claim": [1]}


def test_all_that_has_words_is_found_by_kind(session):
    ann = Speaker(uid="ann", kind="person", names={"en": "Ann needle"}, aliases=["针"])
    pin = Concept(uid="pin", kind="k", names={"en": "Pin"}, aliases=[], note={"en": "needle"})
    talk = Source(uid="talk", kind="k", title={"en": "Talk"}, publisher="Needle press")
    row = claim(en="A needle")
    session.add_all([ann, pin, talk, row])
    session.flush()
    session.add_all(
        [
            Position(uid="p", claim=row, speaker=ann, stance="asserts", quote="needles"),
            Prediction(uid="q", statement=None, criteria={"en": "the needle"}, tags=[]),
            Evidence(uid="e", title={"en": "needle"}),
            Resolution(uid="r", claim=row, outcome="right", decided="2026", note={"en": "needle"}),
        ]
    )
    session.flush()
    everywhere = ("claim", "position", "prediction", "evidence", "speaker", "concept", "source")
    assert found(session, "needle") == {kind: [1] for kind in (*everywhere, "resolution")}
    assert found(session, "needle", kinds={"claim", "source", "link"}) == {
        "claim": [1],
        "source": [1],
    }
    assert found(session, "针") == {"speaker": [1]}


TEXT = "A heading\n\nAnn: it takes years. 要数年。\nBob: or months\n\nThe end\n"


def test_the_text_of_a_source_is_found_by_its_turns_and_by_the_lines_between(session):
    talk = Source(uid="talk", kind="k", title={"en": "Talk"})
    talk.passage = Passage(text=TEXT)
    session.add_all([Source(uid="other", kind="k", title={"en": "Other"}), talk])
    session.flush()
    assert found(session, "years") == {"passage": [talk.id]}
    first, second = TEXT.index("it takes"), TEXT.index("or months")
    talk.turns = [
        Turn(number=7, begins=first, ends=TEXT.index("\nBob")),
        Turn(number=9, begins=second, ends=second + len("or months")),
        Turn(number=11),
    ]
    session.flush()
    assert [turn.id for turn in talk.turns] == [1, 2, 3]
    assert found(session, "years") == found(session, "数年") == {"turn": [1]}
    assert found(session, "month") == {"turn": [2]}
    assert found(session, "Bob") == found(session, "heading") == {"passage": [talk.id]}
    assert found(session, "years or", phrase=True) == {}
    talk.turns[1].ends = second + 2
    session.flush()
    assert found(session, "month") == {"passage": [talk.id]}
    session.delete(talk.turns[0])
    session.flush()
    session.expire(talk)
    assert found(session, "years") == {"passage": [talk.id]}
    assert indexed_words(session) == words_of_rows(session)
    talk.passage.text = "nothing"
    session.flush()
    assert found(session, "years") == {}
    session.delete(talk)
    session.flush()
    assert [place.kind for place in indexed_words(session)] == ["source"]


def test_the_index_follows_the_rows(session):
    row = claim(en="It takes years")
    session.add(row)
    session.flush()
    row.statement = {"en": "It takes months"}
    session.flush()
    assert (found(session, "years"), found(session, "months")) == ({}, {"claim": [1]})
    row.kind = "opinion"
    session.flush()
    assert indexed_words(session) == {indexing.Place("claim", 1): (3, "it takes months")}
    row.statement = {"en": "…"}
    session.flush()
    assert indexed_words(session) == {}
    session.delete(row)
    session.flush()
    assert indexed_words(session) == {}


def test_the_whole_index_can_be_made_anew(session):
    talk = Source(uid="talk", kind="k", title={"en": "Talk"}, passage=Passage(text=TEXT))
    talk.turns = [Turn(number=1, begins=11, ends=40)]
    session.add_all([claim(en="It takes years"), talk])
    session.flush()
    before = indexed_words(session)
    indexing.rebuild(session)
    assert indexed_words(session) == before == words_of_rows(session)
    assert found(session, "years") == {"claim": [1], "turn": [1]}


def test_rarer_words_shorter_entries_and_claims_count_more(session):
    session.add_all(
        [
            claim(en="years"),
            claim(en="It takes years and years to catch up, and that with luck"),
            Evidence(uid="e", title={"en": "years"}),
            *(claim(en=f"takes {name}") for name in "abcdefgh"),
        ]
    )
    session.flush()
    scores = search.rows_with(session, "years")
    assert scores["claim"][1] > scores["claim"][2] > scores["evidence"][1] > 0
    assert scores["claim"][1] == pytest.approx(4 / (2.321928 * (1 + 1 / 50)))
    assert search.rows_with(session, "takes")["claim"][2] < scores["claim"][2]


@pytest.mark.parametrize(
    "hostile",
    [
        *("", " ", '"', "'", '""', "''", "*", "%", "_", "\\", "¶", "NEAR(a b)", "a AND NOT"),
        *("x' OR '1", "words:a", "(", "^a", "a:*", "&", "!a", "🚀", "\u202e", "a\\", "--"),
        *("\x00", "{a b}"),
    ],
)
def test_signs_that_mean_something_to_a_database_find_only_themselves(session, hostile):
    session.add(claim(en="zebra"))
    session.flush()
    assert found(session, hostile) == found(session, hostile, phrase=True) == {}


def test_a_text_of_any_length_is_indexed(session):
    long = "".join(chr(0x4E00 + at % 20_000) for at in range(100_000))
    session.add_all([claim(zh=long, ja=f"{long}终", en="x" * 100_000), claim(en="short")])
    session.flush()
    assert found(session, long[20:30]) == {"claim": [1]}
    assert found(session, "x" * 99) == {}
    [(_, words)] = [entry for place, entry in indexed_words(session).items() if place.row_id == 1]
    assert len(words.encode()) <= indexing.LONGEST


WORDS = st.text(alphabet="ab的了学习1Ａé+#-'，。 \u0301\u200b*_％한ガﾞ", max_size=12)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def many(request, postgres):
    """Notebooks whose claims the test chooses."""
    if request.param == "sqlite":
        made = databases.create("sqlite://")
        yield made
        made.close()
        return
    from tests.rig.postgres import database as at_server

    with at_server(postgres) as url:
        made = databases.create(url)
        yield made
        made.close()


@given(statements=st.lists(WORDS, max_size=6), wanted=WORDS, phrase=st.booleans())
def test_what_is_found_is_what_a_walk_through_all_finds(many, statements, wanted, phrase):
    with many.transaction("try") as session:
        rows = [claim(en=statement) for statement in statements]
        session.add_all(rows)
        session.flush()
        asked = [pattern(wanted, phrase=True)] if phrase else [*map(pattern, wanted.split())]
        asked = [one for one in asked if one]
        expected = {
            row.id
            for row in rows
            if asked and all(found_in(one, tokens(row.statement["en"])) for one in asked)
        }
        assert set(search.rows_with(session, wanted, phrase=phrase).get("claim", {})) == expected
        session.rollback()


@given(statement=WORDS, wanted=st.text(alphabet="的了学习한ガ", min_size=1, max_size=3))
def test_chinese_is_found_where_it_stands_letter_by_letter(statement, wanted):
    assert found_in(pattern(wanted), tokens(statement)) == (fold(wanted) in fold(statement))
