"""Small notebooks for tests, told as their records."""

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from kg.domain import records
from kg.notebook.records import apply, plans
from kg.store.models import Claim, Speaker


def take_in(session: Session, **lists: Any) -> None:
    """Take records into the notebook; speakers and concepts that are only named come along."""
    claims = lists.get("claims", [])
    spoken = {one["speaker"] for claim in claims for one in claim.get("positions", ())}
    about = {key for claim in claims for key in claim.get("about", ())}
    for word, keys in (("speakers", spoken), ("concepts", about)):
        known = {record["id"] for record in lists.get(word, ())}
        lists[word] = [
            *lists.get(word, ()),
            *({"id": key, "names": {"en": key.title()}} for key in sorted(keys - known)),
        ]
    notebook = msgspec.convert(lists, records.Notebook)
    apply.apply(session, apply.plan(session, [plans.Document(notebook)]))


def claim(key: str, *positions: tuple[str, ...], **fields: Any) -> dict[str, Any]:
    """A claim with positions given as speaker, stance and, where it is known, when it was said."""
    return {
        "id": key,
        "kind": "opinion",
        "statement": {"en": f"Claim {key}"},
        "positions": [
            dict(zip(("speaker", "stance", "said"), position, strict=False))
            for position in positions
        ],
        **fields,
    }


def link(start: str, kind: str, end: str, **fields: Any) -> dict[str, Any]:
    """A link between claims."""
    return {"from": start, "kind": kind, "to": end, **fields}


def numbers(session: Session, sort: type[Claim] | type[Speaker]) -> dict[str, int]:
    """The local numbers of claims or speakers by their ids."""
    return {uid: row_id for uid, row_id in session.execute(select(sort.uid, sort.id))}
