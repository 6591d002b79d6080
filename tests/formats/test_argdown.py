"""Argdown: real debates come out as its own tool has them, texts and JSON alike."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.formats.argdown import from_json
from kg.formats.argdown_text import parse
from kg.formats.debates import as_records

DEBATES = ("argdown-primer", "semmelweis_betz")


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", DEBATES)
@pytest.mark.parametrize("sort", ["statements", "arguments"])
def test_a_real_debate_has_what_the_official_tool_finds(samples, name, sort):
    text = (samples / "argdown" / f"{name}.argdown").read_text("utf-8")
    data = json.loads((samples / "argdown" / "expected" / f"{name}.json").read_text("utf-8"))
    ours, theirs = parse(text, "a", name), from_json(data, "b", name)
    assert list(getattr(ours, sort)) == list(data[sort])
    for title, one in getattr(ours, sort).items():
        other = getattr(theirs, sort)[title]
        assert one.text == plain(other.text)
        assert (one.tags, one.section) == (other.tags, other.section)
        assert getattr(one, "steps", None) == getattr(other, "steps", None)
        assert getattr(one, "rules", None) == getattr(other, "rules", None)


@pytest.mark.parametrize("name", DEBATES)
def test_a_real_debate_has_the_relations_of_the_official_tool(samples, name):
    text = (samples / "argdown" / f"{name}.argdown").read_text("utf-8")
    data = json.loads((samples / "argdown" / "expected" / f"{name}.json").read_text("utf-8"))
    sorts = {"equivalence-class": "statement", "argument": "argument"}
    assert sorted(
        (one.kind, one.start, one.end) for one in parse(text, "a", name).relations
    ) == sorted(
        (
            one["relationType"],
            (sorts[one["fromType"]], one["from"]),
            (sorts[one["toType"]], one["to"]),
        )
        for one in data["relations"]
    )


@pytest.mark.parametrize("name", DEBATES)
def test_text_and_json_of_a_debate_make_one_notebook(kg, samples, name):
    kg("init")
    said = kg("import", samples / "argdown" / f"{name}.argdown").output
    claims = {"argdown-primer": 21, "semmelweis_betz": 42}[name]
    assert f"claims: {claims} new" in said
    uids = {one["uid"] for one in kg("claim", "list", "--json").json}
    kg("import", samples / "argdown" / "expected" / f"{name}.json")
    assert {one["uid"] for one in kg("claim", "list", "--json").json} == uids


def found(text):
    debate = parse(text, "a.argdown", "a")
    return [(one.kind, one.start[1], one.end[1]) for one in debate.relations]


def test_marks_say_which_way_a_relation_goes():
    marks = ("+", "<+", "+>", "-", "<-", "->", "_", "<_", "_>", "><")
    for mark, (kind, outward) in zip(
        marks,
        [("support", 0)] * 2 + [("support", 1)] + [("attack", 0)] * 2 + [("attack", 1)]
        + [("undercut", 0)] * 2 + [("undercut", 1)] + [("contradictory", 1)],
        strict=True,
    ):  # fmt: skip
        ends = ("A", "B") if outward else ("B", "A")
        assert found(f"[A]: a\n  {mark} [B]: b\n") == [(kind, *ends)], mark


def test_depth_says_what_a_relation_hangs_on():
    assert found("[A]: a\n  + [B]: b\n    - [C]: c\n  - [D]: d\n      + <E>: e\n") == [
        ("support", "B", "A"),
        ("attack", "C", "B"),
        ("attack", "D", "A"),
        ("support", "E", "D"),
    ]


def test_what_is_no_relation_is_text():
    debate = parse("A range of 3 - 4 and\n-5 degrees, see https://a.b//c // not this\n", "a", "a")
    assert [one.text for one in debate.statements.values()] == [
        "A range of 3 - 4 and -5 degrees, see https://a.b//c"
    ]


def test_steps_lead_to_conclusions_and_the_last_is_the_main_one():
    debate = parse(
        "<A>: why\n\n(1) p\n(2) [Q]: q\n----\n(3) r\n--\nModus ponens {a: [1]}\n--\n(4) [S]\n",
        "a",
        "a",
    )
    assert debate.arguments["A"].steps == [
        ("premise", "Untitled 1"),
        ("premise", "Q"),
        ("intermediary-conclusion", "Untitled 2"),
        ("main-conclusion", "S"),
    ]
    assert debate.arguments["A"].rules == ["Modus ponens"]


def test_links_are_their_words_with_and_without_a_title():
    debate = parse(
        '[A]: See [here](https://a.example/x) and [there](https://b.example "b").', "", ""
    )
    assert debate.statements["A"].text == "See here and there."


def test_titles_tags_data_and_chinese(kg, home):
    (home / "a.argdown").write_text(
        "===\ntitle: 辩论\nauthor: 某人\n===\n# 一\n\n"
        "[追赶]: 追赶 o1 需要 **数年** #速度 #(two words) {source: x}\n  - [反对]: 不需要\n  _ 断掉\n",
        "utf-8",
    )
    kg("init")
    kg("import", "a.argdown")
    claim = kg("claim", "show", "追赶 o1 需要 数年", "--json").json
    assert claim["statement"] == {"zh": "追赶 o1 需要 数年"}
    assert claim["tags"] == ["速度", "two words"]
    assert claim["note"] == {"zh": "title: 追赶\ndata: {source: x}"}
    assert claim["about"] == ["argdown/a/section/1"]
    assert [(one["kind"], one["note"]) for one in claim["links"]] == [
        ("opposes", None),
        ("opposes", {"en": "undercut"}),
    ]
    assert kg("source", "list", "--json").json[0]["title"] == {"zh": "辩论"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("a\n\n/* b", "a.argdown:3: A comment has no end. Close it."),
        ("===\na: 1\n", "a.argdown:1: The head has no end. Close it with a line of ===."),
        ("===\na: [\n===\n", "a.argdown:1: The head is no YAML. Mend it."),
    ],
)
def test_what_is_broken_is_named(text, error):
    with pytest.raises(KgError) as caught:
        parse(text, "a.argdown", "a")
    assert str(caught.value) == error


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ('{"arguments": {}, "statements": {}, "relations": [{"relationType": "likes"}]}', "a.json (relations[0]): 'likes' is no relation of Argdown. There are support, entails, attack, contrary, contradictory, undercut."),
        ('{"arguments": {}, "statements": {"a": 1}}', "a.json (statements): It is no mapping. Export it anew."),
        ('{"arguments": {}, "statements": {', "a.json:1: It ends too early: Expecting property name enclosed in double quotes. Fetch it again, or mend it."),
    ],
)  # fmt: skip
def test_broken_json_is_named(kg, home, data, error):
    (home / "a.json").write_text(data)
    kg("init")
    assert kg("import", "a.json", exit_code=1).stderr == f"Error: {error}\n"


def test_relations_that_lead_nowhere_or_back_are_skipped_with_the_reason(kg, home):
    ends = '"fromType": "equivalence-class", "toType": "equivalence-class"'
    (home / "a.json").write_text(
        '{"arguments": {}, "statements": {"A": {"members": [{"text": "a"}]}}, "relations": ['
        f'{{"relationType": "attack", "from": "A", "to": "A", {ends}}},'
        f'{{"relationType": "attack", "from": "A", "to": "B", {ends}}}]}}'
    )
    kg("init")
    assert kg("import", "a.json").output.splitlines()[-4:-1] == [
        "skipped: 2",
        "- a.json: A relation of 'A' leads to itself.",
        "- a.json: A relation leads to no statement 'B'.",
    ]


PIECES = (
    *("[A]", "<B>", ": ", "text", "\n", "\n\n", "  + ", "  -> ", "    - ", "(1) ", "(2) "),
    *("----\n", "--\n", "# ", "#tag ", "{a: 1}", "/* x */", "// y\n", "**b**", "_i_", "@[A]"),
    *("\\", "追赶", "===\n", "<!-- ", " -->", "><", "*", "__"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_a_debate_or_one_sentence(text):
    with suppress(KgError):
        as_records(parse(text, "a", "a"))
