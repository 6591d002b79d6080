"""In which language a notebook speaks."""

from kg.notebook.language import language_of, own_language
from kg.store.models import Property


def test_what_is_asked_for_goes_before_the_environment_and_that_before_the_notebook_s_own(
    session, monkeypatch
):
    session.get_one(Property, "language").value = "zh"
    assert [language_of(session, asked) for asked in ("de", None)] == ["de", "zh"]
    monkeypatch.setenv("KG_LANGUAGE", "fr")
    assert [language_of(session, asked) for asked in ("de", None)] == ["de", "fr"]
    assert own_language(session) == "zh"


def test_a_notebook_that_does_not_say_its_language_speaks_english(session):
    session.delete(session.get_one(Property, "language"))
    session.flush()
    assert own_language(session) == "en"
