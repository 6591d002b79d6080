"""`kg copy`."""

import pytest

pytestmark = pytest.mark.file


def test_a_notebook_is_copied_to_a_server_and_back(kg, home, postgres_url):
    kg("add", "今年通胀会回落", "--speaker", "央行")
    kg("add", "Prices fall", "--speaker", "Ada")
    said = kg("copy", "notebook.db", postgres_url.replace(":@", "@"))
    assert said.output.startswith("Copied 2 claims and 2 changes to postgresql+psycopg://")
    # What follows the question mark leads to the server, and is not shown.
    assert said.output.endswith("\nTo use it, let KG_DATABASE be the URL that you gave.\n")
    assert kg("--database", postgres_url, "claim", "list").output == kg("claim", "list").output
    assert kg("copy", postgres_url, "back.db").output == (
        f"Copied 2 claims and 2 changes to {home}/back.db.\n"
        f"To use it: export KG_DATABASE={home}/back.db\n"
    )
    assert kg("--database", "back.db", "history").output == kg("history").output


def test_a_place_that_is_taken_is_refused(kg, home):
    assert kg("copy", "notebook.db", "notebook.db", exit_code=1).stderr == (
        f"Error: There is a notebook at {home}/notebook.db already. "
        "Use it as it is, or name another place with --database.\n"
    )


def test_what_is_not_there_is_not_copied(kg, home):
    said = kg("copy", "none.db", "copy.db", exit_code=1).stderr
    assert said.startswith(f"Error: There is no notebook at {home}/none.db.")
    assert not (home / "copy.db").exists()


def test_a_password_is_never_shown(kg):
    place = "postgresql://ada:secret@127.0.0.1:1/notes"
    said = kg("copy", "notebook.db", place, exit_code=1)
    assert "secret" not in said.output + said.stderr
    assert "cannot be reached" in said.stderr
