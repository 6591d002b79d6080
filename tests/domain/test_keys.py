import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.checks import stable_id
from kg.domain.keys import derived_uid, key, new_uid

# Control characters are refused before a name gets so far.
names = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("GPT 3.5", "gpt-3-5"),
        ("ＧＰＴ－3.5", "gpt-3-5"),
        ("Straße", "STRASSE"),
        ("  Yan   Shuicheng ", "yan-shuicheng"),
        ("Yan_Shuicheng", "yan shuicheng"),
        ("Ο Οδυσσεύς", "ο οδυσσευς".replace("υς", "ύς")),
        ("①", "1"),
        ("ﬁnance", "finance"),
        ("Cafe\u0301", "café"),
        ("می\u200cخواهم", "میخواهم"),
        ("❤\ufe0f", "❤"),
        ("o1\u200b", "o1"),
        ("ΐ", "\u03b9\u0308\u0301"),
    ],
)
def test_names_that_differ_in_dress_only_are_the_same(name, same):
    assert key(name) == key(same)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("A", "A*"),
        ("o1", "o3"),
        ("की", "का"),
        ("น้ำ", "นำ"),
        ("محمد", "محمود"),
        ("50%", "50+"),
        ("???", "!!!"),
        ("🚀", "🎉"),
        ("", "a"),
    ],
)
def test_other_names_are_not_the_same(name, other):
    assert key(name) != key(other)


@given(names)
def test_a_key_is_its_own_key(name):
    assert key(key(name)) == key(name)


@given(names)
def test_a_key_does_not_depend_on_case_or_space_around(name):
    assert key(f" {name}\n") == key(name)


@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_a_new_id_can_be_an_id_and_ends_in_six_characters_of_chance(words):
    uid = new_uid(words)
    assert stable_id(uid) == uid
    assert re.fullmatch(r"(.{1,32}-)?[2-9a-hjkmnp-z]{6}", uid)


def test_a_new_id_begins_with_the_words():
    assert re.fullmatch(
        r"catching-up-to-o1-takes-years-[2-9a-z]{6}", new_uid("Catching up to o1 takes years")
    )
    assert new_uid("追赶需要数年！").startswith("追赶需要数年-")
    assert len(new_uid("🚀🚀")) == len(new_uid("")) == 6
    assert len(new_uid("word " * 100)) <= 32 + 7
    assert new_uid("same") != new_uid("same")


def test_derived_ids_are_numbered_from_the_second_on():
    seen: Counter[str] = Counter()
    assert [derived_uid("c1/Ann", seen) for _ in range(3)] == ["c1/Ann", "c1/Ann/2", "c1/Ann/3"]
    assert derived_uid("c1/Bob", seen) == "c1/Bob"
