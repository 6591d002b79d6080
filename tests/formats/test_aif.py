"""Nodesets of AIF: who says what, through which illocution, and what bears on what."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.formats import aif
from kg.formats.places import Place


def nodes(*found):
    return [{"nodeID": key, "type": sort, "text": text} for key, sort, text in found]


def edges(*found):
    return [{"edgeID": at, "fromID": a, "toID": b} for at, (a, b) in enumerate(found)]


TALK = {
    "nodes": nodes(
        (1, "I", "Trains are late"),
        ("2", "I", "Trains need money"),
        (3, "RA", "Default Inference"),
        (4, "L", "Mara Okafor : They are always late"),
        (5, "YA", "Asserting"),
        (6, "L", "林月 : 要花钱"),
        (7, "YA", "Arguing"),
        (8, "TA", "Default Transition"),
        (9, "CA", "Conflict From Bias"),
        (10, "I", "They are not"),
        (11, "L", "Mara Okafor : Are they?"),
        (12, "YA", "Pure Questioning"),
        (13, "L", "Reporter : someone said they are not"),
        (14, "YA", "Asserting"),
    ),
    "edges": edges(
        *((1, 3), (3, "2"), (4, 5), (5, 1), (4, 8), (8, 6), (8, 7), (7, 3), (10, 9), (9, 3)),
        *((11, 12), (12, 10), (13, 14), (14, 10)),
    ),
    "locutions": [
        {"nodeID": "4", "personID": 70, "start": "2016-05-01 20:15:00"},
        {"nodeID": 6, "personID": "71"},
        {"nodeID": 11, "personID": 70},
    ],
}


@pytest.fixture
def taken(imported):
    return lambda data, name="nodeset7.json": imported(data, name).output


def test_locutions_are_positions_and_schemes_are_links(kg, taken):
    assert taken(TALK) == (
        "speakers: 2 new\nsources: 1 new\nclaims: 3 new\npositions: 2 new\nlinks: 2 new\n"
        "kept in notes: scheme (1)\nskipped: 1\n"
        "- nodeset7.json: 1 locutions of which no speaker is told.\nkg undo takes it all back.\n"
    )
    base = "aif/nodeset7"
    assert [
        (one["claim"], one["speaker"], one["stance"], one["said"], one["quote"])
        for one in kg("position", "list", "--json").json
    ] == [
        (f"{base}/1", "aif/mara-okafor", "asserts", "2016-05-01", "They are always late"),
        (f"{base}/10", "aif/mara-okafor", "asks", None, "Are they?"),
    ]
    assert [
        (one["from"], one["kind"], one["to"], one["by"], one["note"])
        for one in kg("link", "list", "--json").json
    ] == [
        (f"{base}/1", "supports", f"{base}/2", "aif/林月", None),
        (
            f"{base}/10",
            "opposes",
            f"{base}/2",
            None,
            {"en": "It bears on an inference to this claim.\n\nscheme: Conflict From Bias"},
        ),
    ]


def test_twice_changes_nothing_and_xaif_is_the_same(kg, taken):
    taken(TALK)
    assert "claims: 3 same" in taken(TALK)
    people = [{"participantID": 70, "firstname": "Mara", "surname": "Okafor"}]
    assert "positions: 2 same" in taken({"AIF": TALK | {"participants": people}, "text": "x"})


def test_without_a_list_of_locutions_names_come_from_the_texts(kg, taken):
    taken(TALK | {"locutions": []})
    assert [one["speaker"] for one in kg("position", "list", "--json").json] == [
        "aif/mara-okafor",
        "aif/mara-okafor",
        "aif/reporter",
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Mara Okafor : but: mind this", "but: mind this"),
        ("Mara: Trains are late", "Trains are late"),
        ("But mind this: trains are late", "But mind this: trains are late"),
        ("At 12:30: late", "At 12:30: late"),
        ("They are late", "They are late"),
    ],
)
def test_a_quote_loses_the_name_before_it_and_no_word_more(kg, taken, text, quote):
    data = {
        "nodes": nodes((1, "I", "Trains are late"), (2, "YA", "Asserting"), (3, "L", text)),
        "edges": edges((3, 2), (2, 1)),
        "locutions": [{"nodeID": 3, "personID": 70}],
        "participants": [{"participantID": "70", "firstname": "Mara", "surname": "Okafor"}],
    }
    taken(data)
    (one,) = kg("position", "list", "--json").json
    assert (one["speaker"], one["quote"]) == ("aif/mara-okafor", quote)


def test_what_cannot_be_taken_in_is_skipped_with_the_reason(taken):
    data = {
        "nodes": nodes((1, "I", "a"), (2, "I", " "), (3, "PA", "Preference"), (1, "I", "a")),
        "edges": edges((1, 1), (1, 99)),
        "locutions": [],
    }
    assert taken(data).splitlines()[2:-1] == [
        "skipped: 4",
        "- nodeset7.json (edges[0]): It leads from node '1' to itself.",
        "- nodeset7.json (edges[1]): It leads to no node '99'.",
        "- nodeset7.json: Node '2' has no text.",
        "- nodeset7.json: 1 preferences, for which there is no link.",
    ]
    empty: dict = {"nodes": [], "edges": [], "locutions": []}
    assert "- empty.json: The nodeset is empty." in taken(empty, "empty.json")


def test_a_folder_of_nodesets_is_read_and_speakers_are_the_same_in_all(kg, home):
    (home / "corpus").mkdir()
    for number in (1, 2):
        (home / "corpus" / f"nodeset{number}.json").write_text(json.dumps(TALK))
    (home / "corpus" / "README.md").write_text("About this corpus.")
    kg("init")
    said = kg("import", "corpus").output
    assert said.startswith("speakers: 2 new\nsources: 2 new\nclaims: 6 new\n")
    assert "- corpus/README.md: It is in no format that is known here." in said


def test_files_of_one_name_in_several_folders_are_told_apart(kg, home):
    for folder in ("corpus", "corpus/one", "corpus/two"):
        (home / folder).mkdir()
        (home / folder / "nodeset7.json").write_text(json.dumps(TALK))
    kg("init")
    assert kg("import", "corpus").output.startswith("speakers: 2 new\nsources: 3 new\n")
    assert "nothing is to be changed" in kg("import", "corpus").stderr
    assert "nothing is to be changed" in kg("import", "corpus/nodeset7.json").stderr


def test_a_speaker_who_is_in_the_notebook_by_that_name_is_the_same(kg, taken):
    kg("init")
    kg("add", "Trains are red", "--speaker", "Mara Okafor")
    own = kg("speaker", "list", "--json").json[0]["uid"]
    assert "speakers: 1 new" in taken(TALK)
    assert "nothing is to be changed" not in taken(TALK)
    assert {one["speaker"] for one in kg("position", "list", "--json").json} == {own}
    assert [one["uid"] for one in kg("speaker", "list", "--json").json] == [own, "aif/林月"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ('{"nodes": [', "nodeset7.json:1: It ends too early: Expecting value. Fetch it again, or mend it."),
        ('{"nodes": [{"nodeID": 1}],\n"edges": [}', "nodeset7.json:2: It is no JSON: Expecting value. Fetch it again, or mend it."),
        ('{"nodes": [{"nodeID": 1}], "edges": [1]}', "nodeset7.json (edges): It is no list of objects. Mend it."),
        ('{"nodes": [{"nodeID": 1}, {"text": "x"}], "edges": []}', "nodeset7.json (nodes[1]): It has no nodeID. Give one."),
        ('{"nodes": [{"nodeID": 1, "text": "a"}, {"nodeID": "1", "text": "b"}], "edges": []}', "nodeset7.json (nodes[1]): There are two nodes '1'. Give one another nodeID."),
        ('{"nodes": [{"nodeID": NaN}], "edges": []}', "nodeset7.json: It is no JSON: NaN is no number. Mend it."),
        ("[" * 200_000, "nodeset7.json: It is nested too deep. Mend it."),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_and_nothing_is_taken_in(kg, home, data, error):
    (home / "nodeset7.json").write_text(data)
    kg("init")
    assert kg("import", "nodeset7.json", exit_code=1).stderr == f"Error: {error}\n"
    assert kg("claim", "list").output == ""


keys = st.sampled_from([1, "1", 2, "3", 4, 5, None, "x y"])
sorts = st.sampled_from(["I", "L", "RA", "CA", "MA", "YA", "TA", "PA", "", None])
texts = st.sampled_from(["", "A : b", "Asserting", "追赶", "x\x00", None]) | st.text(max_size=9)
nodesets = st.fixed_dictionaries(
    {
        "nodes": st.lists(
            st.fixed_dictionaries({"nodeID": keys, "type": sorts, "text": texts}), max_size=8
        ),
        "edges": st.lists(st.fixed_dictionaries({"fromID": keys, "toID": keys}), max_size=12),
        "locutions": st.lists(
            st.fixed_dictionaries({"nodeID": keys, "personID": keys, "start": texts}), max_size=3
        ),
    }
)


@given(nodesets)
def test_any_nodeset_is_records_or_one_sentence(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("aif") / "a.json"
    path.write_text(json.dumps(data))
    with suppress(KgError):
        aif.read(Place(path))
