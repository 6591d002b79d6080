"""The program as a whole: kg.cli.program."""

import gc
import os
import subprocess
import sys

import click
import pytest

from kg import __version__
from kg.cli import program
from kg.errors import Crossed
from kg.store import again
from tests.cli.conftest import run
from tests.conftest import REPOSITORY


def test_the_version_is_told(kg):
    assert kg("--version").output == f"kg {__version__}\n"


def test_help_shows_the_commands_in_sections(kg):
    lines = kg("--help").output.splitlines()
    heads = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert heads == [
        "Options:",
        "Daily:",
        "Look up and tidy:",
        "Hold to their words:",
        "The notebook:",
    ]
    assert "  add         Add a claim, with who makes it, where and in which words." in lines


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["ad"], "There is no command 'ad'. Did you mean add?"),
        (["resovle"], "There is no command 'resovle'. Did you mean resolve or restore?"),
        (["xyzzy"], "There is no command 'xyzzy'. See kg --help."),
        (["claim", "lst"], "There is no command 'lst'. Did you mean list?"),
        (["show", "1"], "There is no command 'show'. Did you mean kg claim show?"),
        (["rm", "1"], "There is no command 'rm'. Did you mean kg claim remove?"),
        (["link", "delete", "1"], "There is no command 'delete'. Did you mean remove?"),
        (["claim", "xyzzy"], "There is no command 'xyzzy'. See kg claim --help."),
        (["delete", "1"], "There is no command 'delete'. Did you mean kg claim remove?"),
        (
            ["contradicts", "1", "2"],
            "There is no command 'contradicts'. "
            "Did you mean disagree or kg link add FROM opposes TO?",
        ),
        (
            ["false", "1"],
            "There is no command 'false'. "
            "Did you mean kg resolve PREDICTION wrong or kg claim check CLAIM wrong?",
        ),
        (
            ["True", "1"],
            "There is no command 'True'. "
            "Did you mean kg resolve PREDICTION right or kg claim check CLAIM right?",
        ),
        (["asks", "1", "Ada"], "There is no command 'asks'. Did you mean ask?"),
    ],
)
def test_a_slip_in_a_command_is_answered_with_the_one_meant(kg, words, answer):
    assert kg(*words, exit_code=2).stderr == f"Error: {answer}\n"


def test_each_hint_names_a_command_that_there_is(kg):
    for meant in program.MEANT.values():
        for one in meant:
            words = [word for word in one.removeprefix("kg ").split() if word.islower()]
            noun = words[:2] if words[0] in {"claim", "link", "position"} else words[:1]
            if words != ["search"]:
                assert kg(*noun, "--help").output.startswith(f"Usage: kg {' '.join(noun)} ")


def test_a_slip_in_an_option_is_answered_with_the_one_meant(kg):
    assert kg("add", "x", "--spaeker", "Ada", exit_code=2).stderr == (
        "Error: There is no option --spaeker. Did you mean --speaker?\n"
    )
    assert kg("undo", "--xyzzy", exit_code=2).stderr == (
        "Error: There is no option --xyzzy. See kg undo --help.\n"
    )


def test_a_statement_without_quotation_marks_is_explained(kg):
    assert kg("add", "Prices", "fall", exit_code=2).stderr == (
        "Usage: kg add [OPTIONS] [STATEMENT]\n"
        "Error: Got unexpected extra argument (fall). "
        "Words that belong together need quotation marks.\n"
    )


def test_help_is_had_by_its_word_too(kg):
    assert kg("help").output == kg("--help").output
    assert kg("help", "claim", "add").output == kg("claim", "add", "--help").output


def test_a_missing_argument_is_told_with_the_usage(kg):
    assert kg("agree", "1", exit_code=2).stderr == (
        "Usage: kg agree [OPTIONS] CLAIM SPEAKER\nError: Missing argument 'SPEAKER'.\n"
    )


def test_the_words_for_an_argument_are_told_when_it_is_missing(kg):
    assert kg("resolve", "1", exit_code=2).stderr == (
        "Usage: kg resolve [OPTIONS] PREDICTION OUTCOME\n"
        "Error: Missing argument 'OUTCOME'. Choose from: right, wrong, partly, unclear, void\n"
    )


def test_a_statement_may_begin_with_a_hyphen(kg):
    assert kg("add", "-5 % growth", exit_code=2).stderr == (
        "Error: There is no option -5. A text that begins with - stands last, behind -- alone.\n"
    )
    assert kg("add", "--", "-5 % growth").output.startswith("Claim 1: -5 % growth\n")


def test_a_group_alone_shows_its_help(kg):
    assert "Commands:\n  add " in kg("claim", exit_code=2).stderr


def test_the_database_may_stand_before_or_after_the_command(kg, home):
    kg("--database", home / "other.db", "init")
    kg("add", "Prices fall", "--database", home / "other.db")
    kg("claim", "add", "Prices rise", "--database", home / "other.db")
    assert kg("--database", home / "other.db", "claim", "list").output == (
        "1    Prices fall\n2    Prices rise\n"
    )
    assert kg("claim", "list").output == ""


def test_errors_are_shown_without_what_steers_a_terminal(kg):
    assert "\x1b" not in kg("claim", "show", "\x1b[31m", exit_code=1).stderr
    assert "\x1b" not in kg("claim", "\x1b[31m", exit_code=2).stderr
    assert "\u202e" not in kg("claim", "list", "--kind", "\u202e", exit_code=2).stderr


def test_an_interruption_ends_quietly(kg, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("kg.notebook.claims.add", interrupted)
        answer = kg("add", "Prices fall", exit_code=130)
    assert answer.output == ""
    assert answer.stderr.strip() == ""
    assert kg("claim", "list").output == ""


def interrupted(*_, **__):
    raise KeyboardInterrupt


def test_what_nobody_expects_keeps_its_traceback(kg, monkeypatch):
    monkeypatch.setattr("kg.notebook.claims.add", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        kg("add", "Prices fall")


def test_the_collector_rests_while_modules_load_and_works_again_afterwards(kg, monkeypatch):
    seen = []
    command = click.Command("probe", callback=lambda: seen.append(gc.isenabled()))
    monkeypatch.setattr(program.Program, "get_command", lambda *_: command)
    kg("status")
    assert seen == [False]
    assert gc.isenabled()


def test_the_collector_works_as_soon_as_the_notebook_is_open(kg, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "kg.notebook.finding.selecting.claim_ids", lambda *_: seen.append(gc.isenabled()) or []
    )
    monkeypatch.setattr(
        "kg.cli.commands.claim.claim_ids", lambda *_: seen.append(gc.isenabled()) or []
    )
    kg("claim", "list")
    assert seen == [True]


def test_what_a_run_leaves_behind_can_be_collected_in_a_process_that_goes_on(kg):
    kg("claim", "list")
    assert gc.get_freeze_count() == 0


def test_a_process_of_its_own_lays_aside_what_its_modules_made(kg):
    kg("add", "Prices fall", "--speaker", "Ada")
    told = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 10_000)); "
    command = [sys.executable, "-c", f"{told}from kg.cli import run; run()", "claim", "list"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout == "1  Ada  Prices fall\nTrue\n"


def test_a_reader_who_has_enough_is_no_error(kg):
    for number in range(20):
        kg("add", f"Claim {number} " + "word " * 1000)
    listing = subprocess.Popen(
        [sys.executable, "-m", "kg", "claim", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=program.__file__.rpartition("/kg/")[0],
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.readline()
    listing.stdout.close()
    assert listing.stderr.read() == b""
    listing.stderr.close()
    listing.wait()


def test_a_full_disk_is_one_sentence(kg):
    kg("add", "Prices fall")
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123  # a device
        ended = run("claim", "list", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 1
    assert ended.stderr == "Error: The output cannot be written: No space left on device.\n"


def test_bytes_that_are_no_text_are_refused(kg, rows):
    before = rows()
    ended = run(b"add", b"caf\xe9")
    assert ended.returncode == 2
    assert ended.stderr == "Error: 'caf\\udce9' is not UTF-8 text.\n"
    assert rows() == before


def test_a_terminal_that_knows_no_chinese_is_no_error(kg):
    kg("add", "通胀", "--speaker", "央行")
    ended = run("claim", "list", env={"PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
    assert ended.returncode == 0
    assert ended.stdout == "1  \\u592e\\u884c  \\u901a\\u80c0\n"


def test_the_program_runs_as_a_module(kg):
    assert run("--version").stdout == f"kg {__version__}\n"


def crossed(monkeypatch, times):
    """Let so many claims be added in vain, as if another change had crossed each."""
    from kg.notebook import recording

    left, record = [None] * times, recording.record

    def add(session, *words, **details):
        added = record(session, *words, **details)
        session.flush()
        if left:
            left.pop()
            raise Crossed("The notebook is busy: another change crossed this one.", "Do it again.")
        return added

    monkeypatch.setattr(recording, "record", add)
    monkeypatch.setattr(again, "PAUSE", 0.001)


def test_a_change_that_another_one_crossed_is_made_again_and_told_once(kg, monkeypatch):
    crossed(monkeypatch, 2)
    assert kg("add", "Prices fall", "--speaker", "Ada").output.startswith("Claim ")
    assert [one["command"] for one in kg("history", "--json").json] == [
        "kg add 'Prices fall' --speaker Ada"
    ]


def test_a_change_that_is_crossed_each_time_is_one_sentence(kg, monkeypatch):
    crossed(monkeypatch, again.TIMES)
    assert kg("add", "Prices fall", exit_code=1).stderr == (
        "Error: The notebook is busy: another change crossed this one. Do it again.\n"
    )
    assert kg("claim", "list", "--json").json == []


def test_what_was_piped_in_cannot_be_read_again_and_so_is_not_done_again(kg, monkeypatch):
    tries = []

    def cross(*_):
        tries.append(1)
        raise Crossed("The notebook is busy: another change crossed this one.", "Do it again.")

    monkeypatch.setattr("kg.notebook.taking.Taking", cross)
    assert kg("add", "--stdin", stdin='{"statement": "Prices fall"}\n', exit_code=1).stderr == (
        "Error: The notebook is busy: another change crossed this one. Do it again.\n"
    )
    assert len(tries) == 1
