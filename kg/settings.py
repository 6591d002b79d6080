"""Where the notebook lives, who keeps it and which day it is, as the environment says."""

import os
from datetime import date
from pathlib import Path

from kg.errors import Invalid

DATABASE = "KG_DATABASE"
CURATOR = "KG_CURATOR"
TODAY = "KG_TODAY"
SCALE = "KG_SCALE"
LANGUAGE = "KG_LANGUAGE"


def database(chosen: str | None = None) -> str:
    """The notebook's path or URL: `chosen`, else KG_DATABASE, else in the user's data folder."""
    return chosen or os.environ.get(DATABASE) or str(usual())


def usual() -> Path:
    """Where the notebook is when nobody says where: in the user's data folder."""
    # platformdirs knows each system's convention; it is asked only when nothing else says where.
    from platformdirs import user_data_path

    return Path(user_data_path("kg", appauthor=False), "notebook.db")


def state() -> Path:
    """The folder for what a user may lose without losing the notebook, such as drafts."""
    from platformdirs import user_state_path

    return Path(user_state_path("kg", appauthor=False))


def curator() -> str | None:
    """Who makes the changes, for the history: KG_CURATOR or the name of the account."""
    # What cron starts may know LOGNAME only.
    names = (CURATOR, "USER", "USERNAME", "LOGNAME")
    said = (" ".join(os.environ.get(name, "").split()) for name in names)
    return next(filter(None, said), None)


def scale() -> str | None:
    """By which scale likelihood words are read, where KG_SCALE names one: a name or a file."""
    return os.environ.get(SCALE) or None


def language(chosen: str | None = None) -> str | None:
    """The language that is asked for: `chosen`, else KG_LANGUAGE, if any."""
    return chosen or os.environ.get(LANGUAGE) or None


def today() -> date:
    """Today by the local calendar, or the day that KG_TODAY names, to rehearse another one."""
    chosen = os.environ.get(TODAY)
    if not chosen:
        return date.today()
    try:
        return date.fromisoformat(chosen)
    except ValueError:
        raise Invalid(
            f"KG_TODAY is {chosen!r}, which is no day.", "Write it as 2026-11-23 or unset it."
        ) from None


def shipped(folder: str) -> Path:
    """A folder that ships with kg: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    installed = package / folder
    return installed if installed.is_dir() else package.parent / folder
