"""Editing claims as text: out to the person's editor, back, and into the notebook or not at all."""

import os
import re
import secrets
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import StringIO
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kg import settings
from kg.cli.app import App
from kg.cli.terminal import engage, on_one_line, wrapped
from kg.domain.wording import brief, said_in
from kg.errors import KgError, NotebookError
from kg.formats import plain_yaml, yaml_notebook
from kg.notebook.changing import editing
from kg.notebook.changing.meanwhile import Overtaken, last_change
from kg.notebook.records.plans import Document
from kg.notebook.showing import cards
from kg.store.again import again
from kg.store.models import Claim

MARK = "#>> "
"""Begins a line that says what is wrong; these lines are taken out again."""

HEADER = """\
# yaml-language-server: $schema={schema}
# {what}: change the text, save it and close the editor. Unchanged or empty, it changes nothing.
#
# - What is taken out is removed: a line, a position, a link, a prediction, a forecast. A resolution
#   stays; withdraw it by withdrawn: {today}, and add another.
# - Keep the ids; what is new needs none, but a prediction. A new position, for example:
#     - {{speaker: NAME, stance: agrees, said: {today}, quote: their words}}
# - stance: asserts, agrees, partly, disagrees or asks.  Links: supports, opposes, qualifies,
#   depends on, restates or elaborates; from and to are claims, by id or as '12'.
# - Speakers, concepts and sources go by any of their names; a new name is added.
# - Lines that begin with # are not kept.
#
"""


def show_edited(app: App, ids: list[int], what: str) -> None:
    """Let a person edit claims as text, and show what came of it."""
    changes = edit_as_text(app, ids, what)
    with app.read() as session:
        app.show(lambda: cards.claim_cards(session, ids, app.today), lambda: changes)
    if changes:
        app.hint("kg undo takes it back.")
    else:
        app.remark("Nothing was changed.")


def edit_as_text(app: App, ids: list[int], what: str) -> list[str]:
    """Let a person edit claims as text, and tell what changed, a line for each thing.

    A mistake brings the editor back. Raises KgError when nothing is taken over; what was typed is
    then kept in a file, which the error names.
    """
    with app.read() as session:
        before = editing.text_of(session, ids)
        seen = last_change(session)
        text = _written(app, session, before, what)
    path = _draft(what, text)
    try:
        changes = _edited(app, ids, before, path, text, seen)
    except KgError as error:
        if _worth_keeping(path, text):
            error.remedy = " ".join(filter(None, (error.remedy, f"Your text is kept in {path}.")))
            error.args = (f"{error.message} {error.remedy}",)
        raise
    path.unlink(missing_ok=True)
    return changes


def _edited(
    app: App, ids: list[int], before: editing.Text, path: Path, first: str, seen: int
) -> list[str]:
    """Open the editor until its text can be taken over; raises KgError when it is given up."""
    last, mark, mistake = first, _mark(first), ""
    while True:
        _let_edit(path)
        text = _read(path, mark)
        if not _says_something(text):
            _write(path, last)
            raise KgError("The text was left empty; nothing was changed.")
        if text == last and last != first:
            raise KgError(f"The text was left as it was; nothing was changed. {mistake}")
        if text == last:
            return []
        _write(path, text)
        last = text
        try:
            document = yaml_notebook.read(path)
            # The person's part is over.
            return again(partial(_take_back, app, ids, before, document, seen))
        except (Overtaken, NotebookError):
            raise
        except KgError as error:
            mistake = _without_place(path, error)[1]
            _write(path, _marked(text, path, error, mark))


def _take_back(
    app: App, ids: list[int], before: editing.Text, document: Document, seen: int
) -> list[str]:
    with app.transaction() as session:
        return editing.take_back(session, ids, before, document, seen=seen)


def _mark(text: str) -> str:
    """A mark that no line of a text begins with, so that none of them is taken for ours."""
    mark = MARK
    while mark in text:
        mark = f"#>{mark[1:]}"
    return mark


def _marked(text: str, path: Path, error: KgError, mark: str) -> str:
    """A text with what is wrong on top, and again over the line in which it is."""
    at, message = _without_place(path, error)
    lines = text.split("\n")
    if 0 < at <= len(lines):
        margin = re.match(r"\s*", lines[at - 1])
        lines[at - 1 : at - 1] = _marks(message, (margin[0] if margin else "") + mark)
    return "\n".join([*_marks(message, mark), *lines])


def _without_place(path: Path, error: KgError) -> tuple[int, str]:
    """The line in which a mistake is, or 0, and what is said of it."""
    found = re.match(rf"{re.escape(str(path))}:(\d+)(?: \([^)]*\))?: (.*)", str(error), re.DOTALL)
    return (int(found[1]), found[2]) if found else (0, str(error))


def _marks(message: str, margin: str) -> list[str]:
    return [f"{margin}{line}" for line in wrapped(on_one_line(message), 90)]


def _written(app: App, session: Session, text: editing.Text, what: str) -> str:
    """The text that is opened: what can be done with it, and the records."""
    stream = StringIO()
    yaml_notebook.write(text.items(), stream)
    plain = stream.getvalue()
    annotated = _annotated(plain, _statements(app, session, text))
    schema = settings.shipped("data") / "notebook.schema.json"
    header = HEADER.format(schema=schema, what=what, today=app.today)
    return header + (annotated if _same(annotated, plain) else plain)


def _same(annotated: str, plain: str) -> bool:
    # A remark within a text of several lines would become a part of it, or end it.
    try:
        return bool(
            plain_yaml.load(annotated, yaml_notebook.DATES)
            == plain_yaml.load(plain, yaml_notebook.DATES)
        )
    except plain_yaml.Fault:
        return False


def _statements(app: App, session: Session, text: editing.Text) -> dict[str, str]:
    """For the id of each claim in a text its number and statement."""
    uids = {one["id"] for one in text["claims"]}
    uids.update(one[end] for one in text["links"] for end in ("from", "to"))
    uids.update(uid for one in text["predictions"] for uid in one["claims"])
    rows = session.execute(
        select(Claim.uid, Claim.id, Claim.statement).where(Claim.uid.in_(sorted(uids)))
    )
    language = app.language(session)
    return {uid: f"{row_id}: {brief(said_in(words, language), 60)}" for uid, row_id, words in rows}


def _annotated(text: str, statements: dict[str, str]) -> str:
    def remark(found: re.Match[str]) -> str:
        statement = statements.get(found[1].strip("'\""))
        return found[0] if statement is None else f"{found[0]}  # {on_one_line(statement)}"

    return re.sub(r"^ *(?:- )?(?:(?:id|from|to): )?(\S+)$", remark, text, flags=re.MULTILINE)


def _draft(what: str, text: str) -> Path:
    """A new file that only its owner can read, with a text in it."""
    folder = settings.state() / "edits"
    name = f"{re.sub(r'[^a-z0-9]+', '-', what.casefold())}-{secrets.token_hex(3)}.yaml"
    path = folder / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise KgError(
            f"{path} cannot be written: {error.strerror}.", "Make room for it, or set HOME."
        ) from None
    _write(path, text)
    return path


def _read(path: Path, mark: str) -> str:
    """The text in a file without our marks; nothing where the editor took the file away."""
    try:
        # What is no UTF-8 goes back to the person as it is.
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.lstrip().startswith(mark)
    )


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _worth_keeping(path: Path, first: str) -> bool:
    """Whether a draft has more than what was opened; if not, it is dropped."""
    text = _read(path, _mark(first))
    if text == first or not _says_something(text):
        path.unlink(missing_ok=True)
        return False
    _write(path, text)
    return True


def _let_edit(path: Path) -> None:
    """Open a file in the person's editor and wait; raises KgError unless the editor ends well."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _usual_editor()
    try:
        words = shlex.split(editor, posix=os.name != "nt")
    except ValueError:
        words = []
    if not words:
        raise KgError(f"The editor {editor!r} cannot be understood.", _NAME_ONE)
    engage()
    with _heedless_of_interrupts():
        try:
            # The program is the one that the person chose.
            code = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603
        except OSError as error:
            raise KgError(
                f"The editor {words[0]!r} cannot be started: {error.strerror}.", _NAME_ONE
            ) from None
    if code < 0:
        raise KgError(f"The editor {words[0]!r} was ended by signal {-code}; nothing was changed.")
    if code:
        raise KgError(f"The editor {words[0]!r} ended with {code}; nothing was changed.")


_NAME_ONE = "Name one in VISUAL or EDITOR, such as: export EDITOR=nano."


def _usual_editor() -> str:
    return "notepad" if os.name == "nt" else "vi"


@contextmanager
def _heedless_of_interrupts() -> Iterator[None]:
    """Leave Ctrl-C to the editor; a handler of ours, unlike SIG_IGN, is not handed on to it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
