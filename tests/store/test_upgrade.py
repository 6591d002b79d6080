import shutil
from datetime import date
from textwrap import indent

import pytest
from sqlalchemy import func, insert, inspect, select, text

from kg.errors import KgError
from kg.notebook import claims
from kg.settings import shipped
from kg.store import database as databases
from kg.store import upgrade as upgrading
from kg.store.history import TABLES
from kg.store.models import Claim, Position
from kg.store.upgrade import upgrade
from tests.store.contents import contents

MIGRATION = '''"""The fifth schema."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
{body}
'''

REBUILD = """
with op.batch_alter_table("claim", table_kwargs={"sqlite_autoincrement": True}) as claim:
    claim.add_column(sa.Column("place", sa.Text()))
    claim.alter_column("weight", existing_type=sa.String(6), nullable=True)
op.execute("UPDATE claim SET place = 'kept'")
"""


@pytest.fixture
def old(place):
    """A notebook of this program's schema, with two claims, one of them removed."""
    made = databases.create(place)
    with made.transaction("add") as session:
        for words in ("It takes years", "It takes months"):
            claims.add(session, words, today=date(2026, 1, 1), speaker="Ann", about=["o1"])
    with made.transaction("remove") as session:
        claims.remove(session, 2)
    made.close()
    return place


@pytest.fixture
def fifth(tmp_path, monkeypatch):
    """Lets the program know a fifth schema, reached by a migration with this body."""
    folder = tmp_path / "50% of migrations"
    shutil.copytree(shipped("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))

    def know(body):
        path = folder / "versions" / "0005_fifth.py"
        path.write_text(MIGRATION.format(body=indent(body.strip("\n"), "    ")))
        monkeypatch.setattr(databases, "SCHEMA", "0005")
        monkeypatch.setattr(upgrading, "SCHEMA", "0005")
        monkeypatch.setattr(upgrading, "shipped", lambda _: folder)

    return know


def contents_of(place):
    opened = databases.open(place, any_schema=True)
    with opened.read() as session:
        found = contents(session), databases.schema_of(session.connection())
    opened.close()
    return found


def refusal(call, *details):
    with pytest.raises(KgError) as refused:
        call(*details)
    return str(refused.value)


def test_an_old_notebook_is_refused_then_upgraded_then_opened(old, fifth):
    before, _ = contents_of(old)
    fifth(REBUILD)
    assert "was made by an older version of kg. " in refusal(databases.open, old)
    found, reached, backup = upgrade(old)
    assert (found, reached) == ("0004", "0005")
    opened = databases.open(old)
    with opened.read() as session:
        assert contents(session) == before
        assert session.execute(text("SELECT place FROM claim")).scalars().all() == ["kept"]
        assert session.scalar(select(func.count()).select_from(Position)) == 1
    assert contents_of(old)[1] == "0005"
    if opened.path is None:
        assert backup is None
    else:
        assert backup is not None
        assert backup.parent == opened.path.parent
        assert backup.name.startswith("notebook-before-0004-")
        assert contents_of(backup) == (before, "0004")
    opened.close()


def test_after_a_table_was_rebuilt_all_points_where_it_did(old, fifth):
    fifth(REBUILD)
    upgrade(old)
    opened = databases.open(old)
    with opened.transaction("add") as session:
        row = claims.add(session, "A third", today=date(2026, 1, 1), speaker="Ann")
        assert row.id == 3, "a number is used twice"
        session.flush()
    with opened.read() as session:
        keys = inspect(session.connection()).get_foreign_keys("position")
        assert {"claim"} <= {key["referred_table"] for key in keys}

    def point_at_nothing():
        with opened.transaction("add") as session:
            session.execute(insert(TABLES["reading"]).values(claim_id=99, prediction_id=99))

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        point_at_nothing()
    opened.close()


def test_numbers_are_not_given_again_though_the_rebuilt_table_was_empty(old, fifth):
    opened = databases.open(old)
    with opened.transaction("remove") as session:
        claims.remove(session, 1)
    opened.close()
    fifth(REBUILD)
    upgrade(old)
    opened = databases.open(old)
    with opened.transaction("add") as session:
        assert claims.add(session, "A third", today=date(2026, 1, 1)).id == 3
    opened.close()


def test_nothing_is_half_done_when_a_migration_fails(old, fifth, tmp_path):
    before = contents_of(old)
    fifth(REBUILD + '\nop.create_table("extra", sa.Column("id", sa.Integer()))\n1 / 0')
    with pytest.raises(ZeroDivisionError):
        upgrade(old)
    assert contents_of(old) == before
    opened = databases.open(old, any_schema=True)
    with opened.read() as session:
        seen = inspect(session.connection())
        assert "extra" not in seen.get_table_names()
        assert "place" not in {column["name"] for column in seen.get_columns("claim")}
        assert not [name for name in seen.get_table_names() if "tmp" in name]
    copies = list(tmp_path.glob("notebook-before-*.db"))
    assert [contents_of(copy) for copy in copies] == [before] * (opened.path is not None)
    opened.close()


def test_a_migration_that_leaves_loose_ends_is_refused(tmp_path, fifth):
    place = tmp_path / "notebook.db"
    made = databases.create(place)
    with made.transaction("add") as session:
        claims.add(session, "It takes years", today=date(2026, 1, 1), speaker="Ann")
    made.close()
    before = contents_of(place)
    fifth('op.execute("DELETE FROM speaker")')
    assert refusal(upgrade, place) == (
        f"Rows of position in the notebook {place} would point at nothing; nothing was changed."
    )
    assert contents_of(place) == before


def test_a_notebook_that_is_up_to_date_is_left_alone(old, tmp_path):
    before = contents_of(old)
    assert upgrade(old) == ("0004", "0004", None)
    assert contents_of(old) == before
    assert not list(tmp_path.glob("*before*"))


def test_a_notebook_of_a_newer_version_is_refused_untouched(old, tmp_path):
    opened = databases.open(old)
    with opened.writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    before = contents_of(old)
    message = (
        f"The notebook {opened.place} was made by a newer version of kg; nothing was changed. "
        "Install that version: pip install --upgrade kg-notebook."
    )
    assert refusal(upgrade, old) == refusal(databases.open, old) == message
    assert contents_of(old) == before
    assert not list(tmp_path.glob("*before*"))


def test_where_there_is_no_notebook_there_is_nothing_to_upgrade(tmp_path):
    path = tmp_path / "notebook.db"
    assert refusal(upgrade, path).startswith(f"There is no notebook at {path}.")
    assert not path.exists()


def test_a_notebook_made_by_the_migrations_is_used_like_any_other(place):
    database = databases.Database(databases.url_of(place))
    upgrading.migrate(database, shipped("migrations"))
    database.close()
    opened = databases.open(place)
    with opened.transaction("add") as session:
        claims.add(session, "It takes years", today=date(2026, 1, 1), speaker="Ann", about=["o1"])
    with opened.read() as session:
        assert session.scalars(select(Claim.id)).all() == [1]
    opened.close()
