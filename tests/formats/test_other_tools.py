"""What other tools write: discourse networks, LIAR's ratings, YouCongress's quotes, annotations."""

import json
from typing import Any

import pytest


@pytest.fixture
def taken(imported):
    return imported


def positions(kg):
    return [
        (one["claim"], one["speaker"], one["stance"], one["said"], one["quote"], one["source"])
        for one in kg("position", "list", "--json").json
    ]


DNA = (
    "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;coder;document_id;document_title\n"
    '12;2005-06-01 00:00:00;Mara Okafor;EPA;"Emissions; should be cut";1;10;20;"We must, now";Admin;3;Hearing\n'
    '13;2005-06-02 00:00:00;;Sierra Club;"Emissions; should be cut";0;10;20;No;Admin;3;Hearing\n'
)


def test_events_of_a_discourse_network_are_positions(kg, taken):
    said = taken(DNA, "d.csv")
    assert "kept in notes: coder (2), organization (1)" in said.output
    assert positions(kg) == [
        (uid, speaker, stance, day, quote, "dna/document/3")
        for uid, speaker, stance, day, quote in [
            (positions(kg)[0][0], "dna/mara-okafor", "agrees", "2005-06-01", "We must, now"),
            (positions(kg)[0][0], "dna/sierra-club", "disagrees", "2005-06-02", "No"),
        ]
    ]
    kinds = {one["uid"]: one["kind"] for one in kg("speaker", "list", "--json").json}
    assert kinds == {"dna/mara-okafor": "person", "dna/sierra-club": "organisation"}


def test_a_broken_event_list_is_named(taken):
    bare = DNA.replace('"Emissions; should be cut";0', "Emissions; should be cut;0")
    assert taken(bare, "d.csv", exit_code=1).stderr == (
        "Error: d.csv:3: The row has 13 cells where the head has 12. "
        "Mend that line, or save the table anew.\n"
    )
    text = DNA.splitlines()[0] + "\n1;2005;a;b;c;perhaps;1;2;t;x;3;y\n"
    assert taken(text, "d.csv", exit_code=1).stderr == (
        "Error: d.csv:2: 'perhaps' is no agreement. It is 1 or 0, true or false.\n"
    )


def test_an_event_that_is_there_twice_is_one_and_two_that_differ_are_named(taken):
    head, row = DNA.splitlines()[:2]
    twice = f"{head}\n{row}\n{row}\n"
    assert taken(twice, "d.csv").output.splitlines()[-3:] == [
        "skipped: 1",
        "- d.csv:3: It is there already.",
        "kg undo takes it all back.",
    ]
    differ = f"{head}\n{row}\n{row.replace('We must', 'You must')}\n"
    assert taken(differ, "d.csv", exit_code=1).stderr == (
        "Error: d.csv:3: There are two rows '12' that differ. Correct one.\n"
    )


LIAR = (
    '11972.json\ttrue\tBuilding a "wall" costs 5,000.\timmigration,budget\trick-perry\tGovernor\tTexas\trepublican\t30\t30\t42\t23\t18\tan "interview\n'
    "11685.json\tpants-fire\tIt doubled.\tjobs\tmara okafor\t\t\tnone\t1\t0\t0\t0\t0\t\n"
)


def test_quotation_marks_are_letters_in_rated_statements(kg, taken):
    taken(LIAR, "liar.tsv")
    claim = kg("claim", "show", "liar/11972", "--json").json
    assert claim["statement"] == {"en": 'Building a "wall" costs 5,000.'}
    assert (claim["tags"], claim["about"]) == (["rated true"], ["liar/immigration", "liar/budget"])
    assert claim["positions"][0]["note"] == {"en": 'context: an "interview'}
    (speaker,) = [one for one in kg("speaker", "list", "--json").json if "perry" in one["uid"]]
    assert speaker["names"] == {"en": "Rick Perry"}
    assert speaker["note"] == {"en": "job: Governor\nstate: Texas\nparty: republican"}
    assert "nothing is to be changed" in taken(LIAR.replace("\n", "\r\n"), "liar.tsv").stderr


def test_a_rated_statement_of_which_nothing_more_is_known_is_taken_in(kg, taken):
    taken(LIAR + "7.json\thalf-true\tIt rained.\n", "liar.tsv")
    claim = kg("claim", "show", "liar/7", "--json").json
    assert (claim["tags"], claim["about"], claim["positions"]) == (["rated half-true"], [], [])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("\tjobs", ""), "liar.tsv:2: The row has 13 cells and not 14. Mend that line."),
        (("pants-fire", "maybe"), "liar.tsv:2: 'maybe' is no rating. It is barely-true, false, half-true, mostly-true, pants-fire, true."),
        (("11685", "11972"), "liar.tsv:2: There are two claims 'liar/11972'. Take one out."),
    ],
)  # fmt: skip
def test_a_broken_row_of_ratings_is_named(taken, change, error):
    assert taken(LIAR.replace(*change), "liar.tsv", exit_code=1).stderr == f"Error: {error}\n"


CONGRESS = (
    "# Quotes, CC BY\n"
    "statement_title,statement_id,statement_url,opinion_id,opinion_url,author,author_url,author_bio,country,quote,vote,quote_date,quote_date_precision,source_url,source_text\n"
    '# another "remark\n'
    'Build a CERN for AI,28,https://youcongress.org/p/28,501,x,Mara Okafor,https://a.example,Physicist,NG,"We need it.\n# Now",for,2023-05-01,month,https://news.example/1,\n'
    "Build a CERN for AI,28,https://youcongress.org/p/28,502,x,林月,,,,不需要,against,2023-05-02,day,,\n"
)


def test_quotes_of_you_congress_are_positions(kg, taken):
    taken(CONGRESS, "yc.csv")
    sources = [one["uid"] for one in kg("source", "list", "--json").json]
    assert positions(kg) == [
        ("youcongress/28", "youcongress/mara-okafor", "agrees", "2023-05", "We need it.\n# Now", sources[0]),
        ("youcongress/28", "youcongress/林月", "disagrees", "2023-05-02", "不需要", None),
    ]  # fmt: skip
    assert kg("speaker", "show", "Mara Okafor", "--json").json["note"] == {"en": "Physicist"}


NOTES: list[dict[str, Any]] = [
    {
        "id": "abc", "created": "2024-05-01T10:00:00Z", "user": "acct:ann@hypothes.is",
        "uri": "https://a.example/page", "text": "Bold.", "tags": ["pace"],
        "document": {"title": ["A page"]},
        "target": [{"source": "https://a.example/page", "selector": [
            {"type": "TextPositionSelector", "start": 10, "end": 24},
            {"type": "TextQuoteSelector", "exact": "It takes years", "prefix": "So ", "suffix": "."}]}],
    },
    {"id": "def", "uri": "https://a.example/page", "text": "On the page", "target": [{"source": "https://a.example/page"}]},
    {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://x.example/anno/1", "type": "Annotation",
     "body": [{"type": "TextualBody", "value": "怎么会", "purpose": "commenting"}, {"value": "tagged", "purpose": "tagging"}],
     "creator": {"name": "Bo"},
     "target": {"source": "https://b.example/", "selector": {"type": "TextQuoteSelector", "exact": "三年之内"}}},
]  # fmt: skip


def test_annotations_are_quotes_with_their_places(kg, taken):
    said = taken(json.dumps({"total": 3, "rows": NOTES}), "notes.json")
    assert "- notes.json[1]: It quotes nothing." in said.output
    first, second = kg("claim", "list", "--json").json
    (one,) = first["positions"]
    assert (one["quote"], one["anchor"]) == (
        "It takes years",
        {"start": 10, "end": 24, "prefix": "So ", "suffix": "."},
    )
    assert first["note"] == {"en": "Bold.\n\nnoted by: ann@hypothes.is\nnoted: 2024-05-01"}
    assert (first["tags"], second["tags"]) == (["pace"], ["tagged"])
    assert second["note"] == {"zh": "怎么会\n\nnoted by: Bo"}
    assert kg("source", "list", "--json").json[0]["title"] == {"en": "A page"}
    names = [one["names"]["en"] for one in kg("speaker", "list", "--json").json]
    assert names == ["a.example", "b.example"]
    assert "nothing is to be changed" in taken(json.dumps(NOTES), "notes.json").stderr


def test_of_long_context_the_part_next_to_the_quote_is_kept(kg, taken):
    selectors = [
        {"type": "TextQuoteSelector", "exact": "late", "prefix": "a" * 1000 + "b", "suffix": "b" + "a" * 1000},
        {"type": "TextPositionSelector", "start": 1001, "end": 1005},
    ]  # fmt: skip
    note = {"id": "x", "uri": "https://a.example/", "target": [{"selector": selectors}]}
    taken(json.dumps([note]), "a.json")
    kg("export", "out.jsonl")
    claim = next(
        json.loads(line)["claim"]
        for line in kg("export", "-", "--format", "jsonl").output.splitlines()
        if line.startswith('{"claim"')
    )
    anchor = claim["positions"][0]["anchor"]
    assert (anchor["prefix"][-2:], anchor["suffix"][:2]) == ("ab", "ba")


def test_what_is_no_annotation_is_named(taken):
    assert taken(json.dumps([*NOTES, 7]), "notes.json", exit_code=1).stderr == (
        "Error: notes.json[3]: It is no annotation. It has a target.\n"
    )


def test_a_quote_is_said_by_the_author_of_the_page_where_one_is_named(kg, taken):
    named = [
        NOTES[0] | {"document": {"title": ["A page"], "dc": {"creator": ["Mara Okafor"]}}},
        NOTES[2] | {"id": "g", "target": {**NOTES[2]["target"], "source": {"id": "https://b.example/", "creator": {"name": "林月"}}}},
        NOTES[0] | {"id": "h", "document": {"twitter": {"creator": ["@mara"]}}},
    ]  # fmt: skip
    said = taken(json.dumps(named), "notes.json").output
    assert "read as: quotes of pages without an author as said by the website (1)\n" in said
    assert [one["speaker"] for one in kg("position", "list", "--json").json] == [
        *("annotation/mara-okafor", "annotation/林月", "annotation/a-example"),
    ]


def test_quotes_have_their_day_in_a_column_date_and_abstentions_are_told(kg, taken):
    text = CONGRESS.replace("quote_date,", "date,").replace(",against,", ",Abstain,")
    said = taken(text, "yc.csv").output
    assert "read as: abstentions as asks (1)\n" in said
    assert [(one["stance"], one["said"]) for one in kg("position", "list", "--json").json] == [
        ("agrees", "2023-05"),
        ("asks", "2023-05-02"),
    ]


def test_the_analyzer_may_call_the_words_selected_text(kg, taken):
    taken("Concept,Agreement,Person,Selected text\nTrains are late,1,Ann,So late!\n", "dna.csv")
    (one,) = kg("position", "list", "--json").json
    assert (one["quote"], one["note"]) == ("So late!", None)
