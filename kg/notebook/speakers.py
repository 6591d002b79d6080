"""Speakers: who says things."""

from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from kg.domain.checks import web_address, word
from kg.domain.transcripts import is_generic
from kg.domain.vocabulary import SpeakerKind
from kg.domain.wording import Wording, brief, clean_line, one_line, said_in, wording
from kg.errors import Conflict, Invalid, NotFound, did_you_mean
from kg.notebook import asof, ids
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import duplicates, find
from kg.store.models import Forecast, Link, Position, Speaker, Turn

LONGEST_NAME = 500


def add(
    session: Session,
    names: str | Wording,
    *,
    kind: SpeakerKind | str = SpeakerKind.PERSON,
    aliases: list[str] | None = None,
    url: str | None = None,
    note: str | Wording | None = None,
    new: bool = False,
    uid: str | None = None,
) -> Speaker:
    """Add a speaker; raises Conflict when one bears that name, unless `new` says it is another.

    Two speakers of one name are told apart by id or number.
    """
    words = one_line(names, "name", LONGEST_NAME)
    also = [clean_line(alias, "alias", LONGEST_NAME) for alias in aliases or []]
    if not new:
        duplicates.refuse_same_name(session, Speaker, [*words.values(), *also])
    row = Speaker(
        uid=ids.own(session, Speaker, uid, said_in(words)),
        kind=word(SpeakerKind, kind),
        names=words,
        aliases=also,
        url=web_address(url) if url else None,
        note=wording(note, "note") if note else None,
    )
    session.add(row)
    session.flush()
    return row


def find_or_add(session: Session, key: find.Key | Speaker, *, new: bool = False) -> Speaker:
    """The speaker meant by `key`, added when unknown.

    Raises NotFound when the name is new but near to a known one or only a label such as Speaker 1,
    unless `new` says that it is new.
    """
    if isinstance(key, Speaker):
        return key
    row = find.named_or_none(session, Speaker, str(key))
    if row is None:
        if not new and is_generic(str(key)) and not str(key).isdecimal():
            raise NotFound(
                f"{brief(str(key))!r} is a label, not a person.",
                "Say who it is; if somebody is called so, say --new.",
            )
        refuse_near_miss(find.near(session, Speaker, str(key)), "speaker", str(key), new)
        row = add(session, str(key), new=True)
    return row


def refuse_near_miss(near: list[str], what: str, key: str, new: bool) -> None:
    """Refuse a name that may be a slip, unless `new` says that it is meant so."""
    number = key.strip().isdecimal()
    if (near or number) and not new:
        hint = did_you_mean(near) or f"See kg {what} list."
        raise NotFound(
            f"There is no {what} {key.strip() if number else repr(brief(key))}.",
            f"{hint} If it is a new one, say --new.",
        )


def renamed(known: Wording, given: Wording) -> Wording:
    """Names with new ones in place; an empty text takes the name in its language away.

    >>> renamed({"en": "Yan", "zh": "颜水成"}, {"en": "", "fr": "Yan"})
    {'zh': '颜水成', 'fr': 'Yan'}
    """
    gone = {code for code, text in given.items() if not text.strip()}
    if strange := gone - known.keys():
        raise Invalid(
            f"There is no name in {strange.pop()} to take off.",
            f"There are names in {', '.join(known)}.",
        )
    more = {code: text for code, text in given.items() if code not in gone}
    names = {code: text for code, text in known.items() if code not in gone}
    names |= one_line(more, "name", LONGEST_NAME) if more else {}
    if not names:
        raise Conflict("That would take the last name off.", "Give another with it.")
    return names


def edit(
    session: Session,
    key: find.Key | Speaker,
    *,
    names: Wording | Keep = KEEP,
    kind: SpeakerKind | str | Keep = KEEP,
    aliases: list[str] | Keep = KEEP,
    url: str | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> Speaker:
    """Change what is given of a speaker; names are changed language by language.

    An empty text takes the name in its language away. Raises Conflict when none would be left.
    """
    row = find.speaker(session, key)
    set_changed(
        row,
        names=unless_kept(names, lambda new: renamed(row.names, new)),
        kind=unless_kept(kind, lambda new: word(SpeakerKind, new)),
        aliases=unless_kept(
            aliases, lambda new: [clean_line(one, "alias", LONGEST_NAME) for one in new]
        ),
        url=unless_kept(url, lambda new: web_address(new) if new else None),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def remove(session: Session, key: find.Key | Speaker) -> Speaker:
    """Remove a speaker who says nothing; turns that were theirs are nobody's then.

    Raises Conflict when positions, forecasts or links are theirs.
    """
    row = find.speaker(session, key)
    counted = {
        "position": session.scalar(
            select(func.count()).select_from(Position).where(Position.speaker_id == row.id)
        ),
        "forecast": session.scalar(
            select(func.count()).select_from(Forecast).where(Forecast.speaker_id == row.id)
        ),
        "link": session.scalar(
            select(func.count()).select_from(Link).where(Link.speaker_id == row.id)
        ),
    }
    held = [f"{count} {word}{'s' * (count > 1)}" for word, count in counted.items() if count]
    if held:
        raise Conflict(
            f"{find.label(row)} has {', '.join(held)} in the notebook.", "Remove those first."
        )
    for turn in session.scalars(select(Turn).where(Turn.speaker_id == row.id)):
        turn.speaker = None
    session.flush()
    session.delete(row)
    session.flush()
    return row


def listed(
    session: Session, kind: str | None = None, as_of: date | None = None
) -> list[tuple[Speaker, int]]:
    """Speakers with the number of their positions, as of a day or now, those with most first."""
    count = func.count(Position.id)
    statement = (
        select(Speaker, count)
        .outerjoin(
            Position, and_(Position.speaker_id == Speaker.id, *asof.by(Position.said, as_of))
        )
        .group_by(Speaker.id)
        .order_by(count.desc(), Speaker.id)
    )
    if kind:
        statement = statement.where(Speaker.kind == word(SpeakerKind, kind))
    return [(row, number) for row, number in session.execute(statement)]
