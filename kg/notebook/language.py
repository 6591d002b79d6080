"""In which language a notebook speaks."""

from sqlalchemy.orm import Session

from kg import settings
from kg.store.models import Property


def language_of(session: Session, asked: str | None = None) -> str:
    """The language that is asked for, here or by the environment, else the notebook's own."""
    return settings.language(asked) or own_language(session)


def own_language(session: Session) -> str:
    """The language that the notebook was made with."""
    kept = session.get(Property, "language")
    return kept.value if kept else "en"
