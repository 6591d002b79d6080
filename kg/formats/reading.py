"""What readers of every format do first: get the text, and see that its form is known."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.domain import records
from kg.errors import KgError


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turns the system's refusal to read a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise KgError(
            f"{path} cannot be read: {error.strerror}.", "See that it is a file you may read."
        ) from None


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; raises KgError when it cannot be read or is none."""
    with readable(path):
        data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KgError(f"{path}:{line}: The text is not UTF-8.", "Save it as UTF-8.") from None


def refuse_other_form(path: Path, form: Any) -> None:
    """Raises KgError when a file says that it is written in a form that this kg does not know."""
    if not isinstance(form, int) or form == records.FORM:
        return
    if form > records.FORM:
        raise KgError(
            f"{path} is written in form {form}; this kg reads form {records.FORM}.",
            "Install a newer one: pip install --upgrade kg-notebook.",
        )
    raise KgError(f"{path}: There is no form {form}.", f"Write kg: {records.FORM}.")
