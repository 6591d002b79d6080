"""Spark starts where it can, and says in one sentence why it cannot."""

import sys

import pytest

from kg.engines import positions, spark_session
from kg.engines.with_spark import Spark
from kg.errors import KgError


@pytest.fixture
def folder(kg, home):
    kg("init")
    kg("add", "Prices fall", "--speaker", "Ada")
    kg("export", "x.parquet")
    return ("camps", "--engine", "spark", "--from", "x.parquet")


REMEDY = (
    "Install Java 17 or newer (on Debian: apt install default-jre-headless), or let JAVA_HOME name "
    "its folder.\n"
)


def test_without_java_it_says_what_to_install(kg, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    assert kg(*folder, exit_code=1).stderr == (
        f"Error: Spark needs Java, and there is none in JAVA_HOME, /nowhere. {REMEDY}"
    )
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert kg(*folder, exit_code=1).stderr == (
        f"Error: Spark needs Java, and there is none here. {REMEDY}"
    )


def test_java_that_is_too_old_is_named(kg, folder, monkeypatch, tmp_path):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert kg(*folder, exit_code=1).stderr == (
        f"Error: Spark needs Java 17 or newer, and {java} is 11. {REMEDY}"
    )


@pytest.mark.parametrize(
    ("module", "engine", "package"),
    [("pyspark.sql", "spark", "Spark"), ("duckdb", "duckdb", "DuckDB")],
)
def test_without_its_package_it_says_what_to_install(
    kg, folder, monkeypatch, module, engine, package
):
    monkeypatch.setitem(sys.modules, module, None)
    said = kg("camps", "--engine", engine, "--from", "x.parquet", exit_code=1).stderr
    assert said == (
        f"Error: {package} is not installed. Run pip install 'kg-notebook[{engine}]'.\n"
    )


def test_what_fails_in_spark_is_one_sentence(running, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "close", lambda: None)
    engine = Spark(running, positions.of_folder(tmp_path))
    with pytest.raises(KgError) as caught:
        engine.take()
    assert str(caught.value).startswith("Spark failed at local[2]: ")
    assert "\n" not in str(caught.value)
    assert f"{tmp_path}/positions" in str(caught.value)


def test_work_that_fails_in_a_part_is_told_by_what_was_raised(
    running, tmp_path, session, fill, monkeypatch
):
    from kg.formats import parquet

    fill(session, 1)
    parquet.write(session, None, tmp_path)
    monkeypatch.setattr(running, "close", lambda: None)
    taken = Spark(running, positions.of_folder(tmp_path), few=0).take()

    def fails(part, at):
        raise ValueError("that was too much")

    with pytest.raises(KgError) as caught:
        taken.each(fails)
    assert str(caught.value) == (
        "Spark failed at local[2]: ValueError: that was too much. See docs/engines.md for what it "
        "needs."
    )


@pytest.mark.parametrize(
    ("url", "jar", "error"),
    [
        ("notebook.db", None, "Spark reads notebooks on a PostgreSQL server, and folders of Parquet. Write one with kg export --format parquet FOLDER, then --from FOLDER."),
        ("postgresql:///notes?host=/run/postgresql", None, "Spark reaches a server by its host, and this notebook's URL names a socket. Name the host: postgresql://USER@HOST/NAME."),
        ("postgresql://ada:secret@h/notes", "no.jar", "There is no file no.jar. Name PostgreSQL's JDBC driver, a .jar."),
        ("postgresql://ada:secret@h/notes", None, "Spark needs PostgreSQL's JDBC driver to read a server. Name it with --jdbc-jar FILE (on Debian: apt install libpostgresql-jdbc-java)."),
    ],
)  # fmt: skip
def test_a_notebook_that_spark_cannot_reach_is_told(
    session, monkeypatch, tmp_path, url, jar, error
):
    monkeypatch.setattr(positions, "JARS", ())
    with pytest.raises(KgError) as caught:
        positions.of_server(session, url, jar and tmp_path.joinpath(jar).relative_to(tmp_path))
    assert str(caught.value) == error


def test_what_a_url_sets_goes_to_the_driver_and_nothing_of_it_is_dropped(session, tmp_path):
    jar = tmp_path / "driver.jar"
    jar.touch()
    given = []

    class Reading:
        def format(self, name):
            return self

        def options(self, **settings):
            given.append(settings)
            return self

        def load(self):
            return self

    class Spark:
        read = Reading()

    url = "postgresql://ada@[::1]:5433/a%20b?sslmode=require&options=-csearch_path%3Dkg&connect_timeout=3"
    read, _ = positions.of_server(session, url, jar)
    read(Spark())
    shown = {
        name: given[0].get(name)
        for name in ("url", "user", "sslmode", "options", "connect_timeout")
    }
    assert shown == {
        "url": "jdbc:postgresql://[::1]:5433/a%20b",
        "user": "ada",
        "sslmode": "require",
        "options": "-csearch_path=kg",
        "connect_timeout": None,
    }  # fmt: skip


def test_what_a_url_sets_and_the_driver_does_not_know_is_refused(session, tmp_path):
    jar = tmp_path / "driver.jar"
    jar.touch()
    with pytest.raises(KgError) as caught:
        positions.of_server(session, "postgresql://h/notes?channel_binding=require", jar)
    assert str(caught.value) == (
        "Spark reads no server with channel_binding in its URL. Leave it out, or name one of "
        "sslmode, sslrootcert, sslcert, sslkey, options."
    )


def test_a_program_is_packed_for_workers_that_lack_it(tmp_path):
    import zipfile

    with zipfile.ZipFile(spark_session._packed(tmp_path)) as archive:
        names = archive.namelist()
    assert {"kg/__init__.py", "kg/domain/agreeing/stands.py", "kg/engines/with_spark.py"} <= {
        *names
    }
