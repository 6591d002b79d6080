"""Drafts: forms left unfinished and the place in a source, kept outside the notebook."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from kg.domain.sentences import Span
from kg.notebook.listening.capturing import Filled

LONGEST = 20_000_000
"""Bytes that a file of drafts can have; a larger one is none of ours."""

LARGEST = 2**63 - 1
"""The largest number that a notebook can be asked for."""

Forms = dict[Span, Filled]
"""Unfinished forms by the words of the source that they are about."""


@dataclass(slots=True)
class Draft:
    """Where a curator is in a source, and the forms that are not finished.

    `place` counts characters of the source's text, as the forms do. `open` tells which form was
    being filled in.
    """

    place: int = 0
    open: Span | None = None
    forms: Forms = field(default_factory=dict)


class DraftFile:
    """The file of one source's draft, for its owner's eyes only.

    Its name is made of the ids of notebook and source, so that both may move. Several views may
    have it open: each puts into it what it changed itself and leaves alone what others put there.
    One and the same form is as the last who typed in it left it.
    """

    def __init__(self, folder: Path, notebook_uid: str, source_uid: str) -> None:
        name = sha256(f"{notebook_uid}\n{source_uid}".encode()).hexdigest()[:32]
        self.path = folder / "capture" / f"{name}.json"
        self._seen: Forms = {}

    def read(self) -> Draft:
        """The draft that was written last; an empty one where there is none that can be read."""
        draft = self._there() or Draft()
        self._seen = dict(draft.forms)
        return draft

    def write(self, draft: Draft) -> None:
        """Put what is changed in a draft into the file, all of it or nothing; raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone_in(self.path.parent):
            there = self._there()
            forms = draft.forms if there is None else changed(there.forms, self._seen, draft.forms)
            self._put(_as_text(Draft(draft.place, draft.open, forms)))
        self._seen = dict(draft.forms)

    def _there(self) -> Draft | None:
        try:
            if self.path.stat().st_size > LONGEST:
                return None
            return _draft(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None

    def _put(self, text: bytes) -> None:
        # A temporary file is made for its owner alone.
        with NamedTemporaryFile(dir=self.path.parent, prefix=".draft-", delete=False) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(self.path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise


def changed(theirs: Forms, seen: Forms, ours: Forms) -> Forms:
    """The forms in a file with what became of those `seen` there: `ours`, where they differ.

    What others added, changed or finished meanwhile stays so.
    """
    kept = {span: form for span, form in theirs.items() if span in ours or form != seen.get(span)}
    return kept | {span: form for span, form in ours.items() if form != seen.get(span)}


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Have other views wait with their drafts, on a system that can lock a folder."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    lock = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


class _Kept(msgspec.Struct):
    """A draft as it stands in its file; each form is read by itself, for it may be none."""

    place: int = 0
    # Older versions told by where its words begin which form was open.
    open: Span | int | None = None
    entries: list[msgspec.Raw] = []


def _as_text(draft: Draft) -> bytes:
    entries = [msgspec.Raw(msgspec.json.encode(draft.forms[span])) for span in sorted(draft.forms)]
    kept = _Kept(draft.place, draft.open, entries)
    return msgspec.json.format(msgspec.json.encode(kept), indent=1)


def _draft(text: bytes) -> Draft:
    kept = msgspec.json.decode(text, type=_Kept)
    forms = {form.span: form for one in kept.entries if (form := _form(one)) is not None}
    opened = kept.open
    if isinstance(opened, int):
        opened = next((span for span in forms if span.begins == opened), None)
    return Draft(kept.place, opened, forms)


def _form(text: msgspec.Raw) -> Filled | None:
    """A form as it was written, also by a version that knew fewer or more fields."""
    with suppress(ValueError):
        form = msgspec.json.decode(text, type=Filled)
        numbers = (form.begins, form.ends, form.turn or 0, form.claim or 0)
        if all(0 <= one <= LARGEST for one in numbers):
            return form
    return None
