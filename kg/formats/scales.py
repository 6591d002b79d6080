"""Scales of likelihood words by name: those that come with kg, and TOML files of one's own."""

from difflib import get_close_matches
from pathlib import Path

from kg import settings
from kg.domain.likelihood import Scale, built_in, names, read_scale, text_of
from kg.domain.wording import brief
from kg.errors import Invalid, KgError, NotFound, did_you_mean

LARGEST = 1_000_000
"""Bytes of a file."""


def read(path: str | Path) -> Scale:
    """The scale in a file; raises Invalid, naming the file, when there is none."""
    name = str(path)
    try:
        with Path(path).expanduser().open("rb") as file:
            written = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {brief(name)!r}.", "Give the path of a scale.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Invalid(f"{brief(name)!r} cannot be read: {reason}.", "Give another.") from None
    if len(written) > LARGEST:
        raise Invalid(f"{brief(name)!r} has more than {LARGEST:,} bytes, which no scale needs.")
    try:
        return read_scale(written.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{name}: It is no UTF-8: byte {error.start} is {written[error.start]:#04x}.",
            "Save it as UTF-8.",
        ) from None
    except Invalid as error:
        raise Invalid(f"{name}: {error.message}", error.remedy) from None


def find(name: str) -> Scale:
    """The scale that comes with kg by that name, else the one in the file of that name.

    Raises NotFound where there is neither.
    """
    known = name.strip().casefold()
    if known in names():
        return read_scale(text_of(known))
    if name.casefold().endswith(".toml") or "/" in name or "\\" in name or Path(name).is_file():
        return read(name)
    near = did_you_mean(get_close_matches(known, names(), n=1))
    there_are = near or f"There are {', '.join(names())}."
    raise NotFound(
        f"There is no scale {brief(name)!r}.",
        f"{there_are} One of your own is named by its file, such as mine.toml.",
    )


def asked(name: str | None = None) -> tuple[Scale, ...]:
    """The scales to ask: the one of that name alone, else those of their languages.

    KG_SCALE names one that stands in for those that come with kg in its language.
    """
    if name:
        return (find(name),)
    if not (chosen := settings.scale()):
        return built_in()
    try:
        own = find(chosen)
    except KgError as error:
        raise type(error)(f"KG_SCALE is {brief(chosen)!r}: {error.message}", error.remedy) from None
    return (own, *(one for one in built_in() if one.language != own.language))
