"""The models, and the migrations that lead to them, describe the same tables."""

import ast
import shutil
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from kg.settings import shipped
from kg.store import database as databases
from kg.store.database import Database
from kg.store.models import INDEX, SCHEMA, Base, made_for_search
from kg.store.upgrade import migrate

MIGRATIONS = shipped("migrations")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    if request.param == "sqlite":
        return str(tmp_path / "migrated.db")
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def migrated(place):
    """A database made by the migrations alone."""
    database = Database(databases.url_of(place))
    migrate(database, MIGRATIONS)
    yield database
    database.close()


def test_the_schema_that_the_program_knows_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_the_migrations_make_what_the_models_say(migrated):
    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, parents: not made_for_search(name),
            },
        )
        assert compare_metadata(context, Base.metadata) == []
        assert databases.schema_of(connection) == SCHEMA


def test_a_new_notebook_has_the_tables_of_a_migrated_one(migrated, place, request, tmp_path):
    before = described(migrated)
    if migrated.url.get_backend_name() == "sqlite":
        place = tmp_path / "created.db"
    else:
        with migrated.writing.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    created = databases.create(place)
    assert described(created) == before
    created.close()


def test_no_table_gives_a_number_twice(migrated):
    if migrated.url.get_backend_name() != "sqlite":
        return
    with migrated.engine.connect() as connection:
        written = dict(connection.execute(text("SELECT name, sql FROM sqlite_master")).all())
    for table in Base.metadata.tables.values():
        assert ("AUTOINCREMENT" in written[table.name]) is ("id" in table.columns), table.name


def described(database):
    """All that the database says of its tables, in an order of its own."""
    with database.engine.connect() as connection:
        seen = inspect(connection)
        sqlite = connection.dialect.name == "sqlite"
        tables = {
            name: {
                "columns": [
                    {**column, "type": str(column["type"])} for column in seen.get_columns(name)
                ],
                "primary key": seen.get_pk_constraint(name),
                "foreign keys": ordered(seen.get_foreign_keys(name)),
                "indexes": ordered(as_text(one) for one in seen.get_indexes(name)),
                "unique": ordered(seen.get_unique_constraints(name)),
                "checks": ordered(seen.get_check_constraints(name)),
                "options": seen.get_table_options(name) if sqlite else {},
            }
            for name in seen.get_table_names()
            if name != "alembic_version" and not made_for_search(name)
        }
        index = connection.execute(text(INDEX_AS_WRITTEN[connection.dialect.name])).all()
    assert set(tables) == set(Base.metadata.tables)
    assert index
    return {**tables, "the search index": index}


# What SQLAlchemy does not read: how the index was made, and in SQLite the tables that it keeps.
INDEX_AS_WRITTEN = {
    "sqlite": f"SELECT name, sql FROM sqlite_master WHERE name LIKE '{INDEX}%' ORDER BY name",
    "postgresql": f"SELECT indexname, indexdef FROM pg_indexes WHERE indexname = '{INDEX}'",
}


def as_text(index):
    """An index of which the condition, if there is one, can be compared."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


def ordered(found):
    return sorted(found, key=str)


def test_a_developer_can_ask_alembic_itself(place, tmp_path, monkeypatch):
    databases.create(place).close()
    monkeypatch.setenv("KG_DATABASE", place)
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    said = StringIO()
    config = Config(stdout=said)
    config.set_main_option("script_location", str(folder))
    command.check(config)
    command.revision(config, message="The fifth schema", rev_id="0005", autogenerate=True)
    written = (folder / "versions" / "0005_the_fifth_schema.py").read_text("utf-8")
    module = ast.parse(written)
    assert ast.get_docstring(module) == "The fifth schema."
    assert ast.unparse(module.body[-1]) == "def upgrade() -> None:\n    pass"
    assert said.getvalue() == "No new upgrade operations detected.\n"


def test_every_column_that_points_at_a_table_has_an_index():
    """Else removing a row reads every row that could point at it."""
    for table in Base.metadata.tables.values():
        first = {index.columns[0].name for index in table.indexes}
        first |= {
            constraint.columns[0].name
            for constraint in table.constraints
            if hasattr(constraint, "columns") and len(constraint.columns)
            if type(constraint).__name__ in {"UniqueConstraint", "PrimaryKeyConstraint"}
        }
        pointing = {key.parent.name for key in table.foreign_keys}
        assert pointing <= first, table.name


def test_a_migration_reads_no_model():
    """It must do the same when the models are others."""
    for path in (MIGRATIONS / "versions").glob("*.py"):
        imported = [
            node
            for node in ast.walk(ast.parse(Path(path).read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert not [node for node in imported if "kg" in ast.unparse(node).split()], path.name
