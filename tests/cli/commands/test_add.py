"""`kg add` by questions on a terminal."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.commands.answering import terminal, until

UP = "\x1b[1;5A"
CANCEL, END, CLEAR = "\x03", "\x04", "\x15"


@pytest.fixture
def ask(kg: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs `kg add` on what counts as a terminal, with these keys; a text gets its Enter."""
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    monkeypatch.setattr("kg.cli.commands.add.somebody_answers", lambda: True)

    def run(*keys: str, **expected: Any) -> Any:
        with create_pipe_input() as typed:
            for one in keys:
                typed.send_text(one if one[:1] in {"\x1b", "\x03", "\x04", "\x15"} else f"{one}\r")
            # Who answers too little leaves: no test waits for ever.
            if keys[-1:] != ("\x1b",):
                typed.send_text(CANCEL)
            with create_app_session(input=typed, output=DummyOutput()):
                return kg("add", **expected)

    return run


def test_a_day_still_to_come_is_asked_for_again(kg, ask):
    answer = ask(
        *("Catching up takes years", "颜水成", "opinion", "", "Round table", "7", "以年为单位"),
        *("2027-06-15", CLEAR, "2024-09-14", "", "", ""),
    )
    assert "  Said         2024-09-14\n" in answer.output
    assert kg("position", "show", 1, "--json").json["said"] == "2024-09-14"


def test_a_prediction_is_asked_for_question_by_question(kg, ask):
    answer = ask(
        *("Catching up takes years", "颜水成", "prediction", "o1", "推理", ""),
        *("Round table", "7", "以年为单位", "2024-09-14"),
        *("以年为单位", "", CLEAR, "2026-09", "no peer by then", "大概率", "", "", ""),
    )
    assert answer.output == (
        "  Speaker      颜水成 (new)\n"
        "  Kind         prediction\n"
        "  About        o1 (new), 推理 (new)\n"
        "  Source       Round table (new)\n"
        "  Turn         7\n"
        "  Quote        以年为单位\n"
        "  Said         2024-09-14\n"
        "  Said as      以年为单位\n"
        "  Opens        2025-09-14\n"
        "  Due          2026-09\n"
        "  Decided by   no peer by then\n"
        "  Likelihood   «大概率»\n"
        "  In numbers   65–90 %, middle 80 %\n"
        "Claim 1: Catching up takes years\n"
        "Prediction 1, due 2026-09\n"
        "New: concept o1, concept 推理, speaker 颜水成, source Round table\n"
        "Next: kg agree 1 SPEAKER, kg disagree 1 SPEAKER, kg resolve 1 right|wrong|…\n"
    )
    assert kg("claim", "show", 1).output == (
        "Claim 1, prediction, overdue\n"
        "  Catching up takes years\n"
        "  about       o1, 推理\n"
        "  id          catching-up-takes-years-…\n"
        "\n"
        "Positions\n"
        "  1  颜水成 asserts, 2024-09-14\n"
        "     «以年为单位»\n"
        "     in Round table, turn 7\n"
        "\n"
        "Predictions\n"
        "  1  overdue, due 2026-09, said as «以年为单位», vague\n"
        "     decided by: no peer by then\n"
        "     颜水成: 80 % (65 % to 90 %) «大概率», verbal by kg Chinese (2026-11), 2024-09-14\n"
    )


def as_predicted(kg: Any) -> tuple[Any, ...]:
    """Words, window and forecasts of the first prediction."""
    card = kg("prediction", "show", 1, "--json").json
    casts = [(one["middle"], one["words"], one["basis"], one["scale"]) for one in card["forecasts"]]
    return card["horizon"], card["opens"], card["due"], casts


FORETOLD = ("Robots come", "Ada", "prediction", "", "", "", "2024-09-14")
"""The answers up to the one that asks for the time as it was spoken."""


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        # What was read stands there already: Enter takes it.
        (
            ["within 18 months", "", "", "likely", "", ""],
            (
                *("within 18 months", "2024-09-14", "2026-03-14"),
                [(0.675, "likely", "verbal", "ICD 203 (2015)")],
            ),
        ),
        # Another answer counts before it, also one in words, and so does none.
        (
            ["takes years", CLEAR, "2027", CLEAR, "end of 2030", "", "大概率", CLEAR, "70%", ""],
            ("takes years", "2027", "2030", [(0.7, "大概率", "verbal", None)]),
        ),
        (
            ["within 18 months", CLEAR, "", "", "likely", CLEAR, "", ""],
            ("within 18 months", None, None, [(None, "likely", "verbal", None)]),
        ),
        # What is not understood is asked for.
        (
            ["all in good time", "2027-06", "", "who knows", "60%", ""],
            ("all in good time", None, "2027-06", [(0.6, "who knows", "verbal", None)]),
        ),
        (
            ["all in good time", "", "", "who knows", "", ""],
            ("all in good time", None, None, [(None, "who knows", "verbal", None)]),
        ),
        # A number needs no scale, and what is due before it opens is asked for again.
        (["", "", "", "60% or so", ""], (None, None, None, [(0.6, "or so", "stated", None)])),
        (
            ["takes years", "", CLEAR, "2025", CLEAR, "2031", "", "", ""],
            ("takes years", "2026-09-14", "2031", []),
        ),
    ],
)
def test_words_of_time_and_likelihood_are_read_and_can_be_corrected(kg, ask, answers, found):
    answer = ask(*FORETOLD, *answers, "")
    assert as_predicted(kg) == found
    assert "understood" not in answer.stderr


def test_other_words_are_read_anew_and_an_answer_of_ones_own_is_kept(kg, ask):
    ask(
        *(*FORETOLD, "within 18 months", UP, CLEAR, "within two years", "", ""),
        *("likely", UP, CLEAR, "unlikely", "", "", ""),
    )
    assert as_predicted(kg) == (
        *("within two years", "2024-09-14", "2026-09-14"),
        [(0.325, "unlikely", "verbal", "ICD 203 (2015)")],
    )
    ask(
        *("Rates fall", "Ada", "prediction", "", "", "", "2024-09-14", "within 18 months"),
        *(CLEAR, "2030", UP, UP, CLEAR, "within two years", "", "", "", "", ""),
    )
    assert kg("prediction", "show", 2, "--json").json["due"] == "2030"


def test_every_question_but_the_first_can_be_skipped(kg, ask):
    assert ask("Prices fall", "", "", "", "", "").output == (
        "Claim 1: Prices fall\n"
        "Next: kg agree 1 SPEAKER, kg disagree 1 SPEAKER, kg predict 1 --by DAY\n"
    )
    card = kg("claim", "show", 1, "--json").json
    assert (card["kind"], card["positions"], card["about"]) == ("opinion", [], [])


def test_concepts_are_parted_by_commas_unless_they_are_one_that_is_known(kg, ask):
    kg("concept", "add", "supply, demand")
    ask("Prices fall", "", "", "supply, demand", "o1、推理, o1", "", "")
    assert [one["names"] for one in kg("concept", "list", "--json").json] == [
        {"en": "supply, demand"},
        {"en": "o1"},
        {"zh": "推理"},
    ]
    assert len(kg("claim", "show", 1, "--json").json["about"]) == 3


def test_speaker_and_source_are_kept_for_the_next_claim(kg, ask):
    ask(
        *("Prices fall", "Ada", "", "", "Talk", "", "", "2024", ""),
        *("Rates rise", "", "fact", "", "", "", "", "", "", ""),
    )
    first, second = kg("claim", "list", "--json").json
    assert first["positions"][0]["source"] == second["positions"][0]["source"]
    assert second["kind"] == "fact"
    assert [one["said"] for one in second["positions"]] == ["2026-11-23"]
    assert len(kg("history", "--json").json) == 2


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ((), "\x1b"),
        ((), END),
        (("Prices fall",), END),
        (("Prices fall", "Ada", "", "o1", ""), CANCEL),
    ],
)
def test_leaving_writes_nothing_and_says_so(ask, rows, answers, key):
    before = rows()
    answer = ask(*answers, key, exit_code=130)
    assert answer.stderr == "Left; nothing was written.\n"
    assert answer.output == ""
    assert rows() == before


def test_no_at_the_end_writes_nothing(ask, rows):
    before = rows()
    assert ask("Prices fall", "", "", "", "n", exit_code=130).output == ""
    assert rows() == before


def test_leaving_after_a_claim_keeps_it(kg, ask):
    answer = ask("Prices fall", "", "", "", "", "Rates rise", CANCEL)
    assert answer.stderr == "Left; nothing more was written.\n"
    assert kg("claim", "list").output == "1    Prices fall\n"


@pytest.mark.parametrize("back", [UP, "<"])
def test_one_can_go_back_and_change_an_answer(kg, ask, back):
    ask("Prices fall", "Ada", "fact", back, back, CLEAR, "Bob", "", "", "", "", "", "", "")
    card = kg("claim", "show", 1, "--json").json
    assert [card["kind"], card["positions"][0]["speaker"][:3]] == ["fact", "bob"]


def test_going_back_from_a_topic_takes_the_last_one_up_again(kg, ask):
    ask("Prices fall", "", "", "o1", "o2", UP, CLEAR, "o3", "", "", "")
    assert kg("concept", "list", "--json").json[0]["names"] == {"en": "o1"}
    assert "about       o1, o3\n" in kg("claim", "show", 1).output


@pytest.mark.parametrize(
    ("answers", "mended"),
    [
        (("",), ("Prices fall",)),
        (("Prices fall", "17"), (CLEAR, "")),
        (("Prices fall", "", "opinon"), (CLEAR, "opinion")),
        (("Prices fall", "Ada", "", "", "", "", "2024-02-30"), (CLEAR, "2024-02")),
        (("Prices fall", "Ada", "", "", "Talk", "seven"), (CLEAR, "7")),
        (("Prices fall", "", "prediction", "", "soon"), (CLEAR, "2030")),
        (("Prices fall", "Ada", "prediction", "", "", "", "", "", "", "", "140%"), (CLEAR, "40%")),
    ],
)
def test_a_mistake_asks_the_same_question_again(kg, ask, answers, mended):
    ask(*answers, *mended, *[""] * 12)
    assert len(kg("claim", "list", "--json").json) == 1


def test_a_name_that_is_nearly_known_is_asked_about(kg, ask):
    kg("speaker", "add", "Yan Shuicheng")
    ask("Prices fall", "Yan Shuichen", "1", *[""] * 7)
    ask("Rates rise", "Yan Shuichen", "n", *[""] * 7)
    ask("Wages grow", "Yan Shuichn", UP, CLEAR, "Ada", *[""] * 7)
    assert kg("claim", "list").output == (
        "1  Yan Shuicheng  Prices fall\n"
        "2  Yan Shuichen   Rates rise\n"
        "3  Ada            Wages grow\n"
    )


def test_two_of_one_name_are_told_apart_by_number(kg, ask):
    kg("speaker", "add", "张鹏")
    kg("speaker", "add", "张鹏", "--new")
    ask("Prices fall", "张鹏", CLEAR, "2", *[""] * 7)
    assert len(kg("position", "list", "--speaker", "2", "--json").json) == 1


def test_a_claim_that_says_nearly_the_same_can_get_a_stance_instead(kg, ask):
    kg("add", "Catching up to o1 takes many years", "--speaker", "颜水成")
    answer = ask(
        *("Catching up to o1 takes many, many years", "1", "disagrees", "汪华"),
        *("", "没那么久", "2024-09-14", "", ""),
    )
    assert answer.output == (
        "  Stance       disagrees\n"
        "  Speaker      汪华 (new)\n"
        "  Quote        没那么久\n"
        "  Said         2024-09-14\n"
        "Position 2: 汪华 disagrees claim 1, 2024-09-14\n"
        "New: speaker 汪华\n"
    )
    assert len(kg("claim", "list", "--json").json) == 1


def test_one_can_go_on_with_a_claim_that_says_the_same(kg, ask):
    kg("add", "Catching up to o1 takes many years")
    ask("Catching up to o1 takes many years", "", "", "", "", "", "")
    assert len(kg("claim", "list", "--json").json) == 2


def test_a_quote_is_checked_against_the_text_at_once(kg, ask, home):
    (home / "talk.txt").write_text("我们认为价格会下降。", "utf-8")
    kg("source", "add", "Talk", "--text", "talk.txt")
    ask("Prices fall", "Ada", "", "", "Talk", "", "价格会上升", CLEAR, "价格会下降", "", "", "")
    assert kg("claim", "show", 1, "--json").json["positions"][0]["quote"] == "价格会下降"


@pytest.mark.file
def test_a_refusal_at_the_end_loses_no_answer(kg, ask, monkeypatch):
    from kg.cli.showing.added import show_added
    from kg.errors import Conflict

    said = []

    def refuse_once(*given: Any) -> None:
        said.append("refused")
        if len(said) == 1:
            raise Conflict("Somebody was quicker.")
        show_added(*given)

    monkeypatch.setattr("kg.cli.asking.form.show_added", refuse_once)
    ask("Prices fall", "Ada", "fact", "", "", "", "", "", "", "")
    assert said == ["refused", "refused"]
    assert kg("claim", "list").output == "1  Ada  Prices fall\n"


def test_nothing_is_locked_while_a_person_thinks(kg, ask, monkeypatch):
    from kg.cli.asking import questions

    def meanwhile(question: Any) -> str:
        if question.label == "Speaker":
            kg("concept", "add", "o1")
        return {"Statement": "Prices fall"}.get(question.label, "")

    monkeypatch.setattr(questions, "_prompt", meanwhile)
    ended = iter([False])

    def once(question: Any) -> str:
        if question.label == "Statement" and next(ended, True):
            return ""
        return meanwhile(question)

    monkeypatch.setattr(questions, "_prompt", once)
    ask()
    assert len(kg("claim", "list", "--json").json) == 1


def test_without_a_terminal_it_says_what_to_type(kg):
    assert kg("add", exit_code=2).stderr == (
        "Usage: kg add [OPTIONS] [STATEMENT]\n"
        "Error: There is nothing to add: give a STATEMENT, or --stdin for claims on standard input, "
        "one JSON object a line. On a terminal kg add alone asks.\n"
    )


def test_with_any_option_it_never_asks(ask, kg, monkeypatch):
    monkeypatch.setattr("kg.cli.commands.add.somebody_answers", lambda: True)
    assert kg("add", "--speaker", "Ada", exit_code=2).stderr == (
        "Usage: kg add [OPTIONS] [STATEMENT]\nError: Missing argument 'STATEMENT'.\n"
    )


def test_much_like_claims_are_told_beside_the_result(kg):
    kg("add", "Catching up to o1 takes many years")
    assert kg("add", "Catching up to o1 takes many more years").stderr == (
        "Much like claim 1 (93 %): Catching up to o1 takes many years. "
        "kg claim merge 1 2 makes them one.\n"
    )


def test_on_a_real_terminal_it_asks_completes_and_adds(kg):
    kg("speaker", "add", "颜水成", "--en", "Yan Shuicheng")
    seen: list[str] = []
    with terminal("add") as (process, end):
        for words, keys in (
            ("Statement", "Prices fall\r"),
            ("Without one it counts in nobody's record", "yan"),
            ("Yan Shuicheng", "\t"),
            ("Yan Shuicheng", "\r"),
            ("Skipped, it is an opinion", "\r"),
            ("Topics.", "\r"),
            ("A title or address.", "\r"),
            ("Their own words.", "\r"),
            ("today", "\r"),
            ("Enter writes it down", "\r"),
            ("Another claim?", "\x1b"),
            ("Left; nothing more was written.", ""),
        ):
            until(end, words, seen)
            os.write(end, keys.encode())
        assert process.wait(60) == 0
    assert kg("claim", "list").output == "1  Yan Shuicheng  Prices fall\n"


def test_on_a_real_terminal_the_reading_stands_at_the_next_question(kg):
    seen: list[str] = []
    with terminal("add") as (process, end):
        for words, keys in (
            ("Statement", "Robots come\r"),
            ("Without one it counts in nobody's record", "Ada\r"),
            ("Skipped, it is an opinion", "prediction\r"),
            ("Topics.", "\r"),
            ("A title or address.", "\r"),
            ("Their own words.", "\r"),
            ("today", "2024-09-14\r"),
            ("The time in their words", "takes years\r"),
            ("2026-09-14, due 2034-09-14, vague", "\r"),
            ("› 2034-09-14", "\r"),
            ("What would settle it", "\r"),
            ("or their words, such as", "大概率\r"),
            ("› 80%", "\r"),
            ("Enter writes it down", "\r"),
            ("Another claim?", "\x1b"),
            ("Left; nothing more was written.", ""),
        ):
            until(end, words, seen)
            os.write(end, keys.encode())
        assert process.wait(60) == 0
    assert as_predicted(kg) == (
        *("takes years", "2026-09-14", "2034-09-14"),
        [(0.8, "大概率", "verbal", "kg Chinese (2026-11)")],
    )
