"""`kg init`."""

import pytest


def test_init_says_where_the_notebook_is(kg, home):
    assert kg("--database", "new/one.db", "init").output == (
        f"Made a notebook at {home}/new/one.db.\n"
        'Next: kg add "…" --speaker NAME --about CONCEPT, or kg import FILE\n'
    )
    assert kg("--database", "new/one.db", "claim", "list", "--json").json == []


def test_the_notebook_is_in_the_users_data_folder_unless_told_otherwise(kg, home, monkeypatch):
    monkeypatch.delenv("KG_DATABASE")
    where = home / ".local" / "share" / "kg" / "notebook.db"
    assert kg("init").output.startswith(f"Made a notebook at {where}.\n")
    assert kg("db", "path").output == f"{where}\n"


@pytest.mark.file
def test_a_notebook_is_never_made_over_another(kg, home, rows):
    kg("add", "Prices fall")
    before = rows()
    assert kg("init", exit_code=1).stderr == (
        f"Error: There is a notebook at {home}/notebook.db already. "
        "Use it as it is, or name another place with --database.\n"
    )
    assert rows() == before


def test_the_notebook_has_a_language_of_its_own(kg):
    kg("--database", "zh.db", "init", "--language", "zh")
    kg("--database", "zh.db", "add", "Prices fall", "--zh", "物价下降")
    assert kg("--database", "zh.db", "claim", "list").output == "1    物价下降\n"
    for words in (["--language", "en"], []):
        answer = kg("--database", "zh.db", "claim", "list", *words, env={"KG_LANGUAGE": "en"})
        assert answer.output == "1    Prices fall\n"
    assert kg("init", "--language", "Chinese", exit_code=2).stderr == (
        "Error: Invalid value for '--language': 'Chinese' is not a language code. "
        "Write one such as en, zh or pt-BR.\n"
    )
