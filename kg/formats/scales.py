"""Scales of likelihood words by name: those that come with kg, and TOML files of one's own."""

from difflib import get_close_matches
from pathlib import Path

from kg import settings
from kg.domain.likelihood import Scale, built_in, names, read_scale, text_of
from kg.domain.wording import brief
from kg.errors import Invalid, KgError, NotFound, did_you_mean

LARGEST = 1_000_000
"""Bytes of a file."""


def text(name: str) -> str:
    """What is written of a scale: one that comes with kg by that name, else the file of that name.

    Raises NotFound where there is neither, and KgError where the file is no text.
    """
    known = name.strip().casefold()
    if known in names():
        return text_of(known)
    if name.casefold().endswith(".toml") or "/" in name or "\\" in name or Path(name).is_file():
        return _in_file(name)
    near = did_you_mean(get_close_matches(known, names(), n=1))
    there_are = near or f"There are {', '.join(names())}."
    raise NotFound(
        f"There is no scale {brief(name)!r}.",
        f"{there_are} One of your own is named by its file, such as mine.toml.",
    )


def _in_file(name: str) -> str:
    try:
        with Path(name).expanduser().open("rb") as file:
            written = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(
            f"There is no file {brief(name)!r}.", "See that its name is right."
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise KgError(f"{brief(name)!r} cannot be read: {reason}.") from None
    if len(written) > LARGEST:
        raise KgError(
            f"{brief(name)!r} has more than {LARGEST:,} bytes.", "Name a file with a scale in it."
        )
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written[: error.start].count(b"\n") + 1
        raise KgError(
            f"{name} is not UTF-8 text: see byte {error.start + 1}, in line {line}.",
            "Convert it, for instance with iconv.",
        ) from None


def find(name: str) -> Scale:
    """The scale of that name, or in that file; raises KgError, naming the file, where it is none.

    >>> find("icd-203").title
    'ICD 203 (2015)'
    """
    written = text(name)
    try:
        return read_scale(written)
    except Invalid as error:
        raise KgError(f"{name}: {error.message}", error.remedy) from None


def asked(name: str | None = None) -> tuple[Scale, ...]:
    """The scales to ask: the one of that name alone, else those that come with kg.

    KG_SCALE names one that stands in for those that come with kg in its language.
    """
    if name:
        return (find(name),)
    if not (chosen := settings.scale()):
        return built_in()
    try:
        own = find(chosen)
    except KgError as error:
        raise KgError(f"KG_SCALE names no scale: {error.message}", error.remedy) from None
    return (own, *(one for one in built_in() if one.language != own.language))
