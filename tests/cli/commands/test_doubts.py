"""What is said beside a result where something in it may be a slip, though it is kept."""

import json

import pytest


@pytest.fixture
def talk(kg, home):
    """A notebook with a talk of two turns, by Ann and Bo, whose text is kept."""
    (home / "talk.md").write_text("Ann: It takes years.\n\nBo: It takes months.\n", "utf-8")
    kg("source", "add", "talk.md", "--new")
    return kg


# Whose turn it is.


@pytest.mark.parametrize("words", [("add", "It takes long", "--speaker"), ("agree", 1)])
def test_a_turn_that_is_somebody_elses_is_told(talk, words):
    talk("add", "It takes time", "--speaker", "Cy", "--said", "2024")
    answer = talk(*words, "Ann", "--source", 1, "--turn", 2)
    assert answer.stderr == (
        "Turn 2 is spoken by Bo, not Ann: kg position edit 2 --turn N if that is a slip.\n"
    )
    assert talk("position", "edit", 2, "--turn", 1).stderr == ""
    assert talk("position", "edit", 2, "--note", "on air").stderr == ""
    assert talk("position", "edit", 2, "--speaker", "Bo").stderr == (
        "Turn 1 is spoken by Ann, not Bo: kg position edit 2 --turn N if that is a slip.\n"
    )


def test_a_turn_of_ones_own_or_of_nobody_known_raises_no_doubt(talk):
    assert talk("add", "A", "--speaker", "Bo", "--source", 1, "--turn", 2).stderr == ""
    talk("source", "add", "Radio")
    assert talk("agree", 1, "Ann", "--source", "Radio", "--turn", 7).stderr == ""


def test_a_stream_tells_of_turns_that_are_somebody_elses(talk):
    said = {"source": "1", "turn": 1}
    line = {"statement": "A", "speaker": "Bo", **said}
    line["positions"] = [
        {"speaker": "Ann", "stance": "agrees", **said},
        {"speaker": "Bo", "stance": "asks", **said, "turn": 2},
    ]
    assert talk("add", "--stdin", stdin=json.dumps(line)).stderr == (
        "Turn 1 is spoken by Ann, not Bo: kg position edit 1 --turn N if that is a slip.\n"
    )


# What comes before it was said.


def test_a_prediction_due_before_it_was_said_is_told(kg):
    late = "It is due {}, before it was said: kg prediction edit 1 --by DAY\n".format
    said = ("--speaker", "Ada", "--said", "2026-11-23")
    assert kg("add", "Wind beats nuclear", *said, "--by", "2025").stderr == late("2025")
    assert kg("prediction", "edit", 1, "--by", "2026").stderr == ""
    assert kg("prediction", "edit", 1, "--by", "2026-11-22").stderr == late("2026-11-22")
    assert kg("prediction", "edit", 1, "--criteria", "More GWh in a year").stderr == ""
    assert kg("predict", 1, "--by", "2020").stderr == (
        "It is due 2020, before it was said: kg prediction edit 2 --by DAY\n"
    )
    assert kg("prediction", "show", 2, "--json").json["due"] == "2020"


def test_a_forecast_from_before_anything_was_said_is_told(kg):
    early = "It was forecast {}, before anything was said of it: {}\n".format
    mend = "kg prediction edit-forecast 1 --on DAY"
    kg("add", "Wind wins", "--speaker", "Ada", "--said", "2024-09-14", "--by", "2026")
    assert kg("forecast", 1, "陈立", "30%", "--on", "2024-08").stderr == early("2024-08", mend)
    assert kg("prediction", "edit-forecast", 1, "--on", "2024-09").stderr == ""
    assert kg("prediction", "edit-forecast", 1, "--on", "2023").stderr == early("2023", mend)
    assert kg("prediction", "edit-forecast", 1, "--probability", "40%").stderr == ""


def test_a_stream_tells_of_predictions_due_before_they_were_said(kg):
    line = {"statement": "A", "speaker": "Bo", "said": "2024", "by": "2023", "probability": 0.5}
    assert kg("add", "--stdin", stdin=json.dumps(line)).stderr == (
        "It is due 2023, before it was said: kg prediction edit 1 --by DAY\n"
    )


def test_a_verdict_of_wrong_before_the_time_is_up_is_told_when_nothing_says_why(kg):
    kg("add", "Wind wins", "--speaker", "Ada", "--said", "2024-09-14", "--by", "2027")
    assert kg("resolve", 1, "wrong", "--on", "2025").stderr == (
        "It is decided wrong on 2025, though its window is open until 2027, and nothing says why.\n"
    )
    kg("undo")
    for given in (["wrong", "--note", "The contract went elsewhere"], ["right"]):
        assert kg("resolve", 1, *given, "--on", "2025").stderr == ""
        kg("undo")


def test_a_verdict_of_right_before_the_time_has_come_is_told_when_nothing_says_why(kg):
    kg("add", "Wind wins", "--speaker", "Ada", "--said", "2024-09-14", "--words", "大概率")
    kg("prediction", "edit", 1, "--opens", "2027-06", "--by", "2029")
    assert kg("resolve", 1, "right", "--on", "2025").stderr == (
        "It is decided right on 2025, though its window does not open before 2027-06, "
        "and nothing says why.\n"
    )
    assert kg("prediction", "show", 1, "--json").json["state"] == "right"
    kg("undo")
    for given in (["right", "--note", "It won already"], ["partly", "--fraction", "0.5"]):
        assert kg("resolve", 1, *given, "--on", "2025").stderr == ""
        kg("undo")
    for day in ("2024-06", "2024"):
        kg("prediction", "edit", 1, "--opens", day)
        assert kg("resolve", 1, "right", "--on", "2025").stderr == ""
        kg("undo")


# Words and the number beside them.


def test_a_number_that_the_words_do_not_mean_is_told(kg):
    odd = "«大概率» reads as 65–90 %, the number says {} %.\n".format
    words = ("--words", "大概率", "--probability")
    said = ("--speaker", "陈立", "--said", "2024-09-14", "--by", "2026")
    assert kg("add", "Wind wins", *said, *words, "10%").stderr == odd("10")
    assert kg("forecast", 1, "Ada", "64.5%", "--words", "大概率").stderr == odd("64.5")
    assert kg("predict", 1, "--by", "2027", "--speaker", "Ada", *words, "1").stderr == odd("100")
    assert kg("prediction", "edit-forecast", 1, "--on", "2024-10").stderr == ""
    assert kg("prediction", "edit-forecast", 1, "--probability", "5%").stderr == odd("5")
    stated = kg("forecast", 1, "Bo", "50%", "--words", "60%")
    assert stated.stderr == "«60%» reads as 60 %, the number says 50 %.\n"
    line = {"statement": "A", "speaker": "Bo", "words": "大概率", "probability": 0.1}
    assert kg("add", "--stdin", stdin=json.dumps(line)).stderr == odd("10")


@pytest.mark.parametrize("number", ["65%", "0.8", "90%"])
def test_a_number_that_the_words_may_mean_raises_no_doubt(kg, number):
    kg("add", "Wind wins", "--speaker", "Bo", "--said", "2024-09-14", "--by", "2026")
    assert kg("forecast", 1, "Ada", number, "--words", "大概率").stderr == ""
    assert kg("forecast", 1, "Ada", number, "--words", "as Bo does").stderr == ""


def test_the_scale_that_is_named_says_what_the_words_mean(kg):
    kg("add", "Wind wins", "--speaker", "Bo", "--said", "2024-09-14", "--by", "2026")
    likely = ("forecast", 1, "Ada", "60%", "--words", "likely", "--scale")
    assert kg(*likely, "icd-203").stderr == ""
    assert kg(*likely, "ipcc-ar5").stderr == ("«likely» reads as 66–100 %, the number says 60 %.\n")


# Where the words stand.


def test_the_turn_in_which_the_words_stand_is_named(talk):
    answer = talk("add", "A", "--speaker", "Ann", "--source", 1, "--turn", 1, "--quote", "months")
    assert answer.stderr == (
        "The words do not stand in turn 1 but in turn 2: kg position edit 1 --turn 2\n"
    )
    assert talk("position", "edit", 1, "--speaker", "Bo", "--turn", 2).stderr == ""


# What has no end.


def test_a_prediction_without_a_day_is_told_how_it_gets_one(kg):
    said = ("--speaker", "Ada", "--said", "2024-09-14")
    hint = "It is open-ended: kg prediction edit {} --by DAY\n".format
    assert kg("add", "Wind wins", *said, "--probability", "60%").output.endswith(
        "kg resolve 1 right|wrong|…\n" + hint(1)
    )
    assert kg("predict", 1, "--criteria", "More GWh").output.endswith(hint(2))
    for ended in (("--by", "2027"), ("--horizon", "迟早"), ("--horizon", "in two years")):
        assert "It is open-ended" not in kg("predict", 1, *ended).output
    assert "It is open-ended" not in kg("add", "Sun wins", *said).output
