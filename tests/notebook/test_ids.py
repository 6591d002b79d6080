import pytest
from sqlalchemy import select

from kg.domain.checks import stable_id
from kg.notebook import claims, concepts, ids, speakers
from kg.store.models import Claim, Speaker
from tests.notebook.asking import TODAY, refusal


def test_a_row_has_the_id_that_is_given_or_one_made_of_its_words(session):
    assert ids.own(session, Speaker, "ann", "Ann B.") == "ann"
    assert ids.own(session, Speaker, None, "Ann B.").startswith("ann-b-")


def test_an_id_belongs_to_one_row_of_its_sort(session):
    speakers.add(session, "Ann", uid="ann")
    concepts.add(session, "Ann", uid="ann")
    assert refusal(ids.own, session, Speaker, "ann", "Ann") == (
        "'ann' is the id of speaker 1 already. Give another."
    )
    assert ids.own(session, Claim, "ann", "Ann") == "ann"


@pytest.mark.parametrize("words", ["🚀", "???", "…", "C++", "हिन्दी", "--x--", "。。", "_a_", "١٢"])
def test_an_id_made_of_any_words_can_be_written_in_a_file(session, words):
    row = claims.add(session, {"en": words}, today=TODAY, speaker=words, about=[words], new=True)
    for one in (row, row.positions[0], row.positions[0].speaker, row.about[0].concept):
        assert stable_id(one.uid) == one.uid


def test_an_id_that_chance_gives_twice_is_drawn_again(session, monkeypatch):
    drawn = iter(["ann-222222", "ann-222222", "ann-333333"])
    monkeypatch.setattr(ids, "new_uid", lambda words: next(drawn))
    speakers.add(session, "Ann")
    speakers.add(session, "Zoe")
    assert list(session.scalars(select(Speaker.uid).order_by(Speaker.id))) == [
        "ann-222222",
        "ann-333333",
    ]
