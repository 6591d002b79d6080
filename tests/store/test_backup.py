import pytest
from sqlalchemy import select

from kg.errors import NotebookError
from kg.store import database as databases
from kg.store.backup import backup_to
from kg.store.models import Speaker
from tests.rig.quick import empty_notebook


def speaker(uid):
    return Speaker(uid=uid, kind="person", names={"en": uid}, aliases=[])


@pytest.fixture
def notebook(tmp_path):
    made = databases.create(tmp_path / "notebook.db")
    with made.transaction("add") as session:
        session.add(speaker("ann"))
    yield made
    made.close()


def test_a_copy_is_a_notebook_with_the_same_contents(notebook, tmp_path):
    backup_to(notebook, tmp_path / "copy ?#.db")
    copy = databases.open(tmp_path / "copy ?#.db")
    with copy.read() as session:
        assert session.scalars(select(Speaker.uid)).all() == ["ann"]
    copy.close()


def test_a_copy_made_in_the_middle_of_a_change_has_nothing_of_it(notebook, tmp_path):
    with notebook.transaction("add") as session:
        session.add(speaker("bob"))
        session.flush()
        backup_to(notebook, tmp_path / "copy.db")
    copy = databases.open(tmp_path / "copy.db")
    with copy.read() as session:
        assert session.scalars(select(Speaker.uid)).all() == ["ann"]
    copy.close()


def test_a_notebook_in_memory_can_be_put_into_a_file(tmp_path):
    made = empty_notebook()
    with made.transaction("add") as session:
        session.add(speaker("ann"))
    backup_to(made, tmp_path / "copy.db")
    made.close()
    copy = databases.open(tmp_path / "copy.db")
    with copy.read() as session:
        assert session.scalars(select(Speaker.uid)).all() == ["ann"]
    copy.close()


def test_what_stands_in_its_place_is_kept(notebook, tmp_path):
    (tmp_path / "copy.db").write_text("a letter")
    with pytest.raises(NotebookError) as refused:
        backup_to(notebook, tmp_path / "copy.db")
    assert str(refused.value) == (
        f"{tmp_path / 'copy.db'} exists already. Name another file for the backup."
    )
    assert (tmp_path / "copy.db").read_text() == "a letter"


def test_a_copy_that_cannot_be_written_is_refused(notebook, tmp_path):
    with pytest.raises(NotebookError) as refused:
        backup_to(notebook, tmp_path / "nowhere" / "copy.db")
    assert str(refused.value) == (
        f"The backup {tmp_path / 'nowhere' / 'copy.db'} cannot be written: "
        "No such file or directory."
    )
