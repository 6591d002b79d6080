"""`kg review`, on real terminals."""

import json
import os
import signal
import sqlite3
import time

import pytest

from kg.cli.terminal import width
from tests.cli.conftest import run
from tests.cli.terminals import terminal


@pytest.fixture
def due(table):
    """Four predictions that are due, of two claims that oppose each other."""
    table("source", "edit", 1, "--url", "https://example.org/talk")
    table("prediction", "edit", 1, "--criteria", "no peer by then")
    for day in ("2026-10", "2026-11", "2026-12"):
        table("predict", 2, "--by", day, "--criteria", f"a peer by {day}")
    return table


def outcomes(kg):
    """The verdict on each prediction that has one."""
    states = {one["id"]: one["state"] for one in kg("prediction", "list", "--json").json}
    return {number: state for number, state in states.items() if state not in {"open", "overdue"}}


def test_one_decides_snoozes_and_leaves(due):
    with terminal("review") as shown:
        screen = shown.shows("Prediction 1, overdue by 54 days")
        assert "━" in screen
        assert "1 of 4" in screen
        assert "zh  追赶需要数年" in screen
        assert "r right  w wrong  p partly  u unclear  v void" in screen
        shown.press("w")
        shown.shows("Claim 2 opposes this one and has prediction 2, open. Look at it now?")
        shown.press("y")
        shown.shows("Prediction 2, overdue by 23 days")
        shown.press("r\r")
        shown.shows("Prediction 3, due in 7 days")
        shown.press("s3\r")
        shown.shows("4 of 4  1 wrong, 1 right, 1 snoozed")
        shown.press("q")
        code, said = shown.ends()
    assert code == 0
    assert said.splitlines() == [
        "1  wrong                     Catching up takes years",
        "2  right                     Catching up takes months",
        "3  snoozed until 2027-02-23  Catching up takes months",
        "2 decided: 1 right, 1 wrong; 1 snoozed; 1 left.",
        "To take back the last, of prediction 3: kg undo 13; kg history has the numbers of the others.",
        "Next: kg review goes on with what is left.",
    ]
    assert outcomes(due) == {1: "wrong", 2: "right"}


def test_keys_that_come_at_once_are_done_in_their_order(due):
    keys = (
        "nseen 看过了\r" + "ehttps://example.org/a\rA page\rthe words\rpf" + "wnnn\r"
        "p30%\r\r" + "u\r" + "s2027-06\rz" + "v\rq"
    )
    with terminal("review") as shown:
        shown.press(keys)
        code, said = shown.ends()
    assert code == 0, said
    assert outcomes(due) == {1: "wrong", 2: "partly", 3: "unclear", 4: "void"}
    (first,) = due("prediction", "show", 1, "--json").json["resolutions"]
    assert first["note"] == {"zh": "seen 看过了"}
    assert first["evidence"][0]["title"] == {"en": "A page"}
    (second,) = due("prediction", "show", 2, "--json").json["resolutions"]
    assert second["fraction"] == 0.3
    assert due("prediction", "show", 4, "--json").json["snoozed"] is None


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_what_was_decided_stays_when_the_program_is_ended(due, number):
    with terminal("review") as shown:
        shown.shows("1 of 4")
        shown.press("rnnn\rwn\rnnot saved\r")
        shown.shows("not saved")
        shown.kill(number)
    assert outcomes(due) == {1: "right", 2: "wrong"}
    due("resolve", 3, "right")


def test_what_was_decided_stays_when_the_terminal_goes_away(due):
    with terminal("review") as shown:
        shown.press("rnnn\r")
        shown.shows("2 of 4")
        os.dup2(os.open(os.devnull, os.O_RDWR), shown.end)
        deadline = time.monotonic() + 60
        while shown.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert shown.process.poll() is not None
    assert outcomes(due) == {1: "right"}


def test_ctrl_c_leaves_at_once_and_says_what_was_done(due):
    with terminal("review") as shown:
        shown.shows("1 of 4")
        shown.press("rnnnnhalf a note\x03")
        code, said = shown.ends()
    assert code == 130
    assert "1 decided: 1 right; 3 left." in said
    assert outcomes(due) == {1: "right"}


def test_a_terminal_of_another_size_is_filled_anew(due):
    with terminal("review", columns=120, rows=40) as shown:
        wide = shown.shows("Prediction 1")
        assert "Enter next" in wide
        shown.resize(40, 20)
        narrow = shown.shows("? all keys")
        assert max(map(width, narrow.splitlines())) <= 40
        assert "↓" in narrow
        shown.press("\x1b[6~\x1b[6~\x1b[6~")
        lowest = shown.shows("years or months")
        assert "↑" in lowest
        assert "Prediction 1" not in lowest
        shown.press("\x1b[H")
        shown.shows("Prediction 1")


def test_chinese_is_kept_within_forty_columns(due):
    due(
        *("claim", "edit", 1, "--zh", "追赶需要数年，不是数月；" * 8),
        *("--en", "It takes years, not months, to catch up with it"),
    )
    with terminal("review", "--language", "zh", columns=40, rows=60) as shown:
        screen = shown.shows("追赶需要数年，不是数月；")
        assert max(map(width, screen.splitlines())) <= 40
        shown.press("n读过了，没有追上")
        assert "Note › 读过了，没有追上" in shown.shows("没有追上")
        shown.press("\rv")
        shown.shows("Claim 2 opposes this one")
    assert due("prediction", "show", 1, "--json").json["resolutions"][0]["note"] == {
        "zh": "读过了，没有追上"
    }


def test_a_very_low_terminal_still_shows_the_card(due):
    with terminal("review", columns=60, rows=8) as shown:
        assert "Prediction 1, overdue" in shown.shows("1 of 4")
        shown.press("p")
        shown.shows("How much › ")


def test_what_is_pasted_without_a_question_presses_no_key(due):
    with terminal("review") as shown:
        shown.press("\x1b[200~right wrong\x1b[201~")
        shown.press("n\x1b[200~pasted\nlines\x1b[201~")
        shown.shows("Note › pasted")
    assert outcomes(due) == {}


def test_escape_leaves_a_question_and_what_belongs_to_it(due):
    with terminal("review") as shown:
        shown.press("p30\x1b")
        shown.shows("Enter next")
        shown.press("s\x1b")
        shown.shows("Enter next")
        shown.press("q")
        assert shown.ends()[1].splitlines() == [
            "Nothing was decided; 4 left.",
            "Next: kg review goes on with what is left.",
        ]


def test_the_keys_are_explained(due):
    with terminal("review") as shown:
        shown.press("?")
        assert "void: it can no longer be decided" in shown.shows("Any key leads back.")
        shown.press("r")
        shown.shows("Prediction 1, overdue")
    assert outcomes(due) == {}


def test_the_source_is_opened_at_the_words(due, tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    with terminal("review", BROWSER=f"{browser} %s &") as shown:
        shown.press("o")
        shown.shows("Opened https://example.org/talk#:~:text=以年为单位")
        deadline = time.monotonic() + 60
        while not (tmp_path / "opened").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert (tmp_path / "opened").read_text() == (
        "https://example.org/talk#:~:text=%E4%BB%A5%E5%B9%B4%E4%B8%BA%E5%8D%95%E4%BD%8D\n"
    )


def test_a_query_narrows_it_and_it_can_look_further_ahead(due):
    due("predict", 1, "--by", "2040", "--criteria", "a peer by 2040")
    with terminal("review", "speaker:颜水成", "--within", "9999") as shown:
        shown.shows("1 of 2")
        shown.press("\r")
        shown.shows("Prediction 5, due in")
        shown.press("\r")
        assert "Nothing was decided; 2 left." in shown.ends()[1]


def test_no_more_are_walked_through_than_wanted(due):
    with terminal("review", "--limit", "2") as shown:
        shown.shows("1 of 2")


@pytest.mark.file
def test_words_of_strangers_do_not_steer_the_terminal(due, home):
    with sqlite3.connect(home / "notebook.db") as connection:
        connection.execute(
            "UPDATE claim SET statement = ? WHERE id = 1",
            [json.dumps({"en": "red \x1b[31m and \u202e back"})],
        )
    with terminal("review") as shown:
        shown.shows(r"red \u001b[31m and \u202e back")


def test_without_a_terminal_it_says_what_to_use(due):
    assert due("review", exit_code=2).stderr == (
        "Error: kg review asks key by key, and needs a terminal for it. "
        "Elsewhere kg due --json lists what waits, and kg resolve decides it.\n"
    )
    ran = run("review", stdin=-3)
    assert (ran.returncode, ran.stdout) == (2, "")
    with terminal("review", TERM="dumb") as shown:
        code, said = shown.ends()
    assert code == 2
    assert "needs a terminal" in said


def on_a_terminal(kg, monkeypatch):
    """The command where a person would answer."""
    monkeypatch.setattr("kg.cli.commands.review.somebody_answers", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    return kg


def test_when_nothing_is_due_it_says_so_and_what_comes_next(kg, monkeypatch):
    kg = on_a_terminal(kg, monkeypatch)
    assert kg("review").output == "Nothing is due within 90 days, and nothing comes later.\n"
    kg("add", "Prices fall", "--speaker", "Ada", "--by", "2027-06")
    assert kg("review").output == (
        "Nothing is due within 90 days.\n"
        "The next is prediction 1, due in 219 days: 2027-06.\n"
        "Look at it now: kg review --within 219\n"
    )
    kg("snooze", 1, "--until", "2027-01")
    assert kg("review").output == (
        "Nothing is due within 90 days.\n"
        "Prediction 1 is snoozed until 2027-01 and due in 219 days: 2027-06.\n"
        "Look at it all the same: kg review --snoozed --within 219\n"
    )
    assert kg("review", "--snoozed").output.endswith(
        "Look at it all the same: kg review --snoozed --within 219\n"
    )
    assert kg("review", "--within", 300).output == (
        "Nothing is due within 300 days.\n"
        "Prediction 1 is snoozed until 2027-01.\n"
        "Look at it all the same: kg review --snoozed\n"
    )
    assert kg("review", "speaker:Ada", "about:o1", exit_code=1).stderr.startswith("Error: ")


def test_what_is_open_ended_comes_later(kg, monkeypatch):
    kg = on_a_terminal(kg, monkeypatch)
    kg("add", "Prices fall", "--speaker", "Ada", "--said", "2026-11-01")
    kg("predict", 1)
    assert kg("review").output == (
        "Nothing is due within 90 days.\n"
        "The next is prediction 1, open-ended: it comes up again on 2027-11-01.\n"
        "Look at it now: kg prediction show 1\n"
    )


@pytest.mark.file
def test_a_notebook_that_may_not_be_changed_is_told_before_anything_is_asked(
    due, home, monkeypatch
):
    kg = on_a_terminal(due, monkeypatch)
    allowed = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode, **how: mode != os.W_OK and allowed(path, mode, **how)
    )
    assert kg("review", exit_code=1).stderr == (
        f"Error: The notebook {home}/notebook.db cannot be changed: it is read-only. "
        "Change its permissions or copy it.\n"
    )
