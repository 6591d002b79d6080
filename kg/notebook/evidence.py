"""Evidence: what verdicts rest on, kept for itself so that several may call the same."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain import checks
from kg.domain.dates import PartialDate
from kg.domain.vocabulary import Grade
from kg.domain.wording import Wording, clean, clean_line, said_in, wording
from kg.errors import Conflict
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import find
from kg.notebook.resolutions import add_evidence as add
from kg.store.models import Citation, Evidence

__all__ = ["add", "cited", "edit", "listed", "remove"]


def edit(
    session: Session,
    key: find.Key | Evidence,
    *,
    title: Wording | Keep = KEEP,
    url: str | None | Keep = KEEP,
    published: PartialDate | str | None | Keep = KEEP,
    quote: str | None | Keep = KEEP,
    grade: Grade | str | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> Evidence:
    """Change what is given of a piece of evidence; a title is changed language by language."""
    row = find.evidence(session, key)
    set_changed(
        row,
        title=unless_kept(title, lambda new: {**row.title, **_title(new)}),
        url=unless_kept(url, lambda new: checks.web_address(new) if new else None),
        published=unless_kept(published, lambda new: PartialDate.parse(new) if new else None),
        quote=unless_kept(quote, lambda new: clean(new, "quote", 10_000) if new else None),
        grade=unless_kept(grade, lambda new: Grade(new) if new else None),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def _title(words: Wording) -> Wording:
    return {code: clean_line(text, "title", 2000) for code, text in wording(words, "title").items()}


def remove(session: Session, key: find.Key | Evidence) -> Evidence:
    """Remove a piece of evidence; raises Conflict while a resolution calls it."""
    row = find.evidence(session, key)
    if number := cited(session, row):
        many = "resolutions call" if number > 1 else "resolution calls"
        raise Conflict(f"{number} {many} «{said_in(row.title)}».", "It stays as long as they do.")
    session.delete(row)
    session.flush()
    return row


def cited(session: Session, row: Evidence) -> int:
    """How many resolutions call a piece of evidence."""
    count = select(func.count()).select_from(Citation).where(Citation.evidence_id == row.id)
    return session.scalar(count) or 0


def listed(session: Session, grade: Grade | str | None = None) -> list[Evidence]:
    """All evidence, or that of one grade, in the order in which it was written down."""
    statement = select(Evidence).order_by(Evidence.id)
    if grade:
        statement = statement.where(Evidence.grade == Grade(grade))
    return list(session.scalars(statement))
