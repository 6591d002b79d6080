"""`kg doctor`."""

import os
import sqlite3
from contextlib import closing

import pytest

from tests.cli.conftest import run
from tests.cli.test_bad_input import FULL

pytestmark = pytest.mark.file


SOUND = """\
file        sound
values      sound
references  sound
rules       sound
names       sound
search      sound
history     sound
quotes      sound
"""

INDEX_UNSEEN = (
    "SQLite's index of words was not looked at, for the notebook cannot be changed now.\n"
)


def behind_its_back(home, *statements):
    connection = sqlite3.connect(home / "notebook.db")
    for one in statements:
        connection.execute(one)
    connection.commit()
    connection.close()


def test_a_sound_notebook_is_said_to_be_sound(kg):
    kg("add", "Prices fall", "--speaker", "Ada", "--about", "prices")
    assert kg("doctor").output == SOUND


def test_an_empty_notebook_is_sound(kg):
    assert kg("doctor").output == SOUND


def test_what_can_be_made_anew_is_with_fix_and_the_rest_is_told(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    behind_its_back(home, "DELETE FROM name WHERE kind = 'speaker'", "DELETE FROM position")
    assert kg("doctor", exit_code=1).output == (
        "file        sound\n"
        "values      sound\n"
        "references  sound\n"
        "rules       sound\n"
        "names       1 fault\n"
        "  speaker 1 is not found by 'ada'.\n"
        "search      sound\n"
        "history     1 fault\n"
        "  position 1 is gone, but no change removed it.\n"
        "quotes      sound\n"
        "Names: kg doctor --fix makes them anew.\n"
        "History: something other than kg changed the notebook; what it says now counts.\n"
    )
    assert kg("doctor", "--fix", exit_code=1).output == (
        "file        sound\n"
        "values      sound\n"
        "references  sound\n"
        "rules       sound\n"
        "names       1 fault, made anew\n"
        "  speaker 1 is not found by 'ada'.\n"
        "search      sound\n"
        "history     1 fault\n"
        "  position 1 is gone, but no change removed it.\n"
        "quotes      sound\n"
        "History: something other than kg changed the notebook; what it says now counts.\n"
    )
    assert "names       sound\n" in kg("doctor", exit_code=1).output


def test_fixing_all_that_is_wrong_ends_with_zero(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    behind_its_back(home, "DELETE FROM name WHERE kind = 'speaker'")
    kg("doctor", "--fix")
    assert kg("doctor").output == SOUND


def test_many_faults_are_counted_and_few_shown(kg, home):
    for number in range(7):
        kg("add", f"Prices fall by {number}", "--new")
    behind_its_back(home, "DELETE FROM name")
    told = kg("doctor", exit_code=1).output.splitlines()
    assert told[4:11] == [
        "names       7 faults",
        *(
            f"  claim {number} is not found by 'prices-fall-by-{number - 1}'."
            for number in (1, 2, 3, 4, 5)
        ),
        "  and 2 more.",
    ]


def test_a_quote_that_stands_elsewhere_is_told_but_is_no_damage(kg, home):
    (home / "talk.md").write_text("**Ada:** Prices will fall next year.\n\n**Bob:** I doubt it.\n")
    kg("source", "add", "talk.md", "--speaker", "Ada=Ada", "--speaker", "Bob=Bob")
    kg("add", "Prices fall", "--speaker", "Ada", "--source", "1", "--quote", "Prices will fall")
    behind_its_back(home, "UPDATE passage SET text = replace(text, 'will', 'must')")
    kg("doctor", "--fix")
    assert kg("doctor").output == SOUND.replace(
        "quotes      sound\n",
        "quotes      1 quote not exact\n"
        "  position 1: changed.\n"
        "Quotes: kg verify shows each, and what to do.\n",
    )


def test_scripts_get_the_parts_as_json(kg, home):
    behind_its_back(home, "INSERT INTO name (kind, key, row_id) VALUES ('speaker', 'ghost', 7)")
    assert [one for one in kg("doctor", "--json", exit_code=1).json if not one["sound"]] == [
        {
            "part": "names",
            "sound": False,
            "number": 1,
            "faults": ["speaker 7 is found by 'ghost', which it is not called."],
            "mended": False,
        }
    ]


def test_a_file_that_is_damaged_is_looked_through_no_further(kg, home):
    for number in range(3):
        kg("add", f"Prices fall by {number}", "--new")
    path = home / "notebook.db"
    behind_its_back(
        home,
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "PRAGMA writable_schema = ON",
        "DROP INDEX ix_position_claim_id",
        "PRAGMA user_version = 1",
    )
    whole = bytearray(path.read_bytes())
    whole[28:32] = (len(whole) // 4096 + 5).to_bytes(4, "big")
    path.write_bytes(whole)
    told = kg("doctor", exit_code=1)
    assert "restore FILE" in told.output + told.stderr


def test_a_text_that_search_cannot_read_is_made_anew(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    behind_its_back(home, "UPDATE entry SET words = CAST(x'ff' AS TEXT)")
    said = kg("doctor", "--fix").output
    assert said.replace(str(home), "HOME").splitlines()[5:8] == [
        "search      2 faults, made anew",
        "  The index of words has other words than it should.",
        "  The notebook HOME/notebook.db is damaged: it holds bytes that are no text.",
    ]
    assert kg("doctor").output == SOUND


def test_a_value_that_cannot_be_read_is_found_and_no_command_ends_in_a_traceback(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada", "--said", "2026-11-01")
    behind_its_back(
        home,
        """UPDATE claim SET statement = '{"en": "Pri'""",
        "UPDATE claim SET tags = '{}'",
        """UPDATE speaker SET names = CAST(x'7b2265ff7d' AS TEXT)""",
        "UPDATE position SET said = '2026-13-01'",
    )
    assert kg("doctor", exit_code=1).output == (
        "file    sound\n"
        "values  4 faults\n"
        "  claim 1: statement cannot be read.\n"
        "  claim 1: tags cannot be read.\n"
        "  speaker 1: names cannot be read.\n"
        "  position 1: said cannot be read.\n"
        "Values: restore a backup with kg restore FILE.\n"
    )
    for words in (("claim", "list"), ("claim", "show", 1), ("speaker", "list"), ("export", "-")):
        assert kg(*words, exit_code=1).stderr in {
            f"Error: The notebook {home}/notebook.db is damaged: it holds {what}. "
            f"See what is damaged, and what mends it: kg --database {home}/notebook.db doctor.\n"
            for what in ("what cannot be read", "bytes that are no text")
        }


def test_of_two_notebooks_the_one_is_named_that_holds_what_cannot_be_read(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    kg("--database", "sound.db", "init")
    behind_its_back(home, """UPDATE claim SET statement = '{"en": "Pri'""")
    for words in (("--database", "sound.db", "merge", "notebook.db"), ("copy", "notebook.db", "b")):
        assert kg(*words, exit_code=1).stderr == (
            f"Error: The notebook {home}/notebook.db is damaged: it holds what cannot be read. "
            f"See what is damaged, and what mends it: kg --database {home}/notebook.db doctor.\n"
        )


def test_a_file_of_which_only_an_index_is_damaged_is_saved_by_copying_it(kg, home):
    """A backup would lack what was written since."""
    kg("add", "Prices fall", "--speaker", "Ada")
    connection = sqlite3.connect(home / "notebook.db")
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_position_claim_id'"
    ).fetchone()
    connection.close()
    with (home / "notebook.db").open("r+b") as file:
        # No entry, and all of the page free.
        file.seek((page - 1) * 4096)
        file.write(bytes([10, 0, 0, 0, 0, 16, 0, 0]))
    assert kg("doctor", exit_code=1).output == (
        "file  2 faults\n"
        "  SQLite says: row 1 missing from index ix_position_claim_id.\n"
        "  SQLite says: wrong # of entries in index ix_position_claim_id.\n"
        "File: kg copy to a new file saves what can be read, and kg doctor there says whether that "
        "is all; else restore a backup with kg restore FILE.\n"
    )
    kg("copy", "notebook.db", "saved.db")
    assert kg("--database", "saved.db", "doctor").output == SOUND
    assert kg("--database", "saved.db", "claim", "list").output == "1  Ada  Prices fall\n"


def test_a_file_that_cannot_be_read_through_is_a_fault_of_the_file(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    connection = sqlite3.connect(home / "notebook.db")
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'position'"
    ).fetchone()
    connection.close()
    with (home / "notebook.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(8))
    assert kg("doctor", exit_code=1).output.splitlines()[:2] == [
        "file  1 fault",
        f"  The notebook {home}/notebook.db is damaged.",
    ]
    assert kg("claim", "show", 1, exit_code=1).stderr == (
        f"Error: The notebook {home}/notebook.db is damaged. "
        f"See what is damaged, and what mends it: kg --database {home}/notebook.db doctor.\n"
    )


@pytest.mark.parametrize("begins", [18, 100])
def test_where_a_notebook_cannot_be_opened_a_backup_is_all_that_helps(kg, home, begins):
    """The doctor could not open it, either."""
    kg("add", "Prices fall")
    kg("backup", "copy.db")
    whole = bytearray((home / "notebook.db").read_bytes())
    whole[begins:4096] = b"\xff" * (4096 - begins)
    (home / "my notes.db").write_bytes(whole)
    for words in (
        ("--database", "my notes.db", "claim", "list"),
        ("--database", "my notes.db", "doctor"),
        ("copy", "my notes.db", "new.db"),
    ):
        assert kg(*words, exit_code=1).stderr == (
            f"Error: The notebook {home}/my notes.db is damaged. "
            f"Restore a backup of it: kg --database '{home}/my notes.db' restore FILE.\n"
        )
    kg("--database", "my notes.db", "restore", "copy.db")
    assert kg("--database", "my notes.db", "doctor").output == SOUND


def test_what_mends_another_notebook_than_the_usual_is_said_of_that_one(kg, home):
    kg("--database", "other.db", "init")
    kg("--database", "other.db", "add", "Prices fall", "--speaker", "Ada")
    with closing(sqlite3.connect(home / "other.db")) as connection, connection:
        connection.execute("UPDATE claim SET tags = '{}'")
    assert kg("--database", "other.db", "doctor", exit_code=1).output.splitlines()[-1] == (
        f"Values: restore a backup with kg --database {home}/other.db restore FILE."
    )


def test_on_a_full_disk_all_is_looked_at_but_the_index_of_words(kg, home):
    kg("add", "Prices fall", "--speaker", "Ada")
    seen = run("doctor", **FULL)
    assert (seen.stdout, seen.stderr, seen.returncode) == (SOUND, INDEX_UNSEEN, 0)
    assert run("doctor").stdout == SOUND


def test_of_a_notebook_that_is_read_only_the_index_of_words_is_not_looked_at(kg, home, monkeypatch):
    kg("add", "Prices fall", "--speaker", "Ada")
    allowed = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode, **how: mode != os.W_OK and allowed(path, mode, **how)
    )
    seen = kg("doctor")
    assert (seen.output, seen.stderr) == (SOUND, INDEX_UNSEEN)
