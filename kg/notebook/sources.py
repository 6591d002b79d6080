"""Sources: where things were said, and the turns of who spoke when."""

from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.addresses import same_page
from kg.domain.checks import web_address
from kg.domain.dates import PartialDate
from kg.domain.transcripts import LAST_TURN, LONGEST_TEXT
from kg.domain.wording import Wording, brief, clean, clean_line, one_line, said_in, wording
from kg.errors import Conflict, Invalid, NotFound
from kg.notebook import ids
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import find
from kg.notebook.listening import transcripts
from kg.notebook.speakers import refuse_near_miss
from kg.store.models import Passage, Position, Source, Speaker, Turn

GENERAL = "document"
"""The kind of a source of which nothing more is said."""


def add(
    session: Session,
    title: str | Wording,
    *,
    kind: str = GENERAL,
    publisher: str | None = None,
    url: str | None = None,
    published: PartialDate | str | None = None,
    recorded: PartialDate | str | None = None,
    language: str | None = None,
    note: str | Wording | None = None,
    text: str | None = None,
    uid: str | None = None,
) -> Source:
    """Add a source; `text` is kept with it, so that quotes can be checked against it."""
    words = one_line(title, "title", 2000)
    row = Source(
        uid=ids.own(session, Source, uid, said_in(words)),
        kind=clean_line(kind, "kind"),
        title=words,
        publisher=clean_line(publisher, "publisher") if publisher else None,
        url=web_address(url) if url else None,
        published=PartialDate.parse(published) if published else None,
        recorded=PartialDate.parse(recorded) if recorded else None,
        language=clean_line(language, "language") if language else None,
        note=wording(note, "note") if note else None,
        passage=Passage(text=clean(text, "text", LONGEST_TEXT)) if text else None,
    )
    session.add(row)
    session.flush()
    return row


def find_or_add(session: Session, key: find.Key | Source, *, new: bool = False) -> Source:
    """The source meant by `key`, added when unknown: an address as its own title.

    Raises NotFound when a title is new but near to a known one, and Conflict when an address is
    nearly that of a known one, unless `new` says that it is new.
    """
    if isinstance(key, Source):
        return key
    text = str(key)
    if "://" in text:
        url = web_address(text)
        known = session.scalars(
            select(Source).where(Source.url == url).order_by(Source.id).limit(1)
        ).first()
        if known is None and not new:
            refuse_known_address(session, url)
        return known or add(session, url, url=url)
    row = find.named_or_none(session, Source, text)
    if row is None:
        refuse_near_miss(find.near(session, Source, text), "source", text, new)
        row = add(session, text)
    return row


def at_address(session: Session, url: str) -> Source | None:
    """The first source whose address is this one or leads to the same page, or None."""
    url = web_address(url)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    wanted = same_page(url)
    likely = session.execute(
        select(Source.id, Source.url)
        .where(func.lower(Source.url).contains(host, autoescape=True))
        .order_by(Source.url != url, Source.id)
    )
    for row_id, address in likely:
        if address and same_page(address) == wanted:
            return session.get_one(Source, row_id)
    return None


def refuse_known_address(session: Session, url: str) -> None:
    """Raise Conflict when a source at this address, however it is written, is known already."""
    known = at_address(session, url)
    if known is not None:
        raise Conflict(
            f"Source {known.id} ({brief(find.label(known))}) is at {brief(known.url or '', 200)}.",
            f"Name it by its number, {known.id}. If this is another one, say --new.",
        )


def refuse_known_text(session: Session, text: str) -> None:
    """Raise Conflict when a source has this very text already."""
    known = session.scalars(
        select(Source).join(Passage).where(Passage.text == text).order_by(Source.id).limit(1)
    ).first()
    if known is not None:
        raise Conflict(
            f"Source {known.id} ({brief(find.label(known))}) has this very text.",
            f"Name it by its number, {known.id}. If this is another one, say --new.",
        )


def edit(
    session: Session,
    key: find.Key | Source,
    *,
    title: Wording | Keep = KEEP,
    kind: str | Keep = KEEP,
    publisher: str | None | Keep = KEEP,
    url: str | None | Keep = KEEP,
    published: PartialDate | str | None | Keep = KEEP,
    recorded: PartialDate | str | None | Keep = KEEP,
    language: str | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
    text: str | Keep = KEEP,
) -> Source:
    """Change what is given of a source; in a new text quotes keep the anchors that they have."""
    row = find.source(session, key)
    set_changed(
        row,
        title=unless_kept(title, lambda new: {**row.title, **one_line(new, "title", 2000)}),
        kind=unless_kept(kind, lambda new: clean_line(new, "kind")),
        publisher=unless_kept(publisher, lambda new: clean_line(new, "publisher") if new else None),
        url=unless_kept(url, lambda new: web_address(new) if new else None),
        published=unless_kept(published, lambda new: PartialDate.parse(new) if new else None),
        recorded=unless_kept(recorded, lambda new: PartialDate.parse(new) if new else None),
        language=unless_kept(language, lambda new: clean_line(new, "language") if new else None),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    if not isinstance(text, Keep):
        transcripts.set_text(session, row, clean(text, "text", LONGEST_TEXT))
    session.flush()
    return row


def remove(session: Session, key: find.Key | Source) -> Source:
    """Remove a source; raises Conflict while positions stand in it."""
    row = find.source(session, key)
    held = session.scalar(
        select(func.count()).select_from(Position).where(Position.source_id == row.id)
    )
    if held:
        raise Conflict(
            f"{held} position{'s' * (held > 1)} stand{'s' * (held == 1)} in «{find.label(row)}».",
            f"Remove those first: kg position list --source {row.id} shows them.",
        )
    session.delete(row)
    session.flush()
    return row


def turn(
    session: Session,
    source: Source,
    number: int,
    *,
    section: str | None = None,
    speaker: Speaker | None = None,
) -> Turn:
    """The turn of a source with this number, added when the source's turns are not known.

    Raises NotFound when they are known, for the text is kept, and it is none of them.
    """
    row = session.scalars(
        select(Turn).where(Turn.source_id == source.id, Turn.number == number)
    ).first()
    if row is not None:
        return row
    last = session.scalar(select(func.max(Turn.number)).where(Turn.source_id == source.id))
    if source.passage is not None and last is not None:
        raise NotFound(f"{find.label(source)} has no turn {number}.", f"Its last is {last}.")
    if not 0 <= number <= LAST_TURN:
        raise Invalid(f"{number} cannot be the number of a turn.", "Count them from 0 or 1.")
    row = Turn(
        source=source,
        number=number,
        section=clean_line(section, "section") if section else None,
        speaker=speaker,
    )
    session.add(row)
    session.flush()
    return row


def listed(session: Session) -> list[tuple[Source, int]]:
    """Sources with the number of positions in them, the latest first."""
    statement = (
        select(Source, func.count(Position.id))
        .outerjoin(Position, Position.source_id == Source.id)
        .group_by(Source.id)
        .order_by(
            func.coalesce(Source.recorded, Source.published).desc().nulls_last(), Source.id.desc()
        )
    )
    return [(row, number) for row, number in session.execute(statement)]
