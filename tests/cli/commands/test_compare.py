"""`kg compare`."""

import pytest


@pytest.fixture
def duel(kg):
    """Ada and 林月 disagree about four claims, which came to different things."""
    for number, (holds, denies) in enumerate((("Ada", "林月"), ("林月", "Ada")) * 2, 1):
        kg("add", f"Claim {number}", "--speaker", holds, "--said", "2024-09-14")
        kg("disagree", number, denies, "--said", "2024-09-14", "--new")
    kg("predict", 1, "--by", "2025-03")
    kg("resolve", 1, "wrong", "--on", "2025-04-01")
    for due in ("2025", "2026", "2027"):
        kg("predict", 2, "--by", due)
    kg("resolve", 2, "right", "--on", "2026-01-05")
    kg("resolve", 3, "wrong", "--on", "2026-10")
    kg("predict", 3, "--by", "2026-06")
    return kg


def test_all_that_is_known_of_two_speakers_is_shown(duel):
    duel("add", "Claim 5", "--speaker", "Ada")
    duel("agree", 5, "林月")
    assert duel("compare", "Ada", "林月").output == (
        "Ada and 林月\n"
        "\n"
        "Disagreements\n"
        "  1  Claim 1\n"
        "     Ada asserts (2024-09-14); 林月 disagrees (2024-09-14)\n"
        "     林月 right, decided 2025-04-01\n"
        "  2  Claim 2\n"
        "     Ada disagrees (2024-09-14); 林月 asserts (2024-09-14)\n"
        "     Ada right under 1 of 3 readings, since 2026-10; 林月 right under 1 of 3 readings, since\n"
        "     2026-01-05; 1 open, due 2027\n"
        "  3  Claim 3\n"
        "     Ada asserts (2024-09-14); 林月 disagrees (2024-09-14)\n"
        "     overdue, due 2026-06\n"
        "\n"
        "In all\n"
        "  Ada right 0, 林月 right 1, 1 each under some readings, 1 open.\n"
        "  Too few to say who is right more often: 2 decided.\n"
        "  1 disagreement with nothing to check: claim 4.\n"
        "  They agree on 1 claim.\n"
    )


def test_the_second_one_named_comes_second(duel):
    assert duel("compare", "林月", "Ada", "Claim 1").output == (
        "林月 and Ada\n"
        "\n"
        "Disagreements\n"
        "  1  Claim 1\n"
        "     林月 disagrees (2024-09-14); Ada asserts (2024-09-14)\n"
        "     林月 right, decided 2025-04-01\n"
        "\n"
        "In all\n"
        "  林月 right 1, Ada right 0.\n"
        "  Too few to say who is right more often: 1 decided.\n"
        "  They agree on 0 claims.\n"
    )


def test_what_was_not_decided_by_a_day_is_open(duel):
    assert duel("compare", "Ada", "林月", '-"Claim 3"', "--as-of", "2025-03").output == (
        "Ada and 林月, as of 2025-03-31\n"
        "\n"
        "Disagreements\n"
        "  1  Claim 1\n"
        "     Ada asserts (2024-09-14); 林月 disagrees (2024-09-14)\n"
        "     open, due 2025-03\n"
        "  2  Claim 2\n"
        "     Ada disagrees (2024-09-14); 林月 asserts (2024-09-14)\n"
        "     3 open, due 2025\n"
        "\n"
        "In all\n"
        "  Ada right 0, 林月 right 0, 2 open.\n"
        "  Too few to say who is right more often: 0 decided.\n"
        "  1 disagreement with nothing to check: claim 4.\n"
        "  They agree on 0 claims.\n"
    )


def test_who_came_round_before_the_verdict_is_told_and_counted_apart(duel):
    duel("disagree", 1, "Ada", "--said", "2025-03-14", "--new")
    assert duel("compare", "Ada", "林月", '"Claim 1"').output == (
        "Ada and 林月\n"
        "\n"
        "Disagreements\n"
        "  1  Claim 1\n"
        "     Ada asserts (2024-09-14); 林月 disagrees (2024-09-14)\n"
        "     Ada came round (2025-03-14): disagrees\n"
        "     林月 right, decided 2025-04-01\n"
        "\n"
        "In all\n"
        "  Ada right 0, 林月 right 0, 1 where one came round.\n"
        "  Too few to say who is right more often: 0 decided.\n"
        "  They agree on 1 claim.\n"
    )


def test_what_is_inferred_is_kept_apart(table):
    table("predict", 2, "--by", "2025-06")
    table("resolve", 2, "right", "--on", "2025-01-20")
    table("resolve", 1, "wrong", "--on", "2025-02-20")
    assert table("compare", "颜水成", "汪华").output == (
        "颜水成 and 汪华\n"
        "\n"
        "Disagreements\n"
        "  1  Catching up takes years\n"
        "     颜水成 asserts, 80 % (2024-09-14); 汪华 disagrees (2024-09-14)\n"
        "     汪华 right, decided 2025-02-20\n"
        "\n"
        "Disagreements that are inferred\n"
        "  1  Catching up takes years\n"
        "     颜水成 asserts, 80 % (2024-09-14): wrong, decided 2025-02-20\n"
        "  2  Catching up takes months\n"
        "     汪华 asserts (2024-09-14): right, decided 2025-01-20\n"
        "     汪华 right, since 2025-01-20\n"
        "\n"
        "In all\n"
        "  颜水成 right 0, 汪华 right 1.\n"
        "  Too few to say who is right more often: 1 decided.\n"
        "  Inferred, counted apart: 颜水成 right 0, 汪华 right 1.\n"
        "  They agree on 0 claims.\n"
    )


def test_of_two_who_share_nothing_it_says_so(table):
    table("speaker", "add", "Ada")
    assert table("compare", "Ada", "汪华").output == (
        "Ada and 汪华\n"
        "\n"
        "In all\n"
        "  No disagreement that can be checked is on record.\n"
        "  They agree on 0 claims.\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["汪华", "2"], 2, "Error: Both are 汪华. Name two speakers.\n"),
        (["汪华", "Nobody"], 1, "Error: There is no speaker 'Nobody'. See kg speaker list.\n"),
        (
            ["汪华", "颜水成", "--as-of", "2026-11-24"],
            2,
            "Error: 2026-11-24 is still to come. Give a day that is past.\n",
        ),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(table, words, code, said):
    assert table("compare", *words, exit_code=code).stderr == said


def test_opposite_forecasts_of_one_prediction_are_told_with_their_days(kg):
    kg("add", "It rains", "--speaker", "Ada", "--said", "2024-09-14")
    kg("predict", 1, "--by", "2025-03")
    kg("forecast", 1, "Lena", "80%", "--new", "--on", "2024-09-15")
    kg("forecast", 1, "Tom", "20%", "--new", "--on", "2024-09-16")
    kg("resolve", 1, "wrong", "--on", "2025-04-01")
    assert kg("compare", "Lena", "Tom").output == (
        "Lena and Tom\n"
        "\n"
        "Disagreements\n"
        "  1  It rains\n"
        "     Lena 80 % (2024-09-15); Tom 20 % (2024-09-16)\n"
        "     Tom right, decided 2025-04-01\n"
        "\n"
        "In all\n"
        "  Lena right 0, Tom right 1.\n"
        "  Too few to say who is right more often: 1 decided.\n"
        "  They agree on 0 claims.\n"
    )


def test_a_number_for_one_of_several_readings_names_it(kg):
    kg("add", "It rains", "--speaker", "Ada", "--said", "2024-09-14")
    kg("disagree", 1, "Tom", "--new", "--said", "2024-09-14")
    kg("predict", 1, "--by", "2025-03")
    kg("predict", 1, "--by", "2027")
    kg("forecast", 2, "Ada", "70%", "--on", "2024-10")
    assert kg("compare", "Ada", "Tom").output.splitlines()[3:6] == [
        "  1  It rains",
        "     Ada asserts (2024-09-14), 70 % on 2 (2024-10); Tom disagrees (2024-09-14)",
        "     1 overdue, due 2025-03; 1 open, due 2027",
    ]
