"""Odd files as other tools write them: each comes in right, or is refused in one sentence.

What is told of each is compared whole: how much came in, what is passed over and why.
"""

import json
from copy import deepcopy

import pytest

PROPOSITION = {"nodeID": "1", "text": "Cats purr", "type": "I"}
OTHER = {"nodeID": "2", "text": "Cats are glad", "type": "I"}


def nodeset(nodes, *edges, locutions=(), **more):
    pairs = [{"edgeID": n, "fromID": a, "toID": b} for n, (a, b) in enumerate(edges)]
    return {"nodes": nodes, "edges": pairs, "locutions": list(locutions), **more}


def node(key, sort, text="x"):
    return {"nodeID": key, "type": sort, "text": text}


REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://facts.example/1",
    "claimReviewed": "The moon is cheese",
    "datePublished": "2024-02-03",
    "author": {"@type": "Organization", "name": "Facts"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Bo"}},
    "reviewRating": {"ratingValue": "1", "bestRating": "5", "worstRating": "1"},
}
MARKET = {
    "id": "m1",
    "question": "Will it rain?",
    "outcomeType": "BINARY",
    "probability": 0.4,
    "closeTime": 1735689600000,
}
ANSWERS = [
    {"id": "a", "text": "Bo", "probability": 0.2},
    {"id": "b", "text": "Cy", "probability": 0.8},
]
EVENTS = "ID;time;person;organization;concept;agreement;text\n"
FATEBOOK = (
    "Question title,Scenario name,Forecast (scale = 0-1),Forecast created by,"
    "Question created at,Resolution,Resolved at\n"
)
RATED = "2635.json\tfalse\tRain is dry\train\tbo-ek\tFarmer\tTexas\tnone\t0\t1\t0\t0\t0\ta letter\n"


def review(**changes):
    return {**deepcopy(REVIEW), **changes}


def page(*scripts):
    tags = (f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in scripts)
    return f"<html><head>{''.join(tags)}</head></html>"


def quoted(*words, **more):
    targets = [
        {
            "source": f"https://{n}.example/x",
            "selector": {"type": "TextQuoteSelector", "exact": one},
        }
        for n, one in enumerate(words)
    ]
    return {"id": "http://e.org/a1", "type": "Annotation", "target": targets} | more


def selected(selector):
    return quoted("x", target={"source": "https://p.example/x", "selector": selector})


QUOTE, ELSE = ({"type": "TextQuoteSelector", "exact": word} for word in ("words", "others"))

TAKEN = {
    "ids are texts here and numbers there": (
        "a.json",
        nodeset([node(1, "I"), node("2", "I"), node(3.0, "RA", "")], ("1", 3), ("3 ", 2.0)),
        ["sources: 1 new", "claims: 2 new", "links: 1 new"],
    ),
    "types are in small letters": (
        "a.json",
        nodeset([node("1", "i"), node("2", "I "), node("3", "ca", "")], ("1", "3"), ("3", "2")),
        ["sources: 1 new", "claims: 2 new", "links: 1 new"],
    ),
    "edges lead to nothing, and to where they begin": (
        "a.json",
        nodeset([PROPOSITION, node("3", "RA", "")], ("1", "1"), ("1", "9"), ("1", "3"), ("3", "1")),
        [
            *("sources: 1 new", "claims: 1 new", "skipped: 2"),
            "- a.json (edges[0]): It leads from node '1' to itself.",
            "- a.json (edges[1]): It leads to no node '9'.",
        ],
    ),
    "a node stands there twice, another has no text and one no known type": (
        "a.json",
        nodeset([PROPOSITION, PROPOSITION, node("2", "I", " "), node("3", "ZZ")]),
        [
            *("sources: 1 new", "claims: 1 new", "skipped: 2"),
            "- a.json: Node '2' has no text.",
            "- a.json: 1 nodes of the type 'ZZ', which AIF lacks.",
        ],
    ),
    "nobody is named who speaks": (
        "a.json",
        nodeset(
            [PROPOSITION, node("2", "YA", "Asserting"), node("3", "L")], ("3", "2"), ("2", "1")
        ),
        [
            *("sources: 1 new", "claims: 1 new", "skipped: 1"),
            "- a.json: 1 locutions of which no speaker is told.",
        ],
    ),
    "there are only locutions": (
        "a.json",
        nodeset([node("3", "L")], locutions=[{"nodeID": 3, "personID": 7}]),
        [
            *("sources: 1 new", "skipped: 1"),
            "- a.json: No node is a proposition, which is of the type I.",
        ],
    ),
    "a person has a number and a text, and a name in neither": (
        "a.json",
        nodeset(
            [PROPOSITION, node("2", "YA", "Asserting"), node("3", "L", "Bo : they do")],
            *(("3", "2"), ("2", "1")),
            locutions=[{"nodeID": 3, "personID": 7, "start": "2020-13-45"}],
            participants=[{"participantID": "7", "firstname": "", "surname": None}],
        ),
        ["speakers: 1 new", "sources: 1 new", "claims: 1 new", "positions: 1 new"],
    ),
    "an xAIF has no edges": (
        "a.json",
        {"AIF": {"nodes": [PROPOSITION]}, "text": None, "OVA": []},
        ["sources: 1 new", "claims: 1 new"],
    ),
    "a statement has a second text": (
        "a.argdown",
        "[A]: one\n\n[B]: b\n  + [A]: one\n\n[A]: two\n",
        [
            *("sources: 1 new", "claims: 2 new", "links: 1 new", "kept in notes: title (2)"),
            *("skipped: 1", "- a.argdown:6: 'A' has another text from here on; it was 'one'."),
        ],
    ),
    "an argument map is empty": (
        "a.argdown",
        "===\ntitle: x\n===\n",
        [
            *("sources: 1 new", "skipped: 1"),
            "- a.argdown: There is no statement in it, and no argument.",
        ],
    ),
    "an argument map has groups, tags, chains and an inference": (
        "a.argdown",
        "===\ntitle: T\n===\n# One #t\n\n[A]: a #u\n\t+ <B>: b\n\t\t- [C]: c\n\n## Two\n\n<B>\n\n"
        "(1) p\n(2) q\n-- Modus ponens {uses: [1,2]} --\n(3) [A]\n  -> [C]\n",
        [
            *("concepts: 2 new", "sources: 1 new", "claims: 5 new", "links: 5 new"),
            "kept in notes: title (3), inference (1)",
        ],
    ),
    "a page has several scripts, one with a graph": (
        "a.html",
        page({"@type": "Article"}, {"@graph": [REVIEW]}, review(claimReviewed="The sun is cold")),
        [
            *("speakers: 1 new", "evidence: 1 new", "claims: 2 new", "positions: 2 new"),
            *("resolutions: 2 new", "kept in notes: rated (2), by (2)"),
        ],
    ),
    "events say yes and no in many ways": (
        "a.csv",
        f"{EVENTS}1;2005-06-01;Bo;;Tax;1;a\n2;2005-06-01;Cy;;Tax;0;b\n3;2005-06-01;Di;;Tax;true;c\n"
        '4;2005-06-01;Ed;;Tax;"no";d\n5;;;;Tax;1;e\n',
        [
            *("speakers: 4 new", "claims: 1 new", "positions: 4 new", "skipped: 1"),
            "- a.csv:6: It has no speaker.",
        ],
    ),
    "a question has scenarios": (
        "a.csv",
        f"{FATEBOOK}Who wins?,Bo,0.4,Al,2024-01-01,,\nWho wins?,Cy,60%,Al,2024-01-01,YES,2025-01-02\n",
        [
            *("speakers: 1 new", "claims: 2 new", "predictions: 2 new", "forecasts: 2 new"),
            "resolutions: 1 new",
        ],
    ),
    "a market has answers and a probability in quotes": (
        "a.json",
        [{**MARKET, "probability": "0.4"}, {**MARKET, "id": "m2", "answers": ANSWERS}],
        ["speakers: 1 new", "claims: 3 new", "predictions: 3 new", "forecasts: 3 new"],
    ),
    "an annotation has several targets": (
        "a.json",
        quoted("first", "second"),
        [
            *("speakers: 2 new", "sources: 2 new", "claims: 2 new", "positions: 2 new"),
            "read as: quotes of pages without an author as said by the website (2)",
        ],
    ),
    "an annotation is there twice": (
        "a.json",
        [quoted("words"), quoted("words")],
        [
            *("speakers: 1 new", "sources: 1 new", "claims: 1 new", "positions: 1 new"),
            "read as: quotes of pages without an author as said by the website (1)",
            *("skipped: 1", "- a.json[1]: It is there already."),
        ],
    ),
    "a statement is one of which nothing more is known": (
        "a.tsv",
        f"{RATED}1.json\ttrue\tSnow is wet\n",
        [
            *("speakers: 1 new", "concepts: 1 new", "claims: 2 new", "positions: 1 new"),
            "kept in notes: job (1), state (1), context (1)",
        ],
    ),
    "a table has a head alone": (
        "a.csv",
        "statement,speaker\n",
        ["skipped: 1", "- a.csv:1: There is no row below the head."],
    ),
    "a table has semicolons, blank lines and a byte of nothing": (
        "a.csv",
        "statement;speaker\n\na\x00b;Bo\n;\n\n",
        ["speakers: 1 new", "claims: 1 new", "positions: 1 new"],
    ),
    "a table is of UTF-16": (
        "a.csv",
        "statement,speaker\ncafé,Bo\n".encode("utf-16"),
        ["speakers: 1 new", "claims: 1 new", "positions: 1 new"],
    ),
}


def put(home, name, content):
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    (home / name).write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("what", TAKEN)
def test_an_odd_file_is_taken_in(kg, home, what):
    name, content, told = TAKEN[what]
    put(home, name, content)
    lines = kg("import", name).output.splitlines()
    assert [line for line in lines if line != "kg undo takes it all back."] == told


REFUSED = {
    "two nodes differ that have one id": (
        "a.json",
        nodeset([PROPOSITION, {**OTHER, "nodeID": 1}]),
        "a.json (nodes[1]): There are two nodes '1'. Give one another nodeID.",
    ),
    "a node has no id": (
        "a.json",
        nodeset([PROPOSITION, {**OTHER, "nodeID": None}]),
        "a.json (nodes[1]): It has no nodeID. Give one.",
    ),
    "a text is a list": (
        "a.json",
        nodeset([PROPOSITION, {**OTHER, "text": ["a"]}]),
        "a.json (nodes[1]): Its text is none. Put it in quotes.",
    ),
    "edges are texts": (
        "a.json",
        {"nodes": [PROPOSITION], "edges": ["1-2"]},
        "a.json (edges): It is no list of objects. Mend it.",
    ),
    "a comment has no end": (
        "a.argdown",
        "[A]: one\n\n/* never\n",
        "a.argdown:3: A comment has no end. Close it.",
    ),
    "a head has no end": (
        "a.argdown",
        "===\ntitle: x\n\n[A]: a\n",
        "a.argdown:1: The head has no end. Close it with a line of ===.",
    ),
    "a day is another one elsewhere": (
        "a.json",
        review(datePublished="5/6/2024"),
        "a.json.datePublished: '5/6/2024' is one day in America and another one elsewhere. "
        "Write 2024-05-06 or 2024-06-05.",
    ),
    "a page has nothing to check": (
        "a.html",
        page({"@type": "Article"}),
        "a.html is in no format that is known here. See kg formats, and name one with --format; "
        "a table of claims needs --map.",
    ),
    "an agreement is of another scale": (
        "a.csv",
        f"{EVENTS}1;2005-06-01;Bo;;Tax;2;a\n",
        "a.csv:2: '2' is no agreement. It is 1 or 0, true or false.",
    ),
    "a row has more cells than the head": (
        "a.csv",
        f"{EVENTS}1;2005-06-01;Bo;;Tax;1;a;b\n",
        "a.csv:2: The row has 8 cells where the head has 7. Mend that line, or save the table anew.",
    ),
    "a forecast is of a hundred": (
        "a.csv",
        f"{FATEBOOK}Rain?,,40,Al,2024-01-01,,\n",
        "a.csv:2: The probability 40 is not between 0 and 1. Correct it.",
    ),
    "a resolution is of another kind": (
        "a.csv",
        f"{FATEBOOK}Rain?,,0.4,Al,2024-01-01,PERHAPS,\n",
        "a.csv:2: 'PERHAPS' is no resolution. It is YES, NO or AMBIGUOUS.",
    ),
    "a market has a time in words": (
        "a.json",
        [MARKET, {**MARKET, "id": "m2", "closeTime": "soon"}],
        "a.json[1]: 'soon' is no time. Write milliseconds since 1970.",
    ),
    "a market has no id": (
        "a.json",
        [MARKET, {**MARKET, "id": None}],
        "a.json[1]: It is no market. It has an id, question and outcomeType.",
    ),
    "annotations differ that have one id": (
        "a.json",
        [quoted("words"), quoted("others")],
        "a.json[1]: There are two claims 'annotation/http:-e.org-a1.71b6'. Take one out.",
    ),
    "a rating is none": (
        "a.tsv",
        RATED + RATED.replace("false", "so-so"),
        "a.tsv:2: 'so-so' is no rating. "
        "It is barely-true, false, half-true, mostly-true, pants-fire, true.",
    ),
    "a rating has a cell too few": (
        "a.tsv",
        RATED + RATED.replace("\tFarmer", ""),
        "a.tsv:2: The row has 13 cells and not 14. Mend that line.",
    ),
    "a column is there twice": (
        "a.csv",
        "statement,statement\na,b\n",
        "a.csv:1: There are two columns 'statement'. Rename one.",
    ),
    "a table is of Latin-1": (
        "a.csv",
        "statement\ncafé\n".encode("latin-1"),
        "a.csv:2: The text is not UTF-8. Save it as UTF-8.",
    ),
    "a probability has a comma": (
        "a.csv",
        "statement;probability\nRain;0,6\n",
        "a.csv:2: '0,6' is no probability. Write a number from 0 to 1.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_odd_file_is_refused_in_one_sentence(kg, home, rows, what):
    name, content, sentence = REFUSED[what]
    put(home, name, content)
    before = rows()
    code = 2 if "no format" in sentence else 1
    assert kg("import", name, exit_code=code).stderr == f"Error: {sentence}\n"
    assert rows() == before


@pytest.mark.parametrize(
    ("mapped", "sentence"),
    [
        ("statment=Claim", "There is no field 'statment'. Did you mean statement?"),
        ("statement=Clam", "a.csv:1: There is no column 'Clam' for statement. Did you mean claim?"),
        ("statement=X", "a.csv:1: There is no column 'X' for statement. There are claim, who."),
    ],
)
def test_a_slip_in_a_mapping_is_told_with_what_may_be_meant(kg, home, mapped, sentence):
    (home / "a.csv").write_text("Claim;Who\nRain falls;Bo\n", "utf-8")
    code = 2 if "field" in sentence else 1
    assert kg("import", "a.csv", "--map", mapped, exit_code=code).stderr == f"Error: {sentence}\n"


@pytest.mark.parametrize(
    ("rating", "outcome", "note"),
    [
        ({"ratingValue": "Pants on Fire"}, "wrong", "rating: Pants on Fire\nby: Facts"),
        ("Mostly false", "partly", "rating: Mostly false\nby: Facts"),
        ({"ratingValue": "2,5", "worstRating": 1, "bestRating": "5"}, "partly", "rated: 2.5 of 1 to 5\nby: Facts"),
        ({"ratingValue": 9, "worstRating": 1, "bestRating": 5}, "unclear", "rated: 9 of 1 to 5\nby: Facts"),
    ],
)  # fmt: skip
def test_ratings_in_words_and_numbers_as_texts_are_understood(kg, home, rating, outcome, note):
    put(home, "a.json", review(reviewRating=rating))
    kg("import", "a.json")
    (claim,) = kg("claim", "list", "--json").json
    (check,) = claim["resolutions"]
    assert (check["outcome"], check["note"]) == (outcome, {"en": note})


@pytest.mark.parametrize(
    "selector",
    [
        [{"type": "XPathSelector", "value": "/p"}, QUOTE, ELSE],
        {"type": "FragmentSelector", "value": "s", "refinedBy": QUOTE},
        {"type": "Choice", "items": [QUOTE, ELSE]},
        {**ELSE, "refinedBy": QUOTE},
    ],
)
def test_the_words_are_those_of_the_innermost_and_first_selector(kg, home, selector):
    put(home, "a.json", selected(selector))
    kg("import", "a.json")
    assert [claim["statement"]["en"] for claim in kg("claim", "list", "--json").json] == ["words"]


def test_scenarios_are_predictions_of_their_own(kg, home):
    put(home, *TAKEN["a question has scenarios"][:2])
    kg("import", "a.csv")
    assert kg("prediction", "list").output == (
        "1  open     Who wins? — Bo\n2  right    Who wins? — Cy\n"
    )
