"""Times and likelihoods as people type them: what is read, what is told, what is left open."""

import json

import pytest

ADA = ("--speaker", "Ada", "--said", "2024-09-14")


def window(kg, number=1):
    card = kg("prediction", "show", number, "--json").json
    return card["horizon"], card["opens"], card["due"]


def cast(kg, number=1):
    return [
        (one["low"], one["middle"], one["high"], one["words"], one["basis"], one["scale"])
        for one in kg("prediction", "show", number, "--json").json["forecasts"]
    ]


# Times.


@pytest.mark.parametrize(
    ("said", "words", "opens", "due", "vague"),
    [
        ("2024-09-14", "takes years", "2026-09-14", "2034-09-14", ", vague"),
        ("2024-09-14", "by the end of 2027", "2024-09-14", "2027", ""),
        ("2024-09-14", "within 18 months", "2024-09-14", "2026-03-14", ""),
        ("2024-09-14", "半年左右", "2025-01-14", "2025-05-14", ", vague"),
        ("2024-09-14", "以年为单位", "2025-09-14", "2034-09-14", ", vague"),
        ("2024-09-14", "两年内", "2024-09-14", "2026-09-14", ""),
        ("2024-09-14", "年底前", "2024-09-14", "2024", ""),
        ("2024-09-14", "2027年", "2027", "2027", ""),
        # As wide as the day on which it was said is known.
        ("2024-09", "两年内", "2024-09", "2026-09", ""),
        ("2024", "within two years", "2024", "2026", ""),
        ("2024", "next year", "2025", "2025", ""),
    ],
)
def test_a_horizon_makes_a_prediction_and_is_read_from_the_day_it_was_said(
    kg, said, words, opens, due, vague
):
    answer = kg("add", "Robots come", "--speaker", "Ada", "--said", said, "--horizon", words)
    assert answer.output.splitlines()[1:3] == [
        f"Prediction 1, due {due}",
        f"Read «{words}», counted from {said}, as: opens {opens}, due {due}{vague}.",
    ]
    assert window(kg) == (words, opens, due)


def test_words_within_a_sentence_are_kept_whole(kg):
    words = "I'd say it takes years, at the very least for us"
    kg("add", "Robots come", *ADA, "--horizon", words)
    assert window(kg) == (words, "2026-09-14", "2034-09-14")


def test_what_is_no_time_is_left_open_and_told(kg):
    answer = kg("add", "Robots come", *ADA, "--horizon", "wihtin tow yers")
    assert answer.output.splitlines()[1] == "Prediction 1, no due date"
    assert answer.stderr == (
        "«wihtin tow yers» was not understood as a time; the prediction is open-ended: "
        "kg prediction edit 1 --by DAY\n"
    )
    assert window(kg) == ("wihtin tow yers", None, None)


def test_words_without_an_end_are_understood(kg):
    answer = kg("add", "Robots come", *ADA, "--horizon", "迟早")
    assert "Read «迟早», counted from 2024-09-14, as: opens 2024-09-14, no end, vague.\n" in (
        answer.output
    )
    assert answer.stderr == ""
    assert window(kg) == ("迟早", "2024-09-14", None)


@pytest.mark.parametrize(
    ("given", "told", "kept"),
    [
        (["--by", "2025"], "due 2025 was given and counts", (None, "2025")),
        (["--opens", "2025"], "opens 2025 was given and counts", ("2025", "2026-09-14")),
        (
            ["--opens", "2025", "--by", "2027"],
            "opens 2025 and due 2027 were given and count",
            ("2025", "2027"),
        ),
        # Nothing can be due before it opens: what was given stays, the rest is left open.
        (["--opens", "2027"], "opens 2027 was given and counts", ("2027", None)),
    ],
)
def test_days_that_are_given_count_before_the_words(kg, given, told, kept):
    answer = kg("add", "Robots come", *ADA, "--horizon", "within two years", *given)
    assert answer.output.splitlines()[2] == (
        "Read «within two years», counted from 2024-09-14, as: opens 2024-09-14, due 2026-09-14; "
        f"{told}."
    )
    assert window(kg) == ("within two years", *kept)


def test_a_day_that_says_the_same_is_no_contradiction(kg):
    answer = kg("add", "Robots come", *ADA, "--horizon", "2027年底前", "--by", "2027-12-31")
    assert "as: opens 2024-09-14, due 2027.\n" in answer.output
    assert window(kg) == ("2027年底前", None, "2027-12-31")


def test_a_day_makes_words_that_are_no_time_good_enough(kg):
    answer = kg("add", "Robots come", *ADA, "--horizon", "all in good time", "--by", "2027")
    assert answer.stderr == ""
    assert window(kg) == ("all in good time", None, "2027")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("end of 2027", "2027"),
        ("年底前", "2024"),
        ("明年底", "2025"),
        ("18 months", "2026-03-14"),
        ("September 2026", "2026-09"),
        ("two years", "2026-09-14"),
        ("2027年", "2027"),
    ],
)
def test_the_last_day_can_be_given_in_words_that_are_certain(kg, words, due):
    answer = kg("add", "Robots come", *ADA, "--by", words)
    assert answer.output.splitlines()[2] == (
        f"Read «{words}», counted from 2024-09-14, as: due {due}."
    )
    assert window(kg) == (words, None, due)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            "mid-2027",
            "'mid-2027' is no day but a vague time: opens 2024-09-14, due 2027-06, vague.",
        ),
        ("takes years", "'takes years' is no day but a vague time: "),
        ("2027-13", "Invalid value for '--by': There is no date 2027-13. "),
        ("2027/13", "Invalid value for '--by': '2027/13' is not a date. "),
        ("two years, I think", "Invalid value for '--by': 'two years, I think' is not a date. "),
        ("迟早", "Invalid value for '--by': '迟早' is not a date. "),
        ("", "Invalid value for '--by': '' is not a date. "),
    ],
)
def test_what_is_not_certainly_a_last_day_is_refused(kg, rows, words, error):
    before = rows()
    answer = kg("add", "Robots come", *ADA, "--by", words, exit_code=2)
    assert answer.stderr.splitlines()[-1].startswith(f"Error: {error}")
    assert rows() == before


def test_times_count_from_the_day_of_the_source_as_far_as_it_is_known(kg):
    kg("source", "add", "Talk", "--recorded", "2024-09")
    kg("add", "Robots come", "--speaker", "Ada", "--source", "Talk", "--horizon", "两年内")
    assert window(kg) == ("两年内", "2024-09", "2026-09")


def test_times_in_a_source_without_a_date_count_from_today_and_that_is_told(kg):
    kg("source", "add", "Old talk")
    answer = kg(
        "add", "Robots come", "--speaker", "Ada", "--source", "Old talk", "--horizon", "两年内"
    )
    assert answer.stderr == (
        "Old talk has no date, so its times count from 2026-11-23, today; else give --said.\n"
    )
    assert window(kg) == ("两年内", "2026-11-23", "2028-11-23")
    dated = kg("add", "Rates fall", *ADA, "--source", "Old talk", "--horizon", "两年内")
    assert dated.stderr == ""


def test_without_a_speaker_times_count_from_today(kg):
    kg("add", "Robots come", "--horizon", "within two years")
    assert window(kg) == ("within two years", "2026-11-23", "2028-11-23")


def test_a_reading_counts_from_when_its_claim_was_first_said_unless_it_says_when(kg):
    kg("add", "Robots come", *ADA)
    kg("agree", 1, "Bob", "--said", "2025-01-10")
    kg("partly", 1, "Ada", "--said", "2023-01-01")
    for number, (more, due) in enumerate(
        [
            # Who asserts it, not who said something of it before.
            ([], "2026-09-14"),
            (["--speaker", "Bob", "--words", "likely"], "2027-01-10"),
            (["--said", "2024-10"], "2026-10"),
        ],
        1,
    ):
        kg("predict", 1, "--horizon", "within two years", *more)
        assert window(kg, number)[2] == due


def test_other_words_set_the_window_anew_unless_days_were_set(kg):
    kg("add", "Robots come", *ADA, "--horizon", "takes years")
    told = kg("prediction", "edit", 1, "--horizon", "within 18 months").output
    assert told.endswith(
        "Read «within 18 months», counted from 2024-09-14, as: opens 2024-09-14, due 2026-03-14.\n"
    )
    assert window(kg) == ("within 18 months", "2024-09-14", "2026-03-14")
    kg("prediction", "edit", 1, "--by", "2026-01")
    told = kg("prediction", "edit", 1, "--horizon", "takes years").output
    assert told.endswith(
        "as: opens 2026-09-14, due 2034-09-14, vague; the days that were set before stay.\n"
    )
    assert window(kg) == ("takes years", "2024-09-14", "2026-01")
    kg("prediction", "edit", 1, "--by", "", "--horizon", "takes years")
    assert window(kg) == ("takes years", "2026-09-14", "2034-09-14")


@pytest.mark.parametrize(
    ("more", "due"),
    [
        (["--speaker", "Bob", "--words", "likely"], "2026-01-10"),
        (["--said", "2024-10"], "2025-10"),
        (["--said", "2024-10-05", "--speaker", "Bob", "--words", "likely"], "2025-10-05"),
        (["--said", "2023-05-06"], "2024-05-06"),
    ],
)
@pytest.mark.parametrize("before", ["within two years", "takes years"])
def test_other_words_count_from_the_day_from_which_those_before_did(kg, before, more, due):
    kg("add", "Robots come", *ADA)
    kg("agree", 1, "Bob", "--said", "2025-01-10")
    kg("predict", 1, "--horizon", before, *more)
    kg("prediction", "edit", 1, "--horizon", "within one year")
    assert window(kg)[::2] == ("within one year", due)


def test_days_that_no_words_come_to_from_any_day_stay(kg):
    kg("add", "Robots come", *ADA, "--horizon", "within two years", "--by", "2026-01")
    kg("agree", 1, "Bob", "--said", "2025-01-10")
    told = kg("prediction", "edit", 1, "--horizon", "within one year").output
    assert told.endswith("; the days that were set before stay.\n")
    assert window(kg)[2] == "2026-01"


def test_whoever_corrects_the_last_day_need_not_know_when_the_words_had_it_open(kg):
    kg("add", "Robots come", *ADA, "--horizon", "takes years")
    kg("prediction", "edit", 1, "--by", "end of 2025")
    assert window(kg) == ("takes years", None, "2025")
    kg("add", "Rates fall", *ADA, "--by", "2027", "--opens", "2026")
    answer = kg("prediction", "edit", 2, "--by", "2025", exit_code=1)
    assert answer.stderr == "Error: It would be due 2025, before it opens 2026. Correct one.\n"


def test_words_that_are_no_time_are_told_when_they_are_edited(kg):
    kg("add", "Robots come", *ADA, "--criteria", "seen on streets")
    answer = kg("prediction", "edit", 1, "--horizon", "in due time")
    assert answer.stderr.startswith("«in due time» was not understood as a time; ")
    assert window(kg) == ("in due time", None, None)
    kg("prediction", "edit", 1, "--by", "年底前")
    assert window(kg) == ("in due time", None, "2024")


# Likelihoods.


@pytest.mark.parametrize(
    ("words", "told", "kept"),
    [
        (
            "almost certainly",
            "95–99 %, middle 97 %, by ICD 203 (2015)",
            (0.95, 0.97, 0.99, "verbal", "ICD 203 (2015)"),
        ),
        (
            "注定",
            "90–100 %, middle 97 %, by kg Chinese (2026-11)",
            (0.9, 0.97, 1.0, "verbal", "kg Chinese (2026-11)"),
        ),
        (
            "不见得",
            "25–50 %, middle 40 %, by kg Chinese (2026-11)",
            (0.25, 0.4, 0.5, "verbal", "kg Chinese (2026-11)"),
        ),
        ("七成", "70 %, as stated", (0.7, 0.7, 0.7, "stated", None)),
        ("七八成", "70–80 %, middle 75 %, as stated", (0.7, 0.75, 0.8, "stated", None)),
    ],
)
def test_likelihood_words_are_read_by_the_scale_of_their_language(kg, words, told, kept):
    answer = kg("add", "Robots come", *ADA, "--words", words)
    assert answer.output.splitlines()[2] == f"Read «{words}» as {told}."
    low, middle, high, basis, scale = kept
    assert cast(kg) == [(low, middle, high, words, basis, scale)]


def test_words_on_no_scale_are_kept_without_a_number_and_told(kg):
    answer = kg("add", "Robots come", *ADA, "--words", "mayhaps")
    assert answer.stderr == (
        "«mayhaps» is not on any scale; the forecast has no number: "
        "kg prediction edit-forecast 1 --probability 60%\n"
    )
    assert cast(kg) == [(None, None, None, "mayhaps", "verbal", None)]


def test_a_number_beside_the_words_counts_as_stated(kg):
    kg("add", "Robots come", *ADA, "--words", "大概率", "--probability", "60%")
    assert cast(kg) == [(0.6, 0.6, 0.6, "大概率", "stated", None)]


def test_a_scale_can_be_chosen(kg):
    kg("add", "Robots come", *ADA, "--words", "likely", "--scale", "ipcc-ar5")
    kg("predict", 1, "--speaker", "Ada", "--words", "likely", "--scale", "IPCC-AR5")
    kg("forecast", 1, "Bob", "--words", "likely")
    assert cast(kg) == [
        (0.66, 0.83, 1.0, "likely", "verbal", "IPCC AR5 (2010)"),
        (0.55, 0.675, 0.8, "likely", "verbal", "ICD 203 (2015)"),
    ]
    assert cast(kg, 2)[0][5] == "IPCC AR5 (2010)"
    answer = kg("forecast", 1, "Bob", "--words", "大概率", "--scale", "icd-203")
    assert answer.stderr.startswith("«大概率» is not on ICD 203 (2015); the forecast has no number")


def test_other_words_of_a_forecast_are_read_unless_its_number_was_stated(kg):
    kg("add", "Robots come", *ADA, "--words", "who knows")
    kg("forecast", 1, "Bob", "60%", "--words", "likely")
    told = kg("prediction", "edit-forecast", 1, "--words", "很可能").output
    assert told.endswith("Read «很可能» as 65–90 %, middle 80 %, by kg Chinese (2026-11).\n")
    assert kg("prediction", "edit-forecast", 2, "--words", "unlikely").stderr == (
        "«unlikely» reads as 20–45 %, the number says 60 %.\n"
    )
    assert cast(kg) == [
        (0.65, 0.8, 0.9, "很可能", "verbal", "kg Chinese (2026-11)"),
        (0.6, 0.6, 0.6, "unlikely", "stated", None),
    ]
    kg("prediction", "edit-forecast", 2, "--scale", "icd-203")
    assert cast(kg)[1] == (0.2, 0.325, 0.45, "unlikely", "verbal", "ICD 203 (2015)")
    # What is on no scale has no number any more; a number of one's own leaves the scale.
    kg("prediction", "edit-forecast", 2, "--words", "we shall see")
    assert cast(kg)[1] == (None, None, None, "we shall see", "verbal", None)
    kg("prediction", "edit-forecast", 1, "--probability", "70%")
    kg("prediction", "edit-forecast", 2, "--probability", "10%")
    assert cast(kg) == [
        (0.7, 0.7, 0.7, "很可能", "stated", None),
        (0.1, 0.1, 0.1, "we shall see", "verbal", None),
    ]


def test_a_new_number_keeps_the_basis_of_the_one_before_or_takes_the_one_given(kg):
    kg("add", "Robots come", *ADA, "--words", "很可能")
    kg("forecast", 1, "Bob", "60%", "--basis", "implied")
    kg("prediction", "edit-forecast", 1, "--probability", "70%", "--basis", "verbal")
    kg("prediction", "edit-forecast", 2, "--probability", "50%")
    assert cast(kg) == [
        (0.7, 0.7, 0.7, "很可能", "verbal", None),
        (0.5, 0.5, 0.5, None, "implied", None),
    ]


def test_what_was_read_outlives_an_export(kg, home):
    kg("add", "Robots come", *ADA, "--horizon", "takes years", "--words", "大概率")
    kg("export", "all.yaml")
    kg("--database", "copy.db", "init")
    kg("--database", "copy.db", "import", "all.yaml")
    card = kg("--database", "copy.db", "prediction", "show", 1, "--json").json
    assert card == kg("prediction", "show", 1, "--json").json


# Scripts.


def test_scripts_get_the_reading_beside_the_json(kg):
    answer = kg("add", "Robots come", *ADA, "--horizon", "takes years", "--words", "hm", "--json")
    assert answer.json["predictions"][0]["due"] == "2034-09-14"
    assert answer.stderr == (
        "Read «takes years», counted from 2024-09-14, as: opens 2026-09-14, due 2034-09-14, "
        "vague.\n"
        "«hm» is not on any scale; the forecast has no number: "
        "kg prediction edit-forecast 1 --probability 60%\n"
    )


def test_a_stream_is_read_like_options(kg):
    said = {"speaker": "Ada", "said": "2024-09-14"}
    given = [
        {"statement": "Robots come", **said, "horizon": "takes years", "words": "likely"},
        {"statement": "Rates fall", **said, "by": "end of 2027"},
        {"statement": "Wages grow", **said, "horizon": "who knows", "opens": None, "words": "hm"},
    ]
    stream = "".join(json.dumps(one) + "\n" for one in given)
    answer = kg("add", "--stdin", "--scale", "ipcc-ar5", stdin=stream)
    assert answer.output.splitlines()[1:4] == [
        "Claim 1: Read «takes years», counted from 2024-09-14, as: opens 2026-09-14, due 2034-09-14, vague.",
        "Claim 1: Read «likely» as 66–100 %, middle 83 %, by IPCC AR5 (2010).",
        "Claim 2: Read «end of 2027», counted from 2024-09-14, as: due 2027.",
    ]
    assert answer.stderr.splitlines() == [
        "Claim 3: «who knows» was not understood as a time; the prediction is open-ended: "
        "kg prediction edit 3 --by DAY",
        "Claim 3: «hm» is not on IPCC AR5 (2010); the forecast has no number: "
        "kg prediction edit-forecast 2 --probability 60%",
    ]
    assert [window(kg, number)[2] for number in (1, 2, 3)] == ["2034-09-14", "2027", None]


def test_what_is_no_last_day_in_a_stream_names_its_line(kg, rows):
    before = rows()
    answer = kg(
        *("add", "--stdin"), stdin='{"statement": "Robots come", "by": "mid-2027"}\n', exit_code=2
    )
    assert answer.stderr == (
        "Error: Line 1: 'mid-2027' is no day but a vague time: opens 2026-11-23, due 2027-06, "
        'vague. Write the day that you hold them to, or the words as "horizon".\n'
    )
    assert rows() == before


def test_a_long_stream_tells_of_the_first_only(kg):
    line = '{{"statement": "Robots number {}", "horizon": "within {} years", "words": null}}\n'
    answer = kg("add", "--stdin", stdin="".join(line.format(n, n) for n in range(1, 31)))
    assert len(answer.output.splitlines()) == 1 + 20 + 1 + 1
    assert "and 10 more that were read\n" in answer.output


def test_a_forecast_and_its_window_are_of_one_day(kg):
    kg("add", "Robots come", *ADA)
    kg("speaker", "add", "Tom")
    told = kg("predict", 1, "--horizon", "within a year", "--speaker", "Tom", "--words", "likely")
    assert told.output.splitlines()[1:3] == [
        "Forecast 1: Tom: 67.5 % (55 % to 80 %) «likely», verbal by ICD 203 (2015), 2026-11-23",
        "Read «within a year», counted from 2026-11-23, as: opens 2026-11-23, due 2027-11-23.",
    ]
    kg("disagree", 1, "Tom", "--said", "2025-03-01")
    told = kg("predict", 1, "--horizon", "within a year", "--speaker", "Tom", "--words", "likely")
    assert told.output.splitlines()[1].endswith(", 2025-03-01")
    assert "counted from 2025-03-01" in told.output


def test_a_forecast_after_the_due_date_is_remarked_on(kg):
    kg("add", "Robots come", *ADA, "--by", "2025")
    assert kg("forecast", 1, "Tom", "20%", "--new").stderr == (
        "It was forecast 2026-11-23, after the prediction was due 2025, and once that is decided "
        "it is late and not scored: kg prediction edit-forecast 1 --on DAY\n"
    )
    assert kg("forecast", 1, "Tom", "20%", "--on", "2025").stderr == ""
