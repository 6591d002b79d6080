"""Reading files and folders, and writing files that are whole or not there."""

import os
import stat
import threading
from pathlib import Path

import pytest

from kg.errors import Invalid, KgError, NotFound
from kg.formats import files
from kg.notebook.records import apply


def test_a_folder_is_one_notebook_and_its_files_refer_to_each_other(tmp_path, session):
    (tmp_path / "z").mkdir()
    (tmp_path / "claims.yaml").write_text(
        "claims: [{id: c1, kind: fact, statement: x, about: [o1]}]"
    )
    (tmp_path / "z" / "concepts.yml").write_text("concepts: [{id: o1, names: {en: OpenAI o1}}]")
    (tmp_path / "z" / "more.JSONL").write_text(
        '{"claim": {"id": "c2", "kind": "fact", "statement": "y", "about": ["OpenAI o1"]}}\n'
    )
    planned = apply.plan(session, files.read(tmp_path))
    apply.apply(session, planned)
    assert planned.lines() == ["concepts: 1 new", "claims: 2 new"]


def test_what_editors_and_version_control_hide_is_passed_over(tmp_path):
    (tmp_path / ".git").mkdir()
    for name in (".hidden.yaml", ".git/x.yaml", "notes.yaml~", "notes.txt", "notes.yaml"):
        (tmp_path / name).write_text("kg: 1\n" if name == "notes.yaml" else "{")
    (tmp_path / ".#notes.yaml").symlink_to("nowhere")
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    assert len(files.read(tmp_path)) == 1


def test_a_folder_that_is_hidden_itself_is_read(tmp_path):
    folder = tmp_path / ".notes"
    folder.mkdir()
    (folder / "notes.yaml").write_text("kg: 1\n")
    assert len(files.read(folder)) == 1


def test_a_mistake_in_a_folder_names_its_file(tmp_path):
    (tmp_path / "a.yaml").write_text("kg: 1\n")
    (tmp_path / "b.yaml").write_text("claims: [{id: c1, kind: fackt}]\n")
    with pytest.raises(KgError) as caught:
        files.read(tmp_path)
    assert str(caught.value).startswith(
        f"{tmp_path / 'b.yaml'}:1 (claims[0].kind): 'fackt' is none"
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "claims:\n- id: c1\n  kind: fact\n  statement: ' '",
            "a.yaml:4 (claims[0].statement): The statement is empty. Write at least one word.",
        ),
        (
            "predictions:\n- id: p1\n  due: 2026-02-30",
            (
                "a.yaml:3 (predictions[0].due): There is no date 2026-02-30. "
                "Write a day as 2026-09-12, a month as 2026-09 or a year as 2026."
            ),
        ),
        (
            "claims:\n- {id: c1, kind: fact, statement: x,\n   about: [openai-o2]}\n"
            "concepts: [{id: openai-o1, names: o1}]",
            (
                "a.yaml:3 (claims[0].about[0]): There is no concept 'openai-o2'. "
                "Did you mean openai-o1?"
            ),
        ),
        (
            "concepts:\n- {id: a, names: A, broader: b}\n- {id: b, names: B, broader: a}",
            (
                "a.yaml:2 (concepts[0].broader): The broader concepts run in a circle: "
                "a → b → a. Take one out."
            ),
        ),
        (
            "claims:\n- {id: c1, kind: fact, statement: x}\n- id: c1\n",
            "a.yaml:3 (claims[1].id): There are two records 'c1'. Give one another id.",
        ),
    ],
)
def test_a_mistake_found_while_planning_names_file_line_and_field(
    tmp_path, session, text, complaint
):
    path = tmp_path / "a.yaml"
    path.write_text(text)
    documents = files.read(path)
    with pytest.raises(KgError) as caught:
        apply.plan(session, documents)
    assert str(caught.value).replace(f"{tmp_path}/", "") == complaint


def test_one_id_in_two_files_is_named(tmp_path, session):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("claims: [{id: c1, kind: fact, statement: x}]")
    documents = files.read(tmp_path)
    with pytest.raises(KgError) as caught:
        apply.plan(session, documents)
    assert "b.yaml:1 (claims[0].id)" in str(caught.value)


def test_what_is_no_notebook_is_named(tmp_path):
    (tmp_path / "notes.txt").write_text("kg: 1\n")
    for path, error, sentence in (
        (
            tmp_path,
            NotFound,
            f"The folder {tmp_path} has nothing in it that can be read: "
            f"{tmp_path / 'notes.txt'} is in no format that is known here. See kg formats.",
        ),
        (
            tmp_path / "none.yaml",
            NotFound,
            f"There is no file {tmp_path / 'none.yaml'}. See that its name is right.",
        ),
        (
            tmp_path / "notes.txt",
            Invalid,
            (
                f"{tmp_path / 'notes.txt'} is in no format that is known here. "
                "See kg formats, and name one with --format; a table of claims needs --map."
            ),
        ),
    ):
        with pytest.raises(error) as caught:
            files.read(path)
        assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.yaml", "yaml"), ("a.YML", "yaml"), ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl")],
)
def test_the_ending_says_the_format(name, format):
    assert files.format_of(Path(name)) == format


def test_an_ending_that_is_not_known_says_no_format():
    with pytest.raises(Invalid) as caught:
        files.format_of(Path("a.txt"))
    assert str(caught.value) == (
        "a.txt has an ending that is not known. Name the format with --format."
    )


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def write(path, text):
    with files.written_whole(path) as stream:
        stream.write(text)


def test_a_file_is_written_as_utf_8_with_the_line_ends_given(tmp_path):
    path = tmp_path / "a.txt"
    write(path, "追赶\n😀\r\n")
    assert path.read_bytes() == "追赶\n😀\r\n".encode()


def test_nothing_appears_under_the_name_before_all_is_written(tmp_path):
    path = tmp_path / "a.txt"
    with files.written_whole(path) as stream:
        stream.write("x" * 100_000)
        stream.flush()
        assert not path.exists()
    assert path.read_text() == "x" * 100_000
    assert names_in(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError(28, "No space left")])
def test_what_stood_there_stays_when_writing_is_interrupted(tmp_path, error):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write_half():
        with files.written_whole(path) as stream:
            stream.write("new")
            raise error

    with pytest.raises((ValueError, KeyboardInterrupt, KgError)):
        write_half()
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["a.txt"]


def test_a_full_disk_is_named(tmp_path):
    with pytest.raises(KgError) as caught, files.written_whole(tmp_path / "a.txt"):
        raise OSError(28, "No space left on device")
    assert str(caught.value) == (
        f"{tmp_path / 'a.txt'} cannot be written: No space left on device. Name another place."
    )


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_mask_leaves(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        write(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode


def test_a_private_file_stays_private(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    write(path, "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o600)


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path):
    real, link = tmp_path / "real" / "a.txt", tmp_path / "a.txt"
    real.parent.mkdir()
    real.write_text("old")
    link.symlink_to("real/a.txt")
    write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert names_in(real.parent) == ["a.txt"]


def test_a_link_to_nothing_yet_leads_to_the_new_file(tmp_path):
    link = tmp_path / "a.txt"
    link.symlink_to("b.txt")
    write(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "b.txt").read_text() == "new"


def test_a_pipe_is_written_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    write(pipe, "through the pipe")
    reader.join(10)
    assert heard == ["through the pipe"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_stays_a_device():
    write(Path(os.devnull), "nobody reads this")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_in_the_way_and_a_folder_that_is_not_there_are_named(tmp_path):
    for path, sentence in (
        (tmp_path, f"{tmp_path} is a directory. Name a file in it."),
        (
            tmp_path / "none" / "a.txt",
            (
                f"{tmp_path / 'none' / 'a.txt'} cannot be written: No such file or directory. "
                "Name another place."
            ),
        ),
    ):
        with pytest.raises(KgError) as caught, files.written_whole(path):
            pass
        assert str(caught.value) == sentence


def test_the_longest_name_can_be_written(tmp_path):
    path = tmp_path / ("x" * 251 + ".txt")
    write(path, "x")
    assert path.read_text() == "x"
