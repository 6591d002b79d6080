"""Drafts and their files: kg.screens.drafts."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.domain.sentences import Span
from kg.notebook.listening.capturing import Filled
from kg.screens.drafts import Draft, DraftFile


def form(begins, statement="A statement", **more):
    return Filled(begins=begins, ends=begins + 9, quote="Some words", statement=statement, **more)


def draft(*forms, **more):
    return Draft(forms={one.span: one for one in forms}, **more)


@pytest.fixture
def file(tmp_path):
    """Gives the file anew, as each view has it."""
    return lambda: DraftFile(tmp_path, "notebook", "source")


def put(file, text):
    path = file().path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else json.dumps(text).encode())


def statements(file):
    return [one.statement for one in file().read().forms.values()]


def test_what_is_written_is_read_again(file):
    written = draft(
        form(0, "年内\n降价", sure=("about",), turn=3, horizon="年内"),
        form(20, "", about_known=True, sought="pri", stance="disagrees"),
        form(40, claim=7, about_known=True),
        place=20,
        open=Span(20, 29),
    )
    file().write(written)
    assert file().read() == written


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'"\xff"',
        b"null",
        b"[]",
        b"{}",
        b'{"place": 1e400}',
        b'{"place": "here"}',
        b'{"open": {}}',
        b'{"entries": null}',
        b'{"entries": ["x"]}',
        b'{"entries": [{}, null, 3, []]}',
        b'{"entries": [{"begins": 0, "ends": 1, "statement": ["x"]}]}',
        b'{"entries": [{"begins": 0, "ends": 1e400}]}',
        b'{"entries": [{"begins": -1, "ends": 1}]}',
        # No notebook can be asked for a claim of that number.
        b'{"entries": [{"begins": 0, "ends": 1, "claim": 9223372036854775808}]}',
        b"[" * 200_000,
        b'{"entries": [' + b"[" * 200_000 + b"]" * 200_000 + b"]}",
        b'{"later": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    ],
)
def test_a_file_that_is_no_draft_is_an_empty_one(file, text):
    put(file, text)
    assert file().read() == Draft()
    file().write(draft(form(0)))
    assert statements(file) == ["A statement"]


def test_a_form_that_cannot_be_read_spoils_no_other(file):
    put(file, {"entries": [7, {"begins": 0, "ends": 9, "statement": "Read", "later": {"x": 1}}]})
    assert statements(file) == ["Read"]


def test_drafts_of_older_versions_are_read(file):
    old = {"begins": 20, "ends": 29, "quote": "Some words", "turn": None, "statement": "Old"}
    put(file, {"place": 20, "open": 20, "entries": [old | {"claim": 3, "sure": ["about"]}]})
    read = file().read()
    assert (read.place, read.open) == (20, Span(20, 29))
    assert read.forms == {Span(20, 29): form(20, "Old", claim=3, sure=("about",))}


def test_each_view_changes_only_what_it_changed_itself(file):
    file().write(draft(form(0, "Before")))
    one, other = file(), file()
    one.read()
    other.read()
    one.write(draft(form(0, "Before"), form(20, "One")))
    other.write(draft(form(0, "Before"), form(20, "Other", turn=2), form(40, "Other")))
    one.write(draft(form(0, "Changed"), form(20, "One")))
    other.write(draft(form(0, "Before"), form(40, "Other")))
    assert statements(file) == ["Changed", "Other"]
    # What one view has finished does not come back by the other.
    one.write(draft())
    other.write(draft(form(0, "Before"), form(40, "Other")))
    assert statements(file) == ["Other"]


def test_what_another_typed_on_in_is_not_taken_away(file):
    file().write(draft(form(0, "Begun")))
    one, other = file(), file()
    one.read()
    other.read()
    other.write(draft(form(0, "Begun and gone on with")))
    one.write(draft())
    assert statements(file) == ["Begun and gone on with"]


def test_a_file_that_is_gone_is_written_whole(file):
    view = file()
    view.write(draft(form(0, "One")))
    view.path.unlink()
    view.write(draft(form(0, "One"), form(20, "Two")))
    assert statements(file) == ["One", "Two"]


def test_views_that_write_at_the_same_time_lose_nothing(file):
    def write(first):
        view = file()
        forms = [form(begins, str(begins)) for begins in range(first, first + 400, 20)]
        for count in range(1, len(forms) + 1):
            view.write(draft(*forms[:count]))

    with ThreadPoolExecutor(4) as views:
        list(views.map(write, range(4)))
    assert len(statements(file)) == 80
