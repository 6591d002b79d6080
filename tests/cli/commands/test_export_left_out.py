"""What `kg export` says of what it leaves out, writes as another thing, or puts in place."""

import pytest

NOTES = """\
kg: 1
speakers: [{id: ann, names: Ann}]
claims:
- id: a
  kind: prediction
  statement: Trains get late
  positions: [{speaker: ann, stance: asserts, said: 2024-01-02}]
- {id: b, kind: fact, statement: Trains are dear}
- id: c
  kind: fact
  statement: Trains are few
  resolutions: [{outcome: wrong, decided: 2024-05-06}]
- {id: d, kind: prediction, statement: Trains get dear}
links: [{from: b, kind: elaborates, to: c}]
predictions:
- id: p
  claims: [a]
  due: 2024-06
  note: As ever
  forecasts: [{speaker: ann, made: 2024-01-02, probability: 0.7, basis: stated}]
  resolutions: [{outcome: partly, fraction: 0.25, decided: 2024-07-01}]
- id: q
  claims: [d]
  due: 2024-06
  resolutions: [{outcome: void, decided: 2024-07-01}]
"""


@pytest.fixture
def notes(kg, home):
    (home / "notes.yaml").write_text(NOTES, "utf-8")
    kg("import", "notes.yaml")
    return kg


PARTLY = "which is read as unclear; what it was stands in the notes.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("claimreview", "3 of 4 claims; 1 without a verdict is not written.\n"),
        (
            "fatebook",
            "2 of 4 claims; 2 without a prediction are not written.\n"
            f"1 verdict of partly is written as AMBIGUOUS, {PARTLY}"
            f"1 verdict of void is written as AMBIGUOUS, {PARTLY}",
        ),
        (
            "metaculus",
            "2 of 4 claims; 2 without a prediction are not written.\n"
            f"1 verdict of partly is written as ambiguous, {PARTLY}",
        ),
        (
            "aif",
            "2 predictions have no place in it and are not written.\n"
            "1 link of another kind has no place in it and is not written.\n",
        ),
        ("argdown", "2 predictions have no place in it and are not written.\n"),
        # Both were decided lately, and are taken back in calendars.
        ("ics", ""),
        ("yaml", ""),
        ("csv", ""),
    ],
)
def test_each_writer_says_what_it_leaves_out(notes, name, said):
    assert notes("export", "out", "--format", name).stderr == f"Wrote out.\n{said}"


@pytest.mark.parametrize("name", ["claimreview", "fatebook", "yaml", "csv", "graphml", "ics"])
def test_a_query_that_nothing_meets_is_told(notes, name):
    assert notes("export", "out", "--format", name, "zzz").stderr == (
        "Wrote out.\nNo claims meet these conditions: nothing of them is written.\n"
    )


def test_what_is_left_out_is_told_beside_the_output_too(notes):
    answer = notes("export", "-", "--format", "claimreview", "dear")
    assert answer.output == "[]\n" or answer.output.startswith("[")
    assert answer.stderr == "1 of 2 claims; 1 without a verdict is not written.\n"


@pytest.mark.parametrize(("name", "path"), [("fatebook", "o.csv"), ("metaculus", "o")])
def test_how_much_came_true_comes_back_in_the_note(notes, name, path):
    notes("export", path, "--format", name)
    notes("--database", "b.db", "init")
    notes("--database", "b.db", "import", path)
    first, second = notes("--database", "b.db", "prediction", "list", "--json").json
    assert first["note"] == {"en": "As ever\n\noutcome: partly (0.25)"}
    assert [one["outcome"] for one in first["resolutions"]] == ["unclear"]
    void = ("void", None) if name == "metaculus" else ("unclear", {"en": "outcome: void"})
    assert ([one["outcome"] for one in second["resolutions"]], second["note"]) == (
        [void[0]],
        void[1],
    )


def test_a_file_that_was_there_is_replaced_and_that_is_told(notes, home):
    (home / "o.yaml").write_text("my own")
    assert notes("export", "o.yaml").stderr == (
        "Wrote o.yaml in place of the file that was there.\n"
    )
    assert (home / "o.yaml").read_text("utf-8").startswith("kg: 1\n")
