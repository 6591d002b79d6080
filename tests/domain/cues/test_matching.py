import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.cues import chinese
from kg.domain.cues.matching import LANGUAGES, cues, marks


def names(sentence):
    return [mark.name for mark in marks(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I'd bet on it within two years", ["I bet", "deadline"]),
        ("It won’t be there by 2030", ["will", "deadline"]),
        ("I don't agree", ["disagree"]),
        ("That's a good point", ["that", "that's right"]),
        ("As Adam points out, as Eve said", ["as X said", "was"]),
        ("两年内大概率实现", ["时限", "可能", "变化"]),
        ("我倒没有那么乐观", ["倒", "未必", "期待"]),
        ("我不太认同", ["不同意"]),
        ("我很认同", ["同意"]),
        ("就这个有趣的问题刚提到", ["引述"]),
        ("大家可以想像", ["能", "预计"]),
        ("GPT-5 will be 颠覆", ["will", "变化"]),
        ("今日は東京で会います", []),
        ("3.5 %", []),
    ],
)
def test_cues_are_named_in_the_order_of_the_text(sentence, found):
    assert names(sentence) == found


def test_traditional_characters_have_the_same_cues_as_simplified_ones():
    assert names("我也這麼覺得，未來會變成這樣") == names("我也这么觉得，未来会变成这样") != []


def test_a_cue_is_found_across_bold_marks_and_stands_where_they_do():
    sentence = "我**完全同**意他"
    assert [sentence[mark.begins : mark.ends] for mark in marks(sentence)] == ["同**意"]


def test_meetings_and_accountants_are_no_future():
    assert names("工会的会议在会场") == names("会计") == names("社会") == names("机会") == []


def test_of_cues_with_one_name_the_heaviest_counts():
    assert [(mark.name, mark.weight) for mark in marks("will, and it will be")] == [("will", 1.8)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_compiles_weighs_something_and_does_not_fire_on_nothing(language):
    for cue in cues(language):
        pattern = re.compile(cue.pattern)
        assert cue.name and 0 < cue.weight <= 3
        assert not pattern.search(""), cue
        assert not re.search(r"(?<!\\)[A-Z]", cue.pattern), cue


def test_the_tables_are_written_in_the_characters_to_which_others_are_folded():
    folded = {pair[0]: pair[1] for pair in chinese.FOLDED.split()}
    assert not folded.keys() & set(folded.values())
    for cue in cues("zh"):
        assert not folded.keys() & set(cue.name + cue.pattern), cue


WORDS = st.lists(st.sampled_from([*"会将要不我 ,，.*_“I", "will ", "两年内", "同意", "but "])).map(
    "".join
)


@given(WORDS | st.text())
def test_every_mark_stands_in_its_sentence(sentence):
    for mark in marks(sentence):
        assert 0 <= mark.begins < mark.ends <= len(sentence)
