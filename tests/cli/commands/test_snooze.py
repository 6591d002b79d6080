"""`kg snooze`."""

import pytest


def test_it_is_left_alone_until_the_day_is_over(table):
    assert "  snoozed     until 2027-03\n" in table("snooze", 1, "--until", "2027-3").output
    assert table("due", "--json").json == []
    assert table("due", "--json", env={"KG_TODAY": "2027-03-31"}).json == []
    assert [one["id"] for one in table("due", "--json", env={"KG_TODAY": "2027-04-01"}).json] == [1]
    late = {"KG_TODAY": "2027-04-01"}
    assert "snoozed" not in table("prediction", "show", 1, env=late).output


def test_what_is_decided_is_snoozed_no_more(table):
    table("snooze", 1, "--until", "2027-03")
    table("resolve", 1, "right")
    assert "snoozed" not in table("prediction", "show", 1).output
    table("withdraw", 1, "--reason", "too soon")
    assert "  snoozed     until 2027-03\n" in table("prediction", "show", 1).output


def test_it_can_be_ended_and_undone(table):
    table("snooze", 1, "--until", "2027")
    assert table("snooze", 1, "--off", "--json").json["snoozed"] is None
    assert [one["id"] for one in table("due", "--json").json] == [1]
    table("undo")
    assert table("due", "--json").json == []
    table("undo")
    assert [one["id"] for one in table("due", "--json").json] == [1]


def test_what_was_so_already_is_no_change(table):
    answer = table("snooze", 1, "--off")
    assert answer.stderr == "It was so already; nothing was changed.\n"
    table("snooze", 1, "--until", "2027")
    assert table("snooze", 1, "--until", "2027").stderr == answer.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((1,), 2, "Error: Say until when with --until DAY, or end it with --off.\n"),
        (
            (1, "--until", "2027", "--off"),
            2,
            "Error: Say until when with --until DAY, or end it with --off.\n",
        ),
        ((1, "--until", "soon"), 2, "Error: Invalid value for '--until': 'soon' is not a date."),
        ((1, "--until", "2026-11-22"), 1, "Error: 2026-11-22 is past. Give a day still to come.\n"),
        ((7, "--until", "2027"), 1, "Error: There is no prediction 7. See kg prediction list.\n"),
        ((2, "--until", "2027"), 1, "Error: There is no prediction 2. See kg prediction list.\n"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(table, rows, words, code, said):
    before = rows()
    answer = table("snooze", *words, exit_code=code)
    assert said in answer.stderr
    assert answer.output == ""
    assert rows() == before


def test_it_is_told_in_the_history_and_kept_as_text(table, home):
    table("snooze", 1, "--until", "2027-03")
    (change,) = table("history", "--limit", 1, "--json").json
    assert change["counts"] == [{"action": "changed", "table": "prediction", "rows": 1}]
    text = table("export").output
    assert "  due: 2026-09\n  snoozed: 2027-03\n" in text
    (home / "copy.yaml").write_text(text, "utf-8")
    table("--database", "copy.db", "init")
    table("--database", "copy.db", "import", "copy.yaml")
    assert table("--database", "copy.db", "export").output == text
    (home / "copy.yaml").write_text(text.replace("snoozed: 2027-03", "snoozed: null"), "utf-8")
    table("--database", "copy.db", "import", "copy.yaml")
    assert "snoozed" not in table("--database", "copy.db", "export").output
