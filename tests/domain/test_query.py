"""The query language: kg.domain.query."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.dates import PartialDate as Day
from kg.domain.fields import FIELDS, PLACES, STATES
from kg.domain.query import parse, unparse
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Invalid

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("", {}),
        (" \u3000\n", {}),
        ("o1 追赶", {"words": ("o1", "追赶")}),
        ("o1 o1", {"words": ("o1",)}),
        ('"exact  words" rest', {"words": ("rest",), "phrases": ("exact words",)}),
        ("“一字不差”“两次”", {"phrases": ("一字不差", "两次")}),
        ("「原话」『原文』＂full＂", {"phrases": ("原话", "原文", "full")}),
        ("“反了“ ”也行”", {"phrases": ("反了", "也行")}),
        (r'"say \"no\" or C:\\x"', {"phrases": (r'say "no" or C:\x',)}),
        ('don\'t 19" wide', {"words": ("don't", '19"', "wide")}),
        ("speaker:Ann", {"speakers": ("Ann",)}),
        ("SPEAKER：颜水成", {"speakers": ("颜水成",)}),
        ("ｓｐｅａｋｅｒ：颜水成", {"speakers": ("颜水成",)}),
        ('speaker:"Wang Hua"', {"speakers": ("Wang Hua",)}),
        ("speaker：“Wang Hua”", {"speakers": ("Wang Hua",)}),
        ('speaker:"Wang Hua",Ann speaker:Bob', {"speakers": ("Wang Hua", "Ann", "Bob")}),
        ('speaker:"Smith, John"', {"speakers": ("Smith, John",)}),
        ("source:AI圆桌，第一期", {"sources": ("AI圆桌，第一期",)}),
        ("about:o1 tag:pace", {"concepts": ("o1",), "tags": ("pace",)}),
        ("kind:Fact,CAUSE", {"kinds": (ClaimKind.FACT, ClaimKind.CAUSE)}),
        ("kind:fact，cause、fact", {"kinds": (ClaimKind.FACT, ClaimKind.CAUSE)}),
        ("kind:fact, cause x", {"kinds": (ClaimKind.FACT, ClaimKind.CAUSE), "words": ("x",)}),
        ("stance:disagrees", {"stances": (Stance.DISAGREES,)}),
        ("outcome:overdue", {"outcomes": ("overdue",)}),
        ("in:position,turn", {"places": ("position", "turn")}),
        ("near:12 depth:２", {"around": "12", "depth": 2}),
        ("text:100%,通", {"text": "100%,通"}),
        ("said:2024", {"said_from": Day("2024"), "said_to": Day("2024")}),
        ("said:2024-9..2025", {"said_from": Day("2024-09"), "said_to": Day("2025")}),
        ("due:..2026", {"due_to": Day("2026")}),
        ("due:２０２６…", {"due_from": Day("2026")}),
        ("due:today", {"due_from": Day("2026-11-24"), "due_to": Day("2026-11-24")}),
        ("due:Today..2027", {"due_from": Day("2026-11-24"), "due_to": Day("2027")}),
        ("-robot", {"without": (Selection(words=("robot",)),)}),
        ("－机器人", {"without": (Selection(words=("机器人",)),)}),
        ('-"so be it"', {"without": (Selection(phrases=("so be it",)),)}),
        ("-speaker:A,B", {"without": (Selection(speakers=("A", "B")),)}),
        (
            "-said:2023 -said:2025",
            {
                "without": tuple(
                    Selection(said_from=Day(year), said_to=Day(year)) for year in ("2023", "2025")
                )
            },
        ),
        ("- a-b -", {"words": ("-", "a-b")}),
        ("https://example.org/a:b 12:30 o1: 他说：好", {
            "words": ("https://example.org/a:b", "12:30", "o1:", "他说：好")
        }),
        ('"re:Invent"', {"phrases": ("re:Invent",)}),
    ],
)  # fmt: skip
def test_a_query_means(query, meant):
    assert parse(query, TODAY) == Selection(**meant)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        # The shell takes quotes away and leaves the blanks.
        (["speaker:Wang Hua"], {"speakers": ("Wang Hua",)}),
        (["speaker:Wang Hua", "o1"], {"speakers": ("Wang Hua",), "words": ("o1",)}),
        (["-speaker:Wang Hua"], {"without": (Selection(speakers=("Wang Hua",)),)}),
        (["speaker:Smith, John"], {"speakers": ("Smith, John",)}),
        (["speaker:Wang Hua,Ann"], {"speakers": ("Wang Hua", "Ann")}),
        (["text:takes years, not months"], {"text": "takes years, not months"}),
        # Whole queries as one word.
        (["scaling law"], {"words": ("scaling", "law")}),
        (['"scaling law"'], {"phrases": ("scaling law",)}),
        (["speaker:Ann stance:asks"], {"speakers": ("Ann",), "stances": (Stance.ASKS,)}),
        (["speaker:Ann -x"], {"speakers": ("Ann",), "without": (Selection(words=("x",)),)}),
        (['speaker:"Wang Hua" x'], {"speakers": ("Wang Hua",), "words": ("x",)}),
        (["kind:fact x"], {"kinds": (ClaimKind.FACT,), "words": ("x",)}),
        ([], {}),
        ([""], {}),
    ],
)
def test_the_words_of_a_shell_mean(words, meant):
    assert parse(words, TODAY) == Selection(**meant)


FIELDS_THERE_ARE = f"The fields are: {', '.join(FIELDS)}."


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "speker:Ann",
            f"There is no field 'speker'. Did you mean speaker? {FIELDS_THERE_ARE} "
            'What is looked for as it stands needs quotes: "speker:…".',
        ),
        (
            "-Concept:o1",
            f"There is no field 'concept'. Did you mean about? {FIELDS_THERE_ARE} "
            'What is looked for as it stands needs quotes: "concept:…".',
        ),
        (
            "re:Invent",
            f"There is no field 're'. {FIELDS_THERE_ARE} "
            'What is looked for as it stands needs quotes: "re:…".',
        ),
        (
            "stance:agree",
            "There is no stance 'agree'. Did you mean agrees? "
            "There are: asserts, agrees, partly, disagrees, asks.",
        ),
        (
            "kind:rumour",
            "There is no kind 'rumour'. "
            "There are: fact, cause, opinion, prediction, recommendation.",
        ),
        (
            "o1 in:quote",
            f"There is no place 'quote'. There are: {', '.join(PLACES)}.",
        ),
        (
            'o1 "exact words',
            "The quotation mark at place 4 of 'o1 \"exact words' is never closed. "
            'Close it with " or leave it out.',
        ),
        (
            "speaker:“Wang Hua",
            "The quotation mark at place 9 of 'speaker:“Wang Hua' is never closed. "
            "Close it with ” or leave it out.",
        ),
        ('""', "There is nothing in the quotes at place 1 of '\"\"'. Write words in them, or leave "
         "them out."),
        (
            "speaker: Ann",
            'speaker: has no value. Write it right behind, such as speaker:"Wang Hua".',
        ),
        (
            "kind:fact,",
            "kind: has no value behind its comma. Write it right behind, such as kind:prediction.",
        ),
        (
            "said:soon",
            "'soon' is not a date. Write said:2024, said:2024-09..2025, said:2026.., "
            "said:..2026-12-31 or said:today.",
        ),
        (
            "due:..",
            "'..' is neither a date nor a range. Write due:2024, due:2024-09..2025, due:2026.., "
            "due:..2026-12-31 or due:today.",
        ),
        ("due:overdue", "'overdue' is not a date. Write outcome:overdue."),
        ("due:2027..2026", "due:2027..2026 ends before it begins. Write due:2026..2027."),
        (
            "said:2024.. said:..2025",
            "said: stands twice. Write one range, such as said:2024-09..2025.",
        ),
        ("near:1,2", "near: has one value, and 2 are given. Write one, such as near:12."),
        (
            "near:1 near:2",
            "There can be one claim to be near to, and two are given: 1 and 2. Leave one out.",
        ),
        ("depth:two", "'two' is no number of steps. Write one such as depth:2."),
        ("-depth:2", "depth: cannot be excluded. Write depth: without the hyphen."),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_in_a_sentence(query, message):
    with pytest.raises(Invalid) as refused:
        parse(query, TODAY)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "query",
    [
        'o1 "exact words" speaker:"Wang Hua",Ann kind:fact,cause due:..2026 depth:2 -word',
        "near:12 in:position -speaker:X -kind:fact -due:2026..",
        'tag:"a \\"b\\"" said:2024-09..2025 --x -"y z"',
    ],
)
def test_what_is_written_plainly_is_written_again_as_it_was(query):
    parts = unparse(parse(query, TODAY))
    assert sorted(parts) == sorted(query)
    assert parse(parts, TODAY) == parse(query, TODAY)


pieces = st.sampled_from(
    [
        *(*FIELDS, *PLACES, *STATES, *ClaimKind, *Stance, "2024-09", "today", "Wang Hua", "颜水成"),
        *":：,，、.\"“”「」『』＂-－\\ \u3000\n'1x",
        *("..", "speker:", "://", "speaker:", "said:"),
    ]
)
queries = st.one_of(st.lists(pieces).map("".join), st.text())


def read(query):
    """What a query means, or None where it is refused."""
    with suppress(Invalid):
        return parse(query, TODAY)


@given(queries)
def test_whatever_is_typed_is_refused_or_can_be_written_and_read_again(query):
    if found := read(query):
        assert parse(unparse(found), TODAY) == found


@given(st.lists(queries))
def test_whatever_a_shell_gives_is_refused_or_can_be_written_and_read_again(words):
    if found := read(words):
        assert parse(unparse(found), TODAY) == found


dates = st.none() | st.sampled_from(["2024", "2024-09", "2024-09-14", "2025"]).map(Day)
names = st.lists(
    st.text(st.characters(exclude_categories=["C"]), min_size=1)
    .map(lambda name: " ".join(name.split()))
    .filter(bool),
    unique=True,
    max_size=3,
).map(tuple)
words = st.lists(
    st.text("abc水成9'+", min_size=1), unique=True, max_size=3
).map(tuple)  # fmt: skip
selections = st.builds(
    Selection,
    words=words,
    phrases=names,
    places=st.lists(st.sampled_from(PLACES), unique=True).map(tuple),
    speakers=names,
    concepts=names,
    sources=names,
    tags=names,
    kinds=st.lists(st.sampled_from(ClaimKind), unique=True).map(tuple),
    stances=st.lists(st.sampled_from(Stance), unique=True).map(tuple),
    outcomes=st.lists(st.sampled_from(STATES), unique=True).map(tuple),
    said_from=dates,
    due_to=dates,
    text=st.none() | names.filter(bool).map(lambda some: some[0]),
    around=st.none() | names.filter(bool).map(lambda some: some[0]),
    depth=st.integers(0, 9),
    without=st.lists(
        st.one_of(
            words.filter(bool).map(lambda some: Selection(words=some[:1])),
            names.filter(bool).map(lambda some: Selection(phrases=some[:1])),
            names.filter(bool).map(lambda some: Selection(speakers=some)),
            dates.filter(bool).map(lambda day: Selection(due_from=day)),
        ),
        unique=True,
        max_size=3,
    ).map(tuple),
)


@given(selections)
def test_what_is_meant_can_be_written_and_read_again(selection):
    assert parse(unparse(selection), TODAY) == selection


@pytest.mark.parametrize(
    ("typed", "field", "meant"),
    [
        ("due-to:2025-12-31", "due-to:", "due:..2025-12-31"),
        ("said-from:2024", "said-from:", "said:2024.."),
        ("as-of:2025", "as-of:", "--as-of 2025"),
    ],
)
def test_an_option_that_is_written_as_a_field_is_refused(typed, field, meant):
    said = f"There is no field {field} Did you mean {meant}? In quotes it is meant as a word."
    for query in (typed, ["o1", typed]):
        with pytest.raises(Invalid) as found:
            parse(query, TODAY)
        assert str(found.value) == said
