"""`kg import` of several files of which some are broken: all are refused, or the others come in."""

import shutil
import zipfile
from pathlib import Path

import pytest

from kg.formats.registry import formats, readers
from tests.formats.fuzzing import SEEDS

SKIPPING = "Or take in the others: --skip-broken"

CLAIM = "claims:\n- {id: %s, kind: fact, statement: %s}\n"


def lay(folder: Path, name: str, start: str, *, broken: bool) -> None:
    """The sound files of a format, each bearing a name that begins so, or in a folder of its own."""
    files = SEEDS[name]
    for number, (file, data) in enumerate(files.items()):
        path = folder / start / file if formats()[name].main else folder / f"{start}-{file}"
        path.parent.mkdir(parents=True, exist_ok=True)
        half = len(data) // 2
        path.write_bytes(data[:half] + b"\xff" + data[half:] if broken and not number else data)


def packed(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*.*")):
            archive.write(file, file.relative_to(folder))
    shutil.rmtree(folder)
    return path


@pytest.mark.parametrize("zipped", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("name", readers())
def test_a_broken_file_of_any_format_is_refused_with_all_or_left_out(kg, home, rows, name, zipped):
    for where, starts in (("all", {"a": False, "b": True}), ("sound", {"a": False})):
        (home / where).mkdir()
        for start, broken in starts.items():
            lay(home / where, name, start, broken=broken)
        if zipped:
            packed(home / where)
    end = ".zip" if zipped else ""
    before = rows()
    refused = kg("import", f"all{end}", exit_code=1).stderr
    assert refused.startswith(f"Error: all{end}/b") and refused.endswith(f" {SKIPPING}\n")
    assert refused.count("\n") == 1
    assert rows() == before
    planned = kg("import", f"all{end}", "--skip-broken", "--dry-run").output
    assert f"left out as broken: 1 file\n- all{end}/b" in planned
    assert rows() == before
    told = kg("import", f"all{end}", "--skip-broken", "--json").json["skipped"][0]
    assert refused.startswith(f"Error: {told['where']}: {told['why']} ")
    kg("--database", "sound.db", "init")
    kg("--database", "sound.db", "import", f"sound{end}")
    assert kg("export").output == kg("--database", "sound.db", "export").output != ""


def test_what_refers_to_a_file_that_is_left_out_is_left_out_too(kg, home):
    (home / "notes").mkdir()
    for name, text in {
        "a.yaml": CLAIM % ("a", "Cats purr"),
        "b.yaml": (CLAIM % ("b", "Dogs bark")) + "links: [{from: b, kind: opposes, to: c}]\n",
        "c.yaml": CLAIM % ("c", "Cows moo") + "oops: 1\n",
        "d.yaml": CLAIM % ("d", "Hens cluck") + "links: [{from: d, kind: opposes, to: a}]\n",
    }.items():
        (home / "notes" / name).write_text(text, "utf-8")
    answer = kg("import", "notes", "--skip-broken").output
    assert answer == (
        "claims: 2 new\n"
        "links: 1 new\n"
        "left out as broken: 2 files\n"
        "- notes/c.yaml:3: There is no field 'oops' here.\n"
        "- notes/b.yaml:3 (links[0].to): There is no claim 'c'.\n"
        "kg undo takes it all back.\n"
    )


def test_a_long_file_that_breaks_off_late_is_taken_back_whole(kg, home, monkeypatch):
    monkeypatch.setattr("kg.formats.json_lines.PART", 1)
    line = '{"claim": {"id": "%s", "kind": "fact", "statement": "%s"}}\n'
    (home / "a.jsonl").write_text(line % ("a", "Cats purr"), "utf-8")
    (home / "b.jsonl").write_text(line % ("b", "Dogs bark") + line % ("c", "Cows moo") + "{\n")
    answer = kg("import", "a.jsonl", "b.jsonl", "--skip-broken").output
    assert "claims: 1 new\nleft out as broken: 1 file\n- b.jsonl:3: " in answer
    assert kg("claim", "list").output == "1    Cats purr\n"


def test_where_all_files_are_broken_nothing_is_taken_in(kg, home, rows):
    before = rows()
    for name in ("a.yaml", "b.yaml"):
        (home / name).write_text("claims: [", "utf-8")
    for paths in (["a.yaml", "b.yaml"], ["a.yaml"]):
        said = kg("import", *paths, "--skip-broken", exit_code=1).stderr
        assert "a.yaml:2: Something is missing" in said and "--skip-broken" not in said
    assert "--skip-broken" not in kg("import", "a.yaml", exit_code=1).stderr
    misspelt = kg("import", "c.yaml", "a.yaml", "--skip-broken", exit_code=1).stderr
    assert misspelt == "Error: There is no file c.yaml. See that its name is right.\n"
    assert rows() == before


def test_a_table_whose_columns_are_mapped_wrongly_is_left_out_as_such(kg, home):
    (home / "said.csv").write_text("claim,who\nPrices fall,Ann\n", "utf-8")
    (home / "more.yaml").write_text(CLAIM % ("c1", "Trains are late"), "utf-8")
    mapped = ("import", "said.csv", "more.yaml", "--map", "statement=nope", "--skip-broken")
    shown = kg(*mapped)
    assert "left out as broken: 1 file\n- said.csv:1: There is no column 'nope'" in shown.output
    assert "--map does not apply to more.yaml: it is no table of claims.\n" in shown.stderr
    assert [one["id"] for one in kg("claim", "list", "--json").json] == [1]
