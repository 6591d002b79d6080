"""Problems a person can mend: one sentence that says what is wrong, and what to do about it."""


class KgError(Exception):
    """An expected problem; its text is shown to people without a traceback."""

    exit_code = 1

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message if remedy is None else f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class Invalid(KgError):
    """A value that was typed cannot be what it should be."""

    exit_code = 2


class NotFound(KgError):
    """Nothing in the notebook answers to what was asked for."""


class Ambiguous(KgError):
    """More than one thing answers to what was asked for."""


class Conflict(KgError):
    """What was asked for contradicts what the notebook holds."""


class NotebookError(KgError):
    """The notebook itself cannot be opened, read or written."""


class Damaged(NotebookError):
    """What stands in a notebook's place is none, or none that can be read any more."""


class DiskFull(NotebookError):
    """There is no room on the disk, not even for what the database notes beside a notebook."""


class Crossed(NotebookError):
    """Another change crossed this one, which the database undid: see `kg.store.again`."""


class BrokenFile(KgError):
    """A file cannot be taken in; `others` says whether there are more, which may be."""

    def __init__(self, file: str, error: KgError) -> None:
        super().__init__(error.message, error.remedy)
        self.file = file
        self.others = True
        self.exit_code = error.exit_code

    def advise(self, more: str) -> None:
        """Say also what else can be done."""
        self.remedy = more if self.remedy is None else f"{self.remedy} {more}"
        self.args = (f"{self.message} {self.remedy}",)

    def told(self) -> tuple[str, str]:
        """Where it is broken, and why.

        >>> BrokenFile("a.json", KgError("a.json:3: It is no JSON.")).told()
        ('a.json:3', 'It is no JSON.')
        """
        place, parted, why = self.message.removeprefix(self.file).partition(": ")
        if not self.message.startswith(self.file) or not parted:
            return self.file, self.message
        return f"{self.file}{place}", why


class RecordError(KgError):
    """A record of a file cannot be taken in; `path` leads to the field, such as claims[3].kind."""

    def __init__(self, message: str, path: str = "", remedy: str | None = None) -> None:
        super().__init__(message, remedy)
        self.path = path


def did_you_mean(nearest: list[str]) -> str | None:
    """The remedy for a near miss, or None when nothing is near."""
    if not nearest:
        return None
    if len(nearest) == 1:
        return f"Did you mean {nearest[0]}?"
    return f"Did you mean {', '.join(nearest[:-1])} or {nearest[-1]}?"
