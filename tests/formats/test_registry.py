"""The door by which formats come: recognised, named, added by others, and what they cannot do."""

import sys
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from kg.domain.records import Notebook
from kg.errors import Invalid, KgError
from kg.formats import documents, registry
from kg.formats.foreign import Foreign
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records import apply
from kg.notebook.records.plans import Document


def shouted(place):
    out = Foreign(place.shown)
    for number, line in enumerate(place.text().splitlines(), 1):
        out.add(
            "claims", {"id": f"loud/{number}", "kind": "fact", "statement": line.upper()}, number
        )
    return out.document()


LOUD = Format(
    "loud",
    "Shouted claims",
    carries="claims",
    leaves="the rest",
    endings=(".loud",),
    read=shouted,
    write=lambda found, stream: stream.writelines(
        f"{one['id']}\n" for word, one in found if word == "claims"
    ),
)


@pytest.fixture
def package(monkeypatch):
    """Another package, with entry points of its own."""

    def install(**values):
        module: Any = type(sys)("other_package")
        module.LOUD, module.QUIET = LOUD, "no format"
        monkeypatch.setitem(sys.modules, "other_package", module)
        points = [EntryPoint(name, value, registry.GROUP) for name, value in values.items()]
        monkeypatch.setattr(
            registry, "entry_points", lambda group: points if group == registry.GROUP else []
        )
        registry.formats.cache_clear()

    yield install
    monkeypatch.undo()
    registry.formats.cache_clear()


def test_a_format_of_another_package_is_read_and_written(kg, home, package):
    package(loud="other_package:LOUD")
    (home / "a.loud").write_text("trains are late\n")
    kg("init")
    kg("import", "a.loud")
    assert kg("claim", "list", "--json").json[0]["statement"] == {"en": "TRAINS ARE LATE"}
    kg("export", "b.loud")
    assert (home / "b.loud").read_text() == "loud/1\n"
    assert kg("formats", "loud").output == (
        "loud  import and export\n  Shouted claims: .loud.\n  Carries claims.\n"
        "  Has no place for the rest.\n"
    )


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("nowhere:X", "The format loud cannot be loaded: No module named 'nowhere'. Mend or remove the package that brings nowhere:X."),
        ("other_package:NONE", "The format loud cannot be loaded: module 'other_package' has no attribute 'NONE'. Mend or remove the package that brings other_package:NONE."),
        ("other_package:QUIET", "The format loud is none: other_package:QUIET is no kg.formats.registry.Format. Mend or remove the package that brings it."),
    ],
)  # fmt: skip
def test_a_package_that_is_broken_is_named(package, value, error):
    package(loud=value)
    with pytest.raises(KgError) as caught:
        registry.formats()
    assert str(caught.value) == error


def test_a_package_cannot_take_the_place_of_what_is_built_in(package):
    package(yaml="other_package:LOUD")
    assert registry.named("yaml").title != "Shouted claims"


def test_names_and_titles_are_complete():
    for name, one in registry.formats().items():
        assert one.name == name
        assert one.title and one.carries and one.leaves
        assert one.read or one.writes
        assert not one.title.endswith(".") and not one.carries.endswith(".")


def test_an_ending_belongs_to_one_format_each_way():
    for way in ("read", "writes"):
        endings = [
            e for one in registry.formats().values() if getattr(one, way) for e in one.endings
        ]
        assert len(endings) == len(set(endings))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("import", "x.csv", "--format", "tabel"), "There is no format 'tabel'. Did you mean table?"),
        (("import", "x.csv", "--format", "turtle"), "Linked data as Turtle can only be written. Choose another format."),
        (("import", "x.csv", "--map", "statement"), "'statement' does not say which column: write FIELD=COLUMN."),
        (("export", "--format", "polis"), "A conversation of Polis can only be read. See kg formats for those to write."),
        (("export", "--format", "csv"), "A folder of CSV files: speakers, claims, positions, predictions and so on is a folder. Name one to write it to."),
    ],
)  # fmt: skip
def test_what_a_format_cannot_do_is_one_sentence(kg, home, words, error):
    (home / "x.csv").write_text("a,b\n1,2\n")
    kg("init")
    assert kg(*words, exit_code=2).stderr.splitlines()[-1] == f"Error: {error}"


def test_a_folder_that_is_not_ours_is_not_written_over(kg, home):
    kg("init")
    kg("add", "Trains are late", "--speaker", "Ann")
    (home / "mine").mkdir()
    (home / "mine" / "thesis.md").write_text("precious")
    said = kg("export", "mine", "--format", "markdown", exit_code=1).stderr
    assert (
        said
        == "Error: mine is there already and was not written by kg. Name a folder that is new.\n"
    )
    kg("export", "notes", "--format", "markdown")
    kg("add", "Buses are late", "--speaker", "Ann")
    kg("export", "notes", "--format", "markdown")
    assert sorted(path.name for path in (home / "notes" / "Claims").iterdir()) == [
        "Buses are late.md",
        "Trains are late.md",
    ]


def test_an_export_as_of_a_day_has_what_was_known_then(kg):
    kg("init")
    kg("add", "It rains", "--speaker", "Ann", "--said", "2024-01-02")
    kg("disagree", 1, "Bob", "--said", "2024-03-01")
    kg("claim", "check", 1, "wrong", "--on", "2024-02-01")
    was = kg("export", "--as-of", "2024-02").output
    assert ("ann" in was.lower(), "stance: disagrees" in was, "outcome: wrong" in was) == (
        True,
        False,
        True,
    )
    assert "outcome" not in kg("export", "--as-of", "2024-01-31").output


def lines(*found):
    return "".join(f"{one}\n" for one in found)


LONG = lines(
    '{"kg":1}',
    '{"speaker":{"id":"ann","names":"Ann"}}',
    '{"concept":{"id":"a","names":"A","broader":"b"}}',
    '{"concept":{"id":"b","names":"B"}}',
    *(
        f'{{"claim":{{"id":"c{n}","kind":"fact","statement":"x {n}","about":["a"],'
        f'"positions":[{{"speaker":"ann","stance":"asserts"}}]}}}}'
        for n in range(9)
    ),
    '{"link":{"from":"c0","kind":"supports","to":"c8"}}',
    '{"prediction":{"id":"p","claims":["c0","c8"]}}',
)


@pytest.fixture
def in_parts(monkeypatch):
    monkeypatch.setattr("kg.formats.json_lines.LONG", 1)
    monkeypatch.setattr("kg.formats.json_lines.PART", 4)


def test_long_json_lines_come_in_parts_and_mean_the_same(kg, home, in_parts):
    (home / "a.jsonl").write_text(LONG)
    (document,) = documents.read(Place(home / "a.jsonl"))
    assert len(list(document.then)) > 3
    kg("init")
    assert kg("import", "a.jsonl").output == (
        "speakers: 1 new\nconcepts: 2 new\nclaims: 9 new\npositions: 9 new\nlinks: 1 new\n"
        "predictions: 1 new\nkg undo takes it all back.\n"
    )
    assert "nothing is to be changed" in kg("import", "a.jsonl").stderr
    said = kg("import", "a.jsonl", "--dry-run").output
    assert "claims: 9 same" in said
    kg("undo")
    assert kg("claim", "list").output == ""


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ('{"claim":{"id":"c1","kind":"fact","statement":"again"}}', None),
        ('{"prediction":{"id":"p","claims":["c0"]}}', "a.jsonl:16 (prediction.id): There are two records 'p'. Give one another id."),
        ('{"prediction":{"id":"q","claims":["c99"]}}', "a.jsonl:16 (prediction.claims[0]): There is no claim 'c99'. Give it a record of its own, or correct the reference."),
        ('{"prediction":', "a.jsonl:16: The line ends before its record does. Write each record on one line."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_later_part_leaves_nothing(kg, home, in_parts, more, error):
    (home / "a.jsonl").write_text(LONG + more + "\n")
    kg("init")
    said = kg("import", "a.jsonl", exit_code=1).stderr
    if error is None:
        # Out of order, so it is read whole: that is where the two are seen together.
        assert (
            said
            == "Error: a.jsonl:16 (claim.id): There are two records 'c1'. Give one another id.\n"
        )
    else:
        assert said.startswith(f"Error: {error.split('Give it a')[0]}".rstrip())
    assert kg("claim", "list").output == kg("speaker", "list").output == ""


def test_an_import_that_is_interrupted_leaves_nothing(kg, home, in_parts, monkeypatch):
    (home / "a.jsonl").write_text(LONG)
    kg("init")
    calls = []

    def interrupt(session, planned):
        calls.append(planned)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(session, planned)

    real = apply.apply
    with monkeypatch.context() as patch:
        patch.setattr(apply, "apply", interrupt)
        kg("import", "a.jsonl", exit_code=130)
    assert kg("claim", "list").output == kg("speaker", "list").output == ""


def test_parts_are_counted_once(session):
    first = Document(
        Notebook(), done=0.0, then=[Document(Notebook(), done=0.5), Document(Notebook())]
    )
    heard: list = []
    planned = apply.take_in(session, [first], None, heard.append)
    assert (planned.nothing, heard) == (True, [0.5, 1.0, 1.0])


def test_no_format_is_named_by_an_unknown_ending():
    with pytest.raises(Invalid, match="Name the format"):
        registry.for_ending(".xyz")
