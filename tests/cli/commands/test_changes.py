"""`kg changes`."""

import pytest


@pytest.fixture
def minds(table):
    """Wang Hua comes round on claim 1; Yan Shuicheng's forecast falls, and his deadline moves."""
    table("agree", 1, "汪华", "--said", "2025-03", "--quote", "现在看来，还是要几年")
    table("forecast", 1, "颜水成", "40%", "--low", "30%", "--high", "50%", "--on", "2025-02-01")
    table("predict", 1, "--by", "2028", "--horizon", "两年内")
    table("forecast", 2, "颜水成", "80%", "--on", "2026-01-10", "--words", "多半")
    return table


def test_every_change_is_shown_with_both_quotes_and_days(minds):
    assert minds("changes").output == (
        "颜水成 on prediction 1 of claim 1: 80 %, then 40 % (30 % to 50 %)\n"
        "  Catching up takes years\n"
        "  2024-09-14  80 % «以年为单位»\n"
        "  2025-02-01  40 % (30 % to 50 %)\n"
        "\n"
        "汪华 on claim 1: disagrees, then agrees\n"
        "  Catching up takes years\n"
        "  2024-09-14  disagrees «没那么久»\n"
        "  2025-03     agrees «现在看来，还是要几年»\n"
        "\n"
        "颜水成 on claim 1: due 2026-09, then due 2028\n"
        "  Catching up takes years\n"
        "  2025-02-01  due 2026-09\n"
        "  2026-01-10  due 2028 «两年内»\n"
    )


@pytest.mark.parametrize(
    ("words", "whats"),
    [
        (["汪华"], ["stance"]),
        (["颜水成", "about:o1"], ["probability", "deadline"]),
        (["about:o1", "--limit", "1"], ["probability"]),
        (["--as-of", "2025-02", "about:o1"], ["probability"]),
        (["about:o1", "--as-of", "2024"], []),
        (["颜水成", "months"], []),
        (["speaker:汪华"], ["probability", "stance", "deadline"]),
        (["汪华", "-stance:agrees"], []),
    ],
)
def test_they_are_narrowed_by_speaker_query_and_day(minds, words, whats):
    assert [one["what"] for one in minds("changes", *words, "--json").json] == whats


def test_where_there_are_none_it_says_so(table):
    answer = table("changes", "汪华")
    assert (answer.output, answer.stderr) == ("", "No change of mind is on record.\n")


def test_a_stranger_is_no_speaker(minds):
    assert minds("changes", "Nobody", exit_code=1).stderr.startswith(
        "Error: There is no speaker 'Nobody'."
    )
