"""`kg import`."""

import pytest

NOTES = """\
kg: 1
speakers:
- {id: ada, names: {en: Ada, zh: 艾达}}
claims:
- id: c1
  kind: prediction
  statement: {en: Prices fall, zh: 物价下降}
  positions:
  - {speaker: ada, stance: asserts, said: 2024-09}
"""


@pytest.fixture
def notes(home):
    (home / "notes.yaml").write_text(NOTES, "utf-8")
    return home / "notes.yaml"


def test_import_says_what_is_new_and_how_to_take_it_back(kg, notes):
    assert kg("import", "notes.yaml").output == (
        "speakers: 1 new\nclaims: 1 new\npositions: 1 new\nkg undo takes it all back.\n"
    )
    assert kg("claim", "list", "--language", "zh").output == "1  艾达  物价下降\n"
    kg("undo")
    assert kg("claim", "list", "--json").json == []


def test_importing_twice_changes_nothing(kg, notes, rows):
    kg("import", "notes.yaml")
    before = rows()
    answer = kg("import", "notes.yaml")
    assert answer.output == "speakers: 1 same\nclaims: 1 same\npositions: 1 same\n"
    assert answer.stderr == "The notebook holds all of it already; nothing is to be changed.\n"
    assert rows() == before


def test_a_dry_run_only_says_what_would_change(kg, notes, rows):
    before = rows()
    answer = kg("import", "notes.yaml", "--dry-run")
    assert answer.output == (
        "speakers: 1 new\nclaims: 1 new\npositions: 1 new\n"
        "\nnew speaker Ada\nnew claim Prices fall\nnew position Ada asserts: Prices fall\n"
    )
    assert answer.stderr == "Nothing was changed: this was a dry run.\n"
    assert rows() == before


def test_a_dry_run_shows_a_few_of_each_sort_in_words_as_wide_as_the_terminal(kg, home):
    claims = "".join(f"- {{id: c{n}, kind: fact, statement: Fact {n}}}\n" for n in range(5))
    long = "物价" * 60
    (home / "many.yaml").write_text(
        "speakers:\n- {id: ada, names: Ada}\n"
        f"claims:\n- id: long\n  kind: prediction\n  statement: {long}\n"
        "  positions:\n  - {speaker: ada, stance: agrees}\n"
        f"{claims}"
        "links:\n- {from: c0, kind: opposes, to: c1}\n"
        "predictions:\n- id: p\n  claims: [long]\n  due: 2030\n"
        "  forecasts: [{speaker: ada, probability: 0.07, basis: stated}]\n"
        "  resolutions: [{outcome: void, decided: 2024-01-02}]\n",
        "utf-8",
    )
    lines = kg("import", "many.yaml", "--dry-run").output.partition("\n\n")[2].splitlines()
    assert lines == [
        "new speaker Ada",
        f"new claim {long[:44]}…",
        "new claim Fact 0",
        "new claim Fact 1",
        "and 3 more new claims",
        f"new position Ada agrees: {long[:37]}…",
        "new link Fact 0 — opposes — Fact 1",
        f"new prediction {long[:42]}…",
        f"new forecast Ada 7 %: {long[:38]}…",
        f"new resolution void on 2024-01-02: {long[:32]}…",
    ]


def test_import_for_scripts(kg, notes):
    assert kg("import", "notes.yaml", "--json").json["claims"] == {
        "new": 1,
        "changed": 0,
        "same": 0,
    }


def test_several_paths_are_one_change(kg, home, notes):
    (home / "more").mkdir()
    (home / "more" / "links.yaml").write_text(
        "claims:\n- {id: c2, kind: opinion, statement: Prices rise}\nlinks:\n- {from: c2, kind: opposes, to: c1}\n",
        "utf-8",
    )
    kg("import", "notes.yaml", "more")
    assert kg("link", "list").output == "1  2 opposes 1    Prices rise → Prices fall\n"
    assert len(kg("history", "--json").json) == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("notes.yaml", "claims:\n- id: c1\n  statment: x\n", ["notes.yaml", "statment"]),
        ("notes.yaml", "claims: [", ["notes.yaml"]),
        (
            "notes.yaml",
            "concepts:\n- {id: a, names: a, broader: b}\n- {id: b, names: b, broader: a}\n",
            ["notes.yaml", "circle"],
        ),
        ("notes.txt", "x", ["notes.txt is in no format that is known here."]),
        ("nowhere.yaml", None, ["There is no file nowhere.yaml."]),
    ],
)
def test_what_cannot_be_imported_is_one_sentence_and_changes_nothing(
    kg, home, rows, name, text, said
):
    if text is not None:
        (home / name).write_text(text, "utf-8")
    before = rows()
    answer = kg("import", name, exit_code=2 if name == "notes.txt" else 1)
    assert answer.stderr.startswith("Error: ")
    assert answer.stderr.count("\n") == 1
    for word in said:
        assert word in answer.stderr
    assert rows() == before
