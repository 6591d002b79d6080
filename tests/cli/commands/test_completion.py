"""`kg completion`, in the shells that it is for."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli.completing import alike
from kg.store.peek import Known

pytestmark = pytest.mark.file


SETTLED = 60
"""Seconds after which a shell that has not shown what is waited for never will."""

START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOAD = {
    "bash": 'PS1="ready> "; bind "set enable-bracketed-paste off"; source ./script',
    "zsh": "PS1='ready> '; autoload -U compinit; compinit -u -D; source ./script",
    "fish": "function fish_prompt; echo -n 'ready> '; end; source script",
}
# bash is everywhere; the others are asked where they are installed.
SHELLS = ["bash", *(shell for shell in ("zsh", "fish") if shutil.which(shell))]


class Terminal:
    """A shell at a terminal: what is typed into it, and what it has shown."""

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        self.process, self.reader = pty.fork()
        if self.process == 0:
            os.execvpe(words[0], words, env)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self.reader, text.encode())

    def shows(self, text: str) -> bool:
        end = time.monotonic() + SETTLED
        while text not in self.shown and time.monotonic() < end:
            if select.select([self.reader], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.reader, 65536).decode(errors="replace")
                except OSError:
                    break
        return text in self.shown

    def close(self) -> None:
        os.close(self.reader)
        os.waitpid(self.process, 0)


@pytest.fixture
def program(home):
    """A folder in which `kg` is this program."""
    folder = home / "bin"
    folder.mkdir()
    script = folder / "kg"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    script.chmod(0o755)
    return folder


@pytest.fixture
def terminal(home, kg, program):
    """Opens a shell that has loaded what `kg completion` prints for it."""
    opened = []

    def open_(shell):
        (home / "script").write_text(kg("completion", shell).output)
        repository = str(Path(__file__).parents[3])
        env = {
            **os.environ,
            "PATH": f"{program}:{os.environ['PATH']}",
            "PYTHONPATH": repository,
            "TERM": "dumb" if shell == "bash" else "xterm",
            "LC_ALL": "C.UTF-8",
            "INPUTRC": "/dev/null",
        }
        found = Terminal(START[shell], env)
        opened.append(found)
        time.sleep(0.5)
        found.type(LOAD[shell] + "\r")
        assert found.shows("ready> "), found.shown
        return found

    yield open_
    for one in opened:
        one.close()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_with_a_blank_is_completed_and_escaped(kg, terminal, shell):
    kg("add", "It takes years", "--speaker", "Wang Hua", "--about", "o1")
    typing = terminal(shell)
    typing.type("kg agree 1 Wan\t")
    # A quotation mark would do as well, but none of the three takes one.
    assert typing.shows("g\\ Hua"), typing.shown


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("mark", ["", '"', "'"])
def test_a_name_is_never_run(kg, terminal, home, shell, mark):
    kg("speaker", "add", f"xray $(touch {home}/run) `touch {home}/run`;touch {home}/run;'x\"!")
    typing = terminal(shell)
    typing.type(f"kg speaker show {mark}xr\t")
    time.sleep(1)
    typing.type("\r")
    time.sleep(1)
    typing.type("\x03")
    time.sleep(0.5)
    typing.type("echo do''ne\r")
    assert typing.shows("done"), typing.shown
    assert not (home / "run").exists()


def test_what_goes_on_as_it_is_typed_goes_before_what_does_but_for_its_case():
    names = [Known("about:AI Ethic"), Known("about:AI ethics")]
    assert alike(names, "about:AI et") == [Known("about:AI ethics")]
    assert alike(names, "about:ai") == names


@pytest.mark.parametrize("shell", SHELLS)
def test_a_chinese_name_is_completed(kg, terminal, shell):
    kg("add", "It takes years", "--speaker", "颜水成")
    typing = terminal(shell)
    typing.type("kg speaker show 颜\t")
    assert typing.shows("水成"), typing.shown


@pytest.mark.parametrize("shell", SHELLS)
def test_a_command_an_option_and_a_condition_are_completed(kg, terminal, shell):
    kg("add", "It takes years", "--speaker", "Ann Lee")
    typing = terminal(shell)
    typing.type("kg cla\t li\t --spe\t An\t")
    assert typing.shows("n\\ Lee"), typing.shown
    typing.type(" stan\tdisag\t")
    assert typing.shows("disagrees"), typing.shown


def test_each_script_is_accepted_by_its_shell(kg, tmp_path):
    for shell in SHELLS:
        path = tmp_path / shell
        path.write_text(kg("completion", shell).output)
        checked = subprocess.run([shell, "-n", path], capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, ""), shell


def test_the_shell_in_use_is_taken_unless_one_is_named(kg):
    assert (
        kg("completion", env={"SHELL": "/usr/bin/fish"}).output == kg("completion", "fish").output
    )
    assert kg("completion", env={"SHELL": "/bin/tcsh"}, exit_code=2).stderr.endswith(
        "Error: Which shell? Name one of bash, zsh, fish.\n"
    )


def test_install_writes_where_the_shell_looks(kg, home):
    said = kg("completion", "fish", "--install").output
    path = home / ".config" / "fish" / "completions" / "kg.fish"
    assert said == f"Wrote {path}\nOpen a new shell.\n"
    assert path.read_text("utf-8") == kg("completion", "fish").output
