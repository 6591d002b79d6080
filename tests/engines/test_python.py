"""From Python stances are gathered by the same engines as by commands, in the same words."""

import sys

import pytest

import kg as api
from kg.errors import Invalid, KgError


@pytest.fixture
def disputed(kg, home):
    """The folder of a notebook in which two groups of three are at odds over four claims."""
    kg("init")
    for number, statement in enumerate(("Prices fall", "Wages rise", "Rents fall", "Trade grows")):
        kg("add", statement, "--speaker", "Ada", "--about", f"topic {number % 2}", "--said", "2024")
        for who in ("Ann", "Abe"):
            kg("agree", number + 1, who, "--said", "2024-06")
        for who in ("Bob", "Ben", "Bea"):
            kg("disagree", number + 1, who, "--said", "2025-03")
    kg("export", "talk.parquet")
    return home / "talk.parquet"


ASKED = [{}, {"as_of": "2024"}, {"query": 'about:"topic 1"'}]


@pytest.mark.parametrize("how", ASKED)
def test_a_folder_comes_to_what_its_notebook_does(home, disputed, how):
    with api.open(home / "notebook.db") as book, api.create(":memory:") as none:
        assert book.camps()["verdict"] == "loose camps"
        for name in ("camps", "ground", "agreement"):
            expected = getattr(book, name)(**how)
            # No notebook is read for it.
            assert getattr(none, name)(**how, from_=disputed) == expected
            assert getattr(none, name)(**how, engine="duckdb", from_=str(disputed)) == expected
            assert getattr(book, name)(**how, engine="builtin") == expected


def test_spark_comes_to_the_same(home, disputed, spark):
    with api.open(home / "notebook.db") as book:
        for name in ("camps", "ground", "agreement"):
            found = getattr(book, name)(engine="spark", from_=disputed, master="local[2]")
            assert found == getattr(book, name)()


def test_spark_reads_the_server_of_a_notebook(home, disputed, spark, by_host):
    with api.create(by_host) as book:
        with api.open(home / "notebook.db") as other:
            other.write(home / "talk.jsonl")
        book.read(home / "talk.jsonl")
        assert book.camps(engine="spark") == book.camps()


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"from_": "nowhere"}, "There is no folder nowhere. Write one with kg export --format parquet FOLDER."),
        ({"engine": "duckdb"}, 'DuckDB reads a folder of Parquet: kg export --format parquet FOLDER, then from_="FOLDER".'),
        ({"engine": "builtin", "from_": "x"}, 'The builtin engine reads notebooks: leave out from_, or engine="builtin".'),
        ({"master": "local[2]"}, 'master goes with engine="spark".'),
        ({"jdbc_jar": "y"}, 'jdbc_jar goes with engine="spark".'),
        ({"engine": "spark", "from_": "x", "jdbc_jar": "y"}, "jdbc_jar is for a server: leave it out, or from_."),
        ({"engine": "sprak"}, "'sprak' is none of builtin, duckdb, spark. Write one of these."),
        ({"engine": "spark"}, "Spark reads notebooks on a PostgreSQL server, and folders of Parquet. Write one with kg export --format parquet FOLDER, then --from FOLDER."),
        ({"from_": "talk.parquet", "speakers": "Ada"}, "Of a folder claims cannot be asked for by speaker:. Ask by about:, kind:, tag:, outcome:, due: or text:, or export only these claims: kg export FOLDER --format parquet QUERY."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(disputed, monkeypatch, how, error):
    monkeypatch.chdir(disputed.parent)
    with api.create(":memory:") as book:
        for name in ("camps", "ground", "agreement"):
            with pytest.raises(KgError) as raised:
                getattr(book, name)(**how)
            assert str(raised.value) == error
            assert isinstance(raised.value, Invalid) == ("nowhere" not in error)


def test_no_engine_is_loaded_that_is_not_asked_for(disputed, monkeypatch):
    for module in ("duckdb", "pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    with api.create(":memory:") as book:
        assert book.camps()["verdict"] == "nothing to compare"
        with pytest.raises(KgError, match="DuckDB is not installed"):
            book.camps(from_=disputed)
