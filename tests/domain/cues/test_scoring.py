import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.cues import KINDS, Kind, Place, judge


def score(sentence, kind, place=None):
    return judge(sentence, place).scores[kind]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("I'd bet that it will be there within two years.", Kind.PREDICTION),
        ("Sooner or later prices are bound to fall.", Kind.PREDICTION),
        ("Exactly, that's a good point.", Kind.AGREEMENT),
        ("I don't think so, on the contrary.", Kind.DISAGREEMENT),
        ("I'm not so sure about that.", Kind.DISAGREEMENT),
        ("三五年之内肯定会普及。", Kind.PREDICTION),
        ("我估計年底會出現。", Kind.PREDICTION),
        ("没错，我也这么觉得。", Kind.AGREEMENT),
        ("就像李老师讲的，我补充一点。", Kind.AGREEMENT),
        ("我不太认同，恰恰相反。", Kind.DISAGREEMENT),
    ],
)
def test_a_plain_sentence_is_told(sentence, kind):
    assert judge(sentence).kind is kind


@pytest.mark.parametrize(
    ("more", "less", "kind"),
    [
        ("The price will fall within two years.", "The price will fall.", Kind.PREDICTION),
        ("It will change all.", "It will change all, I thought last year.", Kind.PREDICTION),
        ("I think it will be soon.", "Do you think it will be soon?", Kind.PREDICTION),
        (
            "大家都以为我们两年内会超过他们。",
            "当时大家都以为我们两年内会超过他们。",
            Kind.PREDICTION,
        ),
        ("我觉得两年内会超过他们。", "两年内会超过他们吗？", Kind.PREDICTION),
        ("我同意这一点。", "谢谢，欢迎大家，请发言。", Kind.AGREEMENT),
    ],
)
def test_what_speaks_for_a_kind_raises_it_and_what_speaks_against_lowers_it(more, less, kind):
    assert score(more, kind) > score(less, kind)


def test_the_beginning_of_a_turn_that_answers_another_is_more_of_a_stance():
    sentence = "我觉得这件事情的关键在于成本。"
    first, later = (
        score(sentence, Kind.DISAGREEMENT, Place(number, reply=True)) for number in (0, 9)
    )
    assert first > later == score(sentence, Kind.DISAGREEMENT, Place(0))


def test_each_further_cue_counts_less_so_that_length_does_not_win():
    one, two, three = (
        score(f"Nothing that anybody has ever made in this place {words}.", Kind.PREDICTION)
        for words in ("will be there", "will be there if it may", "will be there if it may grow")
    )
    assert two - one > three - two > 0


def test_a_time_to_come_and_another_cue_of_the_future_count_together():
    time, future, both = (
        score(f"Nothing that anybody ever made in this {words}.", Kind.PREDICTION)
        for words in ("place by 2030", "place will last", "place will last by 2030")
    )
    assert both > max(time, future) + 0.8


def test_in_a_list_of_all_kinds_a_sentence_counts_as_a_prediction_and_as_one_stance():
    judged = judge("But I disagree: it will be there within two years, certainly.")
    prediction, agreement, disagreement = (judged.scores[kind] for kind in KINDS)
    assert disagreement > agreement > 0
    assert judged.score == prediction + disagreement


def test_a_sentence_without_a_cue_looks_like_nothing():
    judged = judge("The cat sat on the mat.")
    assert judged.score == 0 and judged.marks == []
    assert not any(judged.may_be(kind) for kind in KINDS)


def test_a_sentence_may_be_more_than_one_thing():
    judged = judge("But I disagree: it will be there within two years.")
    assert [kind for kind in KINDS if judged.may_be(kind)] == [Kind.PREDICTION, Kind.DISAGREEMENT]


@given(st.text())
def test_no_score_is_below_zero(sentence):
    assert all(score >= 0 for score in judge(sentence).scores.values())
