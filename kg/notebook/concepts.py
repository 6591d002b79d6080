"""Concepts: what claims are about."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kg.domain.checks import web_address
from kg.domain.wording import Wording, clean_line, one_line, said_in, wording
from kg.errors import Conflict
from kg.notebook import ids
from kg.notebook.changing.edits import KEEP, Keep, reworded, set_changed, unless_kept
from kg.notebook.finding import duplicates, find
from kg.notebook.speakers import LONGEST_NAME, refuse_near_miss, renamed
from kg.store.models import About, Concept

GENERAL = "concept"
"""The kind of a concept of which nothing more is said."""


def add(
    session: Session,
    names: str | Wording,
    *,
    kind: str = GENERAL,
    aliases: list[str] | None = None,
    broader: find.Key | Concept | None = None,
    url: str | None = None,
    note: str | Wording | None = None,
    new: bool = False,
    uid: str | None = None,
) -> Concept:
    """Add a concept; `kind` is any word, such as system, paper, organisation or method.

    Raises Conflict when a concept bears that name, unless `new` says that this is another.
    """
    words = one_line(names, "name", LONGEST_NAME)
    also = [clean_line(alias, "alias", LONGEST_NAME) for alias in aliases or []]
    if not new:
        duplicates.refuse_same_name(session, Concept, [*words.values(), *also])
    row = Concept(
        uid=ids.own(session, Concept, uid, said_in(words)),
        kind=clean_line(kind, "kind"),
        names=words,
        aliases=also,
        broader=find.concept(session, broader) if broader is not None else None,
        url=web_address(url) if url else None,
        note=wording(note, "note") if note else None,
    )
    session.add(row)
    session.flush()
    return row


def find_or_add(session: Session, key: find.Key | Concept, *, new: bool = False) -> Concept:
    """The concept meant by `key`, added when unknown.

    Raises NotFound when the name is new but near to a known one, unless `new` says that it is new.
    """
    if isinstance(key, Concept):
        return key
    row = find.named_or_none(session, Concept, str(key))
    if row is None:
        refuse_near_miss(find.near(session, Concept, str(key)), "concept", str(key), new)
        row = add(session, str(key), new=True)
    return row


def edit(
    session: Session,
    key: find.Key | Concept,
    *,
    names: Wording | Keep = KEEP,
    kind: str | Keep = KEEP,
    aliases: list[str] | Keep = KEEP,
    broader: find.Key | Concept | None | Keep = KEEP,
    url: str | None | Keep = KEEP,
    note: str | Wording | None | Keep = KEEP,
) -> Concept:
    """Change what is given of a concept; an empty text takes the name in its language away.

    Raises Conflict when it would be broader than itself, or no name would be left.
    """
    row = find.concept(session, key)
    parent = unless_kept(broader, lambda new: None if new is None else find.concept(session, new))
    if isinstance(parent, Concept):
        refuse_cycle(row, parent)
    set_changed(
        row,
        names=unless_kept(names, lambda new: renamed(row.names, new)),
        kind=unless_kept(kind, lambda new: clean_line(new, "kind")),
        aliases=unless_kept(
            aliases, lambda new: [clean_line(one, "alias", LONGEST_NAME) for one in new]
        ),
        broader=parent,
        url=unless_kept(url, lambda new: web_address(new) if new else None),
        note=unless_kept(note, lambda new: reworded(row.note, new, "note")),
    )
    session.flush()
    return row


def refuse_cycle(row: Concept, parent: Concept) -> None:
    """Raise Conflict when `parent` is `row` or stands somewhere below it."""
    chain: list[Concept] = []
    above: Concept | None = parent
    while above is not None and above not in chain:
        chain.append(above)
        if above is row:
            steps = " → ".join(find.label(one) for one in [row, *chain])
            raise Conflict(
                f"The broader concepts would run in a circle: {steps}.", "Choose another."
            )
        above = above.broader


def remove(session: Session, key: find.Key | Concept) -> Concept:
    """Remove a concept; raises Conflict while claims are about it or it is broader than others."""
    row = find.concept(session, key)
    claims = session.scalar(
        select(func.count()).select_from(About).where(About.concept_id == row.id)
    )
    below = session.scalar(
        select(func.count()).select_from(Concept).where(Concept.broader_id == row.id)
    )
    if claims:
        raise Conflict(
            f"{claims} {'claim is' if claims == 1 else 'claims are'} about {find.label(row)}.",
            "Take it off them first, with kg claim edit --not-about.",
        )
    if below:
        raise Conflict(
            f"{find.label(row)} is broader than {below} other{'s' * (below > 1)}.",
            "Change those first.",
        )
    session.delete(row)
    session.flush()
    return row


def listed(session: Session, kind: str | None = None) -> list[tuple[Concept, int]]:
    """Concepts with the number of claims about them, those with most first."""
    count = func.count(About.id)
    statement = (
        select(Concept, count)
        .outerjoin(About, About.concept_id == Concept.id)
        .group_by(Concept.id)
        .order_by(count.desc(), Concept.id)
    )
    if kind:
        statement = statement.where(Concept.kind == kind)
    return [(row, number) for row, number in session.execute(statement)]
