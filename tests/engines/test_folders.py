"""A folder of Parquet: what is in it, what can be asked of it, and what is said when it is broken."""

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.errors import KgError
from kg.formats import parquet
from tests.conftest import REPOSITORY


@pytest.fixture
def written(kg, home):
    """A small notebook, and the folder that it was written to."""
    kg("init", "--language", "zh")
    for statement, about in (("Prices fall", "prices"), ("Wages rise", "wages")):
        kg("add", statement, "--speaker", "Ada", "--about", about, "--said", "2024-02")
    kg("disagree", 1, "汪华", "--said", "2024-09-14", "--quote", "我倒没有那么悲观")
    kg("link", "add", 2, "opposes", 1, "--note", "both cannot be")
    kg("predict", 1, "--by", "2024-12")
    kg("resolve", 1, "wrong", "--on", "2025-01-10", "--evidence", "https://e.org/index")
    kg("export", "small.parquet")
    return home / "small.parquet"


def rows(path):
    return pq.read_table(path).to_pylist()


def test_each_row_says_what_the_notebook_says(written):
    # A mark, by which kg knows the folder as its own.
    names = {f"{name}.parquet" for name in parquet.FILES} - {"positions.parquet"}
    assert {path.name for path in written.iterdir()} == names | {".kg-export", "positions"}
    first, second, third = rows(written / "positions")
    assert {name: value for name, value in third.items() if name != "id"} == {
        "number": 3,
        "claim": 1,
        "speaker": 2,
        "stance": "disagrees",
        "said": "2024-09-14",
        "said_by": third["said_by"],
        "source": None,
        "quote": "我倒没有那么悲观",
        "note": None,
    }
    assert [str(one["said_by"]) for one in (first, second, third)] == [
        "2024-02-29",
        "2024-02-29",
        "2024-09-14",
    ]
    assert rows(written / "claims.parquet")[0]["statement"] == [("en", "Prices fall")]
    assert rows(written / "speakers.parquet")[1]["names"] == [("zh", "汪华")]
    (link,) = rows(written / "links.parquet")
    assert (link["from"], link["kind"], link["to"]) == (2, "opposes", 1)
    assert link["note"] == [("en", "both cannot be")]
    (verdict,) = rows(written / "resolutions.parquet")
    assert (verdict["prediction"], verdict["outcome"]) == (1, "wrong")


def test_a_query_limits_what_is_written(kg, home, written):
    kg("export", "wages.parquet", "about:wages")
    some = home / "wages.parquet"
    assert [one["number"] for one in rows(some / "claims.parquet")] == [2]
    assert [one["number"] for one in rows(some / "positions")] == [2]
    assert [one["names"] for one in rows(some / "speakers.parquet")] == [[("en", "Ada")]]
    assert [one["number"] for one in rows(some / "concepts.parquet")] == [2]
    for name in ("links", "predictions", "readings", "resolutions", "citations", "evidence"):
        assert rows(some / f"{name}.parquet") == []


@pytest.mark.parametrize(
    "query",
    [(), ("about:wages",), ("-about:wages",), ("outcome:wrong",), ("text:rise",), ("near:1",)],
)
def test_a_folder_is_asked_as_its_notebook_is(kg, written, query):
    for words in (("camps", "--json"), ("ground", "--csv"), ("agreement", "--csv"), ("ground",)):
        asked = (*words, *(() if "near:1" in query else ("--as-of", "2025")), *query)
        assert kg(*asked, "--from", "small.parquet").output == kg(*asked).output


def test_no_notebook_is_needed_for_it(kg, home, written):
    expected = kg("ground", "--json").output
    (home / "notebook.db").unlink()
    assert kg("ground", "--json", "--from", "small.parquet").output == expected


def test_many_positions_are_written_to_several_files(session, tmp_path, fill, monkeypatch):
    fill(session, 1)
    monkeypatch.setattr(parquet, "PORTION", 100)
    monkeypatch.setattr(parquet, "PER_FILE", 3)
    parquet.write(session, None, tmp_path)
    files = sorted((tmp_path / "positions").iterdir())
    sizes = [pq.ParquetFile(path).metadata.num_rows for path in files]
    assert len(sizes) > 3 and {*sizes[:-1]} == {300}
    numbers = [one["number"] for path in files for one in rows(path)]
    assert numbers == list(range(1, sum(sizes) + 1))


FOLDER = "Write the folder with kg export --format parquet, or see docs/engines.md."
OF_POSITIONS = (
    "Ask by about:, kind:, tag:, outcome:, due: or text:, or export only these claims: kg export "
    "FOLDER --format parquet QUERY."
)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("camps", "--from", "nowhere"), "There is no folder nowhere. Write one with kg export --format parquet FOLDER."),
        (("camps", "--from", "."), f". has no positions in it. {FOLDER}"),
        (("camps", "--engine", "duckdb"), "DuckDB reads a folder of Parquet: kg export --format parquet FOLDER, then --from FOLDER."),
        (("camps", "--engine", "builtin", "--from", "x"), "The builtin engine reads notebooks: leave out --from, or --engine builtin."),
        (("camps", "--master", "local[2]"), "--master goes with --engine spark."),
        (("camps", "--engine", "spark", "--from", "x", "--jdbc-jar", "y"), "--jdbc-jar is for a server: leave it out, or --from."),
        (("camps", "--engine", "sprak"), "Invalid value for '--engine': 'sprak' is not builtin, duckdb or spark. Did you mean spark?"),
        (("camps", "--engine", "spark"), "Spark reads notebooks on a PostgreSQL server, and folders of Parquet. Write one with kg export --format parquet FOLDER, then --from FOLDER."),
        (("ground", "--from", "small.parquet", "speaker:Ada"), f"Of a folder claims cannot be asked for by speaker:. {OF_POSITIONS}"),
        (("ground", "--from", "small.parquet", "悲观"), f"Of a folder claims cannot be asked for by words to search for. {OF_POSITIONS}"),
        (("ground", "--from", "small.parquet", "-stance:agrees"), f"Of a folder claims cannot be asked for by stance:. {OF_POSITIONS}"),
        (("camps", "--from", "small.parquet", "near:1", "--as-of", "2025"), f"Of a folder claims cannot be asked for by near: as of a day. {OF_POSITIONS}"),
        (("export", "--format", "parquet"), f"{parquet.FORMAT.title} is a folder. Name one to write it to."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(kg, home, written, words, error):
    code = 1 if "no folder" in error or "has no" in error else 2
    assert kg(*words, exit_code=code).stderr.splitlines()[-1] == f"Error: {error}"


def test_a_broken_folder_says_what_is_wrong(kg, home, written):
    (written / "claims.parquet").write_text("precious")
    said = kg("camps", "--from", "small.parquet", exit_code=1).stderr
    assert said.startswith("Error: small.parquet/claims.parquet cannot be read: Parquet magic")
    assert said.count("\n") == 1 and said.endswith(". Write the folder anew.\n")


def test_a_damaged_page_says_in_which_file(kg, home, written):
    speakers = written / "speakers.parquet"
    whole = speakers.read_bytes()
    speakers.write_bytes(whole[:4] + b"\xff" * 60 + whole[64:])
    said = kg("camps", "--from", "small.parquet", exit_code=1).stderr
    assert said.startswith("Error: small.parquet/speakers.parquet cannot be read: ")
    assert said.count("\n") == 1 and said.endswith(". Write the folder anew.\n")


def test_a_word_that_no_notebook_has_says_in_which_file(kg, home, written):
    claims = written / "claims.parquet"
    table = pq.read_table(claims)
    kinds = pa.array(["thesis"] * len(table), table.schema.field("kind").type)
    pq.write_table(table.set_column(table.schema.get_field_index("kind"), "kind", kinds), claims)
    said = kg("camps", "--from", "small.parquet", exit_code=1).stderr
    assert said.startswith("Error: small.parquet/claims.parquet cannot be read: ")
    assert "thesis" in said or "CHECK" in said
    assert said.count("\n") == 1 and said.endswith(". Write the folder anew.\n")


def test_a_folder_without_a_column_says_which(kg, home, written):
    table = pq.read_table(written / "speakers.parquet")
    pq.write_table(table.drop_columns(["names"]), written / "speakers.parquet")
    assert kg("camps", "--from", "small.parquet", exit_code=1).stderr == (
        "Error: small.parquet/speakers.parquet has no column names. See docs/engines.md for the "
        "columns.\n"
    )
    kg("export", "small.parquet")
    shutil.rmtree(written / "positions")
    (written / "positions").mkdir()
    said = kg("camps", "--from", "small.parquet", exit_code=1).stderr
    assert said.startswith("Error: DuckDB cannot read the positions of small.parquet: ")
    pq.write_table(pa.table({"speaker": [1]}), written / "positions" / "a.parquet")
    said = kg("camps", "--from", "small.parquet", exit_code=1).stderr
    assert said.startswith("Error: DuckDB cannot read the positions of small.parquet: Binder Error")
    assert said.count("\n") == 1


def test_the_page_tells_of_the_columns_that_engines_need():
    page = (REPOSITORY / "docs" / "engines.md").read_text("utf-8")
    for name in parquet.FILES:
        assert f"`{name}" in page
    for column in ("number", "claim", "speaker", "stance", "said_by"):
        assert f"| `{column}` |" in page


def test_parquet_without_its_library_says_what_to_install(monkeypatch, tmp_path, session):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(KgError, match=r"Run pip install 'kg-notebook\[parquet\]'\.$"):
        parquet.write(session, None, tmp_path)
