import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from kg import settings
from kg.errors import Invalid, KgError, RecordError, did_you_mean


def test_the_notebook_is_where_one_says_else_where_the_environment_says(monkeypatch):
    monkeypatch.setenv("KG_DATABASE", "there.db")
    assert settings.database("here.db") == "here.db"
    assert settings.database() == settings.database("") == "there.db"


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own folder")
@pytest.mark.parametrize("value", [None, ""])
def test_else_it_is_in_the_users_data_folder(monkeypatch, tmp_path, value):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("KG_DATABASE", raising=False)
    if value is not None:
        monkeypatch.setenv("KG_DATABASE", value)
    assert settings.database() == str(tmp_path / "kg" / "notebook.db")


def test_a_language_is_asked_for_by_whoever_says_it_else_by_the_environment(monkeypatch):
    monkeypatch.delenv("KG_LANGUAGE", raising=False)
    assert settings.language() is None
    assert settings.language("en") == "en"
    monkeypatch.setenv("KG_LANGUAGE", "zh")
    assert settings.language("en") == "en"
    assert settings.language() == settings.language("") == "zh"
    monkeypatch.setenv("KG_LANGUAGE", "")
    assert settings.language() is None


def test_the_curator_is_named_by_the_environment_else_by_the_account(monkeypatch):
    for name, value in (("KG_CURATOR", "Ada"), ("USER", "ada"), ("USERNAME", "ada1")):
        monkeypatch.setenv(name, value)
    assert settings.curator() == "Ada"
    monkeypatch.delenv("KG_CURATOR")
    assert settings.curator() == "ada"
    monkeypatch.setenv("USER", "")
    assert settings.curator() == "ada1"
    monkeypatch.delenv("USERNAME")
    monkeypatch.delenv("LOGNAME", raising=False)
    assert settings.curator() is None
    monkeypatch.setenv("LOGNAME", "ada2")
    assert settings.curator() == "ada2"


def test_a_curator_is_named_on_one_line(monkeypatch):
    monkeypatch.setenv("KG_CURATOR", " Ada \n Lovelace\t")
    monkeypatch.setenv("USER", "ada")
    assert settings.curator() == "Ada Lovelace"
    monkeypatch.setenv("KG_CURATOR", "  \n")
    assert settings.curator() == "ada"


def test_today_is_today_unless_another_day_is_rehearsed(monkeypatch):
    monkeypatch.setenv("KG_TODAY", "2026-11-23")
    assert settings.today() == date(2026, 11, 23)
    monkeypatch.delenv("KG_TODAY")
    before = datetime.now().astimezone().date()
    assert before <= settings.today() <= datetime.now().astimezone().date()


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "2026-11", " "])
def test_a_day_to_rehearse_must_be_a_day(monkeypatch, day):
    monkeypatch.setenv("KG_TODAY", day)
    with pytest.raises(Invalid) as refused:
        settings.today()
    assert str(refused.value) == (
        f"KG_TODAY is {day!r}, which is no day. Write it as 2026-11-23 or unset it."
    )


def test_what_ships_with_the_program_is_beside_it_in_a_checkout():
    package = Path(settings.__file__).parent
    assert settings.shipped("migrations") == package.parent / "migrations"
    assert settings.shipped("domain") == package / "domain"


def test_an_error_is_its_message_and_its_remedy():
    error = KgError("It is wrong.", "Mend it.")
    assert (str(error), error.message, error.remedy) == (
        "It is wrong. Mend it.",
        "It is wrong.",
        "Mend it.",
    )
    assert str(KgError("It is wrong.")) == "It is wrong."
    assert RecordError("It is wrong.", "claims[3].kind").path == "claims[3].kind"
    assert (KgError("x").exit_code, Invalid("x").exit_code) == (1, 2)


@pytest.mark.parametrize(
    ("nearest", "remedy"),
    [
        ([], None),
        (["o1"], "Did you mean o1?"),
        (["o1", "o3"], "Did you mean o1 or o3?"),
        (["o1", "o3", "GPT-4"], "Did you mean o1, o3 or GPT-4?"),
    ],
)
def test_a_near_miss_is_answered_with_what_is_near(nearest, remedy):
    assert did_you_mean(nearest) == remedy
