"""`kg claim edit` with mistakes, with editors that fail, and with changes meanwhile."""

import stat
import sys

import pytest

from tests.cli.asking.editors import change


def test_a_mistake_brings_the_editor_back_with_the_message_at_its_place(table, editor, drafts):
    editor.steps(
        change(("stance: disagrees", "stance: disagree"), ("追赶需要数年", "追赶需要很多年")),
        change(("stance: disagree\n", "stance: partly\n")),
    )
    table("claim", "edit", 1)
    again = editor.seen[1]
    message = (
        "#>> 'disagree' is none of the words allowed here. Write asserts, agrees, partly, "
        "disagrees or\n"
    )
    assert again.startswith(message)
    assert f"    {message}    #>> asks.\n    stance: disagree\n" in again
    assert "追赶需要很多年" in again
    card = table("claim", "show", 1, "--json").json
    assert card["positions"][1]["stance"] == "partly"
    assert card["statement"]["zh"] == "追赶需要很多年"
    assert drafts() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: prediction", "kind: [", "A bracket is not closed."),
        ("kind: prediction", "knid: prediction", "There is no field 'knid' here."),
        ("  kind: prediction\n", "", "A claim needs its kind."),
        ("speaker: 汪华", "speaker: Round", None),
        ("said: 2024-09-14", "said: soon", "'soon' is not a date."),
        ("- o1", "- ''", "It is empty."),
        ("due: 2026-09", "opens: 2030\n  due: 2026-09", "It would be due 2026-09"),
        ("    probability: 0.8\n", "", "A forecast needs a probability or words."),
        ("to: catching-up-takes-years", "to: catching-up-takes-yeers", "There is no claim"),
        ("- id: catching-up-takes-years", "- id: other", "The claim 'catching-up-takes-years"),
        ("kg: 1", "kg: 1\nspeakers: [{id: x}]", "'x' is new here and needs a names."),
    ],
)
def test_every_mistake_comes_back_and_leaving_it_changes_nothing(
    table, editor, rows, drafts, old, new, said
):
    if said is None:
        table("speaker", "add", "Rounds")
        said = "There is no speaker 'Round'. Did you mean Rounds?"
    before = rows()
    editor.steps(change((old, new)), {})
    answer = table("claim", "edit", 1, exit_code=1)
    (path,) = drafts()
    assert answer.stderr.startswith(
        f"Error: The text was left as it was; nothing was changed. {said}"
    )
    assert answer.stderr.endswith(f" Your text is kept in {path}.\n")
    assert f"#>> {said}" in editor.seen[1].replace("\n#>> ", " ")
    assert rows() == before
    kept = path.read_text("utf-8")
    assert new in kept
    assert "#>>" not in kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"write": ""}, "The text was left empty; nothing was changed."),
        ({"write": "# only a remark\n\n"}, "The text was left empty; nothing was changed."),
        ({"remove": True}, "The text was left empty; nothing was changed."),
        ({"exit": 3}, f"The editor {sys.executable!r} ended with 3; nothing was changed."),
        (
            {"kill": True},
            f"The editor {sys.executable!r} was ended by signal 15; nothing was changed.",
        ),
    ],
)
def test_an_editor_that_gives_up_changes_nothing_and_leaves_nothing(
    table, editor, rows, drafts, step, said
):
    before = rows()
    editor.steps(step)
    assert table("claim", "edit", 1, exit_code=1).stderr == f"Error: {said}\n"
    assert rows() == before
    assert drafts() == []


@pytest.mark.parametrize("step", [{"exit": 1}, {"kill": True}])
def test_what_was_typed_before_the_editor_failed_is_kept(table, editor, rows, drafts, step):
    before = rows()
    editor.steps(change(("追赶需要数年", "追赶需要很多年")) | step)
    answer = table("claim", "edit", 1, exit_code=1)
    (path,) = drafts()
    assert answer.stderr.endswith(f"nothing was changed. Your text is kept in {path}.\n")
    assert "追赶需要很多年" in path.read_text("utf-8")
    assert rows() == before


def test_what_was_typed_is_kept_when_the_editor_empties_it_after_a_mistake(table, editor, drafts):
    editor.steps(change(("stance: asserts\n", "stance: assert\n")), {"write": ""})
    answer = table("claim", "edit", 1, exit_code=1)
    (path,) = drafts()
    assert answer.stderr == (
        f"Error: The text was left empty; nothing was changed. Your text is kept in {path}.\n"
    )
    assert "stance: assert\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            "no-such-editor --wait",
            "The editor 'no-such-editor' cannot be started: No such file or directory.",
        ),
        ("/", "The editor '/' cannot be started: Permission denied."),
        ("vi 'x", 'The editor "vi \'x" cannot be understood.'),
    ],
)
def test_an_editor_that_is_not_there_is_one_sentence(
    table, editor, drafts, monkeypatch, command, said
):
    monkeypatch.setenv("VISUAL", command)
    assert table("claim", "edit", 1, exit_code=1).stderr == (
        f"Error: {said} Name one in VISUAL or EDITOR, such as: export EDITOR=nano.\n"
    )
    assert drafts() == []


def test_a_change_in_another_process_meanwhile_is_not_overwritten(table, editor, drafts):
    editor.steps(
        change(("stance: disagrees", "stance: partly"))
        | {"run": ["claim", "edit", "1", "--tag", "core"]}
    )
    answer = table("claim", "edit", 1, exit_code=1)
    (path,) = drafts()
    assert answer.stderr == (
        "Error: The notebook was changed meanwhile (claim 1 was changed by tester: tags from "
        "nothing to «core»); your text was not taken over. "
        f"Open it anew and bring your changes in. Your text is kept in {path}.\n"
    )
    card = table("claim", "show", 1, "--json").json
    assert (card["tags"], card["positions"][1]["stance"]) == (["core"], "disagrees")
    assert "stance: partly" in path.read_text("utf-8")
